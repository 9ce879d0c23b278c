"""What a report shows, gathered before it is drawn: counts, groups, themes, findings with their verbatims, the trace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pydantic import Field

from models.base import Noun
from models.finding import Finding, Grounding, Stance
from models.saturation import Saturation
from models.transcript import Standing


class Shape(StrEnum):
    """Mark that stands for a stakeholder group beside its colour, so that it can be told in black and white."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    CROSS = "cross"
    STAR = "star"
    PENTAGON = "pentagon"
    DROP = "drop"


SHAPE_PATHS: Final = {
    Shape.CIRCLE: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z",
    Shape.SQUARE: "M2.5 2.5h11v11h-11z",
    Shape.TRIANGLE: "M8 2l6.5 11.5h-13z",
    Shape.DIAMOND: "M8 1.2l6.8 6.8l-6.8 6.8l-6.8-6.8z",
    Shape.CROSS: "M5.8 2h4.4v3.8h3.8v4.4h-3.8v3.8h-4.4v-3.8h-3.8v-4.4h3.8z",
    Shape.STAR: "M8 1.2l2 4.6l5 .4l-3.8 3.3l1.2 4.9l-4.4-2.6l-4.4 2.6l1.2-4.9l-3.8-3.3l5-.4z",
    Shape.PENTAGON: "M8 1.5l6.6 4.8l-2.5 7.7h-8.2l-2.5-7.7z",
    Shape.DROP: "M8 1.2c3 4 5 6.4 5 8.8a5 5 0 0 1-10 0c0-2.4 2-4.8 5-8.8z",
}
"""Each shape as an SVG path in a box of 16 by 16, the same in the app, the pictures and the reports."""


# Paul Tol, "Colour Schemes", technical note SRON/EPS/TN/09-002, issue 3.2 (2021), scheme "bright" with grey last.
GROUP_COLOURS = ("#4477AA", "#EE6677", "#228833", "#AA3377", "#CCBB44", "#66CCEE", "#BBBBBB", "#555555")


class GroupLook(Noun):
    """How one stakeholder group is drawn in every chart and every report."""

    group: str
    colour: str
    shape: Shape


def group_looks(groups: Sequence[str]) -> tuple[GroupLook, ...]:
    """
    One colour and one shape per group, in the order given; the ninth group starts the series again.

    Pass the study's groups in their settled order, so that a group looks the same everywhere.
    """
    shapes = tuple(Shape)
    return tuple(
        GroupLook(group=group, colour=GROUP_COLOURS[n % len(GROUP_COLOURS)], shape=shapes[n % len(shapes)])
        for n, group in enumerate(groups)
    )


class ReportCounts(Noun):
    """The size of the study on the day of the report."""

    n_sources: int = 0
    n_participants: int = 0
    n_turns: int = 0
    n_segments: int = 0
    n_words: int = 0
    n_codes: int = 0
    n_codings: int = 0
    n_coders: int = 0


class ReportGroup(Noun):
    """
    One stakeholder group's place in the study and in the report: who was met, who is quoted.

    `n_participants` declared, `n_heard` with words in the study, `n_segments` of theirs, `n_quoted` people quoted in a
    finding, `n_quotations` times. A group with no participant is shown too: it is a voice that was not met.
    """

    look: GroupLook
    n_participants: int = Field(default=0, ge=0)
    n_heard: int = Field(default=0, ge=0)
    n_segments: int = Field(default=0, ge=0)
    n_quoted: int = Field(default=0, ge=0)
    n_quotations: int = Field(default=0, ge=0)


class ReportTheme(Noun):
    """A theme as the report lists it; `name` is the researcher's where there is one."""

    name: str
    terms: tuple[str, ...] = ()
    n_segments: int = 0
    n_participants: int = 0
    stability: float | None = None


class ReportCoding(Noun):
    """Which code a verbatim carries, put there by whom and when."""

    code_path: str
    coder: str
    decided_at: datetime


