"""Themes place everyone, name themselves with people's own words, and come out the same twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from models.theme import ThemeSet
from models.transcript import Segment
from pipeline.errors import NothingToDo
from pipeline.french.terms import find_terms
from pipeline.themes.consensus import Consensus, Tried, togetherness
from pipeline.themes.find import find_themes
from pipeline.themes.settle import settled
from pipeline.themes.sizes import usual_number
from pipeline.themes.words import readable_label, telling_terms

SUBJECTS = (
    "le logement est humide et le bailleur ne répond pas aux courriers {}",
    "le bus ne passe plus le soir et les transports coûtent cher {}",
    "la garde des enfants manque et la crèche refuse du monde {}",
    "le médecin est parti et les soins attendent des mois entiers {}",
)


def _segment(number: int, text: str, person: str | None) -> Segment:
    return Segment(
        segment_id=f"{number:05d}",
        transcript_id=f"t{person}",
        turn_id=f"turn{number}",
        turn_no=number + 1,
        participant_id=person,
        start=0,
        end=len(text),
        text=text,
        n_words=len(text.split()),
    )


def _corpus(n: int, *, seed: int = 0, n_people: int = 12) -> tuple[list[Segment], NDArray[np.float32]]:
    """Segments on four subjects, subject of number i being i % 4, with vectors that agree with them."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(len(SUBJECTS), 64))
    vectors = centres[np.arange(n) % len(SUBJECTS)] + 0.5 * rng.normal(size=(n, 64))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    segments = [
        _segment(i, SUBJECTS[i % len(SUBJECTS)].format(f"disait-on {i}"), f"P{i // 4 % n_people}") for i in range(n)
    ]
    return segments, vectors.astype(np.float32)


def _find(n: int, **options: int) -> ThemeSet:
    segments, vectors = _corpus(n)
    return find_themes(segments, vectors, seed=3, run_id="run", **options)


def test_no_segment_is_nothing_to_do() -> None:
    with pytest.raises(NothingToDo):
        find_themes([], np.zeros((0, 8), dtype=np.float32), seed=0, run_id="run")


def test_refuses_vectors_of_other_segments() -> None:
    segments, vectors = _corpus(20)
    with pytest.raises(ValueError, match="one vector"):
        find_themes(segments, vectors[:-1], seed=0, run_id="run")


@pytest.mark.parametrize("n", [1, 2, 7])
def test_a_handful_of_segments_gives_no_theme_and_says_why(n: int) -> None:
    found = _find(n)
    assert found.themes == ()
    assert len(found.unheard) == n
    assert found.reading is not None and str(n) in found.reading


@pytest.mark.parametrize(("n", "most"), [(8, 1), (16, 2), (29, 3)])
def test_few_segments_give_few_themes_and_a_warning(n: int, most: int) -> None:
    found = _find(n)
    assert 1 <= len(found.themes) <= most
    assert found.reading is not None and "première lecture" in found.reading


@pytest.mark.parametrize("n", [8, 30, 200, 1_000])
def test_every_segment_has_one_place_or_is_listed_as_unheard(n: int) -> None:
    found = _find(n)
    placed = [place.segment_id for place in found.places]
    assert sorted([*placed, *found.unheard]) == [f"{i:05d}" for i in range(n)]
    assert len(found.unheard) <= 0.05 * n
    assert sum(theme.n_segments for theme in found.themes) == len(placed)
    assert all(0 < place.probability <= 1 for place in found.places)


def test_finds_the_four_subjects_and_names_them_with_their_words() -> None:
    found = _find(200, n_themes=4)
    subject_of = {place.segment_id: place.theme_id for place in found.places}
    for theme in found.themes:
        assert len({int(segment) % 4 for segment, of in subject_of.items() if of == theme.theme_id}) == 1
        assert theme.stability is not None and theme.stability > 0.7
    for word in ("bailleur", "transports", "crèche", "médecin"):
        assert sum(word in " ".join(theme.terms) for theme in found.themes) == 1


@pytest.mark.parametrize("number", [1, 2, 5])
def test_the_researcher_may_impose_the_number(number: int) -> None:
    assert len(_find(120, n_themes=number).themes) == number


def test_the_same_seed_gives_the_same_themes_whatever_the_order() -> None:
    segments, vectors = _corpus(150)
    order = np.random.default_rng(1).permutation(150)
    first = find_themes(segments, vectors, seed=3, run_id="run")
    again = find_themes([segments[i] for i in order], vectors[order], seed=3, run_id="run")
    assert first == again


