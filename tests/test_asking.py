"""Who was asked what: every turn of the interviewer has somebody it is put to, and a guide speaks where no turn does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from studies import lighten, opening, small_study

from models.finding import Position
from models.restitution import Answer, Hand, ReadingStep, Reply, ReplySheet
from pipeline.errors import UnreadableSource
from pipeline.flow import asking, findings, replying, steps
from pipeline.flow.study import OpenStudy
from pipeline.ground.guide import GuideQuestion, read_guide
from pipeline.store import people

pytestmark = pytest.mark.usefixtures("light")

ALONE = (
    "Enquêtrice : Parlez-moi du bus.\nEnquêtrice : Et de la cantine ?\nKarima : Le bus passe le mardi.\n"
    "Enquêtrice : Et le médecin ?\nKarima : Non.\nEnquêtrice : Merci, au revoir.\n"
)
TOGETHER = (
    "Animatrice : Qui vient à la crèche ?\n"
    "Odile : Moi, j'y viens tous les matins depuis la rentrée avec la petite dernière.\n"
    "Bachir : Pas moi, mes enfants sont grands et ils vont au collège maintenant.\n"
    "Odile : Le personnel est très gentil, on se connaît toutes depuis des années.\n"
    "Bachir : Chez nous la grand-mère gardait les petits quand on travaillait à l'usine.\n"
    "Animatrice : Et le parc ?\n"
    "Salima : Le parc est fermé le soir, on ne peut plus y aller après le travail.\n"
    "Salima : Il faudrait des bancs et une fontaine, comme dans le temps.\n"
)
NOTED = (
    "Farida : Je vais à la piscine le jeudi avec ma voisine, on y reste une heure.\n"
    "Léa : Moi je ne sais pas nager, alors je regarde depuis le bord du bassin.\n"
    "Farida : L'eau est froide mais le maître-nageur est patient avec les anciennes.\n"
    "Léa : On prend un café toutes les deux en sortant, c'est surtout pour ça que je viens.\n"
)
PEOPLE = (
    "participant_id,stakeholder_group,source,speaker,consent_uses\n"
    "K1,habitants,seule.txt,Karima,analyse\nO1,habitants,groupe.txt,Odile,analyse\nB1,élus,groupe.txt,Bachir,analyse\n"
    "S1,habitants,groupe.txt,Salima,analyse\nF1,habitants,libre.txt,Farida,analyse\nL1,habitants,libre.txt,Léa,analyse\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three conversations, run once; tests work on copies."""
    folder = small_study(tmp_path_factory.mktemp("asking") / "s")
    (folder / "sources" / "entretien.txt").unlink()
    for name, text in (("seule.txt", ALONE), ("groupe.txt", TOGETHER), ("libre.txt", NOTED)):
        (folder / "sources" / name).write_text(text, encoding="utf-8")
    (folder / "participants.csv").write_text(PEOPLE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        lighten(patch)
        with opening(folder) as study:
            steps.run(study)
    return folder


@pytest.fixture
def study(made: Path, tmp_path: Path, light: None) -> Iterator[OpenStudy]:
    with opening(shutil.copytree(made, tmp_path / "s")) as study:
        yield study


def asked(study: OpenStudy, person: str) -> set[str]:
    return {question for question, persons in asking.questions_put(study).items() if person in persons}


def test_two_turns_in_a_row_are_both_put_and_so_is_what_was_answered_by_no_alone(study: OpenStudy) -> None:
    assert asked(study, "K1") == {"Parlez-moi du bus.", "Et de la cantine ?", "Et le médecin ?"}


def test_in_a_group_everybody_is_asked_even_who_keeps_silent(study: OpenStudy) -> None:
    for person in ("O1", "B1", "S1"):
        assert asked(study, person) == {"Qui vient à la crèche ?", "Et le parc ?"}


def test_nobody_is_asked_where_no_question_is_written_and_there_is_no_guide(study: OpenStudy) -> None:
    assert asked(study, "F1") == set()


def test_a_guide_speaks_only_where_no_question_was_written(study: OpenStudy) -> None:
    guide = (
        "# Thème 1\n- La piscine, vous y allez ?\n## Élus\n1. Et le budget ?\n## Habitants :\n- Et le prix d'entrée ?\n"
    )
    (study.folder / asking.GUIDE).write_text(guide, encoding="utf-8")
    assert asked(study, "F1") == {"La piscine, vous y allez ?", "Et le prix d'entrée ?"}
    assert "Et le budget ?" not in asked(study, "B1")
    assert asked(study, "K1") == {"Parlez-moi du bus.", "Et de la cantine ?", "Et le médecin ?"}


def position(study: OpenStudy, finding_id: str, group: str) -> Position:
    sheet = findings.sheet(study, finding_id, counter_voices=0)
    return next(one.position for one in sheet.grounding.groups if one.group == group)


def test_a_guide_written_afterwards_moves_what_was_computed(study: OpenStudy) -> None:
    finding = findings.write_finding(study, "La piscine municipale coûte cher.").finding_id
    assert position(study, finding, "habitants") is Position.SILENT_NEVER_ASKED
    (study.folder / asking.GUIDE).write_text("- La piscine municipale coûte cher ?\n", encoding="utf-8")
    assert position(study, finding, "habitants") is Position.SILENT_ASKED


def test_a_guide_that_cannot_be_read_is_told_by_its_name(study: OpenStudy) -> None:
    (study.folder / asking.GUIDE).write_bytes(b"- o\xf9 ?")
    with pytest.raises(UnreadableSource, match=r"guide\.md"):
        asking.guide_of(study)


def test_whoever_replied_to_a_statement_was_asked_about_it_as_long_as_the_sheet_stands(study: OpenStudy) -> None:
    finding = findings.write_finding(study, "Les trottoirs sont trop étroits.").finding_id
    before = position(study, finding, "élus")
    reply = Reply(finding_id=finding, answer=Answer.NUANCE)
    sheet = ReplySheet(
        step=ReadingStep.ALONE,
        participant_id="B1",
        received_on=date(2026, 11, 20),
        hand=Hand.OWN,
        replies=(reply,),
    )
    replying.enter(study, [sheet])
    assert (before, position(study, finding, "élus")) == (Position.SILENT_NEVER_ASKED, Position.SILENT_ASKED)
    assert asking.replied_to(study) == {finding: frozenset({"B1"})}


def test_what_was_said_to_somebody_who_refuses_the_analysis_is_no_question_of_the_study(
    made: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(made, tmp_path / "s")
    declared = (folder / "participants.csv").read_text(encoding="utf-8")
    (folder / "participants.csv").write_text(
        declared.replace("K1,habitants,seule.txt,Karima,analyse", "K1,habitants,seule.txt,Karima,archivage"),
        encoding="utf-8",
    )
    with opening(folder) as study:
        steps.run(study)
        assert "Et de la cantine ?" not in asking.questions_put(study)


def test_a_survey_question_is_put_to_each_who_answers(sampled: OpenStudy) -> None:
    put = people.questions_put(sampled.file)
    assert {len(put[person]) for person in put if person.startswith("HAB")} <= {1, 2}
    assert any("ne pas demander une aide" in question for question in put["HAB-17"])


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("", ()),
        ("Bonjour, merci de me recevoir.", ()),
        ("Comment allez-vous ?", (GuideQuestion("Comment allez-vous ?", None),)),
        ("* Le logement\n+ Le logement", (GuideQuestion("Le logement", None),)),
        (
            "## ÉLUS\n2) Votre budget\n# Pour finir #\nEt sinon ?",
            (GuideQuestion("Votre budget", "élus"), GuideQuestion("Et sinon ?", None)),
        ),
    ],
)
def test_a_guide_is_read_line_by_line_under_its_headings(text: str, questions: tuple[GuideQuestion, ...]) -> None:
    assert read_guide(text, ("élus", "habitants")) == questions
