"""What the app says of themes: what each rests on, what can be done to it, the map, their number."""

from __future__ import annotations

from collections.abc import Sequence

from app.wording import count, percent, ratio
from models.theme import NumberTried, ThemeAct, ThemeActKind, ThemeFigures

VIEW = "Regard"
VIEWS = {"themes": "Thèmes", "compare": "Groupes, vagues, territoires", "map": "Carte", "number": "Combien de thèmes"}
SUBTHEMES, PARTS_HEADER = "Sous-thèmes", ("Sous-thème", "Personnes", "Extraits", "Stabilité", "Mots")
ACTS, MERGE, SPLIT, SET_ASIDE, UNDO = "Modifier", "Fusionner", "Séparer", "Mettre de côté", "Annuler le dernier geste"
MERGE_WITH, MERGE_NAME = "Avec", "Nom du thème réuni (facultatif)"
SPLIT_HELP = "Chaque sous-thème devient un thème."
ASIDE_HELP = "Il sort des listes, des comptes et du rapport ; rien n'est perdu."
ASIDE_LIST, TAKE_BACK = "Mis de côté", "Reprendre"
DONE, HISTORY, NO_ACT = "C'est fait.", "Gestes sur les thèmes", "Aucun geste encore."
LOST = "Des gestes portaient sur des thèmes que la dernière analyse n'a pas retrouvés. Refaites-les si besoin, ou annulez-les."
COMPARE_HELP = (
    "Part des personnes entendues de chaque groupe qui parlent de ce thème, puis leur nombre. On compte des personnes, pas des "
    "extraits."
)
BY = {"group": "groupe", "territory": "territoire", "wave": "vague"}
BY_WHAT = "Comparer par"
ONE_PART = "Il n'y a qu'une part à comparer : renseignez participants.csv."
THEME, EVERYBODY = "Thème", "Ensemble"
MAP_HELP = (
    "Un point est un extrait ; deux points proches ont été dits de façon proche. Les axes et les grandes distances ne veulent "
    "rien dire. Survolez pour lire, cliquez pour garder l'extrait sous la carte et aller à son tour."
)
MAP_WORKING, MAP_NONE, MAP_PICK = (
    "La carte se dessine…",
    "Trop peu d'extraits pour une carte.",
    "Cliquez un point pour lire l'extrait.",
)
UNPLACED_POINT = "non placé"
NEAR, NEAR_HELP = "Passages proches", "Ce que d'autres personnes ont dit de plus proche."
NUMBER_HEADER = (
    "Nombre de thèmes",
    "Accord de deux moitiés des tirages",
    "Personnes, au moins, dans chaque thème",
    "Thèmes d'une seule voix",
    "",
)
NUMBER_HELP = (
    "Chaque nombre a été essayé sur soixante tirages de quatre personnes sur cinq. L'accord dit si deux moitiés de ces tirages "
    "trouvent les mêmes thèmes (indice de Rand ajusté, 1 : les mêmes). Le nombre usuel à cette taille de corpus est gardé, sauf si "
    "un autre donne un accord bien meilleur (0,25 de plus au moins) ; vous pouvez en demander un autre."
)
NUMBER_IMPOSED = "Ce nombre a été choisi par un chercheur : les autres n'ont pas été essayés."
NUMBER_FEW = "Le corpus est trop petit pour comparer plusieurs nombres."
ASK_NUMBER, ASK, LEAVE_TO_METHOD = "Nombre de thèmes voulu", "Chercher avec ce nombre", "Laisser la méthode choisir"
KEPT, SEARCHING = "retenu", "Les thèmes se cherchent…"
UNPLACED_WHO = "De qui viennent ces extraits"
STANDS_FROM = 0.5
ASKED_FROM = 0.3


def sentences(found: ThemeFigures | None, *, n_people: int) -> list[str]:
    """What a theme rests on, in sentences."""
    if found is None:
        return []
    told = []
    if found.loudest_share is not None:
        told.append(_loudest(found, n_people))
    if found.interviewer_share is not None:
        told.append(_asked(found.interviewer_share))
    return told


def _loudest(found: ThemeFigures, n_people: int) -> str:
    share = percent(found.loudest_share or 0)
    if n_people == 1:
        return "Une seule personne en parle."
    most = f"La voix la plus présente ({found.loudest_person or 'sans nom'}) en dit {share}"
    if found.without_loudest is None:
        return f"{most} ; ce qu'il en resterait sans elle n'a pas été mesuré."
    left = ratio(found.without_loudest)
    if found.without_loudest >= STANDS_FROM:
        return f"{most} ; sans elle, il tient ({left} : part de ce que disent les autres que l'on retrouve ensemble)."
    return f"{most} ; sans elle, il se défait ({left} : part de ce que disent les autres que l'on retrouve ensemble)."


def _asked(share: float) -> str:
    told = f"{percent(share)} de ses mots étaient déjà dans la question de l'enquêteur"
    return f"{told} : méfiance, c'est peut-être le guide d'entretien qui parle." if share >= ASKED_FROM else f"{told}."


def composed(stability: float | None) -> str:
    """For a theme that researchers made: no draw measured it."""
    return "Thème composé par un chercheur : aucun tirage ne le mesure." if stability is None else ""


def act(done: ThemeAct, names: dict[str, str]) -> str:
    """One act, with who did it."""
    about = ", ".join(f"« {names[one]} »" for one in done.theme_ids if one in names)
    what = {
        ThemeActKind.RENAME: f"renommé en « {done.label} »",
        ThemeActKind.MERGE: f"fusion {about}" + (f" en « {done.label} »" if done.label else ""),
        ThemeActKind.SPLIT: f"séparation de {about or 'un thème'} en {len(done.parts)}",
        ThemeActKind.SET_ASIDE: f"mise de côté de {about or 'un thème'}",
        ThemeActKind.UNDO: "annulation",
    }[done.kind]
    return f"{what}, par {done.actor}"


def share_of(n: int, heard: int) -> str:
    """How many of the people heard, as a share and a number."""
    return f"{percent(n / heard)} ({n} sur {heard})" if heard else "personne"


def map_size(n: int, total: int) -> str:
    """How many segments the map shows."""
    told = count(n, "extrait")
    return f"{told}, pris régulièrement parmi {total}." if n < total else f"{told}."


def number_row(tried: NumberTried) -> tuple[str, str, str, str, str]:
    """One number tried, as cells."""
    return (
        str(tried.number),
        f"{ratio(tried.stability)} ± {ratio(tried.spread)}",
        str(tried.fewest_people),
        str(tried.n_one_voice),
        KEPT if tried.chosen else "",
    )


def nearness(value: float) -> str:
    """Under a near passage."""
    return f"proximité {ratio(value)}"


def people_of(names: Sequence[tuple[str, int]]) -> str:
    """Who unplaced segments come from."""
    return ", ".join(f"{name} ({n})" for name, n in names)
