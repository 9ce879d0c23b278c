"""
Which questions put a finding's subject: every question of the study held against every finding, many at a time.

Near in meaning and in words, to what the finding states or to what supports it. One finding goes the same way as ten thousand
and gets the same answer: what is near is told roughly by one product of matrices, then measured pair by pair. It refuses to
keep all nearnesses at once: a large study has thousands of millions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.ground.asked import Questions, Vectors, stems, unit

SAME_SUBJECT = 0.38  # set on the tuned half of the planted statements (tests/planted.py)
SAME_AS_SAID = 0.5  # the same, for what supports a finding: two verbatims must be as near
MIN_SAID = 2
WORDS_WEIGHT = 0.5
MARGIN = 1e-3  # what a product of matrices may be wrong by, many times over
TEXTS_AT_ONCE, PARTS_AT_ONCE = 1_024, 4_096

Places = NDArray[np.int64]


class Subject(NamedTuple):
    """
    What a finding speaks of: `stated` (its statement, its codes' names) and `said` (the verbatims that support it).

    Each is a list of rows of the texts that `questions_asked` is given.
    """

    stated: tuple[int, ...]
    said: tuple[int, ...] = ()


def questions_asked(
    questions: Questions, subjects: Sequence[Subject], texts: Sequence[str], vectors: Vectors, *, centre: Vectors
) -> tuple[dict[str, float], ...]:
    """
    Questions that put each subject to somebody, with how near they are, nearest first.

    Near in meaning (cosine, what all texts share taken away) and in words (share of the subject's telling words, the rare
    ones weighing more), to what the finding states or to two verbatims that support it: "honte" may stand in those only.
    Both thresholds were set on the invented corpus, where it is known who was asked what.

    Args:
        texts: what the subjects name by its row.
        vectors: (n_texts, n_dims) float32, rows of length 1, in the order of `texts`.
        centre: (n_dims,) float32, the mean of the corpus' vectors.
    """
    if not questions.parts:
        return tuple({} for _ in subjects)
    found: list[dict[str, float]] = []
    for batch in _batches(subjects):
        rows = sorted({row for one in batch for row in (*one.stated, *one.said)})
        place = {row: column for column, row in enumerate(rows)}
        near = _near(questions, [texts[row] for row in rows], unit(vectors[rows] - centre))
        for one in batch:
            stated, said = ([near[place[row]] for row in those] for those in (one.stated, one.said))
            found.append(_kept(questions, stated, said))
    return tuple(found)


def _batches(subjects: Sequence[Subject]) -> Iterator[list[Subject]]:
    batch: list[Subject] = []
    n_texts = 0
    for one in subjects:
        batch.append(one)
        n_texts += len(one.stated) + len(one.said)
        if n_texts >= TEXTS_AT_ONCE:
            yield batch
            batch, n_texts = [], 0
    if batch:
        yield batch


def _kept(
    questions: Questions, stated: list[tuple[Places, Vectors]], said: list[tuple[Places, Vectors]]
) -> dict[str, float]:
    """Parts near one thing stated, or near two things said; each question by its nearest part."""
    best: dict[int, float] = {}
    for places, nearness in stated:
        for part, near in zip(places.tolist(), nearness.tolist(), strict=True):
            best[part] = max(best.get(part, near), near)
    near_said: dict[int, list[float]] = {}
    for places, nearness in said:
        for part, near in zip(places.tolist(), nearness.tolist(), strict=True):
            near_said.setdefault(part, []).append(near)
    for part, several in near_said.items():
        second = sorted(several)[-MIN_SAID] if len(several) >= MIN_SAID else -1.0
        if second >= SAME_AS_SAID or part in best:
            best[part] = max(best.get(part, second), second)
    found: dict[str, float] = {}
    for part, near in best.items():
        question = questions.parts[part][1]
        found[question] = max(found.get(question, 0.0), round(near, 4))
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _near(questions: Questions, texts: Sequence[str], vectors: Vectors) -> list[tuple[Places, Vectors]]:
    """For each text, the parts at `SAME_SUBJECT` or nearer, in order, and how near each is."""
    words = _words(questions, texts)
    parts, columns, near = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0, np.float32)]
    for first in range(0, len(questions.parts), PARTS_AT_ONCE):
        own = questions.vectors[first : first + PARTS_AT_ONCE]
        rough = own @ vectors.T
        shared = words[first : first + PARTS_AT_ONCE].tocoo()
        rough[shared.row, shared.col] += WORDS_WEIGHT * shared.data
        row, column = np.divmod(np.flatnonzero(rough >= SAME_SUBJECT - MARGIN), rough.shape[1])
        if not row.size:
            continue
        exact = np.einsum("ij,ij->i", own[row], vectors[column])
        exact += WORDS_WEIGHT * np.asarray(words[first + row, column], dtype=np.float32).ravel()
        kept = exact >= SAME_SUBJECT
        parts.append(first + row[kept])
        columns.append(column[kept])
        near.append(exact[kept])
    return _by_column(np.concatenate(parts), np.concatenate(columns), np.concatenate(near), len(texts))


def _by_column(parts: Places, columns: Places, near: Vectors, n: int) -> list[tuple[Places, Vectors]]:
    order = np.argsort(columns, kind="stable")
    ends = np.searchsorted(columns[order], np.arange(1, n))
    return list(zip(np.split(parts[order], ends), np.split(near[order], ends), strict=True))


def _words(questions: Questions, texts: Sequence[str]) -> Any:
    """(n_parts, n_texts) sparse float32: the share of each text's telling words that a part holds, weighed by rarity."""
    from scipy.sparse import csr_matrix

    unheard = max(questions.rarity.values(), default=1.0)
    rows, columns, shares = [], [], []
    for column, text in enumerate(texts):
        weights = {stem: questions.rarity.get(stem, unheard) for stem in sorted(stems(text))}
        total = sum(weights.values()) or 1.0
        for stem, weight in weights.items():
            if stem in questions.stem_places:
                rows.append(questions.stem_places[stem])
                columns.append(column)
                shares.append(weight / total)
    weighed = csr_matrix(
        (np.array(shares, dtype=np.float32), (rows, columns)), shape=(len(questions.stem_places), len(texts))
    )
    return (questions.holding @ weighed).tocsr()
