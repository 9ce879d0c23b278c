"""
A thousand random tamperings of a study: one byte of a file, one cell of a row, one row or the journal's end taken away; each must be
named.

The study is the invented corpus with its decisions, reports and signed proof. Each tampering is undone before the next.

    python benchmarks/tampering.py [--times 1000] [--seed 20261122] [--study DIR]
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import pytest
from studies import decide_all, lighten, opening
from tampers import answers, is_named, tamper

from pipeline.flow import outputs, proving, steps

ROOT = Path(__file__).resolve().parents[1]
SEED = 20261122


def make(folder: Path) -> None:
    """The invented corpus, run, decided, reported and signed."""
    corpus = ROOT / "corpus" / "samples"
    folder.mkdir(parents=True)
    shutil.copytree(corpus / "sources", folder / "sources")
    for name in ("study.toml", "participants.csv"):
        shutil.copyfile(corpus / name, folder / name)
    with opening(folder) as study:
        steps.run(study)
        decide_all(study, corpus)
        for form in outputs.REPORT_FORMATS:
            outputs.report(study, form)
        outputs.report(study, "html", audience="elus")
        proving.sign(study)


def main() -> None:
    """Print what was tried, missed and not named; exit 1 when one was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--study", type=Path, help="made there when it is not there yet")
    asked = parser.parse_args()
    folder = asked.study or Path(tempfile.mkdtemp()) / "study"
    lighten(pytest.MonkeyPatch())
    if not folder.exists():
        make(folder)
    rng, tried, missed, unnamed = random.Random(asked.seed), Counter[str](), list[str](), list[str]()
    with opening(folder) as study:
        if answers(study):
            sys.exit("the study does not hold before anything is changed")
        begun = time.perf_counter()
        for _ in range(asked.times):
            done = tamper(study, rng)
            told = answers(study)
            tried[done.kind] += 1
            if not told:
                missed.append(f"{done.kind}: {done.place}")
            elif not is_named(done, told):
                unnamed.append(f"{done.kind}: {done.place}")
            done.undo()
        spent = time.perf_counter() - begun
        whole = not answers(study)
    print(
        f"{sum(tried.values())} tamperings, seed {asked.seed}, {spent:.0f} s: {len(missed)} missed, {len(unnamed)} not named"
    )
    print(", ".join(f"{kind} {n}" for kind, n in sorted(tried.items())))
    print("\n".join([*(f"MISSED {one}" for one in missed), *(f"NOT NAMED {one}" for one in unnamed)]))
    sys.exit(1 if missed or unnamed or not whole else 0)


if __name__ == "__main__":
    main()
