"""How far coders agree when they decide, each on their own, on the same segments and codes."""

from __future__ import annotations

from models.base import Noun


class Interval(Noun):
    """Bounds that hold 95 % of the bootstrap draws."""

    low: float
    high: float


class AgreementIntervals(Noun):
    """One interval per measure; None where the measure itself cannot be computed."""

    kappa: Interval | None = None
    alpha: Interval | None = None
    f1: Interval | None = None


class CodeAgreement(Noun):
    """
    Agreement on one code.

    `n_units` segments on which at least two coders decided about this code. A measure is None when it has no meaning
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
    intervals: AgreementIntervals = AgreementIntervals()


class Agreement(Noun):
    """
    Agreement over the whole codebook, then per code.

    `unit` says in French what was compared; `reading` says in French what the figures allow one to say, above all when
    they allow nothing (one coder, nothing decided by two people).
    """

    n_units: int
    coders: tuple[str, ...]
    kappa: float | None
    alpha: float | None
    f1: float | None
    gamma: float | None = None
    intervals: AgreementIntervals = AgreementIntervals()
    codes: tuple[CodeAgreement, ...] = ()
    unit: str
    reading: str
