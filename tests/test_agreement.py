"""Agreement between coders: the published examples come out, and no figure is given where none has a meaning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import krippendorff
import numpy as np
import pytest

from models.agreement import Mode, Outcome, TurnPlace
from models.codebook import Code
from models.coding import Decision, DecisionAction
from models.transcript import Anchor
from pipeline.agreement import alignment
from pipeline.agreement.alignment import Stretch, Unit, disorder
from pipeline.agreement.compare import Context, agreement
from pipeline.agreement.drift import drift
from pipeline.agreement.gamma import gamma
from pipeline.agreement.measures import alpha_of, f1_of, kappa_of
from pipeline.agreement.settle import disagreements, settle, unsettled
from pipeline.errors import CodebookRefused
from pipeline.validate import current, merge_decisions

CODES = tuple(Code(code_id=c, name=c.upper(), path=c.upper()) for c in ("a", "b"))


def table(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> np.ndarray:
    """Ratings of two coders from their crossed table."""
    pairs = [(1, 1)] * yes_yes + [(1, 0)] * yes_no + [(0, 1)] * no_yes + [(0, 0)] * no_no
    return np.array(pairs, dtype=float).T


def once(ratings: np.ndarray) -> np.ndarray:
    return np.ones((1, ratings.shape[1]))


@pytest.mark.parametrize(
    ("cells", "kappa"),
    [
        ((20, 5, 10, 15), 0.4),
        ((45, 15, 25, 15), 0.1304),
        ((25, 35, 5, 35), 0.2593),
        ((10, 0, 0, 10), 1.0),
        ((0, 10, 10, 0), -1.0),
    ],
)
def test_kappa_is_cohen_s(cells: tuple[int, int, int, int], kappa: float) -> None:
    """Tables worked out in textbooks after Cohen (1960): 50 grant proposals, then the same 60 % with two margins."""
    ratings = table(*cells)
    assert kappa_of(ratings, once(ratings))[0] == pytest.approx(kappa, abs=1e-4)


def test_alpha_is_krippendorff_s_for_two_coders_and_two_values() -> None:
    """Krippendorff (2011), section A: two observers, ten units, alpha = 0.095."""
    ben = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    gerry = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    ratings = np.array([ben, gerry], dtype=float)
    assert alpha_of(ratings, once(ratings))[0] == pytest.approx(0.095, abs=5e-4)


@pytest.mark.parametrize("seed", range(8))
def test_alpha_with_missing_coders_is_that_of_the_reference_package(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ratings = (rng.random((4, 30)) < 0.4).astype(float)
    ratings[rng.random((4, 30)) < 0.3] = np.nan
    expected = krippendorff.alpha(reliability_data=ratings, level_of_measurement="nominal")
    assert alpha_of(ratings, once(ratings))[0] == pytest.approx(expected)


def test_f1_is_twice_the_shared_yes_over_all_yes() -> None:
    ratings = table(20, 5, 10, 15)
    assert f1_of(ratings, once(ratings))[0] == pytest.approx(40 / 55)


def decide(coder: str, segment: int, yes: bool, code_id: str = "a") -> Decision:
    anchor = Anchor(turn_id=f"t{segment}", start=0, end=2, verbatim="ab")
    return Decision(
        decision_id=f"{coder}{segment}{code_id}",
        action=DecisionAction.CODE if yes else DecisionAction.REJECT,
        anchor=anchor,
        code_id=code_id,
        coder=coder,
        decided_at=datetime(2026, 11, 2, tzinfo=UTC),
        segment_id=f"s{segment}",
    )


def decided(cells: tuple[int, int, int, int], code_id: str = "a") -> list[Decision]:
    return [
        decide(coder, n, bool(said), code_id)
        for n, pair in enumerate(table(*cells).T)
        for coder, said in zip(("ana", "léo"), pair, strict=True)
    ]


def test_decisions_become_figures_with_intervals_around_them() -> None:
    found = agreement(decided((20, 5, 10, 15)), CODES, seed=1)
    assert (found.n_units, found.coders) == (50, ("ana", "léo"))
    assert found.kappa == 0.4
    assert found.f1 == pytest.approx(0.7273)
    assert found.intervals.kappa is not None
    assert found.intervals.kappa.low < 0.4 < found.intervals.kappa.high
    assert found.intervals.kappa.high - found.intervals.kappa.low == pytest.approx(0.5, abs=0.15)


def test_a_bootstrap_is_repeatable_and_its_seed_matters() -> None:
    decisions = decided((20, 5, 10, 15))
    first, again, other = (agreement(decisions, CODES, seed=s).intervals for s in (1, 1, 2))
    assert first.model_dump() == again.model_dump()
    assert first.model_dump() != other.model_dump()


def test_each_code_has_its_own_figures() -> None:
    found = agreement([*decided((10, 0, 0, 10)), *decided((0, 10, 10, 0), "b")], CODES, seed=1)
    assert [(c.code_path, c.kappa, c.n_units) for c in found.codes] == [("A", 1.0, 20), ("B", -1.0, 20)]


def test_what_one_coder_alone_decided_says_nothing() -> None:
    """Most text is uncoded: counting it as agreement would flatter the figure."""
    alone = [decide("ana", n, True) for n in range(100, 200)]
    found = agreement([*decided((20, 5, 10, 15)), *alone], CODES, seed=1)
    assert (found.n_units, found.kappa) == (50, 0.4)


def test_three_coders_are_compared_pair_by_pair() -> None:
    third = [decide("zoé", n, bool(pair[0])) for n, pair in enumerate(table(20, 5, 10, 15).T)]
    found = agreement([*decided((20, 5, 10, 15)), *third], CODES, seed=1)
    assert found.kappa == pytest.approx((0.4 + 1.0 + 0.4) / 3, abs=1e-4)
    assert found.codes[0].n_coders == 3


@pytest.mark.parametrize(
    ("decisions", "says"),
    [
        ([], "Personne"),
        ([decide("ana", 1, True)], "Une seule personne"),
        ([decide("ana", 1, True), decide("léo", 2, True)], "jamais le même extrait"),
        ([decide("ana", 1, True), decide("léo", 1, True)], "même sens"),
    ],
)
def test_no_figure_is_given_where_none_has_a_meaning(decisions: list[Decision], says: str) -> None:
    found = agreement(decisions, CODES, seed=1)
    assert (found.kappa, found.alpha, found.gamma) == (None, None, None)
    assert says in found.reading


@pytest.mark.parametrize(
    ("cells", "says"),
    [((50, 1, 1, 50), "assez fiable"), ((45, 6, 6, 45), "avec prudence"), ((20, 20, 20, 20), "discutez"), ((4, 1, 1, 4), "peu")],
)  # fmt: skip
def test_the_reading_follows_krippendorff_s_bounds(cells: tuple[int, int, int, int], says: str) -> None:
    assert says in agreement(decided(cells), CODES, seed=1).reading


def test_a_reopened_decision_is_as_if_never_taken() -> None:
    decisions = decided((20, 5, 10, 15))
    reopened = decisions[0].model_copy(update={"action": DecisionAction.REOPEN})
    assert agreement([reopened, *decisions[1:]], CODES, seed=1).n_units == 49


N = np.nan
CANONICAL = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
        [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
    ]
)  # fmt: skip


def test_kappa_is_that_of_cohen_s_three_categories() -> None:
    """Cohen's 200 cases in three categories: 140 alike, chance .41, kappa = 29/59."""
    crossed = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    pairs = [(a, b) for a in range(3) for b in range(3) for _ in range(crossed[a, b])]
    ratings = np.array(pairs, dtype=float).T
    assert kappa_of(ratings, once(ratings))[0] == pytest.approx(29 / 59, abs=1e-6)


