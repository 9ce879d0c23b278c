"""
Communes and towns abroad that a list knows.

Communes are masked wherever they are surely communes; countries, regions and départements stay, said by name or by
number ("le 93"), being shared by a hundred thousand people at least. A commune whose name is a word (Tours, Sens) or
a first name needs a preposition or a capital to be taken for one. What no list knows is the business of `spots.py`.
"""

from __future__ import annotations

import re
from functools import cache

from models.anonymisation import MentionKind
from pipeline.anonymise.facts import COMMON, MIN_SURNAMES, RARE, UNCOMMON, facts
from pipeline.anonymise.naming import is_unknown
from pipeline.anonymise.spans import CUED_PLACE, LISTED_PLACE, Found
from pipeline.anonymise.words import Casing, Line
from pipeline.french.lists import communes, is_ordinary, spaced, towns
from pipeline.french.names import TITLES
from pipeline.french.places import (
    ARTICLES,
    DWELLING_VERBS,
    FOREIGN_TOWNS,
    LINKING_WORDS,
    SAINTS,
    TIGHT_PREPOSITIONS,
    TOWN_PREPOSITIONS,
    TOWN_WORDS,
    WIDE_PLACES,
)

MAX_TOWN_WORDS = 7
BIG_TOWN = 20_000  # inhabitants above which a town is likelier than its homonyms
MIN_FIRST_NAMES = 500
MIN_SHORT_LETTERS = 5
NOTHING_ELSE_LETTERS = 7

_POSTCODE = re.compile(r"(?<!\d)\d{2}[ ]?\d{3}[ ,]{1,2}\Z")
_TOWNS_AND_MORE = frozenset({"vienne", "roussillon", "champagne", "argentine", "mayenne", "valence", "dublin"})


@cache
def town_names() -> frozenset[str]:
    """Folded names of communes and of towns abroad; names that are also a country's or a département's apart."""
    foreign = {name for name, (country, _) in towns().items() if country != "FR" and not is_ordinary(name)}
    wide = {spaced(place) for place in WIDE_PLACES}
    return frozenset(
        (communes() | _short_names() | foreign | {spaced(town) for town in FOREIGN_TOWNS}) - (wide - _TOWNS_AND_MORE)
    )


@cache
def _short_names() -> frozenset[str]:
    """How people call towns of compound names: "vitry" for Vitry-sur-Seine; words of the dictionary apart."""
    firsts = (name.split(" ") for name, (country, _) in towns().items() if country == "FR" and " " in name)
    return frozenset(f[0] for f in firsts if len(f[0]) >= MIN_SHORT_LETTERS and not is_ordinary(f[0]))


@cache
def _foreign_in_french() -> frozenset[str]:
    return frozenset(spaced(town) for town in FOREIGN_TOWNS)


@cache
def _first_words() -> dict[str, int]:
    """First word of the towns -> words of the longest one that begins so."""
    longest = {"st": MAX_TOWN_WORDS, "ste": MAX_TOWN_WORDS}
    for name in town_names():
        words = name.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def find_towns(line: Line, stay: frozenset[int], casing: Casing) -> list[Found]:
    """Communes and towns abroad in a turn; `stay`: words that are something else."""
    found: list[Found] = []
    first_words = _first_words()
    for at in range(len(line.words)):
        word = line.words[at]
        if word.folded not in first_words or not (at not in stay or _is_town_after_all(line, at)):
            continue
        found += _town(line, at, stay - {at}, casing)
    return found


def _is_town_after_all(line: Line, at: int) -> bool:
    """ "à Vienne": a département or a country has its article there, so a commune of the same name is meant."""
    if line.words[at].folded not in _TOWNS_AND_MORE or not line.joined(at - 1):
        return False
    lived = line.folded(at - 2) in DWELLING_VERBS | TOWN_WORDS | {"est", "suis", "es"}
    return line.folded(at - 1) == "a" or (line.folded(at - 1) in ("de", "d") and lived)


def _town(line: Line, at: int, stay: frozenset[int], casing: Casing) -> list[Found]:
    longest = min(_first_words()[line.words[at].folded], len(line.words) - at)
    while not all(line.joined(k) for k in range(at, at + longest - 1)):
        longest -= 1
    for length in range(longest, 0, -1):
        last = at + length - 1
        if last in stay and length == 1:
            continue
        name = " ".join(SAINTS.get(word.folded, word.folded) for word in line.words[at : last + 1])
        score = _town_score(line, at, last, name, casing) if name in town_names() else 0.0
        if score:
            first = at - 1 if _has_own_article(line, at) else at
            span = (line.words[first].start, line.words[_parish_end(line, at, last)].end)
            rank = CUED_PLACE if _town_cued(line, at) else LISTED_PLACE
            return [Found(*span, MentionKind.PLACE, "list:commune", score, rank, sort="commune")]
    return []


