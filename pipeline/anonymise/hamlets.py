"""
Small places whose name is made of everyday words: "à mas rouge", "au lieu-dit le champ aux loups", "la caravelle tour f".

No list and no rare word tells them, and in recognised speech no capital does. Their build does: a noun of the land
behind "à" without article, what always follows "lieu-dit", a tower or a staircase named right behind.
"""

from __future__ import annotations

import re

from models.anonymisation import MentionKind
from pipeline.anonymise.facts import COMMON, facts
from pipeline.anonymise.naming import Named, is_unknown, last_capital
from pipeline.anonymise.spans import CUED_PLACE, Found
from pipeline.anonymise.words import Casing, Line
from pipeline.french.names import MARKS
from pipeline.french.places import ARTICLES, GENERIC_SPOTS, PLACE_HEADS
from pipeline.french.whereabouts import BARE_HEADS, BLOCK_WORDS, HEIGHTS, INHABIT, LAND_HEADS, SAINTS_SAID

TELLING = 3.6  # Zipf frequency below which the word behind a noun of the land makes a name of it
NAMED_BLOCK = 4.2  # and below which the noun before "tour f" is the quarter's name

_BLOCK_SIGN = re.compile(
    r"[ ](?:[a-z](?![\w'’])|\d{1,3}(?![\w,.])|(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix)(?!\w))", re.IGNORECASE
)


def find_hamlets(line: Line, stay: frozenset[int], casing: Casing) -> list[Found]:
    """Places named with everyday words, of a turn; `stay`: words that are something else."""
    found: list[Named] = []
    for at, word in enumerate(line.words):
        if word.folded in MARKS or (at in stay and word.folded not in LAND_HEADS):
            continue  # "à la croix fendue" is no newspaper
        if casing is Casing.LOST:
            found += _after_bare_preposition(line, at, stay) or _lived_in(line, at, stay) or _with_its_block(line, at)
        elif word.capital:
            found += _capital_head(line, at, stay)
        if word.folded == "dit" and line.folded(at - 1) == "lieu":
            found += _so_called(line, at, stay)
    return [
        Found(one.start, one.end, MentionKind.PLACE, "cue:named-place", 0.75, CUED_PLACE + 1, sort="lieu")
        for one in found
    ]


def whole_height(line: Line, found: Found) -> Found:
    """A find with the words that make a quarter's name of a town's: "Les Hauts de Sarcus"."""
    at = next((k for k, word in enumerate(line.words) if word.start == found.start), 0)
    if found.kind is not MentionKind.PLACE or at < 2 or line.folded(at - 1) not in ("de", "d", "du", "des"):
        return found
    head = at - 2
    if line.folded(head) not in HEIGHTS or not line.joined(head) or not line.joined(at - 1):
        return found
    first = head - 1 if head and line.words[head - 1].capital and line.folded(head - 1) in ("les", "le", "la") else head
    return found._replace(start=line.words[first].start)


def _tells(line: Line, at: int, stay: frozenset[int], most: float) -> bool:
    """Whether a word can end the name of a place: no grammar, nothing that stays, not too common."""
    if at >= len(line.words) or at in stay or not line.joined(at - 1):
        return False
    known = facts(line.words[at].text)
    return not known.never and known.zipf < most and line.words[at].folded not in GENERIC_SPOTS | ARTICLES


def _after_bare_preposition(line: Line, at: int, stay: frozenset[int]) -> list[Named]:
    """ "le bus à mas rouge", "à saint pol": a noun of the land with no article before, a saint."""
    if line.words[at].folded not in BARE_HEADS or not line.joined(at - 1):
        return []
    lead = line.words[at - 1].text.lower() if at else ""
    saint = line.words[at].folded in SAINTS_SAID
    if lead not in (("à", "sur", "vers") if saint else ("à",)):
        return []
    if not _tells(line, at + 1, stay, COMMON if saint else 5.2):
        return []
    named = Named(line.words[at].start, line.words[at + 1].end)
    words = [line.folded(at), line.folded(at + 1)]
    again = [
        Named(line.words[k].start, line.words[k + 1].end)
        for k in range(len(line.words) - 1)
        if k != at and [line.folded(k), line.folded(k + 1)] == words
    ]
    return [named, *again]


