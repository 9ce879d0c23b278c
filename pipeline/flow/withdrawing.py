"""
A person takes back their words: they are erased everywhere, and the study says what that takes away.

The study file lets go of everything in one transaction, which also notes what is still to be done outside of it (files,
vault, the file written anew). Each of those acts can be done twice without harm; should the process be killed, the next
opening ends them. What others say about the person stays, pseudonymised: those words are theirs.
"""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from models.base import content_id
from models.finding import Stance
from models.rows import SourceRow
from models.transcript import SourceState, SpeakerRole, Transcript
from pipeline.errors import UnknownReference
from pipeline.flow import findings as finding_flow
from pipeline.flow import forgetting, originals
from pipeline.flow.ingesting import original, registered_people, seen_as
from pipeline.flow.study import OUTPUTS, OpenStudy, Role
from pipeline.flow.traces import ask_for_rewriting, rewrite
from pipeline.ingest.participants import ID_COLUMN, PARTICIPANTS_FILE
from pipeline.ingest.remains import remaining_table, remaining_text
from pipeline.readable import readings
from pipeline.residue import Voice, echoes, silenced, voice_of
from pipeline.store import copying, erasing, findings, people, segments, sources, unfinished, vectors
from pipeline.store.erasing import Leaving
from pipeline.store.unfinished import Task

TAKEN_BACK = "[mots retirés]"


class Receipt(NamedTuple):
    """
    What a withdrawal erased, and what it could not reach.

    `findings` rested on the person in part, `lost` have nothing left that supports them. `outputs` were removed because
    they quoted the person or could not be read through; `texts` are memos and other writings from which their words were
    taken. `shared` sources keep what the others said. `unnamed` sources hold speakers whom nobody named: one of them may
    be the person. `backups` are known copies, made before, that still hold the person.
    """

    participant_id: str
    sources: int
    rows: int
    findings: tuple[str, ...]
    receipt: str
    lost: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    texts: int = 0
    backups: tuple[tuple[str, str], ...] = ()
    remains: str = (
        "Ce que d'autres disent de cette personne reste dans l'étude, sous pseudonyme : ces mots sont les leurs. "
        "Les sauvegardes nommées ici la contiennent encore : détruisez-les ou refaites-les."
    )


class _Plan(NamedTuple):
    leaving: Leaving
    rows: tuple[SourceRow, ...]
    unnamed: tuple[str, ...]
    outputs: tuple[str, ...]
    voice: Voice


def withdraw(study: OpenStudy, participant_id: str) -> Receipt:
    """
    Erase a person everywhere, then count again what rested on them.

    Raises:
        UnknownReference: nobody of this id.
        VaultLocked: their originals cannot be erased while the vault is closed.
    """
    study.require(Role.CUSTODIAN)
    _ = study.vault
    plan = _plan(study, participant_id)
    leaving = plan.leaving
    affected = _findings_resting_on(study, participant_id)
    backups = known_backups(study, [participant_id, *leaving.whole, *leaving.shared])
    task = Task(leaving.receipt, "withdrawal", _payload(plan))
    with study.write() as write:
        erased = erasing.erase_person(write, leaving)
        texts = erasing.silence(write, lambda text: silenced(text, plan.voice, TAKEN_BACK), receipt=leaving.receipt)
        erasing.remove_orphan_vectors(write, vectors.tables(study.file))
        unfinished.begin(write, task)
    complete(study, task)
    return Receipt(
        participant_id,
        len(plan.rows),
        len(erased),
        tuple(affected),
        leaving.receipt,
        lost=_without_ground(study, affected),
        shared=tuple(s.source_name for s in plan.rows if s.source_id in leaving.shared),
        unnamed=plan.unnamed,
        outputs=plan.outputs,
        texts=texts,
        backups=backups,
    )


