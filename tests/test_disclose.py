"""Levels of disclosure: what was flagged is generalised, names become marks, nobody is told apart by fewer than k people."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.anonymisation import AnonymisedTranscript, Entity, Mention, MentionAction, MentionKind, Replacement
from models.disclosure import Level, Mark, MarkState
from models.finding import GroupPosition, Position
from models.participant import Participant
from models.transcript import SpeakerRole, Transcript, TranscriptState, Turn
from pipeline.disclose.disclose import disclose, echoes, marks_of, surfaces, within
from pipeline.disclose.people import banded, merged, merged_positions, shown_people
from pipeline.french.disclosure import OTHERS, singular
from pipeline.french.quasi import SUSPECT

TEAM, FUNDER, PUBLIC = Level.TEAM, Level.FUNDER, Level.PUBLIC
PERSON, PLACE, AGE, DATE, QUASI = (
    MentionKind.PERSON, MentionKind.PLACE, MentionKind.AGE, MentionKind.DATE, MentionKind.QUASI,
)  # fmt: skip
_MARK = re.compile(r"\{(\w+)(-\w+)?:([^|}]*)(?:\|([^}]*))?\}")


def marked(text: str) -> tuple[str, tuple[Mark, ...]]:
    """`{PERSON-1:Samia}` is a pseudonym; `{quasi:sage-femme|soignante}` was left, with a proposal; lower case is left."""
    plain, marks, done = "", [], 0
    for found in _MARK.finditer(text):
        plain += text[done : found.start()]
        kind, key, words, proposal = found.groups()
        left = kind.islower()
        mark = Mark(
            start=len(plain), end=len(plain) + len(words), kind=MentionKind(kind.upper()),
            state=MarkState.LEFT if left else MarkState.MASKED,
            key=f"{kind}{key}" if key else None, generalisation=proposal if left else None,
            sort=proposal if not left else None,
        )  # fmt: skip
        marks.append(mark)
        plain += words
        done = found.end()
    return plain + text[done:], tuple(marks)


@pytest.mark.parametrize(
    ("text", "funder", "public"),
    [
        ("Je vois {PERSON-1:Samia} le mardi.", "Je vois Samia le mardi.", "Je vois [prénom] le mardi."),
        ("{PERSON-1:Mme Roussel} m'a reçue.", "Mme Roussel m'a reçue.", "Mme [nom] m'a reçue."),
        ("C'est {PERSON-1:Samia Roussel}.", "C'est Samia Roussel.", "C'est [prénom nom]."),
        (
            "{PERSON-1:Samia} l'a dit à {PERSON-2:Karim}, et {PERSON-1:Samia} a ri.",
            "Samia l'a dit à Karim, et Samia a ri.",
            "[prénom A] l'a dit à [prénom B], et [prénom A] a ri.",
        ),
        ("On va à {PLACE-1:[Commune 3]}.", "On va à [Commune 3].", "On va à [commune]."),
        ("On va à {PLACE-1:Saint-Aubin|commune}.", "On va à Saint-Aubin.", "On va à [commune]."),
        ("C'est {quasi:la sage-femme|une soignante} qui le dit.", *["C'est [une soignante] qui le dit."] * 2),
        ("J'ai eu {quasi:un procès}.", *["J'ai eu […]."] * 2),
        ("J'ai {age:43 ans|une quarantaine d'années}.", *["J'ai [une quarantaine d'années]."] * 2),
        ("J'ai {age:43 ans}.", *["J'ai [40 à 49 ans]."] * 2),
        ("J'ai {AGE:[40 à 49 ans]}.", *["J'ai [40 à 49 ans]."] * 2),
        ("Né le {DATE:[12 mars 1987]}.", "Né le [date 1987].", "Né le [années 1980]."),
        ("Vous avez 43 ans, je crois ?", *["Vous avez [40 à 49 ans], je crois ?"] * 2),
        ("Et {person:Rose}, elle ?", *["Et [prénom], elle ?"] * 2),
        ("Mon numéro, c'est {PHONE:[téléphone]}.", *["Mon numéro, c'est [téléphone]."] * 2),
    ],
)
def test_words_are_those_of_the_level(text: str, funder: str, public: str) -> None:
    plain, marks = marked(text)
    assert disclose(plain, marks, TEAM).text == plain
    assert not disclose(plain, marks, TEAM).generalised
    assert disclose(plain, marks, FUNDER).text == funder
    assert disclose(plain, marks, PUBLIC).text == public
    assert disclose(plain, marks, PUBLIC).generalised == (public != plain)


def test_the_longer_of_two_stretches_stands_for_both() -> None:
    text = "C'est la seule sage-femme du canton, oui."
    marks = (
        Mark(start=6, end=35, state=MarkState.LEFT, kind=QUASI, generalisation="une soignante"),
        Mark(start=15, end=25, state=MarkState.LEFT, kind=QUASI),
    )
    assert disclose(text, marks, FUNDER).text == "C'est [une soignante], oui."


@given(
    st.text(alphabet="abc é’", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 12), st.booleans()), max_size=6),
)
def test_the_map_leads_back_and_nothing_else_changes(text: str, spans: list[tuple[int, int, bool]]) -> None:
    """What stands outside the changes is the study's own words, in order; every mark that is left is hidden."""
    marks = tuple(
        Mark(start=s, end=min(s + n, len(text)), state=MarkState.LEFT if left else MarkState.MASKED, kind=QUASI)
        for s, n, left in spans
        if s < len(text)
    )
    shown = disclose(text, marks, FUNDER)
    old = new = 0
    for change in shown.changes:
        assert text[old : change.start] == shown.text[new : change.new_start]
        old, new = change.end, change.new_end
    assert text[old:] == shown.text[new:]
    hidden = {n for change in shown.changes for n in range(change.start, change.end)}
    assert all(set(range(m.start, m.end)) <= hidden for m in marks if m.state is MarkState.LEFT)