def _parish_end(line: Line, at: int, last: int) -> int:
    """ "saint julien de piganiol": a parish goes on behind its saint where no list has the whole name."""
    if line.words[at].folded not in SAINTS.keys() | SAINTS.values() | {"sainte"} or last + 2 >= len(line.words):
        return last
    linked = line.words[last + 1].folded in LINKING_WORDS and line.joined(last) and line.joined(last + 1)
    following = line.words[last + 2]
    return last + 2 if linked and (following.capital or is_unknown(following.text)) else last


def _town_cued(line: Line, at: int) -> bool:
    """ "à Sens", "la ville de Sens", "aux Lilas", "à la Courneuve"."""
    previous = line.folded(at - 1)
    if previous in ("au", "aux"):
        return line.words[at].capital
    if (
        line.words[at].start
        and line.text[line.words[at].start - 2].isdigit() | line.text[line.words[at].start - 3].isdigit()
    ):
        return _POSTCODE.search(line.text, max(0, line.words[at].start - 10), line.words[at].start) is not None
    if previous in ("la", "l", "le", "les") and line.joined(at - 1):
        return line.folded(at - 2) in TIGHT_PREPOSITIONS and (previous in ("la", "l") or line.words[at - 1].capital)
    return previous in TIGHT_PREPOSITIONS or (
        previous in ("de", "d", "du", "des") and line.folded(at - 2) in TOWN_WORDS
    )


def _dwells(line: Line, at: int) -> bool:
    """ "elle habite à clermont", "je suis née ici à vienne": what follows is a place, be it also somebody's name."""
    if line.folded(at - 1) != "a" or not line.joined(at - 1):
        return False
    return any(line.folded(k) in DWELLING_VERBS for k in (at - 2, at - 3))


def _has_own_article(line: Line, at: int) -> bool:
    """Whether the article before is the town's own: "Le Mans", "à la Courneuve". The list has no articles."""
    if line.folded(at - 1) not in ("le", "la", "les", "l") or not line.joined(at - 1):
        return False
    return (line.words[at - 1].capital and line.words[at].capital) or _town_cued(line, at)


def _inhabitants(name: str) -> int:
    """Inhabitants of a town, with or without its article; 0 below 5,000 (100,000 abroad)."""
    if name in _foreign_in_french():
        return BIG_TOWN
    return max(towns().get(article + name, ("", 0))[1] for article in ("", "le ", "la ", "les ", "l "))


def _town_score(line: Line, at: int, last: int, name: str, casing: Casing) -> float:
    """How sure it is that these words are a town here; 0 when they are not."""
    words = line.words[at : last + 1]
    capital = all(w.capital for w in words if w.folded not in LINKING_WORDS) and any(w.capital for w in words)
    inhabitants = _inhabitants(name)
    previous = line.folded(at - 1)
    cued = _town_cued(line, at)
    near = cued or previous in TOWN_PREPOSITIONS
    if len([w for w in words if w.folded not in ARTICLES]) > 1:
        ordinary = all(facts(w.text).ordinary or w.folded in LINKING_WORDS for w in words)
        if near and len(words) > 2 and words[0].folded not in ARTICLES:
            return 0.8  # "noyant d'allier": a listed name that long is no turn of phrase
        return 0.9 if capital or not ordinary or ((near or previous in ("au", "aux")) and inhabitants) else 0.0
    known = facts(words[-1].text)
    broken_off = line.text[words[-1].end : words[-1].end + 1] == "~"  # "à la Sor~"
    if broken_off or known.never or len(words[-1].text) < 2 or previous in TITLES:
        return 0.0
    person = known.first >= MIN_FIRST_NAMES or (known.surname >= 200 and inhabitants < BIG_TOWN)
    if known.ordinary and previous in ("au", "aux") and inhabitants < BIG_TOWN:
        return 0.0  # "au Palais Royal"; but "aux Lilas"
    if capital:
        if words[0].opening and len(words) == 1:
            return 0.8 if inhabitants and not known.ordinary and not person else 0.0
        if known.ordinary or person:
            return 0.8 if cued or (inhabitants >= BIG_TOWN and near and not known.first >= MIN_FIRST_NAMES) else 0.0
        return 0.95 if inhabitants or near else 0.7
    if casing is Casing.KEPT and not (inhabitants and near):
        return 0.0
    if not known.ordinary and _dwells(line, at):
        return 0.85
    if known.ordinary or person:
        sure = previous == "a" or (cued and previous in ("de", "d"))
        return 0.7 if sure and inhabitants >= BIG_TOWN and known.zipf < COMMON else 0.0
    if len(words[-1].text) >= NOTHING_ELSE_LETTERS and known.surname < MIN_SURNAMES and known.zipf < RARE:
        return 0.7  # a commune's name that is nobody's and no word
    if inhabitants >= BIG_TOWN / 2 or (inhabitants and near):
        return 0.85
    if near and not cued:
        return 0.7 if len(words[-1].text) >= 5 and known.zipf < RARE else 0.0
    return 0.7 if cued and len(words[-1].text) >= 4 and known.zipf < UNCOMMON else 0.0
