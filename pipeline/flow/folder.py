"""
What lies in `sources/`: which files are there, which may be opened, which are as they were when they were read.

Nothing is read here but names, sizes and times; a file that was only copied or touched is told by its hash.
"""

from __future__ import annotations

import fnmatch
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from models.base import content_id
from models.survey import SurveyMapping
from pipeline.errors import UnreadableSource
from pipeline.flow.study import SOURCES, OpenStudy
from pipeline.store.sources import Sighting

READER_VERSION = "2"
MAX_FILE_BYTES = 300_000_000
NEWER_OPTIONS = frozenset({"question", "joined"})  # of a mapping
NOT_OPENED = "Le fichier ne peut pas être ouvert : vérifiez ses droits d'accès."
ELSEWHERE = "C'est un lien vers un fichier hors de sources/ : copiez le fichier lui-même dans le dossier."
IGNORED = (".*", "~$*", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "*.tmp", "source.md")
"""Names in lower case, of files and of folders, that an office program or an operating system leaves behind."""


class FolderFile(NamedTuple):
    """
    A file of the folder as it lies there; `name` is its path inside, NFC. `reading` changes with how it would be read.

    `problem`: why it is not to be opened, in French.
    """

    path: Path
    name: str
    path_id: str
    n_bytes: int
    mtime_ns: int
    reading: str
    problem: str | None = None


def files_of(study: OpenStudy) -> Iterator[FolderFile]:
    """Every file of `sources/`, in the order of its path; what systems and programs leave behind is passed over."""
    folder = study.folder / SOURCES
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(fnmatch.fnmatchcase(part.casefold(), pattern) for part in inside.parts for pattern in IGNORED):
            continue
        facts, problem = _facts(path, folder)
        if facts is not None and not stat.S_ISREG(facts.st_mode):
            continue
        name = unicodedata.normalize("NFC", os.fsencode(inside.as_posix()).decode("utf-8", "backslashreplace"))
        yield FolderFile(
            path=path,
            name=name,
            path_id=content_id("path", name),
            n_bytes=0 if facts is None else facts.st_size,
            mtime_ns=0 if facts is None else facts.st_mtime_ns,
            reading=content_id("reading", READER_VERSION, *_mappings_for(name, study.settings.survey)),
            problem=problem,
        )


def _facts(path: Path, folder: Path) -> tuple[os.stat_result | None, str | None]:
    """Size and time of a file; and why it is not to be opened: no right to, a broken link, a link out of the folder."""
    try:
        facts = path.stat()
        is_elsewhere = path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # RuntimeError: a link to itself
        return None, NOT_OPENED
    return facts, ELSEWHERE if is_elsewhere else None


def _mappings_for(name: str, surveys: Sequence[SurveyMapping]) -> list[str]:
    """How the mappings read this file, as text; what a mapping does not use is left out, so that a new option is no new reading."""
    base = name.rsplit("/", 1)[-1]
    mine = (s for s in surveys if fnmatch.fnmatch(base, s.file) or fnmatch.fnmatch(name, s.file))
    return [s.model_dump_json(exclude={field for field in NEWER_OPTIONS if getattr(s, field) is None}) for s in mine]


def is_unchanged(file: FolderFile, seen: Sighting | None) -> bool:
    """Same bytes, read the same way. A file that was only copied or touched is told by its hash."""
    if seen is None or (seen.n_bytes, seen.reading) != (file.n_bytes, file.reading):
        return False
    if not seen.source_sha256 and may_be_opened(file):
        return False  # refused without being read, for a reason that holds no more
    if seen.mtime_ns == file.mtime_ns:
        return True
    try:
        return hashlib.sha256(file.path.read_bytes()).hexdigest() == seen.source_sha256
    except OSError:
        return False  # ingest will meet it again and say why


def may_be_opened(file: FolderFile) -> bool:
    """Whether nothing but its content can refuse it."""
    return file.problem is None and file.n_bytes <= MAX_FILE_BYTES and os.access(file.path, os.R_OK)


def content_of(file: FolderFile) -> bytes:
    """
    Its bytes.

    Raises:
        UnreadableSource: a link elsewhere, too large, or no right to open it.
    """
    if file.problem is not None:
        raise UnreadableSource(file.problem)
    if file.n_bytes > MAX_FILE_BYTES:
        raise UnreadableSource(
            f"Le fichier dépasse {MAX_FILE_BYTES // 1_000_000} Mo : découpez-le, ou n'en gardez que le texte."
        )
    try:
        return file.path.read_bytes()
    except OSError as fault:
        raise UnreadableSource(NOT_OPENED) from fault
