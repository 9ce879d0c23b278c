"""
The second reading: names that were certain once are looked for everywhere else in the transcript.

A first name given once with a cue ("ma sœur Leïla") comes back bare ("et Leïla…", "leila"). Words of a name that
are also ordinary words (Petit, Rose) are taken again only with a capital or where only a name can stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.anonymisation import MentionAction, MentionKind
from pipeline.anonymise.extend import acts, extend, name_end
from pipeline.anonymise.facts import RARE, facts
from pipeline.anonymise.spans import KNOWN, Found
from pipeline.anonymise.words import Line, Phrases
from pipeline.french.lists import fold, spaced
from pipeline.french.names import (
    BARE_PREPOSITIONS,
    DETERMINERS,
    NEVER_NAMES,
    PARTICLES,
    SPEAKER_ROLES,
    TITLES,
)

MIN_SCORE = 0.8  # a find below is not repeated on its own authority
MIN_LETTERS = 3
MIN_WORD_SURNAMES = 50  # holders below which an ordinary word of a name is not looked for elsewhere

GIVEN = ("cue:nickname", "cue:called", "cue:kin")  # said to be a name, whatever the word ("on l'appelle Capitaine")

_NAME_WORD = re.compile(r"[^\W\d_]+")
_SPREAD = frozenset({MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION})


def certain_forms(lines: Sequence[Line], found: Sequence[Sequence[Found]]) -> dict[str, MentionKind]:
    """Spellings found with certainty in these turns, folded; a person's name is cut into its words."""
    forms: dict[str, MentionKind] = {}
    for line, of in zip(lines, found, strict=True):
        for one in of:
            certain = one.score >= MIN_SCORE and one.action is MentionAction.MASK
            named = not one.detector.startswith("rule:") or one.detector == "rule:speaker"
            if certain and one.kind in _SPREAD and named:
                form = line.text[one.start : one.end]
                forms.update(dict.fromkeys(_forms(form, one.kind), one.kind))
                if one.detector in GIVEN or (one.detector == "rule:speaker" and " " in spaced(form)):
                    forms[spaced(form)] = one.kind
    return forms


def speaker_forms(speakers: Iterable[str]) -> dict[str, MentionKind]:
    """Names among the speakers' names of a transcript (`KARIM`, `Mme T.`, `P3_Fatou`), roles apart."""
    return {
        form: MentionKind.PERSON
        for speaker in set(speakers)
        for form in _forms(speaker, MentionKind.PERSON)
        if is_name(form)
    }


def is_name(word: str) -> bool:
    """Whether one word of a speaker's name can be somebody's, and not a role or a mark."""
    folded = fold(word)
    if len(folded) < MIN_LETTERS or folded in SPEAKER_ROLES or folded in TITLES or folded in NEVER_NAMES:
        return False
    known = facts(folded)
    return known.first_name or known.surname > 0 or not known.ordinary


def _forms(form: str, kind: MentionKind) -> Iterator[str]:
    if kind is not MentionKind.PERSON:
        yield spaced(form)
        return
    for word in _NAME_WORD.findall(form):
        folded, known = fold(word), facts(word)
        if len(folded) < MIN_LETTERS or folded in TITLES or folded in PARTICLES or folded in NEVER_NAMES:
            continue
        if not known.ordinary or known.first_name or known.surname >= MIN_WORD_SURNAMES:
            yield folded


def find_again(
    lines: Sequence[Line], stays: Sequence[frozenset[int]], forms: Mapping[str, MentionKind]
) -> Iterator[list[Found]]:
    """Every place of each turn where one of the forms stands, whole words, any case, with or without accents."""
    kinds = {spaced(form): kind for form, kind in forms.items()}
    phrases = Phrases(kinds)
    for line, stay in zip(lines, stays, strict=True):
        again: list[Found] = []
        for at in range(len(line.words)):
            length = phrases.length_at(line, at)
            if not length or (at in stay and length == 1):
                continue
            name = " ".join(line.words[k].folded for k in range(at, at + length))
            kind = kinds.get(name)
            if kind is None or (length == 1 and not stands_as_name(line, at, kind)):
                continue
            last = extend(line, at) if kind is MentionKind.PERSON and line.words[at].capital else at + length - 1
            again.append(Found(line.words[at].start, name_end(line, last), kind, "known", 0.8, KNOWN))
        yield again


def stands_as_name(line: Line, at: int, kind: MentionKind) -> bool:
    """Whether a known name that may be a word is a name here."""
    word, known = line.words[at], facts(line.words[at].text)
    if not known.ordinary or known.zipf < RARE:
        return True
    if word.capital and not word.opening:
        return True
    if kind is not MentionKind.PERSON:
        return False
    followed = acts(line, at)
    if line.folded(at - 1) == "en" and not word.capital:
        return False  # "une tête en pierre, elle"
    if word.capital and line.joined(at) and line.words[at + 1].capital and facts(line.words[at + 1].text).family_name:
        return True  # "Bébé Ziegler" at the head of a sentence
    if word.capital:
        apart = at + 1 < len(line.words) and line.between(at, at + 1).startswith(",")
        return followed or (apart and known.first_name)
    if line.folded(at - 1) in DETERMINERS:
        return False
    return line.folded(at - 1) in BARE_PREPOSITIONS or (followed and line.folded(at + 1) in ("elle", "il", "m"))
