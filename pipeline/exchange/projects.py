"""
Which tool a project comes from, by what it holds, never by its name alone; then the reader for it.

An archive is REFI-QDA or a zipped QualCoder folder; a database is Taguette's, QualCoder's or RQDA's by its tables.
"""

from __future__ import annotations

from pipeline.errors import ImportRefused
from pipeline.exchange import qualcoder, rqda, taguette
from pipeline.exchange.opening import SQLITE_HEAD, ZIP_HEADS, Archive, Tables
from pipeline.exchange.project import Project
from pipeline.exchange.qdpx_read import read_qdpx


def is_project(head: bytes) -> bool:
    """Whether the first bytes of a file are those of an archive or of a database."""
    return head.startswith((*ZIP_HEADS, SQLITE_HEAD))


def read_project(content: bytes, name: str) -> Project:
    """
    The project of a file.

    Raises:
        ImportRefused: it is none that is known, or it is damaged or unsafe.
    """
    if content.startswith(ZIP_HEADS):
        archive = Archive(content)
        inside = next((n for n in archive.names if n.rsplit("/", 1)[-1] == "data.qda"), None)
        return read_qdpx(content) if inside is None else _of_database(archive.read(inside), name)
    if content.startswith(SQLITE_HEAD):
        return _of_database(content, name)
    raise ImportRefused(
        "Ce n'est pas un projet connu. Polyphonie prend REFI-QDA (.qdpx), QualCoder (.qda), Taguette (.sqlite3) et RQDA (.rqda)."
    )


def _of_database(content: bytes, name: str) -> Project:
    tables = Tables(content)
    for reader, needed in (
        (qualcoder.read_qualcoder, qualcoder.NEEDED),
        (taguette.read_taguette, taguette.NEEDED),
        (rqda.read_rqda, rqda.NEEDED),
    ):
        if tables.has(*needed):
            try:
                return reader(tables, name)
            except KeyError as missing:
                raise ImportRefused(
                    f"La base n'a pas la colonne {missing} : ouvrez le projet dans une version récente de l'outil, puis recommencez."
                ) from missing
    raise ImportRefused("Cette base n'est ni un projet QualCoder, ni Taguette, ni RQDA : elle n'a pas leurs tables.")
