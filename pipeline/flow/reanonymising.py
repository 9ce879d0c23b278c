"""
A correction after coding: released transcripts replaced anew, and everything that was anchored in them carried over.

What a custodian decided, or a setting or a detector that changed, gives each transcript concerned a new version. The old
one's words leave the study file (they may be why there is a new one), codings, evidence and memos follow their words, and
what cannot follow stays listed until somebody settles it. One transaction for all; nothing is done silently: a custodian
asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.anonymisation import AnonymisedTranscript, Mention
from models.base import content_id
from models.carrying import Stranded
from models.provenance import Step
from models.rows import SourceRow
from models.transcript import ReadSource, Segment, SourceState
from pipeline.carry import Carriage, Carried, Passage, Why, carry
from pipeline.errors import EncoderUnavailable, NothingToDo, OriginalsGone, UnknownReference
from pipeline.flow import analysing
from pipeline.flow import findings as finding_flow
from pipeline.flow.anonymising import (
    Prepared,
    detect_mentions,
    held,
    keep_held,
    keep_mentions,
    mentions_of_original,
    prepare,
    settings_key,
    subject_of,
    versions,
)
from pipeline.flow.gate import mark_applied
from pipeline.flow.ingesting import keep_original, original
from pipeline.flow.marking import keep_marks
from pipeline.flow.study import OpenStudy, Progress, Role, silent
from pipeline.flow.traces import ask_for_rewriting, rewrite
from pipeline.store import carrying, erasing, runs, sources, unfinished, vectors
from pipeline.store.carrying import AnchoredRow, MovedRow, Moves
from pipeline.store.connection import Write
from pipeline.store.unfinished import Task

BECAUSE = {
    "detector": "la détection a changé",
    "ages": "le réglage des âges a changé",
    "dates": "le réglage des dates a changé",
    "places": "le réglage des lieux a changé",
}
WITHOUT_EFFECT = frozenset({"release"})  # what is released already was released


class CarriedOver(NamedTuple):
    """
    What a re-anonymisation did.

    `transcripts` have a new version; `carried` counts codings, evidence and memos that followed; `stranded` could not.
    """

    transcripts: int
    carried: int
    stranded: tuple[Stranded, ...]


class DueAgain(NamedTuple):
    """Released sources that were anonymised under other settings than today's, and what changed, in French."""

    source_ids: tuple[str, ...]
    because: str


def due_again(study: OpenStudy) -> DueAgain:
    """Which released transcripts the present settings and detector would not have made, without opening the vault."""
    present = json.loads(settings_key(study))
    done = carrying.settings_done(study.file, Step.ANONYMISE)
    due, changed = [], set()
    for source in sources.all_sources(study.file):
        settings = done.get(subject_of(source))
        if source.state is SourceState.RELEASED and settings is not None:
            before = json.loads(settings)
            others = {key for key in {*before, *present} - WITHOUT_EFFECT if before.get(key) != present.get(key)}
            if others:
                due.append(source.source_id)
                changed |= others
    return DueAgain(
        tuple(due), ", ".join(BECAUSE.get(key, f"le réglage « {key} » a changé") for key in sorted(changed))
    )


def reanonymise(
    study: OpenStudy, source_ids: Sequence[str] | None = None, *, progress: Progress = silent
) -> CarriedOver:
    """
    Replace released transcripts anew with all that is decided and known, and carry what rests on them.

    Args:
        source_ids: which sources; every released one when absent. Those whose words do not change keep their version.

    Raises:
        UnknownReference: one of them is not released.
        OriginalsGone: the study destroyed its originals; nothing can be replaced anew.
    """
    study.require(Role.CUSTODIAN)
    wanted = _released(study, source_ids)
    if not wanted:
        return CarriedOver(0, 0, ())
    detect_mentions(study, wanted, progress=progress)
    prepared = prepare(study, wanted)
    made = {source.source_id: prepared.replaced(source.source_id) for source in wanted}
    changes = [one for source in wanted if (one := _change(study, source, made[source.source_id])) is not None]
    for change in changes:
        _stage(study, change)
    known = {one.stranded_id for one in carrying.stranded(study.file)}
    unchanged = {s.source_id for s in wanted} - {change.moves.source_id for change in changes}
    task = Task(
        content_id("reanonymisation", *(change.moves.new_transcript for change in changes)),
        "reanonymisation",
        {"sources": [change.moves.source_id for change in changes]},
    )
    present = sources.transcripts_by_source(study.file)
    with study.write() as write:
        run = runs.start_run(
            write,
            Step.ANONYMISE,
            settings=settings_key(study),
            versions=versions(),
            inputs_hash=content_id("again", *(change.moves.new_transcript for change in changes)),
        )
        for change in changes:
            _enter(study, write, change, prepared, run_id=run.run_id)
        for source_id in sorted(unchanged):
            # words that did not change may be marked otherwise: a detail is now flagged, an entity has another key
            keep_marks(write, made[source_id], prepared.entities, transcript_id=present[source_id])
        subjects = [subject_of(source) for source in wanted]
        runs.mark_done(write, Step.ANONYMISE, subjects, settings=settings_key(study), run_id=run.run_id)
        runs.end_run(write, run, transcripts=len(changes), carried=sum(c.n_carried for c in changes))
        if changes:
            unfinished.begin(write, task)
    for source_id in sorted(unchanged):
        keep_held(study, _versioned(made[source_id], held(study, source_id).transcript.version))
    mark_applied(study, [source.source_id for source in wanted])
    if changes:
        complete(study, task)
        _follow(study, changes, progress)
    stranded = tuple(one for one in carrying.stranded(study.file) if one.stranded_id not in known)
    return CarriedOver(len(changes), sum(change.n_carried for change in changes), stranded)


