"""
The passages most likely to contradict or nuance a finding, from other people, to be read and answered one by one.

No encoder tells agreement from contradiction (on hard negatives every one we measured is below chance): nearness finds
the subject, then what is near is ordered by what French speakers do when they do not agree: deny, oppose, hand the duty
back, praise what is complained of. Groups that do not support the finding come first. Nothing found here is ever counted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from models.transcript import Segment
from pipeline.french.contrast import DENIAL, DUTY, OPPOSITION, REFUSAL, leaning
from pipeline.ground.asked import Vectors, stems, unit

MAX_PER_PERSON = 3  # so that nobody fills the list
CANDIDATES = 400  # nearest passages that are read for their turns of phrase

# Weights set by search on the tuned half of the planted statements (tests/planted.py); they sum to TOTAL.
NEAR_ALL, NEAR_STATEMENT, NEAR_QUESTION = 0.5, 0.5, 0.25
SHARED_WORDS, SHARED_QUESTION = 1.0, 0.25
OTHER_GROUP, OTHER_LEANING, TURN_OF_PHRASE, SAME_CODE = 0.3, 0.3, 0.2, 0.3
TOTAL = 3.6


class Aim(NamedTuple):
    """
    What a finding states and what supports it.

    `statement_vector` (n_dims,), `evidence_vectors` (n_evidence, n_dims): float32, rows of length 1; there may be no evidence.
    """

    statement: str
    evidence: tuple[str, ...]
    statement_vector: Vectors
    evidence_vectors: Vectors


class Passages(NamedTuple):
    """
    Every passage of a study, made ready to be held against many findings.

    `vectors`: (n_segments, n_dims) float32, centred, rows of length 1. `questions`: (n_questions, n_dims), the same, for the
    distinct questions; `question_of`: (n_segments,) row of `questions`, -1 where nothing was asked before.
    """

    segments: tuple[Segment, ...]
    groups: tuple[str | None, ...]
    vectors: Vectors
    centre: Vectors
    questions: Vectors
    question_centre: Vectors
    question_of: np.ndarray[tuple[int], np.dtype[np.intp]]
    rarity: Mapping[str, float]


class Found(NamedTuple):
    """A passage, how likely it is to oppose the finding (a rank more than a chance), and why it is proposed, in French."""

    segment_id: str
    score: float
    reason: str


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
        segments: the study's segments, in the order of `vectors` (n_segments, n_dims) float32, rows of length 1.
        groups: each participant's group.
        question_vectors: (n_dims,) float32 of length 1 for each question that has one.
    """
    place = {question: row for row, question in enumerate(question_vectors)}
    asked = np.array([place.get(s.question or "", -1) for s in segments], dtype=np.intp)
    rows = np.array(list(question_vectors.values()), dtype=np.float32).reshape(-1, vectors.shape[1])
    centre = vectors.mean(axis=0)
    question_centre = rows.mean(axis=0) if len(rows) else centre
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update(stems(segment.text))
    rarity = {stem: math.log((len(segments) + 1) / (n + 0.5)) for stem, n in counts.items()}
    return Passages(
        segments=tuple(segments),
        groups=tuple(groups.get(s.participant_id or "") for s in segments),
        vectors=unit(vectors - centre),
        centre=centre,
        questions=unit(rows - question_centre),
        question_centre=question_centre,
        question_of=asked,
        rarity=rarity,
    )


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
    nearness = _nearness(aim, passages)
    near = np.argsort(-nearness, kind="stable")
    open_ones = [
        int(n)
        for n in near[: CANDIDATES + len(settled)]
        if passages.segments[n].participant_id not in spoken_by and passages.segments[n].segment_id not in settled
    ]
    supporting = {g for g, s in zip(passages.groups, passages.segments, strict=True) if s.participant_id in spoken_by}
    words, leans = _telling(aim, passages.rarity), _leaning_of(aim)
    scored = [
        _scored(passages, n, float(nearness[n]), words, leans, supporting=supporting, same_code=same_code)
        for n in open_ones
    ]
    order = sorted(range(len(scored)), key=lambda k: (-scored[k].score, scored[k].segment_id))
    return _few_of_each([(scored[k], passages.segments[open_ones[k]].participant_id) for k in order], limit)


