"""Findings as JSON: what is shown can be taken in again, and a refusal names the finding and the piece of evidence."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from models.finding import (
    Finding,
    FindingStatus,
    Grounding,
    GroupPosition,
    Position,
    Scope,
    Stance,
)
from pipeline.errors import ImportRefused
from pipeline.exchange.findings import (
    ShownCounterVoice,
    ShownEvidence,
    ShownFinding,
    read_findings,
    shown,
)

PLACE = {"turn_id": "t1", "start_char": 0, "end_char": 4, "verbatim": "oui."}


def content(**finding: object) -> bytes:
    given = {"statement": "On attend.", "evidence": []} | finding
    return json.dumps({"findings": [given]}).encode()


def with_evidence(**evidence: object) -> bytes:
    return content(evidence=[{"stance": "supports"} | evidence])


def test_a_statement_and_its_evidence_are_enough() -> None:
    (draft,) = read_findings(with_evidence(**PLACE))
    assert (draft.statement, draft.status, draft.scope) == ("On attend.", FindingStatus.HYPOTHESIS, Scope())
    assert (draft.evidence[0].stance, draft.evidence[0].verbatim) == (Stance.SUPPORTS, "oui.")


@pytest.mark.parametrize(
    "place",
    [
        {"segment_id": "s1"},
        PLACE,
        {k: v for k, v in PLACE.items() if k != "turn_id"} | {"source_name": "e1.docx", "turn_no": 2},
    ],
)
def test_evidence_may_be_a_segment_or_words_at_a_place(place: dict[str, Any]) -> None:
    assert len(read_findings(with_evidence(**place))[0].evidence) == 1


def test_a_scope_is_read() -> None:
    (draft,) = read_findings(content(scope={"territories": ["nord"], "groups": ["élus"]}, status="contested"))
    assert draft.scope == Scope(territories=("nord",), groups=("élus",))
    assert draft.status is FindingStatus.CONTESTED


def test_decomposed_accents_become_composed_ones() -> None:
    (draft,) = read_findings(with_evidence(**PLACE | {"end_char": 3, "verbatim": "e\u0301te"}))
    assert draft.evidence[0].verbatim == "\u00e9te"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (b"{", "JSON lisible"),
        (b"\xff\xfe\x00", "JSON lisible"),
        (b"[]", "findings"),
        (b'{"findings": {}}', "findings"),
        (b'{"findings": ["x"]}', "Constat 1 : un objet"),
        (content(statement=" "), "statement"),
        (content(statement=3), "doit être un texte"),
        (content(statment="x"), "Vouliez-vous dire « statement »"),
        (content(zzz=1), "Champs admis"),
        (content(status="sure"), "hypothesis, supported"),
        (content(scope={"places": []}), "Constat 1, scope"),
        (content(scope={"groups": "élus"}), "liste de textes"),
        (content(evidence={"a": 1}), "doit être une liste"),
        (content(evidence=[{"stance": "for", **PLACE}]), "Constat 1, élément 1 : « stance »"),
        (content(evidence=[{**PLACE}]), "stance"),
        (with_evidence(), "il faut segment_id"),
        (with_evidence(**PLACE | {"turn_id": None, "source_name": "e1"}), "il faut segment_id"),
        (with_evidence(**PLACE | {"end_char": 5}), "ne couvrent pas"),
        (with_evidence(**PLACE | {"start_char": -1}), "nombre entier"),
        (with_evidence(**PLACE | {"start_char": True}), "nombre entier"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_place(given: bytes, why: str) -> None:
    with pytest.raises(ImportRefused, match=why.replace("(", r"\(")) as refusal:
        read_findings(given)
    assert "oui." not in str(refusal.value)


def a_shown_finding() -> ShownFinding:
    place = {
        "verbatim": "oui.", "turn_id": "t1", "source_name": "e1.docx", "turn_no": 2, "start_char": 0, "end_char": 4,
        "participant_id": "p1",
    }  # fmt: skip
    stand = GroupPosition(
        group="élus", position=Position.SILENT_ASKED, n_heard=1, n_supporting=0, n_nuancing=0, n_contradicting=0
    )
    return ShownFinding(
        finding=Finding(
            finding_id="f1", statement="On attend.", author="ana", written_at=datetime(2026, 11, 2, tzinfo=UTC)
        ),
        grounding=Grounding(
            n_participants=1, n_segments=1, n_groups=1, effective_speakers=1, max_participant_share=1,
            introduced_only_by_interviewer=False, upper_bound=0.95, grade="D", grade_reason="…", groups=(stand,),
        ),
        evidence=(ShownEvidence(stance=Stance.SUPPORTS, **place),),
        counter_voices=(ShownCounterVoice(stance=None, score=0.4, **place),),
    )  # fmt: skip


def test_a_finding_is_shown_with_everything_that_is_promised() -> None:
    (given,) = shown([a_shown_finding()])["findings"]
    promised = {
        "finding_id", "statement", "status", "grade", "n_participants", "effective_speakers", "max_participant_share",
        "introduced_only_by_interviewer", "upper_bound", "groups", "evidence", "counter_voices",
    }  # fmt: skip
    assert promised <= given.keys()
    assert given["groups"][0]["group"] == "élus"
    assert given["groups"][0]["position"] == "silent_asked"
    assert given["counter_voices"][0]["score"] == 0.4
    assert {"stance", "verbatim", "turn_id", "source_name", "turn_no", "start_char", "end_char", "participant_id"} == (
        given["evidence"][0].keys()
    )


def test_what_was_shown_can_be_taken_in_again() -> None:
    again = read_findings(json.dumps(shown([a_shown_finding()])).encode())
    assert (again[0].finding_id, again[0].evidence[0].turn_id) == ("f1", "t1")