def test_alpha_is_that_of_krippendorff_s_own_data() -> None:
    """Krippendorff (2011), section D: four observers, twelve units, some missing; nominal alpha = .743."""
    found = alpha_of(CANONICAL, once(CANONICAL))[0]
    assert found == pytest.approx(0.743, abs=5e-4)
    assert found == pytest.approx(
        krippendorff.alpha(reliability_data=CANONICAL, level_of_measurement="nominal"), abs=1e-6
    )


def test_alpha_is_krippendorff_s_for_two_coders_and_many_values() -> None:
    """Krippendorff (2011), section B: two observers, twelve units, five values, alpha = .692."""
    ben, gerry = ([ord(value) for value in said] for said in ("aabbdcccedda", "babbbccceddd"))
    ratings = np.array([ben, gerry], dtype=float)
    assert alpha_of(ratings, once(ratings))[0] == pytest.approx(0.692, abs=5e-4)


def test_f1_says_nothing_where_nobody_could_say_no() -> None:
    """Words that two people coded by hand are all yes: an F1 of 1 would flatter."""
    both = [decide(coder, n, True) for n in range(40) for coder in ("ana", "léo")]
    assert agreement(both, CODES, seed=1).f1 is None


def placed(n: int, *, source: str = "s", voice: str | None = None) -> dict[str, TurnPlace]:
    return {
        f"t{k}": TurnPlace(
            turn_id=f"t{k}", source_id=source, voice=voice or f"p{k}", stretch=f"{source} p{k}", offset=0, n_chars=40
        )
        for k in range(n)
    }


