"""
How stable, how good and how fast themes are, on the shared real material, beside BERTopic's defaults where they are installed.

Run from the repository: `python benchmarks/themes.py [--sizes 300 1000 10000] [--no-defaults]`.
Prints, for our themes and for the defaults (UMAP + HDBSCAN, only when `umap-learn` and `hdbscan` are there):
adjusted Rand index between two runs (another seed, 90 % of the segments each, on those both have), number of themes, share of
unplaced segments, V-measure against the categories of SIB-200 (French), seconds. A high Rand index with two themes is
worth nothing: read the columns together.
"""

from __future__ import annotations

import argparse
import csv
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, v_measure_score

from models.transcript import Segment
from pipeline.encode import encode, load_encoder
from pipeline.themes import find_themes

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
SEEDS = ((1, 2), (3, 4), (5, 6))
KEPT_SHARE = 0.9
FEWEST_WORDS = 8  # shorter lines of the debates are set phrases of the chair

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]
Method = Callable[[Sequence[str], Floats, int], Labels]


def main() -> None:
    """Measure what is asked and print it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="*", default=[300, 1_000, 10_000, 100_000])
    asked.add_argument("--no-defaults", action="store_true")
    options = asked.parse_args()
    if not DATA.is_dir():
        sys.exit(f"No shared material beside the repository ({DATA.name}): nothing to measure.")
    encoder = load_encoder("default", cache_dir=Path())
    methods: dict[str, Method] = {"ours": _ours}
    if not options.no_defaults and _defaults_installed():
        methods["BERTopic defaults"] = _defaults
    texts, categories = _sib()
    _report("SIB-200 fr", texts, encode(texts, encoder), methods, categories)
    lines = _debates()
    for size in options.sizes:
        texts = lines[:size]
        _report(f"debates {len(texts)}", texts, encode(texts, encoder), methods, None)


def _report(
    corpus: str, texts: Sequence[str], vectors: Floats, methods: dict[str, Method], categories: list[str] | None
) -> None:
    for name, method in methods.items():
        start = time.perf_counter()
        labels = method(texts, vectors, SEEDS[0][0])
        seconds = time.perf_counter() - start
        said = [f"k={len(set(labels[labels >= 0].tolist()))}", f"unplaced={np.mean(labels < 0):.1%}"]
        if len(texts) <= 10_000:
            said.append(f"rand={_rand_between_runs(texts, vectors, method)}")
        if categories is not None:
            said.append(f"V={np.mean([v_measure_score(categories, method(texts, vectors, s)) for s, _ in SEEDS]):.3f}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{corpus:16} {name:18} {seconds:7.1f} s  peak {peak:5.0f} MB  {'  '.join(said)}", flush=True)


def _rand_between_runs(texts: Sequence[str], vectors: Floats, method: Method) -> str:
    scores = []
    for seeds in SEEDS:
        found = np.full((2, len(texts)), -2)
        for row, seed in enumerate(seeds):
            kept = np.flatnonzero(np.random.default_rng(seed).random(len(texts)) < KEPT_SHARE)
            found[row, kept] = method([texts[place] for place in kept.tolist()], vectors[kept], seed)
        both = (found > -2).all(axis=0)
        scores.append(adjusted_rand_score(found[0, both], found[1, both]))
    return f"{np.mean(scores):.2f} ({min(scores):.2f} to {max(scores):.2f})"


def _ours(texts: Sequence[str], vectors: Floats, seed: int) -> Labels:
    segments = [_segment(text, place) for place, text in enumerate(texts)]
    found = find_themes(segments, vectors, seed=seed, run_id="benchmark")
    number = {theme.theme_id: place for place, theme in enumerate(found.themes)}
    theme_of = {place.segment_id: number[place.theme_id] for place in found.places}
    return np.array([theme_of.get(segment.segment_id, -1) for segment in segments])


def _segment(text: str, place: int) -> Segment:
    return Segment(
        segment_id=f"{place:09d}",
        transcript_id="t",
        turn_id=f"{place:09d}",
        turn_no=place + 1,
        participant_id=f"P{place}",
        start=0,
        end=len(text),
        text=text,
        n_words=len(text.split()),
    )


def _defaults(texts: Sequence[str], vectors: Floats, seed: int) -> Labels:
    from bertopic import BERTopic
    from umap import UMAP

    reduction = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    labels, _ = BERTopic(language="multilingual", umap_model=reduction).fit_transform(list(texts), vectors)
    return np.array(labels)


def _defaults_installed() -> bool:
    from importlib.util import find_spec

    return find_spec("umap") is not None and find_spec("hdbscan") is not None


def _sib() -> tuple[list[str], list[str]]:
    rows: list[dict[str, str]] = []
    for part in ("train", "dev"):
        with (DATA / "sib200-fr" / f"{part}.tsv").open(encoding="utf-8") as lines:
            rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row["text"] for row in rows], [row["category"] for row in rows]


def _debates() -> list[str]:
    lines = (DATA / "echelle-debats" / "phrases_debats.txt").read_text(encoding="utf-8").splitlines()
    long_enough = [line for line in lines if len(line.split()) >= FEWEST_WORDS]
    short = [line for line in lines if 0 < len(line.split()) < FEWEST_WORDS]
    np.random.default_rng(0).shuffle(long_enough)
    return long_enough + short


if __name__ == "__main__":
    main()
