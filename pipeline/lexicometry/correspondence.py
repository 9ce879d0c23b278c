"""
The plane where words stand near the groups that say them: correspondence analysis of the table words × groups.

Source: Benzécri 1973, *L'analyse des données*; notation of Greenacre 2007, whose smokers are a test. Both clouds are in
principal coordinates, as IRaMuTeQ draws them: distances read among words or among groups, directions between the two.
It refuses to draw a plane from two groups: one axis is not a plane, and says it with a single axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.lexicometry import FactorPlane, PlanePoint, PointKind
from pipeline.french.lists import fold
from pipeline.lexicometry.counting import WordTable

AXES = 2
MOST_WORDS = 80  # drawn: those that contribute most
MIN_OCCURRENCES = 5
NOTHING = 1e-12


class Axes(NamedTuple):
    """Principal coordinates of rows (n_rows, n_axes) and columns, principal inertia of each axis, and the masses."""

    rows: NDArray[np.float64]
    columns: NDArray[np.float64]
    inertia: NDArray[np.float64]
    row_mass: NDArray[np.float64]
    column_mass: NDArray[np.float64]


def correspondence(table: WordTable, parts: Sequence[str | None]) -> FactorPlane | None:
    """
    Words and parts on their first plane.

    Args:
        parts: the part each row belongs to, in the table's order; None rows are left out.

    Returns:
        The parts, and the words that contribute most. None under two parts or three frequent words.
    """
    names = sorted({part for part in parts if part is not None}, key=fold)
    by_part = np.array(
        [np.asarray(table.counts[[r for r, p in enumerate(parts) if p == name]].sum(axis=0)).ravel() for name in names]
    ).reshape(len(names), len(table.words))
    frequent = np.flatnonzero(by_part.sum(axis=0) >= MIN_OCCURRENCES)
    spoken = by_part.sum(axis=1) > 0
    if spoken.sum() < 2 or len(frequent) < 3:
        return None
    crossed = by_part[spoken][:, frequent].T
    axes = principal_axes(crossed)
    if not len(axes.inertia):
        return None
    shown = np.argsort(-_contribution(axes.rows, axes.row_mass, axes.inertia), kind="stable")[:MOST_WORDS]
    word_points = _points(
        PointKind.WORD, [table.words[c] for c in frequent], crossed.sum(axis=1), axes.rows, axes.row_mass, axes.inertia
    )
    part_points = _points(
        PointKind.PART,
        [name for name, kept in zip(names, spoken, strict=True) if kept],
        crossed.sum(axis=0),
        axes.columns,
        axes.column_mass,
        axes.inertia,
    )
    shares = axes.inertia / axes.inertia.sum()
    return FactorPlane(
        points=(*part_points, *(word_points[place] for place in shown)),
        inertia=tuple(round(float(share), 6) for share in shares[:AXES]),
    )


def principal_axes(crossed: NDArray[np.int64]) -> Axes:
    """
    Correspondence analysis of a table without empty row or column.

    Args:
        crossed: (n_rows, n_columns) counts.

    Returns:
        Every axis that holds inertia, the strongest first; each is turned so that its farthest column is positive.
    """
    shares = crossed / crossed.sum()
    row_mass, column_mass = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(row_mass, column_mass)
    left, singular, right = np.linalg.svd((shares - expected) / np.sqrt(expected), full_matrices=False)
    kept = singular**2 > NOTHING
    rows = left[:, kept] * singular[kept] / np.sqrt(row_mass)[:, None]
    columns = right[kept].T * singular[kept] / np.sqrt(column_mass)[:, None]
    turned = np.sign(columns[np.abs(columns).argmax(axis=0), np.arange(columns.shape[1])])
    return Axes(rows * turned, columns * turned, singular[kept] ** 2, row_mass, column_mass)


def _contribution(
    coordinates: NDArray[np.float64], mass: NDArray[np.float64], inertia: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Share of the inertia of the drawn axes that each point holds."""
    drawn = coordinates[:, :AXES]
    share: NDArray[np.float64] = (mass[:, None] * drawn**2).sum(axis=1) / inertia[:AXES].sum()
    return share


def _points(
    kind: PointKind,
    labels: Sequence[str],
    counts: NDArray[np.int64],
    coordinates: NDArray[np.float64],
    mass: NDArray[np.float64],
    inertia: NDArray[np.float64],
) -> list[PlanePoint]:
    contribution = _contribution(coordinates, mass, inertia)
    second = coordinates[:, 1] if coordinates.shape[1] > 1 else np.zeros(len(coordinates))
    return [
        PlanePoint(
            label=label,
            kind=kind,
            x=round(float(coordinates[place, 0]), 6),
            y=round(float(second[place]), 6),
            contribution=round(min(1.0, float(contribution[place])), 6),
            count=int(counts[place]),
        )
        for place, label in enumerate(labels)
    ]
