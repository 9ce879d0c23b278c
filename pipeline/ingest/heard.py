"""
What is heard of one voice, built up piece by piece: words on one side, what happens beside them on the other.

Formats of speech mix both in one line. White space is that of a file, not of a speech: runs of it are one space. Nothing
else of a word is touched.
"""

from __future__ import annotations

import unicodedata

from models.transcript import EventKind, TurnEvent
from pipeline.french.oral import event_kind
from pipeline.ingest.paragraphs import Paragraph, clean


class Heard:
    """One utterance being read; `say` adds words, `note` adds an event where the words stand so far."""

    def __init__(self, voice: str | None, line: int, start_s: float | None = None, end_s: float | None = None) -> None:
        self.voice = voice
        self.line = line
        self.start_s = start_s
        self.end_s = end_s
        self.events: list[TurnEvent] = []
        self._pieces: list[str] = []
        self._length = 0  # code points of the pieces
        self._gap = False

    @property
    def is_empty(self) -> bool:
        """Nothing said and nothing noted."""
        return not self._pieces and not self.events

    def say(self, words: str | None) -> None:
        """Add words, with the white space that stands around them."""
        raw = clean(words or "")
        if not raw:
            return
        said = " ".join(raw.split())
        if said:
            apart = (self._gap or raw[0].isspace()) and self._pieces
            self._pieces.append(f" {said}" if apart else said)
            self._length += len(self._pieces[-1])
            self._gap = raw[-1].isspace()
        else:
            self._gap = True

    def glue(self, sign: str) -> None:
        """Add a sign to the last word, whatever white space the file puts before it."""
        if sign:
            self._gap = False
            self.say(sign)

    def part(self) -> None:
        """What comes next is apart from what came before."""
        self._gap = True

    def note(self, description: str | None, kind: EventKind | None = None) -> None:
        """Add an event; its kind is read from its words where the format does not say it."""
        text = " ".join(clean(description or "").split())
        if text or kind is not None:
            self.events.append(TurnEvent(kind=kind or event_kind(text), at=self._length, text=text))

    def closed(self) -> Paragraph:
        """The utterance, in NFC: an accent that began a piece may have joined the letter before it."""
        heard = "".join(self._pieces)
        text = unicodedata.normalize("NFC", heard)
        events = tuple(self.events)
        if text != heard:
            events = tuple(
                event.model_copy(update={"at": len(unicodedata.normalize("NFC", heard[: event.at]))})
                for event in events
            )
        return Paragraph(text, self.line, voice=self.voice, start_s=self.start_s, end_s=self.end_s, events=events)
