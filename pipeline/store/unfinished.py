"""
What has begun and must be ended at the next opening, should this process be killed: ids, numbers and hashes only.

A task enters in the transaction that makes it unavoidable, and leaves once everything it asks for is done.
"""

from __future__ import annotations

import json
from typing import Any, Literal, NamedTuple

from pipeline.store.connection import StudyFile, Write

Kind = Literal["withdrawal", "reanonymisation", "rewriting"]
REWRITING = "rewriting"


class Task(NamedTuple):
    """One thing to end; `payload` is its own."""

    task_id: str
    kind: Kind
    payload: dict[str, Any]


def begin(write: Write, task: Task) -> None:
    """Promise to end this."""
    write.execute(
        "insert into unfinished values ($task_id, $seq, $kind, $payload) on conflict do nothing",
        {
            "task_id": task.task_id,
            "seq": write.next_seq(),
            "kind": task.kind,
            "payload": json.dumps(task.payload, ensure_ascii=False, sort_keys=True),
        },
    )


def end(write: Write, task_id: str) -> None:
    """This is done."""
    write.execute("delete from unfinished where task_id = $task_id", {"task_id": task_id})


def tasks(study: StudyFile) -> tuple[Task, ...]:
    """What is still to be ended, oldest first."""
    rows = study.rows("select task_id, kind, payload from unfinished order by seq")
    return tuple(Task(task_id, kind, json.loads(payload)) for task_id, kind, payload in rows)
