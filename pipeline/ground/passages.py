"""
Every passage of a study made ready to be held against many findings, each in its surroundings.

"Two hours in February" speaks of the bus because the question did: a passage is read with the question before it and what the
same person says just before and after, and so are the words that support a finding. All of it is computed once for all
findings; it refuses to keep what can be read again from the few passages that are near.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from models.transcript import Segment
from pipeline.ground.asked import Vectors, stems, unit

BESIDE, ASKED_BEFORE = 0.35, 0.35  # weights of each neighbour and of the question, the passage itself weighing 1


class Passages(NamedTuple):
    """
    Every passage of a study.

    `vectors` (n_segments, n_dims): float32, centred, rows of length 1; `around`: the same, each with its question and what is
    said beside it; `centre` (n_dims,): what was taken away. `rarity` weighs a stem by how few passages hold it; `places`:
    the row of each segment id; `people`: the group of each person.
    """

    segments: tuple[Segment, ...]
    groups: tuple[str | None, ...]
    vectors: Vectors
    around: Vectors
    centre: Vectors
    rarity: Mapping[str, float]
    places: Mapping[str, int]
    people: Mapping[str, str | None]


def prepare_passages(
    segments: Sequence[Segment],
    vectors: Vectors,
    *,
    groups: Mapping[str, str | None],
    question_vectors: Mapping[str, Vectors],
) -> Passages:
    """
    Make passages ready.

    Args:
        segments: the study's segments in reading order, transcript by transcript, in the order of `vectors` (n_segments,
            n_dims) float32, rows of length 1.
        groups: each participant's group.
        question_vectors: (n_dims,) float32 of length 1 for each question that has one.
    """
    centre = vectors.mean(axis=0)
    own = unit(vectors - centre)
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update(stems(segment.text))
    return Passages(
        segments=tuple(segments),
        groups=tuple(groups.get(s.participant_id or "") for s in segments),
        vectors=own,
        around=_around(segments, own, question_vectors),
        centre=centre,
        rarity={stem: math.log((len(segments) + 1) / (n + 0.5)) for stem, n in counts.items()},
        places={segment.segment_id: row for row, segment in enumerate(segments)},
        people=dict(groups),
    )


def _around(segments: Sequence[Segment], own: Vectors, question_vectors: Mapping[str, Vectors]) -> Vectors:
    """Each passage with what the same person says beside it and with the question before it."""
    found = own.copy()
    together = np.array(
        [
            a.participant_id is not None and a.participant_id == b.participant_id and a.transcript_id == b.transcript_id
            for a, b in pairwise(segments)
        ],
        dtype=bool,
    )
    rows = np.flatnonzero(together)
    found[rows] += BESIDE * own[rows + 1]
    found[rows + 1] += BESIDE * own[rows]
    if question_vectors:
        place = {question: row for row, question in enumerate(question_vectors)}
        questions = np.array(list(question_vectors.values()), dtype=np.float32)
        questions = unit(questions - questions.mean(axis=0))
        asked = np.array([place.get(s.question or "", -1) for s in segments], dtype=np.intp)
        found[asked >= 0] += ASKED_BEFORE * questions[asked[asked >= 0]]
    return unit(found)
