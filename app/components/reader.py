"""A transcript at the gate, as it would enter the study: what was replaced is marked, missed words can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from app import wording, wording_people, wording_review
from models.anonymisation import AnonymisedTranscript, MentionKind, Replacement
from models.transcript import Turn

KEY = "reader"


@cache
def _component() -> ComponentRenderer:
    here = resources.files(__package__)
    script = (here / "outbox.js").read_text("utf-8") + "\n" + (here / "reader.js").read_text("utf-8")
    return st.components.v2.component(
        "polyphonie.reader",
        html='<div class="pd-desk pd-reader"></div>',
        css=(here / "desk.css").read_text("utf-8"),
        js=script,
        isolate_styles=False,
    )


def show(anonymised: AnonymisedTranscript, *, first: int, last: int, answers: Mapping[str, str]) -> None:
    """
    Draw turns `first` to `last` of a transcript that waits.

    Args:
        answers: requests already answered, with the sentence that refused them.
    """
    turns = [turn for turn in anonymised.transcript.turns if first <= turn.turn_no <= last]
    blocks = [_block(turn, [r for r in anonymised.replacements if r.turn_no == turn.turn_no]) for turn in turns]
    _component()(
        key=KEY,
        data={
            "page": f"{anonymised.transcript.source_id} {first}",
            "blocks": blocks,
            "kinds": [
                [kind.value, name]
                for kind, name in wording_review.MENTION_KINDS.items()
                if kind is not MentionKind.QUASI
            ],
            "answers": dict(answers),
            "words": wording_review.READER,
        },
        on_events_change=lambda: None,
    )


def _block(turn: Turn, replacements: Sequence[Replacement]) -> dict[str, object]:
    marks = sorted(replacements, key=lambda r: r.new_start)
    return {
        "speaker": turn.speaker,
        "role": turn.role.value,
        "where": " · ".join(
            filter(
                None,
                [wording.turn(turn.turn_no), wording_people.standing(turn.standing), wording.beside(turn.events)],
            )
        ),
        "text": turn.text,
        "marks": [
            {"start": r.new_start, "end": r.new_end, "kind": wording_review.MENTION_KINDS[r.kind]}
            for r in marks
            if r.new_end > r.new_start
        ],
    }
