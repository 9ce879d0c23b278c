"""
Numbers as French people say them, from `zéro` to `neuf mille neuf cent quatre-vingt-dix-neuf`.

Spoken telephone and file numbers are runs of small numbers ("zéro six douze trente-quatre"): reading each one as
far as it goes is what turns them back into digits. Belgian and Swiss forms (septante, huitante, octante,
nonante) are read too.

Origin: French grammar, written for this project, November 2026; licence: that of the project.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

UNITS: Final = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
TENS: Final = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip

# One spoken number word; several, joined by blanks, hyphens and "et", make a number.
NUMBER_WORD: Final = (
    r"(?:z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille)"
)
SPOKEN_NUMBER: Final = rf"{NUMBER_WORD}(?:[ \-]+(?:et[ \-]+)?{NUMBER_WORD})*"

_WORD = re.compile(r"[^\W\d_]+|\d+")


def small_number(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """
    Number from 0 to 99 that begins at `words[at]`, read as far as it goes.

    Args:
        words: folded number words ("quatre", "vingt", "dix", "sept").
        at: where to begin.

    Returns:
        The number and how many words it takes, or None when none begins there.
    """
    word = words[at] if at < len(words) else ""
    if word == "quatre" and at + 1 < len(words) and words[at + 1] in ("vingt", "vingts"):
        return _with_rest(80, words, at, 2)
    if word in TENS:
        return _with_rest(TENS[word], words, at, 1)
    if word == "dix" and at + 1 < len(words) and words[at + 1] in ("sept", "huit", "neuf"):
        return 10 + UNITS[words[at + 1]], 2
    if word in UNITS:
        return UNITS[word], 1
    return None


def _with_rest(tens: int, words: Sequence[str], at: int, taken: int) -> tuple[int, int]:
    """Add what follows the tens: "et un", "deux"... and 10 to 19 after 60 and 80."""
    follows = at + taken
    if follows < len(words) and words[follows] == "et":
        follows += 1
    rest = small_number(words, follows) if follows < len(words) else None
    limit = 19 if tens in (60, 80) else 9
    if rest is None or not 1 <= rest[0] <= limit:
        return tens, taken
    return tens + rest[0], follows - at + rest[1]


def read_number(text: str) -> int | None:
    """Value of one number said in words or written in digits, below 10,000; None when `text` is not one number."""
    from pipeline.french.lists import fold

    words = [fold(word) for word in _WORD.findall(text)]
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    total, hundreds, at = 0, 0, 0
    while at < len(words):
        if words[at] == "mille":
            total, hundreds, at = (hundreds or 1) * 1000, 0, at + 1
        elif words[at] in ("cent", "cents"):
            hundreds, at = (hundreds or 1) * 100, at + 1
        else:
            read = small_number(words, at)
            if read is None or hundreds % 100:
                return None
            hundreds, at = hundreds + read[0], at + read[1]
    return total + hundreds if words else None


def digits_said(text: str) -> tuple[str, int]:
    """
    Digits of a run of numbers, as one dictates a telephone number, and how many numbers were said.

    "zéro six douze trente-quatre" gives ("061234", 4). Words that are not numbers are passed over; "cent" and
    "mille" stand for their zeros ("zéro huit cent" gives "0800").
    """
    from pipeline.french.lists import fold

    words = [fold(word) for word in _WORD.findall(text)]
    digits, said, at = "", 0, 0
    while at < len(words):
        if words[at].isdigit():
            digits, said, at = digits + words[at], said + 1, at + 1
            continue
        read = small_number(words, at)
        if read is None:
            digits += "00" if words[at] in ("cent", "cents") else ""
            at += 1
            continue
        digits, said, at = digits + str(read[0]), said + 1, at + read[1]
    return digits, said
