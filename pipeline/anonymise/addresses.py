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
from pipeline.anonymise.spans import ADDRESS, Found
from pipeline.anonymise.words import Line
from pipeline.french.lists import first_names, fold, frequency, is_ordinary, spaced, streets, surname_count, towns
from pipeline.french.patterns import ADDRESS_TAIL, BLOCK, POSTCODE_TOWN, STREET_ARTICLE, STREET_START
from pipeline.french.places import NOT_STREET_NAMES

MAX_STREET_WORDS = 6
VERY_COMMON = 5.3  # Zipf frequency above which a bare lower-case word is not the name of a street

_ORDINAL = re.compile(r"\d{1,2}(?:er)?[ ][^\W\d_]+(?:[ ](?:19|18)\d{2})?")
_LINKS = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "en",
        "sur",
        "sous",
        "aux",
        "au",
        "saint",
        "sainte",
        "st",
        "ste",
    ]
)


def find_addresses(line: Line) -> list[Found]:
    """Streets, with number, building and floor where they are given; postcodes before a town."""
    found = list(_streets(line))
    for match in BLOCK.finditer(line.text):
        found.append(Found(*match.span(), MentionKind.ADDRESS, "rule:dwelling", 0.8, ADDRESS + 1))
    for match in POSTCODE_TOWN.finditer(line.text):
        if not _town_follows(line, match.end()):
            continue
        found.append(Found(*match.span(), MentionKind.ADDRESS, "rule:postcode", 0.9, ADDRESS + 1))
    return found


def _town_follows(line: Line, end: int) -> bool:
    """Whether the next word can be a town: "93200 Saint-Denis", not "14 400 fils"."""
    at = bisect_left([word.start for word in line.words], end)
    if at >= len(line.words):
        return False
    return line.words[at].capital or (line.words[at].folded in towns() and not is_ordinary(line.words[at].text))


def _streets(line: Line) -> Iterator[Found]:
    starts = [word.start for word in line.words]
    for match in STREET_START.finditer(line.text):
        article = STREET_ARTICLE.match(line.text, match.end())
        name_at = article.end() if article else match.end()
        first = bisect_left(starts, name_at)
        numbered = match["number"] is not None
        if first >= len(line.words) or line.words[first].start != name_at:
            end = _ordinal_end(line.text, name_at) if not match["weak"] else 0
        else:
            end = _name_end(line, first, bool(article), match["type"], strong=bool(match["strong"]), numbered=numbered)
        if not end:
            continue
        tail = ADDRESS_TAIL.match(line.text, end)
        start = match.start("number") if numbered else match.start("type")
        score = 1.0 if numbered else 0.9
        yield Found(start, tail.end() if tail else end, MentionKind.ADDRESS, "rule:street", score, ADDRESS)


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
    if last is None and not strong and not (numbered and article):
        return 0  # "trois passages étroits": an everyday noun after a count
    if last is None:
        last = _last_guessed(line, first, article=article, numbered=numbered)
    return line.words[last].end if last is not None else 0


def _last_capital(line: Line, first: int) -> int:
    """Last word of a run of capitals, with the small words between them ("Victor Hugo", "Quatre Vents")."""
    last, at = first, first
    while line.joined(at) and at + 1 < min(len(line.words), first + MAX_STREET_WORDS):
        at += 1
        if line.words[at].capital:
            last = at
        elif line.words[at].folded not in _LINKS:
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
