"""The vault keeps what was put in it, for those who know the passphrase, and refuses anything altered."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from pipeline.anonymise import vault as vault_module
from pipeline.anonymise.vault import Vault, exists
from pipeline.errors import VaultDamaged, VaultLocked, WrongPassphrase

PASSPHRASE = "quatre mots très ordinaires"
SECRET = "Leïla Benali, 06 12 34 56 78".encode()


@pytest.fixture(autouse=True)
def _light_key_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id at full cost takes 0.25 s; what is tested here does not depend on the cost."""
    monkeypatch.setattr(vault_module, "ARGON2_MEMORY_KIB", 64)
    monkeypatch.setattr(vault_module, "ARGON2_PASSES", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault with two records."""
    vault = Vault.create(tmp_path / "vault", PASSPHRASE, study_id="étude-1")
    vault.write("original/entretien-awa", SECRET)
    vault.write("entities", b"[]")
    return tmp_path / "vault"


def record_files(folder: Path) -> list[Path]:
    return sorted((folder / "records").glob("*.rec"))


def test_gives_back_what_was_written(folder: Path) -> None:
    vault = Vault.open(folder, PASSPHRASE)
    assert vault.read("original/entretien-awa") == SECRET
    assert vault.names() == ("entities", "original/entretien-awa")
    assert vault.study_id == "étude-1"


def test_existence_is_told_without_a_passphrase(folder: Path, tmp_path: Path) -> None:
    assert exists(folder)
    assert not exists(tmp_path / "elsewhere")


def test_a_wrong_passphrase_is_refused(folder: Path) -> None:
    with pytest.raises(WrongPassphrase):
        Vault.open(folder, PASSPHRASE + " ")


def test_no_passphrase_leaves_the_vault_locked(folder: Path) -> None:
    with pytest.raises(VaultLocked):
        Vault.open(folder, "")


def test_the_same_passphrase_typed_with_combining_accents_opens(folder: Path) -> None:
    assert Vault.open(folder, PASSPHRASE.replace("è", "e\u0300")).has("entities")


def test_a_closed_vault_is_locked(folder: Path) -> None:
    vault = Vault.open(folder, PASSPHRASE)
    vault.close()
    with pytest.raises(VaultLocked):
        vault.read("entities")
    with pytest.raises(VaultLocked):
        vault.names()


def test_a_second_vault_is_not_made_over_the_first(folder: Path) -> None:
    with pytest.raises(VaultDamaged):
        Vault.create(folder, "autre", study_id="étude-1")
    assert Vault.open(folder, PASSPHRASE).read("original/entretien-awa") == SECRET


def test_one_altered_byte_anywhere_in_a_record_is_refused(folder: Path) -> None:
    vault = Vault.open(folder, PASSPHRASE)
    for path in record_files(folder):
        sound = path.read_bytes()
        for position in range(len(sound)):
            path.write_bytes(sound[:position] + bytes([sound[position] ^ 1]) + sound[position + 1 :])
            with pytest.raises(VaultDamaged):
                [vault.read(name) for name in ("original/entretien-awa", "entities")]
        path.write_bytes(sound)


def test_one_altered_byte_anywhere_in_the_header_is_refused(folder: Path) -> None:
    header = folder / "vault.json"
    sound = header.read_bytes()
    for position in range(len(sound)):
        header.write_bytes(sound[:position] + bytes([sound[position] ^ 1]) + sound[position + 1 :])
        with pytest.raises(VaultDamaged):
            Vault.open(folder, PASSPHRASE)


def test_a_header_rewritten_with_a_new_checksum_does_not_open(folder: Path) -> None:
    """Parameters and study id are bound to the wrapped key: an attacker can compute a checksum, not a tag."""
    header = json.loads((folder / "vault.json").read_bytes())
    del header["sha256"]
    header["study_id"] = "étude-2"
    header["sha256"] = vault_module._checksum(header)
    (folder / "vault.json").write_bytes(vault_module._canonical(header))
    with pytest.raises(WrongPassphrase):
        Vault.open(folder, PASSPHRASE)


@pytest.mark.parametrize("asked", [{"memory_kib": 2**31}, {"passes": 10**6}, {"lanes": 999}, {"format": 2}])
def test_a_header_asking_for_unreasonable_work_is_refused(folder: Path, asked: dict[str, int]) -> None:
    header = json.loads((folder / "vault.json").read_bytes())
    del header["sha256"]
    header.update(asked)
    header["sha256"] = vault_module._checksum(header)
    (folder / "vault.json").write_bytes(vault_module._canonical(header))
    with pytest.raises(VaultDamaged):
        Vault.open(folder, PASSPHRASE)


@pytest.mark.parametrize("kept", [0, 3, 10, 25, 60])
def test_a_truncated_record_is_refused(folder: Path, kept: int) -> None:
    vault = Vault.open(folder, PASSPHRASE)
    for path in record_files(folder):
        path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(VaultDamaged):
        vault.read("original/entretien-awa")
    if kept < 60:
        with pytest.raises(VaultDamaged):
            vault.names()


def test_a_record_put_in_anothers_place_is_refused(folder: Path) -> None:
    vault = Vault.open(folder, PASSPHRASE)
    first, second = record_files(folder)
    first_bytes, second_bytes = first.read_bytes(), second.read_bytes()
    first.write_bytes(second_bytes)
    second.write_bytes(first_bytes)
    for name in ("original/entretien-awa", "entities"):
        with pytest.raises(VaultDamaged):
            vault.read(name)
    with pytest.raises(VaultDamaged):
        vault.names()


def test_a_record_of_another_study_is_refused(folder: Path, tmp_path: Path) -> None:
    other = Vault.create(tmp_path / "other", PASSPHRASE, study_id="étude-2")
    other.write("entities", b"[]")
    record_files(folder)[0].write_bytes(record_files(tmp_path / "other")[0].read_bytes())
    with pytest.raises(VaultDamaged):
        Vault.open(folder, PASSPHRASE).names()


def test_a_missing_record_is_told(folder: Path) -> None:
    with pytest.raises(VaultDamaged):
        Vault.open(folder, PASSPHRASE).read("original/never")


def test_no_plain_word_stands_on_the_disk(folder: Path) -> None:
    for path in folder.rglob("*"):
        seen = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        for word in (SECRET, b"Benali", b"original", b"entretien-awa", b"entities", PASSPHRASE.encode()):
            assert word not in seen


def test_the_same_content_is_never_encrypted_twice_alike(folder: Path) -> None:
    vault = Vault.open(folder, PASSPHRASE)
    before = {path: path.read_bytes() for path in record_files(folder)}
    vault.write("original/entretien-awa", SECRET)
    after = {path: path.read_bytes() for path in record_files(folder)}
    assert before.keys() == after.keys()
    assert before != after


def test_files_are_for_their_owner_only(folder: Path) -> None:
    if os.name != "posix":
        pytest.skip("file modes are POSIX")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in (folder / "vault.json", *record_files(folder)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_crash_before_the_move_keeps_the_old_record(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = Vault.open(folder, PASSPHRASE)

    def cut(self: Path, target: Path) -> Path:
        raise OSError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut)
        with pytest.raises(OSError, match="power cut"):
            vault.write("original/entretien-awa", b"new")
    assert vault.read("original/entretien-awa") == SECRET


def test_what_a_crash_left_behind_is_ignored_then_deleted_with_its_record(folder: Path) -> None:
    vault = Vault.open(folder, PASSPHRASE)
    for path in record_files(folder):
        (path.parent / f".{path.stem}.0badcafe.tmp").write_bytes(b"half")
    assert vault.names() == ("entities", "original/entretien-awa")
    vault.delete("original/entretien-awa")
    vault.delete("original/entretien-awa")
    assert vault.names() == ("entities",)
    assert len(list((folder / "records").iterdir())) == 2


def test_a_changed_passphrase_opens_and_the_old_one_does_not(folder: Path) -> None:
    Vault.open(folder, PASSPHRASE).change_passphrase("une autre phrase")
    assert Vault.open(folder, "une autre phrase").read("original/entretien-awa") == SECRET
    with pytest.raises(WrongPassphrase):
        Vault.open(folder, PASSPHRASE)


def test_errors_and_repr_say_nothing_of_names_words_or_passphrases(folder: Path) -> None:
    vault = Vault.open(folder, PASSPHRASE)
    with pytest.raises(VaultDamaged) as missing:
        vault.read("original/Benali")
    with pytest.raises(WrongPassphrase) as wrong:
        Vault.open(folder, "phrase fausse")
    for text in (str(missing.value), str(wrong.value), repr(vault)):
        assert "Benali" not in text
        assert "phrase fausse" not in text
        assert str(folder) not in text
