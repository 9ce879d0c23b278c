"""What a few decisions teach: unread segments help, rare codes stay rare, chances mean what they say."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.propose.learn import FOLDS, Learnt, Taught, learn, reliability

N_DIMS = 40


def groups(n: int, n_codes: int, *, noise: float, share: float = 1.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Unit rows around `n_codes` centres, and each one's code; -1 for the part that is around none."""
    draw = np.random.default_rng(seed)
    code = np.where(draw.random(n) < share, draw.integers(0, n_codes, n), -1)
    rows = draw.normal(size=(n, N_DIMS)) * noise / N_DIMS**0.5
    carrying = np.flatnonzero(code >= 0)
    rows[carrying, code[carrying]] += 1
    rows -= rows.mean(axis=0)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32), code


def taught(code: np.ndarray, n_codes: int, each: int) -> tuple[Taught, np.ndarray]:
    """`each` accepted segments per code; and which segments were read."""
    positive = np.zeros((len(code), n_codes), bool)
    for one in range(n_codes):
        positive[np.flatnonzero(code == one)[:each], one] = True
    nothing = np.zeros_like(positive)
    return Taught(positive, nothing, np.zeros((n_codes, N_DIMS), np.float32)), positive.any(axis=1)


def right(found: Learnt, code: np.ndarray, read: np.ndarray) -> float:
    return float((found.chances.argmax(axis=1) == code)[~read].mean())


def test_unread_segments_are_read_with_the_decided_ones_when_codes_share_the_corpus() -> None:
    rows, code = groups(600, 5, noise=1.6)
    lesson, read = taught(code, 5, 4)
    found = learn(rows, lesson)
    nearest = np.stack([rows[lesson.positive[:, k]].mean(axis=0) for k in range(5)])
    by_nearest = float(((rows @ nearest.T).argmax(axis=1) == code)[~read].mean())
    assert found.way == "shared"
    assert right(found, code, read) > by_nearest + 0.03


def test_where_codes_are_rare_little_passes_that_is_not_right() -> None:
    """Seven segments in ten carry nothing, and nobody said so."""
    rows, code = groups(800, 3, noise=1.2, share=0.3)
    lesson, read = taught(code, 3, 10)
    found = learn(rows, lesson)
    passing = np.argwhere((found.chances >= 0.5) & ~read[:, None])
    assert len(passing) > 20
    assert np.mean([code[n] == k for n, k in passing]) > 0.8


@pytest.mark.parametrize("each", [10, 20])
def test_chances_come_true_as_often_as_they_say(each: int) -> None:
    forecasts, outcomes = [], []
    for seed in range(5):
        rows, code = groups(500, 5, noise=1.8, seed=seed)
        lesson, read = taught(code, 5, each)
        forecasts.append(learn(rows, lesson).chances[~read].ravel())
        outcomes.append((code[~read, None] == np.arange(5)).ravel())
    _, error = reliability(np.concatenate(forecasts), np.concatenate(outcomes))
    assert error <= 0.05


def test_a_definition_teaches_what_its_few_examples_do_not() -> None:
    """One accepted segment per code, and that one stands far from what the code means."""
    rows, code = groups(400, 4, noise=3.0)
    lesson, read = taught(code, 4, 2)
    aims = 3 * np.eye(4, N_DIMS, dtype=np.float32)
    told, untold = learn(rows, lesson._replace(aims=aims)), learn(rows, lesson)
    here = np.arange(len(code))
    assert told.chances[here, code][~read].mean() > untold.chances[here, code][~read].mean()


def test_a_rejection_lowers_what_resembles_it() -> None:
    rows, code = groups(400, 2, noise=0.8)
    lesson, _ = taught(code, 2, 6)
    one = Taught(lesson.positive[:, :1], lesson.positive[:, 1:], lesson.aims[:1])
    found = learn(rows, one).chances[:, 0]
    assert found[code == 0].mean() > 10 * found[code == 1].mean()


def test_too_few_decisions_hold_nothing_out_and_still_rank() -> None:
    rows, code = groups(100, 2, noise=0.6)
    lesson, read = taught(code, 2, 1)
    assert lesson.positive.sum() < 2 * FOLDS
    found = learn(rows, lesson)
    assert not len(found.forecasts)
    assert right(found, code, read) > 0.8


def test_the_same_decisions_teach_the_same() -> None:
    rows, code = groups(300, 3, noise=1.0)
    lesson, _ = taught(code, 3, 6)
    assert np.array_equal(learn(rows, lesson).chances, learn(rows, lesson).chances)


def test_the_table_and_the_error_of_a_worked_example() -> None:
    """Four forecasts of .9 of which three came true, four of .1 of which none did: (4 x .15 + 4 x .1) / 8."""
    rows, error = reliability(np.array([0.9] * 4 + [0.1] * 4), np.array([1, 1, 1, 0, 0, 0, 0, 0], dtype=float), steps=2)
    assert rows == ((0.0, 0.5, 4, pytest.approx(0.1), 0.0), (0.5, 1.0, 4, pytest.approx(0.9), 0.75))
    assert error == pytest.approx(0.125)
