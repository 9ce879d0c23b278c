"""
The proof that goes with a report: hashes of what the study rests on, signed, for somebody who has neither the study nor this program.

`SHA256SUMS` names every file of the proof and every report, and is what is signed (Ed25519): one signature, then one
`sha256sum -c`, and nothing of the proof can change unseen. `empreintes.txt` commits to each source file, transcript,
decision, finding and piece of evidence by hash, without a word of them.

What is proven: that these are the bytes which the holder of the key signed, and that the study can later be held to its
hashes. What is not: that the words were said, that the signature's date is true, or that the key is who it says it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from models.provenance import Broken
from pipeline.errors import ImportRefused
from pipeline.french.proof import README

SUMS, SIGNATURE, PUBLIC_KEY = "SHA256SUMS", "SHA256SUMS.sig", "cle_publique.pem"
MANIFEST, FINGERPRINTS, READ_ME = "manifeste.json", "empreintes.txt", "LISEZMOI.txt"


class Fingerprint(NamedTuple):
    """The SHA-256 of one thing of the study: `kind` source, transcript, decision, finding or evidence."""

    kind: str
    identity: str
    sha256: str


def manifest(
    about: Mapping[str, Any], fingerprints: Sequence[Fingerprint], reports: Mapping[str, bytes], *, private_key: bytes
) -> dict[str, bytes]:
    """
    The files of the proof, by name.

    Args:
        about: what the manifest says of the study: its id, the day, the program's version, the journal's head, counts.
        fingerprints: what the study rests on.
        reports: name and bytes of each report that the proof is about; they are named, not copied.
        private_key: 32 bytes, of Ed25519 (RFC 8032).
    """
    public = public_pem(private_key)
    listed = fingerprint_lines(fingerprints)
    counts = {kind: sum(one.kind == kind for one in fingerprints) for kind in sorted({f.kind for f in fingerprints})}
    body = {
        **about,
        "counts": counts,
        "key_sha256": key_fingerprint(public),
        "fingerprints_sha256": digest(listed),
        "reports": {name: digest(content) for name, content in sorted(reports.items())},
    }
    files = {
        FINGERPRINTS: listed,
        READ_ME: README.format(key=key_fingerprint(public), reports=", ".join(sorted(reports))).encode("utf-8"),
        MANIFEST: json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8"),
        PUBLIC_KEY: public,
    }
    sums = sums_lines({name: digest(content) for name, content in {**files, **reports}.items()})
    return {**files, SUMS: sums, SIGNATURE: _sign(private_key, sums)}


def check(files: Mapping[str, bytes], *, trusted_key: str | None = None) -> tuple[Broken, ...]:
    """
    What no longer holds in a proof and in the reports given with it; nothing when all is as it was signed.

    Args:
        files: the proof's files and the reports, by name. A report that is not given is not looked at.
        trusted_key: the key's fingerprint, as it was learnt by another way; without it, a proof signed anew by somebody
            else, with their own key, passes.
    """
    for name in (SUMS, SIGNATURE, PUBLIC_KEY, MANIFEST, FINGERPRINTS, READ_ME):
        if name not in files:
            return (Broken(what="Il manque une pièce à la preuve", where=name),)
    if not _is_signed(files[PUBLIC_KEY], files[SUMS], files[SIGNATURE]):
        return (Broken(what="La signature n'est pas celle de cette liste par cette clé", where=_unsigned(files)),)
    told = sums_of(files[SUMS])
    broken = [
        Broken(what="Un fichier n'est plus celui qui a été signé", where=name)
        for name, sha256 in told.items()
        if name in files and digest(files[name]) != sha256
    ]
    if trusted_key is not None and trusted_key != key_fingerprint(files[PUBLIC_KEY]):
        broken.append(Broken(what="La clé n'est pas celle qui était attendue", where=PUBLIC_KEY))
    unknown = files.keys() - told.keys() - {SUMS, SIGNATURE}
    return (
        *broken,
        *(Broken(what="Un fichier n'est pas dans la liste signée", where=name) for name in sorted(unknown)),
    )


def _unsigned(files: Mapping[str, bytes]) -> str:
    """Which of the three does not agree with the others, as far as it can be told."""
    try:
        told = sums_of(files[SUMS])
    except ImportRefused:
        return SUMS
    own = {name for name in files if name not in (SUMS, SIGNATURE)}
    if files[SUMS] != sums_lines(told) or any(told.get(name) != digest(files[name]) for name in own - {PUBLIC_KEY}):
        return SUMS
    if told.get(PUBLIC_KEY) != digest(files[PUBLIC_KEY]):
        return SUMS if digest(files[PUBLIC_KEY]).encode() in files[MANIFEST] else PUBLIC_KEY
    return SIGNATURE if own == told.keys() else f"{SUMS} ou {SIGNATURE}"


def sums_lines(told: Mapping[str, str]) -> bytes:
    """A list as `sha256sum` writes and reads it, by name."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(told.items())).encode()


