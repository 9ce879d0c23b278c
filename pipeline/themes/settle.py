"""
One grouping from many: rows that most runs keep together are one group.

What each run says of a row (one place in as many columns as it has groups) is reduced to its first axes, and the rows are
grouped there, the best of many starts being kept. Two rows are near when many runs put them together (Strehl & Ghosh 2002).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

AXES = 30
STARTS = 20


def settled(memberships: Integers, anchors: Integers, number: int, *, seed: int, starts: int = STARTS) -> Integers:
    """
    The grouping that the runs agree on.

    Args:
        memberships: `(n, n_runs)`, group of each row within each run, from 0.
        anchors: rows that the groups are made on; the others join the nearest.
        number: of groups; fewer come out when fewer rows are told apart.
        seed: of the starts.
        starts: how many, the best being kept.

    Returns:
        `(n,)`, values from 0 to `number` - 1.
    """
    import warnings

    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.exceptions import ConvergenceWarning

    if number == 1 or len(anchors) <= number:
        return np.arange(len(memberships), dtype=np.int64) % number
    places = _placed(memberships, _axes(memberships[anchors], int(memberships.max()) + 1, seed))
    clusters = KMeans(number, n_init=starts, random_state=seed % 2**32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer distinct rows than groups
        centres = clusters.fit(places[anchors]).cluster_centers_
    return nearest(places, centres[None].astype(np.float32))[:, 0]


def nearest(rows: Floats, centres: Floats) -> Integers:
    """Place of each row's nearest centre within each run: `(n, runs)`, `centres` being `(runs, number, dimensions)`."""
    import numpy as np

    found = np.empty((len(rows), len(centres)), dtype=np.int64)
    for run, run_centres in enumerate(centres):
        found[:, run] = ((run_centres**2).sum(axis=1) - 2 * rows @ run_centres.T).argmin(axis=1)
    return found


def _axes(memberships: Integers, width: int, seed: int) -> Floats:
    """First right singular vectors of what the runs say, one column for each group of each run: `(n_runs, width, axes)`."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.utils.extmath import randomized_svd

    n_rows, n_runs = memberships.shape
    columns = (memberships + np.arange(n_runs) * width).ravel()
    ones = np.ones(n_rows * n_runs, dtype=np.float32)
    said = csr_matrix((ones, columns, np.arange(0, n_rows * n_runs + 1, n_runs)), shape=(n_rows, n_runs * width))
    _, _, axes = randomized_svd(said, min(AXES, n_rows, n_runs * width), random_state=seed % 2**32)
    return np.asarray(axes.T.reshape(n_runs, width, -1), dtype=np.float32)


def _placed(memberships: Integers, axes: Floats) -> Floats:
    """Each row on these axes: `(n, axes)`."""
    import numpy as np

    places = np.zeros((len(memberships), axes.shape[2]), dtype=np.float32)
    for run, of_run in enumerate(axes):
        places += of_run[memberships[:, run]]
    return places
