"""
Where French sentences and spoken French may be cut: abbreviations, closing marks, discourse markers.

Origin: written for Polyphonie in November 2026 from the closed classes of French grammar (Riegel, Pellat and Rioul,
*Grammaire méthodique du français*, ch. on connectors) and from what transcribers do in open oral corpora.
Licence: that of the project (MIT).

A discourse marker opens a new stretch of speech: a turn without punctuation is cut just before it. The weight says how
good the cut is, from 0 (anywhere between two words) to 1 (a sentence's end).
"""

from __future__ import annotations

import re

TERMINATORS = ".!?…"
OPENERS = "«“([-–—•*"
CLOSERS = "»”’\"')]}"

_ABBREVIATED = """
    m. mm. mr. mme. mmes. mlle. mlles. dr. pr. me. st. ste. cf. ex. p. pp. art. av. bd. tél. env. approx.
    c.-à-d. n°. no. vol. chap. fig. réf. dép. hab. resp. ass. nb. janv. févr. sept. oct. nov. déc.
"""

ABBREVIATIONS = frozenset(_ABBREVIATED.split())
"""Words whose full stop does not end a sentence, lower case."""

WEAK_ABBREVIATIONS = frozenset({"etc.", "min.", "max.", "h.", "km.", "kg.", "j.-c."})
"""Words whose full stop ends a sentence only before a capital."""

PAUSE_WEIGHT = 0.9  # "…" or "..." before a lower-case letter: a pause, not an end
CLAUSE_WEIGHT = 0.7  # ; : – —
COMMA_WEIGHT = 0.35
MARKER_COMMA_BONUS = 0.15  # a comma just before a marker makes the cut better

MARKERS: dict[str, float] = {
    # a new step of the story
    "et puis": 0.65,
    "et après": 0.65,
    "et alors": 0.65,
    "et donc": 0.65,
    "et du coup": 0.65,
    "et là": 0.6,
    "mais bon": 0.6,
    "mais après": 0.6,
    "mais alors": 0.6,
    "mais voilà": 0.6,
    "bon ben": 0.6,
    "bon bah": 0.6,
    "après": 0.4,
    "ensuite": 0.55,
    "puis": 0.5,
    "alors": 0.5,
    # consequence, cause, opposition
    "donc": 0.6,
    "du coup": 0.6,
    "en fait": 0.45,
    "mais": 0.55,
    "parce que": 0.45,
    "parce qu'": 0.45,
    "puisque": 0.4,
    "sinon": 0.5,
    "par contre": 0.55,
    "en revanche": 0.55,
    "quand même": 0.1,
    "au final": 0.5,
    "finalement": 0.5,
    "de toute façon": 0.5,
    "par exemple": 0.3,
    # taking the floor again, correcting oneself
    "enfin": 0.45,
    "bref": 0.55,
    "voilà": 0.4,
    "ben": 0.35,
    "bah": 0.35,
    "eh ben": 0.5,
    "eh bien": 0.5,
    "bon": 0.35,
    "et": 0.25,
}
"""Marker, in one to three words and lower case, and the weight of a cut just before it."""

MARKER_WORDS = re.compile(r"^[\[(«\"“*-]*(?P<word>[^\W\d_]+['’]?)", re.UNICODE)
"""First word of an atom, opening marks apart; an elided word keeps its apostrophe (`qu'`)."""
