"""
The words of themes: which terms tell one theme from the others, and a name people can read.

A term must come from several people wherever there are several: one person's habit of speech is not a theme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.french.terms import PAIR_MARK

NO_TERM = "∅"  # stands for a text without terms: BERTopic cannot take an empty one
UNUSED_TERM = "∅∅"  # a vocabulary of one word is more than the c-TF-IDF can take
LABEL_TERMS = 3
MOST_TERMS = 10


def telling_terms(
    ranked: Sequence[str], spoken: Sequence[tuple[str, ...]], people: Sequence[object], *, most: int
) -> tuple[str, ...]:
    """
    The best terms of one theme.

    Args:
        ranked: keys, the most telling first (c-TF-IDF).
        spoken: terms of each of the theme's segments.
        people: who said each of them.
        most: how many terms at most.

    Returns:
        Keys said by two people where the theme has several, none that only repeats those before it.
    """
    fewest = min(2, len(set(people)))
    speakers: defaultdict[str, set[object]] = defaultdict(set)
    wanted = set(ranked)
    for row, person in zip(spoken, people, strict=True):
        for key in wanted.intersection(row):
            speakers[key].add(person)
    chosen: list[str] = []
    for key in ranked:
        if len(speakers[key]) >= fewest and not _repeats(key, chosen):
            chosen.append(key)
        if len(chosen) == most:
            break
    return tuple(chosen)


def _repeats(key: str, chosen: Sequence[str]) -> bool:
    """Tell whether the words of a term are all in those chosen before it."""
    said = {word for other in chosen for word in other.split(PAIR_MARK)}
    return said.issuperset(key.split(PAIR_MARK))


def readable_label(keys: Sequence[str], surfaces: Mapping[str, str], *, number: int) -> str:
    """A theme's name for people: its best terms, no word twice, or its number when it has none."""
    said: set[str] = set()
    shown: list[str] = []
    for key in keys:
        words = set(key.split(PAIR_MARK))
        if not said & words and len(shown) < LABEL_TERMS:
            shown.append(surfaces[key])
            said |= words
    label = " · ".join(shown) or f"thème {number}, sans mot commun"
    return label[:1].upper() + label[1:]
