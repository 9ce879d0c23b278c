"""
Pseudonyms fit to be read: a first name and a surname of the same sex, a near generation and a like origin; places and
institutions by what they are.

A pseudonym is drawn by a hash of the study and the entity's key: the same study always gives the same names, two
studies give different ones. No name that the study says is ever used, no two people share one, and no two first names
sound the same as long as the lists last; beyond, a first name is used again with the initial of its surname.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from models.anonymisation import Entity, MentionKind
from pipeline.anonymise.facts import facts
from pipeline.anonymise.forms import read_form
from pipeline.anonymise.generalise import Precision, wider_age, wider_date
from pipeline.anonymise.naming_places import place_name
from pipeline.anonymise.nicknames import draw_nickname
from pipeline.french.families import ENDINGS_MINIMUM_LETTERS, EPICENE, FAMILIES, TELL_NOTHING, Family
from pipeline.french.generations import MEN, MIDDLE, STARTS, WOMEN, generation_born, generation_of
from pipeline.french.lists import first_names, fold, is_ordinary, towns
from pipeline.french.names import DIMINUTIVES, NAMES_THAT_ARE_WORDS
from pipeline.french.sounds import sound

OPEN_LIST_COUNTS = (3_000, 200_000)  # holders of the first names drawn when a French list is used up
ORGANISATION = "organisation"
FIXED = {
    MentionKind.ADDRESS: "[adresse]",
    MentionKind.PHONE: "[téléphone]",
    MentionKind.EMAIL: "[courriel]",
    MentionKind.URL: "[lien]",
    MentionKind.ID_NUMBER: "[numéro]",
    MentionKind.QUASI: "[détail]",
}
SOUNDS_FRENCH = {
    "f": re.compile(r"^(?!.*(?:ou|dj|kh|aya|wa|ss?iat|y)).*e$"),
    "m": re.compile(r"^(?!.*(?:ou|dj|kh|ah|sh|ji|y|abd)).*[nrtslce]$"),
}
PRECISE = frozenset({MentionKind.AGE, MentionKind.DATE})  # follow the study's setting, whatever they were before

_WORD = re.compile(r"[^\W\d_]+")


class Cue(NamedTuple):
    """What the study tells of a person beyond their name: sex ("f", "m" or ""), year of birth."""

    gender: str = ""
    born: int | None = None


def name_entities(
    entities: Sequence[Entity],
    *,
    study_id: str,
    avoid: Collection[str] = frozenset(),
    cues: Mapping[str, Cue] | None = None,
    precision: Precision | None = None,
) -> tuple[Entity, ...]:
    """
    The same entities, each with a pseudonym; those that have one keep it, save dates, ages and places whose setting changed.

    A person's pseudonym is always a first name and a surname: `replace` shows the part that the original showed.

    Args:
        entities: of the whole study, known ones first.
        study_id: what the draw depends on, with each entity's key.
        avoid: folded words that the study says: none of them is given to anyone.
        cues: by entity key, what is known of the person.
        precision: of dates, ages and places.
    """
    precision = precision or Precision()
    names = _Names(entities, avoid)
    used = {entity.pseudonym for entity in entities}
    named: list[Entity] = []
    for entity in entities:
        cue = (cues or {}).get(entity.key, Cue())
        if not entity.pseudonym or _is_outdated(entity, precision):
            entity = entity.model_copy(update={"pseudonym": _pseudonym(entity, cue, study_id, names, used, precision)})
            used.add(entity.pseudonym)
        if entity.kind is MentionKind.PERSON and entity.nickname is None:
            gender = entity.gender or cue.gender
            nickname = draw_nickname(entity, gender, names.is_free_word, study_id=study_id)
            if nickname:
                names.keep(nickname)
                entity = entity.model_copy(update={"nickname": nickname})
        named.append(entity)
    return tuple(named)


def _is_outdated(entity: Entity, precision: Precision) -> bool:
    """Whether a setting asks for something else than what the entity is called."""
    if entity.kind in PRECISE:
        return "-G" not in entity.key
    if entity.kind is MentionKind.PLACE and precision.places == "generalise":
        return not entity.pseudonym.startswith("[")
    return False


class _Names:
    """The names that are taken in a study: by what it says, by the pseudonyms given so far."""

    def __init__(self, entities: Sequence[Entity], avoid: Collection[str]) -> None:
        people = [e for e in entities if e.kind is MentionKind.PERSON]
        self._avoid = avoid
        self._real = _words_of(form for entity in entities for form in entity.forms)
        self._sounds = {sound(word) for e in people for form in e.forms for word in _WORD.findall(form)}
        self._given: set[str] = set()
        self._by_given: set[tuple[str, str]] = set()
        self._by_surname: set[tuple[str, str]] = set()
        for entity in people:
            if entity.pseudonym:
                self.keep(entity.pseudonym)
            if entity.nickname:
                self.keep(entity.nickname)

    def keep(self, pseudonym: str) -> None:
        given, _, surname = pseudonym.partition(" ")
        self._given |= _words_of([pseudonym])
        self._sounds.add(sound(given))
        if surname:
            self._by_given.add((fold(given), fold(surname)[:1]))
            self._by_surname.add((fold(surname), fold(given)[:1]))

    def is_free_word(self, name: str) -> bool:
        """Whether nobody has a name's words and the study never says them."""
        return all(w not in self._given and w not in self._real and w not in self._avoid for w in _words_of([name]))

    def is_free_given(self, name: str) -> bool:
        return self.is_free_word(name) and sound(name) not in self._sounds

    def is_unsaid(self, name: str) -> bool:
        """Whether a name is nobody's real one here, were it somebody's pseudonym already."""
        return all(word not in self._real and word not in self._avoid for word in _words_of([name]))

    def is_free_pair(self, given: str, surname: str) -> bool:
        """Whether both names, each with the other's initial, still tell one person from all others."""
        by_given, by_surname = (fold(given), fold(surname)[:1]), (fold(surname), fold(given)[:1])
        return fold(given) != fold(surname) and by_given not in self._by_given and by_surname not in self._by_surname


