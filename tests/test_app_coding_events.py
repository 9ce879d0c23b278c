"""A press on the reading desk changes the study once, whatever the browser sends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from app_fixtures import SITE, WAITING, fill
from studies import FakeEncoder

from app.screens.coding_events import answer_press
from models.rows import SegmentRow
from pipeline.errors import NotAllowed, UnknownReference, VerbatimMismatch
from pipeline.flow.opening import new_study, open_study
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import codebook, coding, segments


@pytest.fixture
def filled(tmp_path: Path, fake_encoder: FakeEncoder) -> Iterator[OpenStudy]:
    study = open_study(new_study(tmp_path / "etude"), actor="Inès")
    fill(study)
    yield study
    study.close()


def first_proposal(study: OpenStudy) -> str:
    return coding.proposal_rows(study.file)[0].proposal_id


def a_segment(study: OpenStudy) -> SegmentRow:
    return segments.segment_rows(study.file)[0]


def words_of(segment: SegmentRow, n: int) -> dict[str, object]:
    """The first `n` characters of a segment, as the desk sends them."""
    start = segment.start_char
    return {"turn_id": segment.turn_id, "start": start, "end": start + n, "verbatim": segment.text[:n]}


@pytest.mark.parametrize(("action", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_press_sent_twice_is_one_decision(filled: OpenStudy, action: str, state: str) -> None:
    before = len(coding.decisions(filled.file))
    press = {"uuid": "press-1", "action": action, "proposal_id": first_proposal(filled)}
    answer_press(filled, press)
    answer_press(filled, press)
    assert len(coding.decisions(filled.file)) == before + 1
    assert coding.proposal_counts(filled.file)[state] == 1


def test_chosen_words_get_the_code_of_the_press(filled: OpenStudy) -> None:
    segment = a_segment(filled)
    answer_press(filled, {"uuid": "press-2", "action": "code", "code_id": WAITING, **words_of(segment, 9)})
    found = [c for c in coding.codings(filled.file) if c.coding_id == "press-2"]
    assert [(c.verbatim, c.code_id, c.coder) for c in found] == [(segment.text[:9], WAITING, "Inès")]


def test_words_that_are_not_at_their_anchor_are_refused(filled: OpenStudy) -> None:
    press = {"uuid": "p", "action": "code", "code_id": SITE, **words_of(a_segment(filled), 5), "verbatim": "xxxxx"}
    with pytest.raises(VerbatimMismatch):
        answer_press(filled, press)


def test_a_new_code_is_made_once_and_put_on_the_words(filled: OpenStudy) -> None:
    for uuid, n in (("p1", 5), ("p2", 9)):
        press = {"uuid": uuid, "action": "new_code", "name": "Fatigue", **words_of(a_segment(filled), n)}
        answer_press(filled, press)
    made = [code for code in codebook.codes(filled.file) if code.name == "Fatigue"]
    assert len(made) == 1
    assert len(coding.codings(filled.file, code_id=made[0].code_id)) == 2


def test_a_coding_is_recoded_then_removed_then_brought_back(filled: OpenStudy) -> None:
    coded = coding.codings(filled.file)[0]
    answer_press(filled, {"uuid": "r", "action": "recode", "coding_id": coded.coding_id, "code_id": SITE})
    recoded = coding.codings(filled.file)
    assert [c.code_id for c in recoded] == [SITE]
    answer_press(filled, {"uuid": "d", "action": "remove", "coding_id": recoded[0].coding_id})
    assert coding.codings(filled.file) == ()
    answer_press(filled, {"uuid": "u", "action": "undo"})
    assert [c.code_id for c in coding.codings(filled.file)] == [SITE]


def test_a_memo_is_kept_with_its_segment(filled: OpenStudy) -> None:
    segment = a_segment(filled)
    answer_press(filled, {"uuid": "m", "action": "memo", "segment_id": segment.segment_id, "text": "À relire."})
    assert [m.text for m in coding.memos(filled.file, about_id=segment.segment_id)] == ["À relire."]


def test_a_reader_decides_nothing(filled: OpenStudy) -> None:
    filled.role = Role.READER
    with pytest.raises(NotAllowed):
        answer_press(filled, {"uuid": "p", "action": "accept", "proposal_id": first_proposal(filled)})


@pytest.mark.parametrize(
    "press",
    [
        {"action": "fly"},
        {"action": "accept", "proposal_id": "none"},
        {"action": "remove", "coding_id": "none"},
    ],
    ids=lambda press: press["action"],
)
def test_a_press_on_what_is_not_there_is_refused(filled: OpenStudy, press: dict[str, str]) -> None:
    with pytest.raises(UnknownReference):
        answer_press(filled, {"uuid": "p", **press})
