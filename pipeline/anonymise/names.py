"""
Personal names found by what announces them (title, kinship, "je m'appelle") and by the lists of names.

Cues come first because they alone tell Rose from a rose. Where capitals are kept, a capital inside a sentence
is evidence; where they are lost, only names that are no words are taken from the lists without a cue.
"""

from __future__ import annotations

from models.anonymisation import MentionAction, MentionKind
from pipeline.anonymise.extend import COMPOUND_FIRST, acts, extend, name_end
from pipeline.anonymise.facts import (
    COMMON,
    MIN_MOSTLY_NAMES,
    MIN_SURE_FIRST_NAMES,
    MIN_WORD_FIRST_NAMES,
    RARE,
    UNCOMMON,
    Facts,
    facts,
)
from pipeline.anonymise.spans import CUED_PERSON, LISTED_PERSON, Found
from pipeline.anonymise.words import Casing, Line
from pipeline.french.institutions import ESTABLISHMENTS
from pipeline.french.lists import communes, towns
from pipeline.french.names import (
    ARTICLES,
    BARE_PREPOSITIONS,
    CALLED,
    CALLED_PRONOUNS,
    DETERMINERS,
    FAMILY_WORDS,
    GREETINGS,
    KIN,
    LINKS,
    MARKS,
    MOSTLY_NAMES,
    NAME_WORDS,
    NOT_AFTER_TITLE,
    PARTICLES,
    POSSESSIVES,
    PRONOUNS,
    STRONG_PARTICLES,
    TITLES,
    WEAK_TITLES,
)
from pipeline.french.places import QUARTER_WORDS

_THINGS = frozenset(generic.split()[-1] for generic in ESTABLISHMENTS) | QUARTER_WORDS
_FILLERS = frozenset(["euh", "heu", "ben", "bah", "donc", "alors", "enfin"])
_LETTERS_AFTER = frozenset(
    [
        "plan",
        "vitamine",
        "hepatite",
        "groupe",
        "permis",
        "batiment",
        "bat",
        "classe",
        "type",
        "categorie",
        "escalier",
        "annexe",
        "hall",
        "serie",
        "m",
        "mme",
    ]
)


def find_names(line: Line, stay: frozenset[int]) -> list[Found]:
    """Names of people in a turn, with the titles that belong to them; `stay`: words that are something else."""
    found: list[Found] = []
    at = 0
    while at < len(line.words):
        hit = _titled(line, at) or _announced(line, at, stay) or _listed(line, at, stay)
        if hit is None:
            at += 1
            continue
        found.append(hit[0])
        at = hit[1] + 1
        joined = _coordinated(line, hit[1], stay)
        if joined is not None:
            found.append(joined[0])
            at = joined[1] + 1
    return found


def _coordinated(line: Line, last: int, stay: frozenset[int]) -> tuple[Found, int] | None:
    """ "prudence et grâce": after a name and "et", a first name that is also a word is a name."""
    at = last + 2
    if line.folded(last + 1) != "et" or at >= len(line.words) or at in stay:
        return None
    if not (line.joined(last) and line.joined(last + 1)):
        return None
    word, known = line.words[at], facts(line.words[at].text)
    if not known.first_name or known.first < MIN_WORD_FIRST_NAMES or word.folded in TITLES or word.folded in KIN:
        return None
    return _person(line, at, extend(line, at), "list:coordination", 0.75, LISTED_PERSON)


def _person(line: Line, first: int, last: int, detector: str, score: float, rank: int) -> tuple[Found, int]:
    start, end = line.words[first].start, name_end(line, last)
    return Found(start, end, MentionKind.PERSON, detector, score, rank), last


