"""
One row per file of a folder: format found, turns, speakers, words, what the reader warns about, what the file itself counts.

The last column counts the format's own units by other means than the readers' (lines of a `.cha`, `<Turn>` of a `.trs`), so
that a difference can be explained; for a project it says how many codings stand at their place. A second table sets each count
that a SOURCE.md gives beside what was read, with the reason of each difference.
`python -m benchmarks.material [FOLDER]`; the folder is `../shared/data` by default.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.material_stated import tell_stated
from models.survey import SurveyMapping
from models.transcript import ReadSource, SpeakerRole
from pipeline.errors import TableNotMapped, UnreadableSource
from pipeline.exchange.projects import is_project, read_project
from pipeline.exchange.taguette import read_taguette_codebook
from pipeline.ingest.read import read_source

DEFAULT_FOLDER = Path(__file__).parents[2] / "shared" / "data"
MAPPINGS = (
    SurveyMapping(file="analyses_retenues.csv", participant="source", answers=("text",), attributes=("theme",)),
    SurveyMapping(
        file="propositions-libres.csv", participant="id", answers=("body",), attributes=("category/name/fr",)
    ),
    SurveyMapping(file="reponses_theme2.jsonl", participant="id", answers=("questions.1.texte",), attributes=("sexe",)),
    SurveyMapping(file="debats.csv", participant="id", answers=("description/fr",)),
    SurveyMapping(file="dc13_contributions_codees.tsv", participant="contribution", answers=("corpus",)),
    SurveyMapping(file="dev.tsv", participant="index_id", answers=("text",), attributes=("category",)),
    SurveyMapping(file="train.tsv", participant="index_id", answers=("text",), attributes=("category",)),
)
NOT_SOURCES = ("SOURCE.md", "README.md")
NOT_ANSWERS = "codages ou liste, pas des paroles : non décrit"
HEADING = ("fichier", "format", "tours", "loc.", "mots", "évén.", "titres", "avert.", "le fichier compte")


def _counted(*patterns: tuple[str, str]) -> Callable[[str], str]:
    def count(text: str) -> str:
        return ", ".join(f"{len(re.findall(pattern, text))} {what}" for pattern, what in patterns)

    return count


OWN_COUNTS: Mapping[str, Callable[[str], str]] = {
    "txt": _counted((r"(?m)^.*\S.*$", "lignes")),
    "trs": _counted((r"<Turn\b", "Turn"), (r"<Who\b", "Who")),
    "eaf": _counted((r"<ANNOTATION>", "annotations"), (r"<ALIGNABLE_ANNOTATION\b", "alignées")),
    "cha": _counted((r"(?m)^\*", "lignes *"), (r"(?m)^%", "lignes %")),
    "tei": _counted((r"<u\b", "u")),
    "textgrid": _counted(
        (r"(?m)^\s*text = ", "intervalles"),
    ),
    "srt": _counted((r"-->", "temps")),
    "vtt": _counted((r"-->", "temps")),
    "whisper": _counted((r'"seek"', "segments")),
    "iramuteq": _counted((r"(?m)^\*\*\*\*", "lignes étoilées")),
}


def main(folder: Path) -> None:
    """Print the table, then totals by format and the warnings."""
    rows: list[tuple[str, ...]] = []
    warnings: list[str] = []
    formats: Counter[str] = Counter()
    began = time.perf_counter()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in NOT_SOURCES):
        row, told = _row(path, path.relative_to(folder).as_posix())
        rows.append(row)
        formats[row[1]] += 1
        warnings += [f"{row[0]} : {warning}" for warning in told]
    took = time.perf_counter() - began
    by_name = {row[0]: row for row in rows}
    widths = [max(len(row[place]) for row in (HEADING, *rows)) for place in range(len(HEADING))]
    for row in (HEADING, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"\n{len(rows)} fichiers en {took:.1f} s : " + ", ".join(f"{n} {kind}" for kind, n in formats.most_common()))
    if folder == DEFAULT_FOLDER:
        tell_stated(by_name)
    print("\n" + "\n".join(warnings))


def _row(path: Path, name: str) -> tuple[tuple[str, ...], list[str]]:
    content = path.read_bytes()
    if is_project(content) and path.suffix == ".qdpx":
        return _project(content, path.name, name)
    if path.name.startswith("codebook_"):
        n_codes = len(read_taguette_codebook(content).codes)
        return (name, "codebook", "", "", "", "", "", "", f"{n_codes} codes pris"), []
    try:
        read = read_source(content, path.name, surveys=MAPPINGS)
    except TableNotMapped:
        return (name, "tableau", "", "", "", "", "", "", NOT_ANSWERS), []
    except UnreadableSource as fault:
        return (name, "refusé", "", "", "", "", "", "", ""), [str(fault)]
    own = OWN_COUNTS.get(read.source.format, _nothing)
    return (name, *_counts(read), own(content.decode("utf-8", "replace"))), list(read.warnings)


def _project(content: bytes, file: str, name: str) -> tuple[tuple[str, ...], list[str]]:
    """A project of another tool: what it holds, and how many of its codings stand where they should."""
    read = read_project(content, file)
    texts = {source.source_id: source.text for source in read.sources}
    placed = sum(bool(texts[c.span.source_id][c.span.start : c.span.end].strip()) for c in read.codings)
    told = (
        f"{len(read.sources)} sources, {len(read.codes)} codes, {placed} codages à leur place, {len(read.left)} refus"
    )
    return (name, "projet", "", "", "", "", "", str(len(read.left)), told), list(read.left)


def _nothing(_text: str) -> str:
    return ""


def _counts(read: ReadSource) -> tuple[str, ...]:
    turns = read.transcript.turns
    titles = [turn for turn in turns if turn.role is SpeakerRole.OTHER and turn.speaker == "titre"]
    spoken = [turn for turn in turns if turn not in titles]
    return (
        read.source.format,
        str(len(spoken)),
        str(len({turn.speaker for turn in spoken})),
        str(sum(len(turn.text.split()) for turn in spoken)),
        str(sum(len(turn.events) for turn in turns)),
        str(len(titles)),
        str(len(read.warnings)),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER)
