"""
The journal's chain: how an event is added, and the hash that ties it to the one before.

Apart from the reading of the journal, so that a transaction can write it without knowing who reads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

FIRST_HASH = "0" * 64


def append(
    cursor: duckdb.DuckDBPyConnection,
    events: Sequence[tuple[str, str, dict[str, Any]]],
    *,
    actor: str,
    at: datetime,
) -> None:
    """
    Add events (kind, subject, payload) to the chain, within the caller's transaction.

    The chain goes on from the head that is kept beside it: where its end was cut off, the gap stays for `verify` to name.
    """
    if not events:
        return
    seq, previous = _end(cursor)
    columns: dict[str, list[object]] = {
        name: [] for name in ("seqs", "kinds", "subjects", "payloads", "befores", "owns")
    }
    for kind, subject, payload in events:
        seq += 1
        body = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        own = event_hash(seq, at, actor, kind, subject, body, previous)
        for column, value in zip(columns.values(), (seq, kind, subject, body, previous, own), strict=True):
            column.append(value)
        previous = own
    cursor.execute(
        """
        insert into journal
        select unnest($seqs), $at, $actor, unnest($kinds), unnest($subjects), unnest($payloads), unnest($befores), unnest($owns)
        """,
        {**columns, "at": at, "actor": actor},
    )
    cursor.execute(
        """
        insert into journal_head values (true, $n_events, $hash)
        on conflict (only_line) do update set n_events = excluded.n_events, hash = excluded.hash
        """,
        {"n_events": seq, "hash": previous},
    )


def _end(cursor: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    last = cursor.execute(
        """
        select n_events, hash from journal_head
        union all (select seq, hash from journal order by seq desc limit 1)
        order by 1 desc limit 1
        """
    ).fetchall()
    return last[0] if last else (0, FIRST_HASH)


def event_hash(seq: int, at: datetime, actor: str, kind: str, subject: str, payload: str, previous: str) -> str:
    """SHA-256, in hexadecimal, of an event and of the hash before it; fields are joined by U+001F."""
    fields = (previous, str(seq), at.isoformat(), actor, kind, subject, payload)
    return hashlib.sha256("\x1f".join(fields).encode("utf-8")).hexdigest()
