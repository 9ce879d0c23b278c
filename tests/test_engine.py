"""The engine: results come back by place, a worker that dies loses nothing, a killer is given up with a clear sentence."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from pipeline import engine


def double(number: int) -> int:
    return 2 * number


def die_once(mark: str) -> str:
    """Kill the worker the first time, answer the second."""
    if not Path(mark).exists():
        Path(mark).write_text("mort")
        os.kill(os.getpid(), signal.SIGKILL)
    return mark


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("workers", [0, 2])
def test_results_come_with_the_place_of_their_item(workers: int) -> None:
    assert sorted(engine.map_stage(double, [5, 6, 7], workers=workers)) == [(0, 10), (1, 12), (2, 14)]


def test_nothing_to_do_starts_nothing() -> None:
    assert list(engine.map_stage(double, [], workers=4)) == []


def test_ready_workers_are_used_and_can_be_used_again() -> None:
    with engine.Workers(1) as ready:
        assert list(engine.map_stage(double, [1], ready=ready)) == [(0, 2)]
        assert list(engine.map_stage(double, [2], ready=ready)) == [(0, 4)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is for POSIX systems")
def test_what_a_dead_worker_held_is_done_by_another(tmp_path: Path) -> None:
    marks = [str(tmp_path / str(number)) for number in range(3)]
    found = dict(engine.map_stage(die_once, marks, workers=1))
    assert found == dict(enumerate(marks))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is for POSIX systems")
def test_an_item_that_always_kills_is_given_up() -> None:
    with pytest.raises(engine.WorkerLost, match="mémoire"):
        list(engine.map_stage(die, [1], workers=1))


def test_a_cluster_without_its_package_says_what_to_install() -> None:
    with pytest.raises(engine.WorkerLost, match="distributed"):
        list(engine.map_stage(double, [1], cluster="tcp://127.0.0.1:1"))
