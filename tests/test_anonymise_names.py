"""People are found whatever their origin, their case and the punctuation around them; ordinary words are left alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.anonymisation import Mention, MentionAction, MentionKind
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise import speech_reader
from pipeline.anonymise.detect import detect, detect_text
from pipeline.anonymise.evaluate import unmarked
from pipeline.anonymise.spans import Found, merge
from pipeline.anonymise.speech_reader import WeightsMissing, load_weights, probabilities
from pipeline.anonymise.staying import staying
from pipeline.anonymise.words import Casing, read_line


def found(*texts: str) -> tuple[Mention, ...]:
    """Mentions in turns of one participant, rules, lists and networks only."""
    turns = tuple(Turn(turn_no=n, speaker="E", role=SpeakerRole.PARTICIPANT, text=t) for n, t in enumerate(texts, 1))
    return detect(Transcript(source_id="s", turns=turns), None)


def hidden(mentions: tuple[Mention, ...], action: MentionAction | None = MentionAction.MASK) -> set[int]:
    return {k for m in mentions if action is None or m.action is action for k in range(m.start, m.end)}


def check(marked: str) -> None:
    """Every letter of every mark is masked, and no letter outside the marks is."""
    text, spans = unmarked(marked)
    masked = hidden(found(text))
    wanted = {k for s in spans for k in range(s.start, s.end)}
    assert [s for s in spans if any(text[k].isalnum() and k not in masked for k in range(s.start, s.end))] == []
    assert "".join(text[k] for k in sorted(masked - wanted) if text[k].isalnum()) == ""


WITH_CAPITALS = [
    "Mon cousin [[PERSON:Parfait]], oui, vient du Bénin.",
    "[[PERSON:Sandrine Petit]] signe sans lire.",
    "Il s'excuse. [[PERSON:R.]] garde ses gants.",
    "Signé : « [[PERSON:Vve Guivarc'h]] », puis rien.",
    "Elle veut écrire « [[PERSON:Solange]] » comme pseudonyme.",
    "L'huissier, [[PERSON:Maître de La Rochebrochard]], est passé.",
    "C'est [[PERSON:Nguyen Thi Lan]] qui tient l'épicerie avec [[PERSON:M. Tran]].",
    "[[PERSON:Sivakumar]] m'a aidé, [[PERSON:Thevarajah]] aussi.",
    "[[PERSON:Oleksandra]] vient d'Ukraine avec sa mère [[PERSON:Halyna]].",
    "[[PERSON:Mehmet Yıldırım]] travaille dans le bâtiment avec [[PERSON:Özgür]].",
    "[[PERSON:Amaia Etcheverry]] et [[PERSON:Peio]] sont basques.",
    "[[PERSON:Saïd Ahmed Mlanao]] est comorien, sa femme [[PERSON:Moinaecha]] aussi.",
    "Appel de [[PERSON:Mme N'Diaye]] et de [[PERSON:M. O'Connor]].",
    "[[PERSON:D'Almeida]] est venu.",
    "On a vu [[PERSON:Mme L.]] et [[PERSON:P. L.]] et [[PERSON:J-M]] hier.",
    "[[PERSON:G. Eyméoud]] quitte la salle.",
    "[[PERSON:PENARD Rosalie]] a signé.",
    "L'interphone est au nom de [[PERSON:Konaté]], encore.",
    "J'en ai parlé à [[PERSON:Leïla\nBenhamou]] l'autre jour.",
    "J'ai croisé [[PERSON:Jean-\nBaptiste]] devant l'école.",
    "La mère de [[PERSON:Kylian]], elle a pleuré.",
    "Ma belle-mère [[PERSON:Fleur]] et mon beau-père [[PERSON:Marius]] sont là.",
    "Mon mari, [[PERSON:Bébé]], il est mort.",
    "Elle s'appelle [[PERSON:Dominique]], ma sœur.",
    "Les [[PERSON:Lefebvre]] et les [[PERSON:Traoré]] habitent en face.",
    "Serge dit « le [[PERSON:Belge]] » a doublé.".replace("Serge", "[[PERSON:Serge]]"),
]


@pytest.mark.parametrize("marked", WITH_CAPITALS)
def test_people_of_every_origin_and_form_are_masked(marked: str) -> None:
    check(marked)


WITHOUT_CAPITALS = [
    "et puis l'autre [[PERSON:aurore f]] elle est restée",
    "le dossier de [[PERSON:leïla b]] il est perdu",
    "y avait [[PERSON:mourad]] [[PERSON:steph]] et la petite [[PERSON:jennifer]]",
    "le fils à [[PERSON:dédé]] il a repris la ferme",
    "euh écoute [[PERSON:sandrine]] moi je te le dis franchement",
    "c'est [[PERSON:dragan]] un serbe et [[PERSON:mirsad]] de bosnie",
    "[[PERSON:xiaoming]] et [[PERSON:mei]] ont ouvert un bar tabac",
    "[[PERSON:oksana kovalenko]] elle a eu son titre de séjour",
    "merci à [[PERSON:fanta]] [[PERSON:awa]] [[PERSON:binta]] et [[PERSON:djénéba]]",
    "[[PERSON:loulou]] il dort encore",
    "j'ai rendez-vous avec [[PERSON:madame ben youssef]] mardi",
    "[[PERSON:madame de oliveira]] fait le ménage chez [[PERSON:monsieur van der meersch]]",
    "la juge [[PERSON:delcourt]] a dit non",
    "heureusement que [[PERSON:sylvie]] était là parce que [[PERSON:monsieur haddad]] il voulait pas",
    "c'est à [[PERSON:blessing]] et à [[PERSON:precious]] qu'ils ont refusé",
    "la dame [[PERSON:madame printemps]] elle est gentille",
    "avec [[PERSON:prudence]] il faut de la prudence et [[PERSON:victoire]] elle m'a dit pareil",
    "tout le monde la surnomme la [[PERSON:puce]] parce qu'elle est petite",
]


@pytest.mark.parametrize("marked", WITHOUT_CAPITALS)
def test_people_are_masked_in_speech_without_capitals(marked: str) -> None:
    check(marked)


WORDS = [
    "il a sculpté ça en pierre elle est sur le buffet",
    "j'ai lu bourdieu à la bibliothèque",
    "le placard est fermé à clé",
    "Notez : le bureau ouvre à neuf heures.",
    "Il a 3 enf. et une petite retr. depuis mars.",
    "je demande la clémence du tribunal",
    "les roses du jardin sont belles et la pierre est dure",
    "il faut de la prudence et on fête la victoire de la france",
    "c'est clair que voilà l'eau est claire",
    "la caf la pmi le ccas la mdph le rsa le crous la cpam l'urssaf",
    "c'est la loi claeys leonetti et la loi dalo",
    "ma fille adore danser mon fils joue au foot",
    "mon mari travaille beaucoup ma femme reste à la maison",
    "merci beaucoup bonjour madame au revoir monsieur",
    "c'est un vrai don juan un vrai robin des bois",
    "c'est pas marrant c'est relou c'est chelou",
    "ça s'appelle la garantie jeunes",
    "elle m'a dit ok il m'a dit non",
    "un maçon un plaquiste un carreleur un zingueur",
    "comme disait bourdieu c'est la domination",
    "On appelle le SAMU social, et les JO, on s'en moque.",
    "Elle est gênée (adj. utile, enf. à charge, sem. prochaine).",
    "Brigitte Macron et Agnès Buzyn sont venues, Victor Hugo non.",
]


@pytest.mark.parametrize("text", WORDS)
def test_words_and_public_figures_are_left_alone(text: str) -> None:
    check(text)


def test_a_figure_who_gives_a_school_its_name_is_masked_there() -> None:
    assert [m.form for m in found("Elle est au collège Victor-Hugo depuis mardi.")] == ["Victor-Hugo"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("La Miro : Oui.\nTCHAVO : Non.\nLa Miro : Si.\nTCHAVO : Bon.", {"La Miro", "TCHAVO"}),
        ("CHRIST-ROI : Oui.\nEnquêtrice : Et ?\nCHRIST-ROI : Voilà.", {"CHRIST-ROI"}),
        ("Pierre : Oui.\nAnimatrice : Et ?\nFleur : Non.", {"Pierre", "Fleur"}),
        ("pk : bon alors\nsd : oui\npk : non\nsd : si", {"pk", "sd"}),
        ("Animateur : Oui.\nObservatrice : Bien.\nAnimateur : Non.\nDécision : rien.", set()),
    ],
)
def test_names_at_the_head_of_lines_are_told_from_roles(text: str, named: set[str]) -> None:
    assert {text[s["start"] : s["end"]] for s in detect_text(text, None)["spans"]} == named


def test_a_doubt_of_two_detectors_is_masked_and_of_one_is_not() -> None:
    heard = Found(0, 6, MentionKind.PERSON, "heard:person", 0.5, 100, MentionAction.FLAG)
    listed = Found(0, 6, MentionKind.PERSON, "list:surname", 0.6, 70, MentionAction.FLAG)
    elsewhere = Found(7, 9, MentionKind.PERSON, "list:surname", 0.6, 70, MentionAction.FLAG)
    assert [m.action for m in merge([heard, listed], "Konaté ok")] == [MentionAction.MASK]
    assert {m.action for m in merge([heard, elsewhere], "Konaté ok")} == {MentionAction.FLAG}
    assert {m.action for m in merge([heard, heard], "Konaté ok")} == {MentionAction.FLAG}


def test_what_is_heard_in_a_turn_does_not_depend_on_the_turns_around() -> None:
    lines = [read_line(t, Casing.LOST) for t in ("avec karim on rigole", "", "la pierre est dure", "oui")]
    stays = [staying(line) for line in lines]
    together = probabilities(lines, stays)
    alone = [probabilities([line], [stay])[0] for line, stay in zip(lines, stays, strict=True)]
    assert [len(of) for of in together] == [4, 0, 4, 1]
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)
    np.testing.assert_allclose(together[0].sum(axis=1), 1, atol=1e-5)


def test_weights_that_changed_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrong = tmp_path / "weights.npz"
    wrong.write_bytes(b"other")
    monkeypatch.setattr(speech_reader, "WEIGHTS", wrong)
    load_weights.cache_clear()
    with pytest.raises(WeightsMissing, match="Réinstallez"):
        load_weights()
    load_weights.cache_clear()
