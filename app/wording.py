"""
Every French sentence that the app itself says; errors come from the flow already written.

Kept in one place so that the same thing is always called the same, and so that an English sheet can stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from models.finding import FindingStatus, Position, Stance
from models.provenance import Step
from models.transcript import EventKind, SourceKind, SourceState, TurnEvent

# Navigation
OVERVIEW, ANONYMISATION, THEMES, CODING = "Vue d'ensemble", "Anonymisation", "Thèmes", "Codage"
CODEBOOK, FINDINGS, REPORT, JOURNAL = "Livre de codes", "Constats", "Rapport", "Journal"

# Who acts
YOU_ARE, YOUR_NAME, YOUR_ROLE, TAKE = "Vous êtes", "Votre nom, tel qu'il signera vos décisions", "Votre rôle", "Valider"
ROLE_HELP = "Dépositaire : relit l'anonymisation, ouvre le coffre. Chercheur·e : code, écrit les constats. Lecteur : ne change rien."
VAULT_OPEN, VAULT_CLOSED, CLOSE_VAULT = "coffre ouvert", "coffre fermé", "Fermer le coffre"

# Verbatims
SEE_TURN, HISTORY = "Voir le tour", "Historique"
NO_HISTORY = "Personne n'a encore rien décidé sur ces mots."
GROUP_UNKNOWN = "groupe non renseigné"

STATES = {SourceState.HELD: "à relire", SourceState.RELEASED: "dans l'étude", SourceState.WITHDRAWN: "retirée"}
KINDS = {
    SourceKind.INTERVIEW: "entretien",
    SourceKind.FOCUS_GROUP: "entretien collectif",
    SourceKind.FIELD_NOTE: "notes de terrain",
    SourceKind.SURVEY: "réponses ouvertes",
    SourceKind.RESTITUTION: "réponse à une restitution",
}
BESIDE = {
    EventKind.LAUGHTER: "rires",
    EventKind.PAUSE: "pause",
    EventKind.INAUDIBLE: "inaudible",
    EventKind.OVERLAP: "chevauchement",
    EventKind.NOISE: "bruit",
    EventKind.COMMENT: "remarque du transcripteur",
    EventKind.OTHER: "événement",
}
STEPS = {
    Step.INGEST: "Lire les sources",
    Step.ANONYMISE: "Anonymiser",
    Step.SEGMENT: "Découper",
    Step.ENCODE: "Encoder",
    Step.THEMES: "Chercher les thèmes",
    Step.PROPOSE: "Proposer des codes",
}
STANCES = {Stance.SUPPORTS: "appuie", Stance.NUANCES: "nuance", Stance.CONTRADICTS: "contredit"}
STANCE_TITLES = {
    Stance.SUPPORTS: "Ce qui l'appuie",
    Stance.NUANCES: "Ce qui le nuance",
    Stance.CONTRADICTS: "Ce qui le contredit",
}
STATUSES = {
    FindingStatus.HYPOTHESIS: "Hypothèse",
    FindingStatus.SUPPORTED: "Étayé",
    FindingStatus.CONTESTED: "Contesté",
    FindingStatus.WITHDRAWN: "Abandonné",
}
POSITIONS = {
    Position.CONVERGENT: "va dans ce sens",
    Position.DIVERGENT: "dit le contraire",
    Position.DIVIDED: "est partagé",
    Position.SILENT_ASKED: "n'en dit rien, bien qu'on l'ait interrogé là-dessus",
    Position.SILENT_NEVER_ASKED: "n'a jamais été interrogé là-dessus",
}


def turn(number: int) -> str:
    """The name of a turn."""
    return f"tour {number}"


def beside(events: Sequence[TurnEvent]) -> str:
    """What happened beside the words of a turn, each sort once; empty when nothing did."""
    told = [event.text or BESIDE[event.kind] for event in events]
    return ", ".join(f"{name} ×{told.count(name)}" if told.count(name) > 1 else name for name in dict.fromkeys(told))


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun; the plural adds an s unless it is given."""
    noun = one if abs(number) < 2 else many or f"{one}s"
    return f"{figure(number)} {noun}"


def figure(number: int) -> str:
    """A whole number as French print has it, thousands apart by a narrow space."""
    return f"{number:,}".replace(",", "\u202f")


def ratio(value: float) -> str:
    """Two decimals, with a comma."""
    return f"{value:.2f}".replace(".", ",")


def percent(value: float) -> str:
    """A share as a whole percentage."""
    return f"{value * 100:.0f}\u00a0%"


