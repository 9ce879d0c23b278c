"""
Maps a pure function over items: local processes by default, a Dask cluster when one is named.

Results come back to the one owner of the study, who alone writes. A worker that dies loses nothing: what it held is
handed out again, and given up only when workers have died three times without anything being done in between. Originals travel through pipes,
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


class Workers:
    """
    Local processes that are got ready (a language model loaded) while this one does something else.

    Close it, or use it as a context: their memory goes back then.
    """

    def __init__(self, count: int, *, warm: Callable[[], object] | None = None) -> None:
        """`count` processes; `warm` is called once in each, in the background."""
        self.count, self._warm = max(1, count), warm
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # spawn: a forked child would inherit DuckDB's and PyTorch's threads half alive
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self.count, mp_context=context)
        if self._warm is not None:
            for _ in range(self.count):
                pool.submit(_called, self._warm)
        return pool

    def __enter__(self) -> Workers:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the processes."""
        self.close()

    def close(self) -> None:
        """Stop the processes, without waiting for what they had not begun."""
        self._pool.shutdown(cancel_futures=True)

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[int, Result]]:
        """As `map_stage`; a worker that dies is replaced, and what it held is handed out again."""
        waiting, deaths = set(range(len(items))), 0
        while waiting:
            futures = {self._pool.submit(function, items[place]): place for place in sorted(waiting)}
            try:
                for future in as_completed(futures):
                    result = future.result()
                    waiting.remove(futures[future])
                    deaths = 0
                    yield futures[future], result
            except BrokenProcessPool as fault:
                deaths += 1
                if deaths >= MAX_DEATHS:
                    raise WorkerLost(
                        "Un calcul s'est arrêté plusieurs fois au même endroit, sans doute faute de mémoire : "
                        "fermez d'autres programmes, ou baissez « workers » dans study.toml, puis relancez."
                    ) from fault
                self.close()
                self._pool = self._start()


def _called(function: Callable[[], object]) -> None:
    """Call in a worker, and send nothing back: what was made ready stays there."""
    function()


def map_stage(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    workers: int = 1,
    ready: Workers | None = None,
    cluster: str | None = None,
) -> Iterator[tuple[int, Result]]:
    """
    Apply a pure, picklable function to items, in other processes.

    Args:
        workers: how many processes; 0 works in this one.
        ready: processes already started, in the place of new ones.
        cluster: address of a Dask scheduler, which then takes the place of local processes.

    Yields:
        (place of the item, result), as they come.

    Raises:
        WorkerLost: workers died `MAX_DEATHS` times in a row with nothing done (not enough memory, most likely).
    """
    if cluster is not None:
        yield from _on_cluster(function, items, cluster)
    elif ready is not None:
        yield from ready.map(function, items)
    elif workers <= 0 or not items:
        for place, item in enumerate(items):
            yield place, function(item)
    else:
        with Workers(min(workers, len(items))) as fresh:
            yield from fresh.map(function, items)


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
