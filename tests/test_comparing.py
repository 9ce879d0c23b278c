"""Several coders in one study: blind coding hides, conclusions keep everything, the codebook's acts can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_fixtures import SITE, WAITING, fill
from studies import FakeEncoder

from models.agreement import Mode, Outcome, ReadingState
from models.coding import Proposal, ProposalState
from models.matrices import CodeMatrix, CodePairs
from models.transcript import Anchor
from pipeline.errors import CodebookRefused, NotAllowed, NothingToDo, UnknownReference
from pipeline.flow import blind, comparing, matrices, outputs
from pipeline.flow import codebook as acts
from pipeline.flow import coding as flow
from pipeline.flow.opening import new_study, open_study
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import codebook, coding, segments
from pipeline.store import comparing as store
from pipeline.store.codebook_acts import code_history


@pytest.fixture
def team(tmp_path: Path, fake_encoder: FakeEncoder) -> Iterator[OpenStudy]:
    """Three interviews; Inès has coded one segment « L'attente »; Mehdi is about to code."""
    with open_study(new_study(tmp_path / "etude", title="Accès aux droits"), actor="Inès") as study:
        fill(study)
        yield study


def as_(study: OpenStudy, name: str) -> OpenStudy:
    study.actor = name
    return study


def waiting_words(study: OpenStudy) -> tuple[Anchor, str]:
    row = next(s for s in segments.segment_rows(study.file) if "J'attends" in s.text)
    return Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text), row.source_id


def a_source(study: OpenStudy) -> str:
    return waiting_words(study)[1]


def test_who_codes_blind_sees_neither_codings_nor_counts_nor_proposals_of_others(team: OpenStudy) -> None:
    flow.write_memo(team, "segment", segments.segment_rows(team.file)[0].segment_id, "Une idée.")
    rows = segments.segment_rows(team.file)
    sources_ = sorted({row.source_id for row in rows})
    as_(team, "Mehdi")
    assert (len(blind.codings(team)), blind.code_counts(team)[WAITING]) == (1, (1, 1))
    assert len(blind.segment_memos(team, rows)) == 1
    blind.set_reading(team, sources_, ReadingState.BLIND)
    assert blind.codings(team) == ()
    assert blind.code_counts(team) == {}
    assert blind.proposal_rows(team, state=ProposalState.PENDING) == ()
    assert blind.segment_memos(team, rows) == []
    assert comparing.measured(team).coders == ()


def test_who_codes_blind_sees_their_own_work(team: OpenStudy) -> None:
    anchor, source_id = waiting_words(team)
    blind.set_reading(as_(team, "Mehdi"), [source_id], ReadingState.BLIND)
    flow.code_words(team, anchor, SITE)
    assert [(c.coder, c.code_id) for c in blind.codings(team)] == [("Mehdi", SITE)]
    assert blind.code_counts(team) == {SITE: (1, 1)}


def test_blindness_is_one_person_s_and_one_source_s(team: OpenStudy) -> None:
    blind.set_reading(as_(team, "Mehdi"), [a_source(team)], ReadingState.BLIND)
    assert len(blind.proposal_rows(team)) == 1
    assert len(blind.codings(as_(team, "Inès"))) == 1


def test_having_read_to_the_end_opens_the_eyes(team: OpenStudy) -> None:
    as_(team, "Mehdi")
    blind.set_reading(team, [a_source(team)], ReadingState.BLIND)
    blind.set_reading(team, [a_source(team)], ReadingState.READ)
    assert len(blind.codings(team)) == 1


def test_no_file_that_holds_codings_leaves_for_who_codes_blind(team: OpenStudy, tmp_path: Path) -> None:
    """A file with the others' codings left out would pass for whole: it is refused, what holds no coding is written."""
    blind.set_reading(as_(team, "Mehdi"), [a_source(team)], ReadingState.BLIND)
    for format_ in ("csv", "parquet", "qdpx"):
        with pytest.raises(NotAllowed, match="à l'aveugle"):
            outputs.export(team, format_)
    with pytest.raises(NotAllowed, match="à l'aveugle"):
        outputs.export_codings(team, tmp_path / "codages.csv")
    assert not (tmp_path / "codages.csv").exists()
    assert all(path.is_file() for path in outputs.export(team, "iramuteq"))
    blind.set_reading(team, [a_source(team)], ReadingState.READ)
    assert outputs.export_codings(team, tmp_path / "codages.csv") == 1


