"""
An RQDA project (.rqda) -> a project: files, categories and codes, codings, cases with their variables, memos.

RQDA keeps what was deleted, with a status of 0: it stays out. A code may be in several categories and stands under the first.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from datetime import datetime
from typing import Any

from models.base import content_id
from pipeline.exchange.opening import Tables
from pipeline.exchange.placing import Selected, place, whole, words
from pipeline.exchange.positions import Raw
from pipeline.exchange.project import (
    NOBODY,
    MemoAbout,
    Node,
    Project,
    ProjectCase,
    ProjectCoding,
    ProjectMemo,
    ProjectSource,
    Span,
    code_tree,
)

NEEDED = ("source", "freecode", "coding")
_DATE = re.compile(r"\w{3} (?P<day>\w{3} +\d+ \d\d:\d\d:\d\d) (?P<year>\d{4})")


def read_rqda(tables: Tables, name: str) -> Project:
    """The project of an open RQDA database; `name` is its file's."""
    sources = {
        row["id"]: ProjectSource(
            source_id=content_id("rqda file", row["id"], row["name"]), name=words(row["name"]), text=words(row["file"])
        )
        for row in _rows(tables, "source")
        if words(row.get("file")).strip()
    }
    texts: dict[Hashable, ProjectSource] = dict(sources)
    codes = {row["id"]: content_id("rqda code", row["id"], row["name"]) for row in _rows(tables, "freecode")}
    selected = [
        Selected(row["fid"], Raw(whole(row["selfirst"]), whole(row["selend"]), words(row.get("seltext"))), row)
        for row in _rows(tables, "coding")
        if row["cid"] in codes
    ]
    placed, left = place(selected, texts)
    return Project(
        name=name,
        origin="RQDA",
        sources=tuple(sources.values()),
        codes=code_tree(tuple(_nodes(tables, codes))),
        codings=tuple(
            ProjectCoding(span=span, code_id=codes[row["cid"]], coder=_owner(row), at=_moment(row))
            for span, row in placed
        ),
        memos=tuple(_memos(tables, sources, placed)),
        cases=tuple(_cases(tables, sources)),
        left=tuple(left),
    )


def _rows(tables: Tables, table: str) -> list[dict[str, Any]]:
    return [row for row in tables.rows(table) if whole(row.get("status", 1)) == 1]


def _owner(row: dict[str, Any]) -> str:
    return words(row.get("owner")).strip() or NOBODY


def _moment(row: dict[str, Any]) -> datetime | None:
    """R writes dates as « Mon Nov  2 09:30:00 2026 »."""
    found = _DATE.search(words(row.get("date")))
    try:
        return datetime.strptime(f"{found['day']} {found['year']}", "%b %d %H:%M:%S %Y") if found else None
    except ValueError:
        return None


def _nodes(tables: Tables, codes: dict[Any, str]) -> Iterator[Node]:
    for row in _rows(tables, "codecat"):
        key = content_id("rqda category", row["catid"], row["name"])
        yield Node(("category", row["catid"]), key, words(row["name"]), None, words(row.get("memo")))
    above: dict[Any, Any] = {}
    for row in _rows(tables, "treecode"):
        above.setdefault(row["cid"], row["catid"])
    for row in _rows(tables, "freecode"):
        parent = ("category", above[row["id"]]) if row["id"] in above else None
        colour = words(row.get("color"))
        yield Node(("code", row["id"]), codes[row["id"]], words(row["name"]), parent, words(row.get("memo")), colour)


def _memos(
    tables: Tables, sources: dict[Any, ProjectSource], placed: list[tuple[Span, dict[str, Any]]]
) -> Iterator[ProjectMemo]:
    for span, row in placed:
        if words(row.get("memo")).strip():
            yield _memo(row, words(row["memo"]), MemoAbout.WORDS, span=span)
    for row in _rows(tables, "source"):
        if row["id"] in sources and words(row.get("memo")).strip():
            yield _memo(row, words(row["memo"]), MemoAbout.SOURCE, about_id=sources[row["id"]].source_id)
    for row in _rows(tables, "journal"):
        if words(row.get("journal")).strip():
            yield _memo(row, words(row["journal"]), MemoAbout.PROJECT)


def _memo(
    row: dict[str, Any], text: str, about: MemoAbout, *, about_id: str = "", span: Span | None = None
) -> ProjectMemo:
    return ProjectMemo(
        memo_id=content_id("rqda memo", row.get("date"), text),
        about=about,
        about_id=about_id,
        span=span,
        text=text,
        author=_owner(row),
        at=_moment(row),
    )


def _cases(tables: Tables, sources: dict[Any, ProjectSource]) -> Iterator[ProjectCase]:
    values: dict[Any, list[tuple[str, str]]] = {}
    for row in _rows(tables, "caseAttr"):
        if words(row.get("value")).strip():
            values.setdefault(row["caseID"], []).append((words(row["variable"]), words(row["value"])))
    linked: dict[Any, dict[str, None]] = {}
    for row in _rows(tables, "caselinkage"):
        if row["fid"] in sources:
            linked.setdefault(row["caseid"], {})[sources[row["fid"]].source_id] = None
    for row in _rows(tables, "cases"):
        yield ProjectCase(
            case_id=content_id("rqda case", row["id"], row["name"]),
            name=words(row["name"]),
            attributes=tuple(values.get(row["id"], ())),
            source_ids=tuple(linked.get(row["id"], ())),
        )
