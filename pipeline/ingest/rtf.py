"""
Rich text (.rtf) -> paragraphs, without a word processor.

Only words and what sets a speaker apart (bold) are read: styles, pictures, properties, deleted text and fields' codes are
skipped, footnotes come aside. `striprtf` was tried first: it drops bold, runs footnotes into the sentence and puts bars
between cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.errors import UnreadableSource
from pipeline.ingest.paragraphs import Paragraph, Reading, clean

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
MAX_DEPTH = 2_000
PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "column", "row", "nestrow"})
SIGNS = {
    "tab": "\t", "cell": "\t", "nestcell": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
LEFT_OUT = frozenset(
    re.findall(
        r"\S+",
        """
    fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf listtable
    listoverridetable revtbl rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl fldinst pntext listtext
    shppict nonshppict filetbl template passwordhash mmathPr wgrffmtfilter annotation atnid atnauthor atntime atnref atnicn bkmkstart
    bkmkend xe tc userprops operator author title subject keywords comment doccomm company pgptbl ftnsep ftnsepc aftnsep aftnsepc
    falt panose fname objdata shpinst sp sn sv
""",
    )
)
ASIDE = frozenset({"footnote", "endnote"})
KEPT_THOUGH_STARRED = frozenset({"shptxt", "nesttableprops"})
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
ALPHABETS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


class _State(NamedTuple):
    """What holds inside a group, and ends with it."""

    skipped: bool = False
    bold: bool = False
    hidden: bool = False
    after_unicode: int = 1
    aside: bool = False
    alphabet: str = "cp1252"


def read_rtf(content: bytes) -> Reading:
    """
    Paragraphs of an .rtf, one per row of a table; footnotes aside.

    Raises:
        UnreadableSource: not RTF, or groups within groups without end.
    """
    if not content.lstrip()[:5].startswith(b"{\\rtf"):
        raise UnreadableSource("ce document n'est pas en RTF ; enregistrez-le en .docx, .odt ou .rtf.")
    reader = _Reader(_alphabet(content), _fonts(content))
    reader.read(content)
    notes = tuple(note for note in _numbered(reader.notes) if note.text)
    warnings = () if reader.depth == 0 else ("Le document RTF s'arrête avant sa fin : vérifiez qu'il est complet.",)
    return Reading(tuple(_numbered(reader.paragraphs)), warnings, standalone=True, aside=notes)


def _alphabet(content: bytes) -> str:
    named = re.search(rb"\\ansicpg(\d{2,5})", content[:4000])
    if named:
        return _known(f"cp{named[1].decode()}")
    old = re.search(rb"\\(mac|pca|pc)\b", content[:200])
    return ALPHABETS[old[1].decode()] if old else "cp1252"


def _known(alphabet: str) -> str:
    try:
        b"e".decode(alphabet)
    except LookupError:
        return "cp1252"
    return "utf-8" if alphabet == "cp65001" else alphabet


def _fonts(content: bytes) -> dict[int, str]:
    """Alphabet of each font that is not of the Latin one."""
    table = content[:200_000]
    found = re.finditer(rb"\\f(\d{1,5})[^{};]{0,80}?\\fcharset(\d{1,3})", table)
    return {int(font[1]): CHARSETS[int(font[2])] for font in found if int(font[2]) in CHARSETS}


class _Run(NamedTuple):
    text: str
    bold: bool


class _Reader:
    """Reads tokens one after the other; groups are a stack of states."""

    def __init__(self, alphabet: str, fonts: dict[int, str]) -> None:
        self.paragraphs: list[list[_Run]] = []
        self.notes: list[list[_Run]] = []
        self.depth = 0
        self._alphabet = alphabet
        self._fonts = fonts
        self._state = _State(alphabet=alphabet)
        self._stack: list[_State] = []
        self._runs: list[_Run] = []
        self._note: list[_Run] = []
        self._bytes = b""
        self._surrogate = 0
        self._to_skip = 0
        self._starred = False

    def read(self, content: bytes) -> None:
        place = 0
        while found := TOKEN.search(content, place):
            place = found.end()
            if found["word"]:
                place += self._word(found["word"].decode(), found["number"])
            elif found["hex"]:
                self._byte(bytes([int(found["hex"], 16)]))
            elif found["sign"]:
                self._sign(found["sign"])
            elif found["brace"]:
                self._brace(found["brace"] == b"{")
            else:
                self._plain(found["text"])
        self._flush()
        self._end_paragraph()

    def _brace(self, opens: bool) -> None:
        self._flush()
        self._to_skip = 0
        self._starred = False
        if opens:
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise UnreadableSource(
                    "le document RTF est abîmé (groupes sans fin) ; enregistrez-le en .docx ou .odt."
                )
            self._stack.append(self._state)
        elif self._stack:
            self.depth -= 1
            left, self._state = self._state, self._stack.pop()
            if left.aside and not self._state.aside:
                self.notes.append(self._note)
                self._note = []

    def _word(self, word: str, number: bytes | None) -> int:
        """Obey a control word; how many bytes of binary follow it."""
        value = int(number) if number is not None else None
        if word == "u" and value is not None:
            self._character(value % 65536)
            self._to_skip = self._state.after_unicode
            return 0
        if self._to_skip and word not in PARAGRAPH_ENDS:
            self._to_skip -= 1
            return 0
        self._flush()
        if word == "bin":
            return max(value or 0, 0)
        if word in LEFT_OUT or (self._starred and word not in ASIDE | KEPT_THOUGH_STARRED):
            self._state = self._state._replace(skipped=True)
        elif word in ASIDE:
            self._state = self._state._replace(aside=True)
        elif word in ("b", "v", "deleted"):
            on = value != 0
            self._state = self._state._replace(bold=on) if word == "b" else self._state._replace(hidden=on)
        elif word == "plain":
            self._state = self._state._replace(bold=False, hidden=False)
        elif word == "uc":
            self._state = self._state._replace(after_unicode=min(max(value or 0, 0), 10))
        elif word == "f" and value is not None:
            self._state = self._state._replace(alphabet=self._fonts.get(value, self._alphabet))
        elif word in PARAGRAPH_ENDS:
            self._ended()
        elif word in SIGNS:
            self._put(SIGNS[word])
        self._starred = False
        return 0

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in (b"\n", b"\r"):
            self._ended()
        elif sign.decode("latin-1") in SIGNS:
            self._flush()
            self._put(SIGNS[sign.decode("latin-1")])

    def _byte(self, byte: bytes) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif not self._state.skipped:
            self._bytes += byte

    def _plain(self, text: bytes) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        if not self._state.skipped:
            self._bytes += text[skipped:]
            if text[skipped:]:
                self._flush()

    def _character(self, code: int) -> None:
        self._flush()
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
        elif 0xDC00 <= code < 0xE000:
            if self._surrogate:
                self._put(chr(0x10000 + ((self._surrogate - 0xD800) << 10) + (code - 0xDC00)))
            self._surrogate = 0
        else:
            self._put(chr(code))

    def _flush(self) -> None:
        if self._bytes:
            held, self._bytes = self._bytes, b""
            self._put(held.decode(self._state.alphabet, "replace"))

    def _put(self, text: str) -> None:
        if self._state.skipped or self._state.hidden:
            return
        (self._note if self._state.aside else self._runs).append(_Run(text, self._state.bold))

    def _ended(self) -> None:
        self._flush()
        if self._state.skipped:
            return
        if self._state.aside:
            self._note.append(_Run("\n", False))
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        self.paragraphs.append(self._runs)
        self._runs = []


def _numbered(found: list[list[_Run]]) -> Iterator[Paragraph]:
    for number, runs in enumerate(found, start=1):
        lead = _lead(runs)
        for piece in clean("".join(run.text for run in runs)).split("\n"):
            text = piece.strip()
            yield Paragraph(text, number, lead if lead and text.startswith(lead) else None)


def _lead(runs: list[_Run]) -> str | None:
    """What stands in bold before the first plain words."""
    lead = ""
    for run in runs:
        if not run.bold and run.text.strip():
            break
        lead += run.text
    return clean(lead).strip() or None
