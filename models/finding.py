"""A finding (constat), what it rests on, and who supports, contradicts or is silent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.base import Noun
from models.transcript import Anchor


class Stance(StrEnum):
    """What a verbatim does to a finding."""

    SUPPORTS = "supports"
    NUANCES = "nuances"
    CONTRADICTS = "contradicts"


class FindingStatus(StrEnum):
    """How far a finding stands, as its authors declare it."""

    HYPOTHESIS = "hypothesis"
    SUPPORTED = "supported"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"


class Position(StrEnum):
    """Where a stakeholder group stands on a finding."""

    CONVERGENT = "convergent"
    DIVERGENT = "divergent"
    DIVIDED = "divided"
    SILENT_ASKED = "silent_asked"
    SILENT_NEVER_ASKED = "silent_never_asked"


class Scope(Noun):
    """Which part of the study a finding speaks about; an empty tuple means all."""

    territories: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class Finding(Noun):
    """A statement at its latest wording. `code_ids` are the codes it draws on: they tell which questions were asked."""

    finding_id: str
    statement: str = Field(min_length=1)
    status: FindingStatus = FindingStatus.HYPOTHESIS
    scope: Scope = Scope()
    author: str
    written_at: datetime
    code_ids: tuple[str, ...] = ()


class Evidence(Noun):
    """A verbatim at its anchor, and its stance towards a finding."""

    evidence_id: str
    finding_id: str
    stance: Stance
    anchor: Anchor
    added_by: str
    added_at: datetime


class Witness(Noun):
    """
    What `ground` must know of each participant who could have spoken.

    `asked`: an interviewer's turn put to this person touched the finding's subject.
    """

    participant_id: str
    stakeholder_group: str | None
    territory: str | None = None
    wave: str | None = None
    asked: bool = False


class Testimony(Noun):
    """A piece of evidence with who said it and whether the interviewer had said it first; what `ground` counts."""

    evidence_id: str
    stance: Stance
    participant_id: str | None
    stakeholder_group: str | None
    introduced_by_interviewer: bool = False


class GroupPosition(Noun):
    """Where one group stands, with how many of its people support, nuance and contradict."""

    group: str
    position: Position
    n_heard: int
    n_supporting: int
    n_nuancing: int
    n_contradicting: int


class Grounding(Noun):
    """
    What a finding rests on, computed, never typed.

    `effective_speakers` is the inverse Simpson index of the supporting evidence over people (Hill number of order 2);
    `max_participant_share` the largest share of it one person holds. `upper_bound` is, when nobody contradicts, the
    largest share of people who might, at 95 % (exact binomial bound: 1 - 0.05 ** (1 / n)); None when someone does or
    nobody was heard. `grade_reason` gives the rule of the grade in plain French.
    """

    n_participants: int
    n_segments: int
    n_groups: int
    effective_speakers: float
    max_participant_share: float
    introduced_only_by_interviewer: bool
    upper_bound: float | None
    grade: str
    grade_reason: str
    groups: tuple[GroupPosition, ...]
