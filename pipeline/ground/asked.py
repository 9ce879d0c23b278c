"""
Who was asked about what a finding states: the interviewer's words held against the finding's.

Silence means one thing from somebody who was asked and nothing from somebody who never was. A machine sees only whether a
question and a statement speak of near things, so each question it keeps is shown, and a person's word on a question goes
before it. It refuses to call everybody asked because everybody was asked everything ("why do people not claim?").
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.french.stopwords import ELISION, STOP_WORDS

SHARED_WORDS = 0.5  # of a verbatim's telling words
STEM_LETTERS = 6

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
    (n_dims,) what was taken away. `rarity` weighs a stem by how few texts hold it; `holding` says which parts hold it:
    (n_parts, n_stems) sparse float32, each stem in the column that `stem_places` gives.
    """

    parts: tuple[tuple[str, str], ...]
    vectors: Vectors
    rarity: Mapping[str, float]
    stem_places: Mapping[str, int]
    holding: Any


def prepare_questions(parts: Sequence[tuple[str, str]], vectors: Vectors, texts: Sequence[str]) -> Questions:
    """
    Make questions ready.

    Args:
        parts: sentences of questions with the question each belongs to (`sentences_of`).
        vectors: (n_parts, n_dims) float32, rows of length 1, in the order of `parts`.
        texts: what people say, where a word's rarity is learnt along with the questions.
    """
    from scipy.sparse import csr_matrix

    counts: Counter[str] = Counter()
    held: list[tuple[int, int]] = []
    stem_places: dict[str, int] = {}
    for place, (text, _) in enumerate(parts):
        for stem in stems(text):
            held.append((place, stem_places.setdefault(stem, len(stem_places))))
            counts[stem] += 1
    for text in texts:
        counts.update(stems(text))
    n = len(parts) + len(texts)
    rarity = {stem: math.log((n + 1) / (found + 1)) for stem, found in counts.items()}
    centred = unit(vectors - vectors.mean(axis=0)) if len(vectors) else vectors
    rows, columns = zip(*held, strict=True) if held else ((), ())
    ones = np.ones(len(held), dtype=np.float32)
    holding = csr_matrix((ones, (rows, columns)), shape=(len(parts), len(stem_places)))
    return Questions(tuple(parts), centred, rarity, stem_places, holding)


def unit(rows: Vectors) -> Vectors:
    """The same rows at length 1; a row of zeros stays."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Vectors = (rows / np.maximum(length, 1e-9)).astype(np.float32)
    return scaled
