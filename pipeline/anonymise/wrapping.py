"""
Text whose lines were broken by a page's width, put back in one line without moving a single character.

Notes and transcripts are often wrapped: a number, a date or a street may begin on one line and end on the next. A line
end in the middle of a sentence becomes a blank, as do blanks that do not break; a new speaker, a list or an empty line
stays a line of its own.
"""

from __future__ import annotations

import re

_WRAPPED = re.compile(
    r"(?<=[^\W_])(?P<end>[,'’\-–]?[ ]?)\n(?=[^\W_+@«(])(?![^\n:]{1,30}[ \u00a0]?:[ \n])(?!\d{1,2}[.)][ ])"
)
_HARD_BLANKS = str.maketrans("\u00a0\u202f\t", "   ")


def unwrapped(text: str) -> str:
    """The same text, code point for code point, with the line ends inside sentences turned into blanks."""
    text = text.translate(_HARD_BLANKS)
    return _WRAPPED.sub(lambda match: f"{match['end']} ", text) if "\n" in text else text
