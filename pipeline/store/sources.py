"""Sources and what was seen of their files; anonymised transcripts once they are released."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from models.rows import SourceRow, TurnRow
from models.transcript import ReadSource, SourceState, SpeakerRole, Transcript, TranscriptState, Turn, TurnEvent
from pipeline.errors import NotAnonymised
from pipeline.store.connection import StudyFile, Write
from pipeline.store.journal import new_salt, row_digest


class Sighting(NamedTuple):
    """What was seen of one file and what came of it: `read`, `duplicate` or `refused` (with the problem, in French)."""

    path_id: str
    shown_name: str
    n_bytes: int
    mtime_ns: int
    reading: str
    source_sha256: str
    source_id: str | None
    outcome: str
    problem: str | None
    warnings: tuple[str, ...]


def add_sightings(write: Write, sightings: Sequence[Sighting]) -> None:
    """Remember what was seen of files."""
    write.insert(
        """
        insert into sightings
        select
            path_id, shown_name, seq, n_bytes, mtime_ns, reading, source_sha256, source_id, outcome, problem, warnings
        from incoming
        """,
        [
            {**s._asdict(), "warnings": json.dumps(s.warnings, ensure_ascii=False), "seq": write.next_seq()}
            for s in sightings
        ],
    )


def sightings(study: StudyFile) -> dict[str, Sighting]:
    """The latest sighting of each file, by `path_id`."""
    rows = study.rows(
        """
        select path_id, shown_name, n_bytes, mtime_ns, reading, source_sha256, source_id, outcome, problem, warnings
        from sightings
        qualify row_number() over (partition by path_id order by seq desc) = 1
        """
    )
    return {
        row[0]: Sighting(
            path_id=row[0],
            shown_name=row[1],
            n_bytes=row[2],
            mtime_ns=row[3],
            reading=row[4],
            source_sha256=row[5],
            source_id=row[6],
            outcome=row[7],
            problem=row[8],
            warnings=tuple(json.loads(row[9])),
        )
        for row in rows
    }


def add_sources(write: Write, read: Sequence[tuple[ReadSource, str]], *, run_id: str) -> None:
    """Enter sources as held; each with the name to show, in which no person is named."""
    write.insert(
        """
        insert into sources
        select source_id, source_sha256, kind, format, language, n_turns, n_words, run_id
        from incoming
        on conflict do update set n_turns = excluded.n_turns, n_words = excluded.n_words, run_id = excluded.run_id
        """,
        [
            {
                "source_id": one.source.source_id,
                "source_sha256": one.source.source_sha256,
                "kind": one.source.kind.value,
                "format": one.source.format,
                "language": one.source.language,
                "n_turns": len(one.transcript.turns),
                "n_words": sum(len(turn.text.split()) for turn in one.transcript.turns),
                "run_id": run_id,
            }
            for one, _ in read
        ],
    )
    for one, shown_name in read:
        name_source(write, one.source.source_id, shown_name)
        set_state(write, one.source.source_id, SourceState.HELD)
        write.record(
            "source ingested",
            one.source.source_id,
            sha256=one.source.source_sha256,
            run_id=run_id,
            turns=len(one.transcript.turns),
        )


def name_source(write: Write, source_id: str, shown_name: str) -> None:
    """Show a source under this name from now on."""
    write.execute(
        "insert into source_names values ($source_id, $seq, $name)",
        {"source_id": source_id, "seq": write.next_seq(), "name": shown_name},
    )


def set_state(write: Write, source_id: str, state: SourceState) -> None:
    """Move a source through the gate."""
    write.execute(
        "insert into source_states values ($source_id, $seq, $state)",
        {"source_id": source_id, "seq": write.next_seq(), "state": state.value},
    )


def all_sources(study: StudyFile) -> tuple[SourceRow, ...]:
    """Every source, by name."""
    rows = study.dicts(
        """
        select source_id, source_name, source_sha256, kind, format, language, state, n_turns, n_words
        from v_sources
        order by source_name, source_id
        """
    )
    return tuple(SourceRow(**row) for row in rows)


def transcript_versions(study: StudyFile) -> dict[str, int]:
    """The latest released version of each source's transcript."""
    return dict(study.rows("select source_id, max(version) from transcripts group by source_id"))


