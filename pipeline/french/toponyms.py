"""
Invented names of places, made of French syllables, of the same kind and grammar as the name they replace.

"Saint-Étienne" becomes a Saint-, "La Rochelle" keeps its article, "les Minguettes" stay plural: the sentence around
them goes on reading. No name made here is a French commune (`pseudonyms` checks each against the lists); what the
lists do not hold, a farm somewhere may bear, and no reader can infer a place from it.

Origin: syllables chosen by hand after French usage, for this project, November 2026; licence: that of the project.
Country names: French usage, codes of ISO 3166.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from pipeline.french.lists import phrases_of, words_of

_STARTS: Final = words_of("""
    Valm Born Cress Dorl Ferm Lerm Marv Orv Perv Sarv Tourv Verl Brenn Chauv Drav Escl Faul Grav Juv Lanv Mérol Nerv
    Pral Roum Sauv Tréb Vaur Aubr Charv Corv Gerl Morl Ponv Ravel Solv Varm Belm Clarv Durv Fresl
""")
_TOWNS: Final = words_of("ory igny enay oux illac emont eville ecourt ac ay ans eau ières euil")
_FEMININE: Final = words_of("ière erie aie ette elle")
_MASCULINE: Final = words_of("et ou oy ier eau")
_PLURAL: Final = words_of("ières ettes elles aies ets")
_SAINTS: Final = words_of("""
    Vaubert Mélain Orvin Thuriel Gandre Ferval Aubrin Clavin Doriel Estève Fauvel Gerlin Joval Landrin Maudry Norbin
    Perval Ravin Solvin Taurel Urvin Valdrin Ysarn Brévin Corvin Drouel Elvin Garlin Marvel Orval
""")
_RIVERS: Final = words_of("Orvenne Sourdre Vernelle Ardure Clairouse Morvette Drélonne")


def _made(endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(start + ending for ending, start in product(endings, _STARTS))


# Shape of the name replaced -> names to draw from, without article.
TOWNS: Final = _made(_TOWNS)
FEMININE: Final = _made(_FEMININE)
MASCULINE: Final = _made(_MASCULINE)
PLURAL: Final = _made(_PLURAL)
SAINTS: Final = tuple(f"Saint-{name}" for name in _SAINTS)
MORE_SAINTS: Final = tuple(
    f"Saint-{name}-{start}{end}" for name, start, end in product(_SAINTS, _STARTS[:12], ("ac", "ay"))
)
RIVERS: Final = tuple(f"-sur-{name}" for name in _RIVERS)

# Sorts of place that are given an invented name; others (none known, abroad) say what they are.
RENAMED_SORTS: Final = frozenset(
    phrases_of("commune; ville; village; quartier; hameau; lieu-dit; lieu; résidence; cité; île; vallée; canton")
)
FEMININE_ENDINGS: Final = ("iere", "erie", "ette", "elle", "aie", "ee", "enne", "ine", "onde", "ance", "oire", "ie")

# Least inhabitants -> what a French commune of that size is called, largest first.
SIZES: Final = (
    (100_000, "commune de plus de 100 000 habitants"),
    (20_000, "commune de 20 000 à 100 000 habitants"),
    (5_000, "commune de 5 000 à 20 000 habitants"),
    (0, "commune de moins de 5 000 habitants"),
)
ABROAD: Final = "ville à l'étranger"

# Country -> "of" it, as a masked town abroad is said: "[ville d'Algérie 1]".
COUNTRIES: Final[dict[str, str]] = dict(
    entry.split("=", 1)
    for entry in phrases_of("""
        DZ=d'Algérie; MA=du Maroc; TN=de Tunisie; PT=du Portugal; ES=d'Espagne; IT=d'Italie; TR=de Turquie; SN=du Sénégal;
        ML=du Mali; CI=de Côte d'Ivoire; GN=de Guinée; CM=du Cameroun; CD=du Congo; CG=du Congo; GA=du Gabon; TG=du Togo;
        BJ=du Bénin; BF=du Burkina Faso; NE=du Niger; TD=du Tchad; MR=de Mauritanie; MG=de Madagascar; KM=des Comores;
        AF=d'Afghanistan; SY=de Syrie; LB=du Liban; IQ=d'Irak; IR=d'Iran; UA=d'Ukraine; RU=de Russie; PL=de Pologne;
        RO=de Roumanie; BG=de Bulgarie; RS=de Serbie; XK=du Kosovo; AL=d'Albanie; BA=de Bosnie; GE=de Géorgie; AM=d'Arménie;
        VN=du Viêt Nam; KH=du Cambodge; CN=de Chine; LK=du Sri Lanka; IN=d'Inde; BD=du Bangladesh; PK=du Pakistan;
        HT=d'Haïti; BR=du Brésil; CO=de Colombie; GB=du Royaume-Uni; DE=d'Allemagne; BE=de Belgique; CH=de Suisse;
        NL=des Pays-Bas; ER=d'Érythrée; ET=d'Éthiopie; SO=de Somalie; SD=du Soudan; EG=d'Égypte; LY=de Libye; NG=du Nigeria;
        GH=du Ghana; RW=du Rwanda; AO=d'Angola; CV=du Cap-Vert; US=des États-Unis; CA=du Canada
    """)
)

# Towns abroad as French people call them, where the lists hold another spelling or a French namesake.
FOREIGN_TOWNS: Final[dict[str, str]] = {
    town: country
    for country, towns in (
        entry.split("=", 1)
        for entry in phrases_of("""
            DZ=alger,bejaia,tizi ouzou,setif,constantine,annaba,mostaganem,tlemcen,blida,batna,skikda,chlef,relizane;
            MA=casablanca,rabat,fes,marrakech,tanger,oujda,nador,agadir,meknes,tetouan,khouribga,beni mellal;
            TN=tunis,sfax,sousse,bizerte,gabes,kairouan,zarzis,tataouine; PT=lisbonne,porto,braga,coimbra,viseu,leiria;
            ES=barcelone,madrid,seville,valence d espagne,saragosse; IT=rome,milan,naples,turin,genes,florence,palerme;
            GB=londres,edimbourg,birmingham; BE=bruxelles,charleroi,anvers,namur; CH=geneve,lausanne,zurich;
            DE=berlin,francfort,cologne,munich; SN=dakar,thies,tambacounda,ziguinchor; ML=bamako,kayes; CI=abidjan,bouake;
            GN=conakry,labe; CD=kinshasa,lubumbashi,goma; CG=brazzaville,pointe noire; CM=douala,yaounde; KM=moroni;
            MG=tananarive,antananarivo,majunga; TR=istanbul,ankara,izmir; SY=damas,alep,homs; LB=beyrouth; IQ=bagdad,mossoul;
            IR=teheran; AF=kaboul,kandahar,jalalabad,herat; UA=kiev,kyiv,odessa,kharkiv; RU=moscou,grozny; PL=varsovie,cracovie;
            RO=bucarest,timisoara,cluj; RS=belgrade; XK=pristina; AL=tirana; BA=sarajevo; GE=tbilissi; AM=erevan; VN=saigon,hanoi;
            KH=phnom penh; CN=pekin,shanghai,wenzhou; LK=jaffna,colombo; HT=port au prince; EG=le caire; ET=addis abeba;
            ER=asmara; SD=khartoum; SO=mogadiscio; US=new york; CA=montreal,quebec
        """)
    )
    for town in towns.split(",")
}
