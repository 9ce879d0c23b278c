"""Findings, their evidence, and what `ground` computed of them. Every wording and every change of evidence is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from models.finding import Evidence, Finding, Grounding, Scope
from models.report import TraceRow
from models.rows import EvidenceRow
from models.transcript import Anchor
from pipeline.store.connection import StudyFile, Write
from pipeline.store.journal import new_salt, row_digest


def add_finding(write: Write, finding: Finding) -> None:
    """Enter a finding, or its new wording or status, with whose remark it came after."""
    add_findings(write, (finding,))


def add_findings(write: Write, written: Sequence[Finding]) -> None:
    """Enter many at once, in this order."""
    numbers = write.next_seqs(len(written))
    write.insert(
        """
        insert into findings
        select finding_id, seq, statement, status, scope, author, written_at, code_ids from incoming order by seq
        """,
        [
            {
                "finding_id": finding.finding_id,
                "seq": seq,
                "statement": finding.statement,
                "status": finding.status.value,
                "scope": finding.scope.model_dump_json(),
                "author": finding.author,
                "written_at": finding.written_at,
                "code_ids": json.dumps(finding.code_ids),
            }
            for finding, seq in zip(written, numbers, strict=True)
        ],
    )
    for finding, seq in zip(written, numbers, strict=True):
        _add_origin(write, finding, seq=seq)
        write.record(
            "finding written",
            finding.finding_id,
            digest=finding_digest(finding.statement, finding.status.value, finding.author),
        )


def _add_origin(write: Write, finding: Finding, *, seq: int) -> None:
    """What is told of a wording beside its words; nothing is written when nothing is told."""
    if not (finding.theme_ids or finding.prompted_by or finding.remark):
        return
    theme_ids = json.dumps(finding.theme_ids)
    write.execute(
        "insert into wording_origins values ($finding_id, $seq, $theme_ids, $prompted_by, $remark)",
        {
            "finding_id": finding.finding_id,
            "seq": seq,
            "theme_ids": theme_ids,
            "prompted_by": finding.prompted_by,
            "remark": finding.remark,
        },
    )
    write.record(
        "finding prompted",
        finding.finding_id,
        digest=origin_digest(theme_ids, finding.prompted_by, finding.remark),
    )


def origin_digest(theme_ids: str, prompted_by: str, remark: str) -> str:
    """What the journal keeps of after whose remark a wording came."""
    return row_digest(theme_ids, prompted_by, remark)


def finding_digest(statement: str, status: str, author: str) -> str:
    """What the journal keeps of a wording."""
    return row_digest(statement, status, author)


def findings(study: StudyFile, finding_id: str | None = None) -> tuple[Finding, ...]:
    """Every finding at its latest wording, oldest first; or the one of this id, if there is one."""
    rows = study.dicts(
        """
        select f.finding_id, f.statement, f.status, f.scope, f.author, f.written_at, f.code_ids, o.theme_ids, o.prompted_by,
               o.remark
        from (
            select *, min(seq) over (partition by finding_id) as first_seq
            from findings
            where $finding_id is null or finding_id = $finding_id
            qualify row_number() over (partition by finding_id order by seq desc) = 1
        ) f
        left join wording_origins o on o.finding_id = f.finding_id and o.seq = f.seq
        order by f.first_seq
        """,
        {"finding_id": finding_id},
    )
    return tuple(_finding(row) for row in rows)


def finding_history(study: StudyFile, finding_id: str) -> tuple[Finding, ...]:
    """Every wording a finding had, oldest first."""
    rows = study.dicts(
        """
        select f.finding_id, f.statement, f.status, f.scope, f.author, f.written_at, f.code_ids, o.theme_ids, o.prompted_by,
               o.remark
        from findings f
        left join wording_origins o on o.finding_id = f.finding_id and o.seq = f.seq
        where f.finding_id = $finding_id
        order by f.seq
        """,
        {"finding_id": finding_id},
    )
    return tuple(_finding(row) for row in rows)


def _finding(row: dict[str, object]) -> Finding:
    return Finding.model_validate(
        {
            **row,
            "scope": Scope.model_validate_json(str(row["scope"])),
            "code_ids": tuple(json.loads(str(row["code_ids"]))),
            "theme_ids": tuple(json.loads(str(row["theme_ids"] or "[]"))),
            "prompted_by": row["prompted_by"] or "",
            "remark": row["remark"] or "",
        }
    )


def add_evidence(write: Write, evidence: Evidence, *, removed: bool = False) -> None:
    """Put a verbatim forward for or against a finding, or (`removed`) take it back."""
    add_pieces(write, (evidence,), removed=removed)


def add_pieces(write: Write, pieces: Sequence[Evidence], *, removed: bool = False) -> None:
    """Put many verbatims forward at once, or take them back, in this order."""
    salts = [new_salt() for _ in pieces]
    rows = [
        {
            "evidence_id": one.evidence_id,
            "seq": seq,
            "finding_id": one.finding_id,
            "stance": one.stance.value,
            "turn_id": one.anchor.turn_id,
            "start_char": one.anchor.start,
            "end_char": one.anchor.end,
            "verbatim": one.anchor.verbatim,
            "added_by": one.added_by,
            "added_at": one.added_at,
            "removed": removed,
            "salt": salt,
        }
        for one, salt, seq in zip(pieces, salts, write.next_seqs(len(pieces)), strict=True)
    ]
    write.insert(
        """
        insert into evidence
        select evidence_id, seq, finding_id, stance, turn_id, start_char, end_char, verbatim, added_by, added_at, removed, salt
        from incoming order by seq
        """,
        rows,
    )
    for one, salt in zip(pieces, salts, strict=True):
        place = one.anchor
        write.record(
            "evidence removed" if removed else "evidence added",
            one.evidence_id,
            finding_id=one.finding_id,
            digest=evidence_digest(one.stance.value, place.turn_id, place.start, place.end, place.verbatim, salt=salt),
        )


def evidence_digest(stance: str, turn_id: str, start: int, end: int, verbatim: str, *, salt: str | None) -> str:
    """What the journal keeps of a piece of evidence, with the row's salt."""
    return row_digest(stance, turn_id, start, end, verbatim, salt=salt)


