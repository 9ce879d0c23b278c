"""
Words that must stay, marked before any name is looked for: institutions, laws, peoples, calendar, public figures.

A diagnosis in which CAF, "mars" or "les Roms" are masked cannot be read. What a strong cue announces ("Mme Mars")
is masked all the same: the cue is looked at first.
"""

from __future__ import annotations

from functools import cache

from pipeline.anonymise.words import Line, Phrases
from pipeline.french.institutions import CALENDAR, INSTITUTIONS, NAMED_AFTER, PEOPLES
from pipeline.french.names import PUBLIC_FIGURES
from pipeline.french.places import WIDE_PLACES


@cache
def _phrases() -> Phrases:
    return Phrases((*INSTITUTIONS, *CALENDAR, *PEOPLES, *WIDE_PLACES, *PUBLIC_FIGURES))


def staying(line: Line) -> frozenset[int]:
    """Indexes of the words of a turn that belong to something national, public or shared by everyone."""
    phrases = _phrases()
    stay: set[int] = set()
    for at, word in enumerate(line.words):
        length = phrases.length_at(line, at)
        if length:
            stay.update(range(at, at + length))
        elif word.capital and line.folded(at - 1) in NAMED_AFTER:
            stay.add(at)
    return frozenset(stay)
