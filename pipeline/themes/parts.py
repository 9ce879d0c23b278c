"""
The parts of a theme: its segments grouped among themselves, by the same method and with the same care for people.

A second level is where detail belongs: few themes that hold, each with parts that say what it is made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from models.base import content_id
from models.theme import SubTheme
from models.transcript import Segment
from pipeline.french.terms import Terms
from pipeline.themes.consensus import Consensus, togetherness
from pipeline.themes.sizes import FEWEST_SEGMENTS, SMALLEST_FRACTION
from pipeline.themes.space import Neighbourhoods, told_apart
from pipeline.themes.words import MOST_TERMS, readable_label, telling_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]
    Rank = Callable[[Sequence[Sequence[tuple[str, ...]]]], Sequence[tuple[str, ...]]]

SEGMENTS_PER_SUBTHEME = 20  # on average; parts of a handful say nothing
MOST_SUBTHEMES = 5
SUBTHEME_RUNS = 20
SUBTHEME_ANCHORS = 1_500


def by_size(labels: Integers) -> list[tuple[int, Integers]]:
    """Groups with the places of their rows, the largest first; rows marked -1 are in none."""
    import numpy as np

    sizes = Counter(labels[labels >= 0].tolist())
    return [(label, np.flatnonzero(labels == label)) for label in sorted(sizes, key=lambda of: (-sizes[of], of))]


def subthemes(
    segments: Sequence[Segment],
    vectors: Floats,
    people: Integers,
    terms: Terms,
    members: Integers,
    *,
    theme_id: str,
    seed: int,
    rank: Rank,
) -> tuple[SubTheme, ...]:
    """
    The parts of one theme, largest first; none in a small theme, nor where they do not come apart.

    Args:
        members: places of the theme's segments in `segments`.
        rank: terms of each part from the terms of its segments, those that tell it from the others first.
    """
    import numpy as np

    number = min(MOST_SUBTHEMES, len(members) // SEGMENTS_PER_SUBTHEME)
    if number < 2:
        return ()
    _, own = np.unique(people[members], return_inverse=True)
    rng = np.random.default_rng((seed, len(members)))
    n_anchors = min(len(members), SUBTHEME_ANCHORS)
    anchors = np.sort(rng.choice(len(members), size=n_anchors, replace=False))
    rows = Neighbourhoods(anchors, told_apart(own)).transform(vectors[members])
    fewest = max(FEWEST_SEGMENTS, len(members) // (SMALLEST_FRACTION * number))
    parts = Consensus((number,), people=own, anchors=anchors, seed=seed, fewest=fewest, runs=SUBTHEME_RUNS).fit(rows)
    found = by_size(parts.labels_)
    if len(found) < 2:
        return ()
    ranked = rank([[terms.of_texts[place] for place in members[inside]] for _, inside in found])
    return tuple(
        _subtheme(
            segments, people, terms, ranked[part], members[inside], parts.memberships_[inside], theme_id, part + 1
        )
        for part, (_, inside) in enumerate(found)
    )


def _subtheme(
    segments: Sequence[Segment],
    people: Integers,
    terms: Terms,
    ranked: tuple[str, ...],
    members: Integers,
    memberships: Integers,
    theme_id: str,
    number: int,
) -> SubTheme:
    spoken = [terms.of_texts[place] for place in members]
    keys = telling_terms(ranked, spoken, people[members].tolist(), most=MOST_TERMS)
    ids = tuple(segments[place].segment_id for place in members)
    return SubTheme(
        subtheme_id=content_id("subtheme", theme_id, *ids),
        label=readable_label(keys, terms.surfaces, number=number) if keys else f"Sous-thème {number}, sans mot commun",
        terms=tuple(terms.surfaces[key] for key in keys),
        segment_ids=ids,
        stability=togetherness(memberships),
    )
