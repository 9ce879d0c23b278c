"""
The journal: append-only, each event carrying the hash of the one before.

Whoever alters a past event, or removes one, breaks the chain from there on, and `broken_links` names the place.
Payloads hold ids, counts and hashes; never a participant's words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from models.provenance import Broken, JournalEvent
from pipeline.store.chain import FIRST_HASH, event_hash
from pipeline.store.connection import StudyFile


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


def events_of(study: StudyFile, kinds: Sequence[str]) -> tuple[JournalEvent, ...]:
    """Every event of these kinds, oldest first."""
    rows = study.dicts(
        """
        select seq, happened_at, actor, kind, subject, payload, previous_hash, hash
        from journal
        where list_contains($kinds, kind)
        order by seq
        """,
        {"kinds": list(kinds)},
    )
    return tuple(JournalEvent(**row) for row in rows)


def decisions_by_coder(study: StudyFile) -> tuple[tuple[str, str, int], ...]:
    """(coder, action, how many) of every decision ever taken, undone ones too, by coder then action."""
    return tuple(
        (coder, action, n)
        for coder, action, n in study.rows(
            "select coder, action, count(*) from decisions group by coder, action order by coder, action"
        )
    )


def count_since(study: StudyFile, kind: str, seq: int) -> int:
    """How many events of a kind came after event number `seq`."""
    rows = study.rows("select count(*) from journal where kind = $kind and seq > $seq", {"kind": kind, "seq": seq})
    return int(rows[0][0])
