"""
XML of transcription tools, read with the care of `archive.py` and the tolerance that old files ask for.

A Transcriber file names a DTD that nobody has; it is never fetched. What a file declares of itself is refused: an entity
declared inside it is how a reader is made to unfold or to fetch something. A false declaration of alphabet, common in
files passed from one machine to another, is set right by the bytes: what is good UTF-8 is UTF-8.
"""

from __future__ import annotations

import codecs
import html
import re
from typing import NamedTuple

from pipeline import openings
from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import Element
from pipeline.ingest.decode import decode

DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
DECLARED_ALPHABET = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
DOCTYPE = re.compile(r"<!DOCTYPE\s[^>\[]{0,2000}(?P<inside>\[)?[^>\[]{0,2000}>?", re.IGNORECASE)
NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
KNOWN_ALPHABETS = ("iso-", "windows-", "cp", "mac", "koi8", "us-ascii", "ascii")
MAX_CHARS = 60_000_000
DAMAGED = "la transcription est abîmée (XML mal formé ou incomplet) ; ouvrez-la dans son logiciel puis enregistrez-la à nouveau."
DECLARES = (
    "le document déclare des entités, ce qu'aucune transcription ne demande ; il est refusé. "
    "Enregistrez-le à nouveau depuis son logiciel."
)


class Root(NamedTuple):
    """The root of a document, and what was odd in its bytes."""

    element: Element
    warnings: tuple[str, ...]


def speech_root(content: bytes) -> Root:
    """
    Root of a transcription in XML.

    Raises:
        UnreadableSource: not well formed, too large, or it declares entities.
    """
    text, warnings = _text(content)
    if len(text) > MAX_CHARS:
        raise UnreadableSource("cette transcription est trop longue pour être lue d'un bloc ; découpez-la.")
    text = DECLARATION.sub(_blank, text, count=1)
    declared = DOCTYPE.search(text[:100_000])
    if declared:
        if declared["inside"]:
            raise UnreadableSource(DECLARES)
        text = text[: declared.start()] + _blank(declared) + text[declared.end() :]
    text = NAMED_ENTITY.sub(_spelt_out, NOT_XML.sub("", text))
    root: Element = openings.xml_root(text, refused=UnreadableSource, damaged=DAMAGED, declares=DECLARES)
    return Root(root, warnings)


def _blank(found: re.Match[str]) -> str:
    """Nothing but its line ends, so that lines keep their numbers."""
    return "\n" * found[0].count("\n")


def _text(content: bytes) -> tuple[str, tuple[str, ...]]:
    declared = DECLARED_ALPHABET.match(content.lstrip())
    alphabet = declared[1].decode("ascii").casefold() if declared else ""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in content[:200]:
        return decode(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _as_declared(content, alphabet)
    if not text.isascii() and alphabet and not alphabet.startswith("utf"):
        return text, (f"Le fichier se dit en {alphabet} mais il est en UTF-8 : il a été lu comme tel.",)
    return text, ()


def _as_declared(content: bytes, alphabet: str) -> tuple[str, tuple[str, ...]]:
    """Latin-1 is read as its superset Windows-1252: the apostrophes of Windows are written so."""
    latin = alphabet in ("iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "iso-8859-15")
    try:
        if latin:
            name = "iso-8859-15" if alphabet == "iso-8859-15" else "cp1252"
            return content.decode(name, "polyphonie.latin1"), ()
        if alphabet.startswith(KNOWN_ALPHABETS):
            return content.decode(alphabet), ()
    except (LookupError, UnicodeError):
        return decode(content)
    return decode(content)


def _spelt_out(found: re.Match[str]) -> str:
    """`&eacute;` is defined by a DTD that nobody has: HTML knows it. An unknown one stays as it is written."""
    spelt = html.unescape(found[0])
    return f"&amp;{found[1]};" if spelt == found[0] else html.escape(spelt)


def name_of(element: Element) -> str:
    """Local name of an element, whatever its namespace; empty for a comment or a processing instruction."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def line_of(element: Element) -> int:
    """Line of an element in the file."""
    return int(getattr(element, "sourceline", 0) or 0)


def seconds(written: str | None) -> float | None:
    """A number of seconds, None when there is none or it is no such thing."""
    try:
        number = float(written or "")
    except ValueError:
        return None
    return number if 0 <= number < 1e7 else None
