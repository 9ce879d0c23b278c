"""Who each voice is: what the researcher declared, else an id of its own."""

from __future__ import annotations

import pytest

from models.participant import Voice
from models.transcript import SpeakerRole
from pipeline.ingest.read import read_source
from pipeline.ingest.voices import assign_voices, automatic_id

INTERVIEW = "Enquêtrice : Oui ?\nSami : Non.\nEnquêtrice : Ah ?\nSami : Non."
GROUP = "Animateur : Oui ?\nSami : a\nLéa : b\nAnimateur : Et ?\nSami : c\nLéa : d"


def people(text: str, voices: list[Voice], name: str = "Entretien Été.txt") -> dict[str, str | None]:
    read = read_source(text.encode(), name)
    return {turn.speaker: turn.participant_id for turn in assign_voices(read.transcript, read.source, voices).turns}


def voice(person: str, source: str = "Entretien Été.txt", speaker: str | None = None) -> Voice:
    return Voice(participant_id=person, source_name=source, speaker=speaker)


@pytest.mark.parametrize("source", ["Entretien Été.txt", "entretien été", "ENTRETIEN E\u0301TE\u0301.TXT"])
@pytest.mark.parametrize("speaker", ["Sami", "SAMI", None])
def test_a_declared_voice_is_found_whatever_the_case_and_extension(source: str, speaker: str | None) -> None:
    assert people(INTERVIEW, [voice("h1", source, speaker)]) == {"Enquêtrice": None, "Sami": "h1"}


def test_another_sources_voice_changes_nothing() -> None:
    assert people(INTERVIEW, [voice("h1", "autre.txt")])["Sami"] not in (None, "h1")


def test_an_undeclared_participant_gets_the_same_id_each_time() -> None:
    read = read_source(INTERVIEW.encode(), "x.txt")
    first = people(INTERVIEW, [], "x.txt")["Sami"]
    assert first == people(INTERVIEW, [], "y.txt")["Sami"] == automatic_id(read.source.source_id, "sami")


def test_one_voice_without_speaker_names_nobody_among_several() -> None:
    found = people(GROUP, [voice("h1")])
    assert "h1" not in found.values()
    assert len(set(found.values())) == 3


def test_one_voice_without_speaker_is_the_last_one_left() -> None:
    assert people(GROUP, [voice("h1"), voice("h2", speaker="Léa")]) == {"Animateur": None, "Sami": "h1", "Léa": "h2"}


def test_a_persons_word_wins_over_the_guessed_role() -> None:
    read = read_source(INTERVIEW.encode(), "x.txt")
    turns = assign_voices(read.transcript, read.source, [voice("h9", "x.txt", "Enquêtrice")]).turns
    assert (turns[0].role, turns[0].participant_id) == (SpeakerRole.PARTICIPANT, "h9")


def test_an_observer_is_nobody_until_declared() -> None:
    assert people("On attend.", [], "carnet.txt") == {"observation": None}


def test_the_words_do_not_change() -> None:
    read = read_source(GROUP.encode(), "x.txt")
    after = assign_voices(read.transcript, read.source, [])
    assert [turn.text for turn in after.turns] == [turn.text for turn in read.transcript.turns]
    assert after.transcript_id == read.transcript.transcript_id
