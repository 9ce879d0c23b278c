"""How far coders agree: on the same segments, on the words they choose, over time; and what is decided where they do not."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from models.base import Noun


class Interval(Noun):
    """Bounds that hold 95 % of the bootstrap draws."""

    low: float
    high: float


class AgreementIntervals(Noun):
    """One interval per measure; None where the measure itself cannot be computed, or nothing can be drawn again."""

    kappa: Interval | None = None
    alpha: Interval | None = None
    f1: Interval | None = None
    gamma: Interval | None = None
    f1_characters: Interval | None = None


class TurnPlace(Noun):
    """
    Where a turn stands among the words of one person in one source, turns of others left out.

    `stretch` names these words, `voice` the person (the source, when nobody is named): voices are what a bootstrap draws.
    `offset` counts the code points before the turn, `n_chars` its own.
    """

    turn_id: str
    source_id: str
    voice: str
    stretch: str
    offset: int
    n_chars: int


class CodeAgreement(Noun):
    """
    Agreement on one code.

    `n_units` segments on which at least two coders said yes or no of this code. A measure is None when it has no meaning
    there (every decision alike, or nothing shared), never a flattering 1.
    """

    code_id: str
    code_path: str
    n_units: int
    n_coders: int
    kappa: float | None
    alpha: float | None
    f1: float | None
    gamma: float | None = None
    f1_characters: float | None = None
    intervals: AgreementIntervals = AgreementIntervals()


class Agreement(Noun):
    """
    Agreement over the whole codebook, then per code.

    `unit` says in French what was compared, `resampled` what the bootstrap drew; `reading` says in French what the figures
    allow one to say, above all when they allow nothing (one coder, nothing decided by two people).
    """

    n_units: int
    coders: tuple[str, ...]
    kappa: float | None
    alpha: float | None
    f1: float | None
    gamma: float | None = None
    f1_characters: float | None = None
    intervals: AgreementIntervals = AgreementIntervals()
    codes: tuple[CodeAgreement, ...] = ()
    unit: str
    unit_words: str = ""
    resampled: str = ""
    reading: str


class Period(Noun):
    """Agreement of one coder with the others over some of their decisions, from the first to the last of them."""

    began: datetime
    ended: datetime
    n_units: int
    alpha: float | None
    interval: Interval | None = None


class Drift(Noun):
    """
    One coder over time.

    `n_again` places decided again at least a day later, `kappa_self` the agreement of the first decision with the last;
    `periods` cut the decisions shared with others into equal numbers, in the order they were taken.
    """

    coder: str
    n_again: int
    kappa_self: float | None
    interval_self: Interval | None = None
    periods: tuple[Period, ...] = ()
    reading: str


class Outcome(StrEnum):
    """What an adjudication concludes about a code on some words."""

    APPLIES = "applies"
    DOES_NOT_APPLY = "does_not_apply"


class Mode(StrEnum):
    """How it was concluded: by the coders together, or by somebody else."""

    AGREEMENT = "agreement"
    THIRD_PERSON = "third_person"


class CoderReading(Noun):
    """
    What one coder said of a code on some words: yes, or no.

    `decision_id` is None when they read the source to its end and did not put the code. `reason` is the coder's own.
    """

    coder: str
    says_yes: bool
    decision_id: str | None = None
    reason: str = ""


class Disagreement(Noun):
    """
    Words and a code on which coders differ, with each reading; `words` and its anchor are those of the first who said yes.

    `unit` names the place and the code; it is what an adjudication is asked about.
    """

    unit: str
    code_id: str
    code_path: str
    turn_id: str
    start_char: int
    end_char: int
    words: str
    segment_id: str | None
    readings: tuple[CoderReading, ...]


class Adjudication(Noun):
    """
    What was concluded where coders differ. Appended: `undone` is one more line, and no decision is overwritten.

    `readings` keeps what everybody had said; those who are not followed are the minority reading, with their reason.
    """

    adjudication_id: str
    code_id: str
    outcome: Outcome
    mode: Mode
    decided_by: str
    decided_at: datetime
    reason: str
    readings: tuple[CoderReading, ...]
    undone: bool = False

    @property
    def minority(self) -> tuple[CoderReading, ...]:
        """Readings that the conclusion does not follow."""
        return tuple(r for r in self.readings if r.says_yes is not (self.outcome is Outcome.APPLIES))


class ReadingState(StrEnum):
    """How a coder stands towards a source: coding it blind, having read it to its end, or neither."""

    BLIND = "blind"
    READ = "read"
    OPEN = "open"
