"""
Which words are heard together: the graph of co-occurrences in segments, and the tree that holds its strongest links.

As IRaMuTeQ's *analyse de similitudes* (Flament 1962; Vergès & Bouriche 2001): two words are linked by the number of
segments that hold both; the maximum spanning tree keeps, for each word, the way to the word it is most often heard with.
"""

from __future__ import annotations

import numpy as np

from models.lexicometry import WordLink
from pipeline.lexicometry.counting import WordTable, distinct_people

MOST_WORDS = 60
FEWEST_SEGMENTS = 2  # that hold both words of a link


def similarity(table: WordTable, *, most_words: int = MOST_WORDS) -> tuple[WordLink, ...]:
    """
    Links between the words heard in most segments, the strongest first; ties go by the words' alphabetical order.

    Returns:
        Every pair heard together in `FEWEST_SEGMENTS` segments or more; `kept` marks the maximum spanning tree.
    """
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import minimum_spanning_tree

    presence = table.presence
    heard = np.asarray(presence.sum(axis=0)).ravel()
    chosen = np.sort(np.argsort(-heard, kind="stable")[:most_words])
    columns = presence[:, chosen]
    together = np.asarray((columns.T @ columns).todense())
    np.fill_diagonal(together, 0)
    together[together < FEWEST_SEGMENTS] = 0
    ties = np.linspace(0, 0.5, together.size).reshape(together.shape)  # the same tree whatever the library's order
    cost = np.where(together > 0, together.max(initial=0) + 1 - together + np.triu(ties), 0)
    tree = minimum_spanning_tree(csr_matrix(np.triu(cost))).tocoo()
    kept = set(zip(tree.row.tolist(), tree.col.tolist(), strict=True))
    by_column = columns.tocsc()
    links = []
    for first, second in zip(*np.nonzero(np.triu(together)), strict=True):
        rows = np.intersect1d(
            by_column.indices[by_column.indptr[first] : by_column.indptr[first + 1]],
            by_column.indices[by_column.indptr[second] : by_column.indptr[second + 1]],
        )
        links.append(
            WordLink(
                first=table.words[chosen[first]],
                second=table.words[chosen[second]],
                n_segments=int(together[first, second]),
                n_participants=distinct_people(table, rows.tolist()),
                kept=(int(first), int(second)) in kept,
            )
        )
    return tuple(sorted(links, key=lambda link: (-link.n_segments, link.first, link.second)))
