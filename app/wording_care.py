"""French sentences of what a custodian does for the people of a study: withdrawal, new versions, originals."""

from __future__ import annotations

from collections.abc import Sequence

from app.wording import count

CARE_TITLE = "Prendre soin des personnes"
CARE_LOCKED = "Ouvrez le coffre (écran Anonymisation) pour retirer une personne ou ré-anonymiser."
WITHDRAW_TITLE = "Retirer une personne"
WITHDRAW_SAID = (
    "Ses mots sont effacés partout, pour toujours : étude, coffre, fichiers reçus, rapports. Ce que d'autres disent d'elle "
    "reste, sous pseudonyme."
)
WHO, WHO_HELP = "Qui se retire", "L'identifiant de participants.csv"
WRITE_TO_CONFIRM = "Pour confirmer, écrivez de nouveau cet identifiant"
WITHDRAW = "Effacer cette personne"
NOT_CONFIRMED = "L'identifiant écrit n'est pas celui de la personne choisie : rien n'a été effacé."
WITHDRAWING = "Effacement en cours. Ne fermez pas cette page."
AGAIN = "Ré-anonymiser maintenant"
AGAIN_RUNNING = "Nouvelles versions en cours. Ne fermez pas cette page."
STRANDED_TITLE = "Restés sans place"
STRANDED_SAID = "Une nouvelle version n'a pas pu les porter. Recodez le tour, ou écartez-les."
STRANDED_HEADER = ("Quoi", "Code", "Par", "Quand", "Source", "Tour")
STRANDED_KINDS = {"coding": "codage", "evidence": "pièce de constat", "memo": "mémo"}
DISMISS_REASON, DISMISS_ALL = "Pourquoi", "Écarter toute la liste"
DISMISSED = "La liste est écartée ; le journal garde votre raison."
RECEIPT_TITLE, RECEIPT_SEEN = "Reçu du retrait", "J'ai noté ce reçu"
SEAL = "Mettre les originaux au coffre"


def carried(transcripts: int, carried: int, stranded: int) -> str:
    """What a re-anonymisation did, in one sentence."""
    left = f" ; {count(stranded, 'reste', 'restent')} sans place" if stranded else ""
    return f"{count(transcripts, 'nouvelle version', 'nouvelles versions')}, {count(carried, 'élément suivi', 'éléments suivis')}{left}."


def sealed(n_files: int) -> str:
    """How many files were sealed."""
    return f"{count(n_files, 'fichier mis', 'fichiers mis')} au coffre."


def receipt(
    *,
    sources: int,
    rows: int,
    findings: int,
    lost: Sequence[str],
    shared: Sequence[str],
    unnamed: Sequence[str],
    outputs: Sequence[str],
    texts: int,
    backups: Sequence[tuple[str, str]],
    remains: str,
    number: str,
) -> list[str]:
    """A withdrawal's receipt, a sentence a line."""
    lines = [
        f"{count(rows, 'ligne effacée', 'lignes effacées')} dans {count(sources, 'source')} ; {count(findings, 'constat recompté', 'constats recomptés')}."
    ]
    if texts:
        lines.append(f"Ses mots ont été retirés de {count(texts, 'texte')} écrits par des chercheurs.")
    lines += [f"Constat que plus rien n'appuie : {one}" for one in lost]
    lines += [f"Source partagée, gardée sans ses mots : {one}" for one in shared]
    lines += [f"Des personnes sans identifiant y parlent, vérifiez qu'aucune n'est elle : {one}" for one in unnamed]
    lines += [f"Fichier retiré de outputs/ : {one}" for one in outputs]
    lines += [f"Sauvegarde qui la contient encore : {name} ({day})" for name, day in backups]
    return [*lines, remains, f"Reçu n° {number}"]
