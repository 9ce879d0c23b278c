"""The risk sheet of a study: what was masked, what was left and why, who could be recognised, what remains to do."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models.base import Noun
from models.disclosure import Level, Use


class MaskedKind(Noun):
    """One kind of identifier that was replaced: how many times, for how many entities, in how many sources."""

    kind: str
    n_places: int
    n_entities: int
    n_sources: int


class LeftReason(Noun):
    """Something that was flagged and left as it is, by its reason; `n_proposed` have a generalisation at hand, `direct` may name somebody."""

    reason: str
    direct: bool = False
    n_places: int
    n_sources: int
    n_proposed: int


class SmallGroup(Noun):
    """A trait that fewer people than `k` share: the smaller, the easier to recognise."""

    trait: str
    value: str
    n_people: int


class AlikePeople(Noun):
    """What is known of one participant, and how many people of the study (and of a commune) it fits."""

    participant_id: str
    traits: tuple[str, ...]
    n_sharing: int
    population: int | None = None


class Criterion(Noun):
    """One of the three criteria of the CNIL, answered from the study's own figures: `holds` when nothing was found against it."""

    name: str
    question: str
    holds: bool
    answer: str
    figures: tuple[str, ...] = ()


class Released(Noun):
    """Who let how many transcripts into the study, or wrote what, on which day."""

    on: date
    actor: str
    what: str
    n: int


class LeftStudy(Noun):
    """A report or an export that was written: what, for whom, how many times, the last time when."""

    what: str
    level: Level
    use: Use | None
    n: int
    last_on: date


class RiskSheet(Noun):
    """Everything the sheet says; ids, counts and sentences, never a participant's words nor a name."""

    title: str = Field(min_length=1)
    generated_on: date
    sentence: str
    n_sources: int
    n_held: int
    n_people: int
    k: int
    masked: tuple[MaskedKind, ...] = ()
    left: tuple[LeftReason, ...] = ()
    n_kept_forms: int = 0
    kept_at_most: bool = False
    n_unmarked: int = 0
    small_groups: tuple[SmallGroup, ...] = ()
    alike: tuple[AlikePeople, ...] = ()
    n_alone: int = 0
    criteria: tuple[Criterion, ...] = ()
    precision: tuple[tuple[str, str], ...] = ()
    released: tuple[Released, ...] = ()
    outputs: tuple[LeftStudy, ...] = ()
    consents: tuple[str, ...] = ()
    sealed: str = ""
    verified: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()
