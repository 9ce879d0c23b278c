"""
What keeps a study whole and its people safe: verify, backup and restore, sealing the sources, withdrawing a person.

`verify` re-proves the three promises: nobody is exposed, every word is real, every finding can be walked back.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from models.anonymisation import MentionKind
from models.base import content_id
from models.provenance import Broken
from models.transcript import SourceState
from pipeline.anonymise import vault as vaults
from pipeline.anonymise.known import SHORTEST_FORM, exposes
from pipeline.errors import BackupRefused, UnknownReference
from pipeline.flow import findings as finding_flow
from pipeline.flow.anonymising import held, keep_held, read_entities, read_review, without_turns
from pipeline.flow.ingesting import keep_original, original
from pipeline.flow.study import OUTPUTS, SOURCES, VAULT, OpenStudy, Role
from pipeline.ingest.participants import ID_COLUMN, PARTICIPANTS_FILE
from pipeline.settings import SETTINGS_FILE
from pipeline.store import copying, erasing, findings, integrity, people, segments, sources, vectors
from pipeline.store.connection import STUDY_FILE, open_study_file

MANIFEST = "manifest.json"


class Verified(NamedTuple):
    """What `verify` found: `broken` is empty when all holds; `unchecked` says what could not be looked at, and why."""

    broken: tuple[Broken, ...]
    unchecked: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every promise that could be checked holds."""
        return not self.broken


class Receipt(NamedTuple):
    """What a withdrawal erased."""

    participant_id: str
    sources: int
    rows: int
    findings: tuple[str, ...]
    receipt: str


def verify(study: OpenStudy) -> Verified:
    """Re-prove the three promises on this study; identifiers are searched only when the vault is open."""
    broken = [*integrity.broken_promises(study.file), *_changed_files(study)]
    unchecked: list[str] = []
    if study.is_unlocked:
        broken += _exposed(study)
    elif vaults.exists(study.folder / VAULT):
        unchecked.append(
            "Le coffre est fermé : la recherche des identifiants dans le fichier d'étude n'a pas été faite "
            "(donnez la phrase secrète pour la faire)."
        )
    return Verified(tuple(broken), tuple(unchecked))


def _changed_files(study: OpenStudy) -> Iterator[Broken]:
    """Sources whose file is gone or is no longer the one that was read; sealed ones are in the vault."""
    hashes = {sha256 for _, sha256 in _file_hashes(study)}
    sealed = {name.removeprefix("sealed/") for name in study.vault.names()} if study.is_unlocked else set()
    sealed_index = _sealed_hashes(study)
    for source in sources.all_sources(study.file):
        if source.state is SourceState.WITHDRAWN or source.source_sha256 in hashes:
            continue
        if source.source_sha256 in sealed or source.source_sha256 in sealed_index:
            continue
        yield Broken(
            what="Le fichier d'une source est absent de sources/ ou a été modifié", where=f"source {source.source_id}"
        )


def _file_hashes(study: OpenStudy) -> Iterator[tuple[Path, str]]:
    folder = study.folder / SOURCES
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            yield path, hashlib.sha256(path.read_bytes()).hexdigest()


def _exposed(study: OpenStudy) -> Iterator[Broken]:
    """Forms of people and contact details that still stand in what left the vault; named by source and turn."""
    forms = identifying_forms(study)
    if not forms:
        return
    pattern = _any_of(forms)
    in_a_name = _any_of(forms | {word for form in forms for word in form.split() if exposes(word)})
    for transcript in sources.current_transcripts(study.file):
        for turn in transcript.turns:
            if pattern.search(turn.text) or in_a_name.search(turn.speaker):
                yield Broken(
                    what="Un identifiant connu du coffre se lit encore",
                    where=f"source {transcript.source_id}, tour {turn.turn_no}",
                )
    for source in sources.all_sources(study.file):
        if in_a_name.search(source.source_name):
            yield Broken(what="Un nom de source contient un identifiant", where=f"source {source.source_id}")
    for path in sorted((study.folder / OUTPUTS).rglob("*")) if (study.folder / OUTPUTS).is_dir() else ():
        if path.suffix.lower() in {".html", ".csv", ".txt", ".json", ".qdc"} and pattern.search(
            path.read_text(encoding="utf-8", errors="replace")
        ):
            yield Broken(what="Un fichier de sortie contient un identifiant", where=f"{OUTPUTS}/{path.name}")