def test_silence_is_a_no_only_where_the_source_was_read_to_its_end() -> None:
    """Ana codes ten segments, Léo five of them; Léo's silence counts once he says that he has read the source."""
    decisions = [decide("ana", n, True) for n in range(10)] + [decide("léo", n, True) for n in range(5)]
    places = placed(30)
    assert agreement(decisions, CODES, seed=1, context=Context(places)).n_units == 5
    read = Context(places, {"léo": frozenset({"s"}), "ana": frozenset({"s"})})
    found = agreement(decisions, CODES, seed=1, context=read)
    assert found.n_units == 10
    assert found.f1 == pytest.approx(10 / 15, abs=1e-4)


def test_text_that_nobody_coded_changes_no_measure_on_segments() -> None:
    decisions = [decide("ana", n, n % 3 > 0) for n in range(12)] + [decide("léo", n, n % 4 > 0) for n in range(12)]
    read = {"léo": frozenset({"s"}), "ana": frozenset({"s"})}
    short, long = (agreement(decisions, CODES, seed=1, context=Context(placed(n), read)) for n in (12, 400))
    assert (short.kappa, short.alpha, short.f1, short.f1_characters) == (
        long.kappa, long.alpha, long.f1, long.f1_characters,
    )  # fmt: skip


def test_people_are_drawn_again_as_soon_as_six_of_them_speak() -> None:
    decisions = decided((20, 5, 10, 15))
    alone = {k: p.model_copy(update={"voice": "p"}) for k, p in placed(50).items()}
    assert agreement(decisions, CODES, seed=1, context=Context(placed(50))).resampled == "personnes"
    found = agreement(decisions, CODES, seed=1, context=Context(alone))
    assert found.resampled == "extraits"
    assert "trop étroits" in found.reading


def hand(coder: str, start: int, end: int, turn: str = "t0", code_id: str = "a") -> Decision:
    anchor = Anchor(turn_id=turn, start=start, end=end, verbatim="x" * (end - start))
    return Decision(
        decision_id=f"{coder}{turn}{start}{code_id}", action=DecisionAction.CODE, anchor=anchor, code_id=code_id,
        coder=coder, decided_at=datetime(2026, 11, 2, tzinfo=UTC),
    )  # fmt: skip


def test_f1_in_characters_counts_the_words_that_both_chose() -> None:
    """Ten characters each, six in common: 12 / 20. What neither chose is not counted."""
    found = agreement([hand("ana", 0, 10), hand("léo", 4, 14)], CODES, seed=1, context=Context(placed(1)))
    assert found.f1_characters == pytest.approx(0.6)
    assert found.codes[0].f1_characters == pytest.approx(0.6)


