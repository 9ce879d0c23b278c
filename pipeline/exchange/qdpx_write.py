"""
A project -> a REFI-QDA 1.5 archive (.qdpx), that NVivo, MAXQDA, ATLAS.ti and QualCoder open.

The same project always gives the same bytes: every GUID comes from an id or a place, every date of the archive is the same
day. Positions are code points, as the standard says; a selection is named after its words, so that whoever reads the file can
check them. It holds what the project holds: what may leave a study is decided before.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from models.base import content_id
from pipeline.exchange.codebook import QDC_NAMESPACE, guid_of, write_qdc
from pipeline.exchange.project import (
    MemoAbout,
    Project,
    ProjectCase,
    ProjectCoding,
    ProjectMemo,
    ProjectSource,
    Span,
    guid,
)

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT_FILE = "project.qde"
SOURCES_FOLDER = "sources"
NAME_LENGTH = 80
SAME_DAY = (1980, 1, 1, 0, 0, 0)
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_qdpx(project: Project) -> bytes:
    """
    The archive: `project.qde`, and each text as `sources/GUID.txt` in UTF-8.

    A memo whose text holds signs that XML cannot write is a file of its own; anything else is inside `project.qde`.
    """
    files = {f"{SOURCES_FOLDER}/{guid(one.source_id)}.txt": _bytes(one.text) for one in project.sources}
    root = Element("Project", {"xmlns": NAMESPACE, "name": _xml(project.name), "origin": _xml(project.origin)})
    users = {name: _made("user", name) for name in _people(project)}
    if users:
        listed = SubElement(root, "Users")
        for name, identity in users.items():
            SubElement(listed, "User", {"guid": identity, "name": _xml(name)})
    _write_codes(root, project)
    variables = _write_variables(root, project.cases)
    _write_cases(root, project.cases, variables)
    _write_sources(root, project, users)
    _write_notes(root, project.memos, users, files)
    _write_sets(root, project)
    for memo in _notes_of(project.memos, MemoAbout.PROJECT, ""):
        SubElement(root, "NoteRef", {"targetGUID": guid(memo.memo_id)})
    files[PROJECT_FILE] = tostring(root, encoding="utf-8", xml_declaration=True)
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files):
            made.writestr(zipfile.ZipInfo(name, SAME_DAY), files[name], zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _bytes(text: str) -> bytes:
    """A text that begins by the very sign of a byte order mark takes a second one, since readers drop the first."""
    return (("\ufeff" if text.startswith("\ufeff") else "") + text).encode("utf-8")


def _people(project: Project) -> tuple[str, ...]:
    return tuple(sorted({*(c.coder for c in project.codings), *(m.author for m in project.memos)}))


def _made(*parts: object) -> str:
    return guid_of(content_id(*parts))


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _dated(at: datetime | None) -> dict[str, str]:
    return {"creationDateTime": at.isoformat() + "Z"} if at else {}


def _write_codes(root: Element, project: Project) -> None:
    """The codebook as the codebook's own writer makes it, under the project's namespace; with the notes on each code."""
    if all(code.retired for code in project.codes):
        return
    book = fromstring(write_qdc(project.codes).decode("utf-8"))  # noqa: S314  # written on the line itself
    notes: dict[str, list[str]] = {}
    for memo in project.memos:
        if memo.about is MemoAbout.CODE:
            notes.setdefault(guid_of(memo.about_id), []).append(guid(memo.memo_id))
    for element in book.iter():
        element.tag = element.tag.removeprefix(f"{{{QDC_NAMESPACE}}}")
        if element.tag == "Code":
            place = int(element.find(f"{{{QDC_NAMESPACE}}}Description") is not None)
            for n, note in enumerate(notes.get(element.get("guid", ""), ())):
                element.insert(place + n, Element("NoteRef", {"targetGUID": note}))
    outer = SubElement(root, "CodeBook")
    outer.extend(list(book))


def _write_variables(root: Element, cases: Sequence[ProjectCase]) -> dict[str, tuple[str, str]]:
    """Variables by name, with their GUID and the element that holds their values."""
    values: dict[str, list[str]] = {}
    for case in cases:
        for name, value in case.attributes:
            values.setdefault(name, []).append(value)
    if not values:
        return {}
    listed, made = SubElement(root, "Variables"), {}
    for name, given in values.items():
        kind = _kind(given)
        made[name] = (_made("variable", name), f"{kind}Value")
        SubElement(listed, "Variable", {"guid": made[name][0], "name": _xml(name), "typeOfVariable": kind})
    return made


def _kind(values: Iterable[str]) -> str:
    """A type is claimed only when every value comes back from it as it was written."""
    found = tuple(values)
    if all(re.fullmatch(r"0|-?[1-9][0-9]{0,17}", value) for value in found):
        return "Integer"
    return "Date" if all(_is_day(value) for value in found) else "Text"


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _write_cases(root: Element, cases: Sequence[ProjectCase], variables: Mapping[str, tuple[str, str]]) -> None:
    if not cases:
        return
    listed = SubElement(root, "Cases")
    for case in cases:
        element = SubElement(listed, "Case", {"guid": guid(case.case_id), "name": _xml(case.name)})
        for name, value in case.attributes:
            identity, kind = variables[name]
            held = SubElement(element, "VariableValue")
            SubElement(held, "VariableRef", {"targetGUID": identity})
            SubElement(held, kind).text = _xml(value)
        for source_id in case.source_ids:
            SubElement(element, "SourceRef", {"targetGUID": guid(source_id)})
        for span in case.spans:
            SubElement(element, "SelectionRef", {"targetGUID": _selection(span)})


def _selection(span: Span) -> str:
    return _made("selection", guid(span.source_id), span.start, span.end)


def _write_sources(root: Element, project: Project, users: Mapping[str, str]) -> None:
    if not project.sources:
        return
    listed = SubElement(root, "Sources")
    codings: dict[Span, list[ProjectCoding]] = {}
    for coding in project.codings:
        codings.setdefault(coding.span, []).append(coding)
    spans = {span for case in project.cases for span in case.spans} | {m.span for m in project.memos if m.span}
    by_source: dict[str, list[Span]] = {}
    for span in sorted(spans | set(codings), key=lambda s: (s.start, s.end)):
        by_source.setdefault(span.source_id, []).append(span)
    for source in project.sources:
        attributes = {"guid": guid(source.source_id), "name": _xml(source.name)}
        element = SubElement(
            listed, "TextSource", {**attributes, "plainTextPath": f"internal://{guid(source.source_id)}.txt"}
        )
        for span in by_source.get(source.source_id, ()):
            _write_selection(element, source, span, codings.get(span, ()), project.memos, users)
        for memo in _notes_of(project.memos, MemoAbout.SOURCE, source.source_id):
            SubElement(element, "NoteRef", {"targetGUID": guid(memo.memo_id)})


def _write_selection(
    parent: Element,
    source: ProjectSource,
    span: Span,
    codings: Iterable[ProjectCoding],
    memos: Iterable[ProjectMemo],
    users: Mapping[str, str],
) -> None:
    words = source.text[span.start : span.end]
    name = _xml(words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1] + "…")
    places = {"startPosition": str(span.start), "endPosition": str(span.end)}
    element = SubElement(parent, "PlainTextSelection", {"guid": _selection(span), "name": name, **places})
    for coding in codings:
        attributes = {
            "guid": _made("coding", _selection(span), coding.code_id, coding.coder, coding.at),
            "creatingUser": users[coding.coder],
            **_dated(coding.at),
        }
        SubElement(SubElement(element, "Coding", attributes), "CodeRef", {"targetGUID": guid_of(coding.code_id)})
    for memo in memos:
        if memo.span == span:
            SubElement(element, "NoteRef", {"targetGUID": guid(memo.memo_id)})


def _notes_of(memos: Iterable[ProjectMemo], about: MemoAbout, identity: str) -> list[ProjectMemo]:
    return [memo for memo in memos if memo.about is about and memo.about_id == identity]


def _write_notes(
    root: Element, memos: Sequence[ProjectMemo], users: Mapping[str, str], files: dict[str, bytes]
) -> None:
    if not memos:
        return
    listed = SubElement(root, "Notes")
    for memo in memos:
        attributes: dict[str, Any] = {"guid": guid(memo.memo_id), "name": _xml(memo.name)}
        attributes |= {"creatingUser": users[memo.author], **_dated(memo.at)}
        if _NOT_XML.search(memo.text) or "\r" in memo.text:
            files[f"{SOURCES_FOLDER}/{guid(memo.memo_id)}.txt"] = _bytes(memo.text)
            SubElement(listed, "Note", {**attributes, "plainTextPath": f"internal://{guid(memo.memo_id)}.txt"})
        else:
            SubElement(SubElement(listed, "Note", attributes), "PlainTextContent").text = memo.text


def _write_sets(root: Element, project: Project) -> None:
    if not project.sets:
        return
    listed = SubElement(root, "Sets")
    for one in project.sets:
        element = SubElement(listed, "Set", {"guid": guid(one.set_id), "name": _xml(one.name)})
        for code_id in one.code_ids:
            SubElement(element, "MemberCode", {"targetGUID": guid_of(code_id)})
        for source_id in one.source_ids:
            SubElement(element, "MemberSource", {"targetGUID": guid(source_id)})
