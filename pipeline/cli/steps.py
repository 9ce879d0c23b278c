"""The verbs of the flow, in its order: new, run, each step, status, detect, evaluate, app."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.shared import (
    Dir,
    Json,
    PassFile,
    lines_in,
    lines_out,
    plain,
    progress_bars,
    run_lines,
    say,
    study_of,
)

app = typer.Typer()
evaluate_app = typer.Typer(no_args_is_help=True, help="Mesurer sur votre propre échantillon annoté.")


@app.command()
def new(
    folder: Dir,
    title: Annotated[str | None, typer.Option(help="Titre de l'étude.")] = None,
    as_json: Json = False,
) -> None:
    """Créer un dossier d'étude, réglages commentés compris."""
    from pipeline.flow.opening import new_study

    new_study(folder, title=title)
    say(
        as_json,
        {"study": str(folder)},
        f"Étude créée dans {folder}.",
        f"Déposez vos fichiers dans {folder}/sources, complétez participants.csv, puis : polyphonie run {folder}",
    )


@app.command()
def run(
    folder: Dir,
    until: Annotated[str | None, typer.Option(help="S'arrêter après cette étape.")] = None,
    seed: Annotated[int | None, typer.Option(help="Graine des thèmes.")] = None,
    cluster: Annotated[str | None, typer.Option(help="Adresse d'un ordonnanceur Dask.")] = None,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Faire tout ce qui est dû : ingest, anonymise, segment, encode, themes, propose."""
    from pipeline.flow import steps

    last = _step(until) if until else None
    with study_of(folder, passphrase_file) as study, progress_bars(as_json) as progress:
        if cluster:
            engine = study.settings.engine.model_copy(update={"cluster": cluster})
            study.settings = study.settings.model_copy(update={"engine": engine})
        summary = steps.run(study, until=last, seed=seed, progress=progress)
        after = steps.status(study)
    say(as_json, {"run": plain(summary), "next": after.next}, *run_lines(summary), f"Ensuite : {after.next}")


def _step(name: str) -> Any:
    from models.provenance import Step

    try:
        return Step(name)
    except ValueError:
        raise typer.BadParameter(f"étapes possibles : {', '.join(step.value for step in Step)}") from None


def _one_step(folder: Path, step: str, passphrase_file: Path | None, as_json: bool) -> None:
    from pipeline.flow import analysing, anonymising, ingesting, steps

    acts: dict[str, Callable[..., object]] = {
        "ingest": ingesting.ingest,
        "anonymise": anonymising.anonymise,
        "segment": analysing.segment,
        "encode": analysing.encode,
        "propose": analysing.propose,
    }
    with study_of(folder, passphrase_file) as study, progress_bars(as_json) as progress:
        counts = acts[step](study, progress=progress)
        after = steps.status(study)
    summary = steps.RunSummary(**{step: counts})  # type: ignore[arg-type]
    say(as_json, {step: plain(counts), "next": after.next}, *run_lines(summary), f"Ensuite : {after.next}")


@app.command()
def ingest(folder: Dir, passphrase_file: PassFile = None, as_json: Json = False) -> None:
    """Lire les fichiers nouveaux ou changés de sources/."""
    _one_step(folder, "ingest", passphrase_file, as_json)


@app.command()
def anonymise(folder: Dir, passphrase_file: PassFile = None, as_json: Json = False) -> None:
    """Masquer ce qui identifie ; le résultat attend la relecture, ou entre dans l'étude selon study.toml."""
    _one_step(folder, "anonymise", passphrase_file, as_json)


@app.command()
def segment(folder: Dir, passphrase_file: PassFile = None, as_json: Json = False) -> None:
    """Découper les tours des participants en extraits que l'on peut coder."""
    _one_step(folder, "segment", passphrase_file, as_json)


@app.command()
def encode(folder: Dir, passphrase_file: PassFile = None, as_json: Json = False) -> None:
    """Donner un vecteur à chaque extrait nouveau."""
    _one_step(folder, "encode", passphrase_file, as_json)


@app.command()
def propose(folder: Dir, passphrase_file: PassFile = None, as_json: Json = False) -> None:
    """Proposer des codages d'après le livre de codes et les décisions."""
    _one_step(folder, "propose", passphrase_file, as_json)


@app.command()
def status(folder: Dir, as_json: Json = False) -> None:
    """Dire où en est l'étude, ce qui est dû et pourquoi."""
    from pipeline.flow import consenting, steps, upkeep

    with study_of(folder, None) as study:
        now, asked = steps.status(study), upkeep.upkeep(study)
        consents, told = consenting.counts(study), consenting.told(study)
    steps_out = [state.model_dump(mode="json") for state in now.steps]
    lines = [
        f"{s.step.value:<10} fait {s.done:>6}   dû {s.due:>6}   {s.stale_because or ''}".rstrip() for s in now.steps
    ]
    counts = ", ".join(f"{n} {_STATES[state]}" for state, n in now.sources.items() if n)
    troubles = [f"  {t.name} : {t.problem}" for t in now.troubles if t.problem]
    say(
        as_json,
        {
            "sources": now.sources,
            "steps": steps_out,
            "next": now.next,
            "consents": plain(consents),
            "upkeep": plain(asked),
        },
        f"Sources : {counts or 'aucune'}",
        *lines,
        *troubles,
        *told,
        *upkeep.told(asked),
        f"Ensuite : {now.next}",
    )


_STATES = {
    "held": "au coffre, à relire",
    "released": "dans l'étude",
    "withdrawn": "retirées",
    "refused": "refusées",
    "new": "nouvelles",
}


@app.command(name="app")
def open_app(
    folder: Dir,
    port: Annotated[int, typer.Option(help="Port local.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Ouvrir le navigateur.")] = True,
) -> None:
    """Ouvrir l'application sur cet ordinateur (127.0.0.1), et nulle part ailleurs."""
    from pipeline.settings import read_settings

    read_settings(folder)
    main_file = Path(__file__).resolve().parents[2] / "app" / "main.py"
    options = [f"--{name}={value}" for name, value in SERVER_OPTIONS]
    headless = f"--server.headless={'false' if browser else 'true'}"
    os.environ["POLYPHONIE_STUDY"] = str(folder.resolve())
    _serve(["run", str(main_file), *options, f"--server.port={port}", headless])


def _serve(arguments: list[str]) -> None:
    """Become Streamlit, in this very process: however it is stopped, no child of it goes on holding the study."""
    import runpy

    sys.argv = ["streamlit", *arguments]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


SERVER_OPTIONS = (
    ("server.address", "127.0.0.1"),
    ("server.allowedHosts", "localhost"),
    ("server.allowedHosts", "127.0.0.1"),
    ("server.enableCORS", "true"),
    ("server.enableXsrfProtection", "true"),
    ("server.fileWatcherType", "none"),
    ("server.enableAgentApi", "false"),
    ("browser.gatherUsageStats", "false"),
    ("client.showErrorDetails", "none"),
    ("client.showErrorLinks", "false"),
    ("theme.light.primaryColor", "#33699B"),
    ("theme.dark.primaryColor", "#4A86BD"),
    ("theme.light.baseRadius", "4px"),
    ("theme.dark.baseRadius", "4px"),
    ("client.toolbarMode", "minimal"),
)


@app.command()
def detect(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl")],
    target: Annotated[str, typer.Argument(metavar="OUT.jsonl")],
) -> None:
    """Chercher ce qui identifie dans des textes, hors de toute étude (« - » : entrée ou sortie standard)."""
    from pipeline.flow import outputs

    with lines_in(source) as lines, lines_out(target) as write:
        for found in outputs.detect_lines(lines):
            write(json.dumps(found, ensure_ascii=False))


@evaluate_app.command(name="anonymisation")
def evaluate_anonymisation(gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl")], as_json: Json = False) -> None:
    """Rappel, précision et fuites par type, sur votre échantillon annoté."""
    from pipeline.cli.measured import evaluation_lines
    from pipeline.flow import outputs

    measured = outputs.evaluate_anonymisation(gold)
    say(as_json, measured, *evaluation_lines(measured))
