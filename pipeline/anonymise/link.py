"""
From mentions to entities: who is the same person, which is the same place, across all documents of a study.

Two spellings are one entity when nothing else is possible: the same words, or a part ("Mme Ferreira", "Maria") that
one single person can be, first in the same source, then in the study. Where two people could be meant nothing is
joined: two pseudonyms for one person can be merged by the custodian, one pseudonym for two people is a false testimony.
Two sources may so hold one form of two people: each mention bears the key of whom it mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from models.anonymisation import Entity, Mention, MentionKind
from models.review import Identity
from pipeline.anonymise.aliases import Heard
from pipeline.anonymise.bearers import MAX_INITIALS, Bearer, at_odds, fits, fits_here, initials, is_whole, traits
from pipeline.anonymise.facts import facts
from pipeline.anonymise.forms import NameForm, code_of, read_form, same_form
from pipeline.french.lists import fold, spaced
from pipeline.french.numbers import digits_said
from pipeline.french.places import PLACE_LINKS

SORT_PREFIX = "sort:"
UNLINKED = frozenset({MentionKind.QUASI})

Place = tuple[str, int, int]  # source, turn number, start


class Linked(NamedTuple):
    """
    The people and things of a study.

    `entities`: known ones first, in their order, then new ones with an empty pseudonym, in order of appearance.
    `found`: the mentions of each source, each with the key of its entity; quasi-identifiers have none.
    `same`: (key, key into) of entities known as two that the study now shows to be one. `voices`: by source, the keys
    of those who speak in it under their name.
    """

    entities: tuple[Entity, ...]
    found: Mapping[str, tuple[Mention, ...]]
    same: tuple[tuple[str, str], ...]
    voices: Mapping[str, tuple[str, ...]]


class _Cell:
    """The mentions that are settled together: one thing, in any spelling; a part of a person's name, in one source."""

    def __init__(self, kind: MentionKind, same: str, source: str | None, *, other: bool) -> None:
        self.kind, self.same, self.source, self.other = kind, same, source, other
        self.forms: dict[str, set[str]] = {}
        self.sort: str | None = None
        self.placed: str | None = None
        self.voice: str | None = None
        self.bearer: Bearer | None = None

    @property
    def form(self) -> str:
        return next(iter(self.forms))


def link(found: Sequence[tuple[str, tuple[Mention, ...]]], known: Sequence[Entity]) -> tuple[Entity, ...]:
    """All entities of texts of which no more is told than their mentions: see `link_mentions`."""
    return link_mentions(found, known).entities


def link_mentions(
    found: Sequence[tuple[str, tuple[Mention, ...]]],
    known: Sequence[Entity],
    *,
    heard: Mapping[str, Heard] | None = None,
    placed: Mapping[Place, str] | None = None,
    identities: Sequence[Identity] = (),
    apart: Collection[str] = (),
) -> Linked:
    """
    All entities of a study, and whom each mention mentions.

    Args:
        found: source id and mentions of each source, doubts included.
        known: entities already there; they keep key, pseudonym and gender, and gain the new spellings.
        heard: what each source tells of who is who.
        placed: whom a mention was linked to before; it stays theirs.
        identities: names that a researcher declared: forms of one person are one entity.
        apart: keys of entities that a custodian split off: they keep their place and take no mention by themselves.
    """
    linking = _Linking(known, heard or {}, placed or {}, frozenset(apart))
    linking.declare(identities)
    linking.settle(found)
    return linking.result(found)