class ReportVerbatim(Noun):
    """
    A piece of evidence as it is printed: words, pseudonym, group, source, turn, codes and who decided.

    `speaker` is the pseudonym as the transcript has it; `question` what the interviewer said just before. `generalised`:
    words were changed for disclosure, and the place is that of the study's own. `withheld`: the person counts, and did not
    agree to be quoted; `verbatim` is then empty.
    """

    evidence_id: str
    stance: Stance
    verbatim: str
    speaker: str
    participant_id: str | None
    stakeholder_group: str | None
    source_name: str
    turn_no: int
    start_char: int
    end_char: int
    question: str | None = None
    introduced_by_interviewer: bool = False
    codings: tuple[ReportCoding, ...] = ()
    added_by: str
    added_at: datetime
    generalised: bool = False
    withheld: bool = False
    standing: Standing | None = None


class ReportFinding(Noun):
    """A finding, what it rests on, and every verbatim chosen for, nuancing and against it."""

    finding: Finding
    grounding: Grounding
    verbatims: tuple[ReportVerbatim, ...] = ()


class TraceRow(Noun):
    """One row of the view `v_trace`: from a finding to the hash of the file; `generalised` when its words were changed."""

    finding_id: str
    statement: str
    stance: Stance
    verbatim: str
    code_path: str | None
    coder: str | None
    decided_at: datetime | None
    participant_id: str | None
    stakeholder_group: str | None
    turn_no: int
    speaker_role: str
    start_char: int
    end_char: int
    transcript_id: str
    transcript_version: int
    source_id: str
    source_name: str
    source_sha256: str
    generalised: bool = False


class Audience(StrEnum):
    """For whom a one-page sheet is set; each shows the same findings with the same counts."""

    COUNCILLORS = "elus"
    FUNDERS = "financeurs"
    MANAGERS = "direction"
    ASSOCIATIONS = "associations"
    PEOPLE = "personnes"


class ReportPlace(Noun):
    """How many people of a group were declared in a territory, and how many of them were heard."""

    group: str
    territory: str
    n_participants: int = Field(default=0, ge=0)
    n_heard: int = Field(default=0, ge=0)


class Weakened(Noun):
    """A finding that rests on less than in the last report: people and grade, then and now."""

    finding_id: str
    people_then: int
    people_now: int
    grade_then: str
    grade_now: str


class SinceLast(Noun):
    """What changed since the last report was written: how many people took back their words, and what that weakened."""

    written_on: date
    n_withdrawn: int = Field(default=0, ge=0)
    weakened: tuple[Weakened, ...] = ()


class MethodLine(Noun):
    """One line of the method annex: what is asked of a qualitative report, and what was really done."""

    heading: str
    text: str


class ReportContent(Noun):
    """
    Everything a report says, and nothing it must look up.

    `disclosure` says who may read it and how it was made; `notes` what follows for what is shown (groups merged, people not
    quoted). `pseudonymised` stays true while a vault exists: the report
    then says that its words are not anonymous. `draft` marks every page; `drafts` say why it is one. `since`: what was lost
    since the last report. `n_left_out`: findings that were not chosen for this one.
    """

    title: str = Field(min_length=1)
    subtitle: str = ""
    generated_on: date
    disclosure: str
    notes: tuple[str, ...] = ()
    pseudonymised: bool = True
    draft: bool = False
    drafts: tuple[str, ...] = ()
    since: SinceLast | None = None
    n_left_out: int = Field(default=0, ge=0)
    counts: ReportCounts = ReportCounts()
    groups: tuple[ReportGroup, ...] = ()
    places: tuple[ReportPlace, ...] = ()
    saturation: tuple[Saturation, ...] = ()
    themes: tuple[ReportTheme, ...] = ()
    findings: tuple[ReportFinding, ...] = ()
    trace: tuple[TraceRow, ...] = ()
    method: tuple[MethodLine, ...] = ()
