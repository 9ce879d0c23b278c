"""Who takes part, and whose voice is whose; appended each time `participants.csv` says something new."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from models.participant import Participant
from models.rows import ParticipantRow
from models.transcript import SpeakerRole
from pipeline.store.connection import StudyFile, Write


class SpeakerVoice(NamedTuple):
    """Who a speaker of a source is: `speaker` is written as in the anonymised turns."""

    source_id: str
    speaker: str
    participant_id: str | None
    role: SpeakerRole


def add_participants(write: Write, people: Sequence[Participant]) -> None:
    """Enter people, or what is now known of them."""
    write.insert(
        """
        insert into participants
        select participant_id, seq, stakeholder_group, territory, wave, attributes, consent_date, consent_uses, withdrawn_on
        from incoming
        """,
        [
            {
                "participant_id": p.participant_id,
                "seq": write.next_seq(),
                "stakeholder_group": p.stakeholder_group,
                "territory": p.territory,
                "wave": p.wave,
                "attributes": json.dumps(dict(p.attributes), ensure_ascii=False),
                "consent_date": p.consent_date,
                "consent_uses": ";".join(p.consent_uses),
                "withdrawn_on": p.withdrawn_on,
            }
            for p in people
        ],
    )
    for person in people:
        write.record("participant entered", person.participant_id)


def participants(study: StudyFile) -> dict[str, Participant]:
    """Everybody as known now, by id."""
    rows = study.rows(
        """
        select participant_id, stakeholder_group, territory, wave, attributes, consent_date, consent_uses, withdrawn_on
        from participants
        qualify row_number() over (partition by participant_id order by seq desc) = 1
        order by participant_id
        """
    )
    return {
        row[0]: Participant(
            participant_id=row[0],
            stakeholder_group=row[1],
            territory=row[2],
            wave=row[3],
            attributes=tuple(json.loads(row[4]).items()),
            consent_date=row[5],
            consent_uses=tuple(use for use in row[6].split(";") if use),
            withdrawn_on=row[7],
        )
        for row in rows
    }


def add_descriptions(write: Write, told: Sequence[tuple[str, Participant]]) -> None:
    """Keep what origins (a source's id) say of people; one that says nothing any more is kept empty."""
    write.insert(
        """
        insert into descriptions
        select participant_id, origin, seq, stakeholder_group, territory, wave, attributes from incoming
        """,
        [
            {
                "participant_id": p.participant_id,
                "origin": origin,
                "seq": write.next_seq(),
                "stakeholder_group": p.stakeholder_group,
                "territory": p.territory,
                "wave": p.wave,
                "attributes": json.dumps(dict(p.attributes), ensure_ascii=False),
            }
            for origin, p in told
        ],
    )


def descriptions(study: StudyFile) -> dict[str, dict[str, Participant]]:
    """What each source says of each person now: person id -> source id -> description."""
    rows = study.rows(
        """
        select participant_id, origin, stakeholder_group, territory, wave, attributes
        from descriptions
        qualify row_number() over (partition by participant_id, origin order by seq desc) = 1
        order by participant_id, origin
        """
    )
    found: dict[str, dict[str, Participant]] = {}
    for identity, origin, group, territory, wave, attributes in rows:
        found.setdefault(identity, {})[origin] = Participant(
            participant_id=identity,
            stakeholder_group=group,
            territory=territory,
            wave=wave,
            attributes=tuple(json.loads(attributes).items()),
        )
    return found


def participant_rows(study: StudyFile) -> tuple[ParticipantRow, ...]:
    """Everybody, with the number of sources and of words that are theirs, by group then id."""
    rows = study.rows(
        """
        with spoken as (
            select participant_id, count(distinct source_id) as n_sources,
                   cast(sum(len(string_split_regex(trim(text), '\\s+'))) as integer) as n_words
            from v_turns
            where participant_id is not null
            group by participant_id
        )
        select p.participant_id, p.stakeholder_group, p.territory, p.wave, cast(p.attributes as varchar), p.consent_uses,
               p.withdrawn_on, coalesce(s.n_sources, 0), coalesce(s.n_words, 0)
        from v_participants p
        left join spoken s using (participant_id)
        order by p.stakeholder_group nulls last, p.participant_id
        """
    )
    return tuple(
        ParticipantRow(
            participant_id=row[0],
            stakeholder_group=row[1],
            territory=row[2],
            wave=row[3],
            attributes=tuple((k, str(v)) for k, v in json.loads(row[4]).items()),
            consent_uses=tuple(use for use in row[5].split(";") if use),
            withdrawn_on=row[6],
            n_sources=row[7],
            n_words=row[8],
        )
        for row in rows
    )


def add_voices(write: Write, voices: Sequence[SpeakerVoice]) -> None:
    """Say who speakers are, from now on."""
    write.insert(
        "insert into voices select source_id, speaker, seq, participant_id, speaker_role from incoming",
        [
            {
                "source_id": voice.source_id,
                "speaker": voice.speaker,
                "seq": write.next_seq(),
                "participant_id": voice.participant_id,
                "speaker_role": voice.role.value,
            }
            for voice in voices
        ],
    )
    for source_id in sorted({voice.source_id for voice in voices}):
        write.record("voices named", source_id)


def voices(study: StudyFile) -> dict[tuple[str, str], SpeakerVoice]:
    """Who each speaker of each released source is at present, by (source id, speaker)."""
    rows = study.rows(
        """
        select distinct source_id, speaker, participant_id, speaker_role
        from all_turns
        semi join current_transcripts using (transcript_id)
        order by source_id, speaker
        """
    )
    return {(row[0], row[1]): SpeakerVoice(row[0], row[1], row[2], SpeakerRole(row[3])) for row in rows}


def questions_put(study: StudyFile) -> dict[str, frozenset[str]]:
    """
    Every question put to each person, by participant: a survey's, and the interviewer's turns.

    A turn is put to whoever speaks next, even to say "no" and nothing more, and to each who speaks before the interviewer does
    again; in a focus group, to everyone who takes part.
    """
    rows = study.rows(
        """
        with heard as (
            select source_id, transcript_id, turn_no, speaker_role, participant_id, text, question
            from all_turns
            semi join current_transcripts using (transcript_id)
        ),
        asked as (select * from heard where speaker_role = 'interviewer'),
        answers as (select * from heard where speaker_role = 'participant' and participant_id is not null),
        put as (
            select participant_id, question from answers where question is not null
            union
            select a.participant_id, q.text
            from answers a asof join asked q on a.transcript_id = q.transcript_id and a.turn_no > q.turn_no
            union
            select a.participant_id, q.text
            from asked q asof join answers a on a.transcript_id = q.transcript_id and q.turn_no < a.turn_no
            union
            select a.participant_id, q.text
            from asked q
            join current_sources s on s.source_id = q.source_id and s.kind = 'focus_group'
            join (select distinct transcript_id, participant_id from answers) a on a.transcript_id = q.transcript_id
        )
        select participant_id, list(question)
        from put
        group by participant_id
        order by participant_id
        """
    )
    return {row[0]: frozenset(row[1]) for row in rows}


def speakers_of(study: StudyFile, source_id: str) -> set[str]:
    """Participants who speak in a source."""
    rows = study.rows(
        "select distinct participant_id from all_turns where source_id = $source_id and participant_id is not null",
        {"source_id": source_id},
    )
    return {row[0] for row in rows}


def segments_by_group(study: StudyFile) -> dict[str | None, int]:
    """How many segments each stakeholder group speaks (None: nobody said which group)."""
    rows = study.rows("select stakeholder_group, count(*) from v_segments group by all order by all")
    return dict(rows)
