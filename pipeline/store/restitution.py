"""Booklets handed over, replies that came back and what they changed; plain wordings. Every line is kept, the latest holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from models.base import content_id
from models.restitution import Given, Outcome, PlainWording, ReplyRow, ReplySheet
from pipeline.store.connection import StudyFile, Write
from pipeline.store.journal import row_digest


def add_sheet(write: Write, sheet: ReplySheet, *, source_id: str) -> str:
    """Enter a sheet beside its source. Returns its id; the words are in the source's transcript, not here."""
    sheet_id = content_id("sheet", source_id)
    _add_sheet_line(write, sheet_id, sheet, source_id=source_id, removed=False)
    write.insert(
        """
        insert into replies select reply_id, sheet_id, finding_id, statement, turn_no, answer, said from incoming
        on conflict do nothing
        """,
        [
            {
                "reply_id": content_id("reply", sheet_id, number),
                "sheet_id": sheet_id,
                "finding_id": reply.finding_id,
                "statement": reply.statement,
                "turn_no": number,
                "answer": reply.answer.value,
                "said": bool(reply.words.strip()),
            }
            for number, reply in enumerate(sheet.replies, start=1)
        ],
    )
    return sheet_id


def _add_sheet_line(write: Write, sheet_id: str, sheet: ReplySheet, *, source_id: str, removed: bool) -> None:
    write.execute(
        """
        insert into reply_sheets values ($sheet_id, $seq, $source_id, $step, $participant_id, $group_name, $n_present,
                                         $received_on, $hand, $entered_by, $entered_at, $removed)
        """,
        {
            "sheet_id": sheet_id,
            "seq": write.next_seq(),
            "source_id": source_id,
            "step": sheet.step.value,
            "participant_id": sheet.participant_id,
            "group_name": sheet.group,
            "n_present": sheet.n_present,
            "received_on": sheet.received_on,
            "hand": sheet.hand.value,
            "entered_by": write.actor,
            "entered_at": write.at,
            "removed": removed,
        },
    )
    write.record(
        "reply removed" if removed else "reply entered",
        sheet_id,
        source_id=source_id,
        digest=row_digest(sheet.step, sheet.group, sheet.n_present, *(r.answer for r in sheet.replies)),
    )


def remove_sheet(write: Write, sheet_id: str) -> None:
    """Set aside a sheet that was entered by mistake; what was entered stays on record."""
    write.execute(
        """
        insert into reply_sheets
        select sheet_id, $seq, source_id, step, participant_id, group_name, n_present, received_on, hand, $by, $at, true
        from reply_sheets where sheet_id = $sheet_id
        qualify row_number() over (order by seq desc) = 1
        """,
        {"sheet_id": sheet_id, "seq": write.next_seq(), "by": write.actor, "at": write.at},
    )
    write.record("reply removed", sheet_id)


def replies(study: StudyFile, *, finding_id: str | None = None) -> tuple[ReplyRow, ...]:
    """Replies in force, oldest sheet first, with their words where they have passed the gate: one finding's, or all."""
    rows = study.dicts(
        """
        select
            r.reply_id, r.sheet_id, c.source_id, r.finding_id, r.statement, r.turn_no, r.answer, r.said, c.step,
            c.participant_id, coalesce(p.stakeholder_group, c.group_name) as "group", c.n_present, c.received_on, c.hand,
            c.entered_by, c.entered_at, s.source_name, s.state, t.text as words, t.turn_id, t.transcript_id
        from replies r
        join current_reply_sheets c using (sheet_id)
        join v_sources s on s.source_id = c.source_id
        left join v_turns t on t.source_id = c.source_id and t.turn_no = r.turn_no
        left join v_participants p on p.participant_id = c.participant_id
        where $finding_id is null or r.finding_id = $finding_id
        order by c.entered_at, c.sheet_id, r.turn_no
        """,
        {"finding_id": finding_id},
    )
    return tuple(ReplyRow(**row) for row in rows)


def replied(study: StudyFile) -> tuple[tuple[str, str], ...]:
    """(finding id, participant) of every reply in force that a person gave alone."""
    rows = study.rows(
        """
        select distinct r.finding_id, c.participant_id
        from replies r
        join current_reply_sheets c using (sheet_id)
        where c.participant_id is not null
        order by all
        """
    )
    return tuple((row[0], row[1]) for row in rows)


def add_outcome(write: Write, outcome: Outcome) -> None:
    """Keep what was decided after a reply, or (`undone`) that it was taken back."""
    fields: dict[str, Any] = outcome.model_dump(mode="json") | {
        "seq": write.next_seq(),
        "decided_at": outcome.decided_at,
    }
    write.execute(
        """
        insert into reply_outcomes values ($outcome_id, $seq, $reply_id, $finding_id, $effect, $evidence_id, $stance,
            $status_before, $status_after, $statement_before, $statement_after, $reason, $decided_by, $decided_at, $undone)
        """,
        fields,
    )
    write.record(
        "reply outcome undone" if outcome.undone else "reply outcome",
        outcome.outcome_id,
        reply_id=outcome.reply_id,
        finding_id=outcome.finding_id,
        effect=outcome.effect.value,
        digest=row_digest(
            outcome.status_before,
            outcome.status_after,
            outcome.statement_before,
            outcome.statement_after,
            outcome.reason,
        ),
    )


