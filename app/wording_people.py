"""What the app says of field notes and of people: how a passage stands, who is known by what, where two sources disagree."""

from __future__ import annotations

from models.transcript import Standing

STANDINGS = {
    Standing.OBSERVED: "observé",
    Standing.REPORTED: "rapporté",
    Standing.INTERPRETED: "interprété",
}


def standing(found: Standing | None) -> str:
    """How a passage of field notes stands; nothing when nothing marks it."""
    return STANDINGS[found] if found else ""


HEADER = ("Personne", "Groupe", "Territoire, vague", "Ce que l'on sait", "D'où cela vient", "Mots")
TORN_TITLE = "Descriptions qui se contredisent"
TORN_HEADER = ("Personne", "Trait", "Qui dit quoi", "Retenu")
UNDECIDED = "inconnu"
PLACES_SAID = "Derrière les numéros des lieux et des structures (au coffre, montré à la dépositaire seule) :"
PLACES_HEADER = ("Dans l'étude", "Ce que c'est")


def everyone(number: int) -> str:
    """The panel of people."""
    return "Une personne : ce que l'on en sait" if number == 1 else f"{number} personnes : ce que l'on sait de chacune"


def torn(undecided: int) -> str:
    """What to do of disagreements."""
    if not undecided:
        return "participants.csv a tranché : c'est ce qu'il dit qui est retenu."
    return "Un trait sur lequel deux sources se contredisent reste inconnu : écrivez dans participants.csv ce qui est juste, puis relancez."
