"""`findings show`, for people: a board in short with numbers, and a sheet that reads from top to bottom."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.errors import UnknownReference
from pipeline.flow.shown_findings import findings_lines


def said(stance: str, words: str, person: str | None = "PA-01") -> dict[str, Any]:
    return {
        "stance": stance, "verbatim": words, "turn_id": "t", "source_name": "e01.txt", "turn_no": 4,
        "start_char": 0, "end_char": len(words), "participant_id": person,
    }  # fmt: skip


def finding(finding_id: str, statement: str, *evidence: dict[str, Any]) -> dict[str, Any]:
    return {
        "finding_id": finding_id, "statement": statement, "status": "contested", "grade": "B", "grade_reason": "Étayé.",
        "n_participants": 2, "n_groups": 1, "effective_speakers": 2.0, "max_participant_share": 0.5,
        "introduced_only_by_interviewer": False, "upper_bound": None,
        "groups": [
            {"group": "habitants", "position": "convergent"},
            {"group": "élus", "position": "silent_never_asked"},
        ],
        "evidence": list(evidence), "counter_voices": [],
    }  # fmt: skip


SHOWN = {
    "findings": [
        finding("aa11", "On attend sans savoir.", said("supports", "J'attends."), said("contradicts", "", "PA-02")),
        finding("ab22", "Le guichet est fermé."),
    ]
}


def test_the_board_numbers_findings_and_says_who_is_silent_and_who_objects() -> None:
    lines = list(findings_lines(SHOWN))
    assert lines[0] == "1. On attend sans savoir."
    assert "   Contesté, solidité B : 2 personnes de 1 groupe, 1 voix contraire." in lines
    assert "   Se taisent : élus." in lines


@pytest.mark.parametrize("wanted", ["1", "aa", "aa11"])
def test_a_finding_is_asked_for_by_number_or_identifier(wanted: str) -> None:
    lines = list(findings_lines(SHOWN, wanted))
    assert lines[0] == "On attend sans savoir."
    assert "  «\u00a0J'attends.\u00a0»" in lines
    assert "    PA-01 · e01.txt, tour 4" in lines


def test_words_that_may_not_be_quoted_keep_their_place_and_say_so() -> None:
    assert "  (compté sans être cité)" in findings_lines(SHOWN, "1")


@pytest.mark.parametrize("wanted", ["3", "a", "zz"])
def test_what_no_finding_or_several_answer_to_is_refused(wanted: str) -> None:
    with pytest.raises(UnknownReference):
        findings_lines(SHOWN, wanted)


def test_a_study_without_findings_says_what_to_do() -> None:
    assert findings_lines({"findings": []})[0].startswith("Aucun constat")
