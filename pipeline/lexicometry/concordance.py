"""
A word in all its contexts, so that a figure never stands without what people said.

A star stands for any end of word (`aid*`), accents and capitals may be left out, several words are a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from models.lexicometry import WordContext
from models.transcript import Segment

CONTEXT_CHARACTERS = 80


def concordance(
    segments: Sequence[Segment],
    wanted: str,
    *,
    width: int = CONTEXT_CHARACTERS,
) -> tuple[WordContext, ...]:
    """
    Every place where a word, a beginning of word or a phrase was said, in the order of the segments.

    Args:
        wanted: as a person types it; an empty one finds nothing.
        width: characters kept on each side, within the segment.
    """
    pattern = _pattern(wanted)
    if pattern is None:
        return ()
    return tuple(
        WordContext(
            segment_id=segment.segment_id,
            turn_id=segment.turn_id,
            participant_id=segment.participant_id,
            start=segment.start + start,
            end=segment.start + end,
            before=_before(segment.text, start, width),
            word=segment.text[start:end],
            after=_after(segment.text, end, width),
        )
        for segment in segments
        for start, end in _places(segment.text, pattern)
    )


def _before(text: str, start: int, width: int) -> str:
    """At most `width` characters before a place, whole words only."""
    if start <= width:
        return text[:start]
    return text[start - width : start].partition(" ")[2]


def _after(text: str, end: int, width: int) -> str:
    if len(text) - end <= width:
        return text[end:]
    return text[end : end + width].rpartition(" ")[0]


def _pattern(wanted: str) -> re.Pattern[str] | None:
    words = [re.escape(plain(word)).replace(r"\*", r"\w*") for word in wanted.split()]
    if not any(re.search(r"\w", word.replace(r"\w*", "")) for word in words):
        return None
    phrase = r"\W+".join(words)
    return re.compile(rf"(?<!\w){phrase}(?!\w)")


def plain(text: str) -> str:
    """
    Lower case without accents, one character for each of the text's, so that positions stay true.

    A letter that would become several (œ) is left as it is.
    """
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if character == "’":
        return "'"
    base = "".join(c for c in unicodedata.normalize("NFD", character.lower()) if not unicodedata.combining(c))
    return base if len(base) == 1 else character


def _places(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(plain(text)))  # one character for one: positions stay true
