"""Pseudonyms fit to be read: nobody's own, nobody's twice, of a like sex, origin and generation; places, dates, ages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.anonymisation import Entity, Mention, MentionAction, MentionKind
from models.participant import Participant
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.generalise import Precision, at_precision, wider_age, wider_date, wider_day
from pipeline.anonymise.lives import cues
from pipeline.anonymise.nicknames import is_nickname
from pipeline.anonymise.pseudonyms import Cue, name_entities
from pipeline.anonymise.replace import replace
from pipeline.french.families import EPICENE, FAMILIES
from pipeline.french.generations import MEN, STARTS, WOMEN, generation_born, generation_of
from pipeline.french.lists import communes, fold, spaced, towns
from pipeline.french.nicknames import NICKNAMES
from pipeline.french.sounds import sound

PERSON, PLACE, ORGANISATION = MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION
ELDER, MIDDLE_AGED, GROWN, YOUNG = range(len(STARTS))


def entity(
    number: int, *forms: str, gender: str | None = None, kind: MentionKind = PERSON, sort: str | None = None
) -> Entity:
    return Entity(key=f"{kind.value}-{number}", kind=kind, forms=forms, pseudonym="", gender=gender, sort=sort)


def named(made: Entity, **options: object) -> str:
    return name_entities([made], study_id="x", **options)[0].pseudonym  # type: ignore[arg-type]


def shown_alone(entities: tuple[Entity, ...]) -> list[str]:
    """What each person's first name alone becomes, in one text."""
    forms = [f"Zz{e.key[7:]}z" for e in entities]
    people = [e.model_copy(update={"forms": (form,)}) for e, form in zip(entities, forms, strict=True)]
    text = "; ".join(forms)
    mentions = [
        Mention(turn_no=1, start=text.index(form), end=text.index(form) + len(form), form=form, kind=PERSON)
        for form in forms
    ]
    turn = Turn(turn_no=1, speaker="E", role=SpeakerRole.PARTICIPANT, text=text)
    done = replace(Transcript(source_id="s", turns=(turn,)), mentions, people, mask_doubts=False)
    return [r.replacement for r in done.replacements]


def test_pseudonyms_are_the_same_for_a_study_and_differ_between_studies() -> None:
    many = [entity(n, f"Inconnu{n}", gender="f") for n in range(8)]
    assert name_entities(many, study_id="a") == name_entities(many, study_id="a")
    assert name_entities(many, study_id="a") != name_entities(many, study_id="b")


def test_an_entity_added_later_changes_no_pseudonym() -> None:
    first = name_entities([entity(1, "Karim", gender="m"), entity(2, "Titi")], study_id="x")
    second = name_entities([*first, entity(3, "Nadia", gender="f"), entity(4, "Zézette")], study_id="x")
    assert second[:2] == first


@pytest.mark.parametrize(
    ("form", "gender"),
    [
        ("Karim Benali", "m"),
        ("Samia Haddad", "f"),
        ("Fatoumata Diallo", "f"),
        ("Moussa Traoré", "m"),
        ("Nathalie Morin", "f"),
        ("Patrick Morin", "m"),
        ("Maria Ferreira", "f"),
        ("Zz", None),
    ],
)
def test_five_hundred_people_of_one_origin_have_five_hundred_names(form: str, gender: str | None) -> None:
    people = name_entities([entity(n, form, gender=gender) for n in range(500)], study_id="x")
    pseudonyms = [e.pseudonym for e in people]
    assert len({fold(p) for p in pseudonyms}) == 500
    assert not [p for p in pseudonyms if "Personne-" in p]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["Karim", "Fatou Diallo", "Mme Ferreira", "Léa", "Gérard", "Titi", "K.", "Dupont", "Nguyen"]
            ),
            st.sampled_from(["f", "m", None]),
        ),
        min_size=2,
        max_size=120,
    ),
    st.text(max_size=6),
)
def test_no_two_people_are_ever_shown_under_one_name(people: list[tuple[str, str | None]], study_id: str) -> None:
    """Neither by the whole pseudonym, nor by the first name alone, nor by the nickname."""
    done = name_entities([entity(n, form, gender=sex) for n, (form, sex) in enumerate(people)], study_id=study_id)
    assert len({fold(e.pseudonym) for e in done}) == len(done)
    alone = shown_alone(done)
    assert len({fold(name) for name in alone}) == len(done)
    nicknames = [e.nickname for e in done if e.nickname]
    assert len(set(nicknames)) == len(nicknames)


