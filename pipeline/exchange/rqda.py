"""
An RQDA project (.rqda) -> a project: files, categories and codes, codings, cases with their variables, memos.

RQDA keeps what was deleted, with a status of 0: it stays out. A code may be in several categories and stands under the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models.base import content_id
from pipeline.exchange import of_database
from pipeline.exchange.of_database import Found, Shape
from pipeline.exchange.opening import Tables
from pipeline.exchange.placing import whole, words
from pipeline.exchange.project import Node, Project, ProjectCase, ProjectMemo

NEEDED = ("source", "freecode", "coding")
_DATE = re.compile(r"\w{3} (?P<day>\w{3} +\d+ \d\d:\d\d:\d\d) (?P<year>\d{4})")


def _moment(row: dict[str, Any]) -> datetime | None:
    """R writes dates as « Mon Nov  2 09:30:00 2026 »."""
    found = _DATE.search(words(row.get("date")))
    try:
        return datetime.strptime(f"{found['day']} {found['year']}", "%b %d %H:%M:%S %Y") if found else None
    except ValueError:
        return None


SHAPE = Shape("RQDA", "file", "id", "selfirst", "selend", _moment)


def read_rqda(tables: Tables, name: str) -> Project:
    """The project of an open RQDA database; `name` is its file's."""
    sources = _rows(tables, "source")
    found = of_database.find(SHAPE, sources, _rows(tables, "freecode"), _rows(tables, "coding"))
    return of_database.project(
        SHAPE,
        name,
        found,
        nodes=_nodes(tables, found),
        memos=_memos(tables, found, sources),
        cases=_cases(tables, found),
    )


def _rows(tables: Tables, table: str) -> list[dict[str, Any]]:
    return [row for row in tables.rows(table) if whole(row.get("status", 1)) == 1]


def _nodes(tables: Tables, found: Found) -> Iterator[Node]:
    for row in _rows(tables, "codecat"):
        yield of_database.category(SHAPE, row)
    above: dict[Any, Any] = {}
    for row in _rows(tables, "treecode"):
        above.setdefault(row["cid"], ("category", row["catid"]))
    for row in _rows(tables, "freecode"):
        yield of_database.code(row, row["id"], found.codes[row["id"]], above.get(row["id"]))


def _memos(tables: Tables, found: Found, sources: list[dict[str, Any]]) -> Iterator[ProjectMemo]:
    yield from of_database.memos_beside(SHAPE, found, sources)
    for row in _rows(tables, "journal"):
        yield from of_database.memo(SHAPE, row, "journal", "journal")


def _cases(tables: Tables, found: Found) -> Iterator[ProjectCase]:
    values: dict[Any, list[tuple[str, str]]] = {}
    for row in _rows(tables, "caseAttr"):
        if words(row.get("value")).strip():
            values.setdefault(row["caseID"], []).append((words(row["variable"]), words(row["value"])))
    linked: dict[Any, dict[str, None]] = {}
    for row in _rows(tables, "caselinkage"):
        if row["fid"] in found.sources:
            linked.setdefault(row["caseid"], {})[found.sources[row["fid"]].source_id] = None
    for row in _rows(tables, "cases"):
        yield ProjectCase(
            case_id=content_id("rqda case", row["id"], row["name"]),
            name=words(row["name"]),
            attributes=tuple(values.get(row["id"], ())),
            source_ids=tuple(linked.get(row["id"], ())),
        )
