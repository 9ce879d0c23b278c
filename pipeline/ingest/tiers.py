"""
Tiers of ELAN and of Praat -> utterances: which tiers hold speech, whose it is, in one order of time.

A tier may be a speaker, a transcription, an analysis (phonemes, syllables, glosses) or remarks; only its name and its place
tell. Speech becomes turns, remarks become events, analysis is left out and counted: nobody says it. Where nothing looks
like speech, every tier that depends on no other is taken rather than losing words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.transcript import EventKind
from pipeline.french import oral
from pipeline.french.speakers import fold
from pipeline.ingest.heard import Heard
from pipeline.ingest.paragraphs import Paragraph, clean

NAME_PARTS = re.compile(r"[@_\s.:/-]+")


class Mark(NamedTuple):
    """Words of a tier between two moments (seconds, None where unknown)."""

    text: str
    line: int
    start_s: float | None = None
    end_s: float | None = None


class Tier(NamedTuple):
    """A tier: its name, whose it is where the file says so, the name of the tier it depends on."""

    name: str
    marks: tuple[Mark, ...]
    person: str = ""
    purpose: str = ""
    parent: str = ""

    def is_among(self, words: frozenset[str]) -> bool:
        """Whether its name, a part of it or its declared purpose is one of these words."""
        whole = {fold(self.name), fold(self.purpose)}
        return bool(words & (whole | {fold(part) for part in NAME_PARTS.split(self.name)}))


class Sorted(NamedTuple):
    """Tiers by what they hold."""

    speech: tuple[Tier, ...]
    remarks: tuple[Tier, ...]
    n_left_out: int


def sort_tiers(tiers: Sequence[Tier]) -> Sorted:
    """Tell speech from remarks and analysis."""
    full = [tier for tier in tiers if any(_is_said(mark) for mark in tier.marks)]
    names = {tier.name for tier in full}
    remarks = [t for t in full if t.is_among(oral.COMMENT_TIERS) and not t.is_among(oral.TRANSCRIPTION_TIERS)]
    rest = [tier for tier in full if tier not in remarks]
    roots = [tier for tier in rest if not tier.parent or tier.parent not in names]
    speech = [tier for tier in roots if not tier.is_among(oral.ANALYSIS_TIERS | oral.SPEAKER_TIERS)]
    speech += [
        tier
        for tier in rest
        if tier not in roots and tier.is_among(oral.TRANSCRIPTION_TIERS) and _top(tier, rest) not in speech
    ]
    if not speech:
        speech = [tier for tier in rest if tier.is_among(oral.WORD_TIERS)][:1] or roots
    return Sorted(tuple(speech), tuple(remarks), len(full) - len(speech) - len(remarks))


def _top(tier: Tier, tiers: Sequence[Tier]) -> Tier:
    """The tier on which it depends in the end; itself when a file turns in a circle."""
    by_name = {one.name: one for one in tiers}
    seen = {tier.name}
    while tier.parent in by_name and tier.parent not in seen:
        tier = by_name[tier.parent]
        seen.add(tier.name)
    return tier


def _is_said(mark: Mark) -> bool:
    return mark.text.strip() not in oral.SILENCE_MARKS


def person_of(tier: Tier) -> str:
    """Who speaks on a tier: the person it names, else what its name holds beside what it is for (`ortho@Paul`)."""
    if tier.person:
        return tier.person
    purposes = oral.TRANSCRIPTION_TIERS | oral.ANALYSIS_TIERS | oral.SPEAKER_TIERS
    kept = [part for part in NAME_PARTS.split(tier.name) if part and fold(part) not in purposes]
    return tier.name if len(kept) == len([part for part in NAME_PARTS.split(tier.name) if part]) else " ".join(kept)


def merged(tiers: Sorted, *, voices: Tier | None = None) -> tuple[Paragraph, ...]:
    """
    Utterances of all speech tiers in order of time, remarks among them as events.

    Args:
        voices: a tier that says who speaks when, for a transcription that does not.
    """
    heard: list[tuple[float, int, Paragraph]] = []
    for place, tier in enumerate((*tiers.speech, *tiers.remarks)):
        is_remark = place >= len(tiers.speech)
        now = 0.0
        for mark in tier.marks:
            now = mark.start_s if mark.start_s is not None else now
            if not _is_said(mark):
                continue
            one = Heard(None if is_remark else _voice(tier, mark, voices), mark.line, mark.start_s, mark.end_s)
            if is_remark:
                one.note(mark.text, oral.event_kind(mark.text, EventKind.COMMENT))
            else:
                one.say(clean(mark.text))
            heard.append((now, place, one.closed()))
    return tuple(paragraph for _, _, paragraph in sorted(heard, key=lambda known: known[:2]))


def _voice(tier: Tier, mark: Mark, voices: Tier | None) -> str | None:
    if voices is None or mark.start_s is None or mark.end_s is None:
        return clean(person_of(tier)).strip() or None
    shares = [
        (min(v.end_s or 0, mark.end_s) - max(v.start_s or 0, mark.start_s), v.text.strip())
        for v in voices.marks
        if _is_said(v)
    ]
    overlap, name = max(shares, default=(0.0, ""))
    return clean(name) if overlap > 0 and name else None
