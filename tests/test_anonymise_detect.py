"""Identifiers are found by rule, cue and list, with and without capitals, and words that must stay are left alone."""

from __future__ import annotations

import pytest

from models.anonymisation import Mention, MentionAction, MentionKind
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.checks import iban_score, nir_score
from pipeline.anonymise.detect import detect, detect_text
from pipeline.anonymise.evaluate import KEEP, unmarked
from pipeline.anonymise.spans import Found, merge
from pipeline.anonymise.words import Casing, judge_casing


def transcript(*texts: str, speakers: tuple[str, ...] = ()) -> Transcript:
    """Turns of a participant."""
    turns = tuple(
        Turn(turn_no=n, speaker=speakers[n - 1] if speakers else "E", role=SpeakerRole.PARTICIPANT, text=text)
        for n, text in enumerate(texts, 1)
    )
    return Transcript(source_id="s", turns=turns)


def masked(mentions: tuple[Mention, ...]) -> list[tuple[str, str]]:
    return [(m.kind.value, m.form) for m in mentions if m.action is MentionAction.MASK]


def check(marked: str) -> None:
    """Every mark is masked, wholly and with its kind; nothing else is."""
    text, spans = unmarked(marked)
    wanted = [(s.label, text[s.start : s.end]) for s in spans if s.label != KEEP]
    assert masked(detect(transcript(text), None)) == wanted


RULES = [
    "écrivez à [[EMAIL:leila.benali@free.fr]] merci",
    "c'est [[EMAIL:leila point benali arobase gmail point com]] voilà",
    "c'est [[EMAIL:l.benali(at)mairie-ville.fr]] je crois",
    "le site [[URL:https://exemple.org/page]] marche",
    "le site [[URL:www.exemple.org]] marche",
    "le site [[URL:garage-du-coin.fr]] marche",
    "le site [[URL:www point exemple point fr]] marche",
    "sur le réseau [[URL:@karim_93]] j'ai tout mis",
    "sur insta [[URL:karim_93]] j'ai tout mis",
    "au [[PHONE:06 12 34 56 78]] le soir",
    "au [[PHONE:06.12.34.56.78]] le soir",
    "au [[PHONE:0612345678]] le soir",
    "au [[PHONE:0612 345 678]] le soir",
    "au [[PHONE:0 6 1 2 3 4 5 6 7 8]] le soir",
    "au [[PHONE:+33 6 12 34 56 78]] le soir",
    "au [[PHONE:00213 5 55 12 34 56]] le soir",
    "au [[PHONE:06 12 34 xx]] le soir",
    "c'est le [[PHONE:zéro six douze trente-quatre cinquante-six soixante-dix-huit]] voilà",
    "c'est le [[PHONE:zéro six douze euh trente-quatre non pardon trente-cinq cinquante-six]] voilà",
    "mon numéro le [[PHONE:06 douze trente-quatre 56 78]] voilà",
    "numéro de sécu [[ID_NUMBER:2 87 03 75 123 456 12]] merci",
    "elle a le [[ID_NUMBER:287037512345612]] merci",
    "le compte [[ID_NUMBER:FR76 3000 6000 0112 3456 7890 189]] est vide",
    "la voiture [[ID_NUMBER:AB-123-CD]] est garée",
    "la voiture [[ID_NUMBER:ab-123-cd]] est garée",
    "la voiture [[ID_NUMBER:1234 XY 75]] est garée",
    "numéro d'allocataire [[ID_NUMBER:4517823]] merci",
    "le code c'est [[ID_NUMBER:45B12]] en bas",
    "le [[DATE:12/03/1987]] au soir",
    "le [[DATE:1987-03-12]] au soir",
    "le [[DATE:3 avril 2019]] au soir",
    "née le [[DATE:12 mars]] au soir",
    "né le [[DATE:12/03]] au soir",
    "elle est née en [[DATE:1987]] ici",
    "née le [[DATE:douze mars mille neuf cent quatre-vingt-sept]] ici",
    "ça s'écrit [[PERSON:B-E-N-A-L-I]] voilà",
    "ça s'écrit [[PERSON:b e n a l i]] voilà",
    "ça s'écrit [[PERSON:B.E.N.A.L.I]] voilà",
    "ça s'écrit [[PERSON:b comme bernard e comme éric]] voilà",
    "au [[ADDRESS:12 bis rue des Lilas, bâtiment B, appt 12]] en bas",
    "au [[ADDRESS:quatre de la rue victor hugo]] en bas",
    "vers la [[ADDRESS:rue du 8 mai 1945]] en bas",
    "dans l'[[ADDRESS:appartement 12]] en bas",
    "dans le [[ADDRESS:bâtiment C]] en bas",
    "Chez elle, [[ADDRESS:93200]] [[PLACE:Saint-Denis]], voilà",
]


@pytest.mark.parametrize("marked", RULES)
def test_what_has_a_form_is_found_by_its_form(marked: str) -> None:
    check(marked)


