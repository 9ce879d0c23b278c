"""
The vault of a study: original words, mentions, who is behind a pseudonym; never held by the study file.

A folder of encrypted records, apart from the study file so that one can be destroyed, or carried, without
the other. A random data key encrypts the records (AES-256-GCM); the passphrase, through Argon2id, only wraps
that key, so changing it rewrites one small file. Each record is bound to its study, its name and the format
version: a record altered by one bit, or put in another's place, is refused, never repaired. Record names are
hidden too (the file name is their HMAC). A record deleted, or an older copy of the same record put back,
cannot be seen from here: the journal of the study is what tells.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import struct
import unicodedata
from pathlib import Path
from typing import Any

from pipeline.errors import VaultDamaged, VaultLocked, WrongPassphrase

FORMAT_VERSION = 1
KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
ARGON2_MEMORY_KIB = 65_536
ARGON2_PASSES = 3
ARGON2_LANES = 1
MAX_MEMORY_KIB = 1_048_576  # a header asking for more than 1 GiB was not written by us
MAX_PASSES = 64

_HEADER = "vault.json"
_RECORDS = "records"
_SUFFIX = ".rec"
_TEMPORARY = ".tmp"
_MAGIC = b"PVR1"
_NAME_LENGTH = struct.Struct(">I")


class Vault:
    """An open vault. Its state is the data key: `close` forgets it; every later call raises `VaultLocked`."""

    def __init__(self, folder: Path, study_id: str, data_key: bytes) -> None:
        """Meant for `create` and `open`: a key that did not come out of the header opens nothing."""
        self._folder = folder
        self._study_id = study_id
        self._data_key: bytes | None = data_key

    @classmethod
    def create(cls, folder: Path, passphrase: str, *, study_id: str) -> Vault:
        """
        Make an empty vault in `folder` and open it.

        Raises:
            VaultDamaged: a vault is already there; it is left as it is.
            VaultLocked: the passphrase is empty.
        """
        if exists(folder):
            raise VaultDamaged(
                "Un coffre existe déjà dans le dossier « vault » de l'étude ; il n'a pas été touché. "
                "Ouvrez-le avec sa phrase secrète, ou déplacez-le avant d'en créer un autre."
            )
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        records = folder / _RECORDS
        records.mkdir(mode=0o700, exist_ok=True)
        records.chmod(0o700)
        data_key = secrets.token_bytes(KEY_BYTES)
        _write_atomically(folder / _HEADER, _wrap(data_key, passphrase, study_id))
        return cls(folder, study_id, data_key)

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> Vault:
        """
        Open the vault of `folder`.

        Raises:
            WrongPassphrase: the passphrase does not unwrap the data key.
            VaultDamaged: there is no vault, or its header has been altered.
            VaultLocked: the passphrase is empty.
        """
        study_id, data_key = _unwrap(folder / _HEADER, passphrase)
        return cls(folder, study_id, data_key)

    @property
    def study_id(self) -> str:
        """Id of the study whose vault this is."""
        return self._study_id

    def __repr__(self) -> str:
        """Name the class only: neither key nor path belongs in a log."""
        return "Vault(…)"

    def write(self, name: str, content: bytes) -> None:
        """Encrypt `content` under `name`; after a crash, what stood there before or the new one, whole."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        path = self._path(name)
        cipher = AESGCM(self._key())
        name_nonce, content_nonce = secrets.token_bytes(NONCE_BYTES), secrets.token_bytes(NONCE_BYTES)
        sealed_name = cipher.encrypt(name_nonce, name.encode("utf-8"), self._bound("name", path.stem))
        sealed = cipher.encrypt(content_nonce, content, self._bound("content", name))
        parts = (_MAGIC, name_nonce, _NAME_LENGTH.pack(len(sealed_name)), sealed_name, content_nonce, sealed)
        _write_atomically(path, b"".join(parts))

    def read(self, name: str) -> bytes:
        """
        Content of the record `name`, proved to be what was written under that name.

        Raises:
            VaultDamaged: the record is missing, altered, or another record's.
        """
        path = self._path(name)
        raw = _bytes_of(path)
        found, content_at = self._name_in(raw, path)
        if found != name:
            raise _altered(path)
        return self._unseal(raw[content_at:], self._bound("content", name), path)

    def has(self, name: str) -> bool:
        """Whether a record of that name is there; says nothing of its being whole."""
        return self._path(name).is_file()

    def names(self) -> tuple[str, ...]:
        """
        Names of all records, sorted. Reads the head of each file only.

        Raises:
            VaultDamaged: one of the record files has been altered or is not ours.
        """
        self._key()
        paths = sorted((self._folder / _RECORDS).glob(f"*{_SUFFIX}"))
        return tuple(sorted(self._name_in(_head_of(path), path)[0] for path in paths))

    def delete(self, name: str) -> None:
        """
        Remove the record and any temporary file a crash left of it; nothing happens when it is not there.

        What stood on the disk was encrypted; the bytes themselves may outlive the file on flash storage.
        """
        path = self._path(name)
        for leftover in path.parent.glob(f".{path.stem}.*{_TEMPORARY}"):
            leftover.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)

    def change_passphrase(self, new: str) -> None:
        """
        Wrap the same data key under another passphrase.

        A copy of the old header, kept elsewhere, still opens with the old one: backups are to be made again.
        """
        _write_atomically(self._folder / _HEADER, _wrap(self._key(), new, self._study_id))

    def close(self) -> None:
        """Forget the data key."""
        self._data_key = None

    def _key(self) -> bytes:
        if self._data_key is None:
            raise VaultLocked("Le coffre est fermé. Donnez la phrase secrète pour l'ouvrir de nouveau.")
        return self._data_key

    def _path(self, name: str) -> Path:
        names_key = hmac.digest(self._key(), b"polyphonie record names", "sha256")
        opaque = hmac.digest(names_key, name.encode("utf-8"), "sha256").hex()
        return self._folder / _RECORDS / f"{opaque}{_SUFFIX}"

    def _bound(self, part: str, name: str) -> bytes:
        return json.dumps([FORMAT_VERSION, self._study_id, part, name], ensure_ascii=False).encode("utf-8")

    def _name_in(self, raw: bytes, path: Path) -> tuple[str, int]:
        """Record name sealed at the head of `raw`, and where the content begins."""
        start = len(_MAGIC) + NONCE_BYTES + _NAME_LENGTH.size
        if len(raw) < start or raw[: len(_MAGIC)] != _MAGIC:
            raise _altered(path)
        (length,) = _NAME_LENGTH.unpack(raw[start - _NAME_LENGTH.size : start])
        nonce = raw[len(_MAGIC) : len(_MAGIC) + NONCE_BYTES]
        sealed = nonce + raw[start : start + length]
        name = self._unseal(sealed, self._bound("name", path.stem), path).decode("utf-8")
        return name, start + length

    def _unseal(self, sealed: bytes, bound: bytes, path: Path) -> bytes:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self._key()).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
        except (InvalidTag, ValueError) as error:
            raise _altered(path) from error