def test_no_two_first_names_sound_the_same_while_the_lists_last() -> None:
    people = name_entities([entity(n, "Nathalie Morin", gender="f") for n in range(150)], study_id="x")
    assert len({sound(e.pseudonym.split()[0]) for e in people}) == 150


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sarah", "Sara", True),
        ("Frédéric", "Frédérique", True),
        ("Mickaël", "Michaël", True),
        ("Emmanuel", "Emmanuelle", True),
        ("Rémi", "Rémy", True),
        ("Karim", "Carim", True),
        ("Philippe", "Filip", True),
        ("Nadia", "Nadège", False),
        ("Lucas", "Luc", False),
        ("Camille", "Karim", False),
    ],
)
def test_first_names_that_the_ear_confuses_share_a_sound(one: str, other: str, same: bool) -> None:
    assert (sound(one) == sound(other)) is same


def test_no_name_that_the_study_says_is_given() -> None:
    """Neither a form of anyone, nor a word that is nobody's form here, nor what sounds like a real first name."""
    drawn = [name_entities([entity(1, "Zz", gender="f")], study_id=f"s{n}")[0].pseudonym for n in range(40)]
    free = {word for name in drawn for word in spaced(name).split()}
    real = [
        entity(n, name) for n, name in enumerate(["Sylvie Lefort", "Corinne", "Mme Morin", "Martin", "Nathalie"], 2)
    ]
    for n in range(40):
        done = name_entities([entity(1, "Zz", gender="f"), *real], study_id=f"s{n}", avoid=free)
        words = set(spaced(done[0].pseudonym).split())
        assert not words & (free | {"sylvie", "lefort", "corinne", "morin", "martin", "nathalie"})


@pytest.mark.parametrize(
    ("form", "gender", "family"),
    [
        ("Karim Benali", "m", "maghreb"),
        ("Leïla", "f", "maghreb"),
        ("Mme Bouzid", "f", "maghreb"),
        ("Fatoumata Diallo", "f", "west_africa"),
        ("Maria Ferreira", "f", "iberia"),
        ("Chiara Esposito", "f", "italy"),
        ("Mehmet Yilmaz", "m", "turkey"),
        ("Danuta Nowak", "f", "eastern_europe"),
        ("Mme Nguyen", "f", "east_asia"),
        ("Ilunga", "m", "central_africa"),
    ],
)
def test_sex_and_origin_are_kept(form: str, gender: str, family: str) -> None:
    given_name, surname = named(entity(1, form, gender=gender)).split()
    assert given_name in (FAMILIES[family].women if gender == "f" else FAMILIES[family].men)
    assert surname in FAMILIES[family].surnames


@pytest.mark.parametrize("form", ["Sonia", "Véronique Martin", "Albert", "Christian", "Sarah", "Zzyzx"])
def test_names_of_french_usage_tell_no_other_origin(form: str) -> None:
    assert named(entity(1, form, gender="f")).split()[1] in FAMILIES["france"].surnames


@pytest.mark.parametrize(
    ("form", "gender", "generation"),
    [
        ("Ginette", "f", ELDER),
        ("Marcel", "m", ELDER),
        ("Nathalie", "f", MIDDLE_AGED),
        ("Christophe", "m", MIDDLE_AGED),
        ("Élodie", "f", GROWN),
        ("Kévin", "m", GROWN),
        ("Léa", "f", YOUNG),
        ("Enzo", "m", YOUNG),
    ],
)
def test_the_generation_is_kept(form: str, gender: str, generation: int) -> None:
    lists = WOMEN if gender == "f" else MEN
    for study in "abcdef":
        (done,) = name_entities([entity(1, form, gender=gender)], study_id=study)
        assert done.pseudonym.split()[0] in lists[generation]


