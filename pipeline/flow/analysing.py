"""
Steps 3, 4 and 6, on released transcripts only: segment, encode, propose codings (themes: `theming.py`).

Each knows what it has done: cutting goes by transcript, encoding by text, themes and proposals by everything they stand on.
The encoder is loaded at most once per process, and only when there is a text that it has never seen.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from models.base import content_id
from models.codebook import Code
from models.provenance import Step
from models.transcript import Segment, Transcript
from pipeline import engine
from pipeline.encode.encode import encode as encode_texts
from pipeline.encode.encode import encoder_id, load_encoder
from pipeline.errors import NothingToDo
from pipeline.flow import consenting
from pipeline.flow.study import OpenStudy, Progress, silent
from pipeline.propose.propose import propose as propose_codings
from pipeline.segment import segment as cut
from pipeline.store import codebook, coding, runs, segments, sources, themes, vectors
from pipeline.store.connection import Write

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SEGMENT_VERSION = "1"
PROPOSE_VERSION = "2"
ENCODE_BATCH_TEXTS = 2_000

_loaded: dict[str, SentenceTransformer] = {}
loading = threading.Lock()


class StepCount(NamedTuple):
    """What one step did: how many things it made."""

    made: int


def encoder(study: OpenStudy, name: str | None = None) -> SentenceTransformer:
    """The study's encoder, or the one that is named, loaded once per process."""
    name = name or study.settings.encoder.name
    if name in _loaded:
        return _loaded[name]
    with loading:
        if name not in _loaded:
            _loaded[name] = load_encoder(name, cache_dir=Path.home() / ".cache", threads=engine.cores())
        return _loaded[name]


def segment(study: OpenStudy, *, progress: Progress = silent) -> StepCount:
    """Cut the released transcripts that are not cut yet under these settings."""
    due = due_transcripts(study)
    made = 0
    if due:
        with study.write() as write:
            cuts = ((transcript, cut_of(study, transcript)) for transcript in due)
            made = enter_cut(study, write, cuts, progress=progress, total=len(due))
        segments.rebuild_search(study.file)
    return StepCount(made)


def cut_of(study: OpenStudy, transcript: Transcript) -> tuple[Segment, ...]:
    """A transcript's segments under the study's settings."""
    return cut(transcript, max_words=study.settings.segment.max_words)


def enter_cut(
    study: OpenStudy,
    write: Write,
    cuts: Iterable[tuple[Transcript, Sequence[Segment]]],
    *,
    progress: Progress = silent,
    total: int = 1,
) -> int:
    """Enter transcripts' segments as one run, within the caller's transaction; returns how many segments."""
    settings, made = _segment_settings(study), 0
    entered = list(cuts)
    subjects = [_segment_subject(transcript) for transcript, _ in entered]
    run = runs.start_run(write, Step.SEGMENT, settings=settings, versions="{}", inputs_hash=content_id(*subjects))
    for place, (transcript, found) in enumerate(entered, start=1):
        segments.add_segments(write, transcript.transcript_id, found, run=run)
        made += len(found)
        progress(Step.SEGMENT, place, total)
    runs.mark_done(write, Step.SEGMENT, subjects, settings=settings, run_id=run.run_id)
    runs.end_run(write, run, transcripts=len(entered), segments=made)
    return made


def due_transcripts(study: OpenStudy) -> list[Transcript]:
    """Released transcripts that are not cut under the present settings, speakers' roles and consents to analysis."""
    done = runs.done_subjects(study.file, Step.SEGMENT, settings=_segment_settings(study))
    found = consenting.analysable(study, sources.current_transcripts(study.file))
    return [t for t in found if _segment_subject(t) not in done]


def _segment_settings(study: OpenStudy) -> str:
    fields = {"max_words": study.settings.segment.max_words, "version": SEGMENT_VERSION}
    return json.dumps(fields, sort_keys=True)


def _segment_subject(transcript: Transcript) -> str:
    return content_id(transcript.transcript_id, *(turn.role.value for turn in transcript.turns))


def own_encoder(study: OpenStudy) -> str:
    """Identity of the study's encoder, version included: vectors of two never mix."""
    return encoder_id(study.settings.encoder.name)


def encode(study: OpenStudy, *, progress: Progress = silent) -> StepCount:
    """Encode the segments, and the codes' definitions, whose words this encoder has not seen."""
    due = due_texts(study)
    if not due:
        return StepCount(0)
    identity, model = own_encoder(study), encoder(study)
    for start in range(0, len(due), ENCODE_BATCH_TEXTS):
        batch = due[start : start + ENCODE_BATCH_TEXTS]
        found = encode_texts(batch, model, progress=_shifted(progress, start, len(due)))
        with study.write() as write:
            vectors.add_vectors(write, batch, found, encoder_id=identity)
    with study.write() as write:
        run = runs.start_run(
            write,
            Step.ENCODE,
            settings=json.dumps({"encoder": identity}),
            versions=versions("sentence-transformers"),
            inputs_hash=content_id(*due),
        )
        runs.end_run(write, run, texts=len(due))
    return StepCount(len(due))


def _shifted(progress: Progress, start: int, total: int) -> Any:
    return lambda done, _: progress(Step.ENCODE, start + done, total)


