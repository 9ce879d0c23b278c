"""
The study's reading: a name that was certain in one transcript is looked for in every other.

`detect` sees one transcript at a time; the people of a study speak of each other across all of them. Once every source has
been looked at, what is known of the whole study is looked for in each, and only turns that hold one of its words are read
again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from models.anonymisation import Mention, MentionAction, MentionKind
from models.transcript import Transcript
from pipeline.anonymise.again import find_again, is_name
from pipeline.anonymise.facts import facts
from pipeline.anonymise.spans import EXACT, Found
from pipeline.anonymise.staying import staying
from pipeline.anonymise.words import judge_casing, read_line
from pipeline.french.lists import fold

SHORTEST_FORM = 4  # a shorter one begins or is an ordinary word too often to be looked for on its own

_WORD = re.compile(r"[^\W\d_]+")


def find_known(
    transcript: Transcript,
    forms: Mapping[str, MentionKind],
    mentions: Sequence[Mention],
    *,
    spelled: Mapping[str, MentionKind] | None = None,
    declared: Mapping[str, MentionKind] | None = None,
) -> tuple[Mention, ...]:
    """
    The mentions of a transcript, with the places where forms known elsewhere in the study stand.

    Args:
        transcript: original words.
        forms: spellings that identify someone in this study; a person's name is looked for by each of its words.
        mentions: what `detect` found here; nothing of it is taken away.
        spelled: forms less certain that are masked somewhere: masked wherever they are written the same, capitals too.
        declared: words that a person said identify someone: masked wherever they stand, whole, in any case.

    Returns:
        In reading order; a place where `detect` only had a doubt becomes certain.
    """
    kept = list(mentions)
    wanted = _by_words(forms)
    texts = {turn.turn_no: turn.text for turn in transcript.turns if _holds_one(turn.text, wanted)}
    if texts:
        casing = judge_casing(turn.text for turn in transcript.turns)
        lines = [read_line(text, casing) for text in texts.values()]
        again = find_again(lines, [staying(line) for line in lines], wanted)
        for turn_no, line, found in zip(texts, lines, again, strict=True):
            for one in found:
                _add(kept, turn_no, one, line.text)
    for turn_no, one, text in _places(transcript, spelled or {}, "spelled"):
        _add(kept, turn_no, one, text)
    for turn_no, one, text in _places(transcript, declared or {}, "declared", re.IGNORECASE):
        _add(kept, turn_no, one, text)
    return tuple(sorted(kept, key=lambda m: (m.turn_no, m.start)))


def _places(
    transcript: Transcript, forms: Mapping[str, MentionKind], detector: str, flags: int = 0
) -> Iterator[tuple[int, Found, str]]:
    """Whole words of the transcript that are one of the forms, the longest form first."""
    if not forms:
        return
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", flags)
    kinds = {form.lower(): kind for form, kind in forms.items()} | dict(forms)
    for turn in transcript.turns:
        for place in pattern.finditer(turn.text):
            kind = kinds.get(place.group()) or kinds[place.group().lower()]
            yield turn.turn_no, Found(place.start(), place.end(), kind, detector, 1.0, EXACT), turn.text


def is_word(form: str) -> bool:
    """Whether a form with a capital is an ordinary word without it ("Rose"): then only its own spelling names someone."""
    return form[:1].isupper() and not form.isupper() and facts(form).ordinary


def exposes(form: str) -> bool:
    """Whether a person's form, read as it is written, points to them: not in lower case, and a name (`betrays`)."""
    return len(form) >= SHORTEST_FORM and form != form.lower() and betrays(form)


def betrays(form: str) -> bool:
    """Whether a person's form, read alone somewhere, points to them: one of its words is a name and no ordinary word."""
    return any(is_name(word) and not facts(word).ordinary for word in _WORD.findall(form))


def _by_words(forms: Mapping[str, MentionKind]) -> dict[str, MentionKind]:
    wanted: dict[str, MentionKind] = {}
    for form, kind in forms.items():
        if kind is MentionKind.PERSON:
            wanted.update({fold(word): kind for word in _WORD.findall(form) if is_name(word)})
        else:
            wanted[form] = kind
    return wanted


def _holds_one(text: str, wanted: Mapping[str, MentionKind]) -> bool:
    """Whether the first word of one of the forms stands in the text."""
    words = {fold(word) for word in _WORD.findall(text)}
    return not words.isdisjoint(_first_words(frozenset(wanted)))


@lru_cache(maxsize=8)
def _first_words(forms: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(found.group()) for form in forms if (found := _WORD.search(form)))


def _add(kept: list[Mention], turn_no: int, one: Found, text: str) -> None:
    overlapping = [m for m in kept if m.turn_no == turn_no and m.start < one.end and one.start < m.end]
    if any(m.action is MentionAction.MASK for m in overlapping):
        return
    for doubt in overlapping:
        kept.remove(doubt)
    start = min([one.start, *(m.start for m in overlapping)])
    end = max([one.end, *(m.end for m in overlapping)])
    detectors = dict.fromkeys([one.detector, *(d for m in overlapping for d in m.detectors)])
    kept.append(
        Mention(
            turn_no=turn_no,
            start=start,
            end=end,
            form=text[start:end],
            kind=one.kind,
            score=one.score,
            detectors=tuple(detectors),
        )
    )