NAMES = [
    "Bonjour [[PERSON:Mme Durand]], ça va ?",
    "J'ai vu [[PERSON:M. K.]] hier.",
    "On a vu [[PERSON:le docteur Benali]] hier.".replace("le docteur Benali", "docteur Benali"),
    "On a vu [[PERSON:Maître Kaplan]] hier.",
    "On a vu [[PERSON:madame Petit]] hier.",
    "j'ai vu [[PERSON:madame petit]] avec [[PERSON:monsieur belkacem]] au bureau",
    "Avec ma sœur [[PERSON:Leïla]] on y va.",
    "avec ma sœur [[PERSON:leïla]] on y va",
    "avec mon mari [[PERSON:pierre]] on y va",
    "Je m'appelle [[PERSON:Prudence]], bonjour.",
    "je m'appelle [[PERSON:fatou diallo]] bonjour",
    "Tout le monde m'appelle [[PERSON:Titi]] ici.",
    "Son prénom c'est [[PERSON:Ghita]] je crois.",
    "Mon voisin, surnommé le [[PERSON:Chat]], est parti.",
    "On connaît la famille [[PERSON:Diallo]] ici.",
    "On a parlé avec [[PERSON:Karim Benali]] hier.",
    "On a parlé avec [[PERSON:Jean-Marie Le Goff]] hier.",
    "On a parlé avec [[PERSON:Aïcha B.]] hier.",
    "On a parlé avec [[PERSON:Youssef Ben Salah]] hier.",
    "on a parlé avec [[PERSON:youssef ben salah]] hier",
    "C'est [[PERSON:DURAND Pierre]] qui vient.",
    "Moi, j'ai vu [[PERSON:K.]] hier.",
    "on dormait chez [[PERSON:claire]] le soir",
    "[[PERSON:Rose]], elle est partie.",
    "il y avait [[PERSON:karima]] et [[PERSON:rose]] au local",
    "Merci [[PERSON:Karim]], vraiment.",
]


@pytest.mark.parametrize("marked", NAMES)
def test_people_are_found_by_cue_and_list(marked: str) -> None:
    check(marked)


PLACES = [
    "On vient de [[PLACE:Vénissieux]] en bus.",
    "on vient de [[PLACE:vénissieux]] en bus",
    "On habite à [[PLACE:Tours]] puis à [[PLACE:Nice]].",
    "J'ai grandi à [[PLACE:Saint-Julien-Molin-Molette]], là-haut.",
    "on vivait à [[PLACE:saint étienne]] avant",
    "Elle vit aux [[PLACE:Lilas]] avec eux.",
    "Il vient de [[PLACE:Bamako]], au Mali.",
    "Il est incarcéré à [[PLACE:Vezin]] depuis.",
    "Dans le quartier des [[PLACE:Minguettes]] on vit bien.",
    "dans la cité des [[PLACE:bosquets]] on vit bien",
    "Le CHRS des [[ORGANISATION:Tilleuls]] est plein.",
    "le chrs des [[ORGANISATION:tilleuls]] est plein",
    "L'association [[ORGANISATION:Les Petits Pas]] a fermé.",
    "L'association [[ORGANISATION:Le Cèdre bleu]] a fermé.",
    "L'association « [[ORGANISATION:Le grand bain]] » a fermé.",
    "Au collège [[ORGANISATION:Jean-Moulin]], rien.",
    "au collège [[ORGANISATION:jean moulin]] rien",
    "Le CCAS de [[PLACE:Montreuil]] a dit non.",
]


@pytest.mark.parametrize("marked", PLACES)
def test_towns_quarters_and_establishments_are_found(marked: str) -> None:
    check(marked)


STAY = [
    "La CAF, la PMI, le CCAS, le RSA et la MDPH, c'est pareil.",
    "On va aux Restos du Cœur et au Secours populaire en mars.",
    "on va aux restos du cœur et à emmaüs en mars",
    "Euh, Bah, Ben, Ouais, Bon, Voilà, Hein.",
    "Le Bip m'a dit XXX, et BIP qui s'appelle BIP.",
    "Monsieur le maire et madame la directrice sont venus.",
    "monsieur le maire et madame la directrice sont venus",
    "Macron a fait la loi Pinel, l'État a signé.",
    "Au Mali, en France, en Bretagne, dans le Nord.",
    "Les Algériens et les Roms, ils parlent arabe et lingala.",
    "Une rose rose, une pierre, une olive, la claire fontaine.",
    "une rose rose une pierre une olive la claire fontaine",
    "On est à la rue depuis deux ans, dans la rue piétonne.",
    "Elle m'a dit que tu viens. Tu m'as dit non.",
    "Petit à petit, ça va mieux.",
    "La C-A-F, ça s'écrit comme ça.",
    "Il y avait vingt, trente, quarante, cinquante personnes.",
    "Une chaîne de 14 400 fils et une côte précise.",
    "Le collège du secteur, l'école de la République, le quartier de la gare.",
    "Il a fait trois passages étroits et deux places assises.",
]