def due_texts(study: OpenStudy) -> list[str]:
    """Texts that wait for a vector, each once."""
    known = vectors.known_texts(study.file, encoder_id=own_encoder(study))
    wanted = [s.text for s in segments.current_segments(study.file)]
    wanted += [code_text(code) for code in codebook.codes(study.file)]
    return [text for text in dict.fromkeys(wanted) if vectors.text_id(text) not in known]


def code_text(code: Code) -> str:
    """What a code means, as one text to encode."""
    return ". ".join(part for part in (code.name, code.definition, code.when_to_use, *code.examples) if part)


class Corpus(NamedTuple):
    """Segments with their vectors: (n_segments, n_dims) float32, rows of length 1, in the same order."""

    segments: tuple[Segment, ...]
    vectors: Any


def corpus(study: OpenStudy) -> Corpus:
    """
    Every current segment with its vector.

    Raises:
        NothingToDo: there is no segment, or some are not encoded yet.
    """
    found = segments.current_segments(study.file)
    identity = own_encoder(study)
    matrix = vectors.vectors_of(study.file, [s.text for s in found], encoder_id=identity) if found else None
    if matrix is None:
        raise NothingToDo("Aucun segment n'est encodé : lancez « polyphonie run » d'abord.")
    return Corpus(found, matrix)


def vectors_for(
    study: OpenStudy,
    texts: Sequence[str],
    *,
    name: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Any:
    """Vectors of these texts by the study's encoder, or by the one that is named, encoding and keeping those that are new."""
    name = name or study.settings.encoder.name
    identity = encoder_id(name)
    keys = {text: vectors.text_id(text) for text in texts}
    known = vectors.known_texts(study.file, encoder_id=identity, among=list(keys.values()))
    due = [text for text, key in keys.items() if key not in known]
    for start in range(0, len(due), ENCODE_BATCH_TEXTS):
        batch = due[start : start + ENCODE_BATCH_TEXTS]
        found = encode_texts(batch, encoder(study, name))
        with study.write() as write:
            vectors.add_vectors(write, batch, found, encoder_id=identity)
        if progress is not None:
            progress(start + len(batch), len(due))
    return vectors.vectors_of(study.file, texts, encoder_id=identity)


def propose(study: OpenStudy, *, progress: Progress = silent) -> StepCount:
    """Propose codings for the codebook as it stands, learning from every decision taken so far."""
    if not proposals_due(study):
        return StepCount(0)
    lesson = lesson_of(study, progress=progress)
    with study.write() as write:
        run = runs.start_run(
            write,
            Step.PROPOSE,
            settings=_propose_settings(study),
            versions=versions("scipy"),
            inputs_hash=proposal_inputs(study),
        )
    progress(Step.PROPOSE, 0, 1)
    found = propose_codings(**lesson, run_id=run.run_id)
    with study.write() as write:
        coding.add_proposals(write, found)
        runs.end_run(write, run, proposals=len(found))
    progress(Step.PROPOSE, 1, 1)
    return StepCount(len(found))


def lesson_of(study: OpenStudy, *, progress: Progress = silent) -> dict[str, Any]:
    """
    What codes are learnt from, as the arguments of `propose` and `weigh`, with the vectors of the encoder for proposals.

    Segments are encoded here when that encoder is another one than the study's: a study where nobody codes never pays for it.

    Raises:
        NothingToDo: there is no segment, or some are not encoded yet.
    """
    everything = corpus(study)
    codes = codebook.codes(study.file)
    name = proposal_encoder(study)
    own = everything.vectors
    if name != study.settings.encoder.name:
        texts = [segment.text for segment in everything.segments]
        own = vectors_for(study, texts, name=name, progress=lambda done, of: progress(Step.PROPOSE, done, of))
    definitions = vectors_for(study, [code_text(code) for code in codes], name=name)
    return {
        "codes": codes,
        "segments": everything.segments,
        "vectors": own,
        "code_vectors": {code.code_id: definitions[place] for place, code in enumerate(codes)},
        "theme_members": {c.code_id: themes.theme_members(study.file, c.theme_id) for c in codes if c.theme_id},
        "decisions": coding.decisions(study.file, current_only=True),
    }


def proposal_encoder(study: OpenStudy) -> str:
    """Name of the encoder that codes are learnt with."""
    asked = study.settings.encoder.proposals
    return study.settings.encoder.name if asked == "same" else asked


def proposals_due(study: OpenStudy) -> bool:
    """Whether the codebook, the decisions or the segments have changed since the latest proposals."""
    if not codebook.codes(study.file) or not segments.segments_hash(study.file)[0]:
        return False
    latest = runs.latest_run(study.file, Step.PROPOSE)
    return latest is None or (latest.inputs_hash, latest.settings) != (
        proposal_inputs(study),
        _propose_settings(study),
    )


def _propose_settings(study: OpenStudy) -> str:
    fields = {"encoder": encoder_id(proposal_encoder(study)), "version": PROPOSE_VERSION}
    return json.dumps(fields, sort_keys=True)


def proposal_inputs(study: OpenStudy) -> str:
    """One hash of all that proposals stand on: segments, codebook, decisions."""
    return content_id(
        *segments.segments_hash(study.file), codebook.codebook_seq(study.file), coding.decisions_seq(study.file)
    )


def versions(*packages: str) -> str:
    """Installed versions of packages, as a run keeps them."""
    from importlib.metadata import version

    return json.dumps({name: version(name) for name in packages}, sort_keys=True)
