"""Several coders: how each stands towards each source, what was concluded where they differ. Appended; the latest line holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.agreement import Adjudication, CoderReading, Mode, Outcome, ReadingState, TurnPlace
from pipeline.store.connection import StudyFile, Write


def set_reading(write: Write, coder: str, source_id: str, state: ReadingState) -> None:
    """Say how a coder stands towards a source from now on."""
    write.execute(
        "insert into readings values ($coder, $source_id, $seq, $state, $since)",
        {"coder": coder, "source_id": source_id, "seq": write.next_seq(), "state": state.value, "since": write.at},
    )
    write.record("reading state", source_id, coder=coder, state=state.value)


def readings(study: StudyFile) -> dict[tuple[str, str], ReadingState]:
    """How coders stand towards sources, by (coder, source id); a pair not named here is open."""
    rows = study.rows("select coder, source_id, state from current_readings order by coder, source_id")
    return {(row[0], row[1]): ReadingState(row[2]) for row in rows}


def add_adjudication(write: Write, one: Adjudication) -> None:
    """Keep a conclusion, or (`undone`) that it was taken back; its readings are written once."""
    known = write.rows("select 1 from adjudications where adjudication_id = $id limit 1", {"id": one.adjudication_id})
    write.execute(
        "insert into adjudications values ($id, $seq, $code_id, $outcome, $mode, $by, $at, $reason, $undone)",
        {
            "id": one.adjudication_id,
            "seq": write.next_seq(),
            "code_id": one.code_id,
            "outcome": one.outcome.value,
            "mode": one.mode.value,
            "by": one.decided_by,
            "at": one.decided_at,
            "reason": one.reason,
            "undone": one.undone,
        },
    )
    if not known:
        for reading in one.readings:
            write.execute(
                "insert into adjudicated values ($id, $coder, $says_yes, $decision_id, $reason)",
                {"id": one.adjudication_id, **reading.model_dump()},
            )
    write.record(
        "adjudication undone" if one.undone else "adjudication",
        one.adjudication_id,
        code_id=one.code_id,
        outcome=one.outcome.value,
        readings=len(one.readings),
    )


def adjudications(study: StudyFile, *, with_undone: bool = False) -> tuple[Adjudication, ...]:
    """Conclusions with every reading they were drawn from, the latest first."""
    said: dict[str, list[CoderReading]] = defaultdict(list)
    for identity, coder, says_yes, decision_id, reason in study.rows(
        "select adjudication_id, coder, says_yes, decision_id, reason from adjudicated order by adjudication_id, coder"
    ):
        said[identity].append(CoderReading(coder=coder, says_yes=says_yes, decision_id=decision_id, reason=reason))
    rows = study.rows(
        """
        select adjudication_id, code_id, outcome, mode, decided_by, decided_at, reason, undone
        from current_adjudications
        where $with_undone or not undone
        order by decided_at desc, adjudication_id
        """,
        {"with_undone": with_undone},
    )
    return tuple(
        Adjudication(
            adjudication_id=row[0],
            code_id=row[1],
            outcome=Outcome(row[2]),
            mode=Mode(row[3]),
            decided_by=row[4],
            decided_at=row[5],
            reason=row[6],
            undone=row[7],
            readings=tuple(said[row[0]]),
        )
        for row in rows
    )


def turn_places(study: StudyFile) -> dict[str, TurnPlace]:
    """
    Where each present turn stands among the words of the same person in the same source, by turn id.

    A voice is the participant, or the speaker's name within the source when nobody was identified.
    """
    rows = study.rows(
        """
        select turn_id, source_id, coalesce(participant_id, source_id || '/' || coalesce(speaker, '')) as voice, len(text)
        from v_turns
        order by source_id, turn_no
        """
    )
    offsets: dict[str, int] = defaultdict(int)
    places: dict[str, TurnPlace] = {}
    for turn_id, source_id, voice, n_chars in rows:
        stretch = f"{source_id} {voice}"
        places[turn_id] = TurnPlace(
            turn_id=turn_id, source_id=source_id, voice=voice, stretch=stretch, offset=offsets[stretch], n_chars=n_chars
        )
        offsets[stretch] += n_chars
    return places


def people_read(study: StudyFile) -> frozenset[str]:
    """
    Participants whose words somebody coded or decided about: all who speak in a source where anybody did.

    In a file of open answers each person stands alone, so only those about whom something was decided.
    """
    rows = study.rows(
        """
        with decided as (
            select distinct t.source_id, t.participant_id
            from current_decisions d
            join v_turns t using (turn_id)
            where d.action <> 'reopen'
        ),
        whole as (
            select distinct source_id from decided
            union
            select distinct source_id from current_readings where state = 'read'
        )
        select distinct t.participant_id
        from v_turns t
        join v_sources s using (source_id)
        join whole w using (source_id)
        where t.participant_id is not null
          and (s.kind <> 'survey' or exists (select 1 from decided d where d.participant_id = t.participant_id))
        order by t.participant_id
        """
    )
    return frozenset(row[0] for row in rows)


def erase_adjudications(write: Write, decision_ids: Sequence[str]) -> None:
    """Forget the conclusions drawn from decisions that are erased."""
    gone = {"ids": list(decision_ids)}
    touched = [
        row[0]
        for row in write.rows(
            "select distinct adjudication_id from adjudicated where list_contains($ids, decision_id) order by adjudication_id",
            gone,
        )
    ]
    write.execute("delete from adjudications where list_contains($ids, adjudication_id)", {"ids": touched})
    write.execute("delete from adjudicated where list_contains($ids, adjudication_id)", {"ids": touched})
