"""
`identities.csv`: the names a researcher knows, declared by hand, one form a line.

Columns: `person` (or `participant_id`: any id, the same for all forms of one person), `form`, and if wanted `kind`
(`person` when empty), `gender` (`f`, `m`), `pseudonym` (a wish), `note`. The file is read and kept in the vault; a line
that cannot be followed is refused by its number, and none of its words is repeated.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from models.anonymisation import MentionKind
from models.review import Identity
from pipeline.errors import ImportRefused
from pipeline.french.identities import COLUMNS, GENDERS, KINDS
from pipeline.french.lists import fold

DELIMITERS: Final = ";,\t"
MAX_BYTES = 5_000_000
MIN_LETTERS = 2  # a lone letter stands in every line


class Refusal(NamedTuple):
    """A line that was not taken in, and why; never its words."""

    line: int
    reason: str


class ReadIdentities(NamedTuple):
    """What the file declares, in its order, and the lines that were refused."""

    identities: tuple[Identity, ...]
    refused: tuple[Refusal, ...]


def read_identities(content: bytes) -> ReadIdentities:
    """
    Read `identities.csv`: UTF-8 or Windows, comma, semicolon or tabulation.

    Raises:
        ImportRefused: it is no table, or has no column `person` (or `participant_id`) and `form`.
    """
    rows = _rows(_text(content))
    header = _header(next(rows, (1, []))[1])
    identities: dict[tuple[str, str, MentionKind], Identity] = {}
    refused: list[Refusal] = []
    for line, cells in rows:
        said = {name: cells[at].strip() for at, name in header.items() if at < len(cells)}
        if not any(said.values()):
            continue
        problem = _problem(
            said, extra=len(cells) > max(header) + 1 and any(c.strip() for c in cells[max(header) + 1 :])
        )
        if problem:
            refused.append(Refusal(line, problem))
            continue
        one = _identity(said)
        if (one.person, one.form, one.kind) in identities:
            refused.append(Refusal(line, "cette forme est déjà déclarée plus haut pour la même personne"))
        else:
            identities[(one.person, one.form, one.kind)] = one
    return ReadIdentities(tuple(identities.values()), tuple(refused))


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise ImportRefused(
            "identities.csv dépasse 5 Mo : ce n'est sans doute pas une liste de noms. Vérifiez le fichier."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise ImportRefused("identities.csv n'est pas un fichier texte : enregistrez le tableau au format CSV (UTF-8).")
    return unicodedata.normalize("NFC", text)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number where each row ends, and its cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as fault:
        raise ImportRefused(
            f"identities.csv ne se lit plus après la ligne {reader.line_num} : vérifiez les guillemets."
        ) from fault


def _header(cells: Sequence[str]) -> dict[int, str]:
    named = {at: COLUMNS[fold(cell.strip())] for at, cell in enumerate(cells) if fold(cell.strip()) in COLUMNS}
    missing = [name for name in ("person", "form") if name not in named.values()]
    if missing:
        raise ImportRefused(
            f"identities.csv n'a pas de colonne « {missing[0]} » en première ligne : "
            "il faut au moins person (ou participant_id) et form."
        )
    return named


def _problem(said: Mapping[str, str], *, extra: bool) -> str | None:
    form = said.get("form", "")
    if extra:
        return "plus de cellules que de colonnes : mettez entre guillemets ce qui contient le séparateur"
    if not said.get("person"):
        return "la colonne person est vide"
    if sum(c.isalnum() for c in form) < MIN_LETTERS:
        return "la colonne form est vide, ou trop courte pour être cherchée"
    if fold(said.get("kind", "")) not in KINDS:
        return f"la colonne kind doit être vide ou l'un de : {', '.join(sorted(k for k in KINDS if k))}"
    if fold(said.get("gender", "")) not in GENDERS:
        return "la colonne gender doit être vide, f ou m"
    return None


def _identity(said: Mapping[str, str]) -> Identity:
    return Identity(
        person=said["person"],
        form=" ".join(said["form"].split()),
        kind=KINDS[fold(said.get("kind", ""))],
        gender=GENDERS[fold(said.get("gender", ""))],
        pseudonym=said.get("pseudonym") or None,
        note=said.get("note", ""),
    )
