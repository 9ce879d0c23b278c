"""The verbs of what a third party can check: the Word model of the report, the signed manifest, its verification."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.shared import Dir, Json, PassFile, say, study_of

app = typer.Typer()


@app.command("report-model")
def report_model(
    folder: Dir,
    anew: Annotated[bool, typer.Option("--anew", help="Remplacer le modèle qui s'y trouve.")] = False,
    as_json: Json = False,
) -> None:
    """Mettre dans l'étude un modèle Word à votre main ; le prochain rapport docx le suit."""
    from pipeline.flow import reports

    with study_of(folder, None) as study:
        path = reports.write_model(study, anew=anew)
    say(as_json, {"model": str(path)}, f"Modèle : {path}", f"Ensuite : polyphonie report {folder} --format docx")


@app.command()
def manifest(
    folder: Dir,
    key: Annotated[
        Path | None, typer.Option("--key", help="Votre clé Ed25519 (PEM) ; sans elle, celle du coffre.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Vérifier la preuve que contient DIR, sans étude.")] = False,
    compare: Annotated[bool, typer.Option("--compare", help="Confronter l'étude à sa preuve signée.")] = False,
    proof: Annotated[Path | None, typer.Option("--proof", help="Où est la preuve (avec --compare).")] = None,
    trusted: Annotated[
        str | None, typer.Option("--trusted", help="Empreinte de la clé, apprise par un autre chemin (avec --check).")
    ] = None,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Signer ce sur quoi reposent les rapports, ou vérifier ce qui a été signé ; code 1 si quelque chose a changé."""
    from pipeline.flow import proving

    if check:
        broken = proving.check_folder(folder, trusted_key=trusted)
    else:
        with study_of(folder, passphrase_file) as study:
            if not compare:
                signed = proving.sign(study, key_file=key)
                say(
                    as_json,
                    {**signed._asdict(), "folder": str(signed.folder)},
                    f"Preuve : {signed.folder} ({signed.n_fingerprints} empreintes ; {', '.join(signed.reports)}).",
                    f"Empreinte de la clé, à donner de vive voix à qui vérifiera : {signed.key}",
                )
                return
            broken = proving.compare(study, proof)
    told = [{"what": one.what, "where": one.where} for one in broken]
    lines = [f"{one.what} : {one.where}" for one in broken] or ["Tout est tel qu'il a été signé."]
    say(as_json, {"holds": not broken, "broken": told}, *lines)
    if broken:
        raise typer.Exit(1)
