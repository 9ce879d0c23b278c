"""
A transcript's new version takes the place of the old one, with all the work that was anchored in it.

The old version's words leave the study file (they may expose somebody: that is why there is a new one), so rows are moved
and not copied; their ids, authors and dates stay. The journal keeps the digest of each row as it now is. What has no place
in the new version is kept apart, without words, in `v_stranded`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from models.carrying import Stranded
from models.provenance import Step
from pipeline.store import coding, findings
from pipeline.store.connection import StudyFile, Write
from pipeline.store.countering import move_counter_decisions


class AnchoredRow(NamedTuple):
    """A decision, a piece of evidence (one of its lines) or a segment, at its place in the old version."""

    about: str
    row_id: str
    seq: int
    owner: str
    in_force: bool
    turn_no: int
    start: int
    end: int
    verbatim: str
    code_id: str | None = None
    finding_id: str | None = None
    stance: str | None = None
    coder: str = ""
    at: datetime | None = None


class MovedRow(NamedTuple):
    """The same row at its place in the new version."""

    row_id: str
    seq: int
    turn_id: str
    start: int
    end: int
    verbatim: str


class Moves(NamedTuple):
    """Everything of one source that goes from its old transcript to its new one; `segments` is old id -> new id."""

    source_id: str
    old_transcript: str
    new_transcript: str
    from_version: int
    decisions: tuple[MovedRow, ...]
    evidence: tuple[MovedRow, ...]
    segments: Mapping[str, str]
    stranded: tuple[tuple[AnchoredRow, str], ...]


def anchored_rows(study: StudyFile, transcript_id: str) -> tuple[AnchoredRow, ...]:
    """Every decision, line of evidence and segment anchored in a transcript, in the order they were made."""
    rows = study.dicts(
        """
        with latest as (select max(seq) as seq from evidence group by evidence_id)
        select 'coding' as about, d.decision_id as row_id, d.seq, d.code_id || ' ' || d.coder as owner,
               d.action in ('accept', 'code') and c.decision_id is not null as in_force,
               t.turn_no, d.start_char as start, d.end_char as end, d.verbatim, d.code_id, null as finding_id,
               null as stance, d.coder, d.decided_at as at
        from decisions d
        join turns t using (turn_id)
        left join (select decision_id from current_decisions) c on c.decision_id = d.decision_id
        where t.transcript_id = $id
        union all
        select 'evidence', e.evidence_id, e.seq, e.evidence_id, not e.removed and l.seq is not null,
               t.turn_no, e.start_char, e.end_char, e.verbatim, null, e.finding_id, e.stance, e.added_by, e.added_at
        from evidence e
        join turns t using (turn_id)
        left join latest l on l.seq = e.seq
        where t.transcript_id = $id
        union all
        select 'segment', s.segment_id, 0, 'segment', true,
               t.turn_no, s.start_char, s.end_char, s.text, null, null, null, '', null
        from segments s
        join turns t using (turn_id)
        where t.transcript_id = $id
        order by about, seq, row_id
        """,
        {"id": transcript_id},
    )
    return tuple(AnchoredRow(**row) for row in rows)


def move(write: Write, moves: Moves) -> None:
    """Move one source's work to its new transcript, which is in the study already, and erase the old one's words."""
    digests = {
        "decisions": _move_decisions(write, moves.decisions),
        "evidence": _move_evidence(write, moves.evidence),
    }
    _move_segments(write, moves)
    digests["counter_decisions"] = move_counter_decisions(write, moves.segments)
    _strand(write, moves)
    write.execute(
        "update decisions set segment_id = null where segment_id in (select segment_id from segments where transcript_id = $id)",
        {"id": moves.old_transcript},
    )
    _erase_version(write, moves)
    write.record(
        "transcript replaced",
        moves.new_transcript,
        source_id=moves.source_id,
        from_version=moves.from_version,
        **digests,
        stranded=[row.row_id for row, _ in moves.stranded],
        erased=[moves.old_transcript, *(row.row_id for row, _ in moves.stranded if row.about != "memo")],
    )


def _incoming(rows: Sequence[MovedRow]) -> list[dict[str, Any]]:
    return [row._asdict() for row in rows]


def _move_decisions(write: Write, rows: Sequence[MovedRow]) -> dict[str, list[str]]:
    write.insert(
        """
        update decisions
        set turn_id = i.turn_id, start_char = i.start, end_char = i.end, verbatim = i.verbatim
        from incoming i
        where decisions.decision_id = i.row_id
        """,
        _incoming(rows),
    )
    found = write.rows(
        """
        select decision_id, action, turn_id, start_char, end_char, verbatim, code_id, coder, salt
        from decisions where list_contains($ids, decision_id) order by seq
        """,
        {"ids": [row.row_id for row in rows]},
    )
    return {row[0]: [coding.decision_digest(*row[1:-1], salt=row[-1])] for row in found}


def _move_evidence(write: Write, rows: Sequence[MovedRow]) -> dict[str, list[str]]:
    write.insert(
        """
        update evidence
        set turn_id = i.turn_id, start_char = i.start, end_char = i.end, verbatim = i.verbatim
        from incoming i
        where evidence.evidence_id = i.row_id and evidence.seq = i.seq
        """,
        _incoming(rows),
    )
    digests: dict[str, list[str]] = {}
    for evidence_id, *values, salt in write.rows(
        """
        select evidence_id, stance, turn_id, start_char, end_char, verbatim, salt
        from evidence where list_contains($ids, evidence_id) order by seq
        """,
        {"ids": [row.row_id for row in rows]},
    ):
        digests.setdefault(evidence_id, []).append(findings.evidence_digest(*values, salt=salt))
    return digests


def _move_segments(write: Write, moves: Moves) -> None:
    """Whatever points at an old segment points at its successor; what the machine made of one without any is gone."""
    pairs = [{"old_id": old, "new_id": new} for old, new in moves.segments.items()]
    write.insert(
        "update decisions set segment_id = i.new_id from incoming i where decisions.segment_id = i.old_id", pairs
    )
    write.insert(
        "update proposals set segment_id = i.new_id from incoming i where proposals.segment_id = i.old_id", pairs
    )
    write.insert(
        """
        insert into segment_themes
        select i.new_id, s.theme_id, s.run_id, s.probability
        from segment_themes s join incoming i on i.old_id = s.segment_id
        qualify row_number() over (partition by s.run_id, i.new_id order by s.probability desc, s.theme_id) = 1
        """,
        pairs,
    )
    write.insert(
        """
        insert into unheard_segments
        select distinct u.run_id, i.new_id
        from unheard_segments u join incoming i on i.old_id = u.segment_id
        anti join segment_themes s on s.run_id = u.run_id and s.segment_id = i.new_id
        """,
        pairs,
    )
    write.insert(
        """
        update memos set about_id = i.new_id from incoming i
        where memos.about_kind = 'segment' and memos.about_id = i.old_id
        """,
        pairs,
    )
    for statement in (
        """
        insert into segment_subthemes
        select distinct i.new_id, s.subtheme_id from segment_subthemes s join incoming i on i.old_id = s.segment_id
        on conflict do nothing
        """,
        """
        insert into theme_act_parts
        select distinct s.act_id, s.part, i.new_id from theme_act_parts s join incoming i on i.old_id = s.segment_id
        on conflict do nothing
        """,
        """
        insert into theme_moves
        select distinct s.run_id, i.new_id, s.seq, s.theme_id from theme_moves s join incoming i on i.old_id = s.segment_id
        on conflict do nothing
        """,
    ):
        write.insert(statement, pairs)
    for theme_id, representatives in write.rows("select theme_id, representatives from themes order by theme_id"):
        known = json.loads(representatives)
        if not moves.segments.keys().isdisjoint(known):
            write.execute(
                "update themes set representatives = $representatives where theme_id = $theme_id",
                {"theme_id": theme_id, "representatives": json.dumps([moves.segments.get(one, one) for one in known])},
            )


def _strand(write: Write, moves: Moves) -> None:
    """Keep apart, without words, what cannot follow. A memo loses its segment only: it goes up to its source."""
    for row, why in moves.stranded:
        write.execute(
            """
            insert into stranded
            values ($id, $seq, $about, $in_force, $source_id, $from_version, $turn_no, $code_id, $finding_id, $stance,
                    $coder, $at, $why)
            """,
            {
                "id": row.row_id,
                "seq": write.next_seq(),
                "about": row.about,
                "in_force": row.in_force,
                "source_id": moves.source_id,
                "from_version": moves.from_version,
                "turn_no": row.turn_no,
                "code_id": row.code_id,
                "finding_id": row.finding_id,
                "stance": row.stance,
                "coder": row.coder,
                "at": row.at,
                "why": why,
            },
        )
    for about, ids in (
        ("coding", [row.row_id for row, _ in moves.stranded if row.about == "coding"]),
        ("evidence", [row.row_id for row, _ in moves.stranded if row.about == "evidence"]),
        ("memo", [row.row_id for row, _ in moves.stranded if row.about == "memo"]),
    ):
        statement = {
            "coding": "delete from decisions where list_contains($ids, decision_id)",
            "evidence": "delete from evidence where list_contains($ids, evidence_id)",
            "memo": "update memos set about_kind = 'source', about_id = $source_id where list_contains($ids, memo_id)",
        }[about]
        write.execute(statement, {"ids": ids, **({"source_id": moves.source_id} if about == "memo" else {})})


def _erase_version(write: Write, moves: Moves) -> None:
    """Take every word of the old version out; its line in `transcripts` stays, as superseded."""
    old = {"id": moves.old_transcript}
    write.execute(
        "delete from proposals where segment_id in (select segment_id from segments where transcript_id = $id)", old
    )
    for statement in (
        "delete from segment_themes where segment_id in (select segment_id from segments where transcript_id = $id)",
        "delete from unheard_segments where segment_id in (select segment_id from segments where transcript_id = $id)",
        "delete from segment_subthemes where segment_id in (select segment_id from segments where transcript_id = $id)",
        "delete from theme_moves where segment_id in (select segment_id from segments where transcript_id = $id)",
        "delete from theme_act_parts where segment_id in (select segment_id from segments where transcript_id = $id)",
        "delete from segmentation_members where transcript_id = $id",
        "delete from segmentations where transcript_id = $id",
        "delete from segments where transcript_id = $id",
        "delete from turns where transcript_id = $id",
    ):
        write.execute(statement, old)
    write.execute("delete from voices where source_id = $source_id", {"source_id": moves.source_id})


def forget_names(write: Write, source_id: str, shown_name: str) -> None:
    """Show a source under this name, and keep none of those it had before."""
    write.execute("delete from source_names where source_id = $source_id", {"source_id": source_id})
    write.execute(
        "insert into source_names values ($source_id, $seq, $name)",
        {"source_id": source_id, "seq": write.next_seq(), "name": shown_name},
    )
    write.execute(
        "update sightings set shown_name = $name where source_id = $source_id",
        {"source_id": source_id, "name": shown_name},
    )


def segment_memos(study: StudyFile, transcript_id: str) -> tuple[tuple[str, str, str, datetime, int], ...]:
    """(memo id, segment id, author, written at, turn number) of the memos about a transcript's segments."""
    rows = study.rows(
        """
        select m.memo_id, m.about_id, m.author, m.written_at, t.turn_no
        from memos m
        join segments s on s.segment_id = m.about_id
        join turns t on t.turn_id = s.turn_id
        where m.about_kind = 'segment' and s.transcript_id = $id
        qualify row_number() over (partition by m.memo_id order by m.seq desc) = 1
        order by m.seq
        """,
        {"id": transcript_id},
    )
    return tuple((row[0], row[1], row[2], row[3], row[4]) for row in rows)