def fingerprint_lines(fingerprints: Iterable[Fingerprint]) -> bytes:
    """One line per thing, sorted: its hash, two spaces, its kind and id."""
    return "".join(
        f"{one.sha256}  {one.kind}/{one.identity}\n" for one in sorted(fingerprints, key=lambda f: (f.kind, f.identity))
    ).encode()


def fingerprints_of(content: bytes) -> tuple[Fingerprint, ...]:
    """
    The same, read back.

    Raises:
        ImportRefused: the file is not such a list.
    """
    named = sums_of(content, name=FINGERPRINTS)
    parts = [(*name.partition("/"), sha256) for name, sha256 in named.items()]
    return tuple(Fingerprint(kind, identity, sha256) for kind, _, identity, sha256 in parts)


def sums_of(content: bytes, *, name: str = SUMS) -> dict[str, str]:
    """
    SHA-256 by name, from a list as `sha256sum` writes it.

    Raises:
        ImportRefused: a line of it is not one of ours; it is named by its number.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(content.decode("utf-8", errors="replace").splitlines(), start=1):
        sha256, space, path = line.partition("  ")
        if len(sha256) != 64 or not space or not path:
            raise ImportRefused(
                f"« {name} », ligne {number} : ce n'est pas une empreinte et un nom. La preuve est abîmée."
            )
        found[path] = sha256
    return found


def compare(then: Sequence[Fingerprint], now: Sequence[Fingerprint], erased: frozenset[str]) -> tuple[Broken, ...]:
    """
    What the study no longer holds as it was signed. What came since is no fault; nor is what the journal says was erased.

    `erased`: ids of what withdrawals and new versions took away.
    """
    present = {(one.kind, one.identity): one.sha256 for one in now}
    broken = []
    for one in then:
        found = present.get((one.kind, one.identity))
        if one.identity.partition(".")[0] in erased:
            continue
        if found is None:
            broken.append(Broken(what=f"{_NAMES[one.kind]} du manifeste n'est plus dans l'étude", where=one.identity))
        elif found != one.sha256:
            broken.append(Broken(what=f"{_NAMES[one.kind]} n'est plus comme au manifeste", where=one.identity))
    return tuple(broken)


_NAMES = {
    "source": "Une source",
    "transcript": "Une transcription",
    "decision": "Une décision",
    "finding": "Un constat",
    "evidence": "Une pièce de constat",
}


def new_key() -> bytes:
    """A fresh private key, 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw()


def key_from_pem(content: bytes) -> bytes:
    """
    The private key of a researcher's own file (PEM, PKCS 8 or OpenSSH, without a passphrase).

    Raises:
        ImportRefused: it is not such a file.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    load = serialization.load_ssh_private_key if b"OPENSSH" in content[:60] else serialization.load_pem_private_key
    try:
        key = load(content, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
        raise ImportRefused(
            "La clé de signature ne peut pas être lue : donnez une clé Ed25519 sans phrase secrète "
            "(« openssl genpkey -algorithm ed25519 -out cle.pem »)."
        ) from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise ImportRefused("La clé de signature n'est pas une clé Ed25519 : « openssl genpkey -algorithm ed25519 ».")
    return key.private_bytes_raw()


def public_pem(private_key: bytes) -> bytes:
    """The public key that goes with a private one, as OpenSSL reads it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = Ed25519PrivateKey.from_private_bytes(private_key).public_key()
    pem: bytes = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem


def key_fingerprint(public: bytes) -> str:
    """SHA-256 of the public key's file, which `sha256sum cle_publique.pem` gives too."""
    return digest(public)


def _sign(private_key: bytes, content: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signature: bytes = Ed25519PrivateKey.from_private_bytes(private_key).sign(content)
    return signature


def _is_signed(public: bytes, content: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(public)
        if not isinstance(key, Ed25519PublicKey):
            return False
        key.verify(signature, content)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def digest(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
