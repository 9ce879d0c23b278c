"""Short forms that French makes of first names; and mentions made ready for linking: one name, one mention, one kind."""

from __future__ import annotations

import pytest

from models.anonymisation import Mention, MentionAction, MentionKind
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.agree import agree
from pipeline.anonymise.shortened import Shortening, cuts_surname, shortening

PERSON, PLACE, ORGANISATION = MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Clo", "clotilde"), ("Ophé", "ophelie"), ("Théo", "theophile"), ("Marie-Thé", "marie-therese"),
        ("Mumu", "muriel"), ("Ghigui", "ghislaine"), ("Nono", "arnaud"), ("Fanfan", "stephane"), ("Lolo", "laurence"),
        ("Nand", "fernand"), ("Guette", "huguette"), ("Mimile", "emile"), ("Dadette", "bernadette"), ("Vévette", "yvette"),
        ("Gilou", "gilles"), ("Renatinho", "renato"), ("Jacotte", "jacqueline"), ("Camillette", "camille"),
        ("Jordinou", "jordi"), ("Sveta", "svetlana"), ("Frédo", "frederic"),
        ("Momo", "mohamed"), ("Nastia", "anastasia"), ("São", "conceicao"),
    ],
)  # fmt: skip
def test_a_first_name_is_cut_doubled_or_given_an_ending(form: str, name: str) -> None:
    assert shortening(form, name) >= Shortening.BY_ITS_END


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Julie", "julien"), ("Karima", "karim"), ("Nadia", "nadine"), ("Maria", "marie"), ("Anne", "annette"),
        ("Line", "celine"), ("Claude", "claudine"), ("Malik", "malika"), ("Zaza", "nadia"), ("Rita", "margarita"),
        ("Nathalie", "sandrine"), ("Yaya", "sofiane"), ("Léa", "leila"), ("Yann", "yannick"), ("A", "anne"),
    ],
)  # fmt: skip
def test_another_first_name_shortens_none(form: str, name: str) -> None:
    assert shortening(form, name) <= Shortening.POSSIBLE


def test_a_long_rare_beginning_cuts_a_surname() -> None:
    assert cuts_surname("Stacho", "stachowiak")
    assert not cuts_surname("Ferreira", "ferreira da silva")


def agreed(text: str, *found: tuple[str, MentionKind, tuple[str, ...]]) -> list[tuple[str, MentionKind]]:
    """Forms and kinds once made ready; each mention is the next place of its words in the text."""
    mentions, at = [], 0
    for form, kind, detectors in found:
        at = text.index(form, at)
        mentions.append(
            Mention(turn_no=1, start=at, end=at + len(form), form=form, kind=kind, score=0.8, detectors=detectors)
        )
        at += len(form)
    turn = Turn(turn_no=1, speaker="E1", role=SpeakerRole.PARTICIPANT, text=text)
    made = agree(Transcript(source_id="s", turns=(turn,)), mentions)
    assert all(text[m.start : m.end] == m.form for m in made)
    return [(m.form, m.kind) for m in made]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("c'est zalina magomadova", ["zalina", "magomadova"], ["zalina magomadova"]),
        ("voilà reinhardt-weiss", ["reinhardt", "weiss"], ["reinhardt-weiss"]),
        ("La fille, Faouzia A. traduit", ["Faouzia", "A."], ["Faouzia A."]),
        ("c'est sayed sayed il joue", ["sayed sayed"], ["sayed", "sayed"]),
        ("le père lucien lulu tombe", ["lucien lulu"], ["lucien", "lulu"]),
        ("voici marie claude", ["marie claude"], ["marie claude"]),
        ("on est tariq mei-lan et moi", ["tariq", "mei-lan"], ["tariq", "mei-lan"]),
        ("Zalina, Malika viennent", ["Zalina", "Malika"], ["Zalina", "Malika"]),
        ("avec karim madame dupont", ["karim", "madame dupont"], ["karim", "madame dupont"]),
    ],
)
def test_one_name_is_one_mention_and_two_are_two(text: str, found: list[str], expected: list[str]) -> None:
    assert agreed(text, *((form, PERSON, ()) for form in found)) == [(form, PERSON) for form in expected]


def test_what_bears_one_name_in_a_source_is_of_one_kind() -> None:
    heard = ("cue:establishment", "heard:person", "ner:person")
    person = agreed(
        "Maïwenn Le Guellec vend. Chez Le Guellec.",
        ("Maïwenn Le Guellec", PERSON, ()),
        ("Le Guellec", ORGANISATION, heard),
    )
    assert [kind for _, kind in person] == [PERSON, PERSON]
    place = agreed(
        "On va aux Poternes, les Poternes.", ("Poternes", ORGANISATION, ()), ("les Poternes", PLACE, ("cue:at",))
    )
    assert len({kind for _, kind in place}) == 1
    both = agreed("Claire est à Vannes, avec Vannes.", ("Claire", PERSON, ()), ("Vannes", PLACE, ("list:commune",)))
    assert [kind for _, kind in both] == [PERSON, PLACE]


def test_a_doubt_beside_a_certain_name_is_masked_with_it() -> None:
    text = "c'est zalina magomadova"
    mentions = [
        Mention(turn_no=1, start=6, end=12, form="zalina", kind=PERSON),
        Mention(turn_no=1, start=13, end=23, form="magomadova", kind=PERSON, action=MentionAction.FLAG, score=0.5),
    ]
    turn = Turn(turn_no=1, speaker="E1", role=SpeakerRole.PARTICIPANT, text=text)
    (one,) = agree(Transcript(source_id="s", turns=(turn,)), mentions)
    assert (one.start, one.end, one.action) == (6, 23, MentionAction.MASK)