def test_coders_are_not_compared_on_words_that_one_of_them_never_went_through() -> None:
    found = agreement(
        [hand("ana", 0, 10), hand("léo", 0, 10), hand("ana", 0, 20, turn="t1")],
        CODES, seed=1, context=Context(placed(2)),
    )  # fmt: skip
    assert (found.f1_characters, found.gamma) == (1.0, 1.0)


ALEX_PAUL_SUZAN = tuple(
    Unit(coder, float(start), float(end), category)
    for coder, category, start, end in (
        ("Alex", "1", 2, 9), ("Alex", "2", 11, 17), ("Alex", "5", 24, 30), ("Alex", "6", 32, 36), ("Alex", "6", 36, 44),
        ("Alex", "7", 44, 60), ("Paul", "1", 2, 9), ("Paul", "3", 11, 17), ("Paul", "5", 19, 25), ("Paul", "6", 32, 44),
        ("Suzan", "1", 2, 9), ("Suzan", "4", 11, 17), ("Suzan", "5", 21, 27), ("Suzan", "6", 32, 36),
        ("Suzan", "6", 36, 40), ("Suzan", "6", 40, 44),
    )
)  # fmt: skip
PUBLISHED = Stretch(2, 60, ("Alex", "Paul", "Suzan"), ALEX_PAUL_SUZAN)


@pytest.mark.parametrize(("position", "disorder_"), [(1.0, 0.65354167), (3.0, 0.96062500)])
def test_the_best_alignment_is_that_of_the_authors_example(position: float, disorder_: float) -> None:
    """The example shipped with the authors' software, as pygamma-agreement 0.5.9 aligns it (alpha 1 and 3)."""
    assert disorder(PUBLISHED, position=position) / (16 / 3) == pytest.approx(disorder_, abs=1e-6)


def test_gamma_of_the_authors_example_is_theirs() -> None:
    """Chance is drawn at random: pygamma-agreement's own tests hold it within .44 and .47 (alpha 3)."""
    found = gamma([PUBLISHED], seed=7, position=3.0)
    assert found is not None
    assert 0.43 < found.value < 0.48


# Units drawn at random; the least disorder is that of pygamma-agreement 0.5.9, which solves it by integer programming.
TWO = (
    (("c0", 162, 169, "a"), ("c0", 47, 58, "c"), ("c0", 173, 198, "a"), ("c0", 18, 34, "b"), ("c0", 124, 145, "a"),
     ("c0", 31, 60, "c"), ("c0", 6, 14, "b"), ("c0", 78, 114, "b"), ("c1", 84, 104, "b"), ("c1", 117, 128, "c"),
     ("c1", 151, 189, "c"), ("c1", 56, 72, "b"), ("c1", 130, 159, "c"), ("c1", 58, 95, "a"), ("c1", 15, 54, "c"),
     ("c1", 59, 68, "a")),
    1.2892601,
)  # fmt: skip
FOUR = (
    (("c0", 159, 170, "a"), ("c0", 149, 160, "c"), ("c0", 66, 90, "c"), ("c0", 184, 205, "a"), ("c0", 50, 84, "b"),
     ("c0", 33, 69, "c"), ("c0", 193, 219, "c"), ("c0", 121, 143, "c"), ("c1", 120, 152, "b"), ("c1", 157, 196, "a"),
     ("c1", 107, 124, "a"), ("c1", 16, 30, "a"), ("c1", 143, 155, "b"), ("c1", 171, 193, "a"), ("c1", 13, 28, "b"),
     ("c1", 98, 113, "c"), ("c2", 113, 151, "c"), ("c2", 141, 146, "a"), ("c2", 149, 173, "c"), ("c2", 141, 174, "a"),
     ("c2", 59, 87, "b"), ("c2", 73, 83, "b"), ("c2", 17, 45, "c"), ("c2", 133, 140, "b"), ("c3", 60, 84, "c"),
     ("c3", 39, 45, "b"), ("c3", 123, 132, "c"), ("c3", 96, 134, "b"), ("c3", 145, 177, "b"), ("c3", 78, 106, "a"),
     ("c3", 123, 146, "a"), ("c3", 41, 47, "c")),
    1.4925188,
)  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), [TWO, FOUR])
def test_entangled_units_are_aligned_with_the_least_disorder(
    rows: tuple[tuple[str, int, int, str], ...], expected: float
) -> None:
    units = tuple(Unit(coder, float(start), float(end), category) for coder, start, end, category in rows)
    stretch = Stretch(0, 240, tuple(sorted({unit.coder for unit in units})), units)
    assert disorder(stretch) / 8 == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("rows", [TWO[0], FOUR[0]])
