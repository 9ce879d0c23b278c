"""
The gate: what a custodian sees and decides before an anonymised transcript enters the study.

Riskiest first: doubts, then persons, then the rest. A decision holds for the whole study and is kept in the vault; held
transcripts are replaced anew at once. Only a custodian with the vault open can be here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.anonymisation import Entity, Mention, MentionKind
from models.base import Noun
from models.provenance import Step
from models.rows import SourceRow
from models.transcript import SourceState
from pipeline.errors import UnknownReference
from pipeline.flow.anonymising import (
    Review,
    held,
    keep_review,
    mentions_of,
    read_entities,
    read_review,
    replace_all,
    versions,
)
from pipeline.flow.ingesting import original
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import runs, sources

CONTEXT_CHARACTERS = 70
CONTEXTS_SHOWN = 4


class Context(Noun):
    """A mention in its sentence, in original words: for the custodian's eyes only."""

    source_name: str
    turn_no: int
    before: str
    form: str
    after: str


class ReviewedEntity(Noun):
    """Someone or something of the study as the review screen shows it; `doubtful` while one of its mentions would stay."""

    key: str
    kind: MentionKind
    forms: tuple[str, ...]
    pseudonym: str
    n_mentions: int
    n_sources: int
    doubtful: bool
    contexts: tuple[Context, ...]


class HeldSource(Noun):
    """A source at the gate, with what is left to look at."""

    source: SourceRow
    n_mentions: int
    n_doubts: int


def held_sources(study: OpenStudy) -> tuple[HeldSource, ...]:
    """Sources that wait at the gate, those with most doubts first. Needs the vault."""
    study.require(Role.CUSTODIAN)
    waiting = []
    for source in sources.all_sources(study.file):
        if source.state is SourceState.HELD and study.vault.has(f"held/{source.source_id}"):
            kept = held(study, source.source_id)
            n_mentions = len(kept.replacements) + len(kept.doubts)
            waiting.append(HeldSource(source=source, n_mentions=n_mentions, n_doubts=len(kept.doubts)))
    return tuple(sorted(waiting, key=lambda h: (-h.n_doubts, h.source.source_name)))


def reviewed_entities(study: OpenStudy, *, source_id: str | None = None) -> tuple[ReviewedEntity, ...]:
    """Everything masked or doubtful in held sources (or in one source), the riskiest first. Needs the vault."""
    study.require(Role.CUSTODIAN)
    wanted = [
        source
        for source in sources.all_sources(study.file)
        if (source.source_id == source_id or (source_id is None and source.state is SourceState.HELD))
        and study.vault.has(f"held/{source.source_id}")
    ]
    by_form = {(entity.kind, form.casefold()): entity for entity in read_entities(study) for form in entity.forms}
    review = read_review(study)
    gathered: dict[str, list[tuple[SourceRow, Mention, str]]] = defaultdict(list)
    entities: dict[str, Entity] = {}
    doubtful: set[str] = set()
    for source in wanted:
        doubts = {(doubt.turn_no, doubt.start) for doubt in held(study, source.source_id).doubts}
        texts = {turn.turn_no: turn.text for turn in original(study, source.source_id).transcript.turns}
        for mention in mentions_of(study, source.source_id):
            if mention.form.casefold() in review.kept:
                continue
            entity = by_form.get((mention.kind, mention.form.casefold())) or Entity(
                key=f"?{mention.kind}:{mention.form.casefold()}", kind=mention.kind, forms=(mention.form,), pseudonym=""
            )
            entities[entity.key] = entity
            if (mention.turn_no, mention.start) in doubts:
                doubtful.add(entity.key)
            gathered[entity.key].append((source, mention, texts.get(mention.turn_no, "")))
    rows = [_reviewed(entities[key], found, doubtful=key in doubtful) for key, found in gathered.items()]
    return tuple(sorted(rows, key=_risk))


def _reviewed(entity: Entity, found: Sequence[tuple[SourceRow, Mention, str]], *, doubtful: bool) -> ReviewedEntity:
    return ReviewedEntity(
        key=entity.key,
        kind=entity.kind,
        forms=entity.forms,
        pseudonym=entity.pseudonym,
        n_mentions=len(found),
        n_sources=len({source.source_id for source, _, _ in found}),
        doubtful=doubtful,
        contexts=tuple(_context(*one) for one in found[:CONTEXTS_SHOWN]),
    )


