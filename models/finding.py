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
    """
    A statement at one of its wordings.

    `code_ids` and `theme_ids` are what it draws on. `prompted_by` says after whose remark this wording came (a group, a
    person's id, a colleague, "" when its author thought of it), `remark` what that remark was.
    """

    finding_id: str
    statement: str = Field(min_length=1)
    status: FindingStatus = FindingStatus.HYPOTHESIS
    scope: Scope = Scope()
    author: str
    written_at: datetime
    code_ids: tuple[str, ...] = ()
    theme_ids: tuple[str, ...] = ()
    prompted_by: str = ""
    remark: str = ""


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
    """
    A piece of evidence with who said it and whether the interviewer had said it first; what `ground` counts.

    `source_kind` is the kind of source it comes from, None when it is not known. `standing` is what a field note says of
    these words: `observed`, `reported` or `interpreted`; None elsewhere.
    """

    evidence_id: str
    stance: Stance
    participant_id: str | None
    stakeholder_group: str | None
    introduced_by_interviewer: bool = False
    territory: str | None = None
    source_kind: str | None = None
    standing: str | None = None


class GroupPosition(Noun):
    """
    Where one group (or one territory) stands, with how many of its people support, nuance and contradict.

    `n_asked`: how many were asked or spoke of it of themselves. `bound_supporting` and `bound_contradicting`: when none of
    them does, the largest share of such people who might, at 95 %; None when one does, or when nobody was asked.
    `dissent` in [0, 1]: the chance that two of its people who took a side took opposite ones; None under two people.
    """

    group: str
    position: Position
    n_heard: int
    n_supporting: int
    n_nuancing: int
    n_contradicting: int
    n_asked: int = 0
    bound_supporting: float | None = None
    bound_contradicting: float | None = None
    dissent: float | None = None


class Crossing(StrEnum):
    """What two groups' positions give when they are laid side by side."""

    CONVERGENT = "convergent"
    DIVERGENT = "divergent"
    PARTIAL = "partial"
    SILENT = "silent"


class PairCrossing(Noun):
    """Two groups side by side on one finding; `silent` names those of the two that say nothing of it."""

    first: str
    second: str
    crossing: Crossing
    silent: tuple[str, ...] = ()


class Pivot(Noun):
    """Somebody without whom a finding would not be read the same way: its grade then, and the groups that would move."""

    participant_id: str
    grade: str
    groups: tuple[str, ...] = ()


class Grounding(Noun):
    """
    What a finding rests on, computed, never typed.

    `effective_speakers` is the inverse Simpson index of the supporting evidence over people (Hill number of order 2);
    `max_participant_share` the largest share of it one person holds. `upper_bound` is, when nobody contradicts, the
    largest share of people who might, at 95 % (exact binomial bound: 1 - 0.05 ** (1 / n)); None when someone does or
    nobody was heard. `grade_reason` gives the rule of the grade in plain French.

    `n_unprompted`: supporting people who spoke of it before the interviewer did. `kinds`: supporting verbatims by kind of
    source; `standings`: those of field notes by standing. `pivots`: the people whose absence changes the reading.
    `consensus` in [0, 1]: the product over the groups met (see `ground_triangulate`). `basis`: a fingerprint of what it was
    computed on, beside the evidence; another one means that it is to be computed again.
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
    n_unprompted: int = 0
    territories: tuple[GroupPosition, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    standings: tuple[tuple[str, int], ...] = ()
    pivots: tuple[Pivot, ...] = ()
    consensus: float | None = None
    basis: str = ""


class CounterAction(StrEnum):
    """What a person does with a passage proposed as a counter-voice; `reopen` makes it as if nobody had decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    REOPEN = "reopen"


class CounterDecision(Noun):
    """
    What a person decided of a passage proposed against a finding. Appended, never updated.

    `stance` is what an accepted passage does to the finding, under the `evidence_id` that it then became.
    """

    decision_id: str
    finding_id: str
    segment_id: str
    action: CounterAction
    stance: Stance | None = None
    reason: str = ""
    decided_by: str
    decided_at: datetime
    score: float | None = None
    evidence_id: str | None = None


class QuestionJudged(Noun):
    """A person's word on whether a question put a finding's subject; it goes before what is computed."""

    finding_id: str
    question_id: str
    concerns: bool
    judged_by: str
    judged_at: datetime
