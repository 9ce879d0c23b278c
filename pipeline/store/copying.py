"""
Copies of the study file: a backup that is whole, a restore that is checked, a rewrite that leaves nothing erased behind.

DuckDB's DELETE does not erase: after DELETE, CHECKPOINT and VACUUM the words are still readable in the file. Withdrawal
therefore copies what remains into a new file, which replaces the old one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipeline.errors import BackupRefused
from pipeline.store.connection import STUDY_FILE, StudyFile, Write
from pipeline.store.schema import migrate

BACKUP_MADE = "backup made"


def checkpoint(study: StudyFile) -> None:
    """Fold the write-ahead log into the file, so that the file alone is the study."""
    study.rewrite("checkpoint")


def study_bytes(study: StudyFile) -> bytes:
    """The study file's bytes, consistent, while this process owns it."""
    checkpoint(study)
    if study.path is None:
        raise BackupRefused("Une étude en mémoire ne se sauvegarde pas.")
    return study.path.read_bytes()


class BackupMade(NamedTuple):
    """A backup that the journal knows of."""

    file: str
    at: datetime


def record_backup(write: Write, name: str, sha256: str) -> None:
    """Remember that a copy was made, under which name: whoever withdraws is told where they still are."""
    write.record(BACKUP_MADE, sha256[:20], file=name, sha256=sha256)


def backups_since(study: StudyFile, subjects: Sequence[str]) -> tuple[BackupMade, ...]:
    """Backups made since the journal first spoke of one of these subjects, oldest first."""
    rows = study.rows(
        """
        select json_extract_string(payload, '$.file'), happened_at
        from journal
        where kind = $kind and seq > (select min(seq) from journal where list_contains($subjects, subject))
        order by seq
        """,
        {"kind": BACKUP_MADE, "subjects": list(subjects)},
    )
    return tuple(BackupMade(*row) for row in rows)


def check_copy(path: Path) -> None:
    """
    Open a copy read-only and read every table through.

    Raises:
        BackupRefused: it does not open or a table cannot be read.
    """
    try:
        connection = duckdb.connect(str(path), read_only=True)
        try:
            names = connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'main' order by table_name"
            ).fetchall()
            if not any(name == "journal" for (name,) in names):
                raise BackupRefused(f"« {path.name} » n'est pas un fichier d'étude de Polyphonie.")
            for (name,) in names:
                connection.table(name).aggregate("count(*)").fetchall()
        finally:
            connection.close()
    except duckdb.Error as fault:
        raise BackupRefused(
            f"« {path.name} » est abîmé et ne peut pas être restauré : prenez une autre sauvegarde."
        ) from fault


def rewrite_file(folder: Path) -> None:
    """
    Write the study anew, without what was deleted, and put it in place of the old file. The study must be closed.

    The new file gets its schema from the migrations and its rows from the old file, so that no page is carried over.
    """
    path, fresh = folder / STUDY_FILE, folder / f"{STUDY_FILE}.neuf"
    fresh.unlink(missing_ok=True)
    connection = duckdb.connect(str(fresh))
    try:
        migrate(connection)
        connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as old (read_only)")
        rows = connection.execute(
            "select table_name, sql from duckdb_tables() where database_name = 'old' and schema_name = 'main' order by 1"
        ).fetchall()
        ours = {
            row[0]
            for row in connection.execute(
                "select table_name from duckdb_tables() where database_name <> 'old'"
            ).fetchall()
        }
        for name, statement in rows:
            if name == "migrations":
                continue
            if name not in ours:  # vectors_<n>, made as encoders come
                connection.execute(statement)
            connection.execute(f'insert into main."{name}" select * from old.main."{name}"')  # noqa: S608  # our own tables
        last = connection.execute(
            "select coalesce(max(last_value), 0) from duckdb_sequences() where database_name = 'old'"
        ).fetchall()[0][0]
        connection.execute(f"create or replace sequence facts start {int(last) + 1}")
        connection.execute("detach old")
        connection.execute("checkpoint")
    finally:
        connection.close()
    with fresh.open("rb+") as written:
        os.fsync(written.fileno())
    path.with_name(f"{STUDY_FILE}.wal").unlink(missing_ok=True)  # empty: closing the study has folded it in
    fresh.replace(path)
    fresh.with_name(f"{fresh.name}.wal").unlink(missing_ok=True)
    shutil.rmtree(path.with_name(f"{STUDY_FILE}.tmp"), ignore_errors=True)  # where large queries spill


def erase_traces(study: StudyFile) -> None:
    """Write the study file anew while it is held, so that nothing that was deleted can be read in its bytes."""
    study.renew(rewrite_file)
