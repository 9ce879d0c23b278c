"""
Step 1, ingest: files of `sources/` -> originals in the vault, and a line per source in the study.

What was seen of each file is kept, so that a second run reads nothing twice and a refused file is named again without
being opened. A file that cannot be read is reported by name with the reason, and the rest goes on.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from models.base import content_id
from models.provenance import Step
from models.survey import SurveyMapping
from models.transcript import ReadSource, SourceState, Turn
from pipeline import engine
from pipeline.anonymise.filename import safe_source_name
from pipeline.errors import UnreadableSource
from pipeline.flow.describing import Register
from pipeline.flow.describing import registered_people as registered_people
from pipeline.flow.folder import READER_VERSION, FolderFile, content_of, files_of, is_unchanged
from pipeline.flow.study import OpenStudy, Progress, silent
from pipeline.ingest.participants import PARTICIPANTS_FILE, Registered
from pipeline.ingest.read import read_source
from pipeline.ingest.voices import assign_voices, people_of
from pipeline.store import erasing, people, runs, sources
from pipeline.store.people import SpeakerVoice
from pipeline.store.sources import Sighting

BATCH_FILES = 50
PARALLEL_FROM_FILES = 200
MARK_DIGITS = 4
WITHDRAWN = "Quelqu'un a retiré sa participation de ce fichier : il n'est plus lu. Supprimez-le de sources/."


class FileOutcome(NamedTuple):
    """What became of one file: `read`, `duplicate` or `refused`, with a French reason or warnings."""

    name: str
    outcome: str
    problem: str | None
    warnings: tuple[str, ...]


class IngestCounts(NamedTuple):
    """What an ingest did; `files` lists what is worth telling: refusals, duplicates, warnings."""

    read: int
    unchanged: int
    duplicates: int
    refused: int
    files: tuple[FileOutcome, ...]


class _Opened(NamedTuple):
    """A file with its bytes and their hash, or why it could not be opened; and what reading it gave, if it was read."""

    file: FolderFile
    sha256: str
    content: bytes
    problem: str | None = None
    outcome: ReadSource | str | None = None


class _Sitting(NamedTuple):
    """What every batch of one ingest needs; `known` and `register` grow with each."""

    registered: Registered
    known: dict[str, Sighting]
    register: Register
    withdrawn: frozenset[str]
    released: frozenset[str]
    readers: engine.Workers | None


def ingest(study: OpenStudy, *, progress: Progress = silent) -> IngestCounts:
    """
    Read the files that are new or changed, and take in what `participants.csv` says.

    Raises:
        VaultLocked: there is something to read and the vault is closed.
    """
    registered = registered_people(study)
    register = Register(study, registered)
    register.enter_declared()
    found, seen = list(files_of(study)), sources.sightings(study.file)
    due = [file for file in found if not is_unchanged(file, seen.get(file.path_id))]
    by_reading = {s.reading + s.source_sha256: s for s in seen.values() if s.outcome == "read"}
    withdrawn = frozenset(erasing.withdrawn_sources(study.file))
    with _readers(study, len(due)) as readers:
        sitting = _Sitting(registered, by_reading, register, withdrawn, _released(study), readers)
        done = 0
        for batch in _batches(study, due, sitting):
            _ingest_batch(study, batch, sitting)
            done += len(batch)
            progress(Step.INGEST, done, len(due))
    _reassign_voices(study, registered, register)
    counts = _counts(found, due, sources.sightings(study.file))
    return counts._replace(files=(*counts.files, *_told_of_people(registered, register, due)))


def _batches(study: OpenStudy, due: Sequence[FolderFile], sitting: _Sitting) -> Iterator[list[_Opened]]:
    """The files batch by batch; while one is entered in the study, the next is opened and read."""
    starts = range(0, len(due), BATCH_FILES)
    with ThreadPoolExecutor(1) as ahead:
        coming: deque[Future[list[_Opened]]] = deque()
        for start in starts:
            coming.append(ahead.submit(_opened, study, due[start : start + BATCH_FILES], sitting))
            if len(coming) > 1:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()


def _opened(study: OpenStudy, files: Sequence[FolderFile], sitting: _Sitting) -> list[_Opened]:
    """Contents and hashes of a batch; and the reading of each file that looks new so far, which is only read again if it is."""
    opened: list[_Opened] = []
    fresh: dict[str, int] = {}
    for file in files:
        try:
            content = content_of(file)
        except UnreadableSource as fault:
            opened.append(_Opened(file, "", b"", str(fault)))
            continue
        sha256 = hashlib.sha256(content).hexdigest()
        if file.reading + sha256 not in sitting.known:
            fresh.setdefault(file.reading + sha256, len(opened))
        opened.append(_Opened(file, sha256, content))
    places = list(fresh.values())
    read = _read_all(study, [(opened[p].file, opened[p].sha256, opened[p].content) for p in places], sitting.readers)
    for place, outcome in zip(places, read, strict=True):
        opened[place] = opened[place]._replace(outcome=outcome)
    return opened


def _readers(study: OpenStudy, n_due: int) -> engine.Workers | nullcontext[None]:
    """Processes that read, for the whole sitting; none for a few files, which are read before a process is up."""
    count = study.settings.engine.workers or engine.cores()
    return engine.Workers(count) if n_due >= PARALLEL_FROM_FILES and count > 1 else nullcontext()


def seen_as(study: OpenStudy, path: Path, source_id: str, sha256: str) -> Sighting:
    """A file of `sources/` as already read, for one that the study itself wrote: it is not read again."""
    found = next(file for file in files_of(study) if file.path == path)
    return _sighting(found, sha256, source_id, "read")


def is_due(study: OpenStudy) -> list[str]:
    """Files that an ingest would read, by their path in the folder."""
    seen = sources.sightings(study.file)
    return [file.name for file in files_of(study) if not is_unchanged(file, seen.get(file.path_id))]


def due_bytes(study: OpenStudy) -> int:
    """How many bytes an ingest would read."""
    seen = sources.sightings(study.file)
    return sum(file.n_bytes for file in files_of(study) if not is_unchanged(file, seen.get(file.path_id)))


def refused(study: OpenStudy) -> tuple[FileOutcome, ...]:
    """Files that could not be read, or are duplicates, as last seen."""
    seen = sources.sightings(study.file)
    outcomes = ((file, seen.get(file.path_id)) for file in files_of(study))
    return tuple(
        FileOutcome(s.shown_name, s.outcome, s.problem, s.warnings)
        for file, s in outcomes
        if s is not None and (s.outcome != "read" or s.warnings)
    )


def _ingest_batch(study: OpenStudy, batch: Sequence[_Opened], sitting: _Sitting) -> None:
    """Take in one batch: put originals into the vault, then enter it all in one transaction: a crash repeats a batch."""
    settings = json.dumps({"reader": READER_VERSION}, sort_keys=True)
    known = sitting.known
    fresh: list[_Opened] = []
    sightings: list[Sighting] = []
    for one_file in batch:
        file, sha256 = one_file.file, one_file.sha256
        if one_file.problem is not None:
            sightings.append(_sighting(file, "", None, "refused", one_file.problem))
            continue
        twin = known.get(file.reading + sha256)
        if twin is None:
            known[file.reading + sha256] = _sighting(file, sha256, None, "read")
            fresh.append(one_file)
        elif twin.path_id == file.path_id:
            sightings.append(twin._replace(n_bytes=file.n_bytes, mtime_ns=file.mtime_ns))
        else:
            sightings.append(
                _sighting(
                    file,
                    sha256,
                    twin.source_id,
                    "duplicate",
                    "Même contenu, octet pour octet, qu'un autre fichier du dossier : il n'est compté qu'une fois.",
                )
            )
    entered: list[tuple[ReadSource, str]] = []
    again: list[ReadSource] = []  # read otherwise, the words being the same: what is released stays so
    for file, sha256, content, _, ahead in fresh:
        outcome = _read_one((content, file.name, study.settings.survey)) if ahead is None else ahead
        if isinstance(outcome, str):
            known.pop(file.reading + sha256, None)
            sightings.append(_sighting(file, sha256, None, "refused", outcome))
            continue
        if outcome.source.source_id in sitting.withdrawn:
            sightings.append(_sighting(file, sha256, None, "refused", WITHDRAWN))
            continue
        one, changed = _next_version(study, _renamed(outcome, file.name))
        keep_original(study, one)
        one = _with_voices(one, sitting.registered)
        known[file.reading + sha256] = _sighting(file, sha256, one.source.source_id, "read")
        sightings.append(_sighting(file, sha256, one.source.source_id, "read", warnings=one.warnings))
        if one.source.source_id in sitting.released and not changed:
            again.append(one)
        else:
            entered.append((one, shown_name(file.name, one.source.source_id)))
    with study.write() as write:
        if entered:
            inputs = content_id(*(one.transcript.transcript_id for one, _ in entered))
            run = runs.start_run(write, Step.INGEST, settings=settings, versions="{}", inputs_hash=inputs)
            sources.add_sources(write, entered, run_id=run.run_id)
            runs.end_run(write, run, sources=len(entered))
        sitting.register.enter(write, [*(one for one, _ in entered), *again])
        sources.add_sightings(write, sightings)


def _read_all(
    study: OpenStudy, fresh: Sequence[tuple[FolderFile, str, bytes]], readers: engine.Workers | None
) -> list[ReadSource | str]:
    items = [(content, file.name, study.settings.survey) for file, _, content in fresh]
    results: list[ReadSource | str] = [""] * len(items)
    for place, outcome in engine.map_stage(_read_one, items, workers=0, ready=readers):
        results[place] = outcome
    return results


def _read_one(item: tuple[bytes, str, tuple[SurveyMapping, ...]]) -> ReadSource | str:
    """A source, or the French sentence that says why it cannot be one."""
    content, name, surveys = item
    try:
        return read_source(content, name, surveys=surveys)
    except UnreadableSource as fault:
        return str(fault)


def _sighting(
    file: FolderFile,
    sha256: str,
    source_id: str | None,
    outcome: str,
    problem: str | None = None,
    warnings: tuple[str, ...] = (),
) -> Sighting:
    return Sighting(
        path_id=file.path_id,
        shown_name=shown_name(file.name, source_id or ""),
        n_bytes=file.n_bytes,
        mtime_ns=file.mtime_ns,
        reading=file.reading,
        source_sha256=sha256,
        source_id=source_id,
        outcome=outcome,
        problem=problem,
        warnings=warnings,
    )


def _released(study: OpenStudy) -> frozenset[str]:
    return frozenset(s.source_id for s in sources.all_sources(study.file) if s.state is SourceState.RELEASED)


def _next_version(study: OpenStudy, one: ReadSource) -> tuple[ReadSource, bool]:
    """A source read anew (its columns mapped otherwise) becomes a new version, when its words are not the same; are they not?"""
    record = f"original/{one.source.source_id}"
    if not study.vault.has(record):
        return one, True
    before = ReadSource.model_validate_json(study.vault.read(record)).transcript
    if before.turns == one.transcript.turns:
        return one.model_copy(update={"transcript": before}), False
    return one.model_copy(
        update={"transcript": one.transcript.model_copy(update={"version": before.version + 1})}
    ), True


def _renamed(one: ReadSource, name: str) -> ReadSource:
    return one.model_copy(update={"source": one.source.model_copy(update={"source_name": name})})


def _with_voices(one: ReadSource, registered: Registered) -> ReadSource:
    assigned = assign_voices(one.transcript, one.source, registered.voices)
    return one.model_copy(update={"transcript": assigned, "participants": people_of(one, assigned)})


def keep_original(study: OpenStudy, one: ReadSource) -> None:
    """Put an original into the vault, as read: who its speakers are is said by `participants.csv`, which may change."""
    study.vault.write(f"original/{one.source.source_id}", one.model_dump_json().encode("utf-8"))


def original(study: OpenStudy, source_id: str, registered: Registered | None = None) -> ReadSource:
    """The original of a source, from the vault; with its speakers named as `registered` says, when it is given."""
    one = ReadSource.model_validate_json(study.vault.read(f"original/{source_id}"))
    return one if registered is None else _with_voices(one, registered)


def shown_name(name: str, source_id: str = "", forms: Sequence[str] = ()) -> str:
    """
    The name under which a source is shown, folders included: people's names masked.

    Two masked names may become one, so a masked name takes a few digits of the source's id.
    """
    safe = "/".join(safe_source_name(part, forms) for part in name.split("/"))
    if safe == name or not source_id:
        return safe
    stem, dot, suffix = safe.rpartition(".")
    return f"{stem or suffix}-{source_id[:MARK_DIGITS]}{dot if stem else ''}{suffix if stem else ''}"


def _told_of_people(registered: Registered, register: Register, due: Sequence[FolderFile]) -> tuple[FileOutcome, ...]:
    """What is to be checked of the people, told once with the files: columns that name them, descriptions that disagree."""
    warnings = list(registered.warnings) if due else []
    torn = [one for one in register.disagreements() if one.kept is None]
    if torn and due:
        warnings.append(
            f"{len({one.participant_id for one in torn})} personne(s) sont décrites différemment par deux sources : ce trait reste "
            "inconnu. « polyphonie participants DOSSIER » dit qui dit quoi ; écrivez dans participants.csv ce qui est juste."
        )
    return (FileOutcome(PARTICIPANTS_FILE, "read", None, tuple(warnings)),) if warnings else ()


def _reassign_voices(study: OpenStudy, registered: Registered, register: Register) -> None:
    """
    Follow a change of `participants.csv` in sources already released: no turn is touched, only who its speaker is.

    Needs the originals, because the file names speakers as the transcriber wrote them.
    """
    digest = content_id("voices", *(voice.model_dump_json() for voice in registered.voices))
    if digest in runs.done_subjects(study.file, Step.INGEST, settings="voices"):
        return
    present = people.voices(study.file)
    changed: list[SpeakerVoice] = []
    renamed: list[ReadSource] = []
    if present:
        for transcript in sources.current_transcripts(study.file):
            if not study.vault.has(f"original/{transcript.source_id}"):
                continue  # destroyed, as the study decided: nothing tells any more who spoke under which name
            one = original(study, transcript.source_id, registered)
            changed += _differences(transcript.source_id, transcript.turns, one.transcript.turns, present)
            renamed.append(one)
    waiting = register.origins() - {one.source.source_id for one in renamed}
    renamed += [
        original(study, source, registered) for source in sorted(waiting) if study.vault.has(f"original/{source}")
    ]
    with study.write() as write:
        register.enter(write, renamed)
        people.add_voices(write, changed)
        runs.mark_done(write, Step.INGEST, [digest], settings="voices", run_id=digest)


def _differences(
    source_id: str,
    shown: Sequence[Turn],
    assigned: Sequence[Turn],
    present: dict[tuple[str, str], SpeakerVoice],
) -> list[SpeakerVoice]:
    wanted = {
        turn.speaker: SpeakerVoice(source_id, turn.speaker, now.participant_id, now.role)
        for turn, now in zip(shown, assigned, strict=False)
    }
    return [voice for speaker, voice in wanted.items() if present.get((source_id, speaker)) != voice]


def _counts(found: Sequence[FolderFile], due: Sequence[FolderFile], seen: dict[str, Sighting]) -> IngestCounts:
    outcomes = [(file, seen[file.path_id]) for file in due if file.path_id in seen]
    tally = {kind: sum(s.outcome == kind for _, s in outcomes) for kind in ("read", "duplicate", "refused")}
    told = tuple(
        FileOutcome(s.shown_name, s.outcome, s.problem, s.warnings)
        for file, s in outcomes
        if s.outcome != "read" or s.warnings
    )
    return IngestCounts(tally["read"], len(found) - len(due), tally["duplicate"], tally["refused"], told)
