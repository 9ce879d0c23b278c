"""
A QualCoder project (its data.qda database) -> a project: texts, categories and codes, codings of each coder, cases, memos.

QualCoder counts code points, save where its editor counted UTF-16 units before an emoji: the words it keeps beside each coding
tell. Categories become codes without codings of their own. Pictures, sounds and videos have no place in a study of texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.base import content_id
from pipeline.exchange import of_database
from pipeline.exchange.of_database import Found, Shape
from pipeline.exchange.opening import Tables
from pipeline.exchange.placing import whole, words
from pipeline.exchange.project import MemoAbout, Node, Project, ProjectCase, ProjectMemo, Span, moment_of

NEEDED = ("source", "code_name", "code_text")
SHAPE = Shape("QualCoder", "fulltext", "cid", "pos0", "pos1", lambda row: moment_of(row.get("date")))


def read_qualcoder(tables: Tables, name: str) -> Project:
    """The project of an open QualCoder database; `name` is its file's."""
    sources = tables.rows("source")
    found = of_database.find(SHAPE, sources, tables.rows("code_name"), tables.rows("code_text"))
    if len(sources) > len(found.sources):
        n_without = len(sources) - len(found.sources)
        found.left.append(f"{n_without} source(s) sans texte (image, son, vidéo), non reprise(s).")
    return of_database.project(
        SHAPE,
        name,
        found,
        nodes=_nodes(tables, found),
        memos=_memos(tables, found, sources),
        cases=_cases(tables, found),
    )


def _nodes(tables: Tables, found: Found) -> Iterator[Node]:
    for row in tables.rows("code_cat"):
        yield of_database.category(SHAPE, row, ("category", row.get("supercatid")))
    for row in tables.rows("code_name"):
        yield of_database.code(row, row["cid"], found.codes[row["cid"]], ("category", row.get("catid")))


def _memos(tables: Tables, found: Found, sources: list[dict[str, Any]]) -> Iterator[ProjectMemo]:
    yield from of_database.memos_beside(SHAPE, found, sources)
    for row in tables.rows("annotation"):
        source = found.sources.get(row["fid"])
        if source is not None:
            span = _span(source.source_id, source.text, row)
            about = MemoAbout.SOURCE if span is None else MemoAbout.WORDS
            about_id = source.source_id if span is None else ""
            yield from of_database.memo(SHAPE, row, "annotation", about=about, about_id=about_id, span=span)
    for row in tables.rows("journal"):
        yield from of_database.memo(SHAPE, row, "journal", "jentry", name=words(row.get("name")))


def _span(source_id: str, text: str, row: dict[str, Any]) -> Span | None:
    start, end = whole(row["pos0"]), whole(row["pos1"])
    return Span(source_id=source_id, start=start, end=end) if 0 <= start < end <= len(text) else None


def _cases(tables: Tables, found: Found) -> Iterator[ProjectCase]:
    values: dict[Any, list[tuple[str, str]]] = {}
    for row in tables.rows("attribute"):
        if row.get("attr_type") == "case" and words(row.get("value")).strip():
            values.setdefault(row["id"], []).append((words(row["name"]), words(row["value"])))
    spans: dict[Any, list[Span]] = {}
    wholes: dict[Any, list[str]] = {}
    for row in tables.rows("case_text"):
        source = found.sources.get(row["fid"])
        if source is None:
            continue
        if whole(row["pos0"]) <= 0 and whole(row["pos1"]) >= len(source.text) - 1:
            wholes.setdefault(row["caseid"], []).append(source.source_id)
        elif (span := _span(source.source_id, source.text, row)) is not None:
            spans.setdefault(row["caseid"], []).append(span)
    for row in tables.rows("cases"):
        yield ProjectCase(
            case_id=content_id("qualcoder case", row["caseid"], row["name"]),
            name=words(row["name"]),
            attributes=tuple(values.get(row["caseid"], ())),
            source_ids=tuple(wholes.get(row["caseid"], ())),
            spans=tuple(spans.get(row["caseid"], ())),
        )
