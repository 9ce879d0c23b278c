"""
From mentions to entities: who is the same person, which is the same place, across all documents of a study.

Two spellings are one entity when nothing else is possible: the same words, or a part ("Mme Ferreira", "Maria") that
one single person of the study can be. Where two people could be meant nothing is joined: two pseudonyms for one
person can be merged by the custodian, one pseudonym for two people is a false testimony.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.anonymisation import Entity, Mention, MentionKind
from pipeline.anonymise.facts import facts
from pipeline.anonymise.forms import NameForm, read_form
from pipeline.french.lists import fold, spaced
from pipeline.french.names import DIMINUTIVES
from pipeline.french.numbers import digits_said

SORT_PREFIX = "sort:"
MIN_FUZZY_LETTERS = 6  # shorter names that differ by one letter are different names
UNLINKED = frozenset({MentionKind.QUASI})


class _Group:
    """An entity being put together: what its forms tell of the person."""

    def __init__(self, kind: MentionKind, known: Entity | None = None) -> None:
        self.kind = kind
        self.known = known
        self.forms: dict[str, None] = dict.fromkeys(known.forms if known else ())
        self.sources: set[str] = set()
        self.sort: str | None = known.sort if known else None
        self.parts = [read_form(form) for form in self.forms] if kind is MentionKind.PERSON else []

    def add(self, form: str, sources: Iterable[str], sort: str | None) -> None:
        self.forms.setdefault(form)
        self.sources.update(sources)
        self.sort = self.sort or sort
        if self.kind is MentionKind.PERSON:
            self.parts.append(read_form(form))

    @property
    def genders(self) -> set[str]:
        return {p.gender for p in self.parts if p.gender} | (
            {self.known.gender} if self.known and self.known.gender else set()
        )

    def names(self, part: str) -> set[str]:
        """Full names of one part ("given", "surname"); initials apart."""
        return {getattr(p, part) for p in self.parts if len(getattr(p, part)) > 1}


def link(found: Sequence[tuple[str, tuple[Mention, ...]]], known: Sequence[Entity]) -> tuple[Entity, ...]:
    """
    All entities of a study.

    Args:
        found: source id and mentions of each source, doubts included; quasi-identifiers are passed over.
        known: entities already there; they keep key, pseudonym and gender, and gain the new spellings.

    Returns:
        Known entities first, in their order, then new ones with an empty pseudonym, in order of appearance.
    """
    groups = [_Group(entity.kind, entity) for entity in known]
    by_form = {_same(group.kind, form): group for group in groups for form in group.forms}
    for (kind, _), (forms, sources, sort) in sorted(_spellings(found).items(), key=_fullest_first):
        for form in forms:
            group = by_form.get(_same(kind, form)) or (
                _who(form, sources, groups) if kind is MentionKind.PERSON else None
            )
            if group is None:
                group = _Group(kind)
                groups.append(group)
            group.add(form, sources, sort)
            by_form[_same(kind, form)] = group
    return _entities(groups, found)


def _same(kind: MentionKind, form: str) -> tuple[MentionKind, str]:
    """What two spellings of one thing share: folded words; for a telephone, its digits."""
    if kind is MentionKind.PHONE:
        return kind, digits_said(form.replace("+33", "0"))[0] or fold(form)
    return kind, spaced(form)


_Spellings = dict[tuple[MentionKind, str], tuple[dict[str, None], dict[str, None], str | None]]


def _spellings(found: Sequence[tuple[str, tuple[Mention, ...]]]) -> _Spellings:
    """Each thing once: its spellings, the sources it is in, its sort."""
    all_of: _Spellings = {}
    for source_id, mentions in found:
        for mention in mentions:
            if mention.kind in UNLINKED:
                continue
            key = _same(mention.kind, mention.form)
            forms, sources, sort = all_of.get(key, ({}, {}, None))
            said = next((d.removeprefix(SORT_PREFIX) for d in mention.detectors if d.startswith(SORT_PREFIX)), None)
            forms.setdefault(mention.form)
            sources.setdefault(source_id)
            all_of[key] = (forms, sources, sort or said)
    return all_of


def _fullest_first(entry: tuple[tuple[MentionKind, str], object]) -> int:
    """Full names before parts before initials, so that parts find whom they belong to; else order of appearance."""
    (kind, name), _ = entry
    if kind is not MentionKind.PERSON:
        return 0
    form = read_form(name)
    return 3 - (len(form.given) > 1) - (len(form.surname) > 1) if form.given or form.surname else 3


def _who(form: str, sources: Iterable[str], groups: Sequence[_Group]) -> _Group | None:
    """The one person this form can be; None when nobody or several."""
    parts = read_form(form)
    people = [group for group in groups if group.kind is MentionKind.PERSON]
    for fits in (_same_name, _one_part, _initial, _misheard):
        candidates = [g for g in people if _gender_agrees(parts, g) and fits(parts, g)]
        if len(candidates) > 1:
            candidates = [g for g in candidates if g.sources & set(sources)]
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            return None
    return None


def _gender_agrees(parts: NameForm, group: _Group) -> bool:
    return not parts.gender or not group.genders or parts.gender in group.genders


def _same_name(parts: NameForm, group: _Group) -> bool:
    """First name (or its short form) and surname both agree."""
    if len(parts.given) < 2 or len(parts.surname) < 2:
        return False
    return parts.surname in group.names("surname") and _given_agrees(parts.given, group.names("given"), empty=False)


def _one_part(parts: NameForm, group: _Group) -> bool:
    """One part agrees and the other is not told on one side."""
    given, surname = group.names("given"), group.names("surname")
    if len(parts.given) > 1 and len(parts.surname) > 1:
        if parts.surname in surname:
            return not given
        return not surname and _given_agrees(parts.given, given, empty=False)
    if len(parts.surname) > 1:
        return parts.surname in surname and (not parts.given or _initial_of(parts.given, given))
    if len(parts.given) > 1:
        agrees = _given_agrees(parts.given, given, empty=False)
        return agrees and (not parts.surname or _initial_of(parts.surname, surname))
    return False


def _initial(parts: NameForm, group: _Group) -> bool:
    """ "Mme F." and one single Mme Ferreira; "M. K."."""
    if len(parts.surname) == 1 and not parts.given:
        return (
            bool(group.names("surname")) and _initial_of(parts.surname, group.names("surname")) and bool(parts.gender)
        )
    return False


def _misheard(parts: NameForm, group: _Group) -> bool:
    """One letter apart in a long name that no list knows: a transcription error, not a namesake."""
    from rapidfuzz.distance import DamerauLevenshtein

    for part in ("given", "surname"):
        name = getattr(parts, part)
        if len(name) < MIN_FUZZY_LETTERS or (parts.given and parts.surname):
            continue
        for other in group.names(part):
            near = other[0] == name[0] and DamerauLevenshtein.distance(name, other, score_cutoff=1) == 1
            if near and len(other) >= MIN_FUZZY_LETTERS and not (_listed(name) and _listed(other)):
                return True
    return False


def _listed(name: str) -> bool:
    known = facts(name)
    return known.first_name or known.surname > 0


def _given_agrees(given: str, others: set[str], *, empty: bool) -> bool:
    if not others:
        return empty
    long_forms = {given, *DIMINUTIVES.get(given, ())}
    return any(long_forms & {other, *DIMINUTIVES.get(other, ())} for other in others)


def _initial_of(initial: str, names: set[str]) -> bool:
    return not names or any(name.startswith(initial[0]) for name in names)


def _entities(groups: Sequence[_Group], found: Sequence[tuple[str, tuple[Mention, ...]]]) -> tuple[Entity, ...]:
    order = {form: at for at, form in enumerate(m.form for _, mentions in found for m in mentions)}
    known = [g for g in groups if g.known is not None]
    new = sorted((g for g in groups if g.known is None), key=lambda g: min(order.get(f, 0) for f in g.forms))
    numbers = {kind: _highest(kind, [g.known for g in known if g.known]) for kind in MentionKind}
    entities = [g.known.model_copy(update={"forms": tuple(g.forms), "sort": g.sort}) for g in known if g.known]
    for group in new:
        numbers[group.kind] += 1
        genders = group.genders
        entities.append(
            Entity(
                key=f"{group.kind.value}-{numbers[group.kind]}",
                kind=group.kind,
                forms=tuple(group.forms),
                pseudonym="",
                gender=genders.pop() if len(genders) == 1 else None,
                sort=group.sort,
            )
        )
    return tuple(entities)


def _highest(kind: MentionKind, entities: Iterable[Entity]) -> int:
    """Highest number in use, so that a key is never given twice."""
    return max((int(e.key.rsplit("-", 1)[1]) for e in entities if e.kind is kind and e.key[-1].isdigit()), default=0)
