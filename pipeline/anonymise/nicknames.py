"""
Nicknames: which forms of a name are one, and what stands for them.

"Titi", "le Gitan" or "Fred" is what neighbours say; replaced by the plain first name it would make "tout le monde
l'appelle Fabien" of a Fabien. Someone has one nickname in the anonymised study, whichever of theirs was said.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable

from models.anonymisation import Entity
from pipeline.anonymise.facts import facts
from pipeline.anonymise.forms import NameForm, read_form
from pipeline.french.lists import fold
from pipeline.french.names import DIMINUTIVES
from pipeline.french.nicknames import DOUBLED, DOUBLED_MINIMUM_LETTERS, NICKNAMES, SHORT

COMMON_FIRST_NAMES = 3_000  # holders above which a doubled syllable ("Lili") is a first name by itself
COMMON_SURNAMES = 50

_ARTICLE = re.compile(r"^(?:(?:le|la)\s+|l['’])", re.IGNORECASE)


def is_nickname(form: str, forms: Iterable[str]) -> bool:
    """Whether a form, among all those of one person, is a nickname or a short form of their first name."""
    bare = _ARTICLE.sub("", form.strip())
    if not bare.isalpha() or read_form(bare).order not in ("g", "s"):
        return False
    word = fold(bare)
    others = [read_form(other) for other in forms if fold(other) != fold(form)]
    short = word in DIMINUTIVES and any(other.given not in ("", word) for other in others if len(other.given) > 1)
    return short or _is_invented(form, word, others)


def _is_invented(form: str, word: str, others: Iterable[NameForm] = ()) -> bool:
    """A doubled syllable ("Zézette"), or an ordinary word that nothing shows to be a surname ("le Gitan")."""
    known = facts(word)
    if len(word) >= DOUBLED_MINIMUM_LETTERS and DOUBLED.match(word) and known.first < COMMON_FIRST_NAMES:
        return True
    if known.first_name or any(word == other.surname for other in others):
        return False
    return known.ordinary and (article_of(form) != "" or known.surname < COMMON_SURNAMES)


def article_of(form: str) -> str:
    """The article that a nickname is said with, as written, "" when it has none."""
    match = _ARTICLE.match(form)
    return match.group() if match else ""


def draw_nickname(entity: Entity, gender: str, free: Callable[[str], bool], *, study_id: str) -> str | None:
    """
    A nickname for someone who is called by one, None when nobody calls them so, or none is left.

    Args:
        entity: named already; a short form of its pseudonym is preferred where the original was a short form.
        gender: "f", "m" or "".
        free: whether nothing and nobody of the study has that name.
    """
    called = [form for form in entity.forms if is_nickname(form, entity.forms)]
    if not called:
        return None
    given = entity.pseudonym.split(" ")[0]
    short = SHORT.get(given)
    if short and not any(article_of(form) for form in called) and free(short):
        return short
    if not any(_is_invented(form, fold(_ARTICLE.sub("", form))) for form in called):
        return None
    names = (*NICKNAMES.get(gender, ()), *NICKNAMES[""])
    start = int.from_bytes(hashlib.sha256(f"{study_id}|{entity.key}|nickname".encode()).digest()[:8], "big")
    return next((n for step in range(len(names)) if free(n := names[(start + step) % len(names)])), None)
