"""Withdrawal: everything that rests on a person leaves the study file in one transaction; the journal says so by hash."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from models.transcript import SourceState
from pipeline.store import codebook, findings, restitution
from pipeline.store.comparing import erase_adjudications
from pipeline.store.connection import StudyFile, Write
from pipeline.store.countering import erase_counter_decisions
from pipeline.store.sources import set_state, turns_digest


class Leaving(NamedTuple):
    """
    What a withdrawal takes away.

    `whole` are sources in which nobody else took part: everything of them goes, the interviewer's words too. `shared`
    hold other people too: of each, only these turns (by number) go. `receipt` is the hash under which the journal keeps it.
    """

    participant_id: str
    whole: tuple[str, ...]
    shared: Mapping[str, tuple[int, ...]]
    receipt: str


def erase_person(write: Write, leaving: Leaving) -> list[str]:
    """
    Delete a person's turns and all that was derived from them.

    Returns:
        The ids of everything erased. The line of a whole source stays, as withdrawn, with its hash and without a name.
    """
    whole = list(leaving.whole)
    turns = _ids(write, "select turn_id from all_turns where list_contains($ids, source_id)", {"ids": whole})
    for source_id, numbers in leaving.shared.items():
        turns += _ids(
            write,
            "select turn_id from all_turns where source_id = $source_id and list_contains($numbers, turn_no)",
            {"source_id": source_id, "numbers": list(numbers)},
        )
    transcripts = _ids(
        write, "select transcript_id from transcripts where list_contains($ids, source_id)", {"ids": whole}
    )
    segments = _ids(write, "select segment_id from segments where list_contains($ids, turn_id)", {"ids": turns})
    decisions = _ids(write, "select decision_id from decisions where list_contains($ids, turn_id)", {"ids": turns})
    evidence = _ids(
        write, "select distinct evidence_id from evidence where list_contains($ids, turn_id)", {"ids": turns}
    )
    touched = _ids(write, "select distinct finding_id from evidence where list_contains($ids, turn_id)", {"ids": turns})
    gone = {"ids": [*turns, *transcripts, *segments, *decisions, *evidence, *whole, leaving.participant_id]}
    write.execute("delete from groundings where list_contains($ids, finding_id)", {"ids": touched})
    write.execute("delete from memos where list_contains($ids, about_id)", gone)
    write.execute("delete from masks where list_contains($ids, turn_id)", gone)
    write.execute("delete from masked_transcripts where list_contains($ids, transcript_id)", gone)
    write.execute("delete from evidence where list_contains($ids, turn_id)", gone)
    erase_adjudications(write, decisions)
    write.execute("delete from decisions where list_contains($ids, turn_id)", gone)
    decisions += erase_counter_decisions(write, segments)
    write.execute("delete from proposals where list_contains($ids, segment_id)", gone)
    _forget_in_themes(write, segments)
    write.execute("delete from segment_themes where list_contains($ids, segment_id)", gone)
    write.execute("delete from unheard_segments where list_contains($ids, segment_id)", gone)
    for statement in (
        "delete from segment_subthemes where list_contains($ids, segment_id)",
        "delete from theme_moves where list_contains($ids, segment_id)",
        "delete from theme_act_parts where list_contains($ids, segment_id)",
    ):
        write.execute(statement, gone)
    write.execute("delete from segmentation_members where list_contains($ids, segment_id)", gone)
    write.execute("delete from segments where list_contains($ids, segment_id)", gone)
    write.execute("delete from turns where list_contains($ids, turn_id)", gone)
    write.execute("delete from segmentations where list_contains($ids, transcript_id)", gone)
    write.execute("delete from transcripts where list_contains($ids, transcript_id)", gone)
    _forget_stranded(write, leaving)
    write.execute(
        "delete from voices where list_contains($ids, source_id) or participant_id = $participant_id",
        {**gone, "participant_id": leaving.participant_id},
    )
    write.execute(
        "update wording_origins set prompted_by = '' where prompted_by = $participant_id",
        {"participant_id": leaving.participant_id},
    )
    write.execute(
        "delete from participants where participant_id = $participant_id", {"participant_id": leaving.participant_id}
    )
    answered = restitution.erase_person(write, leaving.participant_id, leaving.whole)
    write.execute(
        "delete from descriptions where participant_id = $participant_id or list_contains($ids, origin)",
        {"participant_id": leaving.participant_id, "ids": whole},
    )
    for source_id in leaving.whole:
        _forget_name(write, source_id)
        set_state(write, source_id, SourceState.WITHDRAWN)
    for source_id in leaving.shared:
        _record_what_remains(write, source_id)
    erased = [*transcripts, *turns, *segments, *decisions, *evidence, *answered]
    write.record("withdrawal", leaving.receipt, erased=erased, whole=whole, shared=list(leaving.shared))
    return erased


def _forget_in_themes(write: Write, segment_ids: Sequence[str]) -> None:
    """Themes show their representatives and count their people: both without the segments that leave."""
    gone = set(segment_ids)
    for theme_id, representatives in write.rows("select theme_id, representatives from themes order by theme_id"):
        known = json.loads(representatives)
        if not gone.isdisjoint(known):
            write.execute(
                "update themes set representatives = $kept where theme_id = $theme_id",
                {"theme_id": theme_id, "kept": json.dumps([one for one in known if one not in gone])},
            )
    write.execute(
        """
        update themes set n_segments = r.n_segments, n_participants = r.n_participants
        from (
            select m.theme_id, count(*) filter (not list_contains($ids, m.segment_id)) as n_segments,
                   count(distinct t.participant_id) filter (not list_contains($ids, m.segment_id)) as n_participants
            from segment_themes m
            join segments s on s.segment_id = m.segment_id
            join all_turns t on t.turn_id = s.turn_id
            group by m.theme_id
            having count(*) filter (list_contains($ids, m.segment_id)) > 0
        ) r
        where themes.theme_id = r.theme_id
        """,
        {"ids": list(segment_ids)},
    )


def _forget_stranded(write: Write, leaving: Leaving) -> None:
    write.execute("delete from stranded where list_contains($ids, source_id)", {"ids": list(leaving.whole)})
    for source_id, numbers in leaving.shared.items():
        write.execute(
            "delete from stranded where source_id = $source_id and list_contains($numbers, turn_no)",
            {"source_id": source_id, "numbers": list(numbers)},
        )


def _forget_name(write: Write, source_id: str) -> None:
    unnamed = {"source_id": source_id, "name": f"retirée-{source_id[:8]}"}
    write.execute("delete from source_names where source_id = $source_id", {"source_id": source_id})
    write.execute("insert into source_names values ($source_id, $seq, $name)", {**unnamed, "seq": write.next_seq()})
    write.execute("update sightings set shown_name = $name where source_id = $source_id", unnamed)


def _record_what_remains(write: Write, source_id: str) -> None:
    """The transcripts of a shared source are shorter from now on: the journal keeps the digest of what remains."""
    for (transcript_id,) in write.rows(
        "select transcript_id from transcripts where source_id = $source_id order by version", {"source_id": source_id}
    ):
        turns = write.rows(
            "select turn_no, speaker, text, salt from turns where transcript_id = $id order by turn_no",
            {"id": transcript_id},
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


def silence(write: Write, clean: Callable[[str], str], *, receipt: str) -> int:
    """
    Take a person's words out of what researchers wrote: memos, statements, codes, reasons, names of themes.

    Args:
        clean: gives a text without the person's words; the same text when it holds none.

    Returns:
        How many texts were changed. The journal keeps the digests of findings and codes as they now are.
    """
    n_changed = sum(_silence(write, clean, *one) for one in _WRITTEN)
    changed = {"findings": _silence_findings(write, clean), "codes": _silence_codes(write, clean)}
    n_changed += sum(len(digests) for digests in changed.values())
    if n_changed:
        write.record("words withdrawn", receipt, texts=n_changed, **changed)
    return n_changed


_WRITTEN = (
    ("select distinct text from memos", "update memos set text = $clean where text = $text"),
    ("select distinct reason from decisions", "update decisions set reason = $clean where reason = $text"),
    ("select distinct reason from adjudications", "update adjudications set reason = $clean where reason = $text"),
    ("select distinct reason from adjudicated", "update adjudicated set reason = $clean where reason = $text"),
    (
        "select distinct reason from counter_decisions",
        "update counter_decisions set reason = $clean where reason = $text",
    ),
    ("select distinct remark from wording_origins", "update wording_origins set remark = $clean where remark = $text"),
    ("select distinct label from theme_names", "update theme_names set label = $clean where label = $text"),
    ("select distinct label from themes", "update themes set label = $clean where label = $text"),
    ("select distinct terms from themes", "update themes set terms = $clean where terms = $text"),
    ("select distinct label from theme_acts", "update theme_acts set label = $clean where label = $text"),
    ("select distinct label from subthemes", "update subthemes set label = $clean where label = $text"),
    ("select distinct terms from subthemes", "update subthemes set terms = $clean where terms = $text"),
    ("select distinct text from plain_wordings", "update plain_wordings set text = $clean where text = $text"),
    (
        "select distinct statement from plain_wordings",
        "update plain_wordings set statement = $clean where statement = $text",
    ),
    ("select distinct statement from replies", "update replies set statement = $clean where statement = $text"),
    ("select distinct reason from reply_outcomes", "update reply_outcomes set reason = $clean where reason = $text"),
    (
        "select distinct statement_before from reply_outcomes",
        "update reply_outcomes set statement_before = $clean where statement_before = $text",
    ),
    (
        "select distinct statement_after from reply_outcomes",
        "update reply_outcomes set statement_after = $clean where statement_after = $text",
    ),
    ("select distinct reading from theme_readings", "update theme_readings set reading = $clean where reading = $text"),
    ("select distinct reason from proposals", "update proposals set reason = $clean where reason = $text"),
    (
        "select distinct reason from stranded_settled",
        "update stranded_settled set reason = $clean where reason = $text",
    ),
)


def _silence(write: Write, clean: Callable[[str], str], read: str, change: str) -> int:
    n_changed = 0
    for (text,) in write.rows(read):
        cleaned = clean(text) if text else text
        if cleaned != text:
            write.execute(change, {"text": text, "clean": cleaned})
            n_changed += 1
    return n_changed


def _silence_findings(write: Write, clean: Callable[[str], str]) -> dict[str, list[str]]:
    rows = write.rows("select finding_id, seq, statement, status, author from findings order by seq")
    changed = {finding_id for finding_id, _, statement, _, _ in rows if clean(statement) != statement}
    digests: dict[str, list[str]] = {}
    for finding_id, seq, statement, status, author in rows:
        if finding_id in changed:
            kept = clean(statement)
            write.execute(
                "update findings set statement = $kept where finding_id = $finding_id and seq = $seq",
                {"finding_id": finding_id, "seq": seq, "kept": kept},
            )
            digests.setdefault(finding_id, []).append(findings.finding_digest(kept, status, author))
    return digests


def _silence_codes(write: Write, clean: Callable[[str], str]) -> dict[str, list[str]]:
    rows = write.rows(
        """
        select code_id, seq, retired, name, path, definition, when_to_use, when_not, examples
        from codes order by seq
        """
    )
    cleaned = [(row[:3], [*map(clean, row[3:8]), _clean_list(row[8], clean)]) for row in rows]
    changed = {row[0] for row, (_, texts) in zip(rows, cleaned, strict=True) if texts != list(row[3:])}
    digests: dict[str, list[str]] = {}
    for (code_id, seq, retired), texts in cleaned:
        if code_id in changed:
            name, path, definition, when_to_use, when_not, examples = texts
            write.execute(
                """
                update codes set name = $name, path = $path, definition = $definition, when_to_use = $when_to_use,
                                 when_not = $when_not, examples = $examples
                where code_id = $code_id and seq = $seq
                """,
                {
                    "code_id": code_id,
                    "seq": seq,
                    "name": name,
                    "path": path,
                    "definition": definition,
                    "when_to_use": when_to_use,
                    "when_not": when_not,
                    "examples": examples,
                },
            )
            digests.setdefault(code_id, []).append(codebook.code_digest(code_id, path, retired))
    return digests


def _clean_list(listed: str, clean: Callable[[str], str]) -> str:
    texts = json.loads(listed)
    kept = [clean(text) for text in texts]
    return listed if kept == texts else json.dumps(kept, ensure_ascii=False)


def withdrawn_sources(study: StudyFile) -> frozenset[str]:
    """
    Sources that a person took back, in whole or in part: their files are not read again.

    A file of what remains of a shared source counts as that source.
    """
    rows = study.rows("select kind, payload from journal where kind in ('withdrawal', 'source replaced') order by seq")
    found: set[str] = set()
    for kind, payload in ((kind, json.loads(payload)) for kind, payload in rows):
        found.update((*payload["whole"], *payload["shared"]) if kind == "withdrawal" else (payload["read_as"],))
    return frozenset(found)


def ungrounded(study: StudyFile) -> tuple[str, ...]:
    """Findings whose counts were taken away with somebody's evidence and not computed again yet."""
    rows = study.rows(
        "select finding_id from current_findings anti join groundings using (finding_id) order by finding_id"
    )
    return tuple(row[0] for row in rows)


def remove_orphan_vectors(write: Write, tables: Sequence[str]) -> None:
    """Drop vectors of texts that no segment holds any more; `tables` are this store's own vector tables."""
    for name in tables:
        write.execute(f"delete from {name} where text_id not in (select sha256(text) from segments)")  # noqa: S608  # ours


def remove_vectors(write: Write, tables: Sequence[str], text_ids: Sequence[str]) -> None:
    """Drop the vectors of these texts, save those that a segment still holds."""
    for name in tables:
        write.execute(
            f"delete from {name} where list_contains($ids, text_id) "  # noqa: S608  # ours
            "and text_id not in (select sha256(text) from segments)",
            {"ids": list(text_ids)},
        )
