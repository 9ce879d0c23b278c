"""
Towns, quarters and local establishments: what tells where someone lives, works or is looked after.

Communes are masked wherever they are surely communes; countries, regions and départements stay. Of an
establishment the generic word stays ("le CHRS des …") and its name goes. A commune whose name is a word (Tours,
Sens) or a first name needs a preposition or a capital to be taken for one.
"""

from __future__ import annotations

import re
from functools import cache

from models.anonymisation import MentionAction, MentionKind
from pipeline.anonymise.facts import COMMON, RARE, UNCOMMON, facts
from pipeline.anonymise.spans import CUED_PLACE, LISTED_PLACE, ORGANISATION, Found
from pipeline.anonymise.words import Casing, Line, Phrases
from pipeline.french.institutions import ESTABLISHMENT_NAMES, ESTABLISHMENTS
from pipeline.french.lists import communes, is_ordinary, spaced, towns
from pipeline.french.names import TITLES
from pipeline.french.places import (
    ARTICLES,
    DWELLING_VERBS,
    FOREIGN_TOWNS,
    GENERIC_SPOTS,
    LINKING_WORDS,
    NAMING_ADJECTIVES,
    QUARTER_WORDS,
    SAINTS,
    STRONG_QUARTER_WORDS,
    TIGHT_PREPOSITIONS,
    TOWN_PREPOSITIONS,
    TOWN_WORDS,
    WIDE_PLACES,
)

MAX_TOWN_WORDS = 7
BIG_TOWN = 20_000  # inhabitants above which a town is likelier than its homonyms
MIN_FIRST_NAMES = 500

_QUOTED = re.compile(r"[ ]?[«\"“][ \u00a0]?([^«»\"“”\n]{2,60}?)[ \u00a0]?[»\"”]")


@cache
def _town_names() -> frozenset[str]:
    foreign = {name for name, (country, _) in towns().items() if country != "FR" and not is_ordinary(name)}
    wide = {spaced(place) for place in WIDE_PLACES}
    return frozenset((communes() | foreign | {spaced(town) for town in FOREIGN_TOWNS}) - wide)


@cache
def _foreign_in_french() -> frozenset[str]:
    return frozenset(spaced(town) for town in FOREIGN_TOWNS)


@cache
def _first_words() -> dict[str, int]:
    """First word of the towns -> words of the longest one that begins so."""
    longest = {"st": MAX_TOWN_WORDS, "ste": MAX_TOWN_WORDS}
    for name in _town_names():
        words = name.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def _generic() -> Phrases:
    return Phrases(ESTABLISHMENTS)


@cache
def _establishment_names() -> Phrases:
    return Phrases(ESTABLISHMENT_NAMES)


def find_places(line: Line, stay: frozenset[int], casing: Casing) -> list[Found]:
    """Towns, quarters and establishments of a turn; overlaps with names of people are settled in the merge."""
    found: list[Found] = []
    first_words = _first_words()
    for at in range(len(line.words)):
        generic = _generic().length_at(line, at)
        if generic:
            found += _establishment(line, at, generic, stay, casing)
        if line.words[at].folded in QUARTER_WORDS:
            found += _quarter(line, at, stay, casing)
        town = _town(line, at, stay, casing) if at not in stay and line.words[at].folded in first_words else []
        found += town or _unlisted_town(line, at, stay)
    return found


def _town(line: Line, at: int, stay: frozenset[int], casing: Casing) -> list[Found]:
    longest = min(_first_words()[line.words[at].folded], len(line.words) - at)
    while not all(line.joined(k) for k in range(at, at + longest - 1)):
        longest -= 1
    for length in range(longest, 0, -1):
        last = at + length - 1
        if last in stay:
            continue
        name = " ".join(SAINTS.get(word.folded, word.folded) for word in line.words[at : last + 1])
        score = _town_score(line, at, last, name, casing) if name in _town_names() else 0.0
        if score:
            first = at - 1 if _has_own_article(line, at) else at
            span = (line.words[first].start, line.words[last].end)
            rank = CUED_PLACE if _town_cued(line, at) else LISTED_PLACE
            return [Found(*span, MentionKind.PLACE, "list:commune", score, rank, sort="commune")]
    return []


