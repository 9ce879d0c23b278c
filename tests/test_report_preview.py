"""A report is seen before it is written: what it would hold, what it would hold back, and nothing of it left behind."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from app_fixtures import fill
from docx import Document
from studies import FakeEncoder

from pipeline.errors import ImportRefused
from pipeline.flow import reports
from pipeline.flow.opening import new_study, open_study
from pipeline.flow.study import OUTPUTS, OpenStudy
from pipeline.store import journal


@pytest.fixture
def study(tmp_path: Path, fake_encoder: FakeEncoder) -> OpenStudy:
    study = open_study(new_study(tmp_path / "etude", title="Accès aux droits"), actor="Inès")
    fill(study)
    return study


def test_a_preview_holds_the_findings_and_writes_neither_a_file_nor_the_journal(study: OpenStudy) -> None:
    before = journal.events(study.file, limit=1)[0].hash
    seen = reports.preview(study)
    assert "attendent sans savoir" in seen.html
    assert (seen.n_findings, seen.n_left_out, seen.n_verbatims) == (1, 0, 1)
    assert seen.n_pages >= 2
    assert journal.events(study.file, limit=1)[0].hash == before
    assert not list((study.folder / OUTPUTS).glob("*"))
    study.close()


def test_a_sheet_is_previewed_on_one_page(study: OpenStudy) -> None:
    assert reports.preview(study, level="team", audience="elus").n_pages == 1
    study.close()


def test_a_word_model_that_cannot_be_filled_is_refused_and_the_one_before_stays(study: OpenStudy) -> None:
    reports.write_model(study)
    kept = (study.folder / reports.MODEL_FILE).read_bytes()
    for broken in (b"no Word file", _asking_for("{{ ce_qui_n_existe_pas }}")):
        with pytest.raises(ImportRefused):
            reports.take_model(study, broken)
    assert (study.folder / reports.MODEL_FILE).read_bytes() == kept
    study.close()


def test_a_word_model_is_taken_then_left(study: OpenStudy) -> None:
    reports.take_model(study, _asking_for("{{ titre }}"))
    path = reports.write_report(study, "docx")
    assert [p.text for p in Document(str(path)).paragraphs] == ["Accès aux droits"]
    reports.leave_model(study)
    assert not (study.folder / reports.MODEL_FILE).exists()
    study.close()


def _asking_for(words: str) -> bytes:
    document, out = Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(out)
    return out.getvalue()
