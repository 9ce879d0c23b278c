"""The study's plain tables: sources, people by group, pairs of name and sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from app import wording
from app.components.groups import named
from models.report import GroupLook
from models.rows import ParticipantRow, SourceRow

ROWS_AS_HTML = 40


def sources(rows: Sequence[SourceRow]) -> None:
    """Sources with their kind, size and state; a long list gets its own scroll and sort."""
    states = {state: sum(row.state is state for row in rows) for state in wording.STATES}
    told = ", ".join(f"{wording.figure(n)} {wording.STATES[state]}" for state, n in states.items() if n)
    words = sum(row.n_words for row in rows)
    st.html(
        f'<p class="pl-quiet">{wording.count(len(rows), "source")}, {wording.count(words, "mot")} : {escape(told)}.</p>'
    )
    if len(rows) <= ROWS_AS_HTML:
        body = "".join(
            f"<tr><td>{escape(r.source_name)}</td><td>{wording.KINDS[r.kind]}</td>"
            f'<td class="n">{wording.figure(r.n_turns)}</td><td class="n">{wording.figure(r.n_words)}</td>'
            f"<td>{wording.STATES[r.state]}</td></tr>"
            for r in rows
        )
        _html(body, wording.SOURCE_HEADER, numbers={2, 3})
        return
    st.dataframe(
        {
            wording.SOURCE_HEADER[0]: [r.source_name for r in rows],
            wording.SOURCE_HEADER[1]: [wording.KINDS[r.kind] for r in rows],
            wording.SOURCE_HEADER[2]: [r.n_turns for r in rows],
            wording.SOURCE_HEADER[3]: [r.n_words for r in rows],
            wording.SOURCE_HEADER[4]: [wording.STATES[r.state] for r in rows],
        },
        hide_index=True,
        height=420,
    )


def voices(people: Sequence[ParticipantRow], looks: Mapping[str, GroupLook], *, settled: Sequence[str]) -> None:
    """People by group: declared, heard, and how many words; the groups the study means to hear come first, heard or not."""
    met = [group for group in dict.fromkeys(p.stakeholder_group for p in people) if group and group not in settled]
    body = ""
    unknown = [None] if any(p.stakeholder_group is None for p in people) else []
    for group in [*settled, *met, *unknown]:
        of_group = [p for p in people if p.stakeholder_group == group]
        heard = [p for p in of_group if p.n_words]
        name = named(group or wording.GROUP_UNKNOWN, looks.get(group or ""))
        note = "" if heard else wording.NOBODY_HEARD
        body += (
            f'<tr><td>{name}</td><td class="n">{len(of_group)}</td><td class="n">{len(heard)}</td>'
            f'<td class="n">{wording.figure(sum(p.n_words for p in heard))}</td><td>{note}</td></tr>'
        )
    _html(body, wording.VOICE_HEADER, numbers={1, 2, 3})


def pairs(rows: Sequence[tuple[str, str]], header: Sequence[str]) -> None:
    """Names with a sentence each."""
    _html("".join(f"<tr><td>{escape(a)}</td><td>{escape(b)}</td></tr>" for a, b in rows), header)


def rows(found: Sequence[tuple[str, ...]], header: Sequence[str], *, numbers: set[int] | None = None) -> None:
    """Any rows; cells are HTML already, columns of `numbers` are set to the right."""
    right = numbers or set()
    body = "".join(
        "<tr>"
        + "".join(f'<td class="n">{c}</td>' if n in right else f"<td>{c}</td>" for n, c in enumerate(row))
        + "</tr>"
        for row in found
    )
    _html(body, header, numbers=right)


def _html(body: str, header: Sequence[str], *, numbers: set[int] | None = None) -> None:
    head = "".join(
        f'<th class="n">{escape(title)}</th>' if n in (numbers or set()) else f"<th>{escape(title)}</th>"
        for n, title in enumerate(header)
    )
    st.html(f'<table class="pl-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
