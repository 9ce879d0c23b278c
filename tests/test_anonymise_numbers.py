"""Numbers, nets and dates are found as people write and say them; quantities, years and helplines are left alone."""

from __future__ import annotations

import time

import pytest

from models.anonymisation import MentionAction, MentionKind
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.checks import iban_score, luhn, nir_score
from pipeline.anonymise.detect import detect
from pipeline.anonymise.evaluate import KEEP, unmarked
from pipeline.anonymise.rules import find_by_rules


def check(marked: str) -> None:
    """Every mark is wholly masked under its kind, and no letter or digit outside the marks is."""
    text, spans = unmarked(marked)
    turn = Turn(turn_no=1, speaker="E", role=SpeakerRole.PARTICIPANT, text=text)
    mentions = detect(Transcript(source_id="s", turns=(turn,)), None)
    masks = [m for m in mentions if m.action is MentionAction.MASK]
    hidden = {k for m in masks for k in range(m.start, m.end)}
    wanted = [s for s in spans if s.label != KEEP]
    for span in wanted:
        leaking = [text[k] for k in range(span.start, span.end) if text[k].isalnum() and k not in hidden]
        kinds = {m.kind.value for m in masks if m.start < span.end and span.start < m.end}
        assert (leaking, span.label in kinds) == ([], True), (text[span.start : span.end], masks)
    meant = {k for s in wanted for k in range(s.start, s.end)}
    assert [m.form for m in masks if any(text[k].isalnum() and k not in meant for k in range(m.start, m.end))] == []


PHONES = [
    "Son portable c'est le [[PHONE:06 39 98 12 34]], appelez le soir.",
    "Tel [[PHONE:06.39.98.12.34]] / fixe [[PHONE:01-99-00-12-34]].",
    "tél : [[PHONE:0639981234]] (soir)",
    "tél [[PHONE:O6 39 98 12 34]] (soir)",
    "Port. [[PHONE:6 39 98 12 34]], le soir.",
    "au standard, poste [[PHONE:4412]], le matin",
    "appelle au [[PHONE:zéro six deux fois trente-neuf douze trente-quatre]] d'accord",
    "son numéro finit par [[PHONE:douze]] c'est sûr",
    "appelle au [[PHONE:06 39 98\n12 34]] le soir",
    "Tél. [[PHONE:06 399 812 34]], ne pas laisser de message.",
    "joindre au [[PHONE:0639 98 12 34]] après 18 h",
    "Portable : [[PHONE:(+33) 6 39 98 12 34]].",
    "Elle a un numéro belge, le [[PHONE:+32 470 12 34 56]], et un autre.",
    "son whatsapp [[PHONE:0033 6 39 98 12 34]] au cas où",
    "tu notes le [[PHONE:zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre]] voilà",
    "tu notes [[PHONE:zero six trente neuf quatre vingt dix huit douze trente quatre]] voilà",
    "appelle au [[PHONE:zéro six double quatre trente-neuf douze zéro huit]] d'accord",
    "appelle au [[PHONE:zéro un quatre-vingt-dix-neuf double zéro douze treize]] d'accord",
    "c'est le [[PHONE:06 puis douze trente-quatre cinquante-six soixante-dix-huit]] je crois",
    "le [[PHONE:06 39, quatre-vingt-dix-huit, euh, 12, 34]] je crois",
    "le [[PHONE:zéro six trente-neuf non pardon trente-huit quatre-vingt-dix-huit douze trente-quatre]] voilà",
    "le [[PHONE:zéro six trente-neuf attends je me trompe trente-huit quatre-vingt-dix-huit douze trente-quatre]] voilà",
    "plus [[PHONE:trente-trois six trente-neuf quatre-vingt-dix-huit douze trente-quatre]] vous notez".replace(
        "plus [[PHONE:", "[[PHONE:plus "
    ),
    "zéro six c'est tout ce que je sais, son numéro finit par [[PHONE:56 12]] je crois",
    "son numéro ça se termine par [[PHONE:cinquante-six douze]] je crois",
    "les quatre derniers chiffres c'est [[PHONE:5612]] je crois",
    "en suisse le [[PHONE:zéro septante-neuf quarante-deux nonante-trois douze]] pour le joindre",
    "j'appelle le [[PHONE:zéro six trois neuf neuf huit un deux trois quatre]] ça sonne",
    "mon numéro euh [[PHONE:zéro six euh trente-neuf euh quatre-vingt-dix-huit et puis douze trente-quatre]] c'est ça",
    "son tel [[PHONE:06 39 98 12 XX]] à vérifier",
    "RAPPELER AU [[PHONE:ZÉRO SIX TRENTE-NEUF QUATRE-VINGT-DIX-HUIT DOUZE TRENTE-QUATRE]]",
    "appelle moi [[PHONE:zéro six trente-neuf\nquatre-vingt-dix-huit douze trente-quatre]] hein",
]

