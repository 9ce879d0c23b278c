"""
How well proposals learn from few decisions, on the shared real material, beside a plain logistic regression on the same vectors.

Run from the repository: `python benchmarks/propose.py [--encoders default e5 e5+use] [--draws 10] [--saved 5]`.
Prints, for each encoder and for 5, 10 and 20 examples a code: on SIB-200 (French, one category a sentence) the macro-F1 of the
likeliest code, examples drawn from one half and scored on the other; on the hand-coded answers of the *grand débat* (several codes an answer, those with 20 answers at least) macro-F1
and micro-F1 of what passes one half, and mean average precision. Then the expected calibration error on what was not decided
(over all pairs, and over those of a chance of three in ten or more, draws pooled), the labels saved by `next_to_read` against
random order for the same F1, the seconds to encode and to learn again at 10,000 segments.

Decidim's proposals (the category their authors chose) and the consultation's answers (the kinds of remark that half of their
coders saw) are other second sets, never looked at before they were printed. `--only retrain` prints the seconds alone, `--only learning` the scores.

Codes bear their names, read as definitions, as in any study. The half of SIB-200 whose index hashes to an even number was held
back: nothing was chosen on it. The grand débat was looked at when the ways of learning were chosen. Answers that only say nothing ("Y Rien") are left out.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score

from models.codebook import Code
from models.coding import Decision, DecisionAction
from models.transcript import Anchor, Segment
from pipeline.encode.encode import encode, load_encoder
from pipeline.propose.learn import reliability
from pipeline.propose.next import next_to_read
from pipeline.propose.propose import Weighed, weigh

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
EXAMPLES = (5, 10, 20)
FEWEST_ANSWERS = 20
SHOWN = 0.3
BINS_AT = 10  # examples a code
BATCH, FIRST, LAST = 10, 14, 204  # of the reading order: labels a round, at first, at most
SAVED_ON = "SIB-200 fr"
LATER = 40  # labels from which what was saved is counted
RETRAIN_SEGMENTS, RETRAIN_CODES, RETRAIN_DECISIONS, RETRAIN_TIMES = 10_000, 12, 17, 7  # decisions a code
NOW = datetime(2026, 1, 1, tzinfo=UTC)

FRENCH = {
    "entertainment": "Divertissement et culture",
    "geography": "Géographie",
    "health": "Santé",
    "politics": "Politique",
    "science/technology": "Sciences et technologie",
    "sports": "Sport",
    "travel": "Voyages",
}

Flags = NDArray[np.bool_]
Floats = NDArray[np.floating]
Method = Callable[["Material", Floats, NDArray[np.intp]], Floats]


class Material(NamedTuple):
    """A coded set: segments, codes, who carries what (n, k), places to draw examples from, and to score."""

    name: str
    segments: list[Segment]
    codes: list[Code]
    carries: Flags
    drawn: NDArray[np.intp]
    scored: NDArray[np.intp]
    exclusive: bool


def main() -> None:
    """Measure what is asked and print it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--encoders", nargs="*", default=["default", "e5", "e5+use"])
    asked.add_argument("--draws", type=int, default=10)
    asked.add_argument("--only", choices=("learning", "saved", "retrain"), help="one of the measures")
    asked.add_argument("--saved", type=int, default=5, help="draws of the reading order; 0 leaves it out")
    options = asked.parse_args()
    if not DATA.is_dir():
        sys.exit(f"No shared material beside the repository ({DATA.name}): nothing to measure.")
    if options.only == "retrain":
        return _retraining()
    sets = [_sib(), _grand_debat(), _decidim(), _consultation()]
    for name in options.encoders:
        encoder = load_encoder(name, cache_dir=Path())
        for material in sets:
            start = time.perf_counter()
            vectors = encode([segment.text for segment in material.segments], encoder)
            names = encode([code.name for code in material.codes], encoder)
            spent = time.perf_counter() - start
            print(f"\n{material.name}, {name}: {len(vectors)} encoded in {spent:.1f} s", flush=True)
            if options.only != "saved":
                _learning(material, np.concatenate([vectors, names]), options.draws)
            if options.only != "learning" and options.saved and material.name == SAVED_ON:
                _saving(material, np.concatenate([vectors, names]), options.saved)
    if options.only is None:
        _retraining()
    return None


