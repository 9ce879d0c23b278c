"""
Group segments the same way twice: the agreement of many seeded runs, each on some of the people only.

One clustering run on interview vectors is an accident: another seed gives other themes. So k-means is run many times, each
on four people in five, nobody weighing more than twice the usual; segments that the runs keep together are one group. That
last grouping is the best of many starts: taking the first one that comes, or letting the runs' centres vote, loses a tenth
of the agreement between two analyses. A group that would not stand without the person who speaks most in it is dissolved
among the others. Nothing is thrown away here.

The number of groups does not follow every small difference: it leaves the usual one only for another that holds far better.
The class has the shape BERTopic asks of its cluster step. Its runs are made on `anchors`; the other rows join them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.themes.settle import nearest, settled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Booleans = NDArray[np.bool_]
    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

RUNS = 60
DRAWN_SHARE = 0.8
FEWEST_PEOPLE_TO_DRAW = 8  # below, segments are drawn, and every other run leaves one person out in turn
FEWEST_PEOPLE_TO_LEAVE = 3
MOST_WEIGHT = 2  # a person's, in times the median person's
HALVINGS = 4  # of the runs, to measure how far two halves agree
EVIDENCE_ROWS, EVIDENCE_STARTS = 1_500, 4  # on which that is measured
FAR_BETTER = 0.25  # of agreement (adjusted Rand): what another number must bring for the usual one to be left
OTHERS_SHARE = 0.5  # of the fewest rows of a group, that must remain without its loudest voice


class Tried(NamedTuple):
    """What one number of groups gave: agreement of two halves of the runs (adjusted Rand), and who is in the groups."""

    stability: float
    spread: float
    fewest_people: int
    n_one_voice: int


class Consensus:
    """
    The agreement of many k-means runs, for BERTopic's `hdbscan_model`.

    After `fit`: `labels_` `(n,)`, the group of each row; `probabilities_` `(n,)`, the share of runs that put it with most of its group, the last
    grouping counting as one; `chosen_`, the number of groups; `memberships_` `(n, RUNS)`, its group within each run;
    `left_out_` `(RUNS, n_people)`, whom each run did not draw; `tried_`, for each number of groups tried, what it gave.
    """

    def __init__(
        self,
        n_groups: Sequence[int],
        *,
        people: Integers,
        anchors: Integers,
        seed: int,
        fewest: int | None = None,
        runs: int = RUNS,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """
        Args:
            n_groups: the usual number first, then those it may be left for when they agree far better.
            people: who said each row, as numbers from 0.
            anchors: rows that the runs are made on.
            seed: of every draw.
            fewest: rows in a group, a smaller one being dissolved among the others; None asks for exactly the number of groups.
            runs: how many draws.
            progress: told (runs done, runs to do).
        """
        self.n_groups = tuple(dict.fromkeys(n_groups))
        self.people, self.anchors, self.seed = people, anchors, seed
        self.fewest, self.runs, self.progress = fewest, runs, progress

    def fit(self, rows: Floats, y: object = None) -> Consensus:  # noqa: ARG002  # BERTopic's signature
        """Run, choose the number of groups, and settle on what the runs agree on."""
        import numpy as np

        runs = {number: self._runs(rows, number, done=place * self.runs) for place, number in enumerate(self.n_groups)}
        self.tried_ = {number: self._try(rows, runs[number][0]) for number in self.n_groups}
        self.chosen_ = self._chosen()
        centres, self.left_out_ = runs[self.chosen_]
        self.memberships_ = nearest(rows, centres)
        self.labels_ = settled(self.memberships_, self.anchors, self.chosen_, seed=self.seed)
        if self.fewest is not None:
            self.labels_ = _dissolved(rows, self.labels_, self.people, self.fewest)
        elif len(np.unique(self.labels_)) < self.chosen_:  # two groups are one: the run nearest to them has them all
            self.labels_ = self.memberships_[:, _nearest_run(self.memberships_, self.labels_)]
        self.probabilities_ = _agreeing(self.memberships_, self.labels_)
        return self

    def _runs(self, rows: Floats, number: int, *, done: int) -> tuple[Floats, Booleans]:
        """Centres of all runs with that number of groups, `(RUNS, number, dimensions)`; whom each did not draw."""
        import warnings

        import numpy as np
        from sklearn.cluster import KMeans
        from sklearn.exceptions import ConvergenceWarning

        rng = np.random.default_rng((self.seed, number))
        weights = _weights(self.people)
        centres = np.empty((self.runs, number, rows.shape[1]), dtype=np.float32)
        left_out = np.ones((self.runs, int(self.people.max()) + 1), dtype=bool)
        for run in range(self.runs):
            drawn = self._drawn(rng, run, fewest=number)
            left_out[run, self.people[drawn]] = False
            clusters = KMeans(number, n_init=1, random_state=int(rng.integers(2**31)))
            with warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore", ConvergenceWarning
                )  # fewer distinct rows than groups: two share a place
                centres[run] = clusters.fit(rows[drawn], sample_weight=weights[drawn]).cluster_centers_
            if self.progress is not None:
                self.progress(done + run + 1, len(self.n_groups) * self.runs)
        return centres, left_out

    def _drawn(self, rng: np.random.Generator, run: int, *, fewest: int) -> Integers:
        """Rows of one run: what four people in five said, or four segments in five where people are few."""
        import numpy as np

        people = np.unique(self.people[self.anchors])
        if len(people) >= FEWEST_PEOPLE_TO_DRAW:
            kept = rng.choice(people, size=round(DRAWN_SHARE * len(people)), replace=False)
            drawn = self.anchors[np.isin(self.people[self.anchors], kept)]
        elif len(people) >= FEWEST_PEOPLE_TO_LEAVE and run % 2:
            drawn = self.anchors[self.people[self.anchors] != people[run // 2 % len(people)]]
        else:
            n_drawn = round(DRAWN_SHARE * len(self.anchors))
            drawn = np.sort(rng.choice(self.anchors, size=n_drawn, replace=False))
        return drawn if len(drawn) > fewest else self.anchors

    def _try(self, rows: Floats, centres: Floats) -> Tried:
        """Adjusted Rand index between what two halves of the runs say, over several halvings; people of the groups."""
        import numpy as np
        from sklearn.metrics import adjusted_rand_score

        number = centres.shape[1]
        rng = np.random.default_rng((self.seed, number, HALVINGS))
        seen = self.anchors
        if len(seen) > EVIDENCE_ROWS:
            seen = np.sort(rng.choice(seen, size=EVIDENCE_ROWS, replace=False))
        memberships, every = nearest(rows[seen], centres), np.arange(len(seen))
        scores = []
        for _ in range(HALVINGS if len(self.n_groups) > 1 else 0):
            order = rng.permutation(self.runs)
            halves = (order[: self.runs // 2], order[self.runs // 2 :])
            said = [
                settled(memberships[:, half], every, number, seed=self.seed, starts=EVIDENCE_STARTS) for half in halves
            ]
            scores.append(adjusted_rand_score(*said))
        labels = settled(memberships, every, number, seed=self.seed, starts=EVIDENCE_STARTS)
        counts = [np.unique(self.people[seen][labels == one], return_counts=True)[1] for one in np.unique(labels)]
        return Tried(
            stability=float(np.mean(scores)) if scores else 1.0,
            spread=float(np.std(scores)) if scores else 0.0,
            fewest_people=min(len(of_group) for of_group in counts),
            n_one_voice=sum(int(of_group.max() * 2 > of_group.sum()) for of_group in counts),
        )

    def _chosen(self) -> int:
        """The usual number, or the one nearest to it among those that agree far better."""
        usual = self.n_groups[0]
        enough = self.tried_[usual].stability + FAR_BETTER
        better = [number for number in self.n_groups if self.tried_[number].stability > enough]
        return min(better, key=lambda number: (abs(number - usual), number), default=usual)


def _weights(people: Integers) -> Floats:
    """Weight of each row: 1, less for whoever said more than `MOST_WEIGHT` times what the median person said."""
    import numpy as np

    said = np.bincount(people)
    most = MOST_WEIGHT * np.median(said[said > 0])
    return np.asarray(np.minimum(1.0, most / np.maximum(said, 1))[people], dtype=np.float32)


def _agreeing(memberships: Integers, labels: Integers) -> Floats:
    """For each row, the share of runs whose group of it is the one that holds most of its final group; this one counts."""
    import numpy as np

    agreeing = np.ones(len(labels), dtype=np.float32)
    _, own = np.unique(labels, return_inverse=True)
    for said in memberships.T:
        width = int(said.max()) + 1
        shared = np.bincount(own * width + said, minlength=(int(own.max()) + 1) * width).reshape(-1, width)
        agreeing += said == shared.argmax(axis=1)[own]
    return np.asarray(agreeing / (memberships.shape[1] + 1), dtype=np.float32)


def _nearest_run(memberships: Integers, voted: Integers) -> int:
    """The run whose groups are most like those voted, among the runs that left no group empty (adjusted Rand index)."""
    import numpy as np
    from sklearn.metrics import adjusted_rand_score

    filled = [len(np.unique(run)) for run in memberships.T]
    full = [run for run, number in enumerate(filled) if number == max(filled)]
    return max(full, key=lambda run: adjusted_rand_score(memberships[:, run], voted))


def _dissolved(rows: Floats, labels: Integers, people: Integers, fewest: int) -> Integers:
    """The same groups but those too small, or one person's; their rows go to the nearest centre of the others."""
    import numpy as np

    kept = np.array(
        [one for one in np.unique(labels) if _stands(people[labels == one], people, fewest)], dtype=np.int64
    )
    small = ~np.isin(labels, kept)
    if not len(kept) or not small.any():
        return labels
    centres = np.stack([rows[labels == group].mean(axis=0) for group in kept])
    settled = labels.copy()
    settled[small] = kept[nearest(rows[small], centres[None])[:, 0]]
    return settled