def _titled(line: Line, at: int) -> tuple[Found, int] | None:
    """ "Mme Durand", "M. K.", "le docteur Benali", "madame petit": the title belongs to the mention."""
    word = line.words[at]
    if word.folded not in TITLES or at + 1 >= len(line.words):
        return None
    if word.folded in KIN and line.folded(at - 1) in POSSESSIVES:
        return None  # "ma sœur Leïla" is kinship, "sœur Emmanuelle" a title
    gap = line.between(at, at + 1)
    if gap not in (" ", ". ", "\u00a0", ".\u00a0", "."):
        return None
    if gap.startswith(".") and (len(word.text) > 4 or word.folded in KIN):
        return None  # "sa mère. Après, on…": only an abbreviation is followed by a full stop
    if word.folded in ("m", "me") and not (word.text[0].isupper() and (word.folded == "me" or gap[0] == ".")):
        listed = facts(line.words[at + 1].text)
        spoken = line.casing is Casing.LOST and gap[0] == "." and (listed.family_name or listed.first_name)
        if word.text != "M" and not spoken:
            return None
    first = at + 1
    following = line.words[first]
    known = facts(following.text)
    if following.folded in NOT_AFTER_TITLE:
        return None
    if len(following.text) == 1:
        if line.text[following.end : following.end + 1] in ("'", "’") or following.folded in "ay":
            return None
        return _person(line, at, first, "cue:title", 0.95, CUED_PERSON)
    weak = word.folded in WEAK_TITLES and not (word.folded in ("m", "me", "pr") and word.text[0].isupper())
    if not _fits_after_title(line, first, known, weak=weak):
        return None
    return _person(line, at, extend(line, first), "cue:title", 1.0 if not weak else 0.9, CUED_PERSON)


def _fits_after_title(line: Line, at: int, known: Facts, *, weak: bool) -> bool:
    word = line.words[at]
    if word.folded in MARKS:
        return False
    if word.capital:
        return not known.never or word.folded in STRONG_PARTICLES or (not weak and known.surname > 0)
    if word.folded in PARTICLES and line.joined(at) and word.folded in STRONG_PARTICLES:
        return True
    if known.never:
        return False
    if weak:
        return known.sure_first_name or (known.sure_family_name and known.zipf < RARE)
    if known.first_name or known.family_name or (not known.ordinary and known.zipf < UNCOMMON):
        return True
    return known.surname >= 500 and not word.capital  # "madame petit" in text without capitals


def _announced(line: Line, at: int, stay: frozenset[int]) -> tuple[Found, int] | None:
    """A name at `at` that the words before it announce."""
    word = line.words[at]
    known = facts(word.text)
    if at in stay or len(word.text) < 2:
        return None
    if _after_called(line, at) and _fits_after_called(line, at, known):
        return _person(line, at, extend(line, at), "cue:called", 0.95, CUED_PERSON)
    before = _before(line, at)
    if known.never or word.folded in TITLES or word.folded in KIN or not known.name_like:
        return None
    if before >= 0 and line.folded(before) in KIN and line.folded(before - 1) in DETERMINERS:
        strict = before != at - 1 or "," in line.between(at - 1, at)
        if _fits_after_kin(line, at, known, strict=strict):
            return _person(line, at, extend(line, at), "cue:kin", 0.95, CUED_PERSON)
    named = word.capital or known.family_name or known.sure_first_name
    if named and line.folded(at - 1) in FAMILY_WORDS and line.joined(at - 1):
        return _person(line, at, extend(line, at), "cue:family", 0.95, CUED_PERSON)
    if line.folded(at - 1) in GREETINGS and (word.capital or known.sure_first_name) and known.zipf < COMMON:
        town = word.folded in towns() and known.first < 2000
        if not town and (known.first_name or (word.capital and not word.opening and not known.ordinary)):
            return _person(line, at, extend(line, at), "cue:greeting", 0.9, CUED_PERSON)
    return None


def _before(line: Line, at: int) -> int:
    """Index of the word before, hesitations passed over."""
    before = at - 1
    while before >= 0 and line.words[before].folded in _FILLERS:
        before -= 1
    return before


