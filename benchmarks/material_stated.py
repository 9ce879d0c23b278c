"""
The counts that the SOURCE.md files of the shared material give, beside what was read, with the reason of each difference.

Written down here once, by hand, since a SOURCE.md is prose: a count that changes there is changed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

Rows = Mapping[str, tuple[str, ...]]
FORMAT, TURNS, VOICES, WORDS, OWN = 1, 2, 3, 4, 8


class Stated(NamedTuple):
    """What a SOURCE.md says of a folder or a file, how to count it in what was read, and why the two may differ."""

    where: str
    what: str
    stated: str
    counted: Callable[[Rows], str]
    why: str = ""


def _total(prefix: str, column: int, *, suffix: str = "") -> Callable[[Rows], str]:
    def count(rows: Rows) -> str:
        mine = [row for name, row in rows.items() if name.startswith(prefix) and name.endswith(suffix)]
        return str(sum(int(row[column] or 0) for row in mine))

    return count


def _files(prefix: str, *, suffix: str = "") -> Callable[[Rows], str]:
    return lambda rows: str(sum(name.startswith(prefix) and name.endswith(suffix) for name in rows))


def _told(name: str) -> Callable[[Rows], str]:
    return lambda rows: rows[name][OWN]


STATED = (
    Stated("entretiens-artisans", "fichiers", "27", _files("entretiens-artisans/")),
    Stated("entretiens-artisans", "mots", "environ 50 000", _total("entretiens-artisans/", WORDS), "compte arrondi ; en-têtes et temps ne sont pas des mots"),
    Stated("recits-oraux", "fichiers", "61", _files("recits-oraux/")),
    Stated("recits-oraux", "mots", "31 000", _total("recits-oraux/", WORDS), "compte arrondi"),
    Stated("formats-oral", "fichiers", "24", _files("formats-oral/")),
    Stated("iramuteq/decidim-lille", "textes", "140", _total("iramuteq/decidim", TURNS)),
    Stated("iramuteq/manifeste_pc", "textes", "4", _total("iramuteq/manifeste", TURNS)),
    Stated("decidim-lille/propositions", "propositions", "196", _total("decidim-lille/propositions", TURNS)),
    Stated("decidim-lille/propositions", "mots", "17 500", _total("decidim-lille/propositions", WORDS), "compte arrondi"),
    Stated("decidim-lille/debats", "débats", "29", _total("decidim-lille/debats", TURNS)),
    Stated("consultation-egalite/analyses", "réponses", "273", _total("consultation-egalite/analyses", TURNS), "6 réponses sont vides ou « NSP » : comptées à part, pas des paroles"),
    Stated("granddebat-codes/dc13", "contributions", "878", _total("granddebat-codes/dc13", VOICES), "une ligne par code : une contribution est lue une fois ; « nsp » n'est pas une parole"),
    Stated("sib200-fr/train", "phrases", "701", _total("sib200-fr/train", TURNS)),
    Stated("sib200-fr/dev", "phrases", "99", _total("sib200-fr/dev", TURNS)),
    Stated("echelle-debats", "phrases", "plus de 120 000", _told("echelle-debats/phrases_debats.txt"), "un seul texte sans locuteur : un tour, coupé ensuite en extraits"),
    Stated("taguette-utilisabilite", "transcriptions", "8", _files("taguette-utilisabilite/transcriptions/")),
    Stated("taguette-utilisabilite", "carnets", "8", _files("taguette-utilisabilite/notes/")),
    Stated("taguette codebook 2", "codes", "25", _told("taguette-utilisabilite/codebook_20220303_8.csv"), "25 sont les codes de l'export des passages, avant que le livre ne soit resserré" ),
    Stated("refi-qda/qc_demo", "codes, sources, codages", "262, 2, 205", _told("refi-qda/projets/qc_demo.qdpx")),
    Stated("refi-qda/nvivo-mac15", "codes, codages", "mêmes codes, aucun", _told("refi-qda/projets/nvivo-mac15.qdpx")),
    Stated("refi-qda/atlasti23-vide", "codes, sources", "aucun", _told("refi-qda/projets/atlasti23-vide.qdpx")),
)  # fmt: skip


def tell_stated(rows: Rows) -> None:
    """Print what is stated beside what was read."""
    print(f"\n{'où':<30}{'quoi':<26}{'SOURCE.md':<26}{'lu':<62}écart expliqué")
    for one in STATED:
        print(f"{one.where:<30}{one.what:<26}{one.stated:<26}{one.counted(rows):<62}{one.why}".rstrip())
