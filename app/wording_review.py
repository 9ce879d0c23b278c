"""What the app says at the anonymisation gate, and of the vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.wording import count, figure
from models.anonymisation import MentionKind
from models.review import ReviewAction, ReviewDecision
from pipeline.flow.found import ReviewedEntity

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
    "already": "Ces mots sont déjà un pseudonyme : choisissez des mots du texte d'origine.",
}
FIND_NAME, FIND_KIND, ALL_KINDS = "Chercher un nom", "Nature", "Toutes les natures"
BY_ENTITY, BY_TEXT, ALL_HELD = "Repérages", "Textes", "Toutes les sources à relire"
REVIEW_EMPTY = (
    "Rien à relire",
    "Aucune transcription n'attend au coffre. Quand de nouvelles sources auront été anonymisées, elles s'arrêteront ici "
    "jusqu'à votre relecture.",
)
NOTHING_FOUND = "Aucun identifiant n'a été repéré ici. Relisez tout de même le texte avant de le libérer."
GATE = {
    "none": "Rien ne reste ici. Élargissez la recherche, choisissez une autre liste ou une autre source, ou relisez les textes.",
    "mask": "Masquer",
    "confirm": "Masquer, c'est bien cela",
    "keep": "Laisser",
    "rename": "Pseudonyme",
    "rename_title": "Un autre pseudonyme : prénom et nom pour une personne ; jamais un nom de l'étude.",
    "generalise": "Généraliser :",
    "generalise_as": "Généraliser",
    "generalise_title": "Ce qui se lira à la place, partout où le détail est dit dans ces mots :",
    "same": "Le même que…",
    "same_title": "C'est la même personne, ou le même lieu, que :",
    "same_hint": "Chercher par un nom ou un pseudonyme",
    "split": "Séparer…",
    "kind": "Nature…",
    "kind_title": "C'est bien un identifiant, mais d'une autre nature :",
    "split_title": "C'est quelqu'un ou quelque chose d'autre, qui prendra son propre pseudonyme :",
    "split_source": "partout dans",
    "split_here": "seulement dans",
    "all": "Toutes les mentions",
    "turn": "tour",
    "close": "Fermer",
    "take": "Prendre",
    "not_seen": "La touche est arrivée avant l'affichage : rien n'a été décidé. Appuyez de nouveau.",
    "keys": "J K ou flèches : suivant, précédent · M masquer · L laisser · P pseudonyme · G le même que · S séparer · N nature · T toutes les mentions · Z annuler",
    "waiting": "en cours…",
    "saved": "Tout est enregistré",
    "done": {
        "mask": "décidé : masqué partout",
        "keep": "décidé : laissé partout",
        "generalise": "décidé : généralisé",
        "rename": "décidé : autre pseudonyme",
        "merge": "décidé : réuni",
        "split": "décidé : séparé",
        "kind": "décidé : masqué, d'une autre nature",
        "declare": "nom déclaré",
    },
}
TO_DECIDE, DETAILS, DECIDED, DECLARED = "À décider", "Recoupements", "Décidés", "Noms déclarés"
CONFIRM_CERTAIN, CERTAIN_CONFIRMED = "Tout valider", "Validés : vous pouvez encore les changer un à un."
CONFIRM_WARNING = (
    "Ce qui n'est pas un doute sera masqué comme proposé. Parcourez la liste d'abord : un nom mal réuni s'y voit."
)
ALL_MENTIONS, BACK_TO_QUEUE, RELEASE_ALL, RELEASE_ONE = (
    "Toutes les mentions",
    "Revenir aux repérages",
    "Libérer",
    "Libérer cette transcription",
)
SEE_RELEASED, LEAVE_RELEASED = "Revoir ce qui est libéré", "Revenir"
APPLYING = "Les décisions s'appliquent aux textes…"
UNDO_REVIEW, REVIEW_UNDONE = "Annuler", "La décision est annulée."
DECISIONS_TAKEN, NO_DECISION = "Décisions prises", "Aucune décision n'a encore été prise."
STRANDED_HEADER = ("Source", "Tour", "Travail", "Code", "Par", "Le")
STRANDED_TITLE = "Ce qui n'a pas pu suivre"
STRANDED_SAID = "Ces codages et ces preuves n'ont plus leur place dans la nouvelle version : reprenez-les à la main."
STRANDED_SORTS = {"coding": "codage", "evidence": "preuve", "memo": "mémo"}

# The names declared beforehand
DECLARED_HOW = (
    "Les noms que vous connaissez d'avance sont cherchés dans toutes les graphies : casse, accents, trait d'union, une lettre "
    "mal entendue. Toutes les formes d'un même identifiant sont une seule personne. Ils sont gardés chiffrés au coffre."
)
DECLARED_HEADER = ("Identifiant", "Forme", "Nature", "Pseudonyme souhaité")
DECLARED_NONE = "Aucun nom n'est déclaré."
DECLARE_FORM = {
    "person": "Identifiant de la personne",
    "form": "Nom, tel qu'on l'écrit ou l'entend",
    "kind": "Nature",
    "pseudonym": "Pseudonyme souhaité (facultatif)",
}
DECLARE, FORGET_DECLARED, PASTE_DECLARED = "Déclarer", "Retirer un identifiant", "Coller un tableau"
PASTE_HOW = "Une ligne par forme ; première ligne : person,form,kind,gender,pseudonym,note. Le tableau remplace ce qui était déclaré."
PASTE_TAKE = "Remplacer par ce tableau"


def declared_n(forms: int, refused: Sequence[tuple[int, str]]) -> str:
    """After names were declared."""
    told = f"{count(forms, 'forme déclarée', 'formes déclarées')}."
    return " ".join([told, *(f"Ligne {line} refusée : {reason}." for line, reason in refused)])


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


def at_the_gate(n_sources: int) -> str:
    """What waits."""
    return f"{count(n_sources, 'transcription attend', 'transcriptions attendent')} votre relecture."


def progress(decided: int, total: int, doubts: int) -> str:
    """How far the review is."""
    told = f"{figure(decided)} sur {figure(total)} {'décidée' if decided < 2 else 'décidées'}"
    return f"{told}, {count(doubts, 'doute')} à lever" if doubts else f"{told}, aucun doute à lever"


def kinds(counts: Mapping[MentionKind, int]) -> str:
    """How many of each kind."""
    shown = [count(counts[kind], *names) for kind, names in _KIND_NUMBERS.items() if counts.get(kind)]
    return ", ".join(shown)


_KIND_NUMBERS = {
    MentionKind.PERSON: ("personne", "personnes"),
    MentionKind.PLACE: ("lieu", "lieux"),
    MentionKind.ORGANISATION: ("organisation", "organisations"),
    MentionKind.ADDRESS: ("adresse", "adresses"),
    MentionKind.PHONE: ("téléphone", "téléphones"),
    MentionKind.EMAIL: ("courriel", "courriels"),
    MentionKind.URL: ("adresse web", "adresses web"),
    MentionKind.ID_NUMBER: ("numéro", "numéros"),
    MentionKind.DATE: ("date", "dates"),
    MentionKind.AGE: ("âge", "âges"),
    MentionKind.QUASI: ("recoupement possible", "recoupements possibles"),
}


def release_warning(n_sources: int, n_left: int, n_doubts: int) -> str:
    """What releasing does, and what remains."""
    told = f"{count(n_sources, 'transcription entrera', 'transcriptions entreront')} dans l'étude, sous pseudonymes."
    if n_left:
        told += f" Il reste {count(n_left, 'repérage')} que personne n'a décidé : ils seront masqués comme proposé."
    if n_doubts:
        told += f" **{count(n_doubts, 'doute n’est pas levé', 'doutes ne sont pas levés')}** : ces mots resteront tels quels."
    return told


def due_after_release(n: int) -> str:
    """Decisions taken after a release."""
    have = count(n, "transcription déjà libérée ne suit", "transcriptions déjà libérées ne suivent")
    return f"{have} pas encore vos dernières décisions."


def apply_to_released(n: int) -> str:
    """The button."""
    return (
        f"Appliquer {'à la transcription déjà libérée' if n == 1 else f'aux {figure(n)} transcriptions déjà libérées'}"
    )


def applied(n: int, carried: int, stranded: int) -> str:
    """After decisions were applied to released transcripts."""
    told = f"{count(n, 'nouvelle version', 'nouvelles versions')} ; {count(carried, 'codage, preuve ou mémo a suivi', 'codages, preuves ou mémos ont suivi')}"
    return (
        f"{told} ; {count(stranded, 'n’a pas pu suivre', 'n’ont pas pu suivre')}."
        if stranded
        else f"{told}, rien n'est perdu."
    )


def release_n(n: int) -> str:
    """The button."""
    return f"Libérer {count(n, 'transcription')}"


def released(n: int) -> str:
    """After a release."""
    return f"{count(n, 'transcription est entrée', 'transcriptions sont entrées')} dans l'étude : lancez l'analyse pour la suite."


def held_source(name: str, n_doubts: int) -> str:
    """A source that waits, in a list."""
    return f"{name} ({count(n_doubts, 'doute')})" if n_doubts else name


def entity(one: ReviewedEntity) -> str:
    """A line of the queue."""
    what = f"→ {one.pseudonym}" if one.pseudonym and not one.is_detail else "masqué"
    if one.doubtful:
        what = one.reason or "doute"
    if one.chosen:
        what = f"→ {one.chosen}"
    return f"{MENTION_KINDS[one.kind]}, {count(one.n_mentions, 'mention')} · {what}"


def entity_said(one: ReviewedEntity) -> str:
    """An entity, in one sentence."""
    where = f"{count(one.n_mentions, 'mention')} dans {count(one.n_sources, 'source')}"
    name = MENTION_KINDS[one.kind].capitalize()
    if one.is_detail:
        why = f" : {one.reason}" if one.reason else ""
        return (
            f"{name}{why} ; {where}. Seul, il ne dit rien ; croisé avec d'autres détails, il peut désigner quelqu'un."
        )
    if one.doubtful:
        return f"{name} : {where}. Rien ne prouve que c'est un identifiant : à vous de dire."
    return f"{name} : {where}, sous le pseudonyme « {one.pseudonym} »." if one.pseudonym else f"{name} : {where}."


def decision(one: ReviewDecision) -> str:
    """One decision that holds, on the custodian's screen."""
    about = ", ".join(one.forms[:3]) or (f"→ {one.value}" if one.value else one.key or "")
    by = f", {one.actor}" if one.actor else ""
    return f"{DECISION_NAMES[one.action]} : {about} ({one.at[:10]}{by})"


DECISION_NAMES = {
    ReviewAction.KEEP: "Laissé",
    ReviewAction.MASK: "Masqué",
    ReviewAction.GENERALISE: "Généralisé",
    ReviewAction.RENAME: "Autre pseudonyme",
    ReviewAction.MERGE: "Réuni",
    ReviewAction.SPLIT: "Séparé",
    ReviewAction.DECLARE: "Noms déclarés",
    ReviewAction.UNDO: "Annulé",
}


def doubts_in_text(n: int) -> str:
    """What is not settled in a text."""
    return f"{count(n, 'doute')} dans ce texte : voyez « {TO_DECIDE} »."
