"""
Planted truth of the invented corpus: for each statement, what is said for and against it, where each group stands, and
which passages a researcher would have to read before believing it.

Written by reading the thirteen sources, before the code was tuned. A group is *asked* when an interviewer named the
subject to one of its people: a question on not claiming in general ("why do people not ask?") asks everybody about
everything, and so about nothing. Words are found in the anonymised turns: none holds a name. `TUNED` may be looked at when
thresholds are chosen; `UNREAD` may not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    `against`: words of the passages that contradict or nuance it, to be found by whoever has read only what supports it.
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
        ("je fais toutes mes démarches en ligne, c'est très pratique", "le numérique, nous sommes une commune très en avance"),
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
        ("je dis rien, je suis patient", "J'ai tout demandé et tout obtenu"),
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
    ),
    Planted(
        "Montrer ses papiers à un proche pour se faire aider est gênant.",
        "+nnnnn",
        (("+", "c'est gênant elle voit tout elle voit ce que je touche"),),
        ("il ouvre la boîte à sucre", "c'est ma fille qui écrit pour moi ce questionnaire", "c'est ma fille qui lit les courriers"),
    ),
)  # fmt: skip

UNREAD = (
    Planted(
        "Demander coûte de la dignité : des personnes renoncent à un droit pour ne pas être vues.",
        "+++an+",
        (
            ("+", "Demander, c'est passer pour une profiteuse."),
            ("+", "je préfère vivre avec moins et garder ma dignité"),
            ("+", "De la honte. Elles ne le disent pas comme ça."),
            ("+", "Demander, pour cette génération, c'est se rabaisser."),
            ("+", "Quand on paie, même vingt centimes, on garde la tête haute."),
            ("+", "Par honte, il faut bien le dire."),
        ),
        (
            "C'est vous qui dites fierté.",
            "C'est un signal, le service public n'a rien à cacher.",
            "Je ne suis pas à l'aise pour parler à la place des gens.",
        ),
    ),
    Planted(
        "La transparence du bâtiment expose au regard celles et ceux qui y entrent.",
        "+++-nn",
        (
            ("+", "Il y a la vitre, on voit tout de la boulangerie."),
            ("+", "Le guichet est en pleine vitrine, tout le monde voit qui entre."),
            ("+", "On est dans un espace ouvert, avec la vitre"),
            ("-", "C'est un signal, le service public n'a rien à cacher."),
        ),
        ("C'est un signal, le service public n'a rien à cacher.", "Le bâtiment est superbe, l'accueil est bon"),
    ),
    Planted(
        "Des personnes ne demandent pas, de peur de devoir rembourser ou de perdre leur maison.",
        "+++nnn",
        (
            ("+", "Parce qu'ils reprennent sur la maison."),
            ("+", "ils vont me redemander l'argent après"),
            ("+", "Alors ils préfèrent ne rien demander que de devoir rembourser."),
            ("+", "Ils ont tous peur qu'on reprenne la maison."),
            ("+", "La peur de devoir rembourser après."),
            ("+", "on m'a dit qu'ils reprenaient sur l'héritage"),
        ),
    ),
    Planted(
        "Les financements par projet arrêtent ce qui marchait avant que cela ait pu durer.",
        "nn++nn",
        (
            ("+", "Et puis le financement s'est arrêté"),
            ("+", "On leur a appris à attendre quelqu'un, et on n'est plus venues."),
            ("+", "Ça s'est arrêté parce que la ligne s'est arrêtée, pas parce que ça ne marchait pas."),
        ),
    ),
    Planted(
        "Un service qui viendrait dans les villages ouvrirait des droits que le guichet n'ouvre pas.",
        "+++±nn",
        (
            ("+", "si c'est ici et que c'est le même jour chaque semaine et le même bonhomme j'irais"),
            ("+", "Quand je vais chez les gens, j'ouvre des droits."),
            ("+", "Et qu'on me donne une camionnette."),
            ("+", "Un bus France services qui passe au village toutes les semaines à la même heure."),
            ("~", "Ça fait cher le rendez-vous."),
        ),
        (
            "Ça fait cher le rendez-vous.",
            "À la salle des fêtes j'irais pas. Tout le monde verrait.",
            "on va d'abord le remplir",
        ),
    ),
    Planted(
        "Le service est prêt, c'est aux gens de venir et de se prendre en main.",
        "nn-+n-",
        (
            ("+", "Tout est prêt pour accueillir les gens, maintenant il faut qu'ils viennent."),
            ("+", "À un moment, il faut aussi que chacun se prenne en main."),
            ("+", "Les conditions sont réunies, le service est prêt, c'est au public de s'en saisir."),
            ("-", "c'est le service qui les attend pas au bon endroit ni à la bonne heure"),
            ("-", "Alors que pousser la porte, c'est le plus dur."),
        ),
        (
            "c'est le service qui les attend pas au bon endroit ni à la bonne heure",
            "Alors que pousser la porte, c'est le plus dur.",
            "Il voit pas les cinq qui attendent le mardi.",
            "les gens vont là-bas, c'est fermé, et ils reviennent nous voir",
            "quand tu fais tout ce chemin et que la porte est fermée tu te dis c'est un signe",
        ),
    ),
    Planted(
        "Les gens ne savent pas à quoi ils ont droit : l'information ne leur arrive pas.",
        "+++±n+",
        (
            ("+", "Personne t'explique ce à quoi t'as droit."),
            ("+", "je ne savais pas qu'il y avait quelque chose à demander"),
            ("+", "L'information ne descend pas."),
            ("+", "la moitié des gens ne savent pas que ça existe"),
            ("+", "D'abord parce qu'ils savent pas."),
            ("+", "Je ne savais pas que j'y avais droit."),
            ("-", "On a communiqué, on a fait le bulletin municipal"),
        ),
        (
            "On a communiqué, on a fait le bulletin municipal",
            "je sais que j'y ai droit",
            "La petite de la MSA elle me l'a dit, une fois, au téléphone.",
        ),
    ),
    Planted(
        "La peur d'être placé ou signalé empêche de demander.",
        "nn+nnn",
        (("+", "l'assistante sociale va vouloir les mettre en EHPAD"),),
    ),
    Planted(
        "Les services travaillent sans se parler et se renvoient les gens.",
        "n++-n+",
        (
            ("+", "Mais ça a été pensé sans nous."),
            ("+", "Moi je repère, mais je ne sais pas à qui passer le relais."),
            ("+", "On nous invite à la galette, on nous invite pas aux réunions."),
            ("+", "à la maison France services on m'a dit que c'était la CAF"),
            ("-", "Bien sûr, j'en suis le président."),
        ),
        ("Bien sûr, j'en suis le président.", "Je décroche mon téléphone, j'appelle le directeur de la CAF, et ça se règle."),
    ),
    Planted(
        "Les démarches en ligne échouent au moment d'envoyer une pièce.",
        "+++an+",
        (
            ("+", "au moment d'envoyer le papier ça dit que le fichier il est trop lourd"),
            ("+", "ils refusent, ils disent c'est flou"),
            ("+", "ils ne savent pas joindre un PDF"),
            ("+", "le site plantait à chaque fois au moment d'envoyer les justificatifs"),
            ("+", "Faut une adresse, faut un scanner, faut un forfait"),
        ),
        ("je fais toutes mes démarches en ligne, c'est très pratique",),
    ),
    Planted(
        "L'ouverture de la maison France services n'a pas déchargé ceux qui aidaient déjà.",
        "nn+nn+",
        (
            ("+", "Le flux, on l'a toujours."),
            ("+", "On s'est dit, chouette, on va pouvoir arrêter de faire les papiers."),
        ),
    ),
)  # fmt: skip


class Place(NamedTuple):
    """Words of the corpus at their anchor, with who says them."""

    anchor: Anchor
    turn: TurnRow


def places(study: OpenStudy) -> dict[str, Place]:
    """Every planted passage at its place in the anonymised transcripts; one that is not there, or twice, is an error."""
    turns = [
        turn
        for found in sources.current_transcripts(study.file)
        for turn in sources.turns_of(study.file, found.transcript_id)
    ]
    wanted = [words for one in (*TUNED, *UNREAD) for words in (*(w for _, w in one.said), *one.against)]
    return {words: _place(words, turns) for words in wanted}


def _place(words: str, turns: Sequence[TurnRow]) -> Place:
    found = [(turn, turn.text.find(words)) for turn in turns if words in turn.text]
    if len(found) != 1:
        raise AssertionError(f"{len(found)} places for « {words} »")
    turn, start = found[0]
    return Place(Anchor(turn_id=turn.turn_id, start=start, end=start + len(words), verbatim=words), turn)