def _nearness(aim: Aim, passages: Passages) -> Vectors:
    """How near each passage, and the question before it, is to what is stated and to what supports it."""
    own = unit((aim.statement_vector - passages.centre)[None, :])[0]
    cited = unit(aim.evidence_vectors.reshape(-1, own.shape[0]) - passages.centre)
    whole = unit((own + cited.mean(axis=0))[None, :])[0] if len(cited) else own
    nearness: Vectors = passages.vectors @ (NEAR_ALL * whole + NEAR_STATEMENT * own)
    if len(passages.questions):
        asked = passages.questions @ unit((aim.statement_vector - passages.question_centre)[None, :])[0]
        before = np.where(passages.question_of >= 0, asked[passages.question_of], 0.0)
        nearness = nearness + NEAR_QUESTION * np.maximum(before, 0.0).astype(np.float32)
    return nearness


def _telling(aim: Aim, rarity: Mapping[str, float]) -> dict[str, float]:
    """The statement's telling words, and those that come back in what supports it; the weights sum to 1."""
    counts = Counter(dict.fromkeys(stems(aim.statement), 2))
    for text in aim.evidence:
        counts.update(stems(text))
    weights = {stem: n * rarity.get(stem, 0.0) for stem, n in counts.items() if n > 1}
    total = sum(weights.values()) or 1.0
    return {stem: weight / total for stem, weight in weights.items()}


def _leaning_of(aim: Aim) -> float:
    said = [leaning(text) for text in aim.evidence]
    whole = leaning(aim.statement) + (sum(said) / len(said) if said else 0.0)
    return float(np.sign(whole))


def _scored(
    passages: Passages,
    n: int,
    nearness: float,
    words: Mapping[str, float],
    leans: float,
    *,
    supporting: Collection[str | None],
    same_code: Collection[str],
) -> Found:
    segment, group = passages.segments[n], passages.groups[n]
    asked = stems(segment.question) if segment.question else frozenset()
    shared = sum(weight for stem, weight in words.items() if stem in stems(segment.text))
    shared_by_question = sum(weight for stem, weight in words.items() if stem in asked)
    apart = -leans * leaning(segment.text)
    phrase = _turn_of_phrase(segment.text)
    elsewhere, coded = group is not None and group not in supporting, segment.segment_id in same_code
    score = (
        nearness
        + SHARED_WORDS * shared
        + SHARED_QUESTION * shared_by_question
        + OTHER_GROUP * elsewhere
        + OTHER_LEANING * apart
        + TURN_OF_PHRASE * phrase
        + SAME_CODE * coded
    )
    why = (
        (elsewhere, "d'un groupe qui n'appuie pas ce constat"),
        (coded, "codé comme ce qui l'appuie"),
        (shared_by_question > 0, "en réponse à une question sur ce sujet"),
        (apart > 0.2, "sur un ton contraire"),
        (phrase > 0, "avec des mots qui nient ou opposent"),
    )
    told = [words for holds, words in why if holds]
    reason = f"Proche du sujet, {', '.join(told)}." if told else "Proche du sujet, dit par quelqu'un d'autre."
    return Found(segment.segment_id, round(min(1.0, max(0.0, score / TOTAL)), 4), reason)


def _turn_of_phrase(text: str) -> float:
    """In [0, 1]: denial, opposition, refusal and duty, each kind once."""
    weights = ((DENIAL, 0.4), (OPPOSITION, 0.4), (REFUSAL, 0.5), (DUTY, 0.6))
    return min(1.0, sum(weight for pattern, weight in weights if pattern.search(text)))


def _few_of_each(ordered: Sequence[tuple[Found, str | None]], limit: int) -> tuple[Found, ...]:
    taken: Counter[str | None] = Counter()
    kept: list[Found] = []
    for found, person in ordered:
        taken[person] += 1
        if taken[person] <= MAX_PER_PERSON:
            kept.append(found)
        if len(kept) == limit:
            break
    return tuple(kept)
