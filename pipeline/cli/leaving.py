"""The verbs of what leaves a study: report, export, and the risk sheet that says what leaves with it."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from pipeline.cli.shared import PASSPHRASE_VARIABLE, Dir, Json, Level, PassFile, Use, say, study_of

app = typer.Typer()


@app.command()
def report(
    folder: Dir,
    format: Annotated[str, typer.Option("--format", help="html, docx ou pdf.")] = "html",
    level: Level = None,
    audience: Annotated[
        str | None,
        typer.Option("--audience", help="Une page pour : elus, financeurs, direction, associations ou personnes."),
    ] = None,
    finding: Annotated[list[str] | None, typer.Option("--finding", help="Ce constat seulement (répétable).")] = None,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Écrire le rapport, ou la fiche d'une page d'un public, dans outputs/."""
    from pipeline.flow import outputs

    with study_of(folder, passphrase_file) as study:
        path = outputs.report(study, format, level=level, audience=audience, finding_ids=finding or ())
    say(as_json, {"report": str(path)}, f"Rapport : {path}")


@app.command()
def export(
    folder: Dir,
    format: Annotated[str, typer.Option("--format", help="csv, parquet, iramuteq, qdc, qdpx ou taguette.")] = "csv",
    level: Level = None,
    use: Use = None,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Écrire les tables publiques, un corpus IRaMuTeQ, un projet REFI-QDA ou le livre de codes dans outputs/."""
    from pipeline.flow import outputs

    with study_of(folder, passphrase_file) as study:
        paths = outputs.export(study, format, level=level, use=use)
    say(as_json, {"files": [str(path) for path in paths]}, *(str(path) for path in paths))


@app.command()
def risk(
    folder: Dir,
    format: Annotated[str, typer.Option("--format", help="html, docx ou json.")] = "html",
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Écrire la fiche de risque : ce qui est masqué, ce qui reste, qui pourrait être reconnu, ce qu'il reste à faire."""
    from pipeline.flow import risk_sheet

    with study_of(folder, passphrase_file) as study:
        if passphrase_file or os.environ.get(PASSPHRASE_VARIABLE):
            _ = study.vault
        sheet = risk_sheet.gather(study)
        path = risk_sheet.write(study, sheet, format)
    to_do = [f"À faire : {line}" for line in sheet.to_do]
    say(as_json, {"sheet": str(path), **sheet.model_dump(mode="json")}, f"Fiche de risque : {path}", *to_do)