@pytest.mark.parametrize(
    ("born", "generation"), [(1930, 0), (1954, 0), (1955, 1), (1974, 1), (1975, 2), (1995, 3), (2020, 3)]
)
def test_a_year_of_birth_tells_the_generation(born: int, generation: int) -> None:
    assert generation_born(born) == generation


def test_what_is_known_of_the_age_is_believed_before_the_first_name() -> None:
    (done,) = name_entities([entity(1, "Marcel", gender="m")], study_id="x", cues={"PERSON-1": Cue(born=2001)})
    assert done.pseudonym.split()[0] in MEN[YOUNG]


def test_other_origins_keep_the_generation_too() -> None:
    elders = {named(entity(1, "Zohra", gender="f")), named(entity(1, "Kheira", gender="f"))}
    assert {generation_of(fold(p.split()[0])) for p in elders} == {ELDER}
    assert generation_of(fold(named(entity(1, "Chaïma", gender="f")).split()[0])) == YOUNG


def test_a_person_without_cue_gets_a_name_of_either_sex() -> None:
    assert named(entity(1, "Zzyzx")).split()[0] in EPICENE


@pytest.mark.parametrize("study", [f"s{n}" for n in range(30)])
def test_no_pseudonym_is_a_word_or_leaves_the_elision_in_doubt(study: str) -> None:
    for form, gender in (("Zz", "f"), ("Zz", "m"), ("Karim", "m"), ("Awa", "f")):
        (done,) = name_entities([entity(1, form, gender=gender)], study_id=study)
        assert done.pseudonym[0] not in "HY"
        assert fold(done.pseudonym.split()[0]) not in {"rose", "marine", "pierre", "claire", "victoire", "constance"}


@pytest.mark.parametrize(
    ("form", "others", "expected"),
    [
        ("Titi", ("Jean-Baptiste",), True),
        ("Zézette", (), True),
        ("le Gitan", (), True),
        ("la Fouine", ("Sandra Petit",), True),
        ("Fatou", ("Fatoumata Diallo",), True),
        ("Fred", ("Frédéric",), True),
        ("Fatou", (), False),
        ("Karim", (), False),
        ("Mme Petit", (), False),
        ("Petit", ("Mme Petit",), False),
        ("la Fatou", (), False),
        ("K.", (), False),
        ("Jean-Baptiste Morin", (), False),
    ],
)
def test_a_nickname_is_told_from_a_name(form: str, others: tuple[str, ...], expected: bool) -> None:
    assert is_nickname(form, (form, *others)) is expected


def test_who_is_called_by_a_nickname_gets_one_and_others_none() -> None:
    gitan, fatou, plain = name_entities(
        [entity(1, "le Gitan", gender="m"), entity(2, "Fatoumata", "Fatou", gender="f"), entity(3, "Karim")],
        study_id="x",
    )
    assert gitan.nickname in (*NICKNAMES["m"], *NICKNAMES[""])
    assert (fatou.nickname, plain.nickname) == (None, None)


@pytest.mark.parametrize(
    ("form", "sort", "start"),
    [
        ("Saint-Étienne", "commune", "Saint-"),
        ("La Rochelle", "commune", "La "),
        ("Le Havre", "commune", "Le "),
        ("Les Ulis", "commune", "Les "),
        ("L'Estaque", "quartier", "L'"),
    ],
)
def test_a_renamed_place_keeps_its_grammar(form: str, sort: str, start: str) -> None:
    assert named(entity(1, form, kind=PLACE, sort=sort)).startswith(start)


def test_plural_quarters_stay_plural_and_rivers_stay() -> None:
    assert named(entity(1, "Minguettes", kind=PLACE, sort="quartier")).endswith("s")
    assert "-sur-" in named(entity(1, "Châtillon-sur-Seine", kind=PLACE, sort="commune"))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=8), st.sampled_from(["Lyon", "La Rochelle", "Saint-Étienne", "Les Ulis"]))
