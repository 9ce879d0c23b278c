"""
What announces a name: a title, a kinsman's word, "je m'appelle", "la famille", a greeting, a nickname given.

These cues are looked at before any list, since they alone tell Rose from a rose, and they hold without capitals.
"""

from __future__ import annotations

from models.anonymisation import MentionKind
from pipeline.anonymise.extend import acts, after_particles, elided_name, extend, name_begin, name_end
from pipeline.anonymise.facts import COMMON, MIN_FIRST_NAMES, MIN_WORD_FIRST_NAMES, RARE, UNCOMMON, Facts, facts
from pipeline.anonymise.spans import CUED_PERSON, Found
from pipeline.anonymise.words import Casing, Line
from pipeline.french.institutions import CALENDAR, ESTABLISHMENTS
from pipeline.french.lists import surname_count, towns
from pipeline.french.names import (
    ARTICLES,
    CALLED,
    CALLED_PRONOUNS,
    DETERMINERS,
    FAMILY_WORDS,
    GREETINGS,
    KIN,
    KIN_ADJECTIVES,
    LEGAL_TITLES,
    MARKS,
    NAME_WORDS,
    NOT_AFTER_TITLE,
    PARTICLES,
    POSSESSIVES,
    PRONOUNS,
    SHORT_NAMES,
    STRONG_PARTICLES,
    TITLES,
    WEAK_TITLES,
)
from pipeline.french.places import QUARTER_WORDS

MIN_SURE_BORNE = 20_000  # people who bear a first name that is also a country or a feast
MIN_TITLED_SURNAMES = 500  # holders of a surname that is a word, for it to be taken after "madame"

_THINGS = frozenset(generic.split()[-1] for generic in ESTABLISHMENTS) | QUARTER_WORDS
_AFTER_CALLING = frozenset(["comme", "et", "mais", "quoi", "parce", "voila", "hein", "euh", "il", "elle", "on", "je"])
_FILLERS = frozenset(["euh", "heu", "ben", "bah", "donc", "alors", "enfin"])


def find_titled(line: Line, at: int) -> tuple[Found, int] | None:
    """ "Mme Durand", "M. K.", "le docteur Benali", "madame petit": the title belongs to the mention."""
    word = line.words[at]
    if word.folded not in TITLES or at + 1 >= len(line.words):
        return None
    if word.folded in KIN and line.folded(at - 1) in POSSESSIVES | KIN_ADJECTIVES:
        return None  # "ma sœur Leïla", "belle-mère" are kinship, "sœur Emmanuelle" a title
    gap = line.between(at, at + 1)
    if gap not in (" ", ". ", "\u00a0", ".\u00a0", "."):
        return None
    if gap.startswith(".") and (len(word.text) > 4 or word.folded in KIN):
        return None  # "sa mère. Après, on…": only an abbreviation is followed by a full stop
    if word.folded in ("m", "me") and not (word.text[0].isupper() and (word.folded == "me" or gap[0] == ".")):
        listed = facts(line.words[at + 1].text)
        lettered = len(line.words[at + 1].text) == 1 and line.text[line.words[at + 1].end :][:1] == "."
        spoken = line.casing is Casing.LOST and gap[0] == "." and (lettered or listed.first_name or listed.surname >= 5)
        if word.text != "M" and not spoken:
            return None
    first = at + 1
    following = line.words[first]
    known = facts(following.text)
    weak = word.folded in WEAK_TITLES and not (word.folded in ("m", "me", "pr") and word.text[0].isupper())
    weak = weak and not (word.folded == "m" and gap[0] == ".")
    family = after_particles(line, first) if following.folded in PARTICLES else None
    noble = word.folded in LEGAL_TITLES and family is not None and _only_a_name(line, family)
    if family and (noble or not (weak and following.folded in ("de", "d", "du", "des"))):  # "la mère de Kylian"
        return person(line, at, extend(line, family), "cue:title", 1.0, CUED_PERSON)
    lettered = len(following.text) == 1 and line.text[following.end : following.end + 1] == "."
    if following.folded in NOT_AFTER_TITLE and not lettered:  # "Mme L."
        return None
    if len(following.text) == 1 and elided_name(line, first):
        return person(line, at, extend(line, first + 1), "cue:title", 1.0, CUED_PERSON)
    if len(following.text) == 1:
        if line.text[following.end : following.end + 1] in ("'", "’") or following.folded in "ay":
            return None
        return person(line, at, first, "cue:title", 0.95, CUED_PERSON)
    if not _fits_after_title(line, first, known, weak=weak):
        return None
    return person(line, at, extend(line, first), "cue:title", 1.0 if not weak else 0.9, CUED_PERSON)


