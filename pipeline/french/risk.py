"""
The French of the risk sheet: kinds of identifiers, the CNIL's three criteria, settings in plain words.

Origin: the three criteria are those of the European data protection authorities (opinion 05/2014 of the Article 29 group,
WP 216) as the CNIL words them ("L'anonymisation de données personnelles", cnil.fr, May 2020); sentences written for
Polyphonie, November 2026. Licence: MIT, as the rest.
"""

from __future__ import annotations

from typing import Final

from models.anonymisation import MentionKind

SENTENCE: Final = "Ce corpus est pseudonymisé, pas anonyme."
WHY: Final = (
    "Les noms ont été remplacés, mais des personnes qui se connaissent peuvent encore se reconnaître. Ce sont des données "
    "personnelles au sens du RGPD."
)
KINDS: Final = {
    MentionKind.PERSON: ("personne", "personnes"),
    MentionKind.PLACE: ("lieu", "lieux"),
    MentionKind.ORGANISATION: ("organisation", "organisations"),
    MentionKind.ADDRESS: ("adresse", "adresses"),
    MentionKind.DATE: ("date", "dates"),
    MentionKind.AGE: ("âge", "âges"),
    MentionKind.PHONE: ("téléphone", "téléphones"),
    MentionKind.EMAIL: ("courriel", "courriels"),
    MentionKind.URL: ("lien", "liens"),
    MentionKind.ID_NUMBER: ("numéro", "numéros"),
    MentionKind.QUASI: ("détail", "détails"),
}
TRAITS: Final = {"stakeholder_group": "groupe", "territory": "territoire", "wave": "vague"}
SINGLING_OUT: Final = ("Individualisation", "Peut-on isoler une personne dans le corpus ?")
LINKING: Final = ("Corrélation", "Peut-on relier entre elles des informations sur une même personne ?")
INFERENCE: Final = ("Inférence", "Peut-on déduire quelque chose d'une personne avec une quasi-certitude ?")

SETTINGS: Final = {
    "release": "Passage de la porte",
    "ages": "Précision des âges",
    "dates": "Précision des dates",
    "places": "Lieux",
    "originals": "Garde des originaux",
}
VALUES: Final = {
    ("release", "reviewed"): "après relecture par une personne",
    ("release", "automatic"): "automatique, les doutes masqués aussi",
    ("ages", "exact"): "exacts",
    ("ages", "five"): "par tranches de cinq ans",
    ("ages", "ten"): "par tranches de dix ans",
    ("dates", "day"): "au jour",
    ("dates", "month"): "au mois",
    ("dates", "year"): "à l'année",
    ("places", "rename"): "renommés",
    ("places", "generalise"): "dits par ce qu'ils sont",
    ("originals", "folder"): "gardés dans sources/",
    ("originals", "vault"): "gardés dans le coffre seulement",
    ("originals", "none"): "détruits après relecture",
}
