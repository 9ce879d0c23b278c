"""
How a French first name sounds, roughly: two people of a study are never given names that the ear confuses.

"Sarah" and "Sara", "Frédéric" and "Frédérique", "Mickaël" and "Michaël" share a key. The key errs on the side of
confusing too much: it only ever serves to pass a name over.

Origin: French spelling rules (which letters are silent, which groups make one sound), written for this project,
November 2026; licence: that of the project.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline.french.lists import fold

# Applied in this order to the folded word; digits stand for sounds that no one letter writes.
_RULES: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"^mich(?=a)|^mick", "mik"),  # Michaël, Mickaël
        (r"chr|kh", "k"),
        (r"sch|sh|ch|cz|sz", "1"),
        (r"ph", "f"),
        (r"qu|q|ck|k|c(?=[^eiy]|$)", "k"),
        (r"c|ss|ç|z", "s"),
        (r"gu(?=[eiy])", "k2"),
        (r"g(?=[eiy])", "j"),
        (r"g|k2", "g"),
        (r"x", "ks"),
        (r"(?<=[aeiouy])ill(?=[aeiou])", "y"),
        (r"h", ""),
        (r"w", "v"),
        (r"oi", "3"),
        (r"eau|au", "o"),
        (r"ou|oo", "4"),
        (r"ai|ei", "e"),
        (r"[ae][nm](?=[^aeiouynm]|$)", "5"),
        (r"[iy][nm](?=[^aeiouynm]|$)|e[iy]n$", "6"),
        (r"o[nm](?=[^aeiouynm]|$)", "7"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)e?s?$", ""),  # Denise, Gilles
        (r"(?<=[\w])[td]$|(?<=[567])[gp]$", ""),  # Vincent, Gérard, Castaing
    )
)


@lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """What a first name sounds like, letters and digits without meaning of their own; "" when it has no letter."""
    heard = fold(name)
    for pattern, letters in _RULES:
        heard = pattern.sub(letters, heard)
    return heard
