"""
OpenDocument texts (.odt) -> paragraphs, straight from `content.xml`, for the same reasons as `word.py`.

Deleted text under tracked changes, annotations in the margin and properties are left out; tables, lists, frames and
footnotes are read. Bold is looked up in the document's automatic styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import Element, open_archive, part, xml_root
from pipeline.ingest.paragraphs import Paragraph, Reading, clean

MAIN_PART = "content.xml"
MANIFEST = "META-INF/manifest.xml"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
LEFT_OUT = frozenset({f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{OFFICE}forms"})
MAX_SPACES = 100


class _Found(NamedTuple):
    text: str
    lead: str | None = None
    heading: bool = False


def read_opendocument(content: bytes) -> Reading:
    """
    Paragraphs of an .odt; a table's row is one paragraph, cells between tabs; footnotes aside.

    Raises:
        UnreadableSource: damaged, protected, too large, or not a text document.
    """
    archive = open_archive(content)
    manifest = part(archive, MANIFEST)
    if manifest is not None and b"encryption-data" in manifest:
        raise UnreadableSource("le document est protégé par un mot de passe ; enregistrez-le sans protection.")
    body = part(archive, MAIN_PART)
    if body is None:
        raise UnreadableSource("ce n'est pas un document texte ; enregistrez-le en .odt ou en .docx.")
    root = xml_root(body)
    words = root.find(f"{OFFICE}body/{OFFICE}text")
    if words is None:
        raise UnreadableSource(
            "ce document OpenDocument n'est pas un texte ; enregistrez-le en .odt (ou .xlsx pour un tableau)."
        )
    bold = _bold_styles(root)
    notes: list[_Found] = []
    paragraphs = tuple(_numbered(_paragraphs(words, bold, notes)))
    n = sum(1 for _ in words.iter(f"{OFFICE}annotation"))
    warnings = (f"{n} commentaire(s) en marge du document n'ont pas été repris.",) if n else ()
    aside = tuple(note for note in _numbered(iter(notes)) if note.text)
    return Reading(paragraphs, warnings, standalone=True, aside=aside)


def _bold_styles(root: Element) -> frozenset[str]:
    return frozenset(
        style.get(f"{STYLE}name") or ""
        for style in root.iter(f"{STYLE}style")
        if any(properties.get(f"{FO}font-weight") == "bold" for properties in style.iter(f"{STYLE}text-properties"))
    )


def _numbered(found: Iterator[_Found]) -> Iterator[Paragraph]:
    for number, (text, lead, heading) in enumerate(found, start=1):
        lead = clean(lead).strip() if lead else None
        for piece in clean(text).split("\n"):
            piece = piece.strip()
            yield Paragraph(
                piece, number, lead if lead and piece.startswith(lead) else None, heading=heading and bool(piece)
            )


def _paragraphs(parent: Element, bold: frozenset[str], notes: list[_Found]) -> Iterator[_Found]:
    for element in parent:
        if element.tag in PARAGRAPHS:
            yield from _paragraph(element, bold, notes)
        elif element.tag == f"{TABLE}table-row":
            yield from _row(element, bold, notes)
        elif element.tag not in LEFT_OUT:
            yield from _paragraphs(element, bold, notes)


def _paragraph(element: Element, bold: frozenset[str], notes: list[_Found]) -> Iterator[_Found]:
    pieces: list[str] = []
    framed: list[Element] = []
    _collect(element, pieces, framed, bold, notes)
    text = "".join(pieces).strip("\n")
    yield _Found(text, _lead(element, text, bold), element.tag == f"{TEXT}h")
    for frame in framed:
        yield from _paragraphs(frame, bold, notes)


def _collect(
    element: Element, pieces: list[str], framed: list[Element], bold: frozenset[str], notes: list[_Found]
) -> None:
    """Words below an element, in order; frames are read after the paragraph, notes aside."""
    pieces.append(_flowing(element.text))
    for child in element:
        tag = child.tag
        if tag == f"{TEXT}s":
            pieces.append(" " * _spaces(child.get(f"{TEXT}c") or "1"))
        elif tag == f"{TEXT}tab":
            pieces.append("\t")
        elif tag == f"{TEXT}line-break":
            pieces.append("\n")
        elif tag == f"{TEXT}note":
            body = child.find(f"{TEXT}note-body")
            notes.extend(_paragraphs(body, bold, notes) if body is not None else ())
        elif tag in PARAGRAPHS or tag == f"{TABLE}table":
            framed.append(element)
            return
        elif isinstance(tag, str) and tag not in LEFT_OUT:
            _collect(child, pieces, framed, bold, notes)
        pieces.append(_flowing(child.tail))


def _spaces(written: str) -> int:
    is_number = written.isascii() and written.isdigit() and len(written) < 9
    return min(int(written), MAX_SPACES) if is_number else 1


def _flowing(text: str | None) -> str:
    """OpenDocument collapses white space: a line end in the XML is a space on the page."""
    return " ".join((" " + (text or "") + " ").split("\n"))[1:-1]


def _row(row: Element, bold: frozenset[str], notes: list[_Found]) -> Iterator[_Found]:
    cells = [[found.text for found in _paragraphs(cell, bold, notes) if found.text.strip()] for cell in row]
    cells = [cell for cell in cells if cell]
    if cells:
        yield _Found("\t".join(cell[0].strip() for cell in cells))
        for cell in cells:
            yield from (_Found(text) for text in cell[1:])


def _lead(element: Element, text: str, bold: frozenset[str]) -> str | None:
    if element.get(f"{TEXT}style-name") in bold:
        return text.strip() or None
    spans = [] if (element.text or "").strip() else list(element)
    lead = ""
    for span in spans:
        if span.tag != f"{TEXT}span" or span.get(f"{TEXT}style-name") not in bold:
            break
        lead += "".join(span.itertext()) + (span.tail or "")
        if (span.tail or "").strip():
            lead = lead[: len(lead) - len(span.tail or "")]
            break
    lead = lead.strip()
    return lead if lead and text.strip().startswith(lead) else None
