"""
Reads the seals back: every row against its seal, every table against the total that the journal's chain holds.

An answer names a row by its table and key, never by its words; a key that is no longer like one of ours is not shown.
"""

from __future__ import annotations

import json
import re
from typing import Any

from models.provenance import Broken
from pipeline.store.connection import StudyFile
from pipeline.store.sealing import MODULUS, SEALED, digests_of, is_sealed, written

NAMES = {
    "agreements": "un accord",
    "codes": "un code",
    "decisions": "une décision",
    "evidence": "une pièce de constat",
    "findings": "un constat",
    "groundings": "le décompte d'un constat",
    "masks": "une marque de masquage",
    "memos": "un mémo",
    "participants": "la fiche d'un participant",
    "proposals": "une proposition",
    "runs": "un passage",
    "segments": "un extrait",
    "source_names": "le nom d'une source",
    "source_states": "l'état d'une source",
    "sources": "une source",
    "themes": "un thème",
    "transcripts": "une transcription",
    "turns": "un tour de parole",
    "voices": "une voix",
}
NOTHING = (0, written((0, 0)))
MAX_NAMED = 50  # rows named one by one; beyond, they are counted

_KEY = re.compile(r"[\w .,:-]{1,80}")


def broken_seals(study: StudyFile) -> tuple[Broken, ...]:
    """Rows that are no longer as they were written, rows that are gone or were slipped in, seals that were changed."""
    told, kept = told_totals(study), _sums_of_seals(study)
    broken: list[Broken] = []
    for table in sealed_tables(study):
        if table in told:
            broken += _table(study, table, told[table], kept.get(table, NOTHING))
    there = set(sealed_tables(study))
    broken += [Broken(what="Une table du fichier d'étude a disparu", where=name) for name in told if name not in there]
    return (*broken, *_changed_totals(study, told))


def unsealed(study: StudyFile) -> tuple[str, ...]:
    """Tables with rows of which the journal tells no total: written before rows were sealed, and not since."""
    told = told_totals(study)
    return tuple(name for name in sealed_tables(study) if name not in told and _size(study, name))


def told_totals(study: StudyFile) -> dict[str, tuple[int, str]]:
    """Each table's rows and total, as the journal last told them; an event that is no JSON any more is the chain's to name."""
    told: dict[str, tuple[int, str]] = {}
    for (sealed,) in study.rows(
        "select cast(try(json_extract(payload, '$.sealed')) as varchar) from journal where contains(payload, $mark) order by seq",
        {"mark": f'"{SEALED}":{{'},
    ):
        told.update({table: (int(n), str(total)) for table, (n, total) in json.loads(sealed or "{}").items()})
    return told


def sealed_tables(study: StudyFile) -> tuple[str, ...]:
    """The tables whose rows are sealed, by name."""
    rows = study.rows("select table_name from duckdb_tables() where schema_name = 'main' order by table_name")
    return tuple(name for (name,) in rows if is_sealed(name))


def _sums_of_seals(study: StudyFile) -> dict[str, tuple[int, str]]:
    return {
        table: (n, written((high % MODULUS, low % MODULUS)))
        for table, n, high, low in study.rows(
            "select table_name, count(*), sum(high::hugeint), sum(low::hugeint) from seals group by table_name order by 1"
        )
    }


def _columns(study: StudyFile, table: str) -> list[str]:
    return list(study.arrow(f'select * from "{table}" limit 0').column_names)  # noqa: S608  # one of our own tables


def _size(study: StudyFile, table: str) -> int:
    return int(study.rows(f'select count(*) from "{table}"')[0][0])  # noqa: S608  # one of our own tables


def _table(study: StudyFile, table: str, told: tuple[int, str], kept: tuple[int, str]) -> list[Broken]:
    rows = digests_of(table, _columns(study, table))
    n, high, low = study.rows(
        f"select count(*), coalesce(sum(high::hugeint), 0), coalesce(sum(low::hugeint), 0) from ({rows})"  # noqa: S608  # ours
    )[0]
    if (n, written((high % MODULUS, low % MODULUS))) == told == kept:
        return []
    named = _strange(study, table, rows)
    what = f"{NAMES.get(table, 'une ligne').capitalize()} n'est plus comme au journal"
    if named:
        beyond = (
            [Broken(what=what, where=f"{table}, et {len(named) - MAX_NAMED} autres")] if len(named) > MAX_NAMED else []
        )
        return [Broken(what=what, where=f"{table} {key}") for key in named[:MAX_NAMED]] + beyond
    if n != told[0]:
        return [Broken(what="Des lignes ont disparu ou se sont ajoutées", where=f"{table} : {n} au lieu de {told[0]}")]
    return [Broken(what="Les sceaux d'une table ne sont plus ceux du journal", where=table)]


def _strange(study: StudyFile, table: str, rows: str) -> list[str]:
    """Keys of the rows that no seal knows; `(absente)` when rows are gone and nothing stands in their place."""
    seals = "select high, low from seals where table_name = $table"
    strange = study.rows(f"({rows}) except all ({seals})", {"table": table})
    absent = study.rows(f"({seals}) except all ({rows})", {"table": table})
    if not strange:
        return ["(absente)"] * min(1, len(absent))
    keys = _keys(study, table)
    keyed = digests_of(table, _columns(study, table), key=f"concat_ws(' ', {keys}) as row_key,")
    wanted = {"highs": [high for high, _ in strange], "lows": [low for _, low in strange]}
    found = study.rows(
        f"select row_key from ({keyed}) where list_contains($highs, high) and list_contains($lows, low) order by row_key",  # noqa: S608  # ours
        wanted,
    )
    return [key if _KEY.fullmatch(key) else "(identifiant changé)" for (key,) in found]


def _keys(study: StudyFile, table: str) -> str:
    """The columns of a table's key, or a row's place where it has none, as a list that SQL reads."""
    columns: list[Any] = study.rows(
        """
        select constraint_column_names from duckdb_constraints()
        where schema_name = 'main' and table_name = $table and constraint_type = 'PRIMARY KEY'
        """,
        {"table": table},
    )
    return ", ".join(f'"{name}"' for name in columns[0][0]) if columns else "'ligne', rowid"


def _changed_totals(study: StudyFile, told: dict[str, tuple[int, str]]) -> list[Broken]:
    kept = {
        table: (n, written((high, low)))
        for table, n, high, low in study.rows(
            "select table_name, n_rows, high, low from seal_totals order by table_name"
        )
    }
    return [
        Broken(what="Le total d'une table n'est plus celui du journal", where=table)
        for table in sorted(kept.keys() | told.keys())
        if kept.get(table) != told.get(table)
    ]
