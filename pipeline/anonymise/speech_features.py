"""
What the small network of `speech_reader.py` is told of each word: numbers of rows in its table, never the word's letters.

A word is described by what the lists know of it (first name, surname, town, ordinary word, how frequent), by the French
word classes that stand around names, by what precedes it, and by its capital where capitals mean something. Only words
that everybody uses are told by themselves. The network cannot learn anybody's name this way, only where names stand.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from pipeline.anonymise.facts import facts
from pipeline.anonymise.words import Casing, Line
from pipeline.french.institutions import ESTABLISHMENT_NAMES, ESTABLISHMENTS
from pipeline.french.lists import communes, fold, towns
from pipeline.french.names import (
    ARTICLES,
    CALLED,
    FAMILY_WORDS,
    GREETINGS,
    KIN,
    LINKS,
    MARKS,
    PARTICLES,
    POSSESSIVES,
    PRONOUNS,
    SUBJECT_SIGNS,
    TITLES,
)
from pipeline.french.places import (
    GENERIC_SPOTS,
    NAMING_ADJECTIVES,
    PLACE_HEADS,
    QUALIFIERS,
    QUARTER_WORDS,
    STREET_TYPES,
    TOWN_PREPOSITIONS,
)
from pipeline.french.suspicion import ANNOUNCING, NAMED_THINGS
from pipeline.french.whereabouts import EMPLOYEES, LEGAL_FORMS, WORKING

FACT_ROWS = 128
ENDING_ROWS = 384
WORD_ROWS = 6144
N_ROWS = FACT_ROWS + ENDING_ROWS + WORD_ROWS
MIN_TOLD = 4.0  # Zipf frequency from which a word is told by itself; names and towns never are
BIG_TOWN = 20_000

_FIRST_STEPS = (1, 20, 100, 500, 2_000, 8_000, 40_000)
_SURNAME_STEPS = (1, 5, 40, 200, 1_000, 5_000)
_ZIPF_STEPS = (0.01, 2.0, 3.0, 4.0, 4.9, 5.8)
_LENGTH_STEPS = (2, 3, 4, 6, 9, 12)
_GAPS = {" ": 0, "'": 1, "’": 1, "-": 2, "‐": 2, "‑": 2, ", ": 3, "\n": 4}
_QUOTES = ("«", "“", '"')
_OTHER_GAP, _BOUNDARY_GAP, _NUMBER_GAP = 5, 6, 7

_CLASSES: tuple[frozenset[str], ...] = (
    frozenset(TITLES),
    KIN,
    POSSESSIVES,
    ARTICLES,
    PRONOUNS,
    FAMILY_WORDS,
    CALLED,
    GREETINGS,
    LINKS,
    SUBJECT_SIGNS,
    PARTICLES,
    MARKS,
    frozenset(generic.split()[-1] for generic in ESTABLISHMENTS),
    frozenset(name for name in ESTABLISHMENT_NAMES if " " not in name),
    frozenset(map(fold, STREET_TYPES)),
    QUARTER_WORDS,
    PLACE_HEADS,
    NAMING_ADJECTIVES,
    QUALIFIERS,
    GENERIC_SPOTS,
    TOWN_PREPOSITIONS,
    ANNOUNCING,
    frozenset(phrase.split()[-1] for phrase in NAMED_THINGS),
    EMPLOYEES | WORKING,
    LEGAL_FORMS,
)


def rows_of(line: Line, stay: frozenset[int]) -> list[tuple[int, ...]]:
    """Rows of the table that describe each word of a turn; `stay`: words that belong to something national or shared."""
    cased = line.casing is Casing.KEPT
    described = []
    for at, word in enumerate(line.words):
        extra = [112 + _gap(line, at)]
        if at in stay:
            extra.append(120)
        if line.text[max(0, word.start - 2) : word.start].rstrip()[-1:] in _QUOTES:
            extra.append(125)
        if cased:
            extra.append(121)
            if word.capital:
                extra.append(123 if word.opening else 122)
                if len(word.text) > 1 and word.text.isupper():
                    extra.append(124)
        described.append((*word_rows(word.text.lower()), *extra))
    return described


@lru_cache(maxsize=100_000)
def word_rows(word: str) -> tuple[int, ...]:
    """Rows that describe a lower-case word wherever it stands."""
    known, folded = facts(word), fold(word)
    rows = [
        _step(known.first, _FIRST_STEPS),
        8 + _step(known.surname, _SURNAME_STEPS),
        16 + _step(known.zipf, _ZIPF_STEPS) + 8 * known.ordinary,
        32 + _step(len(word), _LENGTH_STEPS),
        40 + _town(folded),
    ]
    if known.never:
        rows.append(44)
    rows += [48 + number for number, words in enumerate(_CLASSES) if folded in words]
    if known.zipf >= MIN_TOLD and (known.ordinary or known.never or known.first < 500):
        rows.append(FACT_ROWS + ENDING_ROWS + crc32(folded.encode()) % WORD_ROWS)
    else:
        rows += [FACT_ROWS + crc32(folded[-size:].encode()) % ENDING_ROWS for size in (2, 3) if len(folded) > size]
    return tuple(rows)


def _step(value: float, steps: tuple[float, ...]) -> int:
    return sum(value >= step for step in steps)


def _town(folded: str) -> int:
    """0 no town, 1 a commune, 2 a town, 3 a big one. Names of several words are not looked at."""
    inhabitants = towns().get(folded, ("", 0))[1]
    if inhabitants:
        return 3 if inhabitants >= BIG_TOWN else 2
    return int(folded in communes())


def _gap(line: Line, at: int) -> int:
    """What stands before a word: a blank, an apostrophe, a hyphen, a comma, a line end, a number, a sentence's end."""
    if at == 0:
        return _BOUNDARY_GAP
    gap = line.between(at - 1, at)
    if any(c.isdigit() for c in gap):
        return _NUMBER_GAP
    known = _GAPS.get(gap)
    if known is not None:
        return known
    return _BOUNDARY_GAP if line.words[at].opening else _OTHER_GAP
