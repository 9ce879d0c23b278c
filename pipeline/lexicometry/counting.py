"""
Segments -> the table that textual statistics starts from: one row per segment, one column per word.

Words are those of `french.terms`: grammar, fillers and names left out, singular and plural as one, shown as people said
them. It refuses nothing: a segment without a word keeps an empty row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from models.transcript import Segment
from pipeline.french.terms import find_terms


class WordTable(NamedTuple):
    """
    Occurrences of words.

    `counts`: (n_segments, n_words) int64, scipy CSR; `words`: what to show for each column; `people`: who said each row,
    None when unknown.
    """

    counts: Any
    words: tuple[str, ...]
    people: tuple[str | None, ...]
    segment_ids: tuple[str, ...]

    @property
    def presence(self) -> Any:
        """Whether each word stands in each segment: same shape, 0 or 1."""
        present = self.counts.copy()
        present.data = np.ones_like(present.data)
        return present


def count_words(segments: Sequence[Segment]) -> WordTable:
    """
    The word table of these segments.

    Returns:
        Words in alphabetical order of their keys, so that the same corpus always gives the same columns.
    """
    from scipy.sparse import csr_matrix

    said_by = [segment.participant_id or segment.turn_id for segment in segments]
    terms = find_terms([segment.text for segment in segments], said_by, pairs=False)
    column = {key: place for place, key in enumerate(sorted(terms.surfaces))}
    rows, columns, values = [], [], []
    for row, keys in enumerate(terms.of_texts):
        for key, times in Counter(keys).items():
            rows.append(row)
            columns.append(column[key])
            values.append(times)
    counts = csr_matrix((np.array(values, dtype=np.int64), (rows, columns)), shape=(len(segments), len(column)))
    counts.sort_indices()
    shown = tuple(terms.surfaces[key] for key in column)
    people = tuple(segment.participant_id for segment in segments)
    return WordTable(counts, shown, people, tuple(segment.segment_id for segment in segments))


def people_of_words(table: WordTable) -> tuple[int, ...]:
    """How many known people said each word, in the order of `words`."""
    said: list[set[str]] = [set() for _ in table.words]
    present = table.counts.tocoo()
    for row, column in zip(present.row.tolist(), present.col.tolist(), strict=True):
        if (person := table.people[row]) is not None:
            said[column].add(person)
    return tuple(map(len, said))


def distinct_people(table: WordTable, rows: Sequence[int]) -> int:
    """How many known people said these rows."""
    return len({table.people[row] for row in rows} - {None})
