"""
The journal: append-only, each event carrying the hash of the one before.

Whoever alters a past event, or removes one, breaks the chain from there on, and `broken_links` names the place.
Payloads hold ids, counts and hashes; never a participant's words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models.provenance import Broken, JournalEvent

if TYPE_CHECKING:
    import duckdb

    from pipeline.store.connection import StudyFile

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


def row_digest(*values: object) -> str:
    """SHA-256 of a row's values, which the journal keeps so that `verify` can tell that the row is as it was written."""
    return hashlib.sha256("\x1f".join("" if v is None else str(v) for v in values).encode("utf-8")).hexdigest()


def events(study: StudyFile, *, limit: int = 200, before: int | None = None) -> tuple[JournalEvent, ...]:
    """The latest events first, `limit` of them, older than number `before` when given."""
    rows = study.dicts(
        """
        select seq, happened_at, actor, kind, subject, payload, previous_hash, hash
        from journal
        where $before is null or seq < $before
        order by seq desc
        limit $limit
        """,
        {"limit": limit, "before": before},
    )
    return tuple(JournalEvent(**row) for row in rows)


def broken_links(study: StudyFile) -> tuple[Broken, ...]:
    """The first place where the chain does not hold, or nothing."""
    previous, expected = FIRST_HASH, 1
    for seq, at, actor, kind, subject, payload, before, own in study.rows(
        "select seq, happened_at, actor, kind, subject, payload, previous_hash, hash from journal order by seq"
    ):
        if seq != expected or before != previous or event_hash(seq, at, actor, kind, subject, payload, before) != own:
            return (Broken(what="La chaîne du journal est rompue", where=f"événement {expected}"),)
        previous, expected = own, seq + 1
    return ()
