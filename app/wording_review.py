"""What the app says at the anonymisation gate, and of the vault."""

from __future__ import annotations

from app.wording import count
from models.anonymisation import MentionKind

# The vault
PASSPHRASE, PASSPHRASE_AGAIN = "Phrase secrète du coffre", "La même, une seconde fois"
OPEN_VAULT, MAKE_VAULT, VAULT_NOW_OPEN = (
    "Ouvrir le coffre",
    "Créer le coffre",
    "Le coffre est ouvert pour cette session.",
)
VAULT_NEW = (
    "L'étude n'a pas encore de coffre. Il gardera, chiffrés, les textes d'origine et qui est derrière chaque pseudonyme. "
    "Sa phrase secrète n'est écrite nulle part : si elle est perdue, plus personne ne pourra retrouver qui a parlé, ni relire "
    "un texte d'origine. Notez-la en lieu sûr, à part de l'étude."
)
VAULT_WORDS_DIFFER = "Les deux phrases ne sont pas les mêmes : écrivez-les de nouveau."


def passphrase_short(shortest: int) -> str:
    """A passphrase that will not do."""
    return f"La phrase secrète doit compter au moins {shortest} caractères : quelques mots sans lien entre eux, par exemple."


# Anonymisation
MENTION_KINDS = {
    MentionKind.PERSON: "personne",
    MentionKind.PLACE: "lieu",
    MentionKind.ORGANISATION: "organisation",
    MentionKind.ADDRESS: "adresse",
    MentionKind.DATE: "date",
    MentionKind.AGE: "âge",
    MentionKind.PHONE: "téléphone",
    MentionKind.EMAIL: "courriel",
    MentionKind.URL: "adresse web",
    MentionKind.ID_NUMBER: "numéro",
    MentionKind.QUASI: "recoupement possible",
}
READER = {
    "title": "Un identifiant a échappé ?",
    "how": "Choisissez les mots dans le texte, ou écrivez-les : ils seront masqués partout dans l'étude.",
    "hint": "Mots à masquer",
    "kind": "Nature",
    "mask": "Masquer partout",
    "waiting": "en cours…",
    "saved": "Tout est enregistré",
}
BY_ENTITY, BY_TEXT, ALL_HELD = "Repérages", "Textes", "Toutes les sources à relire"
REVIEW_EMPTY = (
    "Rien à relire",
    "Aucune transcription n'attend au coffre. Quand de nouvelles sources auront été anonymisées, elles s'arrêteront ici "
    "jusqu'à votre relecture.",
)
NOTHING_FOUND = "Aucun identifiant n'a été repéré ici. Relisez tout de même le texte avant de le libérer."
MASK_KEY, KEEP_KEY, RENAME_PSEUDONYM = "Masquer (m)", "Laisser (l)", "Changer le pseudonyme"
SAME_AS, SAME_AS_WHOM, PSEUDONYM = "Le même que…", "C'est le même que", "Pseudonyme"
MASKED, KEPT, RENAMED, MERGED = "Masqué partout.", "Laissé dans le texte, partout.", "Pseudonyme changé.", "Réunis."
REVIEW_KEYS = "j suivant, k précédent, m masquer, l laisser, u annuler."
RELEASE_ALL, RELEASE_ONE = "Libérer", "Libérer cette transcription"
UNDO_REVIEW, REVIEW_UNDONE = "Annuler la dernière décision", "La dernière décision est annulée."


def review_locked(n_held: int) -> tuple[str, str]:
    """The screen while the vault is closed."""
    if not n_held:
        return (
            "Réservé au ou à la dépositaire",
            "Les textes d'origine et les noms réels sont au coffre. La relecture demande sa phrase secrète.",
        )
    waits = count(n_held, "transcription attend", "transcriptions attendent")
    return (
        f"{waits} votre relecture",
        "Les noms réels sont au coffre : sa phrase secrète ouvre la relecture, pour cette session et le rôle de dépositaire.",
    )


def at_the_gate(n_sources: int, n_doubts: int) -> str:
    """What waits."""
    waits = count(n_sources, "transcription attend", "transcriptions attendent")
    doubts = f"{count(n_doubts, 'doute')} à lever" if n_doubts else "aucun doute à lever"
    return f"{waits} votre relecture ; {doubts}."


def release_warning(n_sources: int, n_doubts: int) -> str:
    """What releasing does."""
    told = (
        f"{count(n_sources, 'transcription entrera', 'transcriptions entreront')} dans l'étude, sans retour en arrière."
    )
    if n_doubts:
        told += f" **{count(n_doubts, 'doute n’est pas levé', 'doutes ne sont pas levés')}** : ces mots resteront tels quels."
    return told


def release_n(n: int) -> str:
    """The button."""
    return f"Libérer {count(n, 'transcription')}"


def released(n: int) -> str:
    """After a release."""
    return f"{count(n, 'transcription est entrée', 'transcriptions sont entrées')} dans l'étude : lancez l'analyse pour la suite."


def held_source(name: str, n_doubts: int) -> str:
    """A source that waits, in a list."""
    return f"{name} ({count(n_doubts, 'doute')})" if n_doubts else name


def entities_left(n: int, n_doubts: int, shown: int) -> str:
    """How long the queue is."""
    cut = f" Les {shown} plus risqués sont montrés." if n > shown else ""
    return f"{count(n, 'repérage')}, dont {count(n_doubts, 'doute')}.{cut}"


def entity(kind: MentionKind, pseudonym: str, n_mentions: int, *, doubtful: bool) -> str:
    """A line of the queue."""
    what = "doute" if doubtful else f"→ {pseudonym}" if pseudonym else "masqué"
    return f"{MENTION_KINDS[kind]}, {count(n_mentions, 'mention')} · {what}"


def entity_said(kind: MentionKind, pseudonym: str, n_mentions: int, n_sources: int, *, doubtful: bool) -> str:
    """An entity, in one sentence."""
    where = f"{count(n_mentions, 'mention')} dans {count(n_sources, 'source')}"
    name = MENTION_KINDS[kind].capitalize()
    if doubtful:
        return f"{name} : {where}. Rien ne prouve que c'est un identifiant : à vous de dire."
    return f"{name} : {where}, sous le pseudonyme « {pseudonym} »." if pseudonym else f"{name} : {where}, masqué."


def doubts_in_text(n: int) -> str:
    """What is not settled in a text."""
    return f"{count(n, 'doute')} dans ce texte : voyez « {BY_ENTITY} »."
