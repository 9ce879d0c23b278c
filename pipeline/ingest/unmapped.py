"""
A table that nobody described -> the sentence that refuses it, with lines for `study.toml` ready to paste.

Columns are sorted by what they hold: ids are all different and short, open answers are long, attributes repeat few values. What
names people, addresses, dates and links is offered for nothing. It is a proposal: the researcher corrects it, and no cell is
ever shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.french.attributes import OWN_FIELDS
from pipeline.french.speakers import fold
from pipeline.french.tables import AUTHOR_COLUMNS, ID_COLUMNS, QUESTION_COLUMNS
from pipeline.ingest.attributes import naming_columns
from pipeline.ingest.tables import UNNAMED, Table

LONG_ANSWER_CHARS = 25
MIN_WORDS = 3.0  # on average, of a column of open answers
MAX_COLUMNS_TOLD = 60
MAX_SAMPLED_ROWS = 2_000
MAX_ID_CHARS = 40
MAX_VALUES = 30  # of an attribute
MAX_VALUE_SHARE = 0.34
MAX_VALUE_CHARS = 60
MAX_ATTRIBUTES = 12
MADE = re.compile(r"https?://\S+|www\.\S+|\d{4}-\d\d-\d\d.*|\d\d/\d\d/\d{2,4}.*|[\d\s.,;:%+/-]+|<.*>", re.DOTALL)
FIELD_OF = {"stakeholder_group": "group", "territory": "territory", "wave": "wave"}


class _Column(NamedTuple):
    """What a column holds: its non-empty cells, how many differ, their mean length and words, the share that machines made."""

    name: str
    n_full: int
    n_distinct: int
    mean_chars: float
    mean_words: float
    made_share: float
    longest: int


def not_mapped(table: Table, name: str) -> str:
    """The refusal of a table, with its columns and a `[[survey]]` block to paste; `name` is the file's."""
    return (
        "ce tableau n'est pas décrit dans study.toml : Polyphonie ne sait pas quelle colonne désigne la personne ni "
        f"lesquelles sont des réponses. Colonnes : {listed(table.columns)}. Ajoutez ces lignes à study.toml, puis "
        "corrigez-les :\n" + "\n".join(proposed(table, name))
    )


def proposed(table: Table, name: str) -> tuple[str, ...]:
    """Lines of a `[[survey]]` block that would read this table."""
    rows = table.rows[:MAX_SAMPLED_ROWS]
    cells = {column: [cell for row in rows if (cell := row.cells.get(column, ""))] for column in table.columns}
    naming = set(naming_columns(cells))
    columns = [_column(column, cells[column]) for column in table.columns]
    person = _person(columns, len(rows))
    open_ones = [one for one in columns if one.name not in naming and one.name != person]
    answers = _answers(open_ones) or _answers(columns, at_least_one=True)
    rest = [one for one in open_ones if one.name not in answers]
    question = next((one.name for one in rest if fold(one.name) in QUESTION_COLUMNS and one.n_distinct > 1), None)
    fields = {FIELD_OF[OWN_FIELDS[fold(c.name)]]: c.name for c in rest if fold(c.name) in OWN_FIELDS}
    attributes = [one.name for one in rest if one.name not in (question, *fields.values()) and _is_attribute(one)]
    return (
        "[[survey]]",
        f"file = {_toml(name.rsplit('/', 1)[-1])}",
        f"participant = {_toml(person or table.columns[0])}",
        f"answers = [{_listed_toml(answers)}]",
        f"attributes = [{_listed_toml(attributes[:MAX_ATTRIBUTES])}]",
        *(f"{field} = {_toml(column)}" for field, column in fields.items()),
        *((f"question = {_toml(question)}",) if question else ()),
    )


def listed(columns: Sequence[str]) -> str:
    """Headings as a message gives them."""
    shown = ", ".join(f"« {column} »" for column in columns[:MAX_COLUMNS_TOLD])
    return shown + (f" et {len(columns) - MAX_COLUMNS_TOLD} autres" if len(columns) > MAX_COLUMNS_TOLD else "")


def _column(name: str, cells: Sequence[str]) -> _Column:
    n = max(len(cells), 1)
    return _Column(
        name,
        len(cells),
        len(set(cells)),
        sum(map(len, cells)) / n,
        sum(len(cell.split()) for cell in cells) / n,
        sum(MADE.fullmatch(cell) is not None for cell in cells) / n,
        max(map(len, cells), default=0),
    )


def _person(columns: Sequence[_Column], n_rows: int) -> str | None:
    """The column of people: one that is called so and is filled, else short cells that are all different, else the first."""
    filled = [one for one in columns if one.n_full >= 0.9 * n_rows and one.longest <= MAX_ID_CHARS]
    for names in (AUTHOR_COLUMNS, ID_COLUMNS):
        for one in filled:
            if fold(one.name) in names:
                return one.name
    unnamed = UNNAMED.format(1)
    alike = [one for one in filled if one.n_distinct == one.n_full and one.mean_words <= 2 and one.name != unnamed]
    return next((one.name for one in (*alike, *filled)), None)


def _answers(columns: Sequence[_Column], *, at_least_one: bool = False) -> tuple[str, ...]:
    """The columns whose cells are long on average, differ, and were written by people; or the longest of all."""
    found = tuple(
        one.name
        for one in columns
        if one.mean_chars >= LONG_ANSWER_CHARS
        and one.mean_words >= MIN_WORDS
        and one.made_share < 0.5
        and one.n_distinct > min(MAX_VALUES, MAX_VALUE_SHARE * one.n_full)
        and fold(one.name) not in QUESTION_COLUMNS
    )
    return found or (
        tuple(one.name for one in sorted(columns, key=lambda c: -c.mean_chars)[:1]) if at_least_one else ()
    )


def _is_attribute(one: _Column) -> bool:
    few = one.n_distinct <= min(MAX_VALUES, max(2, MAX_VALUE_SHARE * one.n_full))
    return one.n_distinct > 1 and few and one.longest <= MAX_VALUE_CHARS and one.made_share < 0.5


def _listed_toml(names: Sequence[str]) -> str:
    return ", ".join(_toml(name) for name in names)


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
