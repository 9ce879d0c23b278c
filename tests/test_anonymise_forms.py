"""Forms heard on new ground: dates taken back, codes half spelled, employers and hamlets of everyday words."""

from __future__ import annotations

import pytest

from models.anonymisation import MentionAction
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.detect import detect
from pipeline.anonymise.evaluate import unmarked


def masked(text: str) -> set[int]:
    """Code points of a text that are masked without a recogniser."""
    turn = Turn(turn_no=1, speaker="E", role=SpeakerRole.PARTICIPANT, text=text)
    mentions = detect(Transcript(source_id="s", turns=(turn,)), None)
    return {k for m in mentions if m.action is MentionAction.MASK for k in range(m.start, m.end)}


IDENTIFY = [
    "les petits c'est du [[DATE:neuf du sept deux mille quatorze]] tous les deux",
    "pour lui c'est le [[DATE:8 4 61]] je m'en souviens",
    "[[DATE:23 11 79]] c'est sa date de naissance",
    "Elle a signé le [[DATE:mardi 3 févr. 2015]] chez le notaire.",
    "le feu a pris dans la nuit du [[DATE:quatre au cinq mars deux mille neuf]] au sous-sol",
    "née le [[DATE:trois euh non le quatre avril mille neuf cent soixante huit]] voilà",
    "Il est venu au monde le [[DATE:6 octobre, en 1952]], à la maison.",
    "Mon aîné, [[DATE:2011, le 7 juin]], au CHU.",
    "Mère de 2 enfants ([[DATE:2012]] et [[DATE:2019]]), suivie par la PMI.",
    "Décès du père : [[DATE:Noël 2011]]. Succession en cours.",
    "moi le [[DATE:neuf]], même mois",
    "sur l'état civil ils ont mis [[DATE:dix-sept, zéro neuf, cinquante-huit]]",
    "le nir [[ID_NUMBER:un soixante et onze zéro cinq soixante-trois cent treize deux cent deux et la clé c'est douze]]",
    "l'iban c'est [[ID_NUMBER:fr trente et un vingt mille quatre cent un zéro neuf cent dix]] et après je sais plus",
    "le code en bas c'est [[ID_NUMBER:dix-neuf c trente]] et puis tu montes",
    "faut taper [[ID_NUMBER:b 47 20]] et pousser",
    "Pour entrer, tu fais [[ID_NUMBER:clé, 3, 8, 1, 7, A]], et tu pousses.",
    "sa voiture c'est [[ID_NUMBER:g t deux cent six q l]] elle est au garage",
    "Camionnette grise, [[ID_NUMBER:en 304 cl]], garée devant.",
    "il a un numéro mdph c'est [[ID_NUMBER:deux cent douze mille neuf cent quatre]] faut le redonner",
    "Réf. locataire [[ID_NUMBER:K/30417-02]] sur le courrier.",
    "Compte EDF, compte [[ID_NUMBER:0533 9012 441]] à clore.",
    "on m'a donné un numéro de fiche, [[ID_NUMBER:G 5512]], et rien",
    "ma carte de séjour, le numéro [[ID_NUMBER:ITA 4KP7 11F02]], je l'ai perdue",
    "écrivez à [[EMAIL:amis tiret berges de loire arobase proton point me]] s'il vous plaît",
    "c'est [[EMAIL:zouz point k, arobase, hotmail point fr]] mon mail",
    "à l'[[ORGANISATION:us verdelle]] il joue le dimanche",
    "la mosquée [[ORGANISATION:al nour]] faisait des colis",
    "je suis de nuit aux [[ORGANISATION:tilleuls]] l'ehpad du bas",
    "on a une association qui s'appelle [[ORGANISATION:tous debout sans peur]] et ça marche",
    "Employeur : SARL [[ORGANISATION:Dorvannes Toiture]], CDD.",
    "Ils sont tous retraités de [[ORGANISATION:Brévac-Moteurs Lorient]].",
    "Je nettoyais les bureaux pour [[ORGANISATION:Clairo-Sèvre Hygiène]], la nuit.",
    "Il va voir à [[ORGANISATION:Marchepied 79]] pour le permis.",
    "Franchement, sans la [[ORGANISATION:Maison Quatre-Temps]], j'étais à la rue.",
    "l'épicerie [[ORGANISATION:chez sabrina et fils]] elle fait crédit",
    "la ferme du [[PLACE:petit pré]] vend des légumes",
    "on prend le car à [[PLACE:val fleury]] le matin",
    "j'habite à [[PLACE:la croix fendue]] depuis toujours",
    "je suis de [[PLACE:la sardane]] tour b au neuvième",
    "c'est au lieu dit [[PLACE:le pas aux chèvres]] on capte rien",
    "mettez [[ADDRESS:zéro neuf deux cent quarante]] c'est le code postal",
    "Squat dit « [[PLACE:la Tannerie]] », évacué.",
    "Les habitants des [[PLACE:Hauts de Montreuil]] attendent.",
    "la maison elle est [[ADDRESS:chemin du vieux lavoir]] sans numéro",
]

STAY = [
    "on a fait trois du deux et un du quatre c'est tout",
    "le 5 10 euros et le 12 15 euros",
    "il faut taper trois cents euros de caution",
    "je regarde la télé à dix-neuf heures et vous vous regardez quoi",
    "on dort à la belle étoile on vit à la campagne",
    "la plupart des patrons de petites boîtes galèrent",
    "je travaille pour ma famille pour manger pour vivre",
    "j'ai signé un contrat pour six mois pour Noël",
    "la Maison départementale des personnes handicapées a dit non",
    "une association qui s'appelle les restos du coeur",
    "il a douze ans il en a treize ma fille quatorze",
    "à bon port à grande échelle à la saint sylvestre",
    "sur le chemin du retour on est en route pour la gare",
    "les retraités de la fonction publique et les retraités de la SNCF",
    "la tour a trente étages et le bâtiment est vieux",
]


@pytest.mark.parametrize("marked", IDENTIFY)
def test_what_identifies_is_wholly_masked(marked: str) -> None:
    text, spans = unmarked(marked)
    hidden = masked(text)
    assert [
        text[s.start : s.end]
        for s in spans
        if any(text[k].isalnum() and k not in hidden for k in range(s.start, s.end))
    ] == []


@pytest.mark.parametrize("text", STAY)
def test_what_everyone_says_is_left_alone(text: str) -> None:
    assert "".join(text[k] for k in sorted(masked(text))) == ""


@pytest.mark.parametrize("text", STAY)
def test_what_everyone_says_is_left_alone_in_lower_case(text: str) -> None:
    assert "".join(text[k] for k in sorted(masked(text.lower()))) == ""
