"""What a finding rests on: people before segments, each group placed, silence never taken for agreement."""

from __future__ import annotations

import numpy as np
import pytest

from models import finding
from models.finding import Position, Scope, Stance, Witness
from models.transcript import Segment
from pipeline.french.contrast import DENIAL, OPPOSITION, REFUSAL
from pipeline.ground import find_counter_voices, ground, introduced_by_question, questions_asked

GROUPS = {"a": "personnes accompagnées", "p": "professionnels", "e": "élus", "x": None}
STANCES = {"+": Stance.SUPPORTS, "~": Stance.NUANCES, "-": Stance.CONTRADICTS}


def said_by(text: str) -> list[finding.Testimony]:
    """`a1+ p1- a1+i`: person a1 (group a) supports, p1 contradicts, a1 supports after the interviewer. `a?+`: unknown."""
    return [
        finding.Testimony(
            evidence_id=str(n),
            stance=STANCES[word[2]],
            participant_id=None if word[1] == "?" else word[:2],
            stakeholder_group=GROUPS[word[0]],
            introduced_by_interviewer=word.endswith("i"),
        )
        for n, word in enumerate(text.split())
    ]


def witnesses(text: str, **place: str) -> list[Witness]:
    """`a1 a2? p1`: the question mark says that the subject was put to this person."""
    return [
        Witness(participant_id=word[:2], stakeholder_group=GROUPS[word[0]], asked=word.endswith("?"), **place)
        for word in text.split()
    ]


@pytest.mark.parametrize(
    ("said", "people", "segments", "groups", "effective", "largest"),
    [
        ("", 0, 0, 0, 0.0, 0.0),
        ("a1+", 1, 1, 1, 1.0, 1.0),
        ("a1+ a1+ a1+", 1, 3, 1, 1.0, 1.0),
        ("a1+ a2+ p1+ p2+", 4, 4, 2, 4.0, 0.25),
        ("a1+ a1+ a1+ p1+", 2, 4, 2, 1.6, 0.75),
        ("a1+ p1~ e1-", 1, 1, 1, 1.0, 1.0),
        ("a1+ a?+ a?+", 1, 3, 1, 1.0, 1.0),
    ],
)
def test_people_are_counted_and_a_voice_heard_often_is_still_one(
    said: str, people: int, segments: int, groups: int, effective: float, largest: float
) -> None:
    found = ground(said_by(said), witnesses("a1 a2 p1 p2 e1"))
    assert (found.n_participants, found.n_segments, found.n_groups) == (people, segments, groups)
    assert found.effective_speakers == pytest.approx(effective)
    assert found.max_participant_share == pytest.approx(largest)


@pytest.mark.parametrize(
    ("said", "met", "position", "counts"),
    [
        ("a1+", "a1 a2", Position.CONVERGENT, (2, 1, 0, 0)),
        ("a1+ a2~", "a1 a2", Position.CONVERGENT, (2, 1, 1, 0)),
        ("a1-", "a1 a2", Position.DIVERGENT, (2, 0, 0, 1)),
        ("a1+ a2-", "a1 a2", Position.DIVIDED, (2, 1, 0, 1)),
        ("a1+ a1-", "a1 a2", Position.DIVIDED, (2, 1, 0, 1)),
        ("a1~", "a1 a2", Position.DIVIDED, (2, 0, 1, 0)),
        ("a1~ a2-", "a1 a2", Position.DIVIDED, (2, 0, 1, 1)),
        ("p1+", "a1 a2?", Position.SILENT_ASKED, (2, 0, 0, 0)),
        ("p1+", "a1 a2", Position.SILENT_NEVER_ASKED, (2, 0, 0, 0)),
        ("a?-", "a1", Position.DIVERGENT, (1, 0, 0, 0)),
    ],
)
def test_each_group_is_placed_from_what_its_people_said(
    said: str, met: str, position: Position, counts: tuple[int, int, int, int]
) -> None:
    stand = ground(said_by(said), witnesses(met)).groups[0]
    assert stand.group == "personnes accompagnées"
    assert stand.position is position
    assert (stand.n_heard, stand.n_supporting, stand.n_nuancing, stand.n_contradicting) == counts


def test_every_group_met_is_listed_in_the_settled_order() -> None:
    found = ground(said_by("p1+"), witnesses("e1 p1 a1 x1"))
    assert [g.group for g in found.groups] == ["personnes accompagnées", "professionnels", "élus"]


def test_evidence_without_a_group_is_shown_as_such_and_last() -> None:
    found = ground(said_by("x1+ p1+"), witnesses("p1 x1"))
    assert [g.group for g in found.groups] == ["professionnels", "non renseigné"]