def test_integer_programming_finds_the_same_least_disorder(
    monkeypatch: pytest.MonkeyPatch, rows: tuple[tuple[str, int, int, str], ...]
) -> None:
    """What clusters too wide for trying one unit after the other fall back on."""
    units = tuple(Unit(coder, float(start), float(end), category) for coder, start, end, category in rows)
    stretch = Stretch(0, 240, tuple(sorted({unit.coder for unit in units})), units)
    least = disorder(stretch)
    monkeypatch.setattr(alignment, "MOST_OPEN", 0)
    assert disorder(stretch) == pytest.approx(least, abs=1e-9)


def test_stretches_measured_together_are_each_what_they_are_alone() -> None:
    """Units of two stretches stand at the same places and never meet."""
    stretches = [PUBLISHED, PUBLISHED._replace(units=PUBLISHED.units[:9]), PUBLISHED._replace(units=())]
    together = alignment.disorders(alignment.laid_out(stretches), alignment.Weights(1.0, 1.0))
    assert together == pytest.approx([disorder(one) for one in stretches], abs=1e-12)
    assert together[2] == 0


def test_gamma_of_two_coders_keeps_its_value() -> None:
    """As computed, with the same seed, by aligning every unit with every other one."""
    units = tuple(Unit(coder, float(start), float(end), category) for coder, start, end, category in TWO[0])
    found = gamma([Stretch(0, 240, ("c0", "c1"), units)], seed=5)
    assert found is not None
    assert found.value == pytest.approx(-0.023212647478792148, abs=1e-9)


