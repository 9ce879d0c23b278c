"""
Plain text and Markdown -> paragraphs, one per line, blank lines kept: they separate.

Markdown is read for its words: emphasis marks, heading signs and quotation signs go, what they surround stays. An
emphasised beginning of line is kept in mind, for it is how many transcripts set a speaker's name.
"""

from __future__ import annotations

import re

from pipeline.ingest.decode import decode
from pipeline.ingest.paragraphs import Paragraph, Reading, lines_of

HEADING = re.compile(r"#{1,6}\s+(?P<text>.*)")
QUOTED = re.compile(r"(?:>\s?)+")
STRONG = re.compile(r"(\*\*|__)(?=\S)(?P<text>(?:(?!\1).)+)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*])(\*|_)(?=[^\s*_])(?P<text>[^*_\n]+?)(?<=[^\s])\1(?![\w*])")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
RULE = re.compile(r"\s*(?:-\s*){3,}|\s*(?:\*\s*){3,}|\s*(?:_\s*){3,}")


def read_text(content: bytes) -> Reading:
    """Lines of a text file. Raises `UnreadableSource` when it is empty or not text."""
    text, warnings = decode(content)
    return Reading(lines_of(text), warnings)


def read_markdown(content: bytes) -> Reading:
    """Lines of a Markdown file, without its marks. Raises as `read_text`."""
    text, warnings = decode(content)
    return Reading(tuple(_unmarked(line) for line in lines_of(text)), warnings)


def _unmarked(line: Paragraph) -> Paragraph:
    if RULE.fullmatch(line.text) and line.line > 1:
        return line._replace(text="" if line.text != "---" else line.text)
    if line.text.startswith(">"):
        line = line._replace(text=QUOTED.sub("", line.text, count=1), quoted=True)
    text = line.text
    heading = HEADING.fullmatch(text)
    if heading:
        words = _words(heading["text"].rstrip("#").rstrip())
        return line._replace(text=words, lead=words or None, heading=bool(words))
    strong = STRONG.match(text)
    lead = _words(strong["text"]) if strong else None
    return line._replace(text=_words(text), lead=lead)


def _words(text: str) -> str:
    for mark in (STRONG, EMPHASIS):
        text = mark.sub(lambda found: found["text"], text)
    return ESCAPED.sub(r"\1", text).strip()
