"""What the app says of findings: the board, one finding, what it rests on, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.wording import STATUSES, count, figure, moment, percent, ratio
from models.coding import Decision, DecisionAction
from models.finding import Crossing, Finding, Grounding, PairCrossing, Pivot, Position
from pipeline.flow.grounding import PutQuestion

# Constats
FINDINGS_EMPTY = (
    "Aucun constat",
    "Un constat est une phrase que l'étude peut défendre. Écrivez-en un ; vous chercherez ensuite ce qui l'appuie, ce qui le "
    "contredit, et qui n'en a rien dit.",
)
NEW_FINDING, WRITE, STATEMENT, STATUS = "Écrire un constat", "Écrire", "Énoncé", "Statut"
STATEMENT_HELP = "Une phrase, qui parle de personnes et non de l'étude, et que quelqu'un pourrait contredire."
FINDING_WRITTEN = "Le constat est écrit : cherchez maintenant ce qui l'appuie."
FINDING_CHANGED = "Le constat est changé ; sa rédaction précédente est gardée."
NO_SUCH_FINDING = "Ce constat n'existe pas, ou plus : voici le tableau."
OPEN_FINDING, BACK_TO_BOARD, CHANGE, WORDINGS = "Ouvrir", "Tous les constats", "Modifier", "Rédactions"
SCOPE_WHAT = "De qui parle ce constat ? Laissez vide ce qui vaut pour toute l'étude."
GROUPS, TERRITORIES, WAVES = "Groupes", "Territoires", "Vagues"
GRADE = "solidité"
GROUP_HEADER = ("Groupe", "Position", "Entendus", "Appuient", "Nuancent", "Contredisent")
NO_EVIDENCE = "Rien encore. Cherchez un extrait ci-dessous."
REMOVE_EVIDENCE, EVIDENCE_REMOVED = "Retirer", "L'extrait est retiré du constat ; le journal garde qu'il y était."
ADD_EVIDENCE, BY_CODE, MORE_FOUND = (
    "Ajouter un extrait",
    "Ou parmi les passages qui portent un code",
    "D'autres extraits",
)
SEARCH, SEARCH_HINT, NO_HIT = "Chercher dans les extraits", "rendez-vous, courrier, guichet…", "Aucun extrait trouvé."
NO_CODING, CHOOSE_CODE = "Aucun passage n'est encore codé.", "Choisissez un code"
DRAWER = {
    "list": "Extraits trouvés",
    "none": NO_HIT,
    "turn": "Voir le tour",
    "history": "Historique",
    "already": "déjà dans ce constat :",
    "there": "dans le constat",
    "how": "Faites glisser un extrait ici, ou choisissez-le et appuyez sur la touche.",
    "keys": "Flèches ou J K : suivant, précédent · 1 2 3 : où le mettre · T : voir le tour · Z : annuler",
    "waiting": "en cours…",
    "saved": "Tout est enregistré",
}
COUNTER_VOICES, SET_ASIDE = "Voix contraires possibles", "Écarter"
LOOKING_FOR_COUNTER_VOICES = "Recherche des voix contraires…"
COUNTER_WHAT = (
    "Des personnes qui n'appuient pas ce constat parlent ici du même sujet, autrement peut-être. La machine rapproche des "
    "mots, elle ne comprend pas : lisez, et décidez."
)
COUNTER_NONE = (
    "Aucune pour l'instant : il faut des extraits encodés (lancez l'analyse) et un sujet dont d'autres parlent."
)


def noun(number: int, one: str) -> str:
    """A noun agreeing with its number."""
    return one if number < 2 else f"{one}s"


def card(grounding: Grounding, silent: list[str]) -> str:
    """A finding on the board: how many support it and contradict it, how solid it is, which groups say nothing."""
    quiet = f" Se taisent : {', '.join(silent)}." if silent else ""
    if not grounding.n_participants:
        return f"Personne ne l'appuie encore.{quiet}"
    against = sum(place.n_contradicting for place in grounding.groups)
    opposed = count(against, "voix contraire", "voix contraires") if against else "aucune voix contraire"
    told = f"{count(grounding.n_participants, 'personne')} de {count(grounding.n_groups, 'groupe')}"
    return f"{told}, {opposed}. Solidité {grounding.grade}.{quiet}"


def finding_by(finding: Finding) -> str:
    """Status, author, moment, and what the finding is about when it is not the whole study."""
    scope = (*finding.scope.groups, *finding.scope.territories, *finding.scope.waves)
    about = f" Portée : {', '.join(scope)}." if scope else ""
    return f"{STATUSES[finding.status]}. {finding.author}, {moment(finding.written_at)}.{about}"


def said_where(speaker: str, group: str | None, source_name: str, turn_no: int) -> str:
    """Who said a verbatim and where, on one line."""
    return f"{speaker} · {group or 'groupe non renseigné'} · {source_name}, tour {figure(turn_no)}"


def added_by(name: str, at: datetime) -> str:
    """Who put a verbatim forward."""
    return f"ajouté par {name}, {moment(at)}"


def decided(decision: Decision, code: str) -> str:
    """One decision, in one sentence."""
    act = {
        DecisionAction.ACCEPT: "accepte la proposition",
        DecisionAction.REJECT: "écarte la proposition",
        DecisionAction.CODE: "pose le code",
        DecisionAction.REMOVE: "retire le code",
        DecisionAction.REOPEN: "revient sur sa décision :",
    }[decision.action]
    why = f" Motif : {decision.reason}" if decision.reason else ""
    return f"{moment(decision.decided_at)} : {decision.coder} {act} « {code} ».{why}"


def grounding_said(grounding: Grounding) -> list[str]:
    """What a finding's figures allow one to say, in sentences."""
    said = [grounding.grade_reason]
    if grounding.n_participants > 1:
        said.append(
            f"Ces voix pèsent comme {ratio(grounding.effective_speakers)} personnes citées à parts égales ; la plus citée "
            f"porte {percent(grounding.max_participant_share)} des extraits."
        )
    if grounding.introduced_only_by_interviewer:
        said.append(
            "À chaque fois, l'enquêteur en avait parlé le premier : les personnes ne l'ont pas amené d'elles-mêmes."
        )
    if grounding.upper_bound is not None:
        said.append(
            "Personne de ceux qu'on a entendus ne le contredit. Vu leur nombre, il reste pourtant possible que jusqu'à "
            f"{percent(grounding.upper_bound)} des personnes concernées pensent autrement (borne à 95\u00a0%)."
        )
    asked = [place.group for place in grounding.groups if place.position is Position.SILENT_ASKED]
    never = [place.group for place in grounding.groups if place.position is Position.SILENT_NEVER_ASKED]
    if asked:
        said.append(f"Interrogés là-dessus, n'en disent rien : {', '.join(asked)}.")
    if never:
        said.append(f"Jamais interrogés là-dessus : {', '.join(never)}. Leur silence ne dit rien.")
    return said


