"""
Signs what a study's reports rest on, and holds the study to what was signed.

The key is the study's own, kept in the vault, or a researcher's file; it is never written in the clear. A proof lies in
`outputs/preuve/`, beside the reports that it names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from models.provenance import Broken
from pipeline import manifest as manifests
from pipeline.errors import ImportRefused, NothingToDo
from pipeline.flow.since import told_reports
from pipeline.flow.study import OUTPUTS, OpenStudy, Role, kept_head, now
from pipeline.manifest import FINGERPRINTS, MANIFEST, Fingerprint
from pipeline.store import fingerprints, journal

PROOF = "preuve"
KEY_RECORD = "signing/ed25519"
SIGNED = "manifest signed"


class Proof(NamedTuple):
    """A proof that was written: its folder, the key's fingerprint, which reports it names and how many hashes it holds."""

    folder: Path
    key: str
    reports: tuple[str, ...]
    n_fingerprints: int


def sign(study: OpenStudy, *, key_file: Path | None = None) -> Proof:
    """
    Write the signed proof of the reports in `outputs/`.

    Args:
        key_file: the researcher's own Ed25519 key; without it, the study's own, made in the vault the first time.

    Raises:
        NothingToDo: no report was written yet, or none is as it was written.
        VaultLocked: the vault is closed and no key file was given.
        ImportRefused: the key file cannot be read.
    """
    study.require(Role.RESEARCHER)
    reports = _reports(study)
    if not reports:
        raise NothingToDo(
            "Aucun rapport de outputs/ n'est tel qu'il a été écrit : écrivez-le d'abord (« polyphonie report »), puis signez."
        )
    private = _key_of(key_file) if key_file else _own_key(study)
    found = present_fingerprints(study)
    head = fingerprints.head(study.file)
    about = {
        "format": "polyphonie-manifeste-1",
        "study_id": study.study_id,
        "title": study.settings.study.title,
        "made_at": now().isoformat(timespec="seconds") + "Z",
        "polyphonie": metadata.version("polyphonie"),
        "journal": {"n_events": head.seq if head else 0, "head": head.sha256 if head else ""},
    }
    files = manifests.manifest(about, found, reports, private_key=private)
    folder = study.folder / OUTPUTS / PROOF
    _put(folder, files)
    key = manifests.key_fingerprint(files[manifests.PUBLIC_KEY])
    with study.write() as write:
        write.record(SIGNED, key[:20], key=key, sums=manifests.digest(files[manifests.SUMS]), reports=sorted(reports))
    return Proof(folder, key, tuple(sorted(reports)), len(found))


def _reports(study: OpenStudy) -> dict[str, bytes]:
    """Reports of `outputs/` that are still as the study wrote them."""
    found = {}
    for name, sha256 in told_reports(study).items():
        path = study.folder / OUTPUTS / name
        if path.is_file() and manifests.digest(content := path.read_bytes()) == sha256:
            found[name] = content
    return found


def _key_of(path: Path) -> bytes:
    try:
        return manifests.key_from_pem(path.read_bytes())
    except OSError as fault:
        raise ImportRefused(f"La clé de signature « {path.name} » ne peut pas être lue.") from fault


def _own_key(study: OpenStudy) -> bytes:
    if not study.vault.has(KEY_RECORD):
        study.vault.write(KEY_RECORD, manifests.new_key())
    return study.vault.read(KEY_RECORD)


