"""
Occupations that no list foresaw, read from how they are said: "je suis éleveuse d'escargots", "ex-torera", "marin sur un câblier".

A word is taken for somebody's trade where it stands as what somebody is and has a trade's ending; a rare one is a
signature by itself, a common one with the place or the thing that comes with it. What the lists of trades hold is judged
by `risk.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.french import callings
from pipeline.french.conditions import ORIGIN_ENDINGS, ORIGINS
from pipeline.french.institutions import PEOPLES
from pipeline.french.lists import fold, frequency, is_ordinary
from pipeline.french.trades import COMMON_TRADES, OFFICES

WINDOW = 60  # characters before a word that can tell what it is
RARE = 3.6  # Zipf frequency below which a trade is rare by itself
RARE_THING = 4.0  # the same for what a trade is about: "d'escargots"
UNKNOWN = 1.0  # at or below, a word is rather misheard, or a name

_WORD = re.compile(r"[a-zœ]+(?:-[a-zœ]+)*")


def find_callings(text: str, bare: str) -> Iterator[tuple[int, int]]:
    """
    Stretches of a turn that say what somebody does, in code points: the trade and what makes it rare.

    Args:
        text: as written, for the accents by which a word's frequency is known.
        bare: the same, plain (`risk.plain`), with the same places.
    """
    for match in _WORD.finditer(bare):
        word = match.group()
        if len(word) < 4 or not _may_be_trade(word):
            continue
        reach = max(0, match.start() - WINDOW)
        before = bare[reach : match.start()]
        said = callings.SAID_TO_BE.search(before)
        ranked = callings.RANKED.search(before)
        if not said and word.endswith(("fier", "yer")):
            continue  # an infinitive, where nobody is said to be anything
        if not (said or ranked or callings.APPOSED.search(before)):
            continue
        end = _rare_end(text, bare, match, said=said is not None)
        if ranked:
            yield reach + ranked.start(), max(end, match.end())
            continue
        if end:
            yield match.start(), end


@cache
def _may_be_trade(word: str) -> bool:
    if word in callings.NO_TRADES or word.removesuffix("s") in callings.NO_TRADES or word in _peoples():
        return False
    if word in callings.OCCUPATIONS or word in COMMON_TRADES:
        return True
    return callings.HEAD.fullmatch(word) is not None and not _is_quality(word)


def _is_quality(word: str) -> bool:
    """ "heureuse" is the feminine of a quality, "chanteuse" of a trade."""
    stem = word.removesuffix("s")
    return stem.endswith("euse") and is_ordinary(f"{stem.removesuffix('se')}x")


@cache
def _peoples() -> frozenset[str]:
    origins = (f"{stem}{ending}" for stem in ORIGINS for ending in ORIGIN_ENDINGS)
    return frozenset((*map(fold, PEOPLES), *origins))


def _placed(text: str, bare: str, end: int) -> re.Match[str] | None:
    """Where somebody works, behind the trade; "a" is the verb there unless it bears its accent."""
    where = callings.WHERE.match(bare, end)
    if where is None or (where["link"] == "a" and text[where.start("link")] in "aA" and not text.isascii()):
        return None
    return where


def _rare_end(text: str, bare: str, match: re.Match[str], *, said: bool) -> int:
    """Where the stretch ends that singles somebody out, 0 when many could be meant."""
    word, written = match.group(), text[match.start() : match.end()].lower()
    of = callings.OF.match(bare, match.end())
    thing = text[of.start("what") : of.end("what")].lower() if of else ""
    rare_thing = of is not None and UNKNOWN < frequency(thing) < RARE_THING
    rest = callings.THEN_OF.match(bare, of.end()) if of else None
    where = _placed(text, bare, match.end()) or rest
    end = max(match.end(), of.end() if of and rare_thing else 0, where.end() if where else 0)
    known = word in callings.OCCUPATIONS or word in COMMON_TRADES or word in OFFICES
    if UNKNOWN < frequency(written) < RARE and not known and (said or is_ordinary(written)):
        return end if where or rare_thing or not of else of.end()
    return end if rare_thing or (where and (said or known or is_ordinary(written))) else 0
