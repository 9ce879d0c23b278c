"""
Streets and dwellings: "12 bis rue des Lilas", "au quatre de la rue victor hugo", "bât. C, 3e étage".

A pattern says where a street begins; where its name ends is judged word by word, because in recognised speech
neither capital nor comma stops it. The list of streets of the Base Adresse Nationale helps there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from models.anonymisation import MentionKind
from pipeline.anonymise.naming import is_unknown, monuments
from pipeline.anonymise.spans import ADDRESS, CUED_PLACE, Found
from pipeline.anonymise.words import Casing, Line
from pipeline.anonymise.wrapping import unwrapped
from pipeline.french.dates import MONTH, YEAR_SAID
from pipeline.french.lists import first_names, fold, frequency, is_ordinary, spaced, streets, surname_count, towns
from pipeline.french.names import MARKS
from pipeline.french.numbers import SPOKEN_NUMBER
from pipeline.french.patterns import ADDRESS_TAIL, BLOCK, POSTCODE_SAID, POSTCODE_TOWN, STREET_ARTICLE, STREET_START
from pipeline.french.places import DWELLING_VERBS, LINKING_WORDS, NOT_STREET_NAMES, NUMBERED_TYPES
from pipeline.french.whereabouts import BEING, REIGNS, SAINTS_SAID

MAX_STREET_WORDS = 6
WAYS = frozenset(
    {"chemin", "impasse", "montee", "traverse", "sentier", "route"}
)  # "la maison elle est chemin du vieux four"
VERY_COMMON = 5.3  # Zipf frequency above which a bare lower-case word is not the name of a street

_ORDINAL = re.compile(
    rf"(?:\d{{1,2}}(?:er)?|premier|{SPOKEN_NUMBER})[ ](?:{MONTH}(?:[ ](?:{YEAR_SAID}|18\d{{2}}))?|(?:r[ée]giment|bataillon|d\.i\.|di)\b[^\n,.;]{{0,20}})",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER_BEHIND = re.compile(r",?[ ](?:au|n°|num[ée]ro|emplacement|lot)[ ]?\d", re.IGNORECASE)
_UNHEARD_TOWN = re.compile(r"[ ,]{1,2}(?P<town>(?P<first>[^\W\d_]+)(?:[-'’][^\W\d_]+)*)")


def find_addresses(line: Line) -> list[Found]:
    """Streets, with number, building and floor where they are given; postcodes before a town."""
    line = line._replace(text=unwrapped(line.text))
    found = list(_streets(line))
    found += [
        Found(*match.span("code1" if match["code1"] else "code2"), MentionKind.ADDRESS, "rule:postcode", 0.9, ADDRESS)
        for match in POSTCODE_SAID.finditer(line.text)
    ]
    for match in BLOCK.finditer(line.text):
        found.append(Found(*match.span(), MentionKind.ADDRESS, "rule:dwelling", 0.8, ADDRESS + 1))
    for match in POSTCODE_TOWN.finditer(line.text):
        if not _town_follows(line, match.end()):
            continue
        found.append(Found(*match.span(), MentionKind.ADDRESS, "rule:postcode", 0.9, ADDRESS + 1))
        town = _UNHEARD_TOWN.match(line.text, match.end())
        if town and line.casing is Casing.LOST and is_unknown(town["first"]):
            found.append(Found(*town.span("town"), MentionKind.PLACE, "cue:postcode", 0.8, CUED_PLACE, sort="commune"))
    return found


def _town_follows(line: Line, end: int) -> bool:
    """Whether the next word can be a town: "93200 Saint-Denis", not "14 400 fils"."""
    at = bisect_left([word.start for word in line.words], end)
    if at >= len(line.words):
        return False
    word = line.words[at]
    return word.capital or ((word.folded in towns() or is_unknown(word.text)) and not is_ordinary(word.text))


def _streets(line: Line) -> Iterator[Found]:
    starts = [word.start for word in line.words]
    for match in STREET_START.finditer(line.text):
        article = STREET_ARTICLE.match(line.text, match.end())
        name_at = article.end() if article else match.end()
        first = bisect_left(starts, name_at)
        numbered = match["number"] is not None
        strong = bool(match["strong"]) or _lived_in(line, match.start("type"), bool(article))
        if first < len(line.words) and line.words[first].folded in MARKS:
            continue
        if not numbered and fold(match["type"]) in NUMBERED_TYPES:
            continue  # "la cité des Bosquets": a quarter, whose generic word stays
        if (
            not numbered
            and fold(match["type"]).startswith("all")
            and line.folded(bisect_left(starts, match.start("type")) - 1) in BEING
        ):
            continue  # "j'y suis allée du coup"
        if not numbered and monuments().length_at(line, bisect_left(starts, match.start("type"))):
            continue
        end = _ordinal_end(line.text, name_at) if strong or numbered else 0
        if not end and first < len(line.words) and line.words[first].start == name_at:
            end = _name_end(line, first, bool(article), match["type"], strong=strong, numbered=numbered)
        if not end and article and first < len(line.words) and line.words[first].start == name_at:
            end = _name_end(line, first, True, match["type"], strong=True, numbered=False)
            end = end if _NUMBER_BEHIND.match(line.text, end) else 0  # "chemin de la décharge, emplacement 9"
        if not end:
            continue
        tail = ADDRESS_TAIL.match(line.text, end)
        start = match.start("number") if numbered else match.start("type")
        score = 1.0 if numbered else 0.9
        yield Found(start, tail.end() if tail else end, MentionKind.ADDRESS, "rule:street", score, ADDRESS)


def _lived_in(line: Line, start: int, article: bool) -> bool:
    """ "on habite chemin du moulin", "mon adresse c'est place du marché": an everyday noun that is a street here."""
    at = bisect_left([word.start for word in line.words], start)
    before = [line.folded(k) for k in (at - 1, at - 2, at - 3)]
    here = before[0] in BEING and fold(line.words[at].text) in WAYS and line.between(at - 1, at) == " "
    return article and (before[0] in DWELLING_VERBS or "adresse" in before or here)


def _ordinal_end(text: str, at: int) -> int:
    """End of a street named by a date or a number ("rue du 8 mai 1945"), 0 when it is not one."""
    match = _ORDINAL.match(text, at)
    return match.end() if match else 0


def _name_end(line: Line, first: int, article: bool, kind: str, *, strong: bool, numbered: bool) -> int:
    """Where the street's name ends, in code points; 0 when what follows names no street."""
    if line.words[first].capital:
        return line.words[_last_capital(line, first)].end
    if (not strong and not numbered) or line.words[first].folded in NOT_STREET_NAMES:
        return 0
    last = _last_listed(line, first, kind, article)
    if last is None and not numbered and line.folded(first - 1) in ("au", "aux"):
        return 0  # "à la rue au foyer"
    if last is None and not strong and not (numbered and article):
        return 0  # "trois passages étroits": an everyday noun after a count
    if last is None:
        last = _last_guessed(line, first, article=article, numbered=numbered)
    return line.words[_whole(line, last)].end if last is not None else 0


