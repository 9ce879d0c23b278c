"""
The names that researchers know and declare (`identities.csv`): kept encrypted in the vault, never in clear.

The declared list is one: taking a file in replaces what was declared. Transcripts at the gate are replaced anew when next
looked at; released ones that may hold a declared form are due (`review.reviewed_after_release`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.anonymisation import MentionKind
from models.review import Identity, ReviewAction
from models.transcript import SourceState
from pipeline.anonymise.declared import may_hold, seek
from pipeline.anonymise.forms import same_form, words_in
from pipeline.anonymise.identities import Refusal, read_identities
from pipeline.errors import ImportRefused, UnknownReference
from pipeline.flow import gate
from pipeline.flow.linking import read_words
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import sources


class Declared(NamedTuple):
    """What a declaration did: forms and people now declared, and the lines refused by number."""

    forms: int
    people: int
    refused: tuple[Refusal, ...] = ()


def import_identities(study: OpenStudy, content: bytes) -> Declared:
    """
    Take in `identities.csv`, in the place of what was declared before. Needs the vault.

    Raises:
        ImportRefused: it is no such table, or none of its lines can be followed; what was declared stays.
    """
    study.require(Role.CUSTODIAN)
    read = read_identities(content)
    if not read.identities:
        raise ImportRefused(
            f"identities.csv n'a aucune ligne utilisable ({len(read.refused)} refusées) ; ce qui était déclaré reste."
        )
    return _declare(study, read.identities)._replace(refused=read.refused)


def declare(study: OpenStudy, one: Identity) -> Declared:
    """
    Add one form to what is declared. Needs the vault.

    Raises:
        UnknownReference: the form holds no word, or the person has no id.
    """
    if not words_in(one.form) or not one.person.strip():
        raise UnknownReference("Écrivez la forme à chercher et un identifiant pour la personne.")
    before = [
        i
        for i in declared(study)
        if (i.person, i.kind, same_form(i.form)) != (one.person, one.kind, same_form(one.form))
    ]
    return _declare(study, (*before, one))


def declared(study: OpenStudy) -> tuple[Identity, ...]:
    """What is declared, in the order it was. Custodian only: these are real names."""
    study.require(Role.CUSTODIAN)
    return gate.read_identities(study)


def remove_identities(study: OpenStudy, person: str | None = None, *, form: str | None = None) -> Declared:
    """
    Forget what is declared: of one person, one form of theirs, or everything. Their entities keep their pseudonym.

    Raises:
        UnknownReference: nothing is declared under this id.
    """
    before = declared(study)
    kept = tuple(i for i in before if person and (i.person != person or (form is not None and i.form != form)))
    if len(kept) == len(before):
        raise UnknownReference("Rien n'est déclaré sous cet identifiant : voyez « polyphonie identities show ».")
    return _declare(study, kept)


def _declare(study: OpenStudy, identities: Sequence[Identity]) -> Declared:
    before = declared(study)
    gate.keep_identities(study, identities)
    changed = [*(set(before) - set(identities)), *(set(identities) - set(before))]
    if changed:
        forms = tuple(sorted({one.form for one in changed}))
        gate.decide(study, ReviewAction.DECLARE, forms=forms, sources=_concerned(study, changed))
    return Declared(len(identities), len({(i.person, i.kind is MentionKind.PERSON) for i in identities}))


def _concerned(study: OpenStudy, changed: Sequence[Identity]) -> list[str]:
    """Sources at the gate, all of them; released ones that may hold one of these forms."""
    sought = seek(changed)
    return [
        source.source_id
        for source in sources.all_sources(study.file)
        if source.state is SourceState.HELD
        or (source.state is SourceState.RELEASED and may_hold(read_words(study, source.source_id), sought))
    ]
