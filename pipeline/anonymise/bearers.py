"""
Whether a form of a name can be a given person's: the comparisons that linking tries, from the surest to the least.

Each answers for one form and one person being put together; deciding between several people is the business of `link`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from models.anonymisation import Entity, MentionKind
from pipeline.anonymise.facts import MIN_SURNAMES, MIN_WORD_FIRST_NAMES, facts
from pipeline.anonymise.forms import NameForm, read_form
from pipeline.french.lists import fold
from pipeline.french.names import DIMINUTIVES, PARTICLES
from pipeline.french.sounds import sound

MIN_FUZZY_LETTERS = 6  # shorter names that differ by one letter are different names
MIN_SOUND_LETTERS = 5
TIMES_RARER = 50  # a spelling borne by fifty times fewer people than its neighbour is a spelling of the neighbour

INITIAL = "1:"
MIN_SURNAME_LETTERS = 3
MIN_INITIALS, MAX_INITIALS = 2, 3
VOWELS = frozenset("aeiouy")
MIN_CUT_LETTERS = 4  # of a first name cut short
MIN_CUT_OFF = 2  # letters that are missing
MIN_END_LETTERS = 6
MIN_HALF_LETTERS = 3  # of a compound first name said by its end
MAX_NEAR_HOLDERS = 500  # people who bear either of two spellings, for them to be one name in one source
MOSTLY_GIVEN = 5  # times more people bear it as a first name than as a surname

Nicknames = Mapping[str, frozenset[str]]


class Bearer:
    """Someone, or something, being put together: what its forms tell."""

    def __init__(self, kind: MentionKind, known: Entity | None = None) -> None:
        """Begin with what is known already; a new one begins with nothing."""
        self.kind = kind
        self.known = known
        self.key = known.key if known else ""
        self.forms: dict[str, None] = dict.fromkeys(known.forms if known else ())
        self.sources: set[str] = set()
        self.voices: dict[str, str] = {}  # source -> the participant who speaks there under this name
        self.sort: str | None = known.sort if known else None
        self.declared: str | None = None
        self.gender_said: str | None = None
        self.genders_told: set[str] = set()  # by words of kin beside a name
        self.other = False
        self.into: Bearer | None = None
        self.parts = [read_form(form) for form in self.forms] if kind is MentionKind.PERSON else []

    def add(self, form: str, source: str | None, sort: str | None = None) -> None:
        """Take a form in."""
        if form not in self.forms and self.kind is MentionKind.PERSON:
            self.parts.append(read_form(form))
        self.forms.setdefault(form)
        if source is not None:
            self.sources.add(source)
        self.sort = self.sort or sort

    @property
    def genders(self) -> set[str]:
        """Sexes that its forms tell, or that a person declared."""
        if self.gender_said:
            return {self.gender_said}
        known = self.known.gender if self.known else None
        return {p.gender for p in self.parts if p.gender} | ({known} if known else set()) | self.genders_told

    def names(self, part: str) -> set[str]:
        """Full names of one part ("given", "surname"); initials apart."""
        return {getattr(p, part) for p in self.parts if len(getattr(p, part)) > 1}


def last_of(one: Bearer) -> Bearer:
    """Whom somebody turned out to be, once all joins are followed."""
    while one.into is not None:
        one = one.into
    return one


def entity_of(one: Bearer) -> Entity:
    """Someone, or something, as it is kept: what was known of it with what was added, or new with no pseudonym yet."""
    forms, gender = tuple(one.forms), next(iter(one.genders)) if len(one.genders) == 1 else None
    if one.known is not None:
        return one.known.model_copy(
            update={"forms": forms, "sort": one.sort, "gender": one.gender_said or one.known.gender}
        )
    return Entity(key=one.key, kind=one.kind, forms=forms, pseudonym="", gender=gender, sort=one.sort)


def highest_key(kind: MentionKind, entities: Iterable[Entity]) -> int:
    """Highest number in use, so that a key is never given twice."""
    return max((int(e.key.rsplit("-", 1)[1]) for e in entities if e.kind is kind and e.key[-1].isdigit()), default=0)


def fits(parts: NameForm, people: Iterable[Bearer], nicknames: Nicknames) -> list[Bearer]:
    """The people that a form can be, by the first comparison that finds any."""
    possible = [one for one in people if _gender_agrees(parts, one)]
    for comparison in _COMPARISONS:
        found = [one for one in possible if comparison(parts, one, nicknames)]
        if found:
            return found
    return []


def fits_here(parts: NameForm, people: Iterable[Bearer]) -> list[Bearer]:
    """
    The people of one source whom a short form can be: their initials ("PK"), or a first name cut short ("Fabi", "Toinette").

    It says too little to be looked for in other sources.
    """
    alone = (parts.given or parts.surname) if not parts.title and not (parts.given and parts.surname) else ""
    if not alone.isalpha():
        return []
    possible = [one for one in people if _gender_agrees(parts, one)]
    half = [one for one in possible if any(alone in name.split("-")[1:] for name in one.names("given"))]
    if half and len(alone) >= MIN_HALF_LETTERS:
        return half  # "Mei" of "Xiao-Mei"
    letters = not facts(alone).first_name or not VOWELS.intersection(alone)  # "PK", "JB"
    if MIN_INITIALS <= len(alone) <= MAX_INITIALS and letters:
        return [one for one in possible if alone in _all_initials(one)]
    if len(alone) < MIN_CUT_LETTERS or facts(alone).ordinary or facts(alone).first >= MIN_WORD_FIRST_NAMES:
        return []
    cut = [one for one in possible if any(_cut_of(alone, name) for name in one.names("given"))]
    return cut or [one for one in possible if any(spelled_near(alone, name) for name in one.names("given"))]


def _all_initials(one: Bearer) -> set[str]:
    """ "pk" of Paul-Kévin, "sd" and "sdp" of Sophie Diallo-Perrin."""
    found: set[str] = set()
    for parts in one.parts:
        given = "".join(word[0] for word in re.split(r"[ \-]", parts.given) if word)
        surname = "".join(word[0] for word in re.split(r"[ \-]", parts.surname) if word)
        full = len(parts.given) > 1
        found |= {given, given + surname[:1], given + surname} if full else set()
    return found


def _cut_of(short: str, name: str) -> bool:
    """Whether a form is the beginning of a first name, or an end long enough to be heard as it."""
    if len(name) < len(short) + MIN_CUT_OFF:
        return False
    return name.startswith(short) or (len(short) >= MIN_END_LETTERS and short in name)


def spelled_near(name: str, other: str) -> bool:
    """Whether two names that hardly anybody bears are a letter apart: in one source, "Sohila" is "Soheila"."""
    from rapidfuzz.distance import DamerauLevenshtein

    long_enough = min(len(name), len(other)) >= MIN_FUZZY_LETTERS and name[0] == other[0]
    rare = max(_holders(name), _holders(other)) < MAX_NEAR_HOLDERS
    return long_enough and rare and DamerauLevenshtein.distance(name, other, score_cutoff=1) == 1


def traits(parts: NameForm, nicknames: Nicknames) -> set[str]:
    """Marks that a form shares with every person it can be: names, long forms, initials, sounds, spellings a letter short."""
    found: set[str] = set()
    for name in filter(None, (parts.given, parts.surname)):
        if len(name) == 1:
            found.add(f"{INITIAL}{name}")
            continue
        found |= _long_forms(name, nicknames) | _words_of(name)
        if len(name) >= MIN_SOUND_LETTERS - 1:
            found.add(f"~{sound(name)}")
        if len(name) >= MIN_FUZZY_LETTERS - 1:
            found |= {f"-{name}", *(f"-{name[:at]}{name[at + 1 :]}" for at in range(len(name)))}
    return found


def initials(parts: NameForm) -> set[str]:
    """Marks by which an initial finds the names that begin with it."""
    return {f"{INITIAL}{name[0]}" for name in (parts.given, parts.surname) if name}


def at_odds(one: Bearer, other: Bearer) -> bool:
    """Whether two cannot be one person, whatever is said: two sexes, two full names, two declared people."""
    if one.kind is not other.kind or (one.declared and other.declared and one.declared != other.declared):
        return True
    if one.genders and other.genders and not one.genders & other.genders:
        return True
    surnames = one.names("surname"), other.names("surname")
    return all(surnames) and not surnames[0] & surnames[1] and all((one.names("given"), other.names("given")))


def surnames_of(one: Bearer) -> set[str]:
    """The surnames that someone may be called by, a double one in its words, a lone first name that is one too."""
    alone = {p.given for p in one.parts if p.given and not p.surname}
    return {word for name in one.names("surname") | alone for word in (name, *name.split())}


def is_whole(parts: NameForm) -> bool:
    """Whether a form holds a first name and a surname, neither an initial."""
    return len(parts.given) > 1 and len(parts.surname) > 1


def _gender_agrees(parts: NameForm, one: Bearer) -> bool:
    return not parts.gender or not one.genders or parts.gender in one.genders


def _same_name(parts: NameForm, one: Bearer, nicknames: Nicknames) -> bool:
    """First name (or its short form) and surname both agree."""
    if not is_whole(parts):
        return False
    return parts.surname in one.names("surname") and _given_agrees(parts.given, one.names("given"), nicknames)


def _one_part(parts: NameForm, one: Bearer, nicknames: Nicknames) -> bool:
    """One part agrees and the other is not told on one side."""
    given, surname = one.names("given"), one.names("surname")
    if is_whole(parts):
        if parts.surname in surname:
            return not given
        return not surname and _given_agrees(parts.given, given, nicknames)
    if len(parts.surname) > 1:
        if parts.order == "s" and _given_agrees(parts.surname, given, nicknames):  # a first name that no list knows
            return True
        if parts.title and _mostly_given(parts.surname) and _given_agrees(parts.surname, given, nicknames):
            return True  # "Mademoiselle Constance", "Mme Fatoumata"
        said = {parts.surname, *_words_of(parts.surname)}  # "M. de Villedieu" is Villedieu
        borne = any(said & {name, *_words_of(name)} for name in surname)
        return borne and (not parts.given or _initial_of(parts.given, given))
    if len(parts.given) > 1:
        agrees = _given_agrees(parts.given, given, nicknames)
        return agrees and (not parts.surname or _initial_of(parts.surname, surname))
    return False


def _mostly_given(name: str) -> bool:
    known = facts(name)
    return known.first_name and known.first >= MOSTLY_GIVEN * known.surname


def _words_of(name: str) -> set[str]:
    """The words of a double surname, each of which may be said alone: "Ferreira" of "Ferreira da Silva"."""
    words = [word for word in name.split(" ") if word not in PARTICLES and len(word) >= MIN_SURNAME_LETTERS]
    return {*words} if " " in name and words else set()


def _initial(parts: NameForm, one: Bearer, nicknames: Nicknames) -> bool:
    """ "Mme F." and one single Mme Ferreira; "M. K."; "P. L." and Paul Lopez."""
    del nicknames
    given, surname = one.names("given"), one.names("surname")
    if len(parts.surname) == 1 and not parts.given:
        return bool(surname) and _initial_of(parts.surname, surname) and bool(parts.gender)
    if len(parts.surname) == 1 and len(parts.given) == 1:
        return bool(given and surname) and _initial_of(parts.given, given) and _initial_of(parts.surname, surname)
    return False


def _misheard(parts: NameForm, one: Bearer, nicknames: Nicknames) -> bool:
    """One letter apart, or of one sound, when one of the spellings is hardly anybody's: an error, not a namesake."""
    del nicknames
    given, surname = one.names("given"), one.names("surname")
    if is_whole(parts):
        near_given, near_surname = _near_any(parts.given, given), _near_any(parts.surname, surname)
        return (near_surname and (parts.given in given or near_given)) or (parts.surname in surname and near_given)
    if parts.given and parts.surname:
        return False
    alone = parts.given or parts.surname
    if parts.title:
        return _near_any(alone, surname)
    return _near_any(alone, given) or _near_any(alone, surname)


