"""
Which family of formats a file belongs to, by what it contains; its extension only settles what the content cannot.

A transcript is often misnamed, and a text that begins with « P1 » is not an image. What cannot be read is refused here,
each time with the way out.
"""

from __future__ import annotations

import re
from enum import StrEnum

from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import open_archive, part

SUPPORTED = ".docx, .odt, .txt, .md, .pdf (avec texte), .srt, .vtt, .json de Whisper, .csv, .tsv, .xlsx, .jsonl"
HEAD_BYTES = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
TIMING_LINE = re.compile(rb"^\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-+>", re.MULTILINE)
TEXT_EXTENSIONS = frozenset(
    {"", "txt", "text", "docx", "doc", "odt", "rtf", "srt", "vtt", "json", "asc", "log", "trans"}
)


class Family(StrEnum):
    """A family of formats; its value is the source's `format`."""

    DOCX = "docx"
    ODT = "odt"
    TXT = "txt"
    MD = "md"
    PDF = "pdf"
    SRT = "srt"
    VTT = "vtt"
    WHISPER = "whisper"
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


TABLES = frozenset({Family.CSV, Family.XLSX, Family.JSONL})

REFUSED_BEGINNINGS = (
    (b"{\\rtf", "ce document est en RTF ; enregistrez-le en .docx ou .odt."),
    (b"ID3", "c'est un enregistrement sonore ; transcrivez-le d'abord (texte, .srt ou .json de Whisper)."),
    (b"RIFF", "c'est un enregistrement ; transcrivez-le d'abord (texte, .srt ou .json de Whisper)."),
    (b"OggS", "c'est un enregistrement sonore ; transcrivez-le d'abord (texte, .srt ou .json de Whisper)."),
    (b"\x89PNG", "c'est une image ; fournissez le texte."),
    (b"\xff\xd8\xff", "c'est une image ; fournissez le texte."),
    (b"@UTF8", "c'est une transcription CHAT (.cha) ; exportez-la en .txt, .srt ou .vtt."),
    (b"@Begin", "c'est une transcription CHAT (.cha) ; exportez-la en .txt, .srt ou .vtt."),
    (
        b"**** *",
        "c'est un corpus IRaMuTeQ, où un fichier tient plusieurs textes ; fournissez un fichier par entretien, "
        "ou le tableau des réponses.",
    ),
    (b'File type = "ooTextFile"', "c'est une grille Praat (TextGrid) ; exportez-la en .txt ou .srt."),
)


def recognise(content: bytes, name: str, *, is_mapped: bool = False) -> Family:
    """
    Family of a file.

    Args:
        content: all its bytes.
        name: its name, for the extension.
        is_mapped: a `[[survey]]` table names it, which makes a text a table.

    Raises:
        UnreadableSource: empty, or of no family we read; the message says what to do.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableSource("le fichier est vide ; vérifiez qu'il a bien été enregistré.")
    extension = name.rsplit(".", 1)[1].casefold() if "." in name else ""
    if content.startswith(b"%PDF") or b"%PDF-" in content[:1024]:
        return Family.PDF
    if content.startswith(b"PK"):
        return _zipped(content)
    if content.startswith(OLE):
        raise UnreadableSource(_old_office(content, extension))
    _refuse_known(content.lstrip(b"\xef\xbb\xbf"))
    return _textual(content, extension, is_mapped=is_mapped)


def _zipped(content: bytes) -> Family:
    archive = open_archive(content)
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return Family.DOCX
    if "xl/workbook.xml" in names:
        return Family.XLSX
    declared = (part(archive, "mimetype") or b"").strip() if "mimetype" in names else b""
    if "opendocument.spreadsheet" in declared.decode("latin-1"):
        raise UnreadableSource("ce tableau est en .ods ; enregistrez-le en .xlsx ou en .csv.")
    if "content.xml" in names:
        return Family.ODT
    raise UnreadableSource(f"format non reconnu. Formats lus : {SUPPORTED}.")


def _old_office(content: bytes, extension: str) -> str:
    if ENCRYPTED_PACKAGE in content:
        return "le document est protégé par un mot de passe ; enregistrez-le sans protection."
    if extension in ("xls", "xlsx"):
        return "ce classeur est dans l'ancien format .xls ; enregistrez-le en .xlsx ou en .csv."
    return "ce document est dans l'ancien format .doc ; ouvrez-le et enregistrez-le en .docx."


def _refuse_known(content: bytes) -> None:
    for beginning, reason in REFUSED_BEGINNINGS:
        if content.startswith(beginning):
            raise UnreadableSource(reason)
    head = content[:HEAD_BYTES].lstrip().lower()
    if content[4:8] == b"ftyp":
        raise UnreadableSource("c'est un enregistrement ; transcrivez-le d'abord (texte, .srt ou .json de Whisper).")
    if head.startswith((b"<!doctype html", b"<html")):
        raise UnreadableSource("c'est une page web ; enregistrez-la en .docx, .odt ou .txt.")
    if head.startswith((b"<?xml", b"<trans", b"<tei", b"<annotation_document")):
        raise UnreadableSource(
            "c'est une transcription ou un document XML (Transcriber, ELAN, TEI…) ; "
            "exportez-le en .txt, .srt ou .vtt depuis son logiciel."
        )


def _textual(content: bytes, extension: str, *, is_mapped: bool) -> Family:
    head = content[:HEAD_BYTES]
    if head.lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return Family.VTT
    opening = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if opening in (b"{", b"["):
        family = _json(content, extension)
        if family is not None:
            return family
    if is_mapped or extension in ("csv", "tsv", "tab"):
        return Family.CSV
    if TIMING_LINE.search(head):
        return Family.VTT if extension == "vtt" else Family.SRT
    if extension in ("md", "markdown"):
        return Family.MD
    if extension in TEXT_EXTENSIONS:
        return Family.TXT
    raise UnreadableSource(f"format « .{extension} » non reconnu. Formats lus : {SUPPORTED}.")


def _json(content: bytes, extension: str) -> Family | None:
    """Whisper's JSON, or one answer a line; a text may also begin with a bracket (`[Chercheur]`)."""
    if extension in ("jsonl", "ndjson"):
        return Family.JSONL
    is_transcript = re.search(rb'"(?:segments|transcription)"\s*:', content) or (
        re.search(rb'"start"\s*:', content) and re.search(rb'"text"\s*:', content)
    )
    if is_transcript and (extension == "json" or content.lstrip()[:1] == b"{"):
        return Family.WHISPER
    if extension == "json":
        raise UnreadableSource(
            "ce JSON n'est pas une transcription de Whisper ; exportez la transcription en .srt ou .txt, "
            "ou les réponses en .csv ou .jsonl."
        )
    return None
