"""
A booklet as PDF (typst) and as Word, for those who print it or adapt it before giving it.

The PDF gets its words as JSON beside the template, never inside it. The Word document has real headings and large type,
and no author's name in its properties: it is made to be reread, and simplified further, by hand.
"""

from __future__ import annotations

import io
import json
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from models.restitution import Booklet
from pipeline.restitution.page import template_text, view

if TYPE_CHECKING:
    from docx.document import Document

FONT, SIZE_PT, TITLE_PT, HEADING_PT = "Arial", 16, 26, 20
EMPTY_BOX = "☐"
ANSWER_LINE = "_" * 46


def printed(made: Booklet) -> bytes:
    """The booklet as a PDF."""
    import typst

    compiled: bytes = typst.compile(
        template_text("booklet.typ").encode("utf-8"), sys_inputs={"view": json.dumps(view(made))}
    )
    return compiled


def word(made: Booklet) -> bytes:
    """The booklet as a Word document."""
    import docx
    from docx.shared import Mm

    shown, document = view(made), docx.Document()
    _dress(document, made)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    document.add_heading(shown["title"], level=0)
    _lines(document, [shown["study"], shown["reader"], shown["day"], ""])
    _lines(document, [*shown["welcome"], "", *shown["hidden"]])
    for one in shown["findings"]:
        document.add_page_break()
        _finding(document, one, shown)
    if shown["also_said"]:
        document.add_page_break()
        document.add_heading(shown["also"], level=1)
        _words(document, shown["also_said"])
    _lines(document, ["", *shown["thanks"]])
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _dress(document: Document, made: Booklet) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in (("Normal", SIZE_PT), ("Title", TITLE_PT), ("Heading 1", HEADING_PT), ("Heading 2", SIZE_PT)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
    normal = document.styles["Normal"].paragraph_format
    normal.line_spacing, normal.space_after = 1.5, Pt(4)
    properties = document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.title, properties.language, properties.comments = made.title, "fr-FR", ""
    properties.created = properties.modified = datetime.combine(made.day, time())


def _finding(document: Document, one: dict[str, Any], shown: dict[str, Any]) -> None:
    document.add_heading(one["heading"], level=1)
    if one["said"]:
        document.add_heading(shown["you_said"], level=2)
        _words(document, one["said"])
    document.add_heading(shown["we_understood"], level=2)
    for line in one["lines"]:
        document.add_paragraph().add_run(line).bold = True
    document.add_heading(shown["others"], level=2)
    _lines(document, one["positions"])
    document.add_heading(shown["your_answer"], level=2)
    _lines(document, [shown["tick"], *(f"{EMPTY_BOX}  {box}" for box in shown["boxes"]), shown["my_words"]])
    _lines(document, [ANSWER_LINE] * shown["answer_lines"])


def _words(document: Document, said: list[str]) -> None:
    from docx.shared import Mm

    for one in said:
        document.add_paragraph(f"«\u00a0{one}\u00a0»").paragraph_format.left_indent = Mm(8)


def _lines(document: Document, lines: list[str]) -> None:
    for line in lines:
        document.add_paragraph(line)
