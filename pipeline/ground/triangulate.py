"""
Groups laid side by side on one finding: where they meet, where they part, where one of them says nothing.

Disagreement is a result. It is looked for between two groups, and inside each. Silence is never counted as agreement: a
group that says nothing weighs in the consensus as one of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from models.finding import Crossing, GroupPosition, PairCrossing, Position

SILENT = frozenset({Position.SILENT_ASKED, Position.SILENT_NEVER_ASKED})


def triangulate(
    groups: Sequence[GroupPosition], pairs: Iterable[tuple[str, str]] | None = None
) -> tuple[PairCrossing, ...]:
    """
    Cross the positions of pairs of groups on one finding.

    Args:
        groups: where each group stands, as `ground` says it.
        pairs: names of the groups to lay side by side, in the order wanted; all pairs by default. A pair that names a
            group which is not there is left out.

    Returns:
        For each pair: silent when one of the two says nothing; convergent when both take the same side; divergent when they
        take opposite ones; partial when one of them is divided within itself.
    """
    known = {place.group: place for place in groups}
    wanted = combinations(known, 2) if pairs is None else pairs
    return tuple(_crossed(known[a], known[b]) for a, b in wanted if a in known and b in known)


def _crossed(first: GroupPosition, second: GroupPosition) -> PairCrossing:
    silent = tuple(place.group for place in (first, second) if place.position in SILENT)
    sides = {first.position, second.position}
    if silent:
        crossing = Crossing.SILENT
    elif Position.DIVIDED in sides:
        crossing = Crossing.PARTIAL
    else:
        crossing = Crossing.CONVERGENT if len(sides) == 1 else Crossing.DIVERGENT
    return PairCrossing(first=first.group, second=second.group, crossing=crossing, silent=silent)


def consensus(groups: Iterable[GroupPosition]) -> float | None:
    """
    How far all the groups agree with a finding, in [0, 1]; None when none of them says anything of it.

    The group-informed consensus of Pol.is (Small et al. 2021, "Polis: Scaling deliberation by mapping high dimensional
    opinion spaces", Recerca 26(2)): the product over groups of (n agreeing + 1) / (n taking a stand + 2). For speech, a
    person who supports agrees, one who only nuances or contradicts does not; a silent group counts for one half, so that
    a large group cannot speak for a small one, nor silence for consent.
    """
    found, product = list(groups), 1.0
    if all(place.position in SILENT for place in found):
        return None
    for place in found:
        opposed = max(place.n_contradicting, place.n_nuancing - place.n_supporting, 0)
        product *= (place.n_supporting + 1) / (place.n_supporting + opposed + 2)
    return round(product, 6)


def dissent(supporting: Collection[str], contradicting: Collection[str]) -> float | None:
    """
    The chance that two different people of a group who took a side took opposite ones; None under two people.

    Gini-Simpson index without replacement. Somebody who says both counts on both sides, against themselves too.
    """
    n_for, n_against = len(supporting), len(contradicting)
    n = n_for + n_against
    if len(set(supporting) | set(contradicting)) < 2:
        return None
    return round(2 * n_for * n_against / (n * (n - 1)), 6)
