"""The verbs of the lexicometric eye: words and saturation."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.shared import Dir, Json, PassFile, say, study_of

if TYPE_CHECKING:
    from models.lexicometry import Classification, GroupWords, WordWeight
    from models.saturation import Saturation

app = typer.Typer()
SHOWN_WORDS = 12
SHOWN_CONTEXTS = 50
LEVEL_HELP = "Qui lira : team, funder ou public."


class By(StrEnum):
    """How the corpus is parted."""

    GROUP = "group"
    TERRITORY = "territory"
    WAVE = "wave"


class Of(StrEnum):
    """What is counted as new."""

    THEMES = "themes"
    CODES = "codes"


@app.command()
def words(
    folder: Dir,
    by: Annotated[By, typer.Option("--by", help="Comparer les groupes, les territoires ou les vagues.")] = By.GROUP,
    classes: Annotated[
        int | None, typer.Option("--classes", min=2, max=30, help="Nombre de classes au plus ; sinon proposé.")
    ] = None,
    find: Annotated[str | None, typer.Option("--find", help="Montrer un mot (ou « aid* ») dans ses contextes.")] = None,
    level: Annotated[str, typer.Option("--level", help=LEVEL_HELP)] = "team",
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Compter les mots : classes de Reinert, spécificités par groupe, accord avec les thèmes, contextes d'un mot."""
    from pipeline.flow import words as flow

    with study_of(folder, passphrase_file) as study:
        if find is not None:
            found = flow.contexts(study, find, level=level)
            lines = [f"…{c.before}[{c.word}]{c.after}…  ({c.participant_id or '?'})" for c in found[:SHOWN_CONTEXTS]]
            shown = {"contexts": [c.model_dump(mode="json") for c in found]}
            say(as_json, shown, f"{len(found)} fois.", *lines)
            return
        counted = flow.corpus(study, level=level)
        classified = flow.classes(counted, n_classes=classes)
        groups = flow.group_words(counted, by=by.value)
        crossed = flow.words_and_meaning(study, classified)
        plane = flow.plane(counted, by=by.value)
        linked = flow.links(counted)
    say(
        as_json,
        {
            "classification": classified.model_dump(mode="json"),
            "groups": [one.model_dump(mode="json") for one in groups],
            "plane": plane.model_dump(mode="json") if plane else None,
            "links": [link.model_dump(mode="json") for link in linked],
            "themes": crossed.model_dump(mode="json"),
        },
        *_class_lines(classified),
        *_group_lines(groups),
        crossed.reading,
    )


def _class_lines(found: Classification) -> Iterator[str]:
    yield found.reading
    for one in found.classes:
        yield f"Classe {one.number} : {_counted(len(one.segment_ids), 'extrait')}, {_counted(one.n_participants, 'personne')}. {_listed(one.words)}"


def _group_lines(found: tuple[GroupWords, ...]) -> Iterator[str]:
    for one in found:
        yield f"{one.part} ({_counted(one.n_participants, 'personne')}) dit plus : {_listed(one.over)}"
        if one.under:
            yield f"{one.part} dit moins : {_listed(one.under)}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number > 1 else ''}"


def _listed(weights: tuple[WordWeight, ...]) -> str:
    return (
        ", ".join(f"{one.word} ({one.n_participants} pers.)" for one in weights[:SHOWN_WORDS]) or "rien de particulier"
    )


@app.command()
def saturation(
    folder: Dir,
    of: Annotated[Of, typer.Option("--of", help="Compter les thèmes ou les codes nouveaux.")] = Of.THEMES,
    level: Annotated[str, typer.Option("--level", help=LEVEL_HELP)] = "team",
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Dire ce que chaque personne de plus apporte encore de nouveau, en tout et par groupe."""
    from pipeline.flow import words as flow

    with study_of(folder, passphrase_file) as study:
        found = flow.saturation(study, of=of.value, level=level)
    shown: dict[str, Any] = {"curves": [one.model_dump(mode="json") for one in found]}
    say(as_json, shown, *(map(_curve_line, found) if found else ["Personne n'a encore été entendu."]))


def _curve_line(curve: Saturation) -> str:
    return f"{curve.group or 'Tout le monde'} : {_counted(curve.n_people, 'personne')}, {_counted(curve.n_found, 'trouvé')}. {curve.reading}"
