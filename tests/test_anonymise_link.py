"""Who is who: forms of one person joined over a study, two people never; declared names found in any spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.anonymisation import Mention, MentionAction, MentionKind
from models.review import Identity
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.aliases import Heard, hear
from pipeline.anonymise.bearers import misheard_as
from pipeline.anonymise.declared import MISHEARD, find_declared, may_hold, seek
from pipeline.anonymise.forms import words_in
from pipeline.anonymise.identities import read_identities
from pipeline.anonymise.link import Linked, link_mentions
from pipeline.errors import ImportRefused

PERSON = MentionKind.PERSON
Said = tuple[str, str | None, str]


def mention(form: str, *, turn_no: int = 1, start: int = 0) -> Mention:
    return Mention(turn_no=turn_no, start=start, end=start + len(form), form=form, kind=PERSON)


def source(name: str, *said: Said) -> Transcript:
    """Turns as (speaker, participant, words)."""
    turns = tuple(
        Turn(turn_no=n, speaker=speaker, role=SpeakerRole.PARTICIPANT, text=words, participant_id=participant)
        for n, (speaker, participant, words) in enumerate(said, 1)
    )
    return Transcript(source_id=name, turns=turns)


def marked(words: str) -> tuple[str, tuple[Mention, ...]]:
    """Words whose people stand between brackets: the words without them, and the mentions."""
    text, mentions = "", []
    for n, piece in enumerate(words.replace("]", "[").split("[")):
        if n % 2:
            mentions.append(mention(piece, start=len(text)))
        text += piece
    return text, tuple(mentions)


def linked(*texts: str, identities: tuple[Identity, ...] = ()) -> tuple[Linked, list[list[str]]]:
    """The linking of texts with marked people, one a source; and the key of each mention, by source."""
    found, heard = [], {}
    for n, words in enumerate(texts):
        text, mentions = marked(words)
        found.append((f"s{n}", mentions))
        heard[f"s{n}"] = hear(source(f"s{n}", ("E1", None, text)), mentions)
    made = link_mentions(found, (), heard=heard, identities=identities)
    return made, [[m.entity or "" for m in made.found[name]] for name, _ in found]


@pytest.mark.parametrize(
    "texts",
    [
        ("[Jean-Baptiste], tout le monde l'appelle [Titi], est là.", "On a vu [Titi] hier."),
        ("Elle s'appelle [Fatoumata] mais on dit [Fatou].", "[FATOU] vient, et [Mme Diallo], la [Fatoumata Diallo]."),
        ("[Joseph], dit le [Gitan], et le [Gitan] encore.",),
        ("Il y a [Sandrine], ici on l'appelle [Zézette].", "La [Zézette] elle rit."),
        ("[Mme Lopez], ou plutôt [Mme Lopes], du CCAS.",),
        ("[Maria Ferreira] vient.", "[Mme Fereira] part, [MARIA] reste, [Ferreira Maria] aussi."),
        ("Voici [Zoubeyda Khelif].", "Et [Zoubeyda] est là."),
        ("[Jean Baptiste] et [Jean-Baptiste] et [jean-baptiste].",),
        ("[Paul Lopez] parle.", "[P. L.] répond."),
        ("[Ouardia] et [ouardia] et la [Ouardia].",),
    ],
)
def test_one_person_has_one_key_in_all_these_spellings(texts: tuple[str, ...]) -> None:
    _, keys = linked(*texts)
    assert len({key for of in keys for key in of}) == 1


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("[Karim Belkacem], [Karim].", "[Karim Ziani], [Karim]."), [[1, 1], [2, 2]]),
        (("[Karim Belkacem].", "[Karim Ziani].", "[Karim] passe."), [[1], [2], [3]]),
        (("[Karim] ici. L'autre [Karim] est parti. [Karim] rit.",), [[1, 2, 1]]),
        (("[Karim], pas le même, et [Karim].",), [[1, 2]]),
        (("Je m'appelle [Nadia] et ma fille on l'appelle [Zaza].",), [[1, 2]]),
        (("[M. Ferreira] et [Mme Ferreira].",), [[1, 2]]),
        (("[Mme Durand] et [Mme Durant].",), [[1, 2]]),
        (("[Julien] dit que [Julie] vient.",), [[1, 2]]),
        (("[Karim] l'autre jour a vu [Karim].",), [[1, 1]]),
        (("[Sandrine] disait hier à [Nathalie].",), [[1, 2]]),
        (("[Lopez] et [Lopes].",), [[1, 2]]),
    ],
)
def test_two_people_are_never_joined_when_the_text_shows_two(texts: tuple[str, ...], expected: list[list[int]]) -> None:
    _, keys = linked(*texts)
    order = {key: n for n, key in enumerate(dict.fromkeys(k for of in keys for k in of), 1)}
    assert [[order[key] for key in of] for of in keys] == expected


def test_two_participants_who_speak_under_one_first_name_are_two_people() -> None:
    found = [("a", (mention("Karim"),)), ("b", (mention("Karim"),)), ("c", (mention("Karim"),))]
    heard = {"a": Heard(speakers=(("Karim", "p-1"),)), "b": Heard(speakers=(("KARIM", "p-2"),))}
    keys = [m.entity for _, of in link_mentions(found, (), heard=heard).found.items() for m in of]
    assert len(set(keys)) == 3


def test_one_participant_is_one_person_under_two_labels() -> None:
    found = [("a", (mention("Karim"),)), ("b", ())]
    heard = {"a": Heard(speakers=(("Karim", "p-1"),)), "b": Heard(speakers=(("P3_Karim B", "p-1"),))}
    made = link_mentions(found, (), heard=heard)
    assert [e.key for e in made.entities] == ["PERSON-1"]
    assert made.voices == {"a": ("PERSON-1",), "b": ("PERSON-1",)}


def test_what_was_placed_before_stays_there_when_a_namesake_comes() -> None:
    first = link_mentions([("a", (mention("Karim"),))], ())
    again = link_mentions(
        [("a", (mention("Karim"),)), ("b", (mention("Karim Ziani"), mention("Karim Belkacem", start=30)))],
        first.entities,
        placed={("a", 1, 0): "PERSON-1"},
    )
    assert again.found["a"][0].entity == "PERSON-1"


def test_two_known_entities_that_a_new_text_shows_to_be_one_keep_their_keys() -> None:
    _, before = marked("[Sandrine] et [Zézette]")
    first = link_mentions([("a", before)], ())
    text, mentions = marked("[Sandrine], on l'appelle [Zézette].")
    heard = {"b": hear(source("b", ("E1", None, text)), mentions)}
    made = link_mentions([("b", mentions)], first.entities, heard=heard)
    assert made.same == (("PERSON-2", "PERSON-1"),)
    assert [e.key for e in made.entities] == ["PERSON-1", "PERSON-2"]


def test_declared_forms_are_one_person_and_two_declared_people_never_are() -> None:
    one = (Identity(person="1", form="Nana", gender="f"), Identity(person="1", form="Mme Cissé"))
    two = (Identity(person="2", form="Nana Touré"),)
    made, keys = linked("[Nana] et [Mme Cissé] et [Nana Touré].", identities=one + two)
    assert keys[0][0] == keys[0][1] != keys[0][2]
    assert next(e.gender for e in made.entities if e.key == keys[0][0]) == "f"


@given(st.lists(st.sampled_from(["Karim Ziani", "Karim Belkacem", "Karim", "Mme Ziani", "M. Ziani", "K. B.", "Titi"])))
def test_every_mention_has_a_key_whose_entity_holds_its_form_and_no_key_two_surnames(forms: list[str]) -> None:
    made = link_mentions([("s", tuple(mention(f, start=30 * n) for n, f in enumerate(forms)))], ())
    by_key = {e.key: e for e in made.entities}
    assert all(m.form in by_key[str(m.entity)].forms for m in made.found["s"])
    assert not any({"Karim Ziani", "Karim Belkacem"} <= set(e.forms) for e in made.entities)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ferreira", "fereira", True),
        ("belkacem", "belkasem", True),
        ("fatoumata", "fathoumata", True),
        ("kouassi", "kouassy", True),
        ("durand", "durant", False),
        ("lopez", "lopes", False),
        ("karim", "karima", False),
        ("julie", "julien", False),
    ],
)
def test_a_misheard_spelling_is_one_that_hardly_anybody_bears(one: str, other: str, expected: bool) -> None:
    assert misheard_as(one, other) is misheard_as(other, one) is expected


def declared_in(words: str, *forms: str, kind: MentionKind = PERSON) -> list[tuple[str, str]]:
    """What is found of declared forms in a text, and whether it is certain."""
    sought = seek([Identity(person=str(n), form=form, kind=kind) for n, form in enumerate(forms)])
    transcript = source("s", ("E1", None, words))
    assert may_hold(words_in(words), sought) or not find_declared(transcript, sought, ())
    return [(m.form, m.action.value) for m in find_declared(transcript, sought, ())]


@pytest.mark.parametrize(
    ("words", "form", "expected"),
    [
        ("hier fatima est venue", "Fátima", ["fatima"]),
        ("FÁTIMA EST VENUE HIER", "Fátima", ["FÁTIMA"]),
        ("jean baptiste est là", "Jean-Baptiste", ["jean baptiste"]),
        ("c'est Mme Fer-\nreira qui", "Ferreira", ["Fer-\nreira"]),
        ("avec Maria\nFerreira ce jour", "Maria Ferreira", ["Maria\nFerreira"]),
        ("avec ferreira maria donc", "Maria Ferreira", ["ferreira maria"]),
        ("chez les Ferreiras on rit", "Ferreira", ["Ferreiras"]),
        ("chez fereira on rit", "Ferreira", ["fereira"]),
        ("la maison d'aïcha", "Aïcha", ["aïcha"]),
        ("au zéro six, le 06.12.34.56.78 oui", "0612345678", ["06.12.34.56.78"]),
        ("le +33 6 12 34 56 78 oui", "06 12 34 56 78", ["+33 6 12 34 56 78"]),
        ("son insta zaza_59 voilà", "@zaza_59", []),
        ("son insta @zaza_59 voilà", "@zaza_59", ["@zaza_59"]),
        ("on parle de la ferraille", "Ferreira", []),
        ("il a quatre-vingts ans", "Quatremer", []),
    ],
)
def test_a_declared_form_is_found_in_any_spelling(words: str, form: str, expected: list[str]) -> None:
    kind = MentionKind.PHONE if form[0] == "0" else PERSON
    assert declared_in(words, form, kind=kind) == [(one, "mask") for one in expected]


def test_a_declared_name_that_is_a_word_is_certain_with_its_capital_and_a_doubt_without() -> None:
    assert declared_in("Alors hier Rose est venue", "Rose") == [("Rose", "mask")]
    assert declared_in("elle a offert une rose hier", "Rose") == [("rose", "flag")]


def test_a_misheard_declared_name_says_so_and_a_doubt_that_it_covers_becomes_certain() -> None:
    text = "chez fereira"
    doubt = Mention(turn_no=1, start=5, end=12, form="fereira", kind=PERSON, action=MentionAction.FLAG, score=0.5)
    sought = seek([Identity(person="1", form="Ferreira")])
    (one,) = find_declared(source("s", ("E1", None, text)), sought, (doubt,))
    assert (one.action, one.detectors) == (MentionAction.MASK, (MISHEARD,))


def test_a_declared_form_uncovers_nothing_that_was_masked() -> None:
    text = "Mme Maria Ferreira Lopes"
    masked = Mention(turn_no=1, start=10, end=24, form="Ferreira Lopes", kind=PERSON)
    found = find_declared(
        source("s", ("E1", None, text)), seek([Identity(person="1", form="Maria Ferreira")]), (masked,)
    )
    assert [(m.start, m.end, m.form) for m in found] == [(4, 24, "Maria Ferreira Lopes")]


@pytest.mark.parametrize(
    ("content", "forms", "refused"),
    [
        ("person,form\n1,Ada\n1,Zaza\n", ["Ada", "Zaza"], []),
        ("\ufeffparticipant_id;forme;genre\nP1;Ada;femme\n", ["Ada"], []),
        ("personne\tnom\tsorte\n1\tLes Essartes\tlieu\n", ["Les Essartes"], []),
        ('person,form,note\n1,"Ada, la voisine",x\n\n2,Bo,\n', ["Ada, la voisine", "Bo"], []),
        ("person,form,kind\n1,Ada,chose\n,Bo,\n3,x,\n4,Cy,\n4,Cy,\n", ["Cy"], [2, 3, 4, 6]),
        ("person,form,gender\n1,Ada,oui\n1,Ada,f,trop\n", [], [2, 3]),
    ],
)
def test_the_table_is_read_and_bad_lines_are_refused_by_number(
    content: str, forms: list[str], refused: list[int]
) -> None:
    read = read_identities(content.encode())
    assert ([i.form for i in read.identities], [r.line for r in read.refused]) == (forms, refused)


@pytest.mark.parametrize("content", [b"", b"name only\nAda\n", b"form,note\nAda,x\n", b"person,form\n\x00\x01"])
def test_what_is_no_table_of_names_is_refused_without_its_words(content: bytes) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_identities(content)
    assert "Ada" not in str(refusal.value)


def test_a_table_of_windows_is_read() -> None:
    (one,) = read_identities("person;form\n1;Zubaïda\n".encode("cp1252")).identities
    assert one.form == "Zubaïda"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ma sœur [Luísa] m'a dit : « [Fatinha], viens. »", [1, 2]),
        ("Maître [Chidinma Okafor] plaide. Elle a dit : « [Zalina] reste. »", [1, 2]),
        ("Le neveu ([Tonio]).\n\nUn jeune, se dit [Malik], attend.", [1, 2]),
        ("[Serge] dit « le [Belge] » a doublé.", [1, 2]),
        ("[madame Rouvier] elle m'a dit [monsieur Kostka] ici on boit pas", [1, 2]),
        ("[Mme Tessier] est là. [Tessier] junior aussi.", [1, 2]),
        ("Mon mari, [Bébé], est mort. [Bébé Ziegler]. [Mme Ziegler] l'a pleuré.", [1, 1, 2]),
        ("[Jean-Noël Winter] et mon cousin [Winter Noël].", [1, 2]),
        ("[Maria Ferreira da Silva] et [Paul Ferreira] : [Ferreira] suffit.", [1, 2, 3]),
    ],
)
def test_kin_quotations_and_namesakes_make_no_two_people_one(words: str, expected: list[int]) -> None:
    _, (keys,) = linked(words)
    order = {key: n for n, key in enumerate(dict.fromkeys(keys), 1)}
    assert [order[key] for key in keys] == expected


@pytest.mark.parametrize(
    "words",
    [
        "voilà [reine mabiala] et puis [reine] encore [REINE]",
        "[Awa Issoufou] parle : [I, deux S, O, U, F, O, U].",
        "[Nour Belkouche] puis [b e l k o u c h e].",
        "[Souleymane] et [Souley].",
        "[SD] parle. [Sophie Diallo-Perrin] répond.",
        "[PK] parle. [Paul-Kévin] répond.",
        "sa tante [yamina] et [tata yamina]",
        "[Mme B.] ([Samia]) est venue.",
        "[Mme Kılıçoğlu] et [Kiliçoglu].",
        "[Vanessa Vandroucaing] et [madame Vandroucain].",
        "La dernière, [Aminata], que j'appelle [Mimi].",
        "C'est [Yanis], [Yaya] pour le quartier.",
        "demandez [fabienne] ou [fabi]",
    ],
)
def test_short_spelled_and_initial_forms_are_of_the_one_person_they_can_be(words: str) -> None:
    _, (keys,) = linked(words)
    assert len(set(keys)) == 1


def test_a_place_and_the_head_of_its_name_are_one_unless_two_begin_so() -> None:
    def keys(*forms: str) -> list[str | None]:
        mentions = tuple(
            Mention(turn_no=1, start=30 * n, end=30 * n + len(form), form=form, kind=MentionKind.PLACE)
            for n, form in enumerate(forms)
        )
        return [m.entity for m in link_mentions([("s", mentions)], ()).found["s"]]

    assert len(set(keys("Lanty", "Lanty-sur-Bize"))) == 1
    assert len(set(keys("Lanty", "Lanty-sur-Bize", "Lanty-sous-Bois"))) == 3


@pytest.mark.parametrize(
    "words",
    [
        "[Clotilde] tient les comptes. Sans [Clo], plus de ferme.",
        "[Frédo], prends la boutique ! Je m'appelle [Frédéric].",
        "[Muriel] le sait. Évidemment, [Mumu] sait tout.",
        "[Fernand] servait. Un jour [Nand] est tombé.",
        "[Renato] est maçon. [Renatinho], il est gentil.",
        "[Mme Dupeyroux] ne rappelle pas. [Dupeyrou] est partie.",
        "[Yohan Le Floch] est là. [Yohann] sourit.",
        "[M. de Villedieu] a peur. [Villedieu] s'en va.",
        "[Amina Belhadj] anime. [A. Belhadj] attend. [Mme Belhadj] sort.",
        "[Perrin], [Jean-Yves Perrin], a parlé. [Perrin] rit.",
        "Le père [Augustin Mbaye] joue. Le [père Mbaye] danse.",
        "[Jean-Bosco] prêche, et [JB] chante.",
        "Chez [maître Tournebise] on riait, et les [Tournebise] payaient.",
        "[Fañch K.] est venu. [F. K.] repart.",
        "Un autre jour, l'autre [Karine], celle qui cuisine, [Karine Szymczak].",
    ],
)
def test_the_one_person_of_a_source_who_can_be_called_so_is_meant(words: str) -> None:
    _, (keys,) = linked(words)
    assert len(set(keys)) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[Noémie] rit, [Nora] aussi. [Nono] pleure.", [1, 2, 3]),
        ("[Clotilde] et [Clo] sont venues.", [1, 2]),
        ("[Yanis], on l'appelle [Yaya]. Le scooter est à [Sofiane].", [1, 1, 2]),
        ("[Marius Bonnefoy] et [Lucette Bonnefoy] : les [Bonnefoy] partent.", [1, 2, 3]),
        ("Il y avait deux [Karine] : [Karine Delmotte] et une autre.", [1, 2]),
        ("Le père [Kleinmann] crie. [Roland Kleinmann] joue.", [1, 2]),
        ("[Mme Abdallah] traduit, [Faouzia A.] est au lycée.", [1, 2]),
        ("[Saïd Abdallah] passe. [Saïd] rit. [Saïd Combo] arrive.", [1, 1, 2]),
        ("[Hugo] crie et elle disait [Anaëlle Rigaux] devant.", [1, 2]),
        ("un soir [lulu] tombe on appelle [hallouin] le docteur", [1, 2]),
        ("[Nadia] chante. [Nadine] danse.", [1, 2]),
    ],
)
def test_what_could_be_two_people_stays_two(words: str, expected: list[int]) -> None:
    _, (keys,) = linked(words)
    order = {key: n for n, key in enumerate(dict.fromkeys(keys), 1)}
    assert [order[key] for key in keys] == expected


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("[Noémie] rit, [Nora] aussi. [Nono] pleure.", {"short"}),
        ("[Hubert] vient. [H. Grandclément] aussi.", {"letter"}),
        ("[Maria Ferreira] et [Paul Ferreira] : [Ferreira] suffit.", {"namesake"}),
        ("[Mme Durand] vient. [Mme Durant] part.", {"sound"}),
        ("[Paul] vient. [Zohra] part.", set()),
    ],
)
def test_what_is_only_likely_is_asked_and_never_joined(words: str, why: set[str]) -> None:
    made, (keys,) = linked(words)
    assert {pair.why for pair in made.likely} == why
    assert all({pair.key, pair.other} <= set(keys) and pair.key != pair.other for pair in made.likely)
