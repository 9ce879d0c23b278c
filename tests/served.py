"""The app served as `polyphonie app` serves it, and a page of Debian's Chromium to look at it with: for tests in a browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from pipeline.cli.steps import SERVER_OPTIONS

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_S = 60
PATIENCE_MS = 30_000  # the encoder loads while the first page is read, and slows it on two busy cores


@contextmanager
def chromium_page(patience_ms: int = PATIENCE_MS) -> Iterator[Page]:
    """A page of 1280 x 800; the test is skipped where there is no Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(patience_ms)
        expect.set_options(timeout=patience_ms)
        yield page
        browser.close()


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The app on this study, with the options that `polyphonie app` gives; its address."""
    port = _free_port()
    options = [f"--{name}={value}" for name, value in SERVER_OPTIONS]
    command = [sys.executable, "-m", "streamlit", "run", "app/main.py", *options, f"--server.port={port}"]
    environment = {**os.environ, "POLYPHONIE_STUDY": str(folder), "USER": "Inès", "OMP_NUM_THREADS": "1"}
    server = subprocess.Popen([*command, "--server.headless=true"], cwd=ROOT, env=environment)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def until_painted(page: Page) -> None:
    """A press on what is not on the screen yet is refused, with a sentence: wait as a person does, by seeing it."""
    page.evaluate(
        "() => new Promise((seen) => { let n = 6; const f = () => (n-- ? requestAnimationFrame(f) : seen()); f(); })"
    )


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(url: str) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise TimeoutError("the app did not start")