def test_reasons_name_nothing_that_another_coder_accepted(team: OpenStudy) -> None:
    """A proposal of an open source may have been learnt from a source that is coded blind."""
    as_(team, "Mehdi")
    row = next(one for one in blind.proposal_rows(team) if one.segment.source_id != a_source(team))
    learnt = row.model_copy(
        update={
            "proposal_id": "appris",
            "reason": "Proche de la définition (0,31) ; proche de 2 extraits déjà codés ainsi, sur 3 ; "
            "mots qui pèsent : attente ; accepté le plus proche : tour 4, P2.",
        }
    )
    alone = row.model_copy(update={"proposal_id": "seul", "reason": "Appris de 3 extraits déjà codés ainsi."})
    with team.write() as write:
        coding.add_proposals(
            write,
            [
                Proposal(
                    proposal_id=one.proposal_id, segment_id=one.segment.segment_id, code_id=one.code_id,
                    score=one.score, reason=one.reason, run_id=one.run_id,
                )
                for one in (learnt, alone)
            ],
        )  # fmt: skip
    blind.set_reading(team, [a_source(team)], ReadingState.BLIND)
    told = {one.proposal_id: one.reason for one in blind.proposal_rows(team)}
    assert told["appris"] == "Proche de la définition (0,31)."
    assert told["seul"] == blind.REASON_HIDDEN


def test_the_history_of_words_leaves_out_what_others_decided_there(team: OpenStudy) -> None:
    as_(team, "Mehdi")
    assert [one.coder for one in blind.decisions(team, current_only=False)] == ["Inès"]
    blind.set_reading(team, [a_source(team)], ReadingState.BLIND)
    assert blind.decisions(team, current_only=False) == ()


SIGHTED_ONLY = {"codings", "decisions", "memos", "proposal_rows", "code_counts"}  # of the store: they know no blindness
MAY_READ_ALL = {
    "app/screens/coding_events.py": "looks up the coding that was pressed, and shows nothing",
    "app/screens/agreement_conclusion.py": "drawn from conclusions, of which who codes blind sees none",
    "app/screens/agreement_blind.py": "counts coders, and none in a source that is coded blind",
}


