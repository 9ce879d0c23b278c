"""Codes crossed with people: published tests come out, one person counts once, small counts do not leave."""

from __future__ import annotations

import numpy as np
import pytest

from models.codebook import Code
from models.matrices import KindOfTest
from pipeline.matrices.matrix import Carried, matrix, pairs
from pipeline.matrices.measures import adjusted, cramers_v, residuals, suited_test

CODES = (
    Code(code_id="a", name="Accès", path="Accès"),
    Code(code_id="b", name="Guichet", path="Accès / Guichet", parent_id="a"),
    Code(code_id="c", name="Attente", path="Attente"),
)


def carried(code_id: str, person: str, start: int = 0, end: int = 10) -> Carried:
    return Carried(code_id, person, f"t-{person}", start, end)


def test_fisher_s_tea_is_his() -> None:
    """Fisher 1935: p = .4857; odds 6.4083 with 95 % bounds .2117 and 621.93, as R's `fisher.test` documents them."""
    found = suited_test(np.array([[3, 1], [1, 3]]), seed=1)
    assert found is not None
    assert found.test is KindOfTest.FISHER
    assert found.p == pytest.approx(0.4857143, abs=1e-6)
    assert found.odds_ratio == pytest.approx(6.408309, abs=1e-3)
    assert (found.odds_low, found.odds_high) == (pytest.approx(0.2117329, abs=1e-5), pytest.approx(621.9337, rel=1e-2))


def test_a_large_table_is_tested_by_chi_squared() -> None:
    """Agresti 2007, p. 39, party by gender: X² = 30.07, p = 2.954e-07."""
    table = np.array([[762, 327, 468], [484, 239, 477]])
    found = suited_test(table, seed=1)
    assert found is not None
    assert found.test is KindOfTest.CHI_SQUARED
    assert found.p == pytest.approx(2.953589e-07, rel=1e-4)


def test_a_sparse_table_is_tested_by_dealing_people_anew() -> None:
    """All carriers in one of four groups of three: 4 of the 220 deals of three people are as uneven."""
    found = suited_test(np.array([[3, 0, 0, 0], [0, 3, 3, 3]]), seed=1)
    assert found is not None
    assert found.test is KindOfTest.PERMUTATION
    assert found.p == pytest.approx(4 / 220, abs=0.006)


@pytest.mark.parametrize(
    ("table", "v"),
    [([[10, 0], [0, 10]], 1.0), ([[5, 5], [5, 5]], 0.0), ([[8, 2], [2, 8]], ((0.36 - 1 / 19) / (18 / 19)) ** 0.5)],
)
def test_v_is_corrected_for_its_bias(table: list[list[int]], v: float) -> None:
    """Bergsma 2013: phi² less (r-1)(c-1)/(n-1), over the least of the corrected sides less one."""
    assert cramers_v(np.array(table)) == pytest.approx(v, abs=1e-6)


def test_false_discoveries_are_adjusted_as_in_the_paper() -> None:
    """Benjamini and Hochberg 1995, section 3.2: fifteen p-values, four kept at .05."""
    ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
    qs = adjusted(ps)
    assert sum(q <= 0.05 for q in qs) == 4
    assert qs[3] == pytest.approx(0.0095 * 15 / 4, abs=1e-9)
    assert adjusted([]) == ()


def test_residuals_of_a_two_by_two_table_are_opposite_and_square_to_chi_squared() -> None:
    found = residuals(np.array([[8, 2], [2, 8]]))
    assert found[0, 0] ** 2 == pytest.approx(7.2)
    assert found[0, 0] == pytest.approx(-found[0, 1])


def test_a_person_counts_once_however_much_they_speak() -> None:
    often = [carried("c", "p1", start, start + 5) for start in range(0, 100, 10)]
    found = matrix([*often, carried("c", "p2")], CODES, {"p1": "x", "p2": "y", "p3": "y"}, by="group", seed=1)
    (row,) = found.rows
    assert row.n_people == 2
    assert [(cell.part, cell.n_people, cell.share) for cell in row.cells] == [("x", 1, 1.0), ("y", 1, 0.5)]


