"""What the app says of giving back: booklets, replies entered, what they changed, readings by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.wording import STANCES, STATUSES, count, moment
from models.finding import FindingStatus
from models.restitution import Answer, Effect, Hand, Outcome, ReaderState, ReadingStep, Remark, ReplyRow

RESTITUTION = "Restitution"
WHAT = (
    "Rendre aux personnes ce que l'on a compris d'elles, et leur donner le dernier mot : un livret en français simple, une "
    "réponse saisie comme une parole, et ce qu'elle change."
)
EMPTY = (
    "Rien à rendre pour l'instant",
    "Un livret rend des constats à celles et ceux dont ils parlent. Écrivez d'abord un constat et ce qui l'appuie ; les livrets se "
    "préparent ensuite ici, par personne ou par groupe.",
)
GO_FINDINGS = "Aller aux constats"
VIEW, BOOKLETS, ENTRY, REPLIES, GROUPS = (
    "Vue",
    "Livrets",
    "Saisir une réponse",
    "Réponses et décisions",
    "Lectures par groupe",
)

# Livrets
READER_HEADER = ("Pour", "Groupe", "Constats", "Remis le", "Réponses")
GROUP, PERSON, WHOLE_GROUP = "groupe", "personne", "tout le groupe"
NOT_GIVEN = "pas encore"
READER, CHOOSE_READER = "Livret de", "Choisissez une personne ou un groupe"
MAKING = "Préparation du livret…"
BEFORE_PRINTING = "Avant d'imprimer"
NOTHING_HARD = (
    "Rien de difficile à lire n'a été relevé. Faites tout de même relire le livret par une personne concernée."
)
PLAIN, PLAIN_HELP = (
    "Formulation simple",
    "Une phrase courte par ligne, des mots de tous les jours. L'énoncé du constat ne change pas.",
)
PLAIN_SAVE, PLAIN_SAVED, PLAIN_HISTORY = (
    "Garder cette formulation",
    "La formulation simple est gardée.",
    "Formulations précédentes",
)
FORMAT, WRITE, WRITE_ALL = "Format", "Écrire ce livret", "Écrire tous les livrets"
FORMATS = {"pdf": "PDF", "docx": "Word", "html": "Page web"}
PREVIEW = "Aperçu du livret"
GIVE, GIVEN, GIVEN_ON = "Noter la remise", "La remise du livret est notée.", "Remis le"
TAKE_BACK, TAKEN_BACK = "Annuler cette remise", "La remise est annulée ; le journal garde qu'elle avait été notée."
TO_SIMPLIFY = "à simplifier"

# Saisie
OPEN_VAULT = "Ce que les personnes écrivent passe par l'anonymisation comme toute parole : ouvrez le coffre pour saisir des réponses."
STEP, WHO, PRESENT, DAY, HAND = "Lecture", "Qui répond", "Personnes présentes", "Reçue le", "Écrit"
STEPS = {
    ReadingStep.ALONE: "Une personne",
    ReadingStep.PEERS: "Un groupe, entre pairs",
    ReadingStep.TOGETHER: "Un groupe, tous ensemble",
}
STEP_HELP = (
    "Comme dans le croisement des savoirs : chaque groupe lit d'abord entre pairs, puis tous les groupes lisent ensemble. "
    "Des personnes présentes, seul le nombre est gardé."
)
HANDS = {Hand.OWN: "de sa main", Hand.DICTATED: "dicté à quelqu'un", Hand.NOTED: "noté par l'équipe"}
ANSWERS = {
    Answer.AGREE: "D'accord",
    Answer.NUANCE: "Pas tout à fait",
    Answer.REFUSE: "Pas d'accord",
    Answer.WORDS: "Mes mots",
}
NO_ANSWER = "Sans réponse"
MY_WORDS, MY_WORDS_HINT = "Mes mots", "tels qu'ils sont écrits ou dits"
KEYS = "Au clavier : Tab d'un constat au suivant, flèches pour la case, Ctrl + Entrée pour enregistrer."
SAVE, SAVING, NOTHING_TYPED = (
    "Enregistrer la feuille",
    "Enregistrement et anonymisation…",
    "Aucune case cochée, aucun mot : rien à enregistrer.",
)
NO_FINDING = "Aucun constat ne repose sur ces paroles : il n'y a rien à quoi répondre."

# Réponses et décisions
REPLIES_EMPTY = (
    "Aucune réponse encore",
    "Quand un livret revient, saisissez ce que la personne ou le groupe a répondu. Chaque réponse s'affiche ici, à côté de ce "
    "que l'équipe avait compris.",
)
OUR_READING, THEIR_REPLIES = "Ce que l'équipe a compris", "Ce qu'on lui répond"
OPEN_FINDING = "Ouvrir la fiche du constat"
OF_FINDING = "Réponses des personnes concernées"
AT_GATE = "Les mots attendent la relecture d'anonymisation ; la case cochée compte déjà."
TAKE, DECIDE, TAKEN, DECIDED = (
    "Prendre comme extrait",
    "Décider",
    "La réponse est un extrait du constat.",
    "La décision est gardée.",
)
STATUS_AFTER, WORDING_AFTER, REASON, REASON_HELP = (
    "Statut du constat",
    "Rédaction du constat",
    "Pourquoi",
    "En une phrase. Il le faut si le constat reste comme il est.",
)
UNDO, UNDONE = "Reprendre", "La décision est reprise ; l'historique garde les deux."
SET_ASIDE, SET_ASIDE_DONE = "Saisie par erreur", "La feuille est mise de côté, et ce qui en découlait est repris."

# Lectures par groupe
CROSSING_HEADER = ("Groupe", "Chacun seul", "Entre pairs", "Tous ensemble", "Ce que sa parole a changé")
CROSSING_EMPTY = (
    "Aucune lecture encore",
    "Chaque groupe lit d'abord entre pairs, puis les groupes lisent ensemble. Saisissez leurs réponses : ce tableau dira quelle "
    "parole a changé quel constat.",
)
SKIPPED = "a parlé devant tous avant d'avoir lu entre pairs"
TIMELINE, NO_CHANGE = "Ce qui a changé, dans l'ordre", "Aucune réponse n'a encore changé un constat."
UNKNOWN_GROUP = "groupe non renseigné"


def reader_name(one: ReaderState) -> str:
    """A person by id and group, or a whole group."""
    if one.participant_id is None:
        return f"{WHOLE_GROUP} : {one.group}"
    return f"{one.participant_id} ({one.group or UNKNOWN_GROUP})"


def our_status(status: FindingStatus) -> str:
    """The status that the team gives a finding."""
    return f"Statut : {STATUSES[status].lower()}."


def returned(one: ReaderState) -> str:
    """How many replies came back, and how many wait at the gate."""
    if one.refused:
        return one.refused
    waiting = f", dont {one.n_waiting} à relire" if one.n_waiting else ""
    return f"{one.n_replies}{waiting}" if one.n_replies else ""


def written(n: int, folder: str) -> str:
    """After booklets were written."""
    return f"{count(n, 'livret écrit', 'livrets écrits')} dans {folder}."


def remark(one: Remark) -> str:
    """One remark on words of ours."""
    return f"{one.rule.capitalize()} : « {one.words} ». {one.advice}"


def entered(replies: int, waiting: int) -> str:
    """After a sheet was entered."""
    said = f"{count(replies, 'réponse enregistrée', 'réponses enregistrées')}."
    return f"{said} Les mots attendent la relecture dans l'écran Anonymisation." if waiting else said


def who(row: ReplyRow) -> str:
    """Who answered, how, and when."""
    name = row.participant_id or f"groupe {row.group}, {count(row.n_present or 0, 'présent', 'présents')}"
    return f"{name} · {STEPS[row.step].lower()} · {day(row.received_on)} · {HANDS[row.hand]}"


def typed_by(row: ReplyRow) -> str:
    """Who typed a reply in."""
    return f"saisie par {row.entered_by}, {moment(row.entered_at)}"


def day(one: date) -> str:
    """A day, in figures."""
    return one.strftime("%d/%m/%Y")


def several(rows: Sequence[ReplyRow]) -> str:
    """People's replies counted by box."""
    counts = Counter(row.answer for row in rows)
    return ", ".join(
        f"{n} {ANSWERS[answer].lower()}"
        for answer, n in sorted(counts.items(), key=lambda one: list(Answer).index(one[0]))
    )


