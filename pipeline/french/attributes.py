"""
What the head of a transcript, a table or a list of participants calls the traits of a person, and which of them identify.

Origin: drawn up by hand in November 2026 from the headings of theses' annexes, of consultations' tables and of the sheets that
coding tools offer. Licence: that of the project (MIT). Words are folded (`pipeline.french.speakers.fold`).
"""

from __future__ import annotations

import re

from pipeline.french.case_variables import NAMING
from pipeline.french.speakers import fold


def _spelled(listed: str) -> dict[str, str]:
    return {fold(word): " ".join(word.split()) for word in listed.split(",") if word.strip()}


TRAITS = _spelled("""
    âge, tranche d'âge, sexe, genre, profession, métier, fonction, poste, emploi, activité, csp, catégorie socioprofessionnelle,
    situation, situation familiale, situation professionnelle, situation matrimoniale, statut, statut matrimonial, diplôme,
    niveau d'études, niveau d'étude, formation, nationalité, pays de naissance, logement, type de logement, revenus, ressources,
    nombre d'enfants, enfants, ancienneté, type de structure, secteur, secteur d'activité, langue maternelle
""")
"""Folded name of a trait -> how a study shows it."""

PLACES = _spelled("""
    quartier, commune, ville, village, lieu de résidence, lieu d'habitation, lieu de vie, résidence, domicile, structure,
    établissement, association, employeur, service, organisme
""")
"""Traits whose value names a place or an organisation: a study groups by them, under a number of its own for each value."""

OWN_FIELDS = {
    "groupe": "stakeholder_group",
    "groupe de parties prenantes": "stakeholder_group",
    "territoire": "territory",
    "vague": "wave",
}
"""Traits that every study knows by a field of their own."""

NAMES = frozenset(
    {fold(word) for word in NAMING}
    | set(_spelled("""
        nom et prénom, nom prénom, prénom et nom, prénom nom, nom de famille, nom d'usage, nom de naissance, surnom, patronyme,
        identité, participant, contact, coordonnées, téléphone portable, numéro de téléphone, n° de téléphone, tél., mobile,
        adresse mail, adresse e-mail, adresse électronique, adresse postale, e-mail, mail, né le, née le, né(e) le, rue,
        numéro de sécurité sociale, numéro allocataire, n° allocataire, nir, firstname, lastname, first_name, last_name,
        full name, fullname, username, user name, author name, phone number, email address
    """))
)  # fmt: skip
"""Traits that name or reach somebody: never taken in, whatever their value."""

GIVEN_NAMES = frozenset(
    map(fold, ("prénom", "prénom d'emprunt", "pseudonyme", "nom et prénom", "prénom et nom", "nom"))
)
"""Fields of a heading that say under which name the person interviewed speaks below."""

REACHES = re.compile(
    r"[^\s@]{1,64}@[^\s@]{1,253}\.\w{2,}|(?<![\d.,])(?:\+?\d{1,3}[ .-]?)?(?:\(0\)[ ]?)?(?:\d{2}[ .-]?){4}\d{2}(?![\d.,])"
)
"""An e-mail address or a telephone number within a value."""

TITLES = re.compile(r"(?:m|mr|mme|mlle|monsieur|madame|mademoiselle|dr|me|maître)\.?\s+\S", re.IGNORECASE)
"""A value that begins as one addresses somebody."""

STREET = re.compile(
    r"\d{1,4}\s{0,3}(?:bis|ter|quater)?,?\s{1,3}(?:rue|avenue|av\.?|boulevard|bd|place|impasse|allée|chemin|route|quai|square|cours)\b",
    re.IGNORECASE,
)
"""An address within a value."""
