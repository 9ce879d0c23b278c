"""
Numbers as French people say them, from `zéro` to the milliards, and as they dictate them, two digits at a time.

A quantity is one number ("mille neuf cent soixante-dix-neuf"); a telephone or a file number is a run of small ones
("zéro six double quatre douze, non pardon treize"), half in digits half in words, with hesitations. Reading each
number as far as it goes is what turns both back into digits. Belgian and Swiss forms (septante, huitante, octante,
nonante) are read too.

Origin: French grammar, written for this project, November 2026; licence: that of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

UNITS: Final = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
TENS: Final = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
SCALES: Final = {
    "mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
}  # fmt: skip
HUNDREDS: Final = frozenset({"cent", "cents"})
TIMES: Final = {"double": 2, "triple": 3}

# Between two numbers of a run: hesitation, going on, taking back.
FILLERS: Final = frozenset(
    "euh heu hum puis alors donc oui voila ah apres ensuite attends attendez je me crois c est ca hop bon ben virgule "
    "espace tiret point slash et enfin zut mince cle million millions du regarde regardes regardez note notes notez ouais ok vous tu redis repete".split()
)
CORRECTIONS: Final = frozenset("non pardon trompe plutot desole desolee oups".split())

# One spoken number word; several, joined by blanks, hyphens and "et", make a number.
NUMBER_WORD: Final = (
    r"(?:z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille)"
)
SPOKEN_NUMBER: Final = rf"{NUMBER_WORD}(?:[ \-]{{1,3}}(?:et[ \-]{{1,3}})?{NUMBER_WORD}){{0,14}}"  # bounded: a child counting to a thousand is no number

MAX_FILLERS = 6  # words in a row that may stand between two numbers of a run

_WORD = re.compile(r"[^\W\d_]+|\d+[^\W\d_]*")  # "11h", "3e" are no digits of a run
_GAP = re.compile(r"[ \u00a0\u202f,.\-/…'’]{0,6}\n?[ ]*")
_STARTS = frozenset(UNITS) | frozenset(TENS) | HUNDREDS | frozenset(TIMES) | frozenset({"mille"})


class Group(NamedTuple):
    """One number of a run: where it stands, and its digits as dictated ("double quatre" gives "44")."""

    start: int
    end: int
    digits: str
    in_words: bool


class Run(NamedTuple):
    """Numbers dictated one after the other; what was taken back ("non pardon") is inside the stretch, not in `groups`."""

    start: int
    end: int
    groups: tuple[Group, ...]

    @property
    def digits(self) -> str:
        """All digits, in order."""
        return "".join(group.digits for group in self.groups)


class _Token(NamedTuple):
    start: int
    end: int
    folded: str


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
    joined = follows < len(words) and words[follows] == "et"
    rest = small_number(words, follows + joined)
    limit = 19 if tens in (60, 80) else 9
    if rest is None or not 1 <= rest[0] <= limit or (joined and rest[0] not in (1, 11) and tens != 60):
        return tens, taken
    return tens + rest[0], follows + joined - at + rest[1]


def below_thousand(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Number from 0 to 999 that begins at `words[at]`, and how many words it takes: "trois cent cinquante"."""
    hundreds, taken = 0, 0
    if at < len(words) and words[at] in HUNDREDS:
        hundreds, taken = 100, 1
    elif at + 1 < len(words) and words[at + 1] in HUNDREDS and 2 <= UNITS.get(words[at], 0) <= 9:
        hundreds, taken = UNITS[words[at]] * 100, 2
    rest = small_number(words, at + taken)
    if rest is None or (taken and rest[0] == 0):
        return (hundreds, taken) if taken else None
    return hundreds + rest[0], taken + rest[1]


def read_number(text: str) -> int | None:
    """Value of one number said in words or written in digits; None when `text` is not one number."""
    words = [token.folded for token in _tokens(text)]
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    total, at, least = 0, 0, 10**12
    while at < len(words):
        read = (1, 0) if words[at] == "mille" else below_thousand(words, at)
        if read is None:
            return None
        value, at = read[0], at + read[1]
        scale = SCALES.get(words[at], 1) if at < len(words) else 1
        if scale >= least:
            return None
        total, least, at = total + value * scale, scale, at + (scale > 1)
    return total if words else None


