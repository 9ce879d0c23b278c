"""
Local establishments, associations, employers: the generic word stays ("le CHRS des …"), the name goes.

A name is told by its generic word, by "qui s'appelle" behind one, or by "chez". National networks and brands are in
the white list and stay; a name that is a commune's is found as the commune.
"""

from __future__ import annotations

from functools import cache

from models.anonymisation import MentionAction, MentionKind
from pipeline.anonymise.facts import COMMON, RARE, facts
from pipeline.anonymise.naming import (
    Named,
    after_articles,
    complement_end,
    establishment_names,
    in_capitals,
    is_unknown,
    last_capital,
    quoted,
    with_partners,
    without_capitals,
)
from pipeline.anonymise.spans import ORGANISATION, Found
from pipeline.anonymise.towns import town_names
from pipeline.anonymise.words import Casing, Line, Phrases
from pipeline.french.figures import PUBLIC_FIGURES
from pipeline.french.institutions import AUTHORS, EMPHATIC_WORDS, ESTABLISHMENTS, PEOPLES_OWN
from pipeline.french.lists import is_ordinary, spaced
from pipeline.french.names import TITLES
from pipeline.french.places import ARTICLES, GENERIC_SPOTS, QUALIFIERS, TOWN_PREPOSITIONS
from pipeline.french.whereabouts import (
    BEFORE_SAID,
    CLAUSE_BEGINS,
    NO_NAME_BEGINS,
    NOT_A_FIRM,
    SAID_OF_THINGS,
    SAID_TO_BE,
)

VERY_COMMON = 5.3  # Zipf frequency above which a word behind "s'appelle les" is grammar
MAX_CALLED_WORDS = 6
CALLED_REACH = 7  # words between a generic word and its "s'appelle"
MAX_QUALIFIERS = 4  # words between "foyer" and its name: "de jeunes travailleurs"
LOCAL_SORT = "entreprise"


@cache
def generic_phrases() -> Phrases:
    """The generic words after which an establishment is named."""
    return Phrases(ESTABLISHMENTS)


@cache
def _generic_words() -> frozenset[str]:
    return frozenset(generic.split()[-1] for generic in ESTABLISHMENTS) | {"gem"}


def find_organisations(line: Line, stay: frozenset[int], casing: Casing) -> list[Found]:
    """Names of establishments, associations and employers of a turn."""
    found: list[Found] = []
    for at, word in enumerate(line.words):
        length = generic_phrases().length_at(line, at)
        if length:
            found += _establishment(line, at, length, stay, casing) or _called(line, at, length, stay, casing)
        elif word.folded == "chez":
            found += _at_an_employers(line, at, stay, casing)
        elif word.capital and not word.opening and word.folded in ("le", "la", "les", "l"):
            found += _with_its_article(line, at, stay)
    return found


def _organisation(named: Named, score: float, sort: str) -> Found:
    action = MentionAction.MASK if named.sure else MentionAction.FLAG
    score = score if named.sure else 0.5
    return Found(
        named.start, named.end, MentionKind.ORGANISATION, "cue:establishment", score, ORGANISATION, action, sort
    )


def _establishment(line: Line, at: int, length: int, stay: frozenset[int], casing: Casing) -> list[Found]:
    """Name of the establishment that the generic words from `at` announce, if one follows."""
    generic = " ".join(line.words[k].folded for k in range(at, at + length))
    last, sort = at + length - 1, ESTABLISHMENTS[generic]
    while line.joined(last) and line.folded(last + 1) in QUALIFIERS:
        last += 1  # "lycée pro", "école privée"
    marked = quoted(line, last + (line.folded(last + 1) in SAID_TO_BE))
    if marked:
        return [_organisation(marked, 0.9, sort)]
    first = after_articles(line, last)
    if first is None:
        return _apposed(line, last, sort, stay)
    named = _named(line, at, last, first, stay - _celebrity(line, first), casing)
    if named is None:
        return _apposed(line, last, sort, stay)
    name = spaced(line.text[named.start : named.end])
    if name in town_names() and not is_ordinary(name):
        return []  # "le CCAS de Montreuil": the town is found as a town
    return [_organisation(named, 0.85, sort)]


@cache
def _celebrities() -> Phrases:
    return Phrases((*AUTHORS, *PUBLIC_FIGURES))


