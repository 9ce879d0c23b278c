"""
What the readers of QualCoder and RQDA share: both keep a project in plain tables whose rows have an owner, a date and a memo.

They name tables and columns differently and write dates differently; a reader says which (`Shape`), the rest is done here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from models.base import content_id
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

Row = dict[str, Any]


class Shape(NamedTuple):
    """
    How a tool names what it keeps.

    `codings` are columns (start, end) of the rows that code; `text` and `code_key` the columns of a source's words and of a
    code's key. `moment` reads a row's date.
    """

    origin: str
    text: str
    code_key: str
    start: str
    end: str
    moment: Callable[[Row], datetime | None]


class Found(NamedTuple):
    """Sources, codes and placed codings of a database, by the keys of their rows."""

    sources: dict[Any, ProjectSource]
    codes: dict[Any, str]
    placed: list[tuple[Span, Row]]
    left: list[str]


def find(shape: Shape, sources: Sequence[Row], codes: Sequence[Row], codings: Sequence[Row]) -> Found:
    """What the rows hold, each coding at its place; those whose words are elsewhere are in `left`."""
    kind = shape.origin.lower()
    texts = {
        row["id"]: ProjectSource(
            source_id=content_id(f"{kind} source", row["id"], row["name"]),
            name=words(row["name"]),
            text=words(row[shape.text]),
        )
        for row in sources
        if words(row.get(shape.text)).strip()
    }
    ids = {row[shape.code_key]: content_id(f"{kind} code", row[shape.code_key], row["name"]) for row in codes}
    selected = [
        Selected(row["fid"], Raw(whole(row[shape.start]), whole(row[shape.end]), words(row.get("seltext"))), row)
        for row in codings
        if row["cid"] in ids
    ]
    by_key: dict[Hashable, ProjectSource] = dict(texts)
    placed, left = place(selected, by_key)
    return Found(texts, ids, placed, left)


def category(shape: Shape, row: Row, above: Hashable = None) -> Node:
    """A category: a code without codings of its own."""
    key = content_id(f"{shape.origin.lower()} category", row["catid"], row["name"])
    return Node(("category", row["catid"]), key, words(row["name"]), above, words(row.get("memo")))


def code(row: Row, key: Hashable, code_id: str, above: Hashable) -> Node:
    """A code under its category."""
    return Node(("code", key), code_id, words(row["name"]), above, words(row.get("memo")), words(row.get("color")))


def memo(
    shape: Shape,
    row: Row,
    kind: str,
    column: str = "memo",
    *,
    about: MemoAbout = MemoAbout.PROJECT,
    about_id: str = "",
    span: Span | None = None,
    name: str = "",
) -> Iterator[ProjectMemo]:
    """The note in a column of a row, when it says anything."""
    text = words(row.get(column))
    if text.strip():
        yield ProjectMemo(
            memo_id=content_id(f"{shape.origin.lower()} memo", kind, row.get("date"), text),
            about=about,
            about_id=about_id,
            span=span,
            name=name,
            text=text,
            author=_owner(row),
            at=shape.moment(row),
        )


def memos_beside(shape: Shape, found: Found, sources: Sequence[Row]) -> Iterator[ProjectMemo]:
    """Notes on coded words, then on sources."""
    for span, row in found.placed:
        yield from memo(shape, row, "coding", span=span, about=MemoAbout.WORDS)
    for row in sources:
        if row["id"] in found.sources:
            about_id = found.sources[row["id"]].source_id
            yield from memo(shape, row, "source", about=MemoAbout.SOURCE, about_id=about_id)


def project(
    shape: Shape,
    name: str,
    found: Found,
    *,
    nodes: Iterator[Node],
    memos: Iterator[ProjectMemo],
    cases: Iterator[ProjectCase],
) -> Project:
    """All of it, each coding under whoever made it."""
    return Project(
        name=name,
        origin=shape.origin,
        sources=tuple(found.sources.values()),
        codes=code_tree(tuple(nodes)),
        codings=tuple(
            ProjectCoding(span=span, code_id=found.codes[row["cid"]], coder=_owner(row), at=shape.moment(row))
            for span, row in found.placed
        ),
        memos=tuple(memos),
        cases=tuple(cases),
        left=tuple(found.left),
    )


def _owner(row: Row) -> str:
    return words(row.get("owner")).strip() or NOBODY
