"""
Runs the steps that are due, in order, and tells what is due and why.

Models take seconds to load: worker processes load the recogniser while files are read, and this process loads the encoder and
the topic model while names are looked for. That is all that is done ahead of its turn.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple

from models.provenance import Step, StepState
from models.transcript import SourceState
from pipeline import engine
from pipeline.errors import EncoderUnavailable
from pipeline.flow import analysing, anonymising, ingesting, project_entry, theming
from pipeline.flow.analysing import StepCount
from pipeline.flow.anonymising import AnonymiseCounts
from pipeline.flow.ingesting import FileOutcome, IngestCounts
from pipeline.flow.study import OpenStudy, Progress, silent
from pipeline.store import codebook, coding, runs, segments, sources
from pipeline.themes.find import load_topic_model


class RunSummary(NamedTuple):
    """What a `run` did, step by step; a step that had nothing to do counts 0."""

    ingest: IngestCounts | None = None
    anonymise: AnonymiseCounts | None = None
    segment: StepCount | None = None
    encode: StepCount | None = None
    themes: StepCount | None = None
    propose: StepCount | None = None


class Status(NamedTuple):
    """Where a study stands: sources by state, steps with what is due and why, and the next sensible command."""

    sources: dict[str, int]
    steps: tuple[StepState, ...]
    next: str
    troubles: tuple[FileOutcome, ...] = ()


def run(
    study: OpenStudy,
    *,
    until: Step | None = None,
    seed: int | None = None,
    progress: Progress = silent,
) -> RunSummary:
    """
    Do all that is due, up to a step when one is named. Incremental, and resumable after any interruption.

    Raises:
        VaultLocked: something is to be read or anonymised and the vault is closed.
    """
    with readied(study, until) as ready:
        order: dict[Step, Callable[[], object]] = {
            Step.INGEST: lambda: ingesting.ingest(study, progress=progress),
            Step.ANONYMISE: lambda: anonymising.anonymise(study, progress=progress, ready=ready.workers),
            Step.SEGMENT: lambda: _cut(study, progress),
            Step.ENCODE: lambda: analysing.encode(study, progress=progress),
            Step.THEMES: lambda: theming.find(study, seed=seed, progress=progress),
            Step.PROPOSE: lambda: analysing.propose(study, progress=progress),
        }
        counts: dict[str, object] = {}
        for step, act in order.items():
            counts[step.value] = act()
            if step is Step.ANONYMISE:
                ready.close()
            if step is until:
                break
    return RunSummary(**counts)  # type: ignore[arg-type]


def _cut(study: OpenStudy, progress: Progress) -> object:
    """Cut what is released; imported codings that waited for it then follow their words."""
    counts = analysing.segment(study, progress=progress)
    project_entry.enter_released(study)
    return counts


class Readied:
    """What is loaded ahead of its turn: workers with their recogniser, and in this process the encoder."""

    def __init__(self, workers: engine.Workers | None) -> None:
        self.workers = workers

    def __enter__(self) -> Readied:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the workers."""
        self.close()

    def close(self) -> None:
        """Give the workers' memory back."""
        if self.workers is not None:
            self.workers.close()
            self.workers = None


def readied(study: OpenStudy, until: Step | None) -> Readied:
    """Start loading when there is something to anonymise; the encoder too when its turn will come in this run."""
    n_bytes = ingesting.due_bytes(study)
    to_anonymise = n_bytes > 0 or bool(anonymising.due_sources(study))
    if not to_anonymise or until is Step.INGEST or study.settings.engine.cluster:
        return Readied(None)
    _ = study.vault  # asked for before anything is loaded: a wrong passphrase is told at once
    workers = anonymising.ready_workers(study, n_bytes)
    goes_on = until is None or list(Step).index(until) >= list(Step).index(Step.ENCODE)
    if goes_on and study.settings.anonymisation.release == "automatic":
        threading.Thread(target=load_ahead, args=(study,), daemon=True).start()
    return Readied(workers)


def load_ahead(study: OpenStudy, *, themes: bool = True) -> None:
    """Load the encoder, and import the topic model; a failure is met again, and told, when their turn comes."""
    try:
        analysing.encoder(study)
        if themes:
            load_topic_model()
    except EncoderUnavailable:
        return


def status(study: OpenStudy) -> Status:
    """Where the study stands, without opening the vault."""
    found = sources.all_sources(study.file)
    states = {state.value: sum(s.state is state for s in found) for state in SourceState}
    waiting = ingesting.is_due(study)
    troubles = ingesting.refused(study)
    states["refused"] = sum(trouble.outcome == "refused" for trouble in troubles)
    states["new"] = len(waiting)
    n_anonymise = len(anonymising.due_sources(study))
    n_segments, _ = segments.segments_hash(study.file)
    to_cut, to_encode = len(analysing.due_transcripts(study)), len(analysing.due_texts(study))
    n_texts = n_segments + len(codebook.codes(study.file))
    theme_run = runs.latest_run(study.file, Step.THEMES)
    themes_stale, proposals_stale = theming.themes_due(study), analysing.proposals_due(study)
    released = states[SourceState.RELEASED.value]
    steps = (
        _state(Step.INGEST, len(found), len(waiting), "des fichiers de sources/ sont nouveaux ou changés"),
        _state(Step.ANONYMISE, len(found) - n_anonymise, n_anonymise, "des sources attendent d'être anonymisées"),
        _state(Step.SEGMENT, released - to_cut, to_cut, "des transcriptions relues ne sont pas découpées"),
        _state(Step.ENCODE, max(0, n_texts - to_encode), to_encode, "des textes n'ont pas de vecteur"),
        _state(
            Step.THEMES,
            int(theme_run is not None),
            int(themes_stale),
            "les segments, l'encodeur ou les réglages ont changé" if theme_run else "aucun thème n'a été cherché",
        ),
        _state(
            Step.PROPOSE,
            sum(coding.proposal_counts(study.file).values()),
            int(proposals_stale),
            "le livre de codes, les décisions ou les segments ont changé",
        ),
    )
    return Status(states, steps, _next(study, states, steps), troubles)


def _state(step: Step, done: int, due: int, why: str) -> StepState:
    return StepState(step=step, done=done, due=due, stale_because=why if due else None)


def _next(study: OpenStudy, states: dict[str, int], steps: tuple[StepState, ...]) -> str:
    name = study.folder.name
    due = {state.step for state in steps if state.due}
    if not any(states[state.value] for state in SourceState) and not states["new"]:
        return f"déposez des fichiers dans {name}/sources, puis : polyphonie run {name}"
    if due & {Step.INGEST, Step.ANONYMISE, Step.SEGMENT, Step.ENCODE, Step.THEMES}:
        return f"polyphonie run {name}"
    if states[SourceState.HELD.value]:
        return f"polyphonie review {name}"
    if Step.PROPOSE in due:
        return f"polyphonie propose {name}"
    return f"polyphonie app {name}"
