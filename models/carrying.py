"""What a re-anonymisation left behind: work on the old version that could not follow its words into the new one."""

from __future__ import annotations

from datetime import datetime

from models.base import Noun


class Stranded(Noun):
    """
    A coding, a piece of evidence or a memo without its place: who, when, on which turn, which code; no words.

    `about` is "coding", "evidence" or "memo"; `why` one of the reasons of `carry`. It stays listed until somebody codes
    the turn again or dismisses it.
    """

    stranded_id: str
    about: str
    source_id: str
    source_name: str | None
    from_version: int
    turn_no: int
    code_id: str | None = None
    code_path: str | None = None
    finding_id: str | None = None
    stance: str | None = None
    coder: str
    decided_at: datetime
    why: str