def _learning(material: Material, vectors: Floats, draws: int) -> None:
    methods: dict[str, Method] = {"ours": _ours, "plain regression": _plain}
    for n_examples in EXAMPLES:
        for name, method in methods.items():
            figures: dict[str, list[float]] = defaultdict(list)
            forecasts, outcomes = [], []
            for seed in range(draws):
                decided = _drawn(material, n_examples, seed)
                scores = method(material, vectors, decided)
                rest = np.setdiff1d(material.scored, decided)
                for figure, value in _figures(material, scores[rest], rest).items():
                    figures[figure].append(value)
                forecasts.append(scores[rest].ravel())
                outcomes.append(material.carries[rest].ravel().astype(np.float64))
            said = [f"{figure} {np.mean(values):.3f} ± {np.std(values):.3f}" for figure, values in figures.items()]
            said += _believed(np.concatenate(forecasts), np.concatenate(outcomes))
            print(f"  {n_examples:2} examples  {name:17} {'  '.join(said)}", flush=True)
            if n_examples == BINS_AT and name == "ours":
                _bins(np.concatenate(forecasts), np.concatenate(outcomes))


def _bins(forecasts: Floats, outcomes: Floats) -> None:
    """Where the calibration error comes from."""
    rows, _ = reliability(forecasts, outcomes)
    told = (f"{low:.1f}-{high:.1f} {said:.2f} {came:.2f} ({n})" for low, high, n, said, came in rows)
    print(f"     chance said, share that came true (pairs): {'; '.join(told)}", flush=True)


def _drawn(material: Material, n_examples: int, seed: int) -> NDArray[np.intp]:
    draw, taken = np.random.default_rng(seed), []
    for code in range(material.carries.shape[1]):
        here = material.drawn[material.carries[material.drawn, code]]
        taken.append(draw.choice(here, min(n_examples, len(here) - 5), replace=False))
    return np.unique(np.concatenate(taken))


def _figures(material: Material, scores: Floats, rest: NDArray[np.intp]) -> dict[str, float]:
    true = material.carries[rest]
    if material.exclusive:
        return {"macro-F1": f1_score(true.argmax(1), scores.argmax(1), average="macro")}
    asked = true.any(axis=0)
    passing = scores[:, asked] >= 0.5
    return {
        "macro-F1": f1_score(true[:, asked], passing, average="macro", zero_division=0),
        "micro-F1": f1_score(true[:, asked], passing, average="micro", zero_division=0),
        "precision (mean average)": average_precision_score(true[:, asked], scores[:, asked], average="macro"),
    }


def _believed(forecasts: Floats, outcomes: Floats) -> list[str]:
    shown = forecasts >= SHOWN
    _, everywhere = reliability(forecasts, outcomes)
    _, above = reliability(forecasts[shown], outcomes[shown]) if shown.any() else ((), 0.0)
    return [f"calibration error {everywhere:.3f} (above {SHOWN}: {above:.3f})"]


def _ours(material: Material, vectors: Floats, decided: NDArray[np.intp]) -> Floats:
    return _weighed(material, vectors, decided).scores


def _weighed(material: Material, vectors: Floats, decided: NDArray[np.intp]) -> Weighed:
    n_segments = len(material.segments)
    names = vectors[n_segments:].astype(np.float32)
    return weigh(
        material.codes,
        material.segments,
        vectors[:n_segments].astype(np.float32),
        code_vectors={code.code_id: name for code, name in zip(material.codes, names, strict=False)},
        theme_members={},
        decisions=[
            _decision(material.segments[n], material.codes[code])
            for n in decided
            for code in np.flatnonzero(material.carries[n])
        ],
    )


