"""
Words that must stay, each in a sentence someone could say: institutions, benefits, networks, laws, authors, brands.

Marked `[[KEEP:…]]`; none of them may be masked, as written nor in lower case. Names planted beside some of them show
that the sentence was read.
"""

from __future__ import annotations

import pytest

from models.anonymisation import MentionAction
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.detect import detect
from pipeline.anonymise.evaluate import unmarked

MIN_PHRASES = 300

INSTITUTIONS = [
    "La [[KEEP:CAF]] me réclame un trop-perçu, la [[KEEP:CPAM]] aussi, et la [[KEEP:CARSAT]] ne répond pas.",
    "C'est la [[KEEP:PMI]] qui a signalé, puis l'[[KEEP:ASE]], puis la [[KEEP:PJJ]].",
    "On a eu une [[KEEP:AEMO]], puis une [[KEEP:AED]], avec une [[KEEP:TISF]] le mardi.",
    "Le dossier [[KEEP:MDPH]] est parti, j'attends l'[[KEEP:AAH]], l'[[KEEP:AEEH]] et la [[KEEP:PCH]].",
    "Au [[KEEP:CCAS]] ils m'ont parlé du [[KEEP:CIAS]], de l'[[KEEP:UDAF]] et du [[KEEP:CIDFF]].",
    "On a dormi en [[KEEP:CHRS]], en [[KEEP:CADA]], en [[KEEP:HUDA]] et puis en [[KEEP:CPH]].",
    "J'ai la [[KEEP:C2S]], avant j'avais la [[KEEP:CMU]], et lui il a la [[KEEP:PUMA]].",
    "Entre le [[KEEP:RSA]], les [[KEEP:APL]], l'[[KEEP:ASS]] et la [[KEEP:prime d'activité]] on s'y perd.",
    "J'ai fait un recours [[KEEP:DALO]], le [[KEEP:SIAO]] a dit non, le [[KEEP:FSL]] aussi.",
    "Il est passé par un [[KEEP:CSAPA]], un [[KEEP:CAARUD]], un [[KEEP:CMP]] et un [[KEEP:CATTP]].",
    "Mon petit est en [[KEEP:IME]], le grand en [[KEEP:ITEP]], et moi en [[KEEP:ESAT]].",
    "Le [[KEEP:SAVS]] vient le lundi, le [[KEEP:SAMSAH]] le jeudi, le [[KEEP:SESSAD]] jamais.",
    "La [[KEEP:MECS]] a fermé, on parle d'une [[KEEP:OPP]] et d'un [[KEEP:placement]].",
    "Ma mère est en [[KEEP:EHPAD]], avec l'[[KEEP:APA]] et l'[[KEEP:ASPA]].",
    "J'ai été à [[KEEP:Pôle emploi]], ça s'appelle [[KEEP:France Travail]], avant c'était l'[[KEEP:ANPE]].",
    "La [[KEEP:mission locale]] et [[KEEP:Cap emploi]], ils connaissent le [[KEEP:CEJ]] et la [[KEEP:Garantie jeunes]].",
    "L'[[KEEP:OFII]], l'[[KEEP:OFPRA]] et la [[KEEP:CNDA]], j'y ai laissé quatre ans, avec une [[KEEP:OQTF]].",
    "Le [[KEEP:juge]] des enfants, le [[KEEP:JAF]], le [[KEEP:SPIP]] et le [[KEEP:tribunal judiciaire]].",
    "La [[KEEP:Sécurité sociale]], l'[[KEEP:assurance maladie]] et l'[[KEEP:URSSAF]] se renvoient la balle.",
    "Le [[KEEP:conseil départemental]], la [[KEEP:préfecture]], la [[KEEP:mairie]] et l'[[KEEP:État]] ne se parlent pas.",
    "L'[[KEEP:Éducation nationale]] manque d'[[KEEP:AESH]], et l'[[KEEP:ULIS]] est pleine.",
    "Le [[KEEP:SAMU social]], le [[KEEP:115]], le [[KEEP:119]] et le [[KEEP:3919]], je les connais par cœur.",
    "On a appelé les [[KEEP:pompiers]], la [[KEEP:police]], la [[KEEP:gendarmerie]] et le [[KEEP:SAMU]].",
    "La [[KEEP:DDETS]], la [[KEEP:DREETS]], l'[[KEEP:ARS]] et la [[KEEP:DREES]] demandent des chiffres.",
    "L'[[KEEP:ANCT]] paie, l'[[KEEP:ANRU]] casse, l'[[KEEP:ANAH]] aide, l'[[KEEP:ADIL]] conseille.",
    "J'ai un [[KEEP:CDI]], lui un [[KEEP:CDD]], elle est au [[KEEP:SMIC]] avec un [[KEEP:CAP]] et un [[KEEP:BEP]].",
    "Le [[KEEP:CPF]], le [[KEEP:GRETA]], l'[[KEEP:AFPA]] et la [[KEEP:VAE]], on m'a tout proposé.",
    "On est en [[KEEP:QPV]], avant c'était une [[KEEP:ZUP]], avec un [[KEEP:contrat de ville]].",
    "La [[KEEP:RQTH]], l'[[KEEP:AGEFIPH]] et la [[KEEP:médecine du travail]] m'ont suivi.",
    "Le [[KEEP:bailleur]] est [[KEEP:HLM]], il y a la garantie [[KEEP:Visale]] et [[KEEP:Action Logement]].",
    "Le dossier de [[KEEP:surendettement]] est à la [[KEEP:Banque de France]].",
    "Le [[KEEP:CMPP]] a deux ans d'attente, le [[KEEP:CAMSP]] aussi, l'[[KEEP:ARS]] le sait.",
    "Ma [[KEEP:carte Vitale]] ne marche plus, [[KEEP:Ameli]] bugue, [[KEEP:FranceConnect]] aussi.",
    "On a une [[KEEP:MJC]], un [[KEEP:CLAS]], un [[KEEP:LAEP]] et le [[KEEP:REAAP]].",
    "La [[KEEP:tutelle]], la [[KEEP:curatelle]], le [[KEEP:MJPM]] : c'est le même bureau.",
    "[[KEEP:Parcoursup]], le [[KEEP:CROUS]], [[KEEP:Pronote]], tout est sur internet.",
    "La [[KEEP:DASEN]] et le [[KEEP:rectorat]] ont fermé une [[KEEP:SEGPA]].",
    "La [[KEEP:maison France Services]] et l'[[KEEP:aide juridictionnelle]], ça m'a sauvée.",
]

