"""
Replies that come back: entered as sources of their own, shown beside the researchers' reading, able to change a finding.

A sheet becomes a file of `sources/`, goes through the gate like an interview, and its words are anchored like any others.
What the team does after a reply (evidence, another status, another wording, or nothing, with a reason) is a decision that
names the reply, so that whose word changed the finding is known; each can be taken back. It refuses to change anything by
itself: a reply is a person's word, what follows from it is decided by somebody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from models.base import content_id
from models.finding import Evidence, Finding, FindingStatus, Stance
from models.provenance import Step
from models.restitution import STANCE_OF, Effect, Outcome, ReadingStep, Reply, ReplyRow, ReplySheet
from models.transcript import Anchor, SourceState
from pipeline.errors import ImportRefused, UnknownReference
from pipeline.flow import findings as finding_flow
from pipeline.flow.anonymising import detect_mentions, due_sources, replace_all
from pipeline.flow.coding import new_decision_id
from pipeline.flow.consenting import standing_of
from pipeline.flow.ingesting import keep_original, seen_as
from pipeline.flow.study import SOURCES, OpenStudy, Progress, Role, now, silent
from pipeline.ingest.replies import FOLDER, read_reply_sheet, sheet_file
from pipeline.restitution.remark import remark
from pipeline.restitution.table import table
from pipeline.store import findings, people, runs, sources
from pipeline.store import restitution as store

READER_SETTINGS = '{"reader":"restitution-1"}'


class Entered(NamedTuple):
    """What entering sheets did: `waiting` sheets are held at the gate until a person reviews them."""

    sheets: int
    replies: int
    released: int
    waiting: int


def enter(study: OpenStudy, sheets: Sequence[ReplySheet], *, progress: Progress = silent) -> Entered:
    """
    Enter reply sheets; all are checked before the first is written.

    Raises:
        UnknownReference: a person, a group or a finding that the study does not know, or somebody who takes no part.
        ImportRefused: the same sheet was entered already.
        VaultLocked: the vault is closed; what people wrote goes there first.
    """
    study.require(Role.RESEARCHER)
    _ = study.vault
    known = {f.finding_id: f for f in findings.findings(study.file)}
    complete = [_with_statements(_checked(study, sheet, known), known) for sheet in sheets]
    _refuse_known(study, complete)
    entered = [_enter_one(study, sheet) for sheet in complete]
    due = [source for source in due_sources(study) if source.source_id in entered]
    if due:
        detect_mentions(study, due, progress=progress)
        replace_all(study, due, progress=progress)
    states = {source.source_id: source.state for source in sources.all_sources(study.file)}
    released = sum(states[one] is SourceState.RELEASED for one in entered)
    return Entered(len(entered), sum(len(s.replies) for s in complete), released, len(entered) - released)


def _checked(study: OpenStudy, sheet: ReplySheet, known: dict[str, Finding]) -> ReplySheet:
    everyone = people.participants(study.file)
    if sheet.participant_id is not None:
        if sheet.participant_id not in everyone:
            raise UnknownReference(f"Personne ne porte l'identifiant « {sheet.participant_id} » dans cette étude.")
        if sheet.participant_id in standing_of(study).refused:
            raise UnknownReference(
                f"« {sheet.participant_id} » n'a pas accepté l'analyse, ou a repris son accord : sa réponse n'est pas saisie."
            )
        sheet = sheet.model_copy(update={"group": everyone[sheet.participant_id].stakeholder_group})
    elif sheet.group not in groups_of(study):
        raise UnknownReference(
            f"Le groupe « {sheet.group} » n'est pas un groupe de cette étude (study.toml, [study] groups)."
        )
    for reply in sheet.replies:
        if reply.finding_id not in known:
            raise UnknownReference(f"Le constat {reply.finding_id} n'existe pas dans cette étude.")
    return sheet


def groups_of(study: OpenStudy) -> tuple[str, ...]:
    """The study's groups, then any other that people belong to."""
    met = sorted({p.stakeholder_group for p in people.participants(study.file).values() if p.stakeholder_group})
    return tuple(dict.fromkeys([*study.settings.study.groups, *met]))


