"""
Who may be whom within one source: the joins that names alone suggest once everybody has been met.

"Clo" is Clotilde when one single person of the interview can be called so; "Dupeyrou" is the Mme Dupeyroux whom somebody
else spelled. Such a join is made only where one person is possible, no sex, surname or sentence speaks against it and the
text does not name the two side by side. What could be two people, or is only likely, is left to the custodian as a pair.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import NamedTuple

from pipeline.anonymise.bearers import Bearer, at_odds, is_whole, misheard_as, spelled_near
from pipeline.anonymise.facts import facts
from pipeline.anonymise.forms import NameForm, code_of, read_form, same_form
from pipeline.anonymise.shortened import Shortening, cuts_surname, shortening
from pipeline.french.lists import fold
from pipeline.french.names import FAMILIAR_TITLES
from pipeline.french.sounds import sound

_DOUBLE = re.compile(r"(.)\1+")
MIN_SOUND_LETTERS = 4
TELLS_A_SEX = 3_000  # bearers of a first name from which a word is that name, with its sex, and no nickname
MANY_NAMESAKES = 100  # bearers of a surname from which its neighbour in sound may be another family
MAX_LIKELY = 3  # people offered for one form; more would say nothing


class Strength(IntEnum):
    """How surely two are one person, the surest highest; from `SURE` on they are joined when nobody else can be meant."""

    NONE = 0
    LIKELY = 1
    SURE = 2
    SURER = 3
    SUREST = 4


class Likeness(NamedTuple):
    """`one` may be `other`, and why: "short" (a short form), "sound" (a spelling), "letter" (an initial), "namesake"."""

    one: Bearer
    other: Bearer
    strength: Strength
    why: str


def joinable(people: Sequence[Bearer], apart: Collection[frozenset[str]]) -> tuple[list[Likeness], list[Likeness]]:
    """
    The joins to make among the people of one source, surest first, and the pairs to show to a person.

    Args:
        people: all who are mentioned in the source, namesakes told apart and households left out.
        apart: pairs of forms that the source names side by side.
    """
    joins: list[Likeness] = []
    likely: list[Likeness] = []
    for one in people:
        if is_whole_person(one):
            continue
        namesakes = [Likeness(one, other, Strength.LIKELY, "namesake") for other in people if _shares_name(one, other)]
        found = namesakes or [alike for other in people if (alike := _alike(one, other, apart)).strength]
        best = max((alike.strength for alike in found), default=Strength.NONE)
        leading = [alike for alike in found if alike.strength == best]
        if best >= Strength.SURE and len(leading) == 1:
            joins.append(leading[0])
        elif 0 < len(leading) <= MAX_LIKELY:
            likely += leading
    return sorted(joins, key=lambda alike: -alike.strength), likely


def _shares_name(one: Bearer, other: Bearer) -> bool:
    """Whether a lone name of one is a name of the other: they stayed two because it is somebody else's name as well."""
    mine = {word for p in one.parts for name in (p.given, p.surname) if len(name) > 1 for word in (name, *name.split())}
    words = {word for p in other.parts for name in (p.given, p.surname) for word in (name, *name.split())}
    told = _sexes(one), _sexes(other)
    return one is not other and bool(mine & words) and not (all(told) and not told[0] & told[1])


def is_whole_person(one: Bearer) -> bool:
    """Whether first name and surname are both known: then nothing but the same name is the same person."""
    return any(is_whole(parts) for parts in one.parts)


def _alike(one: Bearer, other: Bearer, apart: Collection[frozenset[str]]) -> Likeness:
    nothing = Likeness(one, other, Strength.NONE, "")
    if one is other or not _may_be(one, other, apart):
        return nothing
    found = max((_by_form(form, one, other) for form in one.forms), default=nothing, key=lambda alike: alike.strength)
    return found if found.strength else nothing


def _may_be(one: Bearer, other: Bearer, apart: Collection[frozenset[str]]) -> bool:
    """Whether nothing tells two apart: sexes, surnames, their own voices, a sentence that names both."""
    if any(frozenset((same_form(a), same_form(b))) in apart for a in one.forms for b in other.forms):
        return False
    if one.voices.keys() & other.voices.keys() and set(one.voices.values()) != set(other.voices.values()):
        return False
    sexes = _sexes(one), _sexes(other)
    if (all(sexes) and not sexes[0] & sexes[1]) or _two_first_names(one, other):
        return False
    return _initials_agree(one, other) and not (
        one.genders and other.genders and at_odds(one, other) and not _free(one)
    )


def _sexes(one: Bearer) -> set[str]:
    """Sexes that titles, kin, a declaration or a usual first name tell; a nickname tells none."""
    told = {one.gender_said} if one.gender_said else {*one.genders_told}
    for parts in one.parts:
        if parts.gender and (parts.title or facts(parts.given).first >= TELLS_A_SEX):
            told.add(parts.gender)
    return told - {""}