def test_a_verbatim_takes_the_marks_of_its_part_of_the_turn() -> None:
    plain, marks = marked("Bon. {PERSON-1:Samia} et {quasi:un procès|une affaire} encore")
    assert disclose(plain[5:10], within(marks, 5, 10), PUBLIC).text == "[prénom]"
    assert disclose(plain[14:20], within(marks, 14, 20), FUNDER).text == "[une affaire]"
    assert within(marks, 0, 5) == ()


def test_an_interviewer_who_repeats_it_does_not_give_it_away() -> None:
    turn = marked("Moi {PERSON-1:Samia}, je suis {quasi:sage-femme|soignante}.")
    known = surfaces([turn])
    asked = "Sage-femme, donc ? Et samia, la couleur ? Samia aime ?"
    assert (
        disclose(asked, echoes(asked, known), FUNDER).text == "[soignante], donc ? Et samia, la couleur ? Samia aime ?"
    )
    assert (
        disclose(asked, echoes(asked, known), PUBLIC).text
        == "[soignante], donc ? Et samia, la couleur ? [prénom] aime ?"
    )


@pytest.mark.parametrize(
    ("flagged", "written", "shown"),
    [
        ("ouvert", "Le guichet n'est pas ouvert.", "Le guichet n'est pas ouvert."),
        ("kervelec", "Le kervelec est loin.", "Le kervelec est loin."),
        ("kervelec", "La place de Kervelec est loin.", "La place de […] est loin."),
    ],
)
def test_a_word_only_suspected_is_hidden_in_a_statement_when_it_bears_a_capital(
    flagged: str, written: str, shown: str
) -> None:
    suspect = Mark(start=0, end=len(flagged), state=MarkState.LEFT, kind=MentionKind.QUASI, reason=SUSPECT)
    known = surfaces([(flagged, (suspect,))])
    assert disclose(written, echoes(written, known, capitals=True), FUNDER).text == shown


def test_marks_stand_where_the_words_are_in_the_anonymised_turn() -> None:
    original = "Karima Belkacem a 43 ans, elle est sage-femme à Lille."
    released = "Samia Roussel a 43 ans, elle est sage-femme à [Commune 1]."
    turn = Turn(turn_no=1, speaker="Samia", role=SpeakerRole.PARTICIPANT, text=released)
    made = (
        Replacement(turn_no=1, start=0, end=15, new_start=0, new_end=13, key="PERSON-1", kind=PERSON, replacement="Samia Roussel"),
        Replacement(turn_no=1, start=48, end=53, new_start=46, new_end=57, key="PLACE-1", kind=PLACE, replacement="[Commune 1]"),
    )  # fmt: skip
    doubts = tuple(
        Mention(
            turn_no=1, start=original.index(form), end=original.index(form) + len(form), form=form, kind=kind,
            action=MentionAction.FLAG, detectors=detectors, generalisation=wider,
        )
        for form, kind, detectors, wider in (
            ("43 ans", AGE, ("quasi:âge exact",), "une quarantaine d'années"),
            ("sage-femme à Lille", QUASI, ("quasi:métier rare",), None),
            ("Lille", PLACE, ("ner",), None),
        )
    )  # fmt: skip
    anonymised = AnonymisedTranscript(
        transcript=Transcript(source_id="s", state=TranscriptState.ANONYMISED, turns=(turn,)),
        replacements=made,
        doubts=doubts,
    )
    entities = (Entity(key="PLACE-1", kind=PLACE, forms=("Lille",), pseudonym="[Commune 1]", sort="commune"),)
    found = [(released[m.start : m.end], m.state.value, m.reason, m.sort) for m in marks_of(anonymised, entities)[1]]
    assert found == [
        ("Samia Roussel", "masked", None, None),
        ("43 ans", "left", "âge exact", None),
        ("sage-femme à [Commune 1]", "left", "métier rare", None),
        ("[Commune 1]", "masked", None, "commune"),
    ]
    kept = json.dumps([m.model_dump(mode="json") for m in marks_of(anonymised, entities)[1]], ensure_ascii=False)
    assert not any(word in kept for word in ("Karima", "Belkacem", "Lille", "sage-femme"))


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 9, "b": 8}, {"a": "a", "b": "b"}),
        ({"a": 9, "b": 3, "c": 2}, {"a": "a", "b": OTHERS, "c": OTHERS}),
        ({"a": 9, "b": 6, "c": 1}, {"a": "a", "b": OTHERS, "c": OTHERS}),
        ({"a": 3}, {"a": OTHERS}),
    ],
)
def test_a_value_that_few_share_is_merged_and_never_alone(counts: dict[str, int], shown: dict[str, str]) -> None:
    """One lone "autres" would be told at once: the next smallest joins it."""
    assert merged(counts, k=5) == shown


