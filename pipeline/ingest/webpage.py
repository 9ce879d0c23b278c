"""
Web pages (.html) and oTranscribe (.otr, a page inside JSON) -> paragraphs: transcripts that tools export to be read.

A page is read for the words it shows: scripts, styles and its head are skipped, nothing it points to is fetched. A time
stamp of oTranscribe gives its paragraph its time and is no word.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from pipeline.errors import UnreadableSource
from pipeline.ingest.decode import decode
from pipeline.ingest.markup import DECLARATION, seconds
from pipeline.ingest.paragraphs import Paragraph, Reading, clean

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | frozenset(
    re.findall(
        r"\w+",
        """
    p div li tr table ul ol dl dt dd blockquote pre section article header footer main aside nav figure figcaption form fieldset
    address hr body html tbody thead tfoot caption summary details center
""",
    )
)
CELLS = frozenset({"td", "th"})
BOLD = frozenset({"b", "strong"})
LEFT_OUT = frozenset(
    {
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "svg",
        "math",
        "object",
        "iframe",
        "select",
        "textarea",
        "title",
    }
)
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
STAMP = re.compile(r"(?:^|\s)timestamp(?:\s|$)")


def read_webpage(content: bytes) -> Reading:
    """
    Paragraphs of an HTML page, one per row of a table, cells between tabs.

    Raises:
        UnreadableSource: not text, or a page that shows no words.
    """
    text, warnings = decode(content)
    return Reading(_paragraphs(text), warnings, standalone=True)


def read_otranscribe(content: bytes) -> Reading:
    """
    Paragraphs of an .otr.

    Raises:
        UnreadableSource: not JSON, or without a text.
    """
    text, warnings = decode(content)
    try:
        told: Any = json.loads(text, strict=False)
    except (ValueError, RecursionError) as fault:
        raise UnreadableSource("le fichier d'oTranscribe est abîmé ; exportez à nouveau la transcription.") from fault
    page = told.get("text") if isinstance(told, dict) else None
    if not isinstance(page, str):
        raise UnreadableSource("ce JSON n'est pas une transcription d'oTranscribe ; exportez-la en .otr ou .txt.")
    return Reading(_paragraphs(clean(page)), warnings, standalone=True)


class _Page:
    """Paragraphs of a page being read."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.stamp: float | None = None
        self._pieces: list[tuple[str, bool]] = []
        self._start: float | None = None

    def say(self, text: str | None, *, bold: bool, as_written: bool = False) -> None:
        """Add words; a line end in the page is a space, save in text shown as it is written."""
        if text:
            shown = clean(text)
            self._pieces.append((shown if as_written else re.sub(r"\s+", " ", shown), bold))

    def stamped(self, at: str | None) -> None:
        """A time stamp: the paragraph's, when it is the first one."""
        if self._start is None:
            self._start = seconds(at)

    def end(self, *, heading: bool = False) -> None:
        """End a paragraph; each line of it is one."""
        text = unicodedata.normalize("NFC", "".join(words for words, _ in self._pieces))
        lead = self._lead(heading)
        for number, line in enumerate(text.split("\n")):
            shown = line.strip(" \n\r\f").rstrip("\t")
            if shown:
                starts = lead if number == 0 and lead and shown.startswith(lead) else None
                place = len(self.paragraphs) + 1
                self.paragraphs.append(Paragraph(shown, place, starts, start_s=self._start, heading=heading))
        if text.strip():
            self._start = None
        self._pieces = []

    def _lead(self, heading: bool) -> str | None:
        if heading:
            return "".join(words for words, _ in self._pieces).strip() or None
        lead = ""
        for words, bold in self._pieces:
            if not bold and words.strip():
                break
            lead += words
        return lead.split("\n")[0].strip() or None


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(DECLARATION.sub("", text, count=1), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableSource("cette page web est abîmée ; enregistrez-la en .docx, .odt ou .txt.") from fault
    page = _Page()
    if root is not None:
        _read(page, root, etree)
    page.end()
    if not page.paragraphs:
        raise UnreadableSource("cette page web ne montre aucune parole ; copiez-en le texte dans un document.")
    return tuple(page.paragraphs)


def _read(page: _Page, root: Any, etree: Any) -> None:
    """Walk the page without recursion: a broken one may be thousands of elements deep."""
    hidden = bold = written = heading = cells = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_stamp = tag == "span" and bool(STAMP.search(element.get("class") or ""))
        step = 1 if event == "start" else -1
        hidden += step * (tag in LEFT_OUT or is_stamp)
        if tag in BLOCKS and not hidden:
            if cells and tag != "tr":
                page.say(" ", bold=bool(bold))
            else:
                page.end(heading=bool(heading))
        cells += step * (tag in CELLS)
        heading += step * (tag in HEADINGS)
        bold += step * (tag in BOLD or bool(BOLD_STYLE.search(element.get("style") or "")))
        written += step * (tag == "pre")
        if event == "start":
            if is_stamp:
                page.stamped(element.get("data-timestamp"))
            if tag == "br" and not hidden:
                page.say("\n", bold=False, as_written=True)
            if not hidden:
                page.say(element.text, bold=bool(bold), as_written=bool(written))
            continue
        if tag in CELLS and not hidden:
            page.say("\t", bold=False, as_written=True)
        if not hidden:
            page.say(element.tail, bold=bool(bold), as_written=bool(written))
