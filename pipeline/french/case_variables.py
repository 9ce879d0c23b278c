"""
What variables of imported cases are called in French and English: those a study knows, and those that name or reach somebody.

Origin: drawn up by hand from the sheets that QualCoder, NVivo and Sonal offer by default, November 2026. Licence: that of the
project. Words are folded (`pipeline.french.lists.fold`).
"""

from __future__ import annotations

TRAITS = {"groupe": "stakeholder_group", "territoire": "territory", "vague": "wave"}
NAMING = frozenset(
    {
        "nom", "noms", "prenom", "prenoms", "nom prenom", "nom et prenom", "name", "first name", "last name", "surname",
        "adresse", "address", "mail", "email", "e-mail", "courriel", "telephone", "phone", "tel", "portable",
        "date de naissance", "birth date", "date of birth",
    }
)  # fmt: skip
