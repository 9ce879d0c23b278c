"""The verbs of giving back: booklets out, replies in, what they changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.cli.shared import Coder, Dir, Json, PassFile, plain, progress_bars, say, study_of

app = typer.Typer(
    no_args_is_help=True, help="Restitution : livrets à remettre, réponses à saisir, ce qu'elles changent."
)

People = Annotated[
    list[str] | None, typer.Option("--participant", "-p", help="Une personne, par son identifiant ; peut se répéter.")
]
Groups = Annotated[list[str] | None, typer.Option("--group", "-g", help="Un groupe, par son nom ; peut se répéter.")]
Kind = Annotated[Literal["pdf", "docx", "html"], typer.Option("--format", help="pdf, docx ou html.")]


@app.command()
def booklets(
    folder: Dir,
    participant: People = None,
    group: Groups = None,
    format: Kind = "pdf",  # the word that researchers type
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Écrire les livrets dans outputs/restitution : ceux de ces personnes et groupes, ou de tout le monde."""
    from pipeline.flow import restituting

    with study_of(folder, passphrase_file) as study:
        made = restituting.write_booklets(study, participants=participant, groups=group, format=format)
    answer = [
        {
            "reader": one.reader,
            "file": str(path),
            "findings": len(one.findings),
            "warnings": list(one.warnings),
            "remarks": [{"finding": f.number, **r.model_dump()} for f in one.findings for r in f.remarks],
        }
        for path, one in made
    ]
    lines = [f"{len(made)} livrets écrits dans {folder / 'outputs' / restituting.FOLDER}."]
    lines += [f"  {path.name} : {warning}" for path, one in made for warning in one.warnings]
    say(
        as_json,
        {"booklets": answer},
        *lines,
        "Suite : polyphonie restitution replies DIR FICHIER.csv, quand ils reviennent.",
    )


@app.command()
def replies(
    folder: Dir, file: Path, coder: Coder = None, passphrase_file: PassFile = None, as_json: Json = False
) -> None:
    """
    Saisir les réponses d'un fichier CSV ou JSON, une ligne par réponse.

    Colonnes : constat (identifiant) ou numero (au tableau des constats), personne, ou groupe et presents ; etape (seul, pairs,
    ensemble), date (AAAA-MM-JJ), main (own, dicté, équipe), reponse (d'accord, pas tout à fait, pas d'accord), mots.
    """
    from pipeline.flow import replying

    with study_of(folder, passphrase_file, coder) as study, progress_bars(as_json) as progress:
        done = replying.enter(study, replying.read_table(study, file), progress=progress)
    held = f" ; {done.waiting} attendent la relecture (polyphonie review {folder})" if done.waiting else ""
    say(
        as_json,
        plain(done),
        f"{done.sheets} feuilles, {done.replies} réponses saisies{held}.",
        f"Suite : polyphonie restitution show {folder}, puis l'écran Restitution pour décider.",
    )


@app.command()
def show(folder: Dir, as_json: Json = False) -> None:
    """Lister les constats et leurs numéros, qui a répondu quoi, et la parole qui a changé un constat."""
    from pipeline.flow import replying
    from pipeline.store import findings, restitution

    with study_of(folder, None) as study:
        board = findings.findings(study.file)
        answered = restitution.replies(study.file)
        changed = replying.after_whose_word(study)
    numbers = {one.finding_id: number for number, one in enumerate(board, start=1)}
    lines = [f"{numbers[one.finding_id]:>3}. {one.statement}  [{one.status.value}]" for one in board]
    lines += [
        f"  n° {numbers.get(r.finding_id, 0)} : {r.participant_id or r.group}, {r.step.value}, {r.answer.value}, {r.received_on}"
        for r in answered
    ]
    lines += [
        f"  n° {numbers.get(o.finding_id, 0)} : {o.effect.value}, {o.status_before.value} → {o.status_after.value}, "
        f"après la réponse de {r.participant_id or r.group}"
        for o, r in changed
    ]
    say(
        as_json,
        {
            "findings": [
                {
                    "number": numbers[f.finding_id],
                    "finding_id": f.finding_id,
                    "statement": f.statement,
                    "status": f.status,
                }
                for f in board
            ],
            "replies": [r.model_dump(mode="json") for r in answered],
            "changed": [
                {**o.model_dump(mode="json"), "participant_id": r.participant_id, "group": r.group} for o, r in changed
            ],
        },
        *(lines or ["Aucun constat."]),
        f"Réponses : {len(answered)}. Décisions prises après elles : {len(changed)}.",
    )
