"""The verbs that compare: agreement between coders, codes crossed with groups, territories, waves or codes."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.shared import Coder, Dir, Json, Level, PassFile, Use, say, study_of

if TYPE_CHECKING:
    from models.matrices import CodeMatrix, CodePairs

app = typer.Typer()
SHOWN_PAIRS = 20


class Crossing(StrEnum):
    """What codes are crossed with."""

    GROUP = "group"
    TERRITORY = "territory"
    WAVE = "wave"
    CODE = "code"


@app.command()
def agreement(
    folder: Dir,
    whole: Annotated[
        bool,
        typer.Option(
            "--whole", help="Tenir pour lues jusqu'au bout les sources que chacun a codées : s'y taire, c'est refuser."
        ),
    ] = False,
    coder: Coder = None,
    as_json: Json = False,
) -> None:
    """Mesurer l'accord entre les personnes qui codent, par code et en tout, avec intervalles."""
    from pipeline.flow import comparing as flow

    with study_of(folder, None, coder) as study:
        shown = flow.agreement_json(study, whole=whole)
    say(as_json, shown, *flow.agreement_lines(shown))


@app.command()
def matrix(
    folder: Dir,
    by: Annotated[
        Crossing, typer.Option("--by", help="Croiser avec les groupes, les territoires, les vagues ou les codes.")
    ] = Crossing.GROUP,
    write: Annotated[bool, typer.Option("--csv", help="Écrire aussi le tableau dans outputs/.")] = False,
    level: Level = None,
    use: Use = None,
    passphrase_file: PassFile = None,
    as_json: Json = False,
) -> None:
    """Croiser les codes : combien de personnes, quel test, quelle taille d'effet, et ce que cela ne prouve pas."""
    from models.matrices import CodePairs
    from pipeline.flow import matrices as flow

    with study_of(folder, passphrase_file) as study:
        found = flow.crossed(study, by=by.value, level=level, use=use)
        path = flow.write_matrix(study, by=by.value, level=level, use=use) if write else None
    shown = found.model_dump(mode="json") | ({"file": str(path)} if path else {})
    lines = _pair_lines(found) if isinstance(found, CodePairs) else _matrix_lines(found)
    say(as_json, shown, *lines, *([f"Écrit dans {path}."] if path else []))


def _matrix_lines(found: CodeMatrix) -> Iterator[str]:
    yield f"{found.n_people} personnes lues ; " + ", ".join(f"{part.name} : {part.n_people}" for part in found.parts)
    for row in found.rows:
        cells = ", ".join(f"{c.part} {'–' if c.n_people is None else c.n_people}" for c in row.cells)
        yield f"{row.code_path} ({cells}). {row.reading}"
    yield found.limits


def _pair_lines(found: CodePairs) -> Iterator[str]:
    yield f"{found.n_people} personnes lues, {len(found.pairs)} paires de codes portées par une même personne."
    for pair in found.pairs[:SHOWN_PAIRS]:
        n = "–" if pair.n_both is None else pair.n_both
        yield f"{pair.first_path} + {pair.second_path} : {n} personnes. {pair.reading}"
    yield found.limits
