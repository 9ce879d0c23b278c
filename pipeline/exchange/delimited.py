"""
Delimited text as spreadsheets write it, read with its line numbers and written so that they open it again.

A researcher's file comes from LibreOffice, Excel or R: comma, semicolon or tab, with or without a byte order mark,
UTF-8 or Windows-1252. Each record keeps the number of the line it starts on, so that a refusal can be found.
It refuses a file that is not text, that has no line, or whose header lacks a column that is needed.
"""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from models.base import Noun
from pipeline.errors import ImportRefused

DELIMITERS = (",", ";", "\t")
BEYOND = "beyond the last column"  # cells without a title stand under this key: a delimiter left unquoted
MAX_CELL = 2_000_000  # characters: a whole interview in one cell still passes


class RefusedLine(Noun):
    """A record that was not taken in: the line it starts on and why, in French, without its words."""

    line_no: int
    reason: str


def read_rows(content: bytes, *, required: Sequence[str]) -> tuple[tuple[int, dict[str, str]], ...]:
    """
    The records of a delimited file, each with the line it starts on (the header is line 1).

    Returns:
        (line number, column -> cell); cells are NFC, as they stand; missing cells are "", those that have no title stand
        under `BEYOND`. Blank lines are skipped.

    Raises:
        ImportRefused: not text, empty, a required column missing, a column named twice.
    """
    text = _text(content)
    if not text.strip():
        raise ImportRefused("Le fichier est vide. Il faut une ligne de titres, puis une ligne par enregistrement.")
    csv.field_size_limit(MAX_CELL)
    delimiter = _delimiter(text, required)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = _header(next(records), required)
        return tuple(_numbered(records, header, starts_on=records.line_num + 1))
    except csv.Error as error:
        raise ImportRefused(
            f"Ligne {records.line_num} : le fichier n'est plus un tableau lisible. "
            "Vérifiez les guillemets de cette ligne et de la précédente."
        ) from error


def _text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return unicodedata.normalize("NFC", text)
    raise ImportRefused("Le fichier n'est pas du texte. Enregistrez le tableau au format CSV, en UTF-8.")


def _delimiter(text: str, required: Sequence[str]) -> str:
    """The one that shows most of the required columns in the first line; a cell's own commas do not count."""
    first = text.splitlines()[0][:MAX_CELL]

    def seen(delimiter: str) -> int:
        return len({c.strip().lower() for c in next(csv.reader([first], delimiter=delimiter))} & set(required))

    return max(DELIMITERS, key=seen)


def _header(cells: Sequence[str], required: Sequence[str]) -> tuple[str, ...]:
    header = tuple(cell.strip().lower() for cell in cells)
    missing = [name for name in required if name not in header]
    if missing:
        raise ImportRefused(
            f"Ligne 1 : il manque {'la colonne' if len(missing) == 1 else 'les colonnes'} {', '.join(missing)}. "
            f"Colonnes attendues : {', '.join(required)}."
        )
    twice = sorted(name for name, times in Counter(header).items() if name and times > 1)
    if twice:
        raise ImportRefused(f"Ligne 1 : colonne en double ({', '.join(twice)}). Gardez-en une seule.")
    return header


def _numbered(records: Any, header: Sequence[str], *, starts_on: int) -> Iterable[tuple[int, dict[str, str]]]:
    for cells in records:
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(header) - len(cells))]
            beyond = "".join(cells[len(header) :]).strip()
            yield starts_on, dict(zip(header, padded, strict=False)) | {BEYOND: beyond}
        starts_on = records.line_num + 1


def overflow(cells: Mapping[str, str]) -> str | None:
    """Why a record with more cells than titles is refused; None when it has not."""
    if not cells[BEYOND]:
        return None
    return "il y a plus de cellules que de titres. Mettez entre guillemets les textes qui contiennent le séparateur."


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, delimiter: str = ",") -> bytes:
    """
    A table as UTF-8 with a byte order mark (Excel needs it), None as an empty cell, lines ended by CRLF (RFC 4180).

    Cells are written as they stand: a verbatim that opens with "=" or "-" must come back the same.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if row.get(name) is None else row[name] for name in columns])
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8")
