"""
Findings and what they rest on: written by people, counted by `ground`, never typed.

Every change of wording, status or evidence is kept, and the finding's counts are computed again in the same breath.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.base import content_id
from models.finding import Evidence, Finding, FindingStatus, Grounding, Scope, Stance, Testimony, Witness
from models.rows import CounterVoice, EvidenceRow, FindingSheet
from models.transcript import Anchor
from pipeline import validate
from pipeline.errors import NothingToDo, UnknownReference
from pipeline.flow import analysing, consenting
from pipeline.flow.coding import new_decision_id
from pipeline.flow.study import OpenStudy, Role, now
from pipeline.ground import find_counter_voices, ground, introduced_by_question, questions_asked
from pipeline.store import findings, people, segments, sources

COUNTER_VOICES = 10


def write_finding(
    study: OpenStudy,
    statement: str,
    *,
    status: FindingStatus = FindingStatus.HYPOTHESIS,
    scope: Scope | None = None,
    code_ids: Sequence[str] = (),
    finding_id: str | None = None,
    recompute: bool = True,
) -> Finding:
    """
    Write a finding, or its new wording when `finding_id` is given; what it said before is kept.

    `recompute=False` when evidence is about to follow and `compute` will be called after it.
    """
    study.require(Role.RESEARCHER)
    finding = Finding(
        finding_id=finding_id or new_decision_id(),
        statement=statement.strip(),
        status=status,
        scope=scope or Scope(),
        author=study.actor,
        written_at=now(),
        code_ids=tuple(code_ids),
    )
    with study.write() as write:
        findings.add_finding(write, finding)
    if recompute:
        compute(study, finding.finding_id)
    return finding


def find(study: OpenStudy, finding_id: str) -> Finding:
    """
    One finding at its latest wording.

    Raises:
        UnknownReference: there is none of this id.
    """
    for finding in findings.findings(study.file):
        if finding.finding_id == finding_id:
            return finding
    raise UnknownReference(
        f"Le constat {finding_id} n'existe pas dans cette étude : rechargez le tableau des constats."
    )


def add_evidence(
    study: OpenStudy,
    finding_id: str,
    stance: Stance,
    anchor: Anchor,
    *,
    evidence_id: str | None = None,
    recompute: bool = True,
) -> Evidence:
    """
    Put a verbatim forward for, nuancing or against a finding.

    Raises:
        VerbatimMismatch: the words are not those of the turn at that place.
        UnknownReference: no such finding or turn, or the turn is an interviewer's.
    """
    study.require(Role.RESEARCHER)
    find(study, finding_id)
    check_evidence(study, anchor)
    evidence = Evidence(
        evidence_id=evidence_id or content_id("evidence", finding_id, anchor.turn_id, anchor.start, anchor.end),
        finding_id=finding_id,
        stance=stance,
        anchor=anchor,
        added_by=study.actor,
        added_at=now(),
    )
    with study.write() as write:
        findings.add_evidence(write, evidence)
    if recompute:
        compute(study, finding_id)
    return evidence


def check_evidence(study: OpenStudy, anchor: Anchor) -> None:
    """Hold that an anchor may serve as evidence: it exists, a person says it, and its words stand there."""
    turn = sources.find_turn(study.file, anchor.turn_id)
    if turn is None:
        raise UnknownReference(f"Le tour de parole {anchor.turn_id} n'existe pas dans cette étude.")
    if turn.speaker_role == "interviewer":
        raise UnknownReference(
            f"Le tour n° {turn.turn_no} est celui de l'enquêteur : un constat ne repose que sur ce que disent les personnes."
        )
    validate.check_anchor(anchor, turn.text)


def remove_evidence(study: OpenStudy, evidence_id: str) -> None:
    """Take a verbatim back; that it had been put forward stays in the journal."""
    study.require(Role.RESEARCHER)
    row = next((r for r in findings.evidence_rows(study.file) if r.evidence.evidence_id == evidence_id), None)
    if row is None:
        raise UnknownReference("Cet extrait n'est plus dans le constat : rechargez la page.")
    with study.write() as write:
        findings.add_evidence(write, row.evidence, removed=True)
    compute(study, row.evidence.finding_id)


def compute(study: OpenStudy, finding_id: str) -> Grounding:
    """Count again what a finding rests on, and keep it."""
    finding = find(study, finding_id)
    rows = consenting.counted(study, findings.evidence_rows(study.file, finding_id))
    grounding = ground(
        [_testimony(row) for row in rows],
        _witnesses(study, finding, rows),
        scope=finding.scope,
        groups=study.settings.study.groups,
    )
    with study.write() as write:
        findings.add_grounding(write, finding_id, grounding)
    return grounding


def _testimony(row: EvidenceRow) -> Testimony:
    return Testimony(
        evidence_id=row.evidence.evidence_id,
        stance=row.evidence.stance,
        participant_id=row.participant_id,
        stakeholder_group=row.stakeholder_group,
        introduced_by_interviewer=introduced_by_question(row.question, row.evidence.anchor.verbatim),
    )


def _witnesses(study: OpenStudy, finding: Finding, rows: Sequence[EvidenceRow]) -> tuple[Witness, ...]:
    """
    Everybody heard, and whether the finding's subject was put to them.

    The subject's questions are those that came before the evidence, and those that speak of what the finding states.
    """
    put, refused = people.questions_put(study.file), consenting.standing_of(study).refused
    questions = sorted({question for asked in put.values() for question in asked})
    asked: frozenset[str] = frozenset()
    if questions:
        subject = sorted({row.question for row in rows if row.question})
        vectors = analysing.vectors_for(study, [*questions, *subject, finding.statement])
        asked = questions_asked(questions, vectors[: len(questions)], vectors[len(questions) : -1], vectors[-1])
    return tuple(
        Witness(
            participant_id=person.participant_id,
            stakeholder_group=person.stakeholder_group,
            territory=person.territory,
            wave=person.wave,
            asked=not asked.isdisjoint(put.get(person.participant_id, ())),
        )
        for person in people.participant_rows(study.file)
        if person.n_words and not person.withdrawn_on and person.participant_id not in refused
    )


def unheard_groups(study: OpenStudy) -> tuple[str, ...]:
    """Groups that the study means to hear and of which nobody was heard."""
    heard = {p.stakeholder_group for p in people.participant_rows(study.file) if p.n_words}
    return tuple(group for group in study.settings.study.groups if group not in heard)


def sheet(study: OpenStudy, finding_id: str, *, counter_voices: int = COUNTER_VOICES) -> FindingSheet:
    """A finding with what it rests on and, when segments are encoded, the passages most likely to contradict it."""
    finding = find(study, finding_id)
    rows = findings.evidence_rows(study.file, finding_id)
    grounding = findings.grounding(study.file, finding_id) or compute(study, finding_id)
    against = _counter_voices(study, finding, rows, limit=counter_voices) if counter_voices else ()
    return FindingSheet(finding=finding, grounding=grounding, evidence=rows, counter_voices=against)


def sheets(study: OpenStudy, *, counter_voices: int = 0) -> tuple[FindingSheet, ...]:
    """Every finding's sheet, oldest first."""
    return tuple(
        sheet(study, finding.finding_id, counter_voices=counter_voices) for finding in findings.findings(study.file)
    )


def _counter_voices(
    study: OpenStudy, finding: Finding, rows: Sequence[EvidenceRow], *, limit: int
) -> tuple[CounterVoice, ...]:
    try:
        everything = analysing.corpus(study)
    except NothingToDo:
        return ()
    texts = [finding.statement, *(row.evidence.anchor.verbatim for row in rows)]
    own = analysing.vectors_for(study, texts)
    cited = {(row.evidence.anchor.turn_id, row.evidence.anchor.start) for row in rows}
    found = find_counter_voices(
        own[0],
        own[1:],
        everything.segments,
        everything.vectors,
        spoken_by={r.participant_id for r in rows if r.evidence.stance is Stance.SUPPORTS and r.participant_id},
        limit=limit + len(cited),
    )
    by_id = {
        row.segment_id: row
        for row in segments.segment_rows(study.file, segment_ids=[segment_id for segment_id, _ in found])
    }
    ranked = [CounterVoice(segment=by_id[segment_id], score=score) for segment_id, score in found]
    return tuple(v for v in ranked if (v.segment.turn_id, v.segment.start_char) not in cited)[:limit]
