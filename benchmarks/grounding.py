"""
How long grounding sheets and `verify` take on a large study: 10,000 findings of 5 verbatims on 100,000 segments.

The study is made of invented words and random vectors of the default encoder's size, entered by the store as the flow would
enter them, sealed and journalled, with its source files and a vault that knows two thousand names; the sheets are computed and
read by the flow itself. No question is put twice in the same words, the hardest case for telling who was asked, unless
`--questions` says how many wordings there are.

    python benchmarks/grounding.py [--study DIR]    the study is kept in DIR, and not made again

Making it takes some minutes: `--make` makes it and stops there.
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

from made import AT, bytes_of, read_source_of  # noqa: E402
from pydantic import TypeAdapter  # noqa: E402

from models.anonymisation import AnonymisedTranscript, Entity, MentionKind  # noqa: E402
from models.base import content_id  # noqa: E402
from models.finding import Evidence, Finding, Stance  # noqa: E402
from models.participant import DEFAULT_GROUPS, Participant  # noqa: E402
from models.provenance import Step  # noqa: E402
from models.transcript import Anchor, SpeakerRole, TranscriptState  # noqa: E402
from pipeline.flow import analysing, countering, findings, grounding, verifying  # noqa: E402
from pipeline.flow.anonymising import keep_held  # noqa: E402
from pipeline.flow.opening import new_study, open_study  # noqa: E402
from pipeline.flow.study import SOURCES, OpenStudy  # noqa: E402
from pipeline.segment import segment  # noqa: E402
from pipeline.store import findings as finding_store  # noqa: E402
from pipeline.store import people, runs, segments, sources  # noqa: E402
from pipeline.store.connection import Write  # noqa: E402

N_DIMS, N_NAMES, PASSPHRASE = 512, 2_000, "phrase secrète du banc d'essai"
TURNS_PER_SOURCE, N_PEOPLE, SOURCES_AT_ONCE, FINDINGS_AT_ONCE = 400, 500, 10, 500
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
        unit: np.ndarray[Any, Any] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def fill(
    study: OpenStudy, *, n_segments: int, n_findings: int, n_evidence: int, n_questions: int | None, draw: random.Random
) -> None:
    """Sources of 200 answers each, then findings whose verbatims are drawn among all answers."""
    study.unlock(PASSPHRASE)
    study.vault.write("entities", TypeAdapter(tuple[Entity, ...]).dump_json(tuple(map(_entity, range(N_NAMES)))))
    asked = [_question(draw) for _ in range(n_questions)] if n_questions else []
    anchors: list[Anchor] = []
    per_source = TURNS_PER_SOURCE // 2
    with study.write() as write:
        people.add_participants(write, [_person(number) for number in range(N_PEOPLE)])
    n_sources = n_segments // per_source
    for start in range(0, n_sources, SOURCES_AT_ONCE):
        with study.write() as write:
            for number in range(start, min(start + SOURCES_AT_ONCE, n_sources)):
                anchors += _source(study, write, number, per_source, draw, asked)
    for start in range(0, n_findings, FINDINGS_AT_ONCE):
        numbers = range(start, min(start + FINDINGS_AT_ONCE, n_findings))
        with study.write() as write:
            finding_store.add_findings(write, [_finding(number, draw) for number in numbers])
            pieces = [
                _piece(n, place, anchor)
                for n in numbers
                for place, anchor in enumerate(draw.sample(anchors, n_evidence))
            ]
            finding_store.add_pieces(write, pieces)


def _person(number: int) -> Participant:
    group, territory = DEFAULT_GROUPS[number % 5], ("bourg", "villages", "plateau")[number % 3]
    return Participant(participant_id=f"p-P{number}", stakeholder_group=group, territory=territory)


def _entity(number: int) -> Entity:
    names = (f"Prénom{number} Nom{number}", f"Nom{number}")
    return Entity(key=f"PERSON-{number}", kind=MentionKind.PERSON, forms=names, pseudonym=f"Pseudo{number}")


def _question(draw: random.Random) -> str:
    return f"Et {' '.join(draw.choices(WORDS, k=5))} ?"


def _source(
    study: OpenStudy, write: Write, number: int, n_answers: int, draw: random.Random, asked: Sequence[str]
) -> list[Anchor]:
    said = []
    for _ in range(n_answers):
        said.append(("E1", SpeakerRole.INTERVIEWER, draw.choice(asked) if asked else _question(draw)))
        answer = f"{' '.join(draw.choices(WORDS, k=24))}."
        said.append((f"P{number % N_PEOPLE}", SpeakerRole.PARTICIPANT, answer))
    one = read_source_of(*said, name=f"entretien-{number}.txt")
    (study.folder / SOURCES / one.source.source_name).write_bytes(bytes_of(*said, name=one.source.source_name))
    transcript = one.transcript.model_copy(update={"state": TranscriptState.ANONYMISED})
    keep_held(study, AnonymisedTranscript(transcript=transcript, replacements=()))
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


def _finding(number: int, draw: random.Random) -> Finding:
    statement = f"Constat {number} : {' '.join(draw.choices(WORDS, k=12))}."
    return Finding(finding_id=content_id("finding", number), statement=statement, author="Inès", written_at=AT)


def _piece(number: int, place: int, anchor: Anchor) -> Evidence:
    finding_id = content_id("finding", number)
    return Evidence(
        evidence_id=content_id("evidence", finding_id, place),
        finding_id=finding_id,
        stance=Stance.CONTRADICTS if place == 4 else Stance.SUPPORTS,
        anchor=anchor,
        added_by="Inès",
        added_at=AT,
    )


def timed(what: str, act: Callable[[], object], *, times: int = 1) -> float:
    """Median seconds of an act, told with the processor's own (of all cores), which other people's work does not change."""
    taken, spent = [], []
    for _ in range(times):
        start, busy = time.perf_counter(), time.process_time()
        act()
        taken.append(time.perf_counter() - start)
        spent.append(time.process_time() - busy)
    middle = statistics.median(taken)
    print(f"{what:<58}{middle:10.3f} s{statistics.median(spent):10.3f} s of processor", flush=True)
    return middle


def main() -> None:
    """Make the study, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=100_000)
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--evidence", type=int, default=5)
    parser.add_argument("--questions", type=int, help="how many wordings of questions; every one differs by default")
    parser.add_argument("--study", type=Path, help="kept there, and made there when it is not there yet")
    parser.add_argument("--make", action="store_true", help="make the study and stop")
    given = parser.parse_args()
    encoder: Any = RandomEncoder()
    analysing.load_encoder, analysing.encoder_id = (lambda *_, **__: encoder), (lambda _: "random")  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as place:
        folder = given.study or Path(place) / "étude"
        if not folder.exists():
            draw = random.Random(11)
            sizes = {
                "n_segments": given.segments,
                "n_findings": given.findings,
                "n_evidence": given.evidence,
                "n_questions": given.questions,
            }
            with open_study(new_study(folder), actor="Inès") as study:
                timed("making the study (not measured)", lambda: fill(study, draw=draw, **sizes))
                timed("encoding (not measured: random vectors)", lambda: analysing.encode(study))
        if not given.make:
            measure(folder)


