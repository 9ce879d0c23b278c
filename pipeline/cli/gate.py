"""The verbs of the gate, for the custodian: what waits for a review, and the names that are known beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.shared import Dir, Json, PassFile, progress_bars, say, study_of

app = typer.Typer()
identities_app = typer.Typer(
    no_args_is_help=True, help="Les noms que l'on connaît d'avance : les déclarer, les voir, les retirer (au coffre)."
)


@app.command()
def review(
    folder: Dir,
    release_all: Annotated[bool, typer.Option("--release-all", help="Tout laisser entrer dans l'étude.")] = False,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Dépositaire : lister ce qui attend une relecture, ou tout libérer."""
    from pipeline.flow import review as reviewing

    with study_of(folder, passphrase_file) as study, progress_bars(as_json) as progress:
        waiting = reviewing.held_sources(study, progress=progress)
        released = reviewing.release(study) if release_all else 0
        due = reviewing.reviewed_after_release(study)
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
        said = (f"{released} transcriptions libérées.", f"Ensuite : polyphonie run {folder}")
        say(as_json, {"released": released}, *said)
        return
    lines = [f"{h['n_doubts']:>4} doutes {h['n_mentions']:>5} mentions   {h['source_name']}" for h in held]
    lines = lines or ["Rien n'attend de relecture."]
    if due:
        lines.append(f"{len(due)} transcriptions déjà libérées attendent que des décisions y soient appliquées.")
    say(as_json, {"held": held, "reviewed_after_release": list(due)}, *lines)


@identities_app.command(name="import")
def import_(
    folder: Dir,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV : person, form, kind, gender, pseudonym, note.")],
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Déclarer les noms d'un fichier identities.csv, à la place de ceux d'avant ; gardés au coffre, chiffrés."""
    from pipeline.errors import ImportRefused
    from pipeline.flow import declaring

    try:
        content = file.read_bytes()
    except OSError as fault:
        raise ImportRefused(f"Le fichier « {file} » ne peut pas être lu : vérifiez son nom et ses droits.") from fault
    with study_of(folder, passphrase_file) as study:
        done = declaring.import_identities(study, content)
    say(
        as_json,
        {"forms": done.forms, "people": done.people, "refused": [r._asdict() for r in done.refused]},
        f"{done.forms} formes déclarées, pour {done.people} identifiants.",
        *(f"  ligne {r.line} refusée : {r.reason}" for r in done.refused),
        f"Le fichier « {file.name} » reste en clair là où il est : effacez-le, le coffre le garde.",
        f"Ensuite : polyphonie review {folder}",
    )


@identities_app.command(name="show")
def show(folder: Dir, passphrase_file: PassFile = None, as_json: Json = False) -> None:
    """Montrer les noms déclarés (noms réels : à l'écran seulement)."""
    from pipeline.flow import declaring

    with study_of(folder, passphrase_file) as study:
        known = declaring.declared(study)
    rows = [one.model_dump(mode="json") for one in known]
    lines = [f"{one.person:<12} {one.kind.value:<13} {one.form}" for one in known]
    say(as_json, {"identities": rows}, *(lines or ["Aucun nom n'est déclaré : polyphonie identities import."]))


@identities_app.command(name="remove")
def remove(
    folder: Dir,
    person: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="Un identifiant ; sans lui, avec --all.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Retirer tous les noms déclarés.")] = False,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Retirer les noms déclarés d'un identifiant, ou tous."""
    from pipeline.flow import declaring

    if (person is None) is not everything:
        raise typer.BadParameter("Donnez un identifiant, ou --all.")
    with study_of(folder, passphrase_file) as study:
        done = declaring.remove_identities(study, person)
    say(as_json, {"forms": done.forms, "people": done.people}, f"Il reste {done.forms} formes déclarées.")
