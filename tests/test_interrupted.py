"""What happens when a run is killed, and what a run would do with a network: whole processes, as a researcher starts them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.slow

KILLED_AFTER_S = (3.0, 7.0, 10.0)

NO_NETWORK = """
import socket

def refuse(*_, **__):
    raise AssertionError("a connection was opened")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
"""


def sampled(folder: Path, sample_corpus: Path) -> Path:
    folder.mkdir()
    shutil.copytree(sample_corpus / "sources", folder / "sources")
    for name in ("study.toml", "participants.csv"):
        shutil.copyfile(sample_corpus / name, folder / name)
    return folder


def start(folder: Path, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli.main", "run", str(folder)],
        env={**os.environ, "POLYPHONIE_PASSPHRASE": "une phrase de test", **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def words_of(folder: Path) -> list[tuple[object, ...]]:
    """What a study holds that does not depend on when it was made, nor on its pseudonyms."""
    with duckdb.connect(str(folder / "study.duckdb"), read_only=True) as connection:
        return connection.execute(
            """
            select s.source_name, count(distinct t.turn_id), count(distinct g.segment_id), count(distinct v.theme_id) > 0
            from v_sources s
            left join v_turns t using (source_id)
            left join v_segments g on g.turn_id = t.turn_id
            left join v_segment_themes v on v.segment_id = g.segment_id and v.is_current
            group by all order by all
            """
        ).fetchall()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is for POSIX systems")
def test_a_run_killed_again_and_again_ends_complete_with_nothing_twice(tmp_path: Path, sample_corpus: Path) -> None:
    whole = sampled(tmp_path / "entière", sample_corpus)
    assert start(whole).wait() == 0
    killed = sampled(tmp_path / "tuée", sample_corpus)
    for seconds in KILLED_AFTER_S:
        run = start(killed)
        time.sleep(seconds)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    last = start(killed)
    assert last.wait() == 0, last.stderr.read().decode() if last.stderr else ""
    assert words_of(killed) == words_of(whole)
    verified = subprocess.run(
        [sys.executable, "-m", "pipeline.cli.main", "verify", str(killed)],
        env={**os.environ, "POLYPHONIE_PASSPHRASE": "une phrase de test"},
        capture_output=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stdout.decode()


def test_a_whole_run_opens_no_connection(tmp_path: Path, sample_corpus: Path) -> None:
    """In this process and in its workers, any connection and any look-up of a name fails."""
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    folder = sampled(tmp_path / "étude", sample_corpus)
    run = start(folder, PYTHONPATH=str(tmp_path))
    _, said = run.communicate()
    assert run.returncode == 0, said.decode()[-2000:]
    probe = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert b"a connection was opened" in probe.stderr  # the refusal was in force


def test_a_second_process_is_told_who_holds_the_study(tmp_path: Path, sample_corpus: Path) -> None:
    folder = sampled(tmp_path / "étude", sample_corpus)
    holder = start(folder)
    try:
        deadline = time.monotonic() + 20
        while not (folder / ".study.owner").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        second = subprocess.run(
            [sys.executable, "-m", "pipeline.cli.main", "status", str(folder)], capture_output=True, check=False
        )
    finally:
        os.killpg(holder.pid, signal.SIGKILL)
        holder.wait()
    assert second.returncode == 1
    assert f"processus {holder.pid}" in second.stderr.decode()