def _decision(segment: Segment, code: Code) -> Decision:
    return Decision(
        decision_id=f"{segment.segment_id}{code.code_id}",
        action=DecisionAction.CODE,
        anchor=Anchor(turn_id=segment.turn_id, start=0, end=segment.end, verbatim=segment.text),
        code_id=code.code_id,
        coder="ana",
        decided_at=NOW,
        segment_id=segment.segment_id,
    )


def _plain(material: Material, vectors: Floats, decided: NDArray[np.intp]) -> Floats:
    """One code against the rest, C = 1, on centred vectors of length 1."""
    centred = vectors[: len(material.segments)] - vectors[: len(material.segments)].mean(axis=0)
    unit = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    scores = np.zeros(material.carries.shape)
    for code in range(len(material.codes)):
        fitted = LogisticRegression(C=1.0, max_iter=300).fit(unit[decided], material.carries[decided, code])
        scores[:, code] = fitted.predict_proba(unit)[:, 1]
    return scores


def _saving(material: Material, vectors: Floats, draws: int) -> None:
    curves = {
        name: np.mean([_curve(material, vectors, seed, choosing=choosing) for seed in range(draws)], axis=0)
        for name, choosing in (("random", False), ("next to read", True))
    }
    random, ours = (np.maximum.accumulate(curve, axis=0) for curve in (curves["random"], curves["next to read"]))
    saved = [
        1 - float(np.interp(f1, ours[:, 1], ours[:, 0])) / n for n, f1 in random if n >= LATER and f1 <= ours[-1, 1]
    ]
    at = "  ".join(
        f"{int(n)}: {r:.3f} / {o:.3f}" for (n, r), o in zip(curves["random"], curves["next to read"][:, 1], strict=True)
    )
    print(
        f"  labels saved against random order: {np.mean(saved):.0%} ({draws} draws)\n    F1 by labels: {at}", flush=True
    )


def _curve(material: Material, vectors: Floats, seed: int, *, choosing: bool) -> list[tuple[int, float]]:
    free, scored = np.random.default_rng(seed).permutation(material.drawn), material.scored
    taken, curve = free[:FIRST], []
    by_id = {material.segments[n].segment_id: n for n in free}
    while True:
        weighed = _weighed(material, vectors, taken)
        curve.append((len(taken), _figures(material, weighed.scores[scored], scored)["macro-F1"]))
        if len(taken) + BATCH > min(LAST, len(free)):
            return curve
        if not choosing:
            taken = free[: len(taken) + BATCH]
            continue
        offered = _among(weighed, np.setdiff1d(free, taken))
        taken = np.concatenate([taken, [by_id[one.segment_id] for one in next_to_read(offered, limit=BATCH)]])


def _among(weighed: Weighed, places: NDArray[np.intp]) -> Weighed:
    return weighed._replace(
        segments=tuple(weighed.segments[n] for n in places),
        unit=weighed.unit[places],
        scores=weighed.scores[places],
        settled=weighed.settled[places],
    )


def _retraining() -> None:
    """Seconds to learn again, vectors of the widest encoder, the first time left out (libraries are imported then)."""
    draw = np.random.default_rng(0)
    centres = draw.normal(size=(RETRAIN_CODES, 896))
    carried = draw.integers(0, RETRAIN_CODES, RETRAIN_SEGMENTS)
    vectors = centres[carried] + 2 * draw.normal(size=(RETRAIN_SEGMENTS, 896))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    material = Material(
        "made",
        [_segment(f"Texte {n}", n) for n in range(RETRAIN_SEGMENTS)],
        [_code(str(k)) for k in range(RETRAIN_CODES)],
        np.eye(RETRAIN_CODES, dtype=bool)[carried],
        np.arange(RETRAIN_SEGMENTS),
        np.arange(RETRAIN_SEGMENTS),
        True,
    )
    decided, timed = _drawn(material, RETRAIN_DECISIONS, 0), []
    for _ in range(1 + RETRAIN_TIMES):
        start, worked = time.perf_counter(), time.process_time()
        _weighed(material, vectors, decided)
        timed.append((time.perf_counter() - start, time.process_time() - worked))
    spent, own = zip(*timed[1:], strict=True)
    print(
        f"\nlearning again: {RETRAIN_SEGMENTS} segments, {RETRAIN_CODES} codes, {len(decided)} decisions: "
        f"median of {RETRAIN_TIMES} {np.median(spent):.2f} s ({min(spent):.2f} to {max(spent):.2f}), "
        f"of which the processor's own {np.median(own):.2f} s"
    )


