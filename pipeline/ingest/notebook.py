"""
The passages of field notes: what was observed, what somebody reported, what the observer made of it, as their marks say.

A mark stands between square brackets: `[observé]`, `[rapporté]`, `[rapporté par une voisine]`, `[interprétation]`. At the head of
a paragraph or within it, it holds to the paragraph's end or to the next mark, and begins a turn of its own; alone on its line,
or as a title beside titles that mark something else, it holds for every paragraph below, to the next such mark, the next title or `[fin]`. A quoted paragraph (`> `) is
reported. What nothing marks stays unmarked: it is never guessed from how it is written. Marks are not words: they are taken off.

The head (date, place, who observed) and those who reported become turns at the end, under voices that nobody codes: they pass
through the anonymisation gate like any word, and no turn above changes its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.transcript import Standing
from pipeline.french import fieldnotes
from pipeline.french.fieldnotes import OBSERVATION
from pipeline.french.speakers import INTERVIEWER_WORDS
from pipeline.ingest.paragraphs import Paragraph
from pipeline.ingest.roles import Spoken

MIN_MARKS = 2  # paragraphs that begin with a mark: beyond, a file without a head is field notes


class _Mark(NamedTuple):
    """What a mark says: how the words below stand, and who reported them."""

    standing: Standing | None = None
    reporter: str = ""


def observed(paragraphs: Sequence[Paragraph], *, indented: frozenset[int], standalone: bool) -> Iterator[Spoken]:
    """
    Passages of field notes, in order.

    Blank lines separate paragraphs; in a notebook without any, a line and the indented ones below it are one paragraph.

    Args:
        indented: line numbers that begin with white space.
        standalone: every paragraph is one by itself.
    """
    lasting = _Mark()
    titled = _titles_mark(paragraphs)
    for block in _blocks(paragraphs, indented=indented, standalone=standalone):
        text = "\n".join(paragraph.text for paragraph in block)
        if block[0].heading:
            lasting = (_mark(text) if titled else None) or _Mark()
            yield Spoken(OBSERVATION, text, block[0].line)
            continue
        alone = fieldnotes.MARK.fullmatch(text)
        mark = _read(alone) if alone else None
        if mark is not None:
            lasting = mark
            continue
        first = lasting
        if block[0].quoted and lasting.standing is not Standing.REPORTED:
            first = _Mark(Standing.REPORTED)
        yield from _passages(text, block[0].line, first)


def is_marked(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether enough paragraphs begin with a mark for the file to be field notes, whatever its name."""
    begun = (fieldnotes.MARK.match(paragraph.text) for paragraph in paragraphs)
    return sum(found is not None and _read(found) is not None for found in begun) >= MIN_MARKS


def head_turns(fields: Mapping[str, str], notes: Sequence[Spoken], *, line: int = 1) -> Iterator[Spoken]:
    """
    The head of field notes as turns under voices of their own: date, place, who observed, who reported.

    Args:
        fields: folded key -> value, as the head of the file gives them.
        notes: the passages, whose voices other than the observer's are those who reported.
    """
    reporters = ", ".join(dict.fromkeys(turn.speaker for turn in notes if turn.speaker != OBSERVATION))
    told = (
        (fieldnotes.DATE_VOICE, _field(fields, fieldnotes.DATE_KEYS)),
        (fieldnotes.PLACE_VOICE, _field(fields, fieldnotes.PLACE_KEYS)),
        (fieldnotes.OBSERVER_VOICE, _field(fields, fieldnotes.OBSERVER_KEYS) or _interviewer(fields)),
        (fieldnotes.REPORTERS_VOICE, reporters),
    )
    yield from (Spoken(voice, value, line) for voice, value in told if value)


def _field(fields: Mapping[str, str], keys: frozenset[str]) -> str:
    return ", ".join(value for key, value in fields.items() if key in keys and value)


def _interviewer(fields: Mapping[str, str]) -> str:
    """A notebook may call whoever holds it by the word for who interviews."""
    return _field(fields, frozenset(INTERVIEWER_WORDS))


def _passages(text: str, line: int, first: _Mark) -> Iterator[Spoken]:
    """The passages of one paragraph: what stands before its first mark, then what each mark begins."""
    mark, start = first, 0
    for found in fieldnotes.MARK.finditer(text):
        following = _read(found)
        if following is None:
            continue
        yield from _spoken(text[start : found.start()], line, mark)
        mark, start = following, found.end()
    yield from _spoken(text[start:], line, mark)


def _spoken(words: str, line: int, mark: _Mark) -> Iterator[Spoken]:
    words = words.strip()
    if words:
        yield Spoken(mark.reporter or OBSERVATION, words, line, standing=mark.standing)


def _titles_mark(paragraphs: Sequence[Paragraph]) -> bool:
    """Titles are marks where they say at least two things: « Observation » alone is what a whole file may be called."""
    return len({mark.standing for p in paragraphs if p.heading and (mark := _mark(p.text))}) > 1


def _read(found: re.Match[str]) -> _Mark | None:
    """What a mark says; None for any other words between brackets."""
    return _mark(found["inside"])


def _mark(words: str) -> _Mark | None:
    is_mark, standing, reporter = fieldnotes.read_mark(words)
    return _Mark(standing, reporter) if is_mark else None


def _blocks(
    paragraphs: Sequence[Paragraph], *, indented: frozenset[int], standalone: bool
) -> Iterator[Sequence[Paragraph]]:
    texts = [paragraph for paragraph in paragraphs if paragraph.text]
    blank_lines = len(texts) < len(_trimmed(paragraphs))
    block: list[Paragraph] = []
    for paragraph in paragraphs:
        begins = standalone or not paragraph.text or (not blank_lines and paragraph.line not in indented)
        apart = bool(block) and (paragraph.heading or block[0].heading or block[0].quoted is not paragraph.quoted)
        if block and (begins or apart):
            yield block
            block = []
        if paragraph.text:
            block.append(paragraph)
    if block:
        yield block


def _trimmed(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    full = [place for place, paragraph in enumerate(paragraphs) if paragraph.text]
    return paragraphs[full[0] : full[-1] + 1] if full else ()