def _unlisted_town(line: Line, at: int, stay: frozenset[int]) -> list[Found]:
    """A capital after "à" that no list knows: a hamlet, a prison, a town abroad ("incarcéré à Vezin")."""
    word, known = line.words[at], facts(line.words[at].text)
    if not word.capital or at in stay or line.folded(at - 1) != "a" or not line.joined(at - 1):
        return []
    if known.never or known.ordinary or known.first_name or len(word.text) < 3 or known.zipf > UNCOMMON:
        return []
    if word.text.isupper():
        return []
    end = line.words[_last_capital(line, at, stay)].end
    return [Found(word.start, end, MentionKind.PLACE, "cue:at", 0.75, CUED_PLACE, sort="lieu")]


def _town_cued(line: Line, at: int) -> bool:
    """ "à Sens", "la ville de Sens", "aux Lilas", "à la Courneuve"."""
    previous = line.folded(at - 1)
    if previous in ("au", "aux"):
        return line.words[at].capital
    if previous in ("la", "l", "le", "les") and line.joined(at - 1):
        return line.folded(at - 2) in TIGHT_PREPOSITIONS and (previous in ("la", "l") or line.words[at - 1].capital)
    return previous in TIGHT_PREPOSITIONS or (
        previous in ("de", "d", "du", "des") and line.folded(at - 2) in TOWN_WORDS
    )


def _dwells(line: Line, at: int) -> bool:
    """ "elle habite à clermont", "je suis née ici à vienne": what follows is a place, be it also somebody's name."""
    if line.folded(at - 1) != "a" or not line.joined(at - 1):
        return False
    return any(line.folded(k) in DWELLING_VERBS for k in (at - 2, at - 3))


def _has_own_article(line: Line, at: int) -> bool:
    """Whether the article before is the town's own: "Le Mans", "à la Courneuve". The list has no articles."""
    if line.folded(at - 1) not in ("le", "la", "les", "l") or not line.joined(at - 1):
        return False
    return (line.words[at - 1].capital and line.words[at].capital) or _town_cued(line, at)


def _inhabitants(name: str) -> int:
    """Inhabitants of a town, with or without its article; 0 below 5,000 (100,000 abroad)."""
    if name in _foreign_in_french():
        return BIG_TOWN
    return max(towns().get(article + name, ("", 0))[1] for article in ("", "le ", "la ", "les ", "l "))


def _town_score(line: Line, at: int, last: int, name: str, casing: Casing) -> float:
    """How sure it is that these words are a town here; 0 when they are not."""
    words = line.words[at : last + 1]
    capital = all(w.capital for w in words if w.folded not in LINKING_WORDS) and any(w.capital for w in words)
    inhabitants = _inhabitants(name)
    previous = line.folded(at - 1)
    cued = _town_cued(line, at)
    near = cued or previous in TOWN_PREPOSITIONS
    if len([w for w in words if w.folded not in ARTICLES]) > 1:
        ordinary = all(facts(w.text).ordinary or w.folded in LINKING_WORDS for w in words)
        return 0.9 if capital or not ordinary or (near and inhabitants) else 0.0
    known = facts(words[-1].text)
    broken_off = line.text[words[-1].end : words[-1].end + 1] == "~"  # "à la Sor~"
    if broken_off or known.never or len(words[-1].text) < 2 or previous in TITLES:
        return 0.0
    person = known.first >= MIN_FIRST_NAMES or (known.surname >= 200 and inhabitants < BIG_TOWN)
    if known.ordinary and previous in ("au", "aux") and inhabitants < BIG_TOWN:
        return 0.0  # "au Palais Royal"; but "aux Lilas"
    if capital:
        if words[0].opening and len(words) == 1:
            return 0.8 if inhabitants and not known.ordinary and not person else 0.0
        if known.ordinary or person:
            return 0.8 if cued or (inhabitants >= BIG_TOWN and near and not known.first >= MIN_FIRST_NAMES) else 0.0
        return 0.95 if inhabitants or near else 0.7
    if casing is Casing.KEPT and not (inhabitants and near):
        return 0.0
    if not known.ordinary and _dwells(line, at):
        return 0.85
    if known.ordinary or person:
        return 0.7 if previous == "a" and inhabitants >= BIG_TOWN and known.zipf < COMMON else 0.0
    if inhabitants >= BIG_TOWN / 2 or (inhabitants and near):
        return 0.85
    return 0.7 if cued and len(words[-1].text) >= 4 and known.zipf < UNCOMMON else 0.0


