"""What the app says of findings: the board, one finding, what it rests on, in sentences."""

from __future__ import annotations

from datetime import datetime

from app.wording import STATUSES, count, moment, percent, ratio
from models.coding import Decision, DecisionAction
from models.finding import Finding, Grounding, Position

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
EVIDENCE_ADDED, ALREADY = "L'extrait est ajouté au constat.", "déjà dans ce constat"
ADD_EVIDENCE, BY_WORDS, BY_CODE = "Ajouter un extrait", "Par les mots", "Par un code"
SEARCH, SEARCH_HINT, NO_HIT = "Chercher dans les extraits", "rendez-vous, courrier, guichet…", "Aucun extrait trouvé."
NO_CODING, CHOOSE_CODE = "Aucun passage n'est encore codé.", "Choisissez un code"
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
            f"{percent(grounding.upper_bound)} des personnes concernées pensent autrement (borne à 95 %)."
        )
    asked = [place.group for place in grounding.groups if place.position is Position.SILENT_ASKED]
    never = [place.group for place in grounding.groups if place.position is Position.SILENT_NEVER_ASKED]
    if asked:
        said.append(f"Interrogés là-dessus, n'en disent rien : {', '.join(asked)}.")
    if never:
        said.append(f"Jamais interrogés là-dessus : {', '.join(never)}. Leur silence ne dit rien.")
    return said
