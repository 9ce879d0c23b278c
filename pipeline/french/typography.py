"""
How French is set: dates, numbers, shares, and the spaces that must not break.

Origin: Lexique des règles typographiques en usage à l'Imprimerie nationale; written for Polyphonie, November 2026.
Licence: MIT, as the rest. For our own sentences only: a participant's words are never retouched.
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
NARROW, WIDE = "\u202f", "\u00a0"

_BEFORE_HIGH = re.compile(r"[ \u00a0\u202f](?=[;!?%])")
_BEFORE_COLON = re.compile(r"[ \u00a0\u202f](?=:)")
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=[a-zà-ÿœæ])")
_AFTER_OPENING = re.compile(r"(?<=«)[ \u00a0\u202f]")
_BEFORE_CLOSING = re.compile(r"[ \u00a0\u202f](?=»)")


def long_date(day: date) -> str:
    """« 1er mars 2026 », « 22 novembre 2026 »."""
    return f"{'1er' if day.day == 1 else day.day}{WIDE}{MONTHS[day.month - 1]}{WIDE}{day.year}"


def number(n: float, decimals: int = 0) -> str:
    """Thousands set apart by a narrow space, decimals by a comma."""
    return f"{n:,.{decimals}f}".replace(",", NARROW).replace(".", ",")


def share(part: float, whole: float) -> str:
    """A part in whole per cents; a dash where there is no whole."""
    return f"{number(100 * part / whole)}{NARROW}%" if whole else "–"


def plural(n: int, one: str, many: str | None = None) -> str:
    """« 1 personne », « 3 personnes »: from two on, as French has it."""
    return f"{number(n)}{WIDE}{one if n < 2 else many or one + 's'}"


def listed(names: tuple[str, ...]) -> str:
    """« élus, financeurs et associations »."""
    return " et ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def set_spaces(text: str) -> str:
    """Our sentence with spaces that do not break before « ; : ! ? % », after a number and inside guillemets."""
    text = _BEFORE_HIGH.sub(NARROW, text)
    text = _AFTER_NUMBER.sub(WIDE, _BEFORE_COLON.sub(WIDE, text))
    return _BEFORE_CLOSING.sub(WIDE, _AFTER_OPENING.sub(WIDE, text))
