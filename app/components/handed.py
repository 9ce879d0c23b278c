"""
A file to save from the page, without an address of its own.

Streamlit's own button serves the bytes to anyone who knows their address; here they travel with the page, to this session
only, and the browser makes the file.
"""

from __future__ import annotations

import base64
from functools import cache
from importlib import resources

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_CSS = """
.ph-file button { font: inherit; font-size: 0.95rem; color: inherit; background: transparent; cursor: pointer;
  border: 1px solid color-mix(in srgb, var(--st-text-color) 25%, transparent); border-radius: 4px; padding: 0.42rem 0.8rem; }
.ph-file button:hover { border-color: var(--st-primary-color); }
.ph-file button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "polyphonie.handed",
        html='<div class="ph-file"></div>',
        css=_CSS,
        js=(resources.files(__package__) / "handed.js").read_text("utf-8"),
    )


def show(content: bytes, name: str, kind: str, *, said: str, key: str) -> None:
    """
    Draw the button that saves a file.

    Args:
        name: of the file, as it will be saved; `kind`: its media type.
        said: the words of the button.
    """
    _component()(
        key=key, data={"bytes": base64.b64encode(content).decode("ascii"), "name": name, "kind": kind, "said": said}
    )