def _celebrity(line: Line, first: int) -> frozenset[int]:
    """Words of a famous person whose name an establishment bears: "le collège Pierre-Bourdieu" says where."""
    length = max(_celebrities().length_at(line, first), establishment_names().length_at(line, first))
    return frozenset(range(first, first + length))


def _named(line: Line, at: int, last: int, first: int, stay: frozenset[int], casing: Casing) -> Named | None:
    word = line.words[first]
    if word.capital:
        if word.folded in EMPHATIC_WORDS and not _is_written_as_a_name(line, at, first):
            return None
        return in_capitals(line, last, first, stay)
    if casing is Casing.KEPT:
        length = establishment_names().length_at(line, first)
        if length > 1 and first not in stay:
            return Named(word.start, line.words[first + length - 1].end)
        return None
    named = without_capitals(line, last, first, stay, announced=False, own_article=True)
    if named is None or word.folded in PEOPLES_OWN:
        return None
    if named.sure or (first > last + 1 and line.folded(last + 1) in ("de", "du", "des")):
        return named
    return None


def _is_written_as_a_name(line: Line, at: int, first: int) -> bool:
    """ "l'Épicerie du Pont": both words have their capital, and the first does not open a sentence."""
    return line.words[first].capital and line.words[at].capital and not line.words[at].opening


def _apposed(line: Line, last: int, sort: str, stay: frozenset[int]) -> list[Found]:
    """ "le bailleur, Vilogia,", "au club de foot, l'Étoile Sportive de…": a capital no list knows, past a comma or a noun."""
    at = last
    while at < last + MAX_QUALIFIERS and line.joined(at) and not line.words[at + 1].capital:
        if facts(line.words[at + 1].text).zipf > VERY_COMMON and line.folded(at + 1) not in ARTICLES:
            return []
        at += 1  # "club de foot", "foyer de jeunes travailleurs"
    while at > last and line.words[at].folded in ARTICLES:
        at -= 1
    if at + 1 >= len(line.words) or line.between(at, at + 1) not in (", ", " "):
        return []
    apart = line.between(at, at + 1) == ", "
    first = at + 1
    while first < len(line.words) - 1 and line.words[first].folded in ("l", "le", "la", "les") and line.joined(first):
        first += 1
    word, known = line.words[first], facts(line.words[first].text)
    if not word.capital or word.opening or (not apart and at == last) or known.never:
        return []
    own_article = first > at + 1 and line.words[at + 1].capital
    if (
        (known.ordinary or known.first_name)
        and not own_article
        and not (line.joined(first) and line.words[first + 1].capital)
    ):
        return []
    named = in_capitals(line, at, first, stay)
    return [_organisation(named, 0.75, sort)] if named else []


def _called(line: Line, at: int, length: int, stay: frozenset[int], casing: Casing) -> list[Found]:
    """ "une asso qui s'appelle Les Mains Tendues": the name behind the verb, of a thing."""
    sort = ESTABLISHMENTS[" ".join(line.words[k].folded for k in range(at, at + length))]
    stop = min(len(line.words) - 1, at + length + CALLED_REACH)
    verb = next((k for k in range(at + length, stop) if line.words[k].folded in SAID_OF_THINGS), None)
    if verb is not None and line.folded(verb) == "est" and line.folded(verb - 1) != "c":
        verb = None
    if verb is None or any(line.words[k].opening for k in range(at + length, verb + 1)):
        return []
    between = {line.words[k].folded for k in range(at + length, verb)}
    if not between <= BEFORE_SAID:
        return []
    marked = quoted(line, verb)
    if marked:
        return [_organisation(marked, 0.9, sort)]
    first = after_articles(line, verb)
    if first is None or first in stay:
        return []
    if line.folded(verb) == "est" and not (line.words[verb + 1].capital or casing is Casing.LOST):
        return []
    if line.words[first].capital:
        named = in_capitals(line, verb, first, stay)
        return [_organisation(named, 0.9, sort)] if named else []
    if casing is Casing.KEPT:
        return []
    surely = line.folded(verb - 1) == "s" and line.folded(verb - 2) == "qui"
    if facts(line.words[first].text).never:
        named = _to_the_clauses_end(line, verb + 1, stay) if surely else None
        return [_organisation(named, 0.8, sort)] if named else []
    if line.folded(verb) == "est":
        length = establishment_names().length_at(line, first)
        names = Named(line.words[verb + 1].start, line.words[first + length - 1].end) if length else None
        return [_organisation(names, 0.8, sort)] if names else []
    named = without_capitals(line, verb, first, stay, announced=True, own_article=True)
    if named is None and first > verb + 1 and facts(line.words[first].text).zipf < VERY_COMMON:
        follows = first + 1 if line.joined(first) and not is_grammar(line, first + 1) else first
        named = Named(line.words[verb + 1].start, line.words[follows].end)
    if named is None and surely:
        named = _to_the_clauses_end(line, verb + 1, stay)
    return [_organisation(named, 0.8, sort)] if named else []


