"""
How French field notes say what they are: the fields of their head, and the marks of what was seen, told, or thought.

Origin: written for Polyphonie in November 2026 from the notebooks of the invented corpus and from handbooks of fieldwork that ask
to keep description, reported speech and interpretation apart. Licence: that of the project (MIT). Words are folded
(`pipeline.french.speakers.fold`): lower case, no accent.
"""

from __future__ import annotations

import re

from models.transcript import Standing
from pipeline.french.speakers import fold

OBSERVATION = "observation"
"""The voice of field notes: whoever holds the notebook."""

DATE_VOICE, PLACE_VOICE, OBSERVER_VOICE, REPORTERS_VOICE = "date", "lieu", "observation par", "rapporté par"
"""Under which voices the head of field notes stands at the end of their transcript: it names people and places."""

HEAD_VOICES = (DATE_VOICE, PLACE_VOICE, OBSERVER_VOICE, REPORTERS_VOICE)


def _words(listed: str) -> frozenset[str]:
    return frozenset(fold(word) for word in listed.split(",") if word.strip())


DATE_KEYS = _words("date, jour, date de l'observation, date d'observation")
PLACE_KEYS = _words("lieu, lieux, endroit, lieu de l'observation, lieu d'observation, terrain")
OBSERVER_KEYS = _words("""
    observateur, observatrice, observateur·rice, observateurs, observatrices, observation par, observation de, notes de,
    notes prises par, prise de notes, auteur, autrice, auteure, rédigé par, rédigée par
""")
HEAD_KEYS = DATE_KEYS | PLACE_KEYS | OBSERVER_KEYS
"""Keys of a head, beyond those that any transcript's heading has."""

STANDINGS: dict[str, Standing | None] = {
    **dict.fromkeys(_words("observé, observée, observés, observées, observation, observations, obs, vu"), Standing.OBSERVED),
    **dict.fromkeys(
        _words("""
            rapporté, rapportée, rapportés, rapportées, propos rapportés, propos rapporté, parole rapportée, paroles rapportées,
            entendu, entendue, on me dit
        """),
        Standing.REPORTED,
    ),
    **dict.fromkeys(
        _words("""
            interprété, interprétée, interprétés, interprétées, interprétation, interprétations, interp, hypothèse,
            hypothèses, analyse
        """),
        Standing.INTERPRETED,
    ),
    **dict.fromkeys(_words("fin, fin de passage"), None),
}  # fmt: skip
"""The words of a mark; `fin` ends what a mark alone on its line began."""

MARK = re.compile(r"(?<!\\)\[ *(?P<inside>[^\[\]\n]{2,120}?) *:? *\][ \t]*:?[ \t]*")
REPORTED_BY = re.compile(r" (?:par|selon) | d['’]après ")


def read_mark(inside: str) -> tuple[bool, Standing | None, str]:
    """
    What words between square brackets mark: `observé`, `rapporté par une voisine`.

    Returns:
        Whether they are a mark; how the words below stand; who reported them, as written, empty when nobody is named.
    """
    word, _, reporter = inside.partition(found[0]) if (found := REPORTED_BY.search(inside)) else (inside, "", "")
    key, named = fold(word), " ".join(reporter.split())
    standing = STANDINGS.get(key)
    is_mark = key in STANDINGS and (not named or standing is Standing.REPORTED)
    return is_mark, standing, named if is_mark else ""
