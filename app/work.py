"""
Long work, done in a thread so that the page can be left and found again.

One analysis at a time per process; what it has done, step by step, stays here until the next one starts. A refusal is
kept as its French sentence; any other fault is told as such and keeps its traceback in the terminal.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from pipeline.errors import PolyphonieError

StepProgress = Callable[[str, int, int], None]


class Work:
    """An analysis: its progress, then its outcome."""

    def __init__(self) -> None:
        self.steps: dict[str, tuple[int, int]] = {}
        self.fault: str | None = None
        self.outcome: object | None = None
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def has_failed(self) -> bool:
        """Whether it ended without an outcome."""
        return self._thread is not None and not self.is_running and self.outcome is None

    def start(self, act: Callable[[StepProgress], object]) -> bool:
        """Start unless it already runs. Returns whether it started."""
        with self._starting:
            if self.is_running:
                return False
            self.steps, self.fault, self.outcome = {}, None, None
            self._thread = threading.Thread(target=self._run, args=(act,), name="analyse", daemon=True)
            self._thread.start()
            return True

    def wait(self, seconds: float) -> None:
        """Wait for its end, no longer than this."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self, act: Callable[[StepProgress], object]) -> None:
        try:
            self.outcome = act(self._progress)
        except PolyphonieError as fault:
            self.fault = str(fault)

    def _progress(self, step: str, done: int, total: int) -> None:
        self.steps = {**self.steps, str(step): (done, total)}
