"""
A map of segments, and the passages nearest to one: two ways to read by meaning that need no theme.

The map (t-SNE, van der Maaten & Hinton 2008) keeps near what was said in a near way; distances between far points and the
axes mean nothing. It is drawn for `MAP_ANCHORS` segments at most; the others are put beside the anchors that they resemble.
UMAP is not used: it brings a compiler and its numbers hang on the machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.theme import MapPoint, NearPassage
from models.transcript import Segment
from pipeline.themes.space import Neighbourhoods, told_apart, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

MAP_ANCHORS = 1_500
FEWEST_ON_A_MAP = 12
PERPLEXITY = 30
BESIDE = 3  # anchors that place a segment which is none itself


def map_segments(segments: Sequence[Segment], vectors: Floats, people: Integers, *, seed: int) -> tuple[MapPoint, ...]:
    """
    Where each segment stands on the map, in [-1, 1] on both axes; nothing below `FEWEST_ON_A_MAP` segments.

    Args:
        vectors: `(n_segments, n_dims)` float32, rows of length 1.
        people: who said each segment, as numbers from 0.
    """
    import numpy as np
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    if len(segments) < FEWEST_ON_A_MAP:
        return ()
    rng = np.random.default_rng((seed, len(segments)))
    anchors = np.sort(rng.choice(len(segments), size=min(MAP_ANCHORS, len(segments)), replace=False))
    with threadpool_limits(1):
        rows = Neighbourhoods(anchors, told_apart(people)).transform(vectors)
        perplexity = min(PERPLEXITY, (len(anchors) - 1) / 3)
        drawn = TSNE(perplexity=perplexity, init="pca", random_state=seed, n_jobs=1).fit_transform(rows[anchors])
        places = _beside(rows, rows[anchors], drawn)
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    places /= np.maximum(np.abs(places).max(axis=0), 1e-9)
    return tuple(
        MapPoint(segment_id=segment.segment_id, x=round(float(x), 4), y=round(float(y), 4))
        for segment, (x, y) in zip(segments, places, strict=True)
    )


def _beside(rows: Floats, anchored: Floats, drawn: Floats) -> Floats:
    """Each row at the middle of its nearest anchors, an anchor at its own place: `(n, 2)`."""
    import numpy as np
    from sklearn.neighbors import NearestNeighbors

    distances, near = NearestNeighbors(n_neighbors=min(BESIDE, len(anchored))).fit(anchored).kneighbors(rows)
    weights = 1 / np.maximum(distances, 1e-6) ** 2
    weights /= weights.sum(axis=1, keepdims=True)
    return np.asarray((drawn[near] * weights[:, :, None]).sum(axis=1), dtype=np.float32)


def nearest_passages(
    segments: Sequence[Segment], vectors: Floats, wanted: str, *, most: int = 10, others_only: bool = True
) -> tuple[NearPassage, ...]:
    """
    The segments nearest in meaning to one of them, the nearest first.

    Args:
        wanted: its segment id.
        most: how many at most.
        others_only: leave out what the same person said, where people are known.

    Raises:
        KeyError: no such segment.
    """
    import numpy as np

    place_of = {segment.segment_id: place for place, segment in enumerate(segments)}
    own = place_of[wanted]
    rows = unit_rows(vectors - vectors.mean(axis=0)) if len(segments) > 2 else vectors
    nearness = rows @ rows[own]
    said_by = segments[own].participant_id
    kept = [
        int(place)
        for place in np.argsort(-nearness, kind="stable")
        if place != own and not (others_only and said_by and segments[place].participant_id == said_by)
    ]
    return tuple(
        NearPassage(segment_id=segments[place].segment_id, nearness=round(float(nearness[place]), 4))
        for place in kept[:most]
    )