def test_no_screen_reads_what_coders_decided_past_the_blindfold() -> None:
    root = Path(__file__).parents[1]
    reading = re.compile(rf"\b(?:coding|codebook)\.(?:{'|'.join(sorted(SIGHTED_ONLY))})\(study\.file")
    found = {
        path.relative_to(root).as_posix()
        for folder in ("app", "pipeline/cli")
        for path in (root / folder).rglob("*.py")
        if reading.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(MAY_READ_ALL)


def test_a_source_nobody_knows_or_a_reader_changes_no_reading(team: OpenStudy) -> None:
    with pytest.raises(UnknownReference):
        blind.set_reading(team, ["ailleurs"], ReadingState.BLIND)
    team.role = Role.READER
    with pytest.raises(NotAllowed):
        blind.set_reading(team, [a_source(team)], ReadingState.BLIND)


def both_read(study: OpenStudy) -> None:
    for name in ("Inès", "Mehdi"):
        blind.set_reading(as_(study, name), [a_source(study)], ReadingState.READ)


def test_silence_in_a_source_read_to_its_end_is_a_disagreement(team: OpenStudy) -> None:
    assert comparing.to_settle(team) == ()
    both_read(team)
    (found,) = comparing.to_settle(team)
    assert [(r.coder, r.says_yes) for r in found.readings] == [("Inès", True), ("Mehdi", False)]


def test_a_coding_set_aside_is_no_longer_in_force_and_comes_back_when_the_conclusion_is_undone(team: OpenStudy) -> None:
    both_read(team)
    (found,) = comparing.to_settle(team)
    one = comparing.settle(
        as_(team, "Zoé"), found.unit, Outcome.DOES_NOT_APPLY, mode=Mode.THIRD_PERSON, reason="Pas une attente."
    )
    assert coding.codings(team.file) == ()
    assert len(coding.decisions(team.file, current_only=True)) == 1, "the decision itself is kept"
    assert comparing.to_settle(team) == ()
    (kept,) = comparing.settled(team, code_id=WAITING)
    assert [r.coder for r in kept.minority] == ["Inès"]
    comparing.undo_settling(team, one.adjudication_id)
    assert len(coding.codings(team.file)) == 1
    assert len(comparing.to_settle(team)) == 1
    with pytest.raises(UnknownReference):
        comparing.undo_settling(team, one.adjudication_id)


def test_a_coding_put_again_after_a_conclusion_stands_and_is_a_disagreement_anew(team: OpenStudy) -> None:
    both_read(team)
    (found,) = comparing.to_settle(team)
    comparing.settle(as_(team, "Zoé"), found.unit, Outcome.DOES_NOT_APPLY, mode=Mode.THIRD_PERSON, reason="Non.")
    flow.code_words(as_(team, "Inès"), waiting_words(team)[0], WAITING, reason="Je maintiens.")
    assert len(coding.codings(team.file)) == 1
    assert len(comparing.to_settle(team)) == 1


def test_agreement_is_measured_on_decisions_from_before_conclusions(team: OpenStudy) -> None:
    both_read(team)
    flow.code_words(as_(team, "Mehdi"), waiting_words(team)[0], SITE)
    before = comparing.measured(team)
    for one in comparing.to_settle(team):
        comparing.settle(team, one.unit, Outcome.APPLIES, mode=Mode.AGREEMENT, reason="Les deux.")
    assert comparing.measured(team).kappa == before.kappa == -1.0


def test_a_disagreement_settled_meanwhile_is_not_settled_twice(team: OpenStudy) -> None:
    both_read(team)
    (found,) = comparing.to_settle(team)
    comparing.settle(team, found.unit, Outcome.APPLIES, mode=Mode.AGREEMENT, reason="Oui.")
    with pytest.raises(UnknownReference):
        comparing.settle(team, found.unit, Outcome.APPLIES, mode=Mode.AGREEMENT, reason="Oui.")


def test_the_agreement_object_keeps_its_promised_shape(team: OpenStudy) -> None:
    shown = comparing.agreement_json(team)
    assert {"kappa", "alpha", "gamma", "f1", "unit", "intervals"} <= shown["overall"].keys()
    assert "codes" in shown
    assert comparing.agreement_lines(shown)


def test_double_codings_made_elsewhere_can_be_held_as_whole_readings(team: OpenStudy) -> None:
    """Two coders put different codes on the same words: nothing to compare until their silence counts."""
    flow.code_words(as_(team, "Mehdi"), waiting_words(team)[0], SITE)
    assert comparing.measured(team).n_units == 0
    assert comparing.measured(team, whole=True).n_units == 2
    assert blind.hold_as_read(team) == 1
    assert comparing.measured(team).n_units == 2


def test_a_withdrawn_person_takes_the_conclusions_about_their_words_along(team: OpenStudy) -> None:
    both_read(team)
    (found,) = comparing.to_settle(team)
    comparing.settle(team, found.unit, Outcome.APPLIES, mode=Mode.AGREEMENT, reason="Oui.")
    with team.write() as write:
        store.erase_adjudications(write, [d.decision_id for d in coding.decisions(team.file)])
    assert store.adjudications(team.file, with_undone=True) == ()


# The codebook's acts


def state(study: OpenStudy) -> tuple[set[tuple[str, str, bool]], set[tuple[str, str]]]:
    codes = {(c.code_id, c.path, c.retired) for c in codebook.codes(study.file, with_retired=True)}
    return codes, {(c.code_id, c.coder) for c in coding.codings(study.file)}


def test_a_merge_is_taken_back_with_every_coding(team: OpenStudy) -> None:
    before = state(team)
    assert flow.merge_codes(team, WAITING, SITE) == 1
    assert state(team) != before
    act = acts.undo_codebook(team)
    assert act is not None
    assert (act.kind, state(team)) == ("merge", before)


def test_undoing_a_merge_gives_back_the_coding_that_both_codes_had(team: OpenStudy) -> None:
    """The same words carried both codes: the merge must not cost the second one its own coding."""
    flow.code_words(team, waiting_words(team)[0], SITE)
    before = state(team)
    flow.merge_codes(team, WAITING, SITE)
    acts.undo_codebook(team)
    assert state(team) == before


def test_what_a_coder_decided_since_a_merge_is_left_as_they_want_it(team: OpenStudy) -> None:
    flow.merge_codes(team, WAITING, SITE)
    (moved,) = coding.codings(team.file)
    flow.remove_coding(team, moved)
    acts.undo_codebook(team)
    assert (SITE, "Inès") not in state(team)[1]


def test_a_merge_can_be_done_again_after_it_was_taken_back(team: OpenStudy) -> None:
    flow.merge_codes(team, WAITING, SITE)
    after = state(team)
    acts.undo_codebook(team)
    flow.merge_codes(team, WAITING, SITE)
    assert state(team) == after


def test_splitting_moves_the_chosen_codings_and_undoing_brings_them_back(team: OpenStudy) -> None:
    before = state(team)
    (one,) = coding.codings(team.file)
    new = acts.split_code(team, WAITING, "Sans réponse", [one.coding_id], definition="Personne ne rappelle.")
    assert state(team)[1] == {(new.code_id, "Inès")}
    acts.undo_codebook(team)
    codes, codings = state(team)
    assert codings == before[1]
    assert codes - before[0] == {(new.code_id, "Sans réponse", True)}


def test_a_code_used_since_it_was_made_is_not_undone(team: OpenStudy) -> None:
    new = flow.add_code(team, "Fatigue")
    flow.code_words(team, waiting_words(team)[0], new.code_id)
    with pytest.raises(CodebookRefused, match="Fusionnez-le"):
        acts.undo_codebook(team)


def test_splitting_off_a_coding_that_is_gone_is_refused(team: OpenStudy) -> None:
    (one,) = coding.codings(team.file)
    flow.remove_coding(team, one)
    with pytest.raises(UnknownReference):
        acts.split_code(team, WAITING, "Sans réponse", [one.coding_id])


def test_acts_are_taken_back_one_after_the_other_until_none_is_left(team: OpenStudy) -> None:
    before = state(team)
    flow.rename_code(team, SITE, "En ligne")
    flow.move_code(team, WAITING, SITE)
    flow.redefine_code(team, SITE, definition="Tout ce qui se fait par internet.")
    flow.retire_code(team, WAITING)
    kinds = [act.kind for act in iter(lambda: acts.undo_codebook(team), None)]
    assert kinds == ["retire", "redefine", "move", "rename"]
    assert state(team) == before


def test_a_code_tells_its_history(team: OpenStudy) -> None:
    flow.rename_code(as_(team, "Mehdi"), SITE, "En ligne")
    states = code_history(team.file, SITE)
    assert [(s.code.name, s.actor) for s in states] == [("Le site", "Inès"), ("En ligne", "Mehdi")]


# Codes crossed


def test_codes_are_crossed_with_groups_counting_only_people_who_were_read(team: OpenStudy) -> None:
    found = matrices.crossed(team, by="group")
    assert isinstance(found, CodeMatrix)
    assert (found.n_people, [part.name for part in found.parts]) == (1, ["personnes accompagnées"])
    everything = [row.source_id for row in segments.segment_rows(team.file)]
    blind.set_reading(team, sorted(set(everything)), ReadingState.READ)
    found = matrices.crossed(team, by="group")
    assert isinstance(found, CodeMatrix)
    assert [part.name for part in found.parts] == ["personnes accompagnées", "habitants", "professionnels"]
    assert [cell.n_people for cell in found.rows[0].cells] == [1, 0, 0]


def test_a_table_is_written_in_the_study_s_outputs(team: OpenStudy) -> None:
    path = matrices.write_matrix(team, by="wave")
    assert path.parent.name == "outputs"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("code;personnes;vague 1 (sur 1)")
    assert lines[1].startswith("L'attente;1;1;1.0")


def test_codes_are_crossed_with_codes(team: OpenStudy) -> None:
    flow.code_words(team, waiting_words(team)[0], SITE)
    found = matrices.crossed(team, by="code")
    assert isinstance(found, CodePairs)
    assert [(p.n_both, p.n_passages) for p in found.pairs] == [(1, 1)]


def test_nothing_is_crossed_where_nothing_is_coded(team: OpenStudy) -> None:
    flow.undo(team)
    with pytest.raises(NothingToDo):
        matrices.crossed(team, by="group")
