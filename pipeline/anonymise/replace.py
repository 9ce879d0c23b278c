"""
Put the pseudonyms in: the anonymised transcript, and the map by which positions are carried over.

Only what is replaced changes; every other character of every turn stays (a property test holds it), save the little
word before an elision: "d'Aïcha" becomes "de Samia". The map tells, for each replaced stretch, where it was and
where it is, so that codings can follow from one version to the next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.anonymisation import AnonymisedTranscript, Entity, Mention, MentionAction, MentionKind, Replacement
from models.transcript import SpeakerRole, Transcript, TranscriptState, Turn
from pipeline.anonymise.again import is_name
from pipeline.anonymise.beside import beside
from pipeline.anonymise.forms import NameForm, code_of, read_form
from pipeline.anonymise.heads import is_head, places_aside, proper_words, put_back
from pipeline.anonymise.nicknames import article_of, is_nickname
from pipeline.french.lists import fold, spaced

NEVER_MASKED = frozenset({MentionKind.QUASI})  # for a person to judge; masking a whole phrase would hide the sense
VOWELS = frozenset("aeiou")

_ELIDED = re.compile(r"\b(d|qu|jusqu|lorsqu|puisqu|quoiqu)['’]$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(l)['’]$", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"(?:\b(?P<adverb>depuis|avant|apr[èe]s|pour|d[èe]s|vers|jusqu['’])[ ]?)?\b(?P<article>le|au|du)[ ]$", re.IGNORECASE
)
_FULL = re.compile(r"\b(de|que|jusque|lorsque|puisque|quoique)[ ]$", re.IGNORECASE)
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
        shown = {"text": text, "speaker": speakers[turn.speaker], "events": beside(turn, made)}
        turns.append(turn.model_copy(update=shown))
    update = {"turns": tuple(turns), "state": TranscriptState.ANONYMISED}
    return AnonymisedTranscript(
        transcript=transcript.model_copy(update=update), replacements=tuple(replacements), doubts=tuple(doubts)
    )


class _Book(NamedTuple):
    """
    Entities by kind and folded form, and by key; the first names each person is known by.

    `by_given`, `by_surname`: keys of those whose first name, or surname, somebody before them bears too.
    """

    entities: Mapping[tuple[MentionKind, str], Entity]
    keys: Mapping[str, Entity]
    givens: Mapping[str, frozenset[str]]
    by_given: frozenset[str] = frozenset()
    by_surname: frozenset[str] = frozenset()


def _book(entities: Sequence[Entity]) -> _Book:
    by_form = {(e.kind, spaced(form)): e for e in reversed(entities) for form in e.forms}  # the first one known wins
    givens = {
        e.key: frozenset(p.given for p in map(read_form, e.forms) if p.given and p.surname)
        for e in entities
        if e.kind is MentionKind.PERSON
    }
    keys = {e.key: e for e in entities}
    return _Book(by_form, keys, givens, _again(entities, 0), _again(entities, 2))


def _again(entities: Sequence[Entity], part: int) -> frozenset[str]:
    """Keys of the people whose first name (part 0) or surname (part 2) one with a smaller number bears already."""
    people = [e for e in entities if e.kind is MentionKind.PERSON]
    borne: set[str] = set()
    again: set[str] = set()
    for entity in sorted(people, key=_number):
        name = fold(entity.pseudonym.partition(" ")[part])
        if name in borne:
            again.add(entity.key)
        borne.add(name)
    return frozenset(again)


def _number(entity: Entity) -> tuple[int, str]:
    digits = entity.key.rpartition("-")[2]
    return (int(digits) if digits.isdigit() else 0), entity.key


def _sorted_out(mentions: Sequence[Mention], *, mask_doubts: bool) -> tuple[list[Mention], list[Mention]]:
    """Mentions to replace, in order and apart from one another, and those that stay as doubts."""

    def wanted(m: Mention) -> bool:
        return m.action is MentionAction.MASK or (mask_doubts and m.kind not in NEVER_MASKED)

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
        entity = book.keys.get(mention.entity or "") or book.entities[(mention.kind, spaced(mention.form))]
        start, new = _joined(turn.text, done, mention, entity, _rendered(mention.form, entity, book))
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


def _joined(text: str, done: int, mention: Mention, entity: Entity, new: str) -> tuple[int, str]:
    """Where the replacement begins and what it is, once the little word before it agrees with it."""
    if mention.kind is MentionKind.DATE:
        return _with_preposition(text, done, mention.start, new)
    return _with_elision(text, done, mention.start, new, gender=entity.gender)


def _with_preposition(text: str, done: int, start: int, new: str) -> tuple[int, str]:
    """ "le 12 mars 1987" once less precise: "en 1987", "depuis 1987", "de 1987"."""
    before = _BEFORE_DATE.search(text[done:start])
    if before is None or new.startswith("[") or fold(text[start : start + len(new)]) == fold(new):
        return start, new
    adverb, article = before["adverb"] or "", before["article"].lower()
    if adverb.lower().startswith("jusqu"):
        return done + before.start(), f"{adverb[:5]}'en {new}"
    if article == "le":
        return done + before.start(), f"{adverb} {new}" if adverb else f"{_like(before['article'], 'en')} {new}"
    return done + before.start("article"), f"{'de' if article == 'du' else 'à'} {new}"


def _like(model: str, word: str) -> str:
    return word.capitalize() if model[:1].isupper() else word


def _with_elision(text: str, done: int, start: int, new: str, *, gender: str | None) -> tuple[int, str]:
    """The "d'", "de", "qu'" or "l'" before a name, made to agree with its first letter."""
    before = text[done:start]
    vowel = fold(new.lstrip("["))[:1] in VOWELS
    elided, full = _ELIDED.search(before), _FULL.search(before)
    if elided and not vowel:
        return done + elided.start(), f"{elided.group(1)}e {new}"
    if full and vowel and not new.startswith("["):
        return done + full.start(), f"{full.group(1)[:-1]}'{new}"
    article = _ARTICLE.search(before)
    if article and not vowel and gender and not new.startswith("["):
        return done + article.start(), f"{_like(article.group(1), 'la' if gender == 'f' else 'le')} {new}"
    return start, new


def _rendered(form: str, entity: Entity, book: _Book) -> str:
    """What stands for one form of an entity: the same parts of the name, of the pseudonym, in the same case."""
    if entity.kind is not MentionKind.PERSON:
        return entity.pseudonym if entity.pseudonym.startswith("[") else _in_case(form, entity.pseudonym, entity.kind)
    code, form = code_of(form), form[len(code_of(form)) :]
    if entity.nickname and is_nickname(form, entity.forms):
        return code + article_of(form) + _in_case(form[len(article_of(form)) :], entity.nickname)
    given, _, surname = entity.pseudonym.partition(" ")
    surname = surname or given
    parts = _as_given(read_form(form), book.givens.get(entity.key, frozenset()))
    shown = {
        "t": parts.title,
        "g": f"{given} {surname[:1]}." if entity.key in book.by_given and parts.order in ("g", "tg") else given,
        "s": f"{given[:1]}. {surname}" if entity.key in book.by_surname and parts.order in ("s", "ts") else surname,
        "G": f"{given[:1]}.",
        "S": f"{surname[:1]}.",
    }
    said = [shown["t"]] if parts.order.startswith("t") else []
    names = " ".join(shown[part] for part in parts.order if part != "t") or given
    return code + " ".join([*said, _in_case(_without_title(form, parts), names)])


def _without_title(form: str, parts: NameForm) -> str:
    return form[len(parts.title) :] if parts.title and form.startswith(parts.title) else form


def _in_case(form: str, name: str, kind: MentionKind = MentionKind.PERSON) -> str:
    """A name in lower case where the original was, in capitals where it was, its surname alone if that was."""
    words = _WORD.findall(form)
    if kind in (MentionKind.AGE, MentionKind.DATE) or not words:
        return name
    if all(word.islower() for word in words):
        return name.lower()
    long = [word for word in words if len(word) > 1]
    if not long:
        return name
    if all(word.isupper() for word in long):
        return name.upper()
    if kind is MentionKind.PERSON and len(long) > 1 and " " in name and (long[0].isupper() or long[-1].isupper()):
        first, _, last = name.partition(" ")
        return f"{first.upper()} {last}" if long[0].isupper() else f"{first} {last.upper()}"
    return name


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
    book = _book(entities)
    people = [e for e in entities if e.kind is MentionKind.PERSON]
    shown: dict[str, str] = {}
    for turn in transcript.turns:
        if (
            turn.speaker == turn.participant_id
        ):  # a survey's rows: the id, which the researcher chose, is the name shown
            shown[turn.speaker] = turn.speaker
        elif is_head(turn):
            shown[turn.speaker] = turn.speaker
        elif turn.speaker not in shown:
            unnamed = sum(name.startswith("Locuteur ") for name in shown.values()) + 1
            voice, aside = places_aside(turn.speaker, entities)
            shown[turn.speaker] = put_back(_speaker(voice, turn.role, people, book, unnamed), aside)
    return shown


def _speaker(speaker: str, role: SpeakerRole, people: Sequence[Entity], book: _Book, unnamed: int) -> str:
    words = proper_words(speaker) if role is SpeakerRole.OBSERVER else list(_WORD.finditer(speaker))
    names = [m for m in words if is_name(m.group())]
    titled = read_form(speaker).title
    if not names and not titled:
        return speaker
    entity = speaker_entity(speaker, people)
    if entity is None:
        return f"Locuteur {unnamed}" if role is not SpeakerRole.INTERVIEWER else f"Enquêteur {unnamed}"
    if titled or not names:
        return _rendered(speaker, entity, book)
    start, end = names[0].start(), names[-1].end()
    return speaker[:start] + _rendered(speaker[start:end], entity, book) + speaker[end:]


def speaker_entity(speaker: str, people: Sequence[Entity]) -> Entity | None:
    """The one person whose forms hold the speaker's name whole, else one of its words; None for a part or a number."""
    whole = [e for e in people if spaced(speaker) in {spaced(f) for f in e.forms}]
    if whole:
        return whole[0]
    wanted = {fold(m.group()) for m in _WORD.finditer(speaker) if is_name(m.group())}
    holders = [e for e in people if wanted & {fold(w) for f in e.forms for w in _WORD.findall(f)}]
    return holders[0] if len(holders) == 1 else None
