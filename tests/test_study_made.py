"""A study file has its name once it is whole: a process killed while it made one leaves nothing that cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.store import schema
from pipeline.store.connection import STUDY_FILE, open_study_file


def test_a_study_file_that_was_half_made_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(schema, "migrate", stopped)
        with pytest.raises(KeyboardInterrupt):
            open_study_file(tmp_path, purpose="essai", create=True)
    assert not (tmp_path / STUDY_FILE).exists()
    (tmp_path / f"{STUDY_FILE}.neuf").write_bytes(b"\0" * 100)  # what a killed process leaves
    with open_study_file(tmp_path, purpose="essai", create=True) as study:
        assert study.rows("select count(*) from migrations")[0][0] == len(schema.migrations())
    assert sorted(path.name for path in tmp_path.iterdir() if "neuf" in path.name) == []
