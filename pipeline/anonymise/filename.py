"""
Names of files are read by everyone: a participant's name in one of them is masked as it is in the text.

Interview files are often called after the person ("Entretien Mme Durand.docx"). What is surely a personal name, or
any form already known in the study, becomes "[nom]"; ordinary words, dates, places in a file's own code stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.anonymise.facts import facts
from pipeline.french.lists import fold, towns
from pipeline.french.names import TITLES

MASK = "[nom]"
MIN_FIRST_NAMES = 2_000  # people who bear a first name that is masked without being known in the study
MIN_SURNAMES = 300

_TOKEN = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])")
_REPEATED = re.compile(rf"{re.escape(MASK)}(?:[ _\-.]*{re.escape(MASK)})+")


def safe_source_name(name: str, forms: Sequence[str] = ()) -> str:
    """
    The file's name without the names of people.

    Args:
        name: as received, with its extension, which stays.
        forms: spellings known to identify someone, in any case, with or without accents.
    """
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or len(extension) > 5:
        stem, dot, extension = name, "", ""
    known = {fold(word) for form in forms for word in _TOKEN.findall(form) if len(word) > 2} - set(TITLES)
    tokens = list(_TOKEN.finditer(stem))
    pieces, done = [], 0
    for at, token in enumerate(tokens):
        titled = at > 0 and fold(tokens[at - 1].group()) in TITLES
        pieces += [stem[done : token.start()], _masked(token.group(), known, titled=titled)]
        done = token.end()
    pieces.append(stem[done:])
    return _REPEATED.sub(MASK, "".join(pieces)) + dot + extension


def _masked(token: str, known: set[str], *, titled: bool) -> str:
    """The token, its camel-case parts judged one by one ("EntretienFatou")."""
    if _identifies(token, known, titled=titled):
        return MASK
    parts = _CAMEL.split(token)
    if len(parts) == 1:
        return token
    return "".join(MASK if _identifies(part, known, titled=False) else part for part in parts)


def _identifies(token: str, known: set[str], *, titled: bool) -> bool:
    if fold(token) in known:
        return True
    if not token[0].isupper():
        return False
    of = facts(token)
    if titled and (of.first_name or of.surname > 0):
        return True
    if len(token) < 3 or of.ordinary or of.never or fold(token) in towns():
        return False
    if of.first >= MIN_FIRST_NAMES:
        return True
    return of.surname >= MIN_SURNAMES and of.zipf < 3.8
