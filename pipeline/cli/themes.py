"""The verb of themes: look for them, say how many, name, merge, split, set aside, undo, read from near to near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.shared import Dir, Json, PassFile, progress_bars, say, study_of
from pipeline.errors import UnknownReference

if TYPE_CHECKING:
    from models.rows import ThemeRow

app = typer.Typer()

AUTOMATIC = 0
NEAR_SHOWN = 10


@app.command()
def themes(
    folder: Dir,
    seed: Annotated[int | None, typer.Option(help="Graine.")] = None,
    number: Annotated[
        int | None,
        typer.Option(
            "--themes", min=AUTOMATIC, max=200, help="Nombre de thèmes, gardé ensuite ; 0 : la méthode choisit."
        ),
    ] = None,
    rename: Annotated[int | None, typer.Option(min=1, help="Renommer le thème de ce numéro (avec --name).")] = None,
    merge: Annotated[list[int] | None, typer.Option(min=1, help="Fusionner : à répéter pour chaque thème.")] = None,
    split: Annotated[int | None, typer.Option(min=1, help="Séparer le thème en ses sous-thèmes.")] = None,
    aside: Annotated[int | None, typer.Option("--set-aside", min=1, help="Mettre le thème de côté.")] = None,
    name: Annotated[str | None, typer.Option(help="Le nom à donner (avec --rename ou --merge).")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Annuler le dernier geste sur les thèmes.")] = False,
    near: Annotated[str | None, typer.Option(help="Lire les passages proches de l'extrait de cet identifiant.")] = None,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Chercher les thèmes ; les renommer, fusionner, séparer, mettre de côté ; tout s'annule, chaque analyse est gardée."""
    from pipeline.flow import analysing, theming
    from pipeline.store import themes as store_themes

    with study_of(folder, passphrase_file) as study, progress_bars(as_json) as progress:
        if near is not None:
            _near(theming.near(study, near, most=NEAR_SHOWN), as_json)
            return
        if number is not None:
            theming.ask_number(study, number or None)
        analysing.segment(study, progress=progress)
        analysing.encode(study, progress=progress)
        made = theming.find(study, seed=seed, progress=progress).made
        before = store_themes.theme_rows(study.file)
        told: list[str] = []
        if rename is not None:
            theming.rename(study, _at(before, rename), _named(name))
        if merge:
            theming.merge(study, [_at(before, one) for one in merge], label=name)
        if split is not None:
            theming.split(study, _at(before, split))
        if aside is not None:
            theming.set_aside(study, _at(before, aside))
        if undo:
            undone = theming.undo(study)
            told.append("Rien à annuler." if undone is None else f"Annulé : {_ACTS[undone.kind.value]}.")
        shown, lines = _report(study)
    say(as_json, {"made": made, **shown}, *told, *lines)


_ACTS = {
    "rename": "un thème renommé",
    "merge": "une fusion",
    "split": "une séparation",
    "set_aside": "une mise de côté",
}


def _at(rows: tuple[ThemeRow, ...], rank: int) -> str:
    if rank > len(rows):
        raise UnknownReference(f"Il n'y a pas de thème {rank} : la liste en compte {len(rows)}.")
    return rows[rank - 1].theme_id


def _named(name: str | None) -> str:
    if not name or not name.strip():
        raise typer.BadParameter("donnez le nom : --name « … »")
    return name


def _near(found: Any, as_json: bool) -> None:
    lines = [
        f"{nearness:.2f}  {row.source_name}, tour {row.turn_no}  {row.text}".replace(".", ",", 1)
        for row, nearness in found
    ]
    say(
        as_json,
        {"near": [{"nearness": nearness, "segment": row.model_dump(mode="json")} for row, nearness in found]},
        *(lines or ["Personne d'autre n'a encore rien dit."]),
    )


def _report(study: Any) -> tuple[dict[str, Any], list[str]]:
    """The present themes, with what they rest on, as JSON and as lines."""
    from pipeline.flow import theming
    from pipeline.store import theme_sheets
    from pipeline.store import themes as store_themes

    rows = store_themes.theme_rows(study.file)
    sheets = theme_sheets.figures(study.file)
    parts = {row.theme_id: theme_sheets.subthemes(study.file, row.theme_id) for row in rows}
    tried, reading = theme_sheets.numbers_tried(study.file), store_themes.reading(study.file)
    unheard, lost = store_themes.unheard(study.file), theming.lost(study)
    shown = {
        "themes": [
            {
                **row.model_dump(mode="json"),
                **(sheets[row.theme_id].model_dump(mode="json") if row.theme_id in sheets else {}),
                "subthemes": [part.model_dump(mode="json") for part in parts[row.theme_id]],
            }
            for row in rows
        ],
        "reading": reading,
        "numbers": [one.model_dump(mode="json") for one in tried],
        "unheard": [row.segment_id for row in unheard],
        "lost_acts": [act.model_dump(mode="json", exclude={"label", "parts"}) for act in lost],
    }
    lines = []
    for rank, row in enumerate(rows, start=1):
        lines.append(
            f"{rank:>3} {row.n_participants:>4} pers. {row.n_segments:>5} extraits   {row.label}{_figures(row, sheets)}"
        )
        lines += [
            f"        {p.n_participants:>4} pers. {p.n_segments:>5} extraits   {p.label}" for p in parts[row.theme_id]
        ]
    if unheard:
        voices = len({row.participant_id for row in unheard})
        lines.append(f"Non placés : {len(unheard)} extrait(s) de {voices} personne(s), à lire dans l'application.")
    lines += [reading] if reading else []
    if lost:
        lines.append(f"{len(lost)} geste(s) portent sur des thèmes que cette analyse n'a pas retrouvés : revoyez-les.")
    return shown, lines


def _figures(row: ThemeRow, sheets: Any) -> str:
    found = sheets.get(row.theme_id)
    told = [] if row.stability is None else [f"stabilité {row.stability:.2f}".replace(".", ",")]
    if found is not None and found.loudest_share is not None:
        told.append(f"voix la plus présente {found.loudest_share:.0%}".replace("%", " %"))
    if found is not None and found.without_loudest is not None:
        told.append(f"sans elle {found.without_loudest:.2f}".replace(".", ","))
    if found is not None and found.interviewer_share is not None:
        told.append(f"mots venus de la question {found.interviewer_share:.0%}".replace("%", " %"))
    return f" ({' ; '.join(told)})" if told else ""
