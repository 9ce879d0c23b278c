"""
The alignment of coders' units that costs least: what gamma reads, for the real units and for each random shift of them.

Mathet, Widlöcher and Métivier 2015, "The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement Measure and
Alignment", Computational Linguistics 41(3), sections 4 and 5. Only units near enough to be worth aligning are ever looked at,
all stretches at once; they fall into small clusters, solved apart: two coders as an assignment, more as a set partition
(integer programming when there are many). A cluster too entangled for it is aligned pair after pair, nearest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

EMPTY = 1.0  # what a unit that meets no other costs
MOST_OPEN = 5_000  # ways of aligning a cluster kept open at once; with more, integer programming is quicker
MOST_CANDIDATES = 20_000  # of one cluster, before it is aligned pair after pair

Values = NDArray[np.float64]
Places = NDArray[np.intp]
Candidate = tuple[tuple[int, ...], float]  # units, and what aligning them costs


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


class Weights(NamedTuple):
    """Alpha and beta of the paper's combined dissimilarity."""

    position: float
    category: float


class Laid(NamedTuple):
    """Units of several stretches, one after the other: (n_units,) each; `n_coders` is (n_stretches,)."""

    start: Values
    end: Values
    category: Places
    coder: Places
    stretch: Places
    n_coders: Places

    def sizes(self) -> Values:
        """(n_stretches,) mean number of units a coder."""
        counted: Values = np.bincount(self.stretch, minlength=len(self.n_coders)) / self.n_coders
        return counted


def laid_out(stretches: Sequence[Stretch]) -> Laid:
    """Units of stretches, coder by coder within each."""
    names: dict[str, int] = {}
    rows = [
        (unit.start, unit.end, names.setdefault(unit.category, len(names)), place, n)
        for n, stretch in enumerate(stretches)
        for place, coder in enumerate(stretch.coders)
        for unit in stretch.units
        if unit.coder == coder
    ]
    start, end, category, coder, stretch_of = np.array(rows, dtype=np.float64).reshape(-1, 5).T
    n_coders = np.array([len(stretch.coders) for stretch in stretches])
    return Laid(start, end, category.astype(int), coder.astype(int), stretch_of.astype(int), n_coders)


def disorder(stretch: Stretch, *, position: float = 1.0, category: float = 1.0) -> float:
    """The least total disorder of a stretch: the sum over the best alignment; the paper divides it by the mean number of units."""
    return float(disorders(laid_out([stretch]), Weights(position, category))[0])


def disorders(laid: Laid, weights: Weights) -> Values:
    """
    (n_stretches,): the least total disorder of each.

    Two units that cost more than `EMPTY * (1 + pairs)` together are never what holds an alignment together (for two coders:
    more than both alone), so that units linked by none of these are solved apart.
    """
    first, second, cost = _near(laid, weights)
    pairs = _pairs_of(laid.n_coders)
    found = EMPTY * np.bincount(laid.stretch, minlength=len(laid.n_coders)).astype(np.float64)
    named, size = _clusters(len(laid.start), first, second)
    two = size[named[first]] == 2
    place = laid.stretch[first[two]]
    np.add.at(found, place, EMPTY * ((cost[two] - 1) / pairs[place] - 1))  # less what both cost alone
    many = np.flatnonzero(size[named] > 2)
    many = many[np.argsort(named[many], kind="stable")]
    for members in np.split(many, np.flatnonzero(np.diff(named[many])) + 1) if len(many) else ():
        stretch = laid.stretch[members[0]]
        found[stretch] += _cluster(members, laid, weights, int(laid.n_coders[stretch])) - EMPTY * len(members)
    return found


def _pairs_of(n_coders: Places) -> Places:
    counted: Places = n_coders * (n_coders - 1) // 2
    return counted