def _with_statements(sheet: ReplySheet, known: dict[str, Finding]) -> ReplySheet:
    read = tuple(
        r.model_copy(update={"statement": r.statement or known[r.finding_id].statement}) for r in sheet.replies
    )
    return sheet.model_copy(update={"replies": read})


def _refuse_known(study: OpenStudy, sheets: Sequence[ReplySheet]) -> None:
    present = {row.source_id for row in store.replies(study.file)}
    seen: set[str] = set()
    for number, sheet in enumerate(sheets, start=1):
        name, body = sheet_file(sheet)
        source_id = read_reply_sheet(body, name).source.source_id
        if source_id in present or source_id in seen:
            raise ImportRefused(
                f"La feuille n° {number} a déjà été saisie : même personne ou groupe, même jour, mêmes réponses. "
                "Rien n'a été ajouté ; retirez-la de la saisie."
            )
        seen.add(source_id)


def _enter_one(study: OpenStudy, sheet: ReplySheet) -> str:
    """The file first, then the original in the vault, then the study: a crash in between is mended by entering it again."""
    name, body = sheet_file(sheet)
    path = study.folder / SOURCES / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = f"{FOLDER}/{name}"
    one = read_reply_sheet(body, shown)
    source_id = one.source.source_id
    is_new = source_id not in {source.source_id for source in sources.all_sources(study.file)}
    if is_new:
        partial = path.with_name(f".{name}.tmp")
        partial.write_bytes(body)
        partial.replace(path)
        keep_original(study, one)
    with study.write() as write:
        if is_new:
            run = runs.start_run(
                write,
                Step.INGEST,
                settings=READER_SETTINGS,
                versions="{}",
                inputs_hash=content_id(one.transcript.transcript_id),
            )
            sources.add_sources(write, [(one, shown)], run_id=run.run_id)
            runs.end_run(write, run, sources=1)
            sources.add_sightings(write, [seen_as(study, path, source_id, hashlib.sha256(body).hexdigest())])
        store.add_sheet(write, sheet, source_id=source_id)
    return source_id


def remove_sheet(study: OpenStudy, sheet_id: str) -> None:
    """
    Set aside a sheet entered by mistake, and take back what was decided after it. Its file stays a source of the study.

    Raises:
        UnknownReference: no such sheet, or a finding changed since in a way that cannot be taken back.
    """
    study.require(Role.RESEARCHER)
    mine = {row.reply_id for row in store.replies(study.file) if row.sheet_id == sheet_id}
    if not mine:
        raise UnknownReference("Cette feuille n'est plus là : rechargez la page.")
    for outcome in reversed(store.outcomes(study.file)):
        if outcome.reply_id in mine and not outcome.undone:
            undo(study, outcome.outcome_id)
    with study.write() as write:
        store.remove_sheet(write, sheet_id)


def _reply(study: OpenStudy, reply_id: str) -> ReplyRow:
    found = next((row for row in store.replies(study.file) if row.reply_id == reply_id), None)
    if found is None:
        raise UnknownReference("Cette réponse n'est plus là : rechargez la page.")
    return found


def take_as_evidence(study: OpenStudy, reply_id: str, *, stance: Stance | None = None, reason: str = "") -> Evidence:
    """
    Put a reply forward as evidence of its finding, whole; by default as the box that was ticked says.

    Raises:
        UnknownReference: no such reply, it waits at the gate, it is evidence already, or own words alone were given no stance.
    """
    study.require(Role.RESEARCHER)
    row = _reply(study, reply_id)
    finding = finding_flow.find(study, row.finding_id)
    chosen = stance or STANCE_OF.get(row.answer)
    anchor = _anchor(study, row)
    if chosen is None:
        raise UnknownReference(
            "Cette réponse n'a pas de case cochée : dites si elle appuie, nuance ou contredit le constat."
        )
    finding_flow.check_evidence(study, anchor)
    evidence = Evidence(
        evidence_id=content_id("evidence", row.finding_id, anchor.turn_id, anchor.start, anchor.end),
        finding_id=row.finding_id,
        stance=chosen,
        anchor=anchor,
        added_by=study.actor,
        added_at=now(),
    )
    present = findings.evidence_rows(study.file, row.finding_id)
    if any(r.evidence.evidence_id == evidence.evidence_id for r in present):
        raise UnknownReference("Cette réponse est déjà un extrait du constat : retirez-la d'abord, ou laissez-la.")
    outcome = _outcome(study, row, finding, finding, Effect.EVIDENCE, reason, evidence=evidence)
    with study.write() as write:
        findings.add_evidence(write, evidence)
        store.add_outcome(write, outcome)
    finding_flow.compute(study, row.finding_id)
    return evidence


