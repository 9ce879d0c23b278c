"""Withdrawal: everything that rests on a person leaves the study file in one transaction; the journal says so by hash."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from models.transcript import SourceState
from pipeline.store.connection import StudyFile, Write
from pipeline.store.sources import set_state, turns_digest


def erase_person(
    write: Write, participant_id: str, *, whole_sources: Sequence[str], shared_sources: Sequence[str], receipt: str
) -> list[str]:
    """
    Delete a person's turns and all that was derived from them.

    Args:
        whole_sources: sources in which nobody else took part: everything of them goes, the interviewer's words too.
        shared_sources: sources that hold other people too: only this person's turns go.
        receipt: hash under which the journal keeps the list of erased ids.

    Returns:
        The ids of everything erased. The line of a whole source stays, as withdrawn, with its hash and without a name.
    """
    turns = _ids(
        write,
        """
        select turn_id from all_turns
        where list_contains($whole, source_id) or (list_contains($shared, source_id) and participant_id = $participant_id)
        """,
        {"whole": list(whole_sources), "shared": list(shared_sources), "participant_id": participant_id},
    )
    transcripts = _ids(
        write,
        "select transcript_id from transcripts where list_contains($ids, source_id)",
        {"ids": list(whole_sources)},
    )
    segments = _ids(write, "select segment_id from segments where list_contains($ids, turn_id)", {"ids": turns})
    decisions = _ids(write, "select decision_id from decisions where list_contains($ids, turn_id)", {"ids": turns})
    evidence = _ids(
        write, "select distinct evidence_id from evidence where list_contains($ids, turn_id)", {"ids": turns}
    )
    gone = {"ids": [*turns, *transcripts, *segments, *decisions, *evidence, *whole_sources, participant_id]}
    write.execute("delete from memos where list_contains($ids, about_id)", gone)
    write.execute("delete from evidence where list_contains($ids, turn_id)", gone)
    write.execute("delete from decisions where list_contains($ids, turn_id)", gone)
    write.execute("delete from proposals where list_contains($ids, segment_id)", gone)
    write.execute("delete from segment_themes where list_contains($ids, segment_id)", gone)
    write.execute("delete from unheard_segments where list_contains($ids, segment_id)", gone)
    write.execute("delete from segmentation_members where list_contains($ids, segment_id)", gone)
    write.execute("delete from segments where list_contains($ids, segment_id)", gone)
    write.execute("delete from turns where list_contains($ids, turn_id)", gone)
    write.execute("delete from segmentations where list_contains($ids, transcript_id)", gone)
    write.execute("delete from transcripts where list_contains($ids, transcript_id)", gone)
    write.execute(
        "delete from voices where list_contains($ids, source_id) or participant_id = $participant_id",
        {**gone, "participant_id": participant_id},
    )
    write.execute("delete from participants where participant_id = $participant_id", {"participant_id": participant_id})
    for source_id in whole_sources:
        _forget_name(write, source_id)
        set_state(write, source_id, SourceState.WITHDRAWN)
    for source_id in shared_sources:
        _record_what_remains(write, source_id)
    erased = [*transcripts, *turns, *segments, *decisions, *evidence]
    write.record("withdrawal", receipt, erased=erased, whole=list(whole_sources), shared=list(shared_sources))
    return erased


def _forget_name(write: Write, source_id: str) -> None:
    write.execute("delete from source_names where source_id = $source_id", {"source_id": source_id})
    write.execute(
        "insert into source_names values ($source_id, $seq, $name)",
        {"source_id": source_id, "seq": write.next_seq(), "name": f"retirée-{source_id[:8]}"},
    )


def _record_what_remains(write: Write, source_id: str) -> None:
    """The transcripts of a shared source are shorter from now on: the journal keeps the digest of what remains."""
    for (transcript_id,) in write.rows(
        "select transcript_id from transcripts where source_id = $source_id order by version", {"source_id": source_id}
    ):
        turns = write.rows(
            "select turn_no, speaker, text from turns where transcript_id = $id order by turn_no", {"id": transcript_id}
        )
        write.record("transcript released", transcript_id, source_id=source_id, digest=turns_digest(turns))
    write.execute(
        """
        update sources set n_turns = r.n_turns, n_words = r.n_words
        from (
            select count(*) as n_turns, coalesce(sum(len(string_split_regex(trim(text), '\\s+'))), 0) as n_words
            from v_turns where source_id = $source_id
        ) r
        where sources.source_id = $source_id
        """,
        {"source_id": source_id},
    )


def _ids(write: Write, statement: str, parameters: dict[str, Any]) -> list[str]:
    return [row[0] for row in write.rows(statement, parameters)]


def withdrawn_sources(study: StudyFile) -> frozenset[str]:
    """Sources that a person took back, in whole or in part: their files are not read again."""
    rows = study.rows("select payload from journal where kind = 'withdrawal' order by seq")
    payloads = [json.loads(row[0]) for row in rows]
    return frozenset(source_id for payload in payloads for source_id in (*payload["whole"], *payload["shared"]))


def remove_orphan_vectors(write: Write, tables: Sequence[str]) -> None:
    """Drop vectors of texts that no segment holds any more; `tables` are this store's own vector tables."""
    for name in tables:
        write.execute(f"delete from {name} where text_id not in (select sha256(text) from segments)")  # noqa: S608  # ours