def exists(folder: Path) -> bool:
    """Whether `folder` holds a vault, open or not."""
    return (folder / _HEADER).is_file()


def _wrap(data_key: bytes, passphrase: str, study_id: str) -> bytes:
    """Header in canonical JSON, with a checksum that tells damage from a wrong passphrase."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    parameters: dict[str, Any] = {
        "format": FORMAT_VERSION,
        "study_id": study_id,
        "kdf": "argon2id",
        "memory_kib": ARGON2_MEMORY_KIB,
        "passes": ARGON2_PASSES,
        "lanes": ARGON2_LANES,
        "salt": secrets.token_hex(SALT_BYTES),
    }
    nonce = secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(_derive(passphrase, parameters)).encrypt(nonce, data_key, _canonical(parameters))
    header = {**parameters, "nonce": nonce.hex(), "wrapped_key": wrapped.hex()}
    return _canonical({**header, "sha256": _checksum(header)})


def _unwrap(path: Path, passphrase: str) -> tuple[str, bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    header = _header_of(path)
    parameters = {k: v for k, v in header.items() if k not in ("nonce", "wrapped_key")}
    nonce, wrapped = bytes.fromhex(header["nonce"]), bytes.fromhex(header["wrapped_key"])
    try:
        data_key = AESGCM(_derive(passphrase, parameters)).decrypt(nonce, wrapped, _canonical(parameters))
    except InvalidTag as error:
        raise WrongPassphrase(
            "La phrase secrète n'ouvre pas le coffre de cette étude. Vérifiez la saisie (majuscules, "
            "accents) et recommencez ; sans elle, rien ne permet de retrouver les originaux."
        ) from error
    return str(header["study_id"]), data_key


def _header_of(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise VaultDamaged(
            "Le dossier « vault » de l'étude ne contient pas de coffre (vault.json manque). "
            "Restaurez-le depuis une sauvegarde, ou créez un coffre."
        )
    raw = path.read_bytes()
    try:
        header = json.loads(raw)
        checksum = header.pop("sha256")
        sound = _canonical({**header, "sha256": checksum}) == raw and checksum == _checksum(header)
        sound = sound and header["format"] == FORMAT_VERSION and header["kdf"] == "argon2id"
        sound = sound and 8 <= header["memory_kib"] <= MAX_MEMORY_KIB and 1 <= header["passes"] <= MAX_PASSES
        sound = sound and 1 <= header["lanes"] <= 16
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _header_altered() from error
    if not sound:
        raise _header_altered()
    return dict(header)


def _derive(passphrase: str, parameters: dict[str, Any]) -> bytes:
    """Argon2id (RFC 9106) of the passphrase in NFC: the same words typed on a Mac and on Linux agree."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    if not passphrase:
        raise VaultLocked(
            "Le coffre demande une phrase secrète, et aucune n'a été donnée. "
            "Saisissez-la, ou indiquez un fichier avec --passphrase-file."
        )
    return Argon2id(
        salt=bytes.fromhex(parameters["salt"]),
        length=KEY_BYTES,
        iterations=parameters["passes"],
        lanes=parameters["lanes"],
        memory_cost=parameters["memory_kib"],
    ).derive(unicodedata.normalize("NFC", passphrase).encode("utf-8"))


