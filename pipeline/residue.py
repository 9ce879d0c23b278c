"""
What remains where it should not: original forms still read after masking, somebody's words repeated after they left.

Forms are looked for by their words: a text is cut into words once, and only a text that holds the first word of a form
is looked at more closely, so that thousands of forms cost hardly more than one. Answers are places, never words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.french.lists import is_ordinary

MIN_ECHO_WORDS = 5  # as many words of one person in the same order are a quotation, fewer are the language
MIN_RARE_LETTERS = 5

_WORD = re.compile(r"\w+")
_GAP = r"[\s\-‐‑.'’@/_+()]*"  # what may stand between the words of a form


class Sought(NamedTuple):
    """Forms made ready: their words by the first of them; `exact` as it is spelled, `folded` in any case."""

    exact: Mapping[str, tuple[tuple[str, ...], ...]]
    folded: Mapping[str, tuple[tuple[str, ...], ...]]


def seek(exact: Iterable[str], folded: Iterable[str] = ()) -> Sought:
    """Make forms ready to be looked for: `exact` (names) as they are written, `folded` (addresses, numbers) in any case."""
    return Sought(_by_first(exact), _by_first(form.lower() for form in folded))


def _by_first(forms: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for form in forms:
        words = tuple(_WORD.findall(unicodedata.normalize("NFC", form)))
        if words:
            found.setdefault(words[0], {})[words] = None
    return {first: tuple(of) for first, of in found.items()}


def holds(text: str, sought: Sought) -> bool:
    """Whether a text holds one of the forms, as whole words."""
    return next(places(text, sought), None) is not None


def places(text: str, sought: Sought) -> Iterator[tuple[int, int]]:
    """Where forms stand in a text: (start, end), end excluded, in the text's NFC form."""
    text = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    words = set(_WORD.findall(text))
    yield from _places(text, words, sought.exact)
    if sought.folded:
        yield from _places(text.lower(), {word.lower() for word in words}, sought.folded)


def _places(text: str, words: set[str], wanted: Mapping[str, tuple[tuple[str, ...], ...]]) -> Iterator[tuple[int, int]]:
    """Forms all of whose words are in the text: few, so that one pattern of them is quick."""
    near = [form for first in wanted.keys() & words for form in wanted[first] if words.issuperset(form)]
    if near:
        near.sort(key=len, reverse=True)
        pattern = "|".join(_GAP.join(map(re.escape, form)) for form in near)
        for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
            yield found.span()


class Voice(NamedTuple):
    """How one person is recognised by their words: runs of `MIN_ECHO_WORDS` words, and words that are theirs alone."""

    runs: frozenset[tuple[str, ...]]
    own: frozenset[str]


def voice_of(spoken: Iterable[str], others: Iterable[str]) -> Voice:
    """
    What is recognisable of a person's words.

    Args:
        spoken: everything the person said.
        others: everything that everybody else said; what they also said tells nothing.

    Returns:
        Runs of words and single words that nobody else said; words of the language are not among the latter.
    """
    mine = [_words(text) for text in spoken]
    runs = {run for words in mine for run in _runs(words)}
    rare = {word for words in mine for word in words if len(word) >= MIN_RARE_LETTERS}
    for text in others:
        words = _words(text)
        rare.difference_update(words)
        runs.difference_update(_runs(words))
    return Voice(frozenset(runs), frozenset(word for word in rare if not is_ordinary(word)))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(unicodedata.normalize("NFC", text))]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + MIN_ECHO_WORDS]) for at in range(len(words) - MIN_ECHO_WORDS + 1))


def echoes(text: str, voice: Voice) -> tuple[tuple[int, int], ...]:
    """Stretches of a text that repeat the person's words, apart and in order: (start, end), end excluded, NFC."""
    text = unicodedata.normalize("NFC", text)
    words = list(_WORD.finditer(text))
    lowered = [word.group().lower() for word in words]
    found = [(words[at].start(), words[at].end()) for at, word in enumerate(lowered) if word in voice.own]
    found += [
        (words[at].start(), words[at + MIN_ECHO_WORDS - 1].end())
        for at, run in enumerate(_runs(lowered))
        if run in voice.runs
    ]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def silenced(text: str, voice: Voice, mark: str) -> str:
    """The text with each echo replaced by a mark."""
    text = unicodedata.normalize("NFC", text)
    pieces, done = [], 0
    for start, end in echoes(text, voice):
        pieces += [text[done:start], mark]
        done = end
    return "".join([*pieces, text[done:]])
