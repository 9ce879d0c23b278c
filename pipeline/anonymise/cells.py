"""
The mentions that are settled together, in which order, and what comes of it: whole names before parts, parts before initials.

A whole name is one person in any source; a part of a name ("Karim", "Mme B.") is of its source alone, and so is a household
("les Bonnefoy") or somebody said to be another bearer of a name ("l'autre Karim").
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from models.anonymisation import Entity, Mention, MentionKind
from pipeline.anonymise.bearers import MAX_INITIALS, Bearer
from pipeline.anonymise.facts import facts
from pipeline.anonymise.forms import core_of, read_form, same_form
from pipeline.french.lists import fold, spaced
from pipeline.french.numbers import digits_said
from pipeline.french.places import ARTICLES, PLACE_LINKS
from pipeline.french.sounds import sound

MIN_HEARD_PLACE = 6  # letters of a place from which one sound is one place

NAMED_THINGS = frozenset({MentionKind.PLACE, MentionKind.ORGANISATION})
_ARTICLES = frozenset({"le", "la", "les", "l", "aux", "des", "du"})

Spot = tuple[int, int]  # turn number, start


class Role(StrEnum):
    """What the text says of a mention: somebody, another bearer of the name, a whole family."""

    ONE = ""
    OTHER = "other"
    HOUSEHOLD = "household"


class Likely(NamedTuple):
    """Two entities of one source that may be one: for a custodian to say. `why` is that of `joining.Likeness`."""

    key: str
    other: str
    source_id: str
    why: str


class Linked(NamedTuple):
    """
    The people and things of a study.

    `entities`: known ones first, in their order, then new ones with an empty pseudonym, in order of appearance.
    `found`: the mentions of each source, each with the key of its entity; quasi-identifiers have none.
    `same`: (key, key into) of entities known as two that the study now shows to be one. `voices`: by source, the keys
    of those who speak in it under their name. `likely`: pairs that may be one, and were not joined.
    """

    entities: tuple[Entity, ...]
    found: Mapping[str, tuple[Mention, ...]]
    same: tuple[tuple[str, str], ...]
    voices: Mapping[str, tuple[str, ...]]
    likely: tuple[Likely, ...] = ()


class Cell:
    """The mentions that are settled together: one thing, in any spelling; a part of a person's name, in one source."""

    def __init__(self, kind: MentionKind, same: str, source: str | None, role: Role) -> None:
        self.kind, self.same, self.source, self.role = kind, same, source, role
        self.forms: dict[str, set[str]] = {}
        self.spots: dict[str, list[Spot]] = {}  # by source
        self.sort: str | None = None
        self.placed: str | None = None
        self.voice: str | None = None
        self.bearer: Bearer | None = None

    def take(self, source: str, form: str, spot: Spot) -> None:
        """One mention more."""
        self.forms.setdefault(form, set()).add(source)
        self.spots.setdefault(source, []).append(spot)

    @property
    def form(self) -> str:
        return next(iter(self.forms))


def spelling_of(kind: MentionKind, form: str) -> tuple[MentionKind, str]:
    """What two spellings of one thing share: folded words; for a telephone, its digits."""
    if kind is MentionKind.PHONE:
        return kind, digits_said(form.replace("+33", "0"))[0] or fold(form)
    return kind, same_form(form)


def names_place(form: str, other: str) -> bool:
    """
    Whether two forms are one place, or one establishment, within a source.

    "les Oiseaux" and "cité des Oiseaux", "Lanty" and "Lanty-sur-Bize", "Accueil Paysan" and "Accueil Paysan des Combes".
    """
    return _is_bare_of(form, other) or _is_bare_of(other, form) or _is_head(form, other) or _one_sound(form, other)


def _is_bare_of(bare: str, other: str) -> bool:
    words = _without_article(spaced(bare).split())
    return " ".join(words) == core_of(other) == core_of(bare)


def _is_head(short: str, form: str) -> bool:
    """Whether a form is another one without what follows "sur", "les", "en"; its article apart."""
    head, words = (_without_article(spaced(name).split()) for name in (short, form))
    return len(words) > len(head) > 0 and words[: len(head)] == head and words[len(head)] in PLACE_LINKS | ARTICLES


def _one_sound(form: str, other: str) -> bool:
    one, two = core_of(form), core_of(other)
    return min(len(one), len(two)) >= MIN_HEARD_PLACE and sound(one) == sound(two)


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if words and words[0] in _ARTICLES else words


def fullest_first(cell: Cell) -> int:
    """Whole names before parts before initials; a source's own voice before what is said of others; then appearance."""
    if cell.kind in NAMED_THINGS:
        return -len(spaced(cell.form).split())  # "Lanty-sur-Bize" before "Lanty"
    if cell.kind is not MentionKind.PERSON:
        return 0
    parts = read_form(cell.form)
    told = (len(parts.given) > 1) + (len(parts.surname) > 1)
    alone = parts.given or parts.surname
    letters = not parts.title and told == 1 and len(alone) <= MAX_INITIALS and not facts(alone).first_name
    return (6 if not told else 6 - 2 * told) + letters - bool(cell.voice)


def may_speak(one: Bearer, cell: Cell) -> bool:
    """Two participants who speak under one name in two sources are two people."""
    return not cell.voice or not one.voices or cell.voice in one.voices.values()
