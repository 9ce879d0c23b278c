"""
A Taguette project (.sqlite3) -> a project: documents without their markup, tags as codes by their path, highlights.

Taguette keeps documents as HTML and counts UTF-8 bytes of what is read, markup aside; the snippet it keeps beside each
highlight tells whether the count is right. Blocks become lines, so that who speaks is still read at the head of one.
A database of several projects is taken in whole when it has one; otherwise it is refused, for codebooks would mix.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from models.base import content_id
from models.codebook import Code
from pipeline.errors import ImportRefused
from pipeline.exchange.codebook import CodebookRead
from pipeline.exchange.delimited import read_rows, write_rows
from pipeline.exchange.opening import Tables
from pipeline.exchange.placing import Selected, place, whole, words
from pipeline.exchange.positions import Raw, Way
from pipeline.exchange.project import (
    NOBODY,
    Node,
    Project,
    ProjectCoding,
    ProjectSource,
    Span,
    code_tree,
    moment_of,
)

NEEDED = ("documents", "highlights", "tags", "highlight_tags")
BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
)
PATH_SIGN = "."  # Taguette reads the dots of a tag's path as levels
COLUMNS = ("tag", "description")
BYTES = (Way("utf-8"), Way("utf-8", "one"), Way("points"))


class _Words(HTMLParser):
    """What is read of an HTML document, sign for sign; and after which code points a block ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.breaks: set[int] = set()
        self.length = 0

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
        self.length += len(data)

    def handle_starttag(self, tag: str, _: Any) -> None:
        if tag in BLOCKS:
            self.breaks.add(self.length)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.breaks.add(self.length)


def plain(html: str) -> tuple[str, tuple[int, ...]]:
    """The words of a document, sign for sign, and where its blocks end, in code points."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts), tuple(sorted(parser.breaks - {0}))


def read_taguette(tables: Tables, name: str) -> Project:
    """
    The project of an open Taguette database; `name` is its file's.

    Raises:
        ImportRefused: it holds several projects.
    """
    if len(tables.rows("projects")) > 1:
        raise ImportRefused(
            "La base Taguette contient plusieurs projets : exportez le vôtre depuis Taguette, puis recommencez."
        )
    bare: dict[Hashable, ProjectSource] = {}
    lined: dict[str, tuple[ProjectSource, tuple[int, ...]]] = {}
    for row in tables.rows("documents"):
        text, breaks = plain(words(row["contents"]))
        source_id = content_id("taguette document", row["id"], row["name"])
        if text.strip():
            bare[row["id"]] = ProjectSource(source_id=source_id, name=words(row["name"]), text=text)
            lined[source_id] = (_lined(bare[row["id"]], breaks), breaks)
    tags = {row["id"]: content_id("taguette tag", row["id"], row["path"]) for row in tables.rows("tags")}
    marked: dict[Any, list[Any]] = {}
    for row in tables.rows("highlight_tags"):
        marked.setdefault(row["highlight_id"], []).append(row["tag_id"])
    selected = [
        Selected(row["document_id"], _raw(row), row) for row in tables.rows("highlights") if marked.get(row["id"])
    ]
    placed, left = place(selected, bare, ways=BYTES)
    made = _makers(tables)
    return Project(
        name=name,
        origin="Taguette",
        sources=tuple(source for source, _ in lined.values()),
        codes=_codes(tables, tags),
        codings=tuple(
            ProjectCoding(
                span=_moved(span, lined[span.source_id][1]),
                code_id=tags[tag],
                coder=made.get(row["id"], (NOBODY, None))[0],
                at=made.get(row["id"], (NOBODY, None))[1],
            )
            for span, row in placed
            for tag in marked[row["id"]]
            if tag in tags
        ),
        left=tuple(left),
    )


def _raw(row: dict[str, Any]) -> Raw:
    return Raw(whole(row["start_offset"]), whole(row["end_offset"]), plain(words(row.get("snippet")))[0])


def _lined(source: ProjectSource, breaks: Sequence[int]) -> ProjectSource:
    """The text with a line end after each block that has none."""
    parts, done = [], 0
    for place_ in breaks:
        parts += [source.text[done:place_], "\n"]
        done = place_
    return source.model_copy(update={"text": "".join((*parts, source.text[done:]))})


def _moved(span: Span, breaks: Sequence[int]) -> Span:
    """A place of the bare text in the one with line ends: those up to its beginning, those before its end."""
    start = span.start + sum(b <= span.start for b in breaks)
    return Span(source_id=span.source_id, start=start, end=span.end + sum(b < span.end for b in breaks))


def _codes(tables: Tables, tags: dict[Any, str]) -> tuple[Code, ...]:
    return _tree([(words(row["path"]), words(row.get("description")), tags[row["id"]]) for row in tables.rows("tags")])


def _tree(tags: Sequence[tuple[str, str, str]]) -> tuple[Code, ...]:
    """Tags (path, description, id) by path; a level that is no tag of its own stays in the name."""
    paths = {path for path, _, _ in tags}
    nodes = []
    for path, description, identity in sorted(tags):
        above = next((up for up in _above(path) if up in paths), None)
        name = path if above is None else path[len(above) + 1 :]
        nodes.append(Node(path, identity, name, above, description))
    return code_tree(nodes)


def read_taguette_codebook(content: bytes) -> CodebookRead:
    """
    A codebook exported by Taguette (`tag`, `description`).

    Raises:
        ImportRefused: the file has not these columns.
    """
    rows = [cells for _, cells in read_rows(content, required=COLUMNS)]
    tags = {cells["tag"].strip(): cells["description"] for cells in rows if cells["tag"].strip()}
    return CodebookRead(codes=_tree([(path, told, content_id("taguette tag", path)) for path, told in tags.items()]))


def _above(path: str) -> list[str]:
    parts = path.split(PATH_SIGN)
    return [PATH_SIGN.join(parts[:n]) for n in range(len(parts) - 1, 0, -1)]


def _makers(tables: Tables) -> dict[Any, tuple[str, datetime | None]]:
    """Who made each highlight, and when, from the list of what was done."""
    found: dict[Any, tuple[str, datetime | None]] = {}
    for row in tables.rows("commands"):
        try:
            told = json.loads(words(row.get("payload")))
        except ValueError:
            continue
        if isinstance(told, dict) and told.get("type") == "highlight_add":
            found[told.get("highlight_id")] = (
                words(row.get("user_login")) or NOBODY,
                moment_of(words(row.get("date"))),
            )
    return found


def write_taguette_codebook(codes: Sequence[Code]) -> bytes:
    """The codebook as Taguette imports it: `tag`, `description`, levels joined by dots."""
    in_use = sorted((code for code in codes if not code.retired), key=lambda code: code.path)
    return write_rows(
        COLUMNS,
        ({"tag": code.path.replace(" / ", PATH_SIGN), "description": code.definition} for code in in_use),
    )