def collective(rows: Sequence[ReplyRow]) -> str:
    """A group's replies, each with its day and how many were present."""
    return " ; ".join(
        f"{ANSWERS[row.answer]} ({count(row.n_present or 0, 'présent', 'présents')}, {day(row.received_on)})"
        for row in rows
    )


def changed(outcome: Outcome) -> str:
    """What one decision did to the finding."""
    if outcome.effect is Effect.EVIDENCE and outcome.stance:
        return f"devient un extrait qui {STANCES[outcome.stance]} le constat"
    if outcome.effect is Effect.KEPT:
        return "le constat reste comme il est"
    told = []
    if outcome.status_before is not outcome.status_after:
        told.append(f"{STATUSES[outcome.status_before].lower()} → {STATUSES[outcome.status_after].lower()}")
    if outcome.statement_before != outcome.statement_after:
        told.append("rédaction changée")
    return ", ".join(told)


def after(outcome: Outcome, row: ReplyRow) -> str:
    """A line of the timeline: when, after whose word, what changed, why."""
    said = row.participant_id or f"le groupe {row.group}"
    why = f" Motif : {outcome.reason}" if outcome.reason else ""
    return (
        f"{moment(outcome.decided_at)} : après la réponse de {said} ({STEPS[row.step].lower()}, « {ANSWERS[row.answer]} »), "
        f"{changed(outcome)}. Décidé par {outcome.decided_by}.{why}"
    )
