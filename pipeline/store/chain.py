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
    """Add events (kind, subject, payload) to the chain, within the caller's transaction."""
    if not events:
        return
    last = cursor.execute("select seq, hash from journal order by seq desc limit 1").fetchall()
    seq, previous = last[0] if last else (0, FIRST_HASH)
    for kind, subject, payload in events:
        seq += 1
        body = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        own = event_hash(seq, at, actor, kind, subject, body, previous)
        cursor.execute(
            "insert into journal values ($seq, $at, $actor, $kind, $subject, $payload, $previous, $own)",
            {
                "seq": seq,
                "at": at,
                "actor": actor,
                "kind": kind,
                "subject": subject,
                "payload": body,
                "previous": previous,
                "own": own,
            },
        )
        previous = own


def event_hash(seq: int, at: datetime, actor: str, kind: str, subject: str, payload: str, previous: str) -> str:
    """SHA-256, in hexadecimal, of an event and of the hash before it; fields are joined by U+001F."""
    fields = (previous, str(seq), at.isoformat(), actor, kind, subject, payload)
    return hashlib.sha256("\x1f".join(fields).encode("utf-8")).hexdigest()
