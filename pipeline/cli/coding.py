"""The verbs of coding and finding: codebook, codings, findings, search."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.shared import (
    Coder,
    Dir,
    Json,
    Level,
    PassFile,
    Use,
    say,
    study_of,
)

app = typer.Typer()
codebook_app = typer.Typer(no_args_is_help=True, help="Livre de codes : le lire, le prendre, le donner.")
codings_app = typer.Typer(no_args_is_help=True, help="Codages faits ailleurs, ou à emporter.")
findings_app = typer.Typer(no_args_is_help=True, help="Constats : les lire, en importer.")


@codebook_app.command(name="show")
def codebook_show(folder: Dir, as_json: Json = False) -> None:
    """Lister les codes, avec le nombre de personnes et d'extraits."""
    from pipeline.flow import blind
    from pipeline.store import codebook

    with study_of(folder, None) as study:
        codes, counts = codebook.codes(study.file), blind.code_counts(study)
    rows = [
        {
            **c.model_dump(mode="json"),
            "n_participants": counts.get(c.code_id, (0, 0))[0],
            "n_codings": counts.get(c.code_id, (0, 0))[1],
        }
        for c in codes
    ]
    lines = [f"{r['n_participants']:>4} pers. {r['n_codings']:>5} extraits   {r['path']}" for r in rows]
    say(as_json, {"codes": rows}, *(lines or ["Le livre de codes est vide."]))


@codebook_app.command(name="export")
def codebook_export(folder: Dir, file: Path, level: Level = None, as_json: Json = False) -> None:
    """Écrire le livre de codes : .csv ou .qdc (REFI-QDA)."""
    from pipeline.flow import outputs

    with study_of(folder, None) as study:
        n = outputs.export_codebook(study, file, level=level)
    say(as_json, {"codes": n, "file": str(file)}, f"{n} codes écrits dans {file}.")


@codebook_app.command(name="import")
def codebook_import(folder: Dir, file: Path, coder: Coder = None, as_json: Json = False) -> None:
    """Prendre un livre de codes : .csv ou .qdc (REFI-QDA)."""
    from pipeline.flow import imports

    with study_of(folder, None, coder) as study:
        done = imports.import_codebook(study, file)
    _imported(as_json, done, "codes")


@codings_app.command(name="import")
def codings_import(folder: Dir, file: Path, coder: Coder = None, as_json: Json = False) -> None:
    """Prendre des codages faits ailleurs ; un verbatim qui n'est pas à son ancre est refusé, les autres entrent."""
    from pipeline.flow import imports

    with study_of(folder, None, coder) as study:
        done = imports.import_codings(study, file)
    _imported(as_json, done, "codages")


