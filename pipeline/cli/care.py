"""The verbs of what keeps a study whole: seal, withdraw, reanonymise, stranded, verify, backup, restore, demo."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.shared import (
    PASSPHRASE_VARIABLE,
    Coder,
    Dir,
    Json,
    PassFile,
    progress_bars,
    say,
    study_of,
)

app = typer.Typer()


@app.command()
def seal(
    folder: Dir,
    restore: Annotated[
        bool, typer.Option("--restore", help="Rendre les fichiers scellés au lieu d'en sceller.")
    ] = False,
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Cette source seulement (avec --restore).")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="Copier dans ce dossier, sans desceller (avec --restore).")
    ] = None,
    confirm: Annotated[
        str, typer.Option("--confirm", help="« détruire les originaux », quand l'étude ne doit en garder aucun.")
    ] = "",
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Mettre les originaux où study.toml le veut (coffre, ou nulle part), ou rendre un fichier scellé."""
    from pipeline.flow import care

    with study_of(folder, passphrase_file) as study:
        if restore:
            given = care.unseal(study, source or None, to=to)
            say(as_json, {"restored": [str(path) for path in given]}, f"{len(given)} fichiers rendus.")
            return
        done = care.seal(study, confirmation=confirm)
    lines = [f"{done.sealed} fichiers mis au coffre ; sources/ ne les garde plus."]
    if done.destroyed:
        lines = [f"{done.destroyed} originaux détruits ; l'étude n'en garde que l'empreinte."]
    say(as_json, done._asdict(), *lines)


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
    say(as_json, {"receipt": receipt._asdict()}, *receipt_lines(receipt))


def receipt_lines(receipt: Any) -> list[str]:
    """A withdrawal's receipt, for people."""
    lines = [
        f"{receipt.rows} lignes et {receipt.sources} sources effacées ; {len(receipt.findings)} constats recomptés.",
    ]
    if receipt.texts:
        lines.append(f"Ses mots ont été retirés de {receipt.texts} textes écrits par des chercheurs.")
    lines += [f"  Constat que plus rien n'appuie : {one}" for one in receipt.lost]
    lines += [f"  Source partagée, gardée sans ses mots : {one}" for one in receipt.shared]
    lines += [
        f"  Des personnes sans identifiant y parlent ; vérifiez qu'aucune n'est elle : {one}" for one in receipt.unnamed
    ]
    lines += [f"  Fichier retiré de outputs/ : {one}" for one in receipt.outputs]
    lines += [f"  Sauvegarde qui la contient encore : {name} ({day})" for name, day in receipt.backups]
    return [*lines, receipt.remains, f"Reçu : {receipt.receipt}"]


@app.command()
def reanonymise(
    folder: Dir,
    source: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Toutes, sans précision.")] = None,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Remplacer de nouveau les transcriptions libérées ; codages, mémos et constats suivent leurs mots."""
    from pipeline.flow import reanonymising

    with study_of(folder, passphrase_file) as study, progress_bars(as_json) as progress:
        done = reanonymising.reanonymise(study, source or None, progress=progress)
    say(
        as_json,
        {
            "transcripts": done.transcripts,
            "carried": done.carried,
            "stranded": [one.model_dump(mode="json") for one in done.stranded],
        },
        f"{done.transcripts} transcriptions ont une nouvelle version ; {done.carried} codages, pièces et mémos ont suivi.",
        *stranded_lines(done.stranded),
        f"Ensuite : polyphonie {'stranded' if done.stranded else 'run'} {folder}",
    )


@app.command()
def stranded(
    folder: Dir,
    dismiss: Annotated[list[str] | None, typer.Option("--dismiss", help="Ne plus attendre celui-ci.")] = None,
    dismiss_all: Annotated[bool, typer.Option("--dismiss-all", help="N'en plus attendre aucun.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Pourquoi ; gardé avec votre nom.")] = "",
    coder: Coder = None,
    as_json: Json = False,
) -> None:
    """Lister ce qui n'a pas pu suivre une nouvelle version, jusqu'à ce qu'on le recode ou l'écarte."""
    from pipeline.flow import reanonymising

    with study_of(folder, None, coder) as study:
        gone = 0
        if dismiss or dismiss_all:
            gone = reanonymising.dismiss(study, None if dismiss_all else dismiss, reason=reason)
        left = reanonymising.stranded(study)
    told = stranded_lines(left) or ["Rien n'est resté sans place."]
    say(as_json, {"dismissed": gone, "stranded": [one.model_dump(mode="json") for one in left]}, *told)


WHY = {
    "not there": "ses mots n'étaient pas à leur place",
    "gone": "aucun de ses mots n'est resté",
    "ambiguous": "les deux versions le coupent autrement",
    "merged": "il se confond avec un autre",
}


def stranded_lines(found: Sequence[Any]) -> list[str]:
    """What could not follow: what, which code, who, when, where, why; no words."""
    kinds = {"coding": "codage", "evidence": "pièce de constat", "memo": "mémo"}
    return [
        f"  {one.stranded_id}  {kinds[one.about]}  {one.code_path or one.finding_id or '-'}  {one.coder}  "
        f"{one.decided_at:%Y-%m-%d}  {one.source_name or one.source_id}, tour {one.turn_no} : {WHY[one.why]}"
        for one in found
    ]


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
    say(
        as_json,
        {"study": str(path)},
        f"Étude restaurée dans {path}.",
        "Qui s'est retiré depuis cette sauvegarde s'y trouve de nouveau : retirez-le encore.",
        f"Ensuite : polyphonie verify {path}",
    )


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
