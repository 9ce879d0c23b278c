"""Who takes part: attributes from every origin come to one table, a disagreement is shown and never guessed, no name is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from studies import PASSPHRASE, opening, small_study
from typer.testing import CliRunner

from models.participant import Participant
from pipeline.cli.main import app
from pipeline.errors import SettingsRefused
from pipeline.flow import anonymising, describing, ingesting
from pipeline.ingest.attributes import identifies, is_person, naming_columns, traits_of
from pipeline.ingest.describing import settle
from pipeline.ingest.participants import read_participants
from pipeline.ingest.read import read_source
from pipeline.store import people, sources

DIALOGUE = "\nEnquêtrice : Et alors ?\nKarima : On attend depuis mars.\nEnquêtrice : Oui ?\nKarima : {}.\n"
HEAD_A = "Date : 3 mai 2025\nPrénom : Karima\nÂge : 43 ans\nQuartier : Les Zaporogues\nProfession : aide à domicile\n"
HEAD_B = "Date : 4 mai 2025\nPrénom : Karima\nÂge : 44 ans\nQuartier : les zaporogues\n"
DECLARED = "participant_id,stakeholder_group,source,speaker{}\nPA-01,habitants,a.txt;b.txt,Karima{}\n"


def person(**said: object) -> Participant:
    return Participant.model_validate({"participant_id": "PA-01", **said})


def test_what_all_origins_agree_on_holds_whatever_its_spelling() -> None:
    told = {
        "s1": person(attributes=(("Âge", "43 ans"),)),
        "s2": person(attributes=(("age", "43  ANS"),), territory="nord"),
    }
    settled = settle("PA-01", None, told)
    assert settled.person.attributes == (("Âge", "43 ans"),)
    assert settled.person.territory == "nord"
    assert settled.disagreements == ()


def test_what_two_sources_disagree_on_stays_unknown_and_is_told() -> None:
    told = {"s1": person(attributes=(("âge", "43 ans"),)), "s2": person(attributes=(("âge", "44 ans"),))}
    settled = settle("PA-01", None, told)
    assert settled.person.attributes == ()
    assert [(d.trait, d.said, d.kept) for d in settled.disagreements] == [
        ("âge", (("s1", "43 ans"), ("s2", "44 ans")), None)
    ]


def test_participants_csv_wins_and_the_disagreement_is_still_told() -> None:
    declared = person(attributes=(("âge", "43 ans"),), stakeholder_group="élus")
    settled = settle("PA-01", declared, {"s1": person(attributes=(("âge", "44 ans"), ("groupe", "habitants")))})
    assert settled.person == declared
    assert {d.trait: d.kept for d in settled.disagreements} == {"âge": "43 ans", "groupe": "élus"}


def test_a_field_of_a_heading_may_be_the_study_s_own() -> None:
    settled = settle("PA-01", None, {"s1": person(attributes=(("groupe", "habitants"), ("vague", "2")))})
    assert (settled.person.stakeholder_group, settled.person.wave, settled.person.attributes) == ("habitants", "2", ())


NAMES = ["Zoé Zaporogue", "Mme Durand", "DUPONT Jean", "Claire D.", "M. Zaporogue", "Jean-Marie Le Goff"]
NO_NAMES = [
    "cadre supérieur", "Aide à domicile", "Saint-Denis", "Saint Denis", "Val d'Oise", "Île-de-France", "Grand Est", "En couple",
    "Marié", "France", "Rose", "Femme", "30-44", "M. le maire", "Les Minguettes", "vague 1", "",
]  # fmt: skip


@pytest.mark.parametrize("value", NAMES)
def test_a_value_that_names_somebody_is_seen(value: str) -> None:
    assert is_person(value)


@pytest.mark.parametrize("value", NO_NAMES)
def test_a_trait_is_no_name(value: str) -> None:
    assert not is_person(value)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["06 39 98 12 34", "non"], True),
        (["écrire à k.b@exemple.fr", ""], True),
        (["12 bis rue des Lilas", "bourg"], True),
        (["Karim", "Fatou", "Marie", "Zoé"], True),
        (["Zoé Zaporogue", "ouvrier", "employé"], True),
        (["2025-04-08", "2025-04-09"], False),
        (["Rose", "bourg", "ville", "campagne"], False),
        (["75000", "59 000", "3"], False),
        (["Maroc", "France", "Algérie"], False),
    ],
)
def test_a_column_that_names_or_reaches_people_is_noticed(values: list[str], expected: bool) -> None:
    assert identifies(values) is expected


@pytest.mark.parametrize(
    "heading", ["nom", "Prénom", "E-mail", "Téléphone", "adresse postale", "Nom et prénom", "n° allocataire"]
)
def test_a_column_called_as_a_name_is_noticed_whatever_it_holds(heading: str) -> None:
    assert naming_columns({heading: ["a1", "a2"], "âge": ["30"]}) == (heading,)


def test_traits_of_a_heading_leave_names_out() -> None:
    found = traits_of({"prenom": "Karima", "age": "43 ans", "profession": "Karima Belkacem", "titre": "Entretien 3"})
    assert found.attributes == (("âge", "43 ans"),)
    assert found.left_out == ("prenom", "profession")


def test_the_heading_of_an_interview_describes_its_one_participant() -> None:
    read = read_source((HEAD_A + DIALOGUE.format("Voilà")).encode(), "a.txt")
    (described,) = read.participants
    assert dict(described.attributes) == {
        "âge": "43 ans",
        "quartier": "Les Zaporogues",
        "profession": "aide à domicile",
    }
    assert described.participant_id.startswith("p-")
    assert any("« prenom »" in warning for warning in read.warnings)
    assert "Karima" not in " ".join(read.warnings)


def test_a_heading_describes_nobody_where_several_speak() -> None:
    text = HEAD_A + DIALOGUE.format("Voilà") + "Paul : Moi non plus.\nPaul : Jamais.\n"
    read = read_source(text.encode(), "a.txt")
    assert read.participants == ()
    assert any("plusieurs parlent" in warning for warning in read.warnings)


def test_columns_of_names_of_participants_csv_are_left_out_with_a_sentence() -> None:
    found = read_participants("participant_id,âge,courriel\nPA-01,43,k@exemple.fr\n".encode())
    assert found.participants[0].attributes == (("âge", "43"),)
    assert "« courriel »" in found.warnings[0]
    assert "exemple.fr" not in found.warnings[0]


@pytest.mark.parametrize("identity", ["Zoé Zaporogue", "k@exemple.fr", "06 39 98 12 34"])
def test_an_id_that_names_somebody_is_refused_by_line(identity: str) -> None:
    with pytest.raises(SettingsRefused, match="ligne 2") as refusal:
        read_participants(f"participant_id\n{identity}\n".encode())
    assert identity not in str(refusal.value)


@pytest.fixture
def described(tmp_path: Path, light: None) -> Path:
    folder = small_study(tmp_path / "étude")
    (folder / "sources" / "entretien.txt").unlink()
    (folder / "sources" / "a.txt").write_text(HEAD_A + DIALOGUE.format("Voilà"), encoding="utf-8")
    (folder / "sources" / "b.txt").write_text(HEAD_B + DIALOGUE.format("Rien"), encoding="utf-8")
    (folder / "participants.csv").write_text(DECLARED.format("", ""), encoding="utf-8")
    return folder


def test_a_disagreement_is_told_then_settled_by_the_researcher(described: Path) -> None:
    with opening(described) as study:
        told = {file.name: file.warnings for file in ingesting.ingest(study).files}
        before = people.participants(study.file)["PA-01"]
        (described / "participants.csv").write_text(DECLARED.format(",âge", ",43 ans"), encoding="utf-8")
        ingesting.ingest(study)
        after = people.participants(study.file)["PA-01"]
        (known,) = describing.known_people(study)
    assert "1 personne(s) sont décrites différemment" in told["participants.csv"][0]
    assert before.stakeholder_group == "habitants"
    assert dict(before.attributes) == {"quartier": "quartier 1", "profession": "aide à domicile"}
    assert dict(after.attributes) == dict(before.attributes) | {"âge": "43 ans"}
    assert [(d.trait, d.kept) for d in known.disagreements] == [("âge", "43 ans")]
    assert [origin.name for origin in known.origins] == ["participants.csv", "a.txt", "b.txt"]


def test_a_place_of_a_heading_is_a_number_in_the_study_and_a_name_in_the_vault(described: Path) -> None:
    with opening(described) as study:
        ingesting.ingest(study)
        anonymising.anonymise(study)
        places = describing.places_of_people(study)
    content = (described / "study.duckdb").read_bytes().lower()
    assert places == {"quartier": ["Les Zaporogues"]}
    assert b"zaporogue" not in content


def test_naming_a_voice_later_carries_its_description_along(described: Path) -> None:
    (described / "participants.csv").unlink()
    with opening(described) as study:
        ingesting.ingest(study)
        anonymising.anonymise(study)
        nameless = people.participants(study.file)
        (described / "participants.csv").write_text(DECLARED.format("", ""), encoding="utf-8")
        ingesting.ingest(study)
        named = people.participants(study.file)["PA-01"]
        again = ingesting.ingest(study)
    assert all(identity.startswith("p-") for identity in nameless)
    assert dict(named.attributes) == {"quartier": "quartier 1", "profession": "aide à domicile"}
    assert again.read == 0


def test_a_second_ingest_writes_nothing_about_people(described: Path) -> None:
    with opening(described) as study:
        ingesting.ingest(study)
        before = study.file.rows("select count(*) from participants")
        ingesting.ingest(study)
        assert study.file.rows("select count(*) from participants") == before


def test_the_verb_tells_who_says_what(described: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYPHONIE_PASSPHRASE", PASSPHRASE)
    with opening(described) as study:
        ingesting.ingest(study)
    shown = CliRunner().invoke(app, ["participants", str(described)])
    answered = json.loads(CliRunner().invoke(app, ["participants", str(described), "--json"]).output)
    assert shown.exit_code == 0
    assert "! âge : 43 ans (a.txt) ; 44 ans (b.txt) — inconnu tant que participants.csv ne le dit pas" in shown.output
    assert answered["undecided"] == 1
    (one,) = answered["participants"]
    assert one["attributes"] == {"quartier": "quartier 1", "profession": "aide à domicile"}
    assert one["disagreements"][0]["kept"] is None


def test_an_empty_study_says_what_to_do(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "étude")
    (folder / "sources" / "entretien.txt").unlink()
    shown = CliRunner().invoke(app, ["participants", str(folder)])
    assert "Personne encore : déposez des fichiers dans sources/" in shown.output


def test_a_survey_mapped_otherwise_gains_its_attributes_and_stays_in_the_study(tmp_path: Path, light: None) -> None:
    folder = small_study(tmp_path / "étude")
    (folder / "sources" / "q.csv").write_text("id,âge,avis\nr1,30,Le bus est rare.\n", encoding="utf-8")
    settings = (folder / "study.toml").read_text(encoding="utf-8")
    block = '\n[[survey]]\nfile = "q.csv"\nparticipant = "id"\nanswers = ["avis"]\n'
    (folder / "study.toml").write_text(settings + block, encoding="utf-8")
    with opening(folder) as study:
        ingesting.ingest(study)
        anonymising.anonymise(study)
    (folder / "study.toml").write_text(settings + block + 'attributes = ["âge"]\n', encoding="utf-8")
    with opening(folder) as study:
        assert ingesting.ingest(study).read == 1
        states = {row.source_name: row.state.value for row in sources.all_sources(study.file)}
        assert people.participants(study.file)["r1"].attributes == (("âge", "30"),)
    assert states == {"entretien.txt": "released", "q.csv": "released"}
