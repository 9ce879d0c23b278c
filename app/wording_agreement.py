"""What the app says of several coders, of codes crossed with people, and of the history of the codebook."""

from __future__ import annotations

from datetime import datetime

from app.wording import count, figure, moment, percent, ratio
from models.agreement import Adjudication, CoderReading, Interval, Outcome, Period
from models.matrices import CodePair, KindOfTest, Tested

# Accord
AGREEMENT = "Accord"
AGREEMENT_EMPTY = (
    "Personne n'a encore codé",
    "L'accord se mesure quand deux personnes codent les mêmes sources, chacune de son côté. Codez d'abord, ou préparez un "
    "double codage à l'aveugle dès qu'une source est dans l'étude.",
)
GO_CODING = "Aller au codage"
VIEWS = {
    "figures": "Mesures",
    "settle": "À trancher",
    "settled": "Tranché",
    "time": "Dans le temps",
    "blind": "À l'aveugle",
}
VIEW = "Regard"
MEASURING = "L'accord se mesure…"
MEASURE_HEADER = ("Code", "Décisions communes", "Kappa", "Alpha", "F1", "Gamma", "F1 caractères")
ALL_CODES = "Tous les codes"
MEASURES_HELP = (
    "Kappa (Cohen) et alpha (Krippendorff) corrigent du hasard : 0, ce que le hasard donnerait ; 1, accord parfait ; sous "
    "0,667, on ne conclut pas. F1 compare les oui. Gamma (Mathet et al.) compare aussi l'endroit où chaque personne commence "
    "et finit. La barre sous un chiffre couvre l'intervalle à 95 %, de 0 à 1 ; un tiret : la mesure n'a pas de sens ici."
)
NOTHING_TO_SETTLE = "Aucun désaccord n'attend : là où deux personnes ont dit oui ou non, elles disent la même chose."
NOTHING_SETTLED = "Rien n'a encore été tranché."
SAYS = {True: "a posé le code", False: "ne l'a pas posé"}
OUTCOMES = {Outcome.APPLIES: "Le code s'applique", Outcome.DOES_NOT_APPLY: "Le code ne s'applique pas"}
HOW = "Qui conclut"
TOGETHER, THIRD = "D'un commun accord", "Une tierce personne"
CONCLUSION, CONCLUDE, WHY = "Conclusion", "Trancher", "Motif de la conclusion"
WHY_OF = "Ce que dit {coder} de sa lecture (gardé, même si la conclusion ne la suit pas)"
SETTLED, UNSETTLED = (
    "C'est tranché ; chaque lecture est gardée.",
    "La conclusion est reprise : le désaccord est de nouveau ouvert.",
)
TAKE_BACK = "Reprendre cette conclusion"
MINORITY = "Lecture minoritaire"
SETTLE_HELP = (
    "Chaque lecture reste écrite. Un codage que la conclusion ne suit pas n'est plus compté, et revient si vous reprenez la "
    "conclusion. L'accord, lui, se mesure toujours sur les décisions d'avant."
)
TIME_HELP = (
    "Une personne change en codant. On compare ce qu'elle a décidé deux fois, et son accord avec les autres au début et à la "
    "fin."
)
PERIOD_HEADER = ("Personne", "Du", "Au", "Décisions partagées", "Alpha")
NO_PERIOD = "Pas encore assez de décisions partagées pour comparer des périodes."
BLIND_HELP = (
    "Coder à l'aveugle : dans les sources choisies, vous ne voyez ni les codages, ni les mémos, ni les comptes des autres, ni "
    "les propositions (elles apprennent des autres). Quand une source est lue jusqu'au bout, dites-le : les autres codages "
    "apparaissent, et ne pas avoir posé un code y compte comme un refus."
)
BLIND_HERE = (
    "Vous codez cette source à l'aveugle : les codages des autres et les propositions sont cachés jusqu'à ce que vous disiez, "
    "sur l'écran « Accord », l'avoir lue jusqu'au bout."
)
BLIND_EMPTY = "Aucune source n'est encore dans l'étude : il n'y a rien à coder à l'aveugle."
BLIND_HEADER = ("Source", "Vous", "Les autres")
START_BLIND, END_BLIND, OPEN_AGAIN = "Coder à l'aveugle", "Lues jusqu'au bout", "Rouvrir"
CHOOSE_SOURCES, CHOOSE = "Sources", "Choisir…"
STATES = {"blind": "à l'aveugle", "read": "lue jusqu'au bout", "open": "ouverte"}
READER_ONLY = "Vous lisez sans coder : changez de rôle dans le bandeau pour trancher."
STILL_BLIND = (
    "Vous codez encore à l'aveugle : ces mesures laissent de côté ce que les autres ont fait dans ces sources."
)

