"""
Findings and what they rest on: written by people, counted by `ground`, never typed.

Every change of wording, status or evidence is kept with who made it and after whose remark, and the finding's counts are
computed again in the same breath. Taking back is one more act: nothing is ever overwritten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.base import content_id
from models.finding import CounterAction, Evidence, Finding, FindingStatus, Grounding, Scope, Stance
from models.rows import EvidenceRow, FindingSheet
from models.transcript import Anchor, SpeakerRole
from pipeline import validate
from pipeline.errors import NothingToDo, UnknownReference
from pipeline.flow import countering, grounding
from pipeline.flow.coding import new_decision_id
from pipeline.flow.study import OpenStudy, Role, now
from pipeline.store import countering as counter_store
from pipeline.store import findings, people, sources

COUNTER_VOICES = countering.PER_FINDING
UNDONE = "retour à la rédaction précédente"


def write_finding(
    study: OpenStudy,
    statement: str,
    *,
    status: FindingStatus = FindingStatus.HYPOTHESIS,
    scope: Scope | None = None,
    code_ids: Sequence[str] = (),
    theme_ids: Sequence[str] = (),
    prompted_by: str = "",
    remark: str = "",
    finding_id: str | None = None,
    recompute: bool = True,
) -> Finding:
    """
    Write a finding, or its new wording when `finding_id` is given; what it said before is kept.

    `prompted_by`: after whose remark (a group, a person's id, a colleague); `remark`: what they said of it.
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
        theme_ids=tuple(theme_ids),
        prompted_by=prompted_by.strip(),
        remark=remark.strip(),
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
    return grounding.find(study, finding_id)


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
    if turn.speaker_role == SpeakerRole.INTERVIEWER:
        raise UnknownReference(
            f"Le tour n° {turn.turn_no} est celui de l'enquêteur : un constat ne repose que sur ce que disent les personnes."
        )
    validate.check_anchor(anchor, turn.text)


def remove_evidence(study: OpenStudy, evidence_id: str) -> None:
    """Take a verbatim back; that it had been put forward stays in the journal."""
    study.require(Role.RESEARCHER)
    lines = findings.evidence_lines(study.file, evidence_id)
    if not lines or lines[0][1]:
        raise UnknownReference("Cet extrait n'est plus dans le constat : rechargez la page.")
    evidence = lines[0][0]
    with study.write() as write:
        findings.add_evidence(write, evidence, removed=True)
    compute(study, evidence.finding_id)


def undo(study: OpenStudy, finding_id: str) -> str:
    """
    Take back the latest act on a finding: a wording, a verbatim put forward or taken back, an answer to a counter-voice.

    Taking back twice gives the act back: an undo is an act like any other.

    Returns:
        What was taken back: `wording`, `evidence` or `counter`.

    Raises:
        NothingToDo: the finding has only its first wording; withdraw it instead.
    """
    study.require(Role.RESEARCHER)
    find(study, finding_id)
    what, identity = findings.acts(study.file, finding_id)[0]
    decision = counter_store.find_counter_decision(study.file, identity) if what == "counter" else None
    if what == "wording":
        _undo_wording(study, finding_id)
    elif decision is None:
        _undo_evidence(study, identity)
    elif decision.action is CounterAction.REOPEN:
        taken_back = counter_store.counter_lines(study.file, finding_id, decision.segment_id)[1]
        countering.answer_again(study, taken_back)
    else:
        countering.reopen(study, finding_id, decision.segment_id)
    return what


def _undo_wording(study: OpenStudy, finding_id: str) -> None:
    history = findings.finding_history(study.file, finding_id)
    if len(history) < 2:
        raise NothingToDo(
            "Ce constat n'a que sa première rédaction : pour l'écarter, donnez-lui le statut « Abandonné »."
        )
    back = history[-2].model_copy(
        update={"author": study.actor, "written_at": now(), "prompted_by": "", "remark": UNDONE}
    )
    with study.write() as write:
        findings.add_finding(write, back)
    compute(study, finding_id)


def _undo_evidence(study: OpenStudy, evidence_id: str) -> None:
    lines = findings.evidence_lines(study.file, evidence_id)
    latest, removed = lines[0]
    standing = next((one for one, gone in lines[1:] if not gone), None)
    with study.write() as write:
        if removed:
            findings.add_evidence(write, standing or latest)
        elif len(lines) > 1 and not lines[1][1]:
            findings.add_evidence(write, lines[1][0])  # its stance had been changed
        else:
            findings.add_evidence(write, latest, removed=True)
    compute(study, latest.finding_id)


def compute(study: OpenStudy, finding_id: str) -> Grounding:
    """Count again what a finding rests on, and keep it."""
    return grounding.compute(study, finding_id)


def unheard_groups(study: OpenStudy) -> tuple[str, ...]:
    """Groups that the study means to hear and of which nobody was heard."""
    heard = {p.stakeholder_group for p in people.participant_rows(study.file) if p.n_words}
    return tuple(group for group in study.settings.study.groups if group not in heard)


def sheet(study: OpenStudy, finding_id: str, *, counter_voices: int = COUNTER_VOICES) -> FindingSheet:
    """A finding with what it rests on and, when segments are encoded, the passages most likely to contradict it."""
    return FindingSheet(
        finding=find(study, finding_id),
        grounding=grounding.grounding_of(study, finding_id),
        evidence=findings.evidence_rows(study.file, finding_id),
        counter_voices=countering.counter_voices(study, finding_id, limit=counter_voices) if counter_voices else (),
    )


def sheets(study: OpenStudy, *, counter_voices: int = 0) -> tuple[FindingSheet, ...]:
    """Every finding's sheet, oldest first; read at once, not one by one."""
    computed, rows = grounding.groundings(study), defaultdict[str, list[EvidenceRow]](list)
    for row in findings.evidence_rows(study.file):
        rows[row.evidence.finding_id].append(row)
    return tuple(
        FindingSheet(
            finding=one,
            grounding=computed[one.finding_id],
            evidence=tuple(rows[one.finding_id]),
            counter_voices=countering.counter_voices(study, one.finding_id, limit=counter_voices)
            if counter_voices
            else (),
        )
        for one in findings.findings(study.file)
    )
