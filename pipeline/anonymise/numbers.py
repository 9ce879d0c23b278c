"""
Numbers that lead to one person: telephones, national, file and bank numbers, plates, the code of a door.

Written, a number is known by its form and, where there is one, by its check digit. Said aloud or half in digits it is
a run of small numbers ("zéro six double quatre…"), which is a telephone by its leading zero and its length, and
anything else only after a cue ("mon numéro d'allocataire c'est le"). Without form nor cue a number is a quantity:
euros, ages, years, hours, helplines stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.anonymisation import MentionKind
from pipeline.anonymise.checks import iban_score, luhn, nir_score
from pipeline.anonymise.spans import EXACT, Found
from pipeline.french.identifiers import (
    CODE,
    CODE_LETTER,
    CODE_SIGN,
    COUNTRY_CODES,
    HOME_NUMBER,
    IBAN,
    IBAN_READ_OUT,
    ID_CUE,
    KEY_AFTER,
    LONG_NUMBER,
    MIXED_CODE,
    NIR,
    OPENING_KEY,
    PHONE,
    PHONE_CUE,
    PHONE_END_CUE,
    PLATE,
    PLATE_ALONE,
    PLATE_BARE,
    PLATE_CUE,
    PLATE_SAID,
    RIB,
    SIRET,
    UNIT_AFTER,
    VEHICLE,
)
from pipeline.french.lists import fold, frequency
from pipeline.french.numbers import NUMBER_WORD, Group, digits_said, read_number, run_at, runs_of_numbers

CUE_REACH = 60  # characters before a number in which its cue may stand
PHONE_DIGITS = (8, 12)  # a French number has ten; people forget a pair or say one twice
FULL_PHONE = 10
PAIR = 2  # "son numéro finit par douze"
MIN_LONG_GROUPS, MIN_PHONE_GROUPS = 5, 4  # numbers said one after the other
PARTIAL_PHONE_DIGITS = 6  # enough for a number said from its zero on, or when one is being given
ENDING_DIGITS = 3  # "ça finit par 56 12", "mon RIB finit par 418"
LONG_NUMBER_DIGITS = 12  # a run that long is no count of anything
MAX_WORDS_BETWEEN = 6  # between a cue and its number
MOBILE = ("06", "07", "01", "02", "03", "04", "05", "09")
MAX_LETTERS_COUNTED = 2  # of a code, towards its length: "F 7731"
MAX_CODE_LETTERS = 4
KEY_DIGITS = 2
REST_DIGITS = 12  # of a number given in two goes
IBAN_DIGITS = 18  # said aloud, longer than anything else
IBAN_BEGUN = 10  # behind its country's letters
FILE_DIGITS = 4
DOOR_DIGITS = 3
LETTERS_ONLY = 4.4  # Zipf frequency above which two letters are a word or a unit
MIN_IBAN_DIGITS = 10

_NUMBER_START = re.compile(rf"(?<![\w])(?:\d|{NUMBER_WORD}\b)", re.IGNORECASE)
_CORRECTED = re.compile(r"\b(?:non|pardon|trompe|plut[ôo]t|d[ée]sol[ée]e?|oups)\b", re.IGNORECASE)
_HESITATED = re.compile(r"[^\W\d_]{2}")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_PLUS = re.compile(r"(?:\bplus|\+)[ ]?\Z", re.IGNORECASE)
_COUNTRY_SAID = re.compile(r"(?:\b(?:f[ ]?r|b[ ]?e|p[ ]?t|l[ ]?u|d[ ]e|e[ ]s|i[ ]t)[ ])?\Z", re.IGNORECASE)
_DATED = re.compile(r"(?<!\d)\d\d([./-])(?:0[1-9]|1[0-2])\1\d\d(?!\d)")
_NIR_SAID = re.compile(r"[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)\d{8}(?:\d{2})?")


def find_numbers(text: str) -> list[Found]:
    """Every number of a turn that identifies someone, written or said, overlaps included."""
    found: list[Found] = []
    if any(c.isdigit() for c in text):
        found += _written(text)
    found += _announced(text)
    found += _plates_said(text)
    found += _said(text)
    return [_with_its_key(text, one) for one in found]


def _with_its_key(text: str, one: Found) -> Found:
    """A number goes on with its key or its rest: "… cent douze et la clé c'est quarante et un", "et la suite deux cent…"."""
    key = KEY_AFTER.match(text, one.end) if one.kind is MentionKind.ID_NUMBER else None
    run = run_at(text, key.end()) if key else None
    if key is None or run is None:
        return one
    if key["rest"]:
        return one._replace(end=run.end) if FILE_DIGITS <= len(run.digits) <= REST_DIGITS else one
    return one._replace(end=run.groups[0].end) if len(run.groups[0].digits) <= KEY_DIGITS else one


def _written(text: str) -> Iterator[Found]:
    for match in PHONE.finditer(text):
        yield Found(*match.span(), MentionKind.PHONE, "rule:phone", rank=EXACT)
    for match in NIR.finditer(text):
        digits = re.sub(r"[^\dABab]", "", match.group())
        yield _number(match, "rule:nir", nir_score(digits), EXACT - 1)
    for match in IBAN.finditer(text):
        score = iban_score(match.group())
        written = match.group()[:2].isupper() and sum(c.isdigit() for c in match.group()) >= MIN_IBAN_DIGITS
        if written or score == 1.0:
            yield _number(match, "rule:iban", score, EXACT - 1)
    for match in IBAN_READ_OUT.finditer(text):
        yield _number(match, "rule:iban", 0.9, EXACT - 1)
    for match in RIB.finditer(text):
        yield _number(match, "rule:bank-account", 0.9, EXACT)
    for match in SIRET.finditer(text):
        if luhn(re.sub(r"\D", "", match.group())):
            yield _number(match, "rule:siret", 1.0, EXACT)
    for match in PLATE.finditer(text):
        yield _number(match, "rule:plate", 1.0, EXACT)
    for match in PLATE_BARE.finditer(text):
        if max(frequency(match[1]), frequency(match[2])) < LETTERS_ONLY or _of_a_vehicle(text, match.start()):
            yield _number(match, "rule:plate", 0.8, EXACT)
    for match in LONG_NUMBER.finditer(text):
        yield _number(match, "rule:long-number", 0.7, EXACT + 3)
    for match in MIXED_CODE.finditer(text):
        yield _number(match, "rule:mixed-code", 0.7, EXACT + 3)


def _of_a_vehicle(text: str, at: int) -> bool:
    return VEHICLE.search(text, max(0, at - CUE_REACH), at) is not None


def _number(match: re.Match[str], detector: str, score: float, rank: int) -> Found:
    return Found(*match.span(), MentionKind.ID_NUMBER, detector, score, rank)


def _announced(text: str) -> Iterator[Found]:
    """The number, code or run of said numbers that a cue leads to, at once or a few words later."""
    for cue in ID_CUE.finditer(text):
        door = cue["door"] is not None
        at_home = HOME_NUMBER.search(cue["door"] or "")
        least = 1 if at_home else DOOR_DIGITS if door else FILE_DIGITS if cue["file"] else FILE_DIGITS + 1
        span = _code_at(text, cue.end(), door=door, least=least) or (
            None if door else _code_further_on(text, cue.end())
        )
        if span and not _is_telephone(text[span[0] : span[1]], of_a_file=cue["file"] is not None):
            yield Found(*span, MentionKind.ID_NUMBER, "rule:file-number", 0.9, EXACT + 1)


def _code_further_on(text: str, at: int) -> tuple[int, int] | None:
    """A long number a few words behind its cue: "mon numéro je le savais, un soixante-trois zéro huit"."""
    number = _NUMBER_START.search(text, at, at + CUE_REACH)
    between = text[at : number.start()] if number else "."
    if number is None or re.search(r"[.;!?\n\d]", between) or len(between.split()) > MAX_WORDS_BETWEEN:
        return None
    span = _code_at(text, number.start(), door=False, least=FILE_DIGITS + 1)
    if span is None or sum(len(d) for d in digits_said(text[span[0] : span[1]])[:1]) < FILE_DIGITS + 1:
        return None
    return span


def _is_telephone(said: str, *, of_a_file: bool) -> bool:
    """Whether the number behind a cue is a telephone's, said or written: its zero and its length tell."""
    digits, _ = digits_said(said)
    if of_a_file and len(digits) != FULL_PHONE:
        return False
    return digits[:1] == "0" and digits[1:2] != "0" and PHONE_DIGITS[0] <= len(digits) <= PHONE_DIGITS[1]


