"""
Put the pseudonyms in: the anonymised transcript, and the map by which positions are carried over.

Only what is replaced changes; every other character of every turn stays (a property test holds it), save the little
word before an elision: "d'Aïcha" becomes "de Samia". The map tells, for each replaced stretch, where it was and
where it is, so that codings can follow from one version to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from models.anonymisation import AnonymisedTranscript, Entity, Mention, MentionAction, MentionKind, Replacement
from models.transcript import SpeakerRole, Transcript, TranscriptState, Turn
from pipeline.anonymise.again import is_name
from pipeline.anonymise.forms import NameForm, code_of, read_form
from pipeline.french.lists import fold, spaced

NEVER_MASKED = frozenset({MentionKind.QUASI})  # for a person to judge; masking a whole phrase would hide the sense
VOWELS = frozenset("aeiou")

_ELIDED = re.compile(r"\b(d|qu|jusqu|lorsqu|puisqu)['’]$", re.IGNORECASE)
_FULL = re.compile(r"\b(de|que|jusque|lorsque|puisque)[ ]$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def replace(
    transcript: Transcript, mentions: Sequence[Mention], entities: Sequence[Entity], *, mask_doubts: bool
) -> AnonymisedTranscript:
    """
    Anonymise a transcript.

    Args:
        transcript: the original.
        mentions: of this transcript; where two overlap, the first that is to be masked wins.
        entities: named; each mention's form is among the forms of one of them.
        mask_doubts: replace flagged mentions too (release without review); quasi-identifiers never are.

    Returns:
        Same version, turn numbers, participants and times; state `ANONYMISED`; names of speakers replaced as well.
        Mentions left as they were are its `doubts`.
    """
    book = _book(entities)
    doubts: list[Mention] = []
    replacements: list[Replacement] = []
    turns: list[Turn] = []
    speakers = speaker_names(transcript, entities)
    for turn in transcript.turns:
        own = [m for m in mentions if m.turn_no == turn.turn_no]
        masked, left = _sorted_out(own, mask_doubts=mask_doubts)
        doubts += left
        text, made = _replaced(turn, masked, book)
        replacements += made
        turns.append(turn.model_copy(update={"text": text, "speaker": speakers[turn.speaker]}))
    update = {"turns": tuple(turns), "state": TranscriptState.ANONYMISED}
    return AnonymisedTranscript(
        transcript=transcript.model_copy(update=update), replacements=tuple(replacements), doubts=tuple(doubts)
    )


class _Book(NamedTuple):
    """Entities by kind and folded form, and what is known of each person's first names and surnames."""

    entities: Mapping[tuple[MentionKind, str], Entity]
    givens: Mapping[str, frozenset[str]]


def _book(entities: Sequence[Entity]) -> _Book:
    by_form = {(e.kind, spaced(form)): e for e in entities for form in e.forms}
    givens = {
        e.key: frozenset(p.given for p in map(read_form, e.forms) if p.given and p.surname)
        for e in entities
        if e.kind is MentionKind.PERSON
    }
    return _Book(by_form, givens)


def _sorted_out(mentions: Sequence[Mention], *, mask_doubts: bool) -> tuple[list[Mention], list[Mention]]:
    """Mentions to replace, in order and apart from one another, and those that stay as doubts."""

    def wanted(m: Mention) -> bool:
        return m.kind not in NEVER_MASKED and (m.action is MentionAction.MASK or mask_doubts)

    masked: list[Mention] = []
    for mention in sorted(
        filter(wanted, mentions), key=lambda m: (m.action is not MentionAction.MASK, m.start, -m.end)
    ):
        if all(mention.end <= other.start or other.end <= mention.start for other in masked):
            masked.append(mention)
    left = [m for m in mentions if not wanted(m)]
    return sorted(masked, key=lambda m: m.start), left


