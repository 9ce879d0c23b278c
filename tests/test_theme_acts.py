"""What researchers do to themes is replayed, undone, and kept by the next run wherever the theme can be recognised."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from made import AT

from models.theme import ArrangedTheme, ThemeAct, ThemeActKind
from pipeline.errors import NotAllowed, UnknownReference
from pipeline.flow import theming
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import theme_acts, theme_sheets, themes
from pipeline.themes.acts import arrange, in_force

A = ArrangedTheme(theme_id="a", label="A", segment_ids=("1", "2", "3", "4"))
B = ArrangedTheme(theme_id="b", label="B", segment_ids=("5", "6"))
C = ArrangedTheme(theme_id="c", label="C", segment_ids=("7", "8"))


def act(act_id: str, kind: str, *theme_ids: str, **fields: object) -> ThemeAct:
    given = {"actor": "Inès", "acted_at": AT, **fields}
    return ThemeAct.model_validate({"act_id": act_id, "kind": ThemeActKind(kind), "theme_ids": theme_ids, **given})


def held(*acts: ThemeAct, found: Sequence[ArrangedTheme] = (A, B, C), **members: tuple[str, ...]) -> list[set[str]]:
    arranged = arrange(found, acts, run_id="run", members=members)
    return sorted((set(theme.segment_ids) for theme in arranged.themes), key=sorted)


def test_a_merge_holds_the_segments_of_both() -> None:
    assert held(act("m", "merge", "a", "b")) == [{"1", "2", "3", "4", "5", "6"}, {"7", "8"}]


def test_a_split_follows_its_parts_and_leaves_nobody_out() -> None:
    """Segment 4 is in no part: it goes with the first."""
    split = act("s", "split", "a", parts=(("1", "2"), ("3",)))
    assert held(split) == [{"1", "2", "4"}, {"3"}, {"5", "6"}, {"7", "8"}]


@pytest.mark.parametrize(
    "done",
    [
        act("x", "merge", "a", "b"),
        act("x", "split", "a", parts=(("1", "2"), ("3", "4"))),
        act("x", "rename", "a", label="Autre"),
        act("x", "set_aside", "a"),
    ],
    ids=lambda one: one.kind.value,
)
def test_an_undone_act_leaves_the_themes_as_they_were_found(done: ThemeAct) -> None:
    undo = act("u", "undo", *done.theme_ids, undoes="x")
    assert arrange((A, B, C), (done, undo), run_id="run", members={}).themes == (A, B, C)


def test_a_theme_that_an_act_made_may_be_merged_again() -> None:
    assert held(act("m", "merge", "a", "b"), act("n", "merge", "m/0", "c")) == [
        {"1", "2", "3", "4", "5", "6", "7", "8"}
    ]


def test_undoing_the_first_of_two_merges_lists_the_second_as_lost() -> None:
    first, second = act("m", "merge", "a", "b"), act("n", "merge", "m/0", "c")
    arranged = arrange((A, B, C), (first, second, act("u", "undo", undoes="m")), run_id="run", members={})
    assert arranged.lost == (second,)
    assert arranged.themes == (A, B, C)


def test_another_run_is_recognised_by_its_segments() -> None:
    """Three of the five segments of both: Jaccard .6. Segments that left the corpus do not count."""
    old = {"old": ("1", "2", "3", "9")}
    arranged = arrange((A, B, C), (act("r", "rename", "old", label="Attendre"),), run_id="run", members=old)
    assert [theme.label for theme in arranged.themes] == ["Attendre", "B", "C"]


@pytest.mark.parametrize("members", [{"old": ("1", "5", "7")}, {"old": ("99",)}, {}])
def test_a_theme_that_nothing_recalls_is_listed_as_lost(members: dict[str, tuple[str, ...]]) -> None:
    rename = act("r", "rename", "old", label="Attendre")
    arranged = arrange((A, B, C), (rename,), run_id="run", members=members)
    assert arranged.lost == (rename,)
    assert arranged.themes == (A, B, C)


def test_acts_in_force_are_those_that_no_undo_takes_back() -> None:
    acts = (act("m", "merge", "a", "b"), act("u", "undo", undoes="m"), act("s", "set_aside", "c"))
    assert [one.act_id for one in in_force(acts)] == ["s"]


def _shown(study: OpenStudy) -> dict[str, str]:
    return {row.theme_id: row.label for row in themes.theme_rows(study.file)}


def _places(study: OpenStudy) -> dict[str, str]:
    return dict(study.file.rows("select segment_id, theme_id from v_segment_themes where is_current"))


def test_merging_then_undoing_gives_the_same_study_back(sampled: OpenStudy) -> None:
    shown, places = _shown(sampled), _places(sampled)
    first, second = list(shown)[:2]
    merged = theming.merge(sampled, [first, second], label="Ensemble")
    assert _shown(sampled)[merged] == "Ensemble"
    assert {first, second}.isdisjoint(_shown(sampled))
    assert {one for one, theme in _places(sampled).items() if theme == merged} == {
        one for one, theme in places.items() if theme in (first, second)
    }
    row = next(row for row in themes.theme_rows(sampled.file) if row.theme_id == merged)
    assert row.n_segments == len(themes.theme_members(sampled.file, merged))
    assert row.n_participants > 0 and row.terms and row.representatives
    undone = theming.undo(sampled)
    assert undone is not None and undone.kind is ThemeActKind.MERGE
    assert (_shown(sampled), _places(sampled)) == (shown, places)
    assert theming.undo(sampled) is None


def test_a_theme_set_aside_leaves_the_lists_and_comes_back(sampled: OpenStudy) -> None:
    shown = _shown(sampled)
    gone = next(iter(shown))
    theming.set_aside(sampled, gone)
    assert gone not in _shown(sampled) and gone not in _places(sampled).values()
    assert [one[0] for one in theme_acts.aside(sampled.file)] == [gone]
    theming.undo(sampled)
    assert _shown(sampled) == shown


def test_a_name_comes_back_when_its_change_is_undone(sampled: OpenStudy) -> None:
    theme_id, label = next(iter(_shown(sampled).items()))
    theming.rename(sampled, theme_id, "Attendre une réponse")
    assert _shown(sampled)[theme_id] == "Attendre une réponse"
    theming.undo(sampled)
    assert _shown(sampled)[theme_id] == label


def test_a_new_run_keeps_names_and_merges_where_it_recognises_the_themes(
    sampled: OpenStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later version of the method finds the same themes under other ids: names and merges are found again on them."""
    monkeypatch.setattr(theming, "THEME_VERSION", "later")
    first, second, third = list(_shown(sampled))[:3]
    theming.merge(sampled, [first, second], label="Ensemble")
    theming.rename(sampled, third, "À part")
    before = set(_shown(sampled))
    assert theming.find(sampled).made > 0
    assert theming.lost(sampled) == ()
    assert {"Ensemble", "À part"} < set(_shown(sampled).values())
    assert before.isdisjoint(_shown(sampled))
    assert set(_places(sampled).values()) == set(_shown(sampled))