def _code_at(text: str, at: int, *, door: bool, least: int) -> tuple[int, int] | None:
    """
    Where the number ends that begins at `at`, written or said, letters included; None when none does.

    Door codes are short ("45B12", "quarante-cinq b douze"); elsewhere so short a number is a count or a year.
    """
    key = OPENING_KEY.match(text, at) if door else None
    written = CODE.match(text, key.end() if key else at)
    if written and not UNIT_AFTER.match(text, written.end()):
        digits = sum(c.isdigit() for c in written.group())
        letters = min(MAX_LETTERS_COUNTED, sum(c.isupper() for c in written.group()))
        if (
            digits + letters >= least
            and digits >= min(least, DOOR_DIGITS)
            and (door or not _YEAR.fullmatch(written.group()))
        ):
            return at, _more(text, written.end())
    end, digits, groups = _letters_end(text, key.end() if key else at), 0, 0
    while (run := run_at(text, end)) is not None:
        end, digits, groups = run.end, digits + len(run.digits), groups + len(run.groups)
        sign = CODE_SIGN.match(text, end)
        following = sign.end() if sign else _letters_end(text, end)
        if run_at(text, following) is not None:
            end = following
            continue
        letter = CODE_LETTER.match(text, end)
        if letter and (door or fold(letter[1]) not in "ay"):
            end, groups = letter.end(), groups + 1
        break
    if UNIT_AFTER.match(text, end) or digits < (DOOR_DIGITS if door else FILE_DIGITS):
        return None
    whole = not door and digits >= PARTIAL_PHONE_DIGITS and least > FILE_DIGITS  # "numéro mdph cent trente-sept mille…"
    if not whole and groups < 2 + (not door and digits < PARTIAL_PHONE_DIGITS):
        return None
    return at, end