NUMBERS = [
    "Mon numéro de sécu c'est [[ID_NUMBER:2 79 03 59 350 123 24]].",
    "N° SS : [[ID_NUMBER:279035935012324]]",
    "nir [[ID_NUMBER:1 87 03 2A 123 456 17]] transmis",
    "la sécu c'est [[ID_NUMBER:deux soixante-dix-neuf zéro trois cinquante-neuf trois cent cinquante cent vingt-trois]] "
    "je le connais par cœur",
    "numéro de sécurité sociale [[ID_NUMBER:un quatre-vingt-sept zéro trois deux A cent vingt-trois quatre cent "
    "cinquante-six]] voilà",
    "Allocataire CAF [[ID_NUMBER:4517823]], dossier complet.",
    "n° alloc. [[ID_NUMBER:4517823 K]] à rappeler",
    "mon numéro d'allocataire c'est le [[ID_NUMBER:quarante-cinq dix-sept huit cent vingt-trois]] voilà",
    "mon numéro caf c'est [[ID_NUMBER:quatre cinq un sept huit deux trois]] voilà",
    "Identifiant France Travail : [[ID_NUMBER:1234567A]].",
    "identifiant pôle emploi [[ID_NUMBER:1234567 a]] et mot de passe perdu",
    "dossier MDPH n° [[ID_NUMBER:59-2021-04412]], en attente",
    "numéro étranger [[ID_NUMBER:9912345678]] sur le récépissé",
    "N° AGDREF [[ID_NUMBER:7503123456]].",
    "dossier ofpra [[ID_NUMBER:2021-07-01234]] rejeté",
    "RIB [[ID_NUMBER:20041 01005 0500013M026 06]] donné",
    "IBAN [[ID_NUMBER:FR14 2004 1010 0505 0001 3M02 606]]",
    "mon iban [[ID_NUMBER:fr14 2004 1010 0505 0001 3m02 606]] voilà",
    "un compte en Belgique, [[ID_NUMBER:BE68 5390 0754 7034]], vide",
    "SIRET [[ID_NUMBER:732 829 320 00074]] de la boîte",
    "sa boîte, le [[ID_NUMBER:73282932000074]], est radiée",
    "Sa voiture, [[ID_NUMBER:AB-123-CD]], est à la fourrière.",
    "sa plaque c'est [[ID_NUMBER:ab 123 cd]] je l'ai vue",
    "la clio immatriculée [[ID_NUMBER:123 ABC 59]] est partie",
    "la plaque c'est [[ID_NUMBER:a b cent vingt-trois c d]] j'ai noté",
    "Le code c'est [[ID_NUMBER:45B12]], deuxième porte.",
    "Digicode : [[ID_NUMBER:1945A]].",
    "le code de la porte c'est [[ID_NUMBER:quarante-cinq b douze]] tu montes",
    "digicode [[ID_NUMBER:A4512]] puis interphone",
    "pour entrer c'est [[ID_NUMBER:27B45]] et tu montes",
    "sa carte de séjour [[ID_NUMBER:7503123456]] périmée",
    "passeport [[ID_NUMBER:12AB34567]] au consulat",
    "n° d'écrou [[ID_NUMBER:418223]] à rappeler",
    "numéro de dossier [[ID_NUMBER:91 00 45 12 7]] je crois",
    "Son matricule, c'était [[ID_NUMBER:44 812]].",
    "numéro unique [[ID_NUMBER:0590421012345]] du logement",
    "j'ai donné le [[ID_NUMBER:45178231]] au guichet",
    "mon numéro d'allocataire c'est [[ID_NUMBER:zéro quatre cinq un sept huit deux]] voilà",
    "le digicode c'est [[ID_NUMBER:quatre sept b douze]] et tu montes",
    "le code c'est [[ID_NUMBER:a quarante-sept quatorze]] et tu montes",
    "sa plaque c'est [[ID_NUMBER:bx deux cent douze kd]] je l'ai notée",
    "elle roule dans une clio [[ID_NUMBER:BX-212-KD]] bleue",
    "une clio bleue [[ID_NUMBER:bx 212 kd]] garée devant",
    "Mon NIR : [[ID_NUMBER:2.84.11.13.055.214]].",
    "sécu [[ID_NUMBER:2841113055214 37]]",
    "numéro de sécu [[ID_NUMBER:deux quatre-vingt-quatre onze treize zéro cinquante-cinq deux cent quatorze et la clé trente-sept]]",
    "mon numéro de sécu commence par [[ID_NUMBER:2 84 11]] et après je sais plus",
    "n° de dossier [[ID_NUMBER:F-2024-118]] au tribunal",
    "le dossier [[ID_NUMBER:f tiret deux mille vingt-quatre tiret cent dix-huit]] au tribunal",
    "Dossier n°[[ID_NUMBER:2024/118]] (MDPH).",
    "les derniers chiffres de ma carte c'est [[ID_NUMBER:4418]] je crois",
    "CAF [[ID_NUMBER:4517823]] ; France Travail [[ID_NUMBER:5512873C]].",
    "alloc. [[ID_NUMBER:0451782]] - à relancer",
    "N° allocataire : [[ID_NUMBER:045 178 2 M]]",
    "n° étranger [[ID_NUMBER:59 03 12 34 56]]",
    "mon numéro agdref c'est le [[ID_NUMBER:cinquante-neuf zéro trois douze trente-quatre cinquante-six]]",
    "titre de séjour n° [[ID_NUMBER:X4T7 9912]] périmé",
    "récépissé n°[[ID_NUMBER:5903123456]]",
    "écrou [[ID_NUMBER:41822]]",
    "le code de l'immeuble [[ID_NUMBER:soixante-quatorze b douze]]",
    "c'est le code [[ID_NUMBER:dix-neuf soixante-quatorze]] puis la clé",
    "interphone [[ID_NUMBER:12]] au nom de personne",
    "boîte aux lettres [[ID_NUMBER:14]] au fond",
    "carte d'identité [[ID_NUMBER:120359400123]] perdue",
    "son numéro de passeport [[ID_NUMBER:vingt et un a b douze trois cent quatre]] je l'ai appris",
    "numéro adhérent [[ID_NUMBER:778 123]] à la mutuelle",
    "le numéro de contrat edf [[ID_NUMBER:1 012 345 678]] je crois",
    "siret [[ID_NUMBER:732 829 320 00074]]",
    "siren [[ID_NUMBER:732829320]] de l'asso",
    "W59 : [[ID_NUMBER:W595012345]], numéro de l'association en préfecture",
    "matricule [[ID_NUMBER:4471]] à l'usine",
    "badge [[ID_NUMBER:0087]] à l'entrée",
    "dossier [[ID_NUMBER:DALO-59-0412]] rejeté",
    "requête n° [[ID_NUMBER:2102345]] au tribunal administratif",
    "RG [[ID_NUMBER:21/01234]]",
]