# Ce qui a amené une rédaction
PROMPTED_BY, REMARK = "Après la remarque de", "Ce qui a été dit"
PROMPTED_HELP = "Un groupe, un participant, un collègue ; laissez vide si vous y êtes venu seul."
CODES, THEMES = "Codes dont il part", "Thèmes dont il part"
UNDO, UNDONE = "Annuler le dernier geste", "C'est annulé. Annuler encore le remettrait."

# Onglets du tableau
BOARD, QUEUE, PICTURES = "Tableau", "File des voix contraires", "Images"
PAIRS = "Croiser deux groupes"
VIEWS = {"tableau": BOARD, "voix": QUEUE, "croiser": PAIRS, "images": PICTURES}
PAIRS_WHAT = "Choisissez deux groupes : pour chaque constat, ils se rejoignent, s'opposent, ou l'un des deux se tait."
FIRST_GROUP, SECOND_GROUP = "Premier groupe", "Second groupe"
PAIRS_NONE = "Il faut deux groupes différents, que des constats mettent côte à côte."
PAIRS_HEADER = ("Constat", "Croisement", "Qui se tait")
WHO_SUPPORTS, VOICES = "Qui appuie quoi", "Voix entendues, voix manquantes"
WHO_SUPPORTS_WHAT = "Une ligne par personne, une colonne par constat. Une personne citée dix fois n'y est qu'une fois."
VOICES_WHAT = "Ce que l'étude n'a pas entendu pèse autant que ce qu'elle a entendu."
WALK, WALK_WHAT = (
    "Du constat à ses sources",
    "Chaque extrait jusqu'à son fichier, avec l'empreinte qui permet de le vérifier.",
)

