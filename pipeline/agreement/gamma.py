"""
Gamma: how far coders agree when each delimits their own words, and puts a code on them, in one figure.

Mathet, Widlöcher and Métivier 2015, "The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement Measure and
Alignment", Computational Linguistics 41(3): units are aligned so that the disorder is least, and it is read against the
disorder of the same units shifted at random. Two coders are aligned exactly as an assignment, more as a set partition
(integer programming); a cluster of units too entangled for it is aligned pair after pair, nearest first.
A stretch is what one person says in one source; coders are compared only in stretches that they both went through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

EMPTY = 1.0  # what a unit that meets no other costs
POSITION, CATEGORY = 1.0, 1.0  # weights of the two dissimilarities; the authors' own software takes 3 and 1
FIRST_DRAWS, MOST_DRAWS = 30, 100
PRECISION = 0.02  # wanted on the expected disorder, at 95 %
FEW_UNITS = 12  # of one cluster, up to which trying everything is quicker than integer programming
MOST_CANDIDATES = 20_000  # of one cluster, before it is aligned pair after pair

Values = NDArray[np.float64]


class Unit(NamedTuple):
    """Words that a coder delimited: start and end in the stretch, in code points, and the code."""

    coder: str
    start: float
    end: float
    category: str


class Stretch(NamedTuple):
    """Words that several coders went through: its first and last place, its coders, their units."""

    low: float
    high: float
    coders: tuple[str, ...]
    units: tuple[Unit, ...]


class Gamma(NamedTuple):
    """
    The measure, and what is needed to draw stretches again.

    `observed` and `sizes` are (n_stretches,): disorder and mean number of units a coder; `expected`, `expected_sizes` are
    (n_draws, n_stretches).
    """

    value: float
    observed: Values
    sizes: Values
    expected: Values
    expected_sizes: Values

    def drawn(self, weights: Values) -> Values:
        """Gamma of each draw of stretches; `weights` is (n_draws, n_stretches). nan where nothing is expected."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found = (weights @ self.observed) / (weights @ self.sizes)
            by_chance = ((weights @ self.expected.T) / (weights @ self.expected_sizes.T)).mean(axis=1)
            gamma: Values = 1 - found / by_chance
        return gamma


def gamma(
    stretches: Sequence[Stretch], *, seed: int, position: float = POSITION, category: float = CATEGORY
) -> Gamma | None:
    """
    Gamma over stretches, each with its own coders.

    Args:
        position, category: alpha and beta of the paper's combined dissimilarity.

    Returns:
        None when no stretch holds a unit.
    """
    weights = (position, category)
    if not any(stretch.units for stretch in stretches):
        return None
    observed = np.array([disorder(stretch, position=position, category=category) for stretch in stretches])
    sizes = np.array([_size(stretch) for stretch in stretches])
    rng = np.random.default_rng(seed)
    drawn: list[list[tuple[float, float]]] = []
    wanted = FIRST_DRAWS
    while len(drawn) < wanted:
        moved = _shuffled(stretches, rng)
        drawn.append([(disorder(one, position=weights[0], category=weights[1]), _size(one)) for one in moved])
        if len(drawn) == FIRST_DRAWS:
            wanted = _enough(np.array(drawn))
    expected = np.array(drawn)
    found = Gamma(float("nan"), observed, sizes, expected[:, :, 0], expected[:, :, 1])
    value = float(found.drawn(np.ones((1, len(stretches))))[0])
    return None if np.isnan(value) else found._replace(value=value)


def _enough(drawn: Values) -> int:
    """How many draws make the expected disorder precise enough (the paper, section 5.3)."""
    with np.errstate(invalid="ignore"):
        each = drawn[:, :, 0].sum(axis=1) / drawn[:, :, 1].sum(axis=1)
    if not np.isfinite(each).all() or each.mean() == 0:
        return FIRST_DRAWS
    return min(MOST_DRAWS, max(FIRST_DRAWS, int(np.ceil((1.96 * each.std(ddof=1) / each.mean() / PRECISION) ** 2))))


def _size(stretch: Stretch) -> float:
    return len(stretch.units) / len(stretch.coders)


