"""
Who each voice of a transcript is: `participants.csv` where it says so, an automatic id where it says nothing.

A person's word wins over the parser's guess: a speaker declared as a participant is one, even if they ask. A speaker
that nobody declared keeps an id of their own, the same each time the same file is read, so that counting people stays
right before anyone is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.base import content_id
from models.participant import Participant, Voice
from models.transcript import ReadSource, Source, SpeakerRole, Transcript, Turn
from pipeline.french.speakers import fold
from pipeline.ingest.paragraphs import clean

AUTOMATIC_ID_DIGITS = 6
COUNTED = (SpeakerRole.PARTICIPANT,)


def assign_voices(transcript: Transcript, source: Source, voices: Sequence[Voice]) -> Transcript:
    """
    Give every participant's turn its person.

    A voice names its source with or without extension, whatever the case, and its speaker whatever the case and
    accents. Without a speaker it is the source's only participant; where there are several, it names none of them.

    Returns:
        The same turns with `participant_id` set for participants, None for interviewers, observers and voices of
        nobody. Turns that have a person already (a survey's) are left as they are.
    """
    mine = [voice for voice in voices if _names(voice.source_name, source.source_name)]
    declared = {fold(clean(voice.speaker)): voice.participant_id for voice in mine if voice.speaker}
    heard = {fold(turn.speaker): turn.speaker for turn in transcript.turns if turn.role in COUNTED}
    people = {key: automatic_id(transcript.source_id, key) for key in heard}
    unnamed = [key for key in heard if key not in declared]
    alone = [voice.participant_id for voice in mine if not voice.speaker]
    if len(unnamed) == 1 and len(alone) == 1:
        people[unnamed[0]] = alone[0]
    people |= declared
    return transcript.model_copy(update={"turns": tuple(_given(turn, people, declared) for turn in transcript.turns)})


def people_of(read: ReadSource, assigned: Transcript) -> tuple[Participant, ...]:
    """
    People that a file describes, under the ids their voices now bear.

    The head of a transcription describes speakers, not participants: one that `participants.csv` declares takes the
    declared id, one that turns out not to be a participant is left out.
    """
    now = {automatic_id(read.source.source_id, fold(turn.speaker)): turn.participant_id for turn in assigned.turns}
    kept = ((person, now.get(person.participant_id, person.participant_id)) for person in read.participants)
    return tuple(person.model_copy(update={"participant_id": identity}) for person, identity in kept if identity)


def automatic_id(source_id: str, speaker: str) -> str:
    """Id of a speaker that nobody has named: `p-` and six digits, from the source's content and the speaker."""
    return f"p-{content_id(source_id, speaker)[:AUTOMATIC_ID_DIGITS]}"


def _given(turn: Turn, people: Mapping[str, str], declared: Mapping[str, str]) -> Turn:
    key = fold(turn.speaker)
    if turn.participant_id is not None:
        return turn
    if key in declared:
        role = turn.role if turn.role is SpeakerRole.OBSERVER else SpeakerRole.PARTICIPANT
        return turn.model_copy(update={"participant_id": declared[key], "role": role})
    if turn.role in COUNTED:
        return turn.model_copy(update={"participant_id": people[key]})
    return turn


def _names(written: str, name: str) -> bool:
    wanted, own = (clean(text).strip().casefold() for text in (written, name))
    return wanted in (own, own.rsplit(".", 1)[0])
