"""Counter-voices: the subject found in its surroundings, what opposes put first, each sign and turn of phrase measured apart."""

from __future__ import annotations

import numpy as np
import pytest

from models.transcript import Segment
from pipeline.french.contrast import (
    DENIAL,
    DUTY,
    FAVOURABLE,
    FAVOURABLE_WORDS,
    FIRST_PERSON,
    OPPOSITION,
    REFUSAL,
    UNFAVOURABLE,
    UNFAVOURABLE_WORDS,
    leaning,
)  # fmt: skip
from pipeline.ground.counter import find_counter_voices
from pipeline.ground.passages import prepare_passages
from pipeline.ground.signals import SIGNALS, Aim, nearness, signals

GROUPS = {"a": "personnes accompagnées", "p": "professionnels", "e": "élus", "x": None}
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


def counter(*said: tuple[str, str, float], limit: int = 10, **more: tuple[str, ...]) -> list[str]:
    segments, vectors = passages(*said)
    ready = prepare_passages(
        segments, vectors, groups={s.participant_id or "": GROUPS[(s.participant_id or "x")[0]] for s in segments if
                                   (s.participant_id or "x")[0] in GROUPS}, question_vectors={},
    )  # fmt: skip
    aim = Aim("On attend longtemps, sans réponse.", (), SUBJECT, np.zeros((0, 4), np.float32))
    found = find_counter_voices(aim, ready, spoken_by=more.pop("spoken_by", ()), limit=limit, **more)
    assert all(0 <= one.score <= 1 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    return [one.segment_id for one in found if one.segment_id in {f"s{n}" for n in range(len(said))}]


def test_at_equal_nearness_the_passage_that_denies_comes_first() -> None:
    plain, denied = "J'ai attendu longtemps.", "Moi non, j'ai jamais attendu longtemps, au contraire."
    assert counter(("a1", plain, 0.9), ("a2", denied, 0.9)) == ["s1", "s0"]


def test_at_equal_words_the_passage_near_the_subject_comes_first() -> None:
    said = "Je n'aime pas le froid."
    assert counter(("a1", said, -0.5), ("a2", said, 0.9)) == ["s1", "s0"]


def test_a_group_that_supports_comes_after_one_that_does_not() -> None:
    said = "Le délai est court."
    assert counter(("a2", said, 0.8), ("e1", said, 0.8), ("a1", "On attend.", 0.9), spoken_by=("a1",)) == ["s1", "s0"]


def test_praise_comes_first_against_a_complaint() -> None:
    assert counter(("a1", "Le délai est long.", 0.9), ("a2", "Le délai est bon.", 0.9)) == ["s1", "s0"]


def test_what_carries_the_code_of_the_evidence_comes_first() -> None:
    assert counter(("a1", "Le délai.", 0.9), ("a2", "Le délai.", 0.9), same_code=("s1",)) == ["s1", "s0"]


def test_people_who_already_support_are_left_out() -> None:
    assert counter(("a1", "On attend.", 0.9), ("a2", "On attend.", 0.8), spoken_by=("a1",)) == ["s1"]


def test_what_somebody_answered_is_never_proposed_again() -> None:
    assert counter(("a1", "On attend.", 0.9), ("a2", "On attend.", 0.8), settled=("s0",)) == ["s1"]


def test_nobody_fills_the_list_of_counter_voices() -> None:
    said = [("a1", "Ce n'est pas vrai.", 0.9)] * 5 + [("a2", "On attend.", 0.8)]
    assert sorted(counter(*said)) == ["s0", "s1", "s2", "s5"]
    assert len(counter(*said, limit=2)) == 2


def test_no_one_else_means_no_counter_voice() -> None:
    assert counter(("a1", "On attend.", 0.9), spoken_by=("a1", "zz", "zy")) == []


def test_each_proposal_says_why_in_french() -> None:
    segments, vectors = passages(("e1", "Moi, je crois que celui qui veut trouve, au contraire.", 0.9))
    ready = prepare_passages(segments, vectors, groups={"e1": "élus"}, question_vectors={})
    aim = Aim("On attend.", (), SUBJECT, np.zeros((0, 4), np.float32))
    assert find_counter_voices(aim, ready, spoken_by=(), limit=1)[0].reason == (
        "Proche du sujet, d'un groupe qui n'appuie pas ce constat, avec des mots qui nient ou opposent."
    )


def in_a_row(*said: tuple[str, str | None, list[float]]) -> list[Segment]:
    """One transcript: (participant, question, vector) for each segment; the vectors are given apart."""
    return [
        Segment(
            segment_id=f"s{n}", transcript_id="t", turn_id=f"t{n}", turn_no=n + 1, participant_id=person, start=0, end=5,
            text="Voilà", question=question, n_words=1,
        )
        for n, (person, question, _) in enumerate(said)
    ]  # fmt: skip


def around_of(*said: tuple[str, str | None, list[float]], **questions: list[float]) -> list[list[float]]:
    vectors = np.array([vector for *_, vector in said], np.float32)
    asked = {f"{word} ?": np.array(vector, np.float32) for word, vector in questions.items()}
    return prepare_passages(in_a_row(*said), vectors, groups={}, question_vectors=asked).around.tolist()


def test_a_passage_is_read_with_what_the_same_person_says_beside_it() -> None:
    bus, cold, rain = [1.0, 0, 0], [0, 1.0, 0], [0, 0, 1.0]
    alone = around_of(("a1", None, bus), ("a2", None, cold), ("a3", None, rain))
    beside = around_of(("a1", None, bus), ("a1", None, cold), ("a3", None, rain))
    assert alone[1] @ np.array(alone[0]) < beside[1] @ np.array(beside[0])
    assert beside[2] == pytest.approx(alone[2])


def test_a_passage_is_read_with_the_question_before_it() -> None:
    said = [("a1", "Bus ?", [1.0, 0, 0]), ("a2", "Bus ?", [0, 1.0, 0]), ("a3", "Froid ?", [0, 0, 1.0])]
    without, read = around_of(*said), around_of(*said, Bus=[1, 0, 0], Froid=[0, 0, 1])
    assert without[1] @ np.array(without[0]) < read[1] @ np.array(read[0])


def test_nearness_is_told_on_one_scale_whatever_the_encoder_gives() -> None:
    segments, vectors = passages(("a1", "Un.", 0.9), ("a2", "Deux.", 0.2), ("a3", "Trois.", -0.4))
    ready = prepare_passages(segments, vectors, groups={}, question_vectors={})
    near = nearness(Aim("On attend.", (), SUBJECT, np.zeros((0, 4), np.float32)), ready)
    assert near.shape == (len(segments), 2)
    assert (near.mean(axis=0), near.std(axis=0)) == (pytest.approx([0, 0], abs=1e-5), pytest.approx([1, 1], abs=1e-4))


def signs_of(
    statement: str, text: str, *, group: str | None = "élus", spoken_by: tuple[str, ...] = ()
) -> dict[str, float]:
    segments, vectors = passages(("e1", text, 0.9), ("a1", "Voilà.", 0.1), ("a2", "Bon.", 0.1))
    groups = {"e1": group, "a1": "habitants", "a2": "élus"}
    ready = prepare_passages(segments, vectors, groups=groups, question_vectors={})
    aim = Aim(statement, (), SUBJECT, np.zeros((0, 4), np.float32))
    found = signals(aim, ready, [0], nearness(aim, ready), spoken_by=spoken_by)
    return dict(zip(SIGNALS, found[0].tolist(), strict=True))


def test_words_of_one_field_bring_near_what_shares_no_word() -> None:
    assert signs_of("Le loyer est trop cher.", "Mon appartement, la caution.")["fields"] > 0.5
    assert signs_of("Le loyer est trop cher.", "L'infirmière passe le mardi.")["fields"] == 0


@pytest.mark.parametrize(
    ("group", "spoken_by", "elsewhere"),
    [("élus", ("a1",), 1.0), ("élus", ("a1", "a2"), 2 / 3), ("habitants", ("a1",), 0.5), (None, ("a1",), 0.0)],
)
def test_the_fewer_a_groups_supporters_the_more_its_words_weigh(
    group: str | None, spoken_by: tuple[str, ...], elsewhere: float
) -> None:
    found = signs_of("On attend.", "On attend.", group=group, spoken_by=spoken_by)["group"]
    assert found == pytest.approx(elsewhere)


@pytest.mark.parametrize(
    "text",
    [
        "je ne crois pas", "moi, je crois", "on ne peut pas dire", "personne ne peut dire", "celui qui veut", "que chacun",
        "il faut simplement", "il faut qu'ils viennent", "il suffit", "c'est au public", "c'est vous qui dites", "par définition",
        "on a vraiment investi", "on a communiqué",
    ],
)  # fmt: skip
def test_opinions_set_against_a_complaint_are_heard(text: str) -> None:
    assert DUTY.search(text)


@pytest.mark.parametrize("word", FAVOURABLE_WORDS.split())
def test_each_word_of_praise_is_heard(word: str) -> None:
    assert FAVOURABLE.search(f"c'est {word.rstrip('*')} ici")


@pytest.mark.parametrize("word", UNFAVOURABLE_WORDS.split())
def test_each_word_of_complaint_is_heard(word: str) -> None:
    assert UNFAVOURABLE.search(f"c'est {word.rstrip('*')} ici")


@pytest.mark.parametrize(
    ("text", "sign"), [("Un bel outil, accessible et gratuit.", 1), ("C'est fermé, j'ai honte.", -1), ("Le mardi.", 0)]
)
def test_a_text_leans_towards_praise_or_complaint(text: str, sign: int) -> None:
    assert np.sign(leaning(text)) == sign


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


def test_who_tells_of_themselves_is_heard() -> None:
    assert all(FIRST_PERSON.search(text) for text in ("moi ça va", "j'ai attendu", "chez nous", "ma mère"))
    assert not FIRST_PERSON.search("Il faut attendre longtemps.")


@pytest.mark.parametrize(
    "text", ["Nous avons attendu six mois.", "Il y a plus de monde le jeudi.", "C'est une personne."]
)
def test_a_plain_statement_is_no_contrast(text: str) -> None:
    assert not any(p.search(text) for p in (OPPOSITION, REFUSAL))
    assert "plus" in text or not DENIAL.search(text)