def _only_a_name(line: Line, at: int) -> bool:
    """ "Maître de La Bourdonnaye", not "Maître de Conférences"."""
    return line.words[at].capital and not facts(line.words[at].text).ordinary


def _fits_after_title(line: Line, at: int, known: Facts, *, weak: bool) -> bool:
    word = line.words[at]
    if word.folded in MARKS:
        return False
    if word.capital:
        return not known.never or word.folded in STRONG_PARTICLES or (not weak and known.surname > 0)
    if known.never and (weak or known.surname < MIN_WORD_FIRST_NAMES):
        return False
    if weak:
        listed = known.first_name and not known.ordinary
        return listed or (known.sure_family_name and known.zipf < RARE)
    if known.first_name or known.family_name or (not known.ordinary and known.zipf < UNCOMMON):
        return True
    return known.surname >= MIN_TITLED_SURNAMES or word.folded in CALENDAR  # "madame petit", "madame printemps"


def find_announced(line: Line, at: int, stay: frozenset[int]) -> tuple[Found, int] | None:
    """A name at `at` that the words before it announce."""
    word = line.words[at]
    known = facts(word.text)
    borne = known.first >= MIN_SURE_BORNE  # "elle s'appelle Dominique", "ma sœur France"
    if (at in stay and not borne and not _capital_called(line, at)) or len(word.text) < 2:
        return None
    if _nickname(line, at, known) or _called_behind(line, at, known):
        return person(line, at, at, "cue:nickname", 0.8, CUED_PERSON)
    if _after_called(line, at) and _fits_after_called(line, at, known):
        return person(line, at, extend(line, at), "cue:called", 0.95, CUED_PERSON)
    if line.folded(at - 1) in ("les", "chez") and word.folded in PARTICLES:
        family = after_particles(line, at)
        if family and surname_count(" ".join(line.folded(k) for k in range(at, family + 1))):
            return person(line, at, family, "cue:family", 0.8, CUED_PERSON)
    before = _before(line, at)
    if _after_kin_by_capital(line, at, before, known):
        return person(line, at, extend(line, at), "cue:kin", 0.95, CUED_PERSON)
    if _for_a_pseudonym(line, at):
        return person(line, at, extend(line, at), "cue:called", 0.9, CUED_PERSON)
    kin = word.folded in TITLES or (word.folded in KIN and (word.opening or not word.capital))  # "mon mari, Bébé, il"
    if (known.never and not borne) or kin or not (known.name_like or word.capital):
        return None
    if before >= 0 and line.folded(before) in KIN and line.folded(_kin_begins(line, before) - 1) in DETERMINERS:
        strict = before != at - 1 or "," in line.between(at - 1, at)
        if _fits_after_kin(line, at, known, strict=strict):
            return person(line, at, extend(line, at), "cue:kin", 0.95, CUED_PERSON)
    if borne and word.capital and at in stay and acts(line, at) and line.folded(at + 1) in ("elle", "il"):
        return person(line, at, at, "cue:acts", 0.85, CUED_PERSON)  # "Noël, il m'a rendu"
    if at in stay or known.never or not known.name_like:
        return None
    if _in_the_name_of(line, at) and (word.capital or known.family_name or known.sure_first_name):
        return person(line, at, extend(line, at), "cue:called", 0.9, CUED_PERSON)
    named = word.capital or known.family_name or known.sure_first_name
    if named and line.folded(at - 1) in FAMILY_WORDS and line.joined(at - 1):
        return person(line, at, extend(line, at), "cue:family", 0.95, CUED_PERSON)
    if line.folded(at - 1) == "les" and line.joined(at - 1) and known.sure_family_name and not known.first_name:
        several = word.folded.endswith(("s", "x")) and not word.capital
        if (word.capital or known.zipf < RARE + 0.7) and not (several and line.folded(at - 2) != "chez"):
            return person(line, at, at, "cue:family", 0.8, CUED_PERSON)
    if line.folded(at - 1) in GREETINGS and (word.capital or known.sure_first_name) and known.zipf < COMMON:
        town = word.folded in towns() and known.first < 2000
        if not town and (known.first_name or (word.capital and not word.opening and not known.ordinary)):
            return person(line, at, extend(line, at), "cue:greeting", 0.9, CUED_PERSON)
    return None


def _after_kin_by_capital(line: Line, at: int, before: int, known: Facts) -> bool:
    """ "Mon voisin Parfait": a first name that is mostly said as a word, with a capital inside the sentence."""
    word = line.words[at]
    borne = known.never and known.first >= MIN_FIRST_NAMES and word.folded not in TITLES and word.folded not in KIN
    inner = word.capital and not word.opening and not word.text.isupper() and before == at - 1 and line.joined(before)
    return borne and inner and line.folded(before) in KIN and line.folded(_kin_begins(line, before) - 1) in POSSESSIVES