def _after_called(line: Line, at: int) -> bool:
    """ "je m'appelle", "surnommé", "son prénom c'est"; "ça s'appelle" announces a thing."""
    before = _before(line, at)
    if line.folded(before) in ("le", "la", "l") and line.words[at].capital:
        before -= 1
    verb = line.folded(before)
    if verb in ("est", "c", "etait") or verb == "moi":
        back = [line.folded(before - k) for k in range(1, 5)]
        named = any(word in NAME_WORDS for word in back[:3])
        return named and verb != "moi" and (line.words[at].capital or facts(line.words[at].text).sure_first_name)
    if verb in NAME_WORDS:
        return line.words[at].capital and not line.words[at].opening
    if verb not in CALLED:
        return False
    pronoun = line.folded(before - 1)
    if verb in ("dit", "dite"):
        return line.words[at].capital and facts(line.folded(before - 1)).first_name
    if pronoun in CALLED_PRONOUNS:
        if line.folded(before - 2) == "qui" and _thing_before(line, before - 2):
            return False
        return line.folded(before - 2) not in ("ca", "cela", "ce", "qu", "que") or line.folded(before - 3) in (
            "elle",
            "il",
        )
    return verb.startswith(("prenomm", "surnomm", "baptis", "rebaptis", "alias")) or (
        verb.startswith("nomm") and line.words[at].capital
    )


def _thing_before(line: Line, at: int) -> bool:
    """Whether "qui s'appelle" is said of a thing: an article and an establishment or a place before it."""
    words = [line.folded(k) for k in range(max(0, at - 5), at)]
    return bool(set(words) & _THINGS) and not set(words) & KIN


def _fits_after_called(line: Line, at: int, known: Facts) -> bool:
    word = line.words[at]
    if word.folded in DETERMINERS or word.folded in PRONOUNS or word.folded in NOT_AFTER_TITLE or word.folded in MARKS:
        return False
    if word.capital:
        return True
    if known.never or known.zipf >= COMMON:
        return False
    return known.first_name or known.family_name or (not known.ordinary and known.zipf < UNCOMMON)


def _fits_after_kin(line: Line, at: int, known: Facts, *, strict: bool) -> bool:
    word = line.words[at]
    if word.capital and not word.opening:
        return known.first_name or not known.ordinary or known.surname >= MIN_SURE_FIRST_NAMES
    if known.sure_first_name or (known.first_name and not known.ordinary):
        return True
    if strict:  # "mon voisin, aimé, il dit"
        apart = line.text[word.end : word.end + 1] == "," and line.text[word.start - 2 : word.start - 1] == ","
        return apart and known.first >= MIN_WORD_FIRST_NAMES
    if known.ordinary:  # "ma fille rose", "mon mari pierre", but not "ma fille adore"
        return known.first >= 1000 and not word.folded.endswith("er")
    return known.surname > 0 and known.zipf < RARE


def _listed(line: Line, at: int, stay: frozenset[int]) -> tuple[Found, int] | None:
    """A first name, or a surname in capitals, that nothing announces."""
    word = line.words[at]
    if at in stay or len(word.text) < 2:
        return _initial(line, at)
    known = facts(word.text)
    if known.never or word.folded in TITLES:
        return None
    previous = line.folded(at - 1)
    if previous in ("saint", "sainte", "st", "ste") and line.joined(at - 1):
        return None
    if word.capital:
        return _listed_capital(line, at, known, previous)
    return _listed_lower(line, at, known, previous)


