"""
Tests and sizes of effect on tables of people: Fisher, chi-squared, permutation; odds ratio, Cramér's V; Benjamini-Hochberg.

A test is chosen by the table, not by its answer: 2 x 2 by Fisher's exact test, larger by chi-squared where every expected
count reaches five (Cochran 1954), by permutation of people otherwise. V is corrected for its bias (Bergsma 2013), because
in small tables it is never nil. Odds ratios are conditional maximum likelihood with exact 95 % bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.matrices import KindOfTest

FEWEST_EXPECTED = 5.0  # Cochran 1954, "Some methods for strengthening the common chi-squared tests"
PERMUTATIONS = 9_999

Table = NDArray[np.int64]  # (n_rows, n_columns) people


class Found(NamedTuple):
    """A test's answer and its size; bounds of an odds ratio are None where there is none."""

    test: KindOfTest
    p: float
    cramers_v: float | None = None
    odds_ratio: float | None = None
    odds_low: float | None = None
    odds_high: float | None = None


def suited_test(table: Table, *, seed: int) -> Found | None:
    """The test that suits a table of people; None where a row or a column left after emptying is alone."""
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(table.shape) < 2:
        return None
    if table.shape == (2, 2):
        return _fisher(table)
    from scipy.stats import chi2_contingency

    found = chi2_contingency(table, correction=False)
    v = cramers_v(table)
    if found.expected_freq.min() >= FEWEST_EXPECTED:
        return Found(KindOfTest.CHI_SQUARED, float(found.pvalue), v)
    return Found(KindOfTest.PERMUTATION, _permuted(table, float(found.statistic), seed), v)


def _fisher(table: Table) -> Found:
    from scipy.stats import fisher_exact
    from scipy.stats.contingency import odds_ratio

    odds = odds_ratio(table, kind="conditional")
    bounds = odds.confidence_interval(confidence_level=0.95)
    value, low, high = (float(x) if np.isfinite(x) else None for x in (odds.statistic, bounds.low, bounds.high))
    return Found(KindOfTest.FISHER, float(fisher_exact(table).pvalue), cramers_v(table), value, low, high)


def _permuted(table: Table, observed: float, seed: int) -> float:
    """Share of the tables with these margins, drawn at random, whose chi-squared is at least as large (people are dealt anew)."""
    from scipy.stats import random_table

    drawn = random_table(table.sum(axis=1), table.sum(axis=0)).rvs(
        PERMUTATIONS, random_state=np.random.default_rng(seed)
    )
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    statistics = ((drawn - expected) ** 2 / expected).sum(axis=(1, 2))
    return float(((statistics >= observed - 1e-9).sum() + 1) / (PERMUTATIONS + 1))


def cramers_v(table: Table) -> float | None:
    """Bias-corrected V (Bergsma 2013, "A bias-correction for Cramér's V and Tschuprow's T"), between 0 and 1."""
    from scipy.stats import chi2_contingency

    n, (rows, columns) = int(table.sum()), table.shape
    if n < 2 or min(rows, columns) < 2:
        return None
    phi2 = float(chi2_contingency(table, correction=False).statistic) / n
    corrected = max(0.0, phi2 - (rows - 1) * (columns - 1) / (n - 1))
    r, c = rows - (rows - 1) ** 2 / (n - 1), columns - (columns - 1) ** 2 / (n - 1)
    least = min(r, c) - 1
    return None if least <= 0 else float(min(1.0, np.sqrt(corrected / least)))


def adjusted(ps: Sequence[float]) -> tuple[float, ...]:
    """Benjamini and Hochberg 1995: the least false discovery rate at which each would be kept."""
    if not ps:
        return ()
    from scipy.stats import false_discovery_control

    return tuple(float(q) for q in false_discovery_control(ps, method="bh"))


def residuals(table: Table) -> NDArray[np.float64]:
    """Adjusted Pearson residuals (Haberman 1973), standard normal when rows and columns have nothing to do with each other."""
    n = table.sum()
    rows, columns = table.sum(axis=1, keepdims=True) / n, table.sum(axis=0, keepdims=True) / n
    expected = n * rows * columns
    with np.errstate(divide="ignore", invalid="ignore"):
        found: NDArray[np.float64] = (table - expected) / np.sqrt(expected * (1 - rows) * (1 - columns))
    return found
