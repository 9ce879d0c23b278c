"""
Quasi-identifiers: what lets the neighbour recognise someone whose name is masked.

An exact age, the only midwife of the village, a trial, an illness: each is harmless in a crowd and a signature in a
hamlet. They are flagged with a reason and a wider wording, and never masked from here: hiding them silently would
falsify the testimony, and only the researcher knows who will read the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from models.anonymisation import Mention, MentionAction, MentionKind
from models.transcript import SpeakerRole, Transcript
from pipeline.anonymise.ages import find_ages
from pipeline.anonymise.callings import find_callings
from pipeline.anonymise.combinations import REASON_PREFIX as REASON_PREFIX
from pipeline.anonymise.combinations import Combination as Combination
from pipeline.anonymise.combinations import combinations as combinations
from pipeline.anonymise.generalise import wider
from pipeline.french import details, quasi
from pipeline.french.conditions import ILLNESSES, LIVES, ORIGIN_ENDINGS, ORIGINS
from pipeline.french.trades import ALONE_OFFICES, COMMON_TRADES, NOT_ALONE, OFFICES, RARE_TRADES

SCORE = 0.6
WINDOW = 60  # characters before a word that can tell what it is
# The first of two reasons for the same words gives the wider wording.
PRIORITY = (
    quasi.AGE, quasi.UNIQUE, quasi.TRADE, quasi.OFFICE, quasi.ILLNESS, quasi.LIFE, quasi.FAMILY, quasi.JUSTICE, quasi.EVENT,
    quasi.ORIGIN, quasi.BODY, quasi.HONOUR, quasi.DAY, quasi.SMALL_PLACE,
)  # fmt: skip


def _at_words(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same pattern, tried where a word begins and nowhere else: its many alternatives cost at every letter."""
    return re.compile(rf"(?<![a-z0-9œ])(?=[a-z0-9œ])(?:{pattern.pattern})", pattern.flags)


_PATTERNS = tuple(
    (reason, _at_words(pattern))
    for reason, pattern in (
        (quasi.JUSTICE, details.JUSTICE_WORDS),
        (quasi.FAMILY, details.FAMILY_WORDS),
        (quasi.EVENT, details.EVENT_WORDS),
        (quasi.SMALL_PLACE, details.SMALL_PLACES),
        (quasi.BODY, details.BODY_WORDS),
        (quasi.HONOUR, details.HONOURS),
        (quasi.DAY, details.EXACT_DAY),
        (quasi.LIFE, details.FORMER),
    )
)
# Details whose complements belong to them: where the prison is, what the accident was.
_COMPLETED = frozenset(
    {
        quasi.TRADE,
        quasi.OFFICE,
        quasi.JUSTICE,
        quasi.EVENT,
        quasi.LIFE,
        quasi.HONOUR,
        quasi.FAMILY,
        quasi.ILLNESS,
        quasi.BODY,
    }
)
_PLAIN = str.maketrans("àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’ʼ\u00a0\u202f\n\t", "aaaaaaceeeeiiiinooooouuuuyy''    ")
_WORD = re.compile(r"[a-zœ]+|\d+")
_LAST_WORD = re.compile(r"(?<![a-z0-9œ])(?P<word>[a-z0-9œ]+)[ ,'-]*$")


class _Seen(NamedTuple):
    """A stretch of a turn and why it is flagged."""

    start: int
    end: int
    reason: str


def quasi_identifiers(transcript: Transcript) -> tuple[Mention, ...]:
    """
    Quasi-identifiers of the participants' turns, in reading order; all of them `flag`.

    The reason, in French, is the detector's name after `REASON_PREFIX`; `generalisation` is what could stand there.
    They may overlap direct identifiers, and an age may lie within a longer one.
    """
    return tuple(
        mention
        for turn in transcript.turns
        if turn.role is not SpeakerRole.INTERVIEWER
        for mention in _of_turn(turn.turn_no, turn.text)
    )