def _whole(line: Line, last: int) -> int:
    """The end of a name that goes on: behind a hyphen, after "saint", in words no dictionary knows ("agutte sembat")."""
    while line.joined(last):
        following, gap = line.words[last + 1], line.between(last, last + 1)
        if "-" in gap or line.words[last].folded in SAINTS_SAID or is_unknown(following.text):
            last += 1
        elif (
            following.folded in ("d", "de", "le", "la")
            and line.joined(last + 1)
            and is_unknown(line.words[last + 2].text)
        ):
            last += 2
        elif _name_like(line.words[last].text) and following.folded in REIGNS:
            last += 1
        else:
            break
    return last


def _last_capital(line: Line, first: int) -> int:
    """Last word of a run of capitals, with the small words between them ("Victor Hugo", "Quatre Vents")."""
    last, at = first, first
    while line.joined(at) and at + 1 < min(len(line.words), first + MAX_STREET_WORDS):
        at += 1
        if line.words[at].capital:
            last = at
        elif line.words[at].folded not in LINKING_WORDS:
            break
    return last


def _last_listed(line: Line, first: int, kind: str, article: bool) -> int | None:
    """Last word of the longest street of the list that begins here, looking back over its article."""
    known = streets()
    lead = line.text[: line.words[first].start].rstrip().rsplit(" ", 4)[1:] if article else []
    articles = [" ".join(lead[-k:]) for k in (1, 2)] if article else [""]
    stop = min(len(line.words), first + MAX_STREET_WORDS)
    ends = [at for at in range(first, stop) if all(line.joined(k) for k in range(first, at))]
    for at in reversed(ends):
        name = line.text[line.words[first].start : line.words[at].end]
        if any(spaced(f"{fold(kind)} {a} {name}") in known for a in articles):
            return at
    return None


def _last_guessed(line: Line, first: int, *, article: bool, numbered: bool) -> int | None:
    """Without capitals nor list: one word after an article, or a run of words that look like someone's name."""
    word = line.words[first]
    if article or numbered:
        last = first
        while line.joined(last) and last < first + 2 and _name_like(line.words[last + 1].text):
            last += 1
        return last if frequency(word.text) < VERY_COMMON or numbered else None
    if not _name_like(word.text) and not (word.folded in first_names() and line.joined(first)):
        return None
    last = first
    while line.joined(last) and last < first + 2 and _name_like(line.words[last + 1].text):
        last += 1
    return last


def _name_like(word: str) -> bool:
    folded = fold(word)
    listed = folded in first_names() or surname_count(folded) >= 5
    return listed and frequency(word) < VERY_COMMON and not (is_ordinary(word.lower()) and frequency(word) > 3.8)
