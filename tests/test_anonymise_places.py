"""Addresses, communes, quarters, hamlets and local establishments are found with and without capitals and lists."""

from __future__ import annotations

import pytest

from models.anonymisation import MentionAction
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.detect import detect
from pipeline.anonymise.evaluate import KEEP, unmarked


def check(marked: str) -> None:
    """Every mark is wholly masked, and no letter or digit outside the marks is."""
    text, spans = unmarked(marked)
    turn = Turn(turn_no=1, speaker="E", role=SpeakerRole.PARTICIPANT, text=text)
    mentions = detect(Transcript(source_id="s", turns=(turn,)), None)
    masks = [m for m in mentions if m.action is MentionAction.MASK]
    hidden = {k for m in masks for k in range(m.start, m.end)}
    meant = {k for s in spans if s.label != KEEP for k in range(s.start, s.end)}
    leaking = "".join(text[k] for k in sorted(meant) if text[k].isalnum() and k not in hidden)
    assert leaking == "", masks
    assert [m.form for m in masks if any(text[k].isalnum() and k not in meant for k in range(m.start, m.end))] == []


ADDRESSES = [
    "J'habite au [[ADDRESS:14 rue des Mimosas]], au fond.",
    "j'habite au [[ADDRESS:quatorze rue des mimosas]] au fond",
    "on est au [[ADDRESS:12 bis, avenue Victor-Hugo]] depuis mars",
    "on est au [[ADDRESS:douze bis avenue victor hugo]] depuis mars",
    "on est au [[ADDRESS:trois ter de la rue du moulin]] depuis mars",
    "Elle vit [[ADDRESS:7B, impasse des Lilas]], au bout.",
    "elle vit [[ADDRESS:impasse des lilas]] au bout",
    "c'est [[ADDRESS:chemin du Moulin]], après le pont",
    "on habite [[ADDRESS:chemin du moulin]] depuis toujours",
    "j'habite [[ADDRESS:place du marché]] au dessus du bar",
    "on est [[ADDRESS:3 chemin de la Fontaine]] maintenant",
    "on est au [[ADDRESS:trois chemin de la fontaine]] maintenant",
    "Adresse : [[ADDRESS:5 allée du Parc, bât. C, appt 41]].",
    "au [[ADDRESS:cinq allée du parc bâtiment c escalier deux]] tu sonnes",
    "[[ADDRESS:23, bd Gambetta]], 2e gauche",
    "Sdf, domicilié [[ADDRESS:2 quai de la Gare]], [[ADDRESS:59000]] [[PLACE:Lille]].",
    "Résidence [[PLACE:Les Mimosas]], [[ADDRESS:bât B]], [[ADDRESS:59 100]] [[PLACE:Roubaix]]",
    "elle loge résidence [[ADDRESS:les mimosas]] au deuxième",
    "il est [[ADDRESS:bâtiment 4, escalier B]] tu verras",
    "c'est l'[[ADDRESS:appartement 312]] tout au bout",
    "appartement [[ADDRESS:vingt-quatre]] tout au bout".replace("appartement [[ADDRESS:", "[[ADDRESS:appartement "),
    "il dort [[ADDRESS:rue Jean-Jaurès]] sous le porche",
    "il dort [[ADDRESS:rue jean jaurès]] sous le porche",
    "il dort [[ADDRESS:boulevard de la liberté]] sous le porche",
    "vers le [[ADDRESS:4 rue du 8 mai 1945]] je crois",
    "vers le [[ADDRESS:quatre rue du huit mai mille neuf cent quarante-cinq]] je crois",
    "On s'est croisés [[ADDRESS:place Bellecour]].",
    "On a dormi [[ADDRESS:cours Lafayette]], dehors.",
    "[[ADDRESS:BP 12]], la boîte postale de l'association",
    "au [[ADDRESS:12/14 rue Pasteur]] la cour est sale",
    "On est au [[ADDRESS:14\nrue des\nMimosas]], au fond.",
    "j'ai déménagé [[ADDRESS:route de Vannes]] l'an dernier",
]

