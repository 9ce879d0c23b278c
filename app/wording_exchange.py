"""What the Exchanges screen says: what is brought from another tool, and what leaves for one."""

from __future__ import annotations

EXCHANGE = "Échanges"
BRING, GIVE = "Prendre", "Donner"
BRING_WHAT = (
    "Un projet de NVivo, MAXQDA ou ATLAS.ti (.qdpx), de QualCoder (.qda), de Taguette (.sqlite3), de RQDA (.rqda) ou de Sonal 3 "
    "(.crp avec ses .sonal) ; un livre de codes (.qdc, .csv) ; des codages (.csv) ; des constats (.json). Le contenu dit lequel."
)
BRING_GATE = (
    "Les textes d'un projet passent par la relecture de l'anonymisation comme les autres ; ses codages et ses mémos attendent dans "
    "le coffre que leur source soit libérée, puis suivent leurs mots."
)
CHOOSE, BROWSE = "Fichier à prendre", "Choisir…"
DROP = "ou déposez-le ici ; 200 Mo au plus"
TAKE_IN, TAKING = "Prendre ce fichier", "Lecture…"
LOCKED = "Un projet contient des mots d'origine : il se prend en dépositaire, coffre ouvert. Un livre de codes, des codages ou des constats se prennent sans."
GO_VAULT = "Ouvrir le coffre"
CAME, LEFT = "Ce qui est venu", "Ce qui n'est pas venu, et pourquoi"
NOTHING_LEFT = "Rien n'a été refusé."
TAKE_NEXT = "Lancez l'analyse depuis la vue d'ensemble : les sources prises y attendent d'être anonymisées puis relues."
GO_OVERVIEW = "Vue d'ensemble"
WAITING, UNPLACED = (
    "Codages importés qui entreront à la prochaine analyse",
    "Codages importés dont les mots n'ont pas pu être suivis",
)
GIVE_WHAT = "Les fichiers sont écrits dans le dossier de l'étude, sous « outputs/ ». Le journal garde ce qui est sorti, et pour qui."
FORMAT = "Format"
FORMATS = {
    "qdpx": "Projet REFI-QDA (.qdpx)",
    "csv": "Tables (.csv)",
    "parquet": "Tables (.parquet)",
    "iramuteq": "Corpus IRaMuTeQ (.txt)",
    "qdc": "Livre de codes (.qdc)",
    "taguette": "Livre de codes pour Taguette (.csv)",
    "codings": "Codages (.csv)",
}
FORMAT_WHAT = {
    "qdpx": "Sources, codes et leurs couleurs, codages avec qui et quand, mémos, personnes, ensembles : s'ouvre dans NVivo, MAXQDA, ATLAS.ti et QualCoder.",
    "csv": "Une table par vue publique, avec un dictionnaire qui dit en français ce qu'est chaque colonne.",
    "parquet": "Les mêmes tables, typées, pour R, Python ou DuckDB.",
    "iramuteq": "Les seules paroles des participants, un texte par personne et par source, leurs caractéristiques en variables étoilées.",
    "qdc": "Les codes, leur arborescence, leurs définitions et leurs couleurs.",
    "taguette": "Les codes et leurs définitions, tels que Taguette les importe.",
    "codings": "Un codage par ligne, à sa place dans sa source : se reprend dans une autre étude qui a les mêmes textes.",
}
USE = "Pour quel usage"
USES = {"": "Non précisé", "quotation": "Citation", "archive": "Archivage", "teaching": "Enseignement"}
USE_HELP = "Seules les personnes qui y consentent sont dans les fichiers."
WRITE, WRITING = "Écrire les fichiers", "Écriture…"
NOTHING_YET = (
    "Rien à donner encore",
    "Aucune transcription n'est libérée. Déposez des fichiers dans « sources/ », ou prenez un projet ci-dessus, puis lancez l'analyse.",
)


def written(places: tuple[str, ...]) -> str:
    """Where the files are."""
    if len(places) == 1:
        return f"Écrit : « {places[0]} », dans le dossier de l'étude."
    folder = places[0].rsplit("/", 1)[0]
    return f"{len(places)} fichiers écrits dans « {folder}/ », dans le dossier de l'étude."


def report_title(what: str) -> str:
    """Heads the report of what was taken in."""
    return f"Compte rendu : {what}"
