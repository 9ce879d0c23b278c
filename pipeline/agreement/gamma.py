"""
Gamma: how far coders agree when each delimits their own words, and puts a code on them, in one figure.

Mathet, Widlöcher and Métivier 2015, "The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement Measure and
Alignment", Computational Linguistics 41(3): units are aligned so that the disorder is least (`alignment.py`), and it is read
against the disorder of the same units shifted at random. A stretch is what one person says in one source; coders are compared
only in stretches that they both went through.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.agreement.alignment import Laid, Stretch, Values, Weights, disorders, laid_out

POSITION, CATEGORY = 1.0, 1.0  # weights of the two dissimilarities; the authors' own software takes 3 and 1
FIRST_DRAWS, MOST_DRAWS = 30, 100
PRECISION = 0.02  # wanted on the expected disorder, at 95 %


class Gamma(NamedTuple):
    """
    The measure, and what is needed to draw stretches again.

    `observed` and `sizes` are (n_stretches,): disorder and mean number of units a coder; `expected`, `expected_sizes` are
    (n_draws, n_stretches).
    """

    value: float
    observed: Values
    sizes: Values
    expected: Values
    expected_sizes: Values

    def drawn(self, weights: Values) -> Values:
        """Gamma of each draw of stretches; `weights` is (n_draws, n_stretches). nan where nothing is expected."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found = (weights @ self.observed) / (weights @ self.sizes)
            by_chance = ((weights @ self.expected.T) / (weights @ self.expected_sizes.T)).mean(axis=1)
            gamma: Values = 1 - found / by_chance
        return gamma


def gamma(
    stretches: Sequence[Stretch], *, seed: int, position: float = POSITION, category: float = CATEGORY
) -> Gamma | None:
    """
    Gamma over stretches, each with its own coders.

    Args:
        position, category: alpha and beta of the paper's combined dissimilarity.

    Returns:
        None when no stretch holds a unit.
    """
    weights = Weights(position, category)
    if not any(stretch.units for stretch in stretches):
        return None
    laid = laid_out(stretches)
    rng = np.random.default_rng(seed)
    owned = _owned(stretches, laid)
    expected: list[Values] = []
    sizes: list[Values] = []
    wanted = FIRST_DRAWS
    while len(expected) < wanted:
        moved = _shuffled(stretches, laid, owned, rng)
        expected.append(disorders(moved, weights))
        sizes.append(moved.sizes())
        if len(expected) == FIRST_DRAWS:
            wanted = _enough(np.array(expected), np.array(sizes))
    found = Gamma(float("nan"), disorders(laid, weights), laid.sizes(), np.array(expected), np.array(sizes))
    value = float(found.drawn(np.ones((1, len(stretches))))[0])
    return None if np.isnan(value) else found._replace(value=value)


def _enough(expected: Values, sizes: Values) -> int:
    """How many draws make the expected disorder precise enough (the paper, section 5.3)."""
    with np.errstate(invalid="ignore"):
        each = expected.sum(axis=1) / sizes.sum(axis=1)
    if not np.isfinite(each).all() or each.mean() == 0:
        return FIRST_DRAWS
    return min(MOST_DRAWS, max(FIRST_DRAWS, int(np.ceil((1.96 * each.std(ddof=1) / each.mean() / PRECISION) ** 2))))


class _Owned(NamedTuple):
    """Of one stretch: where each coder's units stand, its length, and how far apart its shifts stay."""

    places: tuple[np.ndarray, ...]
    low: float
    length: float
    apart: float


def _owned(stretches: Sequence[Stretch], laid: Laid) -> list[_Owned]:
    first = np.searchsorted(laid.stretch, np.arange(len(stretches) + 1))
    owned = []
    for n, stretch in enumerate(stretches):
        here = np.arange(first[n], first[n + 1])
        places = tuple(here[laid.coder[here] == coder] for coder in range(len(stretch.coders)))
        apart = float(np.mean(laid.end[here] - laid.start[here])) / 2 if len(here) else 0.0
        owned.append(_Owned(places, stretch.low, max(stretch.high - stretch.low, 1.0), apart))
    return owned


def _shuffled(stretches: Sequence[Stretch], laid: Laid, owned: Sequence[_Owned], rng: np.random.Generator) -> Laid:
    """
    The units of coders taken at random, shifted around each stretch (the paper, section 5.2).

    Shifts of one stretch stay half a unit apart as long as there is room.
    """
    chosen: dict[tuple[str, ...], list[int]] = {}
    taken: list[np.ndarray] = []
    rows: list[tuple[float, int, int]] = []  # shift, coder, stretch
    for n, (stretch, own) in enumerate(zip(stretches, owned, strict=True)):
        n_coders = len(stretch.coders)
        if stretch.coders not in chosen:
            chosen[stretch.coders] = rng.choice(n_coders, n_coders).tolist()
        for coder, shift in enumerate(_shifts(own.length, own.apart, n_coders, rng)):
            taken.append(own.places[chosen[stretch.coders][coder]])
            rows.append((shift, coder, n))
    places = np.concatenate(taken)
    shift, coder_of, stretch_of = np.repeat(np.array(rows), [len(one) for one in taken], axis=0).T
    stretch_ = stretch_of.astype(int)
    low, length = (np.array([getattr(one, name) for one in owned])[stretch_] for name in ("low", "length"))
    start = low + (laid.start[places] - low + shift) % length
    return Laid(
        start=start,
        end=start + laid.end[places] - laid.start[places],
        category=laid.category[places],
        coder=coder_of.astype(int),
        stretch=stretch_,
        n_coders=laid.n_coders,
    )


def _shifts(length: float, apart: float, n: int, rng: np.random.Generator) -> list[float]:
    free = [(0.0, length)]
    shifts: list[float] = []
    for _ in range(n):
        room = np.cumsum([high - low for low, high in free])
        if not free or room[-1] <= 0:
            shifts.append(float(rng.uniform(0, length)))
            continue
        low, high = free[int(np.searchsorted(room / room[-1], rng.random(), side="right"))]
        shift = float(rng.uniform(low, high))
        shifts.append(shift)
        parts = [
            part for low, high in free for part in ((low, min(high, shift - apart)), (max(low, shift + apart), high))
        ]
        free = [(low, high) for low, high in parts if high > low]
    return shifts
