"""
Codes crossed with groups, territories, waves or each other, as the study stands and for whoever will read.

Computed when it is asked for and never stored. People who refused to be analysed are not counted; outside the team, names of
parts are those of the level asked, and counts under `k` are not shown.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, Literal

from models.disclosure import Level
from models.matrices import CodeMatrix, CodePairs, Tested
from pipeline.errors import NothingToDo
from pipeline.flow import blind
from pipeline.flow.disclosing import Disclosure, disclosure
from pipeline.flow.study import OUTPUTS, OpenStudy
from pipeline.matrices.matrix import Carried, matrix, pairs
from pipeline.store import codebook, comparing, masks

By = Literal["group", "territory", "wave", "code"]
TRAITS = {"group": "stakeholder_group", "territory": "territory", "wave": "wave"}
SEED = 20260101


def crossed(study: OpenStudy, *, by: By, level: str | None = None, use: str | None = None) -> CodeMatrix | CodePairs:
    """
    Codes by parts of the study, or by codes.

    Args:
        level: who will read: team, funder or public; the study's own by default.

    Raises:
        NothingToDo: nobody has put a code yet.
        UnknownReference, VaultLocked: see `disclosing.disclosure`.
    """
    shown = disclosure(study, level=level, use=use)
    carried = _carried(study, shown)
    if not carried:
        raise NothingToDo("Aucun code n'est posé : codez des extraits, puis croisez-les.")
    fewest = 1 if shown.level is Level.TEAM else shown.k
    codes = tuple(shown.code(code) for code in codebook.codes(study.file))
    read = sorted(person for person in comparing.people_read(study.file) if shown.counts(person))
    if by == "code":
        return pairs(carried, codes, read, seed=SEED, fewest=fewest)
    part_of = {person: _part(shown, person, by) for person in read}
    order = [shown.group(group) or "" for group in study.settings.study.groups] if by == "group" else []
    return matrix(carried, codes, part_of, by=by, seed=SEED, fewest=fewest, order=order)


def _carried(study: OpenStudy, shown: Disclosure) -> tuple[Carried, ...]:
    owners = masks.turn_owners(study.file)
    found = []
    for one in blind.codings(study):
        person = owners[one.turn_id].participant_id
        if person is not None and shown.counts(person):
            found.append(Carried(one.code_id, person, one.turn_id, one.start_char, one.end_char))
    return tuple(found)


def _part(shown: Disclosure, person: str, by: str) -> str | None:
    return getattr(shown.people.get(person), TRAITS[by], None) or None


def write_matrix(study: OpenStudy, *, by: By, level: str | None = None, use: str | None = None) -> Path:
    """Write a table as CSV into `outputs/`, as `crossed` makes it; the journal says so. Returns where."""
    found = crossed(study, by=by, level=level, use=use)
    shown = disclosure(study, level=level, use=use)
    body = pairs_csv(found) if isinstance(found, CodePairs) else matrix_csv(found)
    folder = study.folder / OUTPUTS
    folder.mkdir(exist_ok=True)
    path = folder / f"croisement_{FILE_NAMES[by]}{shown.suffix}.csv"
    partial = path.with_name(path.name + ".partiel")
    partial.write_bytes(body.encode("utf-8-sig"))
    partial.replace(path)
    with study.write() as write:
        write.record(
            "output written", f"matrix {by}", level=shown.level.value, use=shown.use.value if shown.use else None
        )
    return path


FILE_NAMES = {"group": "groupes", "territory": "territoires", "wave": "vagues", "code": "codes"}


def matrix_csv(found: CodeMatrix) -> str:
    """Codes by parts as CSV: people and share of each part, then the test. An empty cell is one that may not be shown."""
    header = ["code", "personnes"]
    header += [title for part in found.parts for title in (f"{part.name} (sur {part.n_people})", f"{part.name} (part)")]
    rows = [
        [
            row.code_path,
            row.n_people,
            *(value for cell in row.cells for value in (cell.n_people, cell.share)),
            *_test_cells(row.tested),
            row.reading,
        ]
        for row in found.rows
    ]
    return _csv([*header, *TEST_HEADER, "lecture"], rows, found.limits)


def pairs_csv(found: CodePairs) -> str:
    """Codes by codes as CSV."""
    rows = [
        [
            *(
                pair.first_path,
                pair.second_path,
                pair.n_both,
                pair.n_expected,
                pair.n_first,
                pair.n_second,
                pair.n_passages,
            ),
            *_test_cells(pair.tested),
            pair.reading,
        ]
        for pair in found.pairs
    ]
    return _csv([*PAIR_HEADER, *TEST_HEADER, "lecture"], rows, found.limits)


TEST_HEADER = ("test", "p", "q", "v_de_cramer", "rapport_de_cotes", "borne_basse", "borne_haute")
PAIR_HEADER = ("code", "autre_code", "personnes_les_deux", "attendues", "personnes_code", "personnes_autre", "passages")


def _test_cells(tested: Tested | None) -> list[Any]:
    if tested is None:
        return [None] * len(TEST_HEADER)
    bounds = (tested.odds_ratio, tested.odds_low, tested.odds_high)
    return [tested.test.value, tested.p, tested.q, tested.cramers_v, *bounds]


def _csv(header: list[str], rows: list[list[Any]], limits: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[_guarded(value) for value in row] for row in rows])
    writer.writerow([])
    writer.writerow([limits])
    return out.getvalue()


def _guarded(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula is kept a text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t" and value else value
