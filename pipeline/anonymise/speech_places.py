"""
Places and local organisations that the small networks hear in each turn, judged: what is masked on their word, what is a doubt.

"je fais ma lessive à tremplin", "les petits pas ont fermé": no generic word, no list, the sentence alone tells. A place
and an organisation are often the same words, so both are weighed together and the likelier names the find. What must
stay is never touched; small words are cut off both ends. Where people write capitals, a name without one is a doubt at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from models.anonymisation import MentionAction, MentionKind
from pipeline.anonymise.extend import abbreviated
from pipeline.anonymise.facts import COMMON, facts
from pipeline.anonymise.firms import DEPARTMENT_END
from pipeline.anonymise.organisations import generic_phrases
from pipeline.anonymise.spans import RECOGNISED, Found
from pipeline.anonymise.speech_reader import BEGINS, GOES_ON, ORGANISATION, OTHER, PLACE
from pipeline.anonymise.words import Casing, Line
from pipeline.french.institutions import PEOPLES_OWN
from pipeline.french.lists import fold
from pipeline.french.names import KIN, MARKS, SPEAKER_ROLES, TITLES
from pipeline.french.places import ARTICLES, GENERIC_SPOTS, QUALIFIERS
from pipeline.french.stopwords import NOISE_WORDS
from pipeline.french.suspicion import CLAUSE_WORDS, INNER_WORDS
from pipeline.french.whereabouts import OWN_ARTICLES

LEAST = 0.3  # below, nothing is said
NEXT = 0.4  # probability from which a word belongs to the name beside it
OWN_ARTICLE = 0.6  # from here, an article before the name is its own
TRAILING = 0.8  # of the likeliest word: below, a word of the dictionary does not end a name
OWN_SMALL_WORD = 0.7  # from here, a pronoun or a "pas" ends or begins a name ("les petits pas")
SURE = 0.4  # from here, a name with a capital, or with a word that no dictionary holds, is masked
SURE_WORDS = 0.55  # several words of the dictionary as an organisation
SURE_WORD = 0.85  # one word of the dictionary
SURE_PLACE = 0.9  # several words of the dictionary as a place: "à grande échelle" is none
OUT_OF_REACH = 1.1
MISTRUST = 0.7  # what is heard is not looked for elsewhere
MAX_WORDS = 7

_NO_NAME = frozenset({*MARKS, *SPEAKER_ROLES, *TITLES, *KIN, *map(fold, NOISE_WORDS)})
_SMALL = INNER_WORDS | ARTICLES


class Stretch(NamedTuple):
    """A run of words taken for one place or organisation, both ends included, and what the networks give it, 0 to 1."""

    first: int
    last: int
    score: float
    kind: MentionKind


def find_heard_places(
    lines: Sequence[Line], stays: Sequence[frozenset[int]], answers: Sequence[Any]
) -> list[list[Found]]:
    """Places and organisations heard in each turn; `answers`: what the networks make of it (`probabilities`)."""
    return [
        [hit for one in _stretches(line, stay, answer) if (hit := _judged(line, one))]
        for line, stay, answer in zip(lines, stays, answers, strict=True)
    ]


def _stretches(line: Line, stay: frozenset[int], answer: Any) -> Iterator[Stretch]:
    """Runs of likely words, what must stay and small words cut off their ends."""
    likely = [_likely(row) for row in answer.tolist()]
    at = 0
    while at < len(likely):
        if likely[at] < LEAST:
            at += 1
            continue
        last = at
        while last + 1 < len(likely) and likely[last + 1] >= NEXT and _goes_on(line, last, answer):
            last += 1
        inside = _trimmed(line, stay, likely, list(range(at, last + 1)))
        at = last + 1
        told = [k for k in inside if line.words[k].folded not in _SMALL]
        if not told or len(inside) > MAX_WORDS or any(k in stay for k in inside):
            continue
        score = min(1.0, max(likely[k] for k in told) / 2 + sum(likely[k] for k in told) / len(told) / 2)
        if score >= LEAST:
            place = sum(float(answer[k, PLACE]) for k in told) > sum(float(answer[k, ORGANISATION]) for k in told)
            kind = MentionKind.PLACE if place else MentionKind.ORGANISATION
            yield Stretch(inside[0], inside[-1], score, kind)


def _goes_on(line: Line, at: int, answer: Any) -> bool:
    """Whether the word after `at` may belong to the same name: "lens et béthune" are two, "culture et partage" is one."""
    parts = line.folded(at + 1) in CLAUSE_WORDS - INNER_WORDS
    return line.joined(at) and not (parts and answer[at + 1, PLACE] > answer[at + 1, ORGANISATION])


def _likely(row: Sequence[float]) -> float:
    """What is given to a name of a place or an organisation; to any name, where that is the likeliest of them."""
    elsewhere = row[PLACE] + row[ORGANISATION]
    return 1.0 - row[OTHER] if elsewhere >= row[BEGINS] + row[GOES_ON] else elsewhere


def _trimmed(line: Line, stay: frozenset[int], likely: Sequence[float], inside: list[int]) -> list[int]:
    """What may be a name: generic words, small words and what must stay are no ends of one."""
    while inside and (inside[-1] in stay or _never_ends(line, inside[-1], likely)):
        inside.pop()
    best = max((likely[k] for k in inside), default=0.0)
    while len(inside) > 1 and likely[inside[-1]] < TRAILING * best and _only_a_word(line, inside[-1]):
        inside.pop()
    while inside and (inside[0] in stay or _never_begins(line, inside[0], likely)):
        inside.pop(0)
    return inside


def _never_ends(line: Line, at: int, likely: Sequence[float]) -> bool:
    word, known = line.words[at], facts(line.words[at].text)
    if word.folded in _SMALL or word.folded in _NO_NAME or len(word.text) == 1:
        return True
    return (known.never or word.folded in CLAUSE_WORDS) and not word.capital and likely[at] < OWN_SMALL_WORD


def _only_a_word(line: Line, at: int) -> bool:
    """ "sainte thérèse distribue": a word of the dictionary without a capital."""
    return facts(line.words[at].text).ordinary and not line.words[at].capital


def _never_begins(line: Line, at: int, likely: Sequence[float]) -> bool:
    word = line.words[at]
    if word.folded in OWN_ARTICLES:
        return likely[at] < OWN_ARTICLE and not (word.capital and not word.opening)
    if word.folded in _SMALL:
        return not word.capital or word.opening
    return word.folded in _NO_NAME or (facts(word.text).never and not word.capital and likely[at] < OWN_SMALL_WORD)


def _judged(line: Line, one: Stretch) -> Found | None:
    told = [k for k in range(one.first, one.last + 1) if line.words[k].folded not in _SMALL]
    if all(_says_what_it_is(line, k) for k in told) or any(abbreviated(line, k) for k in told):
        return None
    end = line.words[one.last].end
    number = DEPARTMENT_END.match(line.text, end)
    action = MentionAction.MASK if one.score >= _sure_from(line, told, one.kind) else MentionAction.FLAG
    score = one.score * MISTRUST
    start = line.words[one.first].start
    return Found(
        start, number.end() if number else end, one.kind, f"heard:{one.kind.value.lower()}", score, RECOGNISED, action
    )


def _says_what_it_is(line: Line, at: int) -> bool:
    """ "le quartier", "l'association", "eux": a word for any place or anybody, without the capital of a name."""
    folded = line.words[at].folded
    named = line.words[at].capital and not line.words[at].opening
    generic = generic_phrases().length_at(line, at) == 1
    said = generic or folded in GENERIC_SPOTS or folded in QUALIFIERS or folded in PEOPLES_OWN
    return not named and (said or facts(folded).never)


def _sure_from(line: Line, told: Sequence[int], kind: MentionKind) -> float:
    """
    Probability from which a name is masked.

    Out of reach for everyday words where capitals are written, and for one such word as a place ("la rue piétonne").
    """
    known = [facts(line.words[k].text) for k in told]
    if any(line.words[k].capital and not line.words[k].opening for k in told):
        everyday = all(one.zipf >= COMMON for one in known)
        return SURE_WORD if everyday else SURE  # "Ouais, Bon, Hein."
    if line.casing is Casing.KEPT:
        return OUT_OF_REACH
    if any(not one.ordinary and one.zipf < COMMON for one in known):
        return SURE
    if kind is MentionKind.PLACE:
        return SURE_PLACE if len(told) > 1 else OUT_OF_REACH
    return SURE_WORDS if len(told) > 1 else SURE_WORD
