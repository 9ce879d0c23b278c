"""
The evidence drawer of a finding: verbatims found on one side, what they do to the finding on the other.

A verbatim is dragged to where it belongs, or sent there by one key (1, 2, 3); it shows there at once, and the press waits in
the browser until the study has answered. One that is evidence already cannot be put twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from app import wording_findings

KEY = "drawer"
LINKS = "drawer-links"  # where the screen draws one link to its turn for each verbatim found, in the same order


class Found(NamedTuple):
    """A verbatim that can be put forward; `stance` is "" while it is no evidence, `history` what was decided on its words."""

    key: str
    words: str
    where: str
    colour: str
    stance: str
    history: tuple[str, ...]


class Place(NamedTuple):
    """Where a verbatim can be put: what it does to the finding, the key that sends it there, how many are there."""

    value: str
    name: str
    digit: str
    there: int


@cache
def _component() -> ComponentRenderer:
    here = resources.files(__package__)
    return st.components.v2.component(
        "polyphonie.drawer",
        html='<div class="pd-desk pw-drawer"></div>',
        css=(here / "desk.css").read_text("utf-8") + (here / "drawer.css").read_text("utf-8"),
        js=(here / "outbox.js").read_text("utf-8") + "\n" + (here / "drawer.js").read_text("utf-8"),
        isolate_styles=False,
    )


def show(found: Sequence[Found], places: Sequence[Place], *, page: str, answers: Mapping[str, str]) -> None:
    """
    Draw the drawer.

    Args:
        page: tells this list from another: when it changes, the reader starts again at its top.
        answers: presses already answered, with the sentence that refused them.
    """
    _component()(
        key=KEY,
        data={
            "page": page,
            "cards": [{**one._asdict(), "history": list(one.history)} for one in found],
            "stances": [place._asdict() for place in places],
            "answers": dict(answers),
            "words": wording_findings.DRAWER,
        },
        on_events_change=lambda: None,
    )