class _Linking:
    """One linking at work: who there is so far, and which cell went to whom."""

    def __init__(
        self,
        known: Sequence[Entity],
        heard: Mapping[str, Heard],
        placed: Mapping[Place, str],
        apart: frozenset[str],
    ) -> None:
        self.known, self.heard, self.placed, self.apart = known, heard, placed, apart
        self.bearers = [Bearer(entity.kind, entity) for entity in known if entity.key not in apart]
        self.by_key = {one.key: one for one in self.bearers}
        self.by_form: dict[tuple[MentionKind, str], list[Bearer]] = defaultdict(list)
        self.nicknames = _nicknames(heard.values())
        self.by_trait: dict[str, dict[Bearer, None]] = defaultdict(dict)
        self.by_voice: dict[str, Bearer] = {}
        self.by_source: dict[str, dict[Bearer, None]] = defaultdict(dict)
        self.sexes = {(source, name): sex for source, told in self.heard.items() for name, sex in told.sexes}
        for one in self.bearers:
            self._know(one, one.forms)
        self.cells: dict[tuple[MentionKind, str, str | None, bool], _Cell] = {}
        self.same: dict[str, str] = {}
        self.claimed: dict[tuple[MentionKind, str], Bearer] = {}

    def _know(self, one: Bearer, forms: Iterable[str]) -> None:
        for form in forms:
            holders = self.by_form[_same(one.kind, form)]
            if one not in holders:
                holders.append(one)
            if one.kind is MentionKind.PERSON:
                parts = read_form(form)
                for trait in traits(parts, self.nicknames) | initials(parts):
                    self.by_trait[trait].setdefault(one)

    def declare(self, identities: Sequence[Identity]) -> None:
        """Begin with the declared people: their forms are one entity, save a form that two of them share."""
        bearers_of: dict[tuple[MentionKind, str], set[str]] = defaultdict(set)
        for one in identities:
            bearers_of[_same(one.kind, one.form)].add(one.person)
        people: dict[tuple[str, MentionKind], list[Identity]] = defaultdict(list)
        for one in identities:
            people[(one.person, one.kind)].append(one)
        for (person, kind), of in people.items():
            own = [one.form for one in of if len(bearers_of[_same(kind, one.form)]) == 1]
            holders = [holder for form in own for holder in self.by_form[_same(kind, form)]]
            free = [holder for holder in dict.fromkeys(holders) if holder.declared is None]
            bearer = free[0] if free else self._new(kind)
            bearer.declared = person
            bearer.gender_said = next((one.gender for one in of if one.gender), None)
            for form in own or [of[0].form]:
                bearer.add(form, None)
            self._know(bearer, own)
            self.claimed.update({_same(kind, form): bearer for form in own})
            for twin in free[1:]:
                self._join(twin, bearer)

    def settle(self, found: Sequence[tuple[str, tuple[Mention, ...]]]) -> None:
        """Give every cell its bearer: whole names first, so that parts find whom they belong to; then what is told."""
        for source, mentions in found:
            for mention in mentions:
                if mention.kind not in UNLINKED:
                    self._cell_of(source, mention).forms.setdefault(mention.form, set()).add(source)
        self._fill(found)
        self._voices()
        for cell in sorted(self.cells.values(), key=_fullest_first):
            cell.bearer = self._bearer_of(cell)
            for form, sources in cell.forms.items():
                for source in sources:
                    cell.bearer.add(form, source, cell.sort)
                    self.by_source[source].setdefault(cell.bearer)
            cell.bearer.genders_told |= {sex for of in cell.forms.values() if (sex := self._sex(cell, of))}
            if not cell.other:
                self._know(cell.bearer, cell.forms)
            for source in {s for of in cell.forms.values() for s in of} if cell.voice else ():
                cell.bearer.voices[source] = cell.voice or ""
                self.by_voice.setdefault(cell.voice or "", cell.bearer)
        self._join_aliases()

    def _cell_of(self, source: str, mention: Mention) -> _Cell:
        told = self.heard.get(source, Heard())
        other = (mention.turn_no, mention.start) in told.others
        return self._cell(mention.kind, mention.form, source, other=other)

    def _cell(self, kind: MentionKind, form: str, source: str, *, other: bool = False) -> _Cell:
        whole = kind is not MentionKind.PERSON or is_whole(read_form(form))
        key = (*_same(kind, form), None if whole and not other else source, other)
        if key not in self.cells:
            self.cells[key] = _Cell(kind, key[1], key[2], other=other)
        return self.cells[key]

    def _fill(self, found: Sequence[tuple[str, tuple[Mention, ...]]]) -> None:
        for source, mentions in found:
            for mention in mentions:
                if mention.kind in UNLINKED:
                    continue
                cell = self._cell_of(source, mention)
                sorts = (d.removeprefix(SORT_PREFIX) for d in mention.detectors if d.startswith(SORT_PREFIX))
                cell.sort = cell.sort or next(sorts, None)
                cell.placed = cell.placed or self.placed.get((source, mention.turn_no, mention.start))

    def _voices(self) -> None:
        """A name at the head of turns is of its source, and of the participant who speaks under it."""
        for source, told in self.heard.items():
            for speaker, participant in told.speakers:
                if participant:
                    cell = self._cell(MentionKind.PERSON, speaker[len(code_of(speaker)) :], source)
                    cell.voice = participant
                    cell.forms.setdefault(speaker[len(code_of(speaker)) :], set()).add(source)
                    cell.forms.setdefault(speaker, set()).add(source)

    def _bearer_of(self, cell: _Cell) -> Bearer:
        claimed = self.claimed.get((cell.kind, cell.same))
        if claimed is not None and not cell.other:
            return claimed
        placed = self.by_key.get(cell.placed or "")
        if placed is not None and placed.kind is cell.kind:
            return placed
        if cell.voice in self.by_voice:
            return self.by_voice[str(cell.voice)]
        if cell.other:
            bearer = self._new(cell.kind)
            bearer.other = True
            return bearer
        exact = [one for one in self.by_form[(cell.kind, cell.same)] if self._may_speak(one, cell)]
        if cell.kind is not MentionKind.PERSON:
            return exact[0] if exact else self._longer_place(cell) or self._new(cell.kind)
        here = {source for of in cell.forms.values() for source in of} if cell.source is None else {cell.source}
        parts = read_form(cell.form)
        parts = parts._replace(gender=parts.gender or self._sex(cell, here))
        alike = dict.fromkeys(one for trait in traits(parts, self.nicknames) for one in self.by_trait.get(trait, ()))
        people = [one for one in alike if not one.other and self._may_speak(one, cell)]
        nicknames = {} if exact else self.nicknames  # a nickname that is known already is joined by what was told of it
        near = fits(parts, people, nicknames)
        possible = list(dict.fromkeys([*exact, *near]))
        if cell.source is None and exact:
            return exact[0]
        local = [one for one in possible if one.sources & here]
        for several in (local, possible):
            if len(several) == 1:
                return several[0]
            if several:
                return self._new(cell.kind)
        near = self._short_for(parts, cell) if cell.source and not cell.voice else []
        return near[0] if len(near) == 1 else self._new(cell.kind)

    def _short_for(self, parts: NameForm, cell: _Cell) -> list[Bearer]:
        people = [one for one in self.by_source[cell.source or ""] if one.kind is cell.kind and not one.other]
        return fits_here(parts, people)

    def _sex(self, cell: _Cell, sources: Iterable[str]) -> str:
        """The sex that a word of kin tells of a name in these sources, "" when none does, or two do."""
        if cell.kind is not MentionKind.PERSON:
            return ""
        parts = read_form(cell.form)
        told = {self.sexes.get((source, parts.given or parts.surname), "") for source in sources} - {""}
        return told.pop() if len(told) == 1 and not parts.title else ""

    def _longer_place(self, cell: _Cell) -> Bearer | None:
        """The one place of these sources of whose name this is the head: "Lanty" and "Lanty-sur-Bize"."""
        if cell.kind is not MentionKind.PLACE:
            return None
        here = dict.fromkeys(one for of in cell.forms.values() for source in of for one in self.by_source[source])
        longer = [one for one in here if one.kind is cell.kind and any(_is_head(cell.form, form) for form in one.forms)]
        return longer[0] if len(longer) == 1 else None

    @staticmethod
    def _may_speak(one: Bearer, cell: _Cell) -> bool:
        """Two participants who speak under one name in two sources are two people."""
        return not cell.voice or not one.voices or cell.voice in one.voices.values()

    def _new(self, kind: MentionKind) -> Bearer:
        one = Bearer(kind)
        self.bearers.append(one)
        return one

    def _join_aliases(self) -> None:
        for source, told in self.heard.items():
            for first, second in told.aliases:
                cells = [
                    self.cells.get((*_same(MentionKind.PERSON, form), of, False))
                    for form in (first, second)
                    for of in ((source,) if not is_whole(read_form(form)) else (None,))
                ]
                one, other = (_last(cell.bearer) if cell and cell.bearer else None for cell in cells)
                if one and other and one is not other and not at_odds(one, other):
                    self._join(*((other, one) if one.known or not other.known else (one, other)))

    def _join(self, one: Bearer, into: Bearer) -> None:
        """`one` is `into`: a new one disappears in it, a known one keeps its key and is named as the same."""
        if one.known and into.known:
            self.same[one.key] = into.key
            return
        one, into = (into, one) if one.known else (one, into)
        for form in one.forms:
            into.add(form, None, one.sort)
        into.sources |= one.sources
        into.voices |= one.voices
        into.declared = into.declared or one.declared
        into.gender_said = into.gender_said or one.gender_said
        one.into = into

    def result(self, found: Sequence[tuple[str, tuple[Mention, ...]]]) -> Linked:
        """Keys for the new ones, in order of appearance, and every mention with its key."""
        numbers = {kind: _highest(kind, self.known) for kind in MentionKind}
        appeared = dict.fromkeys(
            _last(bearer)
            for source, mentions in found
            for mention in mentions
            if mention.kind not in UNLINKED and (bearer := self._cell_of(source, mention).bearer) is not None
        )
        silent = (one for one in self.bearers if one.into is None and one not in appeared)
        fresh = [one for one in [*appeared, *silent] if one.known is None]
        for one in fresh:
            numbers[one.kind] += 1
            one.key = f"{one.kind.value}-{numbers[one.kind]}"
        by_key = {one.key: one for one in self.bearers if one.known}
        kept = [_entity(by_key[e.key]) if e.key in by_key else e for e in self.known]
        keyed = {source: tuple(self._keyed(source, mention) for mention in mentions) for source, mentions in found}
        voices: dict[str, list[str]] = defaultdict(list)
        for one in self.bearers:
            for source in one.voices:
                voices[source].append(_last(one).key)
        return Linked(
            (*kept, *map(_entity, fresh)), keyed, tuple(self.same.items()), {s: tuple(v) for s, v in voices.items()}
        )

    def _keyed(self, source: str, mention: Mention) -> Mention:
        if mention.kind in UNLINKED:
            return mention
        bearer = self._cell_of(source, mention).bearer
        return mention.model_copy(update={"entity": _last(bearer).key}) if bearer else mention


