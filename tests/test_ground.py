"""What a finding rests on: people before segments, each group placed, silence never taken for agreement."""

from __future__ import annotations

import numpy as np
import pytest

from models import finding
from models.finding import Crossing, GroupPosition, Position, Scope, Stance, Witness
from pipeline.ground.asked import introduced_by_question, prepare_questions, sentences_of
from pipeline.ground.bearing import Subject, questions_asked
from pipeline.ground.ground import bound_at_none, ground
from pipeline.ground.triangulate import consensus, triangulate

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


def asked_about(subject: str, subject_vector: list[float], *questions: tuple[str, list[float]]) -> set[str]:
    parts = [(text, text) for text, _ in questions]
    ready = prepare_questions(parts, np.array([v for _, v in questions], np.float32), [text for text, _ in parts])
    centre = np.zeros(len(subject_vector), np.float32)
    vectors = np.array([subject_vector], np.float32)
    return set(*questions_asked(ready, [Subject((0,))], [subject], vectors, centre=centre))


BUS, HEALTH, WORK = ("Et le bus ?", [1, 0, 0]), ("Et la santé ?", [0, 1, 0]), ("Et le travail ?", [0, 0, 1])


def test_a_question_near_in_meaning_was_asked() -> None:
    assert asked_about("Les transports manquent.", [1, 0, 0], BUS, HEALTH, WORK) == {"Et le bus ?"}


def test_a_question_far_in_meaning_and_in_words_was_not() -> None:
    assert asked_about("Les transports manquent.", [-0.577, -0.577, -0.577], BUS, HEALTH, WORK) == set()


def test_the_same_rare_words_make_up_for_a_doubtful_meaning() -> None:
    near = [0.6, 0.6, 0.53]
    assert "Et le bus ?" in asked_about("Le bus.", near, BUS, HEALTH, WORK)
    assert "Et le bus ?" not in asked_about("Le car.", near, BUS, HEALTH, WORK)


def test_no_question_asks_nobody() -> None:
    ready = prepare_questions([], np.zeros((0, 2), np.float32), [])
    vectors, centre = np.ones((1, 2), np.float32), np.zeros(2, np.float32)
    assert questions_asked(ready, [Subject((0,))], ["x"], vectors, centre=centre) == ({},)


def test_a_question_is_read_by_sentences_and_whole() -> None:
    whole = "Pour y aller, c'est facile ? Les horaires, le trajet ?"
    assert sentences_of(whole) == ("Pour y aller, c'est facile ?", "Les horaires, le trajet ?", whole)
    assert sentences_of("Les délais ?") == ("Les délais ?",)


def test_a_question_without_a_telling_word_puts_no_subject() -> None:
    assert sentences_of("Pourquoi non ?") == ()


def test_a_group_the_study_means_to_hear_is_listed_though_nobody_was_met() -> None:
    found = ground([], [], groups=("élus", "financeurs"))
    assert [(g.group, g.position, g.n_heard) for g in found.groups] == [
        ("élus", Position.SILENT_NEVER_ASKED, 0),
        ("financeurs", Position.SILENT_NEVER_ASKED, 0),
    ]


def place(letter: str, group: str = "a", **counts: int) -> GroupPosition:
    known = {"+": Position.CONVERGENT, "-": Position.DIVERGENT, "±": Position.DIVIDED, "a": Position.SILENT_ASKED,
             "n": Position.SILENT_NEVER_ASKED}  # fmt: skip
    own = {"n_supporting": 0, "n_nuancing": 0, "n_contradicting": 0, **counts}
    return GroupPosition(group=group, position=known[letter], n_heard=sum(own.values()), **own)


@pytest.mark.parametrize(
    ("letters", "crossing", "silent"),
    [
        ("++", Crossing.CONVERGENT, ()),
        ("--", Crossing.CONVERGENT, ()),
        ("+-", Crossing.DIVERGENT, ()),
        ("-+", Crossing.DIVERGENT, ()),
        ("±+", Crossing.PARTIAL, ()),
        ("-±", Crossing.PARTIAL, ()),
        ("+n", Crossing.SILENT, ("q",)),
        ("a±", Crossing.SILENT, ("p",)),
        ("an", Crossing.SILENT, ("p", "q")),
    ],
)
def test_two_groups_are_laid_side_by_side(letters: str, crossing: Crossing, silent: tuple[str, ...]) -> None:
    found = triangulate([place(letters[0], "p"), place(letters[1], "q")])
    assert [(one.first, one.second, one.crossing, one.silent) for one in found] == [("p", "q", crossing, silent)]