def _near(laid: Laid, weights: Weights) -> tuple[Places, Places, Values]:
    """Pairs of units of two coders that may hold an alignment together, with their dissimilarity."""
    if not len(laid.start):
        nothing = np.zeros(0, np.intp)
        return nothing, nothing, np.zeros(0)
    length, bound = laid.end - laid.start, EMPTY * (1 + _pairs_of(laid.n_coders))
    longest = np.zeros(len(laid.n_coders))
    np.maximum.at(longest, laid.stretch, length)
    with np.errstate(divide="ignore"):
        reach = np.sqrt(bound / (EMPTY * weights.position))[laid.stretch] * (length + longest[laid.stretch])
    gap = float(np.ptp(laid.start)) + 1
    line = laid.start - laid.start.min() + laid.stretch * gap
    order = np.argsort(line, kind="stable")
    far = np.minimum(line + np.minimum(reach, gap), (laid.stretch + 1) * gap)[order]
    counts = np.maximum(np.searchsorted(line[order], far, side="right") - np.arange(len(order)) - 1, 0)
    begun = np.repeat(np.arange(len(order)), counts)
    other = begun + 1 + np.arange(len(begun)) - np.repeat(np.cumsum(counts) - counts, counts)
    first, second = order[begun], order[other]
    apart = (laid.coder[first] != laid.coder[second]) & (laid.stretch[first] == laid.stretch[second])
    first, second = first[apart], second[apart]
    cost = _dissimilarity(laid, first, second, weights)
    near = cost <= bound[laid.stretch[first]]
    return first[near], second[near], cost[near]


def _dissimilarity(laid: Laid, first: Places, second: Places, weights: Weights) -> Values:
    """The paper's combined dissimilarity of units at places that broadcast: sporadic positions and nominal categories."""
    shifted = abs(laid.start[first] - laid.start[second]) + abs(laid.end[first] - laid.end[second])
    apart = shifted / ((laid.end[first] - laid.start[first]) + (laid.end[second] - laid.start[second]))
    unlike = (laid.category[first] != laid.category[second]).astype(np.float64)
    found: Values = EMPTY * (weights.position * apart**2 + weights.category * unlike)
    return found


