"""
The demonstration: a study built from the invented corpus of `corpus/samples`, run to a report.

Its people are invented, so its passphrase is no secret. The codings and findings that two researchers would have made come
from files too, and go through the same doors as anybody's.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsRefused
from pipeline.flow import analysing, blind, care, imports, outputs, steps
from pipeline.flow.opening import open_study
from pipeline.flow.study import SOURCES, VAULT, Progress, silent
from pipeline.settings import SETTINGS_FILE
from pipeline.store.connection import STUDY_FILE

PASSPHRASE = "polyphonie-demo"  # noqa: S105  # public on purpose: everybody in this study is invented
CODERS = "équipe de démonstration"


def samples() -> Path:
    """Where the invented corpus lies: beside the code in a checkout, inside the package once installed."""
    beside = Path(__file__).resolve().parents[2] / "corpus" / "samples"
    return beside if beside.is_dir() else Path(str(resources.files("pipeline") / "samples"))


def demo(folder: Path, *, progress: Progress = silent) -> dict[str, Any]:
    """
    Build the demonstration study in `folder`, anew if it is there, and run it to a report.

    Raises:
        SettingsRefused: the folder holds something else; nothing is touched.
    """
    _make_place(folder)
    with open_study(folder, actor=CODERS, passphrase=lambda _: PASSPHRASE) as study:
        summary = steps.run(study, progress=progress)
        decisions = samples() / "decisions"
        codes = imports.import_codebook(study, decisions / "codebook.csv")
        codings = imports.import_codings(study, decisions / "codings.csv")
        blind.hold_as_read(study)
        findings = imports.import_findings(study, decisions / "findings.json")
        proposals = analysing.propose(study, progress=progress)
        paths = [str(outputs.report(study, format)) for format in ("docx", "html")]  # noqa: A001
        verified = care.verify(study)
    refused = [*codes.refused, *codings.refused, *findings.refused]
    return {
        "study": str(folder),
        "sources": summary.ingest.read if summary.ingest else 0,
        "segments": summary.segment.made if summary.segment else 0,
        "themes": summary.themes.made if summary.themes else 0,
        "codes": codes.added,
        "codings": codings.added,
        "proposals": proposals.made,
        "findings": findings.added,
        "refused": [line._asdict() for line in refused],
        "holds": verified.holds,
        "report": paths[-1],
    }


def _make_place(folder: Path) -> None:
    made_by_us = (folder / ".demonstration").exists()
    if folder.exists() and any(folder.iterdir()) and not made_by_us:
        raise SettingsRefused(f"« {folder} » n'est pas une étude de démonstration : choisissez un autre dossier.")
    for name in (SOURCES, VAULT, "outputs"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in (STUDY_FILE, f"{STUDY_FILE}.wal"):
        (folder / name).unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".demonstration").write_text("étude inventée\n", encoding="utf-8")
    shutil.copytree(samples() / SOURCES, folder / SOURCES)
    for name in (SETTINGS_FILE, "participants.csv"):
        shutil.copyfile(samples() / name, folder / name)


def lines(shown: dict[str, Any]) -> Sequence[str]:
    """The same, for people; the report's path comes last."""
    promises = "les trois promesses tiennent" if shown["holds"] else "une promesse est rompue : polyphonie verify"
    return [
        f"{shown['sources']} sources, {shown['segments']} extraits, {shown['themes']} thèmes, {shown['codes']} codes, "
        f"{shown['codings']} codages, {shown['findings']} constats, {shown['proposals']} propositions ; {promises}.",
        *(f"refusé, ligne {one['line']} : {one['problem']}" for one in shown["refused"]),
        f"L'ouvrir : polyphonie app {shown['study']}   (coffre : {PASSPHRASE})",
        f"Rapport : {shown['report']}",
    ]
