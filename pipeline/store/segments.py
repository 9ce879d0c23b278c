"""What can be coded: the present cut of every released transcript, and the search through it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from models.provenance import Run
from models.rows import SegmentRow
from models.transcript import Segment
from pipeline.store.connection import StudyFile, Write
from pipeline.store.journal import new_salt

SEARCH_LIMIT = 50


def add_segments(write: Write, transcript_id: str, segments: Sequence[Segment], *, run: Run) -> None:
    """Enter one transcript's cut, which becomes its present one."""
    write.insert(
        """
        insert into segments
        select segment_id, transcript_id, turn_id, start_char, end_char, text, question, n_words, salt
        from incoming
        on conflict do nothing
        """,
        [
            {
                "segment_id": s.segment_id,
                "transcript_id": s.transcript_id,
                "turn_id": s.turn_id,
                "start_char": s.start,
                "end_char": s.end,
                "text": s.text,
                "question": s.question,
                "n_words": s.n_words,
                "salt": new_salt(),
            }
            for s in segments
        ],
    )
    write.insert(
        """
        insert into segmentation_members
        select run_id, transcript_id, segment_id, position from incoming
        on conflict do nothing
        """,
        [
            {"run_id": run.run_id, "transcript_id": transcript_id, "segment_id": s.segment_id, "position": position}
            for position, s in enumerate(segments)
        ],
    )
    write.execute(
        "insert into segmentations values ($transcript_id, $seq, $run_id)",
        {"transcript_id": transcript_id, "seq": write.next_seq(), "run_id": run.run_id},
    )


def current_segments(study: StudyFile) -> tuple[Segment, ...]:
    """Every segment of the present cut, in a stable order (transcript, turn, place)."""
    rows = study.rows(
        """
        select segment_id, transcript_id, turn_id, turn_no, participant_id, start_char, end_char, text, question, n_words
        from v_segments
        order by transcript_id, turn_no, start_char
        """
    )
    return tuple(
        Segment.model_construct(
            segment_id=row[0],
            transcript_id=row[1],
            turn_id=row[2],
            turn_no=row[3],
            participant_id=row[4],
            start=row[5],
            end=row[6],
            text=row[7],
            question=row[8],
            n_words=row[9],
        )
        for row in rows
    )


def segments_hash(study: StudyFile) -> tuple[int, str]:
    """How many segments are current, and one hash over their ids and speakers: what a theme run stands on."""
    rows = study.rows("select segment_id, participant_id from v_segments order by segment_id")
    digest = hashlib.sha256()
    for segment_id, participant_id in rows:
        digest.update(f"{segment_id} {participant_id}\n".encode())
    return len(rows), digest.hexdigest()


def segment_rows(
    study: StudyFile,
    *,
    segment_ids: Sequence[str] | None = None,
    transcript_id: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[SegmentRow, ...]:
    """Segments with where they come from: these ids, or one transcript's, or all; in reading order."""
    rows = study.dicts(
        """
        select
            g.segment_id, g.turn_id, g.transcript_id, t.source_id, s.source_name, t.speaker, g.participant_id,
            g.stakeholder_group, g.territory, g.wave, g.turn_no, g.start_char, g.end_char, g.text, g.question, g.n_words,
            g.standing
        from v_segments g
        join all_turns t on t.turn_id = g.turn_id
        join v_sources s on s.source_id = t.source_id
        where ($segment_ids is null or list_contains($segment_ids, g.segment_id))
          and ($transcript_id is null or g.transcript_id = $transcript_id)
        order by s.source_name, g.transcript_id, g.turn_no, g.start_char
        limit coalesce($limit, 1000000000) offset $offset
        """,
        {
            "segment_ids": list(segment_ids) if segment_ids is not None else None,
            "transcript_id": transcript_id,
            "limit": limit,
            "offset": offset,
        },
    )
    return tuple(SegmentRow(**row) for row in rows)


def rebuild_search(study: StudyFile) -> None:
    """Rebuild the French full-text index; DuckDB does not update it on insert, so every new cut calls this."""
    study.rewrite(
        """
        pragma create_fts_index(
            'segments', 'segment_id', 'text',
            stemmer = 'french', stopwords = 'none', strip_accents = 0, lower = 1, overwrite = 1,
            ignore = '(\\.|[^a-zà-ÿœæ0-9])+'
        )
        """
    )


def has_search(study: StudyFile) -> bool:
    """Whether the full-text index was ever built."""
    rows = study.rows("select count(*) from duckdb_schemas() where schema_name = 'fts_main_segments'")
    return bool(rows[0][0])


def search_words(study: StudyFile, words: str, *, limit: int = SEARCH_LIMIT) -> tuple[tuple[str, float], ...]:
    """Current segments that hold these words or forms of them (Okapi BM25), best first, as (segment id, score)."""
    if not has_search(study):
        return ()
    rows: list[Any] = study.rows(
        """
        select s.segment_id, fts_main_segments.match_bm25(s.segment_id, $words) as score
        from v_segments s
        where score is not null
        order by score desc, s.segment_id
        limit $limit
        """,
        {"words": words, "limit": limit},
    )
    return tuple((row[0], row[1]) for row in rows)


def segment_holding(study: StudyFile, turn_id: str, start: int, end: int) -> str | None:
    """The current segment that holds all code points from `start` to `end` of a turn, if one does."""
    rows = study.rows(
        """
        select segment_id from v_segments
        where turn_id = $turn_id and start_char <= $start and end_char >= $end
        order by start_char
        limit 1
        """,
        {"turn_id": turn_id, "start": start, "end": end},
    )
    return rows[0][0] if rows else None