def _shuffled(stretches: Sequence[Stretch], rng: np.random.Generator) -> Iterator[Stretch]:
    """
    The units of coders taken at random, shifted around each stretch (the paper, section 5.2).

    Shifts of one stretch stay half a unit apart as long as there is room.
    """
    chosen: dict[tuple[str, ...], list[str]] = {}
    for stretch in stretches:
        if stretch.coders not in chosen:
            chosen[stretch.coders] = [str(one) for one in rng.choice(stretch.coders, len(stretch.coders))]
        length = max(stretch.high - stretch.low, 1.0)
        apart = np.mean([unit.end - unit.start for unit in stretch.units]) / 2 if stretch.units else 0.0
        units: list[Unit] = []
        for coder, shift, source in zip(
            stretch.coders, _shifts(length, float(apart), len(stretch.coders), rng), chosen[stretch.coders], strict=True
        ):
            for unit in stretch.units:
                if unit.coder == source:
                    start = stretch.low + (unit.start - stretch.low + shift) % length
                    units.append(Unit(coder, start, start + unit.end - unit.start, unit.category))
        yield stretch._replace(units=tuple(units))


def _shifts(length: float, apart: float, n: int, rng: np.random.Generator) -> list[float]:
    free = [(0.0, length)]
    shifts: list[float] = []
    for _ in range(n):
        room = np.array([high - low for low, high in free])
        if room.sum() <= 0:
            shifts.append(float(rng.uniform(0, length)))
            continue
        low, high = free[int(rng.choice(len(free), p=room / room.sum()))]
        shift = float(rng.uniform(low, high))
        shifts.append(shift)
        parts = [
            part for low, high in free for part in ((low, min(high, shift - apart)), (max(low, shift + apart), high))
        ]
        free = [(low, high) for low, high in parts if high > low]
    return shifts


def disorder(stretch: Stretch, *, position: float = POSITION, category: float = CATEGORY) -> float:
    """
    The least total disorder of a stretch: the sum over the best alignment; the paper divides it by the mean number of units.
    """
    by_coder: dict[str, list[Unit]] = {coder: [] for coder in stretch.coders}
    for unit in stretch.units:
        by_coder[unit.coder].append(unit)
    spoken = [units for units in by_coder.values() if units]
    n_coders = len(stretch.coders)
    if len(spoken) < 2:
        return EMPTY * len(stretch.units)
    if n_coders == 2:
        return _assigned(_dissimilarity(spoken[0], spoken[1], position, category))
    return _partitioned(list(by_coder.values()), position, category)


def _dissimilarity(first: Sequence[Unit], second: Sequence[Unit], position: float, category: float) -> Values:
    """(n_first, n_second): the paper's combined dissimilarity, sporadic positions and nominal categories."""
    ours, theirs = (np.array([(u.start, u.end) for u in units], dtype=np.float64) for units in (first, second))
    shifted = abs(ours[:, None, :] - theirs[None, :, :]).sum(axis=2)
    apart = shifted / ((ours[:, 1] - ours[:, 0])[:, None] + (theirs[:, 1] - theirs[:, 0])[None, :])
    names, others = (np.array([u.category for u in units]) for units in (first, second))
    unlike = (names[:, None] != others[None, :]).astype(np.float64)
    found: Values = EMPTY * (position * apart**2 + category * unlike)
    return found


def _assigned(costs: Values) -> float:
    """Two coders: each unit alone costs `EMPTY`, and a pair is made where it costs less than both alone."""
    from scipy.optimize import linear_sum_assignment

    gain = np.minimum(costs - 2 * EMPTY, 0)
    rows, columns = linear_sum_assignment(gain)
    return float(EMPTY * sum(costs.shape) + gain[rows, columns].sum())


def _partitioned(by_coder: Sequence[Sequence[Unit]], position: float, category: float) -> float:
    """
    More than two coders: the least sum of unitary disorders over partitions of the units.

    A unitary alignment costs the mean of its pairs', one that misses a unit costing `EMPTY`. Two units that cost more
    than `EMPTY * (1 + pairs)` together are never what holds an alignment together, so clusters are solved apart.
    """
    places = [(coder, n) for coder, units in enumerate(by_coder) for n in range(len(units))]
    index = {place: n for n, place in enumerate(places)}
    costs = np.full((len(places), len(places)), np.inf)
    for a, b in combinations(range(len(by_coder)), 2):
        if by_coder[a] and by_coder[b]:
            found = _dissimilarity(by_coder[a], by_coder[b], position, category)
            rows = [index[a, n] for n in range(len(by_coder[a]))]
            columns = [index[b, n] for n in range(len(by_coder[b]))]
            costs[np.ix_(rows, columns)] = found
            costs[np.ix_(columns, rows)] = found.T
    coder_of = [coder for coder, _ in places]
    return sum(_cluster(members, coder_of, costs, len(by_coder)) for members in _clusters(costs, len(by_coder)))