def test_a_scope_leaves_out_the_people_beyond_it() -> None:
    north, south = witnesses("a1 p1", territory="nord"), witnesses("a2 e1?", territory="sud")
    found = ground(said_by("a1+ a2+ p1-"), [*north, *south], scope=Scope(territories=("sud",)))
    assert (found.n_participants, found.n_segments) == (1, 1)
    assert [g.group for g in found.groups] == ["personnes accompagnées", "élus"]
    assert found.upper_bound is not None


def test_a_scope_by_group_lists_that_group_only() -> None:
    found = ground(said_by("a1+ p1-"), witnesses("a1 p1"), scope=Scope(groups=("professionnels",)))
    assert [(g.group, g.position) for g in found.groups] == [("professionnels", Position.DIVERGENT)]
    assert found.n_participants == 0


def test_someone_unknown_counts_nowhere_when_the_scope_is_a_place() -> None:
    found = ground(said_by("a?+"), witnesses("a1", wave="1"), scope=Scope(waves=("1",)))
    assert found.n_segments == 0


@pytest.mark.parametrize(
    ("said", "met", "bound"),
    [
        ("a1+ a2+ p1+", "a1 a2 p1", 0.631597),
        ("a1+", "a1 a2? p1? p2", 0.631597),
        ("a1+ p1-", "a1 p1", None),
        ("", "a1 p1", None),
        ("a1+", "a1", 0.95),
    ],
)
def test_the_bound_on_who_might_contradict_rests_on_those_who_could(said: str, met: str, bound: float | None) -> None:
    """Someone never asked says nothing of agreement. 1 - 0.05 ** (1 / 3) = 0.6316."""
    found = ground(said_by(said), witnesses(met)).upper_bound
    assert found == (None if bound is None else pytest.approx(bound, abs=1e-6))


@pytest.mark.parametrize(
    ("said", "grade", "why"),
    [
        ("", "D", "aucune personne"),
        ("a?+ a?+", "D", "aucune personne"),
        ("a1+ a1+", "D", "une seule personne"),
        ("a1+i p1+i a2+i p2+i", "D", "l'enquêteur l'a dit le premier"),
        ("a1+i p1+i a2+i p2+", "A", "Étayé"),
        ("a1+ p1+", "C", "au moins 3"),
        ("a1+ a2+ a3+ a4+", "C", "au moins 2 groupes"),
        ("a1+ a1+ a1+ p1+ p2+ a2+", "B", "tient à une voix"),
        ("a1+ a1+ a1+ a1+ a1+ p1+ p2+ a2+", "C", "plus de la moitié"),
        ("a1+ a2+ p1+", "B", "tient à une voix"),
        ("a1+ a2+ a3+ p1+", "B", "tient à une voix"),
        ("a1+ a2+ p1+ p2+", "A", "quelle que soit la personne"),
        ("a1+ a2+ p1+ p2+ e1-", "A", "1 personne le contredit"),
        ("a1+ a2+ p1+ p2+ e1- e2- a1- p1-", "C", "Contesté"),
    ],
)
def test_a_grade_says_its_rule(said: str, grade: str, why: str) -> None:
    found = ground(said_by(said), witnesses("a1 a2 p1"))
    assert (found.grade, why in found.grade_reason) == (grade, True), found.grade_reason


def test_what_only_the_interviewer_brought_is_said() -> None:
    assert ground(said_by("a1+i p1+i"), ()).introduced_only_by_interviewer
    assert not ground(said_by("a1+i p1+"), ()).introduced_only_by_interviewer
    assert not ground(said_by("p1-i"), ()).introduced_only_by_interviewer


SUBJECT = np.array([1, 0, 0, 0], dtype=np.float32)


def passages(*said: tuple[str, str, float]) -> tuple[list[Segment], np.ndarray]:
    """(participant, text, nearness to the subject); two far segments stand for the rest of the corpus."""
    rows = [*said, ("zz", "Le marché a lieu le mardi.", 0.0), ("zy", "Il faisait froid.", 0.0)]
    segments = [
        Segment(
            segment_id=f"s{n}", transcript_id="t", turn_id=f"u{n}", turn_no=1, participant_id=who,
            start=0, end=len(text), text=text, n_words=len(text.split()),
        )
        for n, (who, text, _) in enumerate(rows)
    ]  # fmt: skip
    vectors = np.array([[c, (1 - c * c) ** 0.5, 0, 0] for _, _, c in rows], dtype=np.float32)
    return segments, vectors


def counter(*said: tuple[str, str, float], spoken_by: tuple[str, ...] = (), limit: int = 10) -> list[str]:
    segments, vectors = passages(*said)
    found = find_counter_voices(
        SUBJECT, np.zeros((0, 4), np.float32), segments, vectors, spoken_by=spoken_by, limit=limit
    )
    assert all(0 <= score <= 1 for _, score in found)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    return [segment_id for segment_id, _ in found]


