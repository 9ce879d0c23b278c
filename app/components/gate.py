"""
The queue of the gate: who and what was found, in their sentences, and what to do with each, by keyboard or mouse.

Drawn in the browser in one piece, like the desk: a press is noted with what it was made on, its effect shown at once, and
kept until the study has answered. What is here is original words: the component lives on the custodian's screen only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from app import wording_review
from models.anonymisation import MentionKind
from models.base import Noun

KEY = "gate"
_DETAIL = MentionKind.QUASI


class Card(NamedTuple):
    """
    One person, place or detail, as the queue shows it.

    `line` and `said` tell of it in French; `where`: (source id, name) it is in, `contexts` its first sentences as
    (source id, source name, turn number, start, before, form, after). `verdict` is "" while nobody decided.
    """

    key: str
    kind: str
    forms: tuple[str, ...]
    pseudonym: str
    line: str
    said: str
    doubtful: bool
    detail: bool
    verdict: str
    decision_id: str
    proposed: str
    where: tuple[tuple[str, str], ...]
    contexts: tuple[Noun, ...]


@cache
def _component() -> ComponentRenderer:
    here = resources.files(__package__)
    script = "\n".join((here / name).read_text("utf-8") for name in ("outbox.js", "gate_overlays.js", "gate.js"))
    return st.components.v2.component(
        "polyphonie.gate",
        html='<div class="pd-desk pg-gate"></div>',
        css=(here / "desk.css").read_text("utf-8") + (here / "gate.css").read_text("utf-8"),
        js=script,
        isolate_styles=False,
    )


def show(
    cards: Sequence[Card], *, page: str, others: Sequence[Mapping[str, str]], answers: Mapping[str, str], at: str | None
) -> None:
    """
    Draw the queue.

    Args:
        cards: what is to be looked at, in order.
        page: tells this list from another: when it changes, the reader starts again at its top.
        others: key, kind, form and pseudonym of those with whom one may be the same.
        answers: presses already answered, with the sentence that refused them.
        at: key to begin with.
    """
    _component()(
        key=KEY,
        data={
            "page": page,
            "cards": [_drawn(card) for card in cards],
            "others": [dict(one) for one in others],
            "kinds": [[kind.value, name] for kind, name in wording_review.MENTION_KINDS.items() if kind is not _DETAIL],
            "answers": dict(answers),
            "at": at,
            "words": wording_review.GATE,
        },
        on_events_change=lambda: None,
    )


def _drawn(card: Card) -> dict[str, Any]:
    return {
        **card._asdict(),
        "forms": list(card.forms),
        "where": [list(one) for one in card.where],
        "contexts": [one.model_dump() for one in card.contexts],
    }
