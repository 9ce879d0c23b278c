"""
The terms of a corpus: what can be counted in what people said, for themes and for lexicometry.

Terms are single words and pairs (`rendez-vous`, `aide à domicile`). Grammar and spoken fillers are left out, singular and
plural count as one, and so does nothing that names someone: what stands between brackets is a pseudonym, and a word that
only ever bears a capital is a name. A term must come from several people wherever there are several: one person's habit of
speech is not a theme.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.french.inflections import INVERTED_CLITICS, LINKING_WORDS, base_form
from pipeline.french.stopwords import ELISION, STOP_WORDS

PAIR_MARK = "_"
SHORTEST_WORD = 3  # letters, acronyms apart
NAME_SHARE = 0.9  # of a word's occurrences that bear a capital, from which it is a name
LONGEST_LINK = 2  # grammatical words within a pair (`aide à la personne`)

_TOKEN = re.compile(r"\[[^\[\]\n]{0,60}\]|[.!?…:;,\n«»“”\"()]|[^\W\d_]+(?:['’-][^\W\d_]+)*~?")
_SENTENCE_MARKS = frozenset('.!?…:\n«“"')


class Terms(NamedTuple):
    """
    The terms of a corpus.

    `of_texts`: for each text, its terms' keys in order, repeated as they occur. `surfaces`: for each key, the form most often
    heard.
    """

    of_texts: tuple[tuple[str, ...], ...]
    surfaces: Mapping[str, str]


class _Word(NamedTuple):
    """A word without its elisions: as written, as counted, where, and whether it opens a sentence."""

    written: str
    lower: str
    start: int
    end: int
    opens: bool


class _Heard(NamedTuple):
    """A word of one text: its key ("" when it is no term), what to show, where, and whether it may link a pair."""

    key: str
    surface: str
    start: int
    end: int
    links: bool


def find_terms(texts: Sequence[str], people: Sequence[object], *, pairs: bool = True) -> Terms:
    """
    The terms that a corpus may be described with.

    Args:
        texts: one per segment.
        people: who said each of them, in the same order.
        pairs: whether two neighbouring terms make a term of their own.

    Returns:
        Terms used in at least `_fewest_texts` texts, and by two people where the corpus has several.
    """
    known = _known_words(texts)
    several_people = len(set(people)) > 1
    fewest = _fewest_texts(len(texts))
    words = [tuple(_single_terms(text, known)) for text in texts]
    kept = _common(([word.key for word in row if word.key] for row in words), people, fewest, several_people)
    couples = [tuple(_pairs(text, row, kept)) if pairs else () for text, row in zip(texts, words, strict=True)]
    kept_pairs = _common(([key for key, _ in row] for row in couples), people, fewest, several_people)
    found = [
        [(word.key, word.surface) for word in singles if word.key in kept]
        + [pair for pair in doubles if pair[0] in kept_pairs]
        for singles, doubles in zip(words, couples, strict=True)
    ]
    return Terms(tuple(tuple(key for key, _ in row) for row in found), _surfaces(found))


def _fewest_texts(n_texts: int) -> int:
    """In how many texts a term must be: 2 for small corpora, 6 for a thousand segments, 18 for a hundred thousand."""
    return max(2, round(math.sqrt(math.sqrt(n_texts))))


def _words(text: str) -> Iterator[_Word | None]:
    """Words in order; None stands for what two words of a pair cannot straddle (a mark, a pseudonym)."""
    opens = True
    for found in _TOKEN.finditer(text):
        token = found.group()
        if not token[0].isalpha():
            opens = token in _SENTENCE_MARKS
            yield None
        elif token.endswith("~"):
            yield None  # a word cut short, as transcribers mark it
        else:
            word = _bare(token.replace("’", "'"))
            start = found.start() + token.replace("’", "'").find(word)
            yield _Word(word, word.lower(), start, start + len(word), opens)
            opens = False


def _bare(word: str) -> str:
    """Without elided words before it nor pronouns hung behind it (`qu'elle`, `dit-il`); stop words are left whole."""
    if word.lower() in STOP_WORDS:
        return word
    word = INVERTED_CLITICS.sub("", word)
    while (shorter := ELISION.sub("", word)) != word:
        word = shorter
    return word


def _known_words(texts: Sequence[str]) -> frozenset[str]:
    """Words of the corpus that may be terms: neither grammar nor names."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    opening: set[str] = set()
    for text in texts:
        for word in _words(text):
            if word is None or not _may_tell(word):
                continue
            if not word.written[0].isupper() or _is_acronym(word):
                small[word.lower] += 1
            elif word.opens:
                opening.add(word.lower)
            else:
                capital[word.lower] += 1
    common = {word for word, count in small.items() if capital[word] < NAME_SHARE * (count + capital[word])}
    return frozenset(common | {word for word in opening if word not in small and word not in capital})


def _may_tell(word: _Word) -> bool:
    if word.lower in STOP_WORDS:
        return False
    return len(word.lower) >= SHORTEST_WORD or _is_acronym(word)


def _is_acronym(word: _Word) -> bool:
    return word.written.isupper() and len(word.written) > 1


def _single_terms(text: str, known: frozenset[str]) -> Iterator[_Heard]:
    for word in _words(text):
        if word is None:
            yield _Heard("", "", 0, 0, links=False)
        elif word.lower in known:
            surface = word.written if _is_acronym(word) else word.lower
            yield _Heard(base_form(word.lower, known), surface, word.start, word.end, links=False)
        else:
            yield _Heard("", "", word.start, word.end, links=word.lower in LINKING_WORDS)


def _pairs(text: str, row: Sequence[_Heard], kept: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(key, surface) of neighbouring terms, a few linking words between them at most."""
    for place, first in enumerate(row):
        if first.key not in kept:
            continue
        for second in row[place + 1 : place + 2 + LONGEST_LINK]:
            if second.key in kept and second.key != first.key:
                between = text[first.end : second.start].lower()
                yield f"{first.key}{PAIR_MARK}{second.key}", f"{first.surface}{between}{second.surface}"
            if not second.links:
                break


def _common(rows: Iterator[list[str]], people: Sequence[object], fewest: int, several_people: bool) -> frozenset[str]:
    """Keys found in enough texts, and said by two people where there are several."""
    texts: Counter[str] = Counter()
    first: dict[str, object] = {}
    shared: set[str] = set()
    for row, person in zip(rows, people, strict=True):
        for key in set(row):
            texts[key] += 1
            if first.setdefault(key, person) != person:
                shared.add(key)
    return frozenset(key for key, count in texts.items() if count >= fewest and (key in shared or not several_people))


def _surfaces(rows: Sequence[Sequence[tuple[str, str]]]) -> dict[str, str]:
    heard: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for key, surface in row:
            heard[key][surface] += 1
    return {key: min(forms, key=lambda form: (-forms[form], form)) for key, forms in heard.items()}
