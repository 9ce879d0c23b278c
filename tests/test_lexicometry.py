"""Words counted as textual statistics counts them, against the published examples of each method."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from models.lexicometry import Classification, LexicalClass, PointKind
from models.transcript import Segment
from pipeline.lexicometry.concordance import concordance
from pipeline.lexicometry.correspondence import correspondence, principal_axes
from pipeline.lexicometry.counting import WordTable, count_words
from pipeline.lexicometry.crossing import cross
from pipeline.lexicometry.reinert import reinert, signed_chi_squared
from pipeline.lexicometry.similarity import similarity
from pipeline.lexicometry.specificities import specificities, specificity_scores
from pipeline.lexicometry.splitting import cut_in_two, kept_words, order_along_axis

# The worked example of rainette's own tests (Barnier, rainette, tests/testthat/test_rainette1.R): seven segments, five words.
SEVEN = np.array(
    [
        [1, 1, 1, 0, 0],
        [0, 0, 1, 1, 0],
        [1, 0, 0, 0, 0],
        [1, 1, 1, 1, 0],
        [1, 1, 1, 1, 1],
        [1, 0, 0, 0, 0],
        [1, 1, 1, 0, 0],
    ]
)
# Greenacre 2007, *Correspondence Analysis in Practice*: staff groups by smoking habits.
SMOKERS = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]])


def segment(number: int, text: str, person: str | None = None) -> Segment:
    return Segment(
        segment_id=f"s{number}", transcript_id="t", turn_id=f"t{number}", turn_no=number + 1, participant_id=person,
        start=0, end=len(text), text=text, n_words=len(text.split()),
    )  # fmt: skip


def corpus(*texts: str, people: Sequence[str | None] = ()) -> list[Segment]:
    said_by = people or [f"p{number}" for number in range(len(texts))]
    return [segment(number, text, person) for number, (text, person) in enumerate(zip(texts, said_by, strict=True))]


def table_of(matrix: np.ndarray) -> WordTable:
    n_rows, n_columns = matrix.shape
    return WordTable(
        csr_matrix(matrix),
        tuple(f"mot{c}" for c in range(n_columns)),
        tuple(f"p{r}" for r in range(n_rows)),
        tuple(f"s{r}" for r in range(n_rows)),
    )


def chi_squared_between(left: np.ndarray, both: np.ndarray) -> float:
    """Pearson's, from its definition: a side's word counts against the rest of the whole."""
    observed = np.array([left, both - left])
    if not observed.sum(axis=1).all():
        return 0.0
    expected = np.outer(observed.sum(axis=1), both) / both.sum()
    return float(((observed - expected) ** 2 / expected).sum())


def test_a_cut_equals_the_published_example_of_rainette() -> None:
    cut = cut_in_two(csr_matrix(SEVEN))
    assert cut is not None
    sides = {tuple(rows.tolist()): columns.tolist() for rows, columns in zip(cut.rows, cut.columns, strict=True)}
    assert sides == {(2, 5): [], (0, 1, 3, 4, 6): [1, 2, 3]}
    best = max(
        chi_squared_between(SEVEN[order[:place]].sum(axis=0).astype(float), SEVEN.sum(axis=0).astype(float))
        for order in [order_along_axis(csr_matrix(SEVEN.astype(float)))]
        for place in range(1, 7)
    )
    assert cut.chi_squared == pytest.approx(best, abs=1e-9)


def test_the_words_each_side_keeps_equal_the_published_example_of_rainette() -> None:
    left, right = (SEVEN[rows].sum(axis=0).astype(float) for rows in ([3, 2, 4, 5, 1], [6, 0]))
    assert [columns.tolist() for columns in kept_words(left, right)] == [[0, 2, 3], []]


@given(st.integers(3, 12), st.integers(3, 9), st.integers(0, 10**6))
def test_no_single_move_makes_a_cut_better(n_rows: int, n_columns: int, seed: int) -> None:
    matrix = (np.random.default_rng(seed).random((n_rows, n_columns)) < 0.5).astype(int)
    cut = cut_in_two(csr_matrix(matrix))
    if cut is None:
        return
    kept = np.sort(np.concatenate(cut.rows))
    both = matrix[kept].sum(axis=0).astype(float)
    words = both > 0
    left = np.isin(kept, cut.rows[0])

    def strength(side: np.ndarray) -> float:
        return chi_squared_between(matrix[kept[side]].sum(axis=0).astype(float)[words], both[words])

    assert strength(left) == pytest.approx(cut.chi_squared, abs=1e-6)
    for row in range(len(kept)):
        moved = left.copy()
        moved[row] = not moved[row]
        assert strength(moved) <= cut.chi_squared + 1e-6


def test_two_vocabularies_make_two_classes_with_their_words_and_people() -> None:
    texts = [f"le guichet fermé, le dossier perdu et l'attente au guichet {n}" for n in range(12)]
    texts += [f"la voiture en panne, le bus rare et la route trop longue {n}" for n in range(12)]
    segments = corpus(*texts, people=[f"p{n % 4}" for n in range(24)])
    found = reinert(count_words(segments), n_classes=2)
    assert [sorted(one.segment_ids) for one in found.classes] == [
        sorted(s.segment_id for s in part)
        for part in sorted((segments[:12], segments[12:]), key=lambda p: _first(found, p))
    ]
    guichet = next(one for one in found.classes if "s0" in one.segment_ids)
    assert {"guichet", "dossier"} <= {word.word for word in guichet.words}
    assert {"voiture", "bus"} <= {word.word for word in guichet.absent}
    assert guichet.n_participants == 4
    assert len({segments[int(s[1:])].turn_id for s in guichet.representatives}) == 5
    assert [(split.left, split.right) for split in found.splits] == [((1,), (2,))]


def _first(found: Classification, part: list[Segment]) -> int:
    return next(one.number for one in found.classes if part[0].segment_id in one.segment_ids)


def test_every_segment_is_in_one_class_or_shown_as_unclassified() -> None:
    matrix = (np.random.default_rng(3).random((200, 40)) < 0.12).astype(int)
    found = reinert(table_of(matrix))
    placed = [s for one in found.classes for s in one.segment_ids]
    assert len(found.classes) > 2
    assert sorted([*placed, *found.unclassified]) == sorted(f"s{r}" for r in range(200))
    assert {n for split in found.splits for n in (*split.left, *split.right)} == set(range(1, len(found.classes) + 1))
    assert found == reinert(table_of(matrix))


def test_a_handful_of_segments_is_not_classified_and_says_so() -> None:
    found = reinert(count_words(corpus("un mot", "un autre")))
    assert found.classes == ()
    assert found.unclassified == ("s0", "s1")
    assert "trop peu" in found.reading


def test_the_signed_chi_squared_is_pearsons() -> None:
    """20 segments, 8 in the class; a word in 6 of them and in 1 of the 12 others: 20 × (6×11 − 1×2)² / (7×13×8×12)."""
    (value,) = signed_chi_squared(np.array([6.0]), np.array([7.0]), 8, 20)
    assert value == pytest.approx(20 * 64**2 / (7 * 13 * 8 * 12))
    (avoided,) = signed_chi_squared(np.array([1.0]), np.array([7.0]), 12, 20)
    assert avoided == pytest.approx(-value)


@pytest.mark.parametrize(("said", "size", "score"), [(14, 6903, -4.1743), (45, 8395, 0.6161)])
def test_specificities_equal_lafons_robespierre(said: int, size: int, score: float) -> None:
    """« peuple », 296 of 61,449 words, in discourses D4 and D1 (Lafon 1980; scores as the R package textometry prints them)."""
    corpus_size, frequency = 61_449, 296
    by_part = np.array([[said, size - said], [frequency - said, corpus_size - size - (frequency - said)]])
    assert specificity_scores(by_part)[0, 0] == pytest.approx(score, abs=5e-5)


def test_a_groups_own_words_come_with_the_people_who_said_them() -> None:
    people = [*(f"p{n % 3}" for n in range(10)), *["élu", "maire"] * 5]
    table = count_words(corpus(*["le dossier attend"] * 10, *["le budget voté"] * 10, people=people))
    found = {one.part: one for one in specificities(table, ["habitants"] * 10 + ["élus"] * 10)}
    assert {word.word for word in found["habitants"].over} == {"dossier", "attend"}
    assert {word.word for word in found["habitants"].under} == {"budget", "voté"}
    assert {word.n_participants for word in found["habitants"].over} == {3}
    assert found["élus"].n_participants == 2


def test_one_group_has_no_specific_words() -> None:
    assert specificities(count_words(corpus("dossier", "dossier")), ["g", "g"]) == ()


def test_the_axes_equal_greenacres_smokers() -> None:
    """Principal inertias .07476, .01002, .00041 of .08519 (Greenacre 2007)."""
    axes = principal_axes(SMOKERS)
    assert axes.inertia == pytest.approx([0.074759, 0.010017, 0.000414], abs=1e-6)
    assert axes.inertia.sum() == pytest.approx(0.08519, abs=1e-5)
    assert np.abs(axes.rows[:, 0]) == pytest.approx([0.0658, 0.2590, 0.3806, 0.2330, 0.2011], abs=1e-4)


def test_words_stand_on_the_side_of_who_says_them() -> None:
    matrix = np.array([[9, 1, 4, 4], [8, 0, 4, 5], [1, 9, 5, 4], [0, 9, 5, 5], [3, 3, 1, 9]])
    plane = correspondence(table_of(matrix), ["habitants", "habitants", "élus", "élus", "agents"])
    assert plane is not None
    at = {point.label: point for point in plane.points}
    assert np.sign(at["mot0"].x) == np.sign(at["habitants"].x) != np.sign(at["mot1"].x)
    assert at["élus"].kind is PointKind.PART
    assert sum(plane.inertia) == pytest.approx(1)


def test_the_tree_links_each_word_to_the_one_it_is_most_heard_with() -> None:
    matrix = np.array([[1, 1, 0]] * 5 + [[0, 1, 1]] * 3 + [[1, 0, 1]] * 2)
    links = similarity(table_of(matrix))
    assert [(link.first, link.second, link.n_segments, link.kept) for link in links] == [
        ("mot0", "mot1", 5, True),
        ("mot1", "mot2", 3, True),
        ("mot0", "mot2", 2, False),
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("école", ["école", "École"]),
        ("ecole", ["école", "École"]),
        ("écol*", ["école", "École", "écoliers"]),
        ("l'école", ["l’école", "l’École"]),
        ("cantine de", ["cantine de"]),
        ("œuvre", ["œuvre"]),
        ("cant", []),
        ("*", []),
        (" ", []),
        ("(", []),
    ],
)
def test_a_word_is_found_with_or_without_its_accents(wanted: str, found: list[str]) -> None:
    segments = corpus("À l’école, la cantine de l’École.", "Les écoliers, main d'œuvre.")
    contexts = concordance(segments, wanted)
    assert [context.word for context in contexts] == found
    texts = {s.segment_id: s.text for s in segments}
    assert all(texts[c.segment_id][c.start : c.end] == c.word for c in contexts)


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_a_context_gives_the_text_back(before: str, after: str) -> None:
    text = f"{before} zébulon {after}"
    (context,) = [c for c in concordance([segment(0, text)], "zébulon", width=1000) if c.start == len(before) + 1]
    assert context.before + context.word + context.after == text


def test_a_context_is_cut_between_words() -> None:
    (context,) = concordance([segment(0, "personne ne rappelle jamais au guichet de la mairie")], "guichet", width=12)
    assert (context.before, context.after) == ("jamais au ", " de la")


def lexical_class(number: int, *segment_ids: str) -> LexicalClass:
    return LexicalClass(
        number=number, segment_ids=segment_ids, n_participants=1, share=0.5, words=(), absent=(), representatives=()
    )


def test_classes_and_themes_that_cut_alike_agree_wholly() -> None:
    classes = (lexical_class(1, "a", "b"), lexical_class(2, "c", "d"))
    both = Classification(classes=classes, splits=(), unclassified=("e",), reading="")
    crossed = cross(both, {"a": "T", "b": "T", "c": "U", "d": "U", "e": "U"})
    assert crossed.adjusted_rand == 1
    assert [(c.class_number, c.theme_id, c.of_class) for c in crossed.crossed] == [(1, "T", 1), (2, "U", 1)]
    assert cross(both, {"a": "T", "b": "U", "c": "T", "d": "U"}).adjusted_rand == pytest.approx(-0.5)
    assert cross(both, {"a": "T", "b": "T"}).adjusted_rand is None