def _canonical(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def _checksum(fields: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(fields)).hexdigest()


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise VaultDamaged(
            f"L'enregistrement {path.stem[:12]} manque dans le coffre de l'étude. "
            "Restaurez le dossier « vault » depuis une sauvegarde."
        )
    return path.read_bytes()


def _head_of(path: Path) -> bytes:
    """First bytes of a record, enough for its name; the content may weigh megabytes."""
    start = len(_MAGIC) + NONCE_BYTES + _NAME_LENGTH.size
    with path.open("rb") as record:
        head = record.read(start)
        length = _NAME_LENGTH.unpack(head[-_NAME_LENGTH.size :])[0] if len(head) == start else 0
        return head + record.read(min(length, path.stat().st_size))


def _write_atomically(path: Path, content: bytes) -> None:
    """Temporary file beside the target, synced, then moved over it."""
    temporary = path.with_name(f".{path.stem}.{secrets.token_hex(4)}{_TEMPORARY}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder; its replace is journalled by the file system
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _altered(path: Path) -> VaultDamaged:
    return VaultDamaged(
        f"L'enregistrement {path.stem[:12]} du coffre a été altéré ou n'est pas à sa place ; il est refusé. "
        "Restaurez le dossier « vault » depuis une sauvegarde."
    )


def _header_altered() -> VaultDamaged:
    return VaultDamaged(
        "L'en-tête du coffre (vault/vault.json) a été altéré ; il est refusé. "
        "Restaurez le dossier « vault » depuis une sauvegarde."
    )