@pytest.mark.parametrize("text", STAY)
def test_words_that_must_stay_are_left_alone(text: str) -> None:
    assert masked(detect(transcript(text), None)) == []


def test_a_name_certain_once_is_found_everywhere_in_the_transcript() -> None:
    mentions = detect(transcript("Ma sœur Oumayma est là.", "et puis OUMAYMA, oumayma !"), None)
    assert [m.form for m in mentions] == ["Oumayma", "OUMAYMA", "oumayma"]


def test_a_word_is_not_masked_because_someone_bears_it() -> None:
    mentions = detect(transcript("J'ai vu Mme Petit.", "Un petit peu. Petit à petit."), None)
    assert masked(mentions) == [("PERSON", "Mme Petit")]


def test_a_speakers_name_is_looked_for_in_the_turns() -> None:
    mentions = detect(transcript("Alors oumayma dit non.", "Oui.", speakers=("E", "P2_Oumayma")), None)
    assert masked(mentions) == [("PERSON", "oumayma")]


def test_known_forms_of_the_study_are_found_in_any_spelling() -> None:
    text = "on a dormi au pré vert avec zouzou"
    known = {"Zouzou": MentionKind.PERSON, "Pré-Vert": MentionKind.PLACE}
    assert masked(detect(transcript(text), None, known_forms=known)) == [("PLACE", "pré vert"), ("PERSON", "zouzou")]


@pytest.mark.parametrize(
    ("texts", "casing"),
    [
        (["Bonjour Karim. On y va."], Casing.KEPT),
        (["bonjour karim on y va " * 40], Casing.LOST),
        (["BONJOUR KARIM ON Y VA"], Casing.LOST),
        ([""], Casing.LOST),
    ],
)
def test_capitals_are_judged_over_the_transcript(texts: list[str], casing: Casing) -> None:
    assert judge_casing(texts) is casing


@pytest.mark.parametrize(
    ("digits", "score"), [("287037512345687", 1.0), ("287037512345612", 0.8), ("2870375123456", 0.7)]
)
def test_a_wrong_key_lowers_the_score_of_a_national_number(digits: str, score: float) -> None:
    assert nir_score(digits) == score


def test_a_corsican_national_number_has_a_key() -> None:
    key = 97 - int("1870319123456") % 97
    assert nir_score(f"187032A123456{key:02}") == 1.0


@pytest.mark.parametrize(
    ("iban", "score"), [("FR7630006000011234567890189", 1.0), ("FR7630006000011234567890188", 0.7)]
)
def test_an_iban_is_checked_modulo_97(iban: str, score: float) -> None:
    assert iban_score(iban) == score


def test_the_merge_keeps_what_sticks_out_of_the_winner() -> None:
    text = "12 rue Pierre Durand"
    found = [
        Found(0, 13, MentionKind.ADDRESS, "rule:street", rank=20),
        Found(7, 20, MentionKind.PERSON, "list:first-name", rank=80),
    ]
    merged = merge(found, text)
    assert [(text[m.start : m.end], m.kind.value) for m in merged] == [
        ("12 rue Pierre", "ADDRESS"),
        ("Durand", "PERSON"),
    ]
    assert merged[0].detectors == ("rule:street", "list:first-name")


def test_the_merge_prefers_a_mask_to_a_flag() -> None:
    found = [
        Found(0, 5, MentionKind.PLACE, "ner:place", 0.5, 10, MentionAction.FLAG),
        Found(0, 5, MentionKind.PERSON, "list:first-name", 0.9, 80),
    ]
    assert [(m.kind, m.action) for m in merge(found, "Karim")] == [(MentionKind.PERSON, MentionAction.MASK)]


def test_detect_text_answers_in_code_points_of_the_nfc_text() -> None:
    found = detect_text("Un e\u0301te\u0301, Mme Ferreira avait 43 ans.", None)
    text = "Un été, Mme Ferreira avait 43 ans."
    spans = {text[s["start"] : s["end"]]: s for s in found["spans"]}
    assert spans["Mme Ferreira"]["action"] == "mask"
    assert spans["Mme Ferreira"]["replacement"] in found["text"]
    assert spans["43 ans"]["action"] == "flag"
    assert "Ferreira" not in found["text"]


def test_detect_text_masks_speakers_at_the_head_of_lines() -> None:
    text = "KARIM : Oui.\nPK : Non.\nP3_Fatou : Ah.\nChercheuse : Bien.\nCAF : rien."
    found = detect_text(text, None)
    assert [text[s["start"] : s["end"]] for s in found["spans"]] == ["KARIM", "PK", "P3_Fatou"]


def test_detect_text_gives_one_key_to_one_person() -> None:
    text = "Mme Ferreira est venue, Maria Ferreira, et Maria riait."
    assert len({s["key"] for s in detect_text(text, None)["spans"]}) == 1
