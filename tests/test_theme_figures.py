"""What themes rest on: people who make them, the loudest voice, the interviewer's words, parts, map, near passages."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from models.transcript import Segment
from pipeline.themes.consensus import Consensus, found_again
from pipeline.themes.figures import Echoes, loudest_share, without_loudest
from pipeline.themes.find import find_themes, people_of
from pipeline.themes.map import map_segments, nearest_passages
from pipeline.themes.reading import reading, too_few
from pipeline.themes.space import Neighbourhoods, told_apart

Floats = NDArray[np.float32]


def _segment(number: int, text: str, person: str | None, question: str | None = None) -> Segment:
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
        question=question,
    )


def _around(centres: Floats, of: NDArray[np.int64], *, noise: float = 0.4, seed: int = 0) -> Floats:
    rng = np.random.default_rng(seed)
    rows = centres[of] + noise * rng.normal(size=(len(of), centres.shape[1]))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _centres(n: int, *, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(size=(n, 48)).astype(np.float32)


def test_one_talkative_person_makes_no_theme() -> None:
    """Twelve people speak of three subjects; a thirteenth alone speaks at length of a fourth: it is no theme of its own."""
    of = np.array([place % 3 for place in range(180)] + [3] * 60)
    people = [f"P{place // 3 % 12}" for place in range(180)] + ["bavard"] * 60
    segments = [
        _segment(place, f"mot{subject} chose{subject}", person)
        for place, (subject, person) in enumerate(zip(of, people, strict=True))
    ]
    found = find_themes(segments, _around(_centres(4), of), seed=1, run_id="run")
    held: dict[str, set[str]] = {}
    for place in found.places:
        held.setdefault(place.theme_id, set()).add(people[int(place.segment_id)])
    assert all(len(speakers) > 1 for speakers in held.values())
    assert all(theme.loudest_share is not None and theme.loudest_share < 0.75 for theme in found.themes)


def test_a_theme_of_many_stands_without_its_loudest_voice() -> None:
    of = np.array([place % 3 for place in range(240)])
    segments = [_segment(place, f"mot{of[place]}", f"P{place // 3 % 12}") for place in range(240)]
    for theme in find_themes(segments, _around(_centres(3), of), seed=1, run_id="run", n_themes=3).themes:
        assert theme.without_loudest is not None and theme.without_loudest > 0.8


def test_without_the_loudest_voice_is_not_told_from_too_few_draws() -> None:
    consensus = Consensus((2,), people=np.zeros(4, dtype=np.int64), anchors=np.arange(4), seed=0)
    consensus.left_out_ = np.zeros((5, 1), dtype=bool)
    consensus.memberships_ = np.zeros((4, 5), dtype=np.int64)
    assert without_loudest(np.array([0, 1]), np.zeros(4, dtype=np.int64), consensus) is None


@pytest.mark.parametrize(
    ("memberships", "again"),
    [
        ([[0], [0], [1], [1]], 1.0),
        ([[0], [1], [1], [1]], 0.5),
        ([[0, 0], [0, 1], [1, 1], [1, 1]], 0.75),
    ],
    ids=["the same group", "half of it", "mean over the runs"],
)
def test_found_again_is_the_best_jaccard_index(memberships: list[list[int]], again: float) -> None:
    inside = np.array([True, True, False, False])
    assert found_again(inside, np.array(memberships)) == pytest.approx(again, abs=1e-9)


def test_found_again_needs_a_run_and_a_row() -> None:
    assert found_again(np.array([True]), np.zeros((1, 0), dtype=np.int64)) is None
    assert found_again(np.array([False]), np.zeros((1, 2), dtype=np.int64)) is None


@pytest.mark.parametrize(
    ("text", "question", "share"),
    [
        ("le bailleur ne répond pas", "Le bailleur vous répond ?", 1.0),
        ("le loyer augmente", "Et les transports ?", 0.0),
        ("le loyer, le bus", "Et le bus ?", 0.5),
        ("le loyer", None, None),
    ],
)
def test_the_interviewer_s_share_is_of_telling_words(text: str, question: str | None, share: float | None) -> None:
    assert Echoes([_segment(0, text, "P1", question), _segment(1, text, "P2", question)]).share([0, 1]) == share


def test_the_loudest_share_is_of_segments() -> None:
    assert loudest_share(np.array([4, 4, 4, 7])) == 0.75


def test_renaming_people_changes_no_theme() -> None:
    """Two studies of the same files: other pseudonyms, other participant ids, the same vectors."""
    of = np.array([place % 3 for place in range(150)])
    vectors = _around(_centres(3), of, noise=1.2)
    studies = [
        [
            _segment(place, f"{name} parle du mot{of[place]} à [{town}]", f"{prefix}{(7 * (place % 15)) % 11}")
            for place in range(150)
        ]
        for name, town, prefix in (("Nadia", "Commune 1", "P"), ("Zoé", "Bourg 9", "A"))
    ]
    found = [find_themes(study, vectors, seed=2, run_id="run") for study in studies]
    groups = [
        {theme.theme_id: {p.segment_id for p in one.places if p.theme_id == theme.theme_id} for theme in one.themes}
        for one in found
    ]
    assert sorted(map(sorted, groups[0].values())) == sorted(map(sorted, groups[1].values()))


def test_the_numbers_tried_are_kept_with_the_one_chosen() -> None:
    of = np.array([place % 4 for place in range(300)])
    segments = [_segment(place, f"mot{of[place]}", f"P{place % 20}") for place in range(300)]
    vectors = _around(_centres(4), of)
    tried = find_themes(segments, vectors, seed=1, run_id="run").numbers
    assert len(tried) > 2 and sum(one.chosen for one in tried) == 1
    assert [one.number for one in tried] == sorted(one.number for one in tried)
    assert find_themes(segments, vectors, seed=1, run_id="run", n_themes=3).numbers == ()


def test_a_theme_of_four_subjects_has_them_as_parts() -> None:
    of = np.array([place % 4 for place in range(320)])
    segments = [_segment(place, f"sujet{of[place]} parole", f"P{place // 4 % 16}") for place in range(320)]
    theme = find_themes(segments, _around(_centres(4), of), seed=1, run_id="run", n_themes=1).themes[0]
    subjects = [{int(one) % 4 for one in part.segment_ids} for part in theme.subthemes]
    assert len(subjects) >= 4 and all(len(found) == 1 for found in subjects)
    assert sum(len(part.segment_ids) for part in theme.subthemes) == theme.n_segments


def test_people_are_told_apart_only_where_there_are_enough() -> None:
    assert told_apart(np.arange(7)) is None
    assert told_apart(np.array([0] * 20 + list(range(1, 10)))) is None
    assert told_apart(np.arange(8)) is not None


def test_neighbours_are_other_people() -> None:
    """Two people each say the same thing over and over: they are drawn towards one another, not towards themselves."""
    from pipeline.themes.space import _neighbours

    people = np.arange(40) // 4
    rows = np.random.default_rng(0).normal(size=(40, 8)).astype(np.float32)
    near = _neighbours(rows, np.arange(40), people)
    assert near.shape[1] > 0
    assert not (people[near] == people[:, None]).any()


def test_the_map_keeps_near_what_is_near() -> None:
    of = np.array([place % 3 for place in range(90)])
    segments = [_segment(place, "mot", f"P{place % 12}") for place in range(90)]
    points = map_segments(segments, _around(_centres(3), of, noise=0.2), people_of(segments), seed=1)
    places = np.array([(point.x, point.y) for point in points])
    assert np.abs(places).max() <= 1
    own = np.stack([places[of == one].mean(axis=0) for one in range(3)])
    nearest = np.linalg.norm(places[:, None] - own[None], axis=2).argmin(axis=1)
    assert (nearest == of).mean() > 0.95


def test_a_handful_has_no_map() -> None:
    segments = [_segment(place, "mot", "P") for place in range(5)]
    assert map_segments(segments, np.eye(5, dtype=np.float32), np.zeros(5, dtype=np.int64), seed=0) == ()


def test_near_passages_come_nearest_first_and_from_others() -> None:
    vectors = np.array([[1, 0, 0], [0.9, 0.1, 0], [0.8, 0.6, 0], [0, 0, 1]], dtype=np.float32)
    segments = [_segment(place, "mot", person) for place, person in enumerate(("A", "A", "B", "C"))]
    assert [one.segment_id for one in nearest_passages(segments, vectors, "00000")] == ["00002", "00003"]
    everybody = nearest_passages(segments, vectors, "00000", others_only=False, most=1)
    assert [one.segment_id for one in everybody] == ["00001"]
    with pytest.raises(KeyError):
        nearest_passages(segments, vectors, "absent")


def test_few_segments_send_to_reading_from_near_to_near() -> None:
    assert "proches" in str(too_few([_segment(0, "mot", "P")]).reading)
    assert "proche en proche" in str(reading(20, 5, (), (), usual=2))


def test_smoothing_leaves_a_handful_as_it_is() -> None:
    rows = np.eye(4, 8, dtype=np.float32)
    assert Neighbourhoods(np.arange(4), None).transform(rows).shape[0] == 4
