"""The sheets and the model say what the report says: same figures in every form, one page each, a broken model is named."""

from __future__ import annotations

import importlib.util
import io
import re
from html import unescape
from pathlib import Path

import pytest

from models.report import Audience, ReportContent, SinceLast, Weakened
from pipeline.errors import ImportRefused
from pipeline.report.model import default_model, fill_model
from pipeline.report.render import render_docx, render_html, render_pdf
from pipeline.report.sheet import MAX_FINDINGS, render_sheet
from pipeline.report.view import view

_spec = importlib.util.spec_from_file_location("made_report", Path(__file__).with_name("made_report.py"))
assert _spec is not None and _spec.loader is not None
_made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_made)
CONTENT: ReportContent = _made.report_content()

COUNTED = re.compile(r"(\d+) personnes? · (\d+) groupes? · (\d+) verbatims? · (\d+) nuances? · (\d+) contre")


def text_of(body: bytes, form: str) -> str:
    """The plain words of a rendered file."""
    if form == "html":
        return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", body.decode(), flags=re.DOTALL)))
    if form == "pdf":
        from pypdf import PdfReader

        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    from docx import Document

    document = Document(io.BytesIO(body))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def counts_in(body: bytes, form: str) -> list[tuple[str, ...]]:
    """People, groups, verbatims, nuances, against: one tuple per finding, as a reader of this file sees them."""
    return sorted(COUNTED.findall(" ".join(text_of(body, form).split())))


def study_counts_in(body: bytes, form: str) -> tuple[bool, ...]:
    flat = "".join(text_of(body, form).split())
    return tuple(f"{c['n']}{c['what']}".replace("\u202f", "") in flat or f"{c['what']}{c['n']}" in flat
                 for c in view(CONTENT)["counts"])  # fmt: skip


EXPECTED = sorted(COUNTED.findall(" ".join(f["counted"].replace("\u00a0", " ") for f in view(CONTENT)["findings"])))


def test_the_figures_are_those_of_the_grounding() -> None:
    for finding, figures in zip(CONTENT.findings, view(CONTENT)["findings"], strict=True):
        told = [int(n) for n in re.findall(r"\d+", figures["counted"])]
        g = finding.grounding
        assert told[:3] == [g.n_participants, g.n_groups, g.n_segments]


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
@pytest.mark.parametrize("audience", [None, *Audience])
def test_every_report_and_every_sheet_gives_identical_counts(audience: Audience | None, form: str) -> None:
    if audience is None:
        whole = {
            "html": lambda: render_html(CONTENT).encode(),
            "docx": lambda: render_docx(CONTENT),
            "pdf": lambda: render_pdf(CONTENT),
        }
        body = whole[form]()
    else:
        body = render_sheet(CONTENT, audience, form)
    assert len(EXPECTED) == len(CONTENT.findings)
    assert counts_in(body, form) == EXPECTED
    if audience is not None:
        assert all(study_counts_in(body, form))


@pytest.mark.parametrize("audience", list(Audience))
def test_a_sheet_holds_on_one_page_even_with_long_statements(audience: Audience) -> None:
    from pypdf import PdfReader

    long = "Refaire son dossier à chaque changement de situation décourage plus que le montant de l'aide, et tous les groupes le disent. "
    findings = [
        f.model_copy(update={"finding": f.finding.model_copy(update={"statement": long * 2, "finding_id": f"f{n}"})})
        for n, f in enumerate(CONTENT.findings * 4)
    ]
    crowded = CONTENT.model_copy(update={"findings": tuple(findings), "drafts": (long,)})
    body = render_sheet(crowded, audience, "pdf")
    assert len(PdfReader(io.BytesIO(body)).pages) == 1
    left = len(findings) - MAX_FINDINGS
    assert f"{left} autres constats" in " ".join(text_of(body, "pdf").split())


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_what_was_lost_since_the_last_report_is_said(form: str) -> None:
    lost = Weakened(finding_id="f1", people_then=7, people_now=6, grade_then="A", grade_now="B")
    content = CONTENT.model_copy(
        update={"since": SinceLast(written_on=CONTENT.generated_on, n_withdrawn=1, weakened=(lost,))}
    )
    whole = {
        "html": lambda: render_html(content).encode(),
        "docx": lambda: render_docx(content),
        "pdf": lambda: render_pdf(content),
    }
    for body in (whole[form](), render_sheet(content, Audience.FUNDERS, form)):
        told = " ".join(text_of(body, form).split())
        assert "une personne a retiré ses mots" in told
        assert "C1 : 7 personnes alors, 6 à présent, degré A puis B" in told


def test_the_sheet_for_the_people_concerned_shows_no_words_that_were_withheld() -> None:
    first = CONTENT.findings[0]
    withheld = tuple(v.model_copy(update={"withheld": True, "verbatim": "SECRET"}) for v in first.verbatims)
    content = CONTENT.model_copy(update={"findings": (first.model_copy(update={"verbatims": withheld}),)})
    assert "SECRET" not in text_of(render_sheet(content, Audience.PEOPLE, "html"), "html")


def test_the_default_model_gives_every_verbatim_and_links_that_lead_somewhere() -> None:
    import zipfile

    filled = fill_model(CONTENT, default_model())
    told = text_of(filled, "docx")
    assert [v.verbatim for f in CONTENT.findings for v in f.verbatims if v.verbatim not in told] == []
    assert "{{" not in told and "{%" not in told and "Modèle de rapport de Polyphonie" not in told
    inside = zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml").decode()
    targets = set(re.findall(r'w:anchor="([^"]+)"', inside))
    assert targets
    assert targets <= set(re.findall(r'bookmarkStart[^>]*w:name="([^"]+)"', inside))
    assert counts_in(filled, "docx") == EXPECTED


def edited(text: str) -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("model", "named"),
    [
        (b"pas un fichier Word", "ne s'ouvre|s'ouvre"),
        (edited("{{ constatss }}"), "« constatss »"),
        (edited("{%p for c in constats %}"), "pas fermée"),
        (edited("{{ titre"), "pas fermée"),
        (edited("{{ titre.__class__.__mro__ }}"), "pas le droit|n'existe pas"),
    ],
)
def test_a_broken_model_is_refused_in_one_sentence(model: bytes, named: str) -> None:
    with pytest.raises(ImportRefused, match=named) as refusal:
        fill_model(CONTENT, model)
    assert "le rapport reprend alors sa forme d'origine" in str(refusal.value)


def test_a_model_with_the_researchers_own_words_keeps_them() -> None:
    assert "Mon titre : " + CONTENT.title in text_of(fill_model(CONTENT, edited("Mon titre : {{ titre }}")), "docx")
