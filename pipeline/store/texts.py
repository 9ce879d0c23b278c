"""
Every text of the study file, whatever table it stands in, with its place: for looking for what should not be there.

Columns are taken from the file itself, so that a table made tomorrow is looked through too. What researchers sign with
(coder, author) is their own name and is left out, and so are vectors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.store.connection import StudyFile

SIGNATURES = frozenset({"actor", "coder", "author", "added_by", "settled_by"})
DRAWN = frozenset({"salt"})  # numbers drawn at random: nobody wrote them
LEFT_OUT = ("vectors_%", "migrations")
NAMES_OF_PEOPLE = frozenset({"speaker", "source_name", "shown_name"})
ROWS_AT_ONCE = 20_000
COPIES = {
    ("segments", "text"): """
        not exists (select 1 from turns t where t.turn_id = segments.turn_id
                    and substring(t.text, start_char + 1, end_char - start_char) = segments.text)
    """,
    ("segments", "question"): "question not in (select text from turns)",
}
"""What only repeats a turn, word for word, is read once: these cells are read when they do not."""


class Text(NamedTuple):
    """One cell: its table and column, the value of its table's first column, and the turn it is anchored in, if any."""

    table: str
    column: str
    row: str
    turn_id: str | None
    text: str


def every_text(study: StudyFile) -> Iterator[Text]:
    """Every non-empty text of every table; those of `turns` first."""
    for table, columns, has_turn in _tables(study):
        key = "turn_id" if table == "turns" else columns[0]
        turn = '"turn_id"' if has_turn else "null"
        for column in columns:
            if column in SIGNATURES | DRAWN:
                continue
            start, unlike = 0, COPIES.get((table, column), "true")
            while rows := study.rows(
                f'select cast("{key}" as varchar), {turn}, "{column}" from "{table}" '  # noqa: S608  # names of our own tables
                f'where "{column}" is not null and "{column}" <> \'\' and {unlike} '
                f"order by rowid limit {ROWS_AT_ONCE} offset {start}"
            ):
                yield from (Text(table, column, row, turn_id, text) for row, turn_id, text in rows)
                start += ROWS_AT_ONCE


def turn_places(study: StudyFile) -> dict[str, tuple[str, int]]:
    """Source id and number of every turn, by turn id."""
    rows = study.rows("select turn_id, source_id, turn_no from all_turns order by turn_id")
    return {turn_id: (source_id, turn_no) for turn_id, source_id, turn_no in rows}


def _tables(study: StudyFile) -> list[tuple[str, list[str], bool]]:
    rows = study.rows(
        """
        select c.table_name, list(c.column_name order by c.column_index)
        from duckdb_columns() c
        join duckdb_tables() t on t.table_name = c.table_name and t.schema_name = c.schema_name
        where c.schema_name = 'main' and c.data_type in ('VARCHAR', 'JSON')
          and c.table_name not like 'vectors_%' and c.table_name <> 'migrations'
        group by c.table_name
        order by c.table_name <> 'turns', c.table_name
        """
    )
    return [(table, columns, "turn_id" in columns) for table, columns in rows]