def _anchor(study: OpenStudy, row: ReplyRow) -> Anchor:
    turn = sources.find_turn(study.file, row.turn_id) if row.turn_id else None
    if turn is None:
        raise UnknownReference(
            "Cette réponse attend la relecture d'anonymisation : relisez-la dans l'écran Anonymisation."
        )
    return Anchor(turn_id=turn.turn_id, start=0, end=len(turn.text), verbatim=turn.text)


def decide(
    study: OpenStudy,
    reply_id: str,
    *,
    status: FindingStatus | None = None,
    statement: str | None = None,
    reason: str = "",
) -> Outcome:
    """
    Say what follows from a reply: another status, another wording, or (neither changes) the finding stays, with a reason.

    Returns:
        The decision, which names the reply. The finding's history says after whose word it changed.

    Raises:
        UnknownReference: no such reply; or nothing changes and no reason is given.
    """
    study.require(Role.RESEARCHER)
    row = _reply(study, reply_id)
    before = finding_flow.find(study, row.finding_id)
    wording = (statement or "").strip() or before.statement
    after = before.model_copy(
        update={
            "status": status or before.status,
            "statement": wording,
            "author": study.actor,
            "written_at": now(),
            "prompted_by": row.participant_id or row.group or "",
            "remark": remark(row.step, row.answer, reason),
        }
    )
    changes = (after.status, after.statement) != (before.status, before.statement)
    if not changes and not reason.strip():
        raise UnknownReference("Rien ne change : dites en une phrase pourquoi le constat reste comme il est.")
    effect = Effect.WORDING if wording != before.statement else Effect.STATUS if changes else Effect.KEPT
    outcome = _outcome(study, row, before, after, effect, reason)
    with study.write() as write:
        if changes:
            findings.add_finding(write, after)
        store.add_outcome(write, outcome)
    if changes:
        finding_flow.compute(study, row.finding_id)
    return outcome


def _outcome(
    study: OpenStudy,
    row: ReplyRow,
    before: Finding,
    after: Finding,
    effect: Effect,
    reason: str,
    *,
    evidence: Evidence | None = None,
) -> Outcome:
    return Outcome(
        outcome_id=new_decision_id(),
        reply_id=row.reply_id,
        finding_id=row.finding_id,
        effect=effect,
        evidence_id=evidence.evidence_id if evidence else None,
        stance=evidence.stance if evidence else None,
        status_before=before.status,
        status_after=after.status,
        statement_before=before.statement,
        statement_after=after.statement,
        reason=reason.strip(),
        decided_by=study.actor,
        decided_at=now(),
    )


