"""
Tables of open answers (.csv, .tsv, .jsonl, .json, .xlsx) -> rows of cells, whatever the separator, the quotes or the alphabet.

The separator is the one under which rows have the most regular width. Cells are clean text; nothing is guessed
about what the columns mean: that is `survey.py`, with the researcher's mapping.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import open_archive
from pipeline.ingest.decode import decode
from pipeline.ingest.paragraphs import clean
from pipeline.openings import ZIP_FAULTS

SEPARATORS = ";,\t|"
SNIFFED_ROWS = 200
WORKBOOK_FAULTS = (KeyError, TypeError, AttributeError, IndexError, SyntaxError, RuntimeError, OverflowError)
MAX_CELL_CHARS = 10_000_000
MAX_CELLS = 5_000_000  # of a table: what a reader holds at once, about a gigabyte
MAX_TABLE_ROWS = 300_000
MAX_ROWS = 1_048_576  # of a sheet; a row numbered beyond was written to have its reader unfold empty ones
UNNAMED = "(colonne {})"
TOO_LARGE = (
    f"le tableau est trop grand pour être lu d'un bloc ({MAX_TABLE_ROWS // 1_000} 000 lignes et {MAX_CELLS // 1_000_000} millions de cellules au plus) ; n'en gardez que les "
    "colonnes utiles, ou découpez-le en plusieurs fichiers."
)


class Row(NamedTuple):
    """A row and its number in the file as a spreadsheet shows it: the heading is row 1. `sheet` counts from 0."""

    number: int
    cells: Mapping[str, str]
    sheet: int = 0


class Table(NamedTuple):
    """
    Columns in order, each under one name of its own, and rows that hold something.

    `others` are the other sheets of a workbook that hold something, in order.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()
    others: tuple[Table, ...] = ()


def read_delimited(content: bytes) -> Table:
    """
    Rows of a .csv or .tsv.

    Raises:
        UnreadableSource: empty, not text, too large, or a quote that is never closed.
    """
    text, warnings = decode(content)
    csv.field_size_limit(MAX_CELL_CHARS)
    separator = max(SEPARATORS, key=lambda sign: (_regularity(text, sign), -SEPARATORS.index(sign)))
    try:
        rows = list(bounded(csv.reader(io.StringIO(text, newline=""), delimiter=separator)))
    except csv.Error as fault:
        raise UnreadableSource(
            "le tableau est illisible (guillemet jamais refermé ?) ; ouvrez-le dans un tableur puis réenregistrez-le."
        ) from fault
    return table_of(rows, warnings)


def bounded(rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """
    Rows of cleaned cells, as they come.

    Raises:
        UnreadableSource: more cells than a reader holds at once.
    """
    n_cells = 0
    for number, row in enumerate(rows):
        n_cells += len(row)
        if n_cells > MAX_CELLS or number > MAX_TABLE_ROWS:
            raise UnreadableSource(TOO_LARGE)
        yield [clean(cell.strip()) for cell in row]


def read_json_lines(content: bytes) -> Table:
    """
    Rows of a .jsonl, one object a line, or of a .json that is a list of objects; nested values become columns such as
    `questions.1.texte`.

    Raises:
        UnreadableSource: empty, too large, or a line that is not a JSON object.
    """
    text, warnings = decode(content)
    rows: list[Row] = []
    n_cells = 0
    for number, cells in _objects(text):
        n_cells += len(cells)
        if n_cells > MAX_CELLS or len(rows) >= MAX_TABLE_ROWS:
            raise UnreadableSource(TOO_LARGE)
        rows.append(Row(number, cells))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    return Table(columns, tuple(rows), warnings)


def read_workbook(content: bytes) -> Table:
    """
    Rows of the sheets of an .xlsx: the first that holds something, the others in `others`.

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
    return sheets_of([rows for _, rows in full])


def sheets_of(sheets: Sequence[Sequence[Sequence[str]]]) -> Table:
    """The first of a workbook's sheets, with the others beside it."""
    tables = [table_of(rows, (), sheet=place) for place, rows in enumerate(sheets)]
    return tables[0]._replace(others=tuple(tables[1:]))


def _sheet(sheet: Any) -> Iterator[list[str]]:
    """Rows of a sheet, no wider than what they hold; what the sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    n_cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        n_cells += len(row)
        if number > MAX_ROWS or n_cells > MAX_CELLS:
            raise UnreadableSource(TOO_LARGE)
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


def table_of(rows: Sequence[Sequence[str]], warnings: Sequence[str], *, sheet: int = 0) -> Table:
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
        Row(number, dict(zip(columns, [*row, *[""] * len(columns)], strict=False)), sheet)
        for number, row in numbered[1:]
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


def _objects(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Number and cells of each object: of each line, or of the one list that the whole text is."""
    whole = _whole(text) if text.lstrip()[:1] == "[" or "\n{" not in text else None
    if whole is not None:
        yield from ((number, dict(_flattened(one))) for number, one in enumerate(whole, start=1))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _object(line, number)


def _whole(text: str) -> list[dict[str, object]] | None:
    """The objects of a text that is one list of them, or one object around such a list; None for lines of objects."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, dict):
        found = next(iter(found.values())) if len(found) == 1 else None
    is_list = isinstance(found, list) and bool(found) and all(isinstance(one, dict) for one in found)
    return found if is_list else None


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
