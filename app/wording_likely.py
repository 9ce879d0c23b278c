"""What the review says of two people who may be one: words for a custodian, in French."""

from __future__ import annotations

from typing import Final

SAME: Final = "Même personne"
TWO: Final = "Deux personnes"
MERGED: Final = "Ces deux-là ont désormais un seul pseudonyme."
TOLD_APART: Final = "Noté : ce sont deux personnes, la question ne sera plus posée."
ASK_AGAIN: Final = "Reposer les questions écartées"
ASKED_AGAIN: Final = "Les questions écartées sont de nouveau posées."
NONE_LEFT: Final = "Aucune question en attente."
REASONS: Final = {
    "short": "surnom ou diminutif possible",
    "sound": "même nom, orthographié autrement",
    "letter": "initiale qui correspond",
    "namesake": "même nom, porté par plusieurs personnes",
}


def offered(n: int) -> str:
    """Name of what opens the list."""
    return f"Une seule personne ? ({n})" if n else "Une seule personne ?"


def pair(one: str, other: str, why: str, source: str) -> str:
    """A question, with the reason for asking it and where."""
    return f"« {one} » et « {other} » : {REASONS.get(why, why)}, dans {source}"


def more(n: int) -> str:
    """What is not shown yet."""
    return f"Encore {n} question{'s' if n > 1 else ''}, après celles-ci."
