"""What stands beside the words goes through the gate without a name, follows the text, and is never coded."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import read_source_of, release
from studies import opening, small_study

from models.anonymisation import MentionKind, Replacement
from models.provenance import Step
from models.transcript import EventKind, SpeakerRole, Transcript, Turn, TurnEvent
from pipeline.anonymise.beside import beside
from pipeline.flow import steps
from pipeline.french.oral import event_kind, is_stage_direction
from pipeline.store import people, sources
from pipeline.store.connection import StudyFile


def turn(text: str, *events: tuple[EventKind, int, str]) -> Turn:
    made = tuple(TurnEvent(kind=kind, at=at, text=words) for kind, at, words in events)
    return Turn(turn_no=1, speaker="Zoé", role=SpeakerRole.PARTICIPANT, text=text, events=made)


def replaced(start: int, end: int, new_start: int, new: str) -> Replacement:
    return Replacement(
        turn_no=1, start=start, end=end, new_start=new_start, new_end=new_start + len(new), key="k", kind=MentionKind.PERSON,
        replacement=new,
    )  # fmt: skip


def test_an_event_keeps_its_place_between_the_same_words() -> None:
    """« Marie vient » becomes « Anne-Sophie vient »: what stood before, inside and after the name follows."""
    source = turn("Marie vient", *((EventKind.PAUSE, at, "") for at in (0, 2, 5, 11)))
    assert [event.at for event in beside(source, [replaced(0, 5, 0, "Anne-Sophie")])] == [0, 11, 11, 17]


@pytest.mark.parametrize(("words", "kept"), [
    ("rires", True), ("bruit de porte", True), ("elle tousse", True), ("Mme Petit sort", False), ("Jean rit", False), ("", False),
    ("elle montre le 06", True), ("06 12 34 56 78", False), ("12 rue des Lilas", False),
])  # fmt: skip
def test_a_remark_is_released_only_when_every_word_is_a_usual_one(words: str, kept: bool) -> None:
    assert is_stage_direction(words) is kept
    (event,) = beside(turn("oui", (EventKind.COMMENT, 1, words)), [])
    assert event.text == (words if kept else "")
    assert event.kind is EventKind.COMMENT


@pytest.mark.parametrize(("words", "kind"), [
    ("rire", EventKind.LAUGHTER), ("Elle rit.", EventKind.LAUGHTER), ("laughs", EventKind.LAUGHTER), ("inaudible", EventKind.INAUDIBLE),
    ("silence", EventKind.PAUSE), ("bruit de porte", EventKind.NOISE), ("toux", EventKind.NOISE), ("chevauchement", EventKind.OVERLAP),
    ("elle montre la photo", EventKind.COMMENT), ("prière", EventKind.COMMENT),
])  # fmt: skip
def test_the_kind_of_an_event_is_read_from_its_words(words: str, kind: EventKind) -> None:
    assert event_kind(words) is kind


def test_events_do_not_change_a_transcripts_identity() -> None:
    """Codings made before events were read stay where they are."""
    with_events = turn("oui", (EventKind.PAUSE, 0, ""))
    bare, full = (Transcript(source_id="s", turns=(one,)) for one in (turn("oui"), with_events))
    assert bare.transcript_id == full.transcript_id


def test_events_come_back_from_the_study_file_as_they_went_in(study: StudyFile) -> None:
    one = read_source_of(("Zoé", SpeakerRole.PARTICIPANT, "oui d'accord"), name="autre.trs")
    events = (
        TurnEvent(kind=EventKind.LAUGHTER, at=0, text="rires"),
        TurnEvent(kind=EventKind.PAUSE, at=3),
    )
    heard = one.transcript.turns[0].model_copy(update={"events": events})
    transcript = release(
        study, one.model_copy(update={"transcript": one.transcript.model_copy(update={"turns": (heard,)})})
    )
    (back,) = sources.current_transcripts(study, [one.source.source_id])
    assert back.turns[0].events == events
    assert sources.turns_of(study, transcript.transcript_id)[0].events == events
    rows = study.rows("select at_char, kind, text from v_events order by at_char, kind")
    assert rows == [(0, "laughter", "rires"), (3, "pause", "")]


def test_a_turn_without_events_has_none_in_the_study_file(study: StudyFile) -> None:
    assert study.rows("select count(*) from v_events") == [(0,)]
    assert {turn.events for one in sources.current_transcripts(study) for turn in one.turns} == {()}


CHAT = (
    "@UTF8\n@Begin\n@Participants:\tZOE Zoé Participant, ENQ Investigator\n@ID:\tfra|c|ZOE|45;|female|||Participant|||\n"
    "*ENQ:\toù vivez vous ? \x150_1500\x15\n*ZOE:\tà côté , depuis dix ans &=rires . \x151500_4000\x15\n"
    "%sit:\tKarima Belkacem entre\n%mor:\tx|y\n@End\n"
)


@pytest.mark.usefixtures("light")
def test_a_transcript_of_another_tool_goes_from_its_file_to_the_study_without_the_transcribers_remarks(
    tmp_path: Path,
) -> None:
    folder = small_study(tmp_path / "étude")
    (folder / "sources" / "conversation.cha").write_text(CHAT, encoding="utf-8")
    with opening(folder) as study:
        steps.run(study, until=Step.SEGMENT)
        rows = study.file.rows(
            "select t.speaker_role, t.text, t.start_s, t.participant_id from v_turns t join v_sources s using (source_id) "
            "where s.format = 'cha' order by t.turn_no"
        )
        assert [row[:3] for row in rows] == [
            ("interviewer", "où vivez vous ?", 0.0),
            ("participant", "à côté, depuis dix ans.", 1.5),
        ]
        assert study.file.rows("select kind, text from v_events order by at_char, kind") == [
            ("laughter", "rires"),
            ("comment", ""),
        ]
        known = people.participants(study.file)[rows[1][3]]
        assert dict(known.attributes) == {"âge": "45", "sexe": "femme"}
        assert not any("Belkacem" in text for (text,) in study.file.rows("select events from all_turns"))