def digits_said(text: str) -> tuple[str, int]:
    """
    Digits of a run of numbers, as one dictates a telephone number, and how many numbers were said.

    "zéro six douze trente-quatre" gives ("061234", 4). Words that are not numbers are passed over; "cent" and
    "mille" stand for their zeros ("zéro huit cent" gives "0800").
    """
    tokens = list(_tokens(text))
    words = [token.folded for token in tokens]
    digits, said, at = "", 0, 0
    while at < len(words):
        read = _dictated(words, at)
        if read is None:
            at += 1
            continue
        digits, said, at = digits + read[0], said + 1, at + read[1]
    return digits, said


def runs_of_numbers(text: str) -> Iterator[Run]:
    """Every run of two numbers or more, said or written, with the hesitations between them; also a single one in digits."""
    tokens = list(_tokens(text))
    words = [token.folded for token in tokens]
    at = 0
    while at < len(tokens):
        if words[at] not in _STARTS and not words[at][0].isdigit():
            at += 1
            continue
        groups, at = _run_at(text, tokens, words, at)
        if groups:
            yield Run(groups[0].start, groups[-1].end, tuple(groups))


def run_at(text: str, start: int) -> Run | None:
    """The run of numbers that begins at `start` or just after blanks, None when what stands there is no number."""
    tokens = [_Token(t.start + start, t.end + start, t.folded) for t in _tokens(text[start : start + 400])]
    if not tokens or text[start : tokens[0].start].strip():
        return None
    groups, _ = _run_at(text, tokens, [token.folded for token in tokens], 0)
    return Run(groups[0].start, groups[-1].end, tuple(groups)) if groups else None


def _run_at(text: str, tokens: Sequence[_Token], words: Sequence[str], at: int) -> tuple[list[Group], int]:
    """Groups of the run that begins with token `at`, and the index of the first token after it."""
    groups: list[Group] = []
    next_at, taken_back = at, False
    fillers = 0
    while next_at < len(tokens) and fillers <= MAX_FILLERS:
        if groups and not _GAP.fullmatch(text, tokens[next_at - 1].end, tokens[next_at].start):
            break
        read = _dictated(words, next_at)
        if read is not None:
            if taken_back and groups:
                groups.pop()
            last = next_at + read[1] - 1
            in_words = not words[next_at][0].isdigit()
            groups.append(Group(tokens[next_at].start, tokens[last].end, read[0], in_words))
            at = next_at = last + 1
            fillers, taken_back = 0, False
        elif groups and (words[next_at] in FILLERS or words[next_at] in CORRECTIONS):
            taken_back = taken_back or words[next_at] in CORRECTIONS
            fillers, next_at = fillers + 1, next_at + 1
        else:
            break
    return (groups, at) if groups else (groups, at + 1)


def _dictated(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Digits of the number dictated at `words[at]`, and how many words it takes: "double quatre", "deux mille trois"."""
    word = words[at]
    if word.isdigit():
        return word, 1
    if word in UNITS and words[at + 1 : at + 2] == ["fois"] and UNITS[word] in (2, 3):
        read = below_thousand(words, at + 2 + (words[at + 2 : at + 3] == ["le"]))
        taken = 2 + (words[at + 2 : at + 3] == ["le"])
        return (
            (str(read[0]) * UNITS[word], taken + read[1]) if read else (str(UNITS[word]), 1)
        )  # "deux fois trente-neuf"
    if word in TIMES and at + 1 < len(words):
        again = words[at + 1] if words[at + 1].isdigit() else str(UNITS.get(words[at + 1], ""))
        return (again * TIMES[word], 2) if len(again) == 1 else None
    if at and words[at - 1] == "zero" and words[at + 1 : at + 2] in (["cent"], ["cents"]) and UNITS.get(word, 0) >= 8:
        return f"{UNITS[word]}00", 2  # "zéro huit cent vingt": 0800 20
    read = below_thousand(words, at)
    if word == "mille" or (read is not None and read[0] and words[at + read[1] : at + read[1] + 1] == ["mille"]):
        thousands, taken = (1, 1) if word == "mille" else (read[0], read[1] + 1)  # type: ignore[index]  # not None here
        rest = below_thousand(words, at + taken)
        return (str(thousands * 1000 + rest[0]), taken + rest[1]) if rest and rest[0] else (f"{thousands}000", taken)
    return (str(read[0]), read[1]) if read else None


def _tokens(text: str) -> Iterator[_Token]:
    from pipeline.french.lists import fold

    for match in _WORD.finditer(text):
        yield _Token(match.start(), match.end(), fold(match.group()))
