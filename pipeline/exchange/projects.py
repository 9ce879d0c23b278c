"""
Which tool a project comes from, by what it holds, never by its name alone; then the reader for it.

An archive is REFI-QDA or a zipped QualCoder folder; a database is Taguette's, QualCoder's or RQDA's by its tables; a page of
marked stretches, or a list of them, is Sonal's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.errors import ImportRefused
from pipeline.exchange import qualcoder, rqda, sonal, taguette
from pipeline.exchange.opening import SQLITE_HEAD, ZIP_HEADS, Archive, Tables
from pipeline.exchange.project import Project
from pipeline.exchange.qdpx_read import read_qdpx


def is_project(content: bytes) -> bool:
    """Whether a file is an archive, a database, or Sonal's."""
    return content.startswith((*ZIP_HEADS, SQLITE_HEAD)) or sonal.is_sonal(content)


def read_project(content: bytes, name: str, *, beside: Mapping[str, bytes] = MappingProxyType({})) -> Project:
    """
    The project of a file; `beside` are the files of its folder that it names (a Sonal corpus names its interviews).

    Raises:
        ImportRefused: it is none that is known, or it is damaged or unsafe.
    """
    if content.startswith(ZIP_HEADS):
        archive = Archive(content)
        inside = next((n for n in archive.names if n.rsplit("/", 1)[-1] == "data.qda"), None)
        return read_qdpx(content) if inside is None else _of_database(archive.read(inside), name)
    if content.startswith(SQLITE_HEAD):
        return _of_database(content, name)
    if sonal.is_sonal(content):
        return sonal.read_sonal(content, name, beside)
    raise ImportRefused(
        "Ce n'est pas un projet connu. Polyphonie prend REFI-QDA (.qdpx), QualCoder (.qda), Taguette (.sqlite3), RQDA (.rqda) et "
        "Sonal 3 (.crp, .sonal)."
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