def _stands(said_by: Integers, everybody: Integers, fewest: int) -> bool:
    """Whether a group is large enough, and would be half that size without its loudest voice, where people are many."""
    import numpy as np

    _, counts = np.unique(said_by, return_counts=True)
    if len(np.unique(everybody)) < FEWEST_PEOPLE_TO_DRAW:
        return len(said_by) >= fewest
    others = len(said_by) - int(counts.max())
    return len(said_by) >= fewest and others >= max(1, OTHERS_SHARE * fewest)


def togetherness(memberships: Integers) -> float:
    """Share of the pairs of rows that one run puts together, averaged over the runs; 1 for a single row."""
    import numpy as np

    n_rows, n_runs = memberships.shape
    if n_rows < 2:
        return 1.0
    sizes = [np.bincount(memberships[:, run]) for run in range(n_runs)]
    together = sum(float((size * (size - 1)).sum()) for size in sizes)
    return float(together / (n_runs * n_rows * (n_rows - 1)))


def found_again(inside: Booleans, memberships: Integers) -> float | None:
    """
    How much of a group some runs find together: mean over the runs of the best Jaccard index with one of their groups.

    Args:
        inside: `(n,)`, which rows are the group's.
        memberships: `(n, n_runs)`, groups of the same rows within each run. None is answered when there is no run or no row.
    """
    import numpy as np

    if not memberships.shape[1] or not inside.any():
        return None
    best = []
    for said in memberships.T:
        sizes = np.bincount(said)
        shared = np.bincount(said[inside], minlength=len(sizes))
        best.append(float((shared / np.maximum(sizes + inside.sum() - shared, 1)).max()))
    return float(np.mean(best))
