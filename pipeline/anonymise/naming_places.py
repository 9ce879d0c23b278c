"""
What a place is called in the anonymised study: an invented name of the same kind and grammar, or what it is.

The study's setting decides. A renamed commune reads as one ("on est allés à Valmory") and stays the same everywhere; a
generalised one tells its size and nothing else. Towns abroad always say their country: to make of Algiers a
village of the Creuse would take a migration out of a life.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection

from models.anonymisation import Entity
from pipeline.anonymise.generalise import Places
from pipeline.french.lists import communes, first_names, fold, is_ordinary, populations, spaced, towns
from pipeline.french.toponyms import (
    ABROAD,
    COUNTRIES,
    FEMININE,
    FEMININE_ENDINGS,
    FOREIGN_TOWNS,
    MASCULINE,
    MORE_SAINTS,
    PLURAL,
    RENAMED_SORTS,
    RIVERS,
    SAINTS,
    SIZES,
    TOWNS,
)

VOWELS = "AEIOUÉ"

_ARTICLE = re.compile(r"^(?:(le|la|les)[ \u00a0]|(l)['’])(?=\w)", re.IGNORECASE)
_SAINT = re.compile(r"^(?:saint|sainte|st|ste)[ .\-]", re.IGNORECASE)
_RIVER = re.compile(r"[ \-]sur[ \-]", re.IGNORECASE)


def place_name(entity: Entity, *, study_id: str, taken: Collection[str], used: Collection[str], places: Places) -> str:
    """
    The name that stands for a place.

    Args:
        entity: a place, not named yet.
        taken: folded words that people or places of the study bear.
        used: pseudonyms given already.
        places: the study's setting.
    """
    form = max(entity.forms, key=len, default="")
    country = next((of for f in entity.forms if (of := _country(spaced(f)))), "FR")
    if country != "FR":
        return _numbered(f"ville {COUNTRIES[country]}" if country in COUNTRIES else ABROAD, used)
    if entity.sort is None or entity.sort not in RENAMED_SORTS:
        return _numbered((entity.sort or "lieu").capitalize(), used)
    if places == "generalise":
        return _numbered(_size(entity) if entity.sort == "commune" else entity.sort, used)
    return _invented(form, entity, study_id, taken, used)


def _country(town: str) -> str | None:
    """Code of the country a town is in; France where a commune bears the name too."""
    if town in FOREIGN_TOWNS:
        return FOREIGN_TOWNS[town]
    return "FR" if town in communes() else towns().get(town, (None, 0))[0]


def _numbered(what: str, used: Collection[str]) -> str:
    return next(name for n in range(1, len(used) + 2) if (name := f"[{what} {n}]") not in used)


def _size(entity: Entity) -> str:
    known = [populations()[spaced(form)] for form in entity.forms if spaced(form) in populations()]
    inhabitants = max(known, default=0)
    return next(words for least, words in SIZES if inhabitants >= least)


def _invented(form: str, entity: Entity, study_id: str, taken: Collection[str], used: Collection[str]) -> str:
    article, names, tail = _shape(form, entity.sort)
    start = int.from_bytes(hashlib.sha256(f"{study_id}|{entity.key}|place".encode()).digest()[:8], "big")
    ending = tail[start % len(tail)] if tail else ""
    for pool in (names, MORE_SAINTS if names is SAINTS else ()):
        for step in range(len(pool)):
            name = pool[(start + step) % len(pool)]
            whole = f"{article}{name}{ending}"
            if whole not in used and _is_free(name, taken):
                return whole
    return _numbered((entity.sort or "lieu").capitalize(), used)


def _shape(form: str, sort: str | None) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Article, names to draw from, endings that may follow, after the shape of the original."""
    match = _ARTICLE.match(form)
    article = fold(match.group(1) or "l'") if match else ""
    bare = fold(form[match.end() :] if match else form)
    tail = RIVERS if _RIVER.search(form) else ()
    if _SAINT.match(bare):
        return "", SAINTS, tail
    if article == "les" or (not article and sort != "commune" and bare.endswith(("s", "x"))):
        return "Les " if article else "", PLURAL, ()
    if article == "la":
        return "La ", _with_consonant(FEMININE), tail
    if article == "le":
        return "Le ", _with_consonant(MASCULINE), tail
    if article:
        return "L'", tuple(name for name in FEMININE if name[0] in VOWELS), tail
    if sort == "commune":
        return "", TOWNS, tail
    return "", FEMININE if bare.endswith(FEMININE_ENDINGS) else MASCULINE, ()


def _with_consonant(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name[0] not in VOWELS)


def _is_free(name: str, taken: Collection[str]) -> bool:
    """Whether an invented name is no commune, no town, no word, no first name, and nobody's here."""
    folded = spaced(name)
    if folded in communes() or folded in towns() or is_ordinary(name.lower()) or fold(name) in first_names():
        return False
    return all(word == "saint" or word not in taken for word in folded.split())
