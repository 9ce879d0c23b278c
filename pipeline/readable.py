"""
Everything that can be read in a file that leaves the study, whatever its format: for finding what should not be there.

A name can hide in a Word author field, in a zipped part of a project, in text saved as UTF-16, between two runs of a
document. So each file gives several readings of itself, its properties included; nothing is executed and sizes are bounded.
A file that gives no reading at all is told apart: what cannot be read cannot be cleared.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.openings import PDF_FAULTS, ZIP_FAULTS

MAX_DEPTH = 3
MAX_BYTES = 200 * 1024 * 1024
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_ZIP_FAULTS = (*ZIP_FAULTS, RuntimeError)

_TAGS = re.compile(r"<[^>]*>")
_WORDS = re.compile(r"\w{2,}")


class Readings(NamedTuple):
    """What one file, or one part of it, can be read as. `place` is the part's name ("" for the file itself)."""

    place: str
    texts: tuple[str, ...]


def readings(content: bytes, *, place: str = "", depth: int = 0) -> Iterator[Readings]:
    """
    Every reading of a file: its text, tags taken away in two manners, each part of an archive, properties, names of parts.

    A part that cannot be read yields `texts` empty.
    """
    if content.startswith(b"PK\x03\x04") and depth < MAX_DEPTH:
        yield from _archive(content, place, depth)
    elif content.startswith(b"\x1f\x8b") and depth < MAX_DEPTH:
        yield from _unzipped(content, place, depth)
    elif content.startswith(b"PAR1"):
        yield Readings(place, _parquet(content))
    elif content.startswith(b"%PDF"):
        yield Readings(place, _pdf(content))
    elif content.startswith(IMAGES):
        yield Readings(place, (content.decode("latin-1"),))
    else:
        yield Readings(place, _text(content))


def _archive(content: bytes, place: str, depth: int) -> Iterator[Readings]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MAX_BYTES:
                yield Readings(place, ())
                return
            comment = archive.comment.decode("utf-8", "replace")
            yield Readings(place, ("\n".join([comment, *(member.filename for member in members)]),))
            for member in members:
                if not member.is_dir():
                    inner = f"{place}/{member.filename}".lstrip("/")
                    yield from readings(archive.read(member), place=inner, depth=depth + 1)
    except _ZIP_FAULTS:
        yield Readings(place, ())


def _unzipped(content: bytes, place: str, depth: int) -> Iterator[Readings]:
    try:
        with gzip.open(io.BytesIO(content)) as inner:
            body = inner.read(MAX_BYTES)
    except _ZIP_FAULTS:
        yield Readings(place, ())
        return
    yield from readings(body, place=place, depth=depth + 1)


def _parquet(content: bytes) -> tuple[str, ...]:
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.read_table(pyarrow.BufferReader(content))
    except (pyarrow.ArrowException, OSError, ValueError):
        return ()
    cells = [str(value) for column in table.columns for value in column.to_pylist() if value is not None]
    about = table.schema.metadata or {}
    return ("\n".join([*cells, *(str(value.decode("utf-8", "replace")) for value in about.values())]),)


def _pdf(content: bytes) -> tuple[str, ...]:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in reader.pages]
        about = [str(value) for value in (reader.metadata or {}).values()]
    except (*PDF_FAULTS, PyPdfError):
        return ()
    return ("\n".join([*pages, *about]), content.decode("latin-1"))


def _text(content: bytes) -> tuple[str, ...]:
    """As UTF-8 and, where zero bytes say so, as UTF-16; with markup, without it, and with the entities resolved."""
    if not content.strip():
        return ("",)
    if b"\x00" in content[:4096]:
        kinds = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-16-le", "utf-16-be"]
        found = [content.decode(kind, "ignore") for kind in kinds]
        found.append(content.decode("utf-8", "ignore"))
    else:
        try:
            found = [content.decode("utf-8-sig")]
        except UnicodeDecodeError:
            found = [content.decode("cp1252", "replace")]
    if not any(_WORDS.search(text) for text in found):
        return () if b"\x00" in content else tuple(found)
    texts: list[str] = []
    for text in found:
        texts.append(text)
        if "<" in text or "&" in text:
            texts += [html.unescape(_TAGS.sub(" ", text)), html.unescape(_TAGS.sub("", text)), html.unescape(text)]
    return tuple(dict.fromkeys(texts))