def add_transcript(write: Write, transcript: Transcript, *, run_id: str) -> None:
    """
    Let an anonymised transcript into the study file, and release its source.

    Raises:
        NotAnonymised: it is an original.
    """
    if transcript.state is not TranscriptState.ANONYMISED:
        raise NotAnonymised(
            f"La transcription de la source {transcript.source_id} n'est pas anonymisée : elle n'entre pas dans l'étude."
        )
    identity, salts = transcript.transcript_id, [new_salt() for _ in transcript.turns]
    write.execute(
        "insert into transcripts values ($transcript_id, $source_id, $version, $run_id) on conflict do nothing",
        {
            "transcript_id": identity,
            "source_id": transcript.source_id,
            "version": transcript.version,
            "run_id": run_id,
        },
    )
    write.insert(
        """
        insert into turns (
            turn_id, transcript_id, turn_no, speaker, speaker_role, participant_id, text, question, start_s, end_s, events,
            standing, salt
        )
        select turn_id, transcript_id, turn_no, speaker, speaker_role, participant_id, text, question, start_s, end_s, events,
            standing, salt
        from incoming
        on conflict do nothing
        """,
        [
            {
                "turn_id": transcript.turn_id(turn.turn_no),
                "transcript_id": identity,
                "turn_no": turn.turn_no,
                "speaker": turn.speaker,
                "speaker_role": turn.role.value,
                "participant_id": turn.participant_id,
                "text": turn.text,
                "question": turn.question,
                "start_s": turn.start_s,
                "end_s": turn.end_s,
                "events": json.dumps([event.model_dump(mode="json") for event in turn.events], ensure_ascii=False),
                "standing": turn.standing.value if turn.standing else None,
                "salt": salt,
            }
            for turn, salt in zip(transcript.turns, salts, strict=True)
        ],
    )
    set_state(write, transcript.source_id, SourceState.RELEASED)
    write.record(
        "transcript released",
        identity,
        source_id=transcript.source_id,
        version=transcript.version,
        digest=turns_digest(
            (turn.turn_no, turn.speaker, turn.text, salt) for turn, salt in zip(transcript.turns, salts, strict=True)
        ),
    )


def turns_digest(turns: Iterable[Sequence[object]]) -> str:
    """SHA-256 of a transcript's turns (number, speaker, text, salt where the row has one), in order."""
    return row_digest(*(value for *told, salt in turns for value in (*told, *((salt,) if salt else ()))))


def current_transcripts(study: StudyFile, source_ids: Sequence[str] | None = None) -> tuple[Transcript, ...]:
    """Released transcripts at their latest version, with their turns; all of them, or these sources'."""
    rows = study.rows(
        """
        select source_id, transcript_version, turn_no, speaker, speaker_role, text, participant_id, start_s, end_s, question,
            events, standing
        from all_turns
        semi join current_transcripts using (transcript_id)
        where $source_ids is null or list_contains($source_ids, source_id)
        order by source_id, turn_no
        """,
        {"source_ids": list(source_ids) if source_ids is not None else None},
    )
    found: dict[tuple[str, int], list[Turn]] = {}
    for (
        source_id,
        version,
        turn_no,
        speaker,
        role,
        text,
        participant_id,
        start_s,
        end_s,
        question,
        events,
        standing,
    ) in rows:
        found.setdefault((source_id, version), []).append(
            Turn(
                turn_no=turn_no,
                speaker=speaker,
                role=role,
                text=text,
                participant_id=participant_id,
                start_s=start_s,
                end_s=end_s,
                question=question,
                events=_events(events),
                standing=standing,
            )
        )
    return tuple(
        Transcript(source_id=source_id, version=version, state=TranscriptState.ANONYMISED, turns=tuple(turns))
        for (source_id, version), turns in found.items()
    )


def _events(written: str) -> tuple[TurnEvent, ...]:
    return tuple(TurnEvent(**event) for event in json.loads(written))


