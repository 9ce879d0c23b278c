"""
Seals each row as it is written: its digest is kept beside it, and the total of each table goes into the journal's chain.

The journal's own digests hold what an event is about; a seal holds the whole row, every column of every table: who spoke,
when, in which role, the coder, the reason, the score. What is derived again at no loss (vectors) or lives for a moment
(unfinished tasks) has none. A row that was changed behind our back is never sealed anew by a later write: it stays named.
A total is the sum of its rows' digests, so that one row costs one row.

It does not stop whoever rewrites rows, seals and the whole chain together: against that stands the signed manifest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

UNSEALED = frozenset({"journal", "journal_head", "migrations", "seals", "seal_totals", "unfinished"})
FIRST_LOCAL_ROW = (
    36_028_797_018_960_000  # DuckDB 1.5.5 numbers the rows of an open transaction from here (test_seals.py)
)
MODULUS = 2**64
SEALED = "sealed"

_CHANGE = re.compile(r"\s*(insert\s+into|update|delete\s+from)\s+\"?(\w+)\"?", re.IGNORECASE)
_UPSERT = re.compile(r"on\s+conflict\b.*\bdo\s+update|^\s*insert\s+or\s+replace", re.IGNORECASE | re.DOTALL)

Digest = tuple[int, int]


class Sealing:
    """What one transaction changes, table by table; `strangers` are rows and seals that did not agree before it."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self._appended: dict[str, None] = {}
        self._strangers: dict[str, tuple[set[Digest], set[Digest]]] = {}

    def before(self, statement: str) -> None:
        """Note what a statement is about to change; call it before running the statement."""
        found = _CHANGE.match(statement)
        if found is None:
            return
        table = found[2].lower()
        if not is_sealed(table):
            return
        self._appended[table] = None
        appends = found[1].lower().startswith("insert") and not _UPSERT.search(statement)
        if not appends and table not in self._strangers:
            self._strangers[table] = self._disagreements(table)

    def close(self) -> dict[str, list[Any]]:
        """Seal what this transaction wrote; the new totals, `{table: [rows, total]}`, for the journal."""
        totals: dict[str, list[Any]] = {}
        for table in self._appended:
            before = self._total(table)
            if before is None or table in self._strangers:
                changed = self._rewrite(table, sealed_before=before is not None)
            else:
                changed = (self._append(table, f"where rowid >= {FIRST_LOCAL_ROW}"), [])
            if any(changed):
                totals[table] = self._keep_total(table, before or (0, 0, 0), *changed)
        return totals

    def _columns(self, table: str) -> list[str]:
        """From an empty answer: the catalogue's own views take ten times as long, at every write."""
        empty = self._cursor.execute(f'select * from "{table}" limit 0')  # noqa: S608  # one of our own tables
        return [column[0] for column in empty.description or ()]

    def _append(self, table: str, only: str) -> list[Digest]:
        return self._cursor.execute(
            f"insert into seals select '{table}', high, low from ({digests_of(table, self._columns(table), only)}) "  # noqa: S608  # ours
            "returning high, low"
        ).fetchall()

    def _rewrite(self, table: str, *, sealed_before: bool) -> tuple[list[Digest], list[Digest]]:
        if not sealed_before:
            return self._append(table, ""), []
        strange_rows, strange_seals = self._strangers[table]
        new = [one for one in self._unsealed(table, "") if one not in strange_rows]
        gone = [one for one in self._rowless(table, "") if one not in strange_seals]
        self._forget(table, gone)
        self._insert(table, new)
        return new, gone

    def _disagreements(self, table: str) -> tuple[set[Digest], set[Digest]]:
        only = f"where rowid < {FIRST_LOCAL_ROW}"
        return set(self._unsealed(table, only)), set(self._rowless(table, only))

    def _unsealed(self, table: str, only: str) -> list[Digest]:
        rows = digests_of(table, self._columns(table), only)
        return self._cursor.execute(f"{rows} except all {_SEALS}", {"table": table}).fetchall()

    def _rowless(self, table: str, only: str) -> list[Digest]:
        rows = digests_of(table, self._columns(table), only)
        return self._cursor.execute(f"{_SEALS} except all {rows}", {"table": table}).fetchall()

    def _forget(self, table: str, gone: Sequence[Digest]) -> None:
        """Take seals away, as many of each as there are in `gone`: equal rows have equal seals."""
        if not gone:
            return
        self._register(table, list(set(gone)))
        kept: Counter[Digest] = Counter()
        for high, low in self._cursor.execute(
            "select high, low from seals semi join leaving using (table_name, high, low)"
        ).fetchall():
            kept[high, low] += 1
        kept.subtract(gone)
        self._cursor.execute(
            "delete from seals where exists (select 1 from leaving l "
            "where l.table_name = seals.table_name and l.high = seals.high and l.low = seals.low)"
        )
        self._cursor.unregister("leaving")
        self._insert(table, list(kept.elements()))

    def _insert(self, table: str, digests: Sequence[Digest]) -> None:
        if digests:
            self._register(table, digests)
            self._cursor.execute("insert into seals select table_name, high, low from leaving")
            self._cursor.unregister("leaving")

    def _register(self, table: str, digests: Sequence[Digest]) -> None:
        import pyarrow

        columns = {
            "table_name": pyarrow.array([table] * len(digests)),
            "high": pyarrow.array([high for high, _ in digests], pyarrow.uint64()),
            "low": pyarrow.array([low for _, low in digests], pyarrow.uint64()),
        }
        self._cursor.register("leaving", pyarrow.table(columns))

    def _total(self, table: str) -> tuple[int, int, int] | None:
        rows = self._cursor.execute(
            "select n_rows, high, low from seal_totals where table_name = $table", {"table": table}
        ).fetchall()
        return rows[0] if rows else None

    def _keep_total(
        self, table: str, before: tuple[int, int, int], new: Sequence[Digest], gone: Sequence[Digest]
    ) -> list[Any]:
        high, low = added(before[1:], new, gone)
        n_rows = before[0] + len(new) - len(gone)
        self._cursor.execute(
            """
            insert into seal_totals values ($table, $n_rows, $high, $low)
            on conflict (table_name) do update set n_rows = excluded.n_rows, high = excluded.high, low = excluded.low
            """,
            {"table": table, "n_rows": n_rows, "high": high, "low": low},
        )
        return [n_rows, written((high, low))]


