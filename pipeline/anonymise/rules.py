"""
Identifiers that have a form: e-mail, telephone, national and bank numbers, plates, dates, spelled letters.

Rules need neither list nor capitals, and say what they found with certainty where a check digit agrees. A wrong
check digit does not save a number: people misremember, transcribers mistype; it lowers the score only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.anonymisation import MentionKind
from pipeline.anonymise.spans import DATE, EXACT, Found
from pipeline.french.institutions import INSTITUTIONS
from pipeline.french.lists import fold, is_ordinary
from pipeline.french.numbers import digits_said, read_number
from pipeline.french.patterns import (
    BIRTH_DATE,
    BIRTH_YEAR,
    EMAIL,
    FILE_NUMBER,
    FULL_DATE,
    HANDLE,
    IBAN,
    NIR,
    NUMBER_RUN,
    PHONE,
    PHONE_CUE,
    PLATE,
    SPELLED,
    SPELLED_CUE,
    URL,
    WORTH_A_LOOK,
)

PHONE_DIGITS = (8, 11)  # a French number has ten; people forget a pair or say one twice
PARTIAL_PHONE_DIGITS = 6  # enough when the sentence says that a number is being given
LONG_NUMBER_DIGITS = 12  # a run that long is no count of anything
CUE_REACH = 60  # characters before a number in which its cue may stand

_ACRONYMS = frozenset(name.strip() for name in INSTITUTIONS)
_DIGITS_ONLY = re.compile(r"[\d\W]+")
_VOWELS = frozenset("aeiouy")


def find_by_rules(text: str) -> list[Found]:
    """Everything in a turn that a rule can tell by its form, overlaps included."""
    if not WORTH_A_LOOK.search(text):
        return []
    found = list(_addresses_of_the_net(text))
    found += _numbers(text)
    found += _said_numbers(text)
    found += _dates(text)
    found += _spelled(text)
    return found


def _addresses_of_the_net(text: str) -> Iterator[Found]:
    for match in EMAIL.finditer(text):
        yield Found(*match.span(), MentionKind.EMAIL, "rule:email", rank=EXACT - 2)
    for match in URL.finditer(text):
        yield Found(*match.span(), MentionKind.URL, "rule:url", rank=EXACT)
    for match in HANDLE.finditer(text):
        yield Found(*match.span(), MentionKind.URL, "rule:handle", rank=EXACT)


def _numbers(text: str) -> Iterator[Found]:
    for match in PHONE.finditer(text):
        yield Found(*match.span(), MentionKind.PHONE, "rule:phone", rank=EXACT)
    for match in NIR.finditer(text):
        digits = re.sub(r"[^\dABab]", "", match.group())
        yield Found(*match.span(), MentionKind.ID_NUMBER, "rule:nir", nir_score(digits), EXACT - 1)
    for match in IBAN.finditer(text):
        if any(c.isdigit() for c in match.group()[4:]):
            yield Found(*match.span(), MentionKind.ID_NUMBER, "rule:iban", iban_score(match.group()), EXACT - 1)
    for match in PLATE.finditer(text):
        yield Found(*match.span(), MentionKind.ID_NUMBER, "rule:plate", rank=EXACT)
    for match in FILE_NUMBER.finditer(text):
        if sum(c.isdigit() for c in match["number"]) >= _least_digits(match.group()):
            yield Found(*match.span("number"), MentionKind.ID_NUMBER, "rule:file-number", 0.9, EXACT + 1)


def _least_digits(cue_and_number: str) -> int:
    """Door codes are short ("le code, c'est 45B12"); other numbers that short are counts or years."""
    return 3 if re.match(r"(?:code|digicode|interphone|chambre)", cue_and_number, re.IGNORECASE) else 5


def nir_score(digits: str) -> float:
    """
    1.0 when the two last digits are the key of the thirteen before, 97 - number mod 97 (Insee); Corsica's 2A and
    2B count as 19 and 18. 0.8 when they are not, 0.7 when there is no key.
    """
    number = digits.upper().replace("2A", "19").replace("2B", "18")
    if len(number) < 15:
        return 0.7
    return 1.0 if 97 - int(number[:13]) % 97 == int(number[13:15]) else 0.8


def iban_score(written: str) -> float:
    """1.0 when the number modulo 97 is 1 (ISO 7064, as ISO 13616 asks), else 0.7."""
    compact = re.sub(r"\W", "", written).upper()
    turned = compact[4:] + compact[:4]
    return 1.0 if int("".join(str(int(c, 36)) for c in turned)) % 97 == 1 else 0.7


def _said_numbers(text: str) -> Iterator[Found]:
    """Telephone and long numbers dictated aloud, wholly or half in digits, with hesitations and corrections."""
    for match in NUMBER_RUN.finditer(text):
        start, end = match.span()
        zero = _first_zero(match.group())
        digits, said = digits_said(match.group()[zero:])
        cued = PHONE_CUE.search(text, max(0, start - CUE_REACH), start) is not None
        if not cued and _DIGITS_ONLY.fullmatch(match.group()):
            continue  # written out, it would have had the form of a telephone: a date, a count, a file's name
        if said >= 4 and len(digits) >= 2 and digits[0] == "0" and digits[1] != "0":
            if PHONE_DIGITS[0] <= len(digits) <= LONG_NUMBER_DIGITS or (cued and len(digits) >= PARTIAL_PHONE_DIGITS):
                yield Found(start + zero, end, MentionKind.PHONE, "rule:said-phone", 0.95, EXACT + 2)
            elif len(digits) >= LONG_NUMBER_DIGITS:
                yield Found(start, end, MentionKind.PHONE, "rule:said-phone", 0.8, EXACT + 2)
        elif digits.startswith("33") and "plus" in fold(match.group())[:5]:
            yield Found(start, end, MentionKind.PHONE, "rule:said-phone", 0.95, EXACT + 2)
        elif said >= 5 and len(digits) >= LONG_NUMBER_DIGITS:
            yield Found(start, end, MentionKind.ID_NUMBER, "rule:said-number", 0.8, EXACT + 3)
        elif cued and said >= 4 and len(digits) >= PARTIAL_PHONE_DIGITS + 1:
            yield Found(start, end, MentionKind.PHONE, "rule:said-phone", 0.7, EXACT + 3)


def _first_zero(run: str) -> int:
    """Where a dictated telephone number begins in a run: its zero, if it has one."""
    match = re.search(r"\bz[ée]ro\b|\b0\d?\b", run, re.IGNORECASE)
    return match.start() if match else 0


def _dates(text: str) -> Iterator[Found]:
    for match in FULL_DATE.finditer(text):
        yield Found(*match.span(), MentionKind.DATE, "rule:date", 0.95, DATE)
    for match in BIRTH_DATE.finditer(text):
        yield Found(*match.span("date"), MentionKind.DATE, "rule:birth-date", 0.95, DATE - 1)
    for match in BIRTH_YEAR.finditer(text):
        year = read_number(match["year"])
        if year is not None and (1900 <= year <= 2100 or 20 <= year <= 99):
            yield Found(*match.span("year"), MentionKind.DATE, "rule:birth-year", 0.8, DATE)


def _spelled(text: str) -> Iterator[Found]:
    """Names given letter by letter. Institutions are spelled too ("la C-A-F"): those stay."""
    for match in SPELLED.finditer(text):
        letters = "".join(re.findall(r"(?<![^\W\d_])[^\W\d_](?![^\W\d_])", match.group()))
        folded = fold(letters)
        cued = SPELLED_CUE.search(text, max(0, match.start() - CUE_REACH), match.start()) is not None
        named = "comme" in match.group()
        if folded in _ACRONYMS or (len(set(folded)) < 3 and not named):
            continue
        if cued or named or (len(folded) >= 4 and set(folded) & _VOWELS and not is_ordinary(folded)):
            yield Found(*match.span(), MentionKind.PERSON, "rule:spelled", 0.9, EXACT + 4)
