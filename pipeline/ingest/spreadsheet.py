"""
OpenDocument spreadsheets (.ods) -> a table of answers, straight from `content.xml`.

A sheet says « this cell, a thousand times » in one word: repeated empty cells are skipped, repeated full ones are counted
against a bound, so that a small file cannot become a huge table. Values are read as they are kept (a date in ISO, a number
whole), comments in the margin are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import Element, open_archive, part, xml_root
from pipeline.ingest.opendocument import MAIN_PART, MANIFEST, OFFICE, TABLE, TEXT
from pipeline.ingest.paragraphs import clean
from pipeline.ingest.tables import MAX_CELLS, TOO_LARGE, Table, sheets_of

MAX_COLUMNS = 2_000
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def read_spreadsheet(content: bytes) -> Table:
    """
    Rows of the sheets of an .ods: the first that holds something, the others in `others`.

    Raises:
        UnreadableSource: damaged, protected, too large, or without any row.
    """
    archive = open_archive(content)
    manifest = part(archive, MANIFEST)
    if manifest is not None and b"encryption-data" in manifest:
        raise UnreadableSource("le tableau est protégé par un mot de passe ; enregistrez-le sans protection.")
    body = part(archive, MAIN_PART)
    if body is None:
        raise UnreadableSource("le tableau .ods est incomplet ; ouvrez-le puis enregistrez-le à nouveau.")
    sheets = [rows for rows in map(_rows, xml_root(body).iter(f"{TABLE}table")) if any(any(row) for row in rows)]
    if not sheets:
        raise UnreadableSource("le classeur est vide ; vérifiez qu'il a bien été enregistré.")
    return sheets_of(sheets)


def _rows(sheet: Element) -> list[list[str]]:
    """Rows of a sheet; a run of empty ones counts once, for the numbers of rows to stay true below a thousand."""
    rows: list[list[str]] = []
    n_cells = 0
    for row in sheet.iter(f"{TABLE}table-row"):
        cells = list(_cells(row))
        times = _repeated(row, f"{TABLE}number-rows-repeated")
        times = times if any(cells) else min(times, 1_000)
        n_cells += times * max(len(cells), 1)
        if n_cells > MAX_CELLS:
            raise UnreadableSource(TOO_LARGE)
        rows += [cells] * times
    return rows


def _cells(row: Element) -> Iterator[str]:
    blank = 0
    n_cells = 0
    for cell in row:
        if cell.tag not in CELLS:
            continue
        times = _repeated(cell, f"{TABLE}number-columns-repeated")
        text = _value(cell)
        if not text:
            blank += times
            continue
        times = min(times, MAX_COLUMNS)
        n_cells += blank + times
        if n_cells > MAX_COLUMNS:
            return
        yield from [""] * blank
        yield from [text] * times
        blank = 0


def _repeated(element: Element, name: str) -> int:
    written = element.get(name) or "1"
    return max(int(written), 1) if written.isascii() and written.isdigit() and len(written) < 9 else 1


def _value(cell: Element) -> str:
    sort = cell.get(f"{OFFICE}value-type")
    if sort in ("float", "percentage", "currency"):
        return _number(cell.get(f"{OFFICE}value") or "")
    if sort == "date":
        return (cell.get(f"{OFFICE}date-value") or "").removesuffix("T00:00:00")
    paragraphs = (_words(child) for child in cell if child.tag == f"{TEXT}p")
    return clean("\n".join(paragraphs)).strip()


def _number(written: str) -> str:
    try:
        number = float(written)
    except ValueError:
        return clean(written).strip()
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else written


def _words(paragraph: Element) -> str:
    """Words of a paragraph; a space, a tab or a line break is an element of its own."""
    words = paragraph.text or ""
    for child in paragraph:
        sign = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}.get(str(child.tag))
        words += (sign if sign is not None else _words(child)) + (child.tail or "")
    return words
