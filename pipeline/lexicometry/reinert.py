"""
Classes of segments that share a vocabulary: Reinert's descending classification, as Alceste, IRaMuTeQ and rainette do.

The largest class is cut in two, again and again, each side with the words it kept (`splitting.py`). It refuses crumbs: a
few segments cut off from all the others make no class, they are set aside with what could not be classified, and shown.
Words of a class are ranked by the chi-squared of their presence in its segments, and a class names how many people are in
it: one talkative person is not a class of discourse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.lexicometry import Classification, ClassSplit, LexicalClass, WordWeight
from pipeline.lexicometry.counting import WordTable, distinct_people
from pipeline.lexicometry.splitting import Indices, cut_in_two

MOST_CLASSES = 10
SEGMENTS_PER_CLASS = 30  # of an average class, from which the number of classes is proposed
FEWEST_MEMBERS = 5
FEWEST_SHARE = 0.03  # of the segments, in a class
SIGNIFICANT = 3.84  # chi-squared, one degree of freedom, p < .05
MOST_WORDS = 40
REPRESENTATIVES = 5
HUGE_CLASS = 0.6  # of the classified segments, above which the classification says little
SMALL_CORPUS = 100  # segments


class _Part(NamedTuple):
    """A class being made: its segments, the words left to it, and whether it can still be cut."""

    rows: Indices
    columns: Indices
    whole: bool = False


class _Made(NamedTuple):
    """A cut that was made: where, and how strong."""

    place: int
    chi_squared: float


def reinert(table: WordTable, *, n_classes: int | None = None) -> Classification:
    """
    Classify segments by their words.

    Args:
        table: every segment that may be classified, with at least two distinct words somewhere.
        n_classes: most classes wanted; None proposes a number from the size of the corpus.

    Returns:
        Classes numbered as the tree draws them, left to right. None at all when the corpus cannot be cut.
    """
    presence = table.presence
    n_segments = presence.shape[0]
    most = n_classes or max(2, min(MOST_CLASSES, n_segments // SEGMENTS_PER_CLASS))
    fewest = max(FEWEST_MEMBERS, int(FEWEST_SHARE * n_segments))
    parts, made = _descend(presence, most, fewest)
    if len(parts) < 2:
        return Classification(classes=(), splits=(), unclassified=table.segment_ids, reading=_too_little(n_segments))
    classified = np.concatenate([part.rows for part in parts])
    classes = tuple(
        _lexical_class(number, part.rows, classified, table, presence) for number, part in enumerate(parts, start=1)
    )
    left_out = np.setdiff1d(np.arange(n_segments), classified)
    return Classification(
        classes=classes,
        splits=_splits(made),
        unclassified=tuple(table.segment_ids[row] for row in left_out),
        reading=_reading(classes, len(left_out), n_segments),
    )


def _descend(presence: Any, most: int, fewest: int) -> tuple[list[_Part], list[_Made]]:
    parts = [_Part(np.arange(presence.shape[0]), np.arange(presence.shape[1]))]
    made: list[_Made] = []
    while len(parts) < most:
        place = max(
            (p for p in range(len(parts)) if not parts[p].whole), key=lambda p: len(parts[p].rows), default=None
        )
        if place is None:
            break
        part = parts[place]
        cut = cut_in_two(presence[part.rows][:, part.columns]) if len(part.rows) >= 2 * fewest else None
        if cut is None:
            parts[place] = part._replace(whole=True)
            continue
        if min(map(len, cut.rows)) < fewest:
            larger = 0 if len(cut.rows[0]) >= len(cut.rows[1]) else 1
            parts[place] = _Part(part.rows[cut.rows[larger]], part.columns[cut.columns[larger]])
            continue
        parts[place : place + 1] = [
            _Part(part.rows[rows], part.columns[columns]) for rows, columns in zip(cut.rows, cut.columns, strict=True)
        ]
        made.append(_Made(place, cut.chi_squared))
    return parts, made


def _splits(made: Sequence[_Made]) -> tuple[ClassSplit, ...]:
    """Each cut with the final classes on its two sides."""
    spans = [[0]]  # first cuts of which each present class is made, replayed
    history: list[tuple[int, int, float]] = []
    order: list[int] = [0]
    for number, cut in enumerate(made, start=1):
        here = order[cut.place]
        order[cut.place : cut.place + 1] = [here, number]
        history.append((here, number, cut.chi_squared))
        spans.append([number])
    members = {node: {node} for node in order}
    splits: list[ClassSplit] = []
    place_of = {node: place + 1 for place, node in enumerate(order)}
    for left, right, chi_squared in reversed(history):
        splits.append(
            ClassSplit(
                left=tuple(sorted(place_of[node] for node in members[left])),
                right=tuple(sorted(place_of[node] for node in members[right])),
                chi_squared=round(chi_squared, 4),
            )
        )
        members[left] = members[left] | members[right]
    return tuple(reversed(splits))


def _lexical_class(number: int, rows: Indices, classified: Indices, table: WordTable, presence: Any) -> LexicalClass:
    inside, everywhere = _sums(presence[rows]), _sums(presence[classified])
    chi = signed_chi_squared(inside, everywhere, len(rows), len(classified))
    order = np.argsort(-chi, kind="stable")
    over = [int(column) for column in order[:MOST_WORDS] if chi[column] >= SIGNIFICANT]
    under = [int(column) for column in order[::-1][:MOST_WORDS] if chi[column] <= -SIGNIFICANT]
    columns = presence.tocsc()

    def weight(column: int) -> WordWeight:
        holding = columns.indices[columns.indptr[column] : columns.indptr[column + 1]]
        return WordWeight(
            word=table.words[column],
            weight=round(float(chi[column]), 4),
            n_inside=int(inside[column]),
            n_total=int(everywhere[column]),
            n_participants=distinct_people(table, np.intersect1d(holding, rows).tolist()),
        )

    return LexicalClass(
        number=number,
        segment_ids=tuple(table.segment_ids[row] for row in np.sort(rows)),
        n_participants=distinct_people(table, rows.tolist()),
        share=round(len(rows) / len(classified), 4),
        words=tuple(weight(column) for column in over),
        absent=tuple(weight(column) for column in under),
        representatives=_representatives(rows, chi, table, presence),
    )


def _sums(presence: Any) -> NDArray[np.float64]:
    summed: NDArray[np.float64] = np.asarray(presence.sum(axis=0), dtype=np.float64).ravel()
    return summed


def signed_chi_squared(
    inside: NDArray[np.float64], everywhere: NDArray[np.float64], n_inside: int, n_total: int
) -> NDArray[np.float64]:
    """
    Chi-squared (1 degree of freedom, uncorrected) of each word's presence in a class; negative where it is avoided.

    Args:
        inside: segments of the class that hold each word; `everywhere`: of the corpus.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = everywhere * n_inside / n_total
        variance = expected * (1 - everywhere / n_total) * (1 - n_inside / n_total)
        chi = np.where(variance > 0, (inside - expected) ** 2 / variance, 0.0)
    signed: NDArray[np.float64] = np.sign(inside - expected) * chi
    return signed


