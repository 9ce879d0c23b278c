"""
The journal: append-only, each event carrying the hash of the one before.

Whoever alters a past event, or removes one, breaks the chain from there on, and `broken_links` names the place; the last ones
removed are missed by the head that is kept beside. Payloads hold ids, counts and hashes; never a participant's words.

Whoever rewrites rows, seals, chain and head together is told by the head that the vault kept when it was last closed, and by
the signed proof; whoever puts back the whole folder of an earlier day, vault too, only by a proof kept elsewhere.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from models.provenance import Broken, JournalEvent
from pipeline.store.chain import FIRST_HASH, event_hash
from pipeline.store.connection import StudyFile


def row_digest(*values: object, salt: str | None = None) -> str:
    """
    SHA-256 of a row's values, which the journal keeps so that `verify` can tell that the row is as it was written.

    `salt` is the row's own, and goes with it: without it nobody can try words against the digest. None in older rows.
    """
    told = (*values, salt) if salt else values
    return hashlib.sha256("\x1f".join("" if v is None else str(v) for v in told).encode("utf-8")).hexdigest()


def new_salt() -> str:
    """Thirty-two hexadecimal digits that nobody can guess, for a row that holds a participant's words."""
    return secrets.token_hex(16)


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
    """The first place where the chain does not hold, its end cut off too, or nothing."""
    previous, expected = FIRST_HASH, 1
    for seq, at, actor, kind, subject, payload, before, own in study.rows(
        "select seq, happened_at, actor, kind, subject, payload, previous_hash, hash from journal order by seq"
    ):
        if seq != expected or before != previous or event_hash(seq, at, actor, kind, subject, payload, before) != own:
            return (Broken(what="La chaîne du journal est rompue", where=f"événement {expected}"),)
        previous, expected = own, seq + 1
    return _cut_off(study, expected - 1, previous)


def _cut_off(study: StudyFile, n_events: int, last: str) -> tuple[Broken, ...]:
    """Whether the journal's last event is the one that its head tells."""
    told = study.rows("select n_events, hash, only_line from journal_head")
    if told == ([(n_events, last, True)] if n_events else []):
        return ()
    if told and told[0][0] > n_events:
        where = f"événement {n_events + 1} et suivants, jusqu'au {told[0][0]}"
        return (Broken(what="La fin du journal a été retirée", where=where),)
    return (Broken(what="La tête du journal n'est plus son dernier événement", where=f"événement {n_events}"),)


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
