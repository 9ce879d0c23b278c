"""
A line of a transcript -> what may be a speaker's label, the time code beside it, and the words after.

This file only sees the shapes a label can take; whether a candidate really is a speaker depends on the whole
file and is decided in `layout.py`. Until then `whole` keeps the line as it would read if nobody were named in it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from pipeline.french import speakers
from pipeline.ingest.paragraphs import Paragraph
from pipeline.ingest.timecodes import BARE_TIME, BRACKETED_TIME, NO_TIMES, RANGE, TIME_LIKE, Times, read_times

MAX_LABEL_CHARS = 40
MAX_OPENING_CHARS = 90  # a label, and the time code after it
WORD = r"[^\W_](?:[\w'’.&°/·-]|\((?:e|s|es|rice|euse)\))*"
LABEL = rf"(?=[^\W\d_]){WORD}(?:[ ]{WORD}){{0,3}}(?:[ ]?\([^():]{{1,30}}\))?"
TIME = rf"(?:{BRACKETED_TIME.pattern}|{TIME_LIKE.pattern}|{RANGE}(?=\W|$))"
COLON = r"(?::(?!\d|//)|(?<!\d):(?!//)|：)"


class Form(StrEnum):
    """The shapes of a label, from the most to the least telling; `VOICE` is named by the format itself."""

    VOICE = "voice"
    BRACKETS = "brackets"
    COLON = "colon"
    LETTER = "letter"
    TIMED = "timed"
    TABULATED = "tabulated"
    LEAD = "lead"
    ALONE = "alone"


SHAPES = (
    (
        Form.BRACKETS,
        re.compile(rf"\[(?P<label>{LABEL})(?:\s*[,–-]?\s*(?P<within>{RANGE}))?\]\s*(?P<time>{TIME})?\s*:?(?P<text>.*)"),
    ),
    (Form.COLON, re.compile(rf"(?P<label>{LABEL})\s*(?P<time>{TIME})?\s*{COLON}(?P<text>.*)")),
    (Form.LETTER, re.compile(r"(?P<label>[QREI]\d{0,2})\s*(?:[.)/]|[-–—])\s+(?P<text>.*)")),
    (Form.TIMED, re.compile(rf"(?P<label>{LABEL})\s+(?P<time>{BRACKETED_TIME.pattern})\s*[–—-]?(?P<text>.*)")),
    (Form.TIMED, re.compile(rf"(?P<label>{LABEL})\s+(?P<time>{RANGE})(?P<text>)")),
    (Form.TABULATED, re.compile(rf"(?P<label>{LABEL})\t+(?P<text>.*)")),
)
SIGN = re.compile(r"[:：\[\t]|^[QREI]\d{0,2}\s*[.)/–—-]|\d\s?h\s?\d")
"""What every shape holds near its beginning: most paragraphs have none of it, and cost one search."""

LEAD_SHAPE = re.compile(rf"{LABEL}\s*:?")


class Line(NamedTuple):
    """
    One paragraph seen as a possible beginning of turn.

    `label` is None when the line cannot begin one. `said` are the words after the label, `whole` the words of the
    line if the label is none.
    """

    line: int
    whole: str
    label: str | None = None
    said: str = ""
    form: Form = Form.ALONE
    times: Times = NO_TIMES
    heading: bool = False

    @property
    def key(self) -> str:
        """What two spellings of the same speaker share; empty without a label."""
        return speakers.fold(self.label) if self.label else ""

    def timed(self, stamp: Line) -> Line:
        """The same line, at the time another one gives."""
        return self._replace(times=stamp.times)


def look(paragraph: Paragraph) -> Line:
    """See whether a paragraph has the shape of a turn's beginning."""
    text = paragraph.text.strip()
    if paragraph.voice is not None:
        times = Times(paragraph.start_s, paragraph.end_s)
        return Line(paragraph.line, text, paragraph.voice.strip(), text, Form.VOICE, times)
    before, rest = _time_before(text)
    shaped = _shaped(rest) or _led(paragraph, rest) or _alone(rest)
    if before and not before.bracketed and not shaped:
        before, rest = None, text
    times = read_times(before.code) if before else Times(paragraph.start_s, paragraph.end_s)
    if shaped is None:
        return Line(paragraph.line, rest, times=times, heading=paragraph.heading)
    label, said, form, code = shaped
    if code:
        times = read_times(code)
    return Line(paragraph.line, rest, label, said, form, times, paragraph.heading)


class _Before(NamedTuple):
    code: str
    bracketed: bool


class _Shaped(NamedTuple):
    label: str
    said: str
    form: Form
    code: str = ""


def _time_before(text: str) -> tuple[_Before | None, str]:
    for pattern, bracketed in ((BRACKETED_TIME, True), (BARE_TIME, False)):
        found = pattern.match(text)
        if found:
            return _Before(found[0], bracketed), text[found.end() :].lstrip(" \t–—-")
    return None, text


def _shaped(text: str) -> _Shaped | None:
    if not SIGN.search(text[:MAX_OPENING_CHARS]):
        return None
    for form, shape in SHAPES:
        found = shape.fullmatch(text)
        if found and len(found["label"]) <= MAX_LABEL_CHARS:
            parts = found.groupdict()
            code = parts.get("within") or parts.get("time") or ""
            return _Shaped(parts["label"].strip(), parts["text"].strip(), form, code)
    return None


def _led(paragraph: Paragraph, text: str) -> _Shaped | None:
    """A name set in bold, or as a heading, with the words after it or below it."""
    lead = (paragraph.lead or "").strip()
    if not lead or len(lead) > MAX_LABEL_CHARS or not text.startswith(lead) or not LEAD_SHAPE.fullmatch(lead):
        return None
    return _Shaped(lead.rstrip(" :"), text[len(lead) :].lstrip(" :\t"), Form.LEAD)


def _alone(text: str) -> _Shaped | None:
    """A role word alone on its line: `Enquêtrice`, the words below."""
    if len(text) > MAX_LABEL_CHARS:
        return None
    is_role = speakers.fold(text) in speakers.INTERVIEWER_WORDS or speakers.fold(text) in speakers.PARTICIPANT_WORDS
    return _Shaped(text, "", Form.ALONE) if is_role else None