def _representatives(rows: Indices, chi: NDArray[np.float64], table: WordTable, presence: Any) -> tuple[str, ...]:
    """Segments whose words weigh most for the class, each from somebody else while there are others."""
    score = presence[rows] @ np.maximum(chi, 0)
    order = [int(rows[place]) for place in np.argsort(-score, kind="stable")]
    chosen: list[int] = []
    heard: set[str | None] = set()
    for row in order:
        if table.people[row] not in heard:
            chosen.append(row)
            heard.add(table.people[row])
    chosen += [row for row in order if row not in chosen]
    return tuple(table.segment_ids[row] for row in chosen[:REPRESENTATIVES])


def _too_little(n_segments: int) -> str:
    return (
        f"{n_segments} extraits : trop peu de vocabulaire commun pour une classification. "
        "Cherchez plutôt un mot et lisez ses contextes."
    )


def _reading(classes: Sequence[LexicalClass], n_left_out: int, n_segments: int) -> str:
    parts = [f"{len(classes)} classes, {n_segments - n_left_out} extraits classés sur {n_segments}."]
    largest = max(classes, key=lambda one: one.share)
    if largest.share > HUGE_CLASS:
        parts.append(
            f"La classe {largest.number} en tient {largest.share:.0%} : le vocabulaire est trop homogène, "
            "ou quelques extraits très à part ont fait les autres classes. Lisez avant de conclure.".replace("%", " %")
        )
    if n_segments < SMALL_CORPUS:
        parts.append("C'est un petit corpus : une classification se défend à partir d'une centaine d'extraits.")
    alone = [str(one.number) for one in classes if one.n_participants == 1]
    if alone:
        parts.append(f"Une seule personne fait la classe {', '.join(alone)}.")
    return " ".join(parts)
