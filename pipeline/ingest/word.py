"""
Word documents (.docx) -> paragraphs, straight from the document's XML.

python-docx builds an object per run; a transcript only needs the words. Reading them here is several times faster and
sees what python-docx leaves out: text boxes, footnotes, inserted text under tracked changes. Deleted text and margin
comments are nobody's words: the former is left out, the latter are counted. Properties are never read.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import Element, open_archive, part, xml_root
from pipeline.ingest.paragraphs import Paragraph, Reading, clean

MAIN_PART = "word/document.xml"
FOOTNOTE_PARTS = ("word/footnotes.xml", "word/endnotes.xml")
COMMENTS_PART = "word/comments.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
WORDS = frozenset({f"{W}t", MATHS_TEXT})
RUN, TEXT, PARAGRAPH_STYLE = f"{W}r", f"{W}t", f"{W}pStyle"
LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom", FALLBACK, f"{W}pPr", f"{W}rPr", f"{W}sectPr", f"{W}instrText"})
SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
HEADING_STYLES = ("heading", "titre", "title")
OFF = frozenset({"0", "false", "off"})


def read_word(content: bytes) -> Reading:
    """
    Paragraphs of a .docx: body, tables (a row is one paragraph, cells between tabs), text boxes; footnotes aside.

    Raises:
        UnreadableSource: damaged, protected, too large, or without a body.
    """
    archive = open_archive(content)
    body = part(archive, MAIN_PART)
    if body is None:
        raise UnreadableSource("ce n'est pas un document Word ; enregistrez-le en .docx.")
    root = xml_root(body.replace(STRICT, TRANSITIONAL))
    paragraphs = tuple(_numbered(_paragraphs(root)))
    notes: list[Paragraph] = []
    for name in FOOTNOTE_PARTS:
        footnotes = part(archive, name)
        if footnotes is not None:
            notes += [
                note for note in _numbered(_paragraphs(xml_root(footnotes.replace(STRICT, TRANSITIONAL)))) if note.text
            ]
    return Reading(paragraphs, _comments(part(archive, COMMENTS_PART)), standalone=True, aside=tuple(notes))


def _comments(body: bytes | None) -> tuple[str, ...]:
    n = 0 if body is None else sum(1 for _ in xml_root(body).iter(f"{W}comment"))
    return (f"{n} commentaire(s) en marge du document n'ont pas été repris.",) if n else ()


def _numbered(found: Iterator[tuple[str, str | None, bool]]) -> Iterator[Paragraph]:
    """Cleaned, cut at line breaks, numbered as Word counts paragraphs."""
    for number, (text, lead, heading) in enumerate(found, start=1):
        if not text:
            yield Paragraph("", number)
            continue
        lead = clean(lead).strip() if lead else None
        for piece in clean(text).split("\n"):
            yield Paragraph(
                piece.strip(), number, lead if lead and piece.strip().startswith(lead) else None, heading=heading
            )


def _paragraphs(parent: Element) -> Iterator[tuple[str, str | None, bool]]:
    """(text, bold beginning or None, is a heading), in reading order."""
    for element in parent:
        if element.tag == PARAGRAPH:
            yield from _paragraph(element)
        elif element.tag == ROW:
            yield from _row(element)
        elif element.tag not in LEFT_OUT:
            yield from _paragraphs(element)


def _paragraph(element: Element) -> Iterator[tuple[str, str | None, bool]]:
    pieces: list[str] = []
    boxed: list[Element] = []
    _collect(element, pieces, boxed)
    text = "".join(pieces)
    heading = bool(text.strip()) and _is_heading(element)
    yield text, _lead(element, text), heading
    for box in boxed:
        yield from _paragraphs(box)


def _collect(element: Element, pieces: list[str], boxed: list[Element]) -> None:
    """Words and signs below an element; paragraphs found inside (a text box) are kept for after."""
    for child in element:
        tag = child.tag
        if tag in WORDS:
            pieces.append(child.text or "")
        elif tag in SIGNS:
            pieces.append(SIGNS[tag])
        elif tag == PARAGRAPH:
            boxed.append(element)
            return
        elif tag not in LEFT_OUT:
            _collect(child, pieces, boxed)


def _row(row: Element) -> Iterator[tuple[str, str | None, bool]]:
    """A table's row: the first lines of its cells side by side, the rest of its longest cell below."""
    cells = [
        [text for text, _, _ in _paragraphs(cell) if text.strip()] for cell in row.iter(CELL) if cell.getparent() is row
    ]
    cells = [cell for cell in cells if cell]
    if cells:
        yield "\t".join([cell[0].strip() for cell in cells]), None, False
        for cell in cells:
            yield from ((text, None, False) for text in cell[1:])


def _is_heading(paragraph: Element) -> bool:
    style = next(paragraph.iter(PARAGRAPH_STYLE), None)
    return style is not None and (style.get(f"{W}val") or "").casefold().startswith(HEADING_STYLES)


def _lead(paragraph: Element, text: str) -> str | None:
    """Bold beginning of a paragraph, None when its first words are not bold."""
    if not text.strip():
        return None
    bold: list[str] = []
    for run in paragraph.iter(RUN):
        words = "".join(run.itertext(TEXT))
        if not words.strip():
            continue
        properties = run.find(f"{W}rPr")
        weight = properties.find(f"{W}b") if properties is not None else None
        if weight is None or weight.get(f"{W}val") in OFF:
            break
        bold.append(words)
    lead = "".join(bold).strip()
    return lead if lead and text.strip().startswith(lead) else None
