"""
The passages most likely to contradict or nuance a finding, from other people, to be read and answered one by one.

No encoder tells agreement from contradiction (on hard negatives every one we measured is below chance): nearness finds
the subject, then what is near is ordered by signs weighed apart (`ground_signals`), of which who speaks and with what tone.
Nothing found here is ever counted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.ground.passages import Passages
from pipeline.ground.signals import SIGNALS, Aim, nearness, signals

MAX_PER_PERSON = 3  # so that nobody fills the list
CANDIDATES = 400  # nearest passages that are read for their other signs

# Logistic regression, made by benchmarks/learn_counter.py; "same code" is set by hand: no statement it learns from has codes.
WEIGHTS = {
    "surroundings": 0.192,
    "subject": 0.192,
    "words": 3.469,
    "fields": 0.744,
    "tone": 0.054,
    "group": 0.837,
    "same code": 0.3,
    "denial": 0.065,
    "opposition": 0.12,
    "refusal": 0.237,
    "duty": 0.737,
    "first person": 0.051,
}
BIAS = -1.988  # the tenth passage proposed has about one half
OPPOSING = ("denial", "opposition", "refusal", "duty")
_WEIGHTS = np.array([WEIGHTS[name] for name in SIGNALS], dtype=np.float32)


class Found(NamedTuple):
    """A passage, how likely it is to oppose the finding (a rank more than a chance), and why it is proposed, in French."""

    segment_id: str
    score: float
    reason: str


def find_counter_voices(
    aim: Aim,
    passages: Passages,
    *,
    spoken_by: Collection[str],
    settled: Collection[str] = (),
    same_code: Collection[str] = (),
    limit: int = 10,
) -> tuple[Found, ...]:
    """
    Passages by other people, close to the finding's subject, which may contradict it: to be read, never counted.

    Args:
        spoken_by: ids of the people who already support the finding; their words are left out.
        settled: segments that somebody accepted or set aside for this finding: never proposed again.
        same_code: segments that carry a code of the supporting evidence.

    Returns:
        Best first, at most three of one person.
    """
    near = nearness(aim, passages)
    rows = _open_rows(passages, near @ _WEIGHTS[:2], spoken_by, settled)
    signs = signals(aim, passages, rows, near, spoken_by=spoken_by, same_code=same_code)
    scores = [round(1 / (1 + math.exp(-score)), 4) for score in (signs @ _WEIGHTS + BIAS).tolist()]
    order = sorted(range(len(rows)), key=lambda k: (-scores[k], passages.segments[rows[k]].segment_id))
    taken: Counter[str | None] = Counter()
    found: list[Found] = []
    for k in order:
        segment = passages.segments[rows[k]]
        taken[segment.participant_id] += 1
        if taken[segment.participant_id] <= MAX_PER_PERSON:
            found.append(
                Found(segment.segment_id, scores[k], _reason(dict(zip(SIGNALS, signs[k].tolist(), strict=True))))
            )
        if len(found) == limit:
            break
    return tuple(found)


def _open_rows(
    passages: Passages,
    near: np.ndarray[tuple[int], np.dtype[np.float32]],
    spoken_by: Collection[str],
    settled: Collection[str],
) -> Sequence[int]:
    """The nearest passages that may be proposed, nearest first."""
    rows: list[int] = []
    for row in np.argsort(-near, kind="stable").tolist():
        segment = passages.segments[row]
        if segment.participant_id not in spoken_by and segment.segment_id not in settled:
            rows.append(row)
        if len(rows) == CANDIDATES:
            break
    return rows


def _reason(signs: dict[str, float]) -> str:
    """What speaks for reading the passage, in French."""
    why = (
        (signs["group"] > 0.99, "d'un groupe qui n'appuie pas ce constat"),
        (signs["same code"] > 0, "codé comme ce qui l'appuie"),
        (signs["surroundings"] > 2, "dans un échange sur le même sujet"),
        (signs["words"] > 0, "avec les mots du constat"),
        (signs["tone"] > 0.2, "sur un ton contraire"),
        (any(signs[name] > 0 for name in OPPOSING), "avec des mots qui nient ou opposent"),
    )
    told = [words for holds, words in why if holds]
    return f"Proche du sujet, {', '.join(told)}." if told else "Proche du sujet, dit par quelqu'un d'autre."
