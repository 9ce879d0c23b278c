"""
How many people of a study share what is known of each: an age alone is harmless, an age, a trade and a village are not.

What a participant declared (group, territory, age, sex…) and the kinds of what they let slip are put together; the
fewer people a combination fits, the easier its bearer is to recognise. Values are the study's own columns and our own
wider words, never words of a participant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.anonymisation import Mention
from models.participant import Participant
from pipeline.anonymise.generalise import wider_age
from pipeline.french.lists import fold, populations, spaced
from pipeline.french.quasi import SUSPECT

REASON_PREFIX = "quasi:"
AGE_COLUMNS = frozenset({"age", "ages", "tranche d'age", "tranche age", "age band", "tranche dage"})
PLACE_COLUMNS = frozenset({"commune", "ville", "village", "lieu", "residence", "municipality", "town"})

_DIGITS = re.compile(r"^\d{1,3}(?:\s*ans)?$")


class Combination(NamedTuple):
    """
    What is known of one participant.

    `n_sharing`: people of the study of whom all of it holds, this one included; 1 is a person alone.
    `population`: inhabitants of the commune they declared, where a list knows it.
    """

    participant_id: str
    traits: tuple[str, ...]
    n_sharing: int
    population: int | None = None


def combinations(people: Sequence[Participant], flagged: Mapping[str, Sequence[Mention]]) -> tuple[Combination, ...]:
    """
    One combination for each person, in the order given.

    Args:
        people: of the study.
        flagged: by participant id, the quasi-identifiers of their own turns that were left as they are.
    """
    known = {p.participant_id: _traits(p, flagged.get(p.participant_id, ())) for p in people}
    return tuple(
        Combination(
            participant_id=p.participant_id,
            traits=tuple(known[p.participant_id]),
            n_sharing=sum(known[p.participant_id].keys() <= other.keys() for other in known.values()),
            population=_population(p),
        )
        for p in people
    )


def _traits(person: Participant, flagged: Sequence[Mention]) -> dict[str, None]:
    """Traits in words, in order: columns first, then what was let slip, each once."""
    columns = [
        ("groupe", person.stakeholder_group),
        ("territoire", person.territory),
        *((name, _banded(name, value)) for name, value in person.attributes),
    ]
    declared = [f"{name} : {value}" for name, value in columns if value]
    said = [trait for mention in flagged if (trait := _said(mention))]
    return dict.fromkeys([*declared, *sorted(said)])


def _banded(name: str, value: str) -> str:
    """An exact age by its ten years; everything else as it was declared."""
    if spaced(name.replace("_", " ")) in AGE_COLUMNS and _DIGITS.match(value.strip()):
        return wider_age(value) or value
    return value


def _said(mention: Mention) -> str | None:
    reason = next((d.removeprefix(REASON_PREFIX) for d in mention.detectors if d.startswith(REASON_PREFIX)), None)
    if reason is None or reason == SUSPECT:
        return None
    return f"{reason} : {mention.generalisation}" if mention.generalisation else reason


def _population(person: Participant) -> int | None:
    places = [value for name, value in person.attributes if fold(name) in PLACE_COLUMNS]
    known = [populations()[spaced(p)] for p in (*places, person.territory or "") if spaced(p) in populations()]
    return known[0] if known else None
