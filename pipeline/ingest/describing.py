"""
What several origins say of one person -> one description, and where they disagree.

`participants.csv` wins on whatever it says: a person wrote it for this study. Otherwise a trait holds when all who give it agree,
spelling apart; when they do not, nobody's word is taken: the trait stays unknown until the researcher decides. It never chooses
the latest, the first or the commonest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from models.participant import Disagreement, Participant
from pipeline.french.attributes import OWN_FIELDS, TRAITS
from pipeline.french.speakers import fold
from pipeline.ingest.participants import PARTICIPANTS_FILE

FIELDS = {"stakeholder_group": "groupe", "territory": "territoire", "wave": "vague"}
"""The study's own fields -> how they are called where a disagreement is told."""


class Settled(NamedTuple):
    """One person as everything that describes them agrees, and what it disagrees on."""

    person: Participant
    disagreements: tuple[Disagreement, ...]


def settle(participant_id: str, declared: Participant | None, told: Mapping[str, Participant]) -> Settled:
    """
    Settle who a person is.

    Args:
        declared: what `participants.csv` says, None when it does not name them.
        told: source id -> what that source says.
    """
    base = declared or Participant(participant_id=participant_id)
    said: dict[str, list[tuple[str, str]]] = {}
    names: dict[str, str] = {}
    for origin, person in ((PARTICIPANTS_FILE, base), *sorted(told.items())):
        for name, value in traits(person):
            key = _key(name)
            names.setdefault(key, name)
            said.setdefault(key, []).append((origin, value))
    fields: dict[str, str | None] = dict.fromkeys(FIELDS)
    attributes: list[tuple[str, str]] = []
    torn: list[Disagreement] = []
    for key, values in said.items():
        own = next((value for origin, value in values if origin == PARTICIPANTS_FILE), None)
        agrees = len({fold(value) for _, value in values}) == 1
        kept = own if own is not None else (values[0][1] if agrees else None)
        if not agrees:
            told_as = FIELDS.get(key, names[key])
            torn.append(Disagreement(participant_id=participant_id, trait=told_as, said=tuple(values), kept=kept))
        if kept is None:
            continue
        if key in FIELDS:
            fields[key] = kept
        else:
            attributes.append((names[key], kept))
    return Settled(base.model_copy(update={**fields, "attributes": tuple(attributes)}), tuple(torn))


def traits(person: Participant) -> tuple[tuple[str, str], ...]:
    """Everything a description says, as (name, value): the study's own fields under their column's name, then attributes."""
    own = ((name, getattr(person, name)) for name in FIELDS)
    return (*((name, value) for name, value in own if value), *((n, v) for n, v in person.attributes if v))


def _key(name: str) -> str:
    """Under which two spellings of a trait are one: `Âge` and `age`, `groupe` and the study's own field."""
    if name in FIELDS:
        return name
    folded = fold(name)
    return OWN_FIELDS.get(folded) or (folded if folded in TRAITS else " ".join(name.casefold().split()))