NETS = [
    "Écrivez à [[EMAIL:karim.belkacem@exemple.org]].",
    "mail [[EMAIL:k.belkacem (at) exemple.org]] sur le carnet",
    "mon mail [[EMAIL:karim point b arobase gmail point com]] voilà",
    "mon mail c'est [[EMAIL:karim tiret bas b cinquante-neuf arobase gmail point com]] voilà",
    "mon mail c'est [[EMAIL:karim belkacem tout attaché arobase gmail point com]] voilà",
    "adresse mail [[EMAIL:karim59 arobase orange point fr]] je regarde jamais",
    "c'est [[EMAIL:k a r i m arobase hotmail point fr]] tout en minuscules",
    "[[EMAIL:karim.belkacem arobase exemple.org]] merci",
    "c'est [[EMAIL:karim underscore b chez gmail point com]] voilà",
    "Son insta, [[URL:@karim_59]], elle le montre.",
    "mon insta c'est [[URL:karim du 59 tiret bas]] et voilà",
    "sur snap c'est [[URL:lilou underscore cinquante-neuf]] je poste tout",
    "sur tiktok c'est [[URL:la.lilou.59]] je poste tout",
    "mon pseudo c'est [[URL:lilou59]] partout",
    "Facebook : [[URL:facebook.com/karim.belkacem]] voilà",
    "Le site [[URL:www.asso-des-tilleuls.org]] est en panne.",
    "le site c'est [[URL:asso tiret des tiret tilleuls point org]] je crois",
    "arobase [[URL:karim underscore 93]] sur insta".replace("arobase [[URL:", "[[URL:arobase "),
]