def moment(at: datetime) -> str:
    """When, in the time of this machine: 3 mars 2026, 14 h 05."""
    local = at.replace(tzinfo=UTC).astimezone()
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local.hour} h {local.minute:02d}"


MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905  # reads better
)


def coded_by(coder: str, at: datetime, origin: str) -> str:
    """Who put a code, when, and whether the machine had proposed it."""
    how = "proposition acceptée" if origin == "proposal" else "posé à la main"
    return f"{coder}, {moment(at)} ({how})"


# Codage
GO_OVERVIEW, GO_THEMES, GO_ANONYMISATION = "Aller à la vue d'ensemble", "Aller aux thèmes", "Aller à l'anonymisation"
CODING_EMPTY = (
    "Rien à coder pour l'instant",
    "Aucune transcription n'est encore dans l'étude. Déposez des fichiers, lancez l'analyse, puis libérez les "
    "transcriptions relues.",
)
QUEUE_EMPTY = (
    "Plus aucune proposition avec ces filtres",
    "Élargissez les filtres, ou relancez l'analyse : elle apprend de vos décisions et en proposera d'autres.",
)
QUEUE_NO_CODE = (
    "Aucun code, donc aucune proposition",
    "Faites d'un thème un code, ou créez vos codes en lisant : choisissez des mots dans une transcription, puis « / ».",
)
OLD_LINK = "Ce lien mène à une transcription qui n'est plus celle de l'étude : choisissez la source dans la liste."
VIEW, BY_TRANSCRIPT, BY_QUEUE = "Vue", "Transcription", "Propositions"
SOURCE, ALL_SOURCES, CODE, ALL_CODES = "Source", "Toutes les sources", "Code", "Tous les codes"
SCORE, BULK, REASON = "Score", "Décider en lot", "Motif, gardé avec chaque décision"
REASON_MISSING = "Une décision en lot demande un motif : écrivez-le, rien n'a été décidé."


def at_least(score: float) -> str:
    """A filter on scores."""
    return f"score ≥ {score:.1f}".replace(".", ",") if score else "tout score"


def waiting(n_proposals: int, n_people: int, *, is_cut: bool) -> str:
    """What the filters leave to decide; the best ones when there are too many to show."""
    which = "Les mieux notées : " if is_cut else ""
    return which + f"{count(n_proposals, 'proposition')} en attente, sur les mots de {count(n_people, 'personne')}."


def bulk_warning(n: int) -> str:
    """What a bulk decision is."""
    return f"Vous allez décider de **{count(n, 'proposition')}** sans les lire une à une. Chacune gardera votre nom et ce motif."


def bulk_accept(n: int) -> str:
    """The button."""
    return f"Accepter les {figure(n)}"


def bulk_reject(n: int) -> str:
    """The button."""
    return f"Écarter les {figure(n)}"


def bulk_done(n: int) -> str:
    """After a bulk decision."""
    return f"{count(n, 'décision enregistrée', 'décisions enregistrées')}."


# Vue d'ensemble
RUN, RUNNING, LOOK_AGAIN = "Lancer l'analyse", "Analyse en cours", "Regarder de nouveau"
LOOKING = "Regarde ce qui est à faire…"
RUNNING_HINT = "Vous pouvez quitter cet écran et y revenir : l'analyse continue, et ce qui est fait le reste."
RUN_NEEDS_VAULT = "Lire et anonymiser les sources demande le coffre, où les textes d'origine sont gardés chiffrés."
RUN_BROKEN = (
    "L'analyse s'est arrêtée sur une erreur imprévue ; ce qui était fait est gardé. Le détail est dans le terminal d'où "
    "l'application a été lancée. Relancez l'analyse : elle reprendra où elle en était."
)
SOURCES_TITLE, VOICES_TITLE, STEPS_TITLE = "Sources", "Voix", "Étapes de l'analyse"
REFUSED_TITLE, REFUSED_HEADER = "Fichiers qui n'ont pas pu entrer", ("Fichier", "Pourquoi")
WARNED_HEADER = ("Fichier", "À vérifier")
SOURCE_HEADER = ("Source", "Nature", "Tours", "Mots", "État")
VOICE_HEADER = ("Groupe", "Personnes", "Entendues", "Mots", "")
STEP_HEADER = ("Étape", "Fait", "À faire", "Pourquoi")
UP_TO_DATE, NOTHING_YET, NOBODY_HEARD = "à jour", "rien encore", "personne n'a été entendu"


