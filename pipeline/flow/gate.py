"""
What custodians decided at the gate: kept in the vault as a list that only grows, folded into what holds now.

A decision holds for the whole study and is applied each time a transcript is replaced anew. It says which sources it may
change: those at the gate are replaced when they are next looked at or released, those already released are due.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from models.anonymisation import MentionKind
from models.base import content_id
from models.review import Identity, ReviewAction, ReviewDecision
from pipeline.errors import NothingToDo
from pipeline.flow.study import OpenStudy, Role, now

_DECISIONS = TypeAdapter(tuple[ReviewDecision, ...])
_IDENTITIES = TypeAdapter(tuple[Identity, ...])

REVIEW, IDENTITIES, APPLIED = "review", "identities", "applied"


class Split(NamedTuple):
    """An entity that is somebody else in one source: everywhere in it, or at some of its places."""

    key: str
    source_id: str
    places: frozenset[tuple[int, int]]
    into: str


class Review(NamedTuple):
    """
    What holds now of all that custodians decided.

    `kept`, `generalised` and `decided` hold folded forms; `masked` forms as written, with their kind; `retired` folded
    forms that a person once asked to be masked and no longer does; `decided` keys too.
    """

    kept: tuple[str, ...] = ()
    masked: tuple[tuple[str, str], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    generalised: tuple[tuple[str, str], ...] = ()
    splits: tuple[Split, ...] = ()
    retired: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()


def decisions(study: OpenStudy) -> tuple[ReviewDecision, ...]:
    """Every decision ever taken, undone ones and undoings too, oldest first."""
    if not study.vault.has(REVIEW):
        return ()
    content = study.vault.read(REVIEW)
    return _from_lists(json.loads(content)) if content.lstrip().startswith(b"{") else _DECISIONS.validate_json(content)


def standing(taken: Sequence[ReviewDecision]) -> tuple[ReviewDecision, ...]:
    """The decisions that hold: neither undone nor an undoing."""
    undone = {one.undoes for one in taken}
    return tuple(one for one in taken if one.action is not ReviewAction.UNDO and one.decision_id not in undone)


def read_review(study: OpenStudy) -> Review:
    """What holds now of what custodians decided, from the vault."""
    return folded(decisions(study))


def folded(taken: Sequence[ReviewDecision]) -> Review:
    """What holds after these decisions: of two about one form or one key, the later."""
    kept: dict[str, None] = {}
    masked: dict[str, tuple[str, str]] = {}
    generalised: dict[str, str] = {}
    renamed: dict[str, str] = {}
    merged: dict[str, str] = {}
    splits: list[Split] = []
    decided: set[str] = set()
    for one in standing(taken):
        forms = {form.casefold(): form for form in one.forms}
        decided |= {*forms, *([one.key] if one.key else [])}
        if one.action in _ABOUT_FORMS:
            for form in forms:
                kept.pop(form, None)
                masked.pop(form, None)
                generalised.pop(form, None)
        if one.action is ReviewAction.KEEP:
            kept.update(dict.fromkeys(forms))
        elif one.action is ReviewAction.MASK:
            kind = (one.kind or MentionKind.PERSON).value
            masked.update({form: (written, kind) for form, written in forms.items()})
        elif one.action is ReviewAction.GENERALISE:
            generalised.update(dict.fromkeys(forms, one.value or ""))
        elif one.action is ReviewAction.RENAME and one.key:
            renamed[one.key] = one.value or ""
        elif one.action is ReviewAction.MERGE and one.key:
            merged[one.key] = one.value or ""
        elif one.action is ReviewAction.SPLIT and one.key:
            splits.append(Split(one.key, one.source_id or "", frozenset(one.places), one.value or ""))
    once = {form.casefold() for one in taken if one.action in _ASK_TO_MASK for form in one.forms}
    return Review(
        kept=tuple(kept),
        masked=tuple(masked.values()),
        renamed=tuple(renamed.items()),
        merged=tuple(merged.items()),
        generalised=tuple(generalised.items()),
        splits=tuple(splits),
        retired=frozenset(once - set(masked)),
        decided=frozenset(decided),
    )


_ABOUT_FORMS = frozenset({ReviewAction.KEEP, ReviewAction.MASK, ReviewAction.GENERALISE})
_ASK_TO_MASK = frozenset({ReviewAction.MASK, ReviewAction.DECLARE})


def decide(study: OpenStudy, action: ReviewAction, *, sources: Iterable[str] = (), **what: Any) -> ReviewDecision:
    """Take one decision: into the vault, with a journal line that says only when, by whom and how many."""
    return decide_each(study, action, [what | {"sources": tuple(sorted(set(sources)))}])[0]


def decide_each(study: OpenStudy, action: ReviewAction, about: Sequence[Mapping[str, Any]]) -> list[ReviewDecision]:
    """Take the same decision about several things at once; each can be taken back alone."""
    study.require(Role.CUSTODIAN)
    taken, at = decisions(study), now()
    fresh = [
        ReviewDecision(
            decision_id=content_id("review", place, at),
            at=at.isoformat(timespec="seconds"),
            actor=study.actor,
            action=action,
            **what,
        )
        for place, what in enumerate(about, len(taken))
    ]
    if fresh:
        study.vault.write(REVIEW, _DECISIONS.dump_json((*taken, *fresh)))
        n_forms = sum(len(one.forms) for one in fresh)
        with study.write() as write:
            write.record("review", fresh[0].decision_id, action=action.value, decisions=len(fresh), forms=n_forms)
    return fresh


def undo(study: OpenStudy, decision_id: str | None = None) -> ReviewDecision:
    """
    Take back a decision: this one, or the last that holds.

    Raises:
        NothingToDo: none holds, or this one does not.
    """
    holds = [one for one in standing(decisions(study)) if one.action is not ReviewAction.DECLARE]
    wanted = [one for one in holds if decision_id in (None, one.decision_id)]
    if not wanted:
        raise NothingToDo("Il n'y a pas de décision de relecture à annuler.")
    last = wanted[-1]
    decide(study, ReviewAction.UNDO, sources=last.sources, undoes=last.decision_id)
    return last


def read_identities(study: OpenStudy) -> tuple[Identity, ...]:
    """The names that researchers declared, from the vault."""
    return _IDENTITIES.validate_json(study.vault.read(IDENTITIES)) if study.vault.has(IDENTITIES) else ()


def keep_identities(study: OpenStudy, identities: Sequence[Identity]) -> None:
    """Keep the declared names, in the place of those declared before."""
    study.vault.write(IDENTITIES, _IDENTITIES.dump_json(tuple(identities)))


def mark_applied(study: OpenStudy, source_ids: Iterable[str]) -> None:
    """These sources were just replaced with all that is decided so far."""
    n = len(decisions(study))
    study.vault.write(APPLIED, json.dumps(_applied(study) | dict.fromkeys(source_ids, n)).encode())


def changed_since(study: OpenStudy, source_ids: Iterable[str]) -> tuple[str, ...]:
    """Those of these sources whose text a decision may have changed since they were last replaced."""
    if not study.vault.has(REVIEW):
        return ()
    applied, taken = _applied(study), decisions(study)
    last: dict[str, int] = {source: place for place, one in enumerate(taken) for source in one.sources}
    return tuple(source for source in source_ids if last.get(source, -1) >= applied.get(source, 0))


def _applied(study: OpenStudy) -> dict[str, int]:
    return dict(json.loads(study.vault.read(APPLIED))) if study.vault.has(APPLIED) else {}


def _from_lists(lists: Mapping[str, Any]) -> tuple[ReviewDecision, ...]:
    """Decisions as they were kept before they had a date: a list of forms or keys for each sort."""
    made = [
        *((ReviewAction.KEEP, {"forms": (form,)}) for form in lists["kept"]),
        *((ReviewAction.MASK, {"forms": (form,), "kind": kind}) for form, kind in lists["masked"]),
        *((ReviewAction.RENAME, {"key": key, "value": name}) for key, name in lists["renamed"]),
        *((ReviewAction.MERGE, {"key": key, "value": into}) for key, into in lists["merged"]),
    ]
    return tuple(
        ReviewDecision.model_validate(
            {"decision_id": content_id("review", place), "at": "", "actor": "", "action": action, **what}
        )
        for place, (action, what) in enumerate(made)
    )