NETWORKS = [
    "On va aux [[KEEP:Restos du Cœur]], au [[KEEP:Secours populaire]] et au [[KEEP:Secours catholique]].",
    "[[KEEP:Emmaüs]], la [[KEEP:Croix-Rouge]] et l'[[KEEP:Armée du Salut]] donnent des meubles.",
    "Les gens d'[[KEEP:ATD Quart Monde]] et de la [[KEEP:Fondation Abbé Pierre]] sont venus.",
    "[[KEEP:Médecins du Monde]], la [[KEEP:Cimade]], le [[KEEP:Gisti]] et [[KEEP:Utopia 56]] aident les exilés.",
    "Les [[KEEP:Petits Frères des Pauvres]] et [[KEEP:Habitat et Humanisme]] passent le jeudi.",
    "On a monté un dossier avec [[KEEP:Soliha]], l'[[KEEP:ADIE]] et [[KEEP:Familles rurales]].",
    "C'est géré par [[KEEP:Adoma]], avant c'était la [[KEEP:Sonacotra]], ou par [[KEEP:Coallia]].",
    "J'ai appelé [[KEEP:SOS Amitié]], puis le [[KEEP:Planning familial]].",
    "La [[KEEP:Banque alimentaire]] livre l'[[KEEP:épicerie sociale]] le mercredi.",
    "Elle est à la [[KEEP:CGT]], lui à la [[KEEP:CFDT]], moi à [[KEEP:SUD]].",
    "Les [[KEEP:Apprentis d'Auteuil]] et [[KEEP:France terre d'asile]] ont repris le foyer.",
    "On fait partie des [[KEEP:Territoires zéro chômeur]] et de l'[[KEEP:ESS]].",
    "La [[KEEP:Ligue de l'enseignement]], les [[KEEP:Francas]] et [[KEEP:Léo Lagrange]] gèrent les centres.",
    "On était chez la [[KEEP:MACIF]], puis la [[KEEP:MAIF]], puis [[KEEP:Groupama]].",
    "L'[[KEEP:UNICEF]], l'[[KEEP:ONU]] et l'[[KEEP:OMS]], c'est loin.",
    "[[KEEP:Amnesty International]] et la [[KEEP:Ligue des droits de l'homme]] ont écrit.",
    "L'[[KEEP:Unafam]], l'[[KEEP:Unapei]] et l'[[KEEP:APF]] défendent les familles.",
    "L'[[KEEP:ADMR]] envoie une aide, le [[KEEP:SSIAD]] une infirmière.",
]

