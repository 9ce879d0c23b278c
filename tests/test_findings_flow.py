"""Findings through the flow: every wording kept, counter-voices answered once, questions judged, acts taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from app_fixtures import fill
from studies import FakeEncoder

from models.finding import CounterAction, FindingStatus, Position, Stance
from models.rows import SegmentRow
from models.transcript import Anchor
from pipeline.errors import NotAllowed, NothingToDo, UnknownReference, VerbatimMismatch
from pipeline.flow import analysing, countering, grounding
from pipeline.flow import findings as flow
from pipeline.flow.opening import new_study, open_study
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import countering as counter_store
from pipeline.store import findings, integrity, segments

STATEMENT = "Le site demande un mot de passe que personne ne reçoit."


@pytest.fixture
def study(tmp_path_factory: pytest.TempPathFactory, fake_encoder: FakeEncoder) -> Iterator[OpenStudy]:
    """The app tests' small study: three interviews, a codebook, one finding."""
    folder = new_study(tmp_path_factory.mktemp("constats") / "étude", title="Accès aux droits")
    with open_study(folder, actor="Inès") as opened:
        fill(opened)
        analysing.encode(opened)
        yield opened


def passages(study: OpenStudy, *words: str) -> list[SegmentRow]:
    rows = segments.segment_rows(study.file)
    return [next(row for row in rows if one in row.text) for one in words] if words else list(rows)


def whole(row: SegmentRow) -> Anchor:
    return Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text)


def the_finding(study: OpenStudy) -> str:
    return findings.findings(study.file)[0].finding_id


def test_a_wording_keeps_after_whose_remark_it_came(study: OpenStudy) -> None:
    first = flow.write_finding(study, STATEMENT)
    flow.write_finding(
        study,
        f"{STATEMENT} Ou si peu.",
        finding_id=first.finding_id,
        theme_ids=("t",),
        prompted_by="élus",
        remark="c'est trop dit",
    )
    before, after = findings.finding_history(study.file, first.finding_id)
    assert (before.prompted_by, before.remark, before.theme_ids) == ("", "", ())
    assert (after.prompted_by, after.remark, after.theme_ids) == ("élus", "c'est trop dit", ("t",))
    assert findings.findings(study.file, first.finding_id) == (after,)


def test_undoing_a_wording_writes_the_one_before_and_can_be_undone(study: OpenStudy) -> None:
    one = flow.write_finding(study, STATEMENT)
    flow.write_finding(study, "Autre chose.", finding_id=one.finding_id, status=FindingStatus.SUPPORTED)
    assert flow.undo(study, one.finding_id) == "wording"
    assert flow.find(study, one.finding_id).statement == STATEMENT
    flow.undo(study, one.finding_id)
    assert flow.find(study, one.finding_id).statement == "Autre chose."
    assert len(findings.finding_history(study.file, one.finding_id)) == 4


def test_a_first_wording_is_not_undone(study: OpenStudy) -> None:
    one = flow.write_finding(study, STATEMENT)
    with pytest.raises(NothingToDo, match="Abandonné"):
        flow.undo(study, one.finding_id)


def test_undoing_evidence_takes_it_back_then_gives_it_again(study: OpenStudy) -> None:
    finding_id, row = the_finding(study), passages(study)[-1]
    evidence = flow.add_evidence(study, finding_id, Stance.NUANCES, whole(row))
    assert flow.undo(study, finding_id) == "evidence"
    assert evidence.evidence_id not in cited(study, finding_id)
    flow.undo(study, finding_id)
    assert evidence.evidence_id in cited(study, finding_id)


def test_undoing_a_change_of_stance_gives_the_stance_before(study: OpenStudy) -> None:
    finding_id, row = the_finding(study), passages(study)[-1]
    flow.add_evidence(study, finding_id, Stance.NUANCES, whole(row))
    changed = flow.add_evidence(study, finding_id, Stance.CONTRADICTS, whole(row))
    flow.undo(study, finding_id)
    assert cited(study, finding_id)[changed.evidence_id] is Stance.NUANCES


def cited(study: OpenStudy, finding_id: str) -> dict[str, Stance]:
    return {r.evidence.evidence_id: r.evidence.stance for r in findings.evidence_rows(study.file, finding_id)}


def test_a_counter_voice_set_aside_is_never_proposed_again(study: OpenStudy) -> None:
    finding_id = the_finding(study)
    proposed = countering.counter_voices(study, finding_id)
    assert proposed
    first = proposed[0].segment.segment_id
    countering.reject(study, finding_id, first, reason="autre sujet", score=proposed[0].score)
    assert first not in {v.segment.segment_id for v in countering.counter_voices(study, finding_id)}
    other = flow.write_finding(study, STATEMENT)
    assert first in {v.segment.segment_id for v in countering.counter_voices(study, other.finding_id, limit=50)}


def test_an_answer_taken_back_may_be_proposed_again(study: OpenStudy) -> None:
    finding_id = the_finding(study)
    first = countering.counter_voices(study, finding_id)[0].segment.segment_id
    countering.reject(study, finding_id, first)
    countering.reopen(study, finding_id, first)
    assert countering.counter_voices(study, finding_id)[0].segment.segment_id == first
    assert countering.answered(study, finding_id) == ()
    with pytest.raises(UnknownReference):
        countering.reopen(study, finding_id, first)


def test_an_accepted_counter_voice_becomes_evidence_and_moves_its_group(study: OpenStudy) -> None:
    finding_id = the_finding(study)
    voice = countering.counter_voices(study, finding_id)[0]
    evidence = countering.accept(study, finding_id, voice.segment.segment_id, Stance.CONTRADICTS)
    assert cited(study, finding_id)[evidence.evidence_id] is Stance.CONTRADICTS
    assert evidence.anchor == whole(voice.segment)
    computed = grounding.grounding_of(study, finding_id)
    place = next(p for p in computed.groups if p.group == voice.segment.stakeholder_group)
    assert place.n_contradicting == 1
    assert countering.answered(study, finding_id)[0].evidence_id == evidence.evidence_id


