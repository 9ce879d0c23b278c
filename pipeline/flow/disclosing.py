"""
What of a study may be shown, to whom: one level of disclosure, one use, held against everybody's consent.

Every report, table and export asks here for its words, names of people, groups and sources. Anchors stay those of the
study, so that a generalised verbatim still leads to the words that were said, and it always tells that it was changed.
A person without consent to be quoted is counted and never quoted; it refuses to lower a level for transcripts whose masks
nobody recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from models.anonymisation import MentionKind
from models.codebook import Code
from models.disclosure import Level, Mark, MarkState, ShownPerson, Use
from models.participant import Participant
from models.rows import SourceRow
from models.transcript import SourceState, SpeakerRole, Transcript, turn_id
from pipeline.consent import Standing
from pipeline.disclose.disclose import Surfaces, disclose, echoes, surfaces, within
from pipeline.disclose.names import (
    OTHER_PEOPLE,
    WITHHELD_WORDS,
    file_suffix,
    level_named,
    numbered_sources,
    speaker_name,
    telling_words,
    use_named,
    without_telling,
)
from pipeline.disclose.people import shown_people
from pipeline.errors import VaultLocked
from pipeline.flow.anonymising import held, read_entities
from pipeline.flow.consenting import TEAM_ROLES, standing_of
from pipeline.flow.marking import keep_marks
from pipeline.flow.study import OpenStudy
from pipeline.store import masks, people, sources
from pipeline.store.masks import TurnOwner

NOBODY = Surfaces(None, {})


class Words(NamedTuple):
    """Words that may leave: `generalised` when they are not the study's own, `withheld` when they may not be quoted."""

    text: str
    generalised: bool = False
    withheld: bool = False


@dataclass(frozen=True)
class Disclosure:
    """A level, a use, and all that is needed to show the study so. Make one with `disclosure`."""

    level: Level
    use: Use | None
    k: int
    standing: Standing
    people: Mapping[str, ShownPerson]
    groups: Mapping[str, str]
    sources: Mapping[str, str]
    owners: Mapping[str, TurnOwner]
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    known: Mapping[str, Surfaces] = field(default_factory=dict)
    names: Surfaces = NOBODY
    telling: frozenset[str] = frozenset()
    by_name: Mapping[str, str] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """What tells a file of this level and use from the team's own: "", "-financeur", "-public-archivage"."""
        return file_suffix(self.level, self.use)

    def holds(self, source_id: str) -> bool:
        """Whether a source is part of what leaves for the use asked: somebody who agreed speaks in it, or nobody at all."""
        return self.use is None or source_id not in self.left_out

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Sources where people speak, and none of them is part of what leaves."""
        speaking = {o.source_id for o in self.owners.values() if o.role not in TEAM_ROLES}
        kept = {o.source_id for o in self.owners.values() if o.role not in TEAM_ROLES and self.counts(o.participant_id)}
        return frozenset(speaking - kept)

    def counts(self, participant_id: str | None, role: SpeakerRole = SpeakerRole.PARTICIPANT) -> bool:
        """Whether this person is part of what leaves: agrees to be analysed, and to the use when one is asked for."""
        if role in TEAM_ROLES:
            return True
        return self.standing.may(participant_id, Use.ANALYSIS) and (
            self.use is None or self.standing.may(participant_id, self.use)
        )

    def quotes(self, participant_id: str | None, role: SpeakerRole = SpeakerRole.PARTICIPANT) -> bool:
        """Whether this person's words may be quoted."""
        return role in TEAM_ROLES or (
            self.counts(participant_id, role) and self.standing.may(participant_id, Use.QUOTATION)
        )

    def leaves(self, turn: str) -> bool:
        """Whether what was said in a turn is part of what leaves, quoted or not."""
        owner = self.owners.get(turn)
        return owner is not None and self.counts(owner.participant_id, owner.role)

    def words(self, turn: str, start: int, text: str) -> Words:
        """Words of a turn, which begin at `start` of it, as they may be shown."""
        owner = self.owners.get(turn)
        if owner is None or not self.quotes(owner.participant_id, owner.role):
            return Words(WITHHELD_WORDS, withheld=True)
        if self.level is Level.TEAM:
            return Words(text)
        own = within(self.marks.get(turn, ()), start, start + len(text))
        return self._shown(text, owner.source_id, own)

    def context(self, source_id: str, text: str) -> Words:
        """What an interviewer said in a source (a question), where no mark of its own is at hand."""
        return Words(text) if self.level is Level.TEAM else self._shown(text, source_id, ())

    def _shown(self, text: str, source_id: str, own: tuple[Mark, ...]) -> Words:
        found = disclose(text, (*own, *echoes(text, self.known.get(source_id, NOBODY))), self.level)
        return Words(found.text, generalised=found.generalised)

    def free(self, text: str) -> str:
        """
        What a researcher or the machine wrote (a statement, a theme's or a code's name), as this level may read it.

        What was flagged in anybody's words is generalised there too, and for the public the pseudonyms it must not link.
        """
        if self.level is Level.TEAM:
            return text
        return disclose(text, echoes(text, self.names, capitals=True), self.level).text

    def code(self, code: Code) -> Code:
        """A code as it may leave the team: what it is called and how it is used, without examples, which are people's words."""
        if self.level is Level.TEAM:
            return code
        written = {
            name: self.free(getattr(code, name)) for name in ("name", "path", "definition", "when_to_use", "when_not")
        }
        return code.model_copy(update={**written, "examples": ()})

    def terms(self, terms: str) -> str:
        """A theme's telling words, without those that are pseudonyms or stand for something that was flagged."""
        if self.level is Level.TEAM:
            return terms
        return without_telling(terms, self.telling)

    def person(self, participant_id: str | None) -> str | None:
        """A participant's id as it is shown."""
        shown = self.people.get(participant_id or "")
        return shown.participant_id if shown else (None if self.level is Level.PUBLIC else participant_id)

    def group_of(self, participant_id: str | None, group: str | None) -> str | None:
        """The group shown for a person."""
        shown = self.people.get(participant_id or "")
        return shown.stakeholder_group if shown else self.group(group)

    def group(self, group: str | None) -> str | None:
        """A group's name as it is shown; one that nobody belongs to keeps its own."""
        return self.groups.get(group, group) if group else group

    def territory(self, territory: str) -> str:
        """A territory's name as it is shown."""
        return self._trait("territory", territory)

    def wave(self, wave: str) -> str:
        """A wave's name as it is shown."""
        return self._trait("wave", wave)

    def _trait(self, name: str, value: str) -> str:
        if self.level is Level.TEAM or any(getattr(p, name) == value for p in self.people.values()):
            return value
        return OTHER_PEOPLE

    def source(self, source_id: str, name: str) -> str:
        """A source's name as it is shown."""
        return self.sources.get(source_id, name)

    def source_named(self, name: str) -> str:
        """The same, for what knows a source by its name only."""
        return self.sources.get(self.by_name.get(name, ""), name)

    def speaker(self, turn: str, speaker: str) -> str:
        """A speaker's name: the pseudonym, or for the public what they are and a number."""
        if self.level is not Level.PUBLIC:
            return speaker
        owner = self.owners.get(turn)
        shown = self.people.get(owner.participant_id or "") if owner else None
        if shown is not None and shown.speaker:
            return shown.speaker
        return speaker_name(owner.role if owner else None)