COLUMNS = """
    select column_name from duckdb_columns()
    where schema_name = 'main' and database_name = current_database() and table_name = $table
    order by column_name
"""
_SEALS = "select high, low from seals where table_name = $table"


def is_sealed(table: str) -> bool:
    """Whether the rows of a table are sealed."""
    return table not in UNSEALED and not table.startswith("vectors_")


def added(total: Sequence[int], new: Iterable[Digest], gone: Iterable[Digest] = ()) -> Digest:
    """A total with digests added and taken away, each half modulo 2 ** 64."""
    high, low = total
    for sign, digests in ((1, new), (-1, gone)):
        for one in digests:
            high, low = high + sign * one[0], low + sign * one[1]
    return high % MODULUS, low % MODULUS


def written(total: Digest) -> str:
    """A total as the journal has it: 32 hexadecimal digits."""
    return f"{total[0]:016x}{total[1]:016x}"


def digests_of(table: str, columns: Sequence[str], only: str = "", *, key: str = "") -> str:
    """
    The query that gives each row's digest: the first half of the SHA-256 of its filled cells, each with name and length.

    Args:
        table: one of our own; `columns` are all of its columns, in any order.
        only: a `where` of our own, or nothing.
        key: what to select before the digest, each ending in a comma.
    """
    return (
        f"select {key} ('0x' || substr(own_digest, 1, 16))::ubigint as high, "  # noqa: S608  # names of our own tables
        f"('0x' || substr(own_digest, 17, 16))::ubigint as low "
        f'from (select *, rowid, {row_sha256(columns)} as own_digest from "{table}" {only})'
    )


def row_sha256(columns: Sequence[str]) -> str:
    """The expression that gives a row's SHA-256, in hexadecimal."""
    return f"sha256({' || '.join(_cell(name) for name in sorted(columns))})"


def _cell(name: str) -> str:
    text = f'cast("{name}" as varchar)'
    return f"coalesce('{name}:' || length({text}) || ':' || {text}, '')"