def test_at_equal_nearness_the_passage_that_denies_comes_first() -> None:
    plain, denied = "J'ai attendu longtemps.", "Moi non, j'ai jamais attendu, au contraire."
    assert counter(("a1", plain, 0.9), ("a2", denied, 0.9)) == ["s1", "s0"]


def test_denial_far_from_the_subject_is_not_a_counter_voice() -> None:
    assert counter(("a1", "Je n'aime pas le froid.", -0.5), ("a2", "On attend.", 0.9)) == ["s1"]


def test_people_who_already_support_are_left_out() -> None:
    assert counter(("a1", "On attend.", 0.9), ("a2", "On attend.", 0.8), spoken_by=("a1",)) == ["s1"]


def test_nobody_fills_the_list_of_counter_voices() -> None:
    said = [("a1", "Ce n'est pas vrai.", 0.9)] * 5 + [("a2", "On attend.", 0.8)]
    assert counter(*said) == ["s0", "s1", "s5"]
    assert counter(*said, limit=1) == ["s0"]


def test_no_one_else_means_no_counter_voice() -> None:
    segments, vectors = passages()
    assert find_counter_voices(SUBJECT, vectors[:1], segments, vectors, spoken_by=("zz", "zy")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "ce n'est pas ça", "on ne va plus là-bas", "il n’y a jamais personne", "nous n'avons rien demandé",
        "je ne connais personne", "elle n'a aucune aide", "il ne répond guère", "c'est pas vrai", "j'ai jamais attendu",
        "on a rien eu", "il y a pas de bus", "ça marche plus", "moi, jamais", "chez nous, non", "aucun souci", "sans difficulté",
    ],
)  # fmt: skip
def test_spoken_and_written_denials_are_heard(text: str) -> None:
    assert DENIAL.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "oui mais", "et pourtant", "cependant", "toutefois", "au contraire", "contrairement à elle", "par contre", "en revanche",
        "à l’inverse", "à l'opposé", "alors que moi", "tandis que", "sauf le jeudi", "quand même", "malgré tout", "plutôt bien",
        "ça dépend",
    ],
)  # fmt: skip
def test_oppositions_are_heard(text: str) -> None:
    assert OPPOSITION.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "je ne suis pas d'accord", "c'est faux", "pas si simple", "pas toujours", "je ne dirais pas ça", "n'importe quoi",
        "on exagère", "c'est exagéré", "très bien accueillie", "tout s'est très bien passé", "heureusement",
    ],
)  # fmt: skip
def test_refusals_and_good_experiences_are_heard(text: str) -> None:
    assert REFUSAL.search(text)


@pytest.mark.parametrize(
    "text", ["Nous avons attendu six mois.", "Il y a plus de monde le jeudi.", "C'est une personne."]
)
def test_a_plain_statement_is_no_contrast(text: str) -> None:
    assert not any(p.search(text) for p in (OPPOSITION, REFUSAL))
    assert "plus" in text or not DENIAL.search(text)


@pytest.mark.parametrize(
    ("question", "verbatim", "introduced"),
    [
        (None, "Le bus ne passe plus.", False),
        ("Comment allez-vous ?", "Le bus ne passe plus.", False),
        ("Avez-vous honte de demander ?", "Oui, j'ai honte de demander.", True),
        ("Est-ce que le bus vous manque ?", "Oui, voilà.", True),
        ("Et l'attente ?", "J'attends une réponse depuis mars et personne ne rappelle jamais.", False),
    ],
)
def test_words_the_interviewer_said_first_are_told(question: str | None, verbatim: str, introduced: bool) -> None:
    assert introduced_by_question(question, verbatim) is introduced


def test_a_question_near_the_subjects_was_asked() -> None:
    vectors = np.array([[1, 0], [0.8, 0.6], [0, 1]], dtype=np.float32)
    elsewhere = np.array([0, -1], dtype=np.float32)
    asked = questions_asked(["le bus", "les transports", "la santé"], vectors, vectors[:1], elsewhere)
    assert asked == {"le bus", "les transports"}
    assert questions_asked(["le bus", "les transports", "la santé"], vectors, vectors[:0], vectors[2]) == {
        "les transports",
        "la santé",
    }


def test_a_group_the_study_means_to_hear_is_listed_though_nobody_was_met() -> None:
    found = ground([], [], groups=("élus", "financeurs"))
    assert [(g.group, g.position, g.n_heard) for g in found.groups] == [
        ("élus", Position.SILENT_NEVER_ASKED, 0),
        ("financeurs", Position.SILENT_NEVER_ASKED, 0),
    ]
