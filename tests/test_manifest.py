"""The proof: checked with OpenSSL and sha256sum alone, broken by any byte, signed again by nobody unseen."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline import manifest
from pipeline.errors import ImportRefused
from pipeline.manifest import Fingerprint

KEY = bytes(range(32))
REPORTS = {"rapport.html": "<p>Rapport à lire</p>".encode(), "rapport.docx": b"PK..."}
FOUND = (Fingerprint("source", "s1", "a" * 64), Fingerprint("decision", "d1", "b" * 64))
FILES = {**manifest.manifest({"study_id": "x"}, FOUND, REPORTS, private_key=KEY), **REPORTS}


def test_a_proof_that_nobody_touched_holds() -> None:
    assert manifest.check(FILES) == ()
    assert manifest.check(FILES, trusted_key=manifest.key_fingerprint(FILES[manifest.PUBLIC_KEY])) == ()


@pytest.mark.parametrize("name", sorted(FILES))
def test_any_bit_of_any_file_breaks_it_and_is_named(name: str) -> None:
    step = max(1, len(FILES[name]) // 40)
    for at in range(0, len(FILES[name]), step):
        changed = bytearray(FILES[name])
        changed[at] ^= 1
        told = manifest.check({**FILES, name: bytes(changed)})
        assert [one.where for one in told] == [name], at


def test_a_proof_signed_anew_by_another_key_is_seen_by_whoever_knows_the_key() -> None:
    trusted = manifest.key_fingerprint(FILES[manifest.PUBLIC_KEY])
    forged = {**manifest.manifest({"study_id": "x"}, FOUND, {}, private_key=bytes(32)), **REPORTS}
    assert "La clé n'est pas celle qui était attendue" in {
        one.what for one in manifest.check(forged, trusted_key=trusted)
    }


def test_a_piece_that_is_missing_is_named() -> None:
    without = {name: content for name, content in FILES.items() if name != manifest.SIGNATURE}
    assert [one.where for one in manifest.check(without)] == [manifest.SIGNATURE]


def test_standard_tools_alone_check_it(tmp_path: Path) -> None:
    """The commands of the read-me file, as they are written there."""
    if shutil.which("openssl") is None or shutil.which("sha256sum") is None:
        pytest.skip("openssl and sha256sum are not on this machine")
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    lines = [line.strip() for line in FILES[manifest.READ_ME].decode().splitlines()]
    commands = [line.partition("   ")[0] for line in lines if line.startswith(("openssl", "sha256sum --check"))]
    assert len(commands) == 2
    for command in commands:
        subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "rapport.html").write_bytes(b"<p>Autre chose</p>")
    assert subprocess.run(commands[1].split(), cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_the_proof_holds_no_word_of_a_report() -> None:
    words = b"".join(content for name, content in FILES.items() if name not in REPORTS)
    assert "à lire".encode() not in words


def test_what_came_since_is_no_fault_and_what_was_changed_is() -> None:
    now = (*FOUND[:1], Fingerprint("decision", "d1", "c" * 64), Fingerprint("decision", "d2", "d" * 64))
    assert [one.where for one in manifest.compare(FOUND, now, frozenset())] == ["d1"]
    assert manifest.compare(FOUND, now, frozenset({"d1"})) == ()
    assert [one.where for one in manifest.compare(FOUND, now[1:], frozenset({"d1"}))] == ["s1"]


def test_fingerprints_are_read_back() -> None:
    assert set(manifest.fingerprints_of(manifest.fingerprint_lines(FOUND))) == set(FOUND)
    with pytest.raises(ImportRefused, match="ligne 2"):
        manifest.fingerprints_of(manifest.fingerprint_lines(FOUND[:1]) + b"n'importe quoi\n")


def test_a_researchers_own_key_is_read(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = Ed25519PrivateKey.from_private_bytes(KEY)
    for encoding, form in ((Encoding.PEM, PrivateFormat.PKCS8), (Encoding.PEM, PrivateFormat.OpenSSH)):
        assert manifest.key_from_pem(key.private_bytes(encoding, form, NoEncryption())) == KEY
    with pytest.raises(ImportRefused, match="openssl genpkey"):
        manifest.key_from_pem(b"pas une cle")