_Comparison = Callable[[NameForm, Bearer, Nicknames], bool]
_COMPARISONS: tuple[_Comparison, ...] = (_same_name, _one_part, _initial, _misheard)


def _near_any(name: str, others: Iterable[str]) -> bool:
    return any(misheard_as(name, other) for other in others)


def misheard_as(name: str, other: str) -> bool:
    """Whether two folded names may be one name, one of them misheard or mistyped."""
    from rapidfuzz.distance import DamerauLevenshtein

    shortest = min(len(name), len(other))
    if name == other or shortest < MIN_SOUND_LETTERS or not _one_is_an_error(name, other):
        return False
    if sound(name) == sound(other):
        return True
    same_start = name[0] == other[0] and shortest >= MIN_FUZZY_LETTERS
    return same_start and DamerauLevenshtein.distance(name, other, score_cutoff=1) == 1


def _one_is_an_error(name: str, other: str) -> bool:
    fewer, more = sorted((_holders(name), _holders(other)))
    return fewer < MIN_SURNAMES or fewer * TIMES_RARER <= more


def _holders(name: str) -> int:
    known = facts(name)
    return max(known.first, known.surname)


def _given_agrees(given: str, others: set[str], nicknames: Nicknames) -> bool:
    mine = _long_forms(given, nicknames)
    return any(mine & _long_forms(other, nicknames) for other in others)


def _long_forms(given: str, nicknames: Nicknames) -> set[str]:
    return {given, *DIMINUTIVES.get(given, ()), *nicknames.get(fold(given), ())}


def _initial_of(initial: str, names: set[str]) -> bool:
    return not names or any(name.startswith(initial[0]) for name in names)
