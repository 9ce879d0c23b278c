"""`verify` re-proves the three promises: nobody is exposed, every word is real, every finding can be walked back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import ValidationError

from models.provenance import Broken
from models.transcript import SourceState
from pipeline.anonymise import vault as vaults
from pipeline.flow import originals, proving, residual
from pipeline.flow.study import VAULT, OpenStudy
from pipeline.store import integrity, seals, sources


class Verified(NamedTuple):
    """What `verify` found: `broken` is empty when all holds; `unchecked` says what could not be looked at, and why."""

    broken: tuple[Broken, ...]
    unchecked: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every promise that could be checked holds."""
        return not self.broken


def verify(study: OpenStudy) -> Verified:
    """Re-prove the three promises on this study; identifiers are searched only when the vault is open."""
    broken, unchecked = list(integrity.broken_promises(study.file)), list[str]()
    try:
        broken += [*_missing_files(study), *proving.broken_proofs(study)]
        older = seals.unsealed(study.file)
    except (ValidationError, ValueError, KeyError):
        if not broken:
            raise
        unchecked.append("Les fichiers et la preuve n'ont pas pu être examinés : réparez d'abord ce qui est nommé ici.")
        return Verified(tuple(broken), tuple(unchecked))
    if older:
        unchecked.append(
            f"{len(older)} tables ont été écrites avant que chaque ligne soit scellée ({', '.join(older)}) : "
            "leurs colonnes que le journal ne couvre pas n'ont pas pu être vérifiées."
        )
    if study.is_unlocked:
        broken += proving.broken_head(study)
        found = residual.search(study)
        broken += found.broken
        unchecked += [f"« {place} » n'a pas pu être lu : vérifiez-le à la main." for place in found.unread]
    elif vaults.exists(study.folder / VAULT):
        unchecked.append(
            "Le coffre est fermé : la recherche des identifiants dans le fichier d'étude n'a pas été faite "
            "(donnez la phrase secrète pour la faire)."
        )
    destroyed = sum(kind == originals.DESTROYED for kind in originals.away(study).values())
    if destroyed:
        unchecked.append(
            f"{destroyed} originaux ont été détruits, comme l'étude l'a décidé : seule leur empreinte est connue."
        )
    return Verified(tuple(broken), tuple(unchecked))


def _missing_files(study: OpenStudy) -> Iterator[Broken]:
    """Sources whose file is gone or is no longer the one that was read, save those sealed or destroyed on purpose."""
    there, gone = {sha256 for _, sha256 in originals.files(study)}, originals.away(study)
    for source in sources.all_sources(study.file):
        if source.state is SourceState.WITHDRAWN or source.source_sha256 in there:
            continue
        why = gone.get(source.source_sha256)
        if why is None:
            yield Broken(
                what="Le fichier d'une source est absent de sources/ ou a été modifié",
                where=f"source {source.source_id}",
            )
        elif (
            why == originals.SEALED
            and study.is_unlocked
            and not _is_kept(study, source.source_id, source.source_sha256)
        ):
            yield Broken(what="L'original scellé d'une source n'est plus au coffre", where=f"source {source.source_id}")


def _is_kept(study: OpenStudy, source_id: str, sha256: str) -> bool:
    """The sealed file or, of a source that somebody left before files were replaced, the words of those who stayed."""
    return study.vault.has(f"sealed/{sha256}") or study.vault.has(f"original/{source_id}")