def disclosure(study: OpenStudy, *, level: str | None = None, use: str | None = None) -> Disclosure:
    """
    What may be shown at a level (the study's own when none is named), for a use.

    Raises:
        UnknownReference: no such level or use.
        VaultLocked: the masks of some transcripts are in the vault only, and it is closed.
    """
    chosen, wanted = level_named(level or study.settings.disclosure.level), use_named(use)
    k, standing = study.settings.disclosure.k, standing_of(study)
    found = sources.all_sources(study.file)
    order, entered = masks.entry_order(study.file)
    kinds = {source.source_id: source.kind for source in found}
    everyone = people.participants(study.file)
    counted = [everyone[p] for p in order if p in everyone and p not in standing.refused]
    shown = shown_people(counted, chosen, k=k)
    plain = Disclosure(
        level=chosen,
        use=wanted,
        k=k,
        standing=standing,
        people=shown,
        groups=_groups(counted, shown),
        sources=numbered_sources((i, kinds[i]) for i in entered if i in kinds) if chosen is Level.PUBLIC else {},
        owners=masks.turn_owners(study.file),
        by_name={source.source_name: source.source_id for source in found},
    )
    return plain if chosen is Level.TEAM else _with_marks(study, plain)


def _groups(counted: list[Participant], shown: Mapping[str, ShownPerson]) -> dict[str, str]:
    """Each group's name as it is shown; the group is the first trait told apart, so all its people share it."""
    return {
        p.stakeholder_group: shown[p.participant_id].stakeholder_group or OTHER_PEOPLE
        for p in counted
        if p.stakeholder_group
    }


