"""Findings, their evidence, and what `ground` computed of them. Every wording and every change of evidence is kept."""

from __future__ import annotations

import json

from models.finding import Evidence, Finding, Grounding, Scope
from models.report import TraceRow
from models.rows import EvidenceRow
from models.transcript import Anchor
from pipeline.store.connection import StudyFile, Write
from pipeline.store.journal import row_digest


def add_finding(write: Write, finding: Finding) -> None:
    """Enter a finding, or its new wording or status."""
    write.execute(
        """
        insert into findings values ($finding_id, $seq, $statement, $status, $scope, $author, $written_at, $code_ids)
        """,
        {
            "finding_id": finding.finding_id,
            "seq": write.next_seq(),
            "statement": finding.statement,
            "status": finding.status.value,
            "scope": finding.scope.model_dump_json(),
            "author": finding.author,
            "written_at": finding.written_at,
            "code_ids": json.dumps(finding.code_ids),
        },
    )
    write.record(
        "finding written",
        finding.finding_id,
        digest=finding_digest(finding.statement, finding.status.value, finding.author),
    )


def finding_digest(statement: str, status: str, author: str) -> str:
    """What the journal keeps of a wording."""
    return row_digest(statement, status, author)


def findings(study: StudyFile) -> tuple[Finding, ...]:
    """Every finding at its latest wording, oldest first."""
    rows = study.dicts(
        """
        select f.finding_id, f.statement, f.status, f.scope, f.author, f.written_at, f.code_ids
        from current_findings f
        join (select finding_id, min(seq) as first_seq from findings group by finding_id) o using (finding_id)
        order by o.first_seq
        """
    )
    return tuple(_finding(row) for row in rows)


def finding_history(study: StudyFile, finding_id: str) -> tuple[Finding, ...]:
    """Every wording a finding had, oldest first."""
    rows = study.dicts(
        """
        select finding_id, statement, status, scope, author, written_at, code_ids
        from findings where finding_id = $finding_id order by seq
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
        }
    )


def add_evidence(write: Write, evidence: Evidence, *, removed: bool = False) -> None:
    """Put a verbatim forward for or against a finding, or (`removed`) take it back."""
    anchor = evidence.anchor
    write.execute(
        """
        insert into evidence
        values ($evidence_id, $seq, $finding_id, $stance, $turn_id, $start_char, $end_char, $verbatim, $added_by, $added_at,
                $removed)
        """,
        {
            "evidence_id": evidence.evidence_id,
            "seq": write.next_seq(),
            "finding_id": evidence.finding_id,
            "stance": evidence.stance.value,
            "turn_id": anchor.turn_id,
            "start_char": anchor.start,
            "end_char": anchor.end,
            "verbatim": anchor.verbatim,
            "added_by": evidence.added_by,
            "added_at": evidence.added_at,
            "removed": removed,
        },
    )
    write.record(
        "evidence removed" if removed else "evidence added",
        evidence.evidence_id,
        finding_id=evidence.finding_id,
        digest=evidence_digest(evidence.stance.value, anchor.turn_id, anchor.start, anchor.end, anchor.verbatim),
    )


def evidence_digest(stance: str, turn_id: str, start: int, end: int, verbatim: str) -> str:
    """What the journal keeps of a piece of evidence."""
    return row_digest(stance, turn_id, start, end, verbatim)


def evidence_rows(study: StudyFile, finding_id: str | None = None) -> tuple[EvidenceRow, ...]:
    """Evidence in force with who said it and where: one finding's, or all."""
    rows = study.dicts(
        """
        select
            e.evidence_id, e.finding_id, e.stance, e.turn_id, e.start_char, e.end_char, e.verbatim, e.added_by, e.added_at,
            t.source_id, s.source_name, t.transcript_id, t.turn_no, t.speaker, t.participant_id, p.stakeholder_group,
            p.territory, p.wave,
            (
                select any_value(g.question) from segments g
                where g.turn_id = e.turn_id and g.start_char < e.end_char and e.start_char < g.end_char
            ) as question
        from current_evidence e
        join all_turns t using (turn_id)
        join v_sources s using (source_id)
        left join v_participants p on p.participant_id = t.participant_id
        where $finding_id is null or e.finding_id = $finding_id
        order by e.finding_id, e.stance, s.source_name, t.turn_no, e.start_char
        """,
        {"finding_id": finding_id},
    )
    return tuple(_evidence_row(row) for row in rows)


def _evidence_row(row: dict[str, object]) -> EvidenceRow:
    anchor = Anchor.model_validate(
        {
            "turn_id": row.pop("turn_id"),
            "start": row.pop("start_char"),
            "end": row.pop("end_char"),
            "verbatim": row.pop("verbatim"),
        }
    )
    own = {name: row.pop(name) for name in ("evidence_id", "finding_id", "stance", "added_by", "added_at")}
    return EvidenceRow.model_validate({**row, "evidence": Evidence.model_validate({**own, "anchor": anchor})})


def add_grounding(write: Write, finding_id: str, grounding: Grounding) -> None:
    """Keep what was computed for a finding's present evidence."""
    write.execute(
        "insert into groundings values ($finding_id, $seq, $grounding)",
        {"finding_id": finding_id, "seq": write.next_seq(), "grounding": grounding.model_dump_json()},
    )


def grounding(study: StudyFile, finding_id: str) -> Grounding | None:
    """The latest grounding of a finding, or None when it was never computed."""
    rows = study.rows(
        "select grounding from groundings where finding_id = $finding_id order by seq desc limit 1",
        {"finding_id": finding_id},
    )
    return Grounding.model_validate_json(rows[0][0]) if rows else None


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
