"""What is told of what was learnt: the same lesson for all, nothing of it where somebody codes blind, nothing kept that is stale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from studies import decide_all
from typer.testing import CliRunner

from models.agreement import ReadingState
from models.coding import DecisionAction
from models.transcript import Anchor
from pipeline.cli.main import app
from pipeline.errors import NothingToDo
from pipeline.flow import analysing, blind, learning
from pipeline.flow import coding as flow
from pipeline.flow.study import OpenStudy
from pipeline.store import codebook, coding, segments


@pytest.fixture
def coded(sampled: OpenStudy, sample_corpus: Path) -> OpenStudy:
    """The invented corpus with the scripted codebook and codings of its two researchers."""
    decide_all(sampled, sample_corpus)
    analysing.propose(sampled)
    return sampled


def code(study: OpenStudy, segment_id: str, code_id: str) -> None:
    row = segments.segment_rows(study.file, segment_ids=[segment_id])[0]
    anchor = Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text)
    flow.code_words(study, anchor, code_id)


def test_what_is_to_be_read_is_undecided_and_says_why(coded: OpenStudy) -> None:
    decided = {d.segment_id for d in coding.decisions(coded.file, current_only=True)}
    found = learning.read_next(coded, limit=5)
    assert len(found) == 5
    assert not {one.segment.segment_id for one in found} & decided
    assert all(one.why.endswith(".") for one in found)


def test_what_has_just_been_read_is_not_to_be_read_next(coded: OpenStudy) -> None:
    first = learning.read_next(coded, limit=1)[0].segment.segment_id
    code(coded, first, codebook.codes(coded.file)[0].code_id)
    assert first not in {one.segment.segment_id for one in learning.read_next(coded, limit=300)}


def test_one_transcript_at_a_time_when_it_is_named(coded: OpenStudy) -> None:
    here = learning.read_next(coded, limit=1)[0].segment.transcript_id
    found = learning.read_next(coded, limit=50, transcript_id=here)
    assert {one.segment.transcript_id for one in found} == {here}


def test_a_source_read_blind_is_not_told_about(coded: OpenStudy) -> None:
    """What was learnt from the others would say what they think of it."""
    source = learning.read_next(coded, limit=1)[0].segment.source_id
    blind.set_reading(coded, [source], ReadingState.BLIND)
    assert source not in {one.segment.source_id for one in learning.read_next(coded, limit=300)}


def test_a_lesson_is_learnt_again_only_when_something_changed(
    coded: OpenStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt: list[int] = []
    weigh = learning.weigh
    monkeypatch.setattr(learning, "weigh", lambda **given: learnt.append(1) or weigh(**given))
    monkeypatch.setattr(learning, "_kept", {})
    learning.read_next(coded)
    learning.calibration(coded)
    assert len(learnt) == 1
    code(coded, learning.read_next(coded, limit=1)[0].segment.segment_id, codebook.codes(coded.file)[0].code_id)
    learning.read_next(coded)
    assert len(learnt) == 2


def test_calibration_counts_held_out_decisions(coded: OpenStudy) -> None:
    found = learning.calibration(coded)
    assert found.error is not None
    assert sum(step.n for step in found.steps) == found.n_forecasts >= learning.FEWEST_FORECASTS
    assert all(step.low <= step.score <= step.high for step in found.steps)


def test_calibration_counts_the_answers_that_say_no(coded: OpenStudy) -> None:
    """With none, nothing tells how many extracts carry no code: the screen says so."""
    assert learning.calibration(coded).n_refused == 0
    analysing.propose(coded)
    flow.answer(coded, coding.proposal_rows(coded.file, limit=1)[0].proposal_id, DecisionAction.REJECT)
    assert learning.calibration(coded).n_refused == 1


def test_without_a_code_there_is_nothing_to_learn(sampled: OpenStudy) -> None:
    with pytest.raises(NothingToDo, match="livre de codes"):
        learning.read_next(sampled)


def test_a_rejection_is_never_proposed_again(coded: OpenStudy) -> None:
    analysing.propose(coded)
    rejected = coding.proposal_rows(coded.file, limit=1)[0]
    flow.answer(coded, rejected.proposal_id, DecisionAction.REJECT)
    analysing.propose(coded)
    pending = {(p.segment.segment_id, p.code_id) for p in coding.proposal_rows(coded.file, limit=10_000)}
    assert (rejected.segment.segment_id, rejected.code_id) not in pending


def test_proposals_may_be_learnt_with_another_encoder_than_themes(
    coded: OpenStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectors of two encoders never mix: those of proposals are made when they are asked for, under their own id."""
    monkeypatch.setattr(analysing, "encoder_id", lambda name: f"fake-{name}" if name != "default" else "fake")
    own = coded.settings.encoder.model_copy(update={"proposals": "e5+use"})
    monkeypatch.setattr(coded, "settings", coded.settings.model_copy(update={"encoder": own}))
    asked: list[str | None] = []
    encoder = analysing.encoder
    monkeypatch.setattr(analysing, "encoder", lambda study, name=None: asked.append(name) or encoder(study, name))
    assert analysing.proposals_due(coded)
    assert analysing.propose(coded).made > 0
    assert set(asked) == {"e5+use"}


@pytest.mark.parametrize("verb", ["next", "calibration"])
def test_the_command_line_gives_one_object(coded: OpenStudy, verb: str) -> None:
    folder: Path = coded.folder
    coded.close()
    done = CliRunner().invoke(app, ["codings", verb, str(folder), "--json"])
    assert done.exit_code == 0, done.output
    assert {"next": "next", "calibration": "error"}[verb] in json.loads(done.stdout)
