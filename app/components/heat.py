"""Tables whose cells grow darker with what they count; every cell says its figure, so that nothing rests on the shade alone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

DARKEST = 34  # per cent of the text's own colour: the figure stays legible over it

_SHEET = """<style>
.pl-heat { border-collapse: separate; border-spacing: 2px; font-size: 0.86rem; line-height: 1.35; }
.pl-heat th { font-weight: 600; font-size: 0.8rem; padding: 0.25rem 0.45rem; text-align: center; vertical-align: bottom;
  max-width: 8.5rem; border: 0; }
.pl-heat th.row, .pl-heat th.read { text-align: left; max-width: 17rem; }
.pl-heat tbody th.row { vertical-align: middle; font-weight: 400; font-size: 0.86rem; }
.pl-heat td { text-align: center; padding: 0.3rem 0.5rem; min-width: 3.6rem; border: 0; font-variant-numeric: tabular-nums;
  white-space: nowrap; }
.pl-heat td.read { text-align: left; white-space: normal; font-size: 0.82rem; min-width: 17rem; max-width: 25rem; opacity: 0.85; }
.pl-heat small { opacity: 0.75; }
.pl-scroll { overflow-x: auto; }
</style>"""


class HeatCell(NamedTuple):
    """What a cell shows (plain text), how dark it is (0 to 1), and what it says to whoever hears the page."""

    text: str
    shade: float
    told: str


def show(header: Sequence[str], rows: Sequence[tuple[str, Sequence[HeatCell], str]]) -> None:
    """
    Draw a table.

    Args:
        header: titles of all columns: of the rows, of the cells, of the reading ("" where rows have none).
        rows: title as HTML, cells, reading as plain text.
    """
    with_reading = any(reading for *_, reading in rows)
    head = "".join(
        f'<th class="{"row" if n == 0 else "read" if with_reading and n == len(header) - 1 else ""}">{escape(title)}</th>'
        for n, title in enumerate(header)
    )
    body = "".join(
        f'<tr><th class="row" scope="row">{title}</th>{"".join(map(_cell, cells))}'
        + (f'<td class="read">{escape(reading)}</td>' if reading else "")
        + "</tr>"
        for title, cells, reading in rows
    )
    st.html(
        f'{_SHEET}<div class="pl-scroll"><table class="pl-heat"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cell(cell: HeatCell) -> str:
    shade = round(min(max(cell.shade, 0.0), 1.0) * DARKEST)
    return (
        f'<td style="background:color-mix(in srgb, currentColor {shade}%, transparent)" title="{escape(cell.told)}">'
        f"{escape(cell.text)}</td>"
    )