def _lived_in(line: Line, at: int, stay: frozenset[int]) -> list[Named]:
    """ "j'habite à la croix fendue": a noun of the land and a rare word behind it, where one lives."""
    if line.words[at].folded not in LAND_HEADS or at < 2 or not _tells(line, at + 1, stay, TELLING):
        return []
    lead = at - 1
    while lead > at - 3 and lead > 0 and line.folded(lead) in ("la", "le", "les", "l", "a", "au", "aux"):
        lead -= 1
    if lead == at - 1 or line.folded(lead) not in INHABIT | {"vis", "vit", "vivait", "creche", "loge"}:
        return []
    start = at - 1 if line.folded(at - 1) in ("la", "le", "les", "l") else at
    return [Named(line.words[start].start, line.words[at + 1].end)]


def _with_its_block(line: Line, at: int) -> list[Named]:
    """ "je suis de la caravelle tour f": what a tower's letter follows is the name of the quarter."""
    block = at + 1
    if block >= len(line.words) or line.folded(block) not in BLOCK_WORDS or not line.joined(at):
        return []
    if not line.joined(at - 1) or line.folded(at - 1) not in ("la", "le", "les", "aux", "au", "l"):
        return []
    known = facts(line.words[at].text)
    if known.never or known.zipf >= NAMED_BLOCK or line.words[at].folded in GENERIC_SPOTS:
        return []
    if not _BLOCK_SIGN.match(line.text, line.words[block].end):
        return []
    start = at - 1 if line.folded(at - 1) not in ("aux", "au") else at
    return [Named(line.words[start].start, line.words[at].end)]


def _so_called(line: Line, at: int, stay: frozenset[int]) -> list[Named]:
    """ "c'est un lieu dit le champ aux loups": a name always follows, with its article and its complement."""
    first = at + 1
    if not line.joined(at) or first in stay:
        return []
    noun = first
    while noun + 1 < len(line.words) and line.joined(noun) and line.folded(noun) in ("le", "la", "les", "l"):
        noun += 1
    if noun in stay or facts(line.words[noun].text).never or line.folded(noun) in GENERIC_SPOTS | ARTICLES:
        return []
    last = last_capital(line, noun, stay) if line.words[noun].capital else noun
    link = last + 1
    while link + 1 < len(line.words) and line.joined(link - 1) and line.folded(link) in (*ARTICLES, "a", "en"):
        link += 1
    if last < link - 1 and _tells(line, link, stay, COMMON):
        last = link
    return [Named(line.words[first].start, line.words[last].end)]


def _capital_head(line: Line, at: int, stay: frozenset[int]) -> list[Named]:
    """ "Plan d'Aou", "Le Mesnil-Brûlé :": a noun of the land before a name, a compound with its own article."""
    word = line.words[at]
    if word.folded in PLACE_HEADS and not word.opening and line.joined(at) and line.folded(at + 1) in ("d", "de"):
        after = at + 2
        if after < len(line.words) and after not in stay and line.joined(at + 1) and line.words[after].capital:
            known = facts(line.words[after].text)
            if is_unknown(line.words[after].text) and not known.first_name:
                return [Named(word.start, line.words[after].end)]
    own = word.opening and word.folded in ("le", "la", "les") and line.joined(at) and at + 2 < len(line.words)
    if not own or {at + 1, at + 2} & stay or line.between(at + 1, at + 2) != "-":
        return []
    first, second = line.words[at + 1], line.words[at + 2]
    if not (first.capital and second.capital) or any(
        facts(w.text).first_name or facts(w.text).never for w in (first, second)
    ):
        return []
    told = (
        is_unknown(first.text)
        or not facts(first.text).ordinary
        or first.folded in PLACE_HEADS
        or is_unknown(second.text)
    )
    return [Named(word.start, line.words[last_capital(line, at + 1, stay)].end)] if told else []
