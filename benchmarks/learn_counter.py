"""
Weigh the signs of a counter-voice (`pipeline/ground/signals.py`): the numbers written in `pipeline/ground/counter.py`.

Two sources, each statement weighing the same. `opposed.txt`: 80 invented statements on subjects that corpus/samples does not
touch, with what contradicts, nuances and agrees, out of any conversation. `planted.TUNED`: eight statements of the invented
corpus, where there are questions, neighbours and groups. Each statement is also ranked with weights learnt without it, so
that the figure told is not the one learnt on. Run from the repository: `python benchmarks/learn_counter.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from planted_study import PARTS, Place, planted_study
from test_ground_planted import written

from models.finding import Stance
from models.transcript import Segment
from pipeline.flow import analysing, countering, grounding
from pipeline.flow.study import OpenStudy
from pipeline.ground.passages import prepare_passages
from pipeline.ground.signals import SIGNALS, Aim, nearness, signals
from pipeline.store import findings

OPPOSED = Path(__file__).with_name("opposed.txt")
FIXED = SIGNALS.index("same code")  # set by hand: no statement here has codes
STRENGTH = 0.005  # inverse of the regularisation; .005, .05 and .5 rank held-out statements alike
PLANTED_WEIGHT = 10  # of a planted statement against an invented one: eight and eighty
FIRST = 10


class Lesson(NamedTuple):
    """One statement's candidates: (n, n_signals) signs, which oppose it, where it comes from (`opposed` or `planted`)."""

    signs: Any
    opposes: Any
    origin: str


def main() -> None:
    """Learn, tell how held-out statements are ranked, print the weights."""
    with planted_study() as (study, at):
        lessons = [*opposed_lessons(study), *planted_lessons(study, at)]
    for origin in ("opposed", "planted"):
        hit = total = 0
        own = [place for place, one in enumerate(lessons) if one.origin == origin]
        for out in np.array_split(np.array(own), 8):
            weights = weigh([one for place, one in enumerate(lessons) if place not in out])
            for place in out:
                first = np.argsort(-(lessons[place].signs @ weights), kind="stable")[:FIRST]
                hit += int(lessons[place].opposes[first].sum())
                total += min(FIRST, int(lessons[place].opposes.sum()))
        print(f"{origin}: {hit} of {total} among the first ten, each statement left out of what was learnt")
    weights = weigh(lessons)
    planted = [one for one in lessons if one.origin == "planted"]
    print({name: round(float(weight), 3) for name, weight in zip(SIGNALS, weights, strict=True)})
    print(f"BIAS = {bias_of(planted, weights):.3f}")


def weigh(lessons: Sequence[Lesson]) -> Any:
    """
    Weights (n_signals,) of a logistic regression in which every statement of an origin weighs the same.

    Signs are taken from their mean over a statement's candidates: what is learnt is to order these, not to tell statements.
    """
    from sklearn.linear_model import LogisticRegression

    known = [one for one in lessons if one.opposes.any()]
    signs = np.vstack([one.signs - one.signs.mean(axis=0) for one in known])
    spread = np.maximum(signs.std(axis=0), 1e-6)
    spread[FIXED] = np.inf
    each = [
        np.where(one.opposes, 1 / one.opposes.sum(), 1 / (~one.opposes).sum())
        * (PLANTED_WEIGHT if one.origin == "planted" else 1)
        for one in known
    ]
    regression = LogisticRegression(C=STRENGTH, max_iter=500, fit_intercept=False)
    regression.fit(signs / spread, np.concatenate([one.opposes for one in known]), sample_weight=np.concatenate(each))
    return regression.coef_[0] / spread


def bias_of(lessons: Sequence[Lesson], weights: Any) -> float:
    """What brings the tenth passage proposed, in the middle statement, to a score of one half."""
    return -float(np.median([np.sort(one.signs @ weights)[-FIRST] for one in lessons]))


def opposed_lessons(study: OpenStudy) -> Iterator[Lesson]:
    """Each invented statement, resting on one of the two who agree, against every other passage of the file."""
    statements = _read()
    passages = [(text, kind, n) for n, (_, said) in enumerate(statements) for kind, text in said]
    segments = [_segment(text, str(row)) for row, (text, _, _) in enumerate(passages)]
    vectors = analysing.vectors_for(study, [text for text, _, _ in passages])
    ready = prepare_passages(segments, vectors, groups={}, question_vectors={})
    stated = analysing.vectors_for(study, [statement for statement, _ in statements])
    for row, (text, kind, n) in enumerate(passages):
        if kind != "+":
            continue
        aim = Aim(statements[n][0], (text,), stated[n], vectors[[row]], cited=(str(row),))
        rows = [other for other in range(len(passages)) if other != row]
        signs = signals(aim, ready, rows, nearness(aim, ready), spoken_by=())
        opposes = np.array([passages[other][2] == n and passages[other][1] in "-~" for other in rows])
        yield Lesson(signs, opposes, "opposed")


def _read() -> list[tuple[str, list[tuple[str, str]]]]:
    """Statements, each with (sign, words) of what is said of it."""
    lines = [line for line in OPPOSED.read_text(encoding="utf-8").splitlines() if line and line[0] in ">+-~0"]
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for sign, rest in ((line[0], line[2:]) for line in lines):
        if sign == ">":
            found.append((rest, []))
        else:
            found[-1][1].append((sign, rest))
    return found


def _segment(text: str, identity: str) -> Segment:
    return Segment(
        segment_id=identity,
        transcript_id=identity,
        turn_id=identity,
        turn_no=1,
        participant_id=None,
        start=0,
        end=len(text),
        text=text,
        question=None,
        n_words=len(text.split()),
    )


def planted_lessons(study: OpenStudy, at: dict[str, Place]) -> Iterator[Lesson]:
    """Each tuned statement, resting on what supports it, against every passage that might be proposed."""
    for one in PARTS["tuned"]:
        identity = written(study, one, at, only=(Stance.SUPPORTS,))
        held = countering.against(study, grounding.find(study, identity), findings.evidence_rows(study.file, identity))
        rows = [
            row
            for row, segment in enumerate(held.passages.segments)
            if segment.participant_id not in held.spoken_by and segment.segment_id not in held.settled
        ]
        signs = signals(held.aim, held.passages, rows, nearness(held.aim, held.passages), spoken_by=held.spoken_by)
        wanted = [at[words].anchor for words in one.against]
        opposes = np.array(
            [
                any(a.turn_id == s.turn_id and s.start <= a.start < s.end for a in wanted)
                for s in (held.passages.segments[row] for row in rows)
            ]
        )
        yield Lesson(signs, opposes, "planted")


if __name__ == "__main__":
    main()
