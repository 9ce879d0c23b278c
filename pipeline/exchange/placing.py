"""
Selections of a database (QualCoder, RQDA, Taguette) put at their place in its texts, as every reader of one needs.

Each row names the words it covers, so that each source says by itself how its positions are counted; a row whose words are
elsewhere is refused and counted, by the rank of its source and without a word of it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

from pipeline.exchange.positions import WAYS, Raw, Way, locate
from pipeline.exchange.project import ProjectSource, Span


class Selected(NamedTuple):
    """A row that selects words: the key of its source, what the tool counted, and the row itself."""

    source: Hashable
    raw: Raw
    row: dict[str, Any]


def place(
    selected: Sequence[Selected], texts: dict[Hashable, ProjectSource], *, ways: Sequence[Way] = WAYS
) -> tuple[list[tuple[Span, dict[str, Any]]], list[str]]:
    """Each row with its place, in order of sources; and what was refused, in French."""
    found: list[tuple[Span, dict[str, Any]]] = []
    left: list[str] = []
    for rank, (key, source) in enumerate(texts.items(), start=1):
        mine = [one for one in selected if one.source == key]
        placed = locate(source.text, [one.raw for one in mine], ways=ways)
        if placed.n_refused:
            left.append(
                f"Source n° {rank} : {placed.n_refused} sélection(s) sur {len(mine)} refusée(s), leurs mots ne sont pas à la "
                "place que le projet indique."
            )
        for one, span in zip(mine, placed.spans, strict=True):
            if span is not None:
                found.append((Span(source_id=source.source_id, start=span[0], end=span[1]), one.row))
    lost = sum(one.source not in texts for one in selected)
    if lost:
        left.append(
            f"{lost} sélection(s) d'une source sans texte (image, son, vidéo, source supprimée), non reprise(s)."
        )
    return found, left


def whole(value: Any) -> int:
    """A number of a database; one that is none is nowhere."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return -1


def words(value: Any) -> str:
    """Text of a database, whatever it holds there."""
    return "" if value is None else str(value)