def _put(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        partial = folder / f"{name}.partiel"
        partial.write_bytes(content)
        partial.replace(folder / name)


def signed_key(study: OpenStudy) -> str | None:
    """The fingerprint of the key that signed last; None before the first time."""
    signed = journal.events_of(study.file, (SIGNED,))
    return str(json.loads(signed[-1].payload)["key"]) if signed else None


def present_fingerprints(study: OpenStudy) -> tuple[Fingerprint, ...]:
    """What a manifest of this moment would commit to."""
    return tuple(Fingerprint(*row) for row in fingerprints.fingerprints(study.file))


def check_folder(folder: Path, *, trusted_key: str | None = None) -> tuple[Broken, ...]:
    """
    Check a proof with the reports that lie in its folder or beside it; no study is needed.

    Raises:
        ImportRefused: there is no proof there.
    """
    files = _files(folder)
    if manifests.SUMS not in files:
        raise ImportRefused(f"« {folder} » ne contient pas de preuve ({manifests.SUMS} absent).")
    return manifests.check(files, trusted_key=trusted_key)


def _files(folder: Path) -> dict[str, bytes]:
    """The proof's files, and the reports that it names where they are."""
    ours = (
        manifests.SUMS, manifests.SIGNATURE, manifests.PUBLIC_KEY, MANIFEST, FINGERPRINTS, manifests.READ_ME,
    )  # fmt: skip
    found = {name: (folder / name).read_bytes() for name in ours if (folder / name).is_file()}
    try:
        told = manifests.sums_of(found[manifests.SUMS]) if manifests.SUMS in found else {}
    except ImportRefused:
        return found  # a list that cannot be read names no report: checking its signature says so
    for name in told.keys() - set(ours):
        if Path(name).name != name:
            continue  # a name with a folder in it is none of ours, and is not opened
        for place in (folder / name, folder.parent / name):
            if place.is_file():
                found[name] = place.read_bytes()
                break
    return found


def compare(study: OpenStudy, folder: Path | None = None) -> tuple[Broken, ...]:
    """
    Hold the study to a proof: the proof itself, the journal up to the day it was signed, and each thing it commits to.

    Raises:
        ImportRefused: there is no proof there.
    """
    folder = folder or study.folder / OUTPUTS / PROOF
    broken = check_folder(folder)
    if broken:
        return broken
    files = _files(folder)
    about = json.loads(files[MANIFEST])
    told = about["journal"]
    found = fingerprints.head(study.file, told["n_events"])
    if about["study_id"] != study.study_id:
        return (Broken(what="La preuve est celle d'une autre étude", where=MANIFEST),)
    if found is None or found.sha256 != told["head"]:
        broken = (Broken(what="Le journal n'est plus celui qui a été signé", where=f"événement {told['n_events']}"),)
    excused = fingerprints.excused(study.file, since=told["n_events"])
    then = manifests.fingerprints_of(files[FINGERPRINTS])
    return (*broken, *manifests.compare(then, present_fingerprints(study), excused))


def broken_head(study: OpenStudy) -> Iterator[Broken]:
    """The journal against the last event that the vault knew when it was closed; needs the vault."""
    kept = kept_head(study.vault)
    if kept is not None and fingerprints.head(study.file, kept.seq) != kept:
        yield Broken(what="Le journal n'est plus celui que le coffre a connu", where=f"événement {kept.seq}")


def broken_proofs(study: OpenStudy) -> Iterator[Broken]:
    """The study's own reports and proof, each against what the journal says was written."""
    for name, sha256 in told_reports(study).items():
        path = study.folder / OUTPUTS / name
        if path.is_file() and manifests.digest(path.read_bytes()) != sha256:
            yield Broken(
                what="Un rapport n'est plus tel qu'il a été écrit (gardez votre version sous un autre nom, puis réécrivez-le)",
                where=f"{OUTPUTS}/{name}",
            )
    signed = journal.events_of(study.file, (SIGNED,))
    folder = study.folder / OUTPUTS / PROOF
    if not signed or not folder.is_dir():
        return
    told = json.loads(signed[-1].payload)
    files = {name: content for name, content in _files(folder).items() if name not in told["reports"]}
    for one in manifests.check(files, trusted_key=told["key"]):
        yield Broken(what=one.what, where=f"{OUTPUTS}/{PROOF}/{one.where}")
    if manifests.SUMS in files and manifests.digest(files[manifests.SUMS]) != told["sums"]:
        yield Broken(what="La preuve n'est pas la dernière que l'étude a signée", where=f"{OUTPUTS}/{PROOF}")
