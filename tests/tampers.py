"""
Random tamperings of a study: one byte of a file, one cell of a row, one row or the journal's end taken away; each can be undone.

Used by tests/test_tampering.py (a slice) and benchmarks/tampering.py (a thousand). The seed decides everything.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from pipeline.flow import proving, verifying
from pipeline.flow.study import OUTPUTS, SOURCES, OpenStudy

TABLES = {
    "source": ("sources", "source_names", "source_states", "sightings", "participants"),
    "transcript": ("turns", "transcripts", "voices", "segments", "segmentation_members", "masks"),
    "decision": ("decisions", "codes", "memos", "proposals"),
    "finding": ("findings", "evidence", "groundings"),
    "run": ("runs", "done", "themes", "segment_themes"),
    "journal": ("journal", "journal_head"),
    "seal": ("seals", "seal_totals"),
}
FILES = ("source file", "report file", "proof file")
JOURNAL_END = "journal end"
MOST_CUT_OFF = 30  # events


class Tampering(NamedTuple):
    """What was changed: its kind, where in words of ours, what an answer must name, and how to put it back."""

    kind: str
    place: str
    named_by: tuple[str, ...]
    undo: Callable[[], None]


def tamper(study: OpenStudy, rng: random.Random) -> Tampering:
    """Change one thing of the study, at random: a kind first, so that each is tried as often."""
    while True:
        kind = rng.choice((*TABLES, *FILES, JOURNAL_END))
        if kind == JOURNAL_END:
            return _cut_off(study, rng)
        done = _file(study, rng, kind) if kind in FILES else _row(study, rng, kind)
        if done is not None:
            return done


def answers(study: OpenStudy) -> list[tuple[str, str]]:
    """What `verify` and the manifest's comparison say, as (what, where)."""
    broken = [*verifying.verify(study).broken]
    if not broken:
        broken += proving.compare(study)
    return [(one.what, one.where) for one in broken]


def is_named(tampering: Tampering, told: list[tuple[str, str]]) -> bool:
    """Whether one of the answers names what was changed."""
    return any(name in where for name in tampering.named_by for _, where in told)


def _file(study: OpenStudy, rng: random.Random, kind: str) -> Tampering | None:
    folder = {"source file": SOURCES, "report file": OUTPUTS, "proof file": f"{OUTPUTS}/{proving.PROOF}"}[kind]
    found = sorted(p for p in (study.folder / folder).iterdir() if p.is_file() and p.stat().st_size)
    if kind == "source file":
        shas = dict(study.file.rows("select source_sha256, source_id from sources"))
        found = [p for p in found if _sha256(p) in shas]
    if not found:
        return None
    path = rng.choice(found)
    before = path.read_bytes()
    at = rng.randrange(len(before))
    changed = bytearray(before)
    changed[at] ^= 1 << rng.randrange(8)
    named = (shas[_sha256(path)],) if kind == "source file" else (path.name,)
    path.write_bytes(bytes(changed))
    return Tampering(kind, f"{path.name}, byte {at}", named, lambda: _put_back(path, before))


def _put_back(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _sha256(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _row(study: OpenStudy, rng: random.Random, kind: str) -> Tampering | None:
    table = rng.choice(TABLES[kind])
    names = [name for (name,) in study.file.rows(_COLUMNS, {"table": table})]
    rows = study.file.rows(f"select rowid, * from {table} order by rowid")
    if not rows:
        return None
    rowid, *values = rng.choice(rows)
    own = _named_by(table, dict(zip(names, values, strict=True)))
    if rng.random() < 0.1 and table not in ("journal",):
        return _without(study, kind, table, rowid, own)
    column = rng.randrange(len(names))
    after = _changed(values[column], rng)
    name = names[column]
    try:
        behind(study, f'update {table} set "{name}" = $value where rowid = $rowid', {"value": after, "rowid": rowid})
    except duckdb.Error:
        return None  # a rule of the table refuses the value: nothing was changed
    now = study.file.rows(f'select "{name}" from {table} where rowid = $rowid', {"rowid": rowid})
    if now and now[0][0] == values[column]:
        return None
    place = f"{table}.{name}"

    def undo() -> None:
        restore(study, table, rows)

    return Tampering(kind, place, own, undo)


def _cut_off(study: OpenStudy, rng: random.Random) -> Tampering:
    """The journal's last events taken away: what remains is a chain that holds."""
    rows = study.file.rows("select rowid, * from journal order by rowid")
    n, left = rng.randint(1, min(MOST_CUT_OFF, len(rows) - 1)), len(rows)
    behind(study, "delete from journal where seq > $left", {"left": left - n})
    named = (f"événement {left - n + 1}",)
    return Tampering(JOURNAL_END, f"{n} events", named, lambda: restore(study, "journal", rows))


def _without(study: OpenStudy, kind: str, table: str, rowid: int, own: tuple[str, ...]) -> Tampering:
    rows = study.file.rows(f"select rowid, * from {table} order by rowid")
    behind(study, f"delete from {table} where rowid = $rowid", {"rowid": rowid})
    return Tampering(kind, f"{table}, a row taken away", (*own, table), lambda: restore(study, table, rows))


def behind(study: OpenStudy, statement: str, parameters: dict[str, Any] | None = None) -> None:
    """Change the file as another program would: no seal, no event."""
    with study.file._cursor() as cursor:
        cursor.execute(statement, parameters or {})


def restore(study: OpenStudy, table: str, rows: list[tuple[Any, ...]]) -> None:
    """Put a table's rows (rowid first) back as they were."""
    with study.file._cursor() as cursor:
        cursor.execute(f"delete from {table}")
        marks = ", ".join("?" for _ in rows[0][1:])
        cursor.executemany(f"insert into {table} values ({marks})", [list(row[1:]) for row in rows])


def _named_by(table: str, row: dict[str, Any]) -> tuple[str, ...]:
    """An id of the row, its event's number, or its table where rows have no name of their own."""
    if table == "journal":
        return (f"événement {row['seq']}",)
    if table == "journal_head":
        return ("événement",)
    if table in ("seals", "seal_totals"):
        return (row["table_name"],)
    return (table,)


def _changed(value: Any, rng: random.Random) -> Any:
    if value is None or value == "":
        return rng.choice("abcdefgh")
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + rng.choice((-1, 1, 7))
    if isinstance(value, datetime):
        return value + timedelta(microseconds=rng.randrange(1, 10_000_000))
    if isinstance(value, date):
        return value + timedelta(days=rng.randrange(1, 400))
    text = str(value)
    at = rng.randrange(len(text))
    other = rng.choice([c for c in "aeiou0123456789 " if c != text[at]])
    return rng.choice((text[:at] + other + text[at + 1 :], text[:at] + text[at + 1 :], text + "x"))


_COLUMNS = """
    select column_name from duckdb_columns()
    where schema_name = 'main' and database_name = current_database() and table_name = $table order by column_index
"""
