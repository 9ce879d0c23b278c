"""
Personal names found by what announces them (title, kinship, "je m'appelle") and by the lists of names.

Cues come first because they alone tell Rose from a rose. Where capitals are kept, a capital inside a sentence
is evidence; where they are lost, only names that are no words are taken from the lists without a cue.
"""

from __future__ import annotations

from models.anonymisation import MentionAction
from pipeline.anonymise.extend import (
    COMPOUND_FIRST,
    abbreviated,
    acts,
    elided_name,
    extend,
    lettered,
    name_begin,
)
from pipeline.anonymise.facts import (
    COMMON,
    MIN_MOSTLY_NAMES,
    MIN_SURE_FIRST_NAMES,
    MIN_WORD_FIRST_NAMES,
    RARE,
    UNCOMMON,
    Facts,
    facts,
)
from pipeline.anonymise.initials import find_initials
from pipeline.anonymise.name_cues import find_announced, find_titled, person
from pipeline.anonymise.spans import LISTED_PERSON, Found
from pipeline.anonymise.words import Casing, Line
from pipeline.french.lists import communes, surname_count, towns
from pipeline.french.names import (
    ARTICLES,
    BARE_PREPOSITIONS,
    DETERMINERS,
    KIN,
    LINKS,
    MOSTLY_NAMES,
    PRONOUNS,
    TITLES,
)


def find_names(line: Line, stay: frozenset[int]) -> list[Found]:
    """Names of people in a turn, with the titles that belong to them; `stay`: words that are something else."""
    found: list[Found] = find_initials(line, stay)
    at = 0
    while at < len(line.words):
        titled = None if at in stay and at + 1 in stay else find_titled(line, at)  # "la fondation abbé Pierre"
        hit = titled or find_announced(line, at, stay) or _listed(line, at, stay)
        if hit is None:
            at += 1
            continue
        found.append(hit[0])
        at = hit[1] + 1
        joined = _coordinated(line, hit[1], stay)
        if joined is not None:
            found.append(joined[0])
            at = joined[1] + 1
    return found


def _coordinated(line: Line, last: int, stay: frozenset[int]) -> tuple[Found, int] | None:
    """ "prudence et grâce": after a name and "et", a first name that is also a word is a name."""
    at = last + 2
    if line.folded(last + 1) != "et" or at >= len(line.words) or at in stay:
        return None
    if not (line.joined(last) and line.joined(last + 1)):
        return None
    word, known = line.words[at], facts(line.words[at].text)
    if not known.first_name or known.first < MIN_WORD_FIRST_NAMES or word.folded in TITLES or word.folded in KIN:
        return None
    return person(line, at, extend(line, at), "list:coordination", 0.75, LISTED_PERSON)


def _listed(line: Line, at: int, stay: frozenset[int]) -> tuple[Found, int] | None:
    """A first name, or a surname in capitals, that nothing announces."""
    word = line.words[at]
    if len(word.text) == 1 and word.capital and elided_name(line, at):
        return person(line, at, extend(line, at + 1), "list:surname", 0.85, LISTED_PERSON)
    if at in stay or len(word.text) < 2:
        return None
    known = facts(word.text)
    if known.never or word.folded in TITLES:
        return None
    previous = line.folded(at - 1)
    if previous in ("saint", "sainte", "st", "ste") and line.joined(at - 1):
        return None
    if word.capital:
        return _listed_capital(line, at, known, previous)
    return _listed_lower(line, at, known, previous)


