"""
Planted truth of the invented corpus: for each statement, what is said for and against it, where each group stands, and
which passages a researcher would have to read before believing it.

Written by reading the thirteen sources, before the code was tuned. A group is *asked* when an interviewer named the
subject to one of its people: a question on not claiming in general ("why do people not ask?") asks everybody about
everything, and so about nothing. Words are found in the anonymised turns: none holds a name. `TUNED`, below, may be looked
at when thresholds are chosen; `planted_unread.UNREAD` and `planted_fresh.FRESH` may not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from models.finding import Position, Stance
from models.rows import TurnRow
from models.transcript import Anchor
from pipeline.flow.study import OpenStudy
from pipeline.store import sources

PA, HAB, PRO, ELU, FIN, ASS = (
    "personnes accompagnées", "habitants", "professionnels", "élus", "financeurs", "associations",
)  # fmt: skip
GROUPS = (PA, HAB, PRO, ELU, FIN, ASS)
LETTERS = {
    "+": Position.CONVERGENT,
    "-": Position.DIVERGENT,
    "±": Position.DIVIDED,
    "a": Position.SILENT_ASKED,
    "n": Position.SILENT_NEVER_ASKED,
}
SIGNS = {"+": Stance.SUPPORTS, "~": Stance.NUANCES, "-": Stance.CONTRADICTS}


class Planted(NamedTuple):
    """
    One statement.

    `said`: a sign and words for each piece of evidence. `stands`: one letter per group of `GROUPS` (see `LETTERS`).
    `against`: words of every passage that plainly contradicts or nuances it, to be found by whoever has read only what
    supports it.
    """

    statement: str
    stands: str
    said: tuple[tuple[str, str], ...]
    against: tuple[str, ...] = ()

    @property
    def positions(self) -> Mapping[str, Position]:
        """Where each group stands."""
        return {group: LETTERS[letter] for group, letter in zip(GROUPS, self.stands, strict=True)}


TUNED = (
    Planted(
        "Le passage au tout en ligne écarte de leurs droits ceux qui auraient le plus besoin d'un guichet.",
        "+±+an+",
        (
            ("+", "le site de la CAF, sur le téléphone, c'est pas possible"),
            ("+", "non mais moi j'ai pas internet"),
            ("+", "celui qui ne sait pas, il reste dehors"),
            ("+", "Depuis que c'est tout sur internet, je fais plus rien tout seul."),
            ("+", "La dématérialisation a mis dehors ceux qui avaient le plus besoin d'un guichet"),
            ("+", "Quand tout passe par internet, les plus fragiles décrochent"),
            ("+", "c'est le numérique qui s'est éloigné d'eux"),
            ("+", "Internet, c'est une catastrophe pour les gens qu'on reçoit."),
            ("+", "Internet. Je ne sais pas m'en servir"),
            ("-", "je fais toutes mes démarches en ligne, c'est très pratique et rapide"),
        ),
        (
            "je fais toutes mes démarches en ligne, c'est très pratique",
            "le numérique, nous sommes une commune très en avance",
            "la fibre, trois ordinateurs en libre accès",
            "un truc anonyme, par message",
        ),
    ),
    Planted(
        "La maison France services n'est pas ouverte aux heures ni à l'endroit où les gens peuvent venir.",
        "+±+-n+",
        (
            ("+", "Mais les horaires non."),
            ("+", "je suis arrivé c'était fermé"),
            ("+", "Quand j'arrive ils ferment, midi."),
            ("+", "Les gens qui travaillent ne peuvent pas venir, c'est mathématique."),
            ("+", "On me dit que c'est fermé quand les gens sont libres."),
            ("+", "les gens vont là-bas, c'est fermé, et ils reviennent nous voir"),
            ("+", "c'est toujours fermé quand je sors"),
            ("-", "le service est très bien comme il est"),
            ("-", "celui qui veut venir trouve le temps"),
            ("-", "quand on élargit les horaires sans fréquentation derrière, on ouvre pour les murs"),
        ),
        (
            "celui qui veut venir trouve le temps",
            "quand on élargit les horaires sans fréquentation derrière",
            "le service est très bien comme il est",
            "Tout est prêt pour accueillir les gens",
            "il est au centre-ville, avec un parking de trente places",
            "Si j'ouvre le samedi, il me faut un agent de plus",
            "on ne peut pas dire qu'il n'y a pas de solution",
            "Personne ne peut dire qu'il n'a pas de moyen de venir",
            "que les gens fassent l'effort de venir",
            "On a ouvert la porte, les gens ne poussent pas la porte.",
        ),
    ),
    Planted(
        "Les délais de traitement et les pièces redemandées font abandonner les demandes.",
        "++++n+",
        (
            ("+", "En cours d'étude, ça a duré quatre mois."),
            ("+", "j'ai attendu onze mois onze mois pour une réponse"),
            ("+", "J'ai des gens qui abandonnent au deuxième courrier."),
            ("+", "Attendre sans savoir, c'est ça qui use les gens"),
            ("+", "J'ai deux patients qui sont morts avant la réponse."),
            ("+", "les gens ont raison d'être en colère, et moi je le suis avec eux"),
            ("+", "Quand un dossier traîne, la famille reste chez nous plus longtemps."),
            ("+", "j'ai abandonné à la deuxième demande de pièces"),
        ),
        (
            "je dis rien, je suis patient",
            "J'ai tout demandé et tout obtenu",
            "Trois fois l'acte de mariage.",
            "je fais toutes mes démarches en ligne, c'est très pratique",
        ),
    ),
    Planted(
        "Le transport à la demande ne répond pas aux besoins de ceux qui n'ont pas de voiture.",
        "+++-n+",
        (
            ("+", "moi je sais pas combien de temps ça va durer leur histoire"),
            ("+", "il vient pas jusqu'ici, il s'arrête à la croix"),
            ("+", "Le transport à la demande, il faut réserver quarante-huit heures avant"),
            ("+", "il faut faire huit cents mètres en côte, avec un déambulateur"),
            ("+", "Essayez de le prendre avec deux cabas et une poussette."),
            ("+", "Le transport à la demande il faut réserver deux jours avant"),
            ("-", "La solution est là, elle est à moitié vide."),
            ("-", "Le service couvre toutes les communes, il faut simplement réserver."),
        ),
        (
            "La solution est là, elle est à moitié vide.",
            "Le service couvre toutes les communes, il faut simplement réserver.",
            "C'est la demande qui n'est pas là.",
            "Je crois qu'il y a une part de culture.",
            "la moitié des gens ne savent pas que ça existe",
        ),
    ),
    Planted(
        "L'accueil de l'agente de la maison France services est bon et met en confiance.",
        "++++na",
        (
            ("+", "elle m'a demandé si je voulais un café, elle a pas regardé sa montre"),
            ("+", "elle n'écrit pas avant que j'ai fini de parler"),
            ("+", "Ça s'est très bien passé, l'agente est formidable."),
            ("+", "grâce à la jeune femme de la maison France services, elle est formidable"),
            ("+", "l'accueil est bon, l'équipement est là"),
            ("~", "il y avait du monde derrière et je n'ai pas osé tout dire"),
        ),
        (
            "il y avait du monde derrière et je n'ai pas osé tout dire",
            "On m'a mal parlé une fois, à un guichet",
            "Des gens qui ont honte et à qui on donne même pas une porte à fermer",
            "On est dans un espace ouvert, avec la vitre",
            "L'accueil est gentil, c'est le lieu qui ne va pas.",
            "Du respect. Qu'on nous dise bonjour.",
            "à la maison France services on m'a dit que c'était la CAF",
            "quand tu fais tout ce chemin et que la porte est fermée tu te dis c'est un signe",
            "Un étranger, au guichet, j'y raconterais pas ce que j'ai sur le livret.",
        ),
    ),
    Planted(
        "Faute d'interprète, des enfants deviennent les lecteurs du courrier administratif de leurs parents.",
        "++nnnn",
        (
            ("+", "c'est ma fille qui lit les courriers"),
            ("+", "une personne pour les langues, pas une enfant"),
            ("+", "c'est ma fille qui écrit pour moi ce questionnaire"),
        ),
    ),
    Planted(
        "La confiance va à une personne que l'on connaît et qui reste, pas à un service.",
        "+++nn+",
        (
            ("+", "J'ai confiance parce que c'est toujours la même personne."),
            ("+", "Faut connaître la personne."),
            ("+", "Il faut une personne, la même, longtemps."),
            ("+", "ils me font confiance, parce que je viens depuis des années"),
            ("+", "la confiance elle vient comme ça, à force, autour d'un café"),
            ("+", "Une personne de confiance dans chaque mairie."),
        ),
        (
            "Quand tu vois l'écran, tu as confiance",
            "La confiance elle se fait en tournant l'écran vers eux",
            "c'est gênant elle voit tout elle voit ce que je touche",
            "un truc anonyme, par message",
            "Par fierté, et parce qu'après tout le village est au courant.",
        ),
    ),
    Planted(
        "Montrer ses papiers à un proche pour se faire aider est gênant.",
        "+nnnnn",
        (("+", "c'est gênant elle voit tout elle voit ce que je touche"),),
        (
            "il ouvre la boîte à sucre",
            "c'est ma fille qui écrit pour moi ce questionnaire",
            "c'est ma fille qui lit les courriers",
            "elle m'a vu les jambes nues, alors les papiers",
        ),
    ),
)  # fmt: skip


class Place(NamedTuple):
    """Words of the corpus at their anchor, with who says them."""

    anchor: Anchor
    turn: TurnRow


def places(study: OpenStudy, statements: Iterable[Planted]) -> dict[str, Place]:
    """Every planted passage at its place in the anonymised transcripts; one that is not there, or twice, is an error."""
    turns = [
        turn
        for found in sources.current_transcripts(study.file)
        for turn in sources.turns_of(study.file, found.transcript_id)
    ]
    wanted = [words for one in statements for words in (*(w for _, w in one.said), *one.against)]
    return {words: _place(words, turns) for words in wanted}


def _place(words: str, turns: Sequence[TurnRow]) -> Place:
    found = [(turn, turn.text.find(words)) for turn in turns if words in turn.text]
    if len(found) != 1:
        raise AssertionError(f"{len(found)} places for « {words} »")
    turn, start = found[0]
    return Place(Anchor(turn_id=turn.turn_id, start=start, end=start + len(words), verbatim=words), turn)
