"""
How stable, how good and how fast themes are, on the shared real material, beside BERTopic's defaults on the same vectors.

`python benchmarks/themes.py [--only SET …] [--pairs N] [--large N] [--no-defaults]`. One row for each set and method: ours, and
BERTopic's defaults (UMAP + HDBSCAN, in the peers' own environment), on the same vectors in the same run. Columns: adjusted
Rand index between two runs (another seed, 90 % of the *people* each, on the segments both have), its mean over the pairs and
its range; numbers of themes of these runs; share of unplaced segments, mean over the same runs; V-measure against the
categories people gave, where there are any, mean over `QUALITY_SEEDS`. A high Rand index with two themes is worth nothing:
read the columns together. `--large 100000` times one run of ours, vectors given. Each set takes a few minutes at most.

Who speaks: the interviews' and tales' own speakers; each open answer and each sentence of SIB-200 is a person; the debates
name nobody, so forty lines on end stand for one. The way of grouping and the number of themes were chosen on other lines of the
debates, on other draws of the interviews, and on categories that are not those of SIB-200, which was scored at the end.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, v_measure_score

from models.transcript import Segment, TranscriptState
from pipeline.encode.encode import encode, load_encoder
from pipeline.ingest.read import read_source
from pipeline.segment import segment as cut
from pipeline.themes.find import find_themes

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
PAIRS = 5
QUALITY_SEEDS = (1, 2, 3)
KEPT_SHARE = 0.9
FEWEST_WORDS = 8  # shorter lines of the debates are set phrases of the chair
LINES_OF_A_SPEAKER = 40
DISTINCT_VECTORS = 12_000  # encoded for the large run; the rest are these, each moved a little
SETS = ("debats-1000", "artisans", "sib", "debats-300", "artisans-300", "reponses", "recits", "debats-10000")
USUAL = SETS[:-1]

HEADING = ("set", "n", "people", "method", "rand", "k", "unheard", "V", "s a run")
WIDTHS = (12, 6, 6, 8, 16, 6, 7, 5, 7)

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]
Method = Callable[["Corpus", int], Labels]


class Corpus(NamedTuple):
    """Segments with their vectors, `(n, n_dims)`, and the category people gave each, if any."""

    segments: tuple[Segment, ...]
    vectors: Floats
    categories: tuple[str | None, ...] = ()

    def only(self, places: Labels) -> Corpus:
        """Some of the segments."""
        chosen = places.tolist()
        categories = tuple(self.categories[place] for place in chosen) if self.categories else ()
        return Corpus(tuple(self.segments[place] for place in chosen), self.vectors[places], categories)


class Runs(NamedTuple):
    """Of one method on one set: adjusted Rand index of each pair of runs; number of themes and unplaced share of each run."""

    scores: list[float]
    numbers: list[int]
    unheard: list[float]


def main() -> None:
    """Measure what is asked and print it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", nargs="*", default=list(USUAL), choices=SETS, help="none: the large run alone")
    asked.add_argument("--pairs", type=int, default=PAIRS)
    asked.add_argument("--large", type=int, default=0, help="segments of the debates in one timed run (100000)")
    asked.add_argument("--no-defaults", action="store_true")
    options = asked.parse_args()
    if not DATA.is_dir():
        sys.exit(f"No shared material beside the repository ({DATA.name}): nothing to measure.")
    if options.only and not options.no_defaults and not _defaults_installed():
        from peers import peers_python

        sys.exit(subprocess.call([str(peers_python()), *sys.argv]))  # our own interpreter and arguments
    methods: dict[str, Method] = {"ours": _ours}
    if not options.no_defaults:
        methods["defaults"] = _defaults
    print(_line(HEADING) if options.only else "", flush=True)
    for name in options.only:
        corpus = _corpus(name)
        for method_name, method in methods.items():
            print(_line(_row(name, method_name, corpus, method, options.pairs)), flush=True)
    if options.large:
        _large(options.large)


def _row(name: str, method_name: str, corpus: Corpus, method: Method, pairs: int) -> tuple[str, ...]:
    """What one method gives on one set, as the cells under `HEADING`."""
    start = time.perf_counter()
    runs = _between_runs(corpus, method, pairs)
    seconds = (time.perf_counter() - start) / (2 * pairs)
    quality = [_quality(corpus, method(corpus, seed)) for seed in QUALITY_SEEDS] if corpus.categories else []
    return (
        name,
        str(len(corpus.segments)),
        str(len({segment.participant_id for segment in corpus.segments})),
        method_name,
        f"{np.mean(runs.scores):.2f} ({min(runs.scores):.2f}-{max(runs.scores):.2f})",
        f"{min(runs.numbers)}-{max(runs.numbers)}",
        f"{np.mean(runs.unheard):.1%}",
        f"{np.mean(quality):.3f}" if quality else "",
        f"{seconds:.1f}",
    )


