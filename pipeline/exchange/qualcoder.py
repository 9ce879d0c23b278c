"""
A QualCoder project (its data.qda database) -> a project: texts, categories and codes, codings of each coder, cases, memos.

QualCoder counts code points, save where its editor counted UTF-16 units before an emoji: the words it keeps beside each coding
tell. Categories become codes without codings of their own. Pictures, sounds and videos have no place in a study of texts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
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
    moment_of,
)

NEEDED = ("source", "code_name", "code_text")


def read_qualcoder(tables: Tables, name: str) -> Project:
    """The project of an open QualCoder database; `name` is its file's."""
    sources = {
        row["id"]: ProjectSource(
            source_id=content_id("qualcoder source", row["id"], row["name"]),
            name=words(row["name"]),
            text=words(row["fulltext"]),
        )
        for row in tables.rows("source")
        if words(row.get("fulltext")).strip()
    }
    n_without = len(tables.rows("source")) - len(sources)
    texts: dict[Hashable, ProjectSource] = dict(sources)
    codes = {row["cid"]: content_id("qualcoder code", row["cid"], row["name"]) for row in tables.rows("code_name")}
    selected = [
        Selected(row["fid"], Raw(whole(row["pos0"]), whole(row["pos1"]), words(row.get("seltext"))), row)
        for row in tables.rows("code_text")
        if row["cid"] in codes
    ]
    placed, left = place(selected, texts)
    if n_without:
        left.append(f"{n_without} source(s) sans texte (image, son, vidéo), non reprise(s).")
    return Project(
        name=name,
        origin="QualCoder",
        sources=tuple(sources.values()),
        codes=code_tree(tuple(_nodes(tables, codes))),
        codings=tuple(
            ProjectCoding(span=span, code_id=codes[row["cid"]], coder=_owner(row), at=moment_of(row.get("date")))
            for span, row in placed
        ),
        memos=tuple(_memos(tables, sources, placed)),
        cases=tuple(_cases(tables, sources)),
        left=tuple(left),
    )


def _owner(row: dict[str, Any]) -> str:
    return words(row.get("owner")).strip() or NOBODY


def _nodes(tables: Tables, codes: dict[Any, str]) -> Iterator[Node]:
    for row in tables.rows("code_cat"):
        above = ("category", row.get("supercatid"))
        key = content_id("qualcoder category", row["catid"], row["name"])
        yield Node(("category", row["catid"]), key, words(row["name"]), above, words(row.get("memo")))
    for row in tables.rows("code_name"):
        yield Node(
            ("code", row["cid"]),
            codes[row["cid"]],
            words(row["name"]),
            ("category", row.get("catid")),
            words(row.get("memo")),
            words(row.get("color")),
        )


def _memos(
    tables: Tables, sources: dict[Any, ProjectSource], placed: list[tuple[Span, dict[str, Any]]]
) -> Iterator[ProjectMemo]:
    for span, row in placed:
        if words(row.get("memo")).strip():
            yield _memo(row, "coding", words(row["memo"]), span=span, about=MemoAbout.WORDS)
    for row in tables.rows("source"):
        if row["id"] in sources and words(row.get("memo")).strip():
            about_id = sources[row["id"]].source_id
            yield _memo(row, "source", words(row["memo"]), about=MemoAbout.SOURCE, about_id=about_id)
    for row in tables.rows("annotation"):
        source, text = sources.get(row["fid"]), words(row.get("memo"))
        if source is not None and text.strip():
            start, end = whole(row["pos0"]), whole(row["pos1"])
            if 0 <= start < end <= len(source.text):
                at = Span(source_id=source.source_id, start=start, end=end)
                yield _memo(row, "annotation", text, span=at, about=MemoAbout.WORDS)
            else:
                yield _memo(row, "annotation", text, about=MemoAbout.SOURCE, about_id=source.source_id)
    for row in tables.rows("journal"):
        if words(row.get("jentry")).strip():
            yield _memo(row, "journal", words(row["jentry"]), name=words(row.get("name")))


def _memo(
    row: dict[str, Any],
    kind: str,
    text: str,
    *,
    about: MemoAbout = MemoAbout.PROJECT,
    about_id: str = "",
    span: Span | None = None,
    name: str = "",
) -> ProjectMemo:
    return ProjectMemo(
        memo_id=content_id("qualcoder memo", kind, row.get("date"), text),
        about=about,
        about_id=about_id,
        span=span,
        name=name,
        text=text,
        author=_owner(row),
        at=moment_of(row.get("date")),
    )


def _cases(tables: Tables, sources: dict[Any, ProjectSource]) -> Iterator[ProjectCase]:
    values: dict[Any, list[tuple[str, str]]] = {}
    for row in tables.rows("attribute"):
        if row.get("attr_type") == "case" and words(row.get("value")).strip():
            values.setdefault(row["id"], []).append((words(row["name"]), words(row["value"])))
    spans: dict[Any, list[Span]] = {}
    wholes: dict[Any, list[str]] = {}
    for row in tables.rows("case_text"):
        source, start, end = sources.get(row["fid"]), whole(row["pos0"]), whole(row["pos1"])
        if source is None:
            continue
        if start <= 0 and end >= len(source.text) - 1:
            wholes.setdefault(row["caseid"], []).append(source.source_id)
        elif 0 <= start < end <= len(source.text):
            spans.setdefault(row["caseid"], []).append(Span(source_id=source.source_id, start=start, end=end))
    for row in tables.rows("cases"):
        yield ProjectCase(
            case_id=content_id("qualcoder case", row["caseid"], row["name"]),
            name=words(row["name"]),
            attributes=tuple(values.get(row["caseid"], ())),
            source_ids=tuple(wholes.get(row["caseid"], ())),
            spans=tuple(spans.get(row["caseid"], ())),
        )