def outcomes(study: StudyFile, *, finding_id: str | None = None) -> tuple[Outcome, ...]:
    """What was decided after replies, oldest first, those taken back included."""
    rows = study.dicts(
        """
        select outcome_id, reply_id, finding_id, effect, evidence_id, stance, status_before, status_after, statement_before,
               statement_after, reason, decided_by, decided_at, undone
        from current_reply_outcomes
        where $finding_id is null or finding_id = $finding_id
        """,
        {"finding_id": finding_id},
    )
    return tuple(Outcome(**row) for row in rows)


def add_given(write: Write, given: Given) -> None:
    """Keep that a booklet was handed over, or (`taken_back`) that it was not after all."""
    write.execute(
        """
        insert into booklets_given values ($given_id, $seq, $participant_id, $group, $given_on, $given_by, $finding_ids,
                                           $taken_back)
        """,
        given.model_dump() | {"seq": write.next_seq(), "finding_ids": json.dumps(given.finding_ids)},
    )
    write.record("booklet taken back" if given.taken_back else "booklet given", given.given_id)


def given(study: StudyFile) -> tuple[Given, ...]:
    """Booklets handed over, oldest first."""
    rows = study.dicts(
        """
        select given_id, participant_id, group_name as "group", given_on, given_by, finding_ids
        from (select * from booklets_given qualify row_number() over (partition by given_id order by seq desc) = 1)
        where not taken_back
        order by seq
        """
    )
    return tuple(Given(**{**row, "finding_ids": tuple(json.loads(row["finding_ids"]))}) for row in rows)


def add_plain_wording(write: Write, wording: PlainWording) -> None:
    """Enter a finding's plain wording, or a new one; what it said before is kept."""
    write.execute(
        "insert into plain_wordings values ($finding_id, $seq, $text, $statement, $author, $written_at)",
        wording.model_dump() | {"seq": write.next_seq()},
    )
    write.record("plain wording", wording.finding_id, digest=row_digest(wording.text, wording.author))


def plain_wordings(study: StudyFile) -> dict[str, PlainWording]:
    """The latest plain wording of each finding that has one."""
    rows = study.dicts(
        """
        select finding_id, text, statement, author, written_at from plain_wordings
        qualify row_number() over (partition by finding_id order by seq desc) = 1
        order by finding_id
        """
    )
    return {row["finding_id"]: PlainWording(**row) for row in rows}


def plain_history(study: StudyFile, finding_id: str) -> tuple[PlainWording, ...]:
    """Every plain wording that a finding had, oldest first."""
    rows = study.dicts(
        "select finding_id, text, statement, author, written_at from plain_wordings where finding_id = $id order by seq",
        {"id": finding_id},
    )
    return tuple(PlainWording(**row) for row in rows)


def erase_person(write: Write, participant_id: str, source_ids: Sequence[str]) -> list[str]:
    """
    Take away what a person answered and was given, for a withdrawal: their sheets, what was decided after them, booklets.

    Wordings of findings stay, without telling after whose remark they came. Returns the ids of what was erased.
    """
    mine = {"id": participant_id, "sources": list(source_ids)}
    sheets = [
        row[0]
        for row in write.rows(
            """
            select distinct sheet_id from reply_sheets
            where participant_id = $id or list_contains($sources, source_id) order by sheet_id
            """,
            mine,
        )
    ]
    gone = {"ids": sheets}
    answered = [
        row[0]
        for row in write.rows(
            "select reply_id from replies where list_contains($ids, sheet_id) order by reply_id", gone
        )
    ]
    decided = [
        row[0]
        for row in write.rows(
            "select distinct outcome_id from reply_outcomes where list_contains($ids, reply_id) order by outcome_id",
            {"ids": answered},
        )
    ]
    write.execute("delete from reply_outcomes where list_contains($ids, reply_id)", {"ids": answered})
    write.execute("delete from replies where list_contains($ids, sheet_id)", gone)
    write.execute("delete from reply_sheets where list_contains($ids, sheet_id)", gone)
    write.execute("delete from booklets_given where participant_id = $id", {"id": participant_id})
    return [*sheets, *answered, *decided]


def coded_words(study: StudyFile, participant_id: str, *, limit: int) -> tuple[tuple[str, int, str], ...]:
    """Coded words of a person that no finding cites: (turn id, first code point, words), the longest `limit`, in reading order."""
    rows = study.rows(
        """
        select turn_id, start_char, verbatim
        from (
            select distinct c.turn_id, c.start_char, c.verbatim, t.source_id, t.turn_no
            from v_codings c
            join v_turns t using (turn_id)
            where t.participant_id = $participant_id
              and not exists (
                select 1 from current_evidence e
                where e.turn_id = c.turn_id and e.start_char < c.end_char and c.start_char < e.end_char
              )
            order by length(c.verbatim) desc, c.turn_id, c.start_char
            limit $limit
        )
        order by source_id, turn_no, start_char
        """,
        {"participant_id": participant_id, "limit": limit},
    )
    return tuple((row[0], row[1], row[2]) for row in rows)
