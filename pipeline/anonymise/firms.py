"""
Employers, clubs and houses whose name no generic word announces: they are told by what people say of them.

One works "pour Netto-Loire", is a pensioner "de Manufrance", plays at "l'us crémarest", slept "à la Villa Myosotis",
lives "aux glycines, l'ehpad". What an establishment's own generic word announces is the business of
`organisations.py`; national firms are in the white list and stay.
"""

from __future__ import annotations

import re

from models.anonymisation import MentionKind
from pipeline.anonymise.facts import COMMON, UNCOMMON, facts
from pipeline.anonymise.naming import Named, establishment_names, in_capitals, is_unknown, last_capital, with_partners
from pipeline.anonymise.organisations import generic_phrases
from pipeline.anonymise.spans import ORGANISATION, Found
from pipeline.anonymise.towns import town_names
from pipeline.anonymise.words import Casing, Line
from pipeline.french.institutions import ESTABLISHMENTS
from pipeline.french.lists import spaced
from pipeline.french.names import TITLES
from pipeline.french.places import ARTICLES, LINKING_WORDS, QUALIFIERS
from pipeline.french.whereabouts import (
    ARABIC_ARTICLES,
    CLUB_LETTERS,
    EMPLOYEES,
    HOUSE_HEADS,
    LEGAL_FORMS,
    NOT_A_FIRM,
    NOT_A_HOUSE,
    WORKING,
)

_NO_FIRM = NOT_A_FIRM | ARTICLES | frozenset(TITLES)
WORK_REACH = 6  # words between "je nettoyais" and "pour"

DEPARTMENT_END = re.compile(
    r"[ ](?:0[1-9]|[1-8]\d|9[0-5])(?![\w%€]|[.,]\d|[ ]\d|[ ]?(?:€|ans\b|euros?\b|heures?\b|h\b|jours?\b|mois\b|km\b|m²|personnes\b|fois\b))"
)


def find_firms(line: Line, stay: frozenset[int], casing: Casing) -> list[Found]:
    """Names of firms, clubs and houses of a turn; `stay`: words that are something else."""
    found: list[Named] = []
    for at, word in enumerate(line.words):
        if word.folded in LEGAL_FORMS and line.joined(at):
            found += _registered(line, at, stay, casing)
        elif word.folded in CLUB_LETTERS:
            found += _club(line, at, stay)
        elif word.folded == "chez":
            found += _at_somebodys(line, at, stay)
        elif word.folded in EMPLOYEES or word.folded == "pour":
            found += _employer(line, at, stay, casing)
        elif word.folded in ("mosquee", "mosquees"):
            found += _mosque(line, at, stay)
        if word.capital and not word.opening and at not in stay:
            found += _house(line, at, stay) or _of_a_department(line, at)
    return [_found(named, "entreprise") for named in found] + [
        _found(named, sort) for named, sort in _named_before(line, stay)
    ]


def _found(named: Named, sort: str) -> Found:
    return Found(
        named.start, named.end, MentionKind.ORGANISATION, "cue:establishment", 0.75, ORGANISATION + 1, sort=sort
    )


def _is_firm(line: Line, first: int, stay: frozenset[int]) -> bool:
    """Whether a word may begin a firm's name: nobody's first name, no grammar, nothing that stays, no town."""
    word, known = line.words[first], facts(line.words[first].text)
    if line.joined(first) and line.between(first, first + 1) == "-" and line.words[first + 1].capital:
        return not known.first_name  # "Netto-Loire": a compound is no longer the brand
    return not (
        first in stay or known.never or known.first_name or word.folded in _NO_FIRM or word.folded in town_names()
    )


def _registered(line: Line, at: int, stay: frozenset[int], casing: Casing) -> list[Named]:
    """ "SARL Quévillon Élagage", "le gaec des tilleuls"."""
    first = at + 1
    while line.joined(first) and line.words[first].folded in ARTICLES:
        first += 1
    word = line.words[first]
    if first in stay or facts(word.text).never or word.folded in ARTICLES:
        return []
    if word.capital:
        return [Named(word.start, line.words[with_partners(line, last_capital(line, first, stay))].end)]
    if casing is Casing.KEPT or facts(word.text).zipf > COMMON:
        return []
    last = first
    if line.joined(first) and facts(line.words[first + 1].text).zipf < UNCOMMON and first + 1 not in stay:
        last = first + 1
    return [Named(word.start, line.words[with_partners(line, last)].end)]


def _club(line: Line, at: int, stay: frozenset[int]) -> list[Named]:
    """ "à l'us crémarest", "le FC Haut-Bréda"."""
    led = line.joined(at - 1) and line.folded(at - 1) in ("l", "le", "au", "du", "la")
    if at == 0 or not led or not line.joined(at) or {at, at + 1} & stay:
        return []
    following, known = line.words[at + 1], facts(line.words[at + 1].text)
    if known.never or not (following.capital or known.zipf < UNCOMMON):
        return []
    last = last_capital(line, at + 1, stay) if following.capital else at + 1
    return [Named(line.words[at].start, line.words[last].end)]


