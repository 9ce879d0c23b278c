"""
What each theme rests on: who speaks loudest in it, what is left without them, which of its words were the interviewer's.

"Without the loudest voice" is answered from draws already made: those of the consensus that left this person out. Their
neighbours were looked for with everybody's words: the one approximation, which spares a whole analysis for each theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.transcript import Segment
from pipeline.french.terms import find_terms
from pipeline.themes.consensus import Consensus, found_again

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

FEWEST_DRAWS = 3  # that left the loudest voice out, to say anything of them


class Echoes:
    """For each segment: how many telling words it holds, and how many of them the question before it held already."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        questions = sorted({segment.question for segment in segments if segment.question})
        place_of = {question: len(segments) + place for place, question in enumerate(questions)}
        texts = [segment.text for segment in segments] + questions
        keys = find_terms(texts, list(range(len(texts))), pairs=False).of_texts if questions else ()
        self.counts: tuple[tuple[int, int], ...] = tuple(
            _echo(keys[place], frozenset(keys[place_of[segment.question]])) if segment.question else (0, 0)
            for place, segment in enumerate(segments)
        )

    def share(self, members: Sequence[int]) -> float | None:
        """Share of these segments' words that the interviewer said first; None when no question is known."""
        words = sum(self.counts[place][0] for place in members)
        return sum(self.counts[place][1] for place in members) / words if words else None


def _echo(keys: Sequence[str], asked: frozenset[str]) -> tuple[int, int]:
    return len(keys), sum(key in asked for key in keys)


def loudest_share(said_by: Integers) -> float:
    """Share of the segments that come from the person who has most of them."""
    import numpy as np

    return float(np.bincount(said_by).max() / len(said_by))


def without_loudest(members: Integers, people: Integers, consensus: Consensus) -> float | None:
    """
    How much of what the others say in a theme is found together by the draws without its loudest voice.

    Args:
        members: places of the theme's segments.
        people: who said each segment of the corpus.

    Returns:
        Mean best Jaccard index in [0, 1], on the other people's segments; None when fewer than `FEWEST_DRAWS` left them out.
    """
    import numpy as np

    loudest = int(np.bincount(people[members]).argmax())
    runs = np.flatnonzero(consensus.left_out_[:, loudest])
    if len(runs) < FEWEST_DRAWS:
        return None
    others = np.flatnonzero(people != loudest)
    inside = np.zeros(len(people), dtype=bool)
    inside[members] = True
    return found_again(inside[others], consensus.memberships_[np.ix_(others, runs)])
