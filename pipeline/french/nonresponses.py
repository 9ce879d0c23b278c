"""
Open survey answers that say that nobody answered.

Origin: written for Polyphonie in November 2026 from the forms survey tools and respondents use in French.
Licence: that of the project (MIT).

`rien`, `non`, `oui`, `aucun` are absent on purpose: to "what did you obtain?", *rien* is an answer.
"""

from __future__ import annotations

import re

NON_RESPONSES = frozenset(
    {
        "nsp",
        "ne sait pas",
        "ne sais pas",
        "ne se prononce pas",
        "je ne sais pas",
        "je sais pas",
        "ne souhaite pas repondre",
        "ne souhaite pas se prononcer",
        "refus",
        "refus de repondre",
        "sans avis",
        "pas d'avis",
        "sans opinion",
        "pas d'opinion",
        "sans reponse",
        "pas de reponse",
        "aucune reponse",
        "non repondu",
        "non renseigne",
        "nr",
        "nc",
        "ras",
        "rien a signaler",
        "rien a dire",
        "rien a ajouter",
        "neant",
        "sans objet",
        "so",
        "non concerne",
        "non concernee",
        "na",
        "nan",
        "null",
        "none",
        "vide",
        "x",
        "xx",
        "xxx",
    }
)
"""Folded: lower case, no accent, no punctuation at either end, no full stop or slash between letters (`n/a`, `r.a.s.`)."""

BETWEEN_INITIALS = re.compile(r"(?<=\b\w)[./](?=\w\b|$)")