def _line(cells: tuple[str, ...]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def _number(labels: Labels) -> int:
    return len(set(labels[labels >= 0].tolist()))


def _quality(corpus: Corpus, labels: Labels) -> float:
    known = [place for place, one in enumerate(corpus.categories) if one is not None]
    return float(v_measure_score([str(corpus.categories[place]) for place in known], labels[known]))


def _between_runs(corpus: Corpus, method: Method, pairs: int) -> Runs:
    names = sorted({str(segment.participant_id) for segment in corpus.segments})
    place_of = {name: place for place, name in enumerate(names)}
    people = np.array([place_of[str(segment.participant_id)] for segment in corpus.segments])
    runs = Runs([], [], [])
    for pair in range(pairs):
        found = np.full((2, len(people)), -2)
        for row in (0, 1):
            seed = 2 * pair + row + 1
            there = np.random.default_rng(seed).random(len(names)) < KEPT_SHARE
            kept = np.flatnonzero(there[people])
            found[row, kept] = method(corpus.only(kept), seed)
            runs.numbers.append(_number(found[row]))
            runs.unheard.append(float(np.mean(found[row, kept] == -1)))
        both = (found > -2).all(axis=0)
        runs.scores.append(float(adjusted_rand_score(found[0, both], found[1, both])))
    return runs


def _large(n: int) -> None:
    corpus = _debates(n)
    start = time.perf_counter()
    labels = _ours(corpus, 1)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"debats {n}: {seconds:.0f} s  peak {peak:.2f} GB  k={_number(labels)}  unheard={np.mean(labels < 0):.1%}")


def _ours(corpus: Corpus, seed: int) -> Labels:
    found = find_themes(corpus.segments, corpus.vectors, seed=seed, run_id="benchmark")
    number = {theme.theme_id: place for place, theme in enumerate(found.themes)}
    theme_of = {place.segment_id: number[place.theme_id] for place in found.places}
    return np.array([theme_of.get(segment.segment_id, -1) for segment in corpus.segments])


def _defaults(corpus: Corpus, seed: int) -> Labels:
    from bertopic import BERTopic
    from umap import UMAP

    reduction = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    texts = [segment.text for segment in corpus.segments]
    labels, _ = BERTopic(language="multilingual", umap_model=reduction).fit_transform(texts, corpus.vectors)
    return np.array(labels)


def _defaults_installed() -> bool:
    from importlib.util import find_spec

    return find_spec("umap") is not None and find_spec("hdbscan") is not None


def _corpus(name: str) -> Corpus:
    kind, _, size = name.partition("-")
    if kind == "artisans":
        whole = _encoded(_folder("entretiens-artisans"))
        return whole.only(np.sort(np.random.default_rng(5).permutation(len(whole.segments))[: int(size or 10**6)]))
    if kind == "recits":
        return _encoded(_folder("recits-oraux"))
    if kind == "debats":
        return _debates(int(size))
    return _answers() if kind == "reponses" else _sib()


def _encoded(segments: Sequence[Segment], categories: Sequence[str | None] = ()) -> Corpus:
    encoder = load_encoder("default", cache_dir=Path.home() / ".cache")
    return Corpus(tuple(segments), encode([segment.text for segment in segments], encoder), tuple(categories))


def _folder(name: str) -> list[Segment]:
    found: list[Segment] = []
    for path in sorted(path for path in (DATA / name).iterdir() if path.name != "SOURCE.md"):
        read = read_source(path.read_bytes(), path.name)
        ready = read.transcript.model_copy(update={"state": TranscriptState.ANONYMISED})
        found += [one.model_copy(update={"participant_id": one.participant_id or path.stem}) for one in cut(ready)]
    return found


def _debates(n: int) -> Corpus:
    """Lines of whole speakers, drawn at random; above `DISTINCT_VECTORS` the vectors are given, not computed."""
    lines = (DATA / "echelle-debats" / "phrases_debats.txt").read_text(encoding="utf-8").splitlines()
    told = [(place // LINES_OF_A_SPEAKER, line) for place, line in enumerate(lines) if line.strip()]
    if n < len(told) // 2:
        told = [one for one in told if len(one[1].split()) >= FEWEST_WORDS]
    speakers = np.random.default_rng(5).permutation(told[-1][0] + 1)
    rank = np.argsort(speakers)
    told = sorted(told, key=lambda one: int(rank[one[0]]))[:n]
    segments = [_segment(line, place, f"B{speaker}") for place, (speaker, line) in enumerate(told)]
    if n <= DISTINCT_VECTORS:
        return _encoded(segments)
    known = _encoded(segments[:DISTINCT_VECTORS]).vectors
    rng = np.random.default_rng(5)
    vectors = known[rng.integers(len(known), size=n)] + rng.normal(scale=0.02, size=(n, known.shape[1])).astype(
        np.float32
    )
    return Corpus(tuple(segments), (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32))


def _answers() -> Corpus:
    codes: dict[str, tuple[str, list[str]]] = {}
    with (DATA / "granddebat-codes" / "dc13_contributions_codees.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            codes.setdefault(row["contribution"], (row["corpus"], []))[1].append(row["tag"])
    said = [(text, found) for text, found in codes.values() if text.strip()]
    segments = [_segment(text, place, f"R{place}") for place, (text, _) in enumerate(said)]
    return _encoded(segments, [found[0] if len(found) == 1 else None for _, found in said])


def _sib() -> Corpus:
    rows: list[dict[str, str]] = []
    for part in ("train", "dev"):
        with (DATA / "sib200-fr" / f"{part}.tsv").open(encoding="utf-8") as lines:
            rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    segments = [_segment(row["text"], place, f"S{place}") for place, row in enumerate(rows)]
    return _encoded(segments, [row["category"] for row in rows])


def _segment(text: str, place: int, person: str) -> Segment:
    return Segment(
        segment_id=f"{place:09d}",
        transcript_id="t",
        turn_id=f"{place:09d}",
        turn_no=place + 1,
        participant_id=person,
        start=0,
        end=len(text),
        text=text,
        n_words=len(text.split()),
    )


if __name__ == "__main__":
    main()
