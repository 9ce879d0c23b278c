"""
The words in which a consent is written in `participants.csv`, and the use each stands for.

Origin: the forms of consent recommended by beQuali, PROGEDO and the UK Data Service (analysis, quotation, archive,
teaching), and the words met in the sample studies; written for Polyphonie, November 2026. Licence: MIT, as the rest.
"""

from __future__ import annotations

from typing import Final

from models.disclosure import Use

# Words -> use, folded (lower case, no accent). "restitution": giving back is quoting.
USES: Final[dict[str, Use]] = {
    "analyse": Use.ANALYSIS, "analysis": Use.ANALYSIS, "recherche": Use.ANALYSIS, "etude": Use.ANALYSIS,
    "traitement": Use.ANALYSIS, "enquete": Use.ANALYSIS,
    "citation": Use.QUOTATION, "citations": Use.QUOTATION, "citer": Use.QUOTATION, "quotation": Use.QUOTATION,
    "verbatim": Use.QUOTATION, "verbatims": Use.QUOTATION, "restitution": Use.QUOTATION, "rapport": Use.QUOTATION,
    "publication": Use.QUOTATION, "diffusion": Use.QUOTATION,
    "archivage": Use.ARCHIVE, "archive": Use.ARCHIVE, "archives": Use.ARCHIVE, "depot": Use.ARCHIVE,
    "reutilisation": Use.ARCHIVE, "reuse": Use.ARCHIVE,
    "enseignement": Use.TEACHING, "teaching": Use.TEACHING, "formation": Use.TEACHING, "pedagogie": Use.TEACHING,
}  # fmt: skip
ALL_USES: Final = frozenset({"tous", "tout", "toutes", "all", "tous usages"})
NO_USE: Final = frozenset({"aucun", "aucune", "non", "none", "refus", "rien"})
NEGATIONS: Final = frozenset({"pas", "sauf", "non", "sans", "refus", "refuse", "ni", "not", "no", "except"})

USE_NAMES: Final = {
    Use.ANALYSIS: "analyse",
    Use.QUOTATION: "citation",
    Use.ARCHIVE: "archivage",
    Use.TEACHING: "enseignement",
}
