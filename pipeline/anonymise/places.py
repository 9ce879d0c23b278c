"""
Where someone lives, works or is looked after: towns that a list knows, small places and establishments that none does.

Five readers, one for each way a place gives itself away: `towns` by its name, `spots` by what stands before it or
is done there, `organisations` by what it is, `firms` by what people have to do with it, `hamlets` by how a name
of everyday words is built. Overlaps, with each other and with people, are settled in the merge.
"""

from __future__ import annotations

import re

from pipeline.anonymise.firms import find_firms
from pipeline.anonymise.hamlets import find_hamlets, whole_height
from pipeline.anonymise.organisations import find_organisations
from pipeline.anonymise.spans import Found
from pipeline.anonymise.spots import find_spots
from pipeline.anonymise.towns import find_towns
from pipeline.anonymise.words import Casing, Line, read_line
from pipeline.anonymise.wrapping import unwrapped

_HYPHENED = re.compile(r"(?:[-‐‑][^\W\d_]+(?:['’][^\W\d_]+)?)+")


def find_places(line: Line, stay: frozenset[int], casing: Casing) -> list[Found]:
    """Towns, small places and establishments of a turn; `stay`: words that are something else."""
    if "\n" in line.text:  # the same words, but for those that only a page's width made open a line
        line = read_line(unwrapped(line.text), line.casing)
    found = [*find_towns(line, stay, casing), *find_spots(line, stay, casing), *find_organisations(line, stay, casing)]
    found += [*find_firms(line, stay, casing), *find_hamlets(line, stay, casing)]
    found = [whole_height(line, one) for one in found]
    return [one._replace(end=_compound_end(line.text, one.end)) for one in found]


def _compound_end(text: str, end: int) -> int:
    """A name goes on behind its hyphens, however little of it a list knows: "lanty-sur-bize", "méca-rhône"."""
    match = _HYPHENED.match(text, end)
    return match.end() if match else end