def test_only_the_pairs_asked_for_are_crossed_and_in_that_order() -> None:
    groups = [place("+", "p"), place("-", "q"), place("+", "r")]
    assert len(triangulate(groups)) == 3
    assert [(c.first, c.second) for c in triangulate(groups, [("r", "p"), ("p", "absent")])] == [("r", "p")]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([place("a"), place("n")], None),
        ([place("+", n_supporting=1)], 2 / 3),
        ([place("+", n_supporting=1), place("n")], 1 / 3),
        ([place("+", n_supporting=8), place("-", n_contradicting=1)], 0.9 / 3),
        ([place("±", n_supporting=1, n_contradicting=1)], 0.5),
    ],
)
def test_consensus_is_a_product_over_groups_where_silence_is_half(
    groups: list[GroupPosition], expected: float | None
) -> None:
    """(agree + 1) / (stands + 2) for each group: Small et al. 2021."""
    found = consensus(groups)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-6))


@pytest.mark.parametrize(
    ("said", "expected"),
    [("a1+", None), ("a1+ a2+", 0.0), ("a1+ a2-", 1.0), ("a1+ a2+ a3-", 2 / 3), ("a1+ a1-", None), ("a1~ a2~", None)],
)
def test_dissent_within_a_group_is_the_chance_that_two_of_its_people_disagree(
    said: str, expected: float | None
) -> None:
    found = ground(said_by(said), witnesses("a1 a2 a3")).groups[0].dissent
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-6))


@pytest.mark.parametrize(("n", "bound"), [(0, None), (1, 0.95), (3, 0.631597), (10, 0.258866), (100, 0.029513)])
def test_the_bound_is_the_exact_one_with_no_event(n: int, bound: float | None) -> None:
    """Close to the rule of three, 3 / n, once n is large."""
    found = bound_at_none(n)
    assert found == (None if bound is None else pytest.approx(bound, abs=1e-6))
    assert found is None or n < 30 or found == pytest.approx(3 / n, rel=0.03)


def test_each_group_carries_the_bound_of_what_none_of_its_people_said() -> None:
    stand = ground(said_by("a1+"), witnesses("a1 a2? a3")).groups[0]
    assert (stand.n_asked, stand.bound_supporting, stand.bound_contradicting) == (
        2,
        None,
        pytest.approx(0.776393, abs=1e-6),
    )
    never = ground(said_by("p1+"), witnesses("a1 p1")).groups[0]
    assert (never.n_asked, never.bound_supporting) == (0, None)


def test_territories_are_placed_like_groups() -> None:
    north, south = witnesses("a1", territory="nord"), witnesses("a2?", territory="sud")
    said = [t.model_copy(update={"territory": "nord"}) for t in said_by("a1+")]
    found = ground(said, [*north, *south]).territories
    assert [(t.group, t.position) for t in found] == [("nord", Position.CONVERGENT), ("sud", Position.SILENT_ASKED)]
    assert ground(said_by("a1+"), witnesses("a1")).territories == ()


def test_whoever_would_change_the_reading_by_leaving_is_named() -> None:
    found = ground(said_by("a1+ a2+ p1+ e1-"), witnesses("a1 a2 p1 e1"))
    assert {(p.participant_id, p.grade, p.groups) for p in found.pivots} == {
        ("a1", "C", ()),
        ("a2", "C", ()),
        ("p1", "C", ("professionnels",)),
        ("e1", "B", ("élus",)),
    }
    assert ground(said_by("a1+ a2+ p1+ p2+"), witnesses("a1")).pivots == ()


def test_people_who_brought_it_themselves_are_counted_apart() -> None:
    found = ground(said_by("a1+i a2+ a2+i p1+i"), ())
    assert (found.n_participants, found.n_unprompted) == (3, 1)


def of_kind(said: str, kinds: str) -> list[finding.Testimony]:
    known = {"i": "interview", "s": "survey", "n": "field_note"}
    return [t.model_copy(update={"source_kind": known[k]}) for t, k in zip(said_by(said), kinds, strict=True)]


@pytest.mark.parametrize(
    ("kinds", "heard", "grade"),
    [("iiii", ("interview", "survey"), "D"), ("iiii", ("interview",), "A"), ("iiis", ("interview", "survey"), "A")],
)
def test_one_kind_of_source_is_a_hypothesis_where_the_study_holds_several(
    kinds: str, heard: tuple[str, ...], grade: str
) -> None:
    found = ground(of_kind("a1+ a2+ p1+ p2+", kinds), (), kinds_heard=heard)
    assert found.grade == grade
    assert ("une seule sorte de source" in found.grade_reason) == (grade == "D")


def test_the_teams_own_interpretation_is_not_a_second_source() -> None:
    said = of_kind("a1+ a2+ p1+ p2+ a?+", "iiiin")
    said[-1] = said[-1].model_copy(update={"standing": "interpreted"})
    found = ground(said, (), kinds_heard=("interview", "field_note"))
    assert found.grade == "D"
    assert (found.kinds, found.standings) == ((("field_note", 1), ("interview", 4)), (("interpreted", 1),))