def evidence_rows(study: StudyFile, finding_id: str | None = None) -> tuple[EvidenceRow, ...]:
    """
    Evidence in force with who said it and where: one finding's, or all.

    The few turns are found first, then who speaks in them as `all_turns` says it: joining the view would read every turn.
    """
    rows = study.dicts(
        """
        with latest as (
            select * from evidence
            where $finding_id is null or finding_id = $finding_id
            qualify row_number() over (partition by evidence_id order by seq desc) = 1
        ),
        standing as materialized (select * from latest where not removed),
        said as materialized (
            select e.*, t.transcript_id, t.turn_no, t.speaker, t.participant_id as written_as, t.standing
            from standing e
            join turns t using (turn_id)
        )
        select
            e.evidence_id, e.finding_id, e.stance, e.turn_id, e.start_char, e.end_char, e.verbatim, e.added_by, e.added_at,
            c.source_id, s.source_name, e.transcript_id, e.turn_no, e.speaker,
            case when v.speaker is not null then v.participant_id else e.written_as end as participant_id,
            p.stakeholder_group, p.territory, p.wave, e.standing, s.kind as source_kind,
            q.question
        from said e
        join transcripts c using (transcript_id)
        join v_sources s on s.source_id = c.source_id
        left join current_voices v on v.source_id = c.source_id and v.speaker = e.speaker
        left join v_participants p
          on p.participant_id = case when v.speaker is not null then v.participant_id else e.written_as end
        left join (
            select c.evidence_id, any_value(g.question) as question
            from standing c
            join segments g on g.turn_id = c.turn_id and g.start_char < c.end_char and c.start_char < g.end_char
            group by c.evidence_id
        ) q using (evidence_id)
        order by e.finding_id, e.stance, s.source_name, e.turn_no, e.start_char
        """,
        {"finding_id": finding_id},
    )
    return tuple(_evidence_row(row) for row in rows)


def _evidence_row(row: dict[str, object]) -> EvidenceRow:
    evidence = _evidence(row)
    place = {name: value for name, value in row.items() if name not in _EVIDENCE_COLUMNS}
    return EvidenceRow.model_validate({**place, "evidence": evidence})


