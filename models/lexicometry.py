"""What counting words shows: classes of segments, words proper to a group, the plane of words and groups, links, contexts."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from models.base import Noun


class WordWeight(Noun):
    """
    How strongly a word belongs to a part of the corpus.

    `weight` is signed: chi-squared in a class, order of magnitude of the probability (log10) in a group. `n_inside` and
    `n_total` count segments in a class, occurrences in a group. `n_participants` said it inside.
    """

    word: str
    weight: float
    n_inside: int
    n_total: int
    n_participants: int


class LexicalClass(Noun):
    """
    Segments that share a vocabulary. `words` are over-used there, the strongest first; `absent` are avoided.

    `representatives` are segment ids, from different people where there are several; `share` is of the classified segments.
    """

    number: int = Field(ge=1)
    segment_ids: tuple[str, ...]
    n_participants: int
    share: float = Field(ge=0, le=1)
    words: tuple[WordWeight, ...]
    absent: tuple[WordWeight, ...]
    representatives: tuple[str, ...]


class ClassSplit(Noun):
    """One cut of the descending classification: class numbers on each side, and the chi-squared between them."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    chi_squared: float


class Classification(Noun):
    """
    A descending classification (Reinert). `unclassified` segments held too few of the words counted: shown, never hidden.

    `splits` go from the first cut to the last. `reading` says, in French, how far the result can be trusted.
    """

    classes: tuple[LexicalClass, ...]
    splits: tuple[ClassSplit, ...]
    unclassified: tuple[str, ...]
    reading: str


class GroupWords(Noun):
    """Words that one part of the corpus (a group, a territory, a wave) says more, or less, than chance would have it."""

    part: str
    n_participants: int
    n_words: int
    over: tuple[WordWeight, ...]
    under: tuple[WordWeight, ...]


class PointKind(StrEnum):
    """What a point of the plane stands for."""

    WORD = "word"
    PART = "part"


class PlanePoint(Noun):
    """A word or a part on the first two axes; `contribution` in [0, 1] is its share of the two axes' inertia."""

    label: str
    kind: PointKind
    x: float
    y: float
    contribution: float
    count: int


class FactorPlane(Noun):
    """First plane of a correspondence analysis; `inertia` is each axis' share of the whole, in [0, 1]."""

    points: tuple[PlanePoint, ...]
    inertia: tuple[float, ...]


class WordLink(Noun):
    """Two words heard in the same segments; `kept` when the link belongs to the maximum tree that is drawn."""

    first: str
    second: str
    n_segments: int
    n_participants: int
    kept: bool


class WordContext(Noun):
    """A word where it was said: `start`, `end` are code points of the turn's text, end excluded."""

    segment_id: str
    turn_id: str
    participant_id: str | None
    start: int
    end: int
    before: str
    word: str
    after: str


class CrossedClass(Noun):
    """A class met by a theme: segments they share, and the share of each that this makes."""

    class_number: int
    theme_id: str
    n_segments: int
    of_class: float
    of_theme: float


class WordsAndMeaning(Noun):
    """
    Where classes of words and themes of meaning agree and differ.

    `adjusted_rand` is 1 when both partitions are one, 0 by chance, over segments that both place.
    """

    crossed: tuple[CrossedClass, ...]
    adjusted_rand: float | None
    n_segments: int
    reading: str