def turns_of(study: StudyFile, transcript_id: str, *, first: int = 1, limit: int | None = None) -> tuple[TurnRow, ...]:
    """Turns of a transcript of any version, from number `first` on, `limit` of them."""
    rows = study.dicts(
        """
        select
            t.turn_id, t.transcript_id, t.source_id, s.source_name, t.turn_no, t.speaker, t.speaker_role, t.participant_id,
            p.stakeholder_group, t.text, t.start_s, t.end_s, t.events, t.standing
        from all_turns t
        join v_sources s using (source_id)
        left join v_participants p on p.participant_id = t.participant_id
        where t.transcript_id = $transcript_id and t.turn_no >= $first
        order by t.turn_no
        limit coalesce($limit, 1000000000)
        """,
        {"transcript_id": transcript_id, "first": first, "limit": limit},
    )
    return tuple(_turn_row(row) for row in rows)


def _turn_row(row: Mapping[str, Any]) -> TurnRow:
    return TurnRow(**{**row, "events": _events(row["events"])})


def find_turn(study: StudyFile, turn_id: str) -> TurnRow | None:
    """One turn, of any version of its transcript."""
    rows = study.dicts(
        """
        select
            t.turn_id, t.transcript_id, t.source_id, s.source_name, t.turn_no, t.speaker, t.speaker_role, t.participant_id,
            p.stakeholder_group, t.text, t.start_s, t.end_s, t.events, t.standing
        from all_turns t
        join v_sources s using (source_id)
        left join v_participants p on p.participant_id = t.participant_id
        where t.turn_id = $turn_id
        """,
        {"turn_id": turn_id},
    )
    return _turn_row(rows[0]) if rows else None


def turns_by_place(study: StudyFile) -> dict[tuple[str, int], tuple[str, str]]:
    """(source name, turn number) -> (turn id, text), for imports made elsewhere."""
    rows = study.rows(
        """
        select s.source_name, t.turn_no, t.turn_id, t.text
        from v_turns t
        join v_sources s using (source_id)
        order by s.source_name, t.turn_no
        """
    )
    return {(name, turn_no): (turn_id, text) for name, turn_no, turn_id, text in rows}


def transcripts_by_source(study: StudyFile) -> dict[str, str]:
    """The id of the current transcript of every released source, by source id."""
    return dict(study.rows("select source_id, transcript_id from current_transcripts order by source_id"))


def last_turn_no(study: StudyFile, transcript_id: str) -> int:
    """The number of a transcript's last turn; 0 when there is no such transcript."""
    rows = study.rows(
        "select coalesce(max(turn_no), 0) from turns where transcript_id = $transcript_id",
        {"transcript_id": transcript_id},
    )
    return int(rows[0][0])


def turns_of_person(study: StudyFile, participant_id: str) -> dict[str, tuple[int, ...]]:
    """The numbers of a person's turns in each source, at any version."""
    rows = study.rows(
        """
        select source_id, list(distinct turn_no order by turn_no)
        from all_turns where participant_id = $participant_id
        group by source_id order by source_id
        """,
        {"participant_id": participant_id},
    )
    return {source_id: tuple(numbers) for source_id, numbers in rows}


def speakers_by_turn(study: StudyFile, source_id: str) -> tuple[tuple[int, str | None, SpeakerRole], ...]:
    """(turn number, participant id, role) of a source's turns."""
    rows = study.rows(
        "select turn_no, participant_id, speaker_role from all_turns where source_id = $source_id order by turn_no",
        {"source_id": source_id},
    )
    return tuple((number, identity, SpeakerRole(role)) for number, identity, role in rows)


def replace_file(write: Write, source_id: str, sha256: str, *, read_as: str) -> None:
    """
    From now on the file of this source is another one, which holds what remains of it once somebody withdrew.

    `read_as` is the source id that the new file's bytes would have, so that it is not taken for a new source.
    """
    before = write.rows("select source_sha256 from sources where source_id = $id", {"id": source_id})
    write.execute(
        "update sources set source_sha256 = $sha256 where source_id = $id", {"id": source_id, "sha256": sha256}
    )
    write.record("source replaced", source_id, sha256=sha256, before=before[0][0], read_as=read_as)


def latest_events(study: StudyFile, kinds: Sequence[str]) -> dict[str, str]:
    """SHA-256 -> the latest of these events that the journal tells of a file with this hash."""
    rows = study.rows(
        """
        select cast(json_extract_string(payload, '$.sha256') as varchar) as sha256, arg_max(kind, seq)
        from journal where list_contains($kinds, kind)
        group by all order by all
        """,
        {"kinds": list(kinds)},
    )
    return dict(rows)
