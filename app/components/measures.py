"""A measure in a cell of a table: its figure, and its interval as a small bar from 0 to 1. Legible in black and white."""

from __future__ import annotations

from app import wording_agreement as wording
from app.wording import ratio
from models.agreement import Interval

WIDTH = 84  # pixels that stand for 0 to 1


def measure_cell(value: float | None, interval: Interval | None) -> str:
    """A figure over its interval, as HTML; a dash where the measure has no meaning."""
    if value is None:
        return '<span style="opacity:.6">–</span>'
    told = wording.bounds(value, interval)
    return f'<div role="img" aria-label="{told}" title="{told}">{ratio(value)}{_bar(value, interval)}</div>'


def _bar(value: float, interval: Interval | None) -> str:
    line = (
        f'<span style="position:absolute;left:0;top:4px;width:{WIDTH}px;height:1px;background:var(--pl-line)"></span>'
    )
    if interval is not None:
        low, high = _place(interval.low), _place(interval.high)
        line += (
            f'<span style="position:absolute;left:{low}px;top:2px;width:{max(high - low, 2)}px;height:5px;'
            'background:currentColor;opacity:.35"></span>'
        )
    at = max(_place(value) - 1, 0)
    dot = f'<span style="position:absolute;left:{at}px;top:0;width:3px;height:9px;background:currentColor"></span>'
    return f'<div style="position:relative;width:{WIDTH}px;height:10px">{line}{dot}</div>'


def _place(value: float) -> int:
    return round(min(max(value, 0.0), 1.0) * WIDTH)
