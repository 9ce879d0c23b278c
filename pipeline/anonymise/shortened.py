"""
Whether a word can be what a first name becomes among people who know each other: "Clo", "Mumu", "Nand", "Gilou".

French makes such forms at will, so that this is a rule and not a list. It says what is possible, never that it is so:
"Lulu" can be Lucien and Lucette. Deciding between the people of a source is the business of `joining`.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from pipeline.anonymise.facts import facts
from pipeline.french.hypocoristics import ENDINGS, FAR, FEMININE, heard
from pipeline.french.lists import fold
from pipeline.french.names import DIMINUTIVES

MANY_BEARERS = 15_000  # above, the short form is as often a whole first name ("Nadia" is no Nadine)
MANY_WHOLE = 1_000  # the same for a long beginning ("Amina") and for an end ("Line")
MIN_CUT_OFF = 2  # letters that a cut leaves out
MIN_END = 3
MIN_BASE = 2  # letters of the name before an ending
LONG_CUT = 5  # letters from which a surname may be cut too ("Stacho")
MAX_FULL_CUT = 4  # letters of a frequent first name that is still a cut of a longer one ("Théo")

_VOWELS = "aeiou"
_DOUBLED = re.compile(r"^([^aeiou]{0,2}[aeiou]{1,2})\1(?:[trnlf]?e?|te|ne|se)$")
_STAMMER = re.compile(r"^([^aeiou]{1,2})[aeiou]{1,2}(\1[a-z]{2,})$")


class Shortening(IntEnum):
    """How surely a word shortens a name, the surest highest. `POSSIBLE` is for a person to judge."""

    NONE = 0
    POSSIBLE = 1
    BY_ITS_END = 2
    BY_RULE = 3
    LISTED = 4


@lru_cache(maxsize=50_000)
def shortening(form: str, name: str) -> Shortening:
    """
    How a lone form can be a short form, or a pet form, of a first name.

    Args:
        form: one word as written, accents included: a mute e tells a whole name from a cut one.
        name: a folded first name, compound ones with their hyphen.
    """
    short = fold(form)
    if len(short) < MIN_BASE or short == name or not short.replace("-", "").isalpha():
        return Shortening.NONE
    if name in DIMINUTIVES.get(short, ()):
        return Shortening.LISTED
    if name in FAR.get(short, ()):
        return Shortening.POSSIBLE if facts(short).first >= MANY_BEARERS else Shortening.LISTED
    if "-" in short:
        return Shortening.BY_RULE if name.startswith(short) else Shortening.NONE
    parts = dict.fromkeys((name.replace("-", ""), *name.split("-")))
    return max((_of_part(form, short, part) for part in parts if part), default=Shortening.NONE)


def _of_part(form: str, short: str, part: str) -> Shortening:
    said, name, borne = heard(short), heard(part), facts(short).first
    cut_off = max(len(part) - len(short), len(name) - len(said))
    if name.startswith(said) and cut_off >= MIN_CUT_OFF and _is_cut(form, part, borne):
        return Shortening.BY_RULE
    made = _is_doubled(said, name, at_start=True) or _has_ending(said, name)
    if borne >= MANY_BEARERS:
        return Shortening.POSSIBLE if made and len(short) <= MAX_FULL_CUT + 1 else Shortening.NONE
    if made:
        return Shortening.BY_RULE
    ends = len(said) >= MIN_END and said[0] not in _VOWELS and cut_off >= MIN_CUT_OFF
    if ends and name.endswith(said) and borne < MANY_WHOLE:
        return Shortening.BY_ITS_END
    if _is_doubled(said, name, at_start=False) or _is_stammer(said, name):
        return Shortening.BY_ITS_END
    return Shortening.POSSIBLE if ends and said in name else Shortening.NONE


def _is_cut(form: str, part: str, borne: int) -> bool:
    """ "Clo", "Perpé", "Théo" (Théophile is rarer): the beginning of a name; "Anne", "Julie", "Yann" are whole ones."""
    if form.lower().endswith("e") and len(form) > MIN_BASE:
        return False
    if len(form) > MAX_FULL_CUT:
        return borne < MANY_WHOLE
    return borne < MANY_BEARERS or facts(part).first < borne


def _is_doubled(said: str, name: str, *, at_start: bool) -> bool:
    """ "Mumu" of Muriel, "Nono" of Arnaud, "Fanfan" of Stéphane: a syllable of the name, twice."""
    match = _DOUBLED.match(said)
    half = match.group(1) if match else said[: len(said) // 2] if said[: len(said) // 2] * 2 == said else ""
    if len(half) < MIN_BASE:
        return False
    return name.startswith(half) if at_start else half[0] not in _VOWELS and half in name[1:]


def _has_ending(said: str, name: str) -> bool:
    """ "Gilou", "Renatinho", "Frédo": the beginning of a name, or the whole, with an ending."""
    for ending in ENDINGS:
        base = said.removesuffix(heard(ending)) if said.endswith(heard(ending)) else ""
        whole = base in (name, name.rstrip(_VOWELS))
        if len(base) < MIN_BASE or not name.startswith(base) or not any(letter in _VOWELS for letter in base):
            continue
        if (whole and ending not in FEMININE) or (not whole and _closes(base, name)):
            return True
    return False


def _closes(base: str, name: str) -> bool:
    """Whether a beginning stops behind a consonant, well before the name does: "gil-", "jak-", not "nadi-" of Nadine."""
    return base[-1] not in _VOWELS and len(name) >= len(base) + MIN_CUT_OFF


def _is_stammer(said: str, name: str) -> bool:
    """ "Mimile" of Émile, "Dadette" of Bernadette, "Mimiche" of Michelle."""
    match = _STAMMER.match(said)
    return match is not None and match.group(2) in name


def cuts_surname(form: str, surname: str) -> bool:
    """ "Stacho" of Stachowiak: the beginning of a surname, long enough to be nobody else's."""
    short = fold(form)
    long_enough = len(short) >= LONG_CUT and len(surname) >= len(short) + MIN_CUT_OFF and " " not in surname
    known = facts(short)
    return long_enough and surname.startswith(short) and not known.first_name and not known.ordinary
