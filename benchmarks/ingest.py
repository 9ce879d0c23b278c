"""
How fast files are read: documents and megabytes a second per format, beside the format's usual reader; then whole folders.

    .venv/bin/python benchmarks/ingest.py                     every format, then folders of 100, 1,000 and 10,000 files
    .venv/bin/python benchmarks/ingest.py --formats           the formats only
    .venv/bin/python benchmarks/ingest.py --files 100 1000    folders only, of these sizes

Both sides read the same invented interview of 120 turns from memory, in two processes, for `SECONDS`. Ours finds voices, roles and
times as well; most of the others stop at the text. Others run from `.venv-peers` when it is there; one that is absent or fails
gives a line that says why. A folder is read as `polyphonie run` does (originals encrypted in the vault, a line per source in the
study), in a fresh process; "peak" is the largest sum of resident memory over the process and its children.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.invented_files import SURVEYS, invented_files
from benchmarks.peers import PYTHON as PEERS_PYTHON

ROOT = Path(__file__).resolve().parents[1]
TURNS = 120
PROCESSES = 2
SECONDS = 2.0
SIZES = (100, 1_000, 10_000)
FOLDER_FORMATS = ("entretien.docx", "entretien.txt", "entretien.srt", "entretien.odt")
FOLDER_TURNS = 40
SAMPLE_S = 0.1


def _ours(content: bytes, name: str) -> object:
    from pipeline.ingest.read import read_source

    return read_source(content, name, surveys=SURVEYS)


def _python_docx(content: bytes, _: str) -> object:
    import docx

    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def _docx2python(content: bytes, _: str) -> object:
    from docx2python import docx2python  # type: ignore[import-not-found]

    with docx2python(io.BytesIO(content)) as document:
        return document.text


def _markitdown(content: bytes, name: str) -> object:
    from markitdown import MarkItDown, StreamInfo  # type: ignore[import-not-found]

    _kept.setdefault("markitdown", MarkItDown())
    return (
        _kept["markitdown"]
        .convert_stream(  # type: ignore[attr-defined]
            io.BytesIO(content), stream_info=StreamInfo(extension=f".{name.rsplit('.', 1)[1]}")
        )
        .text_content
    )


def _pandoc(content: bytes, name: str) -> object:
    program = shutil.which("pandoc")
    if program is None:
        raise ImportError("pandoc")
    command = [program, "-f", name.rsplit(".", 1)[1], "-t", "plain"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout


def _odfpy(content: bytes, _: str) -> object:
    from odf import teletype  # type: ignore[import-untyped, unused-ignore]
    from odf.opendocument import load  # type: ignore[import-untyped, unused-ignore]
    from odf.text import P  # type: ignore[import-untyped, unused-ignore]

    return [teletype.extractText(paragraph) for paragraph in load(io.BytesIO(content)).getElementsByType(P)]


def _striprtf(content: bytes, _: str) -> object:
    from striprtf.striprtf import rtf_to_text  # type: ignore[import-not-found]

    return rtf_to_text(content.decode("ascii"))


def _pypdf(content: bytes, _: str) -> object:
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def _webvtt(content: bytes, _: str) -> object:
    import webvtt  # type: ignore[import-not-found, unused-ignore]

    return [(cue.start, cue.voice, cue.text) for cue in webvtt.from_buffer(io.StringIO(content.decode())).captions]


def _srt(content: bytes, _: str) -> object:
    import srt  # type: ignore[import-not-found, import-untyped, unused-ignore]

    return list(srt.parse(content.decode()))


def _pandas(content: bytes, name: str) -> object:
    import pandas

    if name.endswith(".csv"):
        return pandas.read_csv(io.BytesIO(content), sep=";")
    return (
        pandas.read_json(io.BytesIO(content), lines=True)
        if name.endswith("l")
        else pandas.read_excel(io.BytesIO(content))
    )


_kept: dict[str, object] = {}
Reader = Callable[[bytes, str], object]
READERS: Mapping[str, Reader] = {
    "polyphonie": _ours, "python-docx": _python_docx, "docx2python": _docx2python, "markitdown": _markitdown, "pandoc": _pandoc,
    "odfpy": _odfpy, "striprtf": _striprtf, "pypdf": _pypdf, "webvtt-py": _webvtt, "srt": _srt, "pandas": _pandas,
}  # fmt: skip
OTHERS: Mapping[str, Sequence[str]] = {
    "entretien.docx": ("python-docx", "docx2python", "markitdown", "pandoc"),
    "entretien.odt": ("odfpy", "pandoc"),
    "entretien.rtf": ("striprtf", "pandoc"),
    "entretien.pdf": ("pypdf",),
    "entretien.html": ("markitdown", "pandoc"),
    "entretien.vtt": ("webvtt-py",),
    "entretien.srt": ("srt",),
    "reponses.csv": ("pandas",),
    "reponses.jsonl": ("pandas",),
    "reponses.xlsx": ("pandas", "markitdown"),
    "reponses.ods": ("pandas",),
}


def main() -> int:
    options = _options()
    if options.side:
        print(json.dumps(measured(*options.side)))
    elif options.folder:
        print(json.dumps(folder_read(options.folder)))
    else:
        if options.formats or not options.files:
            tell_formats()
        if not options.formats:
            tell_folders(options.files or SIZES)
    return 0


def tell_formats() -> None:
    """Documents/s and MB/s of each format, ours then the others."""
    print(f"{'fichier':<20}{'ko':>6}  {'lecteur':<13}{'documents/s':>12}{'Mo/s':>9}")
    for name, content in invented_files(TURNS).items():
        for reader in ("polyphonie", *OTHERS.get(name, ())):
            found = _fresh(["--side", reader, name], peer=reader != "polyphonie")
            if "absent" in found:
                print(f"{name:<20}{len(content) / 1e3:>6.1f}  {reader:<13}   {found['absent']}", flush=True)
                continue
            rate = float(found["rate"])
            print(
                f"{name:<20}{len(content) / 1e3:>6.1f}  {reader:<13}{rate:>12.0f}{rate * len(content) / 1e6:>9.2f}",
                flush=True,
            )


def tell_folders(sizes: Sequence[int]) -> None:
    """Files/s and peak memory of whole folders, read, then met again unchanged."""
    print(f"\n{'fichiers':>9}{'lus':>8}{'refusés':>9}{'s':>8}{'fichiers/s':>12}{'à nouveau s':>13}{'pic Mo':>9}")
    for size in sizes:
        found = _fresh(["--folder", str(size)], peer=False)
        if "absent" in found:
            print(f"{size:>9}  {found['absent']}")
            continue
        seconds = float(found["seconds"])
        print(
            f"{size:>9}{found['read']:>8}{found['refused']:>9}{seconds:>8.1f}{size / seconds:>12.0f}"
            f"{float(found['again']):>13.1f}{float(found['peak']):>9.0f}",
            flush=True,
        )


def measured(reader: str, name: str) -> dict[str, object]:
    """How many times a second a reader reads one file, over `PROCESSES` processes."""
    try:
        with ProcessPoolExecutor(PROCESSES) as pool:
            rates = [future.result() for future in [pool.submit(_rate, reader, name) for _ in range(PROCESSES)]]
    except ImportError as missing:
        return {"absent": f"n'est pas installé ({missing.name or missing})"}
    except Exception as fault:  # a peer may fail in any way: its line says which, and the table goes on
        if reader == "polyphonie":
            raise
        return {"absent": f"échoue sur ce fichier ({type(fault).__name__})"}
    return {"rate": sum(rates)}


def _rate(reader: str, name: str) -> float:
    read, content = READERS[reader], invented_files(TURNS, only=name)[name]
    read(content, name)
    times, started = 0, time.perf_counter()
    while time.perf_counter() - started < SECONDS:
        read(content, name)
        times += 1
    return times / (time.perf_counter() - started)


def folder_read(size: int) -> dict[str, object]:
    """Read a folder of `size` different files into a new study."""
    from pipeline.flow import ingesting
    from pipeline.flow.opening import new_study, open_study

    home = Path(tempfile.mkdtemp(prefix="ingest-"))
    try:
        new_study(home / "study")
        _fill(home / "study" / "sources", size)
        study = open_study(home / "study", actor="banc", passphrase=lambda _: "banc d'essai")
        peak, stop = [0.0], threading.Event()
        sampler = threading.Thread(target=_sample, args=(peak, stop), daemon=True)
        sampler.start()
        started = time.perf_counter()
        counts = ingesting.ingest(study)
        seconds = time.perf_counter() - started
        started = time.perf_counter()
        ingesting.ingest(study)
        again = time.perf_counter() - started
        stop.set()
        sampler.join()
        study.close()
        return {"read": counts.read, "refused": counts.refused, "seconds": seconds, "again": again, "peak": peak[0]}
    finally:
        shutil.rmtree(home)


def _fill(sources: Path, size: int) -> None:
    from benchmarks import invented_files as invented

    turns = invented.said(FOLDER_TURNS)
    for number in range(size):
        name = FOLDER_FORMATS[number % len(FOLDER_FORMATS)]
        own = [*turns, (invented.PARTICIPANT, f"Je suis la personne {number}.")]
        (sources / f"{number:05}-{name}").write_bytes(invented.WRITERS[name](own))


def _sample(peak: list[float], stop: threading.Event) -> None:
    import psutil  # type: ignore[import-untyped, unused-ignore]

    me = psutil.Process()
    while not stop.wait(SAMPLE_S):
        total = 0
        for process in (me, *me.children(recursive=True)):
            try:
                total += process.memory_info().rss
            except psutil.NoSuchProcess:
                continue
        peak[0] = max(peak[0], total / 1e6)


def _fresh(arguments: Sequence[str], *, peer: bool) -> dict[str, Any]:
    """What a fresh process answers; `absent` says why it could not."""
    python = PEERS_PYTHON if peer and PEERS_PYTHON.exists() else Path(sys.executable)
    command = [str(python), str(Path(__file__).resolve()), *arguments]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(command, capture_output=True, text=True, env=environment)
    if answer.returncode != 0:
        print(answer.stderr[-2000:], file=sys.stderr)
        return {"absent": f"le processus s'est arrêté (code {answer.returncode})"}
    found: dict[str, Any] = json.loads(answer.stdout.strip().splitlines()[-1])
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--formats", action="store_true")
    parser.add_argument("--files", type=int, nargs="*")
    parser.add_argument("--side", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
