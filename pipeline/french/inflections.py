"""
Forms of a French word that count as one (`logement`, `logements`; `accompagné`, `accompagnées`), and what clings to words.

Origin: rules written for Polyphonie in November 2026 after the idea of light stemming (Savoy 1999, *A stemming procedure and
stopword list for general French corpora*): number and gender only, so that people find their own words again.
Licence: that of the project (MIT).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

INVERTED_CLITICS = re.compile(
    r"(?:-(?:t|je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|lui|leur|le|la|les|en|y|là|ci))+$", re.IGNORECASE
)
"""Pronouns and particles hung on a word: `dit-il`, `y a-t-il`, `ces gens-là`."""

LINKING_WORDS = frozenset({"de", "d", "du", "des", "en", "à", "au", "aux", "la", "l", "le"})
"""What may stand between the two words of a compound (`prise en charge`, `aide à la personne`)."""

_NOT_PLURALS = "cours fils sens bois mois fois temps corps dos bras gros pays avis cas pas bas frais"

NOT_PLURALS = frozenset(_NOT_PLURALS.split())
"""Words that would fall on another word by losing their last letter (`fils` and `fil`, `cours` and `cour`)."""


def base_form(word: str, known: Container[str]) -> str:
    """
    Key shared by the singular, the plural and, where spelling shows it, the feminine of a word. Never shown.

    Args:
        word: lower case, without elision.
        known: the corpus' own words; a form is folded only onto one of them, so that `avis` never becomes `avi`.
    """
    if word in NOT_PLURALS:
        return word
    return next((folded for folded in _folded(word) if folded in known), word)


def _folded(word: str) -> Iterator[str]:
    """Shorter forms a word may come from, the shortest first."""
    if word.endswith("ées"):
        yield word[:-2]
    if word.endswith(("ée", "és")):
        yield word[:-1]
    if word.endswith("aux"):
        yield from (word[:-3] + "al", word[:-3] + "ail")
    if word.endswith(("s", "x")):
        yield word[:-1]
