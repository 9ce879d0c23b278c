"""
How long grounding sheets take on a large study: 10,000 findings of 5 verbatims on 100,000 segments.

The study is made of invented words and random vectors of the default encoder's size, entered by the store as the flow would
enter them; the sheets are computed and read by the flow itself. Run from the repository: `python benchmarks/grounding.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "tests")]

from made import AT, read_source_of  # noqa: E402

from models.base import content_id  # noqa: E402
from models.finding import Evidence, Finding, Stance  # noqa: E402
from models.participant import DEFAULT_GROUPS, Participant  # noqa: E402
from models.provenance import Step  # noqa: E402
from models.transcript import Anchor, SpeakerRole, TranscriptState  # noqa: E402
from pipeline.flow import analysing, countering, findings, grounding, verifying  # noqa: E402
from pipeline.flow.opening import new_study, open_study  # noqa: E402
from pipeline.flow.study import OpenStudy  # noqa: E402
from pipeline.segment import segment  # noqa: E402
from pipeline.store import findings as finding_store  # noqa: E402
from pipeline.store import people, runs, segments, sources  # noqa: E402
from pipeline.store.connection import Write  # noqa: E402

N_DIMS = 512
TURNS_PER_SOURCE, N_PEOPLE, SOURCES_AT_ONCE = 40, 1_000, 50
WORDS = [f"mot{n}" for n in range(4_000)] + [
    "guichet",
    "dossier",
    "attente",
    "internet",
    "bus",
    "aide",
    "honte",
    "délai",
    "courrier",
    "mairie",
]


class RandomEncoder:
    """A vector from a text's hash: nothing is measured of its meaning."""

    def get_embedding_dimension(self) -> int:
        """Size of the vectors."""
        return N_DIMS

    def encode(self, texts: Sequence[str], **_: Any) -> np.ndarray[Any, Any]:
        """(n_texts, n_dims) float32, rows of length 1."""
        seeds = [int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) for text in texts]
        rows = np.stack([np.random.default_rng(seed).standard_normal(N_DIMS, dtype=np.float32) for seed in seeds])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def fill(study: OpenStudy, *, n_segments: int, n_findings: int, n_evidence: int, draw: random.Random) -> None:
    """Sources of 100 answers each, then findings whose verbatims are drawn among all answers."""
    anchors: list[Anchor] = []
    per_source = TURNS_PER_SOURCE // 2
    with study.write() as write:
        people.add_participants(write, [_person(number) for number in range(N_PEOPLE)])
    n_sources = n_segments // per_source
    for start in range(0, n_sources, SOURCES_AT_ONCE):
        with study.write() as write:
            for number in range(start, min(start + SOURCES_AT_ONCE, n_sources)):
                anchors += _source(write, number, per_source, draw)
    for start in range(0, n_findings, 500):
        with study.write() as write:
            for number in range(start, min(start + 500, n_findings)):
                _finding(write, number, draw.sample(anchors, n_evidence), draw)


def _person(number: int) -> Participant:
    group, territory = DEFAULT_GROUPS[number % 5], ("bourg", "villages", "plateau")[number % 3]
    return Participant(participant_id=f"p-P{number}", stakeholder_group=group, territory=territory)


def _source(write: Write, number: int, n_answers: int, draw: random.Random) -> list[Anchor]:
    said = []
    for _ in range(n_answers):
        said.append(("E1", SpeakerRole.INTERVIEWER, f"Et {' '.join(draw.choices(WORDS, k=5))} ?"))
        answer = f"{' '.join(draw.choices(WORDS, k=24))}."
        said.append((f"P{number % N_PEOPLE}", SpeakerRole.PARTICIPANT, answer))
    one = read_source_of(*said, name=f"entretien-{number}.txt")
    transcript = one.transcript.model_copy(update={"state": TranscriptState.ANONYMISED})
    run = runs.start_run(write, Step.INGEST, settings="{}", versions="{}", inputs_hash=transcript.transcript_id)
    sources.add_sources(write, [(one, one.source.source_name)], run_id=run.run_id)
    sources.add_transcript(write, transcript, run_id=run.run_id)
    cut, again = (
        segment(transcript),
        runs.start_run(write, Step.SEGMENT, settings="{}", versions="{}", inputs_hash=transcript.transcript_id),
    )
    segments.add_segments(write, transcript.transcript_id, cut, run=again)
    runs.end_run(write, again)
    return [Anchor(turn_id=s.turn_id, start=s.start, end=s.end, verbatim=s.text) for s in cut]


def _finding(write: Write, number: int, cited: Sequence[Anchor], draw: random.Random) -> None:
    finding_id = content_id("finding", number)
    statement = f"Constat {number} : {' '.join(draw.choices(WORDS, k=12))}."
    finding_store.add_finding(write, Finding(finding_id=finding_id, statement=statement, author="Inès", written_at=AT))
    for place, anchor in enumerate(cited):
        stance = Stance.CONTRADICTS if place == 4 else Stance.SUPPORTS
        evidence_id = content_id("evidence", finding_id, place)
        finding_store.add_evidence(
            write,
            Evidence(
                evidence_id=evidence_id,
                finding_id=finding_id,
                stance=stance,
                anchor=anchor,
                added_by="Inès",
                added_at=AT,
            ),
        )


def timed(what: str, act: Callable[[], object], *, times: int = 1) -> float:
    """Median seconds of an act, told."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    middle = statistics.median(taken)
    print(f"{what:<58}{middle:10.3f} s", flush=True)
    return middle


def main() -> None:
    """Make the study, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=100_000)
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--evidence", type=int, default=5)
    given = parser.parse_args()
    encoder: Any = RandomEncoder()
    analysing.load_encoder, analysing.encoder_id = (lambda *_, **__: encoder), (lambda _: "random")  # type: ignore[assignment]
    with (
        tempfile.TemporaryDirectory() as place,
        open_study(new_study(Path(place) / "étude"), actor="Inès") as study,
    ):
        draw = random.Random(11)
        sizes = {"n_segments": given.segments, "n_findings": given.findings, "n_evidence": given.evidence}
        timed("making the study (not measured)", lambda: fill(study, draw=draw, **sizes))
        timed("encoding (not measured: random vectors)", lambda: analysing.encode(study))
        timed("first reading: people, questions, every sheet counted", lambda: findings.sheets(study))
        timed("all sheets", lambda: findings.sheets(study), times=3)
        known = finding_store.findings(study.file)
        timed("all sheets counted again", lambda: grounding.compute_all(study, known))
        some = [one.finding_id for one in draw.sample(known, 25)]
        one_by_one = iter(some * 2)
        timed("one sheet", lambda: findings.sheet(study, next(one_by_one), counter_voices=0), times=25)
        timed("one sheet counted again", lambda: findings.compute(study, some[0]), times=5)
        timed("counter-voices of one finding, the first time", lambda: countering.counter_voices(study, some[0]))
        timed("counter-voices of one finding", lambda: countering.counter_voices(study, some[1]), times=5)
        timed("verify", lambda: verifying.verify(study))


if __name__ == "__main__":
    main()