def people(*groups: tuple[str, str, str, int]) -> list[Participant]:
    return [
        Participant(
            participant_id=f"{group}-{territory}-{age}-{n}", stakeholder_group=group, territory=territory,
            attributes=(("âge", age),),
        )
        for group, territory, age, many in groups
        for n in range(many)
    ]  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from("GHI"), st.sampled_from("NS"), st.sampled_from(("23", "25", "61")), st.integers(1, 4)
        ),
        max_size=14,
        unique_by=lambda row: row[:3],
    ),
    st.integers(2, 6),
)
def test_nobody_shown_to_the_public_is_told_apart_by_fewer_than_k(
    rows: list[tuple[str, str, str, int]], k: int
) -> None:
    everyone = people(*rows)
    shown = shown_people(everyone, PUBLIC, k=k)
    looks: dict[object, int] = {}
    for one in shown.values():
        look = (one.stakeholder_group, one.territory, one.wave, one.attributes)
        looks[look] = looks.get(look, 0) + 1
    assert set(shown) == {p.participant_id for p in everyone}
    assert len({one.participant_id for one in shown.values()}) == len(everyone)
    assert all(n >= min(k, len(everyone)) for n in looks.values())


def test_public_numbers_do_not_move_when_people_join() -> None:
    early = people(("habitants", "Nord", "30", 6))
    later = [*early, *people(("habitants", "Sud", "30", 6), ("élus", "Nord", "50", 6))]
    first, second = shown_people(early, PUBLIC, k=5), shown_people(later, PUBLIC, k=5)
    assert {i: s.participant_id for i, s in first.items()}.items() <= {
        i: s.participant_id for i, s in second.items()
    }.items()
    assert second["élus-Nord-50-0"].participant_id == "élu 1"


def test_a_funder_sees_groups_and_bands_but_no_tiny_territory() -> None:
    shown = shown_people(
        people(("élus", "Nord", "43", 6), ("élus", "Sud", "61 ans", 6), ("élus", "Est", "29", 1)), FUNDER, k=5
    )
    assert {s.territory for s in shown.values()} == {"Nord", OTHERS} or {s.territory for s in shown.values()} == {
        "Sud",
        OTHERS,
    }
    assert {dict(s.attributes)["âge"] for s in shown.values()} == {"40-49", "60-69", "20-29"}
    assert {s.stakeholder_group for s in shown.values()} == {"élus"}


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [("âge", "43", "40-49"), ("age", "43 ans", "40-49"), ("tranche_age", "30-44", "30-44"), ("étage", "4", "4")],
)
def test_an_exact_age_is_banded_and_nothing_else(name: str, value: str, shown: str) -> None:
    assert banded(name, value) == shown


@pytest.mark.parametrize(
    ("group", "one"),
    [
        ("personnes accompagnées", "personne accompagnée"),
        ("élus", "élu"),
        ("habitants", "habitant"),
        ("professionnels de santé", "professionnel de santé"),
    ],
)
def test_a_group_s_name_in_the_singular(group: str, one: str) -> None:
    assert singular(group) == one


def test_merged_groups_keep_every_voice() -> None:
    def stand(group: str, position: Position, heard: int, supporting: int, contradicting: int) -> GroupPosition:
        return GroupPosition(group=group, position=position, n_heard=heard, n_supporting=supporting, n_nuancing=0, n_contradicting=contradicting)  # fmt: skip

    positions = (
        stand("élus", Position.DIVERGENT, 2, 0, 2),
        stand("habitants", Position.CONVERGENT, 9, 4, 0),
        stand("associations", Position.CONVERGENT, 1, 1, 0),
        stand("financeurs", Position.SILENT_NEVER_ASKED, 0, 0, 0),
    )
    shown = merged_positions(positions, {"élus": OTHERS, "associations": OTHERS, "habitants": "habitants"})
    by_group = {one.group: one for one in shown}
    assert list(by_group) == ["financeurs", "habitants", OTHERS] or list(by_group) == [
        "habitants",
        "financeurs",
        OTHERS,
    ]
    assert by_group[OTHERS] == stand(OTHERS, Position.DIVIDED, 3, 1, 2)
    assert sum(one.n_heard for one in shown) == sum(one.n_heard for one in positions)
