"""The codebook: every edit is one more line per code; the latest line holds."""

from __future__ import annotations

import json
from collections.abc import Sequence

from models.codebook import Code
from pipeline.store.connection import StudyFile, Write
from pipeline.store.journal import row_digest


def add_codes(write: Write, codes: Sequence[Code]) -> None:
    """Enter codes, or their new state."""
    for code in codes:
        seq = write.next_seq()
        write.execute(
            """
            insert into codes
            values ($code_id, $seq, $parent_id, $name, $path, $definition, $when_to_use, $when_not, $examples, $colour,
                    $theme_id, $retired)
            """,
            {
                **code.model_dump(exclude={"examples"}),
                "examples": json.dumps(code.examples, ensure_ascii=False),
                "seq": seq,
            },
        )
        write.record("code changed", code.code_id, seq=seq, digest=code_digest(code.code_id, code.path, code.retired))


def code_digest(code_id: str, path: str, retired: bool) -> str:
    """What the journal keeps of a line of the codebook."""
    return row_digest(code_id, path, retired)


def codes(study: StudyFile, *, with_retired: bool = False) -> tuple[Code, ...]:
    """The codebook as it stands, by path."""
    rows = study.dicts(
        """
        select code_id, parent_id, name, path, definition, when_to_use, when_not, examples, colour, theme_id, retired
        from current_codes
        where $with_retired or not retired
        order by path, code_id
        """,
        {"with_retired": with_retired},
    )
    return tuple(Code(**{**row, "examples": tuple(json.loads(row["examples"]))}) for row in rows)


def code_counts(study: StudyFile) -> dict[str, tuple[int, int]]:
    """For each code: how many people and how many passages carry it."""
    rows = study.rows(
        """
        select c.code_id, count(distinct t.participant_id), count(distinct (c.turn_id, c.start_char, c.end_char))
        from v_codings c
        join all_turns t using (turn_id)
        group by c.code_id
        order by c.code_id
        """
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def codebook_seq(study: StudyFile) -> int:
    """Grows with every edit of the codebook."""
    value: int = study.rows("select coalesce(max(seq), 0) from codes")[0][0]
    return value
