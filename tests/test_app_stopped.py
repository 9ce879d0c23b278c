"""The app, stopped in any way, lets the study go: nothing of it goes on holding the file."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.flow.opening import new_study, open_study
from pipeline.store.connection import OWNER_FILE

ROOT = Path(__file__).resolve().parents[1]
WAIT_S = 60
WAYS = [name for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGKILL") if hasattr(signal, name)]

pytestmark = pytest.mark.slow


def _until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + WAIT_S
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _visit(port: int, held: Path) -> None:
    """Open the first page as a browser does, and stay until the study is held."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from websockets.sync.client import connect
    from websockets.typing import Origin

    address, line = f"127.0.0.1:{port}", socket.socket()
    line.connect(("127.0.0.1", port))
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    with connect(
        f"ws://{address}/_stcore/stream", sock=line, origin=Origin(f"http://{address}"), max_size=None
    ) as page:
        page.send(asked.SerializeToString())
        _until(held.exists, "the app never opened the study")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows n'a pas ces signaux")
@pytest.mark.parametrize("way", WAYS)
def test_however_the_app_is_stopped_the_study_can_be_opened_again(tmp_path: Path, way: str) -> None:
    folder, port = new_study(tmp_path / "étude"), _free_port()
    command = [sys.executable, "-m", "pipeline.cli.main", "app", str(folder), "--port", str(port), "--no-browser"]
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _until(lambda: _answers(port), "the app never answered")
        _visit(port, folder / OWNER_FILE)
        running.send_signal(getattr(signal, way))
        running.wait(WAIT_S)
        _until(lambda: not _answers(port), "something still answers")
        with open_study(folder) as study:
            assert study.study_id
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait(WAIT_S)
