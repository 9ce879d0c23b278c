"""
Where a name ends: compound first names, particles, surname, initial ("Jean-Marie de La Tour", "ben salah", "Aïcha B.").

With capitals the name goes on as long as they do; without, only as long as the lists know names and no words.
"""

from __future__ import annotations

from pipeline.anonymise.facts import MIN_SURE_FIRST_NAMES, UNCOMMON, facts
from pipeline.anonymise.words import Casing, Line
from pipeline.french.lists import towns
from pipeline.french.names import KIN, PARTICLES, PRONOUNS, STRONG_PARTICLES, SUBJECT_SIGNS, TITLES

# First names that another one often follows.
COMPOUND_FIRST = frozenset(
    [
        "jean",
        "marie",
        "anne",
        "pierre",
        "paul",
        "louis",
        "charles",
        "francois",
        "rose",
        "ange",
        "abd",
        "abdel",
        "mohamed",
        "el",
    ]
)


def extend(line: Line, first: int) -> int:
    """Index of the last word of the name that begins at `first`: compound names, particles, surname, initial."""
    last = first
    while line.joined(last):
        step = _next_of_name(line, last, line.words[first].capital)
        if not step:
            return last
        last += step
    return last


def name_end(line: Line, last: int) -> int:
    """Code point where a name that ends with word `last` ends: an initial takes its full stop with it."""
    word = line.words[last]
    dotted = len(word.text) == 1 and line.text[word.end : word.end + 1] == "."
    return word.end + int(dotted)


def acts(line: Line, at: int) -> bool:
    """Whether what follows word `at` shows that it was a person: "Rose elle", "Rose, elle", "Claire m'a dit"."""
    if at + 1 >= len(line.words) or line.words[at + 1].text.lower() == "à":
        return False
    if line.between(at, at + 1) == ", ":
        return line.folded(at + 1) in ("elle", "il")
    return line.joined(at) and line.folded(at + 1) in SUBJECT_SIGNS


def _next_of_name(line: Line, last: int, capital: bool) -> int:
    """How many words the name goes on for after `last`."""
    following, gap = line.words[last + 1], line.between(last, last + 1)
    known = facts(following.text)
    if capital and following.capital and following.folded in PARTICLES and len(following.text) > 1:
        return int(line.joined(last + 1) and line.words[last + 2].capital)
    if following.folded in PARTICLES and following.folded not in ("o", "n") and not (capital and following.capital):
        return _after_particle(line, last + 1, capital)
    if len(following.text) == 1:
        alone = line.text[following.end : following.end + 1] not in ("'", "’")
        if not capital:  # "sandrine l." in text without capitals
            dotted = line.text[following.end : following.end + 1] == "."
            return int(dotted and line.casing is Casing.LOST and facts(line.words[last].text).first_name)
        return int(following.text.isupper() and alone and following.folded not in "ay")
    if "-" in gap:
        return int(following.capital or known.first_name or known.family_name)
    if "'" in gap or "’" in gap:
        return int(following.capital and len(line.words[last].text) <= 2)
    if following.folded in TITLES or following.folded in KIN or known.never or following.opening:
        return 0
    if capital:
        return int(following.capital and (known.name_like or known.zipf < UNCOMMON))
    listed = known.sure_first_name or (known.family_name and known.zipf < UNCOMMON)
    compound = line.words[last].folded in COMPOUND_FIRST and known.first >= MIN_SURE_FIRST_NAMES
    return int((listed and following.folded not in towns()) or (compound and following.folded not in PRONOUNS))


def _after_particle(line: Line, at: int, capital: bool) -> int:
    """2 when a surname follows the particle at `at` ("ben salah", "de La Tour"), else 0."""
    if not line.joined(at):
        return 0
    particle, following = line.words[at], line.words[at + 1]
    known = facts(following.text)
    strong = particle.folded in STRONG_PARTICLES
    if following.folded in towns() and not strong:
        return 0
    if capital:
        wanted = following.capital and (strong or (particle.folded in ("de", "d", "du") and known.surname > 0))
        return 2 if wanted and not known.never else 0
    return 2 if strong and (known.family_name or known.sure_first_name) else 0