def told(study: OpenStudy) -> None:
    """What `verify` says must be nothing."""
    if broken := verifying.verify(study).broken:
        sys.exit(f"the study does not hold: {broken[0].what}, {broken[0].where}")


def measure(folder: Path) -> None:
    """Each figure on the study of a folder."""
    with open_study(folder, actor="Inès") as study:
        draw = random.Random(12)
        timed("verify, the vault closed", lambda: told(study))
        study.unlock(PASSPHRASE)
        timed("verify, names searched for", lambda: told(study))
        study.lock()
        timed("people and questions gathered", lambda: grounding.gather(study))
        timed("first reading: every sheet counted that was not", lambda: findings.sheets(study))
        timed("all sheets", lambda: findings.sheets(study), times=3)
        known = finding_store.findings(study.file)
        timed("a thousand sheets counted again, questions known", lambda: grounding.compute_all(study, known[:1_000]))
        some = [one.finding_id for one in draw.sample(known, 25)]
        one_by_one = iter(some * 2)
        timed("one sheet", lambda: findings.sheet(study, next(one_by_one), counter_voices=0), times=25)
        timed("one sheet counted again", lambda: findings.compute(study, some[0]), times=5)
        timed("counter-voices of one finding, the first time", lambda: countering.counter_voices(study, some[0]))
        timed("counter-voices of one finding", lambda: countering.counter_voices(study, some[1]), times=5)


if __name__ == "__main__":
    main()
