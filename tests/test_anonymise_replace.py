"""Mentions become entities, entities get pseudonyms, pseudonyms are put in, and nothing else changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.anonymisation import Entity, Mention, MentionAction, MentionKind
from models.transcript import SpeakerRole, Transcript, TranscriptState, Turn
from pipeline.anonymise.detect import detect
from pipeline.anonymise.forms import read_form
from pipeline.anonymise.link import link
from pipeline.anonymise.pseudonyms import name_entities
from pipeline.anonymise.replace import replace

PERSON, PLACE = MentionKind.PERSON, MentionKind.PLACE


def mention(form: str, kind: MentionKind = PERSON, *, turn_no: int = 1, start: int = 0, sort: str = "") -> Mention:
    detectors = (f"sort:{sort}",) if sort else ()
    return Mention(turn_no=turn_no, start=start, end=start + len(form), form=form, kind=kind, detectors=detectors)


def people(*forms: str, known: tuple[Entity, ...] = ()) -> list[set[str]]:
    return [set(e.forms) for e in link([("s", tuple(map(mention, forms)))], known)]


def transcript(*texts: str, speaker: str = "E1") -> Transcript:
    turns = tuple(
        Turn(turn_no=n, speaker=speaker, role=SpeakerRole.PARTICIPANT, text=text, participant_id="P1", start_s=1.5)
        for n, text in enumerate(texts, 1)
    )
    return Transcript(source_id="s", turns=turns)


def chain(text: str, *, mask_doubts: bool = False, speaker: str = "E1") -> str:
    original = transcript(text, speaker=speaker)
    mentions = detect(original, None)
    entities = name_entities(link([("s", mentions)], ()), study_id="study")
    return replace(original, mentions, entities, mask_doubts=mask_doubts).transcript.turns[0].text


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (("Maria Ferreira", "Mme Ferreira", "Maria", "MARIA"), 1),
        (("Mme Ferreira", "M. Ferreira"), 2),
        (("Fátima", "Fatima"), 1),
        (("Fátima", "Fatinha"), 1),
        (("Maria Ferreira", "Maria Lopez", "Maria"), 3),
        (("Maria Ferreira", "Mme F."), 1),
        (("Maria Ferreira", "Anne Fabre", "Mme F."), 3),
        (("Karim Benali", "Karim B."), 1),
        (("Karim", "Karima"), 2),
        (("Julien", "Julie"), 2),
        (("Mme Belkhiria", "Mme Belkhirria"), 1),
        (("Mme Durand", "Mme Durant"), 2),
        (("DURAND Pierre", "Pierre Durand"), 1),
    ],
)
def test_forms_are_one_person_when_nobody_else_can_be_meant(forms: tuple[str, ...], expected: int) -> None:
    assert len(people(*forms)) == expected


def test_one_person_is_one_entity_across_sources() -> None:
    found = [("a", (mention("Mme Ferreira"),)), ("b", (mention("Maria Ferreira"), mention("Maria", start=20)))]
    (entity,) = link(found, ())
    assert set(entity.forms) == {"Mme Ferreira", "Maria Ferreira", "Maria"}
    assert (entity.key, entity.gender, entity.pseudonym) == ("PERSON-1", "f", "")


def test_an_ambiguous_part_goes_to_the_person_of_its_source() -> None:
    found = [("a", (mention("Maria Ferreira"), mention("Mme F.", start=20))), ("b", (mention("Anne Fabre"),))]
    forms = [set(e.forms) for e in link(found, ())]
    assert {"Maria Ferreira", "Mme F."} in forms


def test_known_entities_keep_key_and_pseudonym_and_gain_forms() -> None:
    known = (Entity(key="PERSON-4", kind=PERSON, forms=("Maria Ferreira",), pseudonym="Rosa Lopes", gender="f"),)
    entities = link([("b", (mention("Mme Ferreira"), mention("Karim", start=20)))], known)
    assert entities[0].forms == ("Maria Ferreira", "Mme Ferreira")
    assert (entities[0].key, entities[0].pseudonym) == ("PERSON-4", "Rosa Lopes")
    assert (entities[1].key, entities[1].pseudonym) == ("PERSON-5", "")


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        (PLACE, ("Saint-Étienne", "saint etienne")),
        (
            MentionKind.PHONE,
            ("06 12 34 56 78", "0612345678", "zéro six douze trente-quatre cinquante-six soixante-dix-huit"),
        ),
        (MentionKind.ORGANISATION, ("Les Tilleuls", "les tilleuls")),
    ],
)
def test_other_things_are_linked_by_their_folded_form(kind: MentionKind, forms: tuple[str, ...]) -> None:
    assert len(link([("s", tuple(mention(f, kind) for f in forms))], ())) == 1


@pytest.mark.parametrize(
    ("form", "given_name", "surname", "order", "gender"),
    [
        ("Mme Durand", "", "durand", "ts", "f"),
        ("Mme T.", "", "t", "tS", "f"),
        ("M. K.", "", "k", "tS", "m"),
        ("K.", "k", "", "G", ""),
        ("Karim Benali", "karim", "benali", "gs", "m"),
        ("Karim B.", "karim", "b", "gS", "m"),
        ("DURAND Pierre", "pierre", "durand", "sg", "m"),
        ("Jean-Pierre", "jean-pierre", "", "g", "m"),
        ("Ben Salah", "", "ben salah", "s", ""),
        ("P3_Fatou", "fatou", "", "g", "f"),
    ],
)
def test_a_form_is_cut_into_its_parts(form: str, given_name: str, surname: str, order: str, gender: str) -> None:
    parts = read_form(form)
    assert (parts.given, parts.surname, parts.order, parts.gender) == (given_name, surname, order, gender)


def entity(
    number: int, *forms: str, gender: str | None = None, kind: MentionKind = PERSON, sort: str | None = None
) -> Entity:
    return Entity(key=f"{kind.value}-{number}", kind=kind, forms=forms, pseudonym="", gender=gender, sort=sort)


ROSA = Entity(
    key="PERSON-1", kind=PERSON, forms=("Maria Ferreira", "Mme Ferreira", "Maria", "Mme F.", "Maria F.", "Aïcha", "M. F.", "Ferreira Maria"),
    pseudonym="Rosa Lopes", gender="f",
)  # fmt: skip
ANNA = ROSA.model_copy(update={"pseudonym": "Anna Olmo"})


@pytest.mark.parametrize(
    ("text", "form", "named", "expected"),
    [
        ("avec Maria Ferreira hier", "Maria Ferreira", ROSA, "avec Rosa Lopes hier"),
        ("avec Mme Ferreira hier", "Mme Ferreira", ROSA, "avec Mme Lopes hier"),
        ("avec Maria hier", "Maria", ROSA, "avec Rosa hier"),
        ("avec Mme F. hier", "Mme F.", ROSA, "avec Mme L. hier"),
        ("avec Maria F. hier", "Maria F.", ROSA, "avec Rosa L. hier"),
        ("c'est d'Aïcha que", "Aïcha", ROSA, "c'est de Rosa que"),
        ("parce qu'Aïcha dit", "Aïcha", ROSA, "parce que Rosa dit"),
        ("c'est de Maria que", "Maria", ANNA, "c'est d'Anna que"),
        ("parce que Maria dit", "Maria", ANNA, "parce qu'Anna dit"),
        ("c'est d'Aïcha que", "Aïcha", ANNA, "c'est d'Anna que"),
        ("avec maria ferreira hier", "maria ferreira", ROSA, "avec rosa lopes hier"),
        ("avec mme ferreira hier", "mme ferreira", ROSA, "avec mme lopes hier"),
        ("c'est de maria que", "maria", ANNA, "c'est d'anna que"),
        ("MARIA : oui", "MARIA", ROSA, "ROSA : oui"),
        ("Maria FERREIRA dit", "Maria FERREIRA", ROSA, "Rosa LOPES dit"),
        ("FERREIRA Maria dit", "FERREIRA Maria", ROSA, "LOPES Rosa dit"),
        ("M. F. passe", "M. F.", ROSA, "M. L. passe"),
        ("l'Aïcha d'en face", "Aïcha", ROSA, "la Rosa d'en face"),
        ("quoiqu'Aïcha dise", "Aïcha", ROSA, "quoique Rosa dise"),
    ],
)
def test_the_pseudonym_takes_the_form_of_the_original(text: str, form: str, named: Entity, expected: str) -> None:
    original = transcript(text)
    done = replace(original, [mention(form, start=text.index(form))], [named], mask_doubts=False)
    assert done.transcript.turns[0].text == expected


LEO = Entity(
    key="PERSON-2", kind=PERSON, forms=("Jean-Baptiste", "Titi", "le Gitan"), pseudonym="Léo Morin", gender="m"
)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("Jean-Baptiste, quoi", "Jean-Baptiste", "Léo, quoi"),
        ("on l'appelle Titi", "Titi", "on l'appelle Filou"),
        ("on l'appelle titi", "titi", "on l'appelle filou"),
        ("c'est le Gitan", "le Gitan", "c'est le Filou"),
    ],
)
def test_a_nickname_becomes_a_nickname(text: str, form: str, expected: str) -> None:
    named = LEO.model_copy(update={"nickname": "Filou"})
    done = replace(transcript(text), [mention(form, start=text.index(form))], [named], mask_doubts=False)
    assert done.transcript.turns[0].text == expected


def test_a_nickname_without_one_of_its_own_is_the_first_name() -> None:
    done = replace(transcript("Titi dort"), [mention("Titi", start=0)], [LEO], mask_doubts=False)
    assert done.transcript.turns[0].text == "Léo dort"


def test_a_first_name_used_again_comes_with_its_initial_wherever_it_stands_alone() -> None:
    """The one with the smaller number keeps it bare, whatever the order: released texts stay as they are."""
    other = Entity(key="PERSON-9", kind=PERSON, forms=("Inès", "Inès Petit"), pseudonym="Rosa Melo", gender="f")
    original = transcript("Inès, Maria et Inès Petit", speaker="Inès")
    mentions = [mention("Inès", start=0), mention("Maria", start=6), mention("Inès Petit", start=15)]
    for people_of in ([ROSA, other], [other, ROSA]):
        done = replace(original, mentions, people_of, mask_doubts=False).transcript.turns[0]
        assert (done.text, done.speaker) == ("Rosa M., Rosa et Rosa Melo", "Rosa M.")


@pytest.mark.parametrize(
    ("text", "form", "pseudonym", "expected"),
    [
        ("née le 12 mars 1987 à", "12 mars 1987", "1987", "née en 1987 à"),
        ("depuis le 12 mars 1987 je", "12 mars 1987", "mars 1987", "depuis mars 1987 je"),
        ("du 12 mars 1987 au 3 avril 1988", "12 mars 1987", "1987", "de 1987 au 3 avril 1988"),
        ("jusqu'au 12 mars 1987 oui", "12 mars 1987", "1987", "jusqu'en 1987 oui"),
        ("reporté au 12 mars 1987", "12 mars 1987", "mars 1987", "reporté à mars 1987"),
        ("naissance : 12/03/1987", "12/03/1987", "1987", "naissance : 1987"),
        ("né le 12 mars", "12 mars", "[date]", "né le [date]"),
        ("Le 12 mars 1987, donc", "12 mars 1987", "1987", "En 1987, donc"),
    ],
)
def test_a_wider_date_keeps_the_sentence_whole(text: str, form: str, pseudonym: str, expected: str) -> None:
    named = Entity(key="DATE-1", kind=MentionKind.DATE, forms=(form,), pseudonym=pseudonym)
    found = mention(form, MentionKind.DATE, start=text.index(form))
    assert replace(transcript(text), [found], [named], mask_doubts=False).transcript.turns[0].text == expected


def test_an_age_made_wider_elides() -> None:
    named = Entity(key="AGE-1", kind=MentionKind.AGE, forms=("43 ans",), pseudonym="une quarantaine d'années")
    found = mention("43 ans", MentionKind.AGE, start=8)
    done = replace(transcript("âgée de 43 ans, oui"), [found], [named], mask_doubts=False)
    assert done.transcript.turns[0].text == "âgée d'une quarantaine d'années, oui"


@pytest.mark.parametrize(("said", "expected"), [("à Lyon", "à Valmory"), ("à lyon", "à valmory"), ("LYON", "VALMORY")])
def test_a_renamed_place_takes_the_case_of_the_original(said: str, expected: str) -> None:
    town = Entity(key="PLACE-1", kind=PLACE, forms=("Lyon",), pseudonym="Valmory", sort="commune")
    found = mention(said[-4:], PLACE, start=len(said) - 4)
    assert replace(transcript(said), [found], [town], mask_doubts=False).transcript.turns[0].text == expected


def test_numbers_people_and_times_of_the_transcript_stay() -> None:
    original = transcript("Bonjour Maria.", "Oui.")
    done = replace(original, [mention("Maria", start=8)], [ROSA], mask_doubts=False).transcript
    assert done.state is TranscriptState.ANONYMISED
    assert done.version == original.version
    assert [(t.turn_no, t.participant_id, t.start_s) for t in done.turns] == [(1, "P1", 1.5), (2, "P1", 1.5)]


def doubt(form: str, kind: MentionKind, start: int) -> Mention:
    return mention(form, kind, start=start).model_copy(update={"action": MentionAction.FLAG})


def test_doubts_are_left_or_masked_as_asked_and_quasi_identifiers_never_are() -> None:
    text = "Maria, seule sage-femme"
    mentions = [doubt("Maria", PERSON, 0), doubt("seule sage-femme", MentionKind.QUASI, 7)]
    left = replace(transcript(text), mentions, [ROSA], mask_doubts=False)
    assert (left.transcript.turns[0].text, left.doubts) == (text, tuple(mentions))
    masked = replace(transcript(text), mentions, [ROSA], mask_doubts=True)
    assert masked.transcript.turns[0].text == "Rosa, seule sage-femme"
    assert masked.doubts == (mentions[1],)


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("Chercheur", "Chercheur"), ("Interviewé", "Interviewé"), ("L1", "L1"), ("E1", "E1"), ("Animatrice", "Animatrice"),
        ("MARIA", "ROSA"), ("P3_Maria", "P3_Rosa"), ("Mme F.", "Mme L."), ("Oumayma", "Locuteur 1"),
    ],
)  # fmt: skip
def test_speakers_who_are_people_are_masked_and_roles_stay(speaker: str, expected: str) -> None:
    done = replace(transcript("Oui.", speaker=speaker), [], [ROSA], mask_doubts=False)
    assert done.transcript.turns[0].speaker == expected


@given(
    st.lists(
        st.tuples(st.text(alphabet="ab ,.é🙂\u0301", max_size=12), st.sampled_from(["Maria", "Lyon", "Mme F."])),
        max_size=6,
    )
)
def test_outside_the_replacements_nothing_changes_and_the_map_inverts(parts: list[tuple[str, str]]) -> None:
    """Putting the original stretches back, by the map alone, gives the original text to the character."""
    town = Entity(key="PLACE-1", kind=PLACE, forms=("Lyon",), pseudonym="[Commune 1]")
    text, mentions = "", []
    for before, form in parts:
        text += before + "|"
        mentions.append(mention(form, PLACE if form == "Lyon" else PERSON, start=len(text)))
        text += form + "|"
    original = transcript(text)
    done = replace(original, mentions, [ROSA, town], mask_doubts=False)
    new, rebuilt, at = done.transcript.turns[0].text, "", 0
    for r in done.replacements:
        assert new[r.new_start : r.new_end] == r.replacement
        rebuilt += new[at : r.new_start] + text[r.start : r.end]
        at = r.new_end
    assert rebuilt + new[at:] == text
    assert len(done.replacements) == len(mentions)


def test_overlapping_mentions_are_replaced_once() -> None:
    mentions = [mention("Maria Ferreira", start=0), mention("Maria", start=0)]
    done = replace(transcript("Maria Ferreira dort"), mentions, [ROSA], mask_doubts=False)
    assert done.transcript.turns[0].text == "Rosa Lopes dort"
    assert len(done.replacements) == 1


def test_no_original_form_is_left_by_the_whole_chain() -> None:
    text = (
        "Bonjour Mme Ferreira, toujours à Vénissieux ? Maria Ferreira et sa sœur Leïla, c'est d'Aïcha que je parle, "
        "au 06 12 34 56 78, ou leila@free.fr. Le CHRS des Tilleuls. Leïla, leila, LEILA."
    )
    done = chain(text)
    for form in ("Ferreira", "Vénissieux", "Maria", "Leïla", "leila", "LEILA", "Aïcha", "06 12", "Tilleuls"):
        assert not re.search(rf"\b{form}\b", done)
    assert "CHRS des [lieu d'hébergement 1]" in done
