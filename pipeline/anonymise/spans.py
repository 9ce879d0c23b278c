"""
What one detector found in one turn, and how the findings of all detectors become one list without overlaps.

The merge is the only place where detectors meet. It loses no letter that any detector wanted masked: where two
finds overlap, the stronger keeps its whole stretch and the weaker keeps what sticks out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from models.anonymisation import MentionAction, MentionKind
from pipeline.french.lists import fold
from pipeline.french.whereabouts import OWN_ARTICLES


class Found(NamedTuple):
    """
    A stretch of a turn and why it may identify someone.

    `start`, `end`: code points, end excluded. `rank` settles overlaps, the smaller wins. `sort` says, in the
    words of a pseudonym, what an organisation or a place is ("établissement scolaire").
    """

    start: int
    end: int
    kind: MentionKind
    detector: str
    score: float = 1.0
    rank: int = 50
    action: MentionAction = MentionAction.MASK
    sort: str | None = None


class Merged(NamedTuple):
    """A stretch that stands alone after the merge, with every detector that saw something there."""

    start: int
    end: int
    kind: MentionKind
    action: MentionAction
    score: float
    detectors: tuple[str, ...]
    sort: str | None


# Precedence, smallest first: what has a form or a check digit, then addresses, then what a cue announced,
# then establishments, then lists, then the recogniser alone.
EXACT, ADDRESS, DATE, CUED_PERSON, ORGANISATION, CUED_PLACE, LISTED_PERSON, KNOWN, LISTED_PLACE, RECOGNISED = range(
    10, 110, 10
)


def merge(found: Iterable[Found], text: str) -> tuple[Merged, ...]:
    """
    One list of stretches, in reading order and without overlaps.

    A mask beats a flag; then the smaller rank wins; then the longer; then the earlier. Finds of one kind that
    overlap become one. What remains of a loser outside the winner is kept if it holds a letter or a digit.
    """
    kept: list[Merged] = []
    order = sorted(
        (_widened(one, text) for one in agreed(found)),
        key=lambda f: (f.action is not MentionAction.MASK, f.rank, f.start - f.end, f.start),
    )
    for one in order:
        _place(one, text, kept)
    return tuple(sorted(kept, key=lambda m: m.start))


def agreed(found: Iterable[Found]) -> list[Found]:
    """Finds of one turn, where a doubt that two detectors have of the same word is none any more."""
    finds = list(found)
    doubts = [f for f in finds if f.action is MentionAction.FLAG]
    return [
        one._replace(action=MentionAction.MASK)
        if one.action is MentionAction.FLAG and any(_same_doubt(one, other) for other in doubts)
        else one
        for one in finds
    ]


def _same_doubt(one: Found, other: Found) -> bool:
    overlap = one.start < other.end and other.start < one.end
    apart = one.detector.partition(":")[0] != other.detector.partition(":")[0]
    return overlap and apart and one.kind == other.kind


def _widened(one: Found, text: str) -> Found:
    """A person's name with what is glued to it by a low line, a digit, a hyphen: "P3_Fatou", "Jean-Do" are one mention."""
    start, end = one.start, one.end
    while one.kind is MentionKind.PERSON and start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    if one.kind is MentionKind.PERSON and text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
        end += 2
        while end < len(text) and text[end].isalpha():
            end += 1
    return one._replace(start=start, end=end)


def _place(one: Found, text: str, kept: list[Merged]) -> None:
    """Add `one` to `kept`: joined to what it agrees with, or cut to what is still free."""
    if _completed(one, kept):
        return
    free = [(one.start, one.end)]
    for at, other in enumerate(kept):
        if other.end <= one.start or one.end <= other.start:
            continue
        kept[at] = other._replace(
            detectors=tuple(dict.fromkeys((*other.detectors, one.detector))),
            score=max(other.score, one.score) if other.kind == one.kind else other.score,
            sort=other.sort or (one.sort if other.kind == one.kind else None),
        )
        free = [piece for start, end in free for piece in _outside(start, end, other.start, other.end)]
    for start, end in free:
        start, end = _trim(text, start, end)
        left = start < end and (start, end) != (one.start, one.end) and fold(text[start:end]) in OWN_ARTICLES
        if start < end and not left:  # "la" of "la puce", when "puce" is somebody
            kept.append(Merged(start, end, one.kind, one.action, one.score, (one.detector,), one.sort))


def _completed(one: Found, kept: list[Merged]) -> bool:
    """Whether a find that holds one kept name, and no other, was taken in as the whole of it ("Bébé Ziegler")."""
    over = [at for at, other in enumerate(kept) if one.start < other.end and other.start < one.end]
    if len(over) != 1 or one.kind is not MentionKind.PERSON:
        return False
    other = kept[over[0]]
    inside = one.start <= other.start and other.end <= one.end and other.kind is one.kind
    if not inside or one.action is not other.action:
        return False
    kept[over[0]] = other._replace(
        start=one.start,
        end=one.end,
        detectors=tuple(dict.fromkeys((*other.detectors, one.detector))),
        score=max(other.score, one.score),
    )
    return True


def _outside(start: int, end: int, other_start: int, other_end: int) -> list[tuple[int, int]]:
    """Parts of [start, end) that lie outside [other_start, other_end)."""
    pieces = [(start, min(end, other_start)), (max(start, other_end), end)]
    return [(a, b) for a, b in pieces if a < b]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink to the first and last letter or digit."""
    while start < end and not text[start].isalnum() and text[start] not in "@+":
        start += 1
    while start < end and not text[end - 1].isalnum() and text[end - 1] != ".":
        end -= 1
    if start < end and text[end - 1] == "." and not (end - start >= 2 and text[end - 2].isupper()):
        end -= 1
    return start, end