BRANDS = [
    "Je fais mes courses chez [[KEEP:Lidl]], chez [[KEEP:Aldi]] ou à [[KEEP:Carrefour]].",
    "J'ai un compte à [[KEEP:La Poste]], lui au [[KEEP:Crédit agricole]], elle à la [[KEEP:Caisse d'épargne]].",
    "On prend rendez-vous sur [[KEEP:Doctolib]], on s'appelle sur [[KEEP:WhatsApp]].",
    "Tout passe par [[KEEP:Facebook]], [[KEEP:Instagram]], [[KEEP:TikTok]] et [[KEEP:Snapchat]].",
    "Il fait [[KEEP:Uber]], son frère [[KEEP:Deliveroo]], ils ont un scooter.",
    "Le canapé vient du [[KEEP:Bon Coin]], la table d'[[KEEP:Ikea]], le frigo de chez [[KEEP:Darty]].",
    "J'ai travaillé chez [[KEEP:Renault]], chez [[KEEP:Michelin]] et chez [[KEEP:Amazon]].",
    "L'[[KEEP:EDF]] a coupé, [[KEEP:Engie]] aussi, [[KEEP:Orange]] nous a résiliés.",
    "On regarde [[KEEP:BFM]], [[KEEP:TF1]], [[KEEP:France 2]] et [[KEEP:Netflix]].",
    "La [[KEEP:SNCF]] supprime les [[KEEP:TER]], il reste [[KEEP:BlaBlaCar]].",
    "Ils mangent au [[KEEP:McDo]] et au [[KEEP:KFC]], ils boivent du [[KEEP:Coca]].",
    "On remplit sur [[KEEP:Excel]], on imprime le [[KEEP:Cerfa]], on l'envoie par [[KEEP:Gmail]].",
    "Il fait de l'intérim chez [[KEEP:Manpower]], chez [[KEEP:Adecco]] et chez [[KEEP:Randstad]].",
    "J'envoie l'argent par [[KEEP:Western Union]], avant c'était [[KEEP:MoneyGram]].",
    "J'ai lu ça dans [[KEEP:Le Monde]], dans [[KEEP:Libération]] et dans [[KEEP:Ouest-France]].",
]

LAWS_AND_AUTHORS = [
    "Depuis la [[KEEP:loi Claeys-Leonetti]] et la [[KEEP:loi Kouchner]], on doit demander au patient.",
    "La [[KEEP:loi de 2005]], la [[KEEP:loi 2002-2]] et la [[KEEP:loi ALUR]] ont changé le métier.",
    "La [[KEEP:loi SRU]], la [[KEEP:loi Elan]] et la [[KEEP:loi DALO]] ne sont pas appliquées.",
    "On est une association [[KEEP:loi 1901]], on répond à l'article 375 du [[KEEP:code civil]].",
    "C'était avant la [[KEEP:loi Veil]], avant la [[KEEP:loi Badinter]], avant la [[KEEP:loi Evin]].",
    "Le [[KEEP:plan pauvreté]], le [[KEEP:plan grand froid]], le [[KEEP:Ségur]], on a tout vu.",
    "La [[KEEP:convention de Genève]] dit le contraire de l'accord [[KEEP:Schengen]].",
    "Penser à [[KEEP:Bourdieu]], à [[KEEP:Castel]] et à [[KEEP:Paugam]] pour la disqualification.",
    "C'est du [[KEEP:Goffman]], ou du [[KEEP:Foucault]], sur l'institution totale.",
    "Le non-recours, c'est [[KEEP:Philippe Warin]] ; le guichet, c'est [[KEEP:Siblot]].",
    "Relire [[KEEP:Norbert Elias]], [[KEEP:Abdelmalek Sayad]] et [[KEEP:Joan Tronto]].",
    "[[KEEP:Freud]] et [[KEEP:Lacan]], à l'école d'éduc, ça ne m'a jamais servi.",
    "[[KEEP:Paulo Freire]] et [[KEEP:Saul Alinsky]], voilà nos références.",
    "[[KEEP:Macron]] a dit qu'il fallait traverser la rue, [[KEEP:Sarkozy]] parlait du Kärcher.",
    "Sous [[KEEP:Mitterrand]] et sous [[KEEP:Chirac]], on avait encore des moyens.",
    "C'est [[KEEP:Simone Veil]] et [[KEEP:l'abbé Pierre]] qu'il faudrait écouter.",
    "[[KEEP:Coluche]] se retournerait dans sa tombe, [[KEEP:Zidane]] aussi.",
    "La [[KEEP:loi Pinel]], le [[KEEP:plan Marshall]], les [[KEEP:accords de Matignon]].",
]

