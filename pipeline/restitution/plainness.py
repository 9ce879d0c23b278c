"""
Says what is hard to read in words that are about to be printed for the people concerned.

The rules are the European ones for easy-to-read information, the score is Kandel & Moles' (1958); both stand, with their
source, in `pipeline.french.plain`. They are remarks to the researcher, who decides: a simple measure knows words, not
sense, and only people who read the booklet can say whether it is plain. It never touches a participant's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from models.restitution import Remark
from pipeline.french import plain
from pipeline.french.lists import frequency

MAX_SHOWN_WORDS = 6


def plainness(text: str, *, usual: Callable[[str], float] = frequency) -> tuple[Remark, ...]:
    """
    Remarks on a text of ours, in the order of the rules; none where it is plain.

    Args:
        usual: Zipf frequency of a word in French.
    """
    found: list[Remark] = []
    for sentence in sentences(text):
        words = plain.WORD.findall(sentence)
        if len(words) > plain.MAX_SENTENCE_WORDS:
            found.append(_remark(plain.LONG, sentence))
        if len(plain.LINKS.findall(sentence)) > plain.MAX_LINKS:
            found.append(_remark(plain.SEVERAL_IDEAS, sentence))
        if plain.NEGATIVE.search(sentence):
            found.append(_remark(plain.NEGATION, sentence))
    rare = _rare(text, usual)
    if rare:
        found.append(_remark(plain.RARE, ", ".join(rare)))
    for rule, pattern in (
        (plain.INITIALS, plain.ACRONYM),
        (plain.NUMBERS, plain.LARGE_NUMBER),
        (plain.SIGNS, plain.SPECIAL),
    ):
        shown = list(dict.fromkeys(m.group().strip() for m in pattern.finditer(text)))
        if shown:
            found.append(_remark(rule, " ".join(shown)))
    if len(plain.WORD.findall(text)) >= plain.MAX_SENTENCE_WORDS and score(text) < plain.HARD_BELOW_SCORE:
        found.append(_remark(plain.HARD, f"{score(text):.0f} sur 100"))
    return tuple(found)


def _remark(rule: str, words: str) -> Remark:
    return Remark(rule=rule, words=words, advice=plain.ADVICE[rule])


def _rare(text: str, usual: Callable[[str], float]) -> list[str]:
    """Words that few people use; a capital inside a sentence is a name, which is a matter of pseudonyms."""
    found: dict[str, None] = {}
    for match in plain.WORD.finditer(text):
        word = match.group()
        named = word[:1].isupper() and match.start() > 0 and not re.search(r"[.!?…]\s*$", text[: match.start()])
        parts = [part for part in word.lower().split("-") if len(part) > 2]
        if not named and not word.isupper() and any(usual(part) < plain.RARE_BELOW_ZIPF for part in parts):
            found[word.lower()] = None
    return list(found)[:MAX_SHOWN_WORDS]


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text of ours; a line break ends one."""
    return tuple(one.strip() for line in text.split("\n") for one in plain.SENTENCE_END.split(line) if one.strip())


def score(text: str) -> float:
    """
    Reading ease, about 0 (very hard) to 100 (very easy): Kandel & Moles (1958), after Flesch (1948).

    207 - 1.015 x words per sentence - 73.6 x syllables per word; 100 where there is no word.
    """
    words = plain.WORD.findall(text)
    if not words:
        return 100.0
    heard = sum(_syllables(word) for word in words)
    return max(0.0, min(100.0, 207 - 1.015 * len(words) / len(sentences(text)) - 73.6 * heard / len(words)))


def _syllables(word: str) -> int:
    return sum(plain.syllables(part) for part in word.split("-"))


def one_idea_a_line(text: str) -> tuple[str, ...]:
    """A text of ours, one sentence a line."""
    return sentences(text)