def test_a_code_counts_whoever_carries_one_that_stands_below_it() -> None:
    found = matrix([carried("b", "p1")], CODES, {"p1": "x", "p2": "y"}, by="group", seed=1)
    assert [(row.code_path, row.n_people) for row in found.rows] == [("Accès", 1), ("Accès / Guichet", 1)]


def test_people_nobody_read_are_not_counted_as_silent() -> None:
    found = matrix([carried("c", "p1"), carried("c", "p9")], CODES, {"p1": "x", "p2": None}, by="group", seed=1)
    assert (found.n_people, found.n_unplaced, found.rows[0].n_people) == (2, 1, 1)


@pytest.mark.parametrize(
    ("n_with", "says"), [((10, 0), "Plus porté par « x » : 10 sur 10, contre 0 sur 10"), ((5, 5), "Pas d'écart")]
)
def test_the_reading_names_a_difference_only_where_there_is_one(n_with: tuple[int, int], says: str) -> None:
    part_of: dict[str, str | None] = {f"{part}{n}": part for part in "xy" for n in range(10)}
    codings = [carried("c", f"{part}{n}") for part, k in zip("xy", n_with, strict=True) for n in range(k)]
    found = matrix(codings, CODES, part_of, by="group", seed=1)
    assert found.rows[0].reading.startswith(says)
    assert "tirées au sort" in found.limits


def test_parts_follow_the_order_given_then_the_alphabet() -> None:
    part_of: dict[str, str | None] = {"p1": "zèbre", "p2": "élus", "p3": "habitants"}
    found = matrix([carried("c", "p1")], CODES, part_of, by="group", seed=1, order=("habitants",))
    assert [part.name for part in found.parts] == ["habitants", "zèbre", "élus"]


def test_counts_too_small_to_leave_take_with_them_what_would_give_them_away() -> None:
    """One hidden cell could be read from the total of its row: the total and the test go too."""
    part_of: dict[str, str | None] = {f"{part}{n}": part for part in "xy" for n in range(10)}
    codings = [carried("c", f"x{n}") for n in range(8)] + [carried("c", "y0")]
    (row,) = matrix(codings, CODES, part_of, by="group", seed=1, fewest=5).rows
    assert [cell.n_people for cell in row.cells] == [8, None]
    assert [cell.residual for cell in row.cells] == [None, None]
    assert (row.n_people, row.tested) == (None, None)
    assert "niveau de diffusion" in row.reading


def test_two_codes_on_the_same_people_make_a_pair_with_its_passages() -> None:
    read = [f"p{n}" for n in range(20)]
    codings = [carried(code, f"p{n}") for n in range(10) for code in ("b", "c")]
    found = pairs(codings, CODES, read, seed=1)
    assert [(p.first_path, p.second_path, p.n_both, p.n_passages) for p in found.pairs] == [
        ("Accès", "Attente", 10, 10),
        ("Accès / Guichet", "Attente", 10, 10),
    ]
    assert found.pairs[0].n_expected == 5.0
    assert found.pairs[0].reading.startswith("Chez les mêmes personnes plus que par hasard (10 contre 5,0")


def test_codes_on_other_words_of_the_same_person_share_no_passage() -> None:
    found = pairs([carried("b", "p1", 0, 5), carried("c", "p1", 5, 9)], CODES, ["p1", "p2"], seed=1)
    assert [p.n_passages for p in found.pairs] == [0, 0]


def test_small_pairs_do_not_leave() -> None:
    read = [f"p{n}" for n in range(20)]
    codings = [carried(code, f"p{n}") for n in range(3) for code in ("b", "c")]
    assert {p.n_both for p in pairs(codings, CODES, read, seed=1, fewest=5).pairs} == {None}
