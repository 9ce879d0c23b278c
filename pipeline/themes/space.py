"""
Where segments stand before they are grouped: vectors drawn towards what other people said of the same thing.

A single word, or one person's way of speaking, can bring two segments near. So each is drawn, a few times over, towards
its nearest neighbours, which are looked for among the words of *other people*: what only one person says has nobody to be
drawn to, and cannot gather. Measured on interviews, debates and open answers: fewer neighbours, or more than 8 final axes,
give themes that hang on the draw; ten passes, or 40 neighbours among 300 segments, melt themes into one another.

Above `ANCHOR_SEGMENTS` a seeded sample stands for the whole: time grows linearly with the corpus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

ANCHOR_SEGMENTS = 8_000
BLOCK_SEGMENTS = 4_096  # rows of the similarity matrix held at once: 128 MB
NEIGHBOURS = 40  # at most
SEGMENTS_PER_NEIGHBOUR = 12  # in a small corpus, more neighbours would melt its themes into one
FEWEST_NEIGHBOURS = 5
PASSES = 6
OWN_WEIGHT = 0.3  # of a segment's own vector, against its neighbours', at each pass
FIRST_DIMENSIONS = 128
DIMENSIONS = 8
FLATTENING = 0.25  # each axis is divided by its variance to this power: small subjects weigh a little more
FEWEST_PEOPLE_TO_TELL_APART = (
    8  # below, or where one of them says half of everything, neighbours are looked for anywhere
)


class Neighbourhoods:
    """
    Unit vectors `(n, d)` to smoothed coordinates `(n, at most DIMENSIONS)` float32, for BERTopic's `umap_model`.

    `anchors` are the rows that neighbours are looked for in, in increasing order; `people` says who said each row, as
    numbers, or is None: nobody is told apart, and each row's own neighbours may be the same person's.
    """

    def __init__(self, anchors: Integers, people: Integers | None) -> None:
        self.anchors, self.people = anchors, people

    def fit(self, vectors: Floats, y: object = None) -> Neighbourhoods:  # noqa: ARG002  # BERTopic's signature
        """Nothing to learn ahead of `transform`."""
        return self

    def transform(self, vectors: Floats) -> Floats:
        """Centre, reduce, draw towards the neighbours, reduce again."""
        rows = unit_rows(_principal(vectors, FIRST_DIMENSIONS, self.anchors))
        near = _neighbours(rows, self.anchors, self.people)
        for _ in range(PASSES if near.shape[1] else 0):
            rows = _drawn_near(rows, rows[self.anchors], near)
        return _flattened(_principal(rows, DIMENSIONS, self.anchors))


def unit_rows(rows: Floats) -> Floats:
    """The same rows at length 1; a null row stays null."""
    import numpy as np

    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)


def _principal(rows: Floats, n_dimensions: int, basis: Integers) -> Floats:
    """Coordinates on the first principal axes of the rows in `basis`, centred."""
    import numpy as np

    centred = rows - rows[basis].mean(axis=0)
    _, axes = np.linalg.eigh((centred[basis].T @ centred[basis]).astype(np.float64))
    kept = axes[:, ::-1][:, : min(n_dimensions, len(basis) - 1 or 1)]
    return np.asarray(centred @ kept.astype(np.float32), dtype=np.float32)


def _flattened(rows: Floats) -> Floats:
    import numpy as np

    variance = np.maximum(rows.var(axis=0), 1e-12)
    return np.asarray(rows * (variance / variance.max()) ** -FLATTENING, dtype=np.float32)


def _neighbours(rows: Floats, anchors: Integers, people: Integers | None) -> Integers:
    """Places among the anchors of each row's nearest ones, itself and its own person apart: `(n, NEIGHBOURS or fewer)`."""
    import numpy as np

    fair = max(FEWEST_NEIGHBOURS, len(anchors) // SEGMENTS_PER_NEIGHBOUR)
    wanted = min(NEIGHBOURS, fair, len(anchors) // 4)
    near = np.empty((len(rows), wanted), dtype=np.int64)
    of = np.arange(len(rows)) if people is None else people  # nobody told apart: each row is a person
    for start in range(0, len(rows), BLOCK_SEGMENTS) if wanted else ():
        block = slice(start, min(start + BLOCK_SEGMENTS, len(rows)))
        similarity = rows[block] @ rows[anchors].T
        similarity[of[block][:, None] == of[anchors][None, :]] = -np.inf
        near[block] = np.argpartition(similarity, -wanted, axis=1)[:, -wanted:]
    return near


def _drawn_near(rows: Floats, anchored: Floats, near: Integers) -> Floats:
    """One pass: each row moves towards the mean of its neighbours."""
    import numpy as np

    moved = np.empty_like(rows)
    for start in range(0, len(rows), BLOCK_SEGMENTS):
        block = slice(start, start + BLOCK_SEGMENTS)
        around = unit_rows(anchored[near[block]].mean(axis=1))
        moved[block] = unit_rows(OWN_WEIGHT * rows[block] + (1 - OWN_WEIGHT) * around)
    return moved


def told_apart(people: Integers) -> Integers | None:
    """People as `Neighbourhoods` takes them: None where they are few, or where one of them says half of everything."""
    import numpy as np

    counts = np.bincount(people)
    enough = int((counts > 0).sum()) >= FEWEST_PEOPLE_TO_TELL_APART and counts.max() * 2 <= len(people)
    return people if enough else None
