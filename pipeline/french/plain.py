"""
Plain French: what makes a sentence hard to read, and how many syllables a word has.

Origin: « L'information pour tous. Règles européennes pour une information facile à lire et à comprendre » (Inclusion
Europe and Unapei, 2009, ISBN 2-87460-111-X): short sentences, one idea each, positive and active, usual words, no
initials, no percentages, no large numbers, no special characters. It gives no number for "short": 15 words is ours. The
score is Flesch's, fitted to French by Kandel & Moles (1958): 207 - 1.015 x words per sentence - 73.6 x syllables per word.
Syllables are counted from spelling; written for Polyphonie, November 2026. Licence: MIT, as the rest.
"""

from __future__ import annotations

import re
from typing import Final

MAX_SENTENCE_WORDS: Final = 15
RARE_BELOW_ZIPF: Final = 3.3  # about twice in a million words of French
HARD_BELOW_SCORE: Final = 60  # « assez difficile » on Flesch's scale

WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+(?=\S)")

_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
_GROUP = re.compile(
    rf"""
      (?: eau | ouill | ueill? | ill(?=[{_VOWELS}]) | oei | œu )   # three letters, one sound
    | (?: ai | aî | au | ei | eu | eû | oi | oî | ou | où | oû | œ | æ )
    | [aâàä]y(?=[{_VOWELS}])
    | [{_VOWELS}]
    """,
    re.VERBOSE,
)
_SILENT_END = re.compile(rf"(?<=[^{_VOWELS}])(?:e|es|ent)$|(?<=[iuéou])(?:e|es)$")
_MUTE_U = re.compile(rf"(?<=q)u(?=[{_VOWELS}])|(?<=g)u(?=[eéèêiîy])")
_GLIDE = re.compile(rf"(?<=[^{_VOWELS}])i(?=[aâeéèêoôu])")  # pied, nation: one syllable
_ALWAYS_SAID = frozenset(
    {"le", "de", "je", "te", "se", "ce", "me", "ne", "que", "les", "des", "ces", "mes", "tes", "ses"}
)

ACRONYM: Final = re.compile(r"\b[A-ZÀ-Ý](?:[A-ZÀ-Ý0-9]{1,7}|(?:\.[A-ZÀ-Ý]){1,6}\.?)\b")
LARGE_NUMBER: Final = re.compile(
    r"\d[\d\u202f\u00a0 ]*(?:[%‰]|[\u202f\u00a0 ]%)|\b\d{4,}\b|\b\d{1,3}(?:[\u202f\u00a0 ]\d{3})+\b"
)
SPECIAL: Final = re.compile(r"[&/§;()\[\]{}<>*#@\\|_…]+")
NEGATIVE: Final = re.compile(r"\b(?:ne|n)\b['’ ]*\w+.{0,25}?\b(?:pas|plus|jamais|rien|aucune?|guère)\b", re.IGNORECASE)
LINKS: Final = re.compile(
    r"""\b(?:
        alors\ que | tandis\ que | bien\ que | afin\ que | pour\ que | lorsque | puisque | quoique | dont | lequel | laquelle
      | lesquels | lesquelles | auxquels | auxquelles | cependant | néanmoins | toutefois | ainsi\ que | de\ sorte\ que
      | dans\ la\ mesure\ où | en\ raison\ de | compte\ tenu | notamment | c'est-à-dire | et | mais | car
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
MAX_LINKS: Final = 1


def syllables(word: str) -> int:
    """How many syllables a word has, by its spelling; one at least."""
    lower = word.lower()
    if lower in _ALWAYS_SAID:
        return 1
    body = _GLIDE.sub("", _MUTE_U.sub("", _SILENT_END.sub("", lower)))
    return max(1, len(_GROUP.findall(body)))


LONG, RARE, INITIALS, NUMBERS, SIGNS = "phrase longue", "mots rares", "sigle", "nombre difficile", "signe difficile"
SEVERAL_IDEAS, NEGATION, HARD = "plusieurs idées", "phrase négative", "texte difficile"
ADVICE: Final = {
    LONG: f"Plus de {MAX_SENTENCE_WORDS} mots : coupez la phrase en deux.",
    RARE: "Prenez un mot de tous les jours, ou expliquez-le.",
    INITIALS: "Écrivez le nom en entier.",
    NUMBERS: "Écrivez « beaucoup », « la moitié », « peu de personnes ».",
    SIGNS: "Écrivez avec des mots, une phrase par ligne.",
    SEVERAL_IDEAS: "Une idée par phrase : coupez.",
    NEGATION: "Dites-le plutôt sans « ne… pas », si le sens reste le même.",
    HARD: "Des mots plus courts et des phrases plus courtes.",
}
