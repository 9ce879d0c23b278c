"""
Where a name ends: compound first names, particles, surname, initial ("Jean-Marie de La Tour", "ben salah", "Aïcha B.").

With capitals the name goes on as long as they do; without, only as long as the lists know names and no words.
"""

from __future__ import annotations

from pipeline.anonymise.facts import MIN_SURE_FIRST_NAMES, RARE, UNCOMMON, facts
from pipeline.anonymise.words import Casing, Line
from pipeline.french.lists import communes, surname_count, towns
from pipeline.french.names import KIN, LETTERS_AFTER, PARTICLES, PRONOUNS, STRONG_PARTICLES, SUBJECT_SIGNS, TITLES

# First names that another one often follows.
COMPOUND_FIRST = frozenset(
    [
        "jean",
        "marie",
        "anne",
        "pierre",
        "paul",
        "louis",
        "charles",
        "francois",
        "rose",
        "ange",
        "abd",
        "abdel",
        "mohamed",
        "el",
    ]
)


MIN_SHOUTED_WORD = 20  # holders of a surname that is a word, for it to be one in capitals before a first name
MAX_ACRONYM = 4  # letters
MAX_ABBREVIATION = 7  # letters
MIN_KIN_SURNAMES = 500  # holders of a surname that is a word of kin
_INITIAL_LETTERS = frozenset("bfghkpqrvwxz")  # "c", "d", "j", "l", "m", "n", "s", "t" are left by an apostrophe
MIN_HYPHENATED = 5  # holders of a surname after a hyphen, be it a word: "hamidou-petit"


def extend(line: Line, first: int) -> int:
    """Index of the last word of the name that begins at `first`: compound names, particles, surname, initial."""
    last = first
    while line.joined(last):
        step = _next_of_name(line, last, line.words[first].capital)
        if not step:
            return last
        last += step
    return last


def name_begin(line: Line, first: int) -> int:
    """Index of the first word of the name that holds word `first`: capital particles before it are its own ("De Sousa")."""
    while first > 0:
        before = line.words[first - 1]
        if _initial_of(line, first):
            first -= 1
            continue
        if not line.joined(first - 1):
            break
        if _shouted_surname(line, first):
            first -= 1
            continue
        if not before.capital or before.folded not in PARTICLES or len(before.text) < 2:
            break
        if before.opening and not (before.folded in STRONG_PARTICLES and line.words[first].capital):
            break
        first -= 1
    return first


def _initial_of(line: Line, first: int) -> bool:
    """ "G. Eyméoud", "s. pietri": whether a lone letter and a full stop stand before, and begin the name."""
    letter = line.words[first - 1]
    if len(letter.text) != 1 or line.between(first - 1, first) not in (".", ". ", ".\u00a0"):
        return False
    if letter.folded == "m" or (line.casing is Casing.KEPT and not letter.capital):
        return False
    before = line.text[: letter.start][-1:]
    return before in ("", " ", "(", "\n", "\u00a0") and line.folded(first - 2) not in LETTERS_AFTER


def _shouted_surname(line: Line, first: int) -> bool:
    """ "PINNERT Latifa": whether the word before is a surname in capitals."""
    before, word = line.words[first - 1], line.words[first]
    if not (before.capital and before.text.isupper() and len(before.text) > 2) or word.text.isupper():
        return False
    known = facts(before.text)
    borne = known.surname > 0 or known.zipf < RARE
    if known.ordinary:
        borne = known.surname >= MIN_SHOUTED_WORD and len(before.text) > MAX_ACRONYM
    return line.text[before.end : word.start] == " " and borne


def name_end(line: Line, last: int) -> int:
    """Code point where a name that ends with word `last` ends: an initial takes its full stop with it."""
    word = line.words[last]
    dotted = len(word.text) == 1 and line.text[word.end : word.end + 1] == "."
    return word.end + int(dotted)


def abbreviated(line: Line, at: int) -> bool:
    """ "adj.", "enf.": a short word with a full stop inside a sentence."""
    word = line.words[at]
    after = line.text[word.end : word.end + 3]
    if after[:1] != "." or len(word.text) > MAX_ABBREVIATION:
        return False
    goes_on = after[2:3].isdigit() or after[1:2] in (",", ")", ";")
    return goes_on or (line.casing is Casing.KEPT and after[2:3].islower())


def acts(line: Line, at: int) -> bool:
    """Whether what follows word `at` shows that it was a person: "Rose elle", "Rose, elle", "Claire m'a dit"."""
    if at + 1 >= len(line.words) or line.words[at + 1].text.lower() == "à":
        return False
    if line.between(at, at + 1) == ", ":
        return line.folded(at + 1) in ("elle", "il", "lui")
    return line.joined(at) and line.folded(at + 1) in SUBJECT_SIGNS


def elided_name(line: Line, at: int) -> bool:
    """Whether the letter at `at` and the word after its apostrophe are one surname: "N'Diaye", "O'Connor", "D'Almeida"."""
    if at + 1 >= len(line.words) or line.folded(at) not in ("n", "o", "d", "m"):
        return False
    if line.between(at, at + 1) not in ("'", "’") or line.words[at].capital != line.words[at + 1].capital:
        return False
    return surname_count(f"{line.folded(at)}'{line.folded(at + 1)}") > 0 and not facts(line.words[at + 1].text).ordinary


