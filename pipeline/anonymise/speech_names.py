"""
Names that the small networks hear in each turn, judged: what is masked on its word, what is a doubt.

The networks know places in a sentence, not people, so they find names that no list holds ("zabihullah", "kadidiatou" misheard).
What must stay is never touched; a word that nothing shows to be a name (a verb, "madame" alone) is cut off both ends of
what was heard. Below `SURE` it is a doubt, and masked only if another detector has the same doubt (`spans.agreed`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.anonymisation import MentionAction, MentionKind
from pipeline.anonymise.extend import MAX_ABBREVIATION, abbreviated, extend, name_begin, name_end
from pipeline.anonymise.facts import COMMON, MIN_SURE_SURNAMES, MIN_WORD_FIRST_NAMES, UNCOMMON, facts
from pipeline.anonymise.spans import RECOGNISED, Found
from pipeline.anonymise.speech_reader import Heard, hear_names
from pipeline.anonymise.words import Casing, Line, Word
from pipeline.french.names import (
    BARE_PREPOSITIONS,
    DETERMINERS,
    DIMINUTIVES,
    KIN,
    MARKS,
    PARTICLES,
    SHORT_NAMES,
    SPEAKER_ROLES,
    STRONG_PARTICLES,
    TITLES,
)

DETECTOR = "heard:person"
GLUED_MARKS = ("BIP", "XXX")
LEAST = 0.35  # below, nothing is said
LEAST_UNKNOWN = 0.15  # the same for a word that is in no dictionary and no list
SURE = 0.4  # from here, a listed or capitalised word is masked
SURE_BORNE = 0.6  # a first name that is also a word
SURE_UNKNOWN = 0.3  # a word that no dictionary holds
SURE_ORDINARY = 0.8  # a word of the dictionary, if rare
OUT_OF_REACH = 1.1
MISTRUST = 0.9  # a word in lower case is not looked for elsewhere unless it was quite sure
VERY_RARE = 2.5  # Zipf frequency
MAX_ACRONYM = 4  # letters


def find_heard(lines: Sequence[Line], stays: Sequence[frozenset[int]], answers: Sequence[Any]) -> list[list[Found]]:
    """Names heard in each turn of a transcript; `answers`: what the networks make of it (`probabilities`)."""
    heard = hear_names(answers, least=LEAST_UNKNOWN)
    return [
        [hit for one in of if (hit := _judged(line, stay, one, alone=_stands_alone(one, of)))]
        for line, stay, of in zip(lines, stays, heard, strict=True)
    ]


def _stands_alone(one: Heard, heard: Sequence[Heard]) -> bool:
    """Whether a name is one word without another name beside it ("gulam risa" may be heard as two)."""
    beside = any(other.last + 1 == one.first or one.last + 1 == other.first for other in heard)
    return one.first == one.last and not beside


def _judged(line: Line, stay: frozenset[int], heard: Heard, *, alone: bool) -> Found | None:
    inside = _in_one_go(line, list(range(heard.first, heard.last + 1)))
    while inside and not (
        _may_end(line, stay, inside[-1]) and not (len(inside) > 1 and _only_a_word(line, inside[-1]))
    ):
        inside.pop()
    while inside and (not _may_begin(line, stay, inside[0]) or (len(inside) > 1 and _only_opens(line, inside[0]))):
        inside.pop(0)
    if not inside or any(k in stay for k in inside) or all(line.words[k].folded in TITLES for k in inside):
        return None
    told = [k for k in inside if line.words[k].folded not in TITLES and line.words[k].folded not in PARTICLES] or inside
    if heard.score < LEAST and not all(_unknown(line, k) for k in told):
        return None
    if any(character.isdigit() for k in told for character in line.words[k].text):
        return None  # "03ab", a file's mark
    if line.casing is Casing.KEPT and all(_everyday(line, k) for k in told):
        return None  # "(soupir)", "le père paye pas": who writes capitals would have given one to a name
    named = any(facts(line.words[k].text).sure_first_name for k in told)
    least = (min if named else max)(_sure_from(line, k, alone=alone) for k in told)
    action = MentionAction.MASK if heard.score >= least else MentionAction.FLAG
    last = extend(line, inside[-1])
    last = inside[-1] if any(k in stay for k in range(inside[-1], last + 1)) else last
    first = name_begin(line, inside[0])
    first = inside[0] if any(k in stay for k in range(first, inside[0])) else first
    span = (line.words[first].start, name_end(line, last))
    certain = named or all(_inner_capital(line.words[k]) for k in told)
    score = min(1.0, heard.score if certain else heard.score * MISTRUST)  # float32 sums may pass 1 by a hair
    return Found(*span, MentionKind.PERSON, DETECTOR, score, RECOGNISED, action)


def _in_one_go(line: Line, inside: list[int]) -> list[int]:
    """The words heard up to a comma, a number or a sentence's end; the full stop of a title or an initial is none."""
    for count, at in enumerate(inside[:-1], 1):
        if not line.joined(at) and line.between(at, at + 1) not in (".", ". ", ".\u00a0"):
            return inside[:count]
    return inside