def test_accepting_is_undone_whole_and_given_again_whole(study: OpenStudy) -> None:
    finding_id = the_finding(study)
    segment_id = countering.counter_voices(study, finding_id)[0].segment.segment_id
    evidence = countering.accept(study, finding_id, segment_id, Stance.NUANCES)
    assert flow.undo(study, finding_id) == "counter"
    assert evidence.evidence_id not in cited(study, finding_id)
    flow.undo(study, finding_id)
    assert cited(study, finding_id)[evidence.evidence_id] is Stance.NUANCES
    assert counter_store.counter_decisions(study.file, finding_id)[0].action is CounterAction.ACCEPT


def test_only_words_of_the_passage_are_accepted(study: OpenStudy) -> None:
    finding_id = the_finding(study)
    voice = countering.counter_voices(study, finding_id)[0].segment
    part = Anchor(turn_id=voice.turn_id, start=voice.start_char, end=voice.start_char + 5, verbatim=voice.text[:5])
    assert countering.accept(study, finding_id, voice.segment_id, Stance.NUANCES, anchor=part).anchor == part
    with pytest.raises(VerbatimMismatch):
        countering.accept(
            study, finding_id, voice.segment_id, Stance.NUANCES, anchor=part.model_copy(update={"verbatim": "?????"})
        )
    with pytest.raises(VerbatimMismatch, match="passage proposé"):
        countering.accept(
            study, finding_id, voice.segment_id, Stance.NUANCES, anchor=part.model_copy(update={"turn_id": "ailleurs"})
        )


def test_the_same_answer_sent_twice_is_one(study: OpenStudy) -> None:
    finding_id = the_finding(study)
    segment_id = countering.counter_voices(study, finding_id)[0].segment.segment_id
    for _ in range(2):
        countering.reject(study, finding_id, segment_id, decision_id="d1")
    assert len(counter_store.counter_lines(study.file, finding_id, segment_id)) == 1


def test_the_queue_begins_with_the_findings_nobody_searched_for(study: OpenStudy) -> None:
    searched, other = the_finding(study), flow.write_finding(study, STATEMENT)
    withdrawn = flow.write_finding(study, "Abandonné.", status=FindingStatus.WITHDRAWN)
    countering.reject(study, searched, countering.counter_voices(study, searched)[0].segment.segment_id)
    order = [(one.finding.finding_id, one.n_rejected) for one in countering.queue(study)]
    assert order == [(other.finding_id, 0), (searched, 1)]
    assert withdrawn.finding_id not in {finding_id for finding_id, _ in order}


def test_a_reader_answers_nothing(study: OpenStudy) -> None:
    finding_id = the_finding(study)
    segment_id = countering.counter_voices(study, finding_id)[0].segment.segment_id
    study.role = Role.READER
    with pytest.raises(NotAllowed):
        countering.reject(study, finding_id, segment_id)
    with pytest.raises(NotAllowed):
        grounding.judge_question(study, finding_id, "q", concerns=True)


def test_a_persons_word_on_a_question_goes_before_the_machines(study: OpenStudy) -> None:
    """Somebody whose group is silent becomes asked, then never asked, by two words on one question."""
    finding_id = the_finding(study)
    put = grounding.gather(study).put_to
    speakers = {row.participant_id for row in findings.evidence_rows(study.file, finding_id)}
    question = next(q for q, persons in put.items() if not persons & speakers)
    group = {w.participant_id: w.stakeholder_group for w in grounding.gather(study).witnesses}
    silent = group[next(iter(put[question]))]

    def position(*, concerns: bool) -> Position:
        identity = grounding.question_id(question)
        computed = grounding.judge_question(study, finding_id, identity, concerns=concerns)
        return next(p.position for p in computed.groups if p.group == silent)

    for other in grounding.questions_of(study, finding_id):
        grounding.judge_question(study, finding_id, other.question_id, concerns=False)
    assert position(concerns=False) is Position.SILENT_NEVER_ASKED
    assert position(concerns=True) is Position.SILENT_ASKED
    shown = {q.question: (q.concerns, q.judged) for q in grounding.questions_of(study, finding_id)}
    assert shown[question] == (True, True)
    with pytest.raises(UnknownReference):
        grounding.judge_question(study, finding_id, "aucune", concerns=True)


def test_a_sheet_is_counted_again_when_somebody_joins_a_group(study: OpenStudy) -> None:
    from models.participant import Participant
    from pipeline.store import people

    finding_id = the_finding(study)
    before = grounding.grounding_of(study, finding_id)
    speaker = next(iter(findings.evidence_rows(study.file, finding_id))).participant_id
    with study.write() as write:
        people.add_participants(write, [Participant(participant_id=str(speaker), stakeholder_group="financeurs")])
    after = grounding.grounding_of(study, finding_id)
    assert before.basis != after.basis
    assert "financeurs" in {p.group for p in after.groups if p.position is Position.CONVERGENT}
    assert flow.sheets(study)[0].grounding == after


def test_what_was_decided_and_prompted_holds_under_verify(study: OpenStudy) -> None:
    finding_id = the_finding(study)
    segment_id = countering.counter_voices(study, finding_id)[0].segment.segment_id
    countering.accept(study, finding_id, segment_id, Stance.CONTRADICTS, reason="dit le contraire")
    flow.write_finding(study, STATEMENT, finding_id=finding_id, prompted_by="habitants", remark="trop fort")
    flow.undo(study, finding_id)
    assert integrity.broken_promises(study.file) == ()
