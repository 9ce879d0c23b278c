"""The Exchanges screen: what a file brought gave is told line by line, what leaves says for whom, and refusals are sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_fixtures import empty_folder, filled_folder
from studies import opening, small_study
from test_app_screens import opened, study_of, text_of

from app import wording_exchange
from benchmarks.invented_files import invented_files
from benchmarks.invented_projects import CODES, invented_project, invented_projects
from pipeline.errors import ImportRefused, NotAllowed
from pipeline.exchange.codebook import write_codebook_csv
from pipeline.exchange.qdpx_write import write_qdpx
from pipeline.flow import exchanging, outputs
from pipeline.flow.study import Role
from pipeline.store import codebook

__all__ = ["empty_folder", "filled_folder"]


@pytest.fixture
def empty(tmp_path: Path, light: None) -> Path:
    folder = small_study(tmp_path / "étude", release="reviewed")
    (folder / "sources" / "entretien.txt").unlink()
    return folder


def test_a_project_brought_tells_what_came_and_leaves_no_file_behind(empty: Path) -> None:
    with opening(empty) as study:
        taken = exchanging.take_in(study, {"../../p.qdpx": write_qdpx(invented_project())})
        assert taken.what == "Projet Polyphonie"
        assert any("4 codage(s)" in line for line in taken.came)
        assert taken.left == ()
    assert not (empty.parent / "p.qdpx").exists()


def test_a_corpus_of_sonal_is_brought_with_its_interviews(empty: Path) -> None:
    files = {"corpus.crp": invented_projects()["corpus.crp"], **invented_files(only="entretien.sonal")}
    with opening(empty) as study:
        assert exchanging.take_in(study, files).what == "Projet Sonal"


def test_a_codebook_and_its_refused_lines_are_told(empty: Path) -> None:
    content = write_codebook_csv(CODES) + b"Attente / ,,,,,,\r\n"
    with opening(empty, role=Role.RESEARCHER) as study:
        taken = exchanging.take_in(study, {"livre.csv": content})
        assert (taken.what, taken.came) == ("Livre de codes", ("2 codes pris.",))
        assert [line.startswith("Ligne 4 : ") for line in taken.left] == [True]
        assert len(codebook.codes(study.file)) == 2
        assert exchanging.take_in(study, {"livre.csv": content}).came[0].startswith("Rien de nouveau")


def test_what_cannot_be_taken_is_refused(empty: Path) -> None:
    with opening(empty, role=Role.RESEARCHER) as study:
        with pytest.raises(NotAllowed):
            exchanging.take_in(study, {"p.qdpx": write_qdpx(invented_project())})
        for files in ({}, {"a.csv": b"a", "b.csv": b"b"}, {"a.txt": b"rien"}):
            with pytest.raises(ImportRefused):
                exchanging.take_in(study, files)


def test_every_format_offered_is_one_that_can_be_written() -> None:
    assert set(wording_exchange.FORMATS) == set(exchanging.FORMATS) == {*outputs.EXPORT_FORMATS, "codings"}
    assert set(wording_exchange.FORMAT_WHAT) == set(wording_exchange.FORMATS)


def test_the_screen_writes_a_format_and_says_where(filled_folder: Path) -> None:
    at = opened("exchange")
    at.selectbox(key="export format").select("codings").run()
    assert wording_exchange.FORMAT_WHAT["codings"] in text_of(at).replace("&#x27;", "'")
    at.button(key="hand over").click().run()
    assert not at.exception
    assert any("outputs/" in toast.value for toast in at.toast)
    assert list((study_of(filled_folder).folder / "outputs").glob("codages*.csv"))


def test_the_screen_shows_the_report_of_what_was_brought(filled_folder: Path) -> None:
    at = opened("exchange")
    at.session_state["kept import report"] = exchanging.Taken("Projet NVivo", ("1 code(s)",), ("1 image(s) : <b>",))
    at.run()
    assert "Compte rendu : Projet NVivo" in text_of(at)
    assert "<li>1 image(s) : &lt;b&gt;</li>" in text_of(at)


def test_a_reader_brings_nothing_and_writes_nothing(filled_folder: Path) -> None:
    at = opened("exchange")
    at.session_state["study"].role = Role.READER
    at.run()
    assert at.button(key="take in").disabled
    assert at.button(key="hand over").disabled
