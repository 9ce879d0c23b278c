"""Proposals: ranked, explained, bounded, and silent about what people have already decided."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest

from models.base import content_id
from models.codebook import Code
from models.coding import Decision, DecisionAction, Proposal
from models.transcript import Anchor, Segment
from pipeline.propose.propose import MAX_CODES_PER_SEGMENT, MAX_SHARE_OVERALL, MIN_SCORE, propose

SUBJECTS = ("attente au guichet", "papiers perdus", "transport en bus", "garde des enfants")
CODES = tuple(Code(code_id=f"c{n}", name=name, path=name) for n, name in enumerate(SUBJECTS))
N_DIMS = 24


def corpus(
    n: int, *, noise: float = 0.6, share: float = 0.05, seed: int = 0
) -> tuple[list[Segment], np.ndarray, np.ndarray]:
    """`share` of the segments on each subject, the others on none; returns each one's subject, -1 for none."""
    rng = np.random.default_rng(seed)
    subject = np.where(rng.random(n) < share * len(SUBJECTS), rng.integers(0, len(SUBJECTS), n), -1)
    vectors = rng.normal(size=(n, N_DIMS)) * noise / N_DIMS**0.5
    for k in range(len(SUBJECTS)):
        vectors[subject == k, k] += 1
    vectors[subject == -1, 10:] += rng.normal(size=((subject == -1).sum(), N_DIMS - 10)) / 3
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts = [f"On parle de {SUBJECTS[k] if k >= 0 else 'tout autre chose'} avec Nadia." for k in subject]
    segments = [
        Segment(
            segment_id=f"s{i}", transcript_id="t", turn_id=f"u{i}", turn_no=1, participant_id=f"p{i % 9}",
            start=10, end=10 + len(text), text=text, n_words=len(text.split()),
        )
        for i, text in enumerate(texts)
    ]  # fmt: skip
    return segments, vectors.astype(np.float32), subject


def axis(k: int) -> np.ndarray:
    vector: np.ndarray = np.eye(N_DIMS, dtype=np.float32)[k]
    return vector


DEFINITIONS = {f"c{k}": axis(k) for k in range(len(SUBJECTS))}


def decide(
    action: DecisionAction, segment: Segment, code_id: str = "c0", coder: str = "ana", **over: object
) -> Decision:
    decision = Decision(
        decision_id=f"{coder}{segment.segment_id}{code_id}",
        action=action,
        anchor=Anchor(turn_id=segment.turn_id, start=segment.start, end=segment.end, verbatim=segment.text),
        code_id=code_id,
        coder=coder,
        decided_at=datetime(2026, 11, 2, tzinfo=UTC),
        segment_id=segment.segment_id,
    )
    return decision.model_copy(update=over)


def run(segments: list[Segment], vectors: np.ndarray, **given: object) -> tuple[Proposal, ...]:
    arguments: dict[str, object] = {
        "codes": CODES, "code_vectors": {}, "theme_members": {}, "decisions": (), "run_id": "r1",
    } | given  # fmt: skip
    return propose(segments=segments, vectors=vectors, **arguments)  # type: ignore[arg-type]


def test_definitions_alone_find_what_stands_near_them() -> None:
    segments, vectors, subject = corpus(600)
    found = run(segments, vectors, code_vectors=DEFINITIONS)
    right = [subject[int(p.segment_id[1:])] == int(p.code_id[1:]) for p in found]
    assert len(found) > 40
    assert np.mean(right) > 0.8


def test_proposals_come_best_first_with_a_score_and_an_id_of_their_own() -> None:
    segments, vectors, _ = corpus(300)
    found = run(segments, vectors, code_vectors=DEFINITIONS)
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert all(MIN_SCORE <= p.score <= 1 for p in found)
    assert found[0].proposal_id == content_id("proposal", "r1", found[0].segment_id, found[0].code_id)
    assert len({p.proposal_id for p in found}) == len(found)


def test_the_same_work_gives_the_same_proposals() -> None:
    segments, vectors, _ = corpus(300)
    decisions = [decide(DecisionAction.ACCEPT, segments[3]), decide(DecisionAction.REJECT, segments[9])]
    first, second = (run(segments, vectors, code_vectors=DEFINITIONS, decisions=decisions) for _ in range(2))
    assert [p.model_dump() for p in first] == [p.model_dump() for p in second]


@pytest.mark.parametrize(
    "action", [DecisionAction.ACCEPT, DecisionAction.REJECT, DecisionAction.CODE, DecisionAction.REMOVE]
)
def test_what_somebody_decided_is_not_proposed_again(action: DecisionAction) -> None:
    segments, vectors, _ = corpus(300)
    best = run(segments, vectors, code_vectors=DEFINITIONS)[0]
    segment = segments[int(best.segment_id[1:])]
    for place in ({}, {"segment_id": None}):
        again = run(
            segments, vectors, code_vectors=DEFINITIONS,
            decisions=[decide(action, segment, best.code_id, **place)],
        )  # fmt: skip
        assert (best.segment_id, best.code_id) not in {(p.segment_id, p.code_id) for p in again}


def test_words_coded_by_hand_inside_a_segment_settle_it() -> None:
    segments, vectors, _ = corpus(300)
    best = run(segments, vectors, code_vectors=DEFINITIONS)[0]
    segment = segments[int(best.segment_id[1:])]
    few = Anchor(turn_id=segment.turn_id, start=12, end=15, verbatim=segment.text[2:5])
    by_hand = decide(DecisionAction.CODE, segment, best.code_id, segment_id=None, anchor=few)
    again = run(segments, vectors, code_vectors=DEFINITIONS, decisions=[by_hand])
    assert (best.segment_id, best.code_id) not in {(p.segment_id, p.code_id) for p in again}


