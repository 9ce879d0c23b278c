"""
Where the originals are: in `sources/`, only in the vault, or nowhere, as `[anonymisation] originals` says.

A file that is sealed leaves `sources/` once its encrypted copy was read back; a custodian may have it back. With `"none"`
the originals of released sources are destroyed, files and words, when a person confirms it in writing: what stays is the
hash of each, and nobody can anonymise them anew. Whatever happens to a file is a line of the journal, by hash.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from models.rows import SourceRow
from models.transcript import SourceState
from pipeline.errors import NotAllowed, UnknownReference
from pipeline.flow.ingesting import original
from pipeline.flow.study import SOURCES, OpenStudy, Role
from pipeline.store import sources

SEALED, UNSEALED, DESTROYED = "source sealed", "source unsealed", "originals destroyed"
HANDED_OVER = "original handed over"
CONFIRMATION = "détruire les originaux"
OF_A_SOURCE = (
    "linked",
    "words",
    "next",
    "original",
    "imported",
)  # vault records that hold original words of one source


class Sealed(NamedTuple):
    """What sealing did: files that left `sources/`, and sources whose originals exist nowhere any more."""

    sealed: int
    destroyed: int


def files(study: OpenStudy) -> Iterator[tuple[Path, str]]:
    """Every file of `sources/` with the SHA-256 of its bytes."""
    folder = study.folder / SOURCES
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            yield path, hashlib.sha256(path.read_bytes()).hexdigest()


def away(study: OpenStudy) -> Mapping[str, str]:
    """SHA-256 of the files that are not to be in `sources/`, with the event that says why."""
    latest = sources.latest_events(study.file, (SEALED, UNSEALED, DESTROYED))
    listed = _listed(study)
    return {sha256: kind for sha256, kind in latest.items() if kind != UNSEALED} | {
        sha256: SEALED for sha256 in listed if sha256 not in latest
    }


def _listed(study: OpenStudy) -> frozenset[str]:
    """Files sealed before the journal was what tells: their hashes are in a list of `sources/`."""
    path = study.folder / SOURCES / ".scellées"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()


def to_seal(study: OpenStudy) -> tuple[SourceRow, ...]:
    """Released sources whose originals are not where the setting wants them."""
    wanted = study.settings.anonymisation.originals
    if wanted == "folder":
        return ()
    gone = away(study)
    released = _released_sources(study)
    if wanted == "vault":
        return tuple(s for s in released if s.source_sha256 not in gone)
    return tuple(s for s in released if gone.get(s.source_sha256) != DESTROYED)


def _released_sources(study: OpenStudy) -> tuple[SourceRow, ...]:
    return tuple(s for s in sources.all_sources(study.file) if s.state is SourceState.RELEASED)


def seal(study: OpenStudy, *, confirmation: str = "") -> Sealed:
    """
    Put the originals where `[anonymisation] originals` says; with `"folder"`, asking for it means the vault.

    Args:
        confirmation: the words of `CONFIRMATION`, which `"none"` demands.

    Raises:
        NotAllowed: not the custodian, or the originals are to be destroyed and nobody confirmed it.
    """
    study.require(Role.CUSTODIAN)
    if study.settings.anonymisation.originals != "none":
        return Sealed(_seal_files(study), 0)
    due = to_seal(study)
    begun = [s for s in _released_sources(study) if s not in due and study.vault.has(f"original/{s.source_id}")]
    if due and confirmation.strip().casefold() != CONFIRMATION:
        raise NotAllowed(
            f"L'étude demande de ne garder aucun original : {len(due)} sources seraient détruites, ici et dans le coffre, "
            f"sans retour. Pour le confirmer, écrivez « {CONFIRMATION} » (option --confirm)."
        )
    return Sealed(0, sum(_destroy(study, source) for source in (*due, *begun)))


def seal_released(study: OpenStudy) -> int:
    """After a release, when the study keeps its originals in the vault only: the released files go there. How many."""
    if study.settings.anonymisation.originals != "vault" or not study.is_unlocked:
        return 0
    return _seal_files(study, only=frozenset(s.source_sha256 for s in to_seal(study)))


def _seal_files(study: OpenStudy, *, only: frozenset[str] | None = None) -> int:
    """Only files that were read, and whose sealed copy was read back, are taken away."""
    known = {source.source_sha256 for source in sources.all_sources(study.file)} if only is None else only
    taken = 0
    for path, sha256 in list(files(study)):
        if sha256 in known and _is_whole(study, path, sha256):
            with study.write() as write:
                write.record(SEALED, _id_of(study, sha256), sha256=sha256)
            path.unlink()
            taken += 1
    return taken


def _is_whole(study: OpenStudy, path: Path, sha256: str) -> bool:
    name = unicodedata.normalize("NFC", path.relative_to(study.folder / SOURCES).as_posix())
    put_away(study, sha256, name, path.read_bytes())
    return hashlib.sha256(sealed_file(study, sha256)[1]).hexdigest() == sha256


def put_away(study: OpenStudy, sha256: str, name: str, content: bytes) -> None:
    """A file into the vault, under its hash, with its name in `sources/`."""
    study.vault.write(f"sealed/{sha256}", json.dumps({"name": name}).encode() + b"\n" + content)


def sealed_file(study: OpenStudy, sha256: str) -> tuple[str, bytes]:
    """Name and bytes of a sealed file, from the vault."""
    head, body = study.vault.read(f"sealed/{sha256}").split(b"\n", 1)
    return str(json.loads(head)["name"]), body


def _id_of(study: OpenStudy, sha256: str) -> str:
    return next((s.source_id for s in sources.all_sources(study.file) if s.source_sha256 == sha256), sha256[:20])


def _destroy(study: OpenStudy, source: SourceRow) -> int:
    """
    One source's originals, everywhere. The anonymised text stays, and so does the map of what stands for whom.

    The journal line comes first: should the process be killed, the next call ends the work.
    """
    with study.write() as write:
        write.record(DESTROYED, source.source_id, sha256=source.source_sha256)
    destroy_files(study, {source.source_sha256})
    forget_original(study, source.source_id)
    return 1


def destroy_files(study: OpenStudy, hashes: set[str]) -> None:
    """Take these files away, from `sources/` and from the vault."""
    for path, sha256 in list(files(study)):
        if sha256 in hashes:
            path.unlink()
    for sha256 in sorted(hashes):
        study.vault.delete(f"sealed/{sha256}")


def forget_original(study: OpenStudy, source_id: str) -> None:
    """Take the original words of a source, and what was found in them, out of the vault."""
    if study.vault.has(f"original/{source_id}"):
        transcript_id = original(study, source_id).transcript.transcript_id
        for record in study.vault.names():
            if record.startswith("mentions/") and record.endswith(f"/{transcript_id}"):
                study.vault.delete(record)
    for kind in OF_A_SOURCE:
        study.vault.delete(f"{kind}/{source_id}")


def unseal(study: OpenStudy, source_ids: Sequence[str] | None = None, *, to: Path | None = None) -> tuple[Path, ...]:
    """
    Give sealed files back to a custodian: into `sources/`, or as copies into the folder `to`, sealed ones staying sealed.

    Raises:
        UnknownReference: a source is not sealed, or `to` lies inside the study.
    """
    study.require(Role.CUSTODIAN)
    if to is not None and study.folder.resolve() in (to.resolve(), *to.resolve().parents):
        raise UnknownReference(
            "Une copie d'original se range hors du dossier de l'étude : choisissez un autre endroit."
        )
    gone = {sha256 for sha256, kind in away(study).items() if kind == SEALED}
    by_id = {
        s.source_id: s
        for s in sources.all_sources(study.file)
        if s.source_sha256 in gone and s.state is not SourceState.WITHDRAWN
    }
    for source_id in source_ids or ():
        if source_id not in by_id:
            raise UnknownReference(f"La source {source_id} n'est pas scellée : relisez la liste de « status ».")
    given = []
    for source_id in by_id if source_ids is None else source_ids:
        sha256 = by_id[source_id].source_sha256
        name, content = sealed_file(study, sha256)
        root = (study.folder / SOURCES) if to is None else to
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod(0o600)
        given.append(target)
        with study.write() as write:
            write.record(UNSEALED if to is None else HANDED_OVER, source_id, sha256=sha256)
        if to is None:
            _unlist(study, sha256)
            study.vault.delete(f"sealed/{sha256}")
    return tuple(given)


def _unlist(study: OpenStudy, sha256: str) -> None:
    listed = _listed(study)
    if sha256 in listed:
        path = study.folder / SOURCES / ".scellées"
        path.write_text("\n".join(sorted(listed - {sha256})) + "\n", encoding="utf-8")
