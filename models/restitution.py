"""Giving back: booklets for the people concerned, their replies, and what a reply changed in a finding."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from models.base import Noun
from models.finding import FindingStatus, Stance
from models.transcript import SourceState


class ReadingStep(StrEnum):
    """Who reads with whom, as in *croisement des savoirs*: a person alone, peers among themselves, then groups together."""

    ALONE = "alone"
    PEERS = "peers"
    TOGETHER = "together"


class Answer(StrEnum):
    """The box that was ticked under a finding; `words` when only words were left."""

    AGREE = "agree"
    NUANCE = "nuance"
    REFUSE = "refuse"
    WORDS = "words"


class Hand(StrEnum):
    """Whose hand wrote: the person's (or the group's) own, somebody they dictated to, a team member noting what was said."""

    OWN = "own"
    DICTATED = "dictated"
    NOTED = "noted"


STANCE_OF = {Answer.AGREE: Stance.SUPPORTS, Answer.NUANCE: Stance.NUANCES, Answer.REFUSE: Stance.CONTRADICTS}
"""What a ticked box does to a finding, should it become evidence; own words alone do nothing by themselves."""


class Reply(Noun):
    """
    What was answered to one finding; `words` are their own, as written.

    `statement` is the wording that was read. The study keeps it beside the reply and not in the sheet's file: a statement
    may quote somebody, who may withdraw.
    """

    finding_id: str
    answer: Answer
    statement: str = ""
    words: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.answer is Answer.WORDS and not self.words.strip():
            raise ValueError("own words alone need words")
        return self


class ReplySheet(Noun):
    """
    One booklet that came back: by a person alone, or by a group with so many people present.

    Attendance is a number: the names of those present are never kept.
    """

    step: ReadingStep
    participant_id: str | None = None
    group: str | None = None
    n_present: int | None = Field(default=None, ge=1, le=1000)
    received_on: date
    hand: Hand
    replies: tuple[Reply, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_somebodys(self) -> Self:
        alone = self.step is ReadingStep.ALONE
        if alone and (self.participant_id is None or self.n_present is not None):
            raise ValueError("a person alone has an id and no number of people present")
        if not alone and (self.participant_id is not None or self.group is None or self.n_present is None):
            raise ValueError("a group has a name and a number of people present")
        return self


class ReplyRow(Noun):
    """
    A reply as the study holds it. `words` is None while they wait at the anonymisation gate; `turn_id` likewise.

    `group` is the person's group when they answered alone. `said` is False where a box was ticked and nothing written.
    """

    reply_id: str
    sheet_id: str
    source_id: str
    finding_id: str
    statement: str
    turn_no: int
    answer: Answer
    said: bool
    step: ReadingStep
    participant_id: str | None
    group: str | None
    n_present: int | None
    received_on: date
    hand: Hand
    entered_by: str
    entered_at: datetime
    source_name: str
    state: SourceState
    words: str | None = None
    turn_id: str | None = None
    transcript_id: str | None = None


class Effect(StrEnum):
    """What a reply led the team to do: take it as evidence, change the status or the wording, or keep the finding as it is."""

    EVIDENCE = "evidence"
    STATUS = "status"
    WORDING = "wording"
    KEPT = "kept"


class Outcome(Noun):
    """
    What was decided after a reply. Appended; taking one back is one more line (`undone`).

    The wordings before and after stand in the finding's own history; here stand the statuses and the evidence.
    """

    outcome_id: str
    reply_id: str
    finding_id: str
    effect: Effect
    evidence_id: str | None = None
    stance: Stance | None = None
    status_before: FindingStatus
    status_after: FindingStatus
    statement_before: str
    statement_after: str
    reason: str = ""
    decided_by: str
    decided_at: datetime
    undone: bool = False


class Given(Noun):
    """A booklet handed to somebody: to a person, or to a group; with the findings it held."""

    given_id: str
    participant_id: str | None = None
    group: str | None = None
    given_on: date
    given_by: str
    finding_ids: tuple[str, ...]
    taken_back: bool = False


class PlainWording(Noun):
    """A finding in plain words, for booklets; `statement` is the wording it was written from."""

    finding_id: str
    text: str = Field(min_length=1)
    statement: str
    author: str
    written_at: datetime


class Remark(Noun):
    """Something hard to read in words of ours: which rule, the words it falls on, and what to do."""

    rule: str
    words: str
    advice: str


class BookletFinding(Noun):
    """One finding of a booklet: its number, one idea a line, what the reader said of it, where people disagree."""

    number: int
    finding_id: str
    lines: tuple[str, ...]
    statement: str
    is_plain: bool
    said: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Booklet(Noun):
    """
    What one person or one group receives. `remarks` and `warnings` are for the team and never printed.

    `reader` is a pseudonymous id or a group's name.
    """

    title: str
    study: str
    reader: str
    for_group: bool
    day: date
    findings: tuple[BookletFinding, ...]
    also_said: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class ReaderState(Noun):
    """Somebody who may be given a booklet: how many findings it would hold, when it was given, how much came back."""

    participant_id: str | None
    group: str | None
    n_findings: int
    given_on: date | None = None
    n_replies: int = 0
    n_waiting: int = 0
    refused: str = ""
