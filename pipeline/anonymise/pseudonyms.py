"""
Pseudonyms fit to be read: a first name and a surname of the same sex and a like origin, places and institutions by
what they are.

A pseudonym is drawn by a hash of the study and the entity's key: the same study always gives the same names, two
studies give different ones. No name of the study is ever used, nor the same first name or surname for two people.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from models.anonymisation import Entity, MentionKind
from pipeline.anonymise.forms import read_form
from pipeline.french.families import ENDINGS_MINIMUM_LETTERS, EPICENE, FAMILIES, Family
from pipeline.french.lists import first_names, fold, is_ordinary, towns
from pipeline.french.names import DIMINUTIVES
from pipeline.french.numbers import read_number

FALLBACK_COUNTS = (3_000, 200_000)  # holders of the first names drawn when a family is used up
STEMS = {
    MentionKind.PLACE: "lieu",
    MentionKind.ORGANISATION: "organisation",
}
FIXED = {
    MentionKind.ADDRESS: "[adresse]",
    MentionKind.PHONE: "[téléphone]",
    MentionKind.EMAIL: "[courriel]",
    MentionKind.URL: "[lien]",
    MentionKind.ID_NUMBER: "[numéro]",
    MentionKind.QUASI: "[détail]",
}

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def name_entities(entities: Sequence[Entity], *, study_id: str) -> tuple[Entity, ...]:
    """
    The same entities, each with a pseudonym; those that have one keep it.

    A person's pseudonym is always a first name and a surname: `replace` shows the part that the original showed.
    """
    taken = _words_of(form for entity in entities for form in entity.forms)
    taken |= _words_of(entity.pseudonym for entity in entities if entity.kind is MentionKind.PERSON)
    used = {entity.pseudonym for entity in entities}
    named: list[Entity] = []
    for entity in entities:
        if not entity.pseudonym:
            pseudonym = _pseudonym(entity, study_id, taken, used)
            used.add(pseudonym)
            taken |= _words_of([pseudonym]) if entity.kind is MentionKind.PERSON else set()
            entity = entity.model_copy(update={"pseudonym": pseudonym})
        named.append(entity)
    return tuple(named)


def _words_of(names: Iterable[str]) -> set[str]:
    return {fold(word) for name in names for word in _WORD.findall(name)}


def _pseudonym(entity: Entity, study_id: str, taken: set[str], used: set[str]) -> str:
    if entity.kind is MentionKind.PERSON:
        return _person(entity, study_id, taken)
    if entity.kind is MentionKind.DATE:
        return _date(entity.forms[0])
    if entity.kind is MentionKind.AGE:
        return _age(entity.forms[0])
    if entity.kind in FIXED:
        return FIXED[entity.kind]
    stem = entity.sort or STEMS.get(entity.kind, "masqué")
    stem = stem[0].upper() + stem[1:] if entity.kind is MentionKind.PLACE else stem
    return next(name for n in range(1, len(used) + 2) if (name := f"[{stem} {n}]") not in used)


def _date(form: str) -> str:
    """The year stays where it was said: it places an event in time without giving a birthday."""
    written = _YEAR.search(form)
    if written:
        return f"[date {written.group()}]"
    said = re.search(r"(?:mille|deux mille).*$", form, re.IGNORECASE)
    year = read_number(said.group()) if said else None
    return f"[date {year}]" if year else "[date]"


def _age(form: str) -> str:
    """Ten years around an exact age."""
    age = read_number(re.sub(r"\s*ans.*$", "", form, flags=re.IGNORECASE))
    return f"[{age // 10 * 10} à {age // 10 * 10 + 9} ans]" if age is not None else "[âge]"


def _person(entity: Entity, study_id: str, taken: set[str]) -> str:
    family = FAMILIES[_family_of(entity)]
    given = _draw(_givens(family, entity.gender), f"{study_id}|{entity.key}|given", taken)
    surname = _draw(_surnames(family), f"{study_id}|{entity.key}|surname", taken | {fold(given)})
    return f"{given} {surname}"


def _draw(lists: Iterator[tuple[str, ...]], salt: str, taken: set[str]) -> str:
    """First free name of the first list that has one, beginning at a place the salt decides."""
    start = int.from_bytes(hashlib.sha256(salt.encode("utf-8")).digest()[:8], "big")
    for names in lists:
        for step in range(len(names)):
            name = names[(start + step) % len(names)]
            if not _words_of([name]) & taken:
                return name
    raise AssertionError("the last list never ends")


def _givens(family: Family, gender: str | None) -> Iterator[tuple[str, ...]]:
    own = {"f": family.women, "m": family.men}.get(gender or "", EPICENE)
    yield own
    yield from ((),) if gender else (FAMILIES["france"].women + FAMILIES["france"].men,)
    yield _fallback(gender or "f")
    yield tuple(f"{name}-{other}" for name in own for other in own if name != other)
    yield from (_numbered(f"Personne-{_letters(n)}") for n in range(1, 1_000_000))


def _surnames(family: Family) -> Iterator[tuple[str, ...]]:
    yield family.surnames
    yield FAMILIES["france"].surnames
    yield tuple(name for other in FAMILIES.values() for name in other.surnames)
    yield _fallback("m")
    yield _fallback("f")
    yield from (_numbered(f"Nom-{_letters(n)}") for n in range(1, 1_000_000))


def _numbered(name: str) -> tuple[str, ...]:
    return (name,)


def _letters(number: int) -> str:
    """1 -> "aa", 2 -> "ab": a last resort after thousands of people, still one word to each."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return letters.rjust(2, "a")


@cache
def _fallback(gender: str) -> tuple[str, ...]:
    """First names of one sex, neither rare nor very common, that are no word and no town."""
    least, most = FALLBACK_COUNTS
    return tuple(
        name.capitalize()
        for name, (count, sex) in sorted(first_names().items())
        if sex == gender and least <= count <= most and name.isalpha() and name[0] not in "hy" and len(name) > 3
        if not is_ordinary(name) and name not in towns()
    )


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
def _folded(family: str) -> frozenset[str]:
    return frozenset(fold(name) for name in (*FAMILIES[family].women, *FAMILIES[family].men))


def _surname_listed(family: str, surnames: set[str], _: set[str]) -> bool:
    of = FAMILIES[family]
    return bool(surnames & {*of.marks, *map(fold, of.surnames)})


def _given_listed(family: str, _: set[str], givens: set[str]) -> bool:
    return bool(givens & _folded(family))


def _surname_sounds(family: str, surnames: set[str], _: set[str]) -> bool:
    of = FAMILIES[family]
    return any(
        len(name) >= ENDINGS_MINIMUM_LETTERS and (name.startswith(of.starts) or name.endswith(of.endings))
        for name in surnames
    )
