"""
A turn cut into words that know their place, their folded form and whether their capital means anything.

Half of what tells a name from a word is the capital, and in text from speech recognition there is none. Each turn
is therefore read under a judgement of its transcript: do capitals carry meaning here (`Casing`)?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from pipeline.french.lists import fold

_WORD = re.compile(r"[^\W\d_]+")
_BOUNDARY = re.compile(r"[.!?…:;\n«»\"“”()\[\]–—|]|^\s*$")
_JOINT = re.compile(r"[ \u00a0]?[-‐‑](?:[ \u00a0]|[ \t]*\r?\n[ \t]*)?|['’]|[ \u00a0\u202f]+|[ \t]*\r?\n[ \t]*")
MIN_CAPITAL_SHARE = 0.008  # below, a transcript of more than a few words has lost its capitals
MAX_UPPER_SHARE = 0.6  # above, the transcript shouts and capitals say nothing either


class Casing(StrEnum):
    """Whether capitals tell names in a transcript."""

    KEPT = "kept"
    LOST = "lost"


class Word(NamedTuple):
    """
    One run of letters.

    `capital`: its first letter is upper case and that means something here. `opening`: it begins a sentence, so
    that its capital may be due to that alone.
    """

    start: int
    end: int
    text: str
    folded: str
    capital: bool
    opening: bool


class Line(NamedTuple):
    """A turn's text and its words; the unit every detector works on."""

    text: str
    words: tuple[Word, ...]
    casing: Casing = Casing.KEPT

    def between(self, left: int, right: int) -> str:
        """What stands between two words, by their index."""
        return self.text[self.words[left].end : self.words[right].start]

    def joined(self, left: int) -> bool:
        """Whether word `left` and the next one may belong to one name: a blank, a hyphen, a line end between."""
        return left + 1 < len(self.words) and _JOINT.fullmatch(self.between(left, left + 1)) is not None

    def folded(self, at: int) -> str:
        """Folded word at an index, "" outside the turn."""
        return self.words[at].folded if 0 <= at < len(self.words) else ""


def judge_casing(texts: Iterable[str]) -> Casing:
    """Judge a whole transcript by the share of its words that begin with a capital, or are capitals throughout."""
    words = [word for text in texts for word in _WORD.findall(text)]
    if not words:
        return Casing.LOST
    capitals = sum(word[0].isupper() for word in words)
    shouted = sum(word.isupper() and len(word) > 1 for word in words)
    if shouted > MAX_UPPER_SHARE * len(words) or capitals < MIN_CAPITAL_SHARE * len(words):
        return Casing.LOST
    return Casing.KEPT


def read_line(text: str, casing: Casing) -> Line:
    """Words of a turn's text under the judgement made of its transcript."""
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        opening = not words or _BOUNDARY.search(text, end, start) is not None
        capital = casing is Casing.KEPT and word[0].isupper()
        words.append(Word(start, match.end(), word, fold(word), capital, opening))
        end = match.end()
    return Line(text, tuple(words), casing)


class Phrases:
    """Phrases of one or more folded words, found in a line at their first word; the longest wins."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Phrases in any case, hyphens and apostrophes as blanks or not."""
        self._phrases = tuple(phrases)

    @cached_property
    def _by_first(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        by_first: dict[str, set[tuple[str, ...]]] = {}
        for phrase in self._phrases:
            words = tuple(_WORD.findall(fold(phrase)))
            if len("".join(words)) > 1:  # "M6" is left with its letter: that is nothing to look for
                by_first.setdefault(words[0], set()).add(words)
        return {first: tuple(sorted(of, key=len, reverse=True)) for first, of in by_first.items()}

    def length_at(self, line: Line, at: int) -> int:
        """How many words of the line, from index `at`, make one of the phrases; 0 when none does."""
        for phrase in self._by_first.get(line.words[at].folded, ()):
            if len(phrase) == 1:
                return 1
            if _follows(line, at, phrase):
                return len(phrase)
        return 0


def _follows(line: Line, at: int, phrase: Sequence[str]) -> bool:
    if at + len(phrase) > len(line.words):
        return False
    if any(line.words[at + k].folded != word for k, word in enumerate(phrase)):
        return False
    return all(line.joined(at + k) for k in range(len(phrase) - 1))
