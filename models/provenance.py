"""How a thing came to be: the run that derived it, the journal event that recorded it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from models.base import Noun


class Step(StrEnum):
    """The steps of the flow, in order."""

    INGEST = "ingest"
    ANONYMISE = "anonymise"
    SEGMENT = "segment"
    ENCODE = "encode"
    THEMES = "themes"
    PROPOSE = "propose"


class Run(Noun):
    """
    One execution of one step: what went in (by hash), with which settings, versions and seed.

    `run_id` derives from all of that but the time, so the same work is the same run.
    """

    run_id: str
    step: Step
    settings: str
    versions: str
    seed: int | None
    inputs_hash: str
    started_at: datetime
    ended_at: datetime | None = None


class JournalEvent(Noun):
    """A line of the journal: append-only, each carrying the hash of the one before. `payload` is canonical JSON."""

    seq: int
    happened_at: datetime
    actor: str
    kind: str
    subject: str
    payload: str
    previous_hash: str
    hash: str


class StepState(Noun):
    """What a step has done, what is due, and why: the line that `status` prints."""

    step: Step
    done: int
    due: int
    stale_because: str | None = None


class Broken(Noun):
    """A promise that does not hold: what, and where (ids and names, never words)."""

    what: str
    where: str
