#!/usr/bin/env python3
"""
Sets everything up on a fresh machine, then does what is asked. Needs Python 3.11 or later and nothing else.

    python run.py demo      set up, then build a study from corpus/samples and run it to a report
    python run.py test      set up, then lint, check types and run all tests
    python run.py setup     set up only
    python run.py ARGS…     set up if need be, then `polyphonie ARGS…`

Everything goes into the folder .venv beside this file. Setting up again happens only when the lock has changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = HERE / "requirements.lock"
STAMP = VENV / "set-up"
OLDEST, TORCH = (3, 11), "torch==2.13.0"


def main(arguments: list[str]) -> int:
    if sys.version_info < OLDEST:
        print(f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    if not arguments:
        print(__doc__)
        return 2
    set_up()
    verb = arguments[0]
    if verb == "setup":
        return 0
    if verb == "test":
        return test(arguments[1:])
    return become(str(BIN / ("polyphonie.exe" if os.name == "nt" else "polyphonie")), *arguments)


def set_up() -> None:
    """Make .venv with exactly what the lock says; do nothing when it is already so."""
    wanted = hashlib.sha256(LOCK.read_bytes() + (HERE / "pyproject.toml").read_bytes() + TORCH.encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted and PYTHON.exists():
        return
    print("Setting up (once; a few minutes, about 3 GB on disk)…", file=sys.stderr, flush=True)
    if not PYTHON.exists():
        venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
    pip = (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input")
    # torch first and apart: its own dependencies differ from one platform to the next
    check(*pip, TORCH)
    # --no-deps: the lock is complete, less what is never imported (umap, hdbscan: themes bring their own method)
    check(*pip, "--no-deps", "--require-hashes", "-r", str(LOCK))
    check(*pip, "--no-deps", "--no-build-isolation", "-e", str(HERE))
    STAMP.write_text(wanted)


def test(arguments: list[str]) -> int:
    """Lint, check types, then run the tests; the browser tests run where a Chromium is found."""
    steps = [
        (str(PYTHON), "-m", "ruff", "check", "."),
        (str(PYTHON), "-m", "ruff", "format", "--check", "."),
        (str(PYTHON), "-m", "mypy"),
        (str(PYTHON), "-m", "pytest", "-q", "-m", "not browser", "-n", "auto", "--dist", "loadfile", *arguments),
        # alone: a screen that another test slows down is a screen that answers late
        (str(PYTHON), "-m", "pytest", "-q", "-m", "browser", *arguments),
    ]
    # 5: none of the tests asked for is of this kind
    failed = [step for step in steps if call(*step) not in ((0, 5) if arguments else (0,))]
    for step in failed:
        print(f"failed: {' '.join(step[1:])}", file=sys.stderr)
    return 1 if failed else 0


def become(*command: str) -> int:
    """Go on as the command, so that stopping this process stops it; Windows knows no such thing, and waits for a child."""
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(command[0], command, environment())
    return call(*command)


def environment() -> dict[str, str]:
    """This one's, and nothing fetched: no model is looked for on a network."""
    return {**os.environ, "PYTHONUTF8": "1", "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}


def call(*command: str) -> int:
    try:
        return subprocess.call(command, cwd=HERE if command[0] == str(PYTHON) else None, env=environment())
    except KeyboardInterrupt:
        return 130


def check(*command: str) -> None:
    if subprocess.call(command, cwd=HERE) != 0:
        shown = " ".join(command[2:])
        print(f"Setting up failed at: {shown}\nCheck the network, then run the same command again.", file=sys.stderr)
        if not (VENV / "pyvenv.cfg").exists():
            shutil.rmtree(VENV, ignore_errors=True)
        raise SystemExit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
