"""
What is told of people beside their words -> traits a study may keep, without those that name or reach somebody.

A column of names is noticed by what it is called or by what it holds, is not taken in, and is told by its own heading only. A
value that names a place or an organisation is for the study to number (`PLACES`): it groups people as well under a number.
It refuses to guess what a trait means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.french import lists
from pipeline.french.attributes import NAMES, OWN_FIELDS, PLACES, REACHES, STREET, TITLES, TRAITS
from pipeline.french.speakers import fold

MIN_NAMED_SHARE = 0.3  # of the values of a column that are people's names
MIN_BEARERS = 300  # of a first name followed by another word with a capital
MIN_BEARERS_ALONE = 1_000  # of a first name that stands alone
MIN_ALONE = 3  # different first names alone, and their share, for a column to be one of names
MIN_ALONE_SHARE = 0.6
MAX_NAME_WORDS = 4
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")


class Traits(NamedTuple):
    """What the head of a file tells of one person, in order; `left_out`: fields that name or reach somebody (their keys)."""

    attributes: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...] = ()


def traits_of(fields: Mapping[str, str]) -> Traits:
    """Traits among the fields of a heading (folded key -> value)."""
    known = TRAITS | PLACES | {key: key for key in OWN_FIELDS}
    attributes: list[tuple[str, str]] = []
    left_out: list[str] = []
    for key, value in fields.items():
        if value and (key in NAMES or (key in known and identifies([value]))):
            left_out.append(key)
        elif value and key in known:
            attributes.append((known[key], value))
    return Traits(tuple(attributes), tuple(left_out))


def place_key(name: str) -> str | None:
    """The key of a trait whose value names a place or an organisation; None for any other."""
    key = fold(name)
    return key if key in PLACES else None


def same_value(one: str, other: str) -> bool:
    """Whether two values are one, spelling apart."""
    return fold(one) == fold(other)


def naming_columns(columns: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Those of these columns (name -> values) that name or reach people, by what they are called or by what they hold."""
    return tuple(
        name for name, values in columns.items() if fold(name) in NAMES or identifies([v for v in values if v])
    )


def identifies(values: Sequence[str]) -> bool:
    """Whether a column's values reach people (one is enough), or are people's names (a good share of them)."""
    distinct = set(values)
    if any(REACHES.search(value) or STREET.search(value) for value in distinct):
        return True
    if sum(is_person(value) for value in distinct) >= max(1, MIN_NAMED_SHARE * len(distinct)):
        return True
    alone = sum(_is_first_name(value) for value in distinct)
    return alone >= max(MIN_ALONE, MIN_ALONE_SHARE * len(distinct))


def is_person(value: str) -> bool:
    """Whether a value is somebody's name: a title and a name, or a first name and a surname."""
    words = value.split()
    if not 2 <= len(words) <= MAX_NAME_WORDS or not all(WORD.fullmatch(word) for word in words):
        return False
    capitals = [word for word in words if word[0].isupper()]
    if TITLES.match(value):
        return words[-1] in capitals
    if capitals != words or lists.fold(value) in lists.communes() or all(map(lists.is_ordinary, words)):
        return False
    return max(_bearers(words[0]), _bearers(words[-1])) >= MIN_BEARERS


def _is_first_name(value: str) -> bool:
    """A common first name alone: one may be a word (« Rose »), a column of them is not."""
    return value[:1].isupper() and WORD.fullmatch(value) is not None and _bearers(value) >= MIN_BEARERS_ALONE


def _bearers(word: str) -> int:
    return lists.first_names().get(lists.fold(word), (0, ""))[0]