def after_particles(line: Line, at: int) -> int | None:
    """
    Index of the surname after the particles that begin at `at`, None when none follows.

    "de Oliveira", "van der Meersch", "el Khattabi", "ben youssef"; "de la mairie" is no name, "de Nantes" a town.
    """
    family, strong = at, False
    while family < len(line.words) and line.folded(family) in PARTICLES and line.joined(family):
        strong = strong or line.folded(family) in STRONG_PARTICLES
        family += 1
    if family == at or family >= len(line.words):
        return None
    word, known = line.words[family], facts(line.words[family].text)
    if len(word.text) < 2 or known.never or word.folded in KIN:
        return None
    whole = " ".join(line.folded(k) for k in range(at, family + 1))
    if word.capital:
        return family if strong or line.words[at].capital or word.folded not in towns() else None
    if (surname_count(whole) and not known.ordinary) or (strong and (known.name_like and not known.ordinary)):
        return family
    return family if known.family_name and known.zipf < UNCOMMON and word.folded not in towns() else None


def _rare_surname(line: Line, at: int) -> bool:
    """Whether a word after "de" or "le" is a surname and nothing else, neither a word nor a commune."""
    word, known = line.words[at], facts(line.words[at].text)
    return known.family_name and known.zipf < RARE and not known.first_name and word.folded not in communes()


def _next_of_name(line: Line, last: int, capital: bool) -> int:
    """How many words the name goes on for after `last`."""
    following, gap = line.words[last + 1], line.between(last, last + 1)
    known = facts(following.text)
    if following.folded == "h" and gap in ("'", "’") and line.folded(last).endswith("c"):
        return 1  # "Le Floc'h"
    if not capital and lettered(line, last) and facts(line.words[last].text).first_name:
        return 1
    if capital and following.capital and following.folded in PARTICLES and len(following.text) > 1:
        return int(line.joined(last + 1) and line.words[last + 2].capital)
    if (
        len(following.text) == 1
        and not capital
        and line.casing is Casing.LOST
        and "." in line.text[following.end :][:1]
    ):
        return int(facts(line.words[last].text).first_name)  # "sandrine d." in text without capitals
    if following.folded in PARTICLES and following.folded not in ("o", "n") and not (capital and following.capital):
        if following.folded in ("van", "von", "de", "dos", "da", "le", "el", "ben", "ait", "ould", "abou"):
            family = None if capital else after_particles(line, last + 1)
            whole = " ".join(line.folded(k) for k in range(last + 1, family + 1)) if family else ""
            if family and (following.folded in STRONG_PARTICLES or surname_count(whole) or _rare_surname(line, family)):
                return family - last
        return _after_particle(line, last + 1, capital)
    if len(following.text) == 1:
        alone = line.text[following.end : following.end + 1] not in ("'", "’")
        if not capital:  # "sandrine l." in text without capitals
            dotted = line.text[following.end : following.end + 1] == "."
            return int(dotted and line.casing is Casing.LOST and facts(line.words[last].text).first_name)
        return int(following.text.isupper() and alone and following.folded not in "ay")
    if "-" in gap:
        return int(following.capital or known.first_name or known.surname >= MIN_HYPHENATED)
    if "'" in gap or "’" in gap:
        return int(following.capital and len(line.words[last].text) <= 2)
    if _surname_by_capital(line, last, capital=capital):
        return 1
    if following.folded in TITLES or following.folded in KIN or known.never or following.opening:
        return 0
    if capital:
        return int(following.capital and (known.name_like or known.zipf < UNCOMMON))
    listed = known.sure_first_name or (known.family_name and known.zipf < UNCOMMON)
    compound = line.words[last].folded in COMPOUND_FIRST and known.first >= MIN_SURE_FIRST_NAMES
    return int((listed and following.folded not in towns()) or (compound and following.folded not in PRONOUNS))


def _surname_by_capital(line: Line, last: int, *, capital: bool) -> bool:
    """ "Nathalie Petit", "Paul Cousin": a word of kin with a capital, that many bear, after a first name."""
    following, known = line.words[last + 1], facts(line.words[last + 1].text)
    borne = following.folded in KIN and known.surname >= MIN_KIN_SURNAMES and not following.opening
    return capital and following.capital and borne and facts(line.words[last].text).sure_first_name


def lettered(line: Line, at: int) -> bool:
    """ "aurore b": whether a word is followed by a lone letter that no elision leaves, in speech without capitals."""
    if line.casing is Casing.KEPT or not line.joined(at):
        return False
    after = line.text[line.words[at + 1].end :][:1]
    return (
        line.folded(at + 1) in _INITIAL_LETTERS
        and after in ("", " ", ",", ".", "\n")
        and line.between(at, at + 1) == " "
    )


def _after_particle(line: Line, at: int, capital: bool) -> int:
    """2 when a surname follows the particle at `at` ("ben salah", "de La Tour"), else 0."""
    if not line.joined(at):
        return 0
    particle, following = line.words[at], line.words[at + 1]
    known = facts(following.text)
    strong = particle.folded in STRONG_PARTICLES
    if following.folded in towns() and not strong:
        return 0
    if capital:
        wanted = following.capital and (strong or (particle.folded in ("de", "d", "du") and known.surname > 0))
        return 2 if wanted and not known.never else 0
    return 2 if strong and (known.family_name or known.sure_first_name) else 0
