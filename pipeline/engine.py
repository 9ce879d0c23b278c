"""
Maps a pure function over items: local processes by default, a Dask cluster when one is named.

Results come back to the one owner of the study, who alone writes. A worker that dies loses nothing: what it held is
handed out again, and given up only when the same item has killed its worker three times. Originals travel through pipes,
never through files: they must not lie in clear on a disk.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from pipeline.errors import PolyphonieError

Item = TypeVar("Item")
Result = TypeVar("Result")

MAX_DEATHS = 3


class WorkerLost(PolyphonieError):
    """The same piece of work killed its worker several times."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_stage(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    workers: int = 1,
    cluster: str | None = None,
) -> Iterator[tuple[int, Result]]:
    """
    Apply a pure, picklable function to items, in other processes.

    Args:
        workers: how many processes; 0 works in this one.
        cluster: address of a Dask scheduler, which then takes the place of local processes.

    Yields:
        (place of the item, result), as they come.

    Raises:
        WorkerLost: an item killed its worker `MAX_DEATHS` times (not enough memory, most likely).
    """
    if cluster is not None:
        yield from _on_cluster(function, items, cluster)
    elif workers <= 0:
        for place, item in enumerate(items):
            yield place, function(item)
    else:
        yield from _in_processes(function, items, workers)


def _in_processes(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int
) -> Iterator[tuple[int, Result]]:
    waiting = dict.fromkeys(range(len(items)), 0)
    while waiting:
        # spawn: a forked child would inherit DuckDB's and PyTorch's threads half alive
        with ProcessPoolExecutor(min(workers, len(waiting)), mp_context=multiprocessing.get_context("spawn")) as pool:
            futures = {pool.submit(function, items[place]): place for place in waiting}
            try:
                for future in as_completed(futures):
                    place = futures[future]
                    result = future.result()
                    del waiting[place]
                    yield place, result
            except BrokenProcessPool as fault:
                waiting = {place: deaths + 1 for place, deaths in waiting.items()}
                if max(waiting.values()) >= MAX_DEATHS:
                    raise WorkerLost(
                        "Un calcul s'est arrêté plusieurs fois au même endroit, sans doute faute de mémoire : "
                        "fermez d'autres programmes, ou baissez « workers » dans study.toml, puis relancez."
                    ) from fault


def _on_cluster(
    function: Callable[[Item], Result], items: Sequence[Item], address: str
) -> Iterator[tuple[int, Result]]:
    try:
        from distributed import Client  # type: ignore[import-not-found]
        from distributed import as_completed as completed
    except ImportError as fault:
        raise WorkerLost(
            "La grappe de calcul demande le paquet « distributed » : installez-le, ou retirez « cluster » de study.toml."
        ) from fault
    with Client(address) as client:
        futures = {client.submit(function, item, pure=False): place for place, item in enumerate(items)}
        for future in completed(list(futures)):
            yield futures[future], future.result()