def _for_a_pseudonym(line: Line, at: int) -> bool:
    """ "d'écrire « Marguerite » comme pseudonyme"."""
    word = line.words[at]
    if line.folded(at + 1) != "comme" or line.folded(at + 2) not in NAME_WORDS or facts(word.text).never:
        return False
    return word.capital or facts(word.text).first_name


def _capital_called(line: Line, at: int) -> bool:
    word = line.words[at]
    if line.folded(at - 1) in ARTICLES and word.text.isupper():
        return False  # "ça s'appelait la DDASS", but "dit « le Belge »"
    return word.capital and not word.opening and _after_called(line, at)


def _in_the_name_of(line: Line, at: int) -> bool:
    """ "au nom de Konaté", "du nom de Diallo"."""
    return (
        line.folded(at - 1) in ("de", "d")
        and line.folded(at - 2) == "nom"
        and line.folded(at - 3) in ("au", "du", "un")
    )


def _kin_begins(line: Line, at: int) -> int:
    """Index of the first word of a kinsman's name: "belle" of "belle-mère", "ex" of "ex-mari"."""
    while at > 0 and line.folded(at - 1) in KIN_ADJECTIVES and line.joined(at - 1):
        at -= 1
    return at


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
    verb, word, known = line.folded(before), line.folded(at), facts(line.words[at].text)
    if verb in ("est", "c", "etait") or verb == "moi":
        back = [line.folded(before - k) for k in range(1, 5)]
        named = any(word in NAME_WORDS for word in back[:3])
        return named and verb != "moi" and (line.words[at].capital or facts(line.words[at].text).sure_first_name)
    if verb in NAME_WORDS:
        return line.words[at].capital and not line.words[at].opening
    if verb not in CALLED:
        return False
    pronoun = line.folded(before - 1)
    if verb == "dit" and pronoun == "on":
        return line.words[at].capital or (not known.ordinary and known.zipf < UNCOMMON) or word in SHORT_NAMES
    if (
        verb in ("appelle", "appellent", "appelait", "appelaient")
        and line.words[at].capital
        and pronoun not in CALLED_PRONOUNS
    ):
        return line.folded(at - 1) not in ARTICLES and pronoun in ("on", "autres", "gens", "monde", "qu")
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


def _nickname(line: Line, at: int, known: Facts) -> bool:
    """ "surnommé le Chat", "tout le monde la surnomme la puce", "Momo dit le Gitan": an article and any word."""
    if line.folded(at - 1) not in ("le", "la", "l", "les") or not line.joined(at - 1) or known.zipf >= COMMON + 0.6:
        return False
    if at >= 2 and line.between(at - 2, at - 1).strip(' \u00a0«"“'):
        return False
    verb, who = line.folded(at - 2), line.folded(at - 3)
    if verb.startswith(("surnomm", "alias")):
        return True
    if verb in ("dit", "dite", "dits") and at >= 3:
        someone = facts(line.words[at - 3].text)
        apart = "," in line.between(at - 3, at - 2)
        return someone.sure_first_name or (line.words[at].capital and (who in KIN or apart))
    called = verb.startswith("appel") and who in ("l", "m", "t") and line.folded(at - 4) not in ("ca", "cela")
    return called and line.words[at].capital


def _called_behind(line: Line, at: int, known: Facts) -> bool:
    """ "le polak on l'appelait", "le grand on l'appelle comme ça": the nickname said before the words that give it."""
    word = line.words[at]
    if word.folded in KIN or known.never or word.folded in _THINGS or not line.joined(at):
        return False
    behind = [line.folded(at + k) for k in range(1, 4)]
    calls = behind[:2] in (["on", "l"], ["ils", "l"], ["elles", "l"]) and behind[2].startswith(("appel", "surnomm"))
    return calls and (at + 4 >= len(line.words) or not line.joined(at + 3) or line.folded(at + 4) in _AFTER_CALLING)


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
        return known.name_like or not word.text.isupper()
    if known.sure_first_name or (known.first_name and not known.ordinary):
        return True
    if strict:  # "mon voisin, aimé, il dit"
        apart = line.text[word.end : word.end + 1] == "," and line.text[word.start - 2 : word.start - 1] == ","
        return apart and known.first >= MIN_WORD_FIRST_NAMES
    if known.ordinary:  # "ma fille rose", "mon mari pierre", but not "ma fille adore"
        return known.first >= 1000 and not word.folded.endswith("er")
    return known.surname > 0 and known.zipf < RARE


def person(line: Line, first: int, last: int, detector: str, score: float, rank: int) -> tuple[Found, int]:
    """A name from word `first` to word `last`, and the index of its last word."""
    start, end = line.words[name_begin(line, first)].start, name_end(line, last)
    return Found(start, end, MentionKind.PERSON, detector, score, rank), last
