"""
The declared names of a study, found in any spelling: case, accents, hyphens, a line end in the middle, a letter misheard.

A declared name is certain: it is masked wherever it can be read. Two cautions. A form that is an ordinary word ("Rose",
"Petit") needs a capital or the place of a name; without either it is a doubt for the reviewer, never a silent mask. A
misheard spelling is only taken for a name long enough, and when it is hardly anybody else's name nor a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from models.anonymisation import Mention, MentionAction, MentionKind
from models.review import Identity
from models.transcript import Transcript
from pipeline.anonymise.again import stands_as_name
from pipeline.anonymise.bearers import MIN_FUZZY_LETTERS, MIN_SOUND_LETTERS, misheard_as
from pipeline.anonymise.extend import name_end
from pipeline.anonymise.facts import facts
from pipeline.anonymise.forms import CUT
from pipeline.anonymise.words import Casing, Line, judge_casing, read_line
from pipeline.french.lists import fold
from pipeline.french.sounds import sound

DETECTOR = "declared"
MISHEARD = "declared:misheard"
MIN_DIGITS = 4
MISHEARD_SCORE = 0.8

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\+?\d(?:[\s.\-/]?\d)+")


class _Wanted(NamedTuple):
    words: tuple[str, ...]
    kind: MentionKind


class Sought(NamedTuple):
    """Declared forms, made ready to be looked for in every transcript of a study."""

    by_first: Mapping[str, tuple[_Wanted, ...]]
    alone: Mapping[str, tuple[str, ...]]  # sound or first letter -> single words long enough to be misheard
    kinds: Mapping[str, MentionKind]
    digits: Mapping[str, MentionKind]
    exact: Mapping[str, MentionKind]


def seek(identities: Sequence[Identity]) -> Sought:
    """Make the declared forms ready: words in their order and, for two words, surname first as well."""
    by_first: dict[str, dict[_Wanted, None]] = defaultdict(dict)
    alone: dict[str, list[str]] = defaultdict(list)
    kinds: dict[str, MentionKind] = {}
    digits: dict[str, MentionKind] = {}
    exact: dict[str, MentionKind] = {}
    for one in identities:
        numbers = re.sub(r"\D", "", one.form)
        words = tuple(_WORD.findall(fold(one.form)))
        if len(numbers) >= MIN_DIGITS and not words:
            digits[_national(numbers)] = one.kind
        elif numbers or not words or any(c in one.form for c in "@/_"):
            exact[one.form.lower()] = one.kind
        else:
            orders = [words] if one.kind is not MentionKind.PERSON or len(words) != 2 else [words, words[::-1]]
            for order in orders:
                by_first[order[0]][_Wanted(order, one.kind)] = None
            for word in words if one.kind is MentionKind.PERSON else ():
                if len(word) >= MIN_SOUND_LETTERS and not facts(word).ordinary:
                    kinds[word] = one.kind
                    alone[sound(word)].append(word)
                    alone[word[:2]].append(word)
    ready = {first: tuple(sorted(of, key=lambda w: -len(w.words))) for first, of in by_first.items()}
    return Sought(ready, {k: tuple(dict.fromkeys(of)) for k, of in alone.items()}, kinds, digits, exact)


def may_hold(words: frozenset[str], sought: Sought) -> bool:
    """Whether a text of these folded words may hold a declared form; it says yes too often rather than no."""
    if sought.digits or sought.exact:
        return True
    return any(_may_begin(word, sought) for word in words)


def _may_begin(word: str, sought: Sought) -> bool:
    if word in sought.by_first or _singular(word) in sought.by_first:
        return True
    near = (*sought.alone.get(sound(word), ()), *sought.alone.get(word[:2], ()))
    return len(word) >= MIN_SOUND_LETTERS and any(misheard_as(word, other) for other in near)


def find_declared(transcript: Transcript, sought: Sought, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """
    The mentions of a transcript, with every place where a declared form stands.

    What `mentions` masks already stays as it is, unless a declared form is longer; a doubt that a declared form covers
    becomes certain.
    """
    casing = judge_casing(turn.text for turn in transcript.turns)
    kept = list(mentions)
    for turn in transcript.turns:
        for start, end, kind, action, detector in _of_turn(turn.text, casing, sought):
            score = 1.0 if detector == DETECTOR else MISHEARD_SCORE
            one = Mention(
                turn_no=turn.turn_no, start=start, end=end, form=turn.text[start:end], kind=kind, action=action,
                score=score, detectors=(detector,),
            )  # fmt: skip
            _settle(kept, one, turn.text)
    return tuple(sorted(kept, key=lambda m: (m.turn_no, m.start)))


_Found = tuple[int, int, MentionKind, MentionAction, str]


def _of_turn(text: str, casing: Casing, sought: Sought) -> Iterator[_Found]:
    for match in _DIGITS.finditer(text) if sought.digits else ():
        kind = sought.digits.get(_national(re.sub(r"\D", "", match.group())))
        if kind is not None:
            yield *match.span(), kind, MentionAction.MASK, DETECTOR
    lowered = text.lower()
    for form, kind in sought.exact.items():
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", lowered) if form in lowered else ():
            yield *match.span(), kind, MentionAction.MASK, DETECTOR
    line = read_line(text, casing)
    at = 0
    while at < len(line.words):
        found = _at(line, at, sought)
        if found is None:
            at += 1
            continue
        last, kind, action, detector = found
        yield line.words[at].start, name_end(line, last), kind, action, detector
        at = last + 1


def _at(line: Line, at: int, sought: Sought) -> tuple[int, MentionKind, MentionAction, str] | None:
    """Last word, kind, action and detector of the declared form that begins with word `at`."""
    for spelled, last in _spelled(line, at):
        for wanted in (*sought.by_first.get(spelled, ()), *sought.by_first.get(_singular(spelled), ())):
            end = _follows(line, last, wanted.words[1:])
            if end is not None:
                return end, wanted.kind, _action(line, at, end, wanted), DETECTOR
    word = line.words[at].folded
    if len(word) >= MIN_SOUND_LETTERS and _is_no_word(word):
        for near in (*sought.alone.get(sound(word), ()), *sought.alone.get(word[:2], ())):
            if near != word and misheard_as(word, near):
                return at, sought.kinds[near], MentionAction.MASK, MISHEARD
    return None


def _spelled(line: Line, at: int) -> Iterator[tuple[str, int]]:
    """The word at `at`, and the one that it makes with the next when a line end cut it; with the index of its last part."""
    yield line.words[at].folded, at
    if at + 1 < len(line.words) and CUT.fullmatch(line.between(at, at + 1)):
        yield line.words[at].folded + line.words[at + 1].folded, at + 1


def _singular(word: str) -> str:
    """ "les Ferreiras", "chez les Martins": the name without its plural."""
    return word[:-1] if len(word) > MIN_SOUND_LETTERS and word[-1] in "sx" else ""


def _follows(line: Line, at: int, words: Sequence[str]) -> int | None:
    """Index of the last word when `words` follow word `at`, else None."""
    for wanted in words:
        if not _linked(line, at):
            return None
        found = next((last for spelled, last in _spelled(line, at + 1) if spelled in (wanted, f"{wanted}s")), None)
        if found is None and not _same_word(line.words[at + 1].folded, wanted):
            return None
        at = found if found is not None else at + 1
    return at


def _linked(line: Line, at: int) -> bool:
    return line.joined(at) or (at + 1 < len(line.words) and CUT.fullmatch(line.between(at, at + 1)) is not None)


def _same_word(word: str, wanted: str) -> bool:
    return min(len(word), len(wanted)) >= MIN_FUZZY_LETTERS and misheard_as(word, wanted)


def _action(line: Line, at: int, last: int, wanted: _Wanted) -> MentionAction:
    """A declared form that is one ordinary word is certain with a capital or in a name's place only."""
    known = facts(line.words[at].text)
    if last > at or len(wanted.words) > 1 or not known.ordinary or wanted.kind is not MentionKind.PERSON:
        return MentionAction.MASK
    sure = (line.words[at].capital and not line.words[at].opening) or stands_as_name(line, at, wanted.kind)
    return MentionAction.MASK if sure else MentionAction.FLAG


@lru_cache(maxsize=100_000)
def _is_no_word(word: str) -> bool:
    known = facts(word)
    return not known.ordinary and not known.never


def _national(digits: str) -> str:
    """Telephone digits as said in France: `33612…` and `0612…` are one number."""
    return f"0{digits[2:]}" if len(digits) == 11 and digits.startswith("33") else digits


def _settle(kept: list[Mention], one: Mention, text: str) -> None:
    """Take a declared place in, and what it overlaps: nothing that was to be masked is uncovered."""
    over = [m for m in kept if m.turn_no == one.turn_no and m.start < one.end and one.start < m.end]
    over = [m for m in over if m.kind is not MentionKind.QUASI]
    certain = [m for m in over if m.action is MentionAction.MASK]
    if any(m.start <= one.start and one.end <= m.end for m in certain) or (over and one.action is MentionAction.FLAG):
        return
    for other in over:
        kept.remove(other)
    start, end = min([one.start, *(m.start for m in certain)]), max([one.end, *(m.end for m in certain)])
    kept.append(one.model_copy(update={"start": start, "end": end, "form": text[start:end]}))
