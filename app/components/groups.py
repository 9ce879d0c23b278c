"""
How a stakeholder group looks, everywhere: one colour and one shape, so that it can be told in black and white.

A mark is a square cut by the page's sheet; names are escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from models.report import SHAPE_PATHS, GroupLook

UNKNOWN_COLOUR = "#8A8A8A"
_UNKNOWN = "unknown"

_UNKNOWN_PATH = "M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10zM8 4.600a3.400 3.400 0 1 1 0 6.800a3.400 3.400 0 1 1 0-6.800z"


def path_of(look: GroupLook | None) -> str:
    """SVG path of a group's shape in a box of 16 by 16; a ring when the group is not known."""
    return SHAPE_PATHS[look.shape] if look else _UNKNOWN_PATH


def mark(look: GroupLook | None) -> str:
    """A group's shape in its colour, as HTML; the page's sheet cuts the shape (`shape_sheet`)."""
    name, colour = (look.shape.value, look.colour) if look else (_UNKNOWN, UNKNOWN_COLOUR)
    return f'<span class="pl-mark pl-{name}" style="background:{colour}"></span>'


def shape_sheet() -> str:
    """The style rules that cut each shape out of a square of 16 pixels: the page's HTML keeps no SVG."""
    paths = {shape.value: path for shape, path in SHAPE_PATHS.items()} | {_UNKNOWN: _UNKNOWN_PATH}
    return "".join(f".pl-{name} {{ clip-path: path(evenodd, '{path}'); }}\n" for name, path in paths.items())


def named(group: str | None, look: GroupLook | None) -> str:
    """A group's mark before its name, as HTML."""
    return f'<span class="pl-group">{mark(look)}{escape(group or "groupe non renseigné")}</span>'


def bar(counts: Mapping[str, int], looks: Mapping[str, GroupLook], *, unit: str) -> str:
    """
    How many people of each group, as one thin bar with its legend, in HTML.

    Args:
        counts: people by group, in the order to draw.
        unit: what is counted, for whoever hears the page ("personnes").
    """
    total = sum(counts.values())
    if not total:
        return ""
    parts = "".join(
        f'<span style="flex:{n};background:{looks[g].colour if g in looks else UNKNOWN_COLOUR}"></span>'
        for g, n in counts.items()
        if n
    )
    legend = "".join(
        f'<span class="pl-group">{mark(looks.get(g))}{escape(g)} <b>{n}</b></span>' for g, n in counts.items() if n
    )
    said = escape(", ".join(f"{g} : {n}" for g, n in counts.items()))
    return f'<div class="pl-bar" role="img" aria-label="{said} ({unit})">{parts}</div><div class="pl-legend">{legend}</div>'
