"""
How far a proper name goes behind the word that announces it: "hameau de | la Combe Noire", "crèche | les petits loups".

With capitals the name is their run, small words between them allowed. Without, only what gives itself away is taken:
names that establishments and places bear everywhere, words that no dictionary knows, and, behind a word that always
announces a name, a rare noun with its adjective.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.anonymise.facts import COMMON, RARE, UNCOMMON, facts
from pipeline.anonymise.words import Line, Phrases
from pipeline.french.institutions import ESTABLISHMENT_NAMES, PEOPLES_OWN
from pipeline.french.names import MARKS, TITLES
from pipeline.french.places import (
    ARTICLES,
    GENERIC_SPOTS,
    LINKING_WORDS,
    MONUMENTS,
    NAMING_ADJECTIVES,
    NAMING_NUMBERS,
    PLACE_HEADS,
)
from pipeline.french.whereabouts import PARTNERS, SAINTS_SAID, TRADE_ENDINGS

MAX_NAME_WORDS = 7
APPOSED = 3.6  # Zipf frequency above which "au foyer le …" goes on with the sentence

_NUMBER_AFTER = re.compile(r"[ ]\d{1,4}(?![\d\w,.])")
_ROMAN = re.compile(r"[IVX]{2,}(?:e|ème)?")
_QUOTED = re.compile(r"[ ]?[«\"“][ \u00a0]?([^«»\"“”\n]{2,60}?)[ \u00a0]?[»\"”]")


class Named(NamedTuple):
    """A proper name, in code points of the turn. `sure`: a capital, a list, or a word no dictionary knows."""

    start: int
    end: int
    sure: bool = True


@cache
def establishment_names() -> Phrases:
    """Names that schools, homes and quarters bear everywhere."""
    return Phrases(ESTABLISHMENT_NAMES)


@cache
def monuments() -> Phrases:
    """Sights that say nothing of where someone lives."""
    return Phrases(MONUMENTS)


def after_articles(line: Line, at: int) -> int | None:
    """Index of the first word after `at` and its "de la", "des", "l'"; None at the end or past a comma."""
    follows = at + 1
    while follows < len(line.words) and line.joined(follows - 1) and line.words[follows].folded in ARTICLES:
        follows += 1
    if follows >= len(line.words) or not line.joined(follows - 1):
        return None
    return follows


def quoted(line: Line, at: int) -> Named | None:
    """What stands between quotation marks right after word `at`."""
    match = _QUOTED.match(line.text, line.words[at].end)
    return Named(*match.span(1)) if match else None


def last_capital(line: Line, first: int, stay: frozenset[int]) -> int:
    """Last word of a run of capitals with small words between them."""
    last, at = first, first
    while line.joined(at) and at + 1 < len(line.words) and at + 1 - first < MAX_NAME_WORDS:
        at += 1
        word = line.words[at]
        if word.folded in MARKS:
            break
        if word.capital and at not in stay:
            last = at
        elif word.text == "à" and line.folded(at + 1) in ("la", "le", "les"):
            break  # "la place Notre-Dame à La Nef"
        elif word.folded not in LINKING_WORDS and word.text != "à":
            break
    return last


def in_capitals(line: Line, generic: int, first: int, stay: frozenset[int]) -> Named | None:
    """The run of capitals at `first`, with the name's own article and the adjective or number that ends it."""
    word = line.words[first]
    if (
        not word.capital
        or first in stay
        or word.folded in TITLES
        or word.folded in MARKS
        or _ROMAN.fullmatch(word.text)
    ):
        return None
    if word.text.isupper() and len(word.text) > 1 and line.words[generic].text.isupper():
        return None  # the whole sentence shouts
    if facts(word.text).never and not (line.joined(first) and line.words[first + 1].capital) and word.opening:
        return None
    starts = [k for k in range(generic + 1, first + 1) if line.words[k].capital]
    start, last = (starts[0] if starts else first), last_capital(line, first, stay)
    if line.joined(last) and line.words[last + 1].folded.rstrip("s") in NAMING_ADJECTIVES and start < first:
        last += 1  # "Le Panier vert"
    last = with_partners(line, last)
    number = _NUMBER_AFTER.match(line.text, line.words[last].end)
    if (
        number
        and last + 1 < len(line.words)
        and line.words[last + 1].capital
        and line.words[last + 1].start == number.end() + 1
    ):
        return Named(line.words[start].start, line.words[last_capital(line, last + 1, stay)].end)  # "Auto 2000 Sarthe"
    return Named(line.words[start].start, number.end() if number else line.words[last].end)


def with_partners(line: Line, last: int) -> int:
    """The end of a firm's name that goes on with "et fils", "et associés"."""
    firm = line.folded(last + 1) == "et" and line.folded(last + 2) in PARTNERS
    return last + 2 if firm and line.joined(last) and line.joined(last + 1) else last