_EVIDENCE_COLUMNS = frozenset(
    ("evidence_id", "finding_id", "stance", "turn_id", "start_char", "end_char", "verbatim", "added_by", "added_at")
)


def add_groundings(write: Write, computed: Mapping[str, Grounding]) -> None:
    """Keep what was computed for many findings at once."""
    first = write.next_seq()
    write.insert(
        "insert into groundings select finding_id, seq, grounding from incoming",
        [
            {"finding_id": finding_id, "seq": first, "grounding": grounding.model_dump_json()}
            for finding_id, grounding in computed.items()
        ],
    )


def grounding(study: StudyFile, finding_id: str) -> Grounding | None:
    """The latest grounding of a finding, or None when it was never computed."""
    rows = study.rows(
        "select grounding from groundings where finding_id = $finding_id order by seq desc limit 1",
        {"finding_id": finding_id},
    )
    return Grounding.model_validate_json(rows[0][0]) if rows else None


def groundings(study: StudyFile) -> dict[str, Grounding]:
    """The latest grounding of every finding that has one."""
    rows = study.rows(
        "select finding_id, arg_max(grounding, seq) from groundings group by finding_id order by finding_id"
    )
    return {finding_id: Grounding.model_validate_json(kept) for finding_id, kept in rows}


def grounded_on(study: StudyFile) -> tuple[int, ...]:
    """What every grounding stands on beside its evidence: counts and latest numbers of people, voices, cuts, judged questions."""
    rows = study.rows(
        """
        select coalesce(max(seq), 0), count(*) from participants
        union all select coalesce(max(seq), 0), count(*) from voices
        union all select coalesce(max(seq), 0), count(*) from segmentations
        union all select coalesce(max(seq), 0), count(*) from questions_judged
        union all select 0, count(*) from segments
        union all select 0, count(*) from turns
        """
    )
    return tuple(number for row in rows for number in row)


def acts(study: StudyFile, finding_id: str) -> tuple[tuple[str, str], ...]:
    """What was done to a finding, latest first, as (what, id): `wording`, `evidence` or `counter`."""
    rows = study.rows(
        """
        select what, id from (
            select 'wording' as what, finding_id as id, seq from findings where finding_id = $finding_id
            union all
            select 'evidence', evidence_id, seq from evidence where finding_id = $finding_id
            union all
            select 'counter', decision_id, seq from counter_decisions where finding_id = $finding_id
        )
        order by seq desc
        """,
        {"finding_id": finding_id},
    )
    return tuple(rows)


def evidence_lines(study: StudyFile, evidence_id: str) -> tuple[tuple[Evidence, bool], ...]:
    """Every line of a piece of evidence, latest first, with whether it took it back."""
    rows = study.dicts(
        """
        select evidence_id, finding_id, stance, turn_id, start_char, end_char, verbatim, added_by, added_at, removed
        from evidence where evidence_id = $evidence_id order by seq desc
        """,
        {"evidence_id": evidence_id},
    )
    return tuple((_evidence(row), bool(row["removed"])) for row in rows)


def _evidence(row: Mapping[str, object]) -> Evidence:
    anchor = Anchor.model_validate(
        {"turn_id": row["turn_id"], "start": row["start_char"], "end": row["end_char"], "verbatim": row["verbatim"]}
    )
    own = {name: row[name] for name in ("evidence_id", "finding_id", "stance", "added_by", "added_at")}
    return Evidence.model_validate({**own, "anchor": anchor})


def trace(study: StudyFile, finding_id: str | None = None) -> tuple[TraceRow, ...]:
    """The walk from each finding to its files: `v_trace`, one finding's or all."""
    rows = study.dicts(
        """
        select
            finding_id, statement, stance, verbatim, code_path, coder, decided_at, participant_id, stakeholder_group,
            turn_no, speaker_role, start_char, end_char, transcript_id, transcript_version, source_id, source_name,
            source_sha256
        from v_trace
        where $finding_id is null or finding_id = $finding_id
        order by finding_id, stance, source_name, turn_no, start_char, code_path, coder
        """,
        {"finding_id": finding_id},
    )
    return tuple(TraceRow(**row) for row in rows)
