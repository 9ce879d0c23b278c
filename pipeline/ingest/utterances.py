"""
Utterances whose voice the format names -> turns: Transcriber, ELAN, CHAT, Praat and TEI all end here.

An utterance is what the tool cut between two breaths; a turn is one speaker, uninterrupted. So the utterances of one
voice in a row are one turn, unless the format itself knows turns. When people speak at once, each keeps their own words in
a turn of their own, with its times. An event without words is put at the end of the turn before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.transcript import TurnEvent
from pipeline.ingest.captions import turns_of_cues
from pipeline.ingest.layout import HEADING_SPEAKER, Parsed
from pipeline.ingest.paragraphs import Paragraph, Reading, told
from pipeline.ingest.roles import Spoken

BETWEEN = "\n"  # an utterance is a line of its turn: speech without punctuation can then be cut where it breathes
NOBODY = "voix non identifiée"


def turns_of_utterances(reading: Reading) -> Parsed:
    """Turns of a reading whose paragraphs are utterances, in order of time."""
    voices = {paragraph.voice for paragraph in reading.paragraphs if paragraph.text and not paragraph.heading}
    if len(voices) == 1:
        alone = _read_as_text(reading.paragraphs)
        if alone is not None:
            return alone
    turns = tuple(_joined(reading.paragraphs, given=reading.turns_given))
    return Parsed(turns, labelled=True, warnings=tuple(_warnings(reading.paragraphs)))


def _read_as_text(paragraphs: Sequence[Paragraph]) -> Parsed | None:
    """One tier that holds everybody (« L1 : … » in the words): the labels say who speaks."""
    if any(paragraph.events or paragraph.heading for paragraph in paragraphs):
        return None
    parsed = turns_of_cues([paragraph._replace(voice=None) for paragraph in paragraphs if paragraph.text])
    return parsed if parsed.labelled else None


def _joined(paragraphs: Sequence[Paragraph], *, given: bool) -> Iterator[Spoken]:
    current: Spoken | None = None
    early: tuple[TurnEvent, ...] = ()  # before anybody has spoken
    for paragraph in paragraphs:
        if not paragraph.text:
            if current is None:
                early += paragraph.events
            else:
                current = _with_events(current, paragraph.events)
            continue
        said = _spoken(paragraph)
        if early and not paragraph.heading:
            said, early = said._replace(events=(*(e.model_copy(update={"at": 0}) for e in early), *said.events)), ()
        if current is not None and current.speaker == said.speaker and not given and not paragraph.heading:
            current = _followed(current, said)
            continue
        if current is not None:
            yield current
        current = said
    if current is not None:
        yield current


def _spoken(paragraph: Paragraph) -> Spoken:
    speaker = HEADING_SPEAKER if paragraph.heading else paragraph.voice or NOBODY
    return Spoken(speaker, paragraph.text, paragraph.line, paragraph.start_s, paragraph.end_s, paragraph.events)


def _with_events(turn: Spoken, events: Sequence[TurnEvent]) -> Spoken:
    late = (event.model_copy(update={"at": len(turn.text)}) for event in events)
    return turn._replace(events=(*turn.events, *late))


def _followed(turn: Spoken, more: Spoken) -> Spoken:
    shift = len(turn.text) + len(BETWEEN)
    moved = (event.model_copy(update={"at": event.at + shift}) for event in more.events)
    ends = [end for end in (turn.end_s, more.end_s) if end is not None]
    return turn._replace(
        text=f"{turn.text}{BETWEEN}{more.text}", end_s=max(ends, default=None), events=(*turn.events, *moved)
    )


def _warnings(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    unnamed = [p.line for p in paragraphs if p.text and p.voice is None and not p.heading]
    if unnamed:
        yield f"Paroles sans locuteur déclaré ({told(unnamed)}) : gardées, sans personne."
    backwards = [p.line for p in paragraphs if p.start_s is not None and p.end_s is not None and p.end_s < p.start_s]
    if backwards:
        yield f"Une fin est avant son début ({told(backwards)}) : les paroles sont gardées, vérifiez les temps."
