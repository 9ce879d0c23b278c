"""
Codings made elsewhere, one line each, read and written: where, which words, which code, by whom, when.

The line carries the words beside their position, so that the study can hold both against its transcript; this file
checks what a line alone can tell, the flow checks the rest. A line that cannot be taken is refused by its number and
the others go in. It refuses to guess a missing coder or date: a decision without an author is not one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from models.base import Noun, content_id
from models.codebook import PATH_SEPARATOR
from models.coding import Coding, Decision, DecisionAction
from models.transcript import Anchor
from pipeline.exchange.delimited import RefusedLine, overflow, read_rows, write_rows
from pipeline.exchange.tables import GENERALISED

COLUMNS = (
    "source_name", "turn_no", "start_char", "end_char", "verbatim", "code_path", "coder", "decided_at",
)  # fmt: skip


class CodingRow(Noun):
    """
    One line of the file; positions are code points within the turn, end excluded; `decided_at` has a time zone.

    `generalised`: written for readers outside the team, with words that are not those at the place.
    """

    line_no: int
    source_name: str
    turn_no: int
    start_char: int
    end_char: int
    verbatim: str
    code_path: str
    coder: str
    decided_at: datetime
    generalised: bool = False


class CodingsRead(Noun):
    """What a file gave: the lines that stand on their own, and those refused."""

    rows: tuple[CodingRow, ...]
    refused: tuple[RefusedLine, ...]


class _Unfit(Exception):
    """Why one line cannot be taken, in French."""


def read_codings(content: bytes) -> CodingsRead:
    """
    Read a file of codings (comma, semicolon or tab; any order of columns; further columns are ignored).

    Raises:
        ImportRefused: the file as a whole cannot be read.
    """
    rows: list[CodingRow] = []
    refused: list[RefusedLine] = []
    for line_no, cells in read_rows(content, required=COLUMNS):
        try:
            rows.append(_row(line_no, cells))
        except _Unfit as reason:
            refused.append(RefusedLine(line_no=line_no, reason=f"Ligne {line_no} : {reason}"))
    return CodingsRead(rows=tuple(rows), refused=tuple(refused))


def _row(line_no: int, cells: dict[str, str]) -> CodingRow:
    if too_many := overflow(cells):
        raise _Unfit(too_many)
    start, end = _number(cells, "start_char", least=0), _number(cells, "end_char", least=1)
    verbatim = cells["verbatim"]
    if end - start != len(verbatim):
        raise _Unfit(
            f"les positions {start} à {end} couvrent {end - start} caractères, le verbatim en compte {len(verbatim)}. "
            "Les positions se comptent en caractères depuis 0, fin exclue."
        )
    return CodingRow(
        line_no=line_no,
        source_name=_filled(cells, "source_name"),
        turn_no=_number(cells, "turn_no", least=1),
        start_char=start,
        end_char=end,
        verbatim=verbatim,
        code_path=_code_path(cells),
        coder=_filled(cells, "coder"),
        decided_at=_moment(cells),
    )


def _filled(cells: dict[str, str], column: str) -> str:
    value = cells[column].strip()
    if not value:
        raise _Unfit(f"la colonne {column} est vide. Remplissez-la.")
    return value


def _number(cells: dict[str, str], column: str, *, least: int) -> int:
    value = cells[column].strip()
    if not (value.isascii() and value.isdigit()) or int(value) < least:
        raise _Unfit(f"la colonne {column} doit être un nombre entier, {least} au moins.")
    return int(value)


def _code_path(cells: dict[str, str]) -> str:
    names = [" ".join(name.split()) for name in _filled(cells, "code_path").split(PATH_SEPARATOR)]
    if not all(names):
        raise _Unfit(f"la colonne code_path a un nom vide. Séparez les noms par « {PATH_SEPARATOR} ».")
    return PATH_SEPARATOR.join(names)


def _moment(cells: dict[str, str]) -> datetime:
    value = _filled(cells, "decided_at")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise _Unfit("la colonne decided_at n'est pas une date. Écrivez-la ainsi : 2026-11-02T09:30:00.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def imported_decision(row: CodingRow, *, turn_id: str, code_id: str, segment_id: str | None = None) -> Decision:
    """The decision a line stands for; its id comes from the line, so that importing twice stores it once."""
    return Decision(
        decision_id=content_id("imported coding", turn_id, row.start_char, row.end_char, row.code_path, row.coder,
                               row.decided_at.isoformat()),
        action=DecisionAction.CODE,
        anchor=Anchor(turn_id=turn_id, start=row.start_char, end=row.end_char, verbatim=row.verbatim),
        code_id=code_id,
        coder=row.coder,
        decided_at=row.decided_at,
        reason="Codage importé",
        segment_id=segment_id,
    )  # fmt: skip


def coding_row(coding: Coding, *, source_name: str, turn_no: int, line_no: int = 0) -> CodingRow:
    """The line that stands for a coding in force."""
    at = coding.decided_at
    return CodingRow(
        line_no=line_no,
        source_name=source_name,
        turn_no=turn_no,
        start_char=coding.start_char,
        end_char=coding.end_char,
        verbatim=coding.verbatim,
        code_path=coding.code_path,
        coder=coding.coder,
        decided_at=at if at.tzinfo else at.replace(tzinfo=UTC),
    )


def write_codings(rows: Iterable[CodingRow], *, disclosed: bool = False) -> bytes:
    """
    The file that `read_codings` reads back: UTF-8, commas, dates in ISO 8601.

    `disclosed` adds the column that says whose words were generalised: these lines cannot be read back.
    """
    columns = (*COLUMNS, GENERALISED) if disclosed else COLUMNS
    return write_rows(
        columns,
        (
            row.model_dump(exclude={"line_no"})
            | {"decided_at": row.decided_at.isoformat(), GENERALISED: "true" if row.generalised else "false"}
            for row in rows
        ),
    )
