"""
How stable, how good and how fast themes are, on the shared real material, beside BERTopic's defaults on the same vectors.

`python benchmarks/themes.py [--sets …] [--large N] [--no-defaults]`. For our themes, and for the defaults (UMAP + HDBSCAN, in
the peers' own environment): adjusted Rand index between two runs (another seed, 90 % of the *people* each, on the segments
both have), over `SEEDS`; number of themes and share of unplaced segments of each run; V-measure where people gave categories.
A high Rand index with two themes is worth nothing: read the columns together.

Who speaks: the interviews' and tales' own speakers; each open answer and each sentence of SIB-200 is a person; the debates
name nobody, so forty lines on end stand for one.
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
SEEDS = ((1, 2), (3, 4), (5, 6))
KEPT_SHARE = 0.9
FEWEST_WORDS = 8  # shorter lines of the debates are set phrases of the chair
LINES_OF_A_SPEAKER = 40
DISTINCT_VECTORS = 12_000  # encoded for the large run; the rest are these, each moved a little
SETS = ("artisans", "artisans-300", "recits", "debats-1000", "debats-300", "reponses", "sib")

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


def main() -> None:
    """Measure what is asked and print it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sets", nargs="*", default=list(SETS), choices=SETS)
    asked.add_argument("--large", type=int, default=0, help="segments of the debates in one timed run (100000)")
    asked.add_argument("--no-defaults", action="store_true")
    options = asked.parse_args()
    if not DATA.is_dir():
        sys.exit(f"No shared material beside the repository ({DATA.name}): nothing to measure.")
    if not options.no_defaults and not _defaults_installed():
        from peers import peers_python

        sys.exit(subprocess.call([str(peers_python()), *sys.argv]))  # our own interpreter and arguments
    methods: dict[str, Method] = {"ours": _ours}
    if not options.no_defaults:
        methods["BERTopic defaults"] = _defaults
    for name in options.sets:
        _report(name, _corpus(name), methods)
    if options.large:
        _large(options.large)


def _report(name: str, corpus: Corpus, methods: dict[str, Method]) -> None:
    people = len({segment.participant_id for segment in corpus.segments})
    print(f"{name}: {len(corpus.segments)} segments, {people} people")
    for method_name, method in methods.items():
        start = time.perf_counter()
        labels = method(corpus, SEEDS[0][0])
        seconds = time.perf_counter() - start
        said = [f"k={_number(labels)}", f"unheard={np.mean(labels < 0):.1%}", _between_runs(corpus, method)]
        if corpus.categories:
            said.append(f"V={np.mean([_quality(corpus, method(corpus, seed)) for seed, _ in SEEDS]):.3f}")
        print(f"  {method_name:18} {seconds:6.1f} s  {'  '.join(said)}", flush=True)


def _number(labels: Labels) -> int:
    return len(set(labels[labels >= 0].tolist()))


def _quality(corpus: Corpus, labels: Labels) -> float:
    known = [place for place, one in enumerate(corpus.categories) if one is not None]
    return float(v_measure_score([str(corpus.categories[place]) for place in known], labels[known]))


def _between_runs(corpus: Corpus, method: Method) -> str:
    names = sorted({str(segment.participant_id) for segment in corpus.segments})
    place_of = {name: place for place, name in enumerate(names)}
    people = np.array([place_of[str(segment.participant_id)] for segment in corpus.segments])
    scores, numbers = [], []
    for seeds in SEEDS:
        found = np.full((2, len(people)), -2)
        for row, seed in enumerate(seeds):
            there = np.random.default_rng(seed).random(len(names)) < KEPT_SHARE
            kept = np.flatnonzero(there[people])
            found[row, kept] = method(corpus.only(kept), seed)
            numbers.append(_number(found[row]))
        both = (found > -2).all(axis=0)
        scores.append(adjusted_rand_score(found[0, both], found[1, both]))
    shown = " ".join(map(str, numbers))
    return f"rand={np.mean(scores):.2f} ({min(scores):.2f} to {max(scores):.2f}; k of the runs: {shown})"


def _large(n: int) -> None:
    corpus = _debates(n)
    start = time.perf_counter()
    labels = _ours(corpus, SEEDS[0][0])
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
