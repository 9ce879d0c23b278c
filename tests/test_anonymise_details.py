"""Ages said oddly, occupations that no list foresaw, facts of a life: flagged whole, never where the words mean nothing."""

from __future__ import annotations

import re

import pytest
from test_anonymise_risk import unmarked

from models.anonymisation import Mention, MentionAction
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.generalise import wider_age
from pipeline.anonymise.risk import REASON_PREFIX, quasi_identifiers

MARK = re.compile(r"\[\[(.*?)\]\]")


def flagged(text: str) -> tuple[Mention, ...]:
    turn = Turn(turn_no=1, speaker="E", role=SpeakerRole.PARTICIPANT, text=text)
    return quasi_identifiers(Transcript(source_id="s", turns=(turn,)))


AGES = (
    "Bon, j'vais sur [[mes soixante-trois]], vous savez.",
    "Guy a [[soixante-dix-huit ans aux prunes]].",
    "Odette a [[quatre-vingt-onze]], elle jardine.",
    "elle a [[quatre vingt onze]] elle jardine encore",
    "J'ai [[cinquante ans tout ronds]].",
    "J'avais [[seize ans et dix mois]].",
    "il a [[huit ans et quart]] il va à l'école",
    "il a [[soixante quatre ans et des poussières]]",
    "avec [[quarante berges]] et un gâteau",
    "elle fera [[ses quatre vingt quatre à la chandeleur]]",
    "Elle a [[quatre fois vingt ans]], comme elle dit.",
    "Il avait juré [[cinquante-cinq ans]].",
    "Il est dans [[les quarante-sept]], pas plus.",
    "L'aîné, Giovanni, [[19 ans à la Toussaint]], travaille.",
    "Mes enfants ont [[7 et 9 ans]].",
    "Safia ([[9]]), Ilyès ([[7]])",
    "M. Ahmadzai, Afgh., [[23 a.]] Rejet",
    "née 14/07/48 (donc [[76 a.]])",
    "F., prénom faux. [[A. 27]]. 2 enf.",
    "bb Roméo, [[5 sem.]], mère",
    "Lyham ([[8;4]]) sous la table",
    "Mme V., [[80 a passés]], escalier",
    "Étal Loulou (oliv., [[62]] dit-il).",
    "« Zizou », polonais, dit [[57]].",
    "Fém., ds [[58e année]], cartomancienne",
    "ma mère est [[nonagénaire]]",
    "notre mère, [[centenaire moins un]], occupe le rez-de-chaussée",
    "P1 : Anaïs, [[vingt-deux, bientôt vingt-trois]], je vis au foyer",
    "Fille Lana, [[4 ans ½]], pas vue depuis",
    "il a [[vingt et un ans la semaine prochaine]]",
)
OCCUPATIONS = (
    "Et moi, je suis [[éleveur d'escargots]].",
    "J'étais [[géomètre-topographe]] dans un cabinet.",
    "Il est [[marin sur un câblier]].",
    "j'ai été [[la première femme conductrice]] de car",
    "Delcambre, [[éleveur de paons]], se plaint",
    "Copain = T. M., [[gardien de but du club]].",
    "Mère, 34 ans, [[agente d'entretien à la centrale nucléaire]].",
    "Je suis [[traducteur de mangas]].",
    "le père il était [[fabricant de cercueils]] alors",
    "Elle est [[documentariste à Arte]].",
    "mon mari est [[imam et chauffeur poids lourd]]",
    "Arrive Henri, [[adjoint à l'urbanisme]], serre des mains.",
    "Armande, [[dernière locutrice du patois]].",
)
FACTS = (
    ("composition de la famille", "je suis rentré avec ma mère et [[mes sept sœurs]]"),
    ("composition de la famille", "j'étais [[la neuvième de onze]]"),
    ("composition de la famille", "à cause de ma [[grossesse triple]]"),
    ("composition de la famille", "elle a fait [[un déni de grossesse]]"),
    ("composition de la famille", "on a [[deux paires de jumeaux]]"),
    ("composition de la famille", "j'ai [[adopté deux sœurs du Rwanda]]"),
    ("composition de la famille", "j'ai [[élevé la fille de ma fille]]"),
    ("composition de la famille", "j'[[en ai enterré quatre]]"),
    ("composition de la famille", "je me suis retrouvée avec [[cinq garçons dont un sourd]]"),
    ("composition de la famille", "On est forains depuis [[cinq générations]]."),
    ("composition de la famille", "Lyham : mère en HP, [[père inconnu]]"),
    ("composition de la famille", "j'ai un fils qui est [[parti en Syrie]]"),
    ("affaire de justice", "je suis [[partie civile]] avec quarante autres"),
    ("affaire de justice", "l'avocat dit que [[l'audience en appel]] sera longue"),
    ("affaire de justice", "Il a pris [[dix-huit mois dont six ferme]]."),
    ("affaire de justice", "Épuisée. [[Plainte ordinale]] en cours"),
    ("affaire de justice", "Père incarcéré ([[CRPC]] stup., 8 mois)"),
    ("affaire de justice", "lettre au fils, [[détenu à Madagascar]]"),
    ("affaire de justice", "On s'est vus [[devant le juge]], pour la maison."),
    ("affaire de justice", "schizophrène, [[ss curatelle]]"),
    ("événement connu", "il est [[tombé du viaduc]]"),
    ("événement connu", "mon père il a [[été enlevé]] là-bas"),
    ("événement connu", "Le jour de [[l'attentat]], j'étais au guichet."),
    ("événement connu", "J'ai [[pris deux éclats dans la cuisse]]."),
    ("événement connu", "Le mari : [[asphyxié dans la cuve]]."),
    ("événement connu", "Délégué, [[grève des loyers 76]]."),
    ("événement connu", "mon père a [[brûlé la boulangerie]]"),
    ("événement connu", "Fils unique [[suicidé en prison]]."),
    ("particularité physique", "je suis [[né sans avant bras gauche]]"),
    ("particularité physique", "elle est [[en hôpital psychiatrique]]"),
    ("particularité physique", "j'ai un genou [[en titane]]"),
    ("maladie ou handicap", "il est mort d'une [[sclérose latérale]]"),
    ("distinction", "je suis chocolatier, [[meilleur apprenti d'Île-de-France]]"),
)


