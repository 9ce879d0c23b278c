"""The screens of several coders: settle a disagreement, code blind, cross codes, split a code and take it back."""

from __future__ import annotations

from pathlib import Path

from app_fixtures import WAITING, empty_folder, filled_folder
from streamlit.testing.v1 import AppTest
from test_app_screens import opened, study_of, text_of

from app import wording_agreement
from models.agreement import ReadingState
from pipeline.flow import blind, comparing
from pipeline.flow import coding as flow
from pipeline.flow.study import OpenStudy
from pipeline.store import coding, segments

__all__ = ["empty_folder", "filled_folder"]


def source_of_waiting(study: OpenStudy) -> str:
    return next(s.source_id for s in segments.segment_rows(study.file) if "J'attends" in s.text)


def both_read(folder: Path) -> OpenStudy:
    """Opens the app once, which holds the study; then Inès and Mehdi say that they have read the interview."""
    opened("overview")
    study = study_of(folder)
    for name in ("Mehdi", "Inès"):
        study.actor = name
        blind.set_reading(study, [source_of_waiting(study)], ReadingState.READ)
    return study


def submit(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.proto.is_form_submitter and button.label == label).click()
    return at.run()


def test_a_disagreement_shows_both_readings_and_is_settled_from_the_screen(filled_folder: Path) -> None:
    study = both_read(filled_folder)
    at = opened("agreement", view="settle")
    shown = text_of(at)
    assert "Inès a posé le code" in shown
    assert "Mehdi ne l&#x27;a pas posé (source lue jusqu&#x27;au bout, sans ce code)" in shown
    (found,) = comparing.to_settle(study)
    at.radio(key=f"outcome {found.unit}").set_value("does_not_apply")
    at.text_area(key=f"why {found.unit}").set_value("Elle parle du téléphone.")
    submit(at, wording_agreement.CONCLUDE)
    assert not at.exception
    assert coding.codings(study.file) == ()
    at = opened("agreement", view="settled")
    assert "<b>Lecture minoritaire.</b> Inès a posé le code" in text_of(at)


def test_a_conclusion_without_a_reason_is_refused_in_french(filled_folder: Path) -> None:
    both_read(filled_folder)
    at = submit(opened("agreement", view="settle"), wording_agreement.CONCLUDE)
    assert [error.value for error in at.error] == [
        "Une conclusion sans motif ne se relit pas : écrivez pourquoi, puis recommencez."
    ]


def test_the_codebook_keeps_the_minority_reading_of_its_codes(filled_folder: Path) -> None:
    study = both_read(filled_folder)
    (found,) = comparing.to_settle(study)
    comparing.settle(study, found.unit, "does_not_apply", mode="agreement", reason="Non.")  # type: ignore[arg-type]
    assert wording_agreement.MINORITY in text_of(opened("codebook", code=WAITING))


def test_a_coder_goes_blind_and_the_coding_screen_says_so(filled_folder: Path) -> None:
    opened("overview")
    study = study_of(filled_folder)
    study.actor = "Mehdi"
    blind.set_reading(study, [source_of_waiting(study)], ReadingState.BLIND)
    at = opened("agreement", view="blind")
    assert "ouverte" in text_of(at), "Inès is not blind"
    at.multiselect(key="blind sources").set_value([source_of_waiting(study)])
    submit(at, wording_agreement.START_BLIND)
    assert not at.exception
    study.actor = "Inès"
    assert blind.blind_sources(study) == {source_of_waiting(study)}


def test_figures_are_shown_with_their_unit(filled_folder: Path) -> None:
    both_read(filled_folder)
    at = opened("agreement", view="figures")
    assert not at.exception
    assert "au moins deux personnes" in "".join(caption.value for caption in at.caption)


def test_codes_are_crossed_and_the_table_says_what_it_does_not_prove(filled_folder: Path) -> None:
    at = opened("matrices", by="group")
    assert "personnes accompagnées (1)" in text_of(at)
    assert "tirées au sort" in "".join(caption.value for caption in at.caption)
    at.button(key="write matrix").click().run()
    assert not at.exception
    assert (filled_folder / "outputs" / "croisement_groupes.csv").is_file()


def test_a_code_is_split_then_the_last_change_taken_back(filled_folder: Path) -> None:
    at = opened("codebook", code=WAITING)
    (one,) = coding.codings(study_of(filled_folder).file)
    at.text_input(key=f"split name {WAITING}").set_value("Sans réponse")
    at.multiselect(key=f"split passages {WAITING}").set_value([one.coding_id])
    submit(at, wording_agreement.SPLIT)
    study = study_of(filled_folder)
    assert [c.code_path for c in coding.codings(study.file)] == ["Sans réponse"]
    at.button(key="undo codebook").click().run()
    assert [c.code_path for c in coding.codings(study.file)] == ["L'attente"]


def test_a_code_s_history_is_told(filled_folder: Path) -> None:
    opened("overview")
    flow.rename_code(study_of(filled_folder), WAITING, "Attendre")
    assert "nom : L&#x27;attente → Attendre" in text_of(opened("codebook", code=WAITING))
