"""What people decided of the passages proposed against findings, and of the questions that put their subject. Appended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.finding import CounterDecision, QuestionJudged
from pipeline.store.connection import StudyFile, Write
from pipeline.store.journal import row_digest


def add_counter_decisions(write: Write, decisions: Sequence[CounterDecision]) -> None:
    """Enter decisions on counter-voices; one that is there already is left as it is."""
    for one in decisions:
        known = write.rows(
            "select 1 from counter_decisions where decision_id = $decision_id", {"decision_id": one.decision_id}
        )
        if known:
            continue
        write.execute(
            """
            insert into counter_decisions
            values ($decision_id, $seq, $finding_id, $segment_id, $action, $stance, $reason, $decided_by, $decided_at, $score,
                    $evidence_id)
            """,
            {**one.model_dump(mode="python"), "seq": write.next_seq()},
        )
        write.record(
            "counter-voice decided",
            one.decision_id,
            finding_id=one.finding_id,
            digest=counter_digest(
                one.finding_id,
                one.segment_id,
                one.action.value,
                one.stance,
                one.reason,
                one.decided_by,
                one.evidence_id,
            ),
        )


def counter_digest(*values: object) -> str:
    """What the journal keeps of a decision: finding, segment, action, stance, reason, who, evidence."""
    return row_digest(*values)


def counter_decisions(study: StudyFile, finding_id: str | None = None) -> tuple[CounterDecision, ...]:
    """The decisions in force (latest per finding and passage), one finding's or all, latest first."""
    rows = study.dicts(
        """
        select decision_id, finding_id, segment_id, action, stance, reason, decided_by, decided_at, score, evidence_id
        from current_counter_decisions
        where $finding_id is null or finding_id = $finding_id
        order by seq desc
        """,
        {"finding_id": finding_id},
    )
    return tuple(CounterDecision.model_validate(row) for row in rows)


def find_counter_decision(study: StudyFile, decision_id: str) -> CounterDecision | None:
    """One decision by its id."""
    rows = study.dicts(
        """
        select decision_id, finding_id, segment_id, action, stance, reason, decided_by, decided_at, score, evidence_id
        from counter_decisions where decision_id = $decision_id
        """,
        {"decision_id": decision_id},
    )
    return CounterDecision.model_validate(rows[0]) if rows else None


def counter_lines(study: StudyFile, finding_id: str, segment_id: str) -> tuple[CounterDecision, ...]:
    """Every decision ever taken on a passage for a finding, latest first."""
    rows = study.dicts(
        """
        select decision_id, finding_id, segment_id, action, stance, reason, decided_by, decided_at, score, evidence_id
        from counter_decisions
        where finding_id = $finding_id and segment_id = $segment_id
        order by seq desc
        """,
        {"finding_id": finding_id, "segment_id": segment_id},
    )
    return tuple(CounterDecision.model_validate(row) for row in rows)


def segments_coded_like(study: StudyFile, finding_id: str) -> frozenset[str]:
    """Segments that carry a code of the words which support a finding."""
    rows = study.rows(
        """
        with own as (
            select distinct c.code_id
            from current_evidence e
            join v_codings c on c.turn_id = e.turn_id and c.start_char < e.end_char and e.start_char < c.end_char
            where e.finding_id = $finding_id and e.stance = 'supports'
        )
        select distinct c.segment_id from v_codings c semi join own using (code_id)
        where c.segment_id is not null
        order by c.segment_id
        """,
        {"finding_id": finding_id},
    )
    return frozenset(row[0] for row in rows)


def move_counter_decisions(write: Write, successors: Mapping[str, str]) -> dict[str, list[str]]:
    """
    Make decisions follow their passages into a new version of the transcript, by old segment id.

    Returns:
        The digests of the decisions that moved, for the journal.
    """
    write.insert(
        "update counter_decisions set segment_id = i.new_id from incoming i where counter_decisions.segment_id = i.old_id",
        [{"old_id": old, "new_id": new} for old, new in successors.items()],
    )
    rows = write.rows(
        """
        select decision_id, finding_id, segment_id, action, stance, reason, decided_by, evidence_id
        from counter_decisions where list_contains($ids, segment_id) order by seq
        """,
        {"ids": list(successors.values())},
    )
    return {decision_id: [counter_digest(*values)] for decision_id, *values in rows}


def erase_counter_decisions(write: Write, segment_ids: Sequence[str]) -> list[str]:
    """Delete what was decided of passages that leave the study; returns the ids of the decisions."""
    rows = write.rows(
        "select decision_id from counter_decisions where list_contains($ids, segment_id) order by seq",
        {"ids": list(segment_ids)},
    )
    write.execute("delete from counter_decisions where list_contains($ids, segment_id)", {"ids": list(segment_ids)})
    return [row[0] for row in rows]


def judge_question(write: Write, judged: QuestionJudged) -> None:
    """Keep a person's word on whether a question put a finding's subject."""
    write.execute(
        "insert into questions_judged values ($finding_id, $question_id, $seq, $concerns, $judged_by, $judged_at)",
        {**judged.model_dump(mode="python"), "seq": write.next_seq()},
    )
    write.record(
        "question judged",
        judged.finding_id,
        question=judged.question_id,
        digest=judged_digest(judged.question_id, judged.concerns, judged.judged_by),
    )


def judged_digest(question_id: str, concerns: bool, judged_by: str) -> str:
    """What the journal keeps of somebody's word on a question."""
    return row_digest(question_id, concerns, judged_by)


def questions_judged(study: StudyFile) -> dict[str, dict[str, bool]]:
    """By finding, then by question id: the latest word on whether the question put the finding's subject."""
    found: dict[str, dict[str, bool]] = {}
    for finding_id, question_id, concerns in study.rows(
        """
        select finding_id, question_id, arg_max(concerns, seq)
        from questions_judged group by finding_id, question_id order by finding_id, question_id
        """
    ):
        found.setdefault(finding_id, {})[question_id] = concerns
    return found
