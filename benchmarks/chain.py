"""
From files to themes: seconds and peak memory per step, ours beside what a competent user would assemble.

    .venv/bin/python benchmarks/chain.py                     100, 1,000 and 10,000 segments of ../shared/data/echelle-debats
    .venv/bin/python benchmarks/chain.py --interviews DIR    the .docx interviews of a folder

The assembled chain: python-docx, Presidio with fr_core_news_md, the same encoder as ours, BERTopic with its defaults. Each side
runs in a fresh process, imports and model loading included; the same .docx files go to both. "peak" is the largest sum of
resident memory over the process and its children, sampled every 50 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DEBATES = ROOT.parent / "shared" / "data" / "echelle-debats" / "phrases_debats.txt"
LINES_PER_FILE = 100
SIZES = (100, 1_000, 10_000)
SAMPLE_S = 0.05


class Steps:
    """Seconds and peak memory (MB, whole process tree) of each step."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, float, float]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        peak, stop = [0.0], threading.Event()
        sampler = threading.Thread(target=_sample, args=(peak, stop), daemon=True)
        sampler.start()
        started = time.perf_counter()
        yield
        seconds = time.perf_counter() - started
        stop.set()
        sampler.join()
        self.rows.append((name, seconds, peak[0]))


def _sample(peak: list[float], stop: threading.Event) -> None:
    import psutil

    me = psutil.Process()
    while not stop.is_set():
        total = 0
        for process in (me, *me.children(recursive=True)):
            try:
                total += process.memory_info().rss
            except psutil.NoSuchProcess:
                continue
        peak[0] = max(peak[0], total / 1e6)
        stop.wait(SAMPLE_S)


def ours(folder: Path) -> dict[str, object]:
    """Our chain on a folder of files: the steps of `polyphonie run`, one by one, then all of it again."""
    steps = Steps()
    with steps.step("start"):
        from pipeline.flow import analysing, anonymising, ingesting, theming
        from pipeline.flow import steps as flow
        from pipeline.flow.opening import new_study, open_study
        from pipeline.store import segments, themes
    study_folder = Path(tempfile.mkdtemp(prefix="chain-")) / "study"
    new_study(study_folder)
    toml = study_folder / "study.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"reviewed"', '"automatic"'), encoding="utf-8")
    files = sorted(folder.glob("*.docx"))
    for file in files[:-1]:
        shutil.copyfile(file, study_folder / "sources" / file.name)
    study = open_study(study_folder, passphrase=lambda _: "benchmark")
    shutil.copyfile(files[-1], study_folder / "sources" / files[-1].name)
    with flow.readied(study, None) as ready:
        with steps.step("read"):
            ingesting.ingest(study)
        with steps.step("anonymise"):
            anonymising.anonymise(study, ready=ready.workers)
        ready.close()
        for name, act in {"segment": analysing.segment, "encode": analysing.encode, "themes": theming.find}.items():
            with steps.step(name):
                act(study)
    n_segments, _ = segments.segments_hash(study.file)
    n_themes = len(themes.theme_rows(study.file))
    n_unheard = len(themes.unheard(study.file))
    study.close()
    shutil.rmtree(study_folder.parent)
    return {"steps": steps.rows, "segments": n_segments, "themes": n_themes, "outliers": n_unheard / n_segments}


def peer(folder: Path) -> dict[str, object]:
    """The assembled chain on the same files."""
    steps = Steps()
    with steps.step("start"):
        import docx
        from bertopic import BERTopic
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.nlp_engine import NlpEngineProvider
        from presidio_anonymizer import AnonymizerEngine

        from pipeline.encode.encode import encode, load_encoder
    with steps.step("read"):
        texts = [p.text for f in sorted(folder.glob("*.docx")) for p in docx.Document(str(f)).paragraphs]
        texts = [text for text in texts if len(text.split()) > 3]
    with steps.step("anonymise"):
        names = {"nlp_engine_name": "spacy", "models": [{"lang_code": "fr", "model_name": "fr_core_news_md"}]}
        engine = NlpEngineProvider(nlp_configuration=names).create_engine()
        registry = RecognizerRegistry(supported_languages=["fr"])
        registry.load_predefined_recognizers(languages=["fr"], nlp_engine=engine)
        analyzer = AnalyzerEngine(nlp_engine=engine, registry=registry, supported_languages=["fr"])
        anonymizer = AnonymizerEngine()
        texts = [anonymizer.anonymize(t, analyzer.analyze(t, language="fr")).text for t in texts]
    with steps.step("segment"):
        segments = texts
    with steps.step("encode"):
        vectors = encode(segments, load_encoder("default", cache_dir=folder, threads=os.cpu_count() or 1))
    with steps.step("themes"):
        topics, _ = BERTopic(language="multilingual").fit_transform(segments, vectors)
    return {
        "steps": steps.rows,
        "segments": len(segments),
        "themes": len(set(topics) - {-1}),
        "outliers": sum(topic == -1 for topic in topics) / len(topics),
    }


