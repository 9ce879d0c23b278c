"""
The report as a Word document that a team can go on writing: real headings, tables, a style per stance, links to the trace.

Built from nothing but code, so that no template brings its author along: the properties name the title and the day, and
nobody. Drawings are pictures with their description; characters that a Word file cannot hold are left out.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

FAINT = "4A4A52"
TEXT_WIDTH_CM = 16.2
DRAWING_SCALE = 2.0
TWIPS_PER_CM = 567
EMU_PER_CM = 360_000
VERBATIM_INDENT_CM = 0.7

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_word(shown: dict[str, Any], charts: dict[str, Any], day: date) -> bytes:
    """
    Set the view as a Word document.

    Args:
        shown: what `report_view.view` gives.
        charts: what `report.drawings` gives.
        day: written as the day of creation and of the last change.
    """
    from docx import Document

    document = Document()
    prepare(document, shown, day)
    _opening(document, shown)
    _heard(document, shown, charts)
    if shown["findings"]:
        document.add_heading("Où chaque groupe se tient", 1)
        _drawing(document, charts["positions"], "Où chaque groupe se tient, constat par constat")
        if charts["who"]:
            document.add_heading("Qui dit quoi", 1)
            _drawing(document, charts["who"], "Qui appuie quoi, personne par personne")
        document.add_heading("Constats", 1)
    for finding, drawing in zip(shown["findings"], charts["people"], strict=True):
        _finding(document, finding, drawing)
    _themes(document, shown["themes"])
    _saturation(document, shown, charts["saturation"])
    _method(document, shown["method"])
    _trace(document, shown)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def prepare(document: Any, shown: dict[str, Any], day: date) -> None:
    """Page, styles, properties without an author, and running lines; `shown` gives the title and whether it is a draft."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    _leave_out_unused_styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(10.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.2
    for name, size in (("Title", 26), ("Heading 1", 16), ("Heading 2", 12.5), ("Heading 3", 11)):
        font = document.styles[name].font
        font.name, font.size, font.bold, font.color.rgb = "Georgia", Pt(size), True, RGBColor(0x1B, 0x1B, 0x1F)
        _same_letters_everywhere(document.styles[name])
    note = document.styles.add_style("Note discrète", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size, note.font.color.rgb = normal, Pt(8.5), RGBColor.from_string(FAINT)
    for stance, border in (("supports", "single"), ("nuances", "dashed"), ("contradicts", "double")):
        style = document.styles.add_style(f"Verbatim {stance}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.paragraph_format.left_indent = normal, Cm(VERBATIM_INDENT_CM)
        style.paragraph_format.keep_with_next, style.paragraph_format.space_after = True, Pt(1)
        _left_border(style, border)
    _language(document)
    _properties(document, shown, day)
    _running_lines(section, shown)


KEPT_STYLES = frozenset(
    {"Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Header", "Footer", "Table Grid", "List Number"}
)


def _leave_out_unused_styles(document: Any) -> None:
    """Word's blank document brings some 160 styles, and each paragraph's style is looked for among all of them."""
    from docx.oxml.ns import qn

    styles = document.styles.element
    found = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
    kept = {
        identity
        for identity, style in found.items()
        if style.get(qn("w:default")) or style.find(qn("w:name")).get(qn("w:val")).title() in KEPT_STYLES
    }
    while True:
        wanted = {
            link.get(qn("w:val"))
            for identity in kept
            for name in ("w:basedOn", "w:next", "w:link")
            for link in found[identity].findall(qn(name))
        } & found.keys()
        if wanted <= kept:
            break
        kept |= wanted
    for identity, style in found.items():
        if identity not in kept:
            styles.remove(style)


def _same_letters_everywhere(style: Any) -> None:
    """Word's headings name a theme font, which wins over the one we ask for: take it away."""
    from docx.oxml.ns import qn

    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _left_border(style: Any, kind: str) -> None:
    borders = element("w:pBdr")
    borders.append(element("w:left", val=kind, sz="8", space="8", color="1B1B1F"))
    style.element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind")  # Word wants this order


def _language(document: Any) -> None:
    style = document.styles["Normal"].element.get_or_add_rPr()
    style.append(element("w:lang", val="fr-FR"))


def _properties(document: Any, shown: dict[str, Any], day: date) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title, properties.language = clean(shown["title"]), "fr-FR"
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    properties.revision = 1


def _running_lines(section: Any, shown: dict[str, Any]) -> None:
    if shown["draft"]:
        section.header.paragraphs[0].add_run("PROJET – ne pas diffuser").bold = True
    footer = section.footer.paragraphs[0]
    footer.style = "Note discrète"
    footer.add_run(f"{clean(shown['title'])} · page ")
    field = element("w:fldSimple", instr="PAGE")
    field.append(element("w:r"))
    footer._p.append(field)


def _opening(document: Any, shown: dict[str, Any]) -> None:
    document.add_paragraph(clean(shown["title"]), style="Title")
    if shown["subtitle"]:
        document.add_paragraph(clean(shown["subtitle"]))
    document.add_paragraph(shown["date"], style="Note discrète")
    for text in (shown["disclosure"], *shown["notes"], shown["notice"]):
        if text:
            document.add_paragraph(clean(text))
    if shown["drafts"]:
        document.add_paragraph(clean(f"Ce document est un brouillon\u00a0: {' '.join(shown['drafts'])}"))
    for text in (shown["since"], shown["left_out"]):
        if text:
            document.add_paragraph(clean(text))
    document.add_paragraph(" · ".join(f"{c['n']} {c['what']}" for c in shown["counts"]))
    if not shown["findings"]:
        document.add_paragraph("Aucun constat n'est encore écrit.")
        return
    document.add_heading("En bref", 1)
    rows = [(f["no"], f["statement"], f["grade"]) for f in shown["findings"]]
    set_table(document, ("N°", "Constat", "Degré"), rows, widths=(1.4, 13, 1.8))
    document.add_paragraph(
        "A : étayé, et il le reste si l'on retire n'importe quelle personne · B : étayé, mais tient à une voix · "
        "C : fragile ou contesté · D : hypothèse.",
        style="Note discrète",
    )


def _heard(document: Any, shown: dict[str, Any], charts: dict[str, Any]) -> None:
    if not shown["groups"]:
        return
    document.add_heading("Qui a été entendu", 1)
    if shown["missing"]:
        document.add_paragraph().add_run(clean(shown["missing"])).bold = True
    _drawing(document, charts["voices"], "Voix entendues et voix manquantes, par groupe")
    if charts["places"]:
        _drawing(document, charts["places"], "Voix entendues et voix manquantes, par groupe et par territoire")
    if shown["uneven"]:
        document.add_paragraph(clean(shown["uneven"]))
    rows = [
        (
            g["name"], str(g["heard"]), g["share_of_people"], g["share_of_segments"], str(g["quoted"]), g["quotations"],
            g["share_of_quotations"],
        )
        for g in shown["groups"]
    ]  # fmt: skip
    header = (
        "Groupe",
        "Entendus",
        "Part des personnes",
        "Part des extraits",
        "Cités",
        "Citations",
        "Part des citations",
    )
    set_table(document, header, rows, widths=(4.2, 2, 2, 2, 2, 2, 2))


def _drawing(document: Any, svg: str, description: str, *, width_cm: float = TEXT_WIDTH_CM) -> None:
    import vl_convert
    from docx.shared import Cm

    picture = vl_convert.svg_to_png(svg, scale=DRAWING_SCALE * width_cm / TEXT_WIDTH_CM)
    shape = document.add_picture(io.BytesIO(picture), width=Cm(width_cm))
    shape._inline.docPr.set("descr", description)
    shape._inline.docPr.set("name", "Graphique")


def _finding(document: Any, finding: dict[str, Any], drawing: str) -> None:
    heading = document.add_heading(f"{finding['no']}  {clean(finding['statement'])}", 2)
    _bookmark(heading, finding["no"])
    rule = document.add_paragraph()
    rule.add_run(f"{finding['grade']}  ").bold = True
    if finding["grade_word"]:
        rule.add_run(f"{finding['grade_word']} : ").bold = True
    rule.add_run(f"{finding['grade_rule']} Statut retenu : {finding['status']}.")
    document.add_paragraph(" · ".join((finding["counted"], *finding["figures"][3:])))
    if drawing:
        _drawing(document, drawing, "Les personnes derrière ce constat", width_cm=11)
    if finding["led"]:
        said = "L'enquêteur avait prononcé ces mots avant chaque personne qui le soutient."
        document.add_paragraph().add_run(said).bold = True
    for text in (finding["silent"], finding["bound"], finding["scope"]):
        if text:
            document.add_paragraph(clean(text), style="Note discrète")
    for stance in finding["stances"]:
        if stance["verbatims"]:
            document.add_heading(f"{stance['word']} ({len(stance['verbatims'])})", 3)
        for verbatim in stance["verbatims"]:
            _verbatim(document, verbatim, stance["key"])


def _verbatim(document: Any, verbatim: dict[str, Any], stance: str) -> None:
    style = f"Verbatim {stance}"
    if verbatim["question"]:
        asked = document.add_paragraph(style=style).add_run(f"On lui demande : {clean(verbatim['question'])}")
        asked.italic = True
    if verbatim["withheld"]:
        document.add_paragraph(style=style).add_run(verbatim["text"]).italic = True
    else:
        document.add_paragraph(f"«\u00a0{clean(verbatim['text'])}\u00a0»", style=style)
    source = document.add_paragraph(style="Note discrète")
    source.paragraph_format.left_indent = round(VERBATIM_INDENT_CM * EMU_PER_CM)
    source.add_run(clean(verbatim["speaker"])).bold = True
    source.add_run(clean(f", {verbatim['group']} · {verbatim['source']}, tour {verbatim['turn']}"))
    if verbatim["trace"]:
        source.add_run(" · ")
        _link(source, f"trace {verbatim['trace']}", f"trace_{verbatim['trace']}")
    if verbatim["generalised"]:
        source.add_run(f" · {verbatim['generalised']}")
    if verbatim["led"]:
        source.add_run(" · mots d'abord prononcés par l'enquêteur")
    codes = "".join(f"{c['path']} ({c['who']}, {c['when']}) · " for c in verbatim["codes"])
    source.add_run(clean(f"\n{codes}retenu par {verbatim['chosen']}"))


def _themes(document: Any, themes: Sequence[dict[str, Any]]) -> None:
    if themes:
        document.add_heading("Thèmes", 1)
        rows = [(t["name"], t["terms"], t["people"], t["segments"], t["stability"]) for t in themes]
        header = ("Thème", "Mots", "Personnes", "Extraits", "Stabilité")
        set_table(document, header, rows, widths=(4.4, 5.8, 2, 2, 2))


def _saturation(document: Any, shown: dict[str, Any], drawing: str) -> None:
    if drawing:
        document.add_heading("Faut-il entendre encore du monde ?", 1)
        _drawing(document, drawing, "Ce que chaque personne de plus a encore apporté", width_cm=12)
        document.add_paragraph(clean(shown["saturation"]["reading"]), style="Note discrète")


def _method(document: Any, method: Sequence[dict[str, str]]) -> None:
    if method:
        document.add_heading("Annexe 1. Méthode", 1)
    for line in method:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{clean(line['heading'])}. ").bold = True
        paragraph.add_run(clean(line["text"]))


def _trace(document: Any, shown: dict[str, Any]) -> None:
    if not shown["trace"]:
        return
    document.add_heading("Annexe 2. Trace", 1)
    rows = [
        (
            str(t["n"]), f"{t['finding']}\n{t['stance']}", t["verbatim"], f"{t['participant']}\n{t['group']}",
            f"{t['source']}\ntour {t['turn']} ({t['role']})\ncaractères {t['place']}\nversion {t['version']}",
            f"{t['code']}\n{t['decided']}", t["hash"],
        )
        for t in shown["trace"]
    ]  # fmt: skip
    header = ("N°", "Constat", "Verbatim", "Personne", "Source et place", "Code et décision", "Empreinte")
    table = set_table(document, header, rows, widths=(0.9, 1.7, 4.4, 2.4, 2.9, 2.5, 2.2), size=7)
    for row, shown_row in zip(table.rows[1:], shown["trace"], strict=True):
        _bookmark(row.cells[0].paragraphs[0], f"trace_{shown_row['n']}")
    document.add_heading("Fichiers cités, avec leur empreinte SHA-256", 3)
    for source in shown["sources"]:
        document.add_paragraph(f"{clean(source['name'])}\n{source['hash']}", style="Note discrète")


def set_table(
    document: Any, header: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float], size: float = 8.5
) -> Any:
    """
    A table with a header row; widths in centimetres, one per column.

    Rows are written as XML in one go: built cell by cell, a trace of 200 lines takes seconds.
    """
    from docx.oxml import parse_xml
    from docx.shared import Pt

    table = document.add_table(rows=0, cols=len(header))
    table.style, table.autofit = "Table Grid", False
    for n, cells in enumerate((header, *rows)):
        table._tbl.append(parse_xml(_row(cells, widths, size=size, is_header=n == 0)))
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    return table


def _row(cells: Sequence[str], widths: Sequence[float], *, size: float, is_header: bool) -> str:
    from docx.oxml.ns import nsdecls

    bold = "<w:b/>" if is_header else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS_PER_CM)}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:after="20"/></w:pPr><w:r><w:rPr>{bold}<w:sz w:val="{round(size * 2)}"/></w:rPr>'
        f"{_text_xml(text)}</w:r></w:p></w:tc>"
        for text, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr {nsdecls('w')}>{'<w:trPr><w:tblHeader/></w:trPr>' if is_header else ''}{inside}</w:tr>"


def _text_xml(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(text).split("\n"))
    return "<w:br/>".join(lines)


def _bookmark(paragraph: Any, name: str) -> None:
    number = str(zlib.crc32(name.encode("utf-8")))  # an id must be a number and the same every time
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, element("w:bookmarkStart", id=number, name=name))
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def _link(paragraph: Any, words: str, bookmark: str) -> None:
    link = element("w:hyperlink", anchor=bookmark)
    run = paragraph.add_run(words)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def element(tag: str, **attributes: str) -> Any:
    """An element of the Word file, its attributes in the main namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def clean(text: str) -> str:
    """A text without the characters that a Word file cannot hold."""
    return _NOT_XML.sub("", text)