def _plan(study: OpenStudy, participant_id: str) -> _Plan:
    """What is theirs, looked for in the study file and, for sources still at the gate, in the vault."""
    spoken = sources.turns_of_person(study.file, participant_id)
    registered = registered_people(study)
    whole, shared, unnamed, rows = [], {}, [], []
    for source in sources.all_sources(study.file):
        mine = set(spoken.get(source.source_id, ()))
        turns: tuple[tuple[int, str | None, SpeakerRole], ...] = sources.speakers_by_turn(study.file, source.source_id)
        if source.state is not SourceState.WITHDRAWN and study.vault.has(f"original/{source.source_id}"):
            read = original(study, source.source_id, registered).transcript
            turns = (*turns, *((t.turn_no, t.participant_id, t.role) for t in read.turns))
            mine |= {t.turn_no for t in read.turns if t.participant_id == participant_id}
        if not mine:
            continue
        rows.append(source)
        others = [one for one in turns if one[0] not in mine and one[2] is SpeakerRole.PARTICIPANT]
        if others:
            shared[source.source_id] = tuple(sorted(mine))
        else:
            whole.append(source.source_id)
        if any(identity is None for _, identity, _ in others):
            unnamed.append(source.source_name)
    if not rows and participant_id not in people.participants(study.file):
        raise UnknownReference(f"Personne ne porte l'identifiant « {participant_id} » dans cette étude.")
    receipt = content_id("withdrawal", participant_id, *(s.source_id for s in rows))
    voice = _voice(study, whole, shared)
    outputs = tuple(_outputs_with(study, participant_id, voice))
    return _Plan(Leaving(participant_id, tuple(whole), shared, receipt), tuple(rows), tuple(unnamed), outputs, voice)


def _voice(study: OpenStudy, whole: Sequence[str], shared: dict[str, tuple[int, ...]]) -> Voice:
    """How the person's words are recognised in what others wrote: as they stand in the study, and as they were said."""
    mine: list[str] = []
    others: list[str] = []

    def sort(transcript: Transcript) -> None:
        gone = shared.get(transcript.source_id, ())
        for turn in transcript.turns:
            theirs = turn.turn_no in gone or (
                transcript.source_id in whole and turn.role is not SpeakerRole.INTERVIEWER
            )
            (mine if theirs else others).append(turn.text)

    for transcript in sources.current_transcripts(study.file):
        sort(transcript)
    for source_id in (*whole, *shared):
        if study.vault.has(f"original/{source_id}"):
            sort(original(study, source_id).transcript)
    return voice_of(mine, others)


def _outputs_with(study: OpenStudy, participant_id: str, voice: Voice) -> list[str]:
    """Files of `outputs/` that quote the person, name their id, or cannot be read through."""
    found, folder = [], study.folder / OUTPUTS
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and _holds(path, participant_id, voice):
            found.append(path.relative_to(folder).as_posix())
    return found


def _holds(path: Path, participant_id: str, voice: Voice) -> bool:
    for part in readings(path.read_bytes()):
        if not part.texts:
            return True
        if any(participant_id in text or echoes(text, voice) for text in (path.name, part.place, *part.texts)):
            return True
    return False


def _payload(plan: _Plan) -> dict[str, object]:
    return {
        "participant_id": plan.leaving.participant_id,
        "whole": list(plan.leaving.whole),
        "shared": {source_id: list(numbers) for source_id, numbers in plan.leaving.shared.items()},
        "files": {source.source_id: source.source_sha256 for source in plan.rows},
        "outputs": list(plan.outputs),
    }


def _findings_resting_on(study: OpenStudy, participant_id: str) -> list[str]:
    return sorted(
        {r.evidence.finding_id for r in findings.evidence_rows(study.file) if r.participant_id == participant_id}
    )


def _without_ground(study: OpenStudy, finding_ids: Sequence[str]) -> tuple[str, ...]:
    """Of these findings, those that nothing supports any more."""
    supported = {
        r.evidence.finding_id for r in findings.evidence_rows(study.file) if r.evidence.stance is Stance.SUPPORTS
    }
    return tuple(one for one in finding_ids if one not in supported)