def undo(study: OpenStudy, outcome_id: str) -> None:
    """
    Take back what was decided after a reply: one more decision, nothing is erased.

    Raises:
        UnknownReference: no such decision in force, or the finding was changed again since.
    """
    study.require(Role.RESEARCHER)
    found = next((o for o in store.outcomes(study.file) if o.outcome_id == outcome_id and not o.undone), None)
    if found is None:
        raise UnknownReference("Cette décision est déjà reprise : rechargez la page.")
    finding = finding_flow.find(study, found.finding_id)
    changed = found.effect in (Effect.STATUS, Effect.WORDING)
    if changed and (finding.status, finding.statement) != (found.status_after, found.statement_after):
        raise UnknownReference(
            "Le constat a encore changé depuis cette décision : changez-le depuis sa fiche, rien n'a été repris."
        )
    rows = findings.evidence_rows(study.file, found.finding_id)
    row = next((r for r in rows if r.evidence.evidence_id == found.evidence_id), None)
    with study.write() as write:
        if changed:
            back = {"status": found.status_before, "statement": found.statement_before, "prompted_by": "", "remark": ""}
            findings.add_finding(write, finding.model_copy(update={**back, "author": study.actor, "written_at": now()}))
        if row is not None:
            findings.add_evidence(write, row.evidence, removed=True)
        again = {"undone": True, "decided_by": study.actor, "decided_at": now()}
        store.add_outcome(write, found.model_copy(update=again))
    if changed or row is not None:
        finding_flow.compute(study, found.finding_id)


class GroupReading(NamedTuple):
    """
    What one group said of one finding, step by step, and what its word changed.

    `alone` are its people's replies, `peers` and `together` the group's own, oldest first. `skipped`: the group spoke
    among all groups before it had read among peers.
    """

    finding: Finding
    group: str
    alone: tuple[ReplyRow, ...]
    peers: tuple[ReplyRow, ...]
    together: tuple[ReplyRow, ...]
    outcomes: tuple[Outcome, ...]
    skipped: bool


def crossing(study: OpenStudy) -> tuple[GroupReading, ...]:
    """Finding by finding, group by group: who read alone, among peers, together; and whose word changed what."""
    answered, decided = store.replies(study.file), [o for o in store.outcomes(study.file) if not o.undone]
    found: list[GroupReading] = []
    for finding in findings.findings(study.file):
        rows = [r for r in answered if r.finding_id == finding.finding_id]
        for group in dict.fromkeys(r.group or "" for r in rows):
            steps = {
                step: tuple(r for r in rows if (r.group or "") == group and r.step is step) for step in ReadingStep
            }
            mine = {r.reply_id for of in steps.values() for r in of}
            peers, together = steps[ReadingStep.PEERS], steps[ReadingStep.TOGETHER]
            first = min((r.received_on for r in peers), default=None)
            skipped = bool(together) and (first is None or first > min(r.received_on for r in together))
            after = tuple(o for o in decided if o.reply_id in mine)
            found.append(GroupReading(finding, group, steps[ReadingStep.ALONE], peers, together, after, skipped))
    return tuple(found)


def after_whose_word(study: OpenStudy, finding_id: str | None = None) -> tuple[tuple[Outcome, ReplyRow], ...]:
    """Decisions in force taken after a reply, oldest first, with that reply."""
    rows = {row.reply_id: row for row in store.replies(study.file)}
    decided = store.outcomes(study.file, finding_id=finding_id)
    return tuple((o, rows[o.reply_id]) for o in decided if not o.undone and o.reply_id in rows)


def read_table(study: OpenStudy, file: Path) -> tuple[ReplySheet, ...]:
    """
    Sheets from a CSV or JSON file; a finding is named by its id, or by its number on the board.

    Raises:
        ImportRefused: the file is not there, or a line of it is not whole; by number.
    """
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise ImportRefused(f"Le fichier « {file} » ne peut pas être lu : vérifiez son chemin.") from fault
    board = findings.findings(study.file)
    known = {str(number): one.finding_id for number, one in enumerate(board, start=1)}
    return table(content, file.name, findings=known | {one.finding_id: one.finding_id for one in board})


def new_sheet(fields: dict[str, object], replies: Sequence[Reply]) -> ReplySheet:
    """
    A sheet from what was typed.

    Raises:
        ImportRefused: it is not whole.
    """
    try:
        return ReplySheet.model_validate({**fields, "replies": tuple(replies)})
    except ValueError as fault:
        raise ImportRefused(
            "La feuille n'est pas complète : il faut une personne (seule), ou un groupe avec le nombre de présents, une date, "
            "et au moins une réponse."
        ) from fault
