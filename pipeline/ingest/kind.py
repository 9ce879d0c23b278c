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
from pipeline.ingest.iramuteq import is_corpus
from pipeline.sonal_page import OPENING as SONAL_STRETCH

SUPPORTED = (
    ".docx, .odt, .rtf, .txt, .md, .html, .pdf (avec texte), .srt, .vtt, .json de Whisper, .otr d'oTranscribe, .trs de Transcriber, "
    ".eaf d'ELAN, .cha de CHAT, .TextGrid de Praat, .xml et .trjs de la TEI, .sonal de Sonal 3, corpus IRaMuTeQ, .csv, .tsv, .xlsx, .ods, .jsonl"
)
HEAD_BYTES = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
TIMING_LINE = re.compile(rb"^\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-+>", re.MULTILINE)
TEXT_EXTENSIONS = frozenset(
    {
        "",
        "txt",
        "text",
        "docx",
        "doc",
        "odt",
        "rtf",
        "srt",
        "vtt",
        "json",
        "asc",
        "log",
        "trans",
        "otr",
        "html",
        "htm",
        "cha",
        "sonal",
    }
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
    RTF = "rtf"
    HTML = "html"
    OTRANSCRIBE = "otr"
    TRANSCRIBER = "trs"
    ELAN = "eaf"
    CHAT = "cha"
    PRAAT = "textgrid"
    TEI = "tei"
    IRAMUTEQ = "iramuteq"
    SONAL = "sonal"
    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    JSONL = "jsonl"


MARKED_UP = (
    (Family.TRANSCRIBER, re.compile(r"<Trans[\s>]")),
    (Family.ELAN, re.compile(r"<ANNOTATION_DOCUMENT[\s>]")),
    (Family.TEI, re.compile(r"<(?:\w{1,20}:)?(?:TEI|teiCorpus|teiCorpo|TEI\.2)[\s>]")),
    (Family.HTML, re.compile(r"<(?:!DOCTYPE\s+html|html|head|body|div|p|span|h[1-6]|table)\b", re.IGNORECASE)),
)
PRAAT_OPENING = re.compile(r'(?:File type\s*=\s*)?"?oo(?:TextFile|BinaryFile)')
CHAT_OPENING = re.compile(
    r"@(?:UTF8|Begin|begin|Loc|PID|Font|Window|ColorWords)\b|@(?:Languages|Participants|participants):"
)
OTRANSCRIBE_KEYS = re.compile(rb'"text"\s*:')
OTRANSCRIBE_PAGE = re.compile(rb'"text"\s*:\s*"[^"]{0,2000}<(?:p|span|div|br)\b|"media(?:-source|-time)?"\s*:')
OLD_SONAL = "rtr"
SONAL_CORPUS_KEYS = (b'"tabThm"', b'"tabEnt"')

OBJECTS = re.compile(rb'[\xef\xbb\xbf\s]*(?:\[\s*)?\{\s*(?:"|\})')
ROWS = re.compile(rb"[\xef\xbb\xbf\s]*\[\s*\{")
TABLE_EXTENSIONS = frozenset({"csv", "tsv", "tab"})
TABLES = frozenset({Family.CSV, Family.XLSX, Family.ODS, Family.JSONL})

PROJECT = "c'est un projet d'un autre logiciel de codage, pas une source ; prenez-le avec « polyphonie import »."
REFUSED_BEGINNINGS = (
    (b"SQLite format 3\x00", PROJECT),
    (b"ID3", "c'est un enregistrement sonore ; transcrivez-le d'abord (texte, .srt ou .json de Whisper)."),
    (b"RIFF", "c'est un enregistrement ; transcrivez-le d'abord (texte, .srt ou .json de Whisper)."),
    (b"OggS", "c'est un enregistrement sonore ; transcrivez-le d'abord (texte, .srt ou .json de Whisper)."),
    (b"\x89PNG", "c'est une image ; fournissez le texte."),
    (b"\xff\xd8\xff", "c'est une image ; fournissez le texte."),
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
        return Family.ODS
    if "content.xml" in names:
        return Family.ODT
    if any(name.casefold().endswith(".qde") for name in names):
        raise UnreadableSource(PROJECT)
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
    if content[4:8] == b"ftyp":
        raise UnreadableSource("c'est un enregistrement ; transcrivez-le d'abord (texte, .srt ou .json de Whisper).")


def _textual(content: bytes, extension: str, *, is_mapped: bool) -> Family:
    head = content[:HEAD_BYTES]
    if head.lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return Family.VTT
    spoken = _speech(content)
    if spoken is not None:
        return spoken
    opening = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if opening == b"{" and all(key in content for key in SONAL_CORPUS_KEYS):
        raise UnreadableSource(PROJECT)
    if opening in (b"{", b"["):
        family = _json(content, extension, is_mapped=is_mapped)
        if family is not None:
            return family
    if extension == OLD_SONAL:
        raise UnreadableSource(
            "c'est un entretien de Sonal 2 (.rtr), dont la structure n'est pas publiée ; dans Sonal, exportez l'entretien en texte "
            "ou en RTF, ou ouvrez le corpus dans Sonal 3, puis importez cet export."
        )
    if is_mapped or extension in TABLE_EXTENSIONS:
        return Family.CSV
    if TIMING_LINE.search(head):
        return Family.VTT if extension == "vtt" else Family.SRT
    if extension in ("md", "markdown"):
        return Family.MD
    if extension in TEXT_EXTENSIONS:
        return Family.TXT
    raise UnreadableSource(f"format « .{extension} » non reconnu. Formats lus : {SUPPORTED}.")


def _speech(content: bytes) -> Family | None:
    """A format of transcription tools, by how the file begins; None for any other text."""
    head = _beginning(content)
    if head.startswith(("<", "<?xml")):
        family = _marked_up(head)
        return Family.SONAL if family is Family.HTML and SONAL_STRETCH.search(content) else family
    if head.startswith("{\\rtf"):
        return Family.RTF
    if PRAAT_OPENING.match(head):
        return Family.PRAAT
    if CHAT_OPENING.match(head):
        return Family.CHAT
    return Family.IRAMUTEQ if is_corpus(head) else None


def _beginning(content: bytes) -> str:
    """The first characters, whatever the alphabet: the openings of formats are ASCII."""
    head = content[: 2 * HEAD_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:100]:
        head = head.replace(b"\x00", b"")
    text = head.decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked_up(head: str) -> Family | None:
    for family, opening in MARKED_UP:
        if opening.search(head):
            return family
    if head.startswith("<?xml") or "<!DOCTYPE" in head[:500]:
        raise UnreadableSource(
            "ce document XML n'est d'aucun format de transcription connu (Transcriber, ELAN, TEI) ; exportez-le en .txt, .srt ou "
            ".vtt depuis son logiciel."
        )
    return None


def _json(content: bytes, extension: str, *, is_mapped: bool) -> Family | None:
    """Whisper's JSON, oTranscribe's, or answers; a text may also begin with a bracket (`[Chercheur]`)."""
    if extension in ("jsonl", "ndjson"):
        return Family.JSONL
    if is_mapped and OBJECTS.match(content):
        return Family.JSONL
    is_cut = re.search(rb'"(?:segments|transcription)"\s*:', content)  # a key: within words its quotes are escaped
    page = not is_cut and OTRANSCRIBE_PAGE.search(content)
    if OTRANSCRIBE_KEYS.search(content) and (extension == "otr" or page):
        return Family.OTRANSCRIBE
    is_transcript = is_cut or (re.search(rb'"start"\s*:', content) and re.search(rb'"text"\s*:', content))
    if is_transcript and (extension == "json" or content.lstrip()[:1] == b"{"):
        return Family.WHISPER
    if OBJECTS.match(content) if extension in TABLE_EXTENSIONS else extension == "json" and ROWS.match(content):
        return Family.JSONL  # lines of objects, or a list of them
    if extension == "json":
        raise UnreadableSource(
            "ce JSON n'est pas une transcription de Whisper ; exportez la transcription en .srt ou .txt, "
            "ou les réponses en .csv ou .jsonl."
        )
    return None
