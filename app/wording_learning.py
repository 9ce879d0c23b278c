"""What the coding screen says of what the machine learnt: what to read next and why, how far scores can be believed, search."""

from __future__ import annotations

from app.wording import count, percent

BY_NEXT, BY_SEARCH = "À lire ensuite", "Chercher"

NEXT_EMPTY = (
    "Rien à lire ensuite",
    "Chaque extrait porte déjà une décision. Relancez l'analyse pour voir ce qu'elle propose encore.",
)
NEXT_NO_CODE = (
    "Aucun code, donc rien à apprendre",
    "Créez un premier code en lisant une transcription, ou importez un livre de codes : « À lire ensuite » choisira alors les "
    "extraits dont votre réponse apprend le plus.",
)
NEXT_SAID = "Les extraits dont votre réponse apprendrait le plus, chacun différent des autres."
NEXT_AGAIN = "Apprendre et choisir d'autres extraits"
CHOOSING = "L'analyse apprend de vos décisions…"

SEARCH = "Chercher des mots, ou une idée, dans toutes les paroles"
SEARCH_START = (
    "Chercher dans les paroles",
    "Écrivez des mots ou une idée ci-dessus : les extraits qui les contiennent viennent avec ceux qui en sont proches par le sens.",
)
SEARCH_NONE = ("Rien trouvé", "Essayez d'autres mots, ou une idée plus large.")

BELIEVED, MEASURE = "Fiabilité des scores", "Mesurer sur les décisions prises"
BELIEVED_SAID = (
    "Une partie des décisions est mise de côté, l'analyse apprend du reste, puis on compare : parmi les extraits notés "
    "entre 0,7 et 0,8, sept ou huit sur dix devraient porter le code."
)
BELIEVED_COLUMNS = ("Score donné", "Décisions mises de côté", "Score moyen", "Portaient le code")


def too_few(n: int, fewest: int) -> str:
    """Why there is no figure yet."""
    return (
        f"Il faut au moins {fewest} décisions mises de côté pour que la mesure ait un sens ; il y en a {n}. D'ici là, un score "
        "range les extraits, sans rien promettre."
    )


def believed(error: float, n: int, n_taught: int, n_codes: int) -> str:
    """What the calibration says, in one sentence."""
    how = "On peut les lire comme des chances." if error <= 0.05 else "Lisez-les comme un rang, pas comme une chance."
    return (
        f"Écart moyen entre le score et ce qui a été décidé : {percent(error)} ({count(n, 'décision')}). {how} "
        f"{count(n_taught, 'code')} sur {n_codes} ont assez de décisions (cinq) pour que leurs scores soient des chances."
    )


NEVER_REFUSED = (
    "Personne n'a encore refusé de proposition ni dit qu'un extrait ne porte pas un code : ces chances valent pour des extraits "
    "comme ceux qui sont codés, et peuvent être trop hautes ailleurs. Refusez quelques propositions pour les mettre à l'épreuve."
)


def step(low: float, high: float) -> str:
    """One step of scores."""
    return f"{low:.1f} à {high:.1f}".replace(".", ",")


def found(n: int) -> str:
    """How many extracts a search gave."""
    return f"{count(n, 'extrait')}, les plus proches d'abord."
