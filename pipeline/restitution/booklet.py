"""
A booklet for one person or one group: what they said, what was understood, where people disagree, room to answer.

It is plain data, the same for every format. No number of people is ever printed, a group is named only where at least `k`
of its people were heard, and what fewer said is told as "other people": a small count is a person. Nobody else's words
enter a person's booklet; a group's holds words of its people only when there are `k` of them, without saying whose.
It refuses to soften or to shorten: words that were said stand as they may be shown, statements as their authors wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from models.finding import GroupPosition, Position
from models.restitution import Booklet, BookletFinding, PlainWording
from pipeline.french import restitution as french
from pipeline.restitution.plainness import one_idea_a_line, plainness

SPOKE_FOR = frozenset({Position.CONVERGENT})
SPOKE_AGAINST = frozenset({Position.DIVERGENT, Position.DIVIDED})


class Understood(NamedTuple):
    """
    A finding as a booklet needs it.

    `statement` and `plain` as they may be shown; `positions` bear the names of groups as they may be shown; `said` are
    words of the reader (or of the reader's group) on it. `own_for` and `own_against` count the reader's own voice, which
    is not "other people"; `stale` when the plain wording was written from an earlier statement.
    """

    finding_id: str
    statement: str
    plain: str | None
    positions: tuple[GroupPosition, ...]
    said: tuple[str, ...] = ()
    own_for: int = 0
    own_against: int = 0
    stale: bool = False


class Reader(NamedTuple):
    """Who receives it: a person (`group` is theirs, if known) or a group; `name` is what the cover bears."""

    name: str
    group: str | None
    for_group: bool
    n_heard: int = 0


def booklet(
    reader: Reader,
    understood: Sequence[Understood],
    *,
    study: str,
    day: date,
    k: int,
    also_said: Iterable[str] = (),
) -> Booklet:
    """
    Make one booklet.

    Args:
        understood: in the order in which they are read.
        k: the fewest people of a group of whom something may be told.
        also_said: words of the reader on no finding, as they may be shown; left out of a small group's booklet.
    """
    small = reader.for_group and reader.n_heard < k
    findings = tuple(_finding(number, one, reader, k=k, silent=small) for number, one in enumerate(understood, start=1))
    return Booklet(
        title=french.TITLE,
        study=study,
        reader=reader.name,
        for_group=reader.for_group,
        day=day,
        findings=findings,
        also_said=() if small else tuple(also_said),
        warnings=tuple(_warnings(understood, findings, k=k, small=small)),
    )


def _finding(number: int, one: Understood, reader: Reader, *, k: int, silent: bool) -> BookletFinding:
    words = one.plain or one.statement
    return BookletFinding(
        number=number,
        finding_id=one.finding_id,
        lines=one_idea_a_line(words),
        statement=one.statement,
        is_plain=one.plain is not None,
        said=() if silent else one.said,
        positions=where_people_stand(one, reader, k=k),
        remarks=plainness(words),
    )


def where_people_stand(one: Understood, reader: Reader, *, k: int) -> tuple[str, ...]:
    """Where people disagree on a finding, one short sentence a line, without a number and without a small group's name."""
    lines: list[str] = []
    few_for = few_against = False
    for place in one.positions:
        own = place.group == reader.group
        for_it = place.n_supporting - (one.own_for if own else 0)
        against = place.n_contradicting + place.n_nuancing - (one.own_against if own else 0)
        if own and place.n_heard >= k and place.position is Position.DIVIDED and for_it and against:
            lines.append(french.DIVIDED_OWN)
        elif not own and place.n_heard >= k and place.position in SPOKE_FOR | SPOKE_AGAINST:
            lines.append(_named(place))
        else:
            few_for, few_against = few_for or for_it > 0, few_against or against > 0
    lines += [french.SAME_OTHERS] if few_for else []
    lines += [french.OTHER_OTHERS] if few_against else []
    if any(place.position is Position.SILENT_NEVER_ASKED for place in one.positions):
        lines.append(french.UNHEARD)
    return tuple(lines or french.NOTHING_ELSE)


def _named(place: GroupPosition) -> str:
    said = {Position.CONVERGENT: french.SAME, Position.DIVERGENT: french.DIFFERENT}.get(place.position, french.DIVIDED)
    return said.format(place.group)


def _warnings(
    understood: Sequence[Understood], findings: Sequence[BookletFinding], *, k: int, small: bool
) -> Iterable[str]:
    """What the team should know before printing; never printed."""
    if small:
        yield (
            f"Moins de {k} personnes entendues dans ce groupe : le livret ne cite aucune parole. "
            "Préférez un livret par personne."
        )
    if not findings:
        yield "Aucun constat ne repose sur ces paroles : écrivez d'abord un constat, ou choisissez-en."
    bare = [str(one.number) for one in findings if not one.is_plain]
    if bare:
        yield f"Sans formulation simple, l'énoncé est imprimé tel quel : n° {', '.join(bare)}."
    stale = [str(number) for number, one in enumerate(understood, start=1) if one.stale]
    if stale:
        yield f"L'énoncé a changé depuis la formulation simple, à relire : n° {', '.join(stale)}."
    hard = [str(one.number) for one in findings if one.remarks]
    if hard:
        yield f"Mots ou phrases difficiles à lire : n° {', '.join(hard)}."


def is_stale(wording: PlainWording | None, statement: str) -> bool:
    """Whether a plain wording was written from another statement than the present one."""
    return wording is not None and wording.statement != statement
