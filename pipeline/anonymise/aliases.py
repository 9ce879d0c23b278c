"""
What a transcript says of its names: this one also goes by that one; this one is somebody else of the same name.

A study links people by their names' words alone; here the sentence itself speaks ("tout le monde l'appelle Titi",
"l'autre Karim"). Only two names that stand side by side are ever joined, and never when somebody else came between.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from models.anonymisation import Mention, MentionKind
from models.transcript import SpeakerRole, Transcript
from pipeline.anonymise.again import is_name
from pipeline.anonymise.facts import MIN_MOSTLY_NAMES, facts
from pipeline.anonymise.forms import read_form, same_form
from pipeline.french.aliases import (
    AFTER_IN_BRACKETS,
    APART,
    APPOSED_OTHER,
    FAMILY_MEMBER,
    HESITATION,
    HOUSEHOLD,
    IN_BRACKETS,
    KIN_SEX,
    NAMED_IN_BRACKETS,
    OTHER_BEARER,
    OTHER_BEARER_AFTER,
    SAME_PERSON,
    SAME_PERSON_AFTER,
    SEVERAL_BEARERS,
    SOMEONE_ELSE,
    STOPS,
    TWO_PEOPLE,
)
from pipeline.french.lists import fold
from pipeline.french.sounds import sound

BETWEEN_CHARACTERS = 70  # beyond, the second name is told of something else
BEFORE_CHARACTERS = 40
MIN_SHORT = 3  # letters of a short form

_WORD = re.compile(r"[^\W\d_]+")
_BLANKS = re.compile(r"\s+")


class Heard(NamedTuple):
    """
    What one transcript tells of who is who.

    `aliases`: pairs of forms of one person. `others`: (turn number, start) of mentions of another bearer of the name.
    `speakers`: names at the head of turns, with the participant who speaks under it, if any. `sexes`: folded first names
    with the sex that a word of kin tells of them ("mon mari, Bébé"). `households`: (turn number, start) of surnames of a
    whole family. `several`: names that the text says are borne by several
    ("deux Karine", "le père Kleinmann"). `apart`: pairs of forms, as `same_form`
    gives them, that are named side by side as two people. `others_named`: forms in `others`, with the whole name beside.
    """

    aliases: tuple[tuple[str, str], ...] = ()
    others: frozenset[tuple[int, int]] = frozenset()
    speakers: tuple[tuple[str, str | None], ...] = ()
    sexes: tuple[tuple[str, str], ...] = ()
    households: frozenset[tuple[int, int]] = frozenset()
    several: frozenset[str] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()
    others_named: tuple[tuple[str, str], ...] = ()

    def shares(self, name: str) -> bool:
        """Whether several bear a folded name ("deux Karine", "le père Kleinmann"), however it is spelled."""
        return any(name == one or sound(name) == sound(one) for one in self.several)


def hear(transcript: Transcript, mentions: Sequence[Mention]) -> Heard:
    """What the words of a transcript tell of its people; `mentions` are those found in it, in reading order."""
    by_turn: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (m.turn_no, m.start)):
        if mention.kind is MentionKind.PERSON:
            by_turn.setdefault(mention.turn_no, []).append(mention)
    texts = {turn.turn_no: turn.text for turn in transcript.turns if turn.turn_no in by_turn}
    return Heard(
        aliases=tuple(dict.fromkeys(pair for no, people in by_turn.items() for pair in _aliases(texts[no], people))),
        others=frozenset((no, m.start) for no, people in by_turn.items() for m in people if _is_other(texts[no], m)),
        speakers=_speakers(transcript),
        sexes=_sexes((texts[no], m) for no, people in by_turn.items() for m in people),
        households=frozenset((no, m.start) for no, m in _behind(HOUSEHOLD, texts, by_turn) if _is_surname(m.form)),
        several=frozenset(same_form(m.form) for _, m in _behind(SEVERAL_BEARERS, texts, by_turn))
        | frozenset(same_form(m.form) for _, m in _behind(FAMILY_MEMBER, texts, by_turn) if _is_surname(m.form)),
        others_named=tuple(pair for no, people in by_turn.items() for pair in _others_named(texts[no], people)),
        apart=frozenset(pair for no, people in by_turn.items() for pair in _apart(texts[no], people)),
    )


def _behind(
    cue: re.Pattern[str], texts: Mapping[int, str], by_turn: Mapping[int, Sequence[Mention]]
) -> Iterator[tuple[int, Mention]]:
    """The mentions that stand right behind a cue, with their turn number."""
    for no, people in by_turn.items():
        for m in people:
            if cue.search(_plain(texts[no][max(0, m.start - BEFORE_CHARACTERS) : m.start])):
                yield no, m


def _is_surname(form: str) -> bool:
    parts = read_form(form)
    return not parts.title and " " not in form.strip() and len(parts.surname or parts.given) > 1


def _others_named(text: str, people: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """ "L'autre Karine, celle qui cuisine, Karine Szymczak"; "Saïd Combo, l'autre Saïd"."""
    for first, second in pairwise(people):
        between = text[first.end : second.start]
        if len(between) > BETWEEN_CHARACTERS or STOPS.search(between):
            continue
        pairs = ((first, second), (second, first)) if APPOSED_OTHER.match(_plain(between)) else ((first, second),)
        for other, whole in pairs:
            parts = read_form(whole.form)
            if _is_other(text, other) and parts.surname and parts.given == read_form(other.form).given:
                yield other.form, whole.form


def _apart(text: str, people: Sequence[Mention]) -> Iterator[frozenset[str]]:
    for first, second in pairwise(people):
        if TWO_PEOPLE.match(_plain(text[first.end : second.start])):
            yield frozenset((same_form(first.form), same_form(second.form)))


def _aliases(text: str, people: Sequence[Mention]) -> list[tuple[str, str]]:
    return [
        (first.form, second.form)
        for first, second in pairwise(people)
        if fold(first.form) != fold(second.form) and _says_same(text, first, second)
    ]


def _says_same(text: str, first: Mention, second: Mention) -> bool:
    if APART.search(text[first.end : second.start]):
        return False
    between = _plain(text[first.end : second.start])
    if HESITATION.search(between):
        return _one_name(first.form, second.form)
    if NAMED_IN_BRACKETS.search(between):
        return True
    if IN_BRACKETS.search(between):
        return _completes(second.form, first.form) and AFTER_IN_BRACKETS.search(text[second.end :]) is not None
    if len(between) > BETWEEN_CHARACTERS or SOMEONE_ELSE.search(between):
        return False
    if SAME_PERSON.search(between):
        return True
    follows = _plain(text[second.end : second.end + BEFORE_CHARACTERS])
    return between.strip(' ,«"“') in ("", "enfin", "bon", "mais") and SAME_PERSON_AFTER.search(follows) is not None


def _one_name(form: str, other: str) -> bool:
    """Whether two forms between which a speaker hesitates are one name: of one sound, or the one cut short."""
    one, two = (fold(f) if " " not in f else read_form(f).surname or read_form(f).given for f in (form, other))
    short, long = sorted((one, two), key=len)
    cut = (
        len(short) >= MIN_SHORT and long.startswith(short) and long.isalpha() and facts(short).first < MIN_MOSTLY_NAMES
    )
    return sound(one) == sound(two) or cut


def _completes(form: str, before: str) -> bool:
    """ "Mme B. (Samia)": a lone first name after a title and a surname."""
    parts, whom = read_form(form), read_form(before)
    return bool(whom.title and whom.surname and not whom.given) and len(parts.given) > 1 and not parts.surname


def _sexes(people: Iterable[tuple[str, Mention]]) -> tuple[tuple[str, str], ...]:
    """First names, be they nicknames, of which words of kin tell one sex."""
    told: dict[str, set[str]] = {}
    for text, mention in people:
        kin = KIN_SEX.search(_plain(text[max(0, mention.start - BEFORE_CHARACTERS) : mention.start]))
        parts = read_form(mention.form)
        if kin and not parts.title:
            told.setdefault(parts.given or parts.surname, set()).add(str(kin.lastgroup))
    return tuple((name, next(iter(of))) for name, of in told.items() if len(of) == 1)


def _is_other(text: str, mention: Mention) -> bool:
    before = _plain(text[max(0, mention.start - BEFORE_CHARACTERS) : mention.start])
    after = _plain(text[mention.end : mention.end + BEFORE_CHARACTERS])
    return OTHER_BEARER.search(before) is not None or OTHER_BEARER_AFTER.search(after) is not None


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", fold(text))


def _speakers(transcript: Transcript) -> tuple[tuple[str, str | None], ...]:
    """Named speakers, participants with their id; an interviewer is somebody, of no participant's id."""
    names: Mapping[tuple[str, str | None], None] = dict.fromkeys(
        (turn.speaker, turn.participant_id if turn.role is SpeakerRole.PARTICIPANT else None)
        for turn in transcript.turns
        if turn.speaker != turn.participant_id and any(map(is_name, _WORD.findall(turn.speaker)))
    )
    return tuple(names)


def nicknames_of(heard: Iterable[Heard]) -> dict[str, frozenset[str]]:
    """First names that a text gives for one another: they are so in the whole study."""
    pairs: dict[str, set[str]] = defaultdict(set)
    for told in heard:
        for first, second in told.aliases:
            one, other = read_form(first), read_form(second)
            names = one.given or one.surname, other.given or other.surname
            if all(len(name) > 1 for name in names) and not (one.title or other.title):
                pairs[names[0]] |= {*names}
                pairs[names[1]] |= {*names}
    return {name: frozenset(others) for name, others in pairs.items()}
