"""Questions held against many findings at once give what each gives alone, and what the plain formula gives."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from studies import decide_all

from pipeline.flow import findings, grounding
from pipeline.flow.study import OpenStudy
from pipeline.ground import bearing
from pipeline.ground.asked import Questions, prepare_questions, stems, unit
from pipeline.ground.bearing import MIN_SAID, SAME_AS_SAID, SAME_SUBJECT, WORDS_WEIGHT, Subject, questions_asked
from pipeline.store import findings as finding_store

WORDS = [
    "guichet",
    "dossier",
    "attente",
    "internet",
    "transport",
    "honte",
    "courrier",
    "mairie",
    "permanence",
    "logement",
    "formulaire",
    "rendez",
]
N_DIMS, N_QUESTIONS, N_TEXTS = 6, 60, 90


class Ready:
    """Random questions and texts, near enough for many to meet."""

    def __init__(self, seed: int) -> None:
        draw, vectors = random.Random(seed), np.random.default_rng(seed)
        asked = [f"Et {' '.join(draw.sample(WORDS, 2))}, n° {n} ?" for n in range(N_QUESTIONS)]
        self.texts = [f"{' '.join(draw.sample(WORDS, 3))} {n}" for n in range(N_TEXTS)]
        self.vectors = unit(vectors.standard_normal((N_TEXTS, N_DIMS)).astype(np.float32))
        self.centre = self.vectors.mean(axis=0)
        parts = [(question, question) for question in asked]
        of_parts = unit(vectors.standard_normal((N_QUESTIONS, N_DIMS)).astype(np.float32))
        self.questions = prepare_questions(parts, of_parts, self.texts)
        self.subjects = [
            Subject(
                tuple(draw.sample(range(N_TEXTS), draw.randint(1, 2))),
                tuple(draw.choices(range(N_TEXTS), k=draw.randint(0, 4))),
            )
            for _ in range(40)
        ]

    def asked(self, subjects: list[Subject]) -> tuple[dict[str, float], ...]:
        return questions_asked(self.questions, subjects, self.texts, self.vectors, centre=self.centre)


def plainly(ready: Ready, subject: Subject) -> dict[str, float]:
    """The formula as it is told, one finding and one pair at a time."""

    def near(row: int) -> NDArray[np.float64]:
        meaning = ready.questions.vectors @ unit(ready.vectors[row] - ready.centre)
        return meaning + WORDS_WEIGHT * np.array(
            [shared(ready.questions, text, ready.texts[row]) for text, _ in ready.questions.parts]
        )

    stated = np.stack([near(row) for row in subject.stated]).max(axis=0)
    kept, best = stated >= SAME_SUBJECT, stated
    if len(subject.said) >= MIN_SAID:
        second = np.sort(np.stack([near(row) for row in subject.said]), axis=0)[-MIN_SAID]
        kept, best = kept | (second >= SAME_AS_SAID), np.maximum(stated, second)
    return {ready.questions.parts[n][0]: float(best[n]) for n in np.flatnonzero(kept)}


def shared(questions: Questions, part: str, text: str) -> float:
    unheard = max(questions.rarity.values())
    weights = {stem: questions.rarity.get(stem, unheard) for stem in stems(text)}
    return sum(weight for stem, weight in weights.items() if stem in stems(part)) / sum(weights.values())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_found_is_what_the_formula_says(seed: int) -> None:
    ready = Ready(seed)
    found = ready.asked(ready.subjects)
    assert sum(map(len, found)) > N_QUESTIONS, "the case must hold something to find"
    for one, told in zip(ready.subjects, found, strict=True):
        expected = plainly(ready, one)
        assert told.keys() == expected.keys()
        assert told == pytest.approx(expected, abs=2e-4)
        assert list(told.values()) == sorted(told.values(), reverse=True)


@pytest.mark.parametrize("at_once", [1, 7, 10_000])
def test_many_at_once_give_what_each_gives_alone(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    ready = Ready(4)
    alone = [ready.asked([one])[0] for one in ready.subjects]
    monkeypatch.setattr(bearing, "TEXTS_AT_ONCE", at_once)
    monkeypatch.setattr(bearing, "PARTS_AT_ONCE", at_once)
    together = list(ready.asked(ready.subjects))
    assert together == alone
    assert [list(one) for one in together] == [list(one) for one in alone]


def test_without_questions_nothing_was_asked() -> None:
    none = prepare_questions([], np.zeros((0, N_DIMS), np.float32), [])
    ready = Ready(5)
    assert questions_asked(none, ready.subjects, ready.texts, ready.vectors, centre=ready.centre) == ({},) * 40


def test_every_sheet_at_once_is_the_sheet_counted_alone(sampled: OpenStudy, sample_corpus: Path) -> None:
    decide_all(sampled, sample_corpus)
    known = finding_store.findings(sampled.file)
    together = grounding.compute_all(sampled, known)
    assert len(together) == len(known) > 1
    for one in known:
        grounding._gathered.clear()
        assert grounding.compute(sampled, one.finding_id) == together[one.finding_id]
    everything = findings.sheets(sampled)
    assert everything == tuple(findings.sheet(sampled, one.finding_id, counter_voices=0) for one in known)


def test_what_was_found_is_found_again_when_only_people_move(
    sampled: OpenStudy, sample_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who belongs to which group has no part in whether a question bears on a subject: it is not looked for twice."""
    decide_all(sampled, sample_corpus)
    before = findings.sheets(sampled)
    monkeypatch.setattr(grounding, "questions_asked", lambda *_, **__: pytest.fail("looked for again"))
    with sampled.write() as write:
        write.execute(
            """
            insert into participants by name
            select * replace (seq + 1000000 as seq, 'habitants' as stakeholder_group) from participants
            qualify row_number() over (order by participant_id) = 1
            """
        )
    after = findings.sheets(sampled)
    assert [one.finding for one in after] == [one.finding for one in before]
    assert [one.grounding.basis for one in after] != [one.grounding.basis for one in before]
