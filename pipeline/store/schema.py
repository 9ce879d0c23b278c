"""
Numbered migrations: each file runs once, in order, in the same transaction as its record.

A migration is never edited once merged: its SHA-256 is recorded, and a study whose record disagrees is refused.
"""

from __future__ import annotations

import hashlib
from importlib import resources

import duckdb

from pipeline.errors import StudyDamaged


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """
    Bring a study file to the present schema.

    Raises:
        StudyDamaged: the file was made by a later version, or one of its migrations is not ours.
    """
    with connection.cursor() as cursor:
        cursor.execute("create sequence if not exists facts start 1")
        cursor.execute(
            "create table if not exists migrations (name varchar not null primary key, sha256 varchar not null)"
        )
        applied = dict(cursor.execute("select name, sha256 from migrations order by name").fetchall())
        ours = migrations()
        for name in applied.keys() - ours.keys():
            raise StudyDamaged(
                f"L'étude vient d'une version plus récente de Polyphonie (migration {name}) : mettez le programme à jour."
            )
        for name, statement in ours.items():
            sha256 = hashlib.sha256(statement.encode()).hexdigest()
            if applied.get(name) == sha256:
                continue
            if name in applied:
                raise StudyDamaged(
                    f"La migration {name} de l'étude n'est pas celle du programme : restaurez une sauvegarde."
                )
            cursor.execute("begin transaction")
            cursor.execute(statement)
            cursor.execute("insert into migrations values ($name, $sha256)", {"name": name, "sha256": sha256})
            cursor.execute("commit")


def migrations() -> dict[str, str]:
    """All migrations by name, in order, with their SQL."""
    folder = resources.files("pipeline.store") / "migrations"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return {
        entry.name: entry.read_text(encoding="utf-8").replace("\r\n", "\n")
        for entry in sorted(found, key=lambda entry: entry.name)
    }
