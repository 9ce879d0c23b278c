"""
Sets of other tools (codes or sources put together under a name) -> memberships that a study keeps, and back.

A study has no sets: a code stands in a branch, a source in a group of people. Each member therefore keeps a memo that says
which set it is in: it shows where the member shows, goes with it, and emptying it takes the member out. A set comes back from
the memos that bear its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from models.base import content_id
from models.coding import Memo
from pipeline.exchange.project import NOBODY, MemoAbout, ProjectMemo, ProjectSet

_SAYS = re.compile(r"Ensemble « (?P<name>.+) »", re.DOTALL)


def membership(name: str) -> str:
    """What the memo of a member says."""
    return f"Ensemble « {' '.join(name.split()) or 'sans nom'} »"


def set_named(text: str) -> str | None:
    """The set that a memo puts its object in; None when it is a memo like any other."""
    found = _SAYS.fullmatch(text.strip())
    return found["name"] if found else None


def memos_of_sets(sets: Sequence[ProjectSet], *, origin: str) -> tuple[ProjectMemo, ...]:
    """One memo for each member of each set, signed by the tool that it comes from."""
    return tuple(
        ProjectMemo(
            memo_id=content_id("set member", one.set_id, about, member),
            about=about,
            about_id=member,
            text=membership(one.name),
            author=origin or NOBODY,
        )
        for one in sets
        for about, members in ((MemoAbout.CODE, one.code_ids), (MemoAbout.SOURCE, one.source_ids))
        for member in members
    )


def sets_of_memos(memos: Iterable[Memo]) -> tuple[ProjectSet, ...]:
    """The sets that memberships name, in the order of their first member."""
    codes: dict[str, dict[str, None]] = {}
    sources: dict[str, dict[str, None]] = {}
    for memo in memos:
        name = set_named(memo.text)
        if name is not None and memo.about_kind in (MemoAbout.CODE, MemoAbout.SOURCE):
            codes.setdefault(name, {})
            into = codes if memo.about_kind == MemoAbout.CODE else sources
            into.setdefault(name, {})[memo.about_id] = None
    return tuple(
        ProjectSet(
            set_id=content_id("set", name),
            name=name,
            code_ids=tuple(codes[name]),
            source_ids=tuple(sources.get(name, ())),
        )
        for name in codes
    )


def joined(sets: Iterable[ProjectSet]) -> tuple[ProjectSet, ...]:
    """Sets of one name as one."""
    found: dict[str, ProjectSet] = {}
    for one in sets:
        before = found.get(one.name)
        found[one.name] = (
            one
            if before is None
            else before.model_copy(
                update={
                    "code_ids": tuple(dict.fromkeys((*before.code_ids, *one.code_ids))),
                    "source_ids": tuple(dict.fromkeys((*before.source_ids, *one.source_ids))),
                }
            )
        )
    return tuple(found.values())
