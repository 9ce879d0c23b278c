"""
Praat (.TextGrid) -> utterances: interval tiers in the long or the short text form, UTF-8, UTF-16 or older.

Both forms hold the same values in the same order, the long one between names; so the values alone are read. Which tiers
hold speech is decided in `tiers.py`; a tier of speakers (`spk`) says who speaks in a transcription that does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.errors import UnreadableSource
from pipeline.french import oral
from pipeline.ingest.decode import decode
from pipeline.ingest.paragraphs import Reading
from pipeline.ingest.tiers import Mark, Tier, merged, sort_tiers

VALUE = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|\[[^\]\n]{0,200}\]:?|(?P<number>(?<![^\s=])[-+]?\d[\d.eE+-]*(?=\s|$))|(?P<flag><exists>|<absent>)'
)
INTERVALS, POINTS = "IntervalTier", "TextTier"
MAX_MARKS = 2_000_000
DAMAGED = "la grille Praat est abîmée ou incomplète ; ouvrez-la dans Praat puis enregistrez-la à nouveau (« Save as text file »)."


class _Values:
    """The values of a grid, one after the other, each with its line."""

    def __init__(self, text: str) -> None:
        self._found = self._read(text)
        self.line = 1

    def _read(self, text: str) -> Iterator[str | float]:
        done = 0
        for found in VALUE.finditer(text):
            self.line += text.count("\n", done, found.start())
            done = found.start()
            if found["text"] is not None:
                yield found["text"].replace('""', '"')
            elif found["number"] is not None:
                yield _number(found["number"])

    def text(self) -> str:
        value = next(self._found, None)
        if not isinstance(value, str):
            raise UnreadableSource(DAMAGED)
        return value

    def number(self) -> float:
        value = next(self._found, None)
        if not isinstance(value, float):
            raise UnreadableSource(DAMAGED)
        return value


def _number(written: str) -> float:
    try:
        return float(written)
    except ValueError as fault:
        raise UnreadableSource(DAMAGED) from fault


def read_praat(content: bytes) -> Reading:
    """
    Utterances of a .TextGrid.

    Raises:
        UnreadableSource: a binary grid, another sort of Praat object, or a damaged one.
    """
    if b"ooBinaryFile" in content[:100]:
        raise UnreadableSource("cette grille Praat est binaire ; enregistrez-la en texte (« Save as text file »).")
    text, warnings = decode(content)
    values = _Values(text)
    if not values.text().startswith("ooTextFile") or values.text() != "TextGrid":
        raise UnreadableSource("ce fichier de Praat n'est pas une grille (TextGrid) ; exportez la grille.")
    values.number(), values.number()
    n_tiers = _count(values.number())
    tiers = [_tier(values) for _ in range(n_tiers)]
    found = sort_tiers(tiers)
    speakers = next((tier for tier in tiers if tier.is_among(oral.SPEAKER_TIERS) and tier not in found.speech), None)
    unnamed = len(found.speech) == 1 and found.speech[0].is_among(oral.TRANSCRIPTION_TIERS | oral.WORD_TIERS)
    told = list(warnings)
    if found.n_left_out:
        told.append(f"{found.n_left_out} couche(s) d'analyse ne sont pas reprises : personne ne les dit.")
    return Reading(merged(found, voices=speakers if unnamed else None), tuple(told))


def _count(number: float) -> int:
    if not 0 <= number <= MAX_MARKS or number != int(number):
        raise UnreadableSource(DAMAGED)
    return int(number)


def _tier(values: _Values) -> Tier:
    sort, name = values.text(), values.text()
    values.number(), values.number()
    n_marks = _count(values.number())
    if sort not in (INTERVALS, POINTS):
        raise UnreadableSource(DAMAGED)
    return Tier(name, tuple(islice(_marks(values, sort), n_marks)))


def _marks(values: _Values, sort: str) -> Iterator[Mark]:
    while True:
        start = values.number()
        end = values.number() if sort == INTERVALS else start
        yield Mark(values.text(), values.line, start, end)
