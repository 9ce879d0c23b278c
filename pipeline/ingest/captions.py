"""
Captions and speech recognisers' output (.srt, .vtt, Whisper .json) -> cues, then turns.

A cue is what fits on a screen, often half a sentence: it is no turn. Cues of one voice are joined until the voice
changes; where no voice is named, a long silence after a finished sentence begins a new turn, so that a turn can be
read and its time found. A badly formed cue costs its time code, never its words.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.errors import UnreadableSource
from pipeline.ingest.decode import decode
from pipeline.ingest.layout import Parsed, parse
from pipeline.ingest.paragraphs import Paragraph, Reading, clean, told
from pipeline.ingest.roles import Spoken

TIMING = re.compile(
    r"(?P<start>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-+>\s*(?P<end>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?P<rest>.*)"
)
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<voice>[^<>\n]{0,200})>")
MARKUP = re.compile(r"</?(?:(?:[bicuv]|ruby|rt|lang|font)(?=[\s.>/])[^<>]*|\d\d:[\d:.,]+)>|\{\\[^{}]*\}", re.IGNORECASE)
NOT_A_CUE = ("NOTE", "STYLE", "REGION", "WEBVTT")
SENTENCE_END = re.compile(r"[.?!…][»”\"')\]]*\s*$")
SILENCE_S = 2.0
MAX_SECONDS = 10_000_000
LONG_TURN_WORDS = 250


class _Block(NamedTuple):
    line: int
    lines: tuple[str, ...]


def read_srt(content: bytes) -> Reading:
    """Cues of a SubRip file. Raises `UnreadableSource` when it holds no cue."""
    return _read_captions(content, web=False)


def read_vtt(content: bytes) -> Reading:
    """Cues of a WebVTT file, with the voices it names. Raises `UnreadableSource` when it holds no cue."""
    return _read_captions(content, web=True)


def read_whisper(content: bytes) -> Reading:
    """
    Segments of Whisper's, whisper-timestamped's, WhisperX's or whisper.cpp's JSON, with the voices it names.

    Raises:
        UnreadableSource: not JSON, or without segments.
    """
    text, warnings = decode(content)
    try:
        told_by_recogniser = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise UnreadableSource("le fichier JSON est abîmé ; exportez à nouveau la transcription.") from fault
    if isinstance(told_by_recogniser, list):
        told_by_recogniser = {"segments": told_by_recogniser}
    if not isinstance(told_by_recogniser, Mapping):
        raise UnreadableSource("ce JSON n'est pas une transcription de Whisper ; exportez-la en .srt ou .txt.")
    segments = told_by_recogniser.get("segments") or told_by_recogniser.get("transcription") or []
    if not isinstance(segments, list):
        raise UnreadableSource("ce JSON n'est pas une transcription de Whisper ; exportez-la en .srt ou .txt.")
    cues = tuple(cue for number, one in enumerate(segments, start=1) for cue in _segment(one, number) if cue.text)
    if not cues:
        raise UnreadableSource("cette transcription JSON ne contient aucune parole ; exportez-la à nouveau.")
    language = told_by_recogniser.get("language")
    return Reading(cues, warnings, language=language if isinstance(language, str) and language else "fr")


def _segment(segment: Mapping[str, Any], number: int) -> Iterator[Paragraph]:
    """A segment, cut where the words of it have another voice."""
    if not isinstance(segment, Mapping):
        raise UnreadableSource("ce JSON n'est pas une transcription de Whisper ; exportez-la en .srt ou .txt.")
    offsets = segment.get("offsets")
    offsets = offsets if isinstance(offsets, Mapping) else {}
    start, end = segment.get("start"), segment.get("end")
    if start is None and offsets:
        start, end = (_seconds(offsets.get(edge), scale=1000) for edge in ("from", "to"))
    text = " ".join(clean(str(segment.get("text") or "")).split())
    by_voice = _by_voice(segment.get("words"), text, number)
    if by_voice:
        yield from by_voice
        return
    yield Paragraph(text, number, voice=_named(segment.get("speaker")), start_s=_seconds(start), end_s=_seconds(end))


def _named(voice: object) -> str | None:
    return clean(voice) if isinstance(voice, str) and voice.strip() else None


def _by_voice(words: object, text: str, number: int) -> list[Paragraph]:
    """
    Stretches of a segment by the voice of their words, as diarisation gives it word by word.

    Nothing when all words have one voice, or when they are not the segment's text: its text then stays whole.
    """
    spoken = [word for word in words if isinstance(word, Mapping)] if isinstance(words, list) else []
    voices = [_named(word.get("speaker")) for word in spoken]
    if len({voice for voice in voices if voice}) < 2:
        return []
    cut: list[Paragraph] = []
    for word, voice in zip(spoken, voices, strict=True):
        said = " ".join(clean(str(word.get("word") or word.get("text") or "")).split())
        start, end = _seconds(word.get("start")), _seconds(word.get("end"))
        if cut and (voice is None or voice == cut[-1].voice):
            cut[-1] = cut[-1]._replace(text=f"{cut[-1].text} {said}".strip(), end_s=end or cut[-1].end_s)
        else:
            cut.append(Paragraph(said, number, voice=voice, start_s=start, end_s=end))
    return cut if "".join(piece.text for piece in cut).replace(" ", "") == text.replace(" ", "") else []


def _seconds(number: object, *, scale: int = 1) -> float | None:
    return number / scale if isinstance(number, int | float) and 0 <= number < MAX_SECONDS * scale else None


def _read_captions(content: bytes, *, web: bool) -> Reading:
    text, decoding = decode(content)
    warnings = list(decoding)
    if web and not text.startswith("WEBVTT"):
        warnings.append("La ligne « WEBVTT » manque au début du fichier ; les sous-titres ont été lus quand même.")
    cues: list[Paragraph] = []
    untimed: list[int] = []
    for block in _blocks(text):
        if not _is_cue(block, web=web):
            continue
        spoken = tuple(_cue(block))
        untimed += [cue.line for cue in spoken if cue.start_s is None]
        cues += spoken
    if not cues:
        raise UnreadableSource("le fichier ne contient aucun sous-titre ; exportez-le à nouveau.")
    if untimed:
        warnings.append(
            f"Sous-titre sans minutage lisible ({told(untimed)}) : les paroles sont gardées, sans leur temps."
        )
    return Reading(tuple(cues), tuple(warnings))


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    first = 1
    for number, line in enumerate((*text.split("\n"), ""), start=1):
        if line.strip():
            first = first if lines else number
            lines.append(line.strip())
        elif lines:
            yield _Block(first, tuple(lines))
            lines = []


def _is_cue(block: _Block, *, web: bool) -> bool:
    if any(TIMING.match(line) for line in block.lines[:2]):
        return True
    return not (web and block.lines[0].split(maxsplit=1)[0].rstrip(":") in NOT_A_CUE)


def _cue(block: _Block) -> Iterator[Paragraph]:
    """The voices of a cue, each with its words; an identifier or a number above the time code is no word."""
    start = end = None
    words = list(block.lines)
    for place, line in enumerate(block.lines[:2]):
        timing = TIMING.match(line)
        if timing:
            start, end = _clock(timing["start"]), _clock(timing["end"])
            words = list(block.lines[place + 1 :])
            break
    else:
        words = words[1:] if len(words) > 1 and words[0].isdigit() else words
    voice: str | None = None
    for piece in _voices("\n".join(words)):
        voice = piece.voice or voice
        if piece.text:
            yield Paragraph(piece.text, block.line, voice=voice, start_s=start, end_s=end)


class _Piece(NamedTuple):
    voice: str | None
    text: str


def _voices(text: str) -> Iterator[_Piece]:
    """Cut a cue where it names a voice, and where a dash begins a line: two people on one screen."""
    edges = [0, *(found.start() for found in VOICE.finditer(text)), len(text)]
    for start, end in pairwise(edges):
        named = VOICE.match(text, start)
        body = text[named.end() if named else start : end]
        words = html.unescape(MARKUP.sub("", body))
        joined = re.sub(r"\n(?!\s*[-–—])", " ", clean(words))
        yield _Piece(clean(html.unescape(named["voice"])).strip() if named else None, joined.strip())


def _clock(code: str) -> float | None:
    parts = [float(part) for part in code.replace(",", ".").split(":")]
    if parts[-1] >= 60 or parts[-2] >= 60:
        return None
    hours, minutes, seconds = [0.0, *parts][-3:]
    return round(hours * 3600 + minutes * 60 + seconds, 3)


def turns_of_cues(cues: Sequence[Paragraph]) -> Parsed:
    """Join cues into turns: by voice where voices are named or written in the text, else at long silences."""
    parsed = parse(cues, standalone=True, joined_by=" ")
    if parsed.labelled:
        return parsed._replace(spoken=tuple(_joined(parsed.spoken, at_silences=False)))
    warning = (
        "Aucune voix n'est nommée dans ce fichier : tout est attribué à une seule personne. "
        "S'il y en a plusieurs, nommez-les avant l'import (« Nom : » devant les paroles)."
    )
    return parsed._replace(spoken=tuple(_joined(parsed.spoken, at_silences=True)), warnings=(*parsed.warnings, warning))


def _joined(spoken: Sequence[Spoken], *, at_silences: bool) -> Iterator[Spoken]:
    current: Spoken | None = None
    for cue in spoken:
        if current is not None and current.speaker == cue.speaker and not (at_silences and _pauses(current, cue)):
            current = current._replace(text=f"{current.text} {cue.text}", end_s=cue.end_s or current.end_s)
            continue
        if current is not None:
            yield current
        current = cue
    if current is not None:
        yield current


def _pauses(current: Spoken, cue: Spoken) -> bool:
    """A new turn begins after a finished sentence: at once when the turn is long, after a silence otherwise."""
    if not SENTENCE_END.search(current.text):
        return False
    if len(current.text.split()) > LONG_TURN_WORDS:
        return True
    return current.end_s is not None and cue.start_s is not None and cue.start_s - current.end_s >= SILENCE_S
