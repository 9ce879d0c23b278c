"""
The names under which levels, uses, sources and speakers are shown, and the sentences that tell a reader of it.

What the public reads names no file and no person: « Entretien 3 », « Enquêteur ». It refuses a level or a use that
nobody knows, rather than show more than was meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from models.disclosure import Level, Use
from models.transcript import SourceKind, SpeakerRole
from pipeline.disclose.disclose import Surfaces
from pipeline.errors import UnknownReference
from pipeline.french.consent import USE_NAMES
from pipeline.french.disclosure import (
    INTERVIEWER,
    LEVEL_NAMES,
    LEVEL_SENTENCES,
    OBSERVER,
    OTHERS,
    SOMEONE,
    SOURCE_NAMES,
    WITHHELD,
)
from pipeline.french.lists import fold
from pipeline.french.typography import listed

OTHER_PEOPLE: Final = OTHERS
WITHHELD_WORDS: Final = WITHHELD

_WORD = re.compile(r"[^\W\d_]{3,}")


def level_named(name: str) -> Level:
    """
    A level by its name, English or French.

    Raises:
        UnknownReference: there is none of this name.
    """
    by_name = {level.value: level for level in Level} | {said: level for level, said in LEVEL_NAMES.items()}
    if name not in by_name:
        raise UnknownReference(
            f"Le niveau de diffusion « {name} » n'existe pas : choisissez team (équipe), funder (financeur) ou public."
        )
    return by_name[name]


def use_named(name: str | None) -> Use | None:
    """
    A use by its name, English or French; None for none.

    Raises:
        UnknownReference: there is none of this name.
    """
    by_name = {use.value: use for use in Use} | {said: use for use, said in USE_NAMES.items()}
    if name is not None and name not in by_name:
        raise UnknownReference(
            f"L'usage « {name} » n'existe pas : choisissez quotation (citation), archive (archivage) ou "
            "teaching (enseignement)."
        )
    return by_name[name] if name is not None else None


def file_suffix(level: Level, use: Use | None = None) -> str:
    """What tells a file of this level and use from the team's own: "", "-financeur", "-public-archivage"."""
    shown = "" if level is Level.TEAM else f"-{LEVEL_NAMES[level]}"
    return shown + (f"-{USE_NAMES[use]}" if use else "")


def level_sentence(level: Level) -> str:
    """What a report's first page says of its level."""
    return LEVEL_SENTENCES[level]


def merged_sentence(groups: Sequence[str], k: int) -> str:
    """What a report's first page says of groups that are too small to be shown."""
    return (
        f"Hors de l'équipe, un trait n'est montré que si {k} personnes au moins le partagent : les groupes "
        f"{listed(tuple(groups))} sont réunis sous « {OTHERS} ». Leurs voix restent comptées, partout."
    )


def numbered_sources(found: Iterable[tuple[str, SourceKind]]) -> dict[str, str]:
    """« Entretien 3 »: source id -> name, by kind, in the order given."""
    numbers: Counter[str] = Counter()
    names: dict[str, str] = {}
    for source_id, kind in found:
        numbers[SOURCE_NAMES[kind]] += 1
        names[source_id] = f"{SOURCE_NAMES[kind]} {numbers[SOURCE_NAMES[kind]]}"
    return names


def speaker_name(role: SpeakerRole | None) -> str:
    """What the public reads for a speaker who is no known participant."""
    return (
        {SpeakerRole.INTERVIEWER: INTERVIEWER, SpeakerRole.OBSERVER: OBSERVER}.get(role, SOMEONE) if role else SOMEONE
    )


def telling_words(known: Iterable[Surfaces]) -> frozenset[str]:
    """Words, folded, that would tell of somebody in a list of words: of pseudonyms, of what was flagged."""
    return frozenset(fold(word) for one in known for form in one.marks for word in _WORD.findall(form))


def without_telling(terms: str, telling: frozenset[str]) -> str:
    """A theme's terms without those words."""
    return ", ".join(term for term in terms.split(", ") if fold(term) not in telling)