def questions_of(study: StudyFile, transcript_id: str) -> tuple[str, ...]:
    """The questions before a transcript's segments."""
    rows = study.rows(
        "select distinct question from segments where transcript_id = $id and question is not null order by question",
        {"id": transcript_id},
    )
    return tuple(row[0] for row in rows)


def settings_done(study: StudyFile, step: Step) -> dict[str, str]:
    """Under which settings a per-source step last did each subject."""
    return dict(
        study.rows(
            """
            select d.subject, arg_max(d.settings, r.seq)
            from done d
            join runs r using (run_id)
            where d.step = $step
            group by d.subject
            """,
            {"step": step.value},
        )
    )


def stranded(study: StudyFile) -> tuple[Stranded, ...]:
    """What still waits for somebody to code it again or to dismiss it."""
    rows = study.dicts(
        """
        select stranded_id, about, source_id, source_name, from_version, turn_no, code_id, code_path, finding_id, stance,
               coder, decided_at, why
        from v_stranded
        order by source_name, turn_no, code_path, coder, stranded_id
        """
    )
    return tuple(Stranded(**row) for row in rows)


def settle(write: Write, stranded_id: str, *, reason: str) -> None:
    """Somebody has looked at it and lets it go."""
    write.execute(
        "insert into stranded_settled values ($id, $seq, $by, $at, $reason)",
        {"id": stranded_id, "seq": write.next_seq(), "by": write.actor, "at": write.at, "reason": reason},
    )
    write.record("stranded dismissed", stranded_id)
