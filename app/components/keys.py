"""Keys for a screen that shows one thing at a time; it draws nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

KEY = "keys"


@cache
def _component() -> ComponentRenderer:
    here = resources.files(__package__)
    script = (here / "outbox.js").read_text("utf-8") + "\n" + (here / "keys.js").read_text("utf-8")
    return st.components.v2.component("polyphonie.keys", html="<span></span>", js=script)


def listen(actions: Mapping[str, str], *, about: str, answers: Mapping[str, str]) -> None:
    """
    Listen to keys.

    Args:
        actions: key -> what it does.
        about: what is shown; each press carries it back.
        answers: presses already answered.
    """
    _component()(
        key=KEY,
        data={"keys": dict(actions), "about": about, "answers": dict(answers)},
        on_events_change=lambda: None,
    )