def test_an_invented_place_is_no_place(study_id: str, form: str) -> None:
    places = [entity(n, form, kind=PLACE, sort="commune") for n in range(30)]
    done = [e.pseudonym for e in name_entities(places, study_id=study_id)]
    assert len(set(done)) == 30
    assert not {spaced(name) for name in done} & (communes() | towns().keys())


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (entity(1, "Lyon", kind=PLACE, sort="commune"), "[commune de plus de 100 000 habitants 1]"),
        (entity(1, "Vienne", kind=PLACE, sort="commune"), "[commune de 20 000 à 100 000 habitants 1]"),
        (entity(1, "Abbaretz", kind=PLACE, sort="commune"), "[commune de moins de 5 000 habitants 1]"),
        (entity(1, "Minguettes", kind=PLACE, sort="quartier"), "[quartier 1]"),
        (entity(1, "Alger", kind=PLACE, sort="commune"), "[ville d'Algérie 1]"),
    ],
)
def test_a_generalised_place_says_what_it_is(made: Entity, expected: str) -> None:
    assert named(made, precision=Precision(places="generalise")) == expected


@pytest.mark.parametrize("town", ["Alger", "alger", "Tizi Ouzou", "Bamako", "Lisbonne"])
def test_a_town_abroad_keeps_its_country_even_when_places_are_renamed(town: str) -> None:
    assert named(entity(1, town, kind=PLACE, sort="commune")).startswith("[ville d")


def test_two_generalised_places_have_two_names() -> None:
    places = [entity(n, town, kind=PLACE, sort="commune") for n, town in enumerate(["Lyon", "Marseille"], 1)]
    done = name_entities(places, study_id="x", precision=Precision(places="generalise"))
    assert [e.pseudonym[-2] for e in done] == ["1", "2"]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (entity(1, "Jean-Moulin", kind=ORGANISATION, sort="établissement scolaire"), "[établissement scolaire 1]"),
        (entity(1, "Machin", kind=ORGANISATION), "[organisation 1]"),
        (entity(1, "Machin", kind=PLACE), "[Lieu 1]"),
        (entity(1, "12 rue X", kind=MentionKind.ADDRESS), "[adresse]"),
        (entity(1, "0612345678", kind=MentionKind.PHONE), "[téléphone]"),
        (entity(1, "a@b.fr", kind=MentionKind.EMAIL), "[courriel]"),
        (entity(1, "45B12", kind=MentionKind.ID_NUMBER), "[numéro]"),
        (entity(1, "@a", kind=MentionKind.URL), "[lien]"),
    ],
)
def test_other_pseudonyms_say_what_the_thing_is(made: Entity, expected: str) -> None:
    assert named(made) == expected


@pytest.mark.parametrize(
    ("form", "year", "month"),
    [
        ("12 mars 1987", "1987", "mars 1987"),
        ("12/03/1987", "1987", "mars 1987"),
        ("12/03/87", "1987", "mars 1987"),
        ("1987-03-12", "1987", "mars 1987"),
        ("douze mars mille neuf cent quatre-vingt-sept", "1987", "mars 1987"),
        ("trois mars 79", "1979", "mars 1979"),
        ("12 août", None, "août"),
        ("12/03", None, "mars"),
    ],
)
def test_a_date_is_as_precise_as_the_study_wants(form: str, year: str | None, month: str) -> None:
    assert (wider_date(form, "year"), wider_date(form, "month")) == (year, month)


@pytest.mark.parametrize(
    ("form", "ten", "five"),
    [
        ("43 ans", "une quarantaine d'années", "40-44 ans"),
        ("quarante-trois ans", "une quarantaine d'années", "40-44 ans"),
        ("69 ans", "une soixantaine d'années", "65-69 ans"),
        ("8 ans", "moins de 10 ans", "5-9 ans"),
        ("dix-sept ans", "moins de 20 ans", "15-19 ans"),
        ("soixante-quatorze ans", "plus de 70 ans", "70-74 ans"),
        ("96 ans", "plus de 90 ans", "plus de 90 ans"),
        ("43 balais", "une quarantaine d'années", "40-44 ans"),
    ],
)
def test_an_age_is_as_precise_as_the_study_wants(form: str, ten: str, five: str) -> None:
    assert (wider_age(form, "ten"), wider_age(form, "five"), wider_age(form, "exact")) == (ten, five, form)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("le 14 mars 2019", "en 2019"),
        ("le 14 mars", "au printemps"),
        ("le 3 janvier", "en hiver"),
        ("3 octobre", "en automne"),
    ],
)
def test_an_exact_day_becomes_a_season_or_a_year(form: str, expected: str) -> None:
    assert wider_day(form) == expected