PLACES = [
    "On habite à [[PLACE:Hazebrouck]] depuis dix ans.",
    "on habite à [[PLACE:hazebrouck]] depuis dix ans",
    "on vient de [[PLACE:saint-julien-molin-molette]] en car",
    "On habite au hameau de [[PLACE:La Combe Noire]].",
    "on habite au hameau de la [[PLACE:combe noire]]",
    "j'ai grandi au lieu-dit [[PLACE:les quatre chemins]] tu vois",
    "J'ai grandi au lieu-dit « [[PLACE:Les Quatre Chemins]] ».",
    "On habite aux [[PLACE:Essartes]], au bout.",
    "on habite aux [[PLACE:essartes]] au bout",
    "on vit aux [[PLACE:tilleuls]] au bout",
    "il est né à [[PLACE:Tizi Ghenif]] là-bas",
    "il est né à [[PLACE:tizi ghenif]] là-bas",
    "elle vient de [[PLACE:Ziguinchor]], elle",
    "elle vient de [[PLACE:ziguinchor]] elle",
    "il est reparti à [[PLACE:kandahar]] l'an dernier",
    "on était logés à [[PLACE:Vauréal]] puis à [[PLACE:Cergy]]",
    "on était logés à [[PLACE:vauréal]] puis à [[PLACE:cergy]]",
    "Le quartier de la [[PLACE:Duchère]], on l'aime.",
    "le quartier de la [[PLACE:duchère]] on l'aime",
    "la cité des [[PLACE:Bosquets]] a brûlé",
    "la cité des [[PLACE:quatre mille]] a brûlé",
    "J'habite au [[PLACE:Mirail]], moi.",
    "dans la tour [[PLACE:Jupiter]] tout le monde se connaît",
    "à la ferme des [[PLACE:Trois Ormes]] on vend du lait",
    "à la ferme des [[PLACE:trois ormes]] on vend du lait",
    "au marché de [[PLACE:Wazemmes]] le dimanche",
    "au parc de la [[PLACE:Deûle]] avec les petits",
    "à l'arrêt [[PLACE:Fontaine-Macé]] du bus",
    "le lotissement du [[PLACE:Pré Joli]] est vide",
    "le lotissement du [[PLACE:pré joli]] est vide",
    "La forêt de [[PLACE:Phalempin]] est à côté.",
    "il travaille à [[PLACE:Sens]] et dort à [[PLACE:Tours]]",
    "Elle est de [[PLACE:Vienne]], je suis né à [[PLACE:Vienne]].",
    "On va sur [[PLACE:Douai]] le samedi.",
    "on va sur [[PLACE:douai]] le samedi",
    "entre [[PLACE:lens]] et [[PLACE:béthune]] y a plus rien",
    "Je suis à [[PLACE:La Courneuve]] et lui au [[PLACE:Blanc-Mesnil]].",
    "je suis à [[PLACE:la courneuve]] et lui au [[PLACE:blanc mesnil]]",
    "le ccas de [[PLACE:wattrelos]] m'a aidé",
    "le maire de [[PLACE:Trifouilly]] a dit non",
    "la mairie de [[PLACE:steenvoorde]] a dit non",
    "il est à la prison de [[PLACE:Sequedin]] depuis mai",
    "la gare de [[PLACE:tourcoing]] est fermée",
]

ESTABLISHMENTS = [
    "Le CHRS des [[ORGANISATION:Tilleuls]] est complet.",
    "le chrs les [[ORGANISATION:tilleuls]] est complet".replace("les [[ORGANISATION:", "[[ORGANISATION:les "),
    "L'EHPAD [[ORGANISATION:Les Jonquilles]] m'a prise.",
    "l'ehpad [[ORGANISATION:les jonquilles]] m'a prise",
    "à la mission locale du [[ORGANISATION:Val Fourré]] ils m'ont écoutée",
    "à la mission locale du [[ORGANISATION:val fourré]] ils m'ont écoutée",
    "au centre social de la [[ORGANISATION:Roseraie]] le mardi",
    "au centre social de la [[ORGANISATION:roseraie]] le mardi",
    "la MECS « [[ORGANISATION:Le Passage]] » ferme",
    "mon fils est au collège [[ORGANISATION:Lucie-Aubrac]] en 4e",
    "mon fils est au collège [[ORGANISATION:lucie aubrac]] en quatrième",
    "à l'école [[ORGANISATION:Jules-Ferry]] avec les petits",
    "à l'école [[ORGANISATION:jules ferry]] avec les petits",
    "au lycée [[ORGANISATION:saint exupéry]] j'étais bien",
    "la crèche [[ORGANISATION:Les Petits Loups]] est chère",
    "la crèche [[ORGANISATION:les petits loups]] est chère",
    "j'ai une asso qui s'appelle [[ORGANISATION:Les Mains Tendues]], on est six",
    "j'ai une asso qui s'appelle [[ORGANISATION:les mains tendues]] on est six",
    "l'association [[ORGANISATION:Solidarité Mères 59]] nous a logées",
    "on boit un coup au bar [[ORGANISATION:Le Balto]] le soir",
    "on mange chez [[ORGANISATION:Momo]], le kebab",
    "il bosse chez [[ORGANISATION:Verkindère]] à la chaîne",
    "il bosse chez [[ORGANISATION:verkindère]] à la chaîne",
    "il travaille chez [[ORGANISATION:Transports Delobel]] depuis peu",
    "l'usine [[ORGANISATION:Stoven]] a fermé en mars",
    "la mosquée [[ORGANISATION:Er-Rahma]] distribue des repas",
    "la paroisse [[ORGANISATION:Sainte-Thérèse]] distribue des repas",
    "la paroisse [[ORGANISATION:sainte thérèse]] distribue des repas",
    "au club de foot, l'[[ORGANISATION:Étoile Sportive de Wazemmes]], on est bien",
    "le garage [[ORGANISATION:Lecomte]] m'a pris en stage",
    "le bailleur, [[ORGANISATION:Vilogia]], ne répond pas",
    "l'hôpital [[ORGANISATION:Roger-Salengro]] m'a gardée",
    "la clinique du [[ORGANISATION:Parc]] m'a gardée",
    "au foyer [[ORGANISATION:Béthanie]] pour femmes",
    "la résidence [[ORGANISATION:Le Clos Fleuri]] est neuve",
    "Elle dort au foyer\n[[ORGANISATION:Béthanie]] depuis lundi.",
    "On va voir si [[ORGANISATION:Le Rebond]] peut nous prendre.",
    "Au GEM [[ORGANISATION:L'Éclaircie]], on cuisine.",
    "Il travaille à la [[ORGANISATION:Sonival]], de nuit.",
    "au café [[ORGANISATION:Chez Josiane]] on refait le monde",
]

