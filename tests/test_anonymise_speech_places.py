"""Places and organisations heard are masked when the networks are sure, doubted when half sure, and what must stay stays."""

from __future__ import annotations

import numpy as np
import pytest

from models.anonymisation import MentionAction, MentionKind
from pipeline.anonymise.speech_places import find_heard_places
from pipeline.anonymise.speech_reader import ORGANISATION, OTHER, PLACE
from pipeline.anonymise.staying import staying
from pipeline.anonymise.words import Casing, read_line


def heard(
    text: str, of: dict[str, float], casing: Casing = Casing.LOST, kind: int = ORGANISATION
) -> list[tuple[str, str]]:
    """What is made of a turn when the networks give its words these probabilities, 0 to the others."""
    line = read_line(text, casing)
    answer = np.zeros((len(line.words), 5), np.float32)
    for at, word in enumerate(line.words):
        answer[at, kind] = of.get(word.text, 0.0)
        answer[at, OTHER] = 1.0 - answer[at, kind]
    (found,) = find_heard_places([line], [staying(line)], [answer])
    return [(text[one.start : one.end], one.action.value) for one in found]


MASK, FLAG = MentionAction.MASK.value, MentionAction.FLAG.value


@pytest.mark.parametrize(
    ("text", "of", "expected"),
    [
        ("je fais ma lessive à brovignac le mardi", {"brovignac": 0.7}, [("brovignac", MASK)]),
        ("je fais ma lessive à brovignac le mardi", {"brovignac": 0.37}, [("brovignac", FLAG)]),
        ("je fais ma lessive à brovignac le mardi", {"brovignac": 0.1}, []),
        ("depuis que les petits pas ont fermé", {"les": 0.7, "petits": 0.8, "pas": 0.8}, [("les petits pas", MASK)]),
        ("depuis que les petits pas ont fermé", {"les": 0.3, "petits": 0.8, "pas": 0.8}, [("petits pas", MASK)]),
        ("je travaille à tremplin le matin", {"tremplin": 0.7}, [("tremplin", FLAG)]),
        ("je travaille à tremplin le matin", {"tremplin": 0.95}, [("tremplin", MASK)]),
    ],
)
def test_the_surer_the_name_and_the_rarer_its_words_the_sooner_it_is_masked(
    text: str, of: dict[str, float], expected: list[tuple[str, str]]
) -> None:
    assert heard(text, of) == expected


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("je suis allé à la caf ce matin", {"caf": 0.99}),
        ("les restos du coeur nous ont aidés", {"restos": 0.9, "du": 0.9, "coeur": 0.9}),
        ("c'est l'association qui paye", {"association": 0.99}),
        ("on habite le quartier depuis toujours", {"quartier": 0.99}),
        ("c'est pour eux que je reste", {"eux": 0.99}),
        ("madame est passée", {"madame": 0.99}),
    ],
)
def test_what_is_national_and_words_for_any_place_are_left(text: str, of: dict[str, float]) -> None:
    assert heard(text, of) == []


@pytest.mark.parametrize(
    ("text", "of", "expected"),
    [
        ("Je travaille à Tremplin le matin.", {"Tremplin": 0.7}, [("Tremplin", MASK)]),
        ("Je travaille à tremplin le matin.", {"tremplin": 0.99}, [("tremplin", FLAG)]),
    ],
)
def test_where_capitals_are_written_a_name_without_one_is_a_doubt(
    text: str, of: dict[str, float], expected: list[tuple[str, str]]
) -> None:
    assert heard(text, of, Casing.KEPT) == expected


def test_a_name_ends_with_its_departments_number_and_not_with_a_small_word() -> None:
    assert heard("aller à brovia 81 demain", {"brovia": 0.9}) == [("brovia 81", MASK)]
    assert heard("le foyer brovia de nuit", {"brovia": 0.9, "de": 0.5}) == [("brovia", MASK)]


def test_the_likelier_of_the_two_names_the_find() -> None:
    line = read_line("à brovignac", Casing.LOST)
    for place, organisation, kind in ((0.5, 0.4, MentionKind.PLACE), (0.4, 0.5, MentionKind.ORGANISATION)):
        answer = np.zeros((2, 5), np.float32)
        answer[:, OTHER] = 1.0, 0.1
        answer[1, PLACE], answer[1, ORGANISATION] = place, organisation
        ((found,),) = find_heard_places([line], [frozenset()], [answer])
        assert (found.kind, found.action) == (kind, MentionAction.MASK)


def test_an_empty_turn_names_nothing() -> None:
    line = read_line("...", Casing.LOST)
    assert find_heard_places([line], [frozenset()], [np.zeros((0, 5), np.float32)]) == [[]]
