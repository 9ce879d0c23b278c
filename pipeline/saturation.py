"""
Saturation: what each more person still brings that nobody had said.

The mean is exact over every order of the people (rarefaction: Hurlbert 1971; as accumulation curves of species), the band
comes from random orders. The stopping rule is that of Guest, Namey & Chen 2020, *A simple method to assess and report
thematic saturation*: two more people bring at most 5 % of what the first four had brought. It refuses to call a group of
fewer than six people saturated, whatever its curve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import lgamma

import numpy as np
from numpy.typing import NDArray

from models.saturation import Saturation, SaturationPoint
from pipeline.french.lists import fold

BASE_SIZE = 4  # people whose themes are the base (Guest, Namey & Chen 2020)
RUN_LENGTH = 2  # people added at a time
NEW_INFORMATION = 0.05
ORDERS = 500
BAND = (0.05, 0.95)


def saturation(
    said: Mapping[str, frozenset[str]], groups: Mapping[str, str | None], *, seed: int
) -> tuple[Saturation, ...]:
    """
    Curves for everybody, then for each group in alphabetical order.

    Args:
        said: participant_id -> ids of the themes (or codes) that this person brought; empty for who brought none.
        groups: participant_id -> group.
        seed: of the random orders.
    """
    names = sorted({group for person in said if (group := groups.get(person)) is not None}, key=fold)
    curves = [_curve(None, [said[person] for person in sorted(said)], seed)] if said else []
    for name in names:
        curves.append(_curve(name, [said[person] for person in sorted(said) if groups.get(person) == name], seed))
    return tuple(curves)


def _curve(group: str | None, brought: Sequence[frozenset[str]], seed: int) -> Saturation:
    n_people = len(brought)
    mentions = Counter(one for row in brought for one in row)
    means = expected_distinct(list(mentions.values()), n_people)
    low, high = np.quantile(_orders(brought, seed), BAND, axis=0)
    points = tuple(
        SaturationPoint(
            n_people=n + 1, mean=round(float(means[n]), 4), low=round(float(low[n]), 4), high=round(float(high[n]), 4)
        )
        for n in range(n_people)
    )
    reached = _reached_at(means)
    new = _new_with_next(mentions)
    return Saturation(
        group=group,
        n_people=n_people,
        n_found=len(mentions),
        points=points,
        new_with_next=new,
        reached_at=reached,
        reading=_reading(n_people, len(mentions), reached, new),
    )


def expected_distinct(mentions: Sequence[int], n_people: int) -> NDArray[np.float64]:
    """
    Mean number of distinct things after 1, 2… `n_people` people taken in random order.

    Args:
        mentions: for each thing, how many people brought it.

    Returns:
        (n_people,): the sum over things of 1 - C(n_people - k, n) / C(n_people, n).
    """
    sizes = range(1, n_people + 1)
    means = np.zeros(n_people)
    for k in mentions:
        missing = np.array([_log_choose(n_people - k, n) - _log_choose(n_people, n) for n in sizes])
        means += 1 - np.exp(missing)
    return means


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) if 0 <= k <= n else float("-inf")


def _orders(brought: Sequence[frozenset[str]], seed: int) -> NDArray[np.float64]:
    """(ORDERS, n_people): distinct things after each person, in random orders."""
    names = sorted({one for row in brought for one in row})
    place = {name: column for column, name in enumerate(names)}
    said = np.zeros((len(brought), len(names)), dtype=bool)
    for row, ones in enumerate(brought):
        said[row, [place[one] for one in ones]] = True
    random = np.random.default_rng(seed)
    counts = np.zeros((ORDERS, len(brought)))
    for order in range(ORDERS):
        counts[order] = np.logical_or.accumulate(said[random.permutation(len(brought))], axis=0).sum(axis=1)
    return counts


def _reached_at(means: NDArray[np.float64]) -> int | None:
    """The size after which `RUN_LENGTH` more people bring at most `NEW_INFORMATION` of what the first `BASE_SIZE` brought."""
    if len(means) < BASE_SIZE + RUN_LENGTH:
        return None
    base = means[BASE_SIZE - 1]
    for size in range(BASE_SIZE, len(means) - RUN_LENGTH + 1):
        if means[size + RUN_LENGTH - 1] - means[size - 1] <= NEW_INFORMATION * base:
            return size
    return None


def _new_with_next(mentions: Mapping[str, int]) -> float | None:
    """Share of what one more person says that nobody said yet: things said by one person over all mentions (Good 1953)."""
    total = sum(mentions.values())
    return round(sum(k == 1 for k in mentions.values()) / total, 4) if total else None


def _reading(n_people: int, n_found: int, reached: int | None, new: float | None) -> str:
    if not n_found:
        return "Rien n'a encore été relevé dans ces paroles."
    if n_people < BASE_SIZE + RUN_LENGTH:
        return f"{n_people} personne{'s' if n_people > 1 else ''} : trop peu pour parler de saturation."
    if reached is not None:
        return (
            f"À partir de {reached} personnes, deux personnes de plus n'apportent presque plus rien de nouveau "
            f"(au plus {NEW_INFORMATION:.0%} de la base)."
        ).replace("%", " %")
    more = f" Environ {new:.0%} de ce que dirait une personne de plus serait nouveau." if new else ""
    return (
        f"{n_people} personnes, et chacune apporte encore du nouveau : la saturation n'est pas atteinte.{more}".replace(
            "%", " %"
        )
    )
