"""
Who people are: what `participants.csv`, surveys and heads of files say of them, settled into one table.

What each source says is kept apart, so that a disagreement can be shown with who says what, and so that naming a voice later carries
its description along. A place or an organisation in the head of a file becomes a number of the study's own (« quartier 2 »):
the vault knows which.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from models.participant import Disagreement, Participant
from models.transcript import ReadSource, SourceKind
from pipeline.flow.study import OpenStudy
from pipeline.ingest.attributes import place_key, same_value
from pipeline.ingest.describing import Settled, settle, traits
from pipeline.ingest.participants import PARTICIPANTS_FILE, Registered, read_participants
from pipeline.store import people, sources
from pipeline.store.connection import Write

PLACES_RECORD = "places-of-people"


class Origin(NamedTuple):
    """One thing that describes a person: a source (id and name), or `participants.csv`; and what it says, by trait."""

    origin: str
    name: str
    says: tuple[tuple[str, str], ...]


class Known(NamedTuple):
    """A person as the study knows them: what holds, who said it, what is disagreed on."""

    person: Participant
    origins: tuple[Origin, ...]
    disagreements: tuple[Disagreement, ...]


class Register:
    """Everybody's descriptions while files are being read; grows with each batch, and writes what changed."""

    def __init__(self, study: OpenStudy, registered: Registered) -> None:
        """What the study knows so far; `registered` is what `participants.csv` says now."""
        self._study = study
        self._declared = {person.participant_id: person for person in registered.participants}
        self._said = people.descriptions(study.file)
        self._known = dict(people.participants(study.file))

    def enter_declared(self) -> None:
        """Take in what `participants.csv` says, where it says something new."""
        changed = list(self._changed(self._declared))
        if changed:
            with self._study.write() as write:
                self._enter(write, changed)

    def enter(self, write: Write, read: Sequence[ReadSource]) -> None:
        """Take in what sources say of people, and everybody who speaks in them."""
        touched: dict[str, None] = {}
        fresh: list[tuple[str, Participant]] = []
        for one in read:
            origin = one.source.source_id
            now = {person.participant_id: person for person in numbered(self._study, one)}
            for identity in {*now, *(who for who, said in self._said.items() if origin in said)}:
                person = now.get(identity, Participant(participant_id=identity))
                said = self._said.setdefault(identity, {})
                if said.get(origin) != person and (traits(person) or origin in said):
                    said[origin] = person
                    fresh.append((origin, person))
                touched[identity] = None
            touched |= dict.fromkeys(turn.participant_id for turn in one.transcript.turns if turn.participant_id)
        people.add_descriptions(write, fresh)
        self._enter(write, list(self._changed(touched)))

    def origins(self) -> frozenset[str]:
        """Sources that describe somebody."""
        return frozenset(origin for said in self._said.values() for origin, one in said.items() if traits(one))

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where two descriptions of one person differ, by person."""
        everyone = sorted({*self._declared, *self._said})
        return tuple(torn for identity in everyone for torn in self._settled(identity).disagreements)

    def _settled(self, identity: str) -> Settled:
        return settle(identity, self._declared.get(identity), self._said.get(identity, {}))

    def _changed(self, identities: Iterable[str]) -> Iterator[Participant]:
        for identity in identities:
            known = self._known.get(identity)
            described = identity in self._declared or any(traits(one) for one in self._said.get(identity, {}).values())
            if known is not None and not described and identity not in self._said:
                continue  # somebody the study knows already, of whom nothing new is said
            person = self._settled(identity).person
            if person != known:
                yield person

    def _enter(self, write: Write, changed: Sequence[Participant]) -> None:
        people.add_participants(write, changed)
        self._known |= {person.participant_id: person for person in changed}


def registered_people(study: OpenStudy) -> Registered:
    """What `participants.csv` says; nothing when there is none."""
    path = study.folder / PARTICIPANTS_FILE
    return read_participants(path.read_bytes()) if path.exists() else Registered((), ())


def declared_at(study: OpenStudy) -> int:
    """When `participants.csv` last changed, in nanoseconds; 0 when there is none."""
    path = study.folder / PARTICIPANTS_FILE
    return path.stat().st_mtime_ns if path.exists() else 0


def numbered(study: OpenStudy, one: ReadSource) -> tuple[Participant, ...]:
    """People that a file describes; places and organisations of a head of file under their number in this study."""
    if one.source.kind is SourceKind.SURVEY:
        return one.participants
    return tuple(
        person.model_copy(
            update={"attributes": tuple((name, _number(study, name, value)) for name, value in person.attributes)}
        )
        for person in one.participants
    )


def _number(study: OpenStudy, name: str, value: str) -> str:
    key = place_key(name)
    if key is None:
        return value
    known = places_of_people(study)
    values = list(known.get(key, ()))
    at = next((place for place, one in enumerate(values) if same_value(one, value)), None)
    if at is None:
        at = len(values)
        study.vault.write(PLACES_RECORD, json.dumps({**known, key: [*values, value]}, ensure_ascii=False).encode())
    return f"{name} {at + 1}"


def places_of_people(study: OpenStudy) -> dict[str, list[str]]:
    """Trait -> the places and organisations that stand behind its numbers, from the vault: number 1 comes first."""
    return dict(json.loads(study.vault.read(PLACES_RECORD))) if study.vault.has(PLACES_RECORD) else {}


def known_people(study: OpenStudy) -> tuple[Known, ...]:
    """Everybody of the study, by id: what holds of them, who said it, and where two origins disagree."""
    declared = {person.participant_id: person for person in registered_people(study).participants}
    said, known = people.descriptions(study.file), people.participants(study.file)
    names = {row.source_id: row.source_name for row in sources.all_sources(study.file)}
    return tuple(_known(identity, known, declared, said, names) for identity in sorted({*known, *declared}))


def _known(
    identity: str,
    known: Mapping[str, Participant],
    declared: Mapping[str, Participant],
    said: Mapping[str, Mapping[str, Participant]],
    names: Mapping[str, str],
) -> Known:
    def by_name(origin: str) -> tuple[bool, str]:
        return origin != PARTICIPANTS_FILE, names.get(origin, origin)

    told = dict(sorted(said.get(identity, {}).items(), key=lambda one: by_name(one[0])))
    settled = settle(identity, declared.get(identity), told)
    torn = (
        one.model_copy(update={"said": tuple(sorted(one.said, key=lambda each: by_name(each[0])))})
        for one in settled.disagreements
    )
    every = {PARTICIPANTS_FILE: declared[identity], **told} if identity in declared else dict(told)
    origins = tuple(Origin(o, names.get(o, o), traits(one)) for o, one in every.items() if traits(one))
    return Known(settled.person if origins else known[identity], origins, tuple(torn))
