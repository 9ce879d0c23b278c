"""
The peers' own environment: `.venv-peers` sees our packages through a path file and adds what only the peers need.

Nothing of it ever enters `.venv`: BERTopic must run here with its defaults (UMAP, HDBSCAN), which our lock leaves out.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / ".venv-peers"
PYTHON = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def peers_python() -> Path:
    """The interpreter of the peers' environment, made at first use (a few minutes)."""
    ready = FOLDER / "ready"
    if not ready.exists():
        print("Installing the peers (once)…", file=sys.stderr)
        venv.EnvBuilder(with_pip=True).create(FOLDER)
        ours = sysconfig.get_paths()["purelib"]
        theirs = subprocess.check_output(
            [PYTHON, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"], text=True
        )
        Path(theirs.strip(), "ours.pth").write_text(f"{ours}\n{HERE.parent}\n", encoding="utf-8")
        subprocess.check_call([PYTHON, "-m", "pip", "install", "-q", "-r", str(HERE / "peers.txt")])
        ready.write_text("ready")
    return PYTHON
