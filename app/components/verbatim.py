"""
The one way to show a verbatim: words, who said them, their group, the source, the turn; one click to the turn.

The words are shown exactly as they stand at their anchor, escaped and never shortened.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import NamedTuple

import streamlit as st

from app import wording, wording_people
from app.components.groups import UNKNOWN_COLOUR, named
from models.coding import Coding
from models.report import GroupLook
from models.rows import EvidenceRow, SegmentRow, TurnRow
from models.transcript import Standing

TRANSCRIPT_SCREEN = "screens/coding.py"


class Verbatim(NamedTuple):
    """Words at their anchor, with who said them and where."""

    words: str
    speaker: str
    group: str | None
    source_name: str
    turn_no: int
    transcript_id: str
    turn_id: str
    start: int
    end: int
    question: str | None = None
    segment_id: str | None = None
    standing: Standing | None = None


def of_segment(row: SegmentRow) -> Verbatim:
    """A segment's whole words."""
    return Verbatim(
        words=row.text,
        speaker=row.speaker,
        group=row.stakeholder_group,
        source_name=row.source_name,
        turn_no=row.turn_no,
        transcript_id=row.transcript_id,
        turn_id=row.turn_id,
        start=row.start_char,
        end=row.end_char,
        question=row.question,
        segment_id=row.segment_id,
        standing=row.standing,
    )


def of_evidence(row: EvidenceRow) -> Verbatim:
    """What a finding rests on."""
    anchor = row.evidence.anchor
    return Verbatim(
        words=anchor.verbatim,
        speaker=row.speaker,
        group=row.stakeholder_group,
        source_name=row.source_name,
        turn_no=row.turn_no,
        transcript_id=row.transcript_id,
        turn_id=anchor.turn_id,
        start=anchor.start,
        end=anchor.end,
        question=row.question,
        standing=row.standing,
    )


def of_coding(coding: Coding, turn: TurnRow) -> Verbatim:
    """Words that carry a code, with the turn they stand in."""
    return Verbatim(
        words=coding.verbatim,
        speaker=turn.speaker,
        group=turn.stakeholder_group,
        source_name=turn.source_name,
        turn_no=turn.turn_no,
        transcript_id=turn.transcript_id,
        turn_id=turn.turn_id,
        start=coding.start_char,
        end=coding.end_char,
        segment_id=coding.segment_id,
        standing=turn.standing,
    )


def show(
    said: Verbatim,
    look: GroupLook | None,
    *,
    key: str,
    with_question: bool = False,
    note: str = "",
    history: Callable[[], None] | None = None,
    actions: Callable[[], None] | None = None,
    in_popover: bool = False,
) -> None:
    """
    Draw a verbatim with its link to the turn.

    Args:
        look: its group's colour and shape.
        key: tells this verbatim from any other on the page.
        with_question: show what was asked just before.
        note: one more thing to say under it, as plain text.
        history: draws its history, in a panel that opens on a click.
        actions: draws what can be done with it, on the same line.
        in_popover: it stands in an open panel already, in which another cannot open: its history unfolds in place.
    """
    st.html(as_html(said, look, with_question=with_question, note=note))
    under(said, key=key, history=history, actions=actions, in_popover=in_popover)


def under(
    said: Verbatim,
    *,
    key: str,
    history: Callable[[], None] | None = None,
    actions: Callable[[], None] | None = None,
    in_popover: bool = False,
) -> None:
    """The line under a verbatim: its link to the turn, its history, what can be done with it."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"under-{key}"):
        link(said)
        if history is not None:
            with st.expander(wording.HISTORY) if in_popover else st.popover(wording.HISTORY, type="tertiary"):
                history()
        if actions is not None:
            actions()


def link(said: Verbatim) -> None:
    """The link to a verbatim's turn."""
    st.page_link(TRANSCRIPT_SCREEN, label=wording.SEE_TURN, query_params=place_of(said))


def as_html(said: Verbatim, look: GroupLook | None, *, with_question: bool = False, note: str = "") -> str:
    """A verbatim without its links."""
    colour = look.colour if look else UNKNOWN_COLOUR
    question = f'<p class="pl-question">{escape(said.question)}</p>' if with_question and said.question else ""
    words = escape(said.words).replace("\n", "<br>")
    told = filter(None, [wording_people.standing(said.standing), note])
    extra = "".join(f" · {escape(one)}" for one in told)
    return (
        f'<div class="pl-verbatim" style="border-color:{colour}">{question}<blockquote>«&nbsp;{words}&nbsp;»</blockquote>'
        f"<footer>{escape(said.speaker)} · {named(said.group, look)} · {escape(said.source_name)}, "
        f"{wording.turn(said.turn_no)}{extra}</footer></div>"
    )


def place_of(said: Verbatim) -> dict[str, str]:
    """The deep link to a verbatim's turn, as parts of an address."""
    parts = {"transcript": said.transcript_id, "turn": str(said.turn_no), "at": f"{said.start}-{said.end}"}
    return parts | ({"segment": said.segment_id} if said.segment_id else {})
