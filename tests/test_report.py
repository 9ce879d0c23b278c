"""The report: every verbatim as it was said, led to its trace, in three forms that need nothing and show no author."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from html import unescape
from pathlib import Path
from types import ModuleType

import pytest

from models.report import ReportContent, ReportGroup, group_looks
from pipeline.french.typography import listed, long_date, number, plural, set_spaces, share
from pipeline.report.charts import SCREEN, voices
from pipeline.report.render import render_docx, render_html, render_pdf
from pipeline.report.view import view


def _made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("made_report", Path(__file__).with_name("made_report.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CONTENT: ReportContent = _made().report_content()
WORDS = [v.verbatim for f in CONTENT.findings for v in f.verbatims]
EMPTY = ReportContent(title="Étude", generated_on=CONTENT.generated_on, disclosure="", pseudonymised=False)
HOSTILE = '<script>alert(1)</script> #panic("x") {{ 7*7 }} $x$ *y* @z \\ "'


def hostile() -> ReportContent:
    finding = CONTENT.findings[0]
    verbatim = finding.verbatims[0].model_copy(update={"verbatim": HOSTILE, "speaker": HOSTILE, "source_name": HOSTILE})
    statement = finding.finding.model_copy(update={"statement": HOSTILE})
    changed = finding.model_copy(update={"finding": statement, "verbatims": (verbatim,)})
    look = CONTENT.groups[0].look.model_copy(update={"group": HOSTILE})
    group = CONTENT.groups[0].model_copy(update={"look": look})
    return CONTENT.model_copy(update={"title": HOSTILE, "findings": (changed,), "groups": (group,)})


def docx_text(content: bytes) -> str:
    from docx import Document

    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def pdf_text(content: bytes) -> str:
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = render_html(CONTENT).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.findall(r"https?:|//[a-z]|url\(|@import|<script|<link|<img|src=", page)
    assert "default-src 'none'" in page


def test_every_verbatim_is_printed_to_the_character_in_the_page() -> None:
    printed = [unescape(q) for q in re.findall(r'<span class="words">(.*?)</span>', render_html(CONTENT), re.DOTALL)]
    assert printed == WORDS


def test_every_verbatim_is_in_the_word_document() -> None:
    text = docx_text(render_docx(CONTENT))
    assert [words for words in WORDS if f"«\u00a0{words}\u00a0»" not in text] == []


def test_every_verbatim_is_in_the_pdf() -> None:
    text = re.sub(r"\s", "", pdf_text(render_pdf(CONTENT))).replace("-", "")
    assert [words for words in WORDS if re.sub(r"[\s-]", "", words) not in text] == []


def test_each_verbatim_leads_to_its_own_line_of_the_trace() -> None:
    shown = view(CONTENT)
    for finding in shown["findings"]:
        for stance in finding["stances"]:
            for verbatim in stance["verbatims"]:
                row = shown["trace"][verbatim["trace"] - 1]
                assert (row["verbatim"], row["finding"]) == (verbatim["text"], finding["no"])


def test_every_link_of_the_page_leads_somewhere() -> None:
    page = render_html(CONTENT)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
    assert 'href="#trace-1"' in page


def test_every_link_of_the_word_document_leads_somewhere() -> None:
    inside = zipfile.ZipFile(io.BytesIO(render_docx(CONTENT))).read("word/document.xml").decode()
    targets, marks = (
        re.findall(r'w:anchor="([^"]+)"', inside),
        re.findall(r'bookmarkStart[^>]*w:name="([^"]+)"', inside),
    )
    assert len(targets) == len(WORDS)
    assert set(targets) <= set(marks)
    assert len(set(re.findall(r'bookmarkStart[^>]*w:id="([^"]+)"', inside))) == len(marks)


def test_words_are_never_read_as_markup() -> None:
    page = render_html(hostile())
    assert "<script" not in page
    assert "49" not in re.findall(r"<h1>(.*?)</h1>", page)[0]
    assert HOSTILE in unescape(re.findall(r"<h1>(.*?)</h1>", page)[0])
    assert HOSTILE in docx_text(render_docx(hostile()))
    assert "#panic(" in pdf_text(render_pdf(hostile()))


def test_the_word_document_keeps_the_order_that_word_wants() -> None:
    """ECMA-376, CT_PPrBase: borders stand before spacing and indent; Word may refuse a file that has them after."""
    styles = zipfile.ZipFile(io.BytesIO(render_docx(CONTENT))).read("word/styles.xml").decode()
    bordered = [p for p in re.findall(r"<w:pPr>.*?</w:pPr>", styles, re.DOTALL) if "<w:pBdr>" in p]
    assert len(bordered) >= 3
    assert all(p.index("<w:pBdr>") < p.index("<w:ind") for p in bordered if "<w:ind" in p)


def test_the_word_document_names_no_author() -> None:
    from docx import Document

    properties = Document(io.BytesIO(render_docx(CONTENT))).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == CONTENT.title
    assert properties.created.date() == CONTENT.generated_on


def test_the_pdf_names_no_author() -> None:
    from pypdf import PdfReader

    about = PdfReader(io.BytesIO(render_pdf(CONTENT))).metadata
    assert about is not None
    assert not about.author
    assert about.title == CONTENT.title


def test_the_same_content_gives_the_same_page_and_the_same_pdf() -> None:
    assert render_html(CONTENT) == render_html(CONTENT)
    assert render_pdf(CONTENT) == render_pdf(CONTENT)


def test_characters_that_a_file_cannot_hold_stop_nothing() -> None:
    verbatim = CONTENT.findings[0].verbatims[0].model_copy(update={"verbatim": "avant\x0b\x00après"})
    finding = CONTENT.findings[0].model_copy(update={"verbatims": (verbatim,)})
    content = CONTENT.model_copy(update={"findings": (finding,)})
    assert "avantaprès" in docx_text(render_docx(content))
    assert render_html(content)


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_says_so_and_a_final_report_does_not(draft: bool) -> None:
    content = CONTENT.model_copy(update={"draft": draft})
    assert ("ne pas diffuser</p>" in render_html(content)) is draft
    assert ("PROJET" in pdf_text(render_pdf(content))) is draft


def test_a_pseudonymised_study_says_that_it_is_not_anonymous() -> None:
    for text in (render_html(CONTENT), docx_text(render_docx(CONTENT)), pdf_text(render_pdf(CONTENT))):
        assert "pseudonymisé, non anonyme" in text
    assert "pseudonymisé" not in render_html(EMPTY)


def test_a_study_without_anything_yet_still_gives_a_report() -> None:
    assert "Aucun constat" in render_html(EMPTY)
    assert "Aucun constat" in docx_text(render_docx(EMPTY))
    assert "Étude" in pdf_text(render_pdf(EMPTY))


def test_groups_never_met_are_named_first() -> None:
    shown = view(CONTENT)
    assert shown["missing"].startswith("Non entendus\u00a0: financeurs.")
    assert "aucune personne rencontrée" in render_html(CONTENT)


def test_a_group_quoted_far_beyond_its_part_is_named() -> None:
    looks = group_looks(("élus", "habitants"))
    groups = (
        ReportGroup(look=looks[0], n_participants=2, n_heard=2, n_quoted=2, n_quotations=8),
        ReportGroup(look=looks[1], n_participants=8, n_heard=8, n_quoted=2, n_quotations=2),
    )
    uneven = view(EMPTY.model_copy(update={"groups": groups}))["uneven"]
    assert "élus" in uneven
    assert "20\u202f%" in uneven
    assert "80\u202f%" in uneven
    assert view(CONTENT)["uneven"] == ""


def test_who_contradicts_and_who_was_never_asked_stand_in_the_report() -> None:
    first, second = view(CONTENT)["findings"][:2]
    assert {g["name"]: g["word"] for g in first["groups"]}["élus"] == "contredit"
    assert "Jamais interrogés sur ce point\u00a0: élus et associations." in second["silent"]
    assert "borne à 95" in second["bound"]
    assert first["bound"] == ""


def test_every_drawing_can_be_heard() -> None:
    drawings = re.findall(r'<svg[^>]*class="(?:chart|pl-picture)"[^>]*>(.*?)</svg>', render_html(CONTENT), re.DOTALL)
    assert len(drawings) == 3 + 2 * len(
        CONTENT.findings
    )  # voices, positions, who supports what; people and walk of each
    assert all(re.match(r"<title>.+?</title><desc>.+?</desc>", d, re.DOTALL) for d in drawings)


def test_every_picture_of_the_word_document_has_a_description() -> None:
    inside = zipfile.ZipFile(io.BytesIO(render_docx(CONTENT))).read("word/document.xml").decode()
    pictures = re.findall(r"<wp:docPr[^>]*>", inside)
    assert len(pictures) == 3 + len(CONTENT.findings)
    assert all('descr="' in picture for picture in pictures)


def test_groups_are_told_apart_without_colour() -> None:
    looks = group_looks(tuple("abcdefgh"))
    assert len({look.shape for look in looks}) == len({look.colour for look in looks}) == 8


def test_a_large_survey_is_drawn_as_bars_not_as_two_thousand_marks() -> None:
    look = group_looks(("habitants",))[0]
    content = EMPTY.model_copy(
        update={"groups": (ReportGroup(look=look, n_participants=2000, n_heard=1900, n_quoted=12),)}
    )
    drawing = voices(view(content)["groups"], SCREEN)
    assert drawing.count("<path") < 10
    assert drawing.count("<rect") == 3
    assert "12 sur 1900" in drawing


def test_french_is_set_as_french() -> None:
    assert long_date(CONTENT.generated_on) == "22\u00a0novembre\u00a02026"
    assert long_date(CONTENT.generated_on.replace(day=1)) == "1er\u00a0novembre\u00a02026"
    assert (number(12345), number(2.5, 1)) == ("12\u202f345", "2,5")
    assert (share(1, 3), share(1, 0)) == ("33\u202f%", "–")
    assert (plural(0, "voix", "voix"), plural(1, "mot"), plural(2, "mot")) == (
        "0\u00a0voix",
        "1\u00a0mot",
        "2\u00a0mots",
    )
    assert (listed(()), listed(("a",)), listed(("a", "b", "c"))) == ("", "a", "a, b et c")
    assert set_spaces("« Oui » : 3 personnes ; non ?") == (
        "«\u00a0Oui\u00a0»\u00a0: 3\u00a0personnes\u202f; non\u202f?"
    )