def _missed(text: str, start: int, end: int, found: tuple[Mention, ...]) -> str:
    seen = {k for m in found for k in range(m.start, m.end)}
    return "".join(text[k] for k in range(start, end) if text[k].isalnum() and k not in seen)


@pytest.mark.parametrize("marked", AGES)
def test_an_age_is_flagged_however_it_is_said(marked: str) -> None:
    text, spans = unmarked(marked)
    found = tuple(m for m in flagged(text) if f"{REASON_PREFIX}âge exact" in m.detectors)
    assert [_missed(text, start, end, found) for start, end in spans] == [""] * len(spans)
    assert all(m.action is MentionAction.FLAG for m in found)


@pytest.mark.parametrize("marked", OCCUPATIONS)
def test_an_occupation_that_no_list_holds_is_flagged(marked: str) -> None:
    text, ((start, end),) = unmarked(marked)
    assert _missed(text, start, end, flagged(text)) == ""


@pytest.mark.parametrize(("reason", "marked"), FACTS)
def test_a_fact_by_which_neighbours_know_someone_is_flagged_with_its_reason(reason: str, marked: str) -> None:
    text, ((start, end),) = unmarked(marked)
    found = flagged(text)
    over = {d for m in found if m.start < end and start < m.end for d in m.detectors}
    assert (_missed(text, start, end, found), f"{REASON_PREFIX}{reason}" in over) == ("", True)


@pytest.mark.parametrize(
    "text",
    [
        "il en a quarante", "il y a trente ou quarante voitures", "on a 48,7", "j'ai douze en maths", "j'ai trente euros",
        "je suis heureuse", "je suis premier", "elle était particulière", "c'est irréaliste",
        "je suis droitier", "il faut essayer de trier", "mon métier à la base", "je suis triste en hiver",
        "je suis algérienne", "la dernière fois", "je suis tombée malade", "il est tombé du ciel", "une place dans la société",
        "une génération", "je suis retrouvé au club", "on est partis du principe", "je suis locataire à la cité",
        "j'ai brûlé le dîner",
    ],
)  # fmt: skip
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert [m.form for m in flagged(text)] == []


@pytest.mark.parametrize(
    ("form", "wider"),
    [
        ("mes soixante-trois", "une soixantaine d'années"),
        ("soixante-dix-huit ans aux prunes", "plus de 70 ans"),
        ("huit ans et quart", "moins de 10 ans"),
        ("A. 27", "une vingtaine d'années"),
        ("vingt et un ans la semaine prochaine", "une vingtaine d'années"),
        ("5 semaines", "moins de deux ans"),
    ],
)
def test_an_age_said_oddly_is_made_wider_as_any_other(form: str, wider: str) -> None:
    assert wider_age(form) == wider


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("il est aveugle de naissance et accordeur de pianos", "aveugle de naissance et accordeur de pianos"),
        ("il est mort dans la neige au col voilà", "mort dans la neige au col"),
        ("elle est trisomique et violoncelliste", "trisomique et violoncelliste"),
        ("il est imam mais il travaille", "imam"),
        ("il est imam et ma fille travaille", "imam"),
    ],
)
def test_a_detail_goes_on_to_the_end_of_its_clause_and_no_further(text: str, form: str) -> None:
    assert [m.form for m in flagged(text)] == [form]