def _replaced(turn: Turn, masked: Sequence[Mention], book: _Book) -> tuple[str, list[Replacement]]:
    pieces: list[str] = []
    made: list[Replacement] = []
    done, length = 0, 0
    for mention in masked:
        entity = book.entities[(mention.kind, spaced(mention.form))]
        start, new = _with_elision(turn.text, done, mention.start, rendered(mention.form, entity, book.givens))
        kept = turn.text[done:start]
        pieces += [kept, new]
        length += len(kept)
        made.append(
            Replacement(
                turn_no=turn.turn_no, start=start, end=mention.end, new_start=length, new_end=length + len(new),
                key=entity.key, kind=mention.kind, replacement=new,
            )
        )  # fmt: skip
        length += len(new)
        done = mention.end
    pieces.append(turn.text[done:])
    return "".join(pieces), made


def _with_elision(text: str, done: int, start: int, new: str) -> tuple[int, str]:
    """Where the replacement begins and what it is, once the "d'" or "de" before it agrees with its first letter."""
    before = text[done:start]
    vowel = fold(new.lstrip("["))[:1] in VOWELS
    elided, full = _ELIDED.search(before), _FULL.search(before)
    if elided and not vowel:
        return done + elided.start(), f"{elided.group(1)}e {new}"
    if full and vowel and not text[start : start + 1].islower() and not new.startswith("["):
        return done + full.start(), f"{full.group(1)[:-1]}'{new}"
    return start, new


def rendered(form: str, entity: Entity, givens: Mapping[str, frozenset[str]] | None = None) -> str:
    """What stands for one form of an entity: the same parts of the name, of the pseudonym."""
    if entity.kind is not MentionKind.PERSON:
        return entity.pseudonym
    given, _, surname = entity.pseudonym.partition(" ")
    parts = read_form(form)
    parts = _as_given(parts, (givens or {}).get(entity.key, frozenset()))
    shown = {
        "t": parts.title,
        "g": given,
        "s": surname,
        "G": f"{given[:1]}.",
        "S": f"{surname[:1]}.",
    }
    return code_of(form) + (" ".join(shown[part] for part in parts.order) or given)


def _as_given(parts: NameForm, givens: frozenset[str]) -> NameForm:
    """A lone word taken for a surname that the entity's full name shows to be a first name."""
    if parts.order == "s" and parts.surname in givens:
        return parts._replace(given=parts.surname, surname="", order="g")
    return parts


def speaker_names(transcript: Transcript, entities: Sequence[Entity]) -> dict[str, str]:
    """
    Each speaker's name as it may be shown: roles as they are, a person by pseudonym, else "Locuteur 1", "Locuteur 2".

    "P3_Fatou" keeps its "P3_". A name that is nobody's entity is replaced by a number, in order of appearance.
    """
    people = [e for e in entities if e.kind is MentionKind.PERSON]
    shown: dict[str, str] = {}
    for turn in transcript.turns:
        if (
            turn.speaker == turn.participant_id
        ):  # a survey's rows: the id, which the researcher chose, is the name shown
            shown[turn.speaker] = turn.speaker
        elif turn.speaker not in shown:
            unnamed = sum(name.startswith("Locuteur ") for name in shown.values()) + 1
            shown[turn.speaker] = _speaker(turn.speaker, turn.role, people, unnamed)
    return shown


def _speaker(speaker: str, role: SpeakerRole, people: Sequence[Entity], unnamed: int) -> str:
    names = [m for m in _WORD.finditer(speaker) if is_name(m.group())]
    titled = read_form(speaker).title
    if not names and not titled:
        return speaker
    entity = _speaker_entity(speaker, [m.group() for m in names], people)
    if entity is None:
        return f"Locuteur {unnamed}" if role is not SpeakerRole.INTERVIEWER else f"Enquêteur {unnamed}"
    if titled or not names:
        return rendered(speaker, entity)
    start, end = names[0].start(), names[-1].end()
    return speaker[:start] + rendered(speaker[start:end], entity) + speaker[end:]


def _speaker_entity(speaker: str, names: Iterable[str], people: Sequence[Entity]) -> Entity | None:
    """The one person whose forms hold the speaker's name whole, else one of its words."""
    whole = [e for e in people if spaced(speaker) in {spaced(f) for f in e.forms}]
    if whole:
        return whole[0]
    wanted = {fold(name) for name in names}
    holders = [e for e in people if wanted & {fold(w) for f in e.forms for w in _WORD.findall(f)}]
    return holders[0] if len(holders) == 1 else None
