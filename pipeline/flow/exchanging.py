"""
Files brought by hand: what each is, what of it came, what did not and why, told in the same way whatever they were.

Their bytes are in memory and stay on disk only while they are read, in a folder of this process that nobody else may open:
a project holds original words. Nothing is guessed from a name but which file of several is the corpus of the others.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pipeline.disclose.names import file_suffix, level_named
from pipeline.errors import ImportRefused
from pipeline.flow import imports, outputs, project_entry, project_waiting, projects
from pipeline.flow.study import OUTPUTS, OpenStudy

CODINGS = "codings"
FORMATS = (*outputs.EXPORT_FORMATS, CODINGS)


KINDS = {"codes": "Livre de codes", "codages": "Codages", "constats": "Constats"}


class Taken(NamedTuple):
    """
    What a file was, in French; what of it came in; what did not, and why, without a word of a source.

    `waits`: sources came with it, which are to be anonymised and released.
    """

    what: str
    came: tuple[str, ...]
    left: tuple[str, ...]
    waits: bool = False


def take_in(study: OpenStudy, files: Mapping[str, bytes]) -> Taken:
    """
    Take in one file of another tool (name -> bytes); a corpus of Sonal comes with its interviews.

    Raises:
        ImportRefused: none, several at once, or none of what can be taken in.
        NotAllowed, VaultLocked: a project holds original words: a custodian takes it in, the vault open.
    """
    named = {_last(name): content for name, content in files.items()}
    with tempfile.TemporaryDirectory(prefix="polyphonie-") as kept:
        for name, content in named.items():
            (Path(kept) / name).write_bytes(content)
        main = Path(kept) / _main(tuple(named))
        if imports.is_project_file(main):
            done = projects.import_project(study, main)
            told = tuple(projects.told_in(done))
            return Taken(f"Projet {done.origin or 'd’un outil non dit'}", told, done.left, waits=bool(done.sources))
        what, added = imports.import_any(study, main)
    refused = tuple(f"Ligne {one.line} : {one.problem}" for one in added.refused)
    came = f"{added.added} {what} pris." if added.added else "Rien de nouveau : tout y était déjà, ou a été refusé."
    return Taken(KINDS[what], (came,), refused)


def _last(name: str) -> str:
    """A file's own name: what comes from a browser leads nowhere."""
    return PurePosixPath(name.replace("\\", "/")).name or "fichier"


def _main(names: Sequence[str]) -> str:
    corpora = [name for name in names if name.lower().endswith(".crp")]
    if len(corpora) == 1:
        return corpora[0]
    if len(names) == 1:
        return names[0]
    if not names:
        raise ImportRefused("Aucun fichier : choisissez celui que vous voulez prendre.")
    raise ImportRefused(
        "Un seul fichier à la fois ; seul un corpus Sonal (.crp) vient avec d'autres, ses entretiens (.sonal)."
    )


def waiting(study: OpenStudy) -> tuple[str, ...]:
    """Sources, now released, whose imported codings enter at the next run."""
    return tuple(source.source_name for source in project_waiting.waiting_sources(study))


def unplaced(study: OpenStudy) -> tuple[str, ...]:
    """Imported codings that could not follow their words; nothing while the vault is closed, since it keeps them."""
    return project_entry.unplaced(study) if study.is_unlocked else ()


def hand_over(study: OpenStudy, format: str, *, level: str, use: str | None = None) -> tuple[str, ...]:  # noqa: A002
    """
    Write what may leave at a level, for a use, into `outputs/`.

    Returns:
        The files written, as paths within the study's folder.

    Raises:
        UnknownReference, VaultLocked, NothingToDo: as `outputs.export`.
    """
    if format == CODINGS:
        path = study.folder / OUTPUTS / f"codages{file_suffix(level_named(level))}.csv"
        outputs.export_codings(study, path, level=level, use=use)
        paths: Sequence[Path] = (path,)
    else:
        paths = outputs.export(study, format, level=level, use=use)
    return tuple(path.relative_to(study.folder).as_posix() for path in paths)
