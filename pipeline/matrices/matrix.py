"""
Codes crossed with groups, territories, waves, or with each other, counted in people.

One person counts once, however much they speak, because the tests suppose that those counted are independent. A person
read without carrying the code counts as not carrying it; one nobody read does not count at all. It refuses to show counts
under `fewest` (what leaves a study), and to let a difference pass for an explanation: every table says what it does not
prove.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from models.codebook import Code
from models.matrices import Cell, CodeMatrix, CodePair, CodePairs, CrossedCode, Part, Tested
from pipeline.matrices.measures import Found, Table, adjusted, residuals, suited_test

KEPT_AT = 0.05  # false discovery rate under which a difference is said
LIMITS = (
    "Une personne compte une fois. Ces personnes n'ont pas été tirées au sort : un écart vaut pour celles qu'on a entendues, "
    "et ne dit pas d'où il vient (qui a mené l'entretien, ce qui a été demandé, qui a codé). Avec peu de personnes, seul un très "
    "grand écart se voit : ne pas en voir ne prouve pas qu'on dit la même chose. Ne pas porter un code, c'est ne "
    "pas en avoir parlé, ou ne pas avoir été codé ; ce n'est pas penser le contraire."
)
LIMITS_PAIRS = (
    "Une personne compte une fois. Deux codes portés par les mêmes personnes vont ensemble dans ce qu'elles disent ; cela ne "
    "dit pas que l'un entraîne l'autre. Qui parle longtemps porte plus de codes, et les rapproche tous."
)


class Carried(NamedTuple):
    """A coding as a table needs it: who said these words, where, under which code."""

    code_id: str
    participant_id: str
    turn_id: str
    start: int
    end: int


def matrix(
    codings: Sequence[Carried],
    codes: Sequence[Code],
    part_of: Mapping[str, str | None],
    *,
    by: str,
    seed: int,
    fewest: int = 1,
    order: Sequence[str] = (),
) -> CodeMatrix:
    """
    Codes by parts.

    Args:
        part_of: group, territory or wave of everybody who was read; None when nobody said it.
        by: what the parts are, for whoever reads the table.
        fewest: counts under this number are not shown, nor what would give them away.
        order: parts in the order to show; others follow in alphabetical order.

    Returns:
        Rows in the order of `codes`, those nobody carries left out.
    """
    known = {person: part for person, part in part_of.items() if part is not None}
    names = sorted(set(known.values()), key=lambda name: (_rank(order, name), name.casefold()))
    sizes = {name: sum(part == name for part in known.values()) for name in names}
    carriers = _carriers(codings, codes, part_of)
    rows = []
    for code in codes:
        people = carriers[code.code_id]
        if people:
            counts = [sum(known.get(person) == name for person in people) for name in names]
            table = np.array([counts, [sizes[name] - n for name, n in zip(names, counts, strict=True)]], dtype=np.int64)
            rows.append((code, len(people), table, suited_test(table, seed=seed) if names else None))
    qs = _q_values([found for *_, found in rows])
    return CodeMatrix(
        by=by,
        n_people=len(part_of),
        n_unplaced=len(part_of) - len(known),
        parts=tuple(Part(name=name, n_people=sizes[name]) for name in names),
        rows=tuple(_row(*row, names, q, fewest) for row, q in zip(rows, qs, strict=True)),
        limits=LIMITS,
    )


def _rank(order: Sequence[str], name: str) -> int:
    return list(order).index(name) if name in order else len(order)


def _carriers(codings: Sequence[Carried], codes: Sequence[Code], read: Mapping[str, object]) -> dict[str, set[str]]:
    """Who carries each code or one that stands below it, among people who were read."""
    parent = {code.code_id: code.parent_id for code in codes}
    found: dict[str, set[str]] = defaultdict(set)
    for one in codings:
        code_id: str | None = one.code_id
        while code_id is not None and one.participant_id in read:
            found[code_id].add(one.participant_id)
            code_id = parent.get(code_id)
    return found


def _q_values(found: Sequence[Found | None]) -> list[float | None]:
    qs = iter(adjusted([one.p for one in found if one is not None]))
    return [None if one is None else next(qs) for one in found]


def _tested(found: Found | None, q: float | None) -> Tested | None:
    if found is None or q is None:
        return None
    rounded = {
        name: None if value is None else round(value, 4) for name, value in found._asdict().items() if name != "test"
    }
    return Tested(test=found.test, q=round(q, 4), **rounded)


def _row(
    code: Code, n_people: int, table: Table, found: Found | None, names: Sequence[str], q: float | None, fewest: int
) -> CrossedCode:
    apart = residuals(table)[0] if table.size else np.array([])
    sizes = table.sum(axis=0)
    hidden = [0 < int(n) < fewest for n in table[0]] if table.size else []
    tested = None if any(hidden) else _tested(found, q)
    cells = tuple(
        Cell(
            part=name,
            n_people=None if hidden[n] else int(table[0, n]),
            share=None if hidden[n] else round(float(table[0, n] / sizes[n]), 4),
            residual=None if any(hidden) or not np.isfinite(apart[n]) else round(float(apart[n]), 2),
        )
        for n, name in enumerate(names)
    )
    told = _reading(cells, sizes, tested, int(table[0].sum())) if not any(hidden) else TOO_FEW_TO_SHOW
    return CrossedCode(
        code_id=code.code_id,
        code_path=code.path,
        n_people=None if 0 < n_people < fewest or sum(hidden) == 1 else n_people,
        cells=cells,
        tested=tested,
        reading=told,
    )


TOO_FEW_TO_SHOW = (
    "Trop peu de personnes dans certaines cases pour les montrer à ce niveau de diffusion, ni ce qui les trahirait."
)


def _reading(cells: Sequence[Cell], sizes: Sequence[int], tested: Tested | None, n_people: int) -> str:
    if tested is None:
        return "Il faut au moins deux parts, et des personnes sans ce code, pour comparer."
    if tested.q > KEPT_AT:
        return f"Pas d'écart plus grand que le hasard ({_q(tested.q)})."
    most = max(cells, key=lambda cell: abs(cell.residual or 0.0))
    n = next(int(size) for cell, size in zip(cells, sizes, strict=True) if cell is most)
    way = "Plus" if (most.residual or 0.0) > 0 else "Moins"
    elsewhere = f"{n_people - (most.n_people or 0)} sur {int(sum(sizes)) - n} ailleurs"
    size = f"V\u00a0=\u00a0{_number(tested.cramers_v)}" if tested.cramers_v is not None else ""
    told = ", ".join(filter(None, (_q(tested.q), size)))
    return f"{way} porté par « {most.part} » : {most.n_people} sur {n}, contre {elsewhere} ({told})."


def _q(q: float) -> str:
    return "q\u00a0<\u00a00,001" if q < 0.001 else f"q\u00a0=\u00a0{_number(q, 3)}"


def _number(value: float | None, decimals: int = 2) -> str:
    return "sans borne" if value is None else f"{value:.{decimals}f}".replace(".", ",")


def pairs(
    codings: Sequence[Carried], codes: Sequence[Code], read: Sequence[str], *, seed: int, fewest: int = 1
) -> CodePairs:
    """
    Codes by codes: how many people carry both, and in how many passages both stand on common words.

    Args:
        read: everybody who was read.

    Returns:
        Pairs met in one person at least, the least likely first; a code and its own ancestors make no pair.
    """
    everyone = dict.fromkeys(read)
    carriers = _carriers(codings, codes, everyone)
    above = _ancestors(codes)
    passages = _passages(codings, codes)
    met = []
    for first, second in combinations([code for code in codes if carriers[code.code_id]], 2):
        one, other = carriers[first.code_id], carriers[second.code_id]
        if one & other and first.code_id not in above[second.code_id] and second.code_id not in above[first.code_id]:
            both = len(one & other)
            rest = len(everyone) - len(one | other)
            table = np.array([[both, len(one) - both], [len(other) - both, rest]], dtype=np.int64)
            met.append((first, second, table, suited_test(table, seed=seed)))
    qs = _q_values([found for *_, found in met])
    found = [
        _pair(*one, q, passages.get(frozenset((one[0].code_id, one[1].code_id)), 0), fewest)
        for one, q in zip(met, qs, strict=True)
    ]
    found.sort(key=lambda pair: (pair.tested.p if pair.tested else 2.0, pair.first_path, pair.second_path))
    return CodePairs(n_people=len(everyone), pairs=tuple(found), limits=LIMITS_PAIRS)


def _ancestors(codes: Sequence[Code]) -> dict[str, set[str]]:
    parent = {code.code_id: code.parent_id for code in codes}
    found: dict[str, set[str]] = {}
    for code in codes:
        above: set[str] = set()
        at = code.parent_id
        while at is not None and at not in above:
            above.add(at)
            at = parent.get(at)
        found[code.code_id] = above
    return found


def _passages(codings: Sequence[Carried], codes: Sequence[Code]) -> dict[frozenset[str], int]:
    """In how many places two codes stand on common words: one place per stretch of words held by the first of them."""
    above = _ancestors(codes)
    by_turn: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for one in codings:
        for code_id in (one.code_id, *above.get(one.code_id, ())):
            by_turn[one.turn_id].add((one.start, one.end, code_id))
    met: dict[frozenset[str], set[tuple[str, int, int]]] = defaultdict(set)
    for turn_id, held in by_turn.items():
        for (start, end, one_code), (begin, stop, other_code) in combinations(sorted(held), 2):
            if one_code != other_code and start < stop and begin < end:
                met[frozenset((one_code, other_code))].add((turn_id, max(start, begin), min(end, stop)))
    return {codes_met: len(places) for codes_met, places in met.items()}


def _pair(
    first: Code, second: Code, table: Table, found: Found | None, q: float | None, n_passages: int, fewest: int
) -> CodePair:
    both, n_first, n_second, n = int(table[0, 0]), int(table[0].sum()), int(table[:, 0].sum()), int(table.sum())
    hidden = any(0 < int(count) < fewest for count in table.ravel())
    tested = None if hidden else _tested(found, q)
    return CodePair(
        first_id=first.code_id,
        first_path=first.path,
        second_id=second.code_id,
        second_path=second.path,
        n_both=None if hidden else both,
        n_first=None if 0 < n_first < fewest else n_first,
        n_second=None if 0 < n_second < fewest else n_second,
        n_passages=None if hidden else n_passages,
        n_expected=round(n_first * n_second / n, 2) if not hidden else 0.0,
        tested=tested,
        reading=TOO_FEW_TO_SHOW if hidden else _pair_reading(tested, both, n_first * n_second / n),
    )


def _pair_reading(tested: Tested | None, both: int, expected: float) -> str:
    if tested is None:
        return "L'un des deux codes est porté par toutes les personnes lues : rien à comparer."
    if tested.q > KEPT_AT:
        return "Pas plus ni moins ensemble que par hasard."
    way = "plus" if both > expected else "moins"
    bounds = f"{_number(tested.odds_low)} à {_number(tested.odds_high)}"
    return (
        f"Chez les mêmes personnes {way} que par hasard ({both} contre {_number(expected, 1)} attendues, {_q(tested.q)}, "
        f"rapport de cotes {_number(tested.odds_ratio)}, de {bounds})."
    )