def _clusters(n_units: int, first: Places, second: Places) -> tuple[Places, Places]:
    """The cluster of each unit, and how many units each cluster holds."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    linked = csr_array((np.ones(len(first)), (first, second)), shape=(n_units, n_units))
    _, named = connected_components(linked, directed=False)
    return named, np.bincount(named)


def _cluster(members: Places, laid: Laid, weights: Weights, n_coders: int) -> float:
    """The least disorder of units that hold together."""
    if n_coders == 2:
        ours = laid.coder[members] == laid.coder[members[0]]
        return _assigned(_dissimilarity(laid, members[ours][:, None], members[~ours][None, :], weights))
    members = members[np.argsort(laid.start[members] + laid.end[members], kind="stable")]
    costs = _dissimilarity(laid, members[:, None], members[None, :], weights).tolist()
    groups: dict[int, list[int]] = defaultdict(list)
    for unit, coder in enumerate(laid.coder[members].tolist()):
        groups[coder].append(unit)
    candidates = _candidates(groups, costs, n_coders)
    if candidates is None:
        return _pair_after_pair(laid.coder[members].tolist(), costs, n_coders)
    least = _least(len(members), candidates)
    return _least_by_programming(len(members), candidates) if least is None else least


def _assigned(costs: Values) -> float:
    """Two coders: each unit alone costs `EMPTY`, and a pair is made where it costs less than both alone."""
    from scipy.optimize import linear_sum_assignment

    gain = np.minimum(costs - 2 * EMPTY, 0)
    rows, columns = linear_sum_assignment(gain)
    return float(EMPTY * sum(costs.shape) + gain[rows, columns].sum())


def _least(n_members: int, candidates: Sequence[Candidate]) -> float | None:
    """
    The least sum over partitions, trying for one unit after the other all that may hold it; None when too many ways are open.

    Units come in the order of the text, so that what is left to align after each is nearly the same whatever was chosen.
    """
    holding: list[list[tuple[int, float]]] = [[] for _ in range(n_members)]
    for one, cost in candidates:
        holding[min(one)].append((sum(1 << unit for unit in one), cost))
    open_: dict[int, float] = {(1 << n_members) - 1: 0.0}  # units left, and the least that the others cost
    for unit in range(n_members):
        after: dict[int, float] = {}
        for left, spent in open_.items():
            if not left >> unit & 1:
                if spent < after.get(left, np.inf):
                    after[left] = spent
                continue
            for held, cost in holding[unit]:
                if not held & ~left and spent + cost < after.get(left ^ held, np.inf):
                    after[left ^ held] = spent + cost
        if len(after) > MOST_OPEN:
            return None
        open_ = after
    return open_[0]


def _least_by_programming(n_members: int, candidates: Sequence[Candidate]) -> float:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csc_array

    rows = [unit for one, _ in candidates for unit in one]
    columns = [n for n, (one, _) in enumerate(candidates) for _ in one]
    holds = csc_array((np.ones(len(rows)), (rows, columns)), shape=(n_members, len(candidates)))
    found = milp(
        [cost for _, cost in candidates],
        constraints=LinearConstraint(holds, 1, 1),
        integrality=np.ones(len(candidates)),
        bounds=Bounds(0, 1),
    )
    return float(found.fun)


def _candidates(
    groups: Mapping[int, Sequence[int]], costs: Sequence[Sequence[float]], n_coders: int
) -> list[Candidate] | None:
    """
    Unitary alignments that may belong to the best one, with their cost; None when there are too many.

    One that costs no less than any of its units alone beside the rest of it is left out: the best alignment does without.
    """
    pairs = comb(n_coders, 2)
    bound = EMPTY * ((len(groups) - 1) * pairs + comb(len(groups), 2))
    begun: list[Candidate] = [((), 0.0)]
    for units in groups.values():
        longer = []
        for one, cost in begun:
            for unit in units:
                row = costs[unit]
                more = cost + sum([row[other] for other in one])
                if more <= bound:
                    longer.append(((*one, unit), more))
        begun += longer
        if len(begun) > MOST_CANDIDATES:
            return None
    return [(one, _unitary(len(one), cost, n_coders)) for one, cost in begun if one and _holds(one, costs, pairs)]


def _holds(one: tuple[int, ...], costs: Sequence[Sequence[float]], pairs: int) -> bool:
    """Whether each unit is nearer to the others than it costs to leave it alone."""
    most = EMPTY * (pairs + len(one) - 1) + 1e-12
    return len(one) == 1 or all(sum([costs[unit][other] for other in one if other != unit]) <= most for unit in one)


def _unitary(n_units: int, cost: float, n_coders: int) -> float:
    """What a unitary alignment costs: the mean of its pairs', one that misses a unit costing `EMPTY`."""
    pairs = comb(n_coders, 2)
    return (cost + EMPTY * (pairs - comb(n_units, 2))) / pairs


def _pair_after_pair(coder_of: Sequence[int], costs: Sequence[Sequence[float]], n_coders: int) -> float:
    """Not the least disorder, but near it: alignments grow by the nearest pair that lowers the sum."""
    members = range(len(coder_of))
    group_of: dict[int, tuple[int, ...]] = {unit: (unit,) for unit in members}
    near = sorted((costs[a][b], a, b) for a, b in combinations(members, 2) if coder_of[a] != coder_of[b])
    for _, a, b in near:
        first, second = group_of[a], group_of[b]
        if first == second or {coder_of[u] for u in first} & {coder_of[u] for u in second}:
            continue
        joined = (*first, *second)
        if _cost(joined, costs, n_coders) < _cost(first, costs, n_coders) + _cost(second, costs, n_coders):
            group_of |= dict.fromkeys(joined, joined)
    return sum(_cost(one, costs, n_coders) for one in set(group_of.values()))


def _cost(units: Sequence[int], costs: Sequence[Sequence[float]], n_coders: int) -> float:
    return _unitary(len(units), sum(costs[a][b] for a, b in combinations(units, 2)), n_coders)