def _quarter(line: Line, at: int, stay: frozenset[int], casing: Casing) -> list[Found]:
    """ "le quartier des Minguettes", "la cité des bosquets": the name goes, the word stays."""
    first = _after_articles(line, at)
    if first is None or first in stay:
        return []
    word = line.words[first]
    strong = line.words[at].folded in STRONG_QUARTER_WORDS
    if word.capital and not facts(word.text).never:
        last = _last_capital(line, first, stay)
        action = MentionAction.MASK if strong else MentionAction.FLAG
        span = (word.start, line.words[last].end)
        return [Found(*span, MentionKind.PLACE, "cue:quarter", 0.9 if strong else 0.6, CUED_PLACE, action, "quartier")]
    spoken = casing is Casing.LOST and strong and first > at + 1
    if spoken and word.folded not in GENERIC_SPOTS and facts(word.text).zipf < UNCOMMON:
        return [Found(word.start, word.end, MentionKind.PLACE, "cue:quarter", 0.7, CUED_PLACE, sort="quartier")]
    return []


def _establishment(line: Line, at: int, length: int, stay: frozenset[int], casing: Casing) -> list[Found]:
    """Name of the establishment that the generic words from `at` announce, if one follows."""
    generic = " ".join(line.words[k].folded for k in range(at, at + length))
    last_generic = at + length - 1
    sort = ESTABLISHMENTS[generic]
    quoted = _QUOTED.match(line.text, line.words[last_generic].end)
    if quoted:
        return [Found(*quoted.span(1), MentionKind.ORGANISATION, "cue:establishment", 0.9, ORGANISATION, sort=sort)]
    first = _after_articles(line, last_generic)
    if first is None or (line.words[first].folded in GENERIC_SPOTS and not _is_written_as_a_name(line, at, first)):
        return []
    span = _establishment_span(line, last_generic, first, stay, casing)
    if span is None:
        return []
    name = spaced(line.text[span[0] : span[1]])
    if name in _town_names() and not (
        is_ordinary(name) and _is_written_as_a_name(line, at, first)
    ):  # "le CCAS de Montreuil": the town is found as a town
        return []
    return [Found(*span, MentionKind.ORGANISATION, "cue:establishment", 0.85, ORGANISATION, sort=sort)]


def _is_written_as_a_name(line: Line, at: int, first: int) -> bool:
    """ "l'Épicerie du Pont": both words have their capital, and the first does not open a sentence."""
    return line.words[first].capital and line.words[at].capital and not line.words[at].opening


def _establishment_span(
    line: Line, generic: int, first: int, stay: frozenset[int], casing: Casing
) -> tuple[int, int] | None:
    starts = [k for k in range(generic + 1, first + 1) if line.words[k].capital]
    own_article = first == generic + 2 and line.words[generic + 1].folded in ("le", "la", "les", "l")
    if line.words[first].capital and first not in stay and not facts(line.words[first].text).never:
        start = starts[0] if starts else first
        last = _last_capital(line, first, stay)
        if start < first and line.joined(last) and line.folded(last + 1).rstrip("s") in NAMING_ADJECTIVES:
            last += 1  # "Le Panier vert"
        return line.words[start].start, line.words[last].end
    for at in range(generic + 1, first + 1):
        length = _establishment_names().length_at(line, at)
        if length and (casing is Casing.LOST or length > 1):
            start = generic + 1 if own_article else at
            return line.words[start].start, line.words[at + length - 1].end
    if casing is Casing.LOST and first == generic + 1 and first not in stay:
        known = facts(line.words[first].text)
        if known.sure_family_name and known.zipf < RARE:
            return line.words[first].start, line.words[first].end
    return None


def _after_articles(line: Line, at: int) -> int | None:
    """Index of the first word after `at` and its "de la", "des", "l'"; None at the end or past a comma."""
    follows = at + 1
    while follows < len(line.words) and line.joined(follows - 1) and line.words[follows].folded in ARTICLES:
        follows += 1
    if follows >= len(line.words) or not line.joined(follows - 1):
        return None
    return follows


def _last_capital(line: Line, first: int, stay: frozenset[int]) -> int:
    """Last word of a run of capitals with small words between them."""
    last, at = first, first
    while line.joined(at) and at + 1 < len(line.words) and at + 1 - first < 6:
        at += 1
        if line.words[at].capital and at not in stay:
            last = at
        elif line.words[at].folded not in LINKING_WORDS:
            break
    return last
