"""
People named by letters only: "j'ai vu K. hier", "P. L.", "J-M", "A.K.", as field notes and cautious transcribers write.

Letters also name plans, vitamins and institutions, so that a lone letter needs a sentence around it and a pair of letters
must not be a known abbreviation; a pair that nothing else shows to be somebody is a doubt.
"""

from __future__ import annotations

import re

from models.anonymisation import MentionAction, MentionKind
from pipeline.anonymise.extend import acts, extend, name_end
from pipeline.anonymise.facts import UNCOMMON, facts
from pipeline.anonymise.spans import LISTED_PERSON, Found
from pipeline.anonymise.words import Casing, Line
from pipeline.french.names import ABBREVIATED_PAIRS, COMPOUND_INITIALS, KIN, LETTERS_AFTER, PERSON_LINKS, TITLES

MIN_SURNAMES = 500  # holders of a surname that is also a frequent word

_PAIR = re.compile(
    r"""
    (?<![\w.'’\-])
    (?: [A-ZÀ-Ý]\.[ ]?-?[A-ZÀ-Ý]\.      # P. L.  A.K.  J.-M.
      | [A-ZÀ-Ý]-[A-ZÀ-Ý]               # J-M
    )
    (?![\w'’\-]|\.\w)
    """,
    re.VERBOSE,
)


_LOWER_PAIR = re.compile(r"(?<![\w.'’\-])[a-z]\.[ ]?-?[a-z]\.(?![\w'’\-]|\.\w)")
_BORN = re.compile(r",? née?\b")
_BEFORE_SURNAME = re.compile(r"(?<![\w.'’\-])[A-ZÀ-Ý]\.(?:-?[A-ZÀ-Ý]\.)?[ \u00a0]?(?=[A-ZÀ-Ý][\w])")


def find_initials(line: Line, stay: frozenset[int]) -> list[Found]:
    """Lone letters and pairs of letters that stand for someone."""
    if line.casing is Casing.LOST:
        return [hit for match in _LOWER_PAIR.finditer(line.text) if (hit := _pair(line, match, stay))]
    before = [hit for match in _BEFORE_SURNAME.finditer(line.text) if (hit := _before_surname(line, match, stay))]
    pairs = [hit for match in _PAIR.finditer(line.text) if (hit := _pair(line, match, stay))]
    return before + pairs + [hit for at in range(len(line.words)) if (hit := _alone(line, at))]


def _pair(line: Line, match: re.Match[str], stay: frozenset[int]) -> Found | None:
    inside = [k for k, w in enumerate(line.words) if match.start() <= w.start < match.end()]
    letters = "".join(line.words[k].folded for k in inside)
    if letters in ABBREVIATED_PAIRS or any(k in stay for k in inside):
        return None
    before = line.folded(inside[0] - 1)
    dotted = match.group().count(".") == 2  # both letters
    named = dotted or letters in COMPOUND_INITIALS or before in KIN or before in PERSON_LINKS or acts(line, inside[-1])
    action = MentionAction.MASK if named else MentionAction.FLAG
    return Found(*match.span(), MentionKind.PERSON, "rule:initials", 0.7 if named else 0.5, LISTED_PERSON, action)


def _before_surname(line: Line, match: re.Match[str], stay: frozenset[int]) -> Found | None:
    """ "G. Eyméoud", "P.-K. Kermarrec": an initial and a surname, neither a sentence's end nor a title."""
    at = next((k for k, w in enumerate(line.words) if w.start >= match.end()), None)
    if at is None or at in stay or facts(line.words[at].text).never:
        return None
    first, known = line.words[at - 1], facts(line.words[at].text)
    if first.folded in TITLES or line.folded(at - 2) in LETTERS_AFTER:
        return None
    if known.zipf >= UNCOMMON and not known.first_name and known.surname < MIN_SURNAMES:
        return None  # "le bâtiment B. Elle"
    end = name_end(line, extend(line, at))
    return Found(match.start(), end, MentionKind.PERSON, "rule:initials", 0.9, LISTED_PERSON)


def _alone(line: Line, at: int) -> Found | None:
    word = line.words[at]
    if len(word.text) != 1 or not word.capital or at + 1 >= len(line.words):
        return None
    if _BORN.match(line.text, word.end + 1) and line.text[word.end] == ".":
        return Found(word.start, word.end + 1, MentionKind.PERSON, "rule:initial", 0.7, LISTED_PERSON)  # "F., née"
    if word.opening and not line.text[: word.start].rpartition("\n")[2].strip(" \u00a0-–—•*\t"):
        return None  # "A. premier point"
    if line.between(at, at + 1) != ". " or not line.words[at + 1].text.islower():
        return None
    apart = at > 0 and not word.opening and not line.joined(at - 1)
    if line.folded(at - 1) in LETTERS_AFTER or line.folded(at - 1) in TITLES or apart:
        return None
    return Found(word.start, word.end + 1, MentionKind.PERSON, "rule:initial", 0.7, LISTED_PERSON)
