"""
Giving back: who may be given which booklet, made from the study as it is now, and what was handed to whom.

A booklet shows at the public's level of disclosure: no pseudonym, no place, nothing that was flagged. A person reads their
own words whether or not they agreed to be quoted, since nobody else does; a group reads words of its people only where
they agreed. It refuses a booklet to whom takes no part in the analysis, and never prints a number of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from models.base import content_id
from models.disclosure import Level, Use
from models.finding import Finding, FindingStatus, Grounding, GroupPosition, Position, Stance
from models.restitution import Booklet, Given, PlainWording, ReaderState
from models.rows import EvidenceRow, ParticipantRow
from pipeline.consent import Standing
from pipeline.errors import UnknownReference
from pipeline.flow import findings as finding_flow
from pipeline.flow.coding import new_decision_id
from pipeline.flow.consenting import counted, standing_of
from pipeline.flow.disclosing import Disclosure, disclosure
from pipeline.flow.study import OUTPUTS, OpenStudy, Role, now
from pipeline.restitution.booklet import Reader, Understood, booklet, is_stale
from pipeline.restitution.page import page
from pipeline.restitution.printed import printed, word
from pipeline.store import findings, people
from pipeline.store import restitution as store

FOLDER = "restitution"
MAX_GROUP_WORDS = 5
MAX_ALSO_SAID = 6
SILENT = frozenset({Position.SILENT_ASKED, Position.SILENT_NEVER_ASKED})
Format = Literal["html", "docx", "pdf"]
REFUSES_ANALYSIS = "n'a pas accepté l'analyse, ou a repris son accord"


class _Study(NamedTuple):
    """The study read once for any number of booklets."""

    findings: tuple[Finding, ...]
    groundings: dict[str, Grounding]
    evidence: dict[str, tuple[EvidenceRow, ...]]
    people: tuple[ParticipantRow, ...]
    standing: Standing


def _read(study: OpenStudy) -> _Study:
    standing = standing_of(study)
    living = tuple(f for f in findings.findings(study.file) if f.status is not FindingStatus.WITHDRAWN)
    finding_ids = {f.finding_id for f in living}
    rows: dict[str, list[EvidenceRow]] = {}
    for row in counted(study, findings.evidence_rows(study.file)):
        if row.evidence.finding_id in finding_ids:
            rows.setdefault(row.evidence.finding_id, []).append(row)
    groundings = {
        f.finding_id: findings.grounding(study.file, f.finding_id) or finding_flow.compute(study, f.finding_id)
        for f in living
    }
    heard = tuple(p for p in people.participant_rows(study.file) if p.n_words and p.withdrawn_on is None)
    return _Study(living, groundings, {key: tuple(value) for key, value in rows.items()}, heard, standing)


def readers(study: OpenStudy) -> tuple[tuple[ReaderState, ...], tuple[ReaderState, ...]]:
    """Everybody who may be given a booklet, and every group that was heard, with what was given and what came back."""
    read, given, answered = _read(study), store.given(study.file), store.replies(study.file)
    handed = {(one.participant_id, one.group): one.given_on for one in given}

    def state(person: str | None, group: str | None, n_findings: int, refused: str = "") -> ReaderState:
        mine = [r for r in answered if r.participant_id == person and (person is not None or r.group == group)]
        return ReaderState(
            participant_id=person,
            group=group,
            n_findings=n_findings,
            given_on=handed.get((person, None if person else group)),
            n_replies=len(mine),
            n_waiting=sum(r.turn_id is None for r in mine),
            refused=refused,
        )

    persons = tuple(
        state(
            p.participant_id,
            p.stakeholder_group,
            len(_chosen(read, p.participant_id, p.stakeholder_group)),
            REFUSES_ANALYSIS if p.participant_id in read.standing.refused else "",
        )
        for p in read.people
    )
    names = sorted({p.stakeholder_group for p in read.people if p.stakeholder_group})
    return persons, tuple(state(None, name, len(_chosen(read, None, name))) for name in names)


def _chosen(read: _Study, person: str | None, group: str | None) -> tuple[Finding, ...]:
    """Findings that rest on the person (or on the group), then those their group speaks of; in the order of the board."""

    def rests(finding: Finding) -> bool:
        rows = read.evidence.get(finding.finding_id, ())
        return any((r.participant_id == person) if person else (r.stakeholder_group == group) for r in rows)

    def spoken_of(finding: Finding) -> bool:
        places = read.groundings[finding.finding_id].groups
        return group is not None and any(p.group == group and p.position not in SILENT for p in places)

    first = [f for f in read.findings if rests(f)]
    return (*first, *(f for f in read.findings if f not in first and spoken_of(f)))


def findings_for(
    study: OpenStudy, *, participant_id: str | None = None, group: str | None = None
) -> tuple[Finding, ...]:
    """Findings that a reader answers to: those of the booklet last handed to them, else those their booklet would hold."""
    read = _read(study)
    person = next((p for p in read.people if p.participant_id == participant_id), None)
    handed = [
        one
        for one in store.given(study.file)
        if one.participant_id == participant_id and one.group == (None if person else group)
    ]
    known = {f.finding_id: f for f in read.findings}
    if handed:
        return tuple(known[one] for one in handed[-1].finding_ids if one in known)
    return _chosen(read, participant_id, person.stakeholder_group if person else group)


def booklet_for(
    study: OpenStudy,
    *,
    participant_id: str | None = None,
    group: str | None = None,
    finding_ids: Sequence[str] | None = None,
    shown: Disclosure | None = None,
) -> Booklet:
    """
    One booklet, from the study as it is now: a person's, or (`group`) a group's.

    Args:
        finding_ids: these findings, in this order, instead of those that rest on the reader or on their group.
        shown: the public's disclosure when it is at hand; making it reads every mask.

    Raises:
        UnknownReference: no such person, group or finding; or the person takes no part in the analysis.
        VaultLocked: the masks of some transcripts are in the vault only, and it is closed.
    """
    read = _read(study)
    person = _person(read, participant_id) if participant_id is not None else None
    own_group = person.stakeholder_group if person else group
    members = [
        p for p in read.people if p.stakeholder_group == own_group and p.participant_id not in read.standing.refused
    ]
    if person is None and not members:
        raise UnknownReference(f"Personne n'a été entendu dans le groupe « {group} » : choisissez un groupe entendu.")
    shown = shown or disclosure(study, level=Level.PUBLIC.value)
    mine = replace(shown, standing=_only(participant_id)) if participant_id else shown
    wordings = store.plain_wordings(study.file)
    chosen = _chosen(read, participant_id, own_group) if finding_ids is None else _these(read, finding_ids)
    understood = tuple(_understood(one, read, mine, participant_id, own_group, wordings) for one in chosen)
    also = store.coded_words(study.file, participant_id, limit=MAX_ALSO_SAID) if participant_id else ()
    return booklet(
        Reader(participant_id or group or "", own_group, participant_id is None, len(members)),
        understood,
        study=study.settings.study.title,
        day=now().date(),
        k=study.settings.disclosure.k,
        also_said=tuple(mine.words(*place).text for place in also),
    )


def _person(read: _Study, participant_id: str) -> ParticipantRow:
    found = next((p for p in read.people if p.participant_id == participant_id), None)
    if found is None:
        raise UnknownReference(f"Personne d'entendu ne porte l'identifiant « {participant_id} » dans cette étude.")
    if participant_id in read.standing.refused:
        raise UnknownReference(f"« {participant_id} » {REFUSES_ANALYSIS} : il n'y a pas de livret à lui remettre.")
    return found


def _these(read: _Study, finding_ids: Sequence[str]) -> tuple[Finding, ...]:
    known = {f.finding_id: f for f in read.findings}
    missing = [one for one in finding_ids if one not in known]
    if missing:
        raise UnknownReference(
            f"Le constat {missing[0]} n'existe pas, ou il est retiré : rechargez le tableau des constats."
        )
    return tuple(known[one] for one in finding_ids)


def _only(participant_id: str) -> Standing:
    """Consents under which a person's own words, and nobody else's, may be shown: to themselves."""
    return Standing({participant_id: frozenset(Use)}, frozenset(), frozenset(), recorded=True, quotes_unknown=False)


def _understood(
    finding: Finding,
    read: _Study,
    shown: Disclosure,
    person: str | None,
    group: str | None,
    wordings: dict[str, PlainWording],
) -> Understood:
    rows = read.evidence.get(finding.finding_id, ())
    own = [r for r in rows if r.participant_id is not None and r.participant_id == person]
    theirs = (
        own
        if person
        else _one_each([r for r in rows if r.stakeholder_group == group and shown.quotes(r.participant_id)])
    )
    said = tuple(
        shown.words(r.evidence.anchor.turn_id, r.evidence.anchor.start, r.evidence.anchor.verbatim).text for r in theirs
    )
    wording = wordings.get(finding.finding_id)
    return Understood(
        finding_id=finding.finding_id,
        statement=shown.free(finding.statement),
        plain=shown.free(wording.text) if wording else None,
        positions=tuple(_shown_place(place, shown) for place in read.groundings[finding.finding_id].groups),
        said=said,
        own_for=int(any(r.evidence.stance is Stance.SUPPORTS for r in own)),
        own_against=int(any(r.evidence.stance is not Stance.SUPPORTS for r in own)),
        stale=is_stale(wording, finding.statement),
    )


def _one_each(rows: Sequence[EvidenceRow]) -> list[EvidenceRow]:
    """At most one verbatim a person, a few in all, in an order that says nothing of who they are."""
    by_person = {row.participant_id: row for row in reversed(rows) if row.participant_id}
    return sorted(by_person.values(), key=lambda r: content_id("order", r.evidence.evidence_id))[:MAX_GROUP_WORDS]


def _shown_place(place: GroupPosition, shown: Disclosure) -> GroupPosition:
    """A group whose name the public may not read is as small as can be: it is told among other people."""
    return place if shown.group(place.group) == place.group else place.model_copy(update={"n_heard": 0})


def rendered(made: Booklet, format: Format) -> bytes:  # noqa: A002  # the word on the command line
    """A booklet in one format."""
    return {"html": lambda: page(made).encode("utf-8"), "docx": lambda: word(made), "pdf": lambda: printed(made)}[
        format
    ]()


def write_booklets(
    study: OpenStudy,
    *,
    participants: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    format: Format = "html",  # noqa: A002  # as above
) -> tuple[tuple[Path, Booklet], ...]:
    """
    Write booklets into `outputs/restitution/`: of these people and groups, or of everybody when neither is named.

    Raises:
        UnknownReference, VaultLocked: see `booklet_for`.
    """
    study.require(Role.RESEARCHER)
    if participants is None and groups is None:
        everybody, heard = readers(study)
        participants = [p.participant_id for p in everybody if p.participant_id and not p.refused and p.n_findings]
        groups = [g.group for g in heard if g.group and g.n_findings]
    shown = disclosure(study, level=Level.PUBLIC.value)
    made = [booklet_for(study, participant_id=one, shown=shown) for one in participants or ()]
    made += [booklet_for(study, group=one, shown=shown) for one in groups or ()]
    folder = study.folder / OUTPUTS / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for one in made:
        path = folder / file_name(one, format)
        path.write_bytes(rendered(one, format))
        written.append((path, one))
    return tuple(written)


def file_name(made: Booklet, format: str) -> str:  # noqa: A002  # as above
    """The file of a booklet: by its reader's pseudonymous id, or by its group."""
    safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in made.reader)
    return f"{'groupe' if made.for_group else 'livret'}-{safe}.{format}"


