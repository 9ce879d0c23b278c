"""
Small places that no list knows: quarters, hamlets, farms, towers, stops, markets, and the village one "lives at".

Two things give them away: the word before ("la cité des …", "au lieu-dit …"), which stays, and what people do there
("on habite aux essartes"). Generic spots ("le quartier de la gare") and sights ("la tour Eiffel") are left alone.
"""

from __future__ import annotations

import re

from models.anonymisation import MentionAction, MentionKind
from pipeline.anonymise.facts import MIN_SURE_FIRST_NAMES, UNCOMMON, facts
from pipeline.anonymise.naming import (
    Named,
    after_articles,
    establishment_names,
    in_capitals,
    is_unknown,
    last_capital,
    monuments,
    quoted,
    without_capitals,
)
from pipeline.anonymise.spans import CUED_PLACE, Found
from pipeline.anonymise.words import Casing, Line
from pipeline.french.names import MARKS, TITLES
from pipeline.french.places import DWELLING_VERBS, GENERIC_SPOTS, QUARTER_WORDS, STRONG_QUARTER_WORDS, TOWN_WORDS
from pipeline.french.whereabouts import ABSTRACT_ENDINGS, EVERYWHERE, INHABIT, MANNERS, SAID_TO_BE, SAINTS_SAID

DWELLING_REACH = 4  # words before "à" in which one may live, come from, be born
MIN_LETTERS = 4
MIN_LONE_LETTERS = 5  # of an unknown word behind "à" where nothing says that one lives there
EMPHATIC = 3.3  # Zipf frequency above which a capital inside a sentence may be mere emphasis

_THOUSANDS = re.compile(
    r"\b(?:cit[ée]s?|quartiers?|tours?|barres?|aux|les)[ ](?:des[ ]|les[ ])?(\d{3,4})(?![\d\w%€]|[ ,.]\d)"
)
_BEFORE_THOUSANDS = re.compile(r"(?:habit|viv|vis|cit[ée]|quartier|tour|barre)[^\n.]{0,12}\Z", re.IGNORECASE)
_COMPOUND = re.compile(r"[^\W\d_]{3,}-(?:(?:de|du|des|sur|sous|en|aux|les|la|le)-|d['’])[^\W\d_]{2,}", re.IGNORECASE)
_FROM = frozenset({"de", "d", "du", "des"})


def find_spots(line: Line, stay: frozenset[int], casing: Casing) -> list[Found]:
    """Quarters, hamlets and places lived at, of a turn."""
    found = _numbered(line.text)
    for at, word in enumerate(line.words):
        if word.folded in QUARTER_WORDS or (word.folded == "dit" and line.folded(at - 1) == "lieu"):
            found += _quarter(line, at, stay, casing)
        elif at and at not in stay and (word.capital or casing is Casing.LOST):
            found += _lived_at(line, at, stay, casing)
    return found


def _numbered(text: str) -> list[Found]:
    """ "la cité des 4000", "aux 3000": a number for a name."""
    return [
        _place(Named(*match.span(1)), "cue:quarter", 0.8, "quartier")
        for match in _THOUSANDS.finditer(text)
        if _BEFORE_THOUSANDS.search(text, max(0, match.start() - 20), match.start(1))
    ]


def _place(named: Named, detector: str, score: float, sort: str, action: MentionAction = MentionAction.MASK) -> Found:
    return Found(named.start, named.end, MentionKind.PLACE, detector, score, CUED_PLACE, action, sort)


def _quarter(line: Line, at: int, stay: frozenset[int], casing: Casing) -> list[Found]:
    """ "le quartier des Minguettes", "la cité des bosquets": the name goes, the word stays."""
    if monuments().length_at(line, at) or at in stay:
        return []
    strong = line.words[at].folded in STRONG_QUARTER_WORDS or line.folded(at - 1) == "lieu"
    said_to_be = line.folded(at + 1) in SAID_TO_BE
    marked = quoted(line, at + said_to_be)
    if marked:
        return [_place(marked, "cue:quarter", 0.9, "quartier")] if strong or said_to_be else []
    first = after_articles(line, at)
    if first is None or first in stay:
        return []
    word = line.words[first]
    named = in_capitals(line, at, first, stay)
    if named:
        generic = word.folded in GENERIC_SPOTS and line.words[first].end == named.end
        if generic and not (strong and first == at + 1):
            return [_place(named, "cue:quarter", 0.5, "quartier", MentionAction.FLAG)] if strong else []
        if not strong and (first == at + 1) and facts(word.text).ordinary and named.end == word.end:
            return [_place(named, "cue:quarter", 0.5, "quartier", MentionAction.FLAG)]
        return [_place(named, "cue:quarter", 0.9 if strong else 0.8, "quartier")]
    if casing is Casing.KEPT or (not strong and not _is_a_place_of(line, at)):
        return []
    announced = strong and (first > at + 1 or line.folded(at - 1) == "lieu")
    named = without_capitals(line, at, first, stay, announced=announced, own_article=announced)
    if named is None or (not strong and not is_unknown(word.text) and word.folded not in SAINTS_SAID):
        return []
    return [_place(named, "cue:quarter", 0.7, "quartier")]


def _is_a_place_of(line: Line, at: int) -> bool:
    """Whether a weak generic word is followed by "de", and not used as a verb or in a set phrase."""
    return line.folded(at + 1) in ("de", "du", "des", "d", *SAINTS_SAID)


