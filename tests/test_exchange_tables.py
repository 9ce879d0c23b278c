"""The public views as tables: typed even when empty, held to their dictionary, every column explained in French."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pyarrow.parquet as pq
import pytest

from pipeline.errors import ImportRefused, UnknownReference
from pipeline.exchange.delimited import read_rows
from pipeline.exchange.tables import VIEWS, data_dictionary, to_csv, to_parquet
from pipeline.store import views
from pipeline.store.connection import StudyFile

PARTICIPANTS = tuple(c.name for c in VIEWS["v_participants"])
ROW = ("p1", "élus", None, "1", "{}", ["rapport", "archive"], date(2026, 11, 2))


def test_the_dictionary_holds_the_ten_public_views() -> None:
    assert sorted(VIEWS) == sorted(
        ["v_sources", "v_participants", "v_turns", "v_segments", "v_themes", "v_segment_themes", "v_proposals",
         "v_codings", "v_findings", "v_trace"]
    )  # fmt: skip


def test_a_table_in_text_reads_back() -> None:
    ((line, cells),) = read_rows(to_csv("v_participants", PARTICIPANTS, [ROW]), required=PARTICIPANTS)
    assert (line, cells["stakeholder_group"], cells["territory"]) == (2, "élus", "")
    assert (cells["consent_uses"], cells["withdrawn_on"]) == ("rapport | archive", "2026-11-02")


def test_a_table_in_parquet_keeps_types_and_meanings() -> None:
    table = pq.read_table(io.BytesIO(to_parquet("v_participants", PARTICIPANTS, [ROW])))
    assert table.column("withdrawn_on").to_pylist() == [date(2026, 11, 2)]
    assert table.column("territory").to_pylist() == [None]
    assert "jamais son nom" in table.schema.field("participant_id").metadata[b"description"].decode()


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_an_empty_view_keeps_its_columns_and_types(view: str) -> None:
    names = [c.name for c in VIEWS[view]]
    table = pq.read_table(io.BytesIO(to_parquet(view, names, [])))
    assert (table.column_names, table.num_rows) == (names, 0)
    assert "null" not in {str(f.type) for f in table.schema}


def test_moments_keep_their_time_zone() -> None:
    names = [c.name for c in VIEWS["v_codings"]]
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    row = ["d", "s", "t", 0, 1, "x", "c", "A", "ana", "human", None, at]
    table = pq.read_table(io.BytesIO(to_parquet("v_codings", names, [row])))
    assert table.column("decided_at").to_pylist() == [at]


def test_a_view_that_is_no_longer_its_dictionary_s_is_not_exported() -> None:
    with pytest.raises(ImportRefused, match="wave"):
        to_csv("v_participants", [n for n in PARTICIPANTS if n != "wave"], [])
    with pytest.raises(UnknownReference, match="v_trace"):
        to_csv("v_secret", [], [])


def test_every_column_is_explained() -> None:
    rows = [cells for _, cells in read_rows(data_dictionary(), required=("vue", "colonne", "type", "sens"))]
    assert len(rows) == sum(len(columns) for columns in VIEWS.values())
    assert all(cells["sens"] and cells["type"] for cells in rows)


@pytest.mark.parametrize("view", views.PUBLIC_VIEWS)
def test_every_column_of_the_store_s_views_is_in_the_dictionary(view: str, study: StudyFile) -> None:
    """A column that a migration adds has its meaning in French, or no table leaves any more."""
    columns, _ = views.view(study, view)
    assert tuple(columns) == tuple(one.name for one in VIEWS[view])
    assert all(one.meaning for one in VIEWS[view])
