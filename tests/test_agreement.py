"""Agreement between coders: the published examples come out, and no figure is given where none has a meaning."""

from __future__ import annotations

from datetime import UTC, datetime

import krippendorff
import numpy as np
import pytest

from models.codebook import Code
from models.coding import Decision, DecisionAction
from models.transcript import Anchor
from pipeline.agreement import agreement, alpha_of, f1_of, kappa_of

CODES = tuple(Code(code_id=c, name=c.upper(), path=c.upper()) for c in ("a", "b"))


def table(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> np.ndarray:
    """Ratings of two coders from their crossed table."""
    pairs = [(1, 1)] * yes_yes + [(1, 0)] * yes_no + [(0, 1)] * no_yes + [(0, 0)] * no_no
    return np.array(pairs, dtype=float).T


def once(ratings: np.ndarray) -> np.ndarray:
    return np.ones((1, ratings.shape[1]))


@pytest.mark.parametrize(
    ("cells", "kappa"),
    [
        ((20, 5, 10, 15), 0.4),
        ((45, 15, 25, 15), 0.1304),
        ((25, 35, 5, 35), 0.2593),
        ((10, 0, 0, 10), 1.0),
        ((0, 10, 10, 0), -1.0),
    ],
)
def test_kappa_is_cohen_s(cells: tuple[int, int, int, int], kappa: float) -> None:
    """Tables worked out in textbooks after Cohen (1960): 50 grant proposals, then the same 60 % with two margins."""
    ratings = table(*cells)
    assert kappa_of(ratings, once(ratings))[0] == pytest.approx(kappa, abs=1e-4)


def test_alpha_is_krippendorff_s_for_two_coders_and_two_values() -> None:
    """Krippendorff (2011), section A: two observers, ten units, alpha = 0.095."""
    ben = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    gerry = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    ratings = np.array([ben, gerry], dtype=float)
    assert alpha_of(ratings, once(ratings))[0] == pytest.approx(0.095, abs=5e-4)


@pytest.mark.parametrize("seed", range(8))
def test_alpha_with_missing_coders_is_that_of_the_reference_package(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ratings = (rng.random((4, 30)) < 0.4).astype(float)
    ratings[rng.random((4, 30)) < 0.3] = np.nan
    expected = krippendorff.alpha(reliability_data=ratings, level_of_measurement="nominal")
    assert alpha_of(ratings, once(ratings))[0] == pytest.approx(expected)


def test_f1_is_twice_the_shared_yes_over_all_yes() -> None:
    ratings = table(20, 5, 10, 15)
    assert f1_of(ratings, once(ratings))[0] == pytest.approx(40 / 55)


def decide(coder: str, segment: int, yes: bool, code_id: str = "a") -> Decision:
    anchor = Anchor(turn_id=f"t{segment}", start=0, end=2, verbatim="ab")
    return Decision(
        decision_id=f"{coder}{segment}{code_id}",
        action=DecisionAction.CODE if yes else DecisionAction.REJECT,
        anchor=anchor,
        code_id=code_id,
        coder=coder,
        decided_at=datetime(2026, 11, 2, tzinfo=UTC),
        segment_id=f"s{segment}",
    )


def decided(cells: tuple[int, int, int, int], code_id: str = "a") -> list[Decision]:
    return [
        decide(coder, n, bool(said), code_id)
        for n, pair in enumerate(table(*cells).T)
        for coder, said in zip(("ana", "léo"), pair, strict=True)
    ]


def test_decisions_become_figures_with_intervals_around_them() -> None:
    found = agreement(decided((20, 5, 10, 15)), CODES, seed=1)
    assert (found.n_units, found.coders) == (50, ("ana", "léo"))
    assert found.kappa == 0.4
    assert found.f1 == pytest.approx(0.7273)
    assert found.intervals.kappa is not None
    assert found.intervals.kappa.low < 0.4 < found.intervals.kappa.high
    assert found.intervals.kappa.high - found.intervals.kappa.low == pytest.approx(0.5, abs=0.15)


def test_a_bootstrap_is_repeatable_and_its_seed_matters() -> None:
    decisions = decided((20, 5, 10, 15))
    first, again, other = (agreement(decisions, CODES, seed=s).intervals for s in (1, 1, 2))
    assert first.model_dump() == again.model_dump()
    assert first.model_dump() != other.model_dump()


def test_each_code_has_its_own_figures() -> None:
    found = agreement([*decided((10, 0, 0, 10)), *decided((0, 10, 10, 0), "b")], CODES, seed=1)
    assert [(c.code_path, c.kappa, c.n_units) for c in found.codes] == [("A", 1.0, 20), ("B", -1.0, 20)]


def test_what_one_coder_alone_decided_says_nothing() -> None:
    """Most text is uncoded: counting it as agreement would flatter the figure."""
    alone = [decide("ana", n, True) for n in range(100, 200)]
    found = agreement([*decided((20, 5, 10, 15)), *alone], CODES, seed=1)
    assert (found.n_units, found.kappa) == (50, 0.4)


def test_three_coders_are_compared_pair_by_pair() -> None:
    third = [decide("zoé", n, bool(pair[0])) for n, pair in enumerate(table(20, 5, 10, 15).T)]
    found = agreement([*decided((20, 5, 10, 15)), *third], CODES, seed=1)
    assert found.kappa == pytest.approx((0.4 + 1.0 + 0.4) / 3, abs=1e-4)
    assert found.codes[0].n_coders == 3


@pytest.mark.parametrize(
    ("decisions", "says"),
    [
        ([], "Personne"),
        ([decide("ana", 1, True)], "Une seule personne"),
        ([decide("ana", 1, True), decide("léo", 2, True)], "jamais le même extrait"),
        ([decide("ana", 1, True), decide("léo", 1, True)], "même sens"),
    ],
)
def test_no_figure_is_given_where_none_has_a_meaning(decisions: list[Decision], says: str) -> None:
    found = agreement(decisions, CODES, seed=1)
    assert (found.kappa, found.alpha, found.gamma) == (None, None, None)
    assert says in found.reading


@pytest.mark.parametrize(
    ("cells", "says"),
    [((50, 1, 1, 50), "assez fiable"), ((45, 6, 6, 45), "avec prudence"), ((20, 20, 20, 20), "discutez"), ((4, 1, 1, 4), "peu")],
)  # fmt: skip
def test_the_reading_follows_krippendorff_s_bounds(cells: tuple[int, int, int, int], says: str) -> None:
    assert says in agreement(decided(cells), CODES, seed=1).reading


def test_a_reopened_decision_is_as_if_never_taken() -> None:
    decisions = decided((20, 5, 10, 15))
    reopened = decisions[0].model_copy(update={"action": DecisionAction.REOPEN})
    assert agreement([reopened, *decisions[1:]], CODES, seed=1).n_units == 49