def _context(source: SourceRow, mention: Mention, text: str) -> Context:
    return Context(
        source_name=source.source_name,
        turn_no=mention.turn_no,
        before=text[max(0, mention.start - CONTEXT_CHARACTERS) : mention.start],
        form=text[mention.start : mention.end],
        after=text[mention.end : mention.end + CONTEXT_CHARACTERS],
    )


def _risk(entity: ReviewedEntity) -> tuple[bool, bool, int, str]:
    return (not entity.doubtful, entity.kind is not MentionKind.PERSON, -entity.n_mentions, entity.key)


def keep_forms(study: OpenStudy, forms: Sequence[str]) -> None:
    """These are no identifiers: leave them in the text, everywhere."""
    review, folded = read_review(study), [form.casefold() for form in forms]
    masked = tuple(pair for pair in review.masked if pair[0].casefold() not in folded)
    _decide(study, review._replace(kept=tuple(dict.fromkeys([*review.kept, *folded])), masked=masked))


def mask_forms(study: OpenStudy, forms: Sequence[str], kind: MentionKind) -> None:
    """These are identifiers: mask them, everywhere, whether or not a detector found them."""
    review, folded = read_review(study), {form.casefold() for form in forms}
    kept = tuple(one for one in review.kept if one not in folded)
    pairs = [(form, kind.value) for form in forms]
    _decide(study, review._replace(masked=tuple(dict.fromkeys([*review.masked, *pairs])), kept=kept))


def rename_entity(study: OpenStudy, key: str, pseudonym: str) -> None:
    """
    Give an entity another pseudonym.

    Raises:
        UnknownReference: the pseudonym is taken by somebody else, or is one of the study's real names.
    """
    entities, wanted = read_entities(study), pseudonym.strip()
    for entity in entities:
        taken = entity.key != key and entity.pseudonym.casefold() == wanted.casefold()
        if taken or any(form.casefold() == wanted.casefold() for form in entity.forms):
            raise UnknownReference(
                "Ce pseudonyme est déjà pris, ou c'est un nom réel de l'étude : choisissez-en un autre."
            )
    review = read_review(study)
    renamed = dict(review.renamed) | {key: wanted}
    _decide(study, review._replace(renamed=tuple(renamed.items())))


def merge_entities(study: OpenStudy, key: str, into: str) -> None:
    """Two entities are the same one: `key` takes the pseudonym of `into`."""
    review = read_review(study)
    merged = dict(review.merged) | {key: into}
    _decide(study, review._replace(merged=tuple(merged.items())))


def undo_review(study: OpenStudy, before: Review) -> None:
    """Put back what had been decided before."""
    _decide(study, before)


def _decide(study: OpenStudy, review: Review) -> None:
    study.require(Role.CUSTODIAN)
    keep_review(study, review)
    waiting = [s.source for s in held_sources(study)]
    if waiting:
        replace_all(study, waiting)


def release(study: OpenStudy, source_ids: Sequence[str] | None = None) -> int:
    """
    Let held transcripts into the study: these sources', or all. Returns how many.

    Raises:
        UnknownReference: one of them is not at the gate.
    """
    study.require(Role.CUSTODIAN)
    waiting = {h.source.source_id: h.source for h in held_sources(study)}
    wanted = list(waiting) if source_ids is None else list(source_ids)
    for source_id in wanted:
        if source_id not in waiting:
            raise UnknownReference(f"La source {source_id} n'attend pas de relecture : lancez « anonymise » d'abord.")
    for source_id in wanted:
        transcript = held(study, source_id).transcript
        with study.write() as write:
            run = runs.start_run(
                write,
                Step.ANONYMISE,
                settings='{"release":"reviewed"}',
                versions=versions(),
                inputs_hash=transcript.transcript_id,
            )
            sources.add_transcript(write, transcript, run_id=run.run_id)
            runs.end_run(write, run, released=1)
    return len(wanted)
