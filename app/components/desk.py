"""
The reading desk: a page of turns with their marks, and beside it what can be decided, by keyboard or mouse.

Drawn in the browser in one piece, because a key press must never wait for the page: the component notes each press with
the extract it was made on, shows its effect at once, and keeps it until the study has answered. It sends whole lists of
waiting presses, so that none is lost when the page is drawn again; answers come back in `answers`, by press.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, NamedTuple

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from app import wording, wording_desk, wording_people
from app.components.groups import UNKNOWN_COLOUR, path_of
from models.codebook import Code
from models.coding import Coding, Memo
from models.report import GroupLook
from models.rows import ProposalRow, SegmentRow, TurnRow

KEY = "desk"
NUMBERED_CODES = 9


class Focus(NamedTuple):
    """Where a link leads: a turn, and in it a segment or a stretch (code points, end excluded)."""

    turn_no: int
    segment_id: str | None = None
    start: int | None = None
    end: int | None = None


class Marks(NamedTuple):
    """What lies over the words: segments to stop at (`why`, by segment id), proposals that wait, codings in force, memos."""

    segments: Sequence[SegmentRow]
    proposals: Sequence[ProposalRow] = ()
    codings: Sequence[Coding] = ()
    memos: Sequence[Memo] = ()
    why: Mapping[str, str] = MappingProxyType({})


@cache
def _component() -> ComponentRenderer:
    here = resources.files(__package__)
    script = "\n".join((here / name).read_text("utf-8") for name in ("outbox.js", "desk_overlays.js", "desk.js"))
    return st.components.v2.component(
        "polyphonie.desk",
        html='<div class="pd-desk"></div>',
        css=(here / "desk.css").read_text("utf-8"),
        js=script,
        isolate_styles=False,
    )


def show(
    blocks: Sequence[Mapping[str, Any]],
    marks: Marks,
    codes: Sequence[Code],
    *,
    page: str,
    numbered: Sequence[str],
    coder: str,
    may_write: bool,
    answers: Mapping[str, str],
    focus: Focus | None = None,
    transcript_id: str | None = None,
) -> None:
    """
    Draw the desk.

    Args:
        blocks: what is to be read, made by `turn_block` or `segment_block`.
        page: tells this page from another: when it changes, the reader starts again at `focus` or at the top.
        numbered: ids of the codes that keys 1 to 9 put.
        coder: in whose name presses are answered.
        answers: presses already answered, with the sentence that refused them.
        transcript_id: set when the page is one transcript's: the address bar then follows the reader.
    """
    colours = {code.code_id: code.colour for code in codes}
    _component()(
        key=KEY,
        data={
            "page": page,
            "blocks": list(blocks),
            "stops": [_stop(segment, marks, colours) for segment in marks.segments],
            "codings": [_coding(coding, colours) for coding in marks.codings],
            "codes": [_code(code, numbered) for code in _numbered_first(codes, numbered)],
            "memos": _memos(marks.memos),
            "focus": _focus(focus),
            "answers": dict(answers),
            "may_write": may_write,
            "coder": coder,
            "transcript": transcript_id,
            "words": wording_desk.DESK,
        },
        on_events_change=lambda: None,
    )


def turn_block(turn: TurnRow, look: GroupLook | None) -> dict[str, Any]:
    """A whole turn, as a transcript shows it."""
    return {
        "turn_id": turn.turn_id,
        "turn_no": turn.turn_no,
        "offset": 0,
        "text": turn.text,
        "speaker": turn.speaker,
        "role": turn.speaker_role.value,
        "group": turn.stakeholder_group or "",
        "colour": look.colour if look else UNKNOWN_COLOUR,
        "path": path_of(look),
        "source": "",
        "question": None,
        "time": _clock(turn.start_s),
        "beside": " · ".join(filter(None, [wording_people.standing(turn.standing), wording.beside(turn.events)])),
    }


def segment_block(segment: SegmentRow, look: GroupLook | None) -> dict[str, Any]:
    """One segment with its question, as the queue of proposals shows it."""
    return {
        "turn_id": segment.turn_id,
        "turn_no": segment.turn_no,
        "offset": segment.start_char,
        "text": segment.text,
        "speaker": segment.speaker,
        "role": "participant",
        "group": segment.stakeholder_group or "",
        "colour": look.colour if look else UNKNOWN_COLOUR,
        "path": path_of(look),
        "source": segment.source_name,
        "question": segment.question,
        "time": "",
        "beside": wording_people.standing(segment.standing),
    }


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _stop(segment: SegmentRow, marks: Marks, colours: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": segment.segment_id,
        "turn_id": segment.turn_id,
        "turn_no": segment.turn_no,
        "start": segment.start_char,
        "end": segment.end_char,
        "text": segment.text,
        "why": marks.why.get(segment.segment_id, ""),
        "proposals": [
            {
                "id": p.proposal_id,
                "code_id": p.code_id,
                "code": p.code_path,
                "colour": colours.get(p.code_id, UNKNOWN_COLOUR),
                "score": p.score,
                "reason": p.reason,
            }
            for p in marks.proposals
            if p.segment.segment_id == segment.segment_id
        ],
    }


def _coding(coding: Coding, colours: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": coding.coding_id,
        "turn_id": coding.turn_id,
        "start": coding.start_char,
        "end": coding.end_char,
        "code_id": coding.code_id,
        "code": coding.code_path,
        "colour": colours.get(coding.code_id, UNKNOWN_COLOUR),
        "coder": coding.coder,
        "note": wording.coded_by(coding.coder, coding.decided_at, coding.origin),
    }


def _numbered_first(codes: Sequence[Code], numbered: Sequence[str]) -> list[Code]:
    place = {code_id: n for n, code_id in enumerate(numbered)}
    return sorted(codes, key=lambda code: place.get(code.code_id, len(place)))


def _code(code: Code, numbered: Sequence[str]) -> dict[str, Any]:
    key = str(list(numbered).index(code.code_id) + 1) if code.code_id in numbered else None
    return {"id": code.code_id, "path": code.path, "name": code.name, "colour": code.colour, "key": key}


def _memos(memos: Sequence[Memo]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for memo in memos:
        found.setdefault(memo.about_id, []).append(f"{memo.text}\n({memo.author})")
    return found


def _focus(focus: Focus | None) -> dict[str, Any] | None:
    if focus is None:
        return None
    return {"turn_no": focus.turn_no, "segment": focus.segment_id, "start": focus.start, "end": focus.end}
