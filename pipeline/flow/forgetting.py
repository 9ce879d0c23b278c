"""
The vault without somebody: a source, some turns of one, and what the study knew of a person.

Records are encrypted, but who holds the passphrase reads them: withdrawing means that they too say nothing any more.
Every act may be done again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from pydantic import TypeAdapter

from models.anonymisation import Entity, Mention
from models.review import ReviewDecision
from models.transcript import Transcript
from pipeline.flow import gate
from pipeline.flow.anonymising import held, keep_held, keep_mentions, mentions_of, without_turns
from pipeline.flow.ingesting import keep_original, original
from pipeline.flow.linking import read_index, read_known, resolved
from pipeline.flow.originals import forget_original
from pipeline.flow.study import OpenStudy

_ENTITIES = TypeAdapter(tuple[Entity, ...])
_MENTIONS = TypeAdapter(tuple[Mention, ...])
_DECISIONS = TypeAdapter(tuple[ReviewDecision, ...])
_WORD = re.compile(r"\w+")
GONE = "[retiré]"


def forget_source(study: OpenStudy, source_id: str) -> None:
    """Everything that the vault holds of a source."""
    forget_original(study, source_id)
    for record in study.vault.names():
        if record.endswith(f"/{source_id}"):
            study.vault.delete(record)


def forget_turns(study: OpenStudy, source_id: str, gone: frozenset[int]) -> None:
    """Some turns of a source; the others keep their numbers. What the vault knew of its reading is kept for them."""
    if study.vault.has(f"original/{source_id}"):
        one = original(study, source_id)
        kept = tuple(turn for turn in one.transcript.turns if turn.turn_no not in gone)
        if len(kept) < len(one.transcript.turns):
            mentions = [m for m in mentions_of(study, source_id) if m.turn_no not in gone]
            rest = one.transcript.model_copy(update={"turns": kept})
            speakers = {turn.participant_id for turn in kept}
            people = tuple(p for p in one.participants if p.participant_id in speakers)
            keep_mentions(study, rest, mentions)
            before = one.transcript.transcript_id
            keep_original(study, one.model_copy(update={"transcript": rest, "participants": people}))
            _forget_mentions_of(study, before)
    if study.vault.has(f"held/{source_id}"):
        keep_held(study, without_turns(held(study, source_id), gone))
    record = f"linked/{source_id}"
    if study.vault.has(record):
        linked = _MENTIONS.validate_json(study.vault.read(record))
        study.vault.write(record, _MENTIONS.dump_json(tuple(m for m in linked if m.turn_no not in gone)))
    study.vault.delete(f"words/{source_id}")


def _forget_mentions_of(study: OpenStudy, transcript_id: str) -> None:
    for record in study.vault.names():
        if record.startswith("mentions/") and record.endswith(f"/{transcript_id}"):
            study.vault.delete(record)


def forget_person(study: OpenStudy, participant_id: str) -> None:
    """
    What the study knew of people and places only because this person said it, and what was declared of them.

    A form stays when all of its words stand in what the others said: their words still need their pseudonyms.
    """
    said = _words_that_remain(study)

    def stays(form: str) -> bool:
        return all(word.casefold() in said for word in _WORD.findall(form))

    declared = gate.read_identities(study)
    kept = tuple(one for one in declared if one.person != participant_id)
    if len(kept) < len(declared):
        gate.keep_identities(study, kept)
    _forget_entities(study, stays)
    decisions = gate.decisions(study)
    if any(not stays(form) for one in decisions for form in one.forms):
        cleaned = tuple(
            one.model_copy(update={"forms": tuple(form if stays(form) else GONE for form in one.forms)})
            for one in decisions
        )
        study.vault.write(gate.REVIEW, _DECISIONS.dump_json(cleaned))


def _words_that_remain(study: OpenStudy) -> frozenset[str]:
    found: set[str] = set()
    for record in study.vault.names():
        if record.startswith("original/"):
            found |= _words(original(study, record.removeprefix("original/")).transcript)
        elif record.startswith("held/"):  # an original that was destroyed: what was left in clear
            found |= _words(held(study, record.removeprefix("held/")).transcript)
    for one in gate.read_identities(study):
        found |= {word.casefold() for word in _WORD.findall(one.form)}
    return frozenset(found)


def _words(transcript: Transcript) -> set[str]:
    return {
        word.casefold()
        for turn in transcript.turns
        for text in (turn.text, turn.speaker)
        for word in _WORD.findall(text)
    }


def _forget_entities(study: OpenStudy, stays: Callable[[str], bool]) -> None:
    """Entities, as linked and as decided, without the forms that nobody says any more; an entity without a form goes."""
    into = resolved(read_known(study).same, gate.read_review(study))
    used = _keys_without_original(study)

    def rest(entity: Entity) -> Entity | None:
        if not entity.forms or {entity.key, into.get(entity.key, entity.key)} & used:
            return entity
        forms = tuple(form for form in entity.forms if stays(form))
        return entity.model_copy(update={"forms": forms}) if forms else None

    if study.vault.has("entities"):
        found = _ENTITIES.validate_json(study.vault.read("entities"))
        study.vault.write("entities", _ENTITIES.dump_json(tuple(e for one in found if (e := rest(one)) is not None)))
    if study.vault.has("entities/linked"):
        fields = json.loads(study.vault.read("entities/linked"))
        found = _ENTITIES.validate_python(fields["entities"])
        fields["entities"] = _ENTITIES.dump_python(
            tuple(e for one in found if (e := rest(one)) is not None), mode="json"
        )
        study.vault.write("entities/linked", json.dumps(fields, ensure_ascii=False).encode("utf-8"))
    if study.vault.has("entities/places"):
        index = {source: keys for source, keys in read_index(study).items() if study.vault.has(f"held/{source}")}
        study.vault.write("entities/places", json.dumps(index).encode())


def _keys_without_original(study: OpenStudy) -> frozenset[str]:
    """Entities mentioned in sources whose originals were destroyed: there is no telling which of their forms stood there."""
    found: set[str] = set()
    for record in study.vault.names():
        source_id = record.removeprefix("held/")
        if record.startswith("held/") and not study.vault.has(f"original/{source_id}"):
            found |= {one.key for one in held(study, source_id).replacements}
    return frozenset(found)
