"""
What every reader gives to the layout parser: paragraphs in order, with what the file alone knows of them.

Text is put right once, here at the door, so that everything after counts the same characters: NFC, one kind of
line end, ordinary spaces in place of the no-break ones French typography uses (search and name lists would miss
`M. Durand` otherwise), no invisible character. Nothing that can be heard or read is removed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from models.transcript import TurnEvent

LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\v\f]")
NO_BREAK_SPACES = re.compile("[\u00a0\u202f\u2007\u2009\u200a]")
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]")
C1_CONTROLS = re.compile("[\x80-\x9f]")
MAX_LINES_TOLD = 8


class Paragraph(NamedTuple):
    """
    A line of a text file, a paragraph of a document, or a cue of captions.

    `line` counts from 1 and is what a warning names. `lead` is the emphasised beginning of `text` (bold, heading),
    None when there is none; `heading` marks a section's title. `voice` is the speaker that the format itself names.
    Times are seconds. `events` are what the format gives beside the words, at a place in `text`.
    `quoted`: the format sets it apart as somebody else's words (`> ` in Markdown).
    """

    text: str
    line: int
    lead: str | None = None
    voice: str | None = None
    start_s: float | None = None
    end_s: float | None = None
    heading: bool = False
    events: tuple[TurnEvent, ...] = ()
    quoted: bool = False


class Described(NamedTuple):
    """A speaker as the head of a file describes them: the word for their role, and attributes that name nobody."""

    speaker: str
    role: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


class Reading(NamedTuple):
    """
    A file read, before anyone is recognised in it.

    `standalone`: each paragraph is one by itself (a document), where a text file needs a blank line between two.
    `aside`: words that the document holds outside its body (footnotes), nobody's speech.
    `described`: the speakers, where the file has a head that tells of them.
    `turns_given`: the format knows turns; otherwise the utterances of one voice in a row are one turn.
    """

    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[str, ...] = ()
    standalone: bool = False
    aside: tuple[Paragraph, ...] = ()
    language: str = "fr"
    described: tuple[Described, ...] = ()
    turns_given: bool = False


def clean(text: str) -> str:
    """
    The same words in NFC, with `\\n` line ends, ordinary spaces and no invisible character.

    A character of U+0080-U+009F is a Windows byte kept as it was (0x92 for an apostrophe): it becomes what it meant.
    """
    if text.isprintable() and "\u2011" not in text:  # no control, no break, no odd space: most paragraphs
        return unicodedata.normalize("NFC", text)
    text = C1_CONTROLS.sub(_windows_character, text)
    text = NO_BREAK_SPACES.sub(" ", LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text).replace("\u2011", "-"))


def _windows_character(found: re.Match[str]) -> str:
    return bytes([ord(found[0])]).decode("cp1252", "ignore")


def lines_of(text: str) -> tuple[Paragraph, ...]:
    """One paragraph per line of an already clean text, blank ones included: they separate."""
    return tuple(Paragraph(line.strip(), number) for number, line in enumerate(text.split("\n"), start=1))


def told(lines: Iterable[int]) -> str:
    """Line numbers as a warning gives them: the first few, then how many more."""
    numbers = sorted(set(lines))
    shown = ", ".join(str(number) for number in numbers[:MAX_LINES_TOLD])
    more = len(numbers) - MAX_LINES_TOLD
    word = "lignes" if len(numbers) > 1 else "ligne"
    return f"{word} {shown}" + (f" et {more} autre(s)" if more > 0 else "")
