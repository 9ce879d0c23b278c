"""
Somebody's exact age, however it is said: "43 ans", "soixante-neuf bien tassés", "mes soixante-trois", "Safia (9)".

An age with its unit needs a sign that it is one, for "six ans" is more often how long. An age without its unit needs more:
somebody who has it, a number that people live to, and nothing behind it that could be what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.french import ages
from pipeline.french.numbers import read_number

WINDOW = 60  # characters before a number that can tell what it is
YOUNGEST, OLDEST = 14, 110  # of an age without its unit
SHORT_YEARS = 15  # between commas fewer years are how long, not how old: "depuis la retraite, huit ans"
ALWAYS = frozenset({"piges", "balais", "berges"})  # these count no other years than somebody's

_NAMED = re.compile(r"\b[A-ZÀ-Þ]\w*\.?, $")  # "Ionut, 4 ans"


def find_ages(text: str, bare: str) -> Iterator[tuple[int, int]]:
    """
    Stretches of a turn that say how old somebody is, in code points; they may overlap.

    Args:
        text: as written, for its capitals.
        bare: the same, plain (`risk.plain`), with the same places.
    """
    for match in ages.YEARS.finditer(bare):
        end = _with_tail(bare, match.end())
        if _is_age(text, bare, match, end):
            yield match.start(), end
    for match in ages.NOTED_YEARS.finditer(bare):
        yield match.span(next(name for name in match.re.groupindex if match[name]))
    for match in ages.MONTHS.finditer(bare):
        yield match.span("age")
    for pattern in (ages.TENS_OLD, ages.FOUR_TWENTIES):
        for match in pattern.finditer(bare):
            yield match.span()
    yield from _without_unit(text, bare)


def _with_tail(bare: str, end: int) -> int:
    tail = ages.AGE_TAIL.match(bare, end)
    return tail.end() if tail else end


def _is_age(text: str, bare: str, match: re.Match[str], end: int) -> bool:
    if match["unit"] in ALWAYS:
        return True
    start = match.start()
    before = bare[max(0, start - WINDOW) : start]
    if ages.NO_AGE_BEFORE.search(before) or ages.NO_AGE_AFTER.match(bare, end):
        return False
    if ages.AGE_BEFORE.search(before) or ages.AT_AGE.search(before):
        return True
    apposed = ages.APPOSED_BEFORE.search(before) and ages.APPOSED_AFTER.match(bare, end)
    lone = ages.STANDS_ALONE.search(before)
    named = _NAMED.search(text, max(0, start - WINDOW), start)
    grown = (_value(match["years"]) or 0) >= SHORT_YEARS
    return bool((apposed and (named or lone or grown)) or (lone and grown))


def _value(said: str) -> int | None:
    return read_number(said)


def _without_unit(text: str, bare: str) -> Iterator[tuple[int, int]]:
    """Ages said by their number alone."""
    for match in ages.BARE_YEARS.finditer(bare):
        tail = ages.AGE_TAIL.match(bare, match.end())
        if _lived(match["age"]) and (tail or ages.CLAUSE_ENDS.match(bare, match.end())):
            yield match.start("age"), tail.end() if tail else match.end()
    for match in ages.REACHED.finditer(bare):
        tail = ages.AGE_TAIL.match(bare, match.end())
        if _lived(match["own"] or match["tens"]) and (tail or ages.CLAUSE_ENDS.match(bare, match.end())):
            yield match.start("age"), tail.end() if tail else match.end()
    for match in ages.BRACKETED.finditer(text):
        yield match.span("age")
    for match in ages.BETWEEN_COMMAS.finditer(bare):
        if _lived(match["age"]) and _NAMED.search(text, max(0, match.start() - WINDOW), match.start("age")):
            yield match.start("age"), _with_tail(bare, match.end())


def _lived(said: str) -> bool:
    value = _value(said)
    return value is not None and YOUNGEST <= value <= OLDEST