def _letters_end(text: str, at: int) -> int:
    """End of the letters of a code that stand at `at`, if numbers follow them: "a b douze", "f tiret deux mille"."""
    end = at
    for _ in range(MAX_CODE_LETTERS):
        letter = CODE_LETTER.match(text, end)
        if letter is None:
            break
        sign = CODE_SIGN.match(text, letter.end())
        end = sign.end() if sign else letter.end()
    return end if run_at(text, end) is not None else at


def _more(text: str, end: int) -> int:
    """A number begun in digits may go on in words: "91 00 quarante-cinq douze"."""
    run = run_at(text, end) if text[end : end + 1] == " " else None
    return run.end if run and all(group.in_words for group in run.groups) and len(run.groups) > 1 else end


def _plates_said(text: str) -> Iterator[Found]:
    """A number plate in any dress after its cue: "la plaque c'est a b cent vingt-trois c d"."""
    for cue in PLATE_CUE.finditer(text):
        said = PLATE_SAID.match(text, cue.end() + (text[cue.end() : cue.end() + 1] == " "))
        if said and (not said["middle"] or 0 < (read_number(said["middle"]) or 0) < 1000):
            yield Found(*said.span(), MentionKind.ID_NUMBER, "rule:plate", 0.9, EXACT)
    for match in PLATE_ALONE.finditer(text):
        if 0 < (read_number(match["middle"]) or 0) < 1000:
            yield Found(*match.span(), MentionKind.ID_NUMBER, "rule:plate", 0.8, EXACT)


def _said(text: str) -> Iterator[Found]:
    """Telephones and long numbers dictated aloud, wholly or half in digits, with hesitations and corrections."""
    for run in runs_of_numbers(text):
        if len(run.groups) == 1 and len(run.digits) < 2:
            continue
        yield from _run(text, _without_article(run.groups))


def _without_article(groups: Sequence[Group]) -> Sequence[Group]:
    """ "06 39 98 12 34, et un autre": after digits, a lone "un" in words counts nothing."""
    last = groups[-1]
    article = last.in_words and last.digits == "1" and not any(group.in_words for group in groups[:-1])
    return groups[:-1] if article and len(groups) > 1 else groups


def _run(text: str, groups: Sequence[Group]) -> Iterator[Found]:
    """What a run of numbers is by itself: a whole number known by its length, else perhaps a telephone."""
    start, end = groups[0].start, groups[-1].end
    digits, said = "".join(g.digits for g in groups), sum(g.in_words for g in groups)
    before = text[max(0, start - CUE_REACH) : start]
    ending = PHONE_END_CUE.search(before)
    least = PAIR if ending and ("chiffres" in ending.group() or PHONE_CUE.search(before)) else ENDING_DIGITS
    plus = _PLUS.search(before)
    if ending and len(digits) >= least and not UNIT_AFTER.match(text, end):
        yield Found(start, end, MentionKind.PHONE, "rule:phone-end", 0.8, EXACT + 3)
    elif plus and digits.startswith(COUNTRY_CODES) and len(digits) > PHONE_DIGITS[0]:
        yield Found(start - len(plus.group()), end, MentionKind.PHONE, "rule:said-phone", 0.95, EXACT + 2)
    elif said > len(groups) // 2 and len(digits) >= (IBAN_BEGUN if _country(before) else IBAN_DIGITS):
        country = _COUNTRY_SAID.search(before)
        begin = start - len(country.group() if country else "")
        yield Found(begin, end, MentionKind.ID_NUMBER, "rule:said-number", 0.9, EXACT + 1)
    elif _NIR_SAID.fullmatch(digits) and said > len(groups) // 2:
        yield Found(start, end, MentionKind.ID_NUMBER, "rule:said-number", 0.9, EXACT + 1)
    else:
        yield from _telephone(text, groups, digits, before)