def give(study: OpenStudy, made: Booklet, *, on: date | None = None) -> Given:
    """Keep that this booklet was handed over."""
    study.require(Role.RESEARCHER)
    given = Given(
        given_id=new_decision_id(),
        participant_id=None if made.for_group else made.reader,
        group=made.reader if made.for_group else None,
        given_on=on or now().date(),
        given_by=study.actor,
        finding_ids=tuple(one.finding_id for one in made.findings),
    )
    with study.write() as write:
        store.add_given(write, given)
    return given


def take_back(study: OpenStudy, given_id: str) -> None:
    """Say that a booklet was not handed over after all."""
    study.require(Role.RESEARCHER)
    found = next((one for one in store.given(study.file) if one.given_id == given_id), None)
    if found is None:
        raise UnknownReference("Cette remise n'est plus notée : rechargez la page.")
    with study.write() as write:
        store.add_given(write, found.model_copy(update={"taken_back": True}))


def write_plain(study: OpenStudy, finding_id: str, text: str) -> PlainWording:
    """
    Write a finding in plain words, for booklets; what it said before is kept.

    Raises:
        UnknownReference: no such finding, or no words.
    """
    study.require(Role.RESEARCHER)
    finding = finding_flow.find(study, finding_id)
    if not text.strip():
        raise UnknownReference("La formulation simple est vide : écrivez une phrase, ou gardez l'énoncé.")
    wording = PlainWording(
        finding_id=finding_id, text=text.strip(), statement=finding.statement, author=study.actor, written_at=now()
    )
    with study.write() as write:
        store.add_plain_wording(write, wording)
    return wording
