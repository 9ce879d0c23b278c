"""
What opening a file of unknown make can do to the libraries that open it, said once for every stage that opens some.

An XML file may ask its reader to fetch or to unfold something else: one that declares a document type is refused, and the
parser is told to look for nothing anyway. Damaged bytes make libraries raise much beside their own errors: what was met, by
flipping bytes of good files, is listed here. Each caller says the refusal in the words of its own place.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import Any

from pipeline.errors import PolyphonieError

ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
    IndexError,
)
"""What zipfile raises on damaged bytes; an encrypted member is told by RuntimeError."""

PDF_FAULTS = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
    OSError,
)
"""What pypdf raises on damaged bytes, beside its own errors."""


def xml_root(content: bytes | str, *, refused: type[PolyphonieError], damaged: str, declares: str) -> Any:
    """
    Root of an XML file; lxml reads it three times faster than `defusedxml`, under the same bans.

    Raises:
        PolyphonieError: `refused`, with the sentence `damaged` or, for a document type, `declares`.
    """
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise refused(damaged) from fault
    if root.getroottree().docinfo.doctype:
        raise refused(declares)
    return root