def _listed_capital(line: Line, at: int, known: Facts, previous: str) -> tuple[Found, int] | None:
    word = line.words[at]
    town = word.folded in towns() and not (known.first >= 2000 and previous not in ("a", "sur", "vers"))
    if known.first_name and not town:
        followed = extend(line, at) > at
        sure = not known.ordinary and (known.zipf < COMMON or known.first >= MIN_MOSTLY_NAMES)
        if known.ordinary and known.first < MIN_WORD_FIRST_NAMES:
            return None
        if not word.opening or sure or (followed and known.first >= MIN_SURE_FIRST_NAMES) or acts(line, at):
            return _person(line, at, extend(line, at), "list:first-name", 0.9, LISTED_PERSON)
        return None
    if word.text.isupper() and len(word.text) > 3 and known.sure_family_name and _first_name_follows(line, at):
        return _person(line, at, extend(line, at), "list:surname", 0.9, LISTED_PERSON)
    if not word.opening and known.sure_family_name and not town and word.folded not in communes():
        hit, last = _person(line, at, extend(line, at), "list:surname", 0.6, LISTED_PERSON)
        if last > at and any(facts(line.words[k].text).first_name for k in range(at, last + 1)):
            return hit, last
        return hit._replace(action=MentionAction.FLAG), last
    return None


def _first_name_follows(line: Line, at: int) -> bool:
    return line.joined(at) and line.words[at + 1].capital and facts(line.words[at + 1].text).first_name


def _listed_lower(line: Line, at: int, known: Facts, previous: str) -> tuple[Found, int] | None:
    word = line.words[at]
    if not known.first_name or word.text[0].isupper():
        return None
    if word.folded in towns() and (known.first < 2000 or previous in ("a", "sur", "vers")):
        return None
    last = extend(line, at)
    if known.sure_first_name and len(word.text) >= 3 and (known.zipf < COMMON or known.first >= MIN_MOSTLY_NAMES):
        few = known.first < 500 and (previous in DETERMINERS or line.casing is Casing.KEPT)
        if few or (previous in ARTICLES and known.zipf > UNCOMMON):
            return None
        return _person(line, at, last, "list:first-name", 0.85, LISTED_PERSON)
    if line.casing is Casing.LOST and not known.ordinary and len(word.text) >= 4 and known.zipf < RARE:
        return _person(line, at, last, "list:first-name", 0.7, LISTED_PERSON)
    if line.casing is Casing.KEPT or not known.ordinary or known.first < MIN_WORD_FIRST_NAMES:
        return None
    if previous not in DETERMINERS and _bare_name(line, at, previous):
        return _person(line, at, last, "list:first-name", 0.7, LISTED_PERSON)
    return None


def _bare_name(line: Line, at: int, previous: str) -> bool:
    """Whether a word that is also a first name stands where only a name can: no article, and a person's verb."""
    word = line.words[at]
    mostly = word.folded in MOSTLY_NAMES
    if previous in BARE_PREPOSITIONS and (mostly or not facts(word.text).zipf > COMMON):
        return True
    if line.joined(at) and word.folded in COMPOUND_FIRST:
        following = line.words[at + 1]
        if facts(following.text).first_name and following.folded not in PRONOUNS:
            return True
    if mostly:
        return previous not in PRONOUNS and (previous in LINKS or acts(line, at))
    if previous in LINKS and line.folded(at + 1) in ("tu", "vous", "ma", "mon") and line.text[word.end] == ",":
        return True  # "et claire, tu voulais dire", "que disait olive, ma copine"
    return (
        (previous in LINKS or previous == "")
        and previous not in ("de", "d", "par", "sans")
        and line.folded(at + 1) in ("elle", "il", "m")
        and line.joined(at)
    )


def _initial(line: Line, at: int) -> tuple[Found, int] | None:
    """A lone initial for someone: "j'ai vu K. hier"."""
    word = line.words[at]
    if len(word.text) != 1 or not word.capital or word.opening or at + 1 >= len(line.words):
        return None
    if line.between(at, at + 1) != ". " or not line.words[at + 1].text.islower():
        return None
    if line.folded(at - 1) in _LETTERS_AFTER or not line.joined(at - 1):
        return None
    return _person(line, at, at, "rule:initial", 0.7, LISTED_PERSON)