def _to_the_clauses_end(line: Line, first: int, stay: frozenset[int]) -> Named | None:
    """ "un collectif qui s'appelle pas sans nous du plateau": what is surely called so, up to the next clause."""
    if line.words[first].folded in NO_NAME_BEGINS or first in stay:
        return None
    last = first
    while (
        line.joined(last) and last + 1 < first + MAX_CALLED_WORDS and line.words[last + 1].folded not in CLAUSE_BEGINS
    ):
        last += 1
    return Named(line.words[first].start, line.words[last].end) if last > first else None


def is_grammar(line: Line, at: int) -> bool:
    """Whether a word is too common to end a name."""
    return facts(line.words[at].text).zipf > COMMON or facts(line.words[at].text).never


def _with_its_article(line: Line, at: int, stay: frozenset[int]) -> list[Found]:
    """ "voir si Le Relais peut", "le GEM L'Éclaircie": a capital article inside a sentence begins a proper name."""
    first = at + 1
    if at in stay or not line.joined(at) or first in stay or line.folded(at - 1) in TOWN_PREPOSITIONS:
        return []
    word = line.words[first]
    if line.joined(at - 1) and line.words[at - 1].capital and line.folded(at - 1) not in _generic_words():
        return []  # "Jean-Marie Le Goff"
    if (
        not word.capital
        or word.opening
        or word.text.isupper()
        or facts(word.text).never
        or word.folded in EMPHATIC_WORDS
    ):
        return []
    if town_names() & {word.folded, f"{line.folded(at)} {word.folded}"} and not facts(word.text).ordinary:
        return []
    named = in_capitals(line, at - 1, first, stay)
    return [_organisation(named, 0.75, LOCAL_SORT)] if named else []


def _partners_end(line: Line, end: int) -> int:
    last = next(k for k, word in enumerate(line.words) if word.end >= end)
    return line.words[with_partners(line, last)].end


def _at_an_employers(line: Line, at: int, stay: frozenset[int], casing: Casing) -> list[Found]:
    """ "chez Verkindère", "chez Transports Delobel", "chez momo": whoever it is, the name goes."""
    first = at + 1
    if not line.joined(at) or first in stay or line.words[first].folded in ARTICLES:
        return []
    word, known = line.words[first], facts(line.words[first].text)
    generic = generic_phrases().length_at(line, first)
    if generic:  # "chez transports lecocq": a firm's whole name
        inner = _establishment(line, first, generic, stay, casing)
        if inner:
            return [inner[0]._replace(start=word.start, end=_partners_end(line, inner[0].end))]
    if word.capital:
        last = last_capital(line, first, stay)
        if word.folded in TITLES and with_partners(line, last) > last:  # "chez Maître Dorval et associés"
            return [_organisation(Named(word.start, line.words[with_partners(line, last)].end), 0.8, LOCAL_SORT)]
        if known.first_name or (known.never and last == first):
            return []
        named = in_capitals(line, at, first, stay)
        return [_organisation(named, 0.8, LOCAL_SORT)] if named else []
    if casing is Casing.KEPT or known.first_name or word.folded in GENERIC_SPOTS or word.folded in NOT_A_FIRM:
        return []
    follows = first + 1
    if known.ordinary and line.joined(first) and line.folded(follows) in ("du", "de", "des", "d"):
        last = complement_end(line, first)  # "chez toitures du pilat": no article, so the name of a firm
        return [_organisation(Named(word.start, line.words[last].end), 0.7, LOCAL_SORT)] if last > first else []
    if not known.ordinary and is_unknown(word.text) and known.zipf < RARE:
        return [_organisation(Named(word.start, word.end), 0.7, LOCAL_SORT)]
    return []
