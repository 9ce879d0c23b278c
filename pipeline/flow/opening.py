"""
Open a study, or make a new one: settings, file, what a killed process left undone.

Apart from `study.py`, which every step of the flow needs, because ending what was begun needs the steps.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import SettingsRefused
from pipeline.flow import template
from pipeline.flow.study import OUTPUTS, SOURCES, OpenStudy, Role, now
from pipeline.flow.unfinished import finish
from pipeline.ingest.participants import KNOWN_COLUMNS, PARTICIPANTS_FILE
from pipeline.settings import SETTINGS_FILE, read_settings
from pipeline.store import runs
from pipeline.store.connection import STUDY_FILE, open_study_file


def open_study(
    folder: Path,
    *,
    purpose: str = "ligne de commande",
    actor: str = "chercheur·e",
    role: Role = Role.CUSTODIAN,
    passphrase: Callable[[bool], str | None] | None = None,
) -> OpenStudy:
    """
    Open a study for reading and writing; this process owns it until `close`.

    Args:
        purpose: what for; shown to whoever finds the study busy.
        actor: in whose name things are written.
        passphrase: asked for when the vault is needed; called with True when the vault is yet to be made.

    Raises:
        NotAStudy, SettingsRefused, StudyBusy, StudyDamaged: see each.
    """
    settings = read_settings(folder)
    file = open_study_file(folder, purpose=purpose, create=True)
    try:
        study_id = runs.study_id(file)
        if study_id is None:
            study_id = secrets.token_hex(10)
            with file.write(actor=actor, at=now()) as write:
                runs.create_study(write, study_id)
    except BaseException:
        file.close()
        raise
    study = OpenStudy(folder, settings, file, study_id, actor, role, _passphrase=passphrase, _finish=finish)
    try:
        study.end_what_began()
    except BaseException:
        file.close()
        raise
    return study


def new_study(folder: Path, *, title: str | None = None) -> Path:
    """
    Make a study folder: commented `study.toml`, `participants.csv`, `sources/`, `outputs/`.

    Raises:
        SettingsRefused: the folder already holds a study; nothing is touched.
    """
    if (folder / SETTINGS_FILE).exists() or (folder / STUDY_FILE).exists():
        raise SettingsRefused(f"« {folder} » contient déjà une étude : choisissez un autre dossier.")
    for name in (SOURCES, OUTPUTS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / SETTINGS_FILE).write_text(template.settings_text(title or folder.name), encoding="utf-8")
    participants = folder / PARTICIPANTS_FILE
    if not participants.exists():
        participants.write_text(",".join(KNOWN_COLUMNS) + "\n", encoding="utf-8")
    return folder
