"""Saturation: the exact mean, the band, the stopping rule, group by group."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.saturation import expected_distinct, saturation

THEMES = st.frozensets(st.sampled_from("abcde"), max_size=5)


@given(st.lists(THEMES, min_size=1, max_size=5))
def test_the_mean_is_that_of_every_order(brought: list[frozenset[str]]) -> None:
    orders = [[len(frozenset().union(*order[: n + 1])) for n in range(len(order))] for order in permutations(brought)]
    mentions = [sum(one in row for row in brought) for one in frozenset().union(*brought)]
    assert expected_distinct(mentions, len(brought)) == pytest.approx(np.mean(orders, axis=0), abs=1e-9)


def test_everybody_saying_the_same_is_saturated_at_once() -> None:
    (everybody,) = saturation({f"p{n}": frozenset("ab") for n in range(8)}, {}, seed=1)
    assert everybody.reached_at == 4
    assert everybody.new_with_next == 0
    assert [point.mean for point in everybody.points] == [2] * 8
    assert [(point.low, point.high) for point in everybody.points] == [(2, 2)] * 8


def test_each_person_bringing_something_new_is_never_saturated() -> None:
    (everybody,) = saturation({f"p{n}": frozenset({f"t{n}"}) for n in range(10)}, {}, seed=1)
    assert everybody.reached_at is None
    assert everybody.new_with_next == 1
    assert "pas atteinte" in everybody.reading


def test_a_small_group_is_never_called_saturated() -> None:
    said = {f"p{n}": frozenset("a") for n in range(9)}
    groups = {f"p{n}": "élus" if n < 3 else "habitants" for n in range(9)}
    everybody, elected, residents = saturation(said, groups, seed=1)
    assert (everybody.group, elected.group, residents.group) == (None, "élus", "habitants")
    assert elected.reached_at is None
    assert "trop peu" in elected.reading
    assert residents.reached_at == 4


def test_who_brought_nothing_counts_as_somebody_heard() -> None:
    (everybody,) = saturation({"a": frozenset(), "b": frozenset("x")}, {}, seed=1)
    assert everybody.n_people == 2
    assert everybody.points[0].mean == pytest.approx(0.5)


def test_nobody_heard_gives_no_curve() -> None:
    assert saturation({}, {}, seed=1) == ()
