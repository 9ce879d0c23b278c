"""
Counter-voices: looking for who says otherwise is the default, and each passage proposed is answered by a person.

What is accepted becomes evidence in the same breath; what is set aside is never proposed again for that finding, unless
somebody takes the decision back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.base import content_id
from models.finding import CounterAction, CounterDecision, Evidence, Finding, FindingStatus, Stance
from models.rows import CounterVoice, EvidenceRow
from models.transcript import Anchor, Segment
from pipeline.errors import NothingToDo, UnknownReference, VerbatimMismatch
from pipeline.flow import analysing, consenting, grounding
from pipeline.flow.coding import new_decision_id
from pipeline.flow.study import OpenStudy, Progress, Role, now, silent
from pipeline.ground.counter import find_counter_voices
from pipeline.ground.passages import Passages, prepare_passages
from pipeline.ground.signals import Aim
from pipeline.store import countering, findings, people, segments
from pipeline.validate import check_anchor

PER_FINDING = 10
QUEUE_PER_FINDING = 3
COUNTERING = "counter"  # the name of this work in a progress bar


class Queued(NamedTuple):
    """A finding of the queue with what is still to be answered, and how many answers it has had."""

    finding: Finding
    voices: tuple[CounterVoice, ...]
    n_accepted: int
    n_rejected: int


class Against(NamedTuple):
    """A finding held against the study: what it aims at, every passage, and what may not be proposed, as `ground` takes them."""

    aim: Aim
    passages: Passages
    spoken_by: frozenset[str]
    settled: frozenset[str]
    same_code: frozenset[str]


class _Ready(NamedTuple):
    """Passages made ready, and those of each turn."""

    basis: str
    passages: Passages
    of_turn: Mapping[str, tuple[Segment, ...]]


_prepared: dict[str, _Ready] = {}


def _ready(study: OpenStudy) -> _Ready:
    """
    Every passage ready to be compared, kept for as long as the segments do not move.

    Raises:
        NothingToDo: some segments are not encoded.
    """
    basis = grounding.basis_of(study)
    known = _prepared.get(study.study_id)
    if known is not None and known.basis == basis:
        return known
    corpus = analysing.corpus(study)
    questions = sorted({s.question for s in corpus.segments if s.question})
    vectors = analysing.vectors_for(study, questions) if questions else ()
    ready = prepare_passages(
        corpus.segments,
        corpus.vectors,
        groups={p.participant_id: p.stakeholder_group for p in people.participants(study.file).values()},
        question_vectors=dict(zip(questions, vectors, strict=True)),
    )
    of_turn: dict[str, list[Segment]] = defaultdict(list)
    for segment in corpus.segments:
        of_turn[segment.turn_id].append(segment)
    _prepared[study.study_id] = _Ready(basis, ready, {turn: tuple(cut) for turn, cut in of_turn.items()})
    return _prepared[study.study_id]


def counter_voices(study: OpenStudy, finding_id: str, *, limit: int = PER_FINDING) -> tuple[CounterVoice, ...]:
    """
    The passages most likely to contradict or nuance a finding, best first, without those already cited or answered.

    Nothing when no segment is encoded.
    """
    finding = grounding.find(study, finding_id)
    rows = findings.evidence_rows(study.file, finding_id)
    decided = countering.counter_decisions(study.file, finding_id)
    try:
        return _proposed(study, finding, rows, decided, limit=limit)
    except NothingToDo:
        return ()


def _proposed(
    study: OpenStudy,
    finding: Finding,
    rows: Sequence[EvidenceRow],
    decided: Sequence[CounterDecision],
    *,
    limit: int,
) -> tuple[CounterVoice, ...]:
    held = against(study, finding, rows, decided)
    found = find_counter_voices(
        held.aim,
        held.passages,
        spoken_by=held.spoken_by,
        settled=held.settled,
        same_code=held.same_code,
        limit=limit,
    )
    by_id = {
        row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=[one.segment_id for one in found])
    }
    return tuple(
        CounterVoice(segment=by_id[one.segment_id], score=one.score, reason=one.reason)
        for one in found
        if one.segment_id in by_id
    )


def against(
    study: OpenStudy, finding: Finding, rows: Sequence[EvidenceRow], decided: Sequence[CounterDecision] = ()
) -> Against:
    """
    Hold a finding against every passage.

    Raises:
        NothingToDo: some segments are not encoded.
    """
    ready = _ready(study)
    supporting = [row for row in rows if row.evidence.stance is Stance.SUPPORTS]
    words = tuple(row.evidence.anchor.verbatim for row in supporting)
    own = analysing.vectors_for(study, [finding.statement, *words])
    answered = {one.segment_id for one in decided if one.action is not CounterAction.REOPEN}
    return Against(
        Aim(finding.statement, words, own[0], own[1:], cited=tuple(_holding(ready, supporting))),
        ready.passages,
        spoken_by=frozenset(row.participant_id for row in supporting if row.participant_id),
        settled=frozenset(answered | {*_holding(ready, rows)} | _outside(study, finding, ready.passages)),
        same_code=frozenset(countering.segments_coded_like(study.file, finding.finding_id)),
    )


def _holding(ready: _Ready, rows: Sequence[EvidenceRow]) -> list[str]:
    """Passages that hold words already cited."""
    return [
        segment.segment_id
        for anchor in (row.evidence.anchor for row in rows)
        for segment in ready.of_turn.get(anchor.turn_id, ())
        if anchor.start < segment.end and segment.start < anchor.end
    ]


def _outside(study: OpenStudy, finding: Finding, passages: Passages) -> set[str]:
    """Passages of people whom the finding does not speak about, and of those who do not agree to analysis."""
    scope, everyone = finding.scope, people.participants(study.file)
    refused = consenting.standing_of(study).refused
    if not (scope.territories or scope.waves or scope.groups or refused):
        return set()
    inside = {
        p.participant_id
        for p in everyone.values()
        if (not scope.territories or p.territory in scope.territories)
        and (not scope.waves or p.wave in scope.waves)
        and (not scope.groups or p.stakeholder_group in scope.groups)
        and p.participant_id not in refused
    }
    limited = bool(scope.territories or scope.waves or scope.groups)
    return {
        s.segment_id
        for s in passages.segments
        if (s.participant_id in refused) or (limited and s.participant_id not in inside)
    }


def queue(study: OpenStudy, *, per_finding: int = QUEUE_PER_FINDING, progress: Progress = silent) -> tuple[Queued, ...]:
    """Every finding that still stands with the passages to read for it: those nobody answered for come first."""
    standing = [one for one in findings.findings(study.file) if one.status is not FindingStatus.WITHDRAWN]
    decided: dict[str, list[CounterDecision]] = {}
    for one in countering.counter_decisions(study.file):
        decided.setdefault(one.finding_id, []).append(one)
    found = []
    for place, finding in enumerate(standing, start=1):
        answers = decided.get(finding.finding_id, [])
        found.append(
            Queued(
                finding=finding,
                voices=counter_voices(study, finding.finding_id, limit=per_finding),
                n_accepted=sum(a.action is CounterAction.ACCEPT for a in answers),
                n_rejected=sum(a.action is CounterAction.REJECT for a in answers),
            )
        )
        progress(COUNTERING, place, len(standing))
    return tuple(sorted(found, key=lambda one: one.n_accepted + one.n_rejected))


def accept(
    study: OpenStudy,
    finding_id: str,
    segment_id: str,
    stance: Stance,
    *,
    anchor: Anchor | None = None,
    reason: str = "",
    score: float | None = None,
    decision_id: str | None = None,
) -> Evidence:
    """
    Take a passage as evidence that contradicts, nuances or, once read, supports a finding.

    Args:
        anchor: the words that say it, within the passage; the whole passage when None.

    Raises:
        UnknownReference: no such finding or passage.
        VerbatimMismatch: the words are not those of the passage.
    """
    study.require(Role.RESEARCHER)
    grounding.find(study, finding_id)
    row = next(iter(segments.segment_rows(study.file, segment_ids=[segment_id])), None)
    if row is None:
        raise UnknownReference("Ce passage n'est plus dans l'étude : rechargez la page.")
    words = anchor or Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text)
    _check_within(words, row.turn_id, row.start_char, row.end_char, row.text)
    evidence = Evidence(
        evidence_id=content_id("evidence", finding_id, words.turn_id, words.start, words.end),
        finding_id=finding_id,
        stance=stance,
        anchor=words,
        added_by=study.actor,
        added_at=now(),
    )
    decision = _decision(
        study, finding_id, segment_id, CounterAction.ACCEPT, reason=reason, score=score, decision_id=decision_id
    )
    decision = decision.model_copy(update={"stance": stance, "evidence_id": evidence.evidence_id})
    with study.write() as write:
        findings.add_evidence(write, evidence)
        countering.add_counter_decisions(write, [decision])
    grounding.compute(study, finding_id)
    return evidence


def _check_within(words: Anchor, turn_id: str, start: int, end: int, text: str) -> None:
    if words.turn_id != turn_id or words.start < start or words.end > end:
        raise VerbatimMismatch("Les mots choisis ne sont pas dans le passage proposé : choisissez-les dans ce passage.")
    moved = words.model_copy(update={"start": words.start - start, "end": words.end - start})
    check_anchor(moved, text)


def reject(
    study: OpenStudy,
    finding_id: str,
    segment_id: str,
    *,
    reason: str = "",
    score: float | None = None,
    decision_id: str | None = None,
) -> CounterDecision:
    """Set a passage aside for this finding: it is not proposed again."""
    study.require(Role.RESEARCHER)
    grounding.find(study, finding_id)
    decision = _decision(
        study, finding_id, segment_id, CounterAction.REJECT, reason=reason, score=score, decision_id=decision_id
    )
    with study.write() as write:
        countering.add_counter_decisions(write, [decision])
    return decision


def reopen(study: OpenStudy, finding_id: str, segment_id: str) -> None:
    """
    Take an answer back: the passage may be proposed again, and leaves the evidence if it had entered it.

    Raises:
        UnknownReference: nobody answered for this passage.
    """
    study.require(Role.RESEARCHER)
    known = [
        one
        for one in countering.counter_decisions(study.file, finding_id)
        if one.segment_id == segment_id and one.action is not CounterAction.REOPEN
    ]
    if not known:
        raise UnknownReference("Ce passage n'attend plus de retour en arrière : rechargez la page.")
    rows = findings.evidence_rows(study.file, finding_id)
    entered = [row.evidence for row in rows if row.evidence.evidence_id == known[0].evidence_id]
    with study.write() as write:
        for evidence in entered:
            findings.add_evidence(write, evidence, removed=True)
        countering.add_counter_decisions(write, [_decision(study, finding_id, segment_id, CounterAction.REOPEN)])
    if entered:
        grounding.compute(study, finding_id)


def answer_again(study: OpenStudy, decision: CounterDecision) -> None:
    """Give an answer that had been taken back: the passage enters the evidence again if it had entered it."""
    again = decision.model_copy(
        update={"decision_id": new_decision_id(), "decided_by": study.actor, "decided_at": now()}
    )
    lines = findings.evidence_lines(study.file, decision.evidence_id) if decision.evidence_id else ()
    with study.write() as write:
        for evidence, _ in lines[:1]:
            findings.add_evidence(write, evidence)
        countering.add_counter_decisions(write, [again])
    if lines:
        grounding.compute(study, decision.finding_id)


def answered(study: OpenStudy, finding_id: str) -> tuple[CounterDecision, ...]:
    """The answers in force for a finding, latest first."""
    decided = countering.counter_decisions(study.file, finding_id)
    return tuple(one for one in decided if one.action is not CounterAction.REOPEN)


def _decision(
    study: OpenStudy,
    finding_id: str,
    segment_id: str,
    action: CounterAction,
    *,
    reason: str = "",
    score: float | None = None,
    decision_id: str | None = None,
) -> CounterDecision:
    return CounterDecision(
        decision_id=decision_id or new_decision_id(),
        finding_id=finding_id,
        segment_id=segment_id,
        action=action,
        reason=reason.strip(),
        decided_by=study.actor,
        decided_at=now(),
        score=score,
    )
