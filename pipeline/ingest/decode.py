"""
Bytes -> text, whatever the machine they come from.

Strict UTF-8 first, because nothing else passes for it by accident. Then the legacy alphabets French files really come
in, told apart by the letters they yield: an `é` read in the wrong one gives a sign that no French text holds.
What is not text is refused rather than read as noise.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from pipeline.errors import UnreadableSource
from pipeline.ingest.paragraphs import clean

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LEGACY = ("cp1252", "mac_roman", "cp850")
FRENCH_SIGNS = frozenset("éèêëàâäçîïôöùûüÿœæÉÈÊËÀÂÇÎÏÔÖÙÛÜŒÆ’‘“”«»…–—€° \u00a0")
SAMPLE_BYTES = 400_000
MAX_STRAY_PER_SIGN = 4  # Windows bytes for one sign in good UTF-8, which no other alphabet yields by accident
MAX_CONTROL_SHARE = 0.01


class Decoded(NamedTuple):
    """Clean text, and what the person should check about it."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes) -> Decoded:
    """
    Clean text of a file's bytes.

    Raises:
        UnreadableSource: the file is empty, or its bytes are not text.
    """
    text, warnings = _decoded(content)
    raw_controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\v\f")
    if raw_controls > MAX_CONTROL_SHARE * len(text):
        raise UnreadableSource("le fichier ne contient pas du texte ; vérifiez son format.")
    text = clean(text)
    if not text.strip():
        raise UnreadableSource("le fichier est vide ; vérifiez qu'il a bien été enregistré.")
    return Decoded(text, warnings)


def _decoded(content: bytes) -> Decoded:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return Decoded(content.decode(encoding, "replace"))
    wide = _utf16_without_mark(content)
    if wide:
        return Decoded(content.decode(wide, "replace"))
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _legacy(content)


def _utf16_without_mark(content: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every other byte, on one side only."""
    head = content[:2000]
    pairs = len(head) // 2
    if len(content) % 2 or not pairs or head.count(0) < pairs * 0.6:
        return None
    if head[1::2].count(0) > pairs * 0.6:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > pairs * 0.6 else None


def _legacy(content: bytes) -> Decoded:
    mended = content.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= character <= "\udcff" for character in mended)
    n_utf8 = sum(character > "\x7f" for character in mended) - stray
    if n_utf8 and stray <= MAX_STRAY_PER_SIGN * n_utf8:
        return Decoded(
            "".join(_windows(character) for character in mended),
            (f"{stray} octet(s) Windows dans un texte UTF-8 ont été lus comme tels ; relisez les apostrophes.",),
        )
    sample = bytes(byte for byte in content[:SAMPLE_BYTES] if byte > 127)
    encoding = max(LEGACY, key=lambda name: (_french_share(sample, name), -LEGACY.index(name)))
    return Decoded(
        content.decode(encoding, "replace" if encoding != "cp1252" else "polyphonie.latin1"),
        (f"Le fichier n'est pas en UTF-8 : il a été lu en {encoding} ; vérifiez les accents.",),
    )


def _windows(character: str) -> str:
    if not "\udc80" <= character <= "\udcff":
        return character
    byte = bytes([ord(character) - 0xDC00])
    return byte.decode("cp1252", "polyphonie.latin1")


def _french_share(high_bytes: bytes, encoding: str) -> float:
    text = high_bytes.decode(encoding, "replace")
    return sum(character in FRENCH_SIGNS for character in text) / max(len(text), 1)


def _as_latin1(fault: UnicodeError) -> tuple[str, int]:
    """The five bytes that cp1252 leaves undefined are read as Latin-1 does: never a lost byte."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("latin-1"), fault.end


codecs.register_error("polyphonie.latin1", _as_latin1)
