"""
Time codes as transcribers type them -> seconds from the start of the recording.

A time code stands at a line's edge: `[00:01:23]`, `(0:12 - 0:44)`, `00:01:23`, `#00:01:23-4#`. One that cannot be
read (`22:175`) is no reason to lose a turn: it gives None, and the caller warns.
"""

from __future__ import annotations

import re
from typing import NamedTuple

CLOCK = r"\d{1,3}\s?[:h]\s?\d{1,3}(?:\s?[:m]\s?\d{1,3})?(?:[.,]\d{1,3}|-\d)?s?"
RANGE = rf"{CLOCK}(?:\s*(?:[-–—→]|-->|à)\s*(?:{CLOCK})?)?"

BRACKETED_TIME = re.compile(
    rf"(?:\[\s*{RANGE}\s*\]|\(\s*{RANGE}\s*\)|\{{\s*{RANGE}\s*\}}|<\s*{RANGE}\s*>|#\s*{RANGE}\s*#)"
)
BARE_TIME = re.compile(rf"{RANGE}(?=\s|$)")
ONE_CLOCK = re.compile(CLOCK)
TIME_LIKE = re.compile(r"[\[(]\s*[\d:.,hOo\s–—→-]*\d[\d:.,hOo\s–—→-]*[\])]")
"""Between brackets, nothing but digits and time signs: a time code, even mistyped."""


class Times(NamedTuple):
    """Seconds, None where there is none; `faulty` when a time code is there and cannot be read."""

    start_s: float | None = None
    end_s: float | None = None
    faulty: bool = False


NO_TIMES = Times()


def read_times(code: str) -> Times:
    """Seconds of a time code or of a range; an end before its start is a fault, and is left out."""
    clocks = ONE_CLOCK.findall(code)
    if not clocks or re.search(r"[^\W\d_à]|\d", ONE_CLOCK.sub("", code)):  # `12:3O`, an O for a zero
        return Times(faulty=any(character.isdigit() for character in code))
    seconds = [seconds_of(clock) for clock in clocks[:2]]
    start, end = seconds[0], seconds[1] if len(seconds) > 1 else None
    faulty = None in seconds
    if start is not None and end is not None and end < start:
        end, faulty = None, True
    return Times(start, end, faulty)


def seconds_of(clock: str) -> float | None:
    """`1:02:03`, `62:03`, `62:03.5`, `1h02`: seconds; None when minutes or seconds pass 59 where they cannot."""
    clock = re.sub(r"[\ss]", "", clock)
    if re.fullmatch(r"\d{1,2}h\d{2}", clock):
        clock += ":00"
    clock, _, fraction = re.sub(r"-(?=\d$)", ".", clock).replace(",", ".").partition(".")
    parts = [int(part) for part in re.split(r"[:hm]", clock) if part]
    if len(parts) not in (2, 3) or any(part > 59 for part in parts[1:]):
        return None
    total = 0.0
    for part in parts:
        total = total * 60 + part
    return round(total + (float(f"0.{fraction}") if fraction else 0.0), 3)