def overview_empty(folder: str) -> tuple[str, str]:
    """A study without a source."""
    return (
        "L'étude est vide",
        f"Déposez vos entretiens, carnets et réponses ouvertes dans le dossier « {folder}/sources », et dites qui parle "
        f"dans « {folder}/participants.csv ». Rien ne quittera cet ordinateur.",
    )


def next_step(due: set[Step], *, held: int, new: int) -> str:
    """What is sensible to do now, in one sentence."""
    if Step.INGEST in due:
        files = count(new, "fichier attend d'être lu", "fichiers attendent d'être lus")
        return f"{files} : lancez l'analyse."
    if Step.ANONYMISE in due:
        return "Des sources attendent d'être anonymisées : lancez l'analyse."
    if due:
        names = " ; ".join(STEPS[step].lower() for step in Step if step in due)
        return f"Il reste à faire : {names}. Lancez l'analyse."
    if held:
        waits = count(held, "transcription attend", "transcriptions attendent")
        return f"{waits} d'être relues au coffre avant d'entrer dans l'étude."
    return "Tout est à jour. Lisez les thèmes, codez, écrivez vos constats."


def run_done(steps: dict[str, tuple[int, int]]) -> str:
    """After an analysis."""
    names = [name.lower() for step, name in STEPS.items() if step.value in steps]
    return f"Analyse terminée : {', '.join(names)}." if names else "Analyse terminée : tout était déjà à jour."


def warned(n: int) -> str:
    """How many files were read with a reserve."""
    return count(n, "fichier lu avec une réserve", "fichiers lus avec une réserve")


def never_heard(groups: tuple[str, ...]) -> str:
    """Groups that the study means to hear and has not."""
    names = ", ".join(groups)
    return f"L'étude n'a entendu personne parmi : {names}. Aucun constat ne peut parler à leur place."


# Rapport
FORMAT, BUILD, BUILDING = "Format", "Écrire le rapport", "Écriture du rapport…"
FORMATS = {"html": "Page web", "docx": "Texte (DOCX)", "pdf": "PDF"}
REPORT_WHAT = (
    "Le rapport dit chaque constat avec ce qui l'appuie, le nuance et le contredit, les groupes qui se taisent, et la méthode "
    "telle qu'elle a été suivie. Il est écrit dans le dossier de l'étude et n'en sort pas de lui-même."
)
REPORT_EMPTY = (
    "Pas encore de rapport",
    "Un rapport repose sur des constats : écrivez-en un, avec au moins un extrait qui l'appuie.",
)
GO_FINDINGS = "Aller aux constats"


def written(place: str) -> str:
    """Where a file is."""
    return f"Le rapport est écrit : dans le dossier de l'étude, « {place} »."


# Journal
JOURNAL_HEADER = ("N°", "Quand", "Qui", "Quoi", "Sur quoi")
JOURNAL_WHAT = (
    "Chaque écriture qui compte est ici, dans l'ordre, liée à la précédente par une empreinte : changer ou ôter une ligne "
    "romprait la chaîne. Le journal ne contient aucun mot des personnes."
)
LATEST_EVENTS, OLDER_EVENTS = "Les plus récents", "Plus anciens"
VERIFY, VERIFYING = "Vérifier les trois promesses", "Vérification…"
HOLDS = "Les trois promesses tiennent : personne n'est exposé, chaque mot est réel, chaque constat remonte à sa source."
HOLDS_AS_FAR_AS_SEEN = "Ce qui a pu être vérifié tient, mais tout n'a pas pu l'être :"
BROKEN_HEADER = ("Ce qui ne tient pas", "Où")
EVENTS = {
    "study created": "étude créée",
    "source ingested": "source lue",
    "transcript released": "transcription libérée",
    "output written": "rapport ou export écrit",
    "report written": "empreinte du rapport gardée",
    "manifest signed": "rapports signés",
    "rows sealed": "lignes scellées",
    "review": "relecture de l'anonymisation",
    "participant entered": "personne inscrite",
    "voices named": "voix nommées",
    "ingest run": "lecture des sources",
    "anonymise run": "anonymisation",
    "segment run": "découpage",
    "encode run": "encodage",
    "themes run": "recherche de thèmes",
    "propose run": "propositions de codes",
    "theme renamed": "thème renommé",
    "theme act": "geste sur un thème",
    "theme number asked": "nombre de thèmes demandé",
    "code changed": "code créé ou modifié",
    "decision": "décision de codage",
    "memo": "mémo",
    "reading state": "lecture à l'aveugle ou achevée",
    "adjudication": "désaccord tranché",
    "adjudication undone": "conclusion reprise",
    "codebook act": "changement du livre de codes",
    "codebook act undone": "changement du livre de codes annulé",
    "finding written": "constat écrit",
    "evidence added": "extrait ajouté à un constat",
    "evidence removed": "extrait retiré d'un constat",
}


