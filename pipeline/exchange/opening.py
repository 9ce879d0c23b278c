"""
Projects of other tools opened with care: archives, XML and SQLite files whose maker is not known.

Nothing is written to disk and nothing that a file holds is run: an archive is read member by member within a bound, XML
knows no entity, and a database is copied into memory where only plain tables may be read. It refuses what is too large, what
points outside of itself, and what is not what it says, each with a sentence for whoever brought it.
"""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from typing import Any

from pipeline import openings
from pipeline.errors import ImportRefused

MAX_BYTES = 500 * 1024 * 1024
MAX_MEMBERS = 20_000
MAX_SQL_STEPS = 50_000  # of 10,000 instructions each: minutes, not hours
SQLITE_HEAD = b"SQLite format 3\x00"
ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_FAULTS = (*openings.ZIP_FAULTS, RuntimeError)
_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_PRAGMA)
_OUTSIDE = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:")


class Archive:
    """The members of a zip, by name; each is read when asked for, within what is left of the bound."""

    def __init__(self, content: bytes) -> None:
        """Raises `ImportRefused` when it is damaged, too large once unzipped, or names a file outside of itself."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _ZIP_FAULTS as fault:
            raise ImportRefused(
                "Le projet est abîmé ou incomplet (archive illisible) : exportez-le de nouveau."
            ) from fault
        members = [m for m in self._zip.infolist() if not m.is_dir()]
        if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_BYTES:
            raise ImportRefused(
                f"Le projet dépasse {MAX_BYTES // 1024**2} Mo ou {MAX_MEMBERS} fichiers une fois décompressé : "
                "exportez-le sans les enregistrements ni les images."
            )
        if any(_OUTSIDE.search(m.filename) for m in members):
            raise ImportRefused(
                "Le projet nomme un fichier hors de lui-même, ce qu'aucun outil n'écrit : il est refusé. Exportez-le de nouveau."
            )
        self._left = MAX_BYTES
        self.names = tuple(m.filename for m in members if not m.filename.startswith("__MACOSX/"))
        self._by_fold = {name.replace("\\", "/").casefold(): name for name in self.names}

    def find(self, *wanted: str) -> str | None:
        """The first of these names that is there, in whatever case."""
        return next((self._by_fold[w.casefold()] for w in wanted if w.casefold() in self._by_fold), None)

    def read(self, name: str) -> bytes:
        """Bytes of a member. Raises `ImportRefused` when it is damaged, encrypted, or longer than it says."""
        try:
            with self._zip.open(name) as member:
                body = member.read(self._left + 1)
        except _ZIP_FAULTS as fault:
            raise ImportRefused(
                "Un fichier du projet est abîmé ou protégé par un mot de passe : exportez le projet de nouveau."
            ) from fault
        self._left -= len(body)
        if self._left < 0:
            raise ImportRefused("Le projet grossit sans fin une fois décompressé : il n'a pas été lu.")
        return body


def xml_root(content: bytes) -> Any:
    """The root of an XML file. Raises `ImportRefused` when it is not well formed or declares a document type."""
    return openings.xml_root(
        content,
        refused=ImportRefused,
        damaged="Le fichier n'est pas du XML lisible : exportez-le de nouveau depuis l'outil d'origine.",
        declares="Le fichier déclare des entités, ce qu'aucun échange ne demande : il est refusé. Exportez-le de nouveau sans elles.",
    )


class Tables:
    """The plain tables of a SQLite file, in memory; views and triggers are never run."""

    def __init__(self, content: bytes) -> None:
        """Raises `ImportRefused` when it is too large or no database."""
        if len(content) > MAX_BYTES:
            raise ImportRefused(f"Le projet dépasse {MAX_BYTES // 1024**2} Mo : retirez-en les images et les sons.")
        self._base = sqlite3.connect(":memory:")
        try:
            self._base.deserialize(_without_journal(content))
            self._base.execute("pragma trusted_schema = off")
            found = self._base.execute("select name from sqlite_master where type = 'table' and sql is not null")
            self.names = {str(name): self._columns(str(name)) for (name,) in found.fetchall()}
        except (sqlite3.Error, ValueError) as fault:
            self._base.close()
            raise ImportRefused(
                "Le projet n'est pas une base SQLite lisible : fermez l'outil, puis copiez-le."
            ) from fault
        self._steps = 0
        self._base.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY)
        self._base.set_progress_handler(self._too_long, 10_000)

    def _columns(self, table: str) -> tuple[str, ...]:
        return tuple(row[1] for row in self._base.execute(f"pragma table_info({_quoted(table)})"))

    def _too_long(self) -> int:
        self._steps += 1
        return int(self._steps > MAX_SQL_STEPS)

    def has(self, *tables: str) -> bool:
        """Whether all of these are tables of the file."""
        return all(table in self.names for table in tables)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """
        All rows of a table by column; none when there is no such table.

        Raises:
            ImportRefused: the table is damaged.
        """
        if table not in self.names:
            return []
        columns = self.names[table]
        try:
            found = self._base.execute(f"select * from {_quoted(table)}").fetchall()  # noqa: S608  # a table of its own list
        except (sqlite3.Error, ValueError) as fault:
            raise ImportRefused(f"La table « {table} » du projet est abîmée : elle n'a pas pu être lue.") from fault
        return [dict(zip(columns, row, strict=False)) for row in found]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _without_journal(content: bytes) -> bytes:
    """A file left in write-ahead mode cannot be opened in memory: two bytes of its head say which mode."""
    return content[:18] + b"\x01\x01" + content[20:] if content[18:20] == b"\x02\x02" else content
