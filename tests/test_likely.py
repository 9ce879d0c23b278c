"""Two people who may be one: asked of the custodian, answered in one press, and asked again when wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from studies import opening

from pipeline.anonymise.link import Likely
from pipeline.errors import NotAllowed
from pipeline.flow import likely, review, steps
from pipeline.flow.opening import new_study
from pipeline.flow.pairs import pairs_to_settle
from pipeline.flow.study import OpenStudy, Role

SAID = (
    "Enquêtrice : Qui vient ?\n"
    "Solange : Mon voisin Karim Belkacem m'aide, et son cousin Karim Ziani aussi.\n"
    "Enquêtrice : Et alors ?\n"
    "Solange : Karim est passé mardi.\n"
)


@pytest.fixture
def study(tmp_path: Path, light: None) -> Iterator[OpenStudy]:
    """An invented interview at the gate, in which « Karim » may be either of two people."""
    folder = new_study(tmp_path / "étude", title="Deux Karim")
    (folder / "sources" / "premier.txt").write_text(SAID, encoding="utf-8")
    with opening(folder) as study:
        steps.run(study)
        yield study


def asked(study: OpenStudy) -> list[tuple[str, str]]:
    pairs = pairs_to_settle(likely.read_likely(study), review.reviewed_entities(study), likely.read_apart(study))
    return [(pair.one.key, pair.other.key) for pair in pairs]


def test_a_pair_is_asked_until_it_is_merged_and_again_when_that_is_undone(study: OpenStudy) -> None:
    before = asked(study)
    assert len(before) == 2
    review.merge_entities(study, *before[0])
    assert before[0] not in asked(study)
    review.undo_review(study)
    assert asked(study) == before


def test_two_said_to_be_two_are_no_longer_asked_until_all_is_asked_again(study: OpenStudy) -> None:
    before = asked(study)
    likely.tell_apart(study, *before[0])
    assert asked(study) == before[1:]
    likely.ask_again(study)
    assert asked(study) == before


def test_what_is_kept_of_a_pair_names_nobody(study: OpenStudy) -> None:
    kept = study.vault.read(likely.RECORD).decode()
    assert kept != "[]"
    assert not any(word in kept for word in ("Karim", "Belkacem", "Ziani"))


def test_a_pair_of_which_one_is_gone_is_settled() -> None:
    assert pairs_to_settle([Likely("PERSON-1", "PERSON-2", "s", "short")], ()) == ()


def test_a_reader_answers_no_question(study: OpenStudy) -> None:
    folder = study.folder
    study.close()
    with opening(folder, role=Role.READER) as reading, pytest.raises(NotAllowed):
        likely.tell_apart(reading, "PERSON-1", "PERSON-2")
