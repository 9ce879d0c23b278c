"""
A drawing of the study's, in the page's own ink, with its description for whoever does not see it.

`st.html` takes SVG out, and an image would not follow the page from light to dark: the drawing is put in by a component.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_SCRIPT = """
export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".pl-drawing");
  if (place.dataset.drawn !== data.svg) {
    place.innerHTML = data.svg;
    place.dataset.drawn = data.svg;
  }
}
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "polyphonie.picture",
        html='<div class="pl-drawing"></div>',
        css=".pl-drawing { max-width: 1000px; overflow-x: auto; } .pl-drawing svg { display: block; min-width: 640px; }",
        js=_SCRIPT,
        isolate_styles=False,
    )


def show(svg: str, *, key: str) -> None:
    """Draw an SVG made by this program; never one that came in a file."""
    _component()(key=f"picture {key}", data={"svg": svg})