@codings_app.command(name="export")
def codings_export(
    folder: Dir,
    file: Path,
    level: Level = None,
    use: Use = None,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Écrire les codages en vigueur dans un CSV."""
    from pipeline.flow import outputs

    with study_of(folder, passphrase_file) as study:
        n = outputs.export_codings(study, file, level=level, use=use)
    say(as_json, {"codings": n, "file": str(file)}, f"{n} codages écrits dans {file}.")


@codings_app.command(name="next")
def codings_next(
    folder: Dir,
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="Combien d'extraits.")] = 10,
    coder: Coder = None,
    as_json: Json = False,
) -> None:
    """Dire quoi lire ensuite : les extraits dont la réponse apprendrait le plus, et pourquoi chacun."""
    from pipeline.flow import learning

    with study_of(folder, None, coder) as study:
        found = learning.read_next(study, limit=limit)
    rows = [
        {
            "segment_id": one.segment.segment_id,
            "source_name": one.segment.source_name,
            "turn_no": one.segment.turn_no,
            "participant_id": one.segment.participant_id,
            "text": one.segment.text,
            "why": one.why,
            "doubts": list(one.doubts),
        }
        for one in found
    ]
    lines = [f"{r['source_name']}, tour {r['turn_no']} : {r['text']}\n    {r['why']}" for r in rows]
    say(as_json, {"next": rows}, *(lines or ["Chaque extrait porte déjà une décision."]))


@codings_app.command(name="calibration")
def codings_calibration(folder: Dir, as_json: Json = False) -> None:
    """Dire jusqu'où croire les scores des propositions, sur des décisions mises de côté."""
    from pipeline.flow import learning

    with study_of(folder, None) as study:
        found = learning.calibration(study)
    lines = [
        f"score de {_comma(one.low)} à {_comma(one.high)} : {one.n:>5} décisions, {one.accepted:.0%} portaient le code"
        for one in found.steps
    ]
    if found.error is None:
        lines = [
            f"{found.n_forecasts} décisions mises de côté, il en faut {learning.FEWEST_FORECASTS} : un score ne fait que ranger."
        ]
    else:
        lines.append(
            f"Écart moyen entre le score et ce qui a été décidé : {found.error:.1%} ; {found.n_codes_taught} codes sur "
            f"{found.n_codes} ont assez de décisions."
        )
    answer = {**found._asdict(), "steps": [one._asdict() for one in found.steps]}
    say(as_json, answer, *lines)


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


@findings_app.command(name="show")
def findings_show(
    folder: Dir,
    finding: Annotated[
        str | None,
        typer.Argument(metavar="NUMÉRO", help="Toute la fiche de ce constat : son numéro, ou son identifiant."),
    ] = None,
    level: Level = "team",
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Montrer chaque constat : qui l'appuie, qui le contredit, qui se tait ; ou toute la fiche de l'un."""
    from pipeline.flow import outputs
    from pipeline.flow.shown_findings import findings_lines

    with study_of(folder, passphrase_file) as study:
        shown = outputs.findings_json(study, level=level)
    say(as_json, shown, *(() if as_json else findings_lines(shown, finding)))


@findings_app.command(name="import")
def findings_import(folder: Dir, file: Path, coder: Coder = None, as_json: Json = False) -> None:
    """Prendre des constats et leurs extraits (JSON)."""
    from pipeline.flow import imports

    with study_of(folder, None, coder) as study:
        done = imports.import_findings(study, file)
    _imported(as_json, done, "constats")


def _imported(as_json: bool, done: Any, what: str) -> None:
    refused = [{"line": r.line, "problem": r.problem} for r in done.refused]
    lines = [f"ligne {r.line} : {r.problem}" for r in done.refused]
    say(
        as_json, {"added": done.added, "refused": refused}, f"{done.added} {what} pris, {len(refused)} refusés.", *lines
    )


@app.command()
def search(
    folder: Dir, words: str, level: Level = "team", passphrase_file: PassFile = None, as_json: Json = False
) -> None:
    """Chercher par les mots et par le sens ; chaque réponse a son ancre."""
    from pipeline.flow import outputs

    with study_of(folder, passphrase_file) as study:
        hits = outputs.search(study, words, level=level)
    lines = [f"{h['source_name']}, tour {h['turn_no']}, {h['participant_id'] or '?'} : {h['verbatim']}" for h in hits]
    say(as_json, {"hits": hits}, *(lines or ["Rien trouvé : essayez d'autres mots."]))


@app.command(name="import")
def import_file(
    folder: Dir, file: Path, coder: Coder = None, passphrase_file: PassFile = None, as_json: Json = False
) -> None:
    """Prendre un projet (.qdpx, QualCoder, Taguette, RQDA, Sonal), un livre de codes, des codages ou des constats ; le contenu dit lequel."""
    from pipeline.flow import imports, projects

    with study_of(folder, passphrase_file, coder) as study:
        if imports.is_project_file(file):
            taken = projects.import_project(study, file)
            say(as_json, taken._asdict(), *projects.told(taken))
            return
        what, done = imports.import_any(study, file)
    _imported(as_json, done, what)


@app.command()
def imported(folder: Dir, passphrase_file: PassFile = None, as_json: Json = False) -> None:
    """Dire quels codages importés attendent encore, et lesquels n'ont pas pu suivre leurs mots."""
    from pipeline.flow.project_entry import unplaced
    from pipeline.flow.project_waiting import waiting_sources

    with study_of(folder, passphrase_file) as study:
        lost, due = unplaced(study), [source.source_name for source in waiting_sources(study)]
    lines = [f"Attend « run » : {name}" for name in due] + [f"Sans place : {line}" for line in lost]
    say(as_json, {"waiting": due, "unplaced": list(lost)}, *(lines or ["Tout ce qui pouvait entrer est entré."]))