def _clusters(costs: Values, n_coders: int) -> list[list[int]]:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    near = csr_array(costs <= EMPTY * (1 + comb(n_coders, 2)))
    _, named = connected_components(near, directed=False)
    found: dict[int, list[int]] = defaultdict(list)
    for unit, name in enumerate(named):
        found[int(name)].append(unit)
    return list(found.values())


def _cluster(members: Sequence[int], coder_of: Sequence[int], costs: Values, n_coders: int) -> float:
    if len(members) == 1:
        return EMPTY
    groups: dict[int, list[int]] = defaultdict(list)
    for unit in members:
        groups[coder_of[unit]].append(unit)
    candidates = _candidates(groups, costs, n_coders)
    if candidates is None:
        return _pair_after_pair(members, coder_of, costs, n_coders)
    if len(members) <= FEW_UNITS:
        return _least(frozenset(members), candidates)
    return _least_by_programming(members, candidates)


def _least(members: frozenset[int], candidates: Sequence[tuple[tuple[int, ...], float]]) -> float:
    """The least sum over partitions, trying for one unit after the other all that may hold it."""
    holding: dict[int, list[tuple[frozenset[int], float]]] = defaultdict(list)
    for one, cost in candidates:
        holding[min(one)].append((frozenset(one), cost))
    known: dict[frozenset[int], float] = {frozenset(): 0.0}

    def least(left: frozenset[int]) -> float:
        if left not in known:
            known[left] = min(cost + least(left - one) for one, cost in holding[min(left)] if one <= left)
        return known[left]

    return least(members)


def _least_by_programming(members: Sequence[int], candidates: Sequence[tuple[tuple[int, ...], float]]) -> float:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csc_array

    place = {unit: n for n, unit in enumerate(members)}
    rows = [place[unit] for one, _ in candidates for unit in one]
    columns = [n for n, (one, _) in enumerate(candidates) for _ in one]
    holds = csc_array((np.ones(len(rows)), (rows, columns)), shape=(len(members), len(candidates)))
    found = milp(
        [cost for _, cost in candidates],
        constraints=LinearConstraint(holds, 1, 1),
        integrality=np.ones(len(candidates)),
        bounds=Bounds(0, 1),
    )
    return float(found.fun)


def _candidates(
    groups: Mapping[int, Sequence[int]], costs: Values, n_coders: int
) -> list[tuple[tuple[int, ...], float]] | None:
    """Unitary alignments that are not dearer than their units alone, with their cost; None when there are too many."""
    pairs = comb(n_coders, 2)
    bound = EMPTY * ((len(groups) - 1) * pairs + comb(len(groups), 2))
    begun: list[tuple[tuple[int, ...], float]] = [((), 0.0)]
    for units in groups.values():
        longer = []
        for one, cost in begun:
            for unit in units:
                more = cost + sum(float(costs[unit, other]) for other in one)
                if more <= bound:
                    longer.append(((*one, unit), more))
        begun += longer
        if len(begun) > MOST_CANDIDATES:
            return None
    return [
        (one, _unitary(len(one), cost, n_coders))
        for one, cost in begun
        if one and _unitary(len(one), cost, n_coders) <= EMPTY * len(one) + 1e-12
    ]


def _unitary(n_units: int, cost: float, n_coders: int) -> float:
    pairs = comb(n_coders, 2)
    return (cost + EMPTY * (pairs - comb(n_units, 2))) / pairs


def _pair_after_pair(members: Sequence[int], coder_of: Sequence[int], costs: Values, n_coders: int) -> float:
    """Not the least disorder, but near it: alignments grow by the nearest pair that lowers the sum."""
    group_of: dict[int, tuple[int, ...]] = {unit: (unit,) for unit in members}
    near = sorted((float(costs[a, b]), a, b) for a, b in combinations(members, 2) if np.isfinite(costs[a, b]))
    for _, a, b in near:
        first, second = group_of[a], group_of[b]
        if first == second or {coder_of[u] for u in first} & {coder_of[u] for u in second}:
            continue
        joined = (*first, *second)
        if _cost(joined, costs, n_coders) < _cost(first, costs, n_coders) + _cost(second, costs, n_coders):
            group_of |= dict.fromkeys(joined, joined)
    return sum(_cost(one, costs, n_coders) for one in set(group_of.values()))


def _cost(units: Sequence[int], costs: Values, n_coders: int) -> float:
    return _unitary(len(units), sum(float(costs[a, b]) for a, b in combinations(units, 2)), n_coders)
