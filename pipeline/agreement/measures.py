"""
Cohen's kappa, Krippendorff's alpha and F1 on a table of coders and units, and what a bootstrap says of them.

Each measure takes the weights of many draws at once, so that a thousand draws cost one product of matrices. nan where a
measure has no meaning: it is the caller's business to say so, never to write 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from models.agreement import Interval

DRAWS = 1000  # bootstrap samples
COVERAGE = 0.95

Ratings = NDArray[np.float64]  # (n_coders, n_units): 1 yes, 0 no (or any nominal values), nan where nothing was said
Weights = NDArray[np.float64]  # (n_draws, n_units): how many times each unit counts
Values = NDArray[np.float64]  # (n_draws,): a measure per draw, nan where it has no meaning
Measure = Callable[[Ratings, Weights], Values]


def drawn_with_replacement(owners: Sequence[str], *, seed: int) -> Weights:
    """(DRAWS, n_units): how often each unit comes when whole owners (people, segments) are drawn with replacement."""
    _, owner_of = np.unique(np.array(owners), return_inverse=True)
    n = int(owner_of.max()) + 1
    times = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=DRAWS)
    drawn: Weights = times[:, owner_of].astype(np.float64)
    return drawn


def measured(measure: Measure, ratings: Ratings, draws: Weights) -> tuple[float | None, Interval | None]:
    """A measure with its interval; None for the one that has no meaning."""
    value = float(measure(ratings, np.ones((1, ratings.shape[1])))[0])
    if np.isnan(value):
        return None, None
    return round(value, 4), interval(measure(ratings, draws))


def interval(drawn: Values) -> Interval | None:
    """Percentile interval of the draws; None when half of them have no meaning."""
    known = drawn[~np.isnan(drawn)]
    if len(known) < len(drawn) / 2:
        return None
    low, high = np.quantile(known, [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
    return Interval(low=round(float(low), 4), high=round(float(high), 4))


def kappa_of(ratings: Ratings, weights: Weights) -> Values:
    """
    Cohen's kappa (Cohen 1960, "A coefficient of agreement for nominal scales"), chance from each coder's own share.

    Any nominal values. With more than two coders: the mean over pairs, weighted by the units a pair shares.
    """
    pairs = list(combinations(range(len(ratings)), 2))
    first, second = ratings[[i for i, _ in pairs]], ratings[[j for _, j in pairs]]
    shared = ~np.isnan(first) & ~np.isnan(second)
    n = weights @ shared.T.astype(np.float64)
    alike, by_chance = np.zeros_like(n), np.zeros_like(n)
    with np.errstate(divide="ignore", invalid="ignore"):
        for value in np.unique(ratings[~np.isnan(ratings)]):
            one, other = (first == value) & shared, (second == value) & shared
            alike += weights @ (one & other).T.astype(np.float64)
            by_chance += (weights @ one.T.astype(np.float64)) / n * (weights @ other.T.astype(np.float64)) / n
        kappa = np.where(by_chance < 1 - 1e-12, (alike / n - by_chance) / (1 - by_chance), np.nan)
        known = ~np.isnan(kappa)
        mean: Values = np.where(known, kappa * n, 0).sum(axis=1) / np.where(known, n, 0).sum(axis=1)
    return mean


def f1_of(ratings: Ratings, weights: Weights) -> Values:
    """F1 of "yes", one coder read against the other, over all pairs: 2a / (2a + b + c); the order does not matter."""
    yes_yes, yes_no, no_yes, _ = (cell.sum(axis=1) for cell in _crossed(ratings, weights))
    with np.errstate(invalid="ignore"):
        f1: Values = 2 * yes_yes / (2 * yes_yes + yes_no + no_yes)
    return f1


def _crossed(ratings: Ratings, weights: Weights) -> tuple[Values, Values, Values, Values]:
    """Four cells of each pair of coders' table, (n_draws, n_pairs) each: yes-yes, yes-no, no-yes, no-no."""
    pairs = list(combinations(range(len(ratings)), 2))
    first, second = ratings[[i for i, _ in pairs]], ratings[[j for _, j in pairs]]
    cells = [(first == x) & (second == y) for x in (1, 0) for y in (1, 0)]
    yes_yes, yes_no, no_yes, no_no = (weights @ cell.T.astype(np.float64) for cell in cells)
    return yes_yes, yes_no, no_yes, no_no


def alpha_of(ratings: Ratings, weights: Weights) -> Values:
    """
    Krippendorff's alpha, nominal (Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section D).

    Any values, any number of coders, any of them missing; units that fewer than two coders rated do not count.
    """
    values = np.unique(ratings[~np.isnan(ratings)])
    counts = np.array([(ratings == value).sum(axis=0) for value in values], dtype=np.float64)
    n_said = counts.sum(axis=0)
    counts, n_said = counts[:, n_said > 1], n_said[n_said > 1]
    weights = weights[:, (~np.isnan(ratings)).sum(axis=0) > 1]
    unlike = weights @ ((n_said**2 - (counts**2).sum(axis=0)) / (n_said - 1))
    each = weights @ counts.T
    total = each.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = total**2 - (each**2).sum(axis=1)
        alpha: Values = np.where(chance > 0, 1 - (total - 1) * unlike / chance, np.nan)
    return alpha
