"""What the Report screen says: for whom the report is written, and the risk sheet beside it."""

from __future__ import annotations

LEVEL = "Pour qui"
LEVELS = {"team": "L'équipe", "funder": "Un financeur", "public": "Le public"}
LEVEL_WHAT = {
    "team": "Les mots tels qu'ils ont été relus. À ne pas diffuser hors de l'équipe.",
    "funder": "Ce qui a été signalé est généralisé, les âges et les dates exacts sont arrondis, les petits territoires réunis.",
    "public": "Les personnes, lieux et organisations cités deviennent des marques neutres ; les petits groupes sont réunis.",
}
CONSENT_TITLE = "Accords des personnes"
RISK_TITLE = "Fiche de risque"
RISK_WHAT = (
    "Ce qui a été masqué, ce qui est resté et pourquoi, qui pourrait être reconnu, et ce qu'il reste à faire : à lire avant "
    "de donner quoi que ce soit. Pseudonymisé n'est pas anonyme."
)
RISK_BUILD, RISK_BUILDING, RISK_PREVIEW = "Écrire la fiche de risque", "Comptage…", "Lire la fiche de risque"


def risk_written(place: str) -> str:
    """Where the sheet is."""
    return f"La fiche de risque est écrite : dans le dossier de l'étude, « {place} »."


def preview_of(name: str, moment: str) -> str:
    """Which file is previewed, and when it was written."""
    return f"« outputs/{name} », écrit le {moment}."
