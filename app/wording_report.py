"""What the Report screen says: for whom the report is written, and the risk sheet beside it."""

from __future__ import annotations

from app.wording import count
from pipeline.flow.reports import Preview

LEVEL = "Niveau de diffusion"
LEVELS = {"team": "L'équipe", "funder": "Un financeur", "public": "Le public"}
LEVEL_WHAT = {
    "team": "Les mots tels qu'ils ont été relus. À ne pas diffuser hors de l'équipe.",
    "funder": "Ce qui a été signalé est généralisé, les âges et les dates exacts sont arrondis, les petits territoires réunis.",
    "public": "Les personnes, lieux et organisations cités deviennent des marques neutres ; les petits groupes sont réunis.",
}
CONSENT_TITLE = "Accords des personnes"
RISK_TITLE = "Fiche de risque"
RISK_WHAT = (
    "Ce qui a été masqué, ce qui est resté et pourquoi, qui pourrait être reconnu, et ce qu'il reste à faire : à lire avant "
    "de donner quoi que ce soit. Pseudonymisé n'est pas anonyme."
)
RISK_BUILD, RISK_BUILDING, RISK_PREVIEW = "Écrire la fiche de risque", "Comptage…", "Lire la fiche de risque"


def risk_written(place: str) -> str:
    """Where the sheet is."""
    return f"La fiche de risque est écrite : dans le dossier de l'étude, « {place} »."


def preview_of(name: str, moment: str) -> str:
    """Which file is previewed, and when it was written."""
    return f"« outputs/{name} », écrit le {moment}."


AUDIENCE = "Quel document"
AUDIENCES = {
    "": "Le rapport entier",
    "elus": "Une page pour les élus",
    "financeurs": "… les financeurs",
    "direction": "… les directions",
    "associations": "… les associations",
    "personnes": "… les personnes concernées",
}
WHICH = "Constats à montrer, dans cet ordre"
MODEL_TITLE = "Le modèle Word"
MODEL_WHAT = (
    "Le rapport Word a sa forme à lui. Pour la vôtre (titres, ordre, phrases, styles), mettez un modèle dans l'étude, "
    "ouvrez-le dans votre traitement de texte, changez ce que vous voulez : le prochain rapport Word le suivra."
)
MODEL_THERE = "L'étude a son modèle, « modele_rapport.docx » : les rapports Word le suivent. Retirez-le pour revenir à la forme d'origine."
MODEL_MAKE = "Mettre un modèle dans l'étude"
MODEL_GIVE, MODEL_CHOOSE, MODEL_HINT = "Votre modèle", "Choisir…", "ou déposez-le ici ; un fichier .docx"
MODEL_TAKE, MODEL_TAKEN = "Prendre ce modèle", "Le modèle est dans l'étude : le prochain rapport Word le suivra."
MODEL_LEAVE, MODEL_LEFT = "Retirer le modèle", "Le modèle est retiré : le rapport Word retrouve sa forme d'origine."
LIVE = "Ce que donneraient ces choix"
PROOF_TITLE = "La preuve pour un tiers"
PROOF_WHAT = (
    "Signer les rapports écrits, avec les empreintes des sources, des transcriptions et des décisions. Qui reçoit un rapport et ce "
    "dossier peut vérifier, sans l'étude et sans ce logiciel, que pas un octet n'a changé ; le dossier dit comment."
)
PROOF_LOCKED = "La clé de signature est au coffre : ouvrez-le d'abord (écran Anonymisation)."
PROOF_SIGN, PROOF_SIGNING = "Signer les rapports", "Signature…"
COMPARE = "Confronter l'étude à sa preuve signée"
AS_SIGNED = "Sources, transcriptions, décisions, constats et rapports sont tels qu'ils ont été signés."
PROOF_KEY = "Empreinte de la clé, à donner de vive voix à qui vérifiera :"


def save(name: str) -> str:
    """The button that saves a written file elsewhere."""
    return f"Enregistrer « {name} »"


def preview_said(seen: Preview) -> list[str]:
    """What a report would hold, and what it would hold back."""
    left = f", {count(seen.n_left_out, 'autre laissé de côté', 'autres laissés de côté')}" if seen.n_left_out else ""
    told = [
        f"{count(seen.n_pages, 'page')} en PDF. {count(seen.n_findings, 'constat')}{left} ; "
        f"{count(seen.n_verbatims, 'extrait')}."
    ]
    if seen.n_withheld:
        told.append(
            f"{count(seen.n_withheld, 'extrait est compté sans être cité', 'extraits sont comptés sans être cités')} : "
            "la personne n'a pas donné son accord pour être citée."
        )
    if seen.n_generalised:
        told.append(
            f"{count(seen.n_generalised, 'extrait a des mots remplacés', 'extraits ont des mots remplacés')} à ce niveau de "
            "diffusion."
        )
    return told


def all_findings(n: int) -> str:
    """What no choice means."""
    return f"Tous les constats ({n})"


def model_written(name: str) -> str:
    """Where the model is."""
    return f"Le modèle est dans le dossier de l'étude : « {name} »."


def signed(place: str) -> str:
    """Where the proof is."""
    return f"La preuve est signée : dans le dossier de l'étude, « {place} »."