# La file
QUEUE_WHAT = (
    "Pour chaque constat, les passages les plus susceptibles de le contredire, dits par d'autres. La machine rapproche des "
    "mots et repère des tournures, elle ne comprend pas : lisez, et décidez. Ce que vous écartez n'est plus proposé."
)
QUEUE_EMPTY = (
    "Aucun passage à lire",
    "Écrivez un constat, citez ce qui l'appuie, et lancez l'analyse : la file cherchera ensuite ceux qui disent autrement.",
)
NEXT_FINDING, PREVIOUS_FINDING = "Constat suivant", "Constat précédent"
SUPPORTS_AFTER_ALL = "En fait, l'appuie"
REJECTED = "écarté"
ANSWERED, TAKE_BACK = "Déjà répondu", "Revenir sur cette réponse"
COUNTER_ACCEPTED, COUNTER_REJECTED = (
    "Le passage entre dans le constat.",
    "Le passage est écarté, il ne sera plus proposé ici.",
)
COUNTER_REOPENED = "La réponse est reprise : le passage peut être proposé de nouveau."
LOOKING_EVERYWHERE = "Lecture de tout le corpus pour chaque constat…"

# Les questions posées
QUESTIONS = "Questions qui portaient là-dessus"
QUESTIONS_WHAT = (
    "C'est d'après ces questions que l'on dit d'un groupe muet s'il a été interrogé. La machine les rapproche du constat ; votre "
    "avis passe avant le sien."
)
NO_QUESTION = "Aucune question de l'étude ne semble porter sur ce sujet."
NOT_ABOUT, IS_ABOUT, FIND_QUESTION = "Ne portait pas là-dessus", "Portait là-dessus", "Chercher une autre question"
QUESTION_JUDGED = "C'est noté ; le constat est recompté."

# Le croisement
MORE = "Toute la fiche : qui l'a amené, territoires, croisement des groupes"
CROSSING = "Groupe par groupe"
CROSSINGS = {
    Crossing.CONVERGENT: "se rejoignent",
    Crossing.DIVERGENT: "s'opposent",
    Crossing.PARTIAL: "se rejoignent en partie : l'un des deux est partagé",
    Crossing.SILENT: "ne peuvent être croisés : l'un des deux n'en dit rien",
}
PAIR_HEADER, PLACE_HEADER = ("Premier", "Second", "Croisement"), ("Territoire", *GROUP_HEADER[1:])
KINDS_OF_SOURCE = {
    "interview": "entretien", "focus_group": "entretien de groupe", "field_note": "note de terrain", "survey": "questionnaire",
    "restitution": "restitution",
}  # fmt: skip
STANDINGS = {"observed": "observé", "reported": "rapporté", "interpreted": "interprété par l'équipe"}


def question_line(question: PutQuestion) -> str:
    """A question with how many people it was put to, and whether a person said so."""
    by = "jugé par l'équipe" if question.judged else f"proximité {ratio(question.nearness)}"
    return f"« {question.question} » ({count(question.n_people, 'personne')}, {by})"