def test_a_setting_that_changes_renames_dates_ages_and_places_and_nobody() -> None:
    before = name_entities(
        [
            entity(1, "Karim", gender="m"),
            entity(1, "Lyon", kind=PLACE, sort="commune"),
            entity(1, "43 ans", kind=MentionKind.AGE),
            entity(1, "12 mars 1987", kind=MentionKind.DATE),
        ],
        study_id="x",
    )
    after = name_entities(before, study_id="x", precision=Precision("five", "month", "generalise"))
    assert after[0] == before[0]
    assert [e.pseudonym for e in after[1:]] == ["[commune de plus de 100 000 habitants 1]", "40-44 ans", "mars 1987"]


def test_what_may_stay_exact_is_shown_and_not_masked() -> None:
    """`ages = "exact"` and `dates = "day"`: a detail to look at, which automatic release leaves."""
    age = Mention(turn_no=1, start=0, end=6, form="43 ans", kind=MentionKind.AGE)
    day = Mention(turn_no=1, start=8, end=20, form="12 mars 1987", kind=MentionKind.DATE)
    for one in at_precision([age, day], Precision("exact", "day")):
        assert (one.kind, one.action) == (MentionKind.QUASI, MentionAction.FLAG)
    assert [m.kind for m in at_precision([age, day], Precision())] == [MentionKind.AGE, MentionKind.DATE]


def interview(*said: str, speaker: str = "Léa", who: str | None = "P1") -> dict[str, Transcript]:
    turns = tuple(
        Turn(turn_no=n, speaker=speaker, role=SpeakerRole.PARTICIPANT, text=text, participant_id=who)
        for n, text in enumerate(said, 1)
    )
    return {"s": Transcript(source_id="s", turns=turns)}


LEA = entity(1, "Léa")


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ((("age", "43"), ("gender", "femme")), Cue("f", 1982)),
        ((("tranche_age", "30-44"), ("genre", "homme")), Cue("m", 1988)),
        ((("naissance", "1951"),), Cue("", 1951)),
        ((("age_band", "60-74"), ("sexe", "F")), Cue("f", 1958)),
        ((("commune", "bourg"),), Cue()),
    ],
)
def test_the_researchers_columns_tell_sex_and_age(attributes: tuple[tuple[str, str], ...], expected: Cue) -> None:
    person = Participant(participant_id="P1", attributes=attributes)
    assert cues(interview("Oui."), {}, [LEA], [person]) == {"PERSON-1": expected}


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Moi j'ai 43 ans.", 1982),
        ("j'ai quarante-trois ans et voilà", 1982),
        ("j'ai dix ans de service", None),
        ("j'ai deux enfants", None),
    ],
)
def test_a_speaker_tells_their_own_age(text: str, born: int | None) -> None:
    told = cues(interview(text), {}, [LEA], [])
    assert told.get("PERSON-1", Cue()).born == born


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("ma fille Inès, 12 ans, dort", 2013),
        ("ma fille Inès qui a douze ans dort", 2013),
        ("Inès a 12 ans", 2013),
        ("Inès a 12 ans de service", None),
        ("Inès habite là", None),
    ],
)
def test_others_tell_the_age_of_whom_they_name(text: str, born: int | None) -> None:
    start = text.index("Inès")
    found = Mention(turn_no=1, start=start, end=start + 4, form="Inès", kind=PERSON, entity="PERSON-7")
    told = cues(interview(text), {"s": [found]}, [], [])
    assert told.get("PERSON-7", Cue()).born == born