def _two_first_names(one: Bearer, other: Bearer) -> bool:
    """Whether each has a usual first name, and neither is a form of the other's: Yanis, called Yaya, is no Sofiane."""
    usual = [[n for n in who.names("given") if facts(n).first >= TELLS_A_SEX] for who in (one, other)]
    return all(usual) and not any(
        a == b or shortening(a, b) or shortening(b, a) or _one_sound(a, b) for a in usual[0] for b in usual[1]
    )


def _free(one: Bearer) -> bool:
    """Whether a person's sex is only guessed from a form that hardly anybody bears as a first name."""
    return not _sexes(one)


def _initials_agree(one: Bearer, other: Bearer) -> bool:
    letters = {p.surname for p in one.parts if len(p.surname) == 1}
    surnames = {p.surname[0] for p in other.parts if p.surname}
    return not letters or not surnames or bool(letters & surnames)


def _by_form(form: str, one: Bearer, other: Bearer) -> Likeness:
    """The best that one form of `one` says for its being `other`."""
    parts = read_form(form)
    ways = (_shortened(form, parts, other), _misheard(parts, other), _lettered(parts, other))
    strength, why = max(ways, key=lambda way: way[0])
    return Likeness(one, other, strength, why)


def _shortened(form: str, parts: NameForm, other: Bearer) -> tuple[Strength, str]:
    word = _lone_word(form, parts)
    if not word:
        return Strength.NONE, ""
    ways = [shortening(word, given) for given in other.names("given")]
    if not ways or max(ways) is Shortening.NONE:
        cut = any(cuts_surname(word, surname) for surname in other.names("surname"))
        return (Strength.SURE, "short") if cut else (Strength.NONE, "")
    return _STRENGTHS[max(ways)], "short"


_STRENGTHS = {
    Shortening.POSSIBLE: Strength.LIKELY,
    Shortening.BY_ITS_END: Strength.SURE,
    Shortening.BY_RULE: Strength.SURER,
    Shortening.LISTED: Strength.SURER,
}


def _lone_word(form: str, parts: NameForm) -> str:
    """The word of a form that is one first name or nickname, as written; a familiar title or an initial beside it is left."""
    if parts.title and fold(parts.title.rstrip(". ")) not in FAMILIAR_TITLES:
        return ""
    if len(parts.given) > 1 and len(parts.surname) > 1:
        return ""
    bare = form[len(code_of(form)) :].removeprefix(parts.title).strip()
    words = [
        word for word in bare.replace("’", "'").split() if len(word.rstrip(".")) > 1 and fold(word) not in ("la", "le")
    ]
    return words[0].rstrip("'.") if len(words) == 1 else ""


def _misheard(parts: NameForm, other: Bearer) -> tuple[Strength, str]:
    """ "Dupeyrou" and Mme Dupeyroux, "Yohann" and Yohan: of one sound, or a letter apart and hardly anybody's."""
    name = parts.surname if parts.title and parts.surname else parts.given or parts.surname
    others = other.names("surname") if parts.title and parts.surname else other.names("given") | other.names("surname")
    if len(name) < MIN_SOUND_LETTERS or name in others or (len(parts.given) > 1 and len(parts.surname) > 1):
        return Strength.NONE, ""
    near = [o for o in others if len(o) >= MIN_SOUND_LETTERS and (_one_sound(name, o) or misheard_as(name, o))]
    if near:
        usual = parts.surname and all(facts(n).surname >= MANY_NAMESAKES for n in (name, *near))
        return (Strength.LIKELY if usual else Strength.SURER), "sound"  # "Mme Durand", "Mme Durant": who knows
    return (Strength.SURE, "sound") if any(spelled_near(name, o) for o in others) else (Strength.NONE, "")


def _one_sound(name: str, other: str) -> bool:
    one, two = (_DOUBLE.sub(r"\1", word) for word in (name, other))  # "Yohann", "Gutierrez"
    return sound(one) == sound(two) and abs(len(one) - len(two)) <= 2


def _lettered(parts: NameForm, other: Bearer) -> tuple[Strength, str]:
    """ "F. K." is Fañch K.; "Mme Giraudon" may be Magali G., and "H. Grandclément" Hubert."""
    for known in other.parts:
        letters = len(known.surname) == 1 and len(known.given) > 1  # "Magali G."
        if letters and len(parts.surname) > 1 and parts.surname[0] == known.surname and not parts.given:
            return Strength.LIKELY, "letter"  # her sister, or her mother, is Mme Giraudon too
        if letters and parts.order == "GS" and (parts.given, parts.surname) == (known.given[0], known.surname):
            return Strength.SURER, "letter"
        if len(known.given) == 1 and len(known.surname) > 1 and parts.order == "g" and parts.given[0] == known.given:
            return Strength.LIKELY, "letter"
    return Strength.NONE, ""
