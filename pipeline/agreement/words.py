"""
Agreement on the words that coders delimited themselves: gamma, and F1 counted in characters.

Both are read in the stretches (what one person says in one source) that two coders at least went through: they put a code
there, or declared the source read. Words that nobody coded make no agreement: F1 does not see them, and gamma compares
with the same units shifted at random, so that a longer silence makes chance rarer and no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from models.agreement import Interval, TurnPlace
from models.coding import Decision
from pipeline.agreement.alignment import Stretch, Unit, Values
from pipeline.agreement.gamma import gamma
from pipeline.agreement.measures import drawn_with_replacement, interval


class Through(NamedTuple):
    """A stretch that several coders went through, and the person who speaks in it."""

    stretch: Stretch
    voice: str


class OnWords(NamedTuple):
    """Both measures with their intervals; None where one has no meaning, or too few people can be drawn again."""

    gamma: float | None = None
    gamma_interval: Interval | None = None
    f1_characters: float | None = None
    f1_interval: Interval | None = None


def went_through(
    codings: Sequence[Decision], places: Mapping[str, TurnPlace], read: Mapping[str, frozenset[str]]
) -> tuple[Through, ...]:
    """
    Stretches that two coders at least went through, with what each delimited.

    Args:
        codings: decisions in force that put a code; those of turns without a place are left out.
        places: by turn id.
        read: sources that each coder read to the end.
    """
    by_stretch: dict[str, list[TurnPlace]] = defaultdict(list)
    for place in places.values():
        by_stretch[place.stretch].append(place)
    units: dict[str, set[Unit]] = defaultdict(set)
    for one in codings:
        place_ = places.get(one.anchor.turn_id)
        if place_ is not None:
            start, end = place_.offset + one.anchor.start, place_.offset + one.anchor.end
            units[place_.stretch].add(Unit(one.coder, start, end, one.code_id))
    found = []
    for name in sorted(units):
        turns = by_stretch[name]
        readers = {coder for coder, sources in read.items() if turns[0].source_id in sources}
        coders = tuple(sorted({unit.coder for unit in units[name]} | readers))
        if len(coders) > 1:
            high = max(place.offset + place.n_chars for place in turns)
            found.append(Through(Stretch(0.0, float(high), coders, tuple(sorted(units[name]))), turns[0].voice))
    return tuple(found)


def on_words(through: Sequence[Through], *, seed: int, fewest_voices: int, code_id: str | None = None) -> OnWords:
    """
    Gamma and F1 in characters: all codes together, or one code's units only.

    Args:
        fewest_voices: people under which no interval is given.
    """
    kept = [one for one in (_of_code(t, code_id) for t in through) if one.stretch.units]
    if not kept:
        return OnWords()
    draws = None
    if len({one.voice for one in kept}) >= fewest_voices:
        draws = drawn_with_replacement([one.voice for one in kept], seed=seed)
    shared, all_words = _characters([one.stretch for one in kept])
    f1 = _ratio(shared.sum(keepdims=True), all_words.sum(keepdims=True))[0]
    found = gamma([one.stretch for one in kept], seed=seed)
    return OnWords(
        gamma=None if found is None else round(found.value, 4),
        gamma_interval=None if found is None or draws is None else interval(found.drawn(draws)),
        f1_characters=None if np.isnan(f1) else round(float(f1), 4),
        f1_interval=None if draws is None else interval(_ratio(draws @ shared, draws @ all_words)),
    )


def _of_code(one: Through, code_id: str | None) -> Through:
    if code_id is None:
        return one
    return one._replace(
        stretch=one.stretch._replace(units=tuple(u for u in one.stretch.units if u.category == code_id))
    )


def _ratio(shared: Values, all_words: Values) -> Values:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Values = 2 * shared / all_words
    return found


def _characters(stretches: Sequence[Stretch]) -> tuple[Values, Values]:
    """Per stretch, over pairs of its coders and codes: characters both coded, and those of the one plus those of the other."""
    shared, all_words = np.zeros(len(stretches)), np.zeros(len(stretches))
    for place, stretch in enumerate(stretches):
        held: dict[tuple[str, str], np.ndarray] = {}
        for unit in stretch.units:
            covered = held.setdefault((unit.coder, unit.category), np.zeros(int(stretch.high), dtype=bool))
            covered[int(unit.start) : int(unit.end)] = True
        nothing = np.zeros(int(stretch.high), dtype=bool)
        for category in sorted({unit.category for unit in stretch.units}):
            for one, other in combinations(stretch.coders, 2):
                first, second = held.get((one, category), nothing), held.get((other, category), nothing)
                shared[place] += (first & second).sum()
                all_words[place] += first.sum() + second.sum()
    return shared, all_words
