"""The public views (DESIGN, section 6) as they are, for exports."""

from __future__ import annotations

from pipeline.store.connection import Row, StudyFile

PUBLIC_VIEWS = (
    "v_sources",
    "v_participants",
    "v_turns",
    "v_segments",
    "v_themes",
    "v_segment_themes",
    "v_proposals",
    "v_codings",
    "v_findings",
    "v_trace",
)


def view(study: StudyFile, name: str) -> tuple[tuple[str, ...], list[Row]]:
    """
    Column names and rows of a public view, in a stable order.

    Raises:
        KeyError: no such public view.
    """
    if name not in PUBLIC_VIEWS:
        raise KeyError(name)
    rows = study.dicts(f"select * from {name} order by all")  # noqa: S608  # one of the names above
    if rows:
        return tuple(rows[0]), [tuple(row.values()) for row in rows]
    columns = study.rows(
        "select column_name from duckdb_columns() where table_name = $name order by column_index", {"name": name}
    )
    return tuple(row[0] for row in columns), []
