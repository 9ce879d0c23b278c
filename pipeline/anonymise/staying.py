"""
Words that must stay, marked before any name is looked for: institutions, laws, peoples, calendar, public figures.

A diagnosis in which CAF, "mars" or "les Roms" are masked cannot be read. What a strong cue announces ("Mme Mars")
is masked all the same: the cue is looked at first.
"""

from __future__ import annotations

from functools import cache

from pipeline.anonymise.facts import MIN_SURE_FIRST_NAMES, facts
from pipeline.anonymise.words import Casing, Line, Phrases
from pipeline.french.figures import PUBLIC_FIGURES
from pipeline.french.institutions import CALENDAR, ESTABLISHMENTS, INSTITUTIONS, NAMED_AFTER, PEOPLES
from pipeline.french.names import ARTICLES
from pipeline.french.places import WIDE_PLACES

MAX_SHORT = 3  # letters


@cache
def _phrases() -> Phrases:
    return Phrases((*INSTITUTIONS, *CALENDAR, *PEOPLES, *WIDE_PLACES))


@cache
def _figures() -> Phrases:
    return Phrases(PUBLIC_FIGURES)


@cache
def _named_things() -> frozenset[str]:
    return frozenset(generic.split()[-1] for generic in ESTABLISHMENTS)


def staying(line: Line) -> frozenset[int]:
    """Indexes of the words of a turn that belong to something national, public or shared by everyone."""
    phrases, figures = _phrases(), _figures()
    stay: set[int] = set()
    for at, word in enumerate(line.words):
        length = max(phrases.length_at(line, at), figures.length_at(line, at) if not _names_a_thing(line, at) else 0)
        if length and not (length == 1 and _short_name(line, at)):
            stay.update(range(at, at + length))
        elif line.folded(at - 1) in NAMED_AFTER and (word.capital or _spoken_surname(line, at)):
            stay.add(at)
        elif at - 1 in stay and line.folded(at - 2) in NAMED_AFTER and _spoken_surname(line, at):
            stay.add(at)  # "la loi claeys leonetti"
    return frozenset(stay)


def _names_a_thing(line: Line, at: int) -> bool:
    """Whether a name is borne by a school, a street, a tower: "le collège Jean-Moulin" tells where someone is."""
    before = at - 1
    while before >= 0 and line.folded(before) in ARTICLES:
        before -= 1
    return line.folded(before) in _named_things()


def _short_name(line: Line, at: int) -> bool:
    """Whether two or three letters are somebody or a word here and no initials: "Jo", "me", not "les JO"."""
    word = line.words[at]
    if line.casing is Casing.KEPT and len(word.text) < MAX_SHORT and not word.text.isupper():
        return True
    if len(word.text) > MAX_SHORT or word.text.lower() in CALENDAR or facts(word.text).first < MIN_SURE_FIRST_NAMES:
        return False
    if line.casing is Casing.KEPT:
        return word.capital and not word.text.isupper()
    return line.folded(at - 1) not in ARTICLES


def _spoken_surname(line: Line, at: int) -> bool:
    known = facts(line.words[at].text)
    return line.casing is Casing.LOST and known.family_name and not known.first_name and line.joined(at - 1)
