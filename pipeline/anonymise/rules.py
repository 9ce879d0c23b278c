"""
Identifiers that have a form: numbers, addresses of the net, dates, names spelled letter by letter.

Rules need neither list nor capitals, and say what they found with certainty where a check digit agrees. Numbers
(`numbers.py`) and the net (`contacts.py`) have rooms of their own; dates and spelled names are judged here.
Quantities, years, hours, laws and helplines are no identifiers and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from models.anonymisation import MentionKind
from pipeline.anonymise.contacts import find_contacts
from pipeline.anonymise.numbers import CUE_REACH, find_numbers
from pipeline.anonymise.spans import DATE, EXACT, Found
from pipeline.anonymise.wrapping import unwrapped
from pipeline.french.dates import (
    BIRTH_DATE,
    BIRTH_YEAR,
    BORN,
    DATED_NEAR,
    EVENT_DATE,
    FEAST_DATE,
    FULL_DATE,
    LAW_BEFORE,
    MONTH,
    NATIONAL_DATES,
    PARTIAL_DATE,
    SAID_DATE,
)
from pipeline.french.identifiers import SPELLED, SPELLED_CUE, UNIT_AFTER
from pipeline.french.institutions import INSTITUTIONS
from pipeline.french.lists import fold, is_ordinary
from pipeline.french.numbers import read_number, run_at, runs_of_numbers

NEAR = 40  # characters between three numbers and what makes a date of them
DATE_DIGITS = range(3, 11)  # "3 3 79" to "03 03 1979", one of them said twice
_MONTH_NAMES = ["jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec"]
_VOWELS = frozenset("aeiouy")
_LONE_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_](?![^\W\d_])")
_DATED = re.compile(
    rf"\d[/.\-]\d|\b{MONTH}\b|\bn[ée]|naiss|anni|ddn|d\.d|suis d|est d|tait d|(?:19|20)\d\d|\d \d|\bdu (?:z[ée]ro|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze)\b|[ée]tat civil|m[êe]me (?:mois|ann)|facile à|no[ëe]l|p[âa]ques|toussaint|saint|pentec|chandeleur|ascension",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"(?<!\w)[^\W\d_](?:[ ]?[\-.,][ ]?|[ ])(?:(?:deux|double|2)[ ])?[^\W\d_](?!\w)|[ ]comme[ ]", re.IGNORECASE
)


def find_by_rules(text: str) -> list[Found]:
    """Everything in a turn that a rule can tell by its form, overlaps included."""
    text = unwrapped(text)
    found = find_contacts(text)
    found += find_numbers(text)
    if _DATED.search(text):
        found += _dates(text)
    if _LETTERS.search(text):
        found += _spelled(text)
    return found


def _dates(text: str) -> Iterator[Found]:
    for match in FULL_DATE.finditer(text):
        if not _is_everyones(match) and not LAW_BEFORE.search(text, max(0, match.start() - CUE_REACH), match.start()):
            yield Found(*match.span(), MentionKind.DATE, "rule:date", 0.95, DATE)
    for match in BIRTH_DATE.finditer(text):
        yield Found(*match.span("date"), MentionKind.DATE, "rule:birth-date", 0.95, EXACT)
    for match in BORN.finditer(text):
        run = run_at(text, match.end())
        if run and len(run.groups) >= 2 and len(run.digits) in DATE_DIGITS and not UNIT_AFTER.match(text, run.end):
            yield Found(run.start, run.end, MentionKind.DATE, "rule:birth-date", 0.9, EXACT)
    for match in BIRTH_YEAR.finditer(text):
        of = next(k for k in ("", "2", "3") if match[f"year{k}"])
        year = read_number(match[f"only{of}"])
        if year is not None and (1900 <= year <= 2100 or 20 <= year <= 99):
            yield Found(*match.span(f"year{of}"), MentionKind.DATE, "rule:birth-year", 0.8, DATE)
    for match in EVENT_DATE.finditer(text):
        span = next(match.span(name) for name in ("date", "date2", "date3", "date4", "date5", "date6") if match[name])
        yield Found(*span, MentionKind.DATE, "rule:event-date", 0.7, DATE + 1)
    for match in SAID_DATE.finditer(text):
        yield Found(*match.span(), MentionKind.DATE, "rule:said-date", 0.85, EXACT + 4)
    for match in FEAST_DATE.finditer(text):
        yield Found(*match.span(), MentionKind.DATE, "rule:feast-date", 0.8, EXACT + 4)
    for match in PARTIAL_DATE.finditer(text):
        yield Found(*match.span("years" if match["years"] else "day"), MentionKind.DATE, "rule:event-date", 0.7, DATE)
    if DATED_NEAR.search(text):
        yield from _three_numbers(text)


def _three_numbers(text: str) -> Iterator[Found]:
    """ "12 04 88 c'est ma date de naissance": a day, a month and a year near the word that makes a date of them."""
    for run in runs_of_numbers(text):
        said = [group.digits for group in run.groups]
        if len(said) == 4 and said[1] == "0":
            said[1:3] = [said[2]]  # "zéro trois"
        if len(said) != 3 or not (0 < int(said[0]) <= 31 and 0 < int(said[1]) <= 12 and len(said[2]) in (2, 4)):
            continue
        near = text[max(0, run.start - NEAR) : run.end + NEAR]
        if DATED_NEAR.search(near) and not UNIT_AFTER.match(text, run.end):
            yield Found(run.start, run.end, MentionKind.DATE, "rule:said-date", 0.85, EXACT + 4)


def _is_everyones(match: re.Match[str]) -> bool:
    """Whether a full date is one that the whole country remembers, whichever way it is said."""
    if match["month"]:
        day, year = (
            read_number(re.sub(r"1er|premier", "1", match["day"], flags=re.IGNORECASE)),
            read_number(match["y3"]),
        )
        month = next((n for n, m in enumerate(_MONTH_NAMES, 1) if fold(match["month"]).startswith(m)), 0)
        return f"{day} {month} {year}" in NATIONAL_DATES
    numbers = [int(number) for number in re.findall(r"\d+", match.group())]
    return " ".join(map(str, numbers[::-1] if match["y2"] else numbers)) in NATIONAL_DATES


def _spelled(text: str) -> Iterator[Found]:
    """Names given letter by letter. Institutions are spelled too ("la C-A-F"): those stay."""
    for match in SPELLED.finditer(text):
        folded = fold("".join(_LONE_LETTER.findall(match.group())))
        cued = SPELLED_CUE.search(text, max(0, match.start() - CUE_REACH), match.start()) is not None
        named = "comme" in match.group().lower()
        if _all_acronyms(folded) or (len(set(folded)) < 3 and not named):
            continue
        if cued or named or (len(folded) >= 4 and set(folded) & _VOWELS and not is_ordinary(folded)):
            yield Found(*match.span(), MentionKind.PERSON, "rule:spelled", 0.9, EXACT + 4)


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(name.strip() for name in INSTITUTIONS if len(name) < 8)


def _all_acronyms(letters: str) -> bool:
    """Whether spelled letters are acronyms one after the other: "C A F", "c d i c d d"."""
    if letters in _acronyms():
        return True
    return any(letters[:cut] in _acronyms() and _all_acronyms(letters[cut:]) for cut in range(2, len(letters) - 1))
