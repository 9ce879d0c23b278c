"""What the lists know of one word, gathered once: is it a first name, a surname, an ordinary word, how frequent."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pipeline.french.lists import first_names, fold, frequency, is_ordinary, surname_count
from pipeline.french.names import DETERMINERS, DIMINUTIVES, NAMES_THAT_ARE_WORDS, NEVER_NAMES, PRONOUNS, SHORT_NAMES

MIN_FIRST_NAMES = 20  # people who bear it; below, a first name of Insee's list is as often a typing error
MIN_SURE_FIRST_NAMES = 100
MIN_SURNAMES = 5
MIN_SURE_SURNAMES = 40
MIN_MOSTLY_NAMES = 8_000  # above, a dictionary's word is a first name (Isabelle), save those listed as words
MIN_WORD_FIRST_NAMES = 1_000  # below, a word that is also a first name needs a cue
RARE = 3.0  # Zipf frequency: below, once in a million words
UNCOMMON = 4.0
COMMON = 4.9


class Facts(NamedTuple):
    """`first`, `surname`: holders known to the lists. `zipf`: 0 unknown to 8."""

    first: int
    surname: int
    ordinary: bool
    zipf: float
    never: bool

    @property
    def first_name(self) -> bool:
        """Listed as a first name, be it also a word."""
        return self.first >= MIN_FIRST_NAMES and not self.never

    @property
    def sure_first_name(self) -> bool:
        """A first name and nothing else."""
        return self.first >= MIN_SURE_FIRST_NAMES and not self.ordinary and not self.never

    @property
    def family_name(self) -> bool:
        """Listed as a surname and no ordinary word; frequent words that no dictionary holds are left out."""
        return self.surname >= MIN_SURNAMES and not self.ordinary and not self.never and self.zipf < COMMON

    @property
    def sure_family_name(self) -> bool:
        """A surname rare enough among words to be one by itself."""
        return self.family_name and self.surname >= MIN_SURE_SURNAMES and self.zipf < UNCOMMON

    @property
    def name_like(self) -> bool:
        """Nothing known against its being a name."""
        return not self.never and (self.first_name or self.surname > 0 or not self.ordinary)


@lru_cache(maxsize=100_000)
def facts(word: str) -> Facts:
    """What the lists know of `word`, as written in any case."""
    lower = word.lower()
    folded = fold(lower)
    first = first_names().get(folded, (0, ""))[0]
    if folded in DIMINUTIVES or folded in SHORT_NAMES:
        first = max(first, MIN_FIRST_NAMES)
    ordinary = (is_ordinary(lower) or _participle(lower)) and (
        first < MIN_MOSTLY_NAMES or folded in NAMES_THAT_ARE_WORDS
    )
    never = folded in NEVER_NAMES or folded in PRONOUNS or folded in DETERMINERS
    return Facts(first, surname_count(folded), ordinary, frequency(lower), never)


def _participle(word: str) -> bool:
    """Whether a dictionary knows the verb of a past participle: "gênée", "limités"."""
    ending = next((e for e in ("ées", "ée", "és") if word.endswith(e)), "")
    return len(word) > len(ending) + 2 and bool(ending) and is_ordinary(word.removesuffix(ending) + "er")