def test_acts_that_another_seed_does_not_recall_are_listed(sampled: OpenStudy) -> None:
    """Nothing is guessed: each of the two acts is either followed under its name, or listed."""
    first, second, third = list(_shown(sampled))[:3]
    theming.merge(sampled, [first, second], label="Ensemble")
    theming.rename(sampled, third, "À part")
    theming.find(sampled, seed=7)
    followed = {"Ensemble", "À part"} & set(_shown(sampled).values())
    assert len(followed) + len(theming.lost(sampled)) == 2


def test_a_number_that_was_asked_for_stays_until_it_is_given_back(sampled: OpenStudy) -> None:
    theming.ask_number(sampled, 3)
    assert theming.themes_due(sampled)
    theming.find(sampled)
    assert len(_shown(sampled)) == 3 and theme_sheets.numbers_tried(sampled.file) == ()
    assert theming.find(sampled).made == 0
    theming.ask_number(sampled, None)
    theming.find(sampled)
    assert sum(tried.chosen for tried in theme_sheets.numbers_tried(sampled.file)) == 1


def test_acts_are_journalled_without_the_names_given(sampled: OpenStudy) -> None:
    theming.rename(sampled, next(iter(_shown(sampled))), "Un nom très reconnaissable")
    told = sampled.file.rows("select payload from journal where kind = 'theme act'")
    assert told and "reconnaissable" not in str(told)


def test_a_reader_changes_nothing(sampled: OpenStudy) -> None:
    sampled.role = Role.READER
    with pytest.raises(NotAllowed):
        theming.set_aside(sampled, next(iter(_shown(sampled))))


def test_a_theme_of_another_run_cannot_be_acted_on(sampled: OpenStudy) -> None:
    with pytest.raises(UnknownReference, match="analyse en cours"):
        theming.rename(sampled, "inconnu", "Nom")


def test_near_passages_come_from_other_people_and_unknown_segments_are_refused(sampled: OpenStudy) -> None:
    segment_id, person = sampled.file.rows("select segment_id, participant_id from v_segments order by segment_id")[0]
    found = theming.near(sampled, segment_id, most=5)
    assert len(found) == 5 and all(row.participant_id != person for row, _ in found)
    with pytest.raises(UnknownReference):
        theming.near(sampled, "inconnu")
