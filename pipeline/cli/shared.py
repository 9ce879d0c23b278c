"""
What every verb shares: opening a study, asking for the passphrase, progress bars, saying what was done.

With `--json`, one object on standard output and nothing else there.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pipeline.flow.study import OpenStudy

PASSPHRASE_VARIABLE = "POLYPHONIE_PASSPHRASE"  # noqa: S105  # a name, not a secret
CODER_VARIABLE = "POLYPHONIE_CODER"

Dir = Annotated[Path, typer.Argument(metavar="DIR", help="Dossier de l'étude.")]
Json = Annotated[bool, typer.Option("--json", help="Un objet JSON sur la sortie standard, rien d'autre.")]
PassFile = Annotated[
    Path | None, typer.Option("--passphrase-file", help="Fichier qui contient la phrase secrète du coffre.")
]
Level = Annotated[str | None, typer.Option("--level", help="Pour qui : team (équipe), funder (financeur) ou public.")]
Use = Annotated[
    str | None,
    typer.Option("--use", help="Les seules personnes qui l'ont accepté : quotation, archive ou teaching."),
]
Coder = Annotated[str | None, typer.Option("--coder", help="Votre nom dans le journal et les codages.")]


@contextmanager
def study_of(folder: Path, passphrase_file: Path | None, coder: str | None = None) -> Iterator[OpenStudy]:
    """Open a study for one verb, in the name of who types it; the vault is asked for only when it is needed."""
    from pipeline.flow.opening import open_study

    actor = coder or os.environ.get(CODER_VARIABLE) or "chercheur·e"
    with open_study(folder, actor=actor, passphrase=lambda fresh: _passphrase(passphrase_file, fresh)) as study:
        yield study


def _passphrase(file: Path | None, fresh: bool) -> str | None:
    """The vault's passphrase: from a file, from the environment (automates only), else asked for; twice when it is new."""
    from pipeline.errors import VaultLocked

    if file is not None:
        try:
            return file.read_text(encoding="utf-8").rstrip("\r\n")
        except OSError as fault:
            raise VaultLocked(f"Le fichier de la phrase secrète « {file} » ne peut pas être lu.") from fault
    if os.environ.get(PASSPHRASE_VARIABLE):
        return os.environ[PASSPHRASE_VARIABLE]
    if not sys.stdin.isatty():
        return None
    if fresh:
        typer.echo(
            "Cette étude n'a pas encore de coffre. Choisissez une phrase secrète ; si elle se perd, plus personne ne "
            "pourra savoir qui est derrière un pseudonyme.",
            err=True,
        )
    answer: str = typer.prompt("Phrase secrète du coffre", hide_input=True, confirmation_prompt=fresh, err=True)
    return answer


@contextmanager
def progress_bars(as_json: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar per step on the error stream of a terminal; silent elsewhere."""
    if as_json or not sys.stderr.isatty():
        from pipeline.flow.study import silent

        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, Any] = {}

        def advance(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(str(step), total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield advance


def run_lines(summary: Any) -> list[str]:
    """What a run did, a line per step, then each file that was refused or read with a remark."""
    lines = []
    if summary.ingest is not None:
        i = summary.ingest
        lines.append(f"ingest     {i.read} lus, {i.unchanged} inchangés, {i.duplicates} doublons, {i.refused} refusés")
        lines += [f"  {f.name} : {f.problem}" for f in i.files if f.problem]
        lines += _grouped([(f.name, warning) for f in i.files for warning in f.warnings])
    if summary.anonymise is not None:
        a = summary.anonymise
        lines.append(
            f"anonymise  {a.transcripts} transcriptions, {a.mentions} mentions, {a.entities} entités, "
            f"{a.doubts} doutes, {a.released} libérées"
        )
    words = {"segment": "extraits", "encode": "textes encodés", "themes": "thèmes", "propose": "propositions"}
    lines += [
        f"{step:<10} {getattr(summary, step).made} {what}"
        for step, what in words.items()
        if getattr(summary, step) is not None
    ]
    return lines


def _grouped(remarks: list[tuple[str, str]]) -> list[str]:
    """A remark that many files share is said once, with their number."""
    names: dict[str, list[str]] = {}
    for name, remark in remarks:
        names.setdefault(remark, []).append(name)
    return [
        f"  {shared[0] if len(shared) == 1 else f'{len(shared)} fichiers'} : {remark}"
        for remark, shared in names.items()
    ]


def plain(counts: Any) -> Any:
    """Named tuples as dictionaries, all the way down."""
    if hasattr(counts, "_asdict"):
        return {name: plain(value) for name, value in counts._asdict().items()}
    if isinstance(counts, (tuple, list)):
        return [plain(value) for value in counts]
    return counts


def say(as_json: bool, answer: dict[str, Any], *lines: str) -> None:
    """Print the answer: one JSON object, or lines for people."""
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, default=str))
        return
    for line in lines:
        print(line)


@contextmanager
def lines_in(name: str) -> Iterator[Iterator[str]]:
    """Lines of a file, or of standard input for `-`."""
    if name == "-":
        yield iter(sys.stdin)
        return
    with Path(name).open(encoding="utf-8-sig") as lines:
        yield iter(lines)


@contextmanager
def lines_out(name: str) -> Iterator[Callable[[str], object]]:
    """A function that writes a line to a file, or to standard output for `-`."""
    if name == "-":
        yield lambda line: sys.stdout.write(line + "\n")
        return
    with Path(name).open("w", encoding="utf-8") as out:
        yield lambda line: out.write(line + "\n")
