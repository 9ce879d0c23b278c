"""From a file as received to the anchored words that can be coded: source, transcript, turn, segment, anchor."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from models.base import Noun, content_id
from models.participant import Participant


class SourceKind(StrEnum):
    """What sort of material a source is."""

    INTERVIEW = "interview"
    FOCUS_GROUP = "focus_group"
    FIELD_NOTE = "field_note"
    SURVEY = "survey"
    RESTITUTION = "restitution"


class SourceState(StrEnum):
    """Where a source stands with the anonymisation gate."""

    HELD = "held"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class SpeakerRole(StrEnum):
    """What a speaker does in a source; only a participant's (or an observer's) words are ever coded."""

    PARTICIPANT = "participant"
    INTERVIEWER = "interviewer"
    OBSERVER = "observer"
    OTHER = "other"


class Standing(StrEnum):
    """How a passage of field notes stands: seen by the observer, told to them by somebody, or their own reading of it."""

    OBSERVED = "observed"
    REPORTED = "reported"
    INTERPRETED = "interpreted"


class TranscriptState(StrEnum):
    """Original words stay in the vault; only an anonymised transcript may enter the study file."""

    ORIGINAL = "original"
    ANONYMISED = "anonymised"


class Source(Noun):
    """A file as received. `source_id` comes from its bytes' hash: the same bytes are the same source."""

    source_id: str
    source_name: str
    source_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    kind: SourceKind
    format: str
    language: str = "fr"


class EventKind(StrEnum):
    """What happens beside the words: a closed list, so that it can be shown without showing what a source wrote."""

    LAUGHTER = "laughter"
    PAUSE = "pause"
    INAUDIBLE = "inaudible"
    OVERLAP = "overlap"
    NOISE = "noise"
    COMMENT = "comment"
    OTHER = "other"


class TurnEvent(Noun):
    """
    Something that happened while somebody spoke, or that the transcriber added: never among the words, never coded.

    `at` is where, in code points of the turn's text, from 0 to its length. `text` is what the source writes of it; once
    anonymised it is kept only where every word of it is a usual stage direction, else it is empty.
    """

    kind: EventKind
    at: int = Field(ge=0)
    text: str = ""


class Turn(Noun):
    """
    One speaker, uninterrupted.

    `text` is NFC and holds the spoken words only (the speaker's label and the time code are parsed away).
    `turn_no` counts from 1 within the transcript. `start_s`, `end_s` are seconds from the start of the recording.
    `question` is set where the source itself states the question once for all (a survey's column).
    `participant_id` is None for an interviewer, and for a speaker nobody has named yet.
    `events` are what the file gives beside the words, in order.
    `standing` is what field notes say of the passage; None where nothing marks it, and in any other source.
    """

    turn_no: int = Field(ge=1)
    speaker: str
    role: SpeakerRole
    text: str
    participant_id: str | None = None
    start_s: float | None = None
    end_s: float | None = None
    question: str | None = None
    events: tuple[TurnEvent, ...] = ()
    standing: Standing | None = None


class Transcript(Noun):
    """
    All turns of one source, in order. Immutable: a correction is a new version, never an edit.

    `transcript_id` depends on the source, the version and every turn's text.
    """

    source_id: str
    version: int = Field(default=1, ge=1)
    state: TranscriptState = TranscriptState.ORIGINAL
    turns: tuple[Turn, ...]

    @property
    def transcript_id(self) -> str:
        """Content-derived id."""
        return content_id(
            "transcript", self.source_id, self.version, *((t.turn_no, t.speaker, t.text) for t in self.turns)
        )

    def turn_id(self, turn_no: int) -> str:
        """Id of one of its turns: it changes with the version, so that anchors never point into another version."""
        return turn_id(self.transcript_id, turn_no)


def turn_id(transcript_id: str, turn_no: int) -> str:
    """Id of the turn number `turn_no` of a transcript."""
    return content_id("turn", transcript_id, turn_no)


class ReadSource(Noun):
    """
    What reading one file gives: the source, its original transcript, and what the reader could not make out.

    `participants` are the people the file itself describes (a survey's rows); empty for an interview.
    `warnings` are sentences in French with line or row numbers, never with words of the source.
    """

    source: Source
    transcript: Transcript
    participants: tuple[Participant, ...] = ()
    warnings: tuple[str, ...] = ()


class Anchor(Noun):
    """
    Exact words at an exact place: code points of the turn's NFC text, end excluded.

    Position and words must both agree with the transcript; where they do not, the anchor is refused, never repaired.
    """

    turn_id: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    verbatim: str = Field(min_length=1)

    @model_validator(mode="after")
    def _length_agrees(self) -> Anchor:
        if self.end - self.start != len(self.verbatim):
            raise ValueError("the anchor's length is not the verbatim's length")
        return self


class Segment(Noun):
    """
    The unit of coding: whole sentences of one participant's turn, short enough to read at a glance.

    `start`, `end`: code points within the turn, end excluded, and `text` is exactly what stands there.
    `question` is what the interviewer said just before: context, never coded.
    """

    segment_id: str
    transcript_id: str
    turn_id: str
    turn_no: int
    participant_id: str | None
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    text: str = Field(min_length=1)
    question: str | None = None
    n_words: int = Field(ge=0)
