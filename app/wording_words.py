"""What the app says of words counted: classes, words of each group, plane, contexts, saturation."""

from __future__ import annotations

from app.wording import count, percent
from models.lexicometry import LexicalClass, WordWeight
from models.saturation import Saturation

WORDS = "Mots"
WORDS_EMPTY = (
    "Pas encore de mots à compter",
    "Les mots se comptent sur les extraits des transcriptions libérées. Lancez l'analyse depuis la vue d'ensemble.",
)
VIEWS = {
    "classes": "Classes",
    "groups": "Mots de chaque groupe",
    "plane": "Plan",
    "contexts": "Un mot en contexte",
    "saturation": "Saturation",
}
VIEW, COUNTING = "Regard", "Les mots se comptent…"
BY = {"group": "groupe", "territory": "territoire", "wave": "vague"}
BY_WHAT = "Comparer par"
OF = {"themes": "thèmes", "codes": "codes"}
OF_WHAT = "Compter les"
N_CLASSES = "Nombre de classes au plus"
CLASSES_HELP = (
    "Classification de Reinert, comme Alceste et IRaMuTeQ : des extraits qui partagent un vocabulaire. Elle compte des mots ; "
    "les thèmes rapprochent du sens. Les deux ne disent pas la même chose."
)
CROSSED_HEADER = ("Classe", "Thème", "Extraits communs", "Part de la classe", "Part du thème")
WORDS_AND_MEANING = "Avec les thèmes"
GROUP_HEADER = ("Groupe", "Personnes", "Dit plus que les autres", "Dit moins")
GROUPS_HELP = (
    "Spécificités de Lafon : le score dit combien l'écart serait rare par hasard (3 : une chance sur mille). Il grandit avec "
    "la longueur des entretiens ; regardez donc combien de personnes emploient le mot."
)
ONE_GROUP = "Il faut au moins deux parts du corpus à comparer : renseignez participants.csv."
PLANE_HELP = (
    "Analyse des correspondances : un mot est du côté de qui le dit. Deux mots proches sont dits par les mêmes ; la distance "
    "d'un mot à un groupe ne se lit pas, sa direction si."
)
NO_PLANE = "Trop peu de mots ou de groupes pour un plan."
FIND, FIND_HINT = "Mot, début de mot ou phrase", "guichet, aid*, mot de passe…"
SATURATION_HELP = (
    "Ce que chaque personne de plus a apporté de nouveau, en moyenne sur tous les ordres possibles ; la bande couvre neuf "
    "ordres sur dix. Règle d'arrêt : Guest, Namey et Chen (2020)."
)
EVERYBODY = "Tout le monde"
PEOPLE_AXIS, FOUND_AXIS = "personnes entendues", "trouvés au moins une fois"
SATURATION_HEADER = ("Groupe", "Personnes", "Trouvés", "Lecture")
SEE_REPRESENTATIVES = "Lire des extraits de la classe"
NO_CONTEXT = "Personne n'a dit cela dans ces extraits."


def class_name(one: LexicalClass) -> str:
    """A class by its number and first words."""
    return f"Classe {one.number} : {', '.join(word.word for word in one.words[:3]) or 'sans mot propre'}"


def class_size(one: LexicalClass) -> str:
    """People first, then segments and share."""
    return f"{count(one.n_participants, 'personne')}, {count(len(one.segment_ids), 'extrait')} ({percent(one.share)})"


def word_list(words: tuple[WordWeight, ...], most: int) -> str:
    """Words with how many people said them."""
    return ", ".join(f"{one.word} ({one.n_participants})" for one in words[:most]) or "rien de particulier"


def axis(number: int, inertia: float) -> str:
    """An axis of the plane with its share."""
    return f"axe {number} ({percent(inertia)} de l'inertie)"


def contexts_found(n: int, n_people: int, shown: int) -> str:
    """How often, by how many people, and how much of it is on the screen."""
    told = f"{count(n, 'fois', 'fois')}, chez {count(n_people, 'personne')}."
    return f"{told} Voici les {shown} premières." if n > shown else told


def curve_name(curve: Saturation) -> str:
    """The group of a curve, or everybody."""
    return curve.group or EVERYBODY
