"""The verbs of what leaves a study and what keeps it whole: report, export, review, seal, withdraw, verify, backup, demo."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.shared import (
    PASSPHRASE_VARIABLE,
    Dir,
    Json,
    PassFile,
    progress_bars,
    say,
    study_of,
)

app = typer.Typer()


@app.command()
def report(
    folder: Dir,
    format: Annotated[str, typer.Option("--format", help="html, docx ou pdf.")] = "html",
    as_json: Json = False,
) -> None:
    """Écrire le rapport dans outputs/."""
    from pipeline.flow import outputs

    with study_of(folder, None) as study:
        path = outputs.report(study, format)
    say(as_json, {"report": str(path)}, f"Rapport : {path}")


@app.command()
def export(
    folder: Dir,
    format: Annotated[str, typer.Option("--format", help="csv, parquet, iramuteq ou qdc.")] = "csv",
    as_json: Json = False,
) -> None:
    """Écrire les tables publiques, un corpus IRaMuTeQ ou le livre de codes dans outputs/."""
    from pipeline.flow import outputs

    with study_of(folder, None) as study:
        paths = outputs.export(study, format)
    say(as_json, {"files": [str(path) for path in paths]}, *(str(path) for path in paths))


@app.command()
def review(
    folder: Dir,
    release_all: Annotated[bool, typer.Option("--release-all", help="Tout laisser entrer dans l'étude.")] = False,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Dépositaire : lister ce qui attend une relecture, ou tout libérer."""
    from pipeline.flow import review as reviewing

    with study_of(folder, passphrase_file) as study:
        waiting = reviewing.held_sources(study)
        released = reviewing.release(study) if release_all else 0
    held = [
        {
            "source_id": h.source.source_id,
            "source_name": h.source.source_name,
            "n_mentions": h.n_mentions,
            "n_doubts": h.n_doubts,
        }
        for h in waiting
    ]
    if release_all:
        say(
            as_json,
            {"released": released},
            f"{released} transcriptions libérées.",
            f"Ensuite : polyphonie run {folder}",
        )
        return
    lines = [f"{h['n_doubts']:>4} doutes {h['n_mentions']:>5} mentions   {h['source_name']}" for h in held]
    say(as_json, {"held": held}, *(lines or ["Rien n'attend de relecture."]))


@app.command()
def seal(folder: Dir, passphrase_file: PassFile = None, as_json: Json = False) -> None:
    """Mettre sources/ au coffre, chiffré."""
    from pipeline.flow import care

    with study_of(folder, passphrase_file) as study:
        n = care.seal(study)
    say(as_json, {"sealed": n}, f"{n} fichiers mis au coffre ; sources/ ne garde que leurs empreintes.")


@app.command()
def withdraw(
    folder: Dir,
    participant: Annotated[str, typer.Argument(metavar="PARTICIPANT")],
    yes: Annotated[bool, typer.Option("--yes", help="Ne pas demander confirmation.")] = False,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Effacer une personne partout, recompter ce qui reposait sur elle, donner un reçu."""
    from pipeline.flow import care

    if not yes:
        typer.confirm("Effacer pour toujours les mots de cette personne, ici et dans le coffre ?", abort=True, err=True)
    with study_of(folder, passphrase_file) as study:
        receipt = care.withdraw(study, participant)
    say(
        as_json,
        {"receipt": receipt._asdict()},
        f"{receipt.rows} lignes et {receipt.sources} sources effacées ; {len(receipt.findings)} constats recomptés.",
        f"Reçu : {receipt.receipt}",
    )


@app.command()
def verify(folder: Dir, passphrase_file: PassFile = None, as_json: Json = False) -> None:
    """Prouver de nouveau les trois promesses ; code 1 si l'une est rompue."""
    from pipeline.flow import care

    with study_of(folder, passphrase_file) as study:
        if passphrase_file or os.environ.get(PASSPHRASE_VARIABLE):
            _ = study.vault
        found = care.verify(study)
    broken = [{"what": b.what, "where": b.where} for b in found.broken]
    lines = [f"{b['what']} : {b['where']}" for b in broken] or ["Les trois promesses tiennent."]
    say(as_json, {"holds": found.holds, "broken": broken, "unchecked": list(found.unchecked)}, *lines, *found.unchecked)
    if broken:
        raise typer.Exit(1)


@app.command()
def backup(folder: Dir, file: Path, as_json: Json = False) -> None:
    """Copier l'étude, entière et cohérente, dans un fichier."""
    from pipeline.flow import care

    with study_of(folder, None) as study:
        path = care.backup(study, file)
    say(as_json, {"backup": str(path)}, f"Sauvegarde : {path} (gardez la phrase secrète à part).")


@app.command()
def restore(file: Path, folder: Dir, as_json: Json = False) -> None:
    """Remettre une sauvegarde, vérifiée, dans un nouveau dossier."""
    from pipeline.flow import care

    path = care.restore(file, folder)
    say(as_json, {"study": str(path)}, f"Étude restaurée dans {path}.", f"Ensuite : polyphonie verify {path}")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR")] = Path("demo-study"),
    as_json: Json = False,
) -> None:
    """Bâtir une étude inventée à partir de corpus/samples et la mener jusqu'au rapport."""
    from pipeline.flow import demonstration

    with progress_bars(as_json) as progress:
        shown = demonstration.demo(folder, progress=progress)
    say(as_json, shown, *demonstration.lines(shown))