def _sib() -> Material:
    rows: list[dict[str, str]] = []
    for part in ("train", "dev"):
        with (DATA / "sib200-fr" / f"{part}.tsv").open(encoding="utf-8") as lines:
            rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    held_back = [int(hashlib.sha256(row["index_id"].encode()).hexdigest(), 16) % 2 == 0 for row in rows]
    names = sorted({row["category"] for row in rows})
    carries = np.array([[row["category"] == name for name in names] for row in rows])
    segments = [_segment(row["text"], n) for n, row in enumerate(rows)]
    return Material(
        "SIB-200 fr",
        segments,
        [_code(FRENCH[name]) for name in names],
        carries,
        np.flatnonzero(~np.array(held_back)),
        np.flatnonzero(held_back),
        True,
    )


def _grand_debat() -> Material:
    codes_of: dict[str, set[str]] = defaultdict(set)
    with (DATA / "granddebat-codes" / "dc13_contributions_codees.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            codes_of[unicodedata.normalize("NFC", row["corpus"])].add(row["tag"])
    answers = {text: codes for text, codes in codes_of.items() if "Y Rien" not in codes}
    counts = Counter(code for codes in answers.values() for code in codes)
    names = sorted(name for name, n in counts.items() if n >= FEWEST_ANSWERS)
    carries = np.array([[name in codes for name in names] for codes in answers.values()])
    segments = [_segment(text, n) for n, text in enumerate(answers)]
    return Material(
        "grand débat",
        segments,
        [_code(name) for name in names],
        carries,
        np.arange(len(answers)),
        np.arange(len(answers)),
        False,
    )


def _decidim() -> Material:
    """Proposals written by residents, with the category they chose (fifteen proposals a category at least)."""
    with (DATA / "decidim-lille" / "propositions-libres.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter=";") if row["category/name/fr"]]
    texts = [unicodedata.normalize("NFC", f"{row['title']}. {row['body']}") for row in rows]
    return _stated("Decidim Lille", texts, [{row["category/name/fr"]} for row in rows], fewest=15, exclusive=True)


def _consultation() -> Material:
    """Open answers, with the kinds of remark that half of their coders at least saw there; coders hardly agree."""
    with (DATA / "consultation-egalite" / "analyses_retenues.csv").open(encoding="utf-8", errors="replace") as lines:
        rows = list(csv.DictReader(lines))
    kinds = list(rows[0])[list(rows[0]).index("analyse ou proposit°") + 1 :]
    seen = [{kind for kind in kinds if float(row[kind] or 0) >= 0.5} for row in rows]
    return _stated("consultation égalité", [row["text"] for row in rows], seen, fewest=FEWEST_ANSWERS, exclusive=False)


def _stated(name: str, texts: list[str], codes_of: list[set[str]], *, fewest: int, exclusive: bool) -> Material:
    counts = Counter(code for codes in codes_of for code in codes)
    names = sorted(code for code, n in counts.items() if n >= fewest)
    kept = [n for n, codes in enumerate(codes_of) if not exclusive or codes & set(names)]
    return Material(
        name,
        [_segment(texts[n], place) for place, n in enumerate(kept)],
        [_code(code) for code in names],
        np.array([[code in codes_of[n] for code in names] for n in kept]),
        np.arange(len(kept)),
        np.arange(len(kept)),
        exclusive,
    )


def _code(name: str) -> Code:
    return Code(code_id=name, name=name, path=name)


def _segment(text: str, n: int) -> Segment:
    return Segment(
        segment_id=f"{n:09d}",
        transcript_id="t",
        turn_id=f"{n:09d}",
        turn_no=n + 1,
        participant_id=f"P{n}",
        start=0,
        end=len(text),
        text=text,
        n_words=len(text.split()),
    )


if __name__ == "__main__":
    main()
