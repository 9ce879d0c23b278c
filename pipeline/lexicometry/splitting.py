"""
One cut of Reinert's classification: a table of segments and words in two, as far apart as its vocabulary allows.

Segments are ordered along the first axis of a correspondence analysis, cut where the chi-squared between the two sides is
highest, then moved one by one while that raises it; each side keeps the words that do not belong to the other. Source:
Reinert 1983, *Une méthode de classification descendante hiérarchique*, Cahiers de l'analyse des données 8(2), in the
variant documented by the R package rainette (contingency coefficient .3, frequency 3), whose published example is a test.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

MAX_CONTINGENCY = 0.3  # above, a word is kept only on the side that over-uses it
MIN_FREQUENCY = 3
DENSE_CELLS = 40_000  # below, the axis is computed on the whole table at once
SAME_PLACE = 1e-9  # coordinates nearer than this are one: the order then is the segments'

Indices = NDArray[np.int64]


class Cut(NamedTuple):
    """Rows and kept columns of each side, and the chi-squared between the two sides' word counts."""

    rows: tuple[Indices, Indices]
    columns: tuple[Indices, Indices]
    chi_squared: float


def cut_in_two(presence: Any) -> Cut | None:
    """
    Cut a table in two.

    Args:
        presence: (n_segments, n_words) scipy CSR of 0 and 1.

    Returns:
        None when fewer than three rows or columns hold anything. Empty rows are on neither side.
    """
    rows = np.flatnonzero(np.asarray(presence.sum(axis=1)).ravel())
    columns = np.flatnonzero(np.asarray(presence.sum(axis=0)).ravel())
    if len(rows) < 3 or len(columns) < 3:
        return None
    table = presence[rows][:, columns].astype(np.float64)
    left, chi_squared = _moved(table, *_best_place(table, order_along_axis(table)))
    kept = kept_words(_total(table[left]), _total(table[~left]))
    return Cut((rows[left], rows[~left]), (columns[kept[0]], columns[kept[1]]), chi_squared)


def order_along_axis(table: Any) -> Indices:
    """Rows in the order of their coordinate on the first axis of the correspondence analysis of a table."""
    total = table.sum()
    by_row, by_column = np.asarray(table.sum(axis=1)).ravel() / total, _total(table) / total
    scaled = table.multiply(1 / np.sqrt(by_row)[:, None]).multiply(1 / np.sqrt(by_column)[None, :]).tocsr() / total
    vector = _first_axis(scaled, np.sqrt(by_row), np.sqrt(by_column)) / np.sqrt(by_row)
    strongest = int(np.argmax(np.abs(vector) > np.abs(vector).max() - SAME_PLACE))
    vector = vector * np.sign(vector[strongest])
    order: Indices = np.argsort(np.round(vector / SAME_PLACE), kind="stable")
    return order


def _first_axis(scaled: Any, row_root: NDArray[np.float64], column_root: NDArray[np.float64]) -> NDArray[np.float64]:
    """First left singular vector once the trivial solution (both margins) is taken away."""
    n_rows, n_columns = scaled.shape
    if n_rows * n_columns <= DENSE_CELLS:
        dense = np.asarray(scaled.todense()) - np.outer(row_root, column_root)
        found: NDArray[np.float64] = np.linalg.svd(dense, full_matrices=False)[0][:, 0]
        return found
    from scipy.sparse.linalg import LinearOperator, svds

    operator = LinearOperator(
        shape=scaled.shape,
        dtype=np.float64,
        matvec=lambda v: scaled @ v.ravel() - row_root * float(column_root @ v.ravel()),
        rmatvec=lambda u: scaled.T @ u.ravel() - column_root * float(row_root @ u.ravel()),
    )
    start = np.linspace(-1.0, 1.0, min(n_rows, n_columns))
    left, _, _ = svds(operator, k=1, v0=start, tol=1e-8)
    vector: NDArray[np.float64] = left[:, 0]
    return vector


def _total(table: Any) -> NDArray[np.float64]:
    summed: NDArray[np.float64] = np.asarray(table.sum(axis=0), dtype=np.float64).ravel()
    return summed


def _from_squares(squares: float, n_left: float, total: float) -> float:
    """Chi-squared from the sum over words of (count on the left)² / (count in all)."""
    n_right = total - n_left
    if n_left <= 0 or n_right <= 0:
        return 0.0
    return total * (squares / n_left + (total - 2 * n_left + squares) / n_right - 1)


def _best_place(table: Any, order: Indices) -> tuple[NDArray[np.bool_], float]:
    """The rows before the best cut along the order, and its chi-squared."""
    both = _total(table)
    counts, squares, n_left = np.zeros(len(both)), 0.0, 0.0
    best, best_place = -1.0, 0
    for place, row in enumerate(order[:-1]):
        words = table.indices[table.indptr[row] : table.indptr[row + 1]]
        squares += float(((2 * counts[words] + 1) / both[words]).sum())
        counts[words] += 1
        n_left += len(words)
        value = _from_squares(squares, n_left, float(both.sum()))
        if value > best + SAME_PLACE:
            best, best_place = value, place
    left = np.zeros(table.shape[0], dtype=bool)
    left[order[: best_place + 1]] = True
    return left, best


def _moved(table: Any, left: NDArray[np.bool_], chi_squared: float) -> tuple[NDArray[np.bool_], float]:
    """Move one row at a time to the other side while the chi-squared rises."""
    both = _total(table)
    inverse, sizes = 1 / both, _total(table.T)
    total, weight = float(both.sum()), table @ (1 / both)
    left = left.copy()
    while left.sum() > 0 and (~left).sum() > 0:
        counts = _total(table[left])
        n_left, squares = float(counts.sum()), float((counts**2 * inverse).sum())
        pull = table @ (2 * counts * inverse)
        new_squares = squares + np.where(left, weight - pull, weight + pull)
        new_left = n_left + np.where(left, -sizes, sizes)
        values = _all_from_squares(new_squares, new_left, total)
        best = int(np.argmax(values))
        if values[best] <= chi_squared + SAME_PLACE:
            break
        left[best] = not left[best]
        chi_squared = float(values[best])
    return left, chi_squared


def _all_from_squares(squares: NDArray[np.float64], n_left: NDArray[np.float64], total: float) -> NDArray[np.float64]:
    n_right = total - n_left
    possible = (n_left > 0) & (n_right > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = total * (squares / n_left + (total - 2 * n_left + squares) / n_right - 1)
    return np.where(possible, values, -1.0)


def kept_words(left: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[Indices, Indices]:
    """
    Columns that each side keeps for its own cuts.

    A word whose contingency coefficient sqrt(chi² / (chi² + n)) passes `MAX_CONTINGENCY` stays only where it is over-used;
    any word must be there `MIN_FREQUENCY` times.
    """
    both = left + right
    share = left.sum() / both.sum()
    expected_left, expected_right = both * share, both * (1 - share)
    chi = (left - expected_left) ** 2 / expected_left + (right - expected_right) ** 2 / expected_right
    shared = np.sqrt(chi / (chi + both)) <= MAX_CONTINGENCY
    keep_left = (left >= MIN_FREQUENCY) & (shared | (left > expected_left))
    keep_right = (right >= MIN_FREQUENCY) & (shared | (right > expected_right))
    return np.flatnonzero(keep_left), np.flatnonzero(keep_right)