def plain(text: str) -> str:
    """The text in lower case, without accents, blanks and apostrophes of one kind each; same length, same places."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" alone grows by a dot
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_PLAIN)


def _of_turn(turn_no: int, text: str) -> list[Mention]:
    bare = plain(text)
    ages = [_mention(turn_no, text, bare, one, reasons) for one, reasons in _joined(_ages(text, bare))]
    details = [_mention(turn_no, text, bare, one, reasons) for one, reasons in _joined(_details(text, bare))]
    return sorted([*ages, *details], key=lambda m: (m.start, m.end))


def _ages(text: str, bare: str) -> Iterator[_Seen]:
    return (_Seen(start, end, quasi.AGE) for start, end in find_ages(text, bare))


def _details(text: str, bare: str) -> Iterator[_Seen]:
    for reason, pattern in _PATTERNS:
        for match in pattern.finditer(bare):
            start, end = _trimmed(bare, *match.span())
            if end > start:
                yield _Seen(*_trimmed(bare, start, _completed(bare, end, reason)), reason)
    yield from _listed(text, bare)
    for start, end in find_callings(text, bare):
        yield _Seen(*_trimmed(bare, start, _completed(bare, end, quasi.TRADE)), quasi.TRADE)
    yield from _only_ones(bare)


def _trimmed(bare: str, start: int, end: int) -> tuple[int, int]:
    while start < end and bare[start] in " ,'-":
        start += 1
    while end > start:
        last = _LAST_WORD.search(bare, start, end)
        if last and last.group("word") in quasi.DANGLING and last.start() > start:
            end = last.start()
        elif bare[end - 1] in " ,'-":
            end -= 1
        else:
            break
    return start, end


def _completed(bare: str, end: int, reason: str) -> int:
    more = quasi.COMPLEMENTS.match(bare, end) if reason in _COMPLETED else None
    return more.end() if more else end


def _with_determiner(bare: str, start: int) -> int:
    before = quasi.DETERMINER.search(bare, max(0, start - WINDOW), start)
    return before.start() if before else start


def _only_ones(bare: str) -> Iterator[_Seen]:
    """ "la seule sage-femme du canton": the one, its whole name, and where."""
    for match in quasi.UNIQUE_ONE.finditer(bare):
        end = _trimmed(bare, *match.span())[1]
        if match["one"]:
            end = max([end, *(e for s, e, _ in _phrases_at(bare, match.start("one")))])
        area = quasi.IN_AREA.match(bare, end) or quasi.NEAR_AREA.match(bare, end)
        end = area.end() if area else end
        tail = quasi.UNIQUE_TAIL.match(bare, end)
        yield _Seen(*_trimmed(bare, match.start(), tail.end() if tail else end), quasi.UNIQUE)


def _listed(text: str, bare: str) -> Iterator[_Seen]:
    """Words of the lists, with what is said around them."""
    at = 0
    for word in _WORD.finditer(bare):
        if word.start() < at or word.group() not in _index():
            continue
        for start, end, kind in _phrases_at(bare, word.start()):
            seen = _judge(text, bare, start, end, kind)
            if seen:
                yield seen
                at = end
                break


def _phrases_at(bare: str, start: int) -> list[tuple[int, int, str]]:
    """Listed phrases that begin at a place, the longest first: start, end, kind."""
    words = list(_WORD.finditer(bare, start, start + WINDOW))
    found: list[tuple[int, int, str]] = []
    for phrase, kind in _index().get(words[0].group(), ()) if words else ():
        length = len(phrase)
        same = [word.group() for word in words[:length]] == list(phrase)
        if same and all(b.start() - a.end() == 1 for a, b in pairwise(words[:length])):
            end = words[length - 1].end()
            if not _WORD.match(bare, end):
                found.append((start, end, kind))
    return found


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> listed phrases with their kind, the longest first."""
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        ("rare", RARE_TRADES),
        ("common", COMMON_TRADES.keys() - RARE_TRADES.keys()),
        ("office", OFFICES),
        (quasi.ILLNESS, ILLNESSES),
        (quasi.LIFE, LIVES),
        (quasi.ORIGIN, (f"{stem}{ending}" for stem in ORIGINS for ending in ORIGIN_ENDINGS)),
    )
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in lists:
        for phrase in phrases:
            words = tuple(_WORD.findall(phrase))
            index.setdefault(words[0], []).append((words, kind))
            index.setdefault(words[0], []).append(((*words[:-1], f"{words[-1]}s"), kind))
    return {first: sorted(entries, key=lambda e: -len(e[0])) for first, entries in index.items()}


