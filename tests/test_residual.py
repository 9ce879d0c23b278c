"""The residual search names every place where an original form is still read, and says no word of it."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from docx import Document
from studies import opening, small_study

from pipeline.flow import care, coding, findings, steps
from pipeline.flow.study import OpenStudy
from pipeline.readable import readings
from pipeline.residue import echoes, holds, seek, silenced, voice_of

NAME = "Karima Belkacem"


@pytest.fixture
def ready(tmp_path: Path, light: None) -> OpenStudy:
    study = opening(small_study(tmp_path / "s"))
    steps.run(study)
    assert care.verify(study).broken == ()
    return study


def zipped(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def word(author: str = "", text: str = "") -> bytes:
    document, made = Document(), io.BytesIO()
    document.core_properties.author = author
    paragraph = document.add_paragraph()
    for letter in text:
        paragraph.add_run(letter)  # Word cuts a name anywhere
    document.save(made)
    return made.getvalue()


def parquet() -> bytes:
    made = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"n": [1, 2], "mots": ["rien", f"vu {NAME} hier"]}), made)
    return made.getvalue()


def workbook() -> bytes:
    from openpyxl import Workbook

    book, made = Workbook(), io.BytesIO()
    book.active["B2"] = f"dit par {NAME}"
    book.save(made)
    return made.getvalue()


def pdf() -> bytes:
    import typst

    return bytes(typst.compile(f'#set document(author: "x")\nVu {NAME} hier.'.encode()))


@pytest.mark.parametrize(
    ("file", "content", "where"),
    [
        ("a.html", b"<p>Vu <b>Karima</b> Belkacem</p>", "outputs/a.html"),
        ("a.html", b"<p>Vu Karima&nbsp;Belkacem</p>", "outputs/a.html"),
        ("a.csv", f"mot\n{NAME}\n".encode("cp1252"), "outputs/a.csv"),
        ("a.txt", f"vu {NAME}".encode("utf-16"), "outputs/a.txt"),
        ("a.txt", f"vu {NAME}".encode("utf-16-be"), "outputs/a.txt"),
        ("a.txt", b"le 06.39.98.12.34", "outputs/a.txt"),
        ("a.docx", word(author=NAME), "outputs/a.docx (docProps/core.xml)"),
        ("a.docx", word(text=NAME), "outputs/a.docx (word/document.xml)"),
        ("a.xlsx", workbook(), "outputs/a.xlsx (xl/worksheets/sheet1.xml)"),
        ("a.parquet", parquet(), "outputs/a.parquet"),
        ("a.pdf", pdf(), "outputs/a.pdf"),
        ("a.qdpx", zipped("project.qde", f'<x name="{NAME}"/>'.encode()), "outputs/a.qdpx (project.qde)"),
        ("a.zip", zipped("b.zip", zipped("c.txt", NAME.encode())), "outputs/a.zip (b.zip/c.txt)"),
        ("a.gz", gzip.compress(NAME.encode()), "outputs/a.gz"),
        ("Karima_Belkacem.txt", b"rien", "outputs, fichier n\u00b0 1 dans l'ordre des noms"),
        ("a.zip", zipped(f"{NAME}.txt", b"rien"), "outputs/a.zip"),
    ],
)  # fmt: skip
def test_an_output_of_any_format_is_named(ready: OpenStudy, file: str, content: bytes, where: str) -> None:
    (ready.folder / "outputs" / file).write_bytes(content)
    found = care.verify(ready).broken
    assert where in {b.where for b in found}
    assert "Belkacem" not in str([(b.what, b.where) for b in found])


def test_a_file_that_cannot_be_read_is_told_not_accused(ready: OpenStudy) -> None:
    (ready.folder / "outputs" / "abîmé.docx").write_bytes(b"PK\x03\x04 abime")
    found = care.verify(ready)
    assert found.broken == ()
    assert any("abîmé.docx" in sentence for sentence in found.unchecked)


def test_what_researchers_write_is_looked_through_too(ready: OpenStudy) -> None:
    code = coding.add_code(ready, "attente", definition=f"Comme {NAME} en parle.")
    memo = coding.write_memo(ready, "code", code.code_id, f"Demander à {NAME}.")
    finding = findings.write_finding(ready, f"{NAME} attend.")
    (ready.folder / "study.toml").write_text(
        (ready.folder / "study.toml").read_text(encoding="utf-8").replace("Petite étude", f"Étude de {NAME}"),
        encoding="utf-8",
    )
    places = {b.where for b in care.verify(ready).broken}
    assert places == {
        f"code {code.code_id} (definition)",
        f"mémo {memo.memo_id} (text)",
        f"constat {finding.finding_id} (statement)",
        "study.toml",
    }


def test_a_researcher_who_bears_a_participants_name_is_not_accused(tmp_path: Path, light: None) -> None:
    from pipeline.flow.opening import open_study

    folder = small_study(tmp_path / "s")
    with open_study(folder, actor=NAME, passphrase=lambda _: "une phrase de test") as study:
        steps.run(study)
        coding.add_code(study, "attente")
        assert care.verify(study).broken == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vu Karima Belkacem.", True),
        ("Vu Karima\nBelkacem.", True),
        ("Vu Karima, Belkacem.", False),
        ("Vu Karima-Belkacem.", True),
        ("vu karima belkacem", False),
        ("Karimatou Belkacem", False),
        ("écrire à K.Belk@exemple.fr", True),
        ("tel 06 39 98 12 34", True),
        ("tel 06 39 98 12 345", False),
        ("Zoe\u0301 Belkacem", True),
    ],
)
def test_forms_are_found_as_whole_words(text: str, found: bool) -> None:
    sought = seek([NAME, "Zoé Belkacem"], ["k.belk@exemple.fr", "06 39 98 12 34"])
    assert holds(text, sought) is found


def test_thousands_of_forms_are_sought_at_once_and_the_last_is_found() -> None:
    forms = [f"Prénom{n} Nom{n % 977}" for n in range(5_000)]
    sought = seek(forms)
    interview = "Alors moi je vous dis que le bus ne passe plus le soir et que Prénom12 est venue. " * 600
    assert not holds(interview, sought)
    assert holds(f"{interview} Prénom4999 Nom{4_999 % 977} l'a dit.", sought)


def test_a_person_is_recognised_by_what_nobody_else_said() -> None:
    voice = voice_of(
        ["Le zorglub passe sous mes fenêtres tous les soirs de la semaine, c'est comme ça."],
        ["Ici tous les soirs de la semaine on attend le bus."],
    )
    memo = "Elle dit que le zorglub passe. « tous les soirs de la semaine » revient chez chacun."
    assert silenced(memo, voice, "[…]") == memo.replace("zorglub", "[…]")
    quoted = "Noter : « Sous mes fenêtres tous les soirs » !"
    assert silenced(quoted, voice, "[…]") == "Noter : « […] » !"
    assert echoes("rien de cela", voice) == ()


def test_a_reading_says_when_it_cannot_read() -> None:
    assert [r.texts for r in readings(b"PK\x03\x04rien")] == [()]
    assert [r.texts for r in readings(b"%PDF-1.7 rien")] == [()]
    assert [r.texts for r in readings(b"")] == [("",)]