@cache
def _folded_words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _WORD.findall(name))


def _words_of(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in _folded_words(name)}


def _pseudonym(
    entity: Entity, cue: Cue, study_id: str, names: _Names, used: Collection[str], precision: Precision
) -> str:
    if entity.kind is MentionKind.PERSON:
        pseudonym = _person(entity, cue, study_id, names)
        names.keep(pseudonym)
        return pseudonym
    form = entity.forms[0] if entity.forms else ""
    if entity.kind is MentionKind.DATE:
        return wider_date(form, precision.dates) or "[date]"
    if entity.kind is MentionKind.AGE:
        return wider_age(form, precision.ages) or "[âge]"
    if entity.kind in FIXED:
        return FIXED[entity.kind]
    if entity.kind is MentionKind.PLACE:
        taken = _Said(names)
        return place_name(entity, study_id=study_id, taken=taken, used=used, places=precision.places)
    stem = entity.sort or ORGANISATION
    return next(name for n in range(1, len(used) + 2) if (name := f"[{stem} {n}]") not in used)


class _Said(Collection[str]):
    """The words that a place may not be called, without a copy of them."""

    def __init__(self, names: _Names) -> None:
        self._names = names

    def __contains__(self, word: object) -> bool:
        return not self._names.is_free_word(str(word))

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _person(entity: Entity, cue: Cue, study_id: str, names: _Names) -> str:
    family = FAMILIES[_family_of(entity)]
    gender = entity.gender or cue.gender
    salt = f"{study_id}|{entity.key}"
    pools = list(_givens(family, gender, _generation(entity, cue)))
    given = next((n for pool in pools for n in _from(pool, f"{salt}|given") if names.is_free_given(n)), None)
    surname = next((n for n in _from(family.surnames, f"{salt}|surname") if names.is_free_word(n)), None)
    if given and surname and fold(given) != fold(surname):
        return f"{given} {surname}"
    return _shared(given, surname, pools, family, salt, names)


def _shared(
    given: str | None, surname: str | None, pools: Sequence[Sequence[str]], family: Family, salt: str, names: _Names
) -> str:
    """A name used again, told apart by the initial of the other; numbers after thousands of people."""
    givens = [given] if given else [n for pool in pools for n in _from(pool, f"{salt}|given") if names.is_unsaid(n)]
    surnames = [n for n in _from(family.surnames, f"{salt}|surname") if names.is_unsaid(n)]
    others = [n for n in _from(FAMILIES["france"].surnames, f"{salt}|surname") if names.is_unsaid(n)]
    elsewhere = [n for of in FAMILIES.values() for n in of.surnames if names.is_unsaid(n)]
    for last_names in ([surname] if surname else [], surnames, others, elsewhere):
        pairs = ((first, last) for last in last_names for first in givens)
        free = next((f"{first} {last}" for first, last in pairs if names.is_free_pair(first, last)), None)
        if free:
            return free
    number = next(letters for n in range(1, 1_000_000) if names.is_free_word(letters := _letters(n)))
    return f"Personne-{number} Nom-{number}"


