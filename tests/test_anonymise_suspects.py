"""What no detector masked and may be a name is put to the reviewer: widely, and never masked by itself."""

from __future__ import annotations

import pytest

from models.anonymisation import MentionAction, MentionKind
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.detect import detect
from pipeline.anonymise.risk import quasi_identifiers
from pipeline.anonymise.suspects import find_suspects


def suspected(text: str) -> list[str]:
    """The words put to the reviewer in one turn, beyond what rules and lists mask."""
    turn = Turn(turn_no=1, speaker="E1", role=SpeakerRole.PARTICIPANT, text=text)
    transcript = Transcript(source_id="s", turns=(turn,))
    found = (*detect(transcript, None), *quasi_identifiers(transcript))
    return [m.form for m in find_suspects(transcript, found)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("on est allés à l'association seconde marche je fais tout", "seconde marche"),
        ("on a mangé une groule hier et rien d'autre", "groule"),
        ("on a reçu la lettre avec écrit dossier ae 22/0713 dessus", "ae 22/0713"),
        ("On verra si Coup de Pouce peut payer. Rien n'est sûr, dit-elle.", "Pouce"),
        ("La Bricarde, c'est loin de tout. On y va peu, le soir.", "La Bricarde"),
        ("le douze ils m'ont sorti du logement avec les enfants", "le douze"),
        ("s k on va dire juste ça elle ne veut pas qu'on le sache", "s k"),
        ("c'était au salon l'hair du temps j'ai arrêté", "l'hair du temps"),
    ],
)
def test_what_may_name_somebody_is_shown(text: str, shown: str) -> None:
    assert any(shown in form for form in suspected(text))


@pytest.mark.parametrize(
    "text",
    [
        "je ne sais pas trop quoi vous dire on attend et puis voilà",
        "Le logement, c'est 450 euros par mois, et le chauffage 1200 euros par an.",
        "On a eu rendez-vous à la CAF à 11h30, en 2002, avec la PMI.",
        "l'association m'a aidée et le club aussi parce que sans eux je ne serais pas là",
    ],
)
def test_plain_speech_is_left_alone(text: str) -> None:
    assert suspected(text) == []


def test_the_word_of_a_name_comes_back_as_a_suspicion_where_it_looks_ordinary() -> None:
    turns = (
        Turn(
            turn_no=1,
            speaker="E1",
            role=SpeakerRole.PARTICIPANT,
            text="Mme Reine Kaboré est venue. Elle s'appelle Reine.",
        ),
        Turn(
            turn_no=2, speaker="E1", role=SpeakerRole.PARTICIPANT, text="C'était la reine, oui, la reine du quartier."
        ),
    )
    transcript = Transcript(source_id="s", turns=turns)
    found = detect(transcript, None)
    assert "reine" in [m.form for m in find_suspects(transcript, found) if m.turn_no == 2]


def test_a_suspicion_is_never_masked_and_never_repeats_what_is_seen() -> None:
    turn = Turn(
        turn_no=1,
        speaker="E1",
        role=SpeakerRole.PARTICIPANT,
        text="Hier, si Coup de Pouce peut payer, Mme Krieg viendra.",
    )
    transcript = Transcript(source_id="s", turns=(turn,))
    found = detect(transcript, None)
    suspects = find_suspects(transcript, found)
    assert {m.kind for m in suspects} == {MentionKind.QUASI}
    assert {m.action for m in suspects} == {MentionAction.FLAG}
    assert not any(m.start >= f.start and m.end <= f.end for m in suspects for f in found)
    assert all(turn.text[m.start : m.end] == m.form for m in suspects)
