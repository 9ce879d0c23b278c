"""
From one version of a transcript to the next: where each anchored passage stands once its names were replaced anew.

A correction of the anonymisation changes the words and shifts what follows them, and codings must follow. Both versions
come from the same original, so a passage goes back to its place in the original and from there into the new version. An
end that falls inside a replaced stretch is widened to the whole stretch. What is not sure is never guessed: a passage
that cannot be placed is given back as stranded, with the reason, for a person to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from models.anonymisation import AnonymisedTranscript, Replacement


class Why(StrEnum):
    """Why a passage could not follow."""

    NOT_THERE = "not there"  # its words were not at its place in the old version
    GONE = "gone"  # the new version holds no word of it
    AMBIGUOUS = "ambiguous"  # one end lies in a replaced stretch of each version, and the two do not agree
    MERGED = "merged"  # several passages of the same owner have become one


class Passage(NamedTuple):
    """
    Words at a place: code points of a turn's text, end excluded.

    `key` is the caller's, to know it again. Passages of different owners may share a place; two of the same may not:
    should they become one, that of the lowest `rank` stays.
    """

    key: str
    owner: str
    turn_no: int
    start: int
    end: int
    verbatim: str
    rank: int = 0


class Carried(NamedTuple):
    """A passage as it stands in the new version; `widened` when it had to take in a whole replaced stretch."""

    key: str
    turn_no: int
    start: int
    end: int
    verbatim: str
    widened: bool


class Carriage(NamedTuple):
    """Every passage, either carried or stranded (key and reason), each in the order they came."""

    carried: tuple[Carried, ...]
    stranded: tuple[tuple[str, Why], ...]


def carry(passages: Sequence[Passage], old: AnonymisedTranscript, new: AnonymisedTranscript) -> Carriage:
    """
    Carry passages of `old` into `new`.

    Args:
        passages: anchored in the old version's turns.
        old, new: two anonymised versions of one original, each with the map of what it replaced.

    Returns:
        Each passage once. A carried one's verbatim is exactly what stands at its place in the new version.
    """
    texts = ({t.turn_no: t.text for t in old.transcript.turns}, {t.turn_no: t.text for t in new.transcript.turns})
    maps = (_by_turn(old.replacements), _by_turn(new.replacements))
    found: list[tuple[Passage, Carried | Why]] = []
    for passage in passages:
        before, after = texts[0].get(passage.turn_no), texts[1].get(passage.turn_no)
        if before is None or before[passage.start : passage.end] != passage.verbatim or not passage.verbatim:
            found.append((passage, Why.NOT_THERE))
        elif after is None:
            found.append((passage, Why.GONE))
        else:
            stretches = tuple(one.get(passage.turn_no, []) for one in maps)
            found.append((passage, _placed(passage, stretches[0], stretches[1], after)))
    return _apart(found)


def _by_turn(replacements: Sequence[Replacement]) -> dict[int, list[Replacement]]:
    found: dict[int, list[Replacement]] = {}
    for one in sorted(replacements, key=lambda r: (r.turn_no, r.start)):
        found.setdefault(one.turn_no, []).append(one)
    return found


class _End(NamedTuple):
    """One end of a passage in the new version: how many times it was widened on the way there."""

    place: int
    widenings: int


def _placed(passage: Passage, old: Sequence[Replacement], new: Sequence[Replacement], text: str) -> Carried | Why:
    kept = _kept(old, new)
    start = _end(passage.start, old, new, kept, is_start=True)
    end = _end(passage.end, old, new, kept, is_start=False)
    if start.widenings > 1 or end.widenings > 1:
        return Why.AMBIGUOUS
    if start.place >= end.place:
        return Why.GONE
    verbatim = text[start.place : end.place]
    widened = bool(start.widenings or end.widenings)
    return Carried(passage.key, passage.turn_no, start.place, end.place, verbatim, widened)


def _kept(old: Sequence[Replacement], new: Sequence[Replacement]) -> dict[tuple[int, int], int]:
    """Stretches replaced by the same words in both versions: (start, end) in the old text -> start in the new one."""
    there = {(r.start, r.end, r.replacement): r.new_start for r in new}
    return {
        (r.new_start, r.new_end): there[r.start, r.end, r.replacement]
        for r in old
        if (r.start, r.end, r.replacement) in there
    }


def _end(
    place: int,
    old: Sequence[Replacement],
    new: Sequence[Replacement],
    kept: dict[tuple[int, int], int],
    *,
    is_start: bool,
) -> _End:
    inside = next(((a, b) for a, b in kept if a < place < b), None)
    if inside is not None:
        return _End(kept[inside] + place - inside[0], 0)
    back = _crossed(place, [(r.new_start, r.new_end, r.start, r.end) for r in old], is_start=is_start)
    forth = _crossed(back.place, [(r.start, r.end, r.new_start, r.new_end) for r in new], is_start=is_start)
    return _End(forth.place, back.widenings + forth.widenings)


def _crossed(place: int, stretches: Sequence[tuple[int, int, int, int]], *, is_start: bool) -> _End:
    """
    From one text to the other; each stretch is (start, end) here and (start, end) there, in order and apart.

    What one text holds and the other does not, at the very end of a passage, stays outside of it.
    """
    shift = 0
    for start, end, there_start, there_end in stretches:
        if start < place < end:
            return _End(there_start if is_start else there_end, 1)
        if end > place or (start == place and not is_start):
            break
        shift = there_end - end
    return _End(place + shift, 0)


def _apart(found: Sequence[tuple[Passage, Carried | Why]]) -> Carriage:
    """Where several passages of one owner became the same words, one stays there: the one that kept its own ends, if any."""
    chosen: dict[tuple[str, int, int, int], tuple[int, bool, int, int]] = {}
    for passage, result in found:
        if isinstance(result, Carried):
            here, before = _here(passage, result), _claim(passage, result)
            chosen[here] = min(before, chosen.get(here, before))
    carried: list[Carried] = []
    stranded: list[tuple[str, Why]] = []
    for passage, result in found:
        if not isinstance(result, Carried):
            stranded.append((passage.key, result))
        elif chosen[_here(passage, result)][2:] != (passage.start, passage.end):
            stranded.append((passage.key, Why.MERGED))
        else:
            carried.append(result)
    return Carriage(tuple(carried), tuple(stranded))


def _here(passage: Passage, result: Carried) -> tuple[str, int, int, int]:
    return (passage.owner, result.turn_no, result.start, result.end)


def _claim(passage: Passage, result: Carried) -> tuple[int, bool, int, int]:
    """The lowest claim to a place wins: by rank, then with its own ends, then the first."""
    return (passage.rank, result.widened, passage.start, passage.end)
