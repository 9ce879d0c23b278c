"""The machine proposes, a person decides: proposal, decision, and the coding that follows from both."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.base import Noun
from models.transcript import Anchor


class ProposalState(StrEnum):
    """What became of a proposal."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Proposal(Noun):
    """The machine's suggestion that a segment carries a code; `score` in [0, 1]; `reason` is a French sentence."""

    proposal_id: str
    segment_id: str
    code_id: str
    score: float = Field(ge=0, le=1)
    reason: str
    run_id: str


class DecisionAction(StrEnum):
    """`accept`, `reject` answer a proposal; `code`, `remove` act by hand; `reopen` makes it as if nobody had decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    CODE = "code"
    REMOVE = "remove"
    REOPEN = "reopen"


class Decision(Noun):
    """
    What a person decided on some words and a code. Appended, never updated.

    The current state for (words, code, coder) is the latest decision's. `decision_id` is made by the caller (the
    browser, an import), so that a press sent twice is stored once. `undoes` names the decision it takes back.
    """

    decision_id: str
    action: DecisionAction
    anchor: Anchor
    code_id: str
    coder: str
    decided_at: datetime
    reason: str = ""
    segment_id: str | None = None
    proposal_id: str | None = None
    score: float | None = None
    undoes: str | None = None


class Coding(Noun):
    """A code on words, now in force, with who put it there and whether the machine had proposed it."""

    coding_id: str
    segment_id: str | None
    turn_id: str
    start_char: int
    end_char: int
    verbatim: str
    code_id: str
    code_path: str
    coder: str
    origin: str
    score: float | None
    decided_at: datetime


class Memo(Noun):
    """A researcher's note on anything of the study (`about_kind`: segment, code, theme, finding, source, study)."""

    memo_id: str
    about_kind: str
    about_id: str
    text: str
    author: str
    written_at: datetime
