"""
What a signed manifest commits to: the SHA-256 of each source's file, transcript, decision, wording of a finding and piece of evidence.

Whole rows count, every column of them. A wording or a piece of evidence is named with the number of its line, because a
later line replaces an earlier one without erasing it.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from pipeline.store.connection import StudyFile
from pipeline.store.sealing import COLUMNS, row_sha256

EXCUSING = ("withdrawal", "transcript replaced", "words withdrawn", "source replaced", "transcript released")


class JournalHead(NamedTuple):
    """The journal's last event: its number and its hash, which holds all those before."""

    seq: int
    sha256: str


def fingerprints(study: StudyFile) -> tuple[tuple[str, str, str], ...]:
    """(kind, id, SHA-256) of everything that findings rest on, sorted."""
    rows = [
        ("source", identity, sha256)
        for identity, sha256 in study.rows(
            "select source_id, source_sha256 from v_sources where state <> 'withdrawn' order by source_id"
        )
    ]
    rows += _rows(study, "transcript", "turns", "transcript_id", "turn_no")
    rows += _rows(study, "decision", "decisions", "decision_id", "seq")
    rows += _rows(study, "finding", "findings", "finding_id || '.' || seq", "seq")
    rows += _rows(study, "evidence", "evidence", "evidence_id || '.' || seq", "seq")
    return tuple(sorted(rows))


def _rows(study: StudyFile, kind: str, table: str, identity: str, order: str) -> list[tuple[str, str, str]]:
    """One hash per id: of the hashes of its rows, in order."""
    columns = [name for (name,) in study.rows(COLUMNS, {"table": table})]
    found = study.rows(
        f"select {identity} as identity, sha256(string_agg(own, '' order by own_place)) "  # noqa: S608  # names of our own tables
        f"from (select *, {order} as own_place, {row_sha256(columns)} as own from {table}) group by 1 order by 1"
    )
    return [(kind, name, sha256) for name, sha256 in found]


def head(study: StudyFile, seq: int | None = None) -> JournalHead | None:
    """The journal's last event, or the event of this number; None when there is none."""
    rows = study.rows(
        "select seq, hash from journal where $seq is null or seq = $seq order by seq desc limit 1", {"seq": seq}
    )
    return JournalHead(*rows[0]) if rows else None


def excused(study: StudyFile, *, since: int) -> frozenset[str]:
    """Ids of what withdrawals, new versions and replaced files changed or took away after event number `since`."""
    found: set[str] = set()
    for subject, payload in study.rows(
        "select subject, payload from journal where seq > $since and list_contains($kinds, kind) order by seq",
        {"since": since, "kinds": list(EXCUSING)},
    ):
        told = json.loads(payload)
        found.update((subject, *told.get("erased", ()), *told.get("whole", ()), *told.get("shared", ())))
        for section in ("decisions", "evidence", "findings"):
            found.update(told.get(section, {}))
    return frozenset(found)
