"""The questions that linking leaves open, as the review shows them: two of its entities that may be one, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from pipeline.anonymise.link import Likely
from pipeline.flow.found import ReviewedEntity


class Pair(NamedTuple):
    """Two entities of the review that may be one; `why` is "short", "sound", "letter" or "namesake"."""

    one: ReviewedEntity
    other: ReviewedEntity
    why: str
    source_id: str


def pairs_to_settle(
    likely: Iterable[Likely], entities: Sequence[ReviewedEntity], apart: Collection[frozenset[str]] = ()
) -> tuple[Pair, ...]:
    """
    The pairs that are still a question, each once, in the order of the queue.

    Args:
        likely: as `read_likely` gives them.
        entities: of the review, merged ones gone already: a pair one of whose two is gone is settled.
        apart: pairs of keys said to be two.
    """
    by_key = {entity.key: entity for entity in entities}
    order = {key: place for place, key in enumerate(by_key)}
    open_pairs = {
        frozenset((pair.key, pair.other)): Pair(by_key[pair.key], by_key[pair.other], pair.why, pair.source_id)
        for pair in likely
        if pair.key in by_key and pair.other in by_key
        if frozenset((pair.key, pair.other)) not in apart
        if by_key[pair.key].verdict is None or by_key[pair.other].verdict is None
    }
    return tuple(sorted(open_pairs.values(), key=lambda pair: (order[pair.one.key], order[pair.other.key])))
