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

from models.anonymisation import Entity, Mention, MentionKind
from models.review import Identity
from pipeline.anonymise.aliases import Heard, nicknames_of
from pipeline.anonymise.bearers import (
    Bearer,
    at_odds,
    entity_of,
    fits,
    fits_here,
    highest_key,
    initials,
    is_whole,
    last_of,
    surnames_of,
    traits,
)
from pipeline.anonymise.cells import (
    NAMED_THINGS,
    Cell,
    Likely,
    Linked,
    Role,
    Spot,
    fullest_first,
    may_speak,
    names_place,
    spelling_of,
)
from pipeline.anonymise.forms import NameForm, code_of, read_form, same_form
from pipeline.anonymise.joining import Likeness, joinable

__all__ = ["Likely", "Linked", "link", "link_mentions"]

SORT_PREFIX = "sort:"
UNLINKED = frozenset({MentionKind.QUASI})

Place = tuple[str, int, int]  # source, turn number, start


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
        self.nicknames = nicknames_of(heard.values())
        self.by_trait: dict[str, dict[Bearer, None]] = defaultdict(dict)
        self.by_voice: dict[str, Bearer] = {}
        self.by_source: dict[str, dict[Bearer, None]] = defaultdict(dict)
        self.sexes = {(source, name): sex for source, told in self.heard.items() for name, sex in told.sexes}
        for one in self.bearers:
            self._know(one, one.forms)
        self.cells: dict[tuple[MentionKind, str, str | None, Role], Cell] = {}
        self.first: dict[tuple[str, str, Bearer], Spot] = {}
        self.likely: list[tuple[str, Likeness]] = []
        self.same: dict[str, str] = {}
        self.claimed: dict[tuple[MentionKind, str], Bearer] = {}

    def _know(self, one: Bearer, forms: Iterable[str]) -> None:
        for form in forms:
            holders = self.by_form[spelling_of(one.kind, form)]
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
            bearers_of[spelling_of(one.kind, one.form)].add(one.person)
        people: dict[tuple[str, MentionKind], list[Identity]] = defaultdict(list)
        for one in identities:
            people[(one.person, one.kind)].append(one)
        for (person, kind), of in people.items():
            own = [one.form for one in of if len(bearers_of[spelling_of(kind, one.form)]) == 1]
            holders = [holder for form in own for holder in self.by_form[spelling_of(kind, form)]]
            free = [holder for holder in dict.fromkeys(holders) if holder.declared is None]
            bearer = free[0] if free else self._new(kind)
            bearer.declared = person
            bearer.gender_said = next((one.gender for one in of if one.gender), None)
            for form in own or [of[0].form]:
                bearer.add(form, None)
            self._know(bearer, own)
            self.claimed.update({spelling_of(kind, form): bearer for form in own})
            for twin in free[1:]:
                self._join(twin, bearer)

    def settle(self, found: Sequence[tuple[str, tuple[Mention, ...]]]) -> None:
        """Give every cell its bearer: whole names first, so that parts find whom they belong to; then what is told."""
        for source, mentions in found:
            for mention in mentions:
                if mention.kind not in UNLINKED:
                    self._cell_of(source, mention).take(source, mention.form, (mention.turn_no, mention.start))
        self._fill(found)
        self._voices()
        for cell in sorted(self.cells.values(), key=fullest_first):
            cell.bearer = self._bearer_of(cell)
            for form, sources in cell.forms.items():
                for source in sources:
                    cell.bearer.add(form, source, cell.sort)
                    self.by_source[source].setdefault(cell.bearer)
            self._met(cell, cell.bearer)
            cell.bearer.genders_told |= {sex for of in cell.forms.values() if (sex := self._sex(cell, of))}
            if cell.role is Role.ONE:
                self._know(cell.bearer, cell.forms)
            for source in {s for of in cell.forms.values() for s in of} if cell.voice else ():
                cell.bearer.voices[source] = cell.voice or ""
                self.by_voice.setdefault(cell.voice or "", cell.bearer)
        self._join_aliases()
        self._join_others()
        self._join_households()
        self._join_within()

    def _cell_of(self, source: str, mention: Mention) -> Cell:
        told, place = self.heard.get(source, Heard()), (mention.turn_no, mention.start)
        role = Role.OTHER if place in told.others else Role.HOUSEHOLD if place in told.households else Role.ONE
        return self._cell(mention.kind, mention.form, source, role=role)

    def _cell(self, kind: MentionKind, form: str, source: str, *, role: Role = Role.ONE) -> Cell:
        whole = kind is not MentionKind.PERSON or is_whole(read_form(form))
        key = (*spelling_of(kind, form), None if whole and role is Role.ONE else source, role)
        if key not in self.cells:
            self.cells[key] = Cell(kind, key[1], key[2], role)
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

    def _bearer_of(self, cell: Cell) -> Bearer:
        claimed = self.claimed.get((cell.kind, cell.same))
        if claimed is not None and cell.role is Role.ONE:
            return claimed
        placed = self.by_key.get(cell.placed or "")
        if placed is not None and placed.kind is cell.kind:
            return placed
        if cell.voice in self.by_voice:
            return self.by_voice[str(cell.voice)]
        if cell.role is not Role.ONE:
            bearer = self._new(cell.kind)
            bearer.other = True
            return bearer
        exact = [one for one in self.by_form[(cell.kind, cell.same)] if may_speak(one, cell)]
        if cell.kind is not MentionKind.PERSON:
            return exact[0] if exact else self._longer_place(cell) or self._new(cell.kind)
        if cell.source and self.heard.get(cell.source, Heard()).shares(cell.same):
            return self._new(cell.kind)  # "il y avait deux Karine": which of them, nobody knows
        here = {source for of in cell.forms.values() for source in of} if cell.source is None else {cell.source}
        parts = read_form(cell.form)
        parts = parts._replace(gender=parts.gender or self._sex(cell, here))
        alike = dict.fromkeys(one for trait in traits(parts, self.nicknames) for one in self.by_trait.get(trait, ()))
        people = [one for one in alike if not one.other and may_speak(one, cell)]
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
                return self._one_of(several, parts, cell) or self._new(cell.kind)
        near = self._short_for(parts, cell) if cell.source and not cell.voice else []
        return near[0] if len(near) == 1 else self._new(cell.kind)

    def _one_of(self, several: Sequence[Bearer], parts: NameForm, cell: Cell) -> Bearer | None:
        """
        The one of several namesakes whom a source can mean, None where it is not said.

        Whoever is called "M." with a first name is "M. Abdallah"; and whoever is the only one met so far is still meant.
        """
        if cell.source is None:
            return None
        if parts.title and parts.surname:
            titled = [one for one in several if any(p.title and is_whole(p) for p in one.parts)]
            return titled[0] if len(titled) == 1 else None
        spots, name = cell.spots.get(cell.source) or [(0, 0)], parts.given or parts.surname
        first = {one: self.first.get((cell.source, name, one), max(spots)) for one in several}
        met = [one for one in several if first[one] < max(spots)]
        return met[0] if len(met) == 1 and first[met[0]] < min(spots) else None

    def _met(self, cell: Cell, one: Bearer) -> None:
        """Remember where each name of somebody is first said in a source."""
        if cell.kind is not MentionKind.PERSON:
            return
        parts = read_form(cell.form)
        for source, spots in cell.spots.items():
            for name in dict.fromkeys((parts.given, parts.surname, *parts.surname.split())):
                known = self.first.get((source, name, one))
                self.first[source, name, one] = min([*spots, *([known] if known else [])])

    def _short_for(self, parts: NameForm, cell: Cell) -> list[Bearer]:
        people = [one for one in self.by_source[cell.source or ""] if one.kind is cell.kind and not one.other]
        return fits_here(parts, people)

    def _sex(self, cell: Cell, sources: Iterable[str]) -> str:
        """The sex that a word of kin tells of a name in these sources, "" when none does, or two do."""
        if cell.kind is not MentionKind.PERSON:
            return ""
        parts = read_form(cell.form)
        told = {self.sexes.get((source, parts.given or parts.surname), "") for source in sources} - {""}
        return told.pop() if len(told) == 1 and not parts.title else ""

    def _longer_place(self, cell: Cell) -> Bearer | None:
        """The one place, or establishment, of these sources that has this name in another form: "Lanty" and "Lanty-sur-Bize"."""
        if cell.kind not in NAMED_THINGS:
            return None
        here = dict.fromkeys(one for of in cell.forms.values() for source in of for one in self.by_source[source])
        near = [
            one for one in here if one.kind is cell.kind and any(names_place(cell.form, form) for form in one.forms)
        ]
        return near[0] if len(near) == 1 else None

    def _new(self, kind: MentionKind) -> Bearer:
        one = Bearer(kind)
        self.bearers.append(one)
        return one

    def _join_aliases(self) -> None:
        for source, told in self.heard.items():
            for first, second in told.aliases:
                cells = [
                    self.cells.get((*spelling_of(MentionKind.PERSON, form), of, Role.ONE))
                    for form in (first, second)
                    for of in ((source,) if not is_whole(read_form(form)) else (None,))
                ]
                one, other = (last_of(cell.bearer) if cell and cell.bearer else None for cell in cells)
                if one and other and one is not other and not at_odds(one, other):
                    self._join(*((other, one) if one.known or not other.known else (one, other)))

    def _join_others(self) -> None:
        """ "L'autre Karine, celle qui cuisine, Karine Szymczak": the other bearer, named whole in the same breath."""
        for source, told in self.heard.items():
            for form, whole in told.others_named:
                other = self.cells.get((*spelling_of(MentionKind.PERSON, form), source, Role.OTHER))
                named = self.cells.get((*spelling_of(MentionKind.PERSON, whole), None, Role.ONE))
                if (
                    other
                    and named
                    and other.bearer
                    and named.bearer
                    and last_of(other.bearer) is not last_of(named.bearer)
                ):
                    self._join(last_of(other.bearer), last_of(named.bearer))

    def _join_households(self) -> None:
        """ "Les Tournebise" bear the name of the one Tournebise of the source; of two, neither."""
        for cell in self.cells.values():
            if cell.role is Role.HOUSEHOLD and cell.bearer and cell.source:
                of = dict.fromkeys(map(last_of, self.by_source[cell.source]))
                surname = {read_form(cell.form).surname or read_form(cell.form).given}
                heads = [one for one in of if one.kind is cell.kind and not one.other and surname & surnames_of(one)]
                if len(heads) == 1:
                    self._join(cell.bearer, heads[0])

    def _join_within(self) -> None:
        """What the people of one source suggest once all are met; a pair that is only likely is kept for a custodian."""
        for source, of in self.by_source.items():
            told = self.heard.get(source, Heard())
            people = [
                one for one in dict.fromkeys(map(last_of, of)) if one.kind is MentionKind.PERSON and not one.other
            ]
            shared = [one for one in people if any(told.shares(same_form(form)) for form in one.forms)]
            rest = joinable([one for one in people if one not in shared], told.apart)
            joins, likely = (a + b for a, b in zip(rest, joinable(shared, told.apart), strict=True))
            for one, other, *_ in joins:
                into = last_of(other)
                if last_of(one) is not into and not (one.declared and into.declared):
                    self._join(
                        *((into, last_of(one)) if last_of(one).known and not into.known else (last_of(one), into))
                    )
            self.likely += [(source, alike) for alike in likely]

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
        numbers = {kind: highest_key(kind, self.known) for kind in MentionKind}
        appeared = dict.fromkeys(
            last_of(bearer)
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
        kept = [entity_of(by_key[e.key]) if e.key in by_key else e for e in self.known]
        keyed = {source: tuple(self._keyed(source, mention) for mention in mentions) for source, mentions in found}
        voices: dict[str, list[str]] = defaultdict(list)
        for one in self.bearers:
            for source in one.voices:
                voices[source].append(last_of(one).key)
        spoken = {source: tuple(keys) for source, keys in voices.items()}
        return Linked((*kept, *map(entity_of, fresh)), keyed, tuple(self.same.items()), spoken, self._left_likely())

    def _left_likely(self) -> tuple[Likely, ...]:
        pairs = {
            frozenset((a.key, b.key)): Likely(a.key, b.key, source, alike.why)
            for source, alike in self.likely
            if (a := last_of(alike.one)) is not (b := last_of(alike.other))
            and self.same.get(a.key, a.key) != self.same.get(b.key, b.key)
        }
        return tuple(pairs.values())

    def _keyed(self, source: str, mention: Mention) -> Mention:
        if mention.kind in UNLINKED:
            return mention
        bearer = self._cell_of(source, mention).bearer
        return mention.model_copy(update={"entity": last_of(bearer).key}) if bearer else mention