def _judge(text: str, bare: str, start: int, end: int, kind: str) -> _Seen | None:
    before, name = bare[max(0, start - WINDOW) : start], bare[start:end]
    if kind in ("rare", "common"):
        return _trade(text, bare, start, end, before, rare=kind == "rare")
    if kind == "office":
        return _office(bare, start, end, before)
    if kind == quasi.ORIGIN:
        return _Seen(_with_determiner(bare, start), end, kind) if quasi.PERSON_BEFORE.search(before) else None
    if name in quasi.CAPITALS_ONLY and not text[start:end].isupper():
        return None
    if quasi.OTHER_SENSE.match(bare, start) or quasi.OTHER_SENSE_BEFORE.search(f"{before}{name}"):
        return None
    more = quasi.ILLNESS_OF.match(bare, end) if kind == quasi.ILLNESS else None
    end = _completed(bare, more.end() if more else end, kind)
    return _Seen(*_trimmed(bare, _with_determiner(bare, start), end), kind)


def _trade(text: str, bare: str, start: int, end: int, before: str, *, rare: bool) -> _Seen | None:
    ranked = quasi.RANKED.search(before) or quasi.KIN_OF.search(before)
    area = quasi.IN_AREA.match(bare, end)
    name = bare[start:end]
    if name == "cure" and not text[start:end].lower().endswith("é"):
        return None
    if rare and (quasi.OTHER_SENSE.match(bare, start) or quasi.OTHER_SENSE_BEFORE.search(f"{before}{name}")):
        return None
    alone = rare and name not in NOT_ALONE
    if not (alone or ranked or area):
        return None
    first = start - len(ranked.group()) if ranked else _with_determiner(bare, start)
    end = area.end() if area else _completed(bare, end, quasi.TRADE)
    return _Seen(*_trimmed(bare, first, end), quasi.TRADE if rare else quasi.UNIQUE)


def _office(bare: str, start: int, end: int, before: str) -> _Seen | None:
    name = bare[start:end]
    head = quasi.HEAD_OF.match(bare, end)
    ranked = quasi.RANKED.search(before) or quasi.KIN_OF.search(before)
    held = ranked or quasi.HOLDS_OFFICE.search(before)
    if name in quasi.WIDE_OFFICES and not (head and held):
        return None
    if not (head or held or name in ALONE_OFFICES) or quasi.OTHER_SENSE.match(bare, start):
        return None
    first = start - len(ranked.group()) if ranked else _with_determiner(bare, start)
    return _Seen(*_trimmed(bare, first, head.end() if head else end), quasi.OFFICE)


def _joined(seen: Iterable[_Seen]) -> list[tuple[_Seen, tuple[str, ...]]]:
    """Stretches that overlap made one, with all their reasons, the weightiest first."""
    done: list[tuple[_Seen, tuple[str, ...]]] = []
    for one in sorted(seen):
        if done and one.start <= done[-1][0].end:
            last, reasons = done.pop()
            every = sorted({*reasons, one.reason}, key=PRIORITY.index)
            done.append((_Seen(last.start, max(last.end, one.end), every[0]), tuple(every)))
        else:
            done.append((one, (one.reason,)))
    return done


def _mention(turn_no: int, text: str, bare: str, one: _Seen, reasons: tuple[str, ...]) -> Mention:
    form = text[one.start : one.end]
    origin = _wider_origin(bare[one.start : one.end]) if one.reason == quasi.ORIGIN else None
    return Mention(
        turn_no=turn_no,
        start=one.start,
        end=one.end,
        form=form,
        kind=MentionKind.AGE if one.reason == quasi.AGE else MentionKind.QUASI,
        action=MentionAction.FLAG,
        score=SCORE,
        detectors=tuple(f"{REASON_PREFIX}{reason}" for reason in reasons),
        generalisation=origin or wider(one.reason, form, before=bare[max(0, one.start - WINDOW) : one.start]),
    )


def _wider_origin(bare: str) -> str | None:
    """Where one comes from, more widely: "comorienne" gives "d'Afrique"."""
    return next((wide for stem, wide in _longest(ORIGINS) if bare.startswith(stem)), None)


def _longest(listed: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(listed.items(), key=lambda entry: -len(entry[0]))
