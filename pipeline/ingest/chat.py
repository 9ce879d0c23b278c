"""
CHAT (.cha, CLAN) -> utterances: main lines with their voices and times, headers that describe the speakers.

A line that begins with a tab goes on with the one above. Lines `%sit`, `%act`, `%com` say what happens and become events;
the other `%` lines are analysis (`%mor`, `%pho`) and are counted, not read. Old files without tabs or `@ID` are read
the same way. Codes inside a line are the matter of `chat_codes.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.transcript import EventKind
from pipeline.errors import UnreadableSource
from pipeline.french.oral import MEDIA_ROLES, attribute, event_kind
from pipeline.french.speakers import fold
from pipeline.ingest.chat_codes import BULLET, TIME, read_line
from pipeline.ingest.decode import decode
from pipeline.ingest.heard import Heard
from pipeline.ingest.paragraphs import Described, Paragraph, Reading, clean, told

MAIN = re.compile(r"\*(?P<code>[^\s:]{1,60}):\s?(?P<text>.*)", re.DOTALL)
DEPENDENT = re.compile(r"%(?P<tier>x?[a-z]{2,10}):\s?(?P<text>.*)", re.DOTALL)
HEADER = re.compile(r"@(?P<name>[^:\t\n]{1,60}):\s?(?P<text>.*)", re.DOTALL)
LEGACY_BULLET = "{~}"
REMARK_TIERS = frozenset({"sit", "act", "com", "exp", "par", "gpx", "add", "int"})
SECTIONS = frozenset({"g", "bg"})
ID_FIELDS = ("language", "corpus", "code", "age", "sex", "group", "ses", "role", "education", "custom")
KEPT_FIELDS = ("age", "sex", "education")
LANGUAGES = {"fra": "fr", "fre": "fr", "eng": "en", "spa": "es", "deu": "de", "ita": "it", "por": "pt", "nld": "nl"}


class _Line(NamedTuple):
    number: int
    text: str


def read_chat(content: bytes) -> Reading:
    """
    Utterances of a .cha; `@G` sections as titles.

    Raises:
        UnreadableSource: not text, or without any main line.
    """
    text, warnings = _decoded(content)
    lines = tuple(_lines(text))
    paragraphs: list[Paragraph] = []
    left_out: Counter[str] = Counter()
    odd: list[int] = []
    for line in lines:
        main, dependent = MAIN.fullmatch(line.text), DEPENDENT.fullmatch(line.text)
        header = HEADER.fullmatch(line.text)
        if main:
            paragraphs.append(_utterance(main["code"], main["text"], line.number))
        elif dependent:
            if dependent["tier"] in REMARK_TIERS:
                paragraphs.append(_remark(dependent["text"], line.number))
            else:
                left_out[dependent["tier"]] += 1
        elif header:
            if fold(header["name"]) in SECTIONS and header["text"].strip():
                paragraphs.append(Paragraph(" ".join(clean(header["text"]).split()), line.number, heading=True))
        elif not line.text.startswith("@") and line.text.strip():
            odd.append(line.number)
            paragraphs.append(_utterance("", line.text, line.number))
    if not any(paragraph.voice for paragraph in paragraphs):
        raise UnreadableSource("cette transcription CHAT ne contient aucune ligne de parole (« *ABC: ») ; vérifiez-la.")
    found = [*warnings]
    if left_out:
        found.append(
            f"{sum(left_out.values())} ligne(s) d'analyse (« %mor », « %pho »…) ne sont pas reprises : personne ne les dit."
        )
    if odd:
        found.append(f"Ni parole, ni en-tête, ni remarque ({told(odd)}) : gardé comme parole de personne.")
    return Reading(tuple(paragraphs), tuple(found), language=_language(lines), described=tuple(_described(lines)))


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Clean text in which the bytes 0x15 around times, which `clean` would drop, are `BULLET`."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        text, warnings = decode(content.replace(b"\x15", LEGACY_BULLET.encode()))
        return text.replace(LEGACY_BULLET, BULLET), warnings
    return decode(content.replace(b"\x15", BULLET.encode()))


def _lines(text: str) -> Iterator[_Line]:
    """Lines with those that continue them: a tab, or nothing that begins a line of CHAT."""
    number, held = 0, ""
    for place, line in enumerate(text.split("\n"), start=1):
        if line.startswith(("\t", " ")) and held:
            held += f" {line.strip()}"
            continue
        if held:
            yield _Line(number, held)
        number, held = place, line.rstrip()
    if held:
        yield _Line(number, held)


def _utterance(code: str, text: str, number: int) -> Paragraph:
    times = [(int(found["start"]) / 1000, int(found["end"]) / 1000) for found in TIME.finditer(text)]
    heard = Heard(clean(code).strip() or None, number, times[0][0] if times else None, times[-1][1] if times else None)
    read_line(heard, TIME.sub(" ", text).replace(BULLET, " "))
    return heard.closed()


def _remark(text: str, number: int) -> Paragraph:
    heard = Heard(None, number)
    remark = TIME.sub(" ", text).replace(BULLET, " ")
    heard.note(remark, event_kind(remark, EventKind.COMMENT))
    return heard.closed()


def _headers(lines: Sequence[_Line], name: str) -> Iterator[str]:
    for line in lines:
        header = HEADER.fullmatch(line.text)
        if header and fold(header["name"]) == name:
            yield header["text"].strip()


def _language(lines: Sequence[_Line]) -> str:
    for written in _headers(lines, "languages"):
        for code in re.split(r"[,\s]+", written.casefold()):
            if code in LANGUAGES or code in LANGUAGES.values():
                return LANGUAGES.get(code, code)
    return "fr"


def _described(lines: Sequence[_Line]) -> Iterator[Described]:
    """Role of each speaker from `@Participants`, age, sex and studies from `@ID`; never a name nor a place."""
    attributes = {}
    for written in _headers(lines, "id"):
        fields = dict(zip(ID_FIELDS, (field.strip() for field in written.split("|")), strict=False))
        pairs = (pair for field in KEPT_FIELDS for pair in attribute(field, fields.get(field, "")))
        attributes[fields.get("code", "")] = tuple(pairs)
    for written in _headers(lines, "participants"):
        for one in written.split(","):
            words = one.split()
            if not words:
                continue
            role = words[-1].replace("_", " ") if len(words) > 1 else ""
            shown = "groupe" if fold(role) in MEDIA_ROLES else role
            yield Described(clean(words[0]), shown, attributes.get(words[0], ()))
