"""The invented corpus as a study with the vectors of the real encoder, and the truth planted in it: for benchmarks."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from planted import TUNED, Place, Planted, places  # noqa: E402
from planted_fresh import FRESH  # noqa: E402
from planted_unread import UNREAD  # noqa: E402
from studies import opening, run_light  # noqa: E402

from pipeline.flow import analysing  # noqa: E402
from pipeline.flow.study import OpenStudy  # noqa: E402

PARTS: dict[str, tuple[Planted, ...]] = {"tuned": TUNED, "unread": UNREAD, "fresh": FRESH}


@contextmanager
def planted_study() -> Iterator[tuple[OpenStudy, dict[str, Place]]]:
    """The study, anonymised by rules alone, and every planted passage at its place."""
    with tempfile.TemporaryDirectory() as place:
        folder, corpus = Path(place) / "étude", ROOT / "corpus" / "samples"
        with opening(run_light(corpus, folder)) as study:
            analysing.encode(study)
            yield study, places(study, [one for part in PARTS.values() for one in part])