def event(kind: str) -> str:
    """What happened, in French; an event nobody named here keeps its own word."""
    return EVENTS.get(kind, kind)


def broken(n: int) -> str:
    """How many things do not hold."""
    return (
        f"{count(n, 'chose ne tient pas', 'choses ne tiennent pas')} : ne diffusez rien avant d'avoir compris pourquoi."
    )


# Thèmes
THEMES_EMPTY = (
    "Pas encore de thème",
    "Les thèmes se cherchent dans les transcriptions libérées : lancez l'analyse depuis la vue d'ensemble.",
)
UNPLACED, REPRESENTATIVES, SEE_CODE = "Non placés", "Extraits représentatifs", "Voir le code"
MAKE_CODE, NAME_THEME, THEME_NAME, THEME_NAMED = "En faire un code", "Renommer", "Nom du thème", "Le thème est renommé."
HOLDS_FROM, HOLDS_PARTLY_FROM = 0.7, 0.4


def theme_size(n_people: int, n_segments: int) -> str:
    """How big a theme is: people first."""
    return f"{count(n_people, 'personne')}, {count(n_segments, 'extrait')}"


def theme_words(terms: tuple[str, ...]) -> str:
    """The words that tell a theme."""
    return ", ".join(terms)


def stability(value: float | None) -> str:
    """How often a theme comes back when it is looked for again."""
    if value is None:
        return "Sa stabilité n'a pas été mesurée."
    if value >= HOLDS_FROM:
        return f"Stabilité {ratio(value)} : on le retrouve presque tel quel quand on cherche de nouveau."
    if value >= HOLDS_PARTLY_FROM:
        return f"Stabilité {ratio(value)} : on le retrouve en partie quand on cherche de nouveau."
    return f"Stabilité {ratio(value)} : il change beaucoup d'une recherche à l'autre ; lisez-le avec prudence."


def theme_is_code(label: str) -> str:
    """After making a code of a theme."""
    return f"« {label} » est un code ; la prochaine analyse proposera où le poser."


def unplaced(n: int, shown: int) -> str:
    """What the method could not place."""
    rest = f" En voici {shown}." if n > shown else ""
    return f"{count(n, 'extrait')} que la méthode n'a su placer dans aucun thème : à lire, rien n'est caché.{rest}"


# Livre de codes
CODEBOOK_EMPTY = (
    "Le livre de codes est vide",
    "Faites d'un thème un code, créez vos codes en lisant une transcription, ou ajoutez-en un ici.",
)
ADD_CODE, CODE_NAME, UNDER, AT_TOP = "Ajouter un code", "Nom", "Sous", "(en haut de l'arbre)"
DEFINITION, WHEN, WHEN_NOT, EXAMPLES = "Définition", "À poser quand", "À ne pas poser quand", "Exemples"
EXAMPLES_ONE_A_LINE, COLOUR, NO_DEFINITION = (
    "Exemples, un par ligne",
    "Couleur",
    "Ce code n'a pas encore de définition.",
)
REDEFINE, RENAME, MOVE, MERGE, RETIRE, RESTORE = "Définir", "Renommer", "Déplacer", "Fusionner", "Retirer", "Remettre"
MERGE_WHAT, MERGE_INTO = "Ce qui porte ce code portera l'autre, au nom de qui l'avait posé.", "Dans"
WITH_RETIRED, RETIRED = "Montrer les codes retirés", "retiré"
PASSAGES, NO_PASSAGE = "Passages", "Aucun passage ne porte encore ce code."


def carried(n_people: int, n_passages: int) -> str:
    """How much a code is carried: people first."""
    return f"{count(n_people, 'personne')}, {count(n_passages, 'passage')}" if n_passages else "aucun passage"


def more(n: int) -> str:
    """A button that shows what is left."""
    return f"Montrer la suite ({figure(n)})"


def code_added(name: str) -> str:
    """After adding."""
    return f"Le code « {name} » est ajouté."


def code_retired(name: str) -> str:
    """After retiring."""
    return f"Le code « {name} » est retiré ; il peut être remis."


def code_merged(path: str) -> str:
    """After merging."""
    return f"Fusionné avec « {path} »."