TIME_AND_PEOPLES = [
    "En [[KEEP:mars]], en [[KEEP:mai]], en [[KEEP:août]] et à la [[KEEP:Toussaint]], c'est fermé.",
    "Le [[KEEP:lundi]] et le [[KEEP:jeudi]], sauf pendant le [[KEEP:ramadan]] et à [[KEEP:Noël]].",
    "À la [[KEEP:Saint-Jean]] on fait un feu, à [[KEEP:Pâques]] les œufs, à l'[[KEEP:Aïd]] le mouton.",
    "Les [[KEEP:Algériens]], les [[KEEP:Maliens]], les [[KEEP:Portugais]] et les [[KEEP:Roms]] sont voisins.",
    "On parle [[KEEP:soninké]], [[KEEP:lingala]], [[KEEP:arabe]], [[KEEP:kabyle]] et [[KEEP:créole]].",
    "Les [[KEEP:musulmans]], les [[KEEP:catholiques]], les [[KEEP:évangéliques]] et les [[KEEP:juifs]] s'entendent.",
    "On vient du [[KEEP:Mali]], du [[KEEP:Portugal]], de [[KEEP:Roumanie]] et d'[[KEEP:Afghanistan]].",
    "Je suis de [[KEEP:Bretagne]], elle du [[KEEP:Nord]], lui de l'[[KEEP:Ardèche]], eux de [[KEEP:Guadeloupe]].",
    "Depuis le [[KEEP:Covid]], le [[KEEP:confinement]] et les [[KEEP:gilets jaunes]], tout a changé.",
    "Après [[KEEP:Charlie Hebdo]] et le [[KEEP:Bataclan]], le regard des gens a changé.",
]

ORDINARY = [
    "Une [[KEEP:rose]], une [[KEEP:pierre]], une [[KEEP:olive]] et un [[KEEP:marin]] dans la chanson.",
    "Elle a de la [[KEEP:grâce]], de la [[KEEP:prudence]] et du [[KEEP:courage]].",
    "C'est [[KEEP:clair]], la situation est [[KEEP:claire]], l'eau est [[KEEP:claire]].",
    "On a mangé des [[KEEP:carottes]], des [[KEEP:poivrons]] et du [[KEEP:couscous]] sous les [[KEEP:tilleuls]].",
    "La [[KEEP:victoire]] est belle, la [[KEEP:constance]] paie, la [[KEEP:patience]] aussi.",
    "Il m'a dit [[KEEP:bonjour]], [[KEEP:merci]], [[KEEP:pardon]], et [[KEEP:voilà]].",
    "Le [[KEEP:boulanger]], le [[KEEP:boucher]], le [[KEEP:charpentier]] et le [[KEEP:maçon]] sont partis.",
    "C'est un petit [[KEEP:village]], avec une [[KEEP:place]], un [[KEEP:pont]] et une [[KEEP:fontaine]].",
    "Le [[KEEP:collège]], le [[KEEP:lycée]], la [[KEEP:crèche]], l'[[KEEP:hôpital]], tout est loin.",
    "La [[KEEP:salle des fêtes]], le [[KEEP:comité des fêtes]], le [[KEEP:club des aînés]], tout ferme.",
    "La [[KEEP:maison de quartier]], la [[KEEP:régie de quartier]], le [[KEEP:conseil citoyen]], on y va.",
    "Madame la [[KEEP:directrice]], monsieur le [[KEEP:maire]], la [[KEEP:juge]] et l'[[KEEP:éducatrice]].",
    "Mon [[KEEP:mari]], ma [[KEEP:sœur]], les [[KEEP:voisins]], le [[KEEP:gardien]], tous sont venus.",
    "[[KEEP:Euh]], [[KEEP:bah]], [[KEEP:ouais]], [[KEEP:bref]], [[KEEP:tiens]], [[KEEP:allez]].",
]

ALL = [*INSTITUTIONS, *NETWORKS, *BRANDS, *LAWS_AND_AUTHORS, *TIME_AND_PEOPLES, *ORDINARY]


def touched(marked: str, *, lower: bool) -> list[str]:
    """Phrases that had to stay and of which something is masked."""
    text, spans = unmarked(marked)
    turn = Turn(turn_no=1, speaker="E", role=SpeakerRole.PARTICIPANT, text=text.lower() if lower else text)
    mentions = detect(Transcript(source_id="s", turns=(turn,)), None)
    masks = [m for m in mentions if m.action is MentionAction.MASK]
    return [text[s.start : s.end] for s in spans if any(m.start < s.end and s.start < m.end for m in masks)]


@pytest.mark.parametrize("marked", ALL)
def test_what_everyone_shares_stays_as_written(marked: str) -> None:
    assert touched(marked, lower=False) == []


@pytest.mark.parametrize("marked", ALL)
def test_what_everyone_shares_stays_without_capitals(marked: str) -> None:
    assert touched(marked, lower=True) == []


def test_the_table_is_as_long_as_it_says() -> None:
    assert sum(marked.count("[[KEEP:") for marked in ALL) >= MIN_PHRASES