def _listed_capital(line: Line, at: int, known: Facts, previous: str) -> tuple[Found, int] | None:
    word = line.words[at]
    town = word.folded in towns() and not (known.first >= 2000 and previous not in ("a", "sur", "vers"))
    if known.first_name and not town:
        followed = extend(line, at) > at
        sure = not known.ordinary and (known.zipf < COMMON or known.first >= MIN_MOSTLY_NAMES)
        if known.ordinary and known.first < MIN_WORD_FIRST_NAMES:
            return None
        if not word.opening or sure or (followed and known.first >= MIN_SURE_FIRST_NAMES) or acts(line, at):
            return person(line, at, extend(line, at), "list:first-name", 0.9, LISTED_PERSON)
        return None
    if word.text.isupper() and len(word.text) > 3 and known.sure_family_name and _first_name_follows(line, at):
        return person(line, at, extend(line, at), "list:surname", 0.9, LISTED_PERSON)
    begin = name_begin(line, at)
    if begin < at and surname_count(" ".join(line.folded(k) for k in range(begin, at + 1))) and not known.ordinary:
        return person(line, at, extend(line, at), "list:surname", 0.85, LISTED_PERSON)
    if not word.opening and known.sure_family_name and not town and word.folded not in communes():
        hit, last = person(line, at, extend(line, at), "list:surname", 0.6, LISTED_PERSON)
        if last > at and any(facts(line.words[k].text).first_name for k in range(at, last + 1)):
            return hit, last
        return hit._replace(action=MentionAction.FLAG), last
    return None


def _first_name_follows(line: Line, at: int) -> bool:
    return line.joined(at) and line.words[at + 1].capital and facts(line.words[at + 1].text).first_name


def _after_comma(line: Line, at: int) -> bool:
    return at > 0 and line.between(at - 1, at).strip() == ","


def _listed_lower(line: Line, at: int, known: Facts, previous: str) -> tuple[Found, int] | None:
    word = line.words[at]
    if not known.first_name or word.text[0].isupper() or abbreviated(line, at):
        return None
    if word.folded in towns() and (known.first < 2000 or previous in ("a", "sur", "vers")):
        return None
    last = extend(line, at)
    if known.sure_first_name and len(word.text) >= 3 and (known.zipf < COMMON or known.first >= MIN_MOSTLY_NAMES):
        few = known.first < 500 and (previous in DETERMINERS or line.casing is Casing.KEPT)
        if few or (previous in ARTICLES and known.zipf > UNCOMMON):
            return None
        return person(line, at, last, "list:first-name", 0.85, LISTED_PERSON)
    if line.casing is Casing.LOST and not known.ordinary and len(word.text) >= 4 and known.zipf < RARE:
        return person(line, at, last, "list:first-name", 0.7, LISTED_PERSON)
    if line.casing is Casing.KEPT or not known.ordinary or known.first < MIN_WORD_FIRST_NAMES:
        return None
    if previous not in DETERMINERS and _bare_name(line, at, previous):
        return person(line, at, last, "list:first-name", 0.7, LISTED_PERSON)
    return None


def _bare_name(line: Line, at: int, previous: str) -> bool:
    """Whether a word that is also a first name stands where only a name can: no article, and a person's verb."""
    word = line.words[at]
    if lettered(line, at):
        return True  # "l'autre aurore b"
    mostly = word.folded in MOSTLY_NAMES
    if previous in BARE_PREPOSITIONS and (mostly or not facts(word.text).zipf > COMMON):
        return True
    if line.joined(at) and word.folded in COMPOUND_FIRST:
        following = line.words[at + 1]
        if facts(following.text).first_name and following.folded not in PRONOUNS:
            return True
    if mostly:
        return previous not in PRONOUNS and (previous in LINKS or acts(line, at))
    if previous in LINKS and line.folded(at + 1) in ("tu", "vous", "ma", "mon") and line.text[word.end] == ",":
        return True  # "et claire, tu voulais dire", "que disait olive, ma copine"
    alone = previous in LINKS or previous == "" or word.opening or _after_comma(line, at)
    if not alone or previous in ("de", "d", "par", "sans"):
        return False
    return acts(line, at) and line.folded(at + 1) not in (
        "est",
        "y",
        "s",
        "l",
        "lui",
        "leur",
        "nous",
        "et",
        "doit",
        "t",
    )