def debates(size: int, folder: Path) -> Path:
    """`size` sentences as .docx interviews of two voices, one sentence a turn."""
    import docx

    wanted = (line.strip() for line in DEBATES.open(encoding="utf-8"))
    lines = list(dict.fromkeys(line for line in wanted if len(line.split()) > 6))[:size]
    folder.mkdir(parents=True)
    for start in range(0, len(lines), LINES_PER_FILE):
        document = docx.Document()
        for place, line in enumerate(lines[start : start + LINES_PER_FILE]):
            document.add_paragraph(f"{'Habitant' if place % 2 else 'Habitante'} : {line}")
        document.save(str(folder / f"séance_{start // LINES_PER_FILE:03}.docx"))
    return folder


def run_side(side: str, folder: Path) -> dict[str, object]:
    """One side in a fresh process."""
    sys.path.insert(0, str(HERE))
    from peers import peers_python

    python = peers_python() if side == "peer" else Path(sys.executable)
    command = [str(python), str(Path(__file__).resolve()), "--side", side, "--folder", str(folder)]
    started = time.perf_counter()
    answer = subprocess.run(command, capture_output=True, text=True, env=_quiet())
    if answer.returncode != 0:
        raise SystemExit(answer.stderr[-3000:])
    found: dict[str, object] = json.loads(answer.stdout.strip().splitlines()[-1])
    found["wall"] = time.perf_counter() - started
    return found


def _quiet() -> dict[str, str]:
    return {**os.environ, "TOKENIZERS_PARALLELISM": "false", "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT)}


def show(title: str, sides: dict[str, dict[str, object]]) -> None:
    """Print both sides' steps next to each other."""
    print(f"\n{title}")
    print(f"{'step':<12}" + "".join(f"{side + ' s':>12}{'peak MB':>10}" for side in sides))
    by_side = {side: {name: (s, mb) for name, s, mb in found["steps"]} for side, found in sides.items()}  # type: ignore[attr-defined]
    for name in ("start", "read", "anonymise", "segment", "encode", "themes"):
        cells = (f"{by_side[side][name][0]:>12.2f}{by_side[side][name][1]:>10.0f}" for side in sides)
        print(f"{name:<12}" + "".join(cells))
    totals = {side: sum(s for s, _ in steps.values()) for side, steps in by_side.items()}
    peaks = {side: max(mb for _, mb in steps.values()) for side, steps in by_side.items()}
    print(f"{'total':<12}" + "".join(f"{totals[side]:>12.2f}{peaks[side]:>10.0f}" for side in sides))
    print(f"{'whole wall':<12}" + "".join(f"{found['wall']:>12.2f}{'':>10}" for found in sides.values()))
    for side, found in sides.items():
        print(f"  {side}: {found['segments']} segments, {found['themes']} themes, {found['outliers']:.0%} left out")
    if "peer" in totals:
        print(f"  ratio peer / ours: {totals['peer'] / totals['ours']:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interviews", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--without-peer", action="store_true")
    parser.add_argument("--side", choices=("ours", "peer"))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.side:
        print(json.dumps(ours(options.folder) if options.side == "ours" else peer(options.folder)))
        return
    sides = ("ours",) if options.without_peer else ("ours", "peer")
    if options.interviews:
        show(str(options.interviews.name), {side: run_side(side, options.interviews) for side in sides})
        return
    with tempfile.TemporaryDirectory() as place:
        for size in options.sizes:
            folder = debates(size, Path(place) / str(size))
            show(f"{size:,} sentences of debates", {side: run_side(side, folder) for side in sides})


if __name__ == "__main__":
    main()
