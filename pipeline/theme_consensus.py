"""
Group vectors the same way twice: neighbourhood smoothing, then the agreement of many seeded runs on resampled people.

One clustering run on interview vectors is an accident: another seed gives other themes. So each segment is first drawn
towards its nearest neighbours (which quiets single words), then k-means is run many times, each on a draw of four people in
five, and the centres of all runs are grouped (Ward); a segment goes where most runs put it, and the share of runs is its
probability. Nothing is thrown away here.

The two classes have the shape BERTopic asks of its reduction and of its cluster step. Above `ANCHOR_SEGMENTS` a seeded
sample stands for the whole, and the other segments join it: time grows linearly with the corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

ANCHOR_SEGMENTS = 8_000
BLOCK_SEGMENTS = 4_096  # rows of the similarity matrix held at once: 128 MB
NEIGHBOURS = 25
PASSES = 3
OWN_WEIGHT = 0.3  # of a segment's own vector, against its neighbours', at each pass
FIRST_DIMENSIONS = 128
DIMENSIONS = 15
FLATTENING = 0.25  # each axis is divided by its variance to this power: small subjects weigh a little more
RUNS = 60
DRAWN_SHARE = 0.8
FEWEST_PEOPLE_TO_DRAW = 8  # below, segments are drawn rather than people
HALVINGS = 6  # of the runs, to measure how far two halves agree
BEARABLE_LOSS = 0.10  # of agreement, before the usual number of themes is left for another


class Neighbourhoods:
    """
    Unit vectors `(n, d)` to smoothed coordinates `(n, at most DIMENSIONS)` float32, for BERTopic's `umap_model`.

    `anchors` are the rows that neighbours are looked for in, in increasing order.
    """

    def __init__(self, anchors: Integers) -> None:
        self.anchors = anchors

    def fit(self, vectors: Floats, y: object = None) -> Neighbourhoods:  # noqa: ARG002  # BERTopic's signature
        """Nothing to learn ahead of `transform`."""
        return self

    def transform(self, vectors: Floats) -> Floats:
        """Centre, reduce, draw towards the neighbours, reduce again."""
        rows = unit_rows(_principal(vectors, FIRST_DIMENSIONS, self.anchors))
        near = _neighbours(rows, self.anchors)
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


def _neighbours(rows: Floats, anchors: Integers) -> Integers:
    """Places among the anchors of each row's nearest ones, itself apart: `(n, NEIGHBOURS or fewer)`."""
    import numpy as np

    wanted = min(NEIGHBOURS, len(anchors) // 4)
    near = np.empty((len(rows), wanted), dtype=np.int64)
    place_of = np.full(len(rows), -1)
    place_of[anchors] = np.arange(len(anchors))
    for start in range(0, len(rows), BLOCK_SEGMENTS) if wanted else ():
        block = slice(start, min(start + BLOCK_SEGMENTS, len(rows)))
        similarity = rows[block] @ rows[anchors].T
        own = np.flatnonzero(place_of[block] >= 0)
        similarity[own, place_of[block][own]] = -np.inf
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


class Consensus:
    """
    The agreement of many k-means runs, for BERTopic's `hdbscan_model`.

    After `fit`: `labels_` `(n,)`, the group of each row; `probabilities_` `(n,)`, the share of runs that put it there; `chosen_`, the number of groups;
    `memberships_` `(n, RUNS)`, its group within each run; `agreements_`, for each number of groups tried, how far two halves
    of its runs agree (adjusted Rand, mean of `HALVINGS`).
    """

    def __init__(
        self,
        n_groups: Sequence[int],
        *,
        people: Integers,
        anchors: Integers,
        seed: int,
        fewest: int | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """
        Args:
            n_groups: the usual number first, then those it may be left for when they agree much better.
            people: who said each row, as numbers from 0.
            anchors: rows that the runs are made on.
            seed: of every draw.
            fewest: rows in a group, a smaller one being dissolved among the others; None asks for exactly the number of groups.
            progress: told (runs done, runs to do).
        """
        self.n_groups = tuple(dict.fromkeys(n_groups))
        self.people, self.anchors, self.seed = people, anchors, seed
        self.fewest, self.progress = fewest, progress

    def fit(self, rows: Floats, y: object = None) -> Consensus:  # noqa: ARG002  # BERTopic's signature
        """Run, choose the number of groups, and vote."""
        import numpy as np

        centres = {number: self._runs(rows, number, done=place * RUNS) for place, number in enumerate(self.n_groups)}
        self.agreements_ = {number: self._agreement(rows, centres[number]) for number in self.n_groups}
        self.chosen_ = self._chosen()
        self.memberships_ = _nearest(rows, centres[self.chosen_])
        groups = _grouped(centres[self.chosen_])
        votes = _votes(self.memberships_, groups)
        voted = votes.argmax(axis=1)
        if self.fewest is not None:
            self.labels_ = voted = _dissolved(rows, voted, self.fewest)
        elif len(np.unique(voted)) == self.chosen_:
            self.labels_ = voted
        else:  # two groups share their voters: the run nearest to the vote has them all
            run = _nearest_run(self.memberships_, voted)
            self.labels_, voted = self.memberships_[:, run], groups[run][self.memberships_[:, run]]
        self.probabilities_ = votes[np.arange(len(rows)), voted] / RUNS
        return self

    def _runs(self, rows: Floats, number: int, *, done: int) -> Floats:
        """Centres of all runs with that number of groups: `(RUNS, number, dimensions)`."""
        import warnings

        import numpy as np
        from sklearn.cluster import KMeans
        from sklearn.exceptions import ConvergenceWarning

        rng = np.random.default_rng((self.seed, number))
        centres = np.empty((RUNS, number, rows.shape[1]), dtype=np.float32)
        for run in range(RUNS):
            drawn = self._drawn(rng, fewest=number)
            clusters = KMeans(number, n_init=1, random_state=int(rng.integers(2**31)))
            with warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore", ConvergenceWarning
                )  # fewer distinct rows than groups: two share a place
                centres[run] = clusters.fit(rows[drawn]).cluster_centers_
            if self.progress is not None:
                self.progress(done + run + 1, len(self.n_groups) * RUNS)
        return centres

    def _drawn(self, rng: np.random.Generator, *, fewest: int) -> Integers:
        """Rows of one run: what four people in five said, or four segments in five where people are few."""
        import numpy as np

        people = np.unique(self.people[self.anchors])
        if len(people) >= FEWEST_PEOPLE_TO_DRAW:
            kept = rng.choice(people, size=round(DRAWN_SHARE * len(people)), replace=False)
            drawn = self.anchors[np.isin(self.people[self.anchors], kept)]
        else:
            n_drawn = round(DRAWN_SHARE * len(self.anchors))
            drawn = np.sort(rng.choice(self.anchors, size=n_drawn, replace=False))
        return drawn if len(drawn) > fewest else self.anchors

    def _agreement(self, rows: Floats, centres: Floats) -> float:
        """Adjusted Rand index between what two halves of the runs say, over several halvings."""
        import numpy as np
        from sklearn.metrics import adjusted_rand_score

        if len(self.n_groups) == 1:
            return 1.0  # nothing to choose between
        rng = np.random.default_rng((self.seed, centres.shape[1], HALVINGS))
        memberships = _nearest(rows[self.anchors], centres)
        scores = []
        for _ in range(HALVINGS):
            order = rng.permutation(RUNS)
            halves = (order[: RUNS // 2], order[RUNS // 2 :])
            said = [_votes(memberships[:, half], _grouped(centres[half])).argmax(axis=1) for half in halves]
            scores.append(adjusted_rand_score(*said))
        return float(np.mean(scores))

    def _chosen(self) -> int:
        """The usual number, unless another agrees better by more than `BEARABLE_LOSS`: numbers that jump help nobody."""
        usual = self.n_groups[0]
        best = max(self.n_groups, key=lambda number: self.agreements_[number])
        return best if self.agreements_[best] > self.agreements_[usual] + BEARABLE_LOSS else usual


def _nearest(rows: Floats, centres: Floats) -> Integers:
    """Place of each row's nearest centre within each run: `(n, runs)`."""
    import numpy as np

    nearest = np.empty((len(rows), len(centres)), dtype=np.int64)
    for run, run_centres in enumerate(centres):
        nearest[:, run] = ((run_centres**2).sum(axis=1) - 2 * rows @ run_centres.T).argmin(axis=1)
    return nearest


def _grouped(centres: Floats) -> Integers:
    """Group of every run's centres, by Ward's criterion: `(runs, number)`, values from 0 to number - 1."""
    import numpy as np
    from sklearn.cluster import AgglomerativeClustering

    runs, number, _ = centres.shape
    if number == 1:
        return np.zeros((runs, 1), dtype=np.int64)
    groups = AgglomerativeClustering(number, linkage="ward").fit_predict(centres.reshape(runs * number, -1))
    return np.asarray(groups, dtype=np.int64).reshape(runs, number)


def _votes(memberships: Integers, groups: Integers) -> Integers:
    """How many runs put each row in each group: `(n, number)`."""
    import numpy as np

    votes = np.zeros((len(memberships), groups.shape[1]), dtype=np.int64)
    every = np.arange(len(memberships))
    for run, run_groups in enumerate(groups):
        votes[every, run_groups[memberships[:, run]]] += 1
    return votes


def _nearest_run(memberships: Integers, voted: Integers) -> int:
    """The run whose groups are most like those voted, among the runs that left no group empty (adjusted Rand index)."""
    import numpy as np
    from sklearn.metrics import adjusted_rand_score

    filled = [len(np.unique(run)) for run in memberships.T]
    full = [run for run, number in enumerate(filled) if number == max(filled)]
    return max(full, key=lambda run: adjusted_rand_score(memberships[:, run], voted))


def _dissolved(rows: Floats, labels: Integers, fewest: int) -> Integers:
    """The same groups but the smallest ones, whose rows go to the nearest centre of the others."""
    import numpy as np

    groups, sizes = np.unique(labels, return_counts=True)
    kept = groups[sizes >= fewest]
    small = ~np.isin(labels, kept)
    if not len(kept) or not small.any():
        return labels
    centres = np.stack([rows[labels == group].mean(axis=0) for group in kept])
    settled = labels.copy()
    settled[small] = kept[_nearest(rows[small], centres[None])[:, 0]]
    return settled


def togetherness(memberships: Integers) -> float:
    """Share of the pairs of rows that one run puts together, averaged over the runs; 1 for a single row."""
    import numpy as np

    n_rows, n_runs = memberships.shape
    if n_rows < 2:
        return 1.0
    sizes = [np.bincount(memberships[:, run]) for run in range(n_runs)]
    together = sum(float((size * (size - 1)).sum()) for size in sizes)
    return float(together / (n_runs * n_rows * (n_rows - 1)))
