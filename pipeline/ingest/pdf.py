"""
PDF files -> lines of their text layer, page after page.

A PDF has no paragraphs, only lines placed on pages: words are read as they stand, and what comes back at the edge of
every page (a running title, a page number) is left out and counted. A scanned PDF has no words to read: it is refused,
since guessing them is another tool's work.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

from pipeline.errors import UnreadableSource
from pipeline.ingest.paragraphs import Paragraph, Reading, clean
from pipeline.openings import PDF_FAULTS

MIN_CHARS_PER_PAGE = 20
MIN_PAGES_FOR_EDGES = 3
MIN_EDGE_SHARE = 0.6  # of the pages that bear the same line at the same edge
MAX_PAGES = 3000


def read_pdf(content: bytes) -> Reading:
    """
    Lines of a PDF's text layer.

    Raises:
        UnreadableSource: protected, damaged, or without a text layer (a scan).
    """
    pages = [clean(text).split("\n") for text in _pages(content)]
    if sum(len(line.strip()) for page in pages for line in page) < MIN_CHARS_PER_PAGE * max(len(pages), 1) / 4:
        raise UnreadableSource(
            "ce PDF ne contient que des images (numérisation) ; passez-le à la reconnaissance de caractères, "
            "ou fournissez la transcription en .docx, .odt ou .txt."
        )
    pages = [[line.strip() for line in page] for page in pages]
    kept, n_edges = _without_edges(pages)
    lines = [line for page in kept for line in page]
    warnings = (f"{n_edges} ligne(s) répétées en haut ou en bas des pages n'ont pas été reprises.",) if n_edges else ()
    return Reading(tuple(Paragraph(text, number) for number, text in enumerate(lines, start=1)), warnings)


def _pages(content: bytes) -> list[str]:
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it logs bytes of the file, hence participants' words

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableSource("ce PDF est protégé par un mot de passe ; enregistrez-en une copie sans protection.")
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableSource(f"ce PDF a plus de {MAX_PAGES} pages ; découpez-le par entretien.")
        return [page.extract_text() for page in reader.pages]
    except DependencyError as fault:
        raise UnreadableSource("ce PDF est chiffré ; enregistrez-en une copie sans protection.") from fault
    except (PyPdfError, *PDF_FAULTS) as fault:
        raise UnreadableSource("ce PDF est abîmé ; ouvrez-le puis réenregistrez-le, ou fournissez le .docx.") from fault


def _without_edges(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """Pages without their running lines: the same first or last line, page numbers apart, on most pages."""
    kept = [_trimmed(page) for page in pages]
    full = [page for page in kept if page]
    n_dropped = 0
    if len(full) < MIN_PAGES_FOR_EDGES:
        return kept, 0
    for edge in (0, -1):
        shapes = Counter(_shape(page[edge]) for page in full)
        running = {shape for shape, n in shapes.items() if n >= MIN_EDGE_SHARE * len(full)}
        for page in kept:
            if len(page) > 1 and _shape(page[edge]) in running:
                del page[edge]
                n_dropped += 1
    return kept, n_dropped


def _trimmed(page: Sequence[str]) -> list[str]:
    lines = list(page)
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)
