"""
Tables of open answers (.csv, .tsv, .jsonl, .xlsx) -> rows of cells, whatever the separator, the quotes or the alphabet.

The separator is the one under which rows have the most regular width. Cells are clean text; nothing is guessed
about what the columns mean: that is `survey.py`, with the researcher's mapping.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import ZIP_FAULTS, open_archive
from pipeline.ingest.decode import decode
from pipeline.ingest.paragraphs import clean

SEPARATORS = ";,\t|"
SNIFFED_ROWS = 200
WORKBOOK_FAULTS = (KeyError, TypeError, AttributeError, IndexError, SyntaxError, RuntimeError, OverflowError)
MAX_CELL_CHARS = 10_000_000
MAX_CELLS = 20_000_000
MAX_ROWS = 1_048_576  # of a sheet; a row numbered beyond was written to have its reader unfold empty ones
UNNAMED = "(colonne {})"


class Row(NamedTuple):
    """A row and its number in the file as a spreadsheet shows it: the heading is row 1."""

    number: int
    cells: Mapping[str, str]


class Table(NamedTuple):
    """Columns in order, each under one name of its own, and rows that hold something."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()


def read_delimited(content: bytes) -> Table:
    """
    Rows of a .csv or .tsv.

    Raises:
        UnreadableSource: empty, not text, or a quote that is never closed.
    """
    text, warnings = decode(content)
    csv.field_size_limit(MAX_CELL_CHARS)
    separator = max(SEPARATORS, key=lambda sign: (_regularity(text, sign), -SEPARATORS.index(sign)))
    try:
        rows = [
            [clean(cell.strip()) for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error as fault:
        raise UnreadableSource(
            "le tableau est illisible (guillemet jamais refermé ?) ; ouvrez-le dans un tableur puis réenregistrez-le."
        ) from fault
    return table_of(rows, warnings)


def read_json_lines(content: bytes) -> Table:
    """
    Rows of a .jsonl, one object a line; nested values become columns such as `questions.1.texte`.

    Raises:
        UnreadableSource: empty, or a line that is not a JSON object.
    """
    text, warnings = decode(content)
    rows: list[Row] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            rows.append(Row(number, _object(line, number)))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    return Table(columns, tuple(rows), warnings)


def read_workbook(content: bytes) -> Table:
    """
    Rows of the first non-empty sheet of an .xlsx.

    Raises:
        UnreadableSource: damaged, protected, too large, or without any row.
    """
    import openpyxl

    open_archive(content)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = {
            name: list(_sheet(workbook[name])) for name in workbook.sheetnames if hasattr(workbook[name], "iter_rows")
        }
    except (*ZIP_FAULTS, *WORKBOOK_FAULTS) as fault:
        raise UnreadableSource("le classeur est abîmé ; ouvrez-le puis enregistrez-le à nouveau en .xlsx.") from fault
    full = [(name, rows) for name, rows in sheets.items() if any(any(row) for row in rows)]
    if not full:
        raise UnreadableSource("le classeur est vide ; vérifiez qu'il a bien été enregistré.")
    others = (f"Seule la première feuille remplie a été lue ; {len(full) - 1} autre(s) ne l'ont pas été.",)
    return table_of(full[0][1], others if len(full) > 1 else ())


def _sheet(sheet: Any) -> Iterator[list[str]]:
    """Rows of a sheet, no wider than what they hold; what the sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    n_cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        n_cells += len(row)
        if number > MAX_ROWS or n_cells > MAX_CELLS:
            raise UnreadableSource(
                "le classeur est trop grand pour être lu d'un bloc ; découpez-le ou enregistrez-le en .csv."
            )
        yield [_cell(value) for value in row]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return clean(str(value)).strip()


def _regularity(text: str, separator: str) -> float:
    """Share of the first rows that have the commonest width, when that is more than one cell."""
    widths: Counter[int] = Counter()
    try:
        for row, _ in zip(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator), range(SNIFFED_ROWS), strict=False
        ):
            widths[len(row)] += bool(row)
    except csv.Error:
        return 0.0
    width, n = widths.most_common(1)[0]
    return n / max(sum(widths.values()), 1) + min(width, 50) / 1000 if width > 1 else 0.0


def table_of(rows: Sequence[Sequence[str]], warnings: Sequence[str]) -> Table:
    """The table that rows of clean cells make: the first that holds something names the columns."""
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    if not numbered:
        raise UnreadableSource("le tableau est vide ; vérifiez qu'il a bien été enregistré.")
    columns = _column_names(numbered[0][1])
    wide = [number for number, row in numbered[1:] if any(row[len(columns) :])]
    told = list(warnings)
    if wide:
        told.append(
            f"{len(wide)} ligne(s) ont plus de cellules que l'en-tête (la première : {wide[0]}) ; "
            "le surplus n'est pas repris : vérifiez les guillemets."
        )
    body = tuple(
        Row(number, dict(zip(columns, [*row, *[""] * len(columns)], strict=False))) for number, row in numbered[1:]
    )
    return Table(columns, body, tuple(told))


def _column_names(heading: Sequence[str]) -> tuple[str, ...]:
    """Every column under a name of its own: an unnamed one gets its number, a repeated one is counted."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for number, cell in enumerate(heading, start=1):
        name = " ".join(cell.split()) or UNNAMED.format(number)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _object(line: str, number: int) -> dict[str, str]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise UnreadableSource(f"la ligne {number} n'est pas du JSON ; exportez à nouveau le fichier.") from fault
    if not isinstance(row, dict):
        raise UnreadableSource(f"la ligne {number} n'est pas une réponse (objet JSON) ; exportez à nouveau le fichier.")
    return dict(_flattened(row))


def _flattened(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _flattened(below, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for place, below in enumerate(value, start=1):
            yield from _flattened(below, f"{path}.{place}")
    else:
        yield path, "" if value is None else _cell(value)
