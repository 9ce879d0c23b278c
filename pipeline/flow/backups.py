"""Backup and restore: a consistent copy of the whole study as one file, checked on the way in, remembered by the journal."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import BackupRefused
from pipeline.flow.study import OUTPUTS, SOURCES, VAULT, OpenStudy
from pipeline.ingest.participants import PARTICIPANTS_FILE
from pipeline.settings import SETTINGS_FILE
from pipeline.store import copying
from pipeline.store.connection import STUDY_FILE

MANIFEST = "manifest.json"
READ_AT_ONCE = 1 << 20


def backup(study: OpenStudy, target: Path) -> Path:
    """
    A consistent copy of the study (settings, people, study file, vault, sources) as one file.

    The journal remembers its name: whoever withdraws later is told that they are still in it.

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
    with study.write() as write:
        copying.record_backup(write, target.name, _sha256(target))
    return target


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(READ_AT_ONCE):
            digest.update(block)
    return digest.hexdigest()


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
