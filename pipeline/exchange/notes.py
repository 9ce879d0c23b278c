"""
What researchers wrote beside original words, without the names it may hold: notes of an imported project, variables of its cases.

Known names take the pseudonym of whom they name, one word of a name alone a mark, and what detection finds elsewhere the mark
of its kind. A variable that names or reaches somebody is not taken in at all. It refuses to guess whom a detected name is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.anonymisation import Entity, MentionKind
from pipeline.french.case_variables import NAMING, TRAITS
from pipeline.french.disclosure import MARKS, SURNAME, WHOLE_NAME
from pipeline.french.lists import fold

MIN_FORM = 3


class Found(NamedTuple):
    """An identifier that detection found in a note, in code points of its NFC text."""

    start: int
    end: int
    kind: MentionKind


class KnownNames:
    """The names of a study's entities, to be looked for in many notes."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        whole = {f.casefold(): e.pseudonym for e in entities for f in e.forms if len(f) >= MIN_FORM}
        people = (form for e in entities if e.kind is MentionKind.PERSON for form in e.forms)
        parts = {
            word.casefold() for form in people for word in form.split() if len(word) >= MIN_FORM and word[0].isupper()
        }
        self._parts = parts - set(whole)
        self._known = dict.fromkeys(self._parts, f"[{SURNAME}]") | whole
        forms = sorted(self._known, key=len, reverse=True)
        self._pattern = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE) if forms else None
        )

    def stretches(self, text: str) -> list[tuple[int, int, str]]:
        """Where known names stand and what is to stand there; a word of a name counts only with its capital."""
        return [
            (*m.span(), self._known[m[0].casefold()])
            for m in (self._pattern.finditer(text) if self._pattern else ())
            if m[0].casefold() not in self._parts or m[0][0].isupper()
        ]


def mask_note(text: str, known: KnownNames, found: Iterable[Found]) -> str:
    """The note (in NFC) without the names it held."""
    note = unicodedata.normalize("NFC", text)
    stretches = known.stretches(note)
    for one in found:
        if one.kind is not MentionKind.QUASI and all(one.end <= a or b <= one.start for a, b, _ in stretches):
            stretches.append((one.start, one.end, f"[{MARKS.get(one.kind, WHOLE_NAME)}]"))
    for start, end, new in sorted(stretches, reverse=True):
        note = note[:start] + new + note[end:]
    return note


def case_columns(attributes: Sequence[tuple[str, str]]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Variables of a case under the names a study knows, and those left out because they may name or reach somebody."""
    kept = {TRAITS.get(fold(name), name): value for name, value in attributes if fold(name) not in NAMING}
    return kept, tuple(name for name, _ in attributes if fold(name) in NAMING)
