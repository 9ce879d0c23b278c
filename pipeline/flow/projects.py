"""
Projects of other tools: their texts become sources at the gate, their codes the codebook's, and their codings wait.

A project holds original words, so nothing of them enters the study before its source was released: until then codings and
memos are in the vault (`project_waiting.py`), then each follows its words (`project_entry.py`). Cases go to
`participants.csv`, where who speaks is declared, without names, addresses or telephone numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from models.transcript import ReadSource
from pipeline.errors import ImportRefused, UnreadableSource
from pipeline.exchange.codebook import fit_codes, identities
from pipeline.exchange.project import MemoAbout, Project, ProjectCoding, ProjectMemo, ProjectSource
from pipeline.exchange.projects import read_project
from pipeline.exchange.sets import memos_of_sets
from pipeline.exchange.sonal import interviews_of
from pipeline.flow.participants_file import declare_cases
from pipeline.flow.project_waiting import Waiting, wait, wait_without_source
from pipeline.flow.study import SOURCES, OpenStudy, Role
from pipeline.ingest.read import read_source
from pipeline.store import codebook, sources


class ProjectImported(NamedTuple):
    """
    What came in: files written, codes new or completed, codings and memos that wait for a release, people, sets; and what did not.

    Members of sets are counted among the memos: they wait with them.
    """

    name: str
    origin: str
    sources: int
    codes: int
    codings: int
    memos: int
    cases: int
    sets: int
    left: tuple[str, ...]


def import_project(study: OpenStudy, path: Path) -> ProjectImported:
    """
    Take in a project of NVivo, MAXQDA, ATLAS.ti (.qdpx), QualCoder (.qda), Taguette (.sqlite3), RQDA (.rqda) or Sonal (.crp, .sonal).

    Raises:
        ImportRefused: it cannot be read, or is unsafe.
        NotAllowed: it holds original words, which only a custodian handles.
        VaultLocked: they go into the vault, and it is closed.
    """
    study.require(Role.CUSTODIAN)
    content = _content(path)
    project = read_project(content, path.name, beside=_beside(path, content))
    _, left = study.vault, list(project.left)  # asked for before anything is written
    ids, n_codes = _enter_codes(study, project)
    written: dict[str, tuple[str, ReadSource]] = {}
    for source in project.sources:
        try:
            written[source.source_id] = _write_source(study, source)
        except UnreadableSource as fault:
            left.append(f"Source n° {source.source_id[:8]} : {fault}")
    codings = [c for c in project.codings if c.span.source_id in written]
    members = memos_of_sets(project.sets, origin=project.origin)
    memos = [m for m in (*project.memos, *members) if m.about is not MemoAbout.CODE or m.about_id in ids]
    memos = [m for m in memos if m.about is not MemoAbout.SOURCE or m.about_id in written]
    for source in project.sources:
        if source.source_id in written:
            mine = Waiting(
                text=source.text,
                origin=project.origin,
                codings=tuple(c.model_copy(update={"code_id": ids[c.code_id]}) for c in codings if _is_on(c, source)),
                memos=tuple(m for m in memos if _source_of(m) == source.source_id),
            )
            wait(study, written[source.source_id][1], mine)
    loose = [m.model_copy(update={"about_id": ids.get(m.about_id, "")}) for m in memos if _source_of(m) is None]
    if loose:
        wait_without_source(study, loose)
    n_cases, refused = declare_cases(study, project, written)
    new = sum(name != "" for name, _ in written.values())
    return ProjectImported(
        project.name,
        project.origin,
        new,
        n_codes,
        len(codings),
        len(memos),
        n_cases,
        len(project.sets),
        (*left, *refused),
    )


def _beside(path: Path, content: bytes) -> dict[str, bytes]:
    """The interviews of a Sonal corpus, which stand in its folder under names of their own."""
    found = {name: path.parent / name for name in interviews_of(content)} if content[:4].lstrip()[:1] == b"{" else {}
    return {name: _content(file) for name, file in found.items() if file.is_file()}


def _content(path: Path) -> bytes:
    """The bytes of a project; of a QualCoder folder, those of its database."""
    inside = path / "data.qda" if path.is_dir() else path
    try:
        return inside.read_bytes()
    except OSError as fault:
        raise ImportRefused("Le projet ne peut pas être ouvert : vérifiez son nom et vos droits d'accès.") from fault


def _is_on(one: ProjectCoding, source: ProjectSource) -> bool:
    return one.span.source_id == source.source_id


def _source_of(memo: ProjectMemo) -> str | None:
    if memo.span is not None:
        return memo.span.source_id
    return memo.about_id if memo.about is MemoAbout.SOURCE else None


def _enter_codes(study: OpenStudy, project: Project) -> tuple[dict[str, str], int]:
    """The codes into the codebook; project's code id -> the study's."""
    standing = codebook.codes(study.file, with_retired=True)
    fitted = fit_codes(project.codes, standing)
    if fitted:
        with study.write() as write:
            codebook.add_codes(write, fitted)
    present = codebook.codes(study.file, with_retired=True)
    return identities(project.codes, present), len(fitted)


def _write_source(study: OpenStudy, source: ProjectSource) -> tuple[str, ReadSource]:
    """The file of a text in `sources/` (its name there; "" when these bytes are there already), read as an ingest will."""
    body = source.rich or source.text.encode("utf-8")
    folder = study.folder / SOURCES
    name = _free_name(folder, source, body)
    read = read_source(body, name or source.name, surveys=study.settings.survey)
    known = {s.source_id: s for s in sources.all_sources(study.file)}
    if name and read.source.source_id not in known:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
        return name, read.model_copy(update={"source": read.source.model_copy(update={"source_name": name})})
    return "", read


def _free_name(folder: Path, source: ProjectSource, body: bytes) -> str:
    """A name nobody has; nothing when a file of that name holds the same bytes."""
    suffix = source.suffix or ".txt"
    stem = re.sub(r"[^\w .,'’()-]", "-", unicodedata.normalize("NFC", source.name)).strip(" .-~")[:100] or "source"
    stem = stem.removesuffix(suffix)
    for n in range(1, 10_000):
        name = f"{stem}{'' if n == 1 else f'-{n}'}{suffix}"
        path = folder / name
        if not path.exists():
            return name
        if path.read_bytes() == body:
            return ""
    raise ImportRefused("Trop de sources du même nom : renommez-les dans l'outil d'origine.")


def told(done: ProjectImported) -> Sequence[str]:
    """What came in and what did not, for people."""
    return (*told_in(done), *(f"Non repris : {line}" for line in done.left))


def told_in(done: ProjectImported) -> Sequence[str]:
    """What came in, for people."""
    return (
        f"Projet pris ({done.origin or 'outil non dit'}) : {done.sources} source(s) nouvelle(s) dans sources/, "
        f"{done.codes} code(s), {done.cases} personne(s).",
        f"{done.codings} codage(s) et {done.memos} mémo(s) attendent dans le coffre que leur source soit libérée.",
        *_told_sets(done),
    )


def _told_sets(done: ProjectImported) -> Sequence[str]:
    if not done.sets:
        return ()
    return (
        f"{done.sets} ensemble(s) : une étude n'en a pas, chaque code ou source garde un mémo « Ensemble « … » » qui dit le sien, "
        "et l'export le rend.",
    )