def _lived_at(line: Line, at: int, stay: frozenset[int], casing: Casing) -> list[Found]:
    """ "on habite aux Essartes", "né à tizi ghenif", "incarcéré à Vezin": a place by what is done there."""
    lead = _lead(line, at)
    if lead is None:
        return []
    word, known = line.words[at], facts(line.words[at].text)
    if known.never or len(word.text) < 3 or word.folded in TITLES or word.folded in MARKS or word.folded in EVERYWHERE:
        return []
    verb = _dwelling(line, lead, reach=1 if line.folded(lead) in _FROM else DWELLING_REACH)
    verb = verb or (line.folded(lead) in _FROM and line.folded(lead - 1) in TOWN_WORDS)  # "le maire de …"
    if word.capital:
        return _lived_at_capital(line, at, lead, stay, dwelt=verb)
    if casing is Casing.KEPT or line.text[word.start].isupper():
        return []
    if not verb:
        return _unheard_of(line, at, lead)
    listed = establishment_names().length_at(line, at)
    plural = line.folded(at - 1) == "aux" and word.folded not in GENERIC_SPOTS and known.zipf < 3.4
    if (
        not (listed and line.folded(at - 1) == "aux")
        and not plural
        and not (len(word.text) >= MIN_LETTERS and known.zipf < (1.0 if known.ordinary else UNCOMMON))
    ):
        return []
    if known.first >= MIN_SURE_FIRST_NAMES and line.folded(lead) == "de":
        return []
    last = at + max(listed - 1, 0)
    while line.joined(last) and last + 1 not in stay and last - at < 3 and is_unknown(line.words[last + 1].text):
        last += 1
    return [_place(Named(word.start, line.words[last].end), "cue:lived-at", 0.75, "lieu")]


def _unheard_of(line: Line, at: int, lead: int) -> list[Found]:
    """ "les fabrègues à la rouquié", "mineur à hénin": behind "à", a word that nobody writes is a place's name."""
    word, known = line.words[at], facts(line.words[at].text)
    if line.folded(lead) not in _FROM and _COMPOUND.match(line.text, word.start):
        return [_place(Named(word.start, word.end), "cue:at", 0.7, "lieu")]  # "à la belle-de-mai"
    if line.folded(lead) in _FROM or known.ordinary or known.zipf > EMPHATIC or len(word.text) < MIN_LONE_LETTERS:
        return []
    if (
        known.first_name
        or word.folded in MANNERS
        or word.folded.endswith(ABSTRACT_ENDINGS)
        or line.text[word.end : word.end + 1] in ("'", "’")
    ):
        return []
    sure = line.folded(lead) == "a"
    action = MentionAction.MASK if sure else MentionAction.FLAG
    return [_place(Named(word.start, word.end), "cue:at", 0.7 if sure else 0.5, "lieu", action)]


def _lived_at_capital(line: Line, at: int, lead: int, stay: frozenset[int], *, dwelt: bool) -> list[Found]:
    """A capital after "à", "aux", "à la": masked when no dictionary knows it or when someone lives there."""
    word, known = line.words[at], facts(line.words[at].text)
    preposition = line.folded(lead)
    if (
        word.opening
        or word.text[:2].isupper()
        or monuments().length_at(line, at)
        or monuments().length_at(line, at - 1)
    ):
        return []
    if preposition in _FROM and not dwelt:
        return []
    if known.first_name and not dwelt and line.folded(at - 1) not in ("la", "l", "aux"):
        return []
    own = at - 1 if line.words[at - 1].capital and at - 1 > lead else at
    named = Named(line.words[own].start, line.words[last_capital(line, at, stay)].end)
    unknown = not known.ordinary and known.zipf <= UNCOMMON
    listed = bool(establishment_names().length_at(line, at))
    compound = "-" in line.text[named.start : named.end]
    if unknown or listed or compound or known.zipf < EMPHATIC or (dwelt and word.folded not in GENERIC_SPOTS):
        return [_place(named, "cue:at", 0.75, "lieu")]
    if known.zipf < UNCOMMON and word.folded not in GENERIC_SPOTS:
        return [_place(named, "cue:at", 0.5, "lieu", MentionAction.FLAG)]
    return []


def _lead(line: Line, at: int) -> int | None:
    """Index of the preposition before a place: "à", "aux", "au", the "à" of "à la", "de" when one comes from there."""
    if not line.joined(at - 1):
        return None
    previous = line.folded(at - 1)
    if previous in ("a", "aux", "au", "vers", "de", "d", "du", "des"):
        if previous == "a" and line.words[at - 1].text.lower() == "a":
            return None  # the verb: "il a Essaouira…"
        return at - 1
    if previous in ("la", "l", "le", "les") and line.folded(at - 2) in ("a", "de", "vers", "sur", *INHABIT):
        return at - 2 if line.folded(at - 2) not in INHABIT else at - 1
    if previous in INHABIT:
        return at
    return None


def _dwelling(line: Line, lead: int, *, reach: int) -> bool:
    """Whether one lives, was born, comes from there: the verb a few words before the preposition, in the same clause."""
    for at in range(lead - 1, max(-1, lead - 1 - reach), -1):
        if not line.joined(at) and at != lead - 1:
            return False
        if line.folded(at) in DWELLING_VERBS:
            return True
    return False
