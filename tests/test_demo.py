"""The demonstration with the real models: what the README's first command does, checked to the end. Slow."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pytest
from test_flow_privacy import planted_and_still_readable

from pipeline.flow import care, demonstration
from pipeline.flow.opening import open_study

pytestmark = pytest.mark.slow

# What the detection misses in the invented corpus, as (file, kind, words), named so that nobody thinks it masks everything.
# Empty since the networks hear lanes; it is no promise for another corpus.
KNOWN_MISSES: set[tuple[str, str, str]] = set()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return demonstration.demo(tmp_path_factory.mktemp("demo") / "étude")


def test_the_demonstration_ends_with_a_report_and_nothing_refused(shown: dict[str, object]) -> None:
    report = Path(str(shown["report"]))
    assert report.suffix == ".html"
    assert report.stat().st_size > 20_000
    assert shown["refused"] == []
    assert shown["holds"] is True
    assert (shown["sources"], shown["findings"]) == (13, 5)


def test_no_planted_identifier_reaches_the_store(shown: dict[str, object], sample_corpus: Path) -> None:
    with open_study(Path(str(shown["study"]))) as study:
        assert planted_and_still_readable(study, sample_corpus) == KNOWN_MISSES


def test_the_public_views_walk_from_a_finding_to_a_file(shown: dict[str, object]) -> None:
    """As a reader with DuckDB alone would."""
    folder = Path(str(shown["study"]))
    with duckdb.connect(str(folder / "study.duckdb"), read_only=True) as connection:
        rows = connection.execute("select distinct source_name, source_sha256 from v_trace order by all").fetchall()
    assert len(rows) > 5
    for name, sha256 in rows:
        assert hashlib.sha256((folder / "sources" / name).read_bytes()).hexdigest() == sha256


def test_the_demonstration_can_be_built_again_in_its_place(shown: dict[str, object], tmp_path: Path) -> None:
    folder = Path(str(shown["study"]))
    before = {p.name for p in (folder / "sources").iterdir()}
    demonstration._make_place(folder)
    assert {p.name for p in (folder / "sources").iterdir()} == before
    (tmp_path / "à moi").mkdir()
    (tmp_path / "à moi" / "notes.txt").write_text("gardez-moi", encoding="utf-8")
    with pytest.raises(demonstration.SettingsRefused):
        demonstration.demo(tmp_path / "à moi")
    assert (tmp_path / "à moi" / "notes.txt").read_text(encoding="utf-8") == "gardez-moi"


def test_verify_with_the_vault_open_finds_nothing_exposed(shown: dict[str, object], tmp_path: Path) -> None:
    again = demonstration.demo(tmp_path / "encore")
    with open_study(Path(str(again["study"])), passphrase=lambda _: demonstration.PASSPHRASE) as study:
        assert study.vault
        found = care.verify(study)
    assert (found.broken, found.unchecked) == ((), ())
