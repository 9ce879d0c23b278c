"""
What a report and its one-page sheets say around the findings, in French.

Origin: written for Polyphonie, 2026-11-22, after "Facile à lire et à comprendre" (Unapei, 2009) for the people concerned.
Licence: that of the project.
"""

from __future__ import annotations

from typing import NamedTuple

from models.report import Audience


class AudienceWords(NamedTuple):
    """How a sheet speaks to those it is for: its heading, what it opens with, what it asks of them."""

    heading: str
    opening: str
    closing: str


AUDIENCES = {
    Audience.COUNCILLORS: AudienceWords(
        "Fiche pour les élus",
        "Ce que l'étude établit, sur combien de voix cela repose, et qui n'a pas été entendu.",
        "Avant de décider : lisez la ligne des voix manquantes. Un constat de degré C ou D se discute, il ne fonde pas une décision.",
    ),
    Audience.FUNDERS: AudienceWords(
        "Fiche pour les financeurs",
        "Ce qui est étayé, ce qui ne l'est pas encore, et la part de chaque groupe dans ce qui est cité.",
        "Les mêmes chiffres figurent dans le rapport complet, où chaque verbatim mène à sa source et à qui l'a retenu.",
    ),
    Audience.MANAGERS: AudienceWords(
        "Fiche pour les directions et les équipes",
        "Ce que disent les personnes et ce que disent les professionnels, là où ils s'accordent et là où ils se contredisent.",
        "Un désaccord entre groupes est un résultat : il se travaille ensemble, il ne se moyenne pas.",
    ),
    Audience.ASSOCIATIONS: AudienceWords(
        "Fiche pour les associations",
        "Ce qui a été dit, par qui, et les voix qui manquent encore.",
        "Vous connaissez des personnes que l'étude n'a pas entendues : dites-le à l'équipe avant la version définitive.",
    ),
    Audience.PEOPLE: AudienceWords(
        "Ce que nous avons compris",
        "Vous nous avez parlé. Voici ce que nous avons compris. Votre nom n'est pas écrit ici.",
        "Vous n'êtes pas d'accord ? Il manque quelque chose ? Dites-le nous. Nous l'écrirons. "
        "Vous pouvez aussi retirer vos mots, quand vous voulez.",
    ),
}
GRADES = {
    "A": "solide, même si l'on retire n'importe quelle personne",
    "B": "étayé, mais tient à une voix",
    "C": "fragile ou contesté",
    "D": "hypothèse",
}
PLAIN_GRADES = {
    "A": "Beaucoup de personnes différentes le disent.",
    "B": "Plusieurs personnes le disent.",
    "C": "Les personnes ne sont pas toutes d'accord.",
    "D": "Peu de personnes le disent. Nous devons encore demander.",
}
PROJECT = "Projet – ne pas diffuser"
DRAFT_BECAUSE = "Ce document est un brouillon :"
