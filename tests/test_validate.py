"""Decisions: words are at their anchor, every act can be taken back, what is in force follows from what was decided."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.codebook import Code
from models.coding import Decision, DecisionAction, Proposal
from models.transcript import Anchor, Segment
from pipeline.errors import UnknownReference, VerbatimMismatch
from pipeline.validate import (
    accept,
    check_anchor,
    code_words,
    codings,
    current,
    merge_decisions,
    recode,
    reject,
    remove,
    undo,
)

TURN = "On m'a dit d'attendre. J'ai attendu 👨‍👩‍👧 six mois."
MORNING = datetime(2026, 11, 2, 9, tzinfo=UTC)
WAIT = Anchor(turn_id="t1", start=13, end=21, verbatim="attendre")
SEGMENT = Segment(
    segment_id="s1", transcript_id="tr", turn_id="t1", turn_no=1, participant_id="p1",
    start=0, end=22, text="On m'a dit d'attendre.", n_words=4,
)  # fmt: skip
PROPOSAL = Proposal(proposal_id="pr1", segment_id="s1", code_id="c1", score=0.8, reason="", run_id="r")
CODES = (Code(code_id="c1", name="Attente", path="Attente"), Code(code_id="c2", name="Délai", path="Délai"))


def code(decision_id: str, at: int, code_id: str = "c1", coder: str = "ana") -> Decision:
    moment = MORNING + timedelta(minutes=at)
    return code_words(WAIT, code_id, decision_id=decision_id, coder=coder, decided_at=moment)


@pytest.mark.parametrize(
    ("start", "end", "verbatim"),
    [(13, 21, "attendre"), (0, 2, "On"), (36, 41, "👨‍👩‍👧"), (42, 50, "six mois"), (0, len(TURN), TURN)],
)
def test_words_at_their_place_pass(start: int, end: int, verbatim: str) -> None:
    """Anchors count code points: a family of three is five of them."""
    check_anchor(Anchor(turn_id="t1", start=start, end=end, verbatim=verbatim), TURN)
    assert TURN[start:end] == verbatim


@pytest.mark.parametrize(
    ("start", "end", "verbatim"),
    [(12, 20, "attendre"), (13, 21, "attendrE"), (0, 6, "On t'a"), (45, 53, "six mois"), (400, 402, "ab")],
)
def test_words_elsewhere_are_refused_without_being_repeated(start: int, end: int, verbatim: str) -> None:
    with pytest.raises(VerbatimMismatch) as refusal:
        check_anchor(Anchor(turn_id="t1", start=start, end=end, verbatim=verbatim), TURN)
    assert "t1" in str(refusal.value)
    assert verbatim not in str(refusal.value)


def test_decomposed_accents_are_not_the_same_words() -> None:
    with pytest.raises(VerbatimMismatch):
        check_anchor(Anchor(turn_id="t1", start=0, end=5, verbatim="e\u0301tai"), "étais là")


def test_an_accepted_proposal_becomes_a_coding_of_the_whole_segment() -> None:
    decision = accept(PROPOSAL, SEGMENT, decision_id="d1", coder="ana", decided_at=MORNING, reason="net")
    (coding,) = codings([decision], CODES)
    assert (coding.verbatim, coding.start_char, coding.end_char) == (SEGMENT.text, 0, 22)
    assert (coding.origin, coding.score, coding.coder, coding.coding_id) == ("proposal", 0.8, "ana", "d1")
    assert decision.reason == "net"


def test_a_rejected_proposal_is_remembered_and_codes_nothing() -> None:
    decision = reject(PROPOSAL, SEGMENT, decision_id="d1", coder="ana", decided_at=MORNING)
    assert current([decision]) == (decision,)
    assert codings([decision], CODES) == ()


def test_an_answer_about_another_segment_is_refused() -> None:
    other = SEGMENT.model_copy(update={"segment_id": "s2"})
    with pytest.raises(UnknownReference, match="pr1"):
        accept(PROPOSAL, other, decision_id="d1", coder="ana", decided_at=MORNING)


def test_the_latest_decision_of_each_coder_is_the_current_one() -> None:
    gone = remove(WAIT, "c1", decision_id="d3", coder="ana", decided_at=MORNING + timedelta(hours=1))
    state = current([gone, code("d1", 0), code("d2", 0, coder="léo")])
    assert {(d.coder, d.action) for d in state} == {
        ("ana", DecisionAction.REMOVE),
        ("léo", DecisionAction.CODE),
    }


def test_at_the_same_instant_the_last_one_given_is_current() -> None:
    gone = remove(WAIT, "c1", decision_id="d2", coder="ana", decided_at=MORNING)
    assert current([code("d1", 0), gone]) == (gone,)


def test_a_coding_by_hand_says_so() -> None:
    assert codings([code("d1", 0)], CODES)[0].origin == "human"


def test_a_code_never_seen_is_refused() -> None:
    with pytest.raises(UnknownReference, match="c9"):
        codings([code("d1", 0, "c9")], CODES)


def test_recoding_moves_the_words_from_one_code_to_the_other() -> None:
    moved = recode(WAIT, "c1", "c2", decision_id="d2", coder="ana", decided_at=MORNING + timedelta(minutes=1))
    assert [c.code_id for c in codings([code("d1", 0), *moved], CODES)] == ["c2"]


def after_undo(history: list[Decision], times: int = 1) -> list[Decision]:
    for n in range(times):
        history = [
            *history,
            *undo(history, decision_id=f"u{n}", decided_at=MORNING + timedelta(hours=2, minutes=n)),
        ]
    return history


def test_undoing_a_first_coding_leaves_it_undecided() -> None:
    history = after_undo([code("d1", 0)])
    assert history[-1].undoes == "d1"
    assert current(history) == ()


def test_undoing_a_removal_brings_the_coding_back_with_its_score() -> None:
    taken = accept(PROPOSAL, SEGMENT, decision_id="d1", coder="ana", decided_at=MORNING)
    gone = remove(taken.anchor, "c1", decision_id="d2", coder="ana", decided_at=MORNING + timedelta(minutes=1))
    (coding,) = codings(after_undo([taken, gone]), CODES)
    assert (coding.origin, coding.score) == ("proposal", 0.8)


def test_undoing_a_recoding_takes_back_both_halves_at_once() -> None:
    moved = recode(WAIT, "c1", "c2", decision_id="d2", coder="ana", decided_at=MORNING + timedelta(minutes=1))
    history = after_undo([code("d1", 0), *moved])
    assert [c.code_id for c in codings(history, CODES)] == ["c1"]
    assert len({d.decision_id for d in history}) == 5


def test_undoing_again_and_again_walks_back_to_nothing_then_stops() -> None:
    gone = remove(WAIT, "c1", decision_id="d2", coder="ana", decided_at=MORNING + timedelta(minutes=1))
    start = [code("d1", 0), gone, code("d3", 2, "c2")]
    assert [d.action for d in current(after_undo(start, 1))] == [DecisionAction.REMOVE]
    assert [d.action for d in current(after_undo(start, 2))] == [DecisionAction.CODE]
    assert current(after_undo(start, 3)) == ()
    assert undo(after_undo(start, 3), decision_id="u9", decided_at=MORNING) == ()


def test_undo_takes_one_coder_only() -> None:
    with pytest.raises(ValueError, match="one coder"):
        undo([code("d1", 0), code("d2", 1, coder="léo")], decision_id="u", decided_at=MORNING)


def test_merging_codes_carries_each_coder_s_codings_and_undo_leaves_them() -> None:
    history = [code("d1", 0), code("d2", 1, coder="léo")]
    later = MORNING + timedelta(hours=1)
    carried = merge_decisions(history, from_code="c1", into_code="c2", decided_at=later, reason="fusion")
    assert {(c.coder, c.code_id) for c in codings([*history, *carried], CODES)} == {
        ("ana", "c2"),
        ("léo", "c2"),
    }
    ana = [d for d in (*history, *carried) if d.coder == "ana"]
    assert undo(ana, decision_id="u", decided_at=later) == ()
