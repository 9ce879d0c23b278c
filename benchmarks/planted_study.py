"""The invented corpus as a study with the vectors of the real encoder, and the truth planted in it: for benchmarks."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from planted import TUNED, Place, Planted, places  # noqa: E402
from planted_fresh import FRESH  # noqa: E402
from planted_unread import UNREAD  # noqa: E402
from studies import lighten, opening  # noqa: E402

from pipeline.flow import analysing, steps  # noqa: E402
from pipeline.flow.study import OpenStudy  # noqa: E402

PARTS: dict[str, tuple[Planted, ...]] = {"tuned": TUNED, "unread": UNREAD, "fresh": FRESH}


@contextmanager
def planted_study() -> Iterator[tuple[OpenStudy, dict[str, Place]]]:
    """The study, anonymised by rules alone, and every planted passage at its place."""
    with tempfile.TemporaryDirectory() as place:
        folder, corpus = Path(place) / "étude", ROOT / "corpus" / "samples"
        folder.mkdir()
        shutil.copytree(corpus / "sources", folder / "sources")
        for name in ("study.toml", "participants.csv"):
            shutil.copyfile(corpus / name, folder / name)
        with pytest.MonkeyPatch.context() as patch:
            lighten(patch)
            with opening(folder) as study:
                steps.run(study)
        with opening(folder) as study:
            analysing.encode(study)
            yield study, places(study, [one for part in PARTS.values() for one in part])
