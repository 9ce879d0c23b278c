"""
Transcriber (.trs) -> utterances, sections and events.

The format knows turns and keeps them. A turn may have two speakers: `<Who nb>` says whose words follow, and each keeps
theirs in a turn of their own, with the same times where they speak at once. Events, comments and background noise are
elements of the file: they never enter the words. Neither the DTD nor the sound is ever looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.transcript import EventKind
from pipeline.errors import UnreadableSource
from pipeline.french.oral import attribute, event_kind
from pipeline.ingest.archive import Element
from pipeline.ingest.heard import Heard
from pipeline.ingest.markup import line_of, name_of, seconds, speech_root
from pipeline.ingest.paragraphs import Described, Paragraph, Reading, clean

EDGES = {"begin": "début", "end": "fin"}


def read_transcriber(content: bytes) -> Reading:
    """
    Turns of a .trs, each section's topic as a title before them.

    Raises:
        UnreadableSource: damaged, or not a transcription.
    """
    root, warnings = speech_root(content)
    if name_of(root) != "Trans":
        raise UnreadableSource("ce fichier XML n'est pas une transcription de Transcriber ; vérifiez son contenu.")
    names = {str(one.get("id")): clean(one.get("name") or one.get("id") or "").strip() for one in root.iter("Speaker")}
    topics = {str(one.get("id")): clean(one.get("desc") or "").strip() for one in root.iter("Topic")}
    paragraphs: list[Paragraph] = []
    for section in root.iter("Section"):
        topic = topics.get(section.get("topic") or "", "")
        if topic:
            paragraphs.append(
                Paragraph(topic, line_of(section), start_s=seconds(section.get("startTime")), heading=True)
            )
        for turn in section.iter("Turn"):
            paragraphs += _turn(turn, names)
    silent = sum(not any(p.text for p in _turn(turn, names)) for turn in root.iter("Turn"))
    told = (f"{silent} tour(s) de parole ne contiennent aucune parole et ne sont pas repris.",) if silent else ()
    return Reading(
        tuple(paragraphs),
        (*warnings, *told),
        language=_language(root),
        described=_described(root, names),
        turns_given=True,
    )


def _language(root: Element) -> str:
    written = root.get("{http://www.w3.org/XML/1998/namespace}lang") or "fr"
    return clean(written)[:2].casefold() or "fr"


def _described(root: Element, names: Mapping[str, str]) -> tuple[Described, ...]:
    return tuple(
        Described(names[str(one.get("id"))], clean(one.get("id") or ""), attribute("sex", one.get("type") or ""))
        for one in root.iter("Speaker")
        if names[str(one.get("id"))]
    )


def _turn(turn: Element, names: Mapping[str, str]) -> list[Paragraph]:
    """Each speaker's stretches of one turn, in the order of the file."""
    ids = (turn.get("speaker") or "").split()
    voices: list[str | None] = [names.get(one) or one for one in ids]
    heard = [_begun(voices, 0, turn, seconds(turn.get("startTime")))]
    heard[0].say(turn.text)
    now = heard[0].start_s
    for child in turn:
        kind = name_of(child)
        if kind == "Sync":
            now = seconds(child.get("time")) if child.get("time") else now
            if heard[-1].is_empty:
                heard[-1].start_s = now
            elif len(voices) > 1:
                heard[-1].end_s = now
            heard[-1].part()
        elif kind == "Who":
            place = _place(child.get("nb") or "1")
            heard = _handed(heard, voices, place, turn, now)
        else:
            _noted(heard[-1], child, kind)
        heard[-1].say(child.tail)
    heard[-1].end_s = seconds(turn.get("endTime"))
    return [one.closed() for one in _ended(heard) if not one.is_empty]


def _begun(voices: Sequence[str | None], place: int, turn: Element, start_s: float | None) -> Heard:
    voice = voices[place] if 0 <= place < len(voices) else voices[0] if voices else None
    return Heard(voice, line_of(turn), start_s)


def _place(written: str) -> int:
    """Place of a voice among those of its turn, from 0; the first, where the file does not give a number."""
    return int(written) - 1 if written.isascii() and written.isdigit() and len(written) < 5 else 0


def _handed(
    heard: list[Heard], voices: Sequence[str | None], place: int, turn: Element, now: float | None
) -> list[Heard]:
    """The words that follow are another speaker's; before any word, the first one simply changes."""
    new = _begun(voices, place, turn, now)
    if heard[-1].is_empty:
        return [*heard[:-1], new]
    return heard if heard[-1].voice == new.voice else [*heard, new]


def _ended(heard: Sequence[Heard]) -> Iterator[Heard]:
    """Speakers at one point of time end together: at the next point, or with the turn."""
    end: float | None = None
    for one in reversed(heard):
        end = one.end_s if one.end_s is not None else end
        one.end_s = end
    yield from heard


def _noted(heard: Heard, element: Element, kind: str) -> None:
    """Event, comment or background, by what the file says of it; its edge when it has one."""
    description = element.get("desc") or element.get("type") or ""
    edge = EDGES.get(element.get("extent") or "")
    text = f"{description} ({edge})" if edge else description
    if kind == "Event":
        noisy = element.get("type") == "noise"
        heard.note(text, event_kind(text, EventKind.NOISE if noisy else EventKind.OTHER))
    elif kind == "Comment":
        heard.note(text, EventKind.COMMENT)
    elif kind == "Background":
        heard.note(f"{element.get('type') or ''} {element.get('level') or ''}", EventKind.NOISE)
    elif kind:
        heard.say(element.text)