def _released(study: OpenStudy, source_ids: Sequence[str] | None) -> list[SourceRow]:
    by_id = {s.source_id: s for s in sources.all_sources(study.file) if s.state is SourceState.RELEASED}
    for source_id in source_ids or ():
        if source_id not in by_id:
            raise UnknownReference(
                f"La source {source_id} n'est pas dans l'étude : seule une transcription libérée se ré-anonymise."
            )
    wanted = [by_id[source_id] for source_id in dict.fromkeys(by_id if source_ids is None else source_ids)]
    kept = [s for s in wanted if study.vault.has(f"original/{s.source_id}")]
    if len(kept) < len(wanted) and (source_ids is not None or not kept):
        raise OriginalsGone(
            "Les originaux de cette étude ont été détruits : une transcription libérée ne peut plus être ré-anonymisée. "
            "Reprenez le fichier de qui vous l'a confié, ou masquez le passage en retirant la source."
        )
    return kept


class _Change(NamedTuple):
    """One transcript that changes: its new version with its cut, and what goes where."""

    new: AnonymisedTranscript
    original: ReadSource
    mentions: tuple[Mention, ...]
    segments: tuple[Segment, ...]
    moves: Moves
    memos: int
    old_texts: frozenset[str]

    @property
    def n_carried(self) -> int:
        """Codings, pieces of evidence and memos that followed."""
        pieces = {row.row_id for row in (*self.moves.decisions, *self.moves.evidence)}
        return len(pieces) + self.memos


def _versioned(anonymised: AnonymisedTranscript, version: int) -> AnonymisedTranscript:
    transcript = anonymised.transcript.model_copy(update={"version": version})
    return anonymised.model_copy(update={"transcript": transcript})


def _change(study: OpenStudy, source: SourceRow, new: AnonymisedTranscript) -> _Change | None:
    """What replacing this source anew changes; None when its words stay."""
    old = held(study, source.source_id)
    if [(t.turn_no, t.speaker, t.text) for t in old.transcript.turns] == [
        (t.turn_no, t.speaker, t.text) for t in new.transcript.turns
    ]:
        return None
    version = sources.transcript_versions(study.file)[source.source_id]
    read = original(study, source.source_id)
    new = _versioned(new, max(version, read.transcript.version) + 1)
    mentions = mentions_of_original(study, read.transcript)
    read = read.model_copy(
        update={"transcript": read.transcript.model_copy(update={"version": new.transcript.version})}
    )
    old_id = sources.transcripts_by_source(study.file)[source.source_id]
    cut = analysing.cut_of(study, new.transcript)
    rows = carrying.anchored_rows(study.file, old_id)
    carriage = carry(_passages(rows), old, new)
    moves = _moves(study, source.source_id, old_id, version, new, rows, carriage, cut)
    n_memos = len(carrying.segment_memos(study.file, old_id)) - sum(r.about == "memo" for r, _ in moves.stranded)
    texts = {row.verbatim for row in rows} | set(carrying.questions_of(study.file, old_id))
    return _Change(new, read, mentions, cut, moves, n_memos, frozenset(texts))


def _passages(rows: Sequence[AnchoredRow]) -> list[Passage]:
    """Rows as passages; where several become one, those of a coding in force stay before those that only tell a past."""
    in_force = {(r.owner, r.turn_no, r.start, r.end) for r in rows if r.in_force}
    return [
        Passage(
            key=str(place),
            owner=row.owner if row.about != "segment" else row.row_id,
            turn_no=row.turn_no,
            start=row.start,
            end=row.end,
            verbatim=row.verbatim,
            rank=int((row.owner, row.turn_no, row.start, row.end) not in in_force),
        )
        for place, row in enumerate(rows)
    ]