# Croisements
MATRICES = "Croisements"
MATRICES_EMPTY = (
    "Rien à croiser pour l'instant",
    "Un croisement compte les personnes qui portent chaque code, par groupe, territoire ou vague. Posez d'abord des codes.",
)
BY = {"group": "Groupes", "territory": "Territoires", "wave": "Vagues", "code": "Codes entre eux"}
BY_WHAT = "Croiser les codes avec"
CELL_HELP = (
    "Chaque case : combien de personnes de cette part portent le code, sur combien de personnes lues. Plus la case est sombre, "
    "plus la part est grande. Un ▲ ou un ▼ marque une case qui s'écarte nettement du reste de la ligne."
)
NO_PART = "Personne parmi les personnes lues n'a de groupe, de territoire ou de vague : renseignez participants.csv."
WRITE_CSV = "Écrire en CSV"
PAIR_HEADER = ("Code", "Autre code", "Personnes", "Attendues", "Passages", "Lecture")
TESTS = {
    KindOfTest.FISHER: "Test exact de Fisher",
    KindOfTest.CHI_SQUARED: "Khi-deux",
    KindOfTest.PERMUTATION: "Permutation des personnes",
}
MATRIX_HEADER = ("Code", "Tous", "Lecture")
STANDS_OUT = 2.0
SAME_BRANCH = "même branche : le code du dessus compte déjà les personnes de ses sous-codes"
PAIRS_HELP = (
    "Chaque case : combien de personnes portent les deux codes ; entre parenthèses, le code à lui seul ; vide, deux codes d'une "
    "même branche. Les paires sont ensuite rangées de la moins probable à la plus "
    "probable sous le hasard."
)

# Livre de codes
CODE_HISTORY, SPLIT, UNDO_LAST = "Historique", "Scinder", "Annuler le dernier changement"
SPLIT_WHAT = "Les passages choisis iront au nouveau code, au nom de qui les avait codés ; les autres restent."
NEW_NAME, PASSAGES_TO_MOVE = "Nom du nouveau code", "Passages qui s'en vont"
ACTS = {
    "add": "un ajout",
    "rename": "un changement de nom",
    "move": "un déplacement",
    "redefine": "une définition",
    "retire": "un retrait",
    "restore": "une remise",
    "merge": "une fusion",
    "split": "une scission",
    "edit": "un changement",
}
CODE_CHANGES = {
    "name": "nom",
    "parent_id": "place dans l'arbre",
    "definition": "définition",
    "when_to_use": "quand le poser",
    "when_not": "quand ne pas le poser",
    "examples": "exemples",
    "colour": "couleur",
    "retired": "retrait ou remise",
    "path": "branche au-dessus",
}
CREATED = "création"
SETTLED_HERE = "Désaccords tranchés sous ce code"


def people_read(n: int, unplaced: int, by: str) -> str:
    """Whom a table counts."""
    left = f" ; {count(unplaced, 'personne')} sans {by} connu, hors du tableau" if unplaced else ""
    return f"{count(n, 'personne lue', 'personnes lues')}{left}."


BY_ONE = {"group": "groupe", "territory": "territoire", "wave": "vague"}


