"""
The French of disclosure: marks that stand for what is hidden, names of groups in the singular, names of levels.

Origin: written for Polyphonie, November 2026, after the practice of beQuali and of the UK Data Service (a mark says what
kind of thing it hides, in square brackets). Licence: MIT, as the rest.
"""

from __future__ import annotations

import re
from typing import Final

from models.anonymisation import MentionKind
from models.disclosure import Level
from models.transcript import SourceKind

LEVEL_NAMES: Final = {Level.TEAM: "équipe", Level.FUNDER: "financeur", Level.PUBLIC: "public"}
GENERALISED: Final = "généralisé pour diffusion"
WITHHELD: Final = "[verbatim non cité : pas d'accord de citation]"
OTHERS: Final = "autres"
HIDDEN: Final = "[…]"
WITHHELD_NOTE: Final = "Verbatim non cité : pas d'accord de citation."
LEVEL_SENTENCES: Final = {
    Level.TEAM: "Niveau de diffusion : équipe. Les mots sont ceux de l'étude, ce qui a été signalé et laissé y figure : à ne "
    "pas diffuser hors de l'équipe.",
    Level.FUNDER: "Niveau de diffusion : financeur. Ce qui avait été signalé est généralisé, les âges et les dates exacts sont "
    "arrondis, les petits territoires réunis ; chaque verbatim ainsi changé porte « généralisé pour diffusion » et garde sa "
    "place dans l'étude.",
    Level.PUBLIC: "Niveau de diffusion : public. Les personnes, lieux et organisations cités sont remplacés par ce qu'ils sont, "
    "ce qui avait été signalé est généralisé ; chaque verbatim ainsi changé porte « généralisé pour diffusion » et garde sa "
    "place dans l'étude.",
}

MARKS: Final = {
    MentionKind.PLACE: "lieu",
    MentionKind.ORGANISATION: "organisation",
    MentionKind.ADDRESS: "adresse",
    MentionKind.DATE: "date",
    MentionKind.AGE: "âge",
    MentionKind.PHONE: "téléphone",
    MentionKind.EMAIL: "courriel",
    MentionKind.URL: "lien",
    MentionKind.ID_NUMBER: "numéro",
    MentionKind.QUASI: "…",
}
GIVEN, SURNAME, WHOLE_NAME = "prénom", "nom", "prénom nom"
SOURCE_NAMES: Final = {
    SourceKind.INTERVIEW: "Entretien",
    SourceKind.FOCUS_GROUP: "Entretien collectif",
    SourceKind.FIELD_NOTE: "Carnet",
    SourceKind.SURVEY: "Questionnaire",
    SourceKind.RESTITUTION: "Restitution",
}
INTERVIEWER, OBSERVER, SOMEONE, PERSON = "Enquêteur", "Observateur", "Voix non identifiée", "personne"
AGE_COLUMN: Final = re.compile(r"(?:^|[ _])[aâ]ge(?:$|[ _])", re.IGNORECASE)

_PLURAL = re.compile(r"(?<=\w)s\b(?<!ss)")


def singular(group: str) -> str:
    """« personnes accompagnées » -> « personne accompagnée »; a word that ends in "ss" is left."""
    return _PLURAL.sub("", group)
