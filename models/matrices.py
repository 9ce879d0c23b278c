"""Codes crossed with groups, territories, waves or other codes: people counted once, a test, its size, what it leaves open."""

from __future__ import annotations

from enum import StrEnum

from models.base import Noun


class KindOfTest(StrEnum):
    """How the probability was obtained."""

    FISHER = "fisher"
    CHI_SQUARED = "chi_squared"
    PERMUTATION = "permutation"


class Part(Noun):
    """A group, territory or wave, and how many of its people were read."""

    name: str
    n_people: int


class Cell(Noun):
    """
    People of a part who carry a code. None where they are too few to be shown at this level of disclosure.

    `residual` is the adjusted Pearson residual: beyond 2 either way, the cell stands out from the row.
    """

    part: str
    n_people: int | None
    share: float | None
    residual: float | None


class Tested(Noun):
    """
    A test on people and its size of effect.

    `p` as the test gives it, `q` after Benjamini and Hochberg over the whole table. `cramers_v` is bias-corrected; `odds_ratio`
    only where the table is 2 x 2, with its 95 % interval (None: without bound).
    """

    test: KindOfTest
    p: float
    q: float
    cramers_v: float | None = None
    odds_ratio: float | None = None
    odds_low: float | None = None
    odds_high: float | None = None


class CrossedCode(Noun):
    """A code's row: its people in each part, then the test. A code that stands above others counts whoever carries one of them."""

    code_id: str
    code_path: str
    n_people: int | None
    cells: tuple[Cell, ...]
    tested: Tested | None
    reading: str


class CodePair(Noun):
    """
    Two codes met in the same people: both, each, neither, and in how many passages both stand on the same words.

    `n_expected` is how many people would carry both if the one said nothing of the other.
    """

    first_id: str
    first_path: str
    second_id: str
    second_path: str
    n_both: int | None
    n_first: int | None
    n_second: int | None
    n_passages: int | None
    n_expected: float
    tested: Tested | None
    reading: str


class CodeMatrix(Noun):
    """
    Codes by parts. `n_people` were read; `n_unplaced` of them belong to no known part and are left out of the tests.

    `limits` says in French what such a table does not prove.
    """

    by: str
    n_people: int
    n_unplaced: int
    parts: tuple[Part, ...]
    rows: tuple[CrossedCode, ...]
    limits: str


class CodePairs(Noun):
    """Codes by codes, the most shared pairs first."""

    n_people: int
    pairs: tuple[CodePair, ...]
    limits: str
