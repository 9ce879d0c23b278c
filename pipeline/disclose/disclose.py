"""
Words as they may be read outside the team: what was flagged is generalised, and for everybody, names become neutral marks.

A pseudonymised text still tells the neighbour who speaks: an exact age, "the only midwife". For a funder, what was flagged
is replaced by its proposed generalisation, or by "[…]", and exact ages and dates by bands. For the public, people, places
and organisations named in speech become what they are: "[prénom]", "[commune]". Everything comes with the map of
positions, so that a changed verbatim still leads to its words in the study and says that it was changed. It refuses to
touch anything at the team's level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from models.anonymisation import AnonymisedTranscript, Entity, Mention, MentionKind, Replacement
from models.disclosure import Change, Disclosed, Level, Mark, MarkState
from pipeline.french.dates import BIRTH_DATE, FULL_DATE
from pipeline.french.disclosure import GIVEN, HIDDEN, MARKS, SURNAME, WHOLE_NAME
from pipeline.french.lists import fold, is_ordinary
from pipeline.french.names import TITLES
from pipeline.french.numbers import read_number
from pipeline.french.patterns import AGE
from pipeline.french.quasi import SUSPECT

QUASI_PREFIX = "quasi:"  # a detector so prefixed carries the reason of a quasi-identifier, in French
DOUBT = "doute"
AGE_BAND = 10
NAMED = frozenset({MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION})
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_YEAR = re.compile(r"\b(?:1[89]|20)\d{2}\b")
_EXACT_AGE = re.compile(r"\[?\d{1,3}[ ]ans\]?")
_WORD = re.compile(r"[^\W\d_]+\.?")
_NUMBERED = re.compile(r"[\[\]]|[ ]+\d+\]?$")


class _Stretch(NamedTuple):
    """`new` is None where the words stay, but no other stretch may cut them."""

    start: int
    end: int
    new: str


def disclose(text: str, marks: Sequence[Mark], level: Level) -> Disclosed:
    """
    The words as they may be read at this level, with the map of what was changed.

    Args:
        text: an anonymised turn, or a part of one whose marks `within` gives.
        marks: of this text; where two overlap, the longer wins and takes in what the other held.
    """
    if level is Level.TEAM:
        return Disclosed(text=text)
    shown = _letters(marks, text) if level is Level.PUBLIC else {}
    wanted = [stretch for mark in marks if (stretch := _stretch(mark, text, level, shown)) is not None]
    wanted += _unmarked(text, marks, level)
    pieces: list[str] = []
    changes: list[Change] = []
    done = length = 0
    for start, end, new in _apart(wanted):
        kept = text[done:start]
        pieces += [kept, new]
        length += len(kept)
        changes.append(Change(start=start, end=end, new_start=length, new_end=length + len(new)))
        length += len(new)
        done = end
    return Disclosed(text="".join((*pieces, text[done:])), changes=tuple(changes))


def _stretch(mark: Mark, text: str, level: Level, letters: Mapping[str, str]) -> _Stretch | None:
    words = text[mark.start : mark.end]
    new = _left(mark, words) if mark.state is MarkState.LEFT else _masked(mark, words, level, letters)
    return None if new == words else _Stretch(mark.start, mark.end, new)


def _left(mark: Mark, words: str) -> str:
    """What stands for something flagged: what was proposed, in brackets because nobody said it; else what it is."""
    if mark.generalisation:
        return f"[{mark.generalisation.strip('[]')}]"
    if mark.kind is MentionKind.AGE:
        return _band(words)
    if mark.kind is MentionKind.DATE:
        return _year(words)
    return HIDDEN if mark.kind is MentionKind.QUASI else f"[{_what(mark, words, '')}]"


def _masked(mark: Mark, words: str, level: Level, letters: Mapping[str, str]) -> str:
    """What stands for a pseudonym: itself for a funder, save ages and dates that are still exact; for all, what it is."""
    if mark.kind is MentionKind.AGE:
        return _band(words) if _EXACT_AGE.fullmatch(words) else words
    if mark.kind is MentionKind.DATE:
        return _decade(words) if level is Level.PUBLIC else _year(words)
    if level is Level.FUNDER or mark.kind not in NAMED:
        return words
    if mark.kind is MentionKind.PERSON:
        return _person(words, letters.get(mark.key or "", ""))
    return f"[{_what(mark, words, letters.get(mark.key or '', ''))}]"


def _what(mark: Mark, words: str, letter: str) -> str:
    """What kind of thing a mark hides: its sort, the words of its own mark, or its kind."""
    own = _NUMBERED.sub("", words).strip() if words.startswith("[") else ""
    told = mark.sort or own or (GIVEN if mark.kind is MentionKind.PERSON else MARKS[mark.kind])
    return f"{told[:1].lower()}{told[1:]}{letter}"


def _person(words: str, letter: str) -> str:
    """« Mme Roussel » -> « Mme [nom] », « Samia » -> « [prénom] », « Samia Roussel » -> « [prénom nom] »."""
    if words.startswith("["):
        return words
    parts = [m.group() for m in _WORD.finditer(words)]
    titles = []
    while len(parts) > 1 and fold(parts[0].rstrip(".")) in TITLES:
        titles.append(parts.pop(0))
    what = WHOLE_NAME if len(parts) > 1 else SURNAME if titles else GIVEN
    return " ".join([*titles, f"[{what}{letter}]"])


def _letters(marks: Sequence[Mark], text: str) -> dict[str, str]:
    """Where two of one kind are named in the same words, a letter each, so that one still reads who does what to whom."""
    keys: dict[str, list[str]] = {}
    for mark in marks:
        if mark.state is MarkState.MASKED and mark.kind in NAMED and mark.key:
            sort = mark.kind.value if mark.kind is MentionKind.PERSON else _what(mark, text[mark.start : mark.end], "")
            of = keys.setdefault(sort, [])
            if mark.key not in of:
                of.append(mark.key)
    return {
        key: f" {LETTERS[n] if n < len(LETTERS) else n + 1}"
        for of in keys.values()
        if len(of) > 1
        for n, key in enumerate(of)
    }


def _band(words: str) -> str:
    """Ten years around an exact age."""
    age = read_number(re.sub(r"\s*ans.*$", "", words.strip("[]"), flags=re.IGNORECASE))
    return f"[{age // AGE_BAND * AGE_BAND} à {age // AGE_BAND * AGE_BAND + AGE_BAND - 1} ans]" if age else "[âge]"


def _year(words: str) -> str:
    found = _YEAR.search(words)
    return f"[date {found.group()}]" if found else "[date]"


def _decade(words: str) -> str:
    found = _YEAR.search(words)
    return f"[années {int(found.group()) // 10 * 10}]" if found else "[date]"


def _unmarked(text: str, marks: Sequence[Mark], level: Level) -> list[_Stretch]:
    """Exact ages and dates that nobody flagged (an interviewer's words are not searched for them at the gate)."""
    ages = [m.span("age" if m["age"] else "age2") for m in AGE.finditer(text)]
    dates = [m.span() for m in FULL_DATE.finditer(text)] + [m.span("date") for m in BIRTH_DATE.finditer(text)]
    found = [_Stretch(*span, _band(text[slice(*span)])) for span in ages]
    found += [
        _Stretch(*span, (_decade if level is Level.PUBLIC else _year)(text[slice(*span)]))
        for span in dates
        if not text[slice(*span)].startswith("[")
    ]
    return [s for s in found if all(s.end <= m.start or m.end <= s.start for m in marks)]


def _apart(wanted: Iterable[_Stretch]) -> list[_Stretch]:
    """Stretches that do not touch: of two that overlap, the longer's words stand for both."""
    kept: list[_Stretch] = []
    for stretch in sorted(wanted, key=lambda s: (s.start, -s.end)):
        if kept and stretch.start < kept[-1].end:
            last = kept.pop()
            longer = max((last, stretch), key=lambda s: s.end - s.start)
            stretch = _Stretch(last.start, max(last.end, stretch.end), longer.new)
        kept.append(stretch)
    return kept


def within(marks: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks of a turn as they stand in the part of it from `start` to `end`; one that is cut covers what remains."""
    return tuple(
        mark.model_copy(update={"start": max(mark.start, start) - start, "end": min(mark.end, end) - start})
        for mark in marks
        if mark.start < end and start < mark.end
    )


class Surfaces(NamedTuple):
    """Words of one source that say something of somebody, each with its mark, to be found where nobody marked them."""

    pattern: re.Pattern[str] | None
    marks: Mapping[str, Mark]


def surfaces(turns: Iterable[tuple[str, Sequence[Mark]]]) -> Surfaces:
    """
    What the marks of these turns stand on; a flagged word is found in any case, a pseudonym as it is written.

    A word of the dictionary that was only suspected where it stood ("ni", "ouvert") says nothing of anybody elsewhere.
    """
    known: dict[str, Mark] = {}
    for text, marks in turns:
        for mark in marks:
            words = text[mark.start : mark.end]
            if words.startswith("[") or (mark.reason == SUSPECT and all(map(is_ordinary, words.casefold().split()))):
                continue
            known.setdefault(words if mark.state is MarkState.MASKED else words.casefold(), mark)
    forms = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE) if forms else None
    return Surfaces(pattern, known)


def echoes(text: str, known: Surfaces, *, capitals: bool = False) -> tuple[Mark, ...]:
    """
    Marks for the places of a text where words known from the same source stand: an interviewer repeats what is said.

    Args:
        capitals: the text was written by somebody who gives names their capital: a suspected word without one is no name.
    """
    if known.pattern is None:
        return ()
    found = []
    for match in known.pattern.finditer(text):
        mark = known.marks.get(match.group()) or known.marks.get(match.group().casefold())
        if mark is not None and not (capitals and mark.reason == SUSPECT and match.group().islower()):
            found.append(mark.model_copy(update={"start": match.start(), "end": match.end()}))
    return tuple(found)


def marks_of(anonymised: AnonymisedTranscript, entities: Sequence[Entity]) -> dict[int, tuple[Mark, ...]]:
    """
    The marks of an anonymised transcript, by turn number: what was replaced, and the doubts that were left.

    Positions are in the anonymised turns; a doubt that lies inside a replaced stretch is hidden already and left out.
    """
    sorts = {entity.key: entity.sort for entity in entities}
    found: dict[int, list[Mark]] = {}
    made: dict[int, list[Replacement]] = {}
    for one in anonymised.replacements:
        made.setdefault(one.turn_no, []).append(one)
        if one.new_start < one.new_end:
            mark = Mark(
                start=one.new_start,
                end=one.new_end,
                state=MarkState.MASKED,
                kind=one.kind,
                key=one.key,
                sort=sorts.get(one.key),
            )
            found.setdefault(one.turn_no, []).append(mark)
    for doubt in anonymised.doubts:
        place = _place(doubt, made.get(doubt.turn_no, ()))
        if place is not None:
            found.setdefault(doubt.turn_no, []).append(_flagged(doubt, place))
    return {turn_no: tuple(sorted(of, key=lambda m: (m.start, m.end))) for turn_no, of in found.items()}


def _place(doubt: Mention, made: Sequence[Replacement]) -> tuple[int, int] | None:
    """Where a doubt stands in the anonymised turn; None when a replacement covers it whole."""
    if any(one.start <= doubt.start and doubt.end <= one.end for one in made):
        return None
    start, end = _moved(doubt.start, made, last=False), _moved(doubt.end, made, last=True)
    return (start, end) if start < end else None


def _moved(position: int, made: Sequence[Replacement], *, last: bool) -> int:
    """A position of the original turn in the anonymised one; inside a replaced stretch, its end or its beginning."""
    shift = 0
    for one in sorted(made, key=lambda r: r.start):
        if one.start < position < one.end:
            return one.new_end if last else one.new_start
        if one.end <= position:
            shift = one.new_end - one.end
    return position + shift


def _flagged(doubt: Mention, place: tuple[int, int]) -> Mark:
    reasons = (d.removeprefix(QUASI_PREFIX) for d in doubt.detectors if d.startswith(QUASI_PREFIX))
    return Mark(
        start=place[0],
        end=place[1],
        state=MarkState.LEFT,
        kind=doubt.kind,
        reason=next(reasons, DOUBT),
        generalisation=doubt.generalisation,
    )
