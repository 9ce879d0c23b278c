"""Seals: every row has one, a legitimate change keeps them, a change behind our back is never sealed over."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from made import AT

from models.provenance import Broken
from pipeline.store import integrity, schema, seals
from pipeline.store.connection import StudyFile
from pipeline.store.sealing import FIRST_LOCAL_ROW, added, is_sealed


def behind(study: StudyFile, statement: str) -> None:
    """Change the file as another program would."""
    with study._cursor() as cursor:
        cursor.execute(statement)


def named(broken: Sequence[Broken]) -> str:
    return " ".join(one.where for one in broken)


def test_a_study_written_by_us_holds_and_every_table_with_rows_is_sealed(study: StudyFile) -> None:
    assert seals.broken_seals(study) == ()
    assert seals.unsealed(study) == ()
    assert {"turns", "segments", "sources"} <= set(seals.told_totals(study))


def test_duckdb_numbers_the_rows_of_an_open_transaction_from_there(study: StudyFile) -> None:
    """What sealing stands on; should a later DuckDB number them otherwise, this says so before a study does."""
    with study.write(actor="test", at=AT) as write:
        write.execute("insert into memos values ('m', 1, 'source', 's', 'mot', 'test', $at)", {"at": AT})
        assert write.rows("select min(rowid) from memos")[0][0] >= FIRST_LOCAL_ROW
    assert study.rows("select max(rowid) from memos")[0][0] < FIRST_LOCAL_ROW


@pytest.mark.parametrize(
    "statement",
    [
        "update turns set text = text || ' !' where turn_no = 2",
        "delete from segments",
        "insert into source_names select source_id, seq + 1000, source_name from source_names",
        "insert into runs select run_id || 'x', step, settings, versions, seed, inputs_hash, started_at, ended_at, seq from runs",
    ],
)
def test_a_legitimate_change_keeps_the_seals(study: StudyFile, statement: str) -> None:
    with study.write(actor="test", at=AT) as write:
        write.execute(statement)
    assert seals.broken_seals(study) == ()


def test_an_upsert_keeps_the_seals(study: StudyFile) -> None:
    with study.write(actor="test", at=AT) as write:
        write.execute(
            "insert into sources select * from sources on conflict do update set n_words = excluded.n_words + 1"
        )
    assert seals.broken_seals(study) == ()


def test_equal_rows_are_counted_one_by_one(study: StudyFile) -> None:
    mark = "insert into masks select turn_id, 0, 1, 'masked', 'person', null, null, null, null from turns where turn_no = 2"
    for _ in range(3):
        with study.write(actor="test", at=AT) as write:
            write.execute(mark)
    with study.write(actor="test", at=AT) as write:
        write.execute("delete from masks where rowid = (select min(rowid) from masks)")
    assert study.rows("select count(*) from masks")[0][0] == 2
    assert seals.broken_seals(study) == ()
    behind(study, "delete from masks where rowid = (select min(rowid) from masks)")
    assert "masks" in named(seals.broken_seals(study))


def test_a_row_changed_behind_our_back_stays_named_after_a_legitimate_change_of_its_table(study: StudyFile) -> None:
    turn = study.rows("select turn_id from turns where turn_no = 2")[0][0]
    behind(study, "update turns set start_s = 12.5 where turn_no = 2")
    with study.write(actor="test", at=AT) as write:
        write.execute("update turns set end_s = 3.0 where turn_no = 4")
    assert turn in named(seals.broken_seals(study))


def test_a_transaction_that_fails_leaves_no_seal(study: StudyFile) -> None:
    with pytest.raises(RuntimeError), study.write(actor="test", at=AT) as write:
        write.execute("update turns set end_s = 3.0")
        raise RuntimeError
    assert seals.broken_seals(study) == ()


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("update seals set low = low + 1::ubigint where table_name = 'turns'", "turns"),
        ("update seal_totals set n_rows = n_rows + 1 where table_name = 'turns'", "turns"),
        ("delete from seals where table_name = 'turns'", "turns"),
        ("insert into memos values ('m', 1, 'source', 's', 'glissé', 'x', timestamp '2026-11-02')", ""),
    ],
)
def test_seals_that_are_changed_are_named(study: StudyFile, statement: str, where: str) -> None:
    with study.write(actor="test", at=AT) as write:
        write.execute("insert into memos values ('a', 1, 'source', 's', 'mot', 'test', $at)", {"at": AT})
    behind(study, statement)
    assert (where or "memos") in named(seals.broken_seals(study))


def test_a_broken_journal_is_the_first_thing_said_and_stops_nothing(study: StudyFile) -> None:
    behind(study, "update journal set payload = 'ce n''est plus du JSON' where seq = 2")
    assert integrity.broken_promises(study)[0].where == "événement 2"


def test_totals_are_read_past_an_event_that_is_no_json_any_more(study: StudyFile) -> None:
    with study.write(actor="test", at=AT) as write:
        write.execute("insert into memos values ('a', 1, 'source', 's', 'mot', 'test', $at)", {"at": AT})
    behind(study, """update journal set payload = '{\"digest\"\x01, \"sealed\":{' where seq = 2""")
    assert "memos" in seals.told_totals(study)


def test_an_answer_never_shows_a_key_that_is_not_like_ours(study: StudyFile) -> None:
    behind(study, "update turns set turn_id = 'Karima ! a dit ; tout' where turn_no = 2")
    told = named(seals.broken_seals(study))
    assert "Karima" not in told
    assert "identifiant changé" in told


def test_tables_written_before_seals_are_said_to_be_unchecked(study: StudyFile) -> None:
    behind(study, "delete from seals")
    behind(study, "delete from seal_totals")
    behind(study, """update journal set payload = replace(payload, '"sealed":{', '"former":{')""")
    assert "turns" in seals.unsealed(study)
    with study.write(actor="test", at=AT) as write:
        write.execute("update turns set end_s = 3.0 where turn_no = 4")
    assert "turns" not in seals.unsealed(study)


def test_later_migrations_add_no_column_with_a_default_to_a_sealed_table() -> None:
    """An empty cell has no part in a row's digest; a default would change the digest of every row that is there."""
    for name, statement in schema.migrations().items():
        if name > "0016":
            for line in statement.lower().split(";"):
                assert not ("add column" in line and " default " in line), name


def test_a_total_is_the_same_whatever_the_order_and_gives_back_what_was_taken() -> None:
    rows = [(2**64 - 1, 5), (3, 2**63), (8, 13)]
    assert added((0, 0), rows) == added((0, 0), rows[::-1])
    assert added(added((1, 2), rows), (), rows) == (1, 2)


def test_what_has_no_seal_is_what_is_derived_or_lives_for_a_moment() -> None:
    assert [name for name in ("turns", "decisions", "vectors_384", "journal", "unfinished") if is_sealed(name)] == [
        "turns",
        "decisions",
    ]
