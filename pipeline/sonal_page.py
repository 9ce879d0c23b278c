"""
An interview file of Sonal (.sonal), as its own page says it: who speaks when, in which words, under which themes.

Format: description published with Sonal ("Spec des formats .crp et .sonal", repository AlxAlbr/SonalPi, docs/FORMATS.md, read in
November 2026) and its example files. It is a web page: `span.lblseg` is a stretch of one voice with its times, the spans
inside it are words that share their themes (classes `cat_001`…), and lists in JSON tell voices, themes and variables. Nothing
that it points to is fetched; scripts are read as lists, never run. The older files of Sonal (.Rtr) are no such page.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

OPENING = re.compile(rb"""class\s*=\s*["']lblseg\b""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_THEME = re.compile(r"cat_\d{1,6}")
MAX_LIST_CHARS = 5_000_000


class Words(NamedTuple):
    """Words under the same themes; `comment` is what `author` noted on them, if anything."""

    text: str
    themes: tuple[str, ...] = ()
    comment: str = ""
    author: str = ""


class Stretch(NamedTuple):
    """A stretch of one voice: its number in the file's list, its name, its times in seconds, its words."""

    voice_no: str
    voice: str
    start_s: float | None
    end_s: float | None
    line: int
    words: tuple[Words, ...]

    @property
    def text(self) -> str:
        """All its words, as they are written."""
        return "".join(one.text for one in self.words)


class Page(NamedTuple):
    """What one file holds; lists are as Sonal writes them (`tabThm`, `tabVar`, `tabDic`, `tabDat`)."""

    stretches: tuple[Stretch, ...]
    voices: tuple[str, ...]
    themes: tuple[dict[str, Any], ...]
    variables: tuple[dict[str, Any], ...]
    modalities: tuple[dict[str, Any], ...]
    values: tuple[dict[str, Any], ...]
    notes: str


def read_page(text: str) -> Page:
    """
    The page of a .sonal, already decoded.

    Raises:
        ValueError: it cannot be read as a page at all.
    """
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text, count=1), parser)
    except etree.XMLSyntaxError as fault:
        raise ValueError("not a page") from fault
    if root is None:
        raise ValueError("an empty page")
    lists = {script.get("id"): listed(script.text or "") for script in root.iter("script") if script.get("id")}
    voices = tuple(str(one) for one in lists.get("loc-json", ()))
    named: dict[str, str] = {}
    notes = next((one for one in root.iter("div") if one.get("id") == "txtnotes"), None)
    stretches = tuple(_stretch(one, voices, named) for one in root.iter("span") if "lblseg" in _classes(one))
    return Page(
        stretches=stretches,
        voices=voices,
        themes=_rows(lists.get("cat-json")),
        variables=_rows(lists.get("var-json")),
        modalities=_rows(lists.get("dic-json")),
        values=_rows(lists.get("dat-json")),
        notes="" if notes is None else "".join(notes.itertext()).strip(),
    )


def listed(written: str) -> tuple[Any, ...]:
    """A list of Sonal, which braces may enclose; empty when it is none."""
    start, end = written.find("["), written.rfind("]")
    if start < 0 or end < start or len(written) > MAX_LIST_CHARS:
        return ()
    try:
        found = json.loads(written[start : end + 1])
    except (ValueError, RecursionError):
        return ()
    return tuple(found) if isinstance(found, list) else ()


def _rows(found: tuple[Any, ...] | None) -> tuple[dict[str, Any], ...]:
    return tuple(one for one in found or () if isinstance(one, dict))


def _classes(element: Any) -> list[str]:
    return str(element.get("class") or "").split()


def _stretch(element: Any, voices: tuple[str, ...], named: dict[str, str]) -> Stretch:
    """`named` remembers what a number was called: the name stands on the first stretch of a turn only."""
    number = str(element.get("data-loc") or "")
    told = str(element.get("data-nomloc") or "").strip()
    if told:
        named.setdefault(number, told)
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    listed_name = voices[place].strip() if 0 < place < len(voices) else ""
    return Stretch(
        voice_no=number,
        voice=listed_name or named.get(number, ""),
        start_s=_seconds(element.get("data-deb")),
        end_s=_seconds(element.get("data-fin")),
        line=int(getattr(element, "sourceline", 0) or 0),
        words=tuple(_words(element)),
    )


def _words(element: Any) -> list[Words]:
    """Runs of words in order; text that stands in no inner span belongs to the stretch all the same."""
    found = [Words(element.text)] if element.text else []
    for child in element:
        if isinstance(child.tag, str) and "lblseg" not in _classes(child):
            themes = tuple(one for one in _classes(child) if _THEME.fullmatch(one))
            said = str(child.get("data-obs") or "").strip()
            text = "\n" if child.tag == "br" else "".join(child.itertext())
            found.append(Words(text, themes, said, str(child.get("data-auth") or "").strip()))
        if child.tail:
            found.append(Words(child.tail))
    return found


def _seconds(written: str | None) -> float | None:
    try:
        found = float(written or "")
    except ValueError:
        return None
    return found if 0 <= found < 1e7 else None
