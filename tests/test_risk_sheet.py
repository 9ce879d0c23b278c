"""The risk sheet, marks kept with each transcript, and documents whose properties name nobody."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from studies import PASSPHRASE, opening, small_study

from models.disclosure import MarkState
from pipeline.errors import UnknownReference, VaultLocked
from pipeline.flow import disclosing, outputs, review, risk_sheet, steps
from pipeline.flow.opening import open_study
from pipeline.flow.study import OpenStudy
from pipeline.store import masks, sources

PEOPLE = (
    "participant_id,stakeholder_group,territory,source,speaker,consent_uses,âge\n"
    "P1,personnes accompagnées,Nord,entretien.txt,Karima,analyse;citation,43\n"
)
NAMES = ("Karima", "Belkacem", "06 39 98 12 34")


def one_study(folder: Path, *, release: str = "automatic") -> Path:
    small_study(folder, release=release)
    (folder / "participants.csv").write_text(PEOPLE, encoding="utf-8")
    path = folder / "sources" / "entretien.txt"
    text = path.read_text(encoding="utf-8")
    more = (
        "Enquêtrice : Et vous travaillez ?\nKarima : J'ai quarante-trois ans, je suis la seule sage-femme du village.\n"
    )
    path.write_text(text + more, encoding="utf-8")
    return folder


@pytest.fixture
def held(tmp_path: Path, light: None) -> Iterator[OpenStudy]:
    """A study where a person reviewed: what is flagged stays in the text."""
    with opening(one_study(tmp_path / "étude", release="reviewed")) as study:
        steps.run(study)
        review.release(study)
        steps.run(study)
        yield study


def forget_marks(study: OpenStudy) -> None:
    """The study as one released before marks were kept."""
    with study.write() as write:
        write.execute("delete from masks")
        write.execute("delete from masked_transcripts")


def test_marks_are_kept_with_the_transcript_and_stand_on_its_words(held: OpenStudy) -> None:
    texts = {
        t.turn_id: t.text
        for i in sources.transcripts_by_source(held.file).values()
        for t in sources.turns_of(held.file, i)
    }
    found = [(m, texts[turn][m.start : m.end]) for turn, own in masks.marks(held.file).items() for m in own]
    left = {words for mark, words in found if mark.state is MarkState.LEFT}
    masked = {words for mark, words in found if mark.state is MarkState.MASKED}
    assert any("sage-femme" in words for words in left)
    assert "[téléphone]" in masked
    assert not any(name in words for words in masked | left for name in NAMES)
    assert masks.unmarked(held.file) == {}


def test_an_old_study_gets_its_marks_from_the_open_vault(held: OpenStudy) -> None:
    before = masks.marks(held.file)
    forget_marks(held)
    assert disclosing.fill_marks(held) == 0
    assert masks.marks(held.file) == before


def test_an_old_study_whose_vault_is_closed_says_so_and_shows_nothing_lower(held: OpenStudy) -> None:
    forget_marks(held)
    folder = held.folder
    held.close()
    with open_study(folder, passphrase=lambda _: None) as closed:
        assert disclosing.fill_marks(closed) == 1
        assert risk_sheet.gather(closed).n_unmarked == 1
        outputs.export(closed, "csv", level="team")
        with pytest.raises(VaultLocked):
            outputs.export(closed, "csv", level="funder")
    with open_study(folder, passphrase=lambda _: PASSPHRASE) as opened:
        assert outputs.export(opened, "csv", level="funder")


def test_a_lower_level_generalises_and_keeps_the_place(held: OpenStudy) -> None:
    tables = {level: outputs.export(held, "csv", level=level)[0].parent for level in ("team", "funder", "public")}
    text = {level: (folder / "v_segments.csv").read_text("utf-8-sig") for level, folder in tables.items()}
    assert "sage-femme" in text["team"] and "quarante-trois ans" in text["team"]
    for level in ("funder", "public"):
        assert "sage-femme" not in text[level] and "quarante-trois ans" not in text[level]
        assert text[level].splitlines()[0].endswith(",generalised") and ",true" in text[level]
    places = [re.findall(r"\b[0-9a-f]{20}\b", one) for one in text.values()]
    assert places[0] == places[1] == places[2]
    assert "entretien.txt" not in (tables["public"] / "v_sources.csv").read_text("utf-8-sig")
    assert "Entretien 1" in (tables["public"] / "v_sources.csv").read_text("utf-8-sig")


def test_the_report_s_first_page_tells_its_level(held: OpenStudy) -> None:
    for level, said in (("team", "équipe"), ("funder", "financeur"), ("public", "public")):
        path = outputs.report(held, level=level)
        assert f"Niveau de diffusion\u00a0: {said}" in path.read_text(encoding="utf-8")
    assert {p.name for p in (held.folder / "outputs").glob("rapport*")} == {
        "rapport.html", "rapport-financeur.html", "rapport-public.html",
    }  # fmt: skip


def test_the_sheet_counts_what_was_masked_and_what_was_left(held: OpenStudy) -> None:
    sheet = risk_sheet.gather(held)
    assert {m.kind: m.n_places for m in sheet.masked}["téléphones"] == 1
    assert sum(m.n_places for m in sheet.left) == sum(
        m.state is MarkState.LEFT for own in masks.marks(held.file).values() for m in own
    )
    assert (sheet.n_people, sheet.n_alone, len(sheet.criteria)) == (1, 1, 3)
    assert not any(criterion.holds for criterion in sheet.criteria)
    assert sheet.sentence.startswith("Ce corpus est pseudonymisé, pas anonyme.")
    assert any("signalé" in line for line in sheet.to_do) and any("seal" in line for line in sheet.to_do)
    assert sheet.released[0].actor == "Inès" and sheet.released[0].n == 1


def test_the_sheet_tells_what_already_left_and_for_whom(held: OpenStudy) -> None:
    outputs.report(held, level="public")
    outputs.export(held, "csv", use="archive")
    told = {(one.what, one.level.value, one.use.value if one.use else None) for one in risk_sheet.gather(held).outputs}
    assert told == {("report html", "public", None), ("export csv", "team", "archive")}


@pytest.mark.parametrize("format_", risk_sheet.RISK_FORMATS)
def test_the_sheet_shows_no_words_and_needs_nothing_else(held: OpenStudy, format_: str) -> None:
    body = risk_sheet.write(held, risk_sheet.gather(held), format_).read_bytes()
    text = docx_words(body) if format_ == "docx" else body.decode("utf-8")
    assert "sage-femme" not in text and not any(name in text for name in NAMES)
    if format_ == "html":
        assert not re.findall(r"https?:|url\(|@import|<script|<link|<img|src=", text)
        assert "@page" in text and "A4" in text
    if format_ == "json":
        assert json.loads(text)["n_people"] == 1


def docx_words(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode("utf-8"))


def test_an_unknown_format_of_the_sheet_is_refused(held: OpenStudy) -> None:
    with pytest.raises(UnknownReference, match="docx"):
        risk_sheet.write(held, risk_sheet.gather(held), "odt")


def test_no_property_of_a_document_names_anybody(held: OpenStudy) -> None:
    """Author and last-modified-by are empty; the page names no program; the PDF names the one that set it, and nobody."""
    from pypdf import PdfReader

    risk = risk_sheet.write(held, risk_sheet.gather(held), "docx")
    for path in (outputs.report(held, "docx"), risk):
        with zipfile.ZipFile(path) as archive:
            core = archive.read("docProps/core.xml").decode("utf-8")
            app = archive.read("docProps/app.xml").decode("utf-8") if "docProps/app.xml" in archive.namelist() else ""
        for name in ("dc:creator", "cp:lastModifiedBy", "dc:description", "cp:keywords"):
            assert re.search(rf"<{name}>[^<]", core) is None, name
        assert re.search(r"<(?:Manager|Company)>[^<]", app) is None
    properties = PdfReader(io.BytesIO(outputs.report(held, "pdf").read_bytes())).metadata or {}
    assert not properties.get("/Author") and "Typst" in str(properties.get("/Creator", "Typst"))
    page = outputs.report(held, "html").read_text(encoding="utf-8").lower()
    assert 'name="author"' not in page and 'name="generator"' not in page