def test_what_was_reopened_may_be_proposed_again() -> None:
    segments, vectors, _ = corpus(300)
    first = run(segments, vectors, code_vectors=DEFINITIONS)
    reopened = decide(DecisionAction.REOPEN, segments[int(first[0].segment_id[1:])], first[0].code_id)
    again = run(segments, vectors, code_vectors=DEFINITIONS, decisions=[reopened])
    assert [p.segment_id for p in again] == [p.segment_id for p in first]


def test_decisions_teach_a_code_that_has_no_definition() -> None:
    segments, vectors, subject = corpus(600)
    yes = [decide(DecisionAction.ACCEPT, segments[i]) for i in np.flatnonzero(subject == 0)[:5]]
    no = [decide(DecisionAction.REJECT, segments[i]) for i in np.flatnonzero(subject != 0)[:5]]
    found = run(segments, vectors, codes=CODES[:1], decisions=[*yes, *no])
    assert len(found) >= 10
    assert np.mean([subject[int(p.segment_id[1:])] == 0 for p in found]) > 0.8


def test_rejections_push_down_what_resembles_them() -> None:
    segments, vectors, subject = corpus(600)
    wrong = {"c0": axis(1)}
    before = run(segments, vectors, codes=CODES[:1], code_vectors=wrong)
    yes = [decide(DecisionAction.CODE, segments[i]) for i in np.flatnonzero(subject == 0)[:6]]
    no = [decide(DecisionAction.REJECT, segments[i]) for i in np.flatnonzero(subject == 1)[:6]]
    after = run(segments, vectors, codes=CODES[:1], code_vectors=wrong, decisions=[*yes, *no])
    share = [np.mean([subject[int(p.segment_id[1:])] == 1 for p in found]) for found in (before, after)]
    assert share[0] > 0.8
    assert share[1] < 0.2


def test_a_definition_refused_again_and_again_stops_proposing() -> None:
    segments, vectors, _ = corpus(600)
    decisions: list[Decision] = []
    for _ in range(3):
        found = run(segments, vectors, codes=CODES[:1], code_vectors=DEFINITIONS, decisions=decisions)
        decisions += [decide(DecisionAction.REJECT, segments[int(p.segment_id[1:])]) for p in found[:4]]
    assert found == ()


def test_coders_who_disagree_teach_nothing_and_are_left_in_peace() -> None:
    segments, vectors, subject = corpus(300)
    i = int(np.flatnonzero(subject == 0)[0])
    split = [
        decide(DecisionAction.ACCEPT, segments[i]),
        decide(DecisionAction.REJECT, segments[i], coder="léo"),
    ]
    assert run(segments, vectors, codes=CODES[:1], decisions=split) == ()


def test_a_code_made_from_a_theme_starts_from_its_members() -> None:
    segments, vectors, subject = corpus(600)
    members = [segments[i].segment_id for i in np.flatnonzero(subject == 2)]
    found = run(segments, vectors, codes=CODES[2:3], theme_members={"c2": members})
    assert {p.segment_id for p in found} >= set(members)
    assert "Dans le thème d'origine" in found[0].reason


def test_a_retired_code_is_never_proposed() -> None:
    segments, vectors, _ = corpus(300)
    retired = (CODES[0].model_copy(update={"retired": True}), *CODES[1:])
    found = run(segments, vectors, codes=retired, code_vectors=DEFINITIONS)
    assert {p.code_id for p in found} == {"c1", "c2", "c3"}


def test_a_corpus_is_never_coded_whole() -> None:
    """Every code fits every segment; still, a tenth per code, three codes a segment, half of the segments at most."""
    segments, vectors, _ = corpus(200, share=0.2)
    many = tuple(Code(code_id=f"m{n}", name=f"Code {n}", path=f"Code {n}") for n in range(30))
    everything = {c.code_id: [s.segment_id for s in segments] for c in many}
    found = run(segments, vectors, codes=many, theme_members=everything)
    per_code, per_segment = (Counter(p.code_id for p in found), Counter(p.segment_id for p in found))
    assert max(per_code.values()) <= 20
    assert max(per_segment.values()) <= MAX_CODES_PER_SEGMENT
    assert len(per_segment) <= MAX_SHARE_OVERALL * len(segments)


def test_the_reason_names_what_weighed_in_french() -> None:
    segments, vectors, subject = corpus(600)
    yes = [decide(DecisionAction.ACCEPT, segments[i]) for i in np.flatnonzero(subject == 0)[:4]]
    reason = run(segments, vectors, codes=CODES[:1], code_vectors=DEFINITIONS, decisions=yes)[0].reason
    assert reason.startswith("Proche de la définition (0,")
    assert "proche de 4 extraits déjà codés ainsi, sur 4" in reason
    assert " ; mots qui pèsent : attente, guichet ; accepté le plus proche : tour 1, p" in reason


def test_a_pseudonym_never_weighs() -> None:
    segments, vectors, _ = corpus(300)
    found = run(segments, vectors, code_vectors=DEFINITIONS)
    assert found
    assert not any("adia" in p.reason for p in found)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_a_very_small_study_is_no_trouble(n: int) -> None:
    segments, vectors, _ = corpus(n)
    yes = [decide(DecisionAction.ACCEPT, segments[0])]
    assert len(run(segments, vectors, code_vectors=DEFINITIONS, decisions=yes)) <= 3 * n


def test_nothing_to_read_gives_nothing() -> None:
    assert run([], np.zeros((0, N_DIMS), np.float32), code_vectors=DEFINITIONS) == ()