def _only_opens(line: Line, at: int) -> bool:
    """A word of the dictionary whose capital is its sentence's: "Orthographié Ozturk"."""
    word, known = line.words[at], facts(line.words[at].text)
    borne = known.first_name or known.surname >= MIN_SURE_SURNAMES or word.folded in TITLES
    return word.opening and known.ordinary and not borne


def _unknown(line: Line, at: int) -> bool:
    known = facts(line.words[at].text)
    return not known.ordinary and known.zipf < VERY_RARE and len(line.words[at].text) > MAX_ACRONYM


def _everyday(line: Line, at: int) -> bool:
    """A word of the dictionary without its capital, that nobody bears as a first name."""
    known = facts(line.words[at].text)
    return known.ordinary and not line.words[at].capital and not known.first_name


def _inner_capital(word: Word) -> bool:
    return word.capital and not word.opening and not word.text.isupper()


def _sure_from(line: Line, at: int, *, alone: bool) -> float:
    """
    Probability from which a word is masked on their word.

    Lower for a word that no dictionary holds; out of reach for an everyday word, an acronym, an abbreviation ("enf.").
    """
    word, known = line.words[at], facts(line.words[at].text)
    if abbreviated(line, at):
        return OUT_OF_REACH
    if _inner_capital(word):
        return SURE
    if known.ordinary and line.folded(at - 1) in DETERMINERS and line.joined(at - 1):
        return OUT_OF_REACH  # "la pierre", "une rose"
    cut_short = line.text[word.end : word.end + 1] == "." and len(word.text) <= MAX_ABBREVIATION
    if alone and cut_short and not known.first_name and known.surname < MIN_SURE_SURNAMES:
        return OUT_OF_REACH  # "enf.", "fam.", "distrib."
    if alone and known.ordinary and not _cued(line, at):
        return OUT_OF_REACH  # a doubt: "clémence", "porte"
    if known.first_name:
        return SURE_BORNE if known.ordinary else SURE
    if known.zipf >= COMMON or (known.ordinary and known.zipf >= UNCOMMON):
        return OUT_OF_REACH
    if alone and len(word.text) <= MAX_ACRONYM and known.surname < MIN_SURE_SURNAMES:
        return OUT_OF_REACH
    return SURE_ORDINARY if known.ordinary else SURE_UNKNOWN


def _cued(line: Line, at: int) -> bool:
    """Whether something beside the networks says that an ordinary word is somebody: a nickname, many who bear it, kin, "à"."""
    word, known, before = line.words[at], facts(line.words[at].text), at - 1
    if word.folded in SHORT_NAMES or word.folded in DIMINUTIVES:
        return True
    if line.folded(before) == "en" or line.folded(at + 1) == "par":
        return False  # "une tête en pierre", "pierre par pierre"
    if known.first >= MIN_WORD_FIRST_NAMES:
        return True  # "désiré", "violette": the networks alone are believed of what many bear
    if before < 0 or not line.joined(before):
        return False
    if line.folded(before) in KIN and line.folded(before - 1) in DETERMINERS:
        return known.first_name or known.surname >= MIN_SURE_SURNAMES
    return known.first_name and line.words[before].text.lower() in ("à", *BARE_PREPOSITIONS)


def _is_mark(word: Word) -> bool:
    """What a transcriber put for a masked name, be it glued to the next word ("BIPqui")."""
    return word.folded in MARKS or word.text.startswith(GLUED_MARKS)


def _only_a_word(line: Line, at: int) -> bool:
    """ "thérèse distribue": a dictionary's word that few people bear."""
    known = facts(line.words[at].text)
    borne = known.first_name or known.surname >= MIN_SURE_SURNAMES
    return known.ordinary and known.zipf >= VERY_RARE and not borne and not line.words[at].capital


def _may_begin(line: Line, stay: frozenset[int], at: int) -> bool:
    word = line.words[at]
    if at in stay or _is_mark(word):
        return False
    return word.folded in TITLES or word.folded in STRONG_PARTICLES or _may_end(line, stay, at)


def _may_end(line: Line, stay: frozenset[int], at: int) -> bool:
    word, known = line.words[at], facts(line.words[at].text)
    if at in stay or _is_mark(word) or word.folded in TITLES or word.folded in SPEAKER_ROLES:
        return False
    if len(word.text) == 1:
        return False
    if word.folded in KIN and not word.capital and not known.first_name:
        return False  # "mon ex-mari"
    if word.folded.endswith("ez") and known.ordinary and not word.capital:
        return False  # "où vivez vous"
    everyday = known.zipf >= COMMON and not known.first_name and not _inner_capital(word)
    return not known.never and not everyday and word.folded not in PARTICLES