DATES = [
    "Né le [[DATE:3 mars 79]], il est d'ici.",
    "née le [[DATE:trois mars soixante-dix-neuf]] à l'hôpital",
    "né le [[DATE:trois du trois soixante-dix-neuf]] je te dis",
    "née le [[DATE:zéro trois zéro trois soixante-dix-neuf]] voilà",
    "DDN : [[DATE:03/03/79]].",
    "ddn [[DATE:03 03 1979]] vu ce jour",
    "date de naissance [[DATE:3.3.79]] je crois",
    "née le [[DATE:1er mai]] comme le muguet",
    "je suis né un [[DATE:14 juillet]] figurez vous",
    "Je suis né en [[DATE:mars 79]].",
    "moi je suis de [[DATE:soixante-dix-neuf]] donc bon",
    "elle est née en [[DATE:mille neuf cent soixante-dix-neuf]] là bas",
    "Née en [[DATE:1979]], veuve.",
    "Mon fils est mort le [[DATE:4 juin 2018]].",
    "mon anniversaire c'est le [[DATE:douze mars]] voilà",
    "Il est né le [[DATE:3 septembre deux mille deux]].",
    "(né le [[DATE:3/9/02]])",
    "le jour du jugement, le [[DATE:12 novembre 2021]], il pleuvait",
    "né le [[DATE:premier du un quatre-vingt]] je crois",
    "naissance : [[DATE:04/87]], fille aînée",
    "elle aura dix-huit ans le [[DATE:quatre mars]] et après",
    "audience [[DATE:12/06]], reportée",
    "Le [[DATE:3 avril]], son père est mort.",
    "né dans la nuit du [[DATE:3 au 4 mars]] chez lui",
    "née en [[DATE:dix-neuf cent soixante-deux]] au pays",
    "date de naissance c'est le [[DATE:trente et un, douze, soixante-quatre]] voilà",
    "né le [[DATE:quatorze euh zéro deux non pardon zéro trois soixante et onze]] voilà",
    "née le [[DATE:3\nmars 79]] à la maison",
    "Ma mère est morte en [[DATE:juin 2019]], ici.",
    "arrivé en France le [[DATE:trois mai]] par le train",
    "je suis de la classe [[DATE:62]], moi",
]

SPELLED = [
    "ça s'écrit [[PERSON:b e l k a c e m]] voilà",
    "B comme Bernard, E comme Émile, L comme Louis, K comme Kléber".replace("B comme", "[[PERSON:B comme").replace(
        "Kléber", "Kléber]]"
    ),
    "[[PERSON:B, E, L, K, A, C, E, M]], comme ça se prononce.",
    "c'est [[PERSON:d e deux l a m o r t e]] sans accent",
    "ça s'épelle [[PERSON:n apostrophe d i a y e]] chez nous",
    "[[PERSON:B.E.L.K.A.C.E.M.]], voilà.",
]