def _last(one: Bearer) -> Bearer:
    while one.into is not None:
        one = one.into
    return one


def _same(kind: MentionKind, form: str) -> tuple[MentionKind, str]:
    """What two spellings of one thing share: folded words; for a telephone, its digits."""
    if kind is MentionKind.PHONE:
        return kind, digits_said(form.replace("+33", "0"))[0] or fold(form)
    return kind, same_form(form)


def _is_head(short: str, form: str) -> bool:
    """Whether a place's form is another one without what follows "sur", "les", "en"; its article apart."""
    head, words = (_without_article(spaced(name).split()) for name in (short, form))
    return len(words) > len(head) > 0 and words[: len(head)] == head and words[len(head)] in PLACE_LINKS


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if words and words[0] in ("le", "la", "les", "l") else words


def _nicknames(heard: Iterable[Heard]) -> dict[str, frozenset[str]]:
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


def _fullest_first(cell: _Cell) -> int:
    """Whole names before parts before initials; a source's own voice before what is said of others; then appearance."""
    if cell.kind is MentionKind.PLACE:
        return -len(spaced(cell.form).split())  # "Lanty-sur-Bize" before "Lanty"
    if cell.kind is not MentionKind.PERSON:
        return 0
    parts = read_form(cell.form)
    told = (len(parts.given) > 1) + (len(parts.surname) > 1)
    alone = parts.given or parts.surname
    letters = not parts.title and told == 1 and len(alone) <= MAX_INITIALS and not facts(alone).first_name
    return (6 if not told else 6 - 2 * told) + letters - bool(cell.voice)


def _entity(one: Bearer) -> Entity:
    forms, gender = tuple(one.forms), next(iter(one.genders)) if len(one.genders) == 1 else None
    if one.known is not None:
        return one.known.model_copy(
            update={"forms": forms, "sort": one.sort, "gender": one.gender_said or one.known.gender}
        )
    return Entity(key=one.key, kind=one.kind, forms=forms, pseudonym="", gender=gender, sort=one.sort)


def _highest(kind: MentionKind, entities: Iterable[Entity]) -> int:
    """Highest number in use, so that a key is never given twice."""
    return max((int(e.key.rsplit("-", 1)[1]) for e in entities if e.kind is kind and e.key[-1].isdigit()), default=0)
