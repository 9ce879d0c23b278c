"""
What a study tells of the people it names, beyond their name: sex and year of birth, so that pseudonyms fit.

The researcher's own columns say most of the speakers; their own words ("j'ai 43 ans") and those of others ("Léa, 12
ans") say the rest. Nothing is guessed: without a cue a person gets a pseudonym that fits anyone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.anonymisation import Entity, Mention, MentionKind
from models.participant import Participant
from models.transcript import SpeakerRole, Transcript
from pipeline.anonymise.pseudonyms import Cue
from pipeline.anonymise.replace import speaker_entity
from pipeline.french.lists import fold
from pipeline.french.numbers import SPOKEN_NUMBER, read_number

ASSUMED_YEAR = 2025  # of an interview that nothing dates; generations are wide enough for it
SEX_COLUMNS = frozenset({"gender", "genre", "sexe", "sex"})
BIRTH_COLUMNS = frozenset({"naissance", "annee de naissance", "annee_naissance", "ne en", "birth_year", "birth year"})
AFTER_NAME = 60  # characters in which the age of someone just named is looked for
AGE_PREFIXES = ("age", "tranche")

_NUMBERS = re.compile(r"\d{1,4}")
_OWN_AGE = re.compile(rf"\bj['’]ai (?P<age>(?:\d{{2}}|{SPOKEN_NUMBER}) ans)\b(?! de| d['’]| que)", re.IGNORECASE)
_ITS_AGE = re.compile(
    rf"^(?:,| qui a| a| il a| elle a|, qui a|, il a|, elle a)? (?P<age>(?:\d{{1,2}}|{SPOKEN_NUMBER}) ans)\b(?! de| d['’]| que| apr| plus)",
    re.IGNORECASE,
)


def cues(
    transcripts: Mapping[str, Transcript],
    found: Mapping[str, Sequence[Mention]],
    entities: Sequence[Entity],
    participants: Sequence[Participant],
) -> dict[str, Cue]:
    """
    By entity key, what is told of a person.

    Args:
        transcripts: originals, by source.
        found: their mentions, each with the key of its entity.
        entities: of the study.
        participants: what `participants.csv` says; it is believed before the words of the interviews.
    """
    people = [e for e in entities if e.kind is MentionKind.PERSON]
    known = {p.participant_id: _declared(p) for p in participants}
    told: dict[str, Cue] = {}
    for source, transcript in transcripts.items():
        for key, cue in (*_speakers(transcript, people, known), *_mentioned(transcript, found.get(source, ()))):
            before = told.get(key, Cue())
            told[key] = Cue(gender=before.gender or cue.gender, born=before.born or cue.born)
    return told


def _declared(person: Participant) -> Cue:
    year = person.consent_date.year if person.consent_date else ASSUMED_YEAR
    gender, born = "", None
    for name, value in person.attributes:
        column, answer = fold(name).strip(), fold(value).strip()
        if column in SEX_COLUMNS:
            gender = "f" if answer[:1] == "f" else "m" if answer[:1] in ("h", "m") else ""
        elif column in BIRTH_COLUMNS or column.startswith(AGE_PREFIXES):
            born = _born([int(n) for n in _NUMBERS.findall(answer)], year) or born
    return Cue(gender, born)


def _born(numbers: Sequence[int], year: int) -> int | None:
    """From a year of birth, an age, or both ends of a band of ages."""
    years = [n for n in numbers if 1900 <= n <= year]
    ages = [n for n in numbers if 0 < n < 110]
    if years:
        return years[0]
    return year - sum(ages[:2]) // len(ages[:2]) if ages else None


def _speakers(transcript: Transcript, people: Sequence[Entity], known: Mapping[str, Cue]) -> Iterator[tuple[str, Cue]]:
    """Each named speaker with what is declared of them, then what they say of their own age."""
    heard = dict.fromkeys(turn.speaker for turn in transcript.turns if turn.role is not SpeakerRole.INTERVIEWER)
    of_speaker = {speaker: speaker_entity(speaker, people) for speaker in heard}
    for turn in transcript.turns:
        entity = of_speaker.get(turn.speaker)
        if entity is None:
            continue
        if turn.participant_id is not None and turn.participant_id in known:
            yield entity.key, known[turn.participant_id]
        own = _OWN_AGE.search(turn.text)
        if own:
            yield entity.key, Cue(born=_year_of(own["age"]))


def _mentioned(transcript: Transcript, mentions: Iterable[Mention]) -> Iterator[tuple[str, Cue]]:
    texts = {turn.turn_no: turn.text for turn in transcript.turns}
    for mention in mentions:
        if mention.kind is MentionKind.PERSON and mention.entity and mention.turn_no in texts:
            said = _ITS_AGE.match(texts[mention.turn_no][mention.end : mention.end + AFTER_NAME])
            if said:
                yield mention.entity, Cue(born=_year_of(said["age"]))


def _year_of(age: str) -> int | None:
    years = read_number(age.rsplit(" ", 1)[0])
    return ASSUMED_YEAR - years if years is not None and years < 110 else None
