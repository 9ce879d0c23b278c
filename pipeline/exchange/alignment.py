"""
A project's text and the turns that were read from it: which words of a turn stand for which selection of the text.

Reading takes speakers' names, time codes and stage directions away and puts accents and spaces right, so positions in the
text are not those in a turn. Signs are matched in order, blanks aside; a turn is looked for whole, then word by word. What is
not found has no place: a selection is followed only by words that stand in both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

WINDOW = 4_000  # how far a turn's next word is looked for


class Part(NamedTuple):
    """The words of one turn that a selection covers: the turn's rank in the sequence, and code points of its text."""

    turn: int
    start: int
    end: int


class _Sign(NamedTuple):
    sign: str
    start: int
    end: int


class Alignment:
    """Each sign of each turn with its place in the project's text, where it was found."""

    def __init__(self, text: str, turns: Sequence[str]) -> None:
        """Match `turns`, in their order, with `text`."""
        self._text, self._turns = text, turns
        signs = _signs(text)
        stream = "".join(one.sign for one in signs)
        self._found: list[list[tuple[_Sign, _Sign]]] = []
        cursor = 0
        for turn in turns:
            pairs, cursor = _match(_signs(turn), signs, stream, cursor)
            self._found.append(pairs)

    def parts(self, start: int, end: int) -> tuple[Part, ...]:
        """Where the words of a selection stand in the turns; empty when none of them was read as anybody's."""
        made = []
        for rank, pairs in enumerate(self._found):
            if not pairs or pairs[-1][1].end <= start or pairs[0][1].start >= end:
                continue
            inside = [(mine, theirs) for mine, theirs in pairs if start <= theirs.start and theirs.end <= end]
            if inside:
                first, last = inside[0], inside[-1]
                before = self._text[start : first[1].start]
                after = self._text[last[1].end : end]
                made.append(self._with_blanks(rank, first[0].start, last[0].end, before, after))
        return tuple(made)

    def _with_blanks(self, rank: int, start: int, end: int, before: str, after: str) -> Part:
        """Blanks that the selection took in at its ends, as far as the turn has them too."""
        turn = self._turns[rank]
        n_before = len(before) - len(before.rstrip())
        n_after = len(after) - len(after.lstrip())
        while n_before and start and turn[start - 1].isspace():
            start, n_before = start - 1, n_before - 1
        while n_after and turn[end : end + 1].isspace():
            end, n_after = end + 1, n_after - 1
        return Part(rank, start, end)


def _match(
    turn: Sequence[_Sign], signs: Sequence[_Sign], stream: str, cursor: int
) -> tuple[list[tuple[_Sign, _Sign]], int]:
    """Pairs of signs (of the turn, of the text), and where the next turn is to be looked for."""
    words = "".join(one.sign for one in turn)
    at = stream.find(words, cursor) if words else -1
    if at >= 0:
        return list(zip(turn, signs[at : at + len(turn)], strict=True)), at + len(turn)
    pairs: list[tuple[_Sign, _Sign]] = []
    for first, last in _words_of(turn):
        word = words[first:last]
        at = stream.find(word, cursor, cursor + WINDOW)
        if at >= 0:
            pairs += zip(turn[first:last], signs[at : at + len(word)], strict=True)
            cursor = at + len(word)
    return pairs, cursor


def _words_of(turn: Sequence[_Sign]) -> list[tuple[int, int]]:
    """Runs of signs that touch in the turn."""
    runs: list[tuple[int, int]] = []
    for n, one in enumerate(turn):
        if runs and turn[n - 1].end == one.start:
            runs[-1] = (runs[-1][0], n + 1)
        else:
            runs.append((n, n + 1))
    return runs


def _signs(text: str) -> list[_Sign]:
    """Composed signs with where each stands, without blanks and what cannot be seen."""
    made: list[_Sign] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for sign in unicodedata.normalize("NFC", text[start:end]):
            if not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc"):
                made.append(_Sign("-" if sign == "\u2011" else sign, start, end))
        start = end
    return made
