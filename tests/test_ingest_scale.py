"""A whole folder: what is passed over, what is refused and why, read in parallel as one by one, and gone on with after a stop."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from models.transcript import Transcript
from pipeline import engine
from pipeline.flow import ingesting
from pipeline.flow.folder import NOT_OPENED
from pipeline.flow.opening import new_study
from pipeline.flow.study import OpenStudy
from pipeline.store import sources
from tests.studies import opening

TEXT = (
    "Enquêtrice : Et vous, le marché ?\nKarima : Le numéro {}, tous les samedis.\nEnquêtrice : Bien.\nKarima : Oui.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_study(tmp_path / "étude")
    return tmp_path / "étude"


def filled(folder: Path, n_files: int) -> OpenStudy:
    for number in range(n_files):
        (folder / "sources" / f"{number:04}.txt").write_text(TEXT.format(number), encoding="utf-8")
    return opening(folder)


@pytest.mark.parametrize("name", [
    ".DS_Store", "._entretien.docx", "~$entretien.docx", ".~lock.entretien.odt#", "desktop.ini", "Desktop.ini", "Thumbs.db",
    "__MACOSX/entretien.txt", ".caché/entretien.txt", "copie.TMP", "SOURCE.md",
])  # fmt: skip
def test_what_programs_leave_behind_is_passed_over(folder: Path, name: str) -> None:
    path = folder / "sources" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(TEXT.format(1), encoding="utf-8")
    with opening(folder) as study:
        assert ingesting.is_due(study) == []


def test_an_odd_folder_is_read_where_it_can_be_and_says_why_it_cannot_be_elsewhere(
    folder: Path, tmp_path: Path
) -> None:
    inside = folder / "sources"
    outside = tmp_path / "ailleurs.txt"
    outside.write_text(TEXT.format(9), encoding="utf-8")
    (inside / ("n" * 240 + ".txt")).write_text(TEXT.format(1), encoding="utf-8")
    (inside / unicodedata.normalize("NFD", "été.txt")).write_text(TEXT.format(2), encoding="utf-8")
    (inside / "copie.txt").write_text(TEXT.format(2), encoding="utf-8")
    (inside / "vide.txt").write_bytes(b"")
    (inside / "lien.txt").symlink_to(outside)
    (inside / "lien rompu.txt").symlink_to(tmp_path / "absent.txt")
    (inside / "lien sur soi.txt").symlink_to(inside / "lien sur soi.txt")
    os.mkfifo(inside / "tube.txt")
    with opening(folder) as study:
        counts = ingesting.ingest(study)
        again = ingesting.ingest(study)
    told = {file.name: (file.outcome, file.problem or "") for file in counts.files}
    assert (counts.read, counts.duplicates, counts.refused) == (2, 1, 4)
    assert "hors de sources/" in told["lien.txt"][1]
    assert told["lien rompu.txt"] == told["lien sur soi.txt"] == ("refused", NOT_OPENED)
    assert "vide" in told["vide.txt"][1]
    assert "tube.txt" not in told
    assert sum(outcome == "duplicate" for outcome, _ in told.values()) == 1
    assert again.unchanged == 7


def test_a_name_that_is_not_utf8_is_read(folder: Path) -> None:
    path = folder / "sources" / os.fsdecode(b"entretien-\xe9.txt")
    path.write_bytes(TEXT.format(1).encode())
    with opening(folder) as study:
        assert ingesting.ingest(study).read == 1


def test_a_file_refused_unread_is_read_once_it_can_be(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = filled(folder, 1)
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.flow.folder.MAX_FILE_BYTES", 10)
        assert ingesting.ingest(study).refused == 1
        assert ingesting.is_due(study) == []
    assert ingesting.ingest(study).read == 1
    study.close()


def test_many_files_are_read_by_several_processes_as_by_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one = filled(folder, 12)
    ingesting.ingest(one_by_one)
    alone = {one.source_id: one.turns for one in originals(one_by_one)}
    one_by_one.close()
    new_study(tmp_path / "autre")
    used: list[bool] = []
    plain = engine.map_stage

    def watched(*given: object, **options: object) -> object:
        used.append(options.get("ready") is not None)
        return plain(*given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "map_stage", watched)
    monkeypatch.setattr(engine, "cores", lambda: 2)
    monkeypatch.setattr(ingesting, "PARALLEL_FROM_FILES", 10)
    monkeypatch.setattr(ingesting, "BATCH_FILES", 5)
    several = filled(tmp_path / "autre", 12)
    done: list[int] = []
    ingesting.ingest(several, progress=lambda _, now, __: done.append(now))
    assert used == [True, True, True]
    assert done == [5, 10, 12]
    assert {one.source_id: one.turns for one in originals(several)} == alone
    several.close()


def test_a_sitting_that_stops_goes_on_where_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = filled(folder, 12)
    monkeypatch.setattr(ingesting, "BATCH_FILES", 5)

    def stop(_: str, done: int, __: int) -> None:
        if done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingesting.ingest(study, progress=stop)
    counts = ingesting.ingest(study)
    assert (counts.read, counts.unchanged) == (2, 10)
    assert len(originals(study)) == 12
    study.close()


def originals(study: OpenStudy) -> list[Transcript]:
    ids = sorted({s.source_id for s in sources.sightings(study.file).values() if s.source_id})
    return [ingesting.original(study, source_id).transcript for source_id in ids]
