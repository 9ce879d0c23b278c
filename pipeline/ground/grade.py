"""
How solid a finding is, from A to D, each grade with its rule in one plain French sentence that a person can contest.

A finding that rests on one person, on the interviewer's own words, or on one kind of source when the study holds several
(Denzin 1978, triangulation of sources) is called a hypothesis, however many verbatims it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from models.finding import Stance, Testimony

MIN_PEOPLE = 3
MIN_GROUPS = 2
MAX_SHARE = 0.5  # of the supporting evidence, for one person
INTERPRETED = "interpreted"  # the team's own reading: it is no source
KINDS = {
    "interview": "des entretiens",
    "focus_group": "des entretiens de groupe",
    "field_note": "des notes de terrain",
    "survey": "des réponses à un questionnaire",
    "restitution": "des réponses à la restitution",
}


def grade_of(heard: Sequence[Testimony], *, kinds_heard: Collection[str] = ()) -> tuple[str, str]:
    """
    The grade and its reason.

    Args:
        heard: every testimony that counts, whatever its stance.
        kinds_heard: kinds of source that the study holds.
    """
    supporting = [t for t in heard if t.stance is Stance.SUPPORTS]
    people = people_of(supporting)
    against = _against(len(people_of(heard, Stance.CONTRADICTS)))
    hypothesis = _hypothesis(supporting, people, kinds_heard)
    if hypothesis:
        return "D", f"Hypothèse : {hypothesis}.{against}"
    groups = {t.stakeholder_group for t in supporting}
    who = f"{_count(len(people))} de {len(groups)} groupe{'s' if len(groups) > 1 else ''}"
    if not _holds(supporting):
        return "C", f"Fragile : {who} ; {_weakness(supporting)}.{against}"
    if len(people_of(heard, Stance.CONTRADICTS)) >= len(people):
        return "C", f"Contesté : {who} le soutiennent, mais autant ou plus le contredisent.{against}"
    if not all(_holds([t for t in supporting if t.participant_id != person]) for person in people):
        return "B", f"Étayé, mais tient à une voix : {who} ; sans l'une d'elles, le compte n'y est plus.{against}"
    return "A", (
        f"Étayé : {who}, dont aucune ne porte plus de la moitié des verbatims ; "
        f"il en reste ainsi quelle que soit la personne que l'on retire.{against}"
    )


def people_of(testimonies: Iterable[Testimony], stance: Stance | None = None) -> set[str]:
    """Who they come from, among those of a stance when one is given; a voice nobody could name is nobody."""
    return {
        t.participant_id for t in testimonies if t.participant_id is not None and (stance is None or t.stance is stance)
    }


def shares_of(supporting: Iterable[Testimony]) -> dict[str, float]:
    """What each person holds of the verbatims of people who are known; the shares sum to 1."""
    counts = Counter(t.participant_id for t in supporting if t.participant_id is not None)
    return {person: n / counts.total() for person, n in counts.items()}


def _hypothesis(supporting: Sequence[Testimony], people: set[str], kinds_heard: Collection[str]) -> str | None:
    """Why it is only a hypothesis, or None."""
    if not people:
        return "aucune personne identifiée ne le soutient"
    if len(people) == 1:
        return "repose sur une seule personne"
    if all(t.introduced_by_interviewer for t in supporting):
        return "l'enquêteur l'a dit le premier, à chaque fois"
    kinds = {t.source_kind for t in supporting if t.standing != INTERPRETED}
    if len(kinds) == 1 and None not in kinds and len(set(kinds_heard)) > 1:
        return f"repose sur une seule sorte de source, {KINDS.get(kinds.pop() or '', 'la même')}"
    return None


def _against(n: int) -> str:
    return f" {_count(n)} le contredi{'t' if n == 1 else 'sent'}." if n else ""


def _count(n: int) -> str:
    return f"{n} personne{'s' if n > 1 else ''}"


def _holds(supporting: Sequence[Testimony]) -> bool:
    """The rule of grade A, before anyone is taken away."""
    shares = shares_of(supporting)
    groups = {t.stakeholder_group for t in supporting if t.participant_id is not None}
    return len(shares) >= MIN_PEOPLE and len(groups) >= MIN_GROUPS and max(shares.values()) <= MAX_SHARE


def _weakness(supporting: Sequence[Testimony]) -> str:
    shares = shares_of(supporting)
    if len(shares) < MIN_PEOPLE:
        return f"il en faut au moins {MIN_PEOPLE}"
    if max(shares.values()) > MAX_SHARE:
        return "une seule personne porte plus de la moitié des verbatims"
    return f"il faut des personnes d'au moins {MIN_GROUPS} groupes"
