"""
Who was asked about what a finding states: the interviewer's words held against the finding's.

Silence means one thing from somebody who was asked and nothing from somebody who never was. A machine sees only whether a
question and a statement speak of near things, so each question it keeps is shown, and a person's word on a question goes
before it. It refuses to call everybody asked because everybody was asked everything ("why do people not claim?").
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.french.stopwords import ELISION, STOP_WORDS

SHARED_WORDS = 0.5  # of a verbatim's telling words
STEM_LETTERS = 6
SAME_SUBJECT = 0.38  # set on the tuned half of the planted statements (tests/planted.py)
SAME_AS_SAID = 0.5  # the same, for what supports a finding: two verbatims must be as near
MIN_SAID = 2
WORDS_WEIGHT = 0.5

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")

Vectors = NDArray[np.float32]


def introduced_by_question(question: str | None, verbatim: str) -> bool:
    """
    Tell whether the interviewer had said it first: half or more of the verbatim's telling words stand in the question.

    Words are compared by their first letters, so that "refuser" and "refusé" are one; a verbatim of which nothing telling
    is left ("oui, voilà") under a question was led by it.
    """
    if not question:
        return False
    asked, said = stems(question), stems(verbatim)
    return len(said & asked) >= SHARED_WORDS * len(said) if said else True


def stems(text: str) -> frozenset[str]:
    """The first letters of a text's telling words, lower case."""
    words = (ELISION.sub("", word) for word in _WORD.findall(text.lower()))
    return frozenset(word[:STEM_LETTERS] for word in words if len(word) > 2 and word not in STOP_WORDS)


def sentences_of(question: str) -> tuple[str, ...]:
    """
    A question's sentences that say something, and the question whole: "Et les horaires, le trajet ?" may come last of three.

    One without any telling word ("Pourquoi non ?") puts no subject of its own, and gives nothing.
    """
    parts = [part.strip() for part in _SENTENCE_END.split(question) if stems(part)]
    return tuple(dict.fromkeys([*parts, question])) if parts else ()


class Questions(NamedTuple):
    """
    Every question of a study, made ready to be held against many findings.

    `parts`: (text, the question it belongs to); `vectors`: (n_parts, n_dims) float32, centred, rows of length 1; `centre`
    (n_dims,) what was taken away. `rarity` weighs a stem by how few texts hold it; `holding`: the parts that hold it.
    """

    parts: tuple[tuple[str, str], ...]
    vectors: Vectors
    rarity: Mapping[str, float]
    holding: Mapping[str, tuple[int, ...]]


def prepare_questions(parts: Sequence[tuple[str, str]], vectors: Vectors, texts: Sequence[str]) -> Questions:
    """
    Make questions ready.

    Args:
        parts: sentences of questions with the question each belongs to (`sentences_of`).
        vectors: (n_parts, n_dims) float32, rows of length 1, in the order of `parts`.
        texts: what people say, where a word's rarity is learnt along with the questions.
    """
    counts: Counter[str] = Counter()
    holding: dict[str, list[int]] = defaultdict(list)
    for place, (text, _) in enumerate(parts):
        for stem in stems(text):
            holding[stem].append(place)
            counts[stem] += 1
    for text in texts:
        counts.update(stems(text))
    n = len(parts) + len(texts)
    rarity = {stem: math.log((n + 1) / (found + 1)) for stem, found in counts.items()}
    centred = unit(vectors - vectors.mean(axis=0)) if len(vectors) else vectors
    return Questions(tuple(parts), centred, rarity, {stem: tuple(at) for stem, at in holding.items()})


def questions_asked(
    questions: Questions,
    subject: Sequence[str],
    subject_vectors: Vectors,
    *,
    centre: Vectors,
    said: Sequence[str] = (),
    said_vectors: Vectors | None = None,
) -> dict[str, float]:
    """
    Questions that put a finding's subject to somebody, with how near they are.

    Near in meaning (cosine, what all texts share taken away) and in words (share of the subject's telling words, the rare
    ones weighing more), to what the finding states or to two verbatims that support it: "honte" may stand in those only.
    Both thresholds were set on the invented corpus, where it is known who was asked what.

    Args:
        subject: what the finding states, and the names of its codes.
        subject_vectors: (n_subject, n_dims) float32, rows of length 1.
        centre: (n_dims,) float32, the mean of the corpus' vectors.
        said: the verbatims that support it, and `said_vectors` (n_said, n_dims) float32, rows of length 1.
    """
    if not questions.parts or not len(subject):
        return {}
    best = _nearness(questions, subject, subject_vectors, centre).max(axis=1)
    kept = best >= SAME_SUBJECT
    if said_vectors is not None and len(said) >= MIN_SAID:
        near_said = np.sort(_nearness(questions, said, said_vectors, centre), axis=1)[:, -MIN_SAID]
        kept |= near_said >= SAME_AS_SAID
        best = np.maximum(best, near_said)
    found: dict[str, float] = {}
    for place in np.flatnonzero(kept):
        question = questions.parts[int(place)][1]
        found[question] = max(found.get(question, 0.0), round(float(best[place]), 4))
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _nearness(questions: Questions, texts: Sequence[str], vectors: Vectors, centre: Vectors) -> Vectors:
    """(n_parts, n_texts): how near each part of a question is to each text."""
    meaning = questions.vectors @ unit(vectors - centre).T
    words = np.stack([_shared(questions, text) for text in texts], axis=1)
    near: Vectors = (meaning + WORDS_WEIGHT * words).astype(np.float32)
    return near


def _shared(questions: Questions, text: str) -> Vectors:
    wanted = stems(text)
    unheard = max(questions.rarity.values(), default=1.0)
    weights = {stem: questions.rarity.get(stem, unheard) for stem in wanted}
    total = sum(weights.values()) or 1.0
    shared = np.zeros(len(questions.parts), dtype=np.float32)
    for stem, weight in weights.items():
        for place in questions.holding.get(stem, ()):
            shared[place] += weight / total
    return shared


def unit(rows: Vectors) -> Vectors:
    """The same rows at length 1; a row of zeros stays."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Vectors = (rows / np.maximum(length, 1e-9)).astype(np.float32)
    return scaled