def _from(names: Sequence[str], salt: str) -> Iterator[str]:
    """The names of a list, from a place that the salt decides, around to it."""
    if names:
        start = int.from_bytes(hashlib.sha256(salt.encode("utf-8")).digest()[:8], "big") % len(names)
        yield from names[start:]
        yield from names[:start]


def _letters(number: int) -> str:
    """1 -> "aa", 2 -> "ab": still one word to each."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters.rjust(2, "a")


def _generation(entity: Entity, cue: Cue) -> int | None:
    """From the year of birth when the study tells it, else from the first name."""
    if cue.born is not None:
        return generation_born(cue.born)
    givens = [read_form(form).given for form in entity.forms]
    told = (generation_of(name) for given in givens if given for name in _long_forms(given))
    return next((one for one in told if one is not None), None)


def _givens(family: Family, gender: str | None, generation: int | None) -> Iterator[tuple[str, ...]]:
    """Lists to draw a first name from, the nearest in origin and generation first."""
    if not gender:
        yield _readable(EPICENE)
        return
    women = gender == "f"
    if family is not FAMILIES["france"]:
        own = _readable(family.women if women else family.men)
        near = generation if generation is not None else MIDDLE
        yield tuple(n for n in own if _is_near(fold(n), near))
        yield own
        return
    centre = MIDDLE if generation is None else generation
    by_generation = WOMEN if women else MEN
    for at in sorted(range(len(STARTS)), key=lambda at: (abs(at - centre), -at)):
        yield _readable(by_generation[at])
    yield _readable(family.women if women else family.men)
    yield _open_list(gender)


def _is_near(given: str, generation: int) -> bool:
    """A name of the generation; one that no list dates is of the middle ones."""
    told = generation_of(given)
    return told == generation if told is not None else generation in (MIDDLE, MIDDLE + 1)


@cache
def _readable(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names that read as names in any case, and before which "de" and "que" are surely written one way."""
    return tuple(
        name
        for name in names
        if name[0] not in "HY" and fold(name) not in NAMES_THAT_ARE_WORDS and not facts(name).ordinary
    )


@cache
def _open_list(gender: str) -> tuple[str, ...]:
    """First names of one sex, neither rare nor very common, that are no word and no town."""
    least, most = OPEN_LIST_COUNTS
    return tuple(
        name.capitalize()
        for name, (count, sex) in sorted(first_names().items())
        if sex == gender and least <= count <= most and name.isalpha() and name[0] not in "hy" and len(name) > 3
        if not is_ordinary(name)
        and name not in towns()
        and name not in _foreign()
        and SOUNDS_FRENCH[gender].search(name)
    )


@cache
def _foreign() -> frozenset[str]:
    """First names of the families that are not the French one."""
    others = [of for name, of in FAMILIES.items() if name != "france"]
    return frozenset(fold(name) for of in others for name in (*of.women, *of.men)) - _usual()


@cache
def _usual() -> frozenset[str]:
    """First names of French usage: they tell no other origin."""
    france = FAMILIES["france"]
    generations = (name for sex in (WOMEN, MEN) for names in sex for name in names)
    return frozenset(fold(name) for name in (*france.women, *france.men, *TELL_NOTHING, *generations))


def _family_of(entity: Entity) -> str:
    """Family that the surname or the first name lets one hear; "france" when neither does."""
    parts = [read_form(form) for form in entity.forms]
    surnames = {part.surname for part in parts if len(part.surname) > 1}
    givens = {name for part in parts if part.given for name in _long_forms(part.given)}
    for tells in (_surname_listed, _given_listed, _surname_sounds):
        for name in FAMILIES:
            if tells(name, surnames, givens):
                return name
    return "france"


def _long_forms(given: str) -> set[str]:
    return {given, given.split("-")[0], *DIMINUTIVES.get(given, ())}


@cache
def _telling(family: str) -> frozenset[str]:
    return frozenset(fold(name) for name in (*FAMILIES[family].women, *FAMILIES[family].men)) - _usual()


def _surname_listed(family: str, surnames: set[str], _: set[str]) -> bool:
    of = FAMILIES[family]
    return bool(surnames & {*of.marks, *map(fold, of.surnames)})


def _given_listed(family: str, _: set[str], givens: set[str]) -> bool:
    return bool(givens & _telling(family))


def _surname_sounds(family: str, surnames: set[str], _: set[str]) -> bool:
    of = FAMILIES[family]
    return any(
        len(name) >= ENDINGS_MINIMUM_LETTERS and (name.startswith(of.starts) or name.endswith(of.endings))
        for name in surnames
    )
