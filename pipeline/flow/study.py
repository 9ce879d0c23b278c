"""
A study as it is held open: its folder, its settings, its file, its vault when a passphrase was given, and who acts.

The vault is opened when a step needs it, not before: reading and coding never do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pipeline.anonymise import vault as vaults
from pipeline.anonymise.vault import Vault
from pipeline.errors import NotAllowed, VaultLocked
from pipeline.settings import Settings
from pipeline.store import fingerprints, unfinished
from pipeline.store.connection import StudyFile, Write

SOURCES, OUTPUTS, VAULT = "sources", "outputs", "vault"
HEAD_RECORD = "journal/head"

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
    """An open study, as `opening.open_study` gives it. Close it, or use it as a context."""

    folder: Path
    settings: Settings
    file: StudyFile
    study_id: str
    actor: str = "chercheur·e"
    role: Role = Role.CUSTODIAN
    _vault: Vault | None = field(default=None, repr=False)
    _passphrase: Callable[[bool], str | None] | None = field(default=None, repr=False)
    _finish: Callable[[OpenStudy], object] = field(default=lambda _: None, repr=False)

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
        """End what a killed process had begun, as far as the vault being open or not allows."""
        if unfinished.tasks(self.file):
            self._finish(self)

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
        """Forget the vault's key, once the vault knows how far the journal goes."""
        if self._vault is not None:
            try:
                self._keep_head(self._vault)
            finally:
                self._vault.close()
                self._vault = None

    def _keep_head(self, vault: Vault) -> None:
        """Where the journal stands, where only the passphrase leads; a journal that no longer holds what was kept is left so."""
        kept, head = kept_head(vault), fingerprints.head(self.file)
        if head is not None and head != kept and (kept is None or fingerprints.head(self.file, kept.seq) == kept):
            vault.write(HEAD_RECORD, f"{head.seq} {head.sha256}".encode())

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
        try:
            self.lock()
        finally:
            self.file.close()


def kept_head(vault: Vault) -> fingerprints.JournalHead | None:
    """The journal's last event when the vault was last closed; None in a vault that never knew one."""
    if not vault.has(HEAD_RECORD):
        return None
    seq, sha256 = vault.read(HEAD_RECORD).decode().split(" ")
    return fingerprints.JournalHead(int(seq), sha256)


def now() -> datetime:
    """The present time, UTC, without zone, to the microsecond: as the study file keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
