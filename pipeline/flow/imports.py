"""
What comes from elsewhere: codings, codebooks, findings. Each verbatim is held against its transcript; one that is not at
its anchor is refused by its line, never repaired, and the others go in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import NamedTuple

from models.base import content_id
from models.codebook import PATH_SEPARATOR, Code
from models.coding import Decision, Memo
from models.transcript import Anchor
from pipeline import codebook as rules
from pipeline import validate
from pipeline.errors import ImportRefused, UnknownReference, VerbatimMismatch
from pipeline.exchange import codebook as codebook_files
from pipeline.exchange.codings import CodingRow, imported_decision, read_codings
from pipeline.exchange.findings import EvidenceDraft, FindingDraft, read_findings
from pipeline.exchange.project import ProjectSet
from pipeline.exchange.projects import is_project
from pipeline.exchange.sets import memos_of_sets
from pipeline.exchange.taguette import read_taguette_codebook
from pipeline.flow import findings as finding_flow
from pipeline.flow.coding import segment_at
from pipeline.flow.study import OpenStudy, Role, now
from pipeline.store import codebook, coding, segments, sources
from pipeline.store.connection import Write

Places = dict[tuple[str, int], tuple[str, str]]


class LineRefused(NamedTuple):
    """A line (or a finding) of an imported file that did not go in, and why, in French."""

    line: int
    problem: str


class Imported(NamedTuple):
    """What an import did; what was refused spoils nothing for the rest."""

    added: int
    refused: tuple[LineRefused, ...]


def read_file(path: Path) -> bytes:
    """
    The bytes of a file to import.

    Raises:
        ImportRefused: it cannot be opened.
    """
    try:
        return path.read_bytes()
    except OSError as fault:
        raise ImportRefused(f"Le fichier « {path} » ne peut pas être ouvert : vérifiez son nom.") from fault


def is_project_file(path: Path) -> bool:
    """Whether a path is another tool's project: an archive, a database, a QualCoder folder, a corpus of Sonal."""
    return path.is_dir() or is_project(read_file(path))


