"""
Why somebody has not one pseudonym: so that a figure of linking does not blame linking for what was never found.

"unfound": marked twice or more, found once or never; it says nothing of linking and is not counted there. "pieces": one
mention was found in two. "kinds": a person here, a place there. "parted": found whole and of one kind, and taken for two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from models.anonymisation import MentionKind

REASONS = ("unfound", "parted", "kinds", "pieces")


class Met(Protocol):
    """What was found: whom it mentions, "" when that is not said, and its kind."""

    @property
    def key(self) -> str:
        """Whom it mentions."""

    @property
    def label(self) -> MentionKind:
        """Its kind."""


class Marked(Protocol):
    """A mark, whether it was wholly found (doubts included), and what overlaps it."""

    @property
    def doubted(self) -> bool:
        """Wholly masked once doubts are."""

    @property
    def found(self) -> Sequence[Met]:
        """What overlaps it."""


def unlinked(entities: Iterable[Sequence[Marked]]) -> tuple[tuple[str, int], ...]:
    """Each reason with the number of entities, each being its marks; the first that holds of pieces, kinds, parted."""
    counts = Counter(reason for marks in entities if (reason := _reason(marks)))
    return tuple((reason, counts[reason]) for reason in REASONS)


def _reason(marks: Sequence[Marked]) -> str:
    found = [some for mark in marks if mark.doubted and (some := [one for one in mark.found if one.key])]
    if len(found) < 2:
        return "unfound" if len(marks) > 1 else ""
    if len({one.key for some in found for one in some}) == 1:
        return ""
    if any(len({one.key for one in some}) > 1 for some in found):
        return "pieces"
    return "kinds" if len({one.label for some in found for one in some}) > 1 else "parted"