def known_backups(study: OpenStudy, subjects: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(file name, day) of the backups made since the journal first spoke of one of these people or sources."""
    return tuple((made.file, made.at.date().isoformat()) for made in copying.backups_since(study.file, subjects))


def complete(study: OpenStudy, task: Task) -> None:
    """
    Everything that a withdrawal asks for outside of the study file; each act may be done again.

    Without the vault's passphrase, what can be done is done, and the rest waits until the vault is opened.
    """
    payload = task.payload
    participant_id, whole = payload["participant_id"], payload["whole"]
    _erase_outputs(study.folder / OUTPUTS, payload["outputs"])
    erase_line(study.folder / PARTICIPANTS_FILE, participant_id)
    if not study.is_unlocked:
        copying.erase_traces(study.file)
        segments.rebuild_search(study.file)
        return
    for source_id, numbers in payload["shared"].items():
        _keep_what_remains(study, source_id, payload["files"][source_id], participant_id, frozenset(numbers))
    for source_id in whole:
        forgetting.forget_source(study, source_id)
    originals.destroy_files(study, set(payload["files"].values()))
    forgetting.forget_person(study, participant_id)
    with study.write() as write:
        ask_for_rewriting(write, task.task_id)
    rewrite(study)
    for finding_id in erasing.ungrounded(study.file):
        finding_flow.compute(study, finding_id)


def _erase_outputs(folder: Path, names: Sequence[str]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)


def erase_line(path: Path, participant_id: str) -> None:
    """Take a person's lines out of `participants.csv`, the others as they were."""
    if not path.exists():
        return
    text = path.read_bytes().decode("utf-8-sig")
    dialect = csv.excel()
    dialect.delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), dialect))
    place = rows[0].index(ID_COLUMN) if rows and ID_COLUMN in rows[0] else 0
    kept = io.StringIO(newline="")
    csv.writer(kept, dialect, lineterminator="\n").writerows(
        row for row in rows if len(row) <= place or row[place].strip() != participant_id
    )
    if kept.getvalue() != text:
        partial = path.with_name(f"{path.name}.tmp")
        partial.write_text(kept.getvalue(), encoding="utf-8")
        partial.replace(path)


def _keep_what_remains(
    study: OpenStudy, source_id: str, sha256: str, participant_id: str, gone: frozenset[int]
) -> None:
    """A shared source without the person's turns: in the vault under the same numbers, and as the file that is kept."""
    forgetting.forget_turns(study, source_id, gone)
    row = next(s for s in sources.all_sources(study.file) if s.source_id == source_id)
    if row.source_sha256 != sha256:
        return  # its file was replaced already
    kept = next(((path, path.read_bytes()) for path, own in originals.files(study) if own == sha256), None)
    sealed = originals.sealed_file(study, sha256) if study.vault.has(f"sealed/{sha256}") else None
    if kept is None and sealed is None:
        return
    name, content = sealed if kept is None and sealed else (kept[0].name, kept[1])  # type: ignore[index]
    remains = remaining_table(
        content, Path(name).name, source_id=source_id, participant_id=participant_id, surveys=study.settings.survey
    )
    suffix = ".txt" if remains is None else ".csv"
    body = remaining_text(original(study, source_id).transcript) if remains is None else remains
    own = hashlib.sha256(body).hexdigest()
    stem = Path(unicodedata.normalize("NFC", row.source_name)).stem
    place = f"{stem}{suffix}"
    if kept is None:
        originals.put_away(study, own, place, body)
    else:
        _write_beside(kept[0], place, body)
    with study.write() as write:
        sources.replace_file(write, source_id, own, read_as=content_id("source", own))
        if kept is None:
            write.record(originals.SEALED, source_id, sha256=own)
        else:
            sources.add_sightings(write, [seen_as(study, kept[0].with_name(place), source_id, own)])


def _write_beside(old: Path, name: str, body: bytes) -> None:
    target = old.with_name(name)
    partial = old.with_name(f".{name}.tmp")
    partial.write_bytes(body)
    partial.replace(target)
