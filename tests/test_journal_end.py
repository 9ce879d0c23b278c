"""The end of the journal: cut off, put back to an earlier day, or written over, `verify` names where it stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import AT
from studies import opening, small_study

from models.provenance import Step
from pipeline.flow import steps, verifying
from pipeline.flow.study import OpenStudy
from pipeline.store import journal
from pipeline.store.connection import StudyFile

CUTS = (1, 2, 5)


def write_something(study: StudyFile, times: int = 6) -> int:
    for number in range(times):
        with study.write(actor="test", at=AT) as write:
            write.record("output written", f"report {number}")
    return int(study.rows("select max(seq) from journal")[0][0])


@pytest.mark.parametrize("n", CUTS)
def test_a_journal_without_its_last_events_is_told_from_where_on(study: StudyFile, n: int) -> None:
    last = write_something(study)
    assert journal.broken_links(study) == ()
    study.rewrite(f"delete from journal where seq > {last - n}")
    (broken,) = journal.broken_links(study)
    assert broken.where == f"événement {last - n + 1} et suivants, jusqu'au {last}"


def test_what_is_written_afterwards_does_not_close_the_gap(study: StudyFile) -> None:
    last = write_something(study)
    study.rewrite(f"delete from journal where seq > {last - 2}")
    write_something(study)
    (broken,) = journal.broken_links(study)
    assert broken.where == f"événement {last - 1}"


@pytest.mark.parametrize(
    "statement",
    [
        "delete from journal_head",
        "update journal_head set only_line = false",
        "update journal_head set n_events = n_events - 1",
        "update journal_head set hash = repeat('0', 64)",
        "insert into journal_head values (false, 1, repeat('0', 64))",
    ],
)
def test_a_head_that_was_changed_is_named(study: StudyFile, statement: str) -> None:
    write_something(study)
    study.rewrite(statement)
    assert journal.broken_links(study)


def test_an_empty_journal_has_no_end_to_miss() -> None:
    from pipeline.store.connection import memory_study

    with memory_study() as empty:
        assert journal.broken_links(empty) == ()


def said(study: OpenStudy) -> list[str]:
    return [f"{one.what} ({one.where})" for one in verifying.verify(study).broken]


@pytest.fixture
def released(tmp_path: Path, light: None) -> Path:
    folder = small_study(tmp_path / "étude")
    with opening(folder) as study:
        steps.run(study, until=Step.INGEST)
        _ = study.vault
        write_something(study.file)
    return folder


def put_back(study: OpenStudy, n: int) -> int:
    """Undo the last events as somebody thorough would: the head tells the earlier day too."""
    last = int(study.file.rows("select max(seq) from journal")[0][0])
    study.file.rewrite(f"delete from journal where seq > {last - n}")
    study.file.rewrite(f"update journal_head set n_events = seq, hash = j.hash from journal j where j.seq = {last - n}")
    return last


def test_the_vault_tells_a_journal_that_was_put_back_together_with_its_head(released: Path) -> None:
    with opening(released) as study:
        last = put_back(study, 3)
        assert said(study) == []
        _ = study.vault
        assert said(study) == [f"Le journal n'est plus celui que le coffre a connu (événement {last})"]
    with opening(released) as study:
        _ = study.vault
        assert said(study), "closing the vault must not take the cut journal for the true one"


def test_a_vault_opened_on_a_whole_study_says_nothing(released: Path) -> None:
    for _ in range(2):
        with opening(released) as study:
            _ = study.vault
            write_something(study.file, times=1)
            assert said(study) == []
