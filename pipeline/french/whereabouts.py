"""
Small words by which the name of a place or of an establishment is told from the rest of the sentence.

Origin: usage of French spoken interviews; written for this project, November 2026; licence: that of the project.
All entries are folded.
"""

from __future__ import annotations

from typing import Final

from pipeline.french.lists import words_of
from pipeline.french.names import DETERMINERS, KIN, PRONOUNS

# After "on habite aux", these are nobody's village.
EVERYWHERE: Final = frozenset(
    words_of(
        """
        alentours environs abords frontieres confins portes etages extremites quatre coins antipodes urgences toilettes
        """
    )
)

# After "à", the manner in which something is done; most dictionaries hold them in their phrase only.
MANNERS: Final = frozenset(
    words_of(
        """
        reculons califourchon tatons improviste foison gogo tire jeun satiete cloche croupetons brule encontre instar
        envi insu unisson emporte avenant affilee
        """
    )
)
# How abstract nouns end: unknown to a dictionary, they are coined words and no places ("à la transphobie").
ABSTRACT_ENDINGS: Final = (
    "isme", "phobie", "tion", "tions", "sion", "ment", "ments", "age", "ite", "ites", "eur", "eurs", "iste", "istes", "ance",
    "ence", "logie", "graphie", "iques", "ique", "erie",
)  # fmt: skip
# How words for people at work end: "au foyer les éducateurs".
TRADE_ENDINGS: Final = ("eurs", "euses", "eur", "euse", "trices", "trice", "istes", "iste", "iers", "ieres")

# Verbs that take a place without preposition: "j'habite l'Épeule".
INHABIT: Final = frozenset(words_of("habite habites habitent habitait habitais habiter quitte quitter"))

# Before "allée", these make it the participle of "aller".
BEING: Final = frozenset(words_of("suis es est etait etais etant ete sommes etes sont etaient etre serait"))

# A king's or a pope's number at the end of a street's name.
REIGNS: Final = frozenset(words_of("premier quatre quatorze quinze seize treize douze xiv iv"))

# A firm's name goes on: "Bonal et fils".
PARTNERS: Final = frozenset(words_of("fils filles freres soeurs associes associees cie compagnie"))

SAINTS_SAID: Final = frozenset(words_of("saint sainte st ste"))

# Behind an establishment, what tells its name: "une asso qui s'appelle", "notre école c'est".
SAID_OF_THINGS: Final = frozenset(
    words_of(
        """
        est appelle appelait appellent appele appelee nomme nommee nomment baptise baptisee denomme denommee intitule
        """
    )
)
# What may stand between the two.
BEFORE_SAID: Final = frozenset(words_of("qui que s l on elle il c est ca de foot quartier femmes"))

# After "chez", these name no firm.
NOT_A_FIRM: Final = (
    PRONOUNS
    | KIN
    | DETERMINERS
    | frozenset(
        words_of(
            """
            moi toi lui eux soi elles personne certains beaucoup tous toutes plusieurs quelqu ceux celui celle celles
            autrui pas plus trop
            """
        )
    )
)

# What a firm is in law, before its name.
LEGAL_FORMS: Final = frozenset(words_of("sarl sas eurl sasu scop scic earl gaec ets etablissements"))
# What a sports club calls itself by, before its town's name.
CLUB_LETTERS: Final = frozenset(words_of("us fc rc afc usc asc usm sco"))
OWN_ARTICLES: Final = frozenset(words_of("le la les l"))  # that a name may have as its own ("Les Petits Pas")
ARABIC_ARTICLES: Final = frozenset(words_of("as al el an at ar ad az ash en es er"))
# People of a firm: "de" behind them leads to its name.
EMPLOYEES: Final = frozenset(
    words_of(
        """
        retraites retraitees retraite retraitee ouvriers ouvrieres ouvrier ouvriere salaries salariees salarie salariee
        patron patronne gerant gerante employes employees usine usines licencies licenciees actionnaires syndicalistes
        """
    )
)
# Work done "pour" somebody.
WORKING: Final = frozenset(
    words_of(
        """
        travaille travailles travaillent travaillait travaillais travailler bosse bosses bossait bossais bosser nettoie
        nettoyais nettoyait livre livrais livrait livrer conduis conduisais conduisait roule roulais roulait menages
        bureaux chantiers interim mission missions embauche embauchee cdd cdi contrat
        """
    )
)
# Written with a capital before a capital, these are the first word of a house's name.
HOUSE_HEADS: Final = frozenset(
    words_of(
        """
        maison villa espace manoir chateau clos pavillon halte auberge ferme moulin fournil atelier table jardin comptoir
        relais chalet bastide grange cafe maisonnee
        """
    )
)
NOT_A_HOUSE: Final = frozenset(
    words_of(
        "blanche departementale sociale centrale nationale populaire schengen europe europeen economique france etat justice"
    )
)
# What a place is "dite": its name is between quotation marks behind.
SAID_TO_BE: Final = frozenset(words_of("dit dite appele appelee surnomme surnommee nomme nommee baptise baptisee"))
# Nouns that begin the name of a place behind "à" alone: "à mas rouge", "à val fleuri".
BARE_HEADS: Final = frozenset(
    words_of("mas val puy clos font roche combe vallon chateau moulin villa saint sainte st ste")
)
# Before "de" and a town, these belong to the name of a quarter: "les Hauts de Sarcus".
HEIGHTS: Final = frozenset(words_of("hauts haut bas val clos mas portes rives coteaux plan domaine terrasses jardins"))
# Where the name behind "qui s'appelle" ends, and what begins no name there.
CLAUSE_BEGINS: Final = frozenset(
    words_of(
        """
        et mais donc ou parce qui que on je j il elle ils elles c ca y alors puis euh ben quoi hein voila dans pour avec a
        est sont etait fait font
        """
    )
)
NO_NAME_BEGINS: Final = frozenset(words_of("comment comme plus euh je j ca c quoi pareil ainsi autrement differemment"))
# Nouns of the land that begin a place's name, adjectives apart.
LAND_HEADS: Final = frozenset(
    words_of(
        """
        camp champ champs chateau clos combe coteau croix ferme font fontaine fosse jardin lande mas mont moulin noue parc
        pierre plaine pont port pre pres prairie puits puy roc roche tour val vallon vigne vignes villa
        """
    )
)
# What stands behind a quarter's name with its letter or number: "tour f".
BLOCK_WORDS: Final = frozenset(words_of("tour batiment bat escalier bloc barre hall cage entree"))
