"""The IRaMuTeQ corpus: participants' words only, one text per person and source, variables that the software reads."""

from __future__ import annotations

import re

import pytest

from models.participant import Participant
from models.transcript import SpeakerRole, Transcript, TranscriptState, Turn
from pipeline.errors import NotAnonymised, NothingToDo
from pipeline.exchange.iramuteq import write_iramuteq

PEOPLE = {
    "P 1": Participant(participant_id="P 1", stakeholder_group="personnes accompagnées", territory="Nord-Est"),
    "P2": Participant(participant_id="P2", stakeholder_group="élus", wave="2"),
}


def transcript(*turns: tuple[str, str | None, str], state: TranscriptState = TranscriptState.ANONYMISED) -> Transcript:
    roles = {"p": SpeakerRole.PARTICIPANT, "i": SpeakerRole.INTERVIEWER, "o": SpeakerRole.OBSERVER}
    return Transcript(
        source_id="x",
        state=state,
        turns=tuple(
            Turn(turn_no=n, speaker=role, role=roles[role], participant_id=person, text=text)
            for n, (role, person, text) in enumerate(turns, start=1)
        ),
    )


def written(*turns: tuple[str, str | None, str], name: str = "e1.docx") -> str:
    return write_iramuteq([(name, transcript(*turns))], PEOPLE).decode()


def test_each_person_has_one_text_under_starred_variables() -> None:
    text = written(("i", None, "Et alors ?"), ("p", "P 1", "J'attends."), ("p", "P2", "Moi non."), ("p", "P 1", "Oui."))
    assert text == (
        "**** *source_e1docx *participant_P1 *groupe_personnesaccompagnees *territoire_NordEst *vague_inconnu\n"
        "J'attends.\nOui.\n\n"
        "**** *source_e1docx *participant_P2 *groupe_elus *territoire_inconnu *vague_2\n"
        "Moi non.\n"
    )


def test_only_named_participants_are_heard() -> None:
    text = written(("i", None, "question"), ("o", "P2", "note"), ("p", None, "anonyme"), ("p", "P2", "parole"))
    assert [word for word in ("question", "note", "anonyme", "parole") if word in text] == ["parole"]


def test_words_never_open_a_variable_of_their_own() -> None:
    lines = written(("p", "P2", "*** ici *groupe_faux $ 3\n**** *x_y")).splitlines()
    assert [line for line in lines if "*" in line] == [lines[0]]
    assert all(re.fullmatch(r"\*\*\*\*( \*[a-z]+_[A-Za-z0-9]+)+", line) for line in lines[:1])


def test_two_people_never_become_one() -> None:
    text = written(("p", "P-1", "a"), ("p", "P1", "b"), ("p", "P 1", "c"))
    assert sorted(re.findall(r"\*participant_(\w+)", text)) == ["P1", "P1x2", "P1x3"]


def test_words_that_are_not_anonymised_never_leave() -> None:
    with pytest.raises(NotAnonymised):
        write_iramuteq([("e1", transcript(("p", "P2", "x"), state=TranscriptState.ORIGINAL))], PEOPLE)


def test_no_words_no_corpus() -> None:
    with pytest.raises(NothingToDo):
        written(("i", None, "Il y a quelqu'un ?"))
