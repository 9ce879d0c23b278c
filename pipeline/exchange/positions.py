"""
Where the words of a project stand: positions that each tool counts its own way, brought to code points of the text.

The standard counts code points; NVivo for Windows counts UTF-16 units, Taguette UTF-8 bytes; line ends are one or two, the
byte order mark counts or not. Nothing in a file says which, so every way is tried on each source and the words decide: those
that the project names must stand where it says, and selections begin and end between words. Where two ways agree with the
words and put a selection at two places, that selection is refused: a coding is never shifted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

MIN_EVIDENCE = 0.9  # share of the telling ends that must fall between words when no words are named
NAME_SIGNS = 3  # letters and figures under which a name tells nothing
CUT_SIGNS = 20  # a name may be the beginning of the words from this length on
UNITS = ("points", "utf-16", "utf-8")
LINES = ("as written", "one", "two")


class Way(NamedTuple):
    """How a tool counts: its unit, whether a line end is taken as written, as one sign or as two, and the mark."""

    unit: str = "points"
    lines: str = "as written"
    mark: bool = False


class Raw(NamedTuple):
    """A selection as the file gives it, and the words it is named after, if any."""

    start: int
    end: int
    words: str = ""


class Located(NamedTuple):
    """Each selection's place in code points, None where it was refused; and the way that was found."""

    spans: tuple[tuple[int, int] | None, ...]
    way: Way | None

    @property
    def n_refused(self) -> int:
        """How many selections have no sure place."""
        return sum(span is None for span in self.spans)


Spans = tuple[tuple[int, int] | None, ...]
STANDARD = Way()
WAYS = tuple(Way(*one) for one in product(UNITS, LINES, (False, True)))


def locate(text: str, raws: Sequence[Raw], *, ways: Sequence[Way] = WAYS, marked: bool = False) -> Located:
    """
    The place of each selection in a text.

    Args:
        text: of the source, without its byte order mark.
        ways: those to try, the most usual first; one only when the maker of the file is known for certain.
        marked: whether the file had a byte order mark, which alone can be counted.
    """
    ways = [way for way in ways if marked or not way.mark]
    if not raws:
        return Located((), None)
    whole = _signs(text)
    heads = [head if len(head := _signs(raw.words)) >= NAME_SIGNS and head in whole else "" for raw in raws]
    found = [(way, tuple(_span(ruler, raw) for raw in raws)) for way in ways for ruler in (_Ruler(text, way),)]
    named = {way: _n_named(text, raws, heads, spans) for way, spans in found}
    if 2 * max(named.values()) < sum(map(bool, heads)):
        heads, named = [""] * len(raws), dict.fromkeys(named, 0)  # most names are something else than words
    kept = _kept(text, found, named, is_named=any(heads))
    if not kept:
        sure = tuple(spans[0] if len(set(spans)) == 1 else None for spans in zip(*(s for _, s in found), strict=True))
        return Located(sure, None)
    way, spans = kept[0]
    agreed = tuple(
        span
        if span and all(others[n] == span for _, others in kept) and (not heads[n] or _stands(text, raw, span))
        else None
        for n, (raw, span) in enumerate(zip(raws, spans, strict=True))
    )
    return Located(agreed, way)


def _kept(
    text: str, found: Sequence[tuple[Way, Spans]], named: Mapping[Way, int], *, is_named: bool
) -> list[tuple[Way, Spans]]:
    """The ways that agree best with the words; without named words, those whose telling ends nearly all are between words."""
    if is_named or len(found) == 1:
        scored = [((named[way], *_score(text, spans)), way, spans) for way, spans in found]
        best = max(score for score, _, _ in scored)
        return [(way, spans) for score, way, spans in scored if score == best]
    most = max(sum(span is not None for span in spans) for _, spans in found)
    whole = [(way, spans) for way, spans in found if sum(span is not None for span in spans) == most]
    telling = [n for n in range(len(whole[0][1])) if len({spans[n] for _, spans in whole}) > 1]
    return [one for one in whole if not telling or _falls_between(text, [one[1][n] for n in telling])]


class _Ruler:
    """From a tool's positions to code points of a text: the position after each sign, in order."""

    def __init__(self, text: str, way: Way) -> None:
        self._starts: list[int] = []
        self._places: list[int] = []
        at = {"points": 1, "utf-16": 1, "utf-8": 3}[way.unit] if way.mark else 0
        for n, sign in enumerate(text):
            if not (way.lines == "one" and sign == "\n" and text[n - 1 : n] == "\r"):
                self._starts.append(at)
                self._places.append(n)
                at += _width(sign, way.unit)
                at += int(way.lines == "two" and sign == "\n" and text[n - 1 : n] != "\r")
        self._starts.append(at)
        self._places.append(len(text))

    def place(self, position: int) -> int | None:
        n = bisect_left(self._starts, position)
        return self._places[n] if n < len(self._starts) and self._starts[n] == position else None


def _width(sign: str, unit: str) -> int:
    if unit == "utf-16":
        return 1 + (sign > "\uffff")
    if unit == "utf-8":
        return 1 + (sign > "\x7f") + (sign > "\u07ff") + (sign > "\uffff")
    return 1


def _span(ruler: _Ruler, raw: Raw) -> tuple[int, int] | None:
    start, end = ruler.place(raw.start), ruler.place(raw.end)
    return (start, end) if start is not None and end is not None and start < end else None


def _score(text: str, spans: Spans) -> tuple[int, int]:
    """How many selections have a place at all, and how many of their ends are between words."""
    placed = [span for span in spans if span]
    return len(placed), sum(_begins(text, span[0]) + _between(text, span[1]) for span in placed)


def _n_named(text: str, raws: Sequence[Raw], heads: Sequence[str], spans: Spans) -> int:
    return sum(
        bool(head) and span is not None and _stands(text, raw, span)
        for raw, head, span in zip(raws, heads, spans, strict=True)
    )


def _stands(text: str, raw: Raw, span: tuple[int, int]) -> bool:
    """Whether a selection holds the words it is named after, or begins with them when its name was cut short."""
    head, there = _signs(raw.words), _signs(text[span[0] : span[1]])
    is_cut = len(head) >= CUT_SIGNS or raw.words.rstrip().endswith(("…", "..."))
    return there == head or (is_cut and there.startswith(head))


def _signs(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _between(text: str, place: int) -> bool:
    """Whether a place is not inside a word."""
    return not (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum())


def _begins(text: str, place: int) -> bool:
    """Whether a word, or a sign, begins there: people do not begin a selection by a blank."""
    return _between(text, place) and not text[place].isspace()


def _falls_between(text: str, spans: Sequence[tuple[int, int] | None]) -> bool:
    good = sum(_begins(text, span[0]) + _between(text, span[1]) for span in spans if span)
    return None not in spans and good >= MIN_EVIDENCE * 2 * len(spans)