QUANTITIES = [
    "Je touche 562 euros et 40 centimes, le loyer c'est 437,50 € par mois.",
    "On touche cinq cent soixante-deux euros, on en paie quatre cent trente-sept de loyer.",
    "Le 115 ne répond pas, le 3919 non plus, j'ai fait le 18, le 112 et le 119.",
    "le cent quinze ne répond pas le trente-neuf dix-neuf non plus",
    "il y avait trente quarante cinquante personnes peut-être soixante",
    "l'article 375 du code civil, l'article L. 222-5, la loi du 11 février 2005",
    "La loi du 2 janvier 2002 et le décret du 3 mars 2009.",
    "Le 11 septembre 2001, le 13 novembre 2015, le 17 mars 2020, on s'en souvient.",
    "Je suis du 93, mon frère du 59, elle du neuf trois.",
    "On est arrivés en 2011, repartis en deux mille quatorze, revenus en 2016.",
    "De 8 h 30 à 12 h et de 14 h à 17 h 30, du lundi au vendredi.",
    "de huit heures et demie à midi et de quatorze heures à dix-sept heures trente",
    "Un 42 m² au 3e, 12 ans d'attente, 3 enfants, 2 chambres.",
    "un quarante-deux mètres carrés au troisième douze ans d'attente trois enfants",
    "On a eu 12 000 habitants, 1 500 logements, 300 familles en 10 ans.",
    "Le budget fait 1 250 000 euros sur 3 ans.",
    "un million deux cent cinquante mille euros sur trois ans",
    "Entretien 04, durée 1 h 12 min 30 s, page 12, ligne 345.",
    "De 2 à 5 ans, de 10 à 15 %, 3 fois sur 4, 50/50.",
    "J'ai pris le bus 12, le métro ligne 4, la D906 puis l'A71.",
    "le rer b la ligne treize et le bus cent vingt-trois",
    "12 mars 14 heures : réunion. 12 mars, 20 personnes.",
    "Deux fois trois, trois fois par semaine, deux fois dix euros.",
    "Elle est née deux ans après, née deuxième de cinq, nés trois la même année.",
    "Le CM2, la 6e B, le 1er étage, la classe de 3e 4.",
    "La vitamine B12, le covid 19, le windows 10, la 4G, un T3, un F4.",
    "De 1914 à 1918, en 68, en 81 et en 2002.",
    "un deux trois soleil, un deux un deux, et de un, et de deux",
    "J'en ai vu un, deux, trois, quatre, cinq, six, sept.",
    "Le site ameli.fr, caf.fr, service-public.fr et leboncoin.fr.",
    "mon insta il est privé et mon facebook c'est fini",
    "Elle est née de là, née d'un rien, il est né en prison.",
    "on a un six ou sept, un huit ou neuf, un quatre étoiles",
    "Le code c'est secret. Le numéro de téléphone, je l'ai perdu. Le dossier est à refaire.",
    "le numéro ne répond pas j'ai appelé trois quatre fois dix fois vingt fois",
    "Il me reste dix euros vingt pour trois jours, quatre avec les pâtes.",
    "Entre 2019 et 2021, entre 12 et 15 personnes, entre 25 et 30 ans.",
    "la C A F, le R S A, le C C A S, les C D I et C D D",
    "Il y a à dire. Y a a rien. il a a a a a dit",
    "le 14 juillet on a dansé et le 1er mai on a défilé le 8 mai aussi",
    "1 2 3 4 5 sur l'échelle, 7 8 sur dix",
    "on a fait le un le deux le trois et le quatre novembre",
    "point com c'est des bêtises et arobase je sais pas ce que c'est",
    "On est 12 à table : 4 grands, 8 petits ; 3 garçons, 5 filles.",
    "de mille neuf cent quatre-vingt à deux mille dix on a eu trois maires",
    "Total 1 234 567 voix, 12 345 678 euros, 65 000 000 de Français.",
]


