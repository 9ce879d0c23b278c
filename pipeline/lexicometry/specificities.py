"""
Words that a group, a territory or a wave says more, or less, than chance would have it.

Source: Lafon 1980, *Sur la variabilité de la fréquence des formes dans un corpus*, Mots 1, 127-165: occurrences follow a
hypergeometric law. The score is the order of magnitude of the probability, as TXM, Lexico and IRaMuTeQ print it. A score
grows with how much one person talks, so each word also says how many people of the group used it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.lexicometry import GroupWords, WordWeight
from pipeline.french.lists import fold
from pipeline.lexicometry.counting import WordTable, distinct_people

BANAL = 2.0  # absolute score under which a difference is no difference (p > .01)
MOST_WORDS = 40
HIGHEST = 1000.0  # a probability too small to be told from nothing


def specificities(table: WordTable, parts: Sequence[str | None]) -> tuple[GroupWords, ...]:
    """
    Words of each part, the most telling first.

    Args:
        parts: the part each row belongs to, in the table's order; None rows are left out of the corpus.

    Returns:
        One per part, in alphabetical order; none when there are fewer than two parts.
    """
    names = sorted({part for part in parts if part is not None}, key=fold)
    if len(names) < 2:
        return ()
    rows = {name: [row for row, part in enumerate(parts) if part == name] for name in names}
    by_part = np.array([np.asarray(table.counts[rows[name]].sum(axis=0)).ravel() for name in names])
    scores = specificity_scores(by_part)
    return tuple(
        GroupWords(
            part=name,
            n_participants=distinct_people(table, rows[name]),
            n_words=int(by_part[place].sum()),
            over=_ranked(table, rows[name], by_part, scores[place], place, sign=1),
            under=_ranked(table, rows[name], by_part, scores[place], place, sign=-1),
        )
        for place, name in enumerate(names)
    )


def specificity_scores(by_part: NDArray[np.int64]) -> NDArray[np.float64]:
    """
    Lafon's score of each word in each part.

    Args:
        by_part: (n_parts, n_words) occurrences; the parts make the whole corpus.

    Returns:
        (n_parts, n_words): -log10 P(X >= f) where the word is as frequent as expected or more, log10 P(X <= f) where less.
    """
    from scipy.stats import hypergeom

    frequency, size, total = by_part.sum(axis=0)[None, :], by_part.sum(axis=1)[:, None], int(by_part.sum())
    over = by_part >= frequency * size / total
    with np.errstate(divide="ignore"):
        above = -hypergeom.logsf(by_part - 1, total, frequency, size)
        below = hypergeom.logcdf(by_part, total, frequency, size)
    scores: NDArray[np.float64] = np.clip(np.where(over, above, below) / np.log(10), -HIGHEST, HIGHEST)
    return scores


def _ranked(
    table: WordTable,
    rows: Sequence[int],
    by_part: NDArray[np.int64],
    scores: NDArray[np.float64],
    place: int,
    *,
    sign: int,
) -> tuple[WordWeight, ...]:
    order = np.argsort(-sign * scores, kind="stable")[:MOST_WORDS]
    chosen = [int(column) for column in order if sign * scores[column] >= BANAL]
    said = table.counts[list(rows)].tocsc()

    def people(column: int) -> int:
        return distinct_people(table, [rows[r] for r in said.indices[said.indptr[column] : said.indptr[column + 1]]])

    return tuple(
        WordWeight(
            word=table.words[column],
            weight=round(float(scores[column]), 4),
            n_inside=int(by_part[place, column]),
            n_total=int(by_part[:, column].sum()),
            n_participants=people(column),
        )
        for column in chosen
    )
