"""
A project of another tool, or ours on its way to one: texts, codes, codings, memos, cases and sets, before any study holds them.

Every reader of a project makes this, and the writer takes it, so that what one tool keeps and another does not is decided in
one place. Positions are code points of a source's text, whatever the tool counted; what could not be taken is a French
sentence in `left`, with how many and why, never with words of a source.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Hashable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from models.base import Noun
from models.codebook import PATH_SEPARATOR, Code
from pipeline.exchange.codebook import DEFAULT_COLOUR, guid_of

NOBODY = "inconnu·e"


class Span(Noun):
    """Words of a source: code points of its text, end excluded."""

    source_id: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class ProjectSource(Noun):
    """
    A text as the project holds it, line ends and all, without the byte order mark.

    `rich` is the formatted document where there is no plain text to read; `suffix` says which sort (".docx").
    """

    source_id: str
    name: str
    text: str = ""
    rich: bytes = b""
    suffix: str = ""


class ProjectCoding(Noun):
    """A code on words, by whom and when (UTC, no zone; None where the tool does not say)."""

    span: Span
    code_id: str
    coder: str = NOBODY
    at: datetime | None = None


class MemoAbout(StrEnum):
    """What a memo of a project is attached to."""

    PROJECT = "project"
    SOURCE = "source"
    CODE = "code"
    WORDS = "words"


class ProjectMemo(Noun):
    """A researcher's note; `about_id` is a source's or a code's id, `span` the words it is about."""

    memo_id: str
    about: MemoAbout = MemoAbout.PROJECT
    about_id: str = ""
    span: Span | None = None
    name: str = ""
    text: str
    author: str = NOBODY
    at: datetime | None = None


class ProjectCase(Noun):
    """A case, mostly a person: what is known of it, the whole sources that are its own and the words that are."""

    case_id: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    source_ids: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class ProjectSet(Noun):
    """Codes or sources put together under a name."""

    set_id: str
    name: str
    code_ids: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


class Project(Noun):
    """Everything of a project that Polyphonie knows what to do with; `left` says what it could not take, and why."""

    name: str
    origin: str = "Polyphonie"
    sources: tuple[ProjectSource, ...] = ()
    codes: tuple[Code, ...] = ()
    codings: tuple[ProjectCoding, ...] = ()
    memos: tuple[ProjectMemo, ...] = ()
    cases: tuple[ProjectCase, ...] = ()
    sets: tuple[ProjectSet, ...] = ()
    left: tuple[str, ...] = ()


def guid(identity: str) -> str:
    """An id as it travels: a GUID stays itself, anything else always gets the same one."""
    try:
        return str(uuid.UUID(identity)) if "-" in identity else guid_of(identity)
    except ValueError:
        return guid_of(identity)


def utc(moment: datetime) -> datetime:
    """A moment as studies keep it: UTC, without zone; one that tells no zone is taken to be UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def moment_of(written: object) -> datetime | None:
    """A date as tools write it; None when there is none or it cannot be read."""
    if not written:
        return None
    try:
        return utc(datetime.fromisoformat(str(written).strip()))
    except (ValueError, OverflowError):
        return None


class Node(NamedTuple):
    """A code or a category as a database keeps it: its key, its parent's, and what is said of it."""

    key: Hashable
    code_id: str
    name: str
    parent: Hashable = None
    definition: str = ""
    colour: str = ""


def code_tree(nodes: Sequence[Node]) -> tuple[Code, ...]:
    """Nodes as codes, parents first; a name used twice under one parent is numbered, a parent that is not there is none."""
    known = {node.key: node for node in nodes}
    children: dict[Hashable, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent if node.parent in known else None, []).append(node)
    made: list[Code] = []
    waiting: list[tuple[Node, Code | None, str]] = _named(children.get(None, []), None)
    while waiting:
        node, above, name = waiting.pop(0)
        code = Code(
            code_id=node.code_id,
            parent_id=above.code_id if above else None,
            name=name,
            path=name if above is None else above.path + PATH_SEPARATOR + name,
            definition=node.definition.strip(),
            colour=node.colour if re.fullmatch(r"#[0-9A-Fa-f]{6}", node.colour) else DEFAULT_COLOUR,
        )
        made.append(code)
        waiting += _named(children.get(node.key, []), code)
    return tuple(made)


def _named(nodes: Sequence[Node], above: Code | None) -> list[tuple[Node, Code | None, str]]:
    taken: set[str] = set()
    found: list[tuple[Node, Code | None, str]] = []
    for node in nodes:
        given = " ".join(node.name.split()).replace(PATH_SEPARATOR, "/") or "sans nom"
        name, n = given, 1
        while name.casefold() in taken:
            n += 1
            name = f"{given} ({n})"
        taken.add(name.casefold())
        found.append((node, above, name))
    return found