def _moves(
    study: OpenStudy,
    source_id: str,
    old_id: str,
    version: int,
    new: AnonymisedTranscript,
    rows: Sequence[AnchoredRow],
    carriage: Carriage,
    cut: Sequence[Segment],
) -> Moves:
    there: dict[str, list[MovedRow]] = {"coding": [], "evidence": []}
    segments: dict[str, str] = {}
    for one in carriage.carried:
        row = rows[int(one.key)]
        if row.about == "segment":
            successor = _successor(one, cut)
            if successor is not None:
                segments[row.row_id] = successor
        else:
            turn_id = new.transcript.turn_id(one.turn_no)
            there[row.about].append(MovedRow(row.row_id, row.seq, turn_id, one.start, one.end, one.verbatim))
    lost = {int(key): why for key, why in carriage.stranded}
    stranded = [(rows[place], why.value) for place, why in lost.items() if rows[place].about != "segment"]
    stranded += _stranded_memos(study, old_id, segments)
    return Moves(
        source_id=source_id,
        old_transcript=old_id,
        new_transcript=new.transcript.transcript_id,
        from_version=version,
        decisions=tuple(there["coding"]),
        evidence=tuple(there["evidence"]),
        segments=segments,
        stranded=tuple(stranded),
    )


def _successor(place: Carried, cut: Sequence[Segment]) -> str | None:
    """The segment of the new cut that holds most of an old segment's words."""
    shared = {
        s.segment_id: min(place.end, s.end) - max(place.start, s.start) for s in cut if s.turn_no == place.turn_no
    }
    best = max(shared, key=lambda one: shared[one], default=None)
    return best if best is not None and shared[best] > 0 else None


def _stranded_memos(study: OpenStudy, old_id: str, segments: Mapping[str, str]) -> list[tuple[AnchoredRow, str]]:
    return [
        (
            AnchoredRow(
                about="memo", row_id=memo_id, seq=0, owner="", in_force=True, turn_no=turn_no, start=0, end=0,
                verbatim="", coder=author, at=at,
            ),
            Why.GONE.value,
        )
        for memo_id, segment_id, author, at, turn_no in carrying.segment_memos(study.file, old_id)
        if segment_id not in segments
    ]  # fmt: skip


def _stage(study: OpenStudy, change: _Change) -> None:
    """Put the new version into the vault beside the old one: it takes its place once the study file holds it."""
    keep_mentions(study, change.original.transcript, change.mentions)
    staged = {"original": change.original.model_dump(mode="json"), "held": change.new.model_dump(mode="json")}
    study.vault.write(f"next/{change.moves.source_id}", json.dumps(staged, ensure_ascii=False).encode("utf-8"))


def _enter(study: OpenStudy, write: Write, change: _Change, prepared: Prepared, *, run_id: str) -> None:
    """One transcript's new version into the study, and everything that rested on the old one."""
    source_id = change.moves.source_id
    sources.add_transcript(write, change.new.transcript, run_id=run_id)
    keep_marks(write, change.new, prepared.entities)
    analysing.enter_cut(study, write, [(change.new.transcript, change.segments)])
    carrying.move(write, change.moves)
    carrying.forget_names(write, source_id, prepared.names[source_id])
    stale = [vectors.text_id(text) for text in change.old_texts]
    erasing.remove_vectors(write, vectors.tables(study.file), stale)


def complete(study: OpenStudy, task: Task) -> None:
    """What follows the transaction: the vault's new versions take their place, the study file is written anew."""
    if not study.is_unlocked:
        return
    for source_id in task.payload["sources"]:
        record = f"next/{source_id}"
        if study.vault.has(record):
            staged = json.loads(study.vault.read(record))
            keep_held(study, AnonymisedTranscript.model_validate_json(json.dumps(staged["held"])))
            keep_original(study, ReadSource.model_validate_json(json.dumps(staged["original"])))
            study.vault.delete(record)
    with study.write() as write:
        ask_for_rewriting(write, task.task_id)
    rewrite(study)


def _follow(study: OpenStudy, changes: Sequence[_Change], progress: Progress) -> None:
    """Encode the words that changed, and count again the findings that lost a piece of evidence."""
    lost = sorted({r.finding_id for c in changes for r, _ in c.moves.stranded if r.finding_id})
    try:
        analysing.encode(study, progress=progress)
        for finding_id in lost:
            finding_flow.compute(study, finding_id)
    except EncoderUnavailable:
        return  # `encode` is then due, and says why when it is asked for


def stranded(study: OpenStudy) -> tuple[Stranded, ...]:
    """What could not follow and still waits for somebody to code it again or to dismiss it."""
    return carrying.stranded(study.file)


def dismiss(study: OpenStudy, stranded_ids: Sequence[str] | None = None, *, reason: str) -> int:
    """
    Let go of stranded work, with the reason; all of it when no id is given. Returns how many.

    Raises:
        NothingToDo: nothing is stranded.
        UnknownReference: one of the ids is not.
    """
    study.require(Role.RESEARCHER)
    waiting = {one.stranded_id for one in carrying.stranded(study.file)}
    wanted = sorted(waiting) if stranded_ids is None else list(dict.fromkeys(stranded_ids))
    if not waiting:
        raise NothingToDo("Aucun codage n'est resté sans place.")
    for one in wanted:
        if one not in waiting:
            raise UnknownReference(f"« {one} » n'est pas parmi ce qui est resté sans place : relisez la liste.")
    with study.write() as write:
        for one in wanted:
            carrying.settle(write, one, reason=reason)
    return len(wanted)
