"""
Opens the study file, and is the only place that does.

One process owns the file at a time: DuckDB refuses a second one even for reading, so the owner leaves its name
beside it and whoever comes second is told who holds the study. External access is switched off once the full-text
extension is loaded. Each query takes a fresh cursor (two statements on one connection silently overwrite each
other's result); a write keeps one cursor from begin to commit and holds a lock, so that the journal stays a chain.
"""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import filelock

from pipeline.errors import DiskFull, NotAStudy, StudyBusy, StudyDamaged
from pipeline.store import chain, schema
from pipeline.store.sealing import SEALED, Sealing

STUDY_FILE = "study.duckdb"
OWNER_FILE = ".study.owner"
LOCK_FILE = ".study.lock"
MEMORY_LIMIT = "2GB"
THREADS = max(1, min(4, os.cpu_count() or 1))

Row = tuple[Any, ...]


@dataclass
class Write:
    """One transaction: what it executes and what it tells the journal land together or not at all."""

    cursor: duckdb.DuckDBPyConnection
    actor: str
    at: datetime
    _events: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    _sealing: Sealing = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._sealing = Sealing(self.cursor)

    def execute(self, statement: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run one statement of this transaction."""
        self._sealing.before(statement)
        self.cursor.execute(statement, parameters or {})

    def rows(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Read within this transaction."""
        return self.cursor.execute(statement, parameters or {}).fetchall()

    def insert(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """
        Insert many rows at once; `statement` selects from `incoming`, whose columns are the rows' keys.

        Rows go as one Arrow table: one statement per row costs a millisecond each.
        """
        if not rows:
            return
        import pyarrow

        self._sealing.before(statement)
        self.cursor.register("incoming", pyarrow.Table.from_pylist([dict(row) for row in rows]))
        try:
            self.cursor.execute(statement)
        finally:
            self.cursor.unregister("incoming")

    def next_seq(self) -> int:
        """Number of the next fact: grows over the whole study, so that "latest" is never a matter of clocks."""
        return self.next_seqs(1)[0]

    def next_seqs(self, n: int) -> list[int]:
        """The next `n` numbers, growing."""
        rows = self.cursor.execute("select nextval('facts') from range($n)", {"n": n}).fetchall()
        return sorted(number for (number,) in rows)

    def record(self, kind: str, subject: str, **payload: Any) -> None:
        """Tell the journal, at commit: `kind` of event, id of what it is about, and ids, counts or hashes; no words."""
        self._events.append((kind, subject, payload))

    def write_journal(self) -> None:
        """Seal the rows that were written, and append the recorded events to the chain; the last one tells the seals."""
        totals = self._sealing.close()
        if totals:
            kind, subject, payload = self._events.pop() if self._events else ("rows sealed", "", {})
            self._events.append((kind, subject, {**payload, SEALED: totals}))
        chain.append(self.cursor, self._events, actor=self.actor, at=self.at)


class StudyFile:
    """The study file, held open by this process. Safe to share between threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, lock: filelock.BaseFileLock | None, path: Path | None):
        self._connection = connection
        self._lock = lock
        self._writing = threading.RLock()
        self._use = threading.Condition()
        self._n_cursors = 0
        self.path = path

    def __enter__(self) -> StudyFile:
        """Use as a context: closes at the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, whatever happened."""
        self.close()

    def rows(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Read: all rows of one query."""
        with self._cursor() as cursor:
            return cursor.execute(statement, parameters or {}).fetchall()

    def dicts(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Read: all rows of one query, by column name."""
        with self._cursor() as cursor:
            result = cursor.execute(statement, parameters or {})
            names = [column[0] for column in result.description or ()]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def arrow(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """Read: one query as an Arrow table (for exports)."""
        with self._cursor() as cursor:
            return cursor.execute(statement, parameters or {}).to_arrow_table()

    @contextmanager
    def write(self, *, actor: str, at: datetime) -> Iterator[Write]:
        """
        One transaction, with its journal events.

        Args:
            actor: who does it, as the journal will say.
            at: when, in UTC, without time zone.
        """
        with self._writing, self._cursor() as cursor:
            cursor.execute("begin transaction")
            write = Write(cursor, actor, at)
            try:
                yield write
                write.write_journal()
                cursor.execute("commit")
            except duckdb.FatalException as fault:
                raise DiskFull(
                    "Le disque est plein ou le fichier d'étude n'a pas pu être écrit : libérez de la place, puis relancez. "
                    "Ce qui avait été enregistré est conservé."
                ) from fault
            except BaseException:
                cursor.execute("rollback")
                raise

    def rewrite(self, statement: str) -> None:
        """Run one statement that cannot live in a transaction (full-text index, checkpoint)."""
        with self._writing, self._cursor() as cursor:
            cursor.execute(statement)

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._use:
            cursor = self._connection.cursor()
            self._n_cursors += 1
        try:
            yield cursor
        finally:
            cursor.close()
            with self._use:
                self._n_cursors -= 1
                self._use.notify_all()

    def renew(self, rebuild: Callable[[Path], None]) -> None:
        """
        Let the file go, have `rebuild` replace it in its folder, and hold the new one; the study stays ours throughout.

        Waits until nobody reads: DuckDB would go on with the old file as long as one of its cursors is open.
        """
        with self._use:
            self._use.wait_for(lambda: self._n_cursors == 0)
            if self.path is None:
                return
            self._connection.close()
            try:
                rebuild(self.path.parent)
            finally:
                self._connection = _connect(self.path)

    def close(self) -> None:
        """Let the study go."""
        self._connection.close()
        if self.path is not None:
            (self.path.parent / OWNER_FILE).unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.release()


def open_study_file(folder: Path, *, purpose: str, create: bool = False) -> StudyFile:
    """
    Own the study file of a folder.

    Args:
        folder: the study's folder, on a local disk.
        purpose: what for, in a few words; whoever finds the study busy reads it.
        create: make the file when it is not there.

    Raises:
        NotAStudy: no study there.
        StudyBusy: another process holds it; the message names it.
        StudyDamaged: the file cannot be opened or its migrations do not agree with ours.
    """
    path = folder / STUDY_FILE
    if not create and not path.exists():
        raise NotAStudy(
            f"« {folder} » ne contient pas d'étude ({STUDY_FILE} absent) : créez-la avec « polyphonie new »."
        )
    lock = _own(folder, purpose)
    try:
        if not path.exists():
            _make(path)
        return StudyFile(_connect(path), lock, path)
    except duckdb.IOException as fault:
        lock.release()
        if "lock" in str(fault).lower():
            raise StudyBusy(_busy(folder)) from fault
        raise StudyDamaged(
            f"Le fichier d'étude « {path.name} » ne s'ouvre pas : restaurez la dernière sauvegarde « polyphonie restore »."
        ) from fault
    except BaseException:
        lock.release()
        raise


def memory_study() -> StudyFile:
    """A study that lives in memory, for tests."""
    return StudyFile(_connect(None), None, None)


def _own(folder: Path, purpose: str) -> filelock.BaseFileLock:
    lock = filelock.FileLock(folder / LOCK_FILE, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except filelock.Timeout as fault:
        raise StudyBusy(_busy(folder)) from fault
    owner = {"pid": os.getpid(), "machine": socket.gethostname(), "for": purpose}
    (folder / OWNER_FILE).write_text(json.dumps(owner, ensure_ascii=False), encoding="utf-8")
    return lock


def _busy(folder: Path) -> str:
    try:
        owner = json.loads((folder / OWNER_FILE).read_text(encoding="utf-8"))
        holder = f"{owner['for']}, processus {owner['pid']} sur {owner['machine']}"
    except (OSError, ValueError, KeyError):
        holder = "un autre programme"
    return f"L'étude « {folder.name} » est déjà ouverte ({holder}) : fermez-le, ou travaillez depuis l'application."


def _make(path: Path) -> None:
    """A new study file, whole before it has its name: one half made by a process that was killed would never open."""
    fresh = path.with_name(f"{path.name}.neuf")
    fresh.unlink(missing_ok=True)
    fresh.with_name(f"{fresh.name}.wal").unlink(missing_ok=True)
    _connect(fresh).close()
    fresh.replace(path)


def _connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        str(path) if path else ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": MEMORY_LIMIT,
            "threads": str(THREADS),
            "preserve_insertion_order": "true",
        },
    )
    try:
        connection.execute(f"load '{_fts_extension()}'")
        schema.migrate(connection)
        connection.execute("set enable_external_access = false")
    except BaseException:
        connection.close()
        raise
    return connection


def _fts_extension() -> Path:
    found = importlib.util.find_spec("duckdb_extension_fts")
    if found is None or not found.submodule_search_locations:
        raise StudyDamaged(
            "L'extension plein texte de DuckDB manque : relancez l'installation (« python run.py test »)."
        )
    root = Path(next(iter(found.submodule_search_locations)))
    return root / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"