STAY = [
    "On habite au calme, au troisième, aux alentours, à la campagne et à l'étage.",
    "on habite au calme au troisième aux alentours à la campagne à l'étage",
    "Je vis à la rue, au foyer, à l'hôtel, au bled, à l'étranger, aux frontières.",
    "je vis à la rue au foyer à l'hôtel au bled à l'étranger aux frontières",
    "elle habite au dessus de chez moi au bout de la rue en face",
    "Il est né au Mali, aux Comores, à Mayotte, à La Réunion, en Algérie.",
    "il est né au mali aux comores à mayotte à la réunion en algérie",
    "Je suis de Bretagne, du Nord, de Seine-Saint-Denis, du Pas-de-Calais, de l'Ain.",
    "La mairie, le CCAS, la mission locale, le centre social, le collège, l'hôpital.",
    "La place du village, la place de la mairie, la rue piétonne, la route du bas.",
    "la place du village la place de la mairie la rue piétonne la route du bas",
    "on s'est mis en route en chemin sur place en cours de route",
    "Le quartier prioritaire, le quartier de la gare, la cité d'urgence, la tour du fond.",
    "le quartier prioritaire le quartier de la gare la cité d'urgence la tour du fond",
    "À l'école la maîtresse dit, au collège les profs sont, à la crèche les enfants dorment.",
    "à l'école la maîtresse dit au collège les profs sont à la crèche les enfants dorment",
    "au foyer le matin y a personne à l'hôpital la nuit non plus",
    "l'association des parents d'élèves le club des aînés le comité des fêtes",
    "le foyer de l'enfance le foyer des jeunes travailleurs la maison de la famille",
    "La salle des fêtes, la salle d'attente, la salle de bain, le cabinet du maire.",
    "la salle des fêtes la salle d'attente la salle de bain le cabinet du maire",
    "une entreprise de ménage, une boîte d'intérim, une agence immobilière, un restaurant chinois",
    "On va chez le médecin, chez moi, chez eux, chez l'assistante sociale, chez Carrefour.",
    "on va chez le médecin chez moi chez eux chez l'assistante sociale chez carrefour",
    "il s'appelle comment ce truc, ça s'appelle une aide, ça s'appelle le RSA",
    "ça s'appelle la double peine et ça s'appelle vivre",
    "l'école de la deuxième chance, l'école de la République, l'école maternelle, l'école primaire",
    "le maire de la commune, le maire de mon village, la mairie de quartier",
    "le chemin du retour, la route de nuit, le passage à l'acte, le cours de français",
    "le chemin du retour la route de nuit le passage à l'acte le cours de français",
    "Place aux jeunes, cours de couture, voie sans issue, montée des prix.",
    "place aux jeunes cours de couture voie sans issue montée des prix",
    "Chez BIP, à l'usine de BIP, à BIP, dans le quartier de BIP, rue BIP.",
    "chez bip à l'usine de bip à bip dans le quartier de bip",
    "j'y suis allée du coup et on est allés de la mairie à la gare",
    "La tour Eiffel, les Champs-Élysées, la place de la République.",
    "on a eu 14 400 familles et 59 100 euros au total",
    "du côté de la famille, au niveau de l'emploi, à côté de la plaque",
    "un bâtiment en ruine, un appartement trop petit, un escalier dangereux, un hall sale",
    "un bâtiment en ruine un appartement trop petit un escalier dangereux un hall sale",
    "elle vient de partir il vient de naître on arrive de loin je sors de là",
    "il est reparti à zéro à pied à vélo à reculons à cause de ça",
    "on est passés à table à travers à côté à peu près à fond",
]


@pytest.mark.parametrize("marked", ADDRESSES)
def test_addresses_are_found_with_digits_or_words(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", PLACES)
def test_places_that_say_where_someone_lives_are_found(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", ESTABLISHMENTS)
def test_names_of_local_establishments_go_and_the_generic_word_stays(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("text", STAY)
def test_generic_places_are_left_alone(text: str) -> None:
    check(text)