def _country(before: str) -> bool:
    """Whether the two letters of a country stand right before a number, the second being no word of grammar."""
    match = _COUNTRY_SAID.search(before)
    return bool(match and match.group())


def _telephone(text: str, groups: Sequence[Group], digits: str, before: str) -> Iterator[Found]:
    """A telephone by its zero, or by a cue; without either a very long run is still a number of somebody's."""
    start, end = groups[0].start, groups[-1].end
    zero, cued = _first_zero(groups), PHONE_CUE.search(before) is not None
    said = sum(g.in_words for g in groups)
    if said == 0 and not cued and not (zero is not None and _by_twos(groups[zero:])):
        return  # written out, it would have had the form of a telephone: a date, a count, a file's name
    if said == 0 and not cued and len(digits) < FULL_PHONE and _DATED.search(text, start, end):
        return  # "Entretien 01 25.01.14": a number, then a date
    dictated = [] if zero is None else list(_from_zero(text, groups, zero, before))
    if dictated or (zero is not None and not cued):
        yield from dictated
    elif said == 1 or _is_counting(groups):
        return
    elif len(groups) >= MIN_LONG_GROUPS and len(digits) >= LONG_NUMBER_DIGITS:
        yield Found(start, end, MentionKind.ID_NUMBER, "rule:said-number", 0.8, EXACT + 3)
    elif cued and len(groups) >= MIN_PHONE_GROUPS and len(digits) > PARTIAL_PHONE_DIGITS:
        yield Found(start, end, MentionKind.PHONE, "rule:said-phone", 0.7, EXACT + 3)


def _from_zero(text: str, run: Sequence[Group], zero: int, before: str) -> Iterator[Found]:
    """A number dictated from its zero, with what was taken back before; what follows ten digits is another number."""
    groups = run[zero:]
    length, last = 0, len(groups) - 1
    for at, group in enumerate(groups):
        if at and group.digits == groups[at - 1].digits and _HESITATED.search(text, groups[at - 1].end, group.start):
            continue  # "33, euh, 33 02"
        length += len(group.digits)
        if length == FULL_PHONE and not _CORRECTED.search(text, groups[0].start, groups[-1].end):
            last = at
            break
    ours, rest = groups[: last + 1], groups[last + 1 :]
    digits = "".join(g.digits for g in ours)
    taken_back = _CORRECTED.search(text, run[0].start, ours[0].start)
    start, end = run[0].start if taken_back else ours[0].start, ours[-1].end
    enough = PARTIAL_PHONE_DIGITS if len(ours) >= 3 or PHONE_CUE.search(before) else PHONE_DIGITS[0]
    if len(digits) >= enough and (len(ours) >= 3) and (digits[1] != "0" or len(digits) >= PHONE_DIGITS[0]):
        score = 0.95 if len(digits) <= PHONE_DIGITS[1] else 0.8
        yield Found(start, end, MentionKind.PHONE, "rule:said-phone", score, EXACT + 2)
    if len(rest) > 1:
        yield from _run(text, rest)


def _first_zero(groups: Sequence[Group]) -> int | None:
    """Index of the group where a dictated telephone begins: "zéro" before another number, or "06"."""
    for at, group in enumerate(groups[:-1]):
        if group.digits[0] == "0" and (len(group.digits) > 1 or groups[at + 1].digits[0] != "0"):
            return at
    return None


def _by_twos(groups: Sequence[Group]) -> bool:
    """Whether a number is written by pairs from 06 on, however short: "06 39 98, puis 44"."""
    return len(groups) >= 3 and all(len(group.digits) == 2 for group in groups) and groups[0].digits in MOBILE


def _is_counting(groups: Sequence[Group]) -> bool:
    """ "un, deux, trois, quatre" or "vingt, trente, quarante": numbers in order, or one said again and again."""
    values = [int(group.digits) for group in groups]
    steps = {b - a for a, b in pairwise(values)}
    return len(steps) == 1 or all(a <= b for a, b in pairwise(values))