@pytest.mark.parametrize("marked", PHONES)
def test_telephones_are_found_as_written_and_as_said(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", NUMBERS)
def test_numbers_of_files_accounts_plates_and_doors_are_found(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", NETS)
def test_addresses_of_the_net_are_found_as_written_and_as_said(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", DATES)
def test_dates_that_identify_are_found_as_written_and_as_said(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", SPELLED)
def test_spelled_names_are_found(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("text", QUANTITIES)
def test_quantities_years_and_helplines_are_left_alone(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", QUANTITIES)
def test_quantities_are_left_alone_without_capitals(text: str) -> None:
    check(text.lower())


@pytest.mark.parametrize(
    ("number", "valid"), [("73282932000074", True), ("73282932000075", False), ("732829320", True)]
)
def test_a_business_number_is_checked_by_luhn(number: str, valid: bool) -> None:
    assert luhn(number) is valid


@pytest.mark.parametrize("iban", ["BE68539007547034", "DE89370400440532013000", "fr14 2004 1010 0505 0001 3m02 606"])
def test_ibans_of_other_countries_are_checked_too(iban: str) -> None:
    assert iban_score(iban) == 1.0


def test_a_national_number_said_aloud_has_its_key_checked() -> None:
    assert nir_score("2790359350123" + f"{97 - 2790359350123 % 97:02}") == 1.0


def test_a_turn_of_nothing_but_numbers_is_read_in_reasonable_time() -> None:
    """A pattern that backtracks took eighteen seconds on such a turn."""
    started = time.process_time()
    find_by_rules("un deux trois quatre " * 500)
    assert time.process_time() - started < 2


def test_a_number_before_a_date_is_no_telephone() -> None:
    """The heading of a transcript that bears its file's name."""
    assert not [one for one in find_by_rules("Entretien 01 25.01.14 03ab") if one.kind is MentionKind.PHONE]
    assert [one for one in find_by_rules("le 06 39 98 12") if one.kind is MentionKind.PHONE]


@pytest.mark.parametrize(
    "marked",
    [
        "Mon numéro ? C'est le [[PHONE:zéro six… attends, non, zéro sept, trente-neuf, quatre-vingt-dix-huit, douze, zéro quatre]].",
        "mon numéro à la dame : [[PHONE:06 39 98 33, euh, 33 02]]. Elle rappelle jamais.",
        "Mon téléphone : [[PHONE:quatre-vingt-dix-neuf, zéro zéro, douze, treize]], avec l'indicatif devant.",
        "Port. noté de travers : [[PHONE:06-39-98-4?-11]].",
        "numéro de sécu : [[ID_NUMBER:deux, soixante-quatre, zéro huit, soixante-neuf, et la suite deux cent vingt-trois, zéro quarante-deux]].",
        "Le RIB ? [[ID_NUMBER:FR76, 3000 4012, 8800 0100, puis 2204 517, clé 63]]. Voilà.",
        "dossier [[ID_NUMBER:34-B-118 907]]. Entre-temps",
        "réf. contentieux [[ID_NUMBER:K-77 120-5]].",
        "titre séj. [[ID_NUMBER:9934 07 551 820]].",
        "RPPS [[ID_NUMBER:10 100 482 917]]. Épuisée.",
        "le procès-verbal [[ID_NUMBER:1187]]",
        "le numéro de la dette : [[ID_NUMBER:HX 4471 209]].",
        "réf. [[ID_NUMBER:RJ/8841/KL]].",
        "réf. [[ID_NUMBER:85-CTRL-0934]] »",
        "parcelle [[ID_NUMBER:ZK 44]], litige",
        "Portail codé [[ID_NUMBER:4 4 1]] #.",
        "elle dit [[ID_NUMBER:Étoile 3062]]. Je change tous les lundis.",
        "la plaque c'est [[ID_NUMBER:a b comme bernard quatre cent douze x k]]",
        "avec un tiret bas donc euh [[URL:yass tiret bas officiel]]",
        "Je suis sorti le [[DATE:lundi de Pâques 2008]], avec une valise.",
        "je suis de la [[DATE:Saint-Michel soixante-deux]], comme ma mère",
        "dans la nuit du [[DATE:quatre au cinq décembre]], il y a sept ans",
        "En [[DATE:août 44, le 26]], un camion est venu.",
        "elle est tatouée là : [[DATE:23.VII.2011]].",
        "Sort. [[DATE:18/12]], bracelet.",
        "Il est parti le [[DATE:30 juin]].",
    ],
)
def test_numbers_and_dates_read_out_in_pieces_are_found_whole(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "text",
    [
        "Maraude, nuit du 8 au 9 janvier.",
        "Le 11 septembre 2001, le 13 novembre 2015.",
        "la suite au prochain numéro",
        "un tiret bas de gamme",
        "À Noël 40 personnes sont venues.",
    ],
)
def test_what_is_nobodys_number_or_date_is_left(text: str) -> None:
    assert [one for one in find_by_rules(text) if one.action is MentionAction.MASK] == []