def test_units_too_many_to_enumerate_are_aligned_pair_after_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never better than the least disorder, and close to it."""
    least = disorder(PUBLISHED)
    monkeypatch.setattr(alignment, "MOST_CANDIDATES", 1)
    assert least <= disorder(PUBLISHED) <= 1.2 * least


def test_gamma_is_one_when_everybody_chose_the_same_words_and_code() -> None:
    decisions = [hand(coder, 5, 15, turn=f"t{n}") for n in range(4) for coder in ("ana", "léo", "zoé")]
    assert agreement(decisions, CODES, seed=1, context=Context(placed(4))).gamma == 1.0


def test_gamma_falls_when_a_coder_chooses_other_words() -> None:
    same = [hand("ana", 5, 15, turn=f"t{n}") for n in range(8)]
    near = [hand("léo", 8, 18, turn=f"t{n}") for n in range(8)]
    far = [hand("léo", 25, 35, turn=f"t{n}") for n in range(8)]
    near_, far_ = (agreement([*same, *x], CODES, seed=1, context=Context(placed(8))).gamma for x in (near, far))
    assert near_ is not None
    assert far_ is not None
    assert far_ < near_ < 1


def test_a_coder_who_decides_again_otherwise_is_seen_to_drift() -> None:
    first = [decide("ana", n, n % 2 == 0) for n in range(12)]
    later = [
        d.model_copy(
            update={
                "decision_id": d.decision_id + "bis",
                "decided_at": d.decided_at + timedelta(days=30),
                "action": DecisionAction.CODE if n % 3 == 0 else DecisionAction.REMOVE,
            }
        )
        for n, d in enumerate(first)
    ]
    (found,) = drift([*first, *later], seed=1)
    assert (found.coder, found.n_again) == ("ana", 12)
    assert found.kappa_self == pytest.approx(0.0, abs=1e-4)
    assert "se dédit souvent" in found.reading


def test_a_correction_on_the_same_day_is_no_drift() -> None:
    first = [decide("ana", n, True) for n in range(12)]
    later = [
        d.model_copy(update={"decision_id": d.decision_id + "bis", "action": DecisionAction.REMOVE}) for d in first
    ]
    assert drift([*first, *later], seed=1)[0].n_again == 0


def test_agreement_with_others_is_followed_over_time() -> None:
    """Sixty shared decisions: alike in the first half, opposed in the second."""
    start = datetime(2026, 1, 5, tzinfo=UTC)
    taken = []
    for n in range(60):
        said = n % 2 == 0
        moved = {"decided_at": start + timedelta(days=n)}
        taken.append(decide("ana", n, said).model_copy(update=moved))
        taken.append(decide("léo", n, said if n < 30 else not said).model_copy(update=moved))
    found = drift(taken, seed=1)[0]
    assert [p.n_units for p in found.periods] == [20, 20, 20]
    assert found.periods[0].alpha == 1.0
    assert "baisse" in found.reading


def test_disagreements_show_each_reading_and_who_kept_silent() -> None:
    decisions = [decide("ana", 1, True), decide("léo", 1, False), decide("ana", 2, True), decide("léo", 3, True)]
    found = disagreements(decisions, CODES)
    assert [[(r.coder, r.says_yes) for r in one.readings] for one in found] == [[("ana", True), ("léo", False)]]
    read = Context(placed(5), {"léo": frozenset({"s"})})
    silent = disagreements(decisions, CODES, context=read)
    assert [one.words for one in silent] == ["ab", "ab"]
    assert silent[1].readings[1].decision_id is None


def test_a_conclusion_keeps_the_minority_reading_and_its_reason() -> None:
    (found,) = disagreements([decide("ana", 1, True), decide("léo", 1, False)], CODES)
    concluded = settle(
        found, Outcome.DOES_NOT_APPLY, mode=Mode.THIRD_PERSON, decided_by="zoé", decided_at=datetime(2026, 1, 1),  # as the study keeps it
        reason="Elle parle du bus.", reasons={"ana": "Elle attend pourtant."},
    )  # fmt: skip
    assert [(one.coder, one.reason) for one in concluded.minority] == [("ana", "Elle attend pourtant.")]
    assert unsettled([found], [concluded]) == ()
    assert unsettled([found], [concluded.model_copy(update={"undone": True})]) == (found,)


@pytest.mark.parametrize(
    ("by", "reason", "why"), [("ana", "Parce que.", "tierce personne"), ("zoé", "  ", "sans motif")]
)
def test_a_conclusion_that_would_not_be_one_is_refused(by: str, reason: str, why: str) -> None:
    (found,) = disagreements([decide("ana", 1, True), decide("léo", 1, False)], CODES)
    with pytest.raises(CodebookRefused, match=why):
        settle(
            found, Outcome.APPLIES, mode=Mode.THIRD_PERSON, decided_by=by, decided_at=datetime(2026, 1, 1), reason=reason
        )  # fmt: skip


def test_codings_carried_to_another_code_by_a_merge_are_not_shared_refusals() -> None:
    """Both coders' removals from the merged code would otherwise read as two people saying no."""
    put = [decide(coder, n, True) for n in range(6) for coder in ("ana", "léo")]
    later = datetime(2026, 11, 3, tzinfo=UTC)
    merged = merge_decisions(put, from_code="a", into_code="b", decided_at=later, reason="Fusion")
    found = agreement(current([*put, *merged]), CODES, seed=1)
    assert [(code.code_id, code.n_units) for code in found.codes] == [("b", 6)]
