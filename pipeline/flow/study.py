"""
A study as it is held open: its folder, its settings, its file, its vault when a passphrase was given, and who acts.

The vault is opened when a step needs it, not before: reading and coding never do.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pipeline.anonymise import vault as vaults
from pipeline.anonymise.vault import Vault
from pipeline.errors import NotAllowed, SettingsRefused, VaultLocked
from pipeline.flow import template
from pipeline.ingest.participants import KNOWN_COLUMNS, PARTICIPANTS_FILE
from pipeline.settings import SETTINGS_FILE, Settings, read_settings
from pipeline.store import runs, unfinished
from pipeline.store.connection import STUDY_FILE, StudyFile, Write, open_study_file

SOURCES, OUTPUTS, VAULT = "sources", "outputs", "vault"

Progress = Callable[[str, int, int], None]
"""Called with a step's name, how much of it is done, and how much there is."""


def silent(step: str, done: int, total: int) -> None:
    """A progress that nobody watches."""
    del step, done, total


class Role(StrEnum):
    """What a person may do with a study; checked in each function that writes."""

    CUSTODIAN = "dépositaire"
    RESEARCHER = "chercheur·e"
    READER = "lecteur"


@dataclass
class OpenStudy:
    """An open study. Close it, or use `open_study` as a context."""

    folder: Path
    settings: Settings
    file: StudyFile
    study_id: str
    actor: str = "chercheur·e"
    role: Role = Role.CUSTODIAN
    _vault: Vault | None = field(default=None, repr=False)
    _passphrase: Callable[[bool], str | None] | None = field(default=None, repr=False)

    @property
    def vault(self) -> Vault:
        """
        The open vault; made with the study's first passphrase.

        Raises:
            VaultLocked: no passphrase was given.
            WrongPassphrase: it does not open the vault.
        """
        if self._vault is None:
            folder = self.folder / VAULT
            there = vaults.exists(folder)
            passphrase = self._passphrase(not there) if self._passphrase else None
            if not passphrase:
                raise VaultLocked(
                    "Le coffre de l'étude est fermé : donnez sa phrase secrète (à l'invite, par --passphrase-file FICHIER, "
                    "ou dans POLYPHONIE_PASSPHRASE pour un automate)."
                )
            self._vault = (
                Vault.open(folder, passphrase) if there else Vault.create(folder, passphrase, study_id=self.study_id)
            )
            self.end_what_began()
        return self._vault

    def end_what_began(self) -> None:
        """
        End what a killed process had begun, as far as the vault being open or not allows.

        Imported here because it needs every step of the flow, which all need this file, and once in a blue moon.
        """
        if unfinished.tasks(self.file):
            from pipeline.flow.unfinished import finish

            finish(self)

    @property
    def is_unlocked(self) -> bool:
        """Whether the vault is open."""
        return self._vault is not None

    def unlock(self, passphrase: str) -> None:
        """Open the vault, or make it with this passphrase when the study has none yet."""
        self._passphrase = lambda _: passphrase
        try:
            _ = self.vault
        finally:
            self._passphrase = None

    def lock(self) -> None:
        """Forget the vault's key."""
        if self._vault is not None:
            self._vault.close()
            self._vault = None

    @contextmanager
    def write(self, *, actor: str | None = None) -> Iterator[Write]:
        """One transaction, in the name of who acts."""
        with self.file.write(actor=actor or self.actor, at=now()) as write:
            yield write

    def require(self, *roles: Role) -> None:
        """
        Raises:
            NotAllowed: the person's role is none of these (a custodian may do all that a researcher does).
        """
        allowed = {*roles, Role.CUSTODIAN}
        if self.role not in allowed:
            raise NotAllowed(
                f"Cette action demande le rôle « {roles[0].value} » ; vous êtes « {self.role.value} ». "
                "Changez de rôle dans le bandeau, ou demandez à qui l'a."
            )

    def __enter__(self) -> OpenStudy:
        """Use as a context: closes at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close, whatever happened."""
        self.close()

    def close(self) -> None:
        """Let the study and the vault go."""
        self.lock()
        self.file.close()


def now() -> datetime:
    """The present time, UTC, without zone, to the microsecond: as the study file keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


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
    study = OpenStudy(folder, settings, file, study_id, actor, role, None, passphrase)
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