def test_themes_of_two_runs_have_different_ids() -> None:
    segments, vectors = _corpus(60)
    ids = [
        {theme.theme_id for theme in find_themes(segments, vectors, seed=3, run_id=run).themes} for run in ("a", "b")
    ]
    assert not ids[0] & ids[1]


def test_representatives_come_from_different_people() -> None:
    segments, vectors = _corpus(200)
    person_of = {segment.segment_id: segment.participant_id for segment in segments}
    for theme in find_themes(segments, vectors, seed=3, run_id="run").themes:
        people = [person_of[segment] for segment in theme.representatives]
        assert 3 <= len(people) <= 5
        assert len(set(people)) == len(people)


def test_themes_go_from_the_largest_to_the_smallest() -> None:
    sizes = [theme.n_segments for theme in _find(200).themes]
    assert all(larger >= smaller for larger, smaller in pairwise(sizes))


def test_voices_nobody_has_named_are_no_participants() -> None:
    segments, vectors = _corpus(60)
    nameless = [segment.model_copy(update={"participant_id": None}) for segment in segments]
    found = find_themes(nameless, vectors, seed=3, run_id="run")
    assert {theme.n_participants for theme in found.themes} == {0}


def test_segments_that_resemble_nothing_are_unheard() -> None:
    segments, vectors = _corpus(100)
    vectors[7] = -vectors[np.arange(100) % 4 == 3].mean(axis=0)
    vectors[7] /= np.linalg.norm(vectors[7])
    assert "00007" in find_themes(segments, vectors, seed=3, run_id="run").unheard


def test_identical_vectors_do_not_crash() -> None:
    segments, _ = _corpus(40)
    same = np.full((40, 16), 0.25, dtype=np.float32)
    found = find_themes(segments, same, seed=0, run_id="run")
    assert sum(theme.n_segments for theme in found.themes) + len(found.unheard) == 40


def test_texts_without_any_term_still_have_a_name() -> None:
    _, vectors = _corpus(40)
    silent = [_segment(i, "oui oui voilà", f"P{i}") for i in range(40)]
    for theme in find_themes(silent, vectors, seed=0, run_id="run").themes:
        assert theme.label.startswith("Thème ") and theme.terms == ()


def test_progress_ends_with_all_the_runs() -> None:
    told: list[tuple[int, int]] = []
    segments, vectors = _corpus(60)
    find_themes(segments, vectors, seed=0, run_id="run", progress=lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] == len(told)


def test_a_large_corpus_goes_through_its_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.themes.find.ANCHOR_SEGMENTS", 100)
    found = _find(400, n_themes=4)
    subject_of = {place.segment_id: place.theme_id for place in found.places}
    for theme in found.themes:
        assert len({int(segment) % 4 for segment, of in subject_of.items() if of == theme.theme_id}) == 1


@pytest.mark.parametrize(("n", "number"), [(8, 1), (29, 2), (30, 3), (300, 6), (1_000, 7), (10_000, 12), (100_000, 14)])
def test_the_usual_number_follows_the_size(n: int, number: int) -> None:
    assert usual_number(n) == number


@pytest.mark.parametrize("n", [300, 1_000, 5_000])
def test_a_tenth_of_the_people_more_or_less_leaves_the_usual_number(n: int) -> None:
    assert usual_number(round(0.9 * n)) == usual_number(n) == usual_number(round(1.1 * n))


def test_no_embedding_backend_is_loaded_and_importing_the_stage_is_light() -> None:
    asked = (
        "import sys, pipeline.themes.find; assert 'numpy' not in sys.modules; pipeline.themes.find._bertopic();"
        "import importlib.util as u; assert u.find_spec('sentence_transformers') is not None;"
        "print('sentence_transformers' in sys.modules, 'transformers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


def _keys(texts: Sequence[str]) -> set[str]:
    return set(find_terms(texts, list(range(len(texts)))).surfaces)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Euh ben voilà quoi du coup en fait le logement", {"logement"}),
        ("J'ai vu l'assistante qu'on m'a donnée", {"assistante", "donnée"}),
        ("Je suis allée voir Nadia chez Nadia", set()),
        ("[Commune 1] est près de la gare de [Commune 2]", {"gare"}),
        ("xxx bip", set()),
        ("le mét~ métro", {"métro"}),
        ("Elle touche le RSA", {"touche", "rsa", "touche_rsa"}),
        ("une prise en charge", {"prise", "charge", "prise_charge"}),
        ("ces retards-là", {"retards"}),
        ("le loyer. La crèche", {"loyer", "crèche"}),
    ],
)
def test_terms_are_the_words_that_tell(text: str, terms: set[str]) -> None:
    assert _keys([text, text]) == terms


