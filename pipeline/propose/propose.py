"""
What the machine suggests that a segment is about: a score, a reason in French, and nothing decided.

A code starts from its definition, or from the theme it was made of; as soon as people accept, code, reject or remove,
their decisions teach it, more and more (`learn.py`). From `TAUGHT` decisions on, a score is a chance, set right on
held-out decisions; before, it ranks and filters, and is no promise. `benchmarks/propose.py` prints how far both hold.
It refuses to bring back what somebody has already decided, and to code a whole corpus: per code, per segment and
overall, what it proposes is bounded.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.base import content_id
from models.codebook import Code
from models.coding import Decision, DecisionAction, Proposal
from models.transcript import Segment
from pipeline.propose.learn import Learnt, Taught, learn
from pipeline.propose.reasons import Known, Reasons

MIN_SCORE = 0.5
MAX_SHARE_PER_CODE = 0.10  # of the segments
MIN_PER_CODE = 3  # a small study is still offered something
MAX_CODES_PER_SEGMENT = 3
MAX_SHARE_OVERALL = 0.5  # of the segments, whatever the number of codes
PATIENCE = 4  # refusals in a row that halve what a definition or a theme is worth
TAUGHT = 5  # decisions on a code from which they alone speak; before, the definition or the theme speaks too
MIN_NEARNESS = 0.15  # centred cosine under which nothing is near a definition, however it stands out

Vectors = NDArray[np.float32]
Scores = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Weighed(NamedTuple):
    """
    Every segment against every code in use.

    `scores`, `settled`: (n_segments, n_codes), `settled` where somebody has decided; `unit`: (n_segments, n_dims) float32,
    centred, rows of length 1; `taught`: (n_codes,) whether a code has decisions enough for its scores to be chances;
    `learnt` holds the held-out forecasts, None when nothing was accepted yet.
    """

    codes: tuple[Code, ...]
    segments: tuple[Segment, ...]
    unit: Vectors
    scores: Scores
    settled: Flags
    taught: Flags
    learnt: Learnt | None
    known: tuple[Known, ...]


class _Votes(NamedTuple):
    """What people decided about one code, as segment indices; `settled` is never proposed again."""

    positive: list[int]
    negative: list[int]
    settled: set[int]


def propose(
    codes: Sequence[Code],
    segments: Sequence[Segment],
    vectors: Vectors,
    *,
    code_vectors: Mapping[str, Vectors],
    theme_members: Mapping[str, Sequence[str]],
    decisions: Sequence[Decision],
    run_id: str,
) -> tuple[Proposal, ...]:
    """
    Rank, for each code in use, the segments it may apply to and nobody has decided about.

    Args:
        segments: in the order of `vectors`.
        vectors: (n_segments, n_dims) float32, rows of length 1.
        code_vectors: code_id -> (n_dims,) float32 of length 1, from "name. definition. examples".
        theme_members: code_id -> ids of the segments of the theme it was made from.
        decisions: the current ones, of every coder; found by `segment_id`, else by the words they overlap.

    Returns:
        Best first. Nothing under `MIN_SCORE`; at most a tenth of the segments for one code (three at least), three codes
        for one segment, and one segment in two overall. What was learnt is weighed against the starting point until
        `TAUGHT` decisions; a starting point whose proposals are refused loses weight.
    """
    if not segments or not codes:
        return ()
    weighed = weigh(
        codes, segments, vectors, code_vectors=code_vectors, theme_members=theme_members, decisions=decisions
    )
    found = [
        (float(weighed.scores[n, k]), n, k)
        for k in range(len(weighed.codes))
        for n in _best(weighed.scores[:, k], weighed.settled[:, k])
    ]
    found.sort(key=lambda f: (-f[0], segments[f[1]].segment_id, weighed.codes[f[2]].code_id))
    return _written(_bounded(found, len(segments)), weighed, run_id)


def weigh(
    codes: Sequence[Code],
    segments: Sequence[Segment],
    vectors: Vectors,
    *,
    code_vectors: Mapping[str, Vectors],
    theme_members: Mapping[str, Sequence[str]],
    decisions: Sequence[Decision],
) -> Weighed:
    """Score every segment for every code in use; arguments as `propose`, one segment at least."""
    used = tuple(code for code in codes if not code.retired)
    mean = vectors.mean(axis=0)
    unit = _rows_of_length_one(vectors - mean)
    position = {segment.segment_id: n for n, segment in enumerate(segments)}
    voted = _votes(decisions, segments, position)
    votes = [voted.get(code.code_id, _Votes([], [], set())) for code in used]
    members = [sorted({position[s] for s in theme_members.get(code.code_id, ()) if s in position}) for code in used]
    aims = np.zeros((len(used), unit.shape[1]), np.float32)
    for k, code in enumerate(used):
        if members[k]:
            aims[k] = unit[members[k]].mean(axis=0)
        elif code.code_id in code_vectors:
            aims[k] = code_vectors[code.code_id] - mean
    aims = _rows_of_length_one(aims)
    near = unit @ aims.T
    learnt, column = _lesson(unit, votes, aims)
    scores = np.zeros((len(segments), len(used)))
    for k, told in enumerate(votes):
        start = _start(near[:, k].astype(np.float64), members[k], told) if aims[k].any() else None
        scores[:, k] = _mixed(start, None if k not in column else learnt.chances[:, column[k]], told)
    settled = np.zeros(scores.shape, bool)
    for k, told in enumerate(votes):
        settled[sorted(told.settled), k] = True
    known = tuple(
        Known(code, tuple(members[k]), tuple(told.positive), near[:, k] if aims[k].any() else None)
        for k, (code, told) in enumerate(zip(used, votes, strict=True))
    )
    taught = np.array([bool(t.positive) and len(t.positive) + len(t.negative) >= TAUGHT for t in votes], dtype=bool)
    return Weighed(used, tuple(segments), unit, scores, settled, taught, learnt if column else None, known)


def _rows_of_length_one(rows: Vectors) -> Vectors:
    unit: Vectors = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return unit


def _votes(decisions: Sequence[Decision], segments: Sequence[Segment], index: Mapping[str, int]) -> dict[str, _Votes]:
    by_turn: dict[str, list[int]] = defaultdict(list)
    for n, segment in enumerate(segments):
        by_turn[segment.turn_id].append(n)
    votes: dict[str, dict[int, set[bool]]] = defaultdict(lambda: defaultdict(set))
    for decision in decisions:
        if decision.action is DecisionAction.REOPEN:
            continue
        yes = decision.action in (DecisionAction.ACCEPT, DecisionAction.CODE)
        for n in _covered(decision, segments, index, by_turn):
            votes[decision.code_id][n].add(yes)
    return {code_id: _agreed(given) for code_id, given in votes.items()}


def _covered(
    decision: Decision,
    segments: Sequence[Segment],
    index: Mapping[str, int],
    by_turn: Mapping[str, Sequence[int]],
) -> list[int]:
    if decision.segment_id is not None and decision.segment_id in index:
        return [index[decision.segment_id]]
    anchor = decision.anchor
    near = by_turn.get(anchor.turn_id, ())
    return [n for n in near if segments[n].start < anchor.end and anchor.start < segments[n].end]


def _agreed(given: Mapping[int, set[bool]]) -> _Votes:
    """Segments on which coders disagree teach nothing, and are not proposed again either."""
    positive = sorted(n for n, votes in given.items() if votes == {True})
    negative = sorted(n for n, votes in given.items() if votes == {False})
    return _Votes(positive, negative, set(given))


def _lesson(unit: Vectors, votes: Sequence[_Votes], aims: Vectors) -> tuple[Learnt, dict[int, int]]:
    """What was learnt of the codes that something carries, and the column of each one of them."""
    carried = [k for k, told in enumerate(votes) if told.positive]
    positive, negative = (np.zeros((len(unit), len(carried)), bool) for _ in range(2))
    for place, k in enumerate(carried):
        positive[votes[k].positive, place] = True
        negative[votes[k].negative, place] = True
    column = {k: place for place, k in enumerate(carried)}
    if not carried:
        nothing = np.zeros(0, np.float32)
        return Learnt(np.zeros((len(unit), 0), np.float32), nothing, nothing, nothing, ""), column
    return learn(unit, Taught(positive, negative, aims[carried])), column


def _start(near: Scores, members: Sequence[int], told: _Votes) -> Scores:
    """What the definition or the theme says, less what people refused of it."""
    scores = _as_chance(near)
    scores[members] = MIN_SCORE + (1 - MIN_SCORE) * scores[members]
    return scores * _standing(scores, told)


def _as_chance(nearness: Scores) -> Scores:
    """How far a segment stands out from the corpus (robust z), read as a chance: 0.5 at 2.5 deviations; 0 when far."""
    middle = float(np.median(nearness))
    spread = max(1.4826 * float(np.median(np.abs(nearness - middle))), 1e-6)
    chance: Scores = (nearness >= MIN_NEARNESS) / (
        1 + np.exp(-np.clip(0.7 * ((nearness - middle) / spread - 2.5), -50, 50))
    )
    return chance


def _standing(scores: Scores, told: _Votes) -> float:
    """Share of what the starting point brought up that people accepted, 1 before anyone has answered."""
    right = sum(scores[n] >= MIN_SCORE for n in told.positive)
    wrong = sum(scores[n] >= MIN_SCORE for n in told.negative)
    return float((right + PATIENCE) / (right + wrong + PATIENCE))


def _mixed(start: Scores | None, chances: Vectors | None, told: _Votes) -> Scores:
    if chances is None:
        return np.zeros(1) if start is None else start
    trust = 1.0 if start is None else min(1.0, (len(told.positive) + len(told.negative)) / TAUGHT)
    mixed: Scores = np.asarray(trust * chances + (1 - trust) * (0.0 if start is None else start), np.float64)
    return mixed


def _best(scores: Scores, settled: Flags) -> list[int]:
    most = max(MIN_PER_CODE, math.floor(MAX_SHARE_PER_CODE * len(scores)))
    order = np.argsort(-scores, kind="stable")
    passing = (int(n) for n in order[: most + int(settled.sum())] if scores[n] >= MIN_SCORE)
    return [n for n in passing if not settled[n]][:most]


def _bounded(found: Sequence[tuple[float, int, int]], n_segments: int) -> list[tuple[float, int, int]]:
    most = max(MIN_PER_CODE, math.floor(MAX_SHARE_OVERALL * n_segments))
    per_segment: Counter[int] = Counter()
    kept = []
    for score, n, k in found:
        full = n not in per_segment and len(per_segment) >= most
        if full or per_segment[n] >= MAX_CODES_PER_SEGMENT:
            continue
        per_segment[n] += 1
        kept.append((score, n, k))
    return kept


def _written(kept: Sequence[tuple[float, int, int]], weighed: Weighed, run_id: str) -> tuple[Proposal, ...]:
    reasons = Reasons(weighed.segments, weighed.unit)
    told = {k: reasons.of(weighed.known[k]) for _, _, k in kept}
    return tuple(
        Proposal(
            proposal_id=content_id("proposal", run_id, weighed.segments[n].segment_id, weighed.codes[k].code_id),
            segment_id=weighed.segments[n].segment_id,
            code_id=weighed.codes[k].code_id,
            score=round(min(max(score, 0.0), 1.0), 4),
            reason=told[k].sentence(n),
            run_id=run_id,
        )
        for score, n, k in kept
    )
