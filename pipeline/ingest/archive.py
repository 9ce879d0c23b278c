"""
Zipped documents (.docx, .odt, .xlsx) opened with care: only the part asked for, never a bomb, never an outside entity.

A researcher's file comes from anywhere. Sizes are added up from the directory of the archive and checked again while
reading, since a directory can lie; a document type declaration is refused, for no office document has one and
it is how a file makes its reader fetch or unfold something else. Document properties are never read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Protocol, Self

from pipeline import openings
from pipeline.errors import UnreadableSource
from pipeline.openings import ZIP_FAULTS

MAX_UNZIPPED_BYTES = 200 * 1024 * 1024
MAX_MEMBERS = 20_000


class Element(Protocol):
    """The little of an lxml element that readers use; lxml ships no types."""

    @property
    def tag(self) -> Any: ...
    @property
    def text(self) -> str | None: ...
    @property
    def tail(self) -> str | None: ...
    def __iter__(self) -> Iterator[Self]: ...
    def get(self, name: str, /) -> str | None: ...
    def find(self, path: str, /) -> Self | None: ...
    def iter(self, *tags: str) -> Iterator[Self]: ...
    def itertext(self, *tags: str) -> Iterator[str]: ...
    def getparent(self) -> Self | None: ...


def open_archive(content: bytes) -> zipfile.ZipFile:
    """
    The archive, once its size when unzipped is known to be reasonable.

    Raises:
        UnreadableSource: not a zip, damaged, encrypted, or more than `MAX_UNZIPPED_BYTES` once unzipped.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except ZIP_FAULTS as fault:
        raise UnreadableSource(
            "le document est abîmé ou incomplet (archive zip illisible) ; ouvrez-le puis enregistrez-le à nouveau."
        ) from fault
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNZIPPED_BYTES:
        raise UnreadableSource(
            f"le document dépasse {MAX_UNZIPPED_BYTES // 1024**2} Mo une fois décompressé ; "
            "retirez-en les images ou enregistrez le texte seul."
        )
    return archive


def part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """
    Bytes of one member, None when there is none.

    Raises:
        UnreadableSource: the member is encrypted, damaged, or longer than it says.
    """
    try:
        with archive.open(name) as member:
            body = member.read(MAX_UNZIPPED_BYTES + 1)
    except KeyError:
        return None
    except ZIP_FAULTS as fault:
        raise UnreadableSource(
            "le document est abîmé (contenu illisible) ; ouvrez-le puis enregistrez-le à nouveau."
        ) from fault
    except RuntimeError as fault:  # zipfile's own word for an encrypted member
        raise UnreadableSource(
            "le document est protégé par un mot de passe ; enregistrez-le sans protection."
        ) from fault
    if len(body) > MAX_UNZIPPED_BYTES:
        raise UnreadableSource("le document grossit sans fin une fois décompressé ; il n'a pas été lu.")
    return body


def xml_root(body: bytes) -> Element:
    """
    Root of an XML part.

    Raises:
        UnreadableSource: not well formed, or it declares a document type.
    """
    root: Element = openings.xml_root(
        body,
        refused=UnreadableSource,
        damaged="le document est abîmé (XML mal formé) ; ouvrez-le puis enregistrez-le à nouveau.",
        declares="le document déclare des entités extérieures, ce qu'aucun texte ne demande ; il est refusé.",
    )
    return root
