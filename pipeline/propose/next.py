"""
What to read next: the segments whose answer would teach the codes most, each unlike the others, with the reason in French.

A segment teaches when the machine hesitates about it, between two codes or between yes and no, and when it stands for others
that nobody has read; one that stands alone, or beside one just chosen, teaches little. Before anything is learnt, the
segments that stand for most others come first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.propose.propose import Weighed

CANDIDATES = 400  # most hesitated about, looked at one by one
NEIGHBOURS = 600  # unread segments among which it is seen how many a candidate stands for
SHARPNESS = 4.0  # of the nearness to them
WORTH_NAMING = 0.1  # chance under which a code is not named as a doubt
ALONE = 0.25  # what a segment that stands for nobody keeps of its worth

Scores = NDArray[np.float64]


class ToRead(NamedTuple):
    """One segment to read, and why: `doubts` are the ids of the codes it would settle, the likeliest first."""

    segment_id: str
    why: str
    doubts: tuple[str, ...]


def next_to_read(weighed: Weighed, *, limit: int = 10) -> tuple[ToRead, ...]:
    """The unread segments (nobody has decided anything about them) to read first, best first."""
    unread = np.flatnonzero(~weighed.settled.any(axis=1))
    if not len(unread) or limit < 1:
        return ()
    doubt = _doubt(weighed.scores[unread])
    most = np.argsort(-doubt, kind="stable")[:CANDIDATES]
    candidates, doubt = unread[most], doubt[most]
    unit = weighed.unit[candidates].astype(np.float64)
    stands_for = _stands_for(unit, weighed.unit[_spaced(unread)].astype(np.float64))
    worth = (0.05 + doubt) * (ALONE + (1 - ALONE) * stands_for)
    return tuple(
        _told(weighed, int(candidates[n]), float(doubt[n]), float(stands_for[n])) for n in _apart(worth, unit, limit)
    )


def _doubt(scores: Scores) -> Scores:
    """0 to 1 per segment: how little the likeliest code stands above the next one, or above "none" where it is unlikely."""
    if scores.shape[1] == 0:
        return np.zeros(len(scores))
    best = np.sort(scores, axis=1)
    first = best[:, -1]
    second = best[:, -2] if scores.shape[1] > 1 else 1 - first
    nearest: Scores = np.maximum(second, 0.5 * (1 - first))
    return np.clip(1 - (first - nearest), 0, 1) * (first > 0)


def _spaced(unread: NDArray[np.intp]) -> NDArray[np.intp]:
    spaced: NDArray[np.intp] = unread[np.linspace(0, len(unread) - 1, min(NEIGHBOURS, len(unread))).astype(int)]
    return spaced


def _stands_for(unit: Scores, others: Scores) -> Scores:
    """0 to 1 per candidate: how many unread segments are near it, beside the candidate that has most."""
    crowd = np.exp(SHARPNESS * (unit @ others.T)).mean(axis=1)
    spread = crowd - crowd.min()
    share: Scores = spread / max(float(spread.max()), 1e-9)
    return share


def _apart(worth: Scores, unit: Scores, limit: int) -> list[int]:
    """The most worth, one after the other, each losing what it has in common with those already taken."""
    left, taken = worth.copy(), []
    for _ in range(min(limit, len(worth))):
        n = int(np.argmax(left))
        taken.append(n)
        left *= 1 - np.clip(unit @ unit[n], 0, 1)
        left[n] = -1
    return taken


def _told(weighed: Weighed, n: int, doubt: float, stands_for: float) -> ToRead:
    order = np.argsort(-weighed.scores[n], kind="stable")[:2]
    likely = [int(k) for k in order if weighed.scores[n, k] >= WORTH_NAMING]
    named = " et ".join(f"« {weighed.codes[k].path} »" for k in likely)
    if len(likely) == 2:
        why = f"Hésitation entre {named}"
    elif likely and doubt >= 0.5:
        why = f"Hésitation : {named}, ou aucun code"
    else:
        why = "Aucun code connu ne s'impose"
    crowd = " ; beaucoup d'extraits non lus lui ressemblent" if stands_for >= 0.5 else ""
    return ToRead(weighed.segments[n].segment_id, f"{why}{crowd}.", tuple(weighed.codes[k].code_id for k in likely))
