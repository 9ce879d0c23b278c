"""
People as they may be shown outside the team: no trait, and no set of traits, that fewer than `k` of them share.

A territory, a group, an age band are harmless each and a signature together. For the public, traits are taken in order
(group, territory, wave, then attributes) and a value stays only where at least `k` people who still look alike share it;
the others become "autres", together with the next smallest value when they would be fewer than `k` themselves
(k-anonymity, Sweeney 2002, by local suppression). For a funder, small territories are merged and exact ages are banded.
Voices are never taken out of a count: only their names of groups change.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from models.disclosure import Level, ShownPerson
from models.finding import GroupPosition, Position
from models.participant import Participant
from pipeline.french.disclosure import AGE_COLUMN, OTHERS, PERSON, singular

BAND_YEARS = 10

_AGE = re.compile(r"\s*(\d{1,3})(?:\s*ans)?\s*")


def shown_people(people: Sequence[Participant], level: Level, *, k: int) -> dict[str, ShownPerson]:
    """
    Each participant as the level shows them, by their id in the study.

    Args:
        people: everybody who counts, in the order in which the study met them: their public numbers follow it.
        k: the fewest people that may share what is shown of each.
    """
    if level is Level.TEAM:
        return {p.participant_id: _as_known(p) for p in people}
    if level is Level.FUNDER:
        territories = merged(Counter(p.territory for p in people if p.territory), k=k)
        return {p.participant_id: _for_funder(p, territories) for p in people}
    return _for_everybody(people, k)


def _as_known(person: Participant) -> ShownPerson:
    return ShownPerson(
        participant_id=person.participant_id,
        stakeholder_group=person.stakeholder_group,
        territory=person.territory,
        wave=person.wave,
        attributes=person.attributes,
    )


def _for_funder(person: Participant, territories: Mapping[str, str]) -> ShownPerson:
    return _as_known(person).model_copy(
        update={
            "territory": territories[person.territory] if person.territory else None,
            "attributes": tuple((name, banded(name, value)) for name, value in person.attributes),
        }
    )


def banded(name: str, value: str) -> str:
    """An exact age as ten years around it, when the attribute is an age; any other value as it is."""
    exact = _AGE.fullmatch(value) if AGE_COLUMN.search(name) else None
    if exact is None:
        return value
    first = int(exact.group(1)) // BAND_YEARS * BAND_YEARS
    return f"{first}-{first + BAND_YEARS - 1}"


def merged(counts: Mapping[str, int], *, k: int) -> dict[str, str]:
    """
    Each value, or "autres" for those that fewer than `k` people share.

    When the others would still be fewer than `k`, the next smallest value joins them: else one would guess who they are.
    """
    small = {value for value, n in counts.items() if n < k}
    rest = sorted((value for value in counts if value not in small), key=lambda value: (counts[value], value))
    while small and rest and sum(counts[value] for value in small) < k:
        small.add(rest.pop(0))
    return {value: OTHERS if value in small else value for value in counts}


def _for_everybody(people: Sequence[Participant], k: int) -> dict[str, ShownPerson]:
    names = tuple(dict.fromkeys(name for p in people for name, _ in p.attributes))
    traits = {p.participant_id: _traits(p, names) for p in people}
    alike: dict[str, tuple[str, ...]] = dict.fromkeys(traits, ())
    for place in range(3 + len(names)):
        alike = _split(alike, {identity: own[place] for identity, own in traits.items()}, k)
    numbers: Counter[str] = Counter()
    shown: dict[str, ShownPerson] = {}
    for person in people:
        group, territory, wave, *others = alike[person.participant_id]
        name = singular(group) if group and group != OTHERS else PERSON
        numbers[name] += 1
        shown[person.participant_id] = ShownPerson(
            participant_id=f"{name} {numbers[name]}",
            speaker=f"{name} {numbers[name]}",
            stakeholder_group=group or None,
            territory=territory or None,
            wave=wave or None,
            attributes=tuple((n, v) for n, v in zip(names, others, strict=True) if v and v != OTHERS),
        )
    return shown


def _traits(person: Participant, names: Sequence[str]) -> tuple[str, ...]:
    known = {name: banded(name, value) for name, value in person.attributes}
    values = (person.stakeholder_group, person.territory, person.wave, *(known.get(name) for name in names))
    return tuple(value or "" for value in values)


def _split(alike: Mapping[str, tuple[str, ...]], values: Mapping[str, str], k: int) -> dict[str, tuple[str, ...]]:
    """Tell people who look alike apart by one more trait, where at least `k` share each value that is shown."""
    classes: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for identity, so_far in alike.items():
        classes[so_far].append(identity)
    told: dict[str, tuple[str, ...]] = {}
    for so_far, members in classes.items():
        shown = merged(Counter(values[identity] for identity in members), k=k)
        told |= {identity: (*so_far, shown[values[identity]]) for identity in members}
    return {identity: told[identity] for identity in alike}


def merged_positions(positions: Iterable[GroupPosition], shown: Mapping[str, str]) -> tuple[GroupPosition, ...]:
    """Where groups stand once small ones are merged: people are added up, nobody is taken out."""
    together: dict[str, list[GroupPosition]] = defaultdict(list)
    for one in positions:
        together[shown.get(one.group, one.group)].append(one)
    return tuple(
        found[0].model_copy(update={"group": name}) if len(found) == 1 else _joined(name, found)
        for name, found in sorted(together.items(), key=lambda pair: pair[0] == OTHERS)
    )


def _joined(name: str, found: Sequence[GroupPosition]) -> GroupPosition:
    supporting = sum(one.n_supporting for one in found)
    nuancing = sum(one.n_nuancing for one in found)
    contradicting = sum(one.n_contradicting for one in found)
    if supporting and not contradicting:
        position = Position.CONVERGENT
    elif contradicting and not supporting and not nuancing:
        position = Position.DIVERGENT
    elif supporting or nuancing or contradicting:
        position = Position.DIVIDED
    else:
        asked = any(one.position is Position.SILENT_ASKED for one in found)
        position = Position.SILENT_ASKED if asked else Position.SILENT_NEVER_ASKED
    return GroupPosition(
        group=name,
        position=position,
        n_heard=sum(one.n_heard for one in found),
        n_supporting=supporting,
        n_nuancing=nuancing,
        n_contradicting=contradicting,
    )
