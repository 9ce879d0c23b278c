"""The findings' other views: the queue of counter-voices, the drawings, the questions; each runs and acts."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_fixtures import empty_folder, filled_folder
from streamlit.testing.v1 import AppTest
from test_app_screens import opened, study_of, text_of, the_finding

from app import wording_findings
from models.finding import CounterAction
from pipeline.flow import analysing
from pipeline.flow import findings as finding_flow
from pipeline.store import countering, findings

__all__ = ["empty_folder", "filled_folder"]


def ready(folder: Path) -> str:
    opened("findings")
    analysing.encode(study_of(folder))
    return the_finding(folder)


def test_the_queue_sets_a_passage_aside(filled_folder: Path) -> None:
    finding_id = ready(filled_folder)
    at = opened("findings", view="voix")
    assert not at.exception
    button = next(b for b in at.button if b.key and b.key.startswith(f"aside {finding_id}"))
    button.click().run()
    decided = countering.counter_decisions(study_of(filled_folder).file)
    assert [one.action for one in decided] == [CounterAction.REJECT]
    assert wording_findings.queued(0, 1) in text_of(at)


def test_an_answer_is_taken_back_from_the_finding(filled_folder: Path) -> None:
    finding_id = ready(filled_folder)
    at = opened("findings", finding=finding_id)
    next(b for b in at.button if b.key and b.key.startswith(f"contradicts {finding_id}")).click().run()
    assert len(findings.evidence_rows(study_of(filled_folder).file)) == 2
    next(b for b in at.button if b.key and b.key.startswith(f"reopen {finding_id}")).click().run()
    assert len(findings.evidence_rows(study_of(filled_folder).file)) == 1


@pytest.mark.parametrize("view", ["images", "tableau", "inconnue"])
def test_each_view_of_the_findings_runs(filled_folder: Path, view: str) -> None:
    at: AppTest = opened("findings", view=view)
    assert not at.exception
    assert not at.error


def test_the_queue_of_a_study_that_is_not_encoded_says_what_to_do(filled_folder: Path) -> None:
    assert wording_findings.QUEUE_EMPTY[0] in text_of(opened("findings", view="voix"))


def test_the_last_act_on_a_finding_is_undone_by_one_button(filled_folder: Path) -> None:
    opened("findings")
    finding_id = the_finding(filled_folder)
    at = opened("findings", finding=finding_id)
    at.button(key="undo finding").click().run()
    assert findings.evidence_rows(study_of(filled_folder).file, finding_id) == ()
    at.button(key="undo finding").click().run()
    assert len(findings.evidence_rows(study_of(filled_folder).file, finding_id)) == 1


def test_a_finding_that_rests_on_nothing_yet_opens(filled_folder: Path) -> None:
    opened("findings")
    written = finding_flow.write_finding(study_of(filled_folder), "Personne n'a encore rien dit de cela.")
    at = opened("findings", finding=written.finding_id)
    assert not at.exception
    assert wording_findings.NO_EVIDENCE in text_of(at)
