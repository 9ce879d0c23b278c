"""Acts done to the codebook, each with the lines it wrote and the decisions it carried over, so that it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from models.codebook import Code
from pipeline.store.connection import StudyFile, Write


class CodebookAct(NamedTuple):
    """
    One act: its kind ("merge", "split"…), the codes it changed, the decisions it appended.

    `changed` holds (code id, line before, line after), `before` None for a code that the act made.
    """

    act_id: str
    kind: str
    actor: str
    done_at: datetime
    changed: tuple[tuple[str, int | None, int], ...]
    carried: tuple[str, ...]
    undone: bool = False


class CodeState(NamedTuple):
    """A code as it stood from a line on: who wrote it and when, as far as the journal says."""

    seq: int
    code: Code
    actor: str | None
    written_at: datetime | None


def latest_lines(write: Write, code_ids: Sequence[str]) -> dict[str, int]:
    """The number of each code's latest line; a code that is not there yet is left out."""
    rows = write.rows(
        "select code_id, max(seq) from codes where list_contains($ids, code_id) group by code_id order by code_id",
        {"ids": list(code_ids)},
    )
    return {row[0]: row[1] for row in rows}


def add_act(write: Write, act: CodebookAct) -> None:
    """Keep an act, or (`undone`) that it was taken back."""
    write.execute(
        "insert into codebook_acts values ($act_id, $seq, $kind, $actor, $at, $changed, $carried, $undone)",
        {
            "act_id": act.act_id,
            "seq": write.next_seq(),
            "kind": act.kind,
            "actor": act.actor,
            "at": act.done_at,
            "changed": json.dumps(act.changed),
            "carried": json.dumps(act.carried),
            "undone": act.undone,
        },
    )
    write.record("codebook act undone" if act.undone else "codebook act", act.act_id, act=act.kind)


def standing_acts(study: StudyFile, *, limit: int = 50) -> tuple[CodebookAct, ...]:
    """Acts that were not taken back, the latest first."""
    rows = study.rows(
        """
        select act_id, kind, actor, done_at, changed, carried
        from current_codebook_acts
        where not undone
        order by seq desc
        limit $limit
        """,
        {"limit": limit},
    )
    return tuple(
        CodebookAct(
            row[0],
            row[1],
            row[2],
            row[3],
            tuple((code_id, before, after) for code_id, before, after in json.loads(row[4])),
            tuple(json.loads(row[5])),
        )
        for row in rows
    )


def code_history(study: StudyFile, code_id: str) -> tuple[CodeState, ...]:
    """Every state of a code, the first one first."""
    rows = study.dicts(
        """
        select c.seq, c.code_id, c.parent_id, c.name, c.path, c.definition, c.when_to_use, c.when_not, c.examples, c.colour,
               c.theme_id, c.retired, j.actor, j.happened_at
        from codes c
        left join journal j
          on j.kind = 'code changed' and j.subject = c.code_id
         and cast(json_extract_string(j.payload, '$.seq') as bigint) = c.seq
        where c.code_id = $code_id
        order by c.seq
        """,
        {"code_id": code_id},
    )
    found = []
    for row in rows:
        seq, actor, at = row.pop("seq"), row.pop("actor"), row.pop("happened_at")
        found.append(CodeState(seq, Code(**{**row, "examples": tuple(json.loads(row["examples"]))}), actor, at))
    return tuple(found)
