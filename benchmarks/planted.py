"""
How far the planted truth of the invented corpus is found again: positions, silence, counter-voices, statement by statement.

The demonstration's corpus is anonymised by rules alone and encoded by the real encoder. What was tuned on and what was kept
unread are told apart. Run from the repository: `python benchmarks/planted.py`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from planted import TUNED, UNREAD, places  # noqa: E402
from studies import lighten, opening  # noqa: E402
from test_ground_planted import SILENT, macro_f1, recall_at_ten, stands  # noqa: E402

from pipeline.flow import analysing, steps  # noqa: E402


def main() -> None:
    """Build the study, enter the truth, tell what is found."""
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
            at = places(study)
            everything = []
            for name, statements in (("tuned", TUNED), ("unread", UNREAD)):
                pairs = stands(study, statements, at)
                everything += pairs
                silent = [(truth, found) for truth, found in pairs if truth in SILENT]
                exact = sum(truth == found for truth, found in silent)
                hit, total = recall_at_ten(study, statements, at)
                print(
                    f"{name:<8}{len(statements)} statements: macro-F1 {macro_f1(pairs):.3f}, silence told {exact}/{len(silent)}, "
                    f"counter-voices in the first ten {hit}/{total}"
                )
            print(f"together: macro-F1 {macro_f1(everything):.3f}")


if __name__ == "__main__":
    main()