def _any_of(forms: frozenset[str]) -> re.Pattern[str]:
    """Whole words, the longest form first, spelled as it is."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)")


def identifying_forms(study: OpenStudy) -> frozenset[str]:
    """
    Original forms whose presence would expose somebody: people's names, written as they were, and contact details.

    A name in lower case, or one that is also an ordinary word, is not searched for alone: it would accuse every use of
    that word. Nor is a form that a custodian left as it is, or a doubt that nobody masked.
    """
    kinds = {MentionKind.PERSON, MentionKind.EMAIL, MentionKind.PHONE, MentionKind.ID_NUMBER}
    entities = read_entities(study)
    pseudonyms = {word for entity in entities for word in entity.pseudonym.split()}
    left = {*read_review(study).kept, *(form.casefold() for form in _doubts_left(study))}
    return frozenset(
        form
        for entity in entities
        if entity.kind in kinds
        for form in entity.forms
        if len(form) >= SHORTEST_FORM and form not in pseudonyms and form.casefold() not in left
        if entity.kind is not MentionKind.PERSON or exposes(form)
    )


def _doubts_left(study: OpenStudy) -> Iterator[str]:
    for source in sources.all_sources(study.file):
        if source.state is SourceState.RELEASED and study.vault.has(f"held/{source.source_id}"):
            yield from (doubt.form for doubt in held(study, source.source_id).doubts)


def backup(study: OpenStudy, target: Path) -> Path:
    """
    A consistent copy of the study (settings, people, study file, vault, sources) as one file.

    Raises:
        BackupRefused: the target is inside the study, or exists already.
    """
    if target.exists():
        raise BackupRefused(f"« {target.name} » existe déjà : donnez un autre nom de fichier.")
    if study.folder.resolve() in target.resolve().parents:
        raise BackupRefused("Une sauvegarde se range hors du dossier de l'étude : choisissez un autre endroit.")
    content = copying.study_bytes(study.file)
    manifest: dict[str, str] = {STUDY_FILE: hashlib.sha256(content).hexdigest()}
    partial = target.with_name(target.name + ".partiel")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(STUDY_FILE, content)
        for path in _kept_files(study.folder):
            name = path.relative_to(study.folder).as_posix()
            body = path.read_bytes()
            manifest[name] = hashlib.sha256(body).hexdigest()
            archive.writestr(name, body)
        archive.writestr(MANIFEST, json.dumps(manifest, sort_keys=True, ensure_ascii=False))
    partial.chmod(0o600)
    partial.replace(target)
    return target


def _kept_files(folder: Path) -> Iterator[Path]:
    for name in (SETTINGS_FILE, PARTICIPANTS_FILE):
        if (folder / name).exists():
            yield folder / name
    for name in (SOURCES, VAULT, OUTPUTS):
        yield from (p for p in sorted((folder / name).rglob("*")) if p.is_file() and not p.name.endswith(".tmp"))


def restore(archive_path: Path, folder: Path) -> Path:
    """
    Put a backup into a new folder, once every file of it has been checked.

    Raises:
        BackupRefused: not a backup, a file does not match its hash, or the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"« {folder} » n'est pas vide : restaurez dans un nouveau dossier.")
    try:
        with zipfile.ZipFile(archive_path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder.parent) as holding:
                place = Path(holding) / "study"
                for name, sha256 in manifest.items():
                    _restore_one(archive, name, sha256, place)
                copying.check_copy(place / STUDY_FILE)
                (place / SOURCES).mkdir(exist_ok=True)
                (place / OUTPUTS).mkdir(exist_ok=True)
                if folder.exists():
                    folder.rmdir()
                shutil.move(str(place), folder)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise BackupRefused(
            f"« {archive_path.name} » n'est pas une sauvegarde lisible de Polyphonie : prenez-en une autre."
        ) from fault
    return folder


