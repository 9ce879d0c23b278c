"""
A line of a transcript -> what may be a speaker's label, the time code beside it, and the words after.

This file only sees the shapes a label can take; whether a candidate really is a speaker depends on the whole
file and is decided in `layout.py`. Until then `whole` keeps the line as it would read if nobody were named in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from pipeline.french import speakers
from pipeline.ingest.paragraphs import Paragraph
from pipeline.ingest.timecodes import BARE_TIME, BRACKETED_TIME, NO_TIMES, RANGE, TIME_LIKE, Times, read_times

MAX_LABEL_CHARS = 40
MAX_INITIAL_CHARS = 3  # `Mme T.`, `Th.`
MAX_OPENING_CHARS = 90  # a label, and the time code after it
WORD = r"[^\W_](?:[\w'’.&°/·-]|\((?:e|s|es|rice|euse)\)){0,39}"
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
    (Form.TIMED, re.compile(rf"(?P<label>{LABEL}(?:, {LABEL})?)\s*[,|–—-]?\s+(?P<time>{TIME})\s*:?(?P<text>)")),
    (Form.TABULATED, re.compile(rf"(?P<label>{LABEL})\t+(?P<text>.*)")),
)
SIGN = re.compile(r"[:：\[\t]|^[QREI]\d{0,2}\s*[.)/–—-]|\d\s?h\s?\d")
"""What every shape holds near its beginning: most paragraphs have none of it, and cost one search."""

LONG_BLANK = re.compile(r"\s{60}")
"""No layout sets a label so far from its words; trying every place in a blank of thousands of signs would take minutes."""
MAX_LABEL_REACH = 500

STAMPED_NAME = re.compile(rf"{LABEL}(?:, {LABEL})?")
LEAD_SHAPE = re.compile(rf"{LABEL}\s*:?")


class Line(NamedTuple):
    """
    One paragraph seen as a possible beginning of turn.

    `label` is None when the line cannot begin one. `said` are the words after the label, `whole` the words of the
    line if the label is none: empty for a time code alone, which `bare` keeps when nothing but its place says it is one.
    """

    line: int
    whole: str
    label: str | None = None
    said: str = ""
    form: Form = Form.ALONE
    times: Times = NO_TIMES
    heading: bool = False
    bare: str = ""

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
    if before and not before.bracketed and not rest:
        return Line(paragraph.line, "", times=read_times(before.code), bare=text)
    shaped = _shaped(rest) or _led(paragraph, rest) or _alone(rest) or (_stamped(rest) if before else None)
    if before and not before.bracketed and not shaped:
        before, rest = None, text
    times = read_times(before.code) if before else Times(paragraph.start_s, paragraph.end_s)
    if shaped is None:
        return Line(paragraph.line, rest, times=times, heading=paragraph.heading)
    label, said, form, code = shaped
    if code:
        times = read_times(code)
    whole = text if before and not before.bracketed and form is Form.TIMED else rest
    return Line(paragraph.line, whole, label, said, form, times, paragraph.heading)


def stamp_names(lines: Sequence[Line]) -> list[Line]:
    """
    A name alone on its line beside a time code alone on its own: one beginning of turn, on two lines.

    Either may come first, as long as every pair of the file is in the same order, which two pairs must show.
    """
    pairs: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for place, (first, second) in enumerate(pairwise(lines)):
        for time_first, stamp, name in ((True, first, second), (False, second, first)):
            if not stamp.whole and stamp.times.start_s is not None and _may_be_stamped(name):
                pairs[time_first].append((place + (not time_first), place + time_first))
    chosen = max(pairs.values(), key=lambda some: (len(some), -len({lines[name_at].whole for _, name_at in some})))
    read = list(lines)
    if len(chosen) > 1:
        for stamp_at, name_at in chosen:
            name = lines[name_at]
            read[name_at] = name._replace(label=name.whole, said="", form=Form.TIMED, times=lines[stamp_at].times)
            read[stamp_at] = Line(lines[stamp_at].line, "")
    return read


def _may_be_stamped(line: Line) -> bool:
    if (line.label is not None and line.form is not Form.ALONE) or line.heading or len(line.whole) > MAX_LABEL_CHARS:
        return False
    ends_a_sentence = line.whole.endswith(".") and len(line.whole.split()[-1]) > MAX_INITIAL_CHARS
    is_usual = speakers.fold(line.whole) in speakers.NOT_SPEAKERS
    return bool(STAMPED_NAME.fullmatch(line.whole)) and not ends_a_sentence and not is_usual


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
    if not SIGN.search(text[:MAX_OPENING_CHARS]) or LONG_BLANK.search(text[:MAX_LABEL_REACH]):
        return None
    for form, shape in SHAPES:
        found = shape.fullmatch(text)
        if found and len(found["label"]) <= MAX_LABEL_CHARS:
            parts = found.groupdict()
            code = parts.get("within") or parts.get("time") or ""
            said = parts["text"].strip()
            inside = BRACKETED_TIME.match(said) if not code else None
            if inside:
                code, said = inside[0], said[inside.end() :].lstrip()
            return _Shaped(parts["label"].strip(), said, form, code)
    return None


def _led(paragraph: Paragraph, text: str) -> _Shaped | None:
    """A name set in bold, or as a heading, with the words after it or below it."""
    lead = (paragraph.lead or "").strip()
    if not lead or len(lead) > MAX_LABEL_CHARS or not text.startswith(lead) or not LEAD_SHAPE.fullmatch(lead):
        return None
    return _Shaped(lead.rstrip(" :"), text[len(lead) :].lstrip(" :\t"), Form.LEAD)


def _stamped(text: str) -> _Shaped | None:
    """A name after a time code, the words below: `[00:00:12] Marie`."""
    if len(text) > MAX_LABEL_CHARS or not STAMPED_NAME.fullmatch(text):
        return None
    return _Shaped(text, "", Form.TIMED)


def _alone(text: str) -> _Shaped | None:
    """A role word alone on its line, or a name in capitals: `Enquêtrice`, `MME D.`, the words below."""
    if len(text) > MAX_LABEL_CHARS or not text:
        return None
    if text.isupper() and STAMPED_NAME.fullmatch(text):
        return _Shaped(text, "", Form.ALONE)
    is_role = speakers.fold(text) in speakers.INTERVIEWER_WORDS or speakers.fold(text) in speakers.PARTICIPANT_WORDS
    return _Shaped(text, "", Form.ALONE) if is_role else None