def without_capitals(
    line: Line, generic: int, first: int, stay: frozenset[int], *, announced: bool, own_article: bool
) -> Named | None:
    """
    The name at `first` in text without capitals.

    Args:
        line: the turn.
        generic: index of the word that announces it; the words between it and `first` are articles.
        first: index of the name's first word, articles apart.
        stay: words that are something else.
        announced: the generic word always announces a name here ("lieu-dit", "hameau de"): a rare noun will do.
        own_article: an article straight behind the generic word belongs to the name ("l'ehpad les tilleuls").
    """
    if first in stay or line.text[line.words[first].start].isupper() or line.words[first].folded in MARKS:
        return None
    last, sure = _listed_end(line, generic, first)
    if last is None:
        last, sure = _told_end(line, first, stay, announced=announced)
    if last is None:
        return None
    direct = line.words[generic + 1].folded in ("le", "la", "les", "l")
    start = generic + 1 if own_article and direct and generic + 1 < first else first
    return Named(line.words[start].start, line.words[last].end, sure)


def _listed_end(line: Line, generic: int, first: int) -> tuple[int | None, bool]:
    for at in range(generic + 1, first + 1):
        length = establishment_names().length_at(line, at)
        if length:
            return complement_end(line, at + length - 1), True
    return None, False


def _told_end(line: Line, first: int, stay: frozenset[int], *, announced: bool) -> tuple[int | None, bool]:
    """End of a name that its words give away, and whether surely."""
    word, known = line.words[first], facts(line.words[first].text)
    follows = first + 1 if line.joined(first) else None
    if known.never and word.folded not in NAMING_NUMBERS and word.folded not in SAINTS_SAID:
        return None, False
    if is_unknown(word.text) and len(word.text) >= 4:
        return complement_end(line, _unknown_end(line, first, stay)), True
    if follows is not None and follows not in stay:
        second = facts(line.words[follows].text)
        if word.folded in NAMING_NUMBERS and announced and second.zipf < 5 and not second.never:
            return follows, True
        if word.folded in SAINTS_SAID and not second.never and second.zipf < COMMON:
            return follows, True
        if word.folded in PLACE_HEADS and "-" in line.between(first, follows):
            return follows, True
        rare = second.zipf < (UNCOMMON if announced else RARE + 0.3) or _is_adjective(line, follows)
        rare = rare or (announced and line.words[follows].folded in PLACE_HEADS)  # "la ferme du grand pré"
        if word.folded in PLACE_HEADS and rare and not second.never:
            return follows, True
    apposed = line.folded(first - 1) in ("le", "la", "les", "l") and line.folded(first - 2) not in ("de", "a")
    most = UNCOMMON if announced else APPOSED if apposed else RARE
    if known.never or word.folded in GENERIC_SPOTS or known.zipf >= most:
        return None, False
    last = first
    if follows is not None and (_is_adjective(line, follows) or is_unknown(line.words[follows].text)):
        last = follows
    return complement_end(line, last), announced or (apposed and not _is_somebody(word.folded))


def complement_end(line: Line, last: int) -> int:
    """A name goes on with its complement: "le chamois d'or", "le manba des minots", "les clots d'en haut"."""
    if line.joined(last) and _is_adjective(line, last + 1):
        return last + 1
    at = last + 1
    if at >= len(line.words) or line.words[at].folded not in ("d", "de", "du", "des") or not line.joined(last):
        return last
    while at + 1 < len(line.words) and line.joined(at) and line.words[at].folded in ARTICLES:
        at += 1
    if (line.folded(at) == "en" and line.folded(at + 1) in ("haut", "bas")) or line.folded(at) in ("haut", "bas"):
        return at + (line.folded(at) == "en")
    known = facts(line.words[at].text)
    fits = known.zipf < COMMON and not known.never and line.words[at].folded not in GENERIC_SPOTS
    if not fits or line.words[at].folded in ARTICLES:
        return last
    wind = at + 2 < len(line.words) and line.words[at + 1].text == "à" and line.joined(at) and line.joined(at + 1)
    return at + 2 if wind and facts(line.words[at + 2].text).zipf < COMMON else at  # "le moulin à vent"


def _is_somebody(folded: str) -> bool:
    """Whether a word says who one is, not what a place is called: "au foyer les éducs"."""
    return folded in PEOPLES_OWN or folded.endswith(TRADE_ENDINGS)


def _unknown_end(line: Line, first: int, stay: frozenset[int]) -> int:
    last = first
    while line.joined(last) and last + 1 not in stay and last - first < 3 and is_unknown(line.words[last + 1].text):
        last += 1
    return last


def _is_adjective(line: Line, at: int) -> bool:
    folded = line.words[at].folded
    return folded in NAMING_ADJECTIVES or folded.rstrip("s") in NAMING_ADJECTIVES


def is_unknown(word: str) -> bool:
    """Whether no dictionary knows a word, or hardly anyone writes it, so that it can only be a name here."""
    known = facts(word)
    if known.never or len(word) < 3:
        return False
    return known.zipf < RARE if not known.ordinary else known.zipf < 1.0