def _with_marks(study: OpenStudy, plain: Disclosure) -> Disclosure:
    if fill_marks(study, ask=True):
        raise VaultLocked(
            "Pour certaines transcriptions, l'étude ne sait pas encore où des mots ont été remplacés : ouvrez le coffre "
            "une fois (--passphrase-file FICHIER, ou l'écran Anonymisation), puis recommencez."
        )
    marks = masks.marks(study.file)
    known: dict[str, Surfaces] = {}
    names: list[tuple[str, tuple[Mark, ...]]] = []
    identities = sources.transcripts_by_source(study.file)
    for transcript in sources.current_transcripts(study.file):
        identity = identities[transcript.source_id]
        turns = [(t.text, marks.get(turn_id(identity, t.turn_no), ())) for t in transcript.turns]
        known[transcript.source_id] = surfaces(_seen_at(plain.level, turns))
        names += [(text, tuple(m for m in own if _is_told(m, plain.level))) for text, own in turns]
    told = known.values() if plain.level is Level.FUNDER else (*known.values(), surfaces(names))
    telling = telling_words(told)
    return replace(plain, marks=marks, known=known, names=surfaces(names), telling=telling)


def _seen_at(level: Level, turns: list[tuple[str, tuple[Mark, ...]]]) -> list[tuple[str, tuple[Mark, ...]]]:
    """At a funder's level only what was left is changed: pseudonyms need not be looked for."""
    if level is Level.PUBLIC:
        return turns
    return [(text, tuple(mark for mark in own if mark.state is MarkState.LEFT)) for text, own in turns]


def _is_told(mark: Mark, level: Level) -> bool:
    """Whether what a researcher wrote is searched for it: what was flagged, and for the public who and what is named."""
    named = {MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION}
    return mark.state is MarkState.LEFT or (level is Level.PUBLIC and mark.kind in named)


def fill_marks(study: OpenStudy, *, ask: bool = False) -> int:
    """
    Take from the vault the marks of transcripts released before they were kept. Returns how many still have none.

    Only when the vault is open, or can be opened at once when `ask`.
    """
    waiting = masks.unmarked(study.file)
    if not waiting or not (study.is_unlocked or ask):
        return len(waiting)
    entities = read_entities(study)
    present = {t.source_id: t for t in sources.current_transcripts(study.file, list(waiting.values()))}
    for transcript_id, source_id in list(waiting.items()):
        if not study.vault.has(f"held/{source_id}"):
            continue
        kept = held(study, source_id)
        if _same_words(kept.transcript, present.get(source_id)):
            with study.write() as write:
                keep_marks(write, kept, entities, transcript_id=transcript_id)
            del waiting[transcript_id]
    return len(waiting)


def _same_words(one: Transcript, other: Transcript | None) -> bool:
    return other is not None and [(t.turn_no, t.text) for t in one.turns] == [(t.turn_no, t.text) for t in other.turns]


def shown_transcripts(study: OpenStudy, shown: Disclosure) -> tuple[Transcript, ...]:
    """Released transcripts with the turns that may leave, as they may be read; sources of which nobody speaks stay out."""
    found = []
    identities = sources.transcripts_by_source(study.file)
    for transcript in sources.current_transcripts(study.file):
        identity, turns = identities[transcript.source_id], []
        for turn in transcript.turns:
            place = turn_id(identity, turn.turn_no)
            owner = shown.owners.get(place)
            role = owner.role if owner else turn.role
            if not shown.counts(turn.participant_id, role) or not shown.quotes(turn.participant_id, role):
                continue
            changed = {
                "text": shown.words(place, 0, turn.text).text,
                "speaker": shown.speaker(place, turn.speaker),
                "participant_id": shown.person(turn.participant_id),
            }
            turns.append(turn.model_copy(update=changed))
        if any(turn.role not in TEAM_ROLES for turn in turns) or not _others(transcript):
            found.append(transcript.model_copy(update={"turns": tuple(turns)}))
    return tuple(found)


def _others(transcript: Transcript) -> bool:
    return any(turn.role not in TEAM_ROLES for turn in transcript.turns)


def shown_participants(study: OpenStudy, shown: Disclosure) -> dict[str, Participant]:
    """Participants who may leave, by the id under which they are shown."""
    found = {}
    for identity, person in people.participants(study.file).items():
        seen = shown.people.get(identity)
        if seen is not None and shown.counts(identity):
            found[seen.participant_id] = Participant(
                participant_id=seen.participant_id,
                stakeholder_group=seen.stakeholder_group,
                territory=seen.territory,
                wave=seen.wave,
                attributes=seen.attributes,
                consent_date=person.consent_date if shown.level is Level.TEAM else None,
                consent_uses=person.consent_uses if shown.level is Level.TEAM else (),
            )
    return found


def released(study: OpenStudy) -> tuple[SourceRow, ...]:
    """Sources that passed the gate."""
    return tuple(s for s in sources.all_sources(study.file) if s.state is SourceState.RELEASED)