def import_any(study: OpenStudy, path: Path) -> tuple[str, Imported]:
    """
    Take in a file whose content says what it is.

    Returns:
        What came in, as a French plural, and how much of it.

    Raises:
        ImportRefused: it is none of what can be taken in.
    """
    head = read_file(path)[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head[:1] == b"<":
        return "codes", import_codebook(study, path)
    if head[:1] == b"{":
        return "constats", import_findings(study, path)
    first_line = head.split(b"\n", 1)[0]
    if b"verbatim" in first_line:
        return "codages", import_codings(study, path)
    if b"code_path" in first_line or _is_taguette(head):
        return "codes", import_codebook(study, path)
    raise ImportRefused(
        f"« {path.name} » n'est ni un projet, ni un livre de codes (.qdc, .csv), ni des codages (.csv), ni des constats (.json). "
        "Exportez-le de son outil sous l'une de ces formes."
    )


def _is_taguette(content: bytes) -> bool:
    """A codebook exported by Taguette opens on its own two titles."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"tag,description")


def import_codings(study: OpenStudy, path: Path) -> Imported:
    """
    Take in codings made elsewhere; codes that do not exist yet are made, branch by branch.

    Raises:
        ImportRefused: the file as a whole cannot be read.
    """
    study.require(Role.RESEARCHER)
    read = read_codings(read_file(path))
    places = sources.turns_by_place(study.file)
    problems = [LineRefused(line.line_no, line.reason) for line in read.refused]
    by_path = {code.path: code for code in codebook.codes(study.file, with_retired=True)}
    added = 0
    with study.write() as write:
        for row in read.rows:
            try:
                anchor = _anchor_of(row, places)
            except (VerbatimMismatch, UnknownReference) as fault:
                problems.append(LineRefused(row.line_no, str(fault)))
                continue
            code = _code_at(write, by_path, row.code_path)
            added += coding.add_decisions(write, [_decision(study, row, anchor, code)])
    return Imported(added, tuple(sorted(problems)))


def _anchor_of(row: CodingRow, places: Places) -> Anchor:
    turn_id, text = _turn(places, row.source_name, row.turn_no)
    anchor = Anchor(turn_id=turn_id, start=row.start_char, end=row.end_char, verbatim=row.verbatim)
    validate.check_anchor(anchor, text)
    return anchor


def _turn(places: Places, source_name: str | None, turn_no: int | None) -> tuple[str, str]:
    found = places.get((source_name or "", turn_no or 0))
    if found is None:
        raise UnknownReference(
            f"Aucun tour n° {turn_no} dans une source de ce nom : vérifiez source_name (tel que dans v_sources) et turn_no."
        )
    return found


def _code_at(write: Write, by_path: dict[str, Code], path: str) -> Code:
    """The code of this path, made with its ancestors when it is new."""
    names = path.split(PATH_SEPARATOR)
    above: Code | None = None
    for depth in range(1, len(names) + 1):
        at = PATH_SEPARATOR.join(names[:depth])
        if at not in by_path:
            made = rules.add_code(
                tuple(by_path.values()),
                names[depth - 1],
                code_id=content_id("code", at),
                parent_id=above.code_id if above else None,
            )[0]
            codebook.add_codes(write, [made])
            by_path[at] = made
        above = by_path[at]
    assert above is not None
    return above


def _decision(study: OpenStudy, row: CodingRow, anchor: Anchor, code: Code) -> Decision:
    segment_id = segment_at(study, anchor)
    decision = imported_decision(row, turn_id=anchor.turn_id, code_id=code.code_id, segment_id=segment_id)
    return decision.model_copy(update={"decided_at": row.decided_at.astimezone(UTC).replace(tzinfo=None)})


def import_codebook(study: OpenStudy, path: Path) -> Imported:
    """
    Take in a codebook (.csv or .qdc): codes already there keep their place, and gain the texts they lacked.

    Raises:
        ImportRefused: the file cannot be read as a codebook.
    """
    study.require(Role.RESEARCHER)
    content = read_file(path)
    is_qdc = path.suffix.lower() == ".qdc" or content.lstrip()[:1] == b"<"
    read_csv = read_taguette_codebook if _is_taguette(content) else codebook_files.read_codebook_csv
    read = codebook_files.read_qdc(content) if is_qdc else read_csv(content)
    fitted = codebook_files.fit_codes(read.codes, codebook.codes(study.file, with_retired=True))
    with study.write() as write:
        codebook.add_codes(write, fitted)
    _enter_sets(study, read)
    refused = tuple(LineRefused(line.line_no, line.reason) for line in read.refused)
    return Imported(len(fitted), refused)


def _enter_sets(study: OpenStudy, read: codebook_files.CodebookRead) -> None:
    """Members of the codebook's sets say so in a memo, once."""
    sets = [ProjectSet(set_id=one.name, name=one.name, code_ids=one.code_ids) for one in read.sets]
    if not sets:
        return
    ids = codebook_files.identities(read.codes, codebook.codes(study.file, with_retired=True))
    known = {memo.memo_id for memo in coding.memos(study.file)}
    with study.write() as write:
        for member in memos_of_sets(sets, origin=study.actor):
            code_id = ids.get(member.about_id)
            if code_id is not None and member.memo_id not in known:
                coding.add_memo(
                    write,
                    Memo(
                        memo_id=member.memo_id,
                        about_kind=member.about.value,
                        about_id=code_id,
                        text=member.text,
                        author=member.author,
                        written_at=now(),
                    ),
                )


def import_findings(study: OpenStudy, path: Path) -> Imported:
    """
    Take in findings with their evidence; a finding goes in with the evidence that holds.

    Raises:
        ImportRefused: the file as a whole cannot be read.
    """
    study.require(Role.RESEARCHER)
    problems: list[LineRefused] = []
    drafts = read_findings(read_file(path))
    places = sources.turns_by_place(study.file)
    by_path = {code.path: code.code_id for code in codebook.codes(study.file)}
    for number, draft in enumerate(drafts, start=1):
        finding = _write(study, draft, by_path)
        for place, evidence in enumerate(draft.evidence, start=1):
            try:
                anchor = _evidence_anchor(study, evidence, places)
                finding_flow.add_evidence(study, finding, evidence.stance, anchor, recompute=False)
            except (UnknownReference, VerbatimMismatch) as fault:
                problems.append(LineRefused(number, f"extrait {place} : {fault}"))
        finding_flow.compute(study, finding)
    return Imported(len(drafts), tuple(problems))


def _write(study: OpenStudy, draft: FindingDraft, by_path: dict[str, str]) -> str:
    finding_id = draft.finding_id or content_id("imported finding", draft.statement)
    code_ids: Sequence[str] = [by_path[path] for path in draft.code_paths if path in by_path]
    finding_flow.write_finding(
        study,
        draft.statement,
        status=draft.status,
        scope=draft.scope,
        code_ids=code_ids,
        finding_id=finding_id,
        recompute=False,
    )
    return finding_id


def _evidence_anchor(study: OpenStudy, given: EvidenceDraft, places: Places) -> Anchor:
    if given.segment_id is not None:
        rows = segments.segment_rows(study.file, segment_ids=[given.segment_id])
        if not rows:
            raise UnknownReference(f"le segment {given.segment_id} n'existe pas dans cette étude.")
        row = rows[0]
        return Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text)
    turn_id = given.turn_id or _turn(places, given.source_name, given.turn_no)[0]
    assert given.start_char is not None
    assert given.end_char is not None
    assert given.verbatim is not None
    return Anchor(turn_id=turn_id, start=given.start_char, end=given.end_char, verbatim=given.verbatim)