def pairs_counted(counts: Mapping[Crossing, int]) -> str:
    """How many findings bring two groups together, oppose them, or leave one silent."""
    told = [
        f"{count(counts[one], 'constat')} où ils {said.split(' :')[0]}"
        for one, said in CROSSINGS.items()
        if counts.get(one)
    ]
    return " ; ".join(told) + "."


def crossed(pair: PairCrossing) -> str:
    """What two groups give side by side."""
    return CROSSINGS[pair.crossing]


def queued(n_accepted: int, n_rejected: int) -> str:
    """How far the reading of a finding's counter-voices has gone."""
    if not n_accepted + n_rejected:
        return "Personne n'a encore cherché qui dit autrement."
    return f"{count(n_accepted, 'passage retenu', 'passages retenus')}, {count(n_rejected, 'écarté')}."


def prompted(finding: Finding) -> str:
    """After whose remark a wording came; nothing when its author thought of it."""
    if not (finding.prompted_by or finding.remark):
        return ""
    who = f"Après une remarque de {finding.prompted_by}" if finding.prompted_by else "Remarque"
    return f"{who} : {finding.remark}" if finding.remark else f"{who}."


def _of_sources(grounding: Grounding) -> str:
    kinds = ", ".join(f"{KINDS_OF_SOURCE.get(kind, kind)} ({n})" for kind, n in grounding.kinds)
    standings = ", ".join(f"{STANDINGS.get(standing, standing)} ({n})" for standing, n in grounding.standings)
    noted = f" Notes de terrain : {standings}." if standings else ""
    return f"Sources de ce qui l'appuie : {kinds}.{noted}" if kinds else noted.strip()


def more_said(grounding: Grounding) -> list[str]:
    """What the rest of the sheet allows one to say: who brought it, from which sources, what one person's leaving changes."""
    said = []
    if grounding.n_participants and not grounding.introduced_only_by_interviewer:
        said.append(
            f"{count(grounding.n_unprompted, 'personne')} sur {figure(grounding.n_participants)} en ont parlé sans que "
            "l'enquêteur l'ait dit avant."
            if grounding.n_unprompted > 1
            else f"{count(grounding.n_unprompted, 'personne')} sur {figure(grounding.n_participants)} en a parlé sans que "
            "l'enquêteur l'ait dit avant."
        )
    said.append(_of_sources(grounding))
    if grounding.consensus is not None:
        said.append(
            f"Accord entre les groupes : {ratio(grounding.consensus)} sur 1 (produit des groupes, un groupe muet comptant pour "
            "une moitié : le silence n'est pas un accord)."
        )
    said += [
        f"Parmi les {place.group}, deux personnes prises au hasard s'opposent une fois sur {figure(round(1 / place.dissent))}."
        if place.dissent < 1
        else f"Parmi les {place.group}, ceux qui se prononcent s'opposent."
        for place in grounding.groups
        if place.dissent
    ]
    said += [_pivot(pivot) for pivot in grounding.pivots[:PIVOTS_TOLD]]
    if len(grounding.pivots) > PIVOTS_TOLD:
        said.append(f"De même sans {count(len(grounding.pivots) - PIVOTS_TOLD, 'autre personne', 'autres personnes')}.")
    said += [
        f"Aucun des {place.group} entendus là-dessus ne le dit ; vu leur nombre ({figure(place.n_asked)}), il reste possible que "
        f"jusqu'à {percent(place.bound_supporting)} d'entre eux le pensent."
        for place in grounding.groups
        if place.bound_supporting is not None and place.n_asked
    ]
    return [sentence for sentence in said if sentence]


PIVOTS_TOLD = 4


def _pivot(pivot: Pivot) -> str:
    moved = f", et la position changerait pour : {', '.join(pivot.groups)}" if pivot.groups else ""
    return f"Sans {pivot.participant_id}, la solidité serait {pivot.grade}{moved}."


def not_crossed(groups: Sequence[str]) -> str:
    """Groups that cannot be laid beside another, because they say nothing."""
    return f"Ne peuvent être croisés avec personne, faute d'en parler : {', '.join(groups)}." if groups else ""