def bounds(value: float | None, interval: Interval | None) -> str:
    """A measure with its interval, for whoever hears the page."""
    if value is None:
        return "sans mesure"
    return (
        ratio(value) if interval is None else f"{ratio(value)}, entre {ratio(interval.low)} et {ratio(interval.high)}"
    )


def resampled(what: str, unit: str, unit_words: str) -> str:
    """What was compared and drawn again."""
    told = f"Unité : {unit}."
    if unit_words:
        told += f" {unit_words[0].upper()}{unit_words[1:]}."
    return f"{told} Intervalles : rééchantillonnage des {what}." if what else told


def says(reading: CoderReading) -> str:
    """What a coder said, with their reason."""
    told = f"{reading.coder} {SAYS[reading.says_yes]}"
    silent = " (source lue jusqu'au bout, sans ce code)" if reading.decision_id is None else ""
    return f"{told}{silent}{f' : {reading.reason}' if reading.reason else ''}"


def concluded(one: Adjudication) -> str:
    """A conclusion, who drew it and when."""
    how = "d'un commun accord" if one.mode.value == "agreement" else "en tierce personne"
    return f"{OUTCOMES[one.outcome]} : {one.reason} ({one.decided_by}, {how}, {moment(one.decided_at)})"


def left_to_settle(n: int) -> str:
    """How many disagreements wait."""
    return f"{count(n, 'désaccord attend', 'désaccords attendent')} d'être tranché{'s' if n > 1 else ''}."


def period(one: Period) -> tuple[str, str, str, str]:
    """A row of the table of periods, without its coder."""
    return _day(one.began), _day(one.ended), figure(one.n_units), bounds(one.alpha, one.interval)


def _day(at: datetime) -> str:
    return moment(at.replace(tzinfo=None)).split(",")[0]


def again(n: int, kappa: float | None, interval: Interval | None) -> str:
    """How constant a coder is."""
    return f"{count(n, 'décision reprise', 'décisions reprises')}, kappa avec soi-même : {bounds(kappa, interval)}"


def blind_done(n: int) -> str:
    """After a change of state."""
    return f"{count(n, 'source changée', 'sources changées')}."


def others(n_coded: int, n_read: int) -> str:
    """What the others did in a source, without saying what."""
    if not n_coded and not n_read:
        return "personne d'autre"
    return f"{count(n_coded, 'personne a codé', 'personnes ont codé')}, {n_read} jusqu'au bout"


def test_name(one: Tested | None) -> str:
    """The test of a row, after its reading."""
    return f"{TESTS[one.test]}." if one else ""


def cell(n: int | None, total: int, share: float | None) -> str:
    """A cell, for whoever hears the page."""
    return "trop peu de personnes pour le dire" if n is None or share is None else f"{n} sur {total}, {percent(share)}"


def pair_row(pair: CodePair) -> tuple[str, str, str, str]:
    """People, expected, passages and reading of a pair."""
    shown = ("–", "–", "–") if pair.n_both is None else (
        figure(pair.n_both), f"{pair.n_expected:.1f}".replace(".", ","), figure(pair.n_passages or 0)
    )  # fmt: skip
    return (*shown, pair.reading)


def csv_written(place: str) -> str:
    """Where a table is."""
    return f"Le tableau est écrit : dans le dossier de l'étude, « {place} »."


def undo_what(kind: str, actor: str) -> str:
    """What undoing would take back."""
    return f"Annuler {ACTS.get(kind, ACTS['edit'])} ({actor})"


def undone(kind: str) -> str:
    """After undoing."""
    return f"Annulé : {ACTS.get(kind, ACTS['edit'])}. Les codages sont revenus où ils étaient."


def code_split(name: str, n: int) -> str:
    """After splitting."""
    return (
        f"« {name} » est créé ; {count(n, 'passage')} y {'sont' if n > 1 else 'est'}." if n else f"« {name} » est créé."
    )