def test_singular_and_plural_are_one_term_shown_as_most_often_heard() -> None:
    found = find_terms(["des logements", "deux logements", "un logement"], [1, 2, 3])
    assert found.surfaces == {"logement": "logements"}


def test_a_compound_is_shown_with_its_linking_words() -> None:
    found = find_terms(["l'aide à la personne", "une aide à la personne"], [1, 2])
    assert found.surfaces.get("aide") == "aide"
    found = find_terms(["la fin d'hiver", "une fin d'hiver"], [1, 2])
    assert found.surfaces["fin_hiver"] == "fin d'hiver"


def test_one_person_s_word_is_no_term_where_there_are_several() -> None:
    assert set(find_terms(["le loyer", "le loyer", "la rue"], [1, 1, 2]).surfaces) == set()
    assert set(find_terms(["le loyer", "le loyer"], [1, 1]).surfaces) == {"loyer"}


def test_a_term_of_a_theme_must_be_said_by_two_of_its_people() -> None:
    spoken = [("loyer", "rue"), ("loyer",), ("rue",)]
    assert telling_terms(["rue", "loyer"], spoken, [1, 2, 1], most=5) == ("loyer",)


def test_terms_that_only_repeat_those_before_are_left_out() -> None:
    spoken = [("aide", "aide_domicile", "domicile")] * 2
    assert telling_terms(["aide_domicile", "aide", "domicile"], spoken, [1, 2], most=5) == ("aide_domicile",)


@pytest.mark.parametrize(
    ("keys", "label"),
    [
        (["logement", "attente", "dossier", "rue"], "Logement · attente · dossier"),
        (["avis", "avis_commission", "dossier"], "Avis · dossier"),
        (["aide_domicile", "domicile_fixe", "rue"], "Aide à domicile · rue"),
        ([], "Thème 4, sans mot commun"),
    ],
)
def test_a_label_says_no_word_twice(keys: list[str], label: str) -> None:
    surfaces = {key: key.replace("_", " à ") for key in keys}
    assert readable_label(keys, surfaces, number=4) == label


@pytest.mark.parametrize(("stabilities", "chosen"), [((0.7, 0.9), 9), ((0.7, 0.96), 6), ((0.3, 0.54), 9)])
def test_the_usual_number_is_left_only_for_one_that_agrees_far_better(
    stabilities: tuple[float, float], chosen: int
) -> None:
    consensus = Consensus((9, 6), people=np.arange(20), anchors=np.arange(20), seed=0)
    usual, other = (Tried(one, spread=0.0, fewest_people=2, n_one_voice=0) for one in stabilities)
    consensus.tried_ = {9: usual, 6: other}
    assert consensus._chosen() == chosen


def test_what_most_runs_keep_together_is_one_group() -> None:
    """Each run numbers its groups as it likes, and one run in four is wrong about half of the rows."""
    of = np.arange(60) % 3
    rng = np.random.default_rng(0)
    names = [rng.permutation(3) for _ in range(20)]
    said = np.stack(
        [
            name[np.where(np.arange(60) < 30 * (run % 4 == 0), rng.permutation(of), of)]
            for run, name in enumerate(names)
        ],
        axis=1,
    )
    found = settled(said, np.arange(60), 3, seed=1)
    assert len({(int(left), int(right)) for left, right in zip(of, found, strict=True)}) == 3


def test_rows_that_are_no_anchor_join_the_group_of_those_that_runs_put_with_them() -> None:
    of = np.arange(60) % 3
    found = settled(np.stack([of, (of + 1) % 3, 2 - of], axis=1), np.arange(30), 3, seed=1)
    assert (found[30:] == found[:30]).all()


def test_togetherness_is_the_share_of_pairs_kept_together() -> None:
    assert togetherness(np.array([[0, 0], [0, 0], [0, 1]])) == pytest.approx((1 + 1 / 3) / 2)
    assert togetherness(np.array([[4, 2]])) == 1.0