def _at_somebodys(line: Line, at: int, stay: frozenset[int]) -> list[Named]:
    """ "l'épicerie chez fatiha et fils", "le patron de chez Dédé", "chez morvan et lebris": a shop's whole name."""
    first = at + 1
    if not line.joined(at) or first in stay or facts(line.words[first].text).never:
        return []
    word = line.words[first]
    if word.folded in _NO_FIRM or not (word.capital or not facts(word.text).ordinary):
        return []
    last = with_partners(line, last_capital(line, first, stay) if word.capital else first)
    shop = line.joined(at - 1) and (line.folded(at - 1) in ESTABLISHMENTS or _is_run_from(line, at))
    other = first + 2
    if last == first and line.joined(first) and line.folded(first + 1) == "et" and line.joined(first + 1):
        names = [facts(line.words[k].text) for k in (first, other)]
        both = all(n.surname and not n.ordinary and not n.never for n in names)
        if both and not all(n.first_name for n in names) and other not in stay:
            return [Named(word.start, line.words[other].end)]
    return [Named(line.words[at].start, line.words[last].end)] if shop else []


def _is_run_from(line: Line, at: int) -> bool:
    """Whether "chez" follows "le patron de"."""
    return line.folded(at - 1) == "de" and line.folded(at - 2) in EMPLOYEES


def _employer(line: Line, at: int, stay: frozenset[int], casing: Casing) -> list[Named]:
    """ "retraités de Manufrance-Outils", "je nettoyais les bureaux pour Netto-Loire Propreté"."""
    if not line.joined(at):
        return []
    if line.words[at].folded == "pour":
        if not any(line.folded(k) in WORKING for k in range(max(0, at - WORK_REACH), at)):
            return []
        first = at + 1
    elif line.folded(at + 1) in ("de", "d") and line.joined(at + 1):
        first = at + 2
    else:
        return []
    if first >= len(line.words) or not _is_firm(line, first, stay):
        return []
    word = line.words[first]
    if word.capital:
        compound = line.joined(first) and line.between(first, first + 1) == "-"
        named = in_capitals(line, at, first, stay - {first, first + 1} if compound else stay)
        whole = line.text[named.start : named.end] if named else ""
        told = "-" in whole or " " in whole or is_unknown(word.text)
        return [named] if named and told and spaced(whole) not in town_names() else []
    if casing is Casing.LOST and is_unknown(word.text) and not facts(word.text).surname:
        return [Named(word.start, word.end)]
    return []


def _mosque(line: Line, at: int, stay: frozenset[int]) -> list[Named]:
    """ "la mosquée as salam": the name begins with its Arabic article."""
    article = line.joined(at) and line.folded(at + 1) in ARABIC_ARTICLES and line.joined(at + 1)
    if not article or at + 2 in stay or facts(line.words[at + 2].text).zipf > COMMON:
        return []
    return [Named(line.words[at + 1].start, line.words[at + 2].end)]


def _house(line: Line, at: int, stay: frozenset[int]) -> list[Named]:
    """ "la Maison Tiers-Temps", "à la Villa Myosotis": a generic word that has its capital is part of the name."""
    if line.words[at].folded not in HOUSE_HEADS or not line.joined(at) or not line.joined(at - 1):
        return []
    if line.words[at - 1].capital or line.folded(at - 1) not in ("la", "le", "l", "au", "du", "a", "de"):
        return []
    first = at + 1
    while line.joined(first) and line.words[first].folded in LINKING_WORDS:
        first += 1
    word = line.words[first]
    refused = word.folded in NOT_A_HOUSE | QUALIFIERS or generic_phrases().length_at(line, at) > 1
    if refused or not word.capital or first in stay:
        return []
    return [Named(line.words[at].start, line.words[last_capital(line, first, stay)].end)]


def _of_a_department(line: Line, at: int) -> list[Named]:
    """ "aller à Tremplin 81": an association and the number of its département."""
    word = line.words[at]
    led = line.joined(at - 1) and line.folded(at - 1) in ("a", "chez", "avec", "par", "d", "de")
    number = DEPARTMENT_END.match(line.text, word.end)
    if not led or not number or word.text.isupper() or word.folded in town_names() or facts(word.text).never:
        return []
    return [Named(word.start, number.end())]


def _named_before(line: Line, stay: frozenset[int]) -> list[tuple[Named, str]]:
    """ "aux glycines l'ehpad là-haut": the name first, what it is after; then the name wherever "aux" leads to it."""
    found: list[tuple[Named, str]] = []
    for at in range(1, len(line.words)):
        length = establishment_names().length_at(line, at)
        if not length or at in stay or line.folded(at - 1) not in ("aux", "au", "les", "la", "le", "l"):
            continue
        after = at + length
        if line.folded(after) not in ("l", "le", "la", "un", "une", "notre") or after + 1 >= len(line.words):
            continue
        apart = line.between(after - 1, after)
        kinds = generic_phrases().length_at(line, after + 1)
        if not kinds or apart not in (" ", ", "):
            continue
        sort = ESTABLISHMENTS[" ".join(line.folded(k) for k in range(after + 1, after + 1 + kinds))]
        name = [line.folded(k) for k in range(at, after)]
        found += [(named, sort) for named in _same_name(line, name)]
    return found


def _same_name(line: Line, name: list[str]) -> list[Named]:
    """Every place of the turn where an article leads to the name."""
    length = len(name)
    return [
        Named(line.words[k].start, line.words[k + length - 1].end)
        for k in range(1, len(line.words) - length + 1)
        if [line.folded(k + n) for n in range(length)] == name
        and line.folded(k - 1) in ("aux", "au", "les", "la", "le", "l", "des", "du")
    ]
