"""Proposals, decisions, memos. Decisions are appended and never updated; the latest one for the same words is in force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.coding import Coding, Decision, Memo, Proposal, ProposalState
from models.rows import ProposalRow, SegmentRow
from models.transcript import Anchor
from pipeline.store.connection import StudyFile, Write
from pipeline.store.journal import new_salt, row_digest
from pipeline.store.segments import segment_rows


def add_proposals(write: Write, proposals: Sequence[Proposal]) -> None:
    """Keep what the machine proposes."""
    write.insert(
        """
        insert into proposals
        select proposal_id, segment_id, code_id, score, reason, run_id from incoming
        on conflict do nothing
        """,
        [proposal.model_dump() for proposal in proposals],
    )


def add_decisions(write: Write, decisions: Sequence[Decision]) -> int:
    """Append decisions; one whose id is already there was sent twice and is not added again. Returns how many went in."""
    added = 0
    for decision in decisions:
        if write.rows("select 1 from decisions where decision_id = $id", {"id": decision.decision_id}):
            continue
        anchor, salt = decision.anchor, new_salt()
        write.execute(
            """
            insert into decisions
            values ($decision_id, $seq, $action, $segment_id, $turn_id, $start_char, $end_char, $verbatim, $code_id, $coder,
                    $decided_at, $reason, $proposal_id, $score, $undoes, $salt)
            """,
            {
                "decision_id": decision.decision_id,
                "seq": write.next_seq(),
                "action": decision.action.value,
                "segment_id": decision.segment_id,
                "turn_id": anchor.turn_id,
                "start_char": anchor.start,
                "end_char": anchor.end,
                "verbatim": anchor.verbatim,
                "code_id": decision.code_id,
                "coder": decision.coder,
                "decided_at": decision.decided_at,
                "reason": decision.reason,
                "proposal_id": decision.proposal_id,
                "score": decision.score,
                "undoes": decision.undoes,
                "salt": salt,
            },
        )
        write.record(
            "decision",
            decision.decision_id,
            action=decision.action.value,
            digest=decision_digest(
                decision.action.value,
                anchor.turn_id,
                anchor.start,
                anchor.end,
                anchor.verbatim,
                decision.code_id,
                decision.coder,
                salt=salt,
            ),
        )
        added += 1
    return added


def decision_digest(*values: object, salt: str | None) -> str:
    """What the journal keeps of a decision: action, turn, start, end, verbatim, code, coder, and the row's salt."""
    return row_digest(*values, salt=salt)


def decisions(study: StudyFile, *, coder: str | None = None, current_only: bool = False) -> tuple[Decision, ...]:
    """Decisions in the order they were taken: all, or one coder's; every one, or only those in force."""
    table = "current_decisions" if current_only else "decisions"
    statement = {
        "decisions": """
            select decision_id, action, segment_id, turn_id, start_char, end_char, verbatim, code_id, coder, decided_at,
                   reason, proposal_id, score, undoes
            from decisions where $coder is null or coder = $coder order by seq
        """,
        "current_decisions": """
            select decision_id, action, segment_id, turn_id, start_char, end_char, verbatim, code_id, coder, decided_at,
                   reason, proposal_id, score, undoes
            from current_decisions where $coder is null or coder = $coder order by seq
        """,
    }[table]
    return tuple(_decision(row) for row in study.dicts(statement, {"coder": coder}))


def _decision(row: dict[str, Any]) -> Decision:
    anchor = Anchor(
        turn_id=row.pop("turn_id"), start=row.pop("start_char"), end=row.pop("end_char"), verbatim=row.pop("verbatim")
    )
    return Decision(anchor=anchor, **row)


def find_proposal(study: StudyFile, proposal_id: str) -> Proposal | None:
    """One proposal, of any run."""
    rows = study.dicts(
        """
        select proposal_id, segment_id, code_id, score, reason, run_id from proposals where proposal_id = $proposal_id
        """,
        {"proposal_id": proposal_id},
    )
    return Proposal(**rows[0]) if rows else None


