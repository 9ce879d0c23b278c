"""
What a finding rests on: people counted before segments, each group and territory placed, the silent ones named.

A steering committee asks "how many people said that?" and "whom did you not see?". The answer is computed from the
evidence and from everyone who could have spoken, never typed; the grade (`ground_grade`) says its rule in plain French.
It refuses to call agreement the silence of people who were never asked, or words the interviewer had said first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from models.finding import Grounding, GroupPosition, Pivot, Position, Scope, Stance, Testimony, Witness
from models.participant import DEFAULT_GROUPS
from pipeline.ground.grade import grade_of, people_of, shares_of
from pipeline.ground.triangulate import consensus, dissent

UNKNOWN_GROUP = UNKNOWN_PLACE = "non renseigné"
CONFIDENCE = 0.95
WHOLE_STUDY = Scope()
NOBODY: frozenset[str] = frozenset()


class Hearing(NamedTuple):
    """Who could have spoken within a scope, by group and by territory: made once for many findings."""

    inside: Mapping[str, Witness]
    outside: frozenset[str]
    groups: Mapping[str, frozenset[str]]
    territories: Mapping[str, frozenset[str]]


def hear(witnesses: Sequence[Witness], scope: Scope = WHOLE_STUDY) -> Hearing:
    """Everyone inside a scope, by group and territory."""
    inside = {w.participant_id: w for w in witnesses if _within(w, scope)}
    return Hearing(
        inside=inside,
        outside=frozenset(w.participant_id for w in witnesses) - inside.keys(),
        groups=_parted(inside.values(), _group_of),
        territories=_parted(inside.values(), _place_of),
    )


def ground(
    testimonies: Sequence[Testimony],
    witnesses: Sequence[Witness] | Hearing,
    *,
    scope: Scope = WHOLE_STUDY,
    groups: Sequence[str] = (),
    asked: Collection[str] | None = None,
    kinds_heard: Collection[str] = (),
    basis: str = "",
) -> Grounding:
    """
    Count who supports, nuances and contradicts a finding, and place each group and territory.

    Args:
        testimonies: the finding's evidence. One without `participant_id` counts as a verbatim, never as a person.
        witnesses: everyone with words in the study, or those of this scope as `hear` gives them; their `asked` says
            whether the subject was put to them.
        scope: only people inside it are counted, and only their groups and territories listed.
        groups: those the study means to hear, listed even when nobody of theirs was met.
        asked: ids of the people to whom the subject was put, instead of what each witness says.
        kinds_heard: kinds of source that the study holds; with several, resting on one makes a hypothesis.
        basis: fingerprint of all this, kept with the result.

    Returns:
        `n_participants`, `n_segments`, `n_groups` and the concentration are those of the *supporting* evidence. A group
        is convergent when its people support (with nuances or not), divergent when they only contradict, divided when
        they do both or only nuance; a silent group was asked as soon as one of its people was.
        Effective speakers: inverse Simpson index, Hill (1973), order 2.
        `upper_bound` is taken over those who were asked or testified: exact binomial bound with no event,
        1 - 0.05 ** (1 / n) (Clopper & Pearson 1934; Hanley & Lippman-Hand 1983, of which 3 / n is the approximation).
    """
    hearing = witnesses if isinstance(witnesses, Hearing) else hear(witnesses, scope)
    inside = hearing.inside
    put = {p for p, w in inside.items() if w.asked} if asked is None else inside.keys() & asked
    heard = [t for t in testimonies if t.participant_id not in hearing.outside and _may_count(t, inside, scope)]
    supporting = [t for t in heard if t.stance is Stance.SUPPORTS]
    shares, against = shares_of(supporting), people_of(heard, Stance.CONTRADICTS)
    meant = [group for group in groups if not scope.groups or group in scope.groups]
    asked_groups = _parted((inside[person] for person in put), _group_of)
    asked_places = _parted((inside[person] for person in put), _place_of)
    grade, reason = grade_of(heard, kinds_heard=kinds_heard)
    stands = _stands(heard, hearing.groups, asked_groups, meant, _group)
    return Grounding(
        n_participants=len(shares),
        n_segments=len(supporting),
        n_groups=len({_group(t) for t in supporting}),
        effective_speakers=round(1 / sum(s * s for s in shares.values()), 6) if shares else 0.0,
        max_participant_share=round(max(shares.values(), default=0.0), 6),
        introduced_only_by_interviewer=bool(supporting) and all(t.introduced_by_interviewer for t in supporting),
        upper_bound=None if against or _said(heard, Stance.CONTRADICTS) else bound_at_none(len(put | people_of(heard))),
        grade=grade,
        grade_reason=reason,
        groups=tuple(stands[name] for name in sorted(stands, key=_settled_order)),
        n_unprompted=len(people_of(t for t in supporting if not t.introduced_by_interviewer)),
        territories=_territories(heard, hearing.territories, asked_places, scope),
        kinds=_counted(t.source_kind for t in supporting),
        standings=_counted(t.standing for t in heard),
        pivots=_pivots(heard, asked_groups, stands, grade, kinds_heard),
        consensus=consensus(stands.values()),
        basis=basis,
    )


def bound_at_none(n_asked: int) -> float | None:
    """
    The largest share of people who may think otherwise though none of `n_asked` said so, at 95 %; None when none was asked.

    The upper limit of Clopper & Pearson (1934) with no event, one-sided; the "rule of three", 3 / n, is close to it.
    """
    return round(1 - (1 - CONFIDENCE) ** (1 / n_asked), 6) if n_asked else None


def _within(witness: Witness, scope: Scope) -> bool:
    return (
        (not scope.territories or witness.territory in scope.territories)
        and (not scope.waves or witness.wave in scope.waves)
        and (not scope.groups or witness.stakeholder_group in scope.groups)
    )


def _may_count(testimony: Testimony, inside: Collection[str], scope: Scope) -> bool:
    """A speaker whom `witnesses` does not know has no territory and no wave: a scope that names one leaves them out."""
    if testimony.participant_id in inside:
        return True
    in_group = not scope.groups or testimony.stakeholder_group in scope.groups
    return in_group and not scope.territories and not scope.waves


def _said(heard: Iterable[Testimony], stance: Stance) -> bool:
    return any(t.stance is stance for t in heard)


def _group(testimony: Testimony) -> str:
    return testimony.stakeholder_group or UNKNOWN_GROUP


def _place(testimony: Testimony) -> str:
    return testimony.territory or UNKNOWN_PLACE


def _counted(values: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(value for value in values if value).items()))


def _group_of(witness: Witness) -> str:
    return witness.stakeholder_group or UNKNOWN_GROUP


def _place_of(witness: Witness) -> str:
    return witness.territory or UNKNOWN_PLACE


def _parted(witnesses: Iterable[Witness], part: Callable[[Witness], str]) -> dict[str, frozenset[str]]:
    """People by group or by territory."""
    found: dict[str, set[str]] = defaultdict(set)
    for witness in witnesses:
        found[part(witness)].add(witness.participant_id)
    return {name: frozenset(people) for name, people in found.items()}


def _stands(
    heard: Sequence[Testimony],
    met: Mapping[str, frozenset[str]],
    asked: Mapping[str, frozenset[str]],
    meant: Iterable[str],
    part: Callable[[Testimony], str],
) -> dict[str, GroupPosition]:
    said: dict[str, list[Testimony]] = defaultdict(list)
    for testimony in heard:
        said[part(testimony)].append(testimony)
    names = (met.keys() - {UNKNOWN_GROUP}) | set(meant) | said.keys()
    return {
        name: _stand(name, said.get(name, ()), met.get(name, NOBODY), asked.get(name, NOBODY)) for name in sorted(names)
    }


def _stand(name: str, said: Sequence[Testimony], met: frozenset[str], asked: frozenset[str]) -> GroupPosition:
    stances = {t.stance for t in said}
    people = {stance: people_of(said, stance) for stance in Stance}
    spoke = people_of(said)
    n_asked = len(asked | spoke)
    return GroupPosition(
        group=name,
        position=_position(stances, asked=bool(asked)),
        n_heard=len(met | spoke),
        n_supporting=len(people[Stance.SUPPORTS]),
        n_nuancing=len(people[Stance.NUANCES]),
        n_contradicting=len(people[Stance.CONTRADICTS]),
        n_asked=n_asked,
        bound_supporting=None if Stance.SUPPORTS in stances else bound_at_none(n_asked),
        bound_contradicting=None if Stance.CONTRADICTS in stances else bound_at_none(n_asked),
        dissent=dissent(people[Stance.SUPPORTS], people[Stance.CONTRADICTS]),
    )


def _position(stances: set[Stance], *, asked: bool) -> Position:
    if not stances:
        return Position.SILENT_ASKED if asked else Position.SILENT_NEVER_ASKED
    if stances == {Stance.CONTRADICTS}:
        return Position.DIVERGENT
    if Stance.SUPPORTS in stances and Stance.CONTRADICTS not in stances:
        return Position.CONVERGENT
    return Position.DIVIDED


def _settled_order(name: str) -> tuple[int, str]:
    if name == UNKNOWN_GROUP:
        return len(DEFAULT_GROUPS) + 1, name
    return (DEFAULT_GROUPS.index(name) if name in DEFAULT_GROUPS else len(DEFAULT_GROUPS)), name


def _territories(
    heard: Sequence[Testimony], met: Mapping[str, frozenset[str]], asked: Mapping[str, frozenset[str]], scope: Scope
) -> tuple[GroupPosition, ...]:
    """Each territory met or named by the scope; one that nobody declared is not listed alone."""
    stands = _stands(heard, met, asked, scope.territories, _place)
    if set(stands) <= {UNKNOWN_PLACE}:
        return ()
    return tuple(stands[name] for name in sorted(stands, key=lambda name: (name == UNKNOWN_PLACE, name)))


def _pivots(
    heard: Sequence[Testimony],
    asked: Mapping[str, frozenset[str]],
    stands: Mapping[str, GroupPosition],
    grade: str,
    kinds_heard: Collection[str],
) -> tuple[Pivot, ...]:
    """Each person whose words, once taken away, change the grade or move their group."""
    found = []
    for person in sorted(people_of(heard)):
        rest = [t for t in heard if t.participant_id != person]
        without, _ = grade_of(rest, kinds_heard=kinds_heard)
        moved = []
        for name in sorted({_group(t) for t in heard if t.participant_id == person}):
            stances = {t.stance for t in rest if _group(t) == name}
            if _position(stances, asked=bool(asked.get(name, NOBODY) - {person})) is not stands[name].position:
                moved.append(name)
        if _reading(without) != _reading(grade) or moved:
            found.append(Pivot(participant_id=person, grade=without, groups=tuple(moved)))
    return tuple(found)


def _reading(grade: str) -> str:
    """A and B are both called supported: to fall from one to the other changes nothing that is said."""
    return "A" if grade == "B" else grade
