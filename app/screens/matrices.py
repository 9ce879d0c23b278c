"""Croisements: codes by groups, territories, waves or codes, in people, with what the test says and does not prove."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from app import session
from app import wording_agreement as wording
from app.components import empty, heat, tables
from models.codebook import PATH_SEPARATOR
from models.disclosure import Level
from models.matrices import Cell, CodeMatrix, CodePairs, CrossedCode
from pipeline.flow import blind
from pipeline.flow import matrices as flow
from pipeline.flow.study import OUTPUTS, OpenStudy
from pipeline.store import codebook

MOST_CODES = 16  # codes by codes: a wider table is not read
SHOWN_PAIRS = 30
INDENT = "\u2003"


def show() -> None:
    """Draw the screen."""
    study = session.study()
    if not blind.codings(study):
        empty.show(wording.MATRICES_EMPTY, link=("screens/coding.py", wording.GO_CODING))
        return
    session.choice_from_address("by", "matrix by", list(wording.BY))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.segmented_control(
            wording.BY_WHAT,
            list(wording.BY),
            format_func=lambda one: wording.BY[one],
            default="group" if session.field("matrix by") is None else None,
            key="matrix by",
        )
        by = str(chosen or "group")
        if st.button(wording.WRITE_CSV, key="write matrix"):
            _write(study, by)
    session.set_address(by=by)
    found = session.computed(
        "matrix",
        (by, study.actor),
        lambda: flow.crossed(study, by=by, level=Level.TEAM.value),  # type: ignore[arg-type]  # a key of wording.BY
    )
    colours = {code.code_id: code.colour for code in codebook.codes(study.file, with_retired=True)}
    if isinstance(found, CodePairs):
        _pairs(found, colours)
    else:
        _parts(found, colours)


def _write(study: OpenStudy, by: str) -> None:
    def write() -> None:
        path = flow.write_matrix(study, by=by)  # type: ignore[arg-type]  # a key of wording.BY
        session.tell(wording.csv_written(f"{OUTPUTS}/{path.name}"))

    session.attempt(write)


def _parts(found: CodeMatrix, colours: Mapping[str, str]) -> None:
    st.html(f"<p>{wording.people_read(found.n_people, found.n_unplaced, wording.BY_ONE[found.by])}</p>")
    if not found.parts:
        st.info(wording.NO_PART)
        return
    st.caption(wording.CELL_HELP)
    code, everybody, reading = wording.MATRIX_HEADER
    sizes = {part.name: part.n_people for part in found.parts}
    header = [code, everybody, *(f"{part.name} ({part.n_people})" for part in found.parts), reading]
    heat.show(header, [_row(row, sizes, colours) for row in found.rows])
    st.caption(found.limits)


def _row(
    row: CrossedCode, sizes: Mapping[str, int], colours: Mapping[str, str]
) -> tuple[str, list[heat.HeatCell], str]:
    total = "–" if row.n_people is None else str(row.n_people)
    cells = [heat.HeatCell(total, 0.0, total), *(_cell(cell, sizes[cell.part]) for cell in row.cells)]
    reading = f"{row.reading} {wording.test_name(row.tested)}"
    return _named(row.code_path, colours.get(row.code_id, "#888888")), cells, reading


def _named(path: str, colour: str) -> str:
    *above, name = path.split(PATH_SEPARATOR)
    return f'{INDENT * len(above)}<span class="pl-code" style="background:{colour}"></span>{escape(name)}'


def _cell(cell: Cell, total: int) -> heat.HeatCell:
    if cell.n_people is None:
        return heat.HeatCell("–", 0.0, wording.cell(None, total, None))
    mark = ""
    if cell.residual is not None and abs(cell.residual) >= wording.STANDS_OUT:
        mark = " ▲" if cell.residual > 0 else " ▼"
    return heat.HeatCell(
        f"{cell.n_people}/{total}{mark}", cell.share or 0.0, wording.cell(cell.n_people, total, cell.share)
    )


def _pairs(found: CodePairs, colours: Mapping[str, str]) -> None:
    st.html(f"<p>{wording.people_read(found.n_people, 0, '')}</p>")
    st.caption(wording.PAIRS_HELP)
    _square(found, colours)
    rows = [
        (escape(pair.first_path), escape(pair.second_path), *map(escape, wording.pair_row(pair)))
        for pair in found.pairs[:SHOWN_PAIRS]
    ]
    tables.rows(rows, wording.PAIR_HEADER, numbers={2, 3, 4})
    st.caption(found.limits)


def _square(found: CodePairs, colours: Mapping[str, str]) -> None:
    """The codes met in most people, crossed with each other; columns bear the numbers of the rows."""
    sizes: dict[str, tuple[int, str]] = {}
    both: dict[frozenset[str], int | None] = {}
    for pair in found.pairs:
        sizes[pair.first_id] = (pair.n_first or 0, pair.first_path)
        sizes[pair.second_id] = (pair.n_second or 0, pair.second_path)
        both[frozenset((pair.first_id, pair.second_id))] = pair.n_both
    kept = sorted(sorted(sizes, key=lambda one: -sizes[one][0])[:MOST_CODES], key=lambda one: sizes[one][1])
    most = max((n or 0 for n in both.values()), default=0) or 1
    rows = []
    for number, one in enumerate(kept, start=1):
        cells = []
        for other in kept:
            n = sizes[one][0] if one == other else both.get(frozenset((one, other)), 0)
            cells.append(_square_cell(sizes[one][1], sizes[other][1], n, most))
        rows.append((f"{number}. {_named(sizes[one][1], colours.get(one, '#888888'))}", cells, ""))
    heat.show([wording.MATRIX_HEADER[0], *(str(n) for n in range(1, len(kept) + 1))], rows)


def _square_cell(path: str, other: str, n: int | None, most: int) -> heat.HeatCell:
    """Two codes of one branch make no pair: the upper one counts the people of the lower one already."""
    if path == other:
        return heat.HeatCell(f"({n})", 0.0, f"{path} : {n}")
    if path.startswith(other + PATH_SEPARATOR) or other.startswith(path + PATH_SEPARATOR):
        return heat.HeatCell("", 0.0, wording.SAME_BRANCH)
    shown = "–" if n is None else str(n)
    return heat.HeatCell(shown, (n or 0) / most, f"{path} + {other} : {shown}")


if __name__ == "__main__":
    show()