def proposal_rows(
    study: StudyFile,
    *,
    state: ProposalState | None = ProposalState.PENDING,
    code_id: str | None = None,
    transcript_id: str | None = None,
    limit: int = 100,
) -> tuple[ProposalRow, ...]:
    """Proposals with their segments, the highest score first."""
    rows = study.dicts(
        """
        select v.proposal_id, p.code_id, v.code_path, v.score, v.reason, v.run_id, v.state, v.segment_id
        from v_proposals v
        join proposals p using (proposal_id)
        join v_segments s on s.segment_id = v.segment_id
        where ($state is null or v.state = $state)
          and ($code_id is null or p.code_id = $code_id)
          and ($transcript_id is null or s.transcript_id = $transcript_id)
        order by v.score desc, v.proposal_id
        limit $limit
        """,
        {
            "state": state.value if state else None,
            "code_id": code_id,
            "transcript_id": transcript_id,
            "limit": limit,
        },
    )
    segments = _by_id(study, [row["segment_id"] for row in rows])
    return tuple(ProposalRow(segment=segments[row.pop("segment_id")], **row) for row in rows)


def _by_id(study: StudyFile, segment_ids: Sequence[str]) -> dict[str, SegmentRow]:
    if not segment_ids:
        return {}
    return {row.segment_id: row for row in segment_rows(study, segment_ids=list(dict.fromkeys(segment_ids)))}


def proposal_counts(study: StudyFile) -> dict[str, int]:
    """How many proposals are pending, accepted, rejected."""
    return dict(study.rows("select state, count(*) from v_proposals group by state order by state"))


def codings(
    study: StudyFile, *, transcript_id: str | None = None, code_id: str | None = None, limit: int | None = None
) -> tuple[Coding, ...]:
    """Codings in force: all, one transcript's, or one code's."""
    rows = study.dicts(
        """
        select c.coding_id, c.segment_id, c.turn_id, c.start_char, c.end_char, c.verbatim, c.code_id, c.code_path, c.coder,
               c.origin, c.score, c.decided_at
        from v_codings c
        join turns t using (turn_id)
        where ($transcript_id is null or t.transcript_id = $transcript_id)
          and ($code_id is null or c.code_id = $code_id)
        order by t.transcript_id, t.turn_no, c.start_char, c.code_path, c.coder
        limit coalesce($limit, 1000000000)
        """,
        {"transcript_id": transcript_id, "code_id": code_id, "limit": limit},
    )
    return tuple(Coding(**row) for row in rows)


def coders(study: StudyFile) -> tuple[str, ...]:
    """Everybody who decided anything."""
    return tuple(row[0] for row in study.rows("select distinct coder from decisions order by coder"))


def decisions_seq(study: StudyFile) -> int:
    """Grows with every decision."""
    value: int = study.rows("select coalesce(max(seq), 0) from decisions")[0][0]
    return value


def add_memo(write: Write, memo: Memo) -> None:
    """Keep a memo, or its new wording."""
    write.execute(
        "insert into memos values ($memo_id, $seq, $about_kind, $about_id, $text, $author, $written_at)",
        {**memo.model_dump(), "seq": write.next_seq()},
    )
    write.record("memo", memo.memo_id, about_kind=memo.about_kind, about_id=memo.about_id)


def memos(study: StudyFile, *, about_kind: str | None = None, about_id: str | None = None) -> tuple[Memo, ...]:
    """Memos at their latest wording: all, or those about one thing; an emptied memo is gone from here."""
    rows = study.dicts(
        """
        select memo_id, about_kind, about_id, text, author, written_at
        from memos
        where ($about_kind is null or about_kind = $about_kind) and ($about_id is null or about_id = $about_id)
        qualify row_number() over (partition by memo_id order by seq desc) = 1
        order by written_at, memo_id
        """,
        {"about_kind": about_kind, "about_id": about_id},
    )
    return tuple(Memo(**row) for row in rows if row["text"])