def _restore_one(archive: zipfile.ZipFile, name: str, sha256: str, place: Path) -> None:
    target = (place / name).resolve()
    if place.resolve() not in target.parents:
        raise BackupRefused("La sauvegarde contient un chemin qui sort de son dossier : elle est refusée.")
    body = archive.read(name)
    if hashlib.sha256(body).hexdigest() != sha256:
        raise BackupRefused(f"Dans la sauvegarde, « {name} » est abîmé : prenez une autre sauvegarde.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
    if name.startswith(f"{VAULT}/"):
        target.chmod(0o600)


def seal(study: OpenStudy) -> int:
    """
    Move `sources/` into the vault, encrypted; `sources/` keeps a list of hashes. Returns how many files.

    Only files that were read and whose sealed copy was read back are taken away.
    """
    study.require(Role.CUSTODIAN)
    known = {source.source_sha256 for source in sources.all_sources(study.file)}
    taken = 0
    for path, sha256 in list(_file_hashes(study)):
        if sha256 not in known:
            continue
        name = path.relative_to(study.folder / SOURCES).as_posix()
        study.vault.write(f"sealed/{sha256}", json.dumps({"name": name}).encode() + b"\n" + path.read_bytes())
        back = study.vault.read(f"sealed/{sha256}").split(b"\n", 1)[1]
        if hashlib.sha256(back).hexdigest() == sha256:
            path.unlink()
            taken += 1
            _add_sealed(study, sha256)
            with study.write() as write:
                write.record("source sealed", content_id("source", sha256), sha256=sha256)
    return taken


def _sealed_hashes(study: OpenStudy) -> frozenset[str]:
    path = study.folder / SOURCES / ".scellées"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()


def _add_sealed(study: OpenStudy, sha256: str) -> None:
    path = study.folder / SOURCES / ".scellées"
    path.write_text("\n".join(sorted({*_sealed_hashes(study), sha256})) + "\n", encoding="utf-8")


def withdraw(study: OpenStudy, participant_id: str) -> Receipt:
    """
    Erase a person everywhere: their sources, vault records, words, codings and evidence; then count again what rested on them.

    A source that holds other people too is replaced by what remains of it, and its state says so. The study file is
    written anew, because a deletion does not erase. The study is closed by this and must be opened again.

    Raises:
        UnknownReference: nobody of this id.
    """
    study.require(Role.CUSTODIAN)
    touched = people.sources_of(study.file, participant_id)
    if not touched and participant_id not in people.participants(study.file):
        raise UnknownReference(f"Personne ne porte l'identifiant « {participant_id} » dans cette étude.")
    shared = [s for s in touched if people.speakers_of(study.file, s) - {participant_id}]
    whole = [s for s in touched if s not in shared]
    affected = _findings_resting_on(study, participant_id)
    receipt = content_id("withdrawal", participant_id, *touched)
    _erase_from_vault(study, participant_id, whole, shared)
    _erase_files(study, set(touched), set(shared))
    with study.write() as write:
        erased = erasing.erase_person(
            write, participant_id, whole_sources=whole, shared_sources=shared, receipt=receipt
        )
        erasing.remove_orphan_vectors(write, vectors.tables(study.file))
    _erase_line(study.folder / PARTICIPANTS_FILE, participant_id)
    _erase_outputs(study.folder / OUTPUTS)
    for finding_id in affected:
        finding_flow.compute(study, finding_id)
    _rewrite(study)
    return Receipt(participant_id, len(touched), len(erased), tuple(affected), receipt)


def _erase_from_vault(study: OpenStudy, participant_id: str, whole: Sequence[str], shared: Sequence[str]) -> None:
    """Whole sources leave the vault; of a shared one, the vault keeps what the others said, under the same turn numbers."""
    for source_id in whole:
        for record in list(study.vault.names()):
            if record.endswith(f"/{source_id}"):
                study.vault.delete(record)
    for source_id in shared:
        one = original(study, source_id)
        gone = {turn.turn_no for turn in one.transcript.turns if turn.participant_id == participant_id}
        kept = tuple(turn for turn in one.transcript.turns if turn.turn_no not in gone)
        rest = one.model_copy(
            update={
                "transcript": one.transcript.model_copy(update={"turns": kept}),
                "participants": tuple(p for p in one.participants if p.participant_id != participant_id),
            }
        )
        keep_original(study, rest)
        if study.vault.has(f"held/{source_id}"):
            keep_held(study, without_turns(held(study, source_id), gone))


def _findings_resting_on(study: OpenStudy, participant_id: str) -> list[str]:
    return sorted(
        {r.evidence.finding_id for r in findings.evidence_rows(study.file) if r.participant_id == participant_id}
    )


def _erase_files(study: OpenStudy, source_ids: set[str], shared: set[str]) -> None:
    """Take the files away; what remains of a shared one lives in the vault, and `verify` looks for it there."""
    hashes = {s.source_sha256: s.source_id for s in sources.all_sources(study.file) if s.source_id in source_ids}
    for path, sha256 in list(_file_hashes(study)):
        if sha256 in hashes:
            path.unlink()
    for sha256, source_id in hashes.items():
        if study.vault.has(f"sealed/{sha256}"):
            study.vault.delete(f"sealed/{sha256}")
        if source_id in shared:
            _add_sealed(study, sha256)


def _erase_line(path: Path, participant_id: str) -> None:
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
    path.write_text(kept.getvalue(), encoding="utf-8")


def _erase_outputs(folder: Path) -> None:
    """Reports and exports may quote the person: they are made again from what remains."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            path.unlink()


def _rewrite(study: OpenStudy) -> None:
    folder = study.folder
    study.file.close()
    copying.rewrite_file(folder)
    study.file = open_study_file(folder, purpose="retrait")
    segments.rebuild_search(study.file)
