"""study.toml and participants.csv: everything has a default; what cannot be followed is said in one sentence."""

from __future__ import annotations

from datetime import date

import pytest

from models.participant import DEFAULT_GROUPS
from pipeline.errors import SettingsRefused
from pipeline.flow.template import settings_text
from pipeline.ingest.participants import read_participants
from pipeline.settings import Settings, parse_settings


def test_an_empty_study_toml_is_all_defaults() -> None:
    assert parse_settings("") == Settings()
    assert parse_settings("").anonymisation.release == "reviewed"


def test_what_new_writes_is_the_defaults_in_plain_words() -> None:
    read = parse_settings(settings_text("Étude « pilote »"))
    assert read == Settings().model_copy(update={"study": read.study})
    assert (read.study.title, read.study.groups) == ("Étude « pilote »", DEFAULT_GROUPS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[anonymisation]\nrelese = "reviewed"',
            "« anonymisation.relese » est inconnue ; vouliez-vous dire « release »",
        ),
        ('[encodeur]\nname = "x"', "« encodeur » est inconnue ; vouliez-vous dire « encoder »"),
        ('[anonymisation]\nrelease = "jamais"', "valeurs possibles : 'reviewed' ou 'automatic'"),
        ("[themes]\nnumber = 1", "au moins 2"),
        ('[[survey]]\nfile = "a.csv"\nparticipant = "id"', "« survey.0.answers » : cette clé manque"),
        ('[[survey]]\nfile = "a.csv"\nparticipant = "id"\nanswer = ["q"]', "vouliez-vous dire « answers »"),
        ("[study", "n'est pas du TOML valide"),
    ],
)
def test_a_setting_that_cannot_be_followed_is_named(text: str, said: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        parse_settings(text)
    assert said in str(refused.value)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_participants_are_read_with_any_usual_separator(separator: str) -> None:
    head = separator.join(("participant_id", "stakeholder_group", "source", "speaker", "consent_date", "âge"))
    row = separator.join(("P1", "élus", "e1.docx", "Maire", "2026-01-05", "50-60"))
    (person,), (voice,), _ = read_participants(f"\ufeff{head}\r\n{row}\r\n".encode())
    assert (person.participant_id, person.stakeholder_group, person.consent_date) == ("P1", "élus", date(2026, 1, 5))
    assert person.attributes == (("âge", "50-60"),)
    assert (voice.source_name, voice.speaker) == ("e1.docx", "Maire")


def test_a_person_of_two_sources_has_two_voices() -> None:
    text = "participant_id,source\nP1,a.docx\nP1,b.docx\n"
    people, voices = read_participants(text.encode())[:2]
    assert len(people) == 1
    assert [voice.source_name for voice in voices] == ["a.docx", "b.docx"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,source\nP1,a\n", "participant_id"),
        ("participant_id,source\n,a\n", "ligne 2"),
        ("participant_id,consent_date\nP1,5 janvier\n", "AAAA-MM-JJ"),
        ("participant_id,stakeholder_group\nP1,élus\nP1,habitants\n", "ligne 3"),
    ],
)
def test_a_line_that_cannot_be_followed_is_named(text: str, said: str) -> None:
    with pytest.raises(SettingsRefused, match=said):
        read_participants(text.encode())


def test_participants_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(SettingsRefused, match="UTF-8"):
        read_participants("participant_id,source\nP1,é\n".encode("latin-1"))
