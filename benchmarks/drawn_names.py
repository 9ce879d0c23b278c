"""
Names drawn at random for the sentences that the small networks learn from: people, towns, hamlets, streets, organisations.

A network that meets each name once or twice can only learn where names stand. So half of the people drawn are rare, a
tenth are made up letter by letter, a tenth are misheard; and hamlets and organisations are built by a small grammar
from words of the dictionary taken at random ("les tilleuls", "graines de partage", "un toit pour demain").
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from wordfreq import top_n_list

from pipeline.anonymise.facts import facts
from pipeline.french.institutions import ESTABLISHMENT_NAMES
from pipeline.french.lists import _rows, first_names, is_ordinary, towns, words_of
from pipeline.french.names import DIMINUTIVES, NAMES_THAT_ARE_WORDS
from pipeline.french.places import NAMING_ADJECTIVES, PLACE_HEADS

TITLES = ["madame", "madame", "monsieur", "monsieur", "mme", "mr", "docteur", "mademoiselle", "maître"]
PARTICLES = ["ben", "el", "le", "de", "da", "van", "di", "dos", "de", "la"]
MONTHS = words_of("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
VERBAL = ("er", "ait", "ent", "ons", "ez", "ais", "ant", "it", "é", "és", "ées", "ra", "ir", "ment", "aux")
FOR_WHOM = words_of("tous toutes demain elles eux nous chacun vivre grandir aimer")
LIVING = words_of("vivre agir habiter grandir bouger apprendre")
BRANDS = words_of("logi habi domo vita soli inter aqua terra nova éco métal trans auto agri bati text plast mob clim")
BRAND_ENDS = words_of("plus nor pro sud est loire vie net sol serv form log tech alp bois pack or")
LAND = words_of("mont val champ bel chante roche ville font clair beau mal puy ker vaux haute")
LAND_ENDS = words_of("ière ie ac ec ans igny ours vert mont eau elle y as enne")
VOWELS = tuple("aeiouyhéèêâîôœ")


class Names:
    """Draws names of every kind: frequent, rare, made up, misheard, words."""

    def __init__(self, rng: random.Random) -> None:
        """`rng`: the only source of chance."""
        self._rng = rng
        firsts = sorted((name, count) for name, (count, _) in first_names().items() if count >= 3 and len(name) > 1)
        self._firsts = [n for n, _ in firsts if not facts(n).never]
        self._first_weights = _running(c**0.45 for n, c in firsts if not facts(n).never)
        surnames = [(n, int(c)) for n, c in (row.rsplit(",", 1) for row in _rows("noms.csv.gz")[::7]) if n.isalpha()]
        surnames = [(n.lower(), c) for n, c in surnames if c >= 3 and 2 < len(n) < 14]
        self._surnames = [n for n, _ in surnames]
        self._surname_weights = _running(c**0.45 for _, c in surnames)
        self._words = sorted(n for n in NAMES_THAT_ARE_WORDS if first_names().get(n, (0, ""))[0] > 500)
        self._short = sorted(DIMINUTIVES)
        known = [w for w in top_n_list("fr", 60_000)[1_200:] if w.isalpha() and is_ordinary(w)]
        frequent = frozenset(top_n_list("fr", 15_000))
        self._nicknames: list[str] = sorted(w for w in known if w not in frequent and w[-1] in "aeiou")
        self._nouns: list[str] = sorted(w for w in known[:22_000] if 4 <= len(w) <= 11 and not w.endswith(VERBAL))
        places = [(n, size) for n, (country, size) in sorted(towns().items()) if country == "FR"]
        self._towns = [n for n, _ in places]
        self._town_weights = _running(size**0.4 for _, size in places)
        self._communes = sorted(row.split(",")[1] for row in _rows("communes.csv.gz"))
        self._heads, self._adjectives = sorted(PLACE_HEADS), sorted(NAMING_ADJECTIVES)
        self._famous = sorted(ESTABLISHMENT_NAMES)
        self._follows = _follows(self._firsts[::3])

    def first(self) -> str:
        """A first name, in lower case."""
        dice = self._rng.random()
        if dice < 0.14:
            return self._rng.choice(self._words)
        if dice < 0.20:
            return self._rng.choice(self._short)
        if dice < 0.215:
            return self._rng.choice(self._nicknames)
        if dice < 0.34:
            return self._made_up()
        name = self._rng.choices(self._firsts, cum_weights=self._first_weights)[0]
        if dice < 0.48:
            return self._misheard(name)
        if dice < 0.53:
            return f"{name} {self._rng.choices(self._firsts, cum_weights=self._first_weights)[0]}"
        return name.replace("-", " ") if dice < 0.58 else name

    def plain(self) -> str:
        """A first name that is no word."""
        while facts(name := self._rng.choices(self._firsts, cum_weights=self._first_weights)[0]).ordinary:
            pass
        return name

    def word(self) -> str:
        """A word that is also a first name."""
        return self._rng.choice(self._words)

    def surname(self) -> str:
        """A surname, in lower case, sometimes with its particle."""
        dice = self._rng.random()
        name = (
            self._rng.choices(self._surnames, cum_weights=self._surname_weights)[0] if dice > 0.12 else self._made_up()
        )
        if dice > 0.9:
            return f"{self._rng.choice(PARTICLES)} {name}"
        return self._misheard(name) if dice > 0.8 else name

    def any(self) -> str:
        """A name of any form."""
        dice = self._rng.random()
        if dice < 0.72:
            return self.first()
        if dice < 0.92:
            return f"{self.first()} {self.surname()}"
        return f"{self._rng.choice(TITLES)} {self.surname()}"

    def town(self) -> str:
        """A town, four times in five one that many people know."""
        if self._rng.random() < 0.75:
            return self._rng.choices(self._towns, cum_weights=self._town_weights)[0]
        return self._rng.choice(self._communes)

    def organisation(self) -> str:
        """The proper name of an association, a home, a school, a firm, in lower case."""
        dice = self._rng.random()
        for share, way in self._ways():
            dice -= share
            if dice < 0:
                return way()
        return self._phrase()

    def _ways(self) -> tuple[tuple[float, Callable[[], str]], ...]:
        """How organisations call themselves, and the share of each; what is left to 1 is phrases."""
        noun, pick = self._noun, self._rng.choice
        return (
            (0.18, self._plural),
            (0.10, self._article_and_noun),
            (0.08, lambda: f"{self._article_and_noun()} {pick(['de', 'du', 'des', 'de la'])} {noun()}"),
            (0.04, lambda: f"{noun()} {pick(['de', 'du', 'des', 'en'])} {noun()}"),
            (0.07, lambda: f"{noun()} {pick(self._adjectives)}"),
            (0.04, lambda: f"{noun()} et {noun()}"),
            (0.08, noun),
            (0.03, lambda: f"{noun()} {self._rng.randrange(1, 96)}"),
            (0.10, lambda: pick(self._famous)),
            (0.06, lambda: f"{self.plain()} {self.surname()}"),
            (0.03, lambda: f"{pick(['saint', 'sainte', 'notre dame de'])} {self.plain()}"),
            (0.05, lambda: self.surname() + pick(["", "", " et fils", " frères", " et cie"])),
            (0.03, self.plain),
            (0.05, lambda: pick(BRANDS) + pick(BRAND_ENDS)),
            (0.02, self._made_up),
            (0.02, lambda: "".join(pick("abcdefilmoprstv") for _ in range(self._rng.randrange(3, 6)))),
        )

    def hamlet(self) -> str:
        """A hamlet, a quarter, an estate, in lower case."""
        dice, pick = self._rng.random(), self._rng.choice
        if dice < 0.26:
            return pick(self._communes)
        if dice < 0.44:
            return self._plural()
        if dice < 0.56:
            return self._article_and_noun()
        if dice < 0.72:
            article = pick(["le ", "la ", "les ", ""])
            return f"{article}{pick(self._heads)} {pick(self._adjectives) if dice < 0.64 else self._noun()}"
        if dice < 0.84:
            return pick(["", "", "la ", "les "]) + pick(LAND) + pick(LAND_ENDS)
        if dice < 0.94:
            return f"saint {self.plain()}{pick(['', '', f' sur {pick(LAND)}{pick(LAND_ENDS)}'])}"
        return f"les {self.surname()}s"

    def street(self) -> str:
        """What stands behind "rue" or "avenue", in lower case."""
        dice, pick, noun = self._rng.random(), self._rng.choice, self._noun()
        if dice < 0.3:
            return f"{self.plain()} {self.surname()}"
        if dice < 0.45:
            return pick(self._famous)
        if dice < 0.65:
            return f"des {noun.rstrip('s')}s"
        if dice < 0.85:
            return f"de l'{noun}" if noun.startswith(VOWELS) else f"{pick(['du', 'de la'])} {noun}"
        if dice < 0.92:
            return f"{pick(['du docteur', 'du général', 'du capitaine'])} {self.surname()}"
        return self.surname() if dice < 0.97 else f"du {self._rng.randrange(1, 30)} {pick(MONTHS)}"

    def date(self) -> str:
        """A day, a month and a year."""
        day, year = self._rng.randrange(1, 29), self._rng.randrange(1935, 2016)
        if self._rng.random() < 0.5:
            return f"{day:02}/{self._rng.randrange(1, 13):02}/{year}"
        return f"{day} {self._rng.choice(MONTHS)} {year}"

    def _noun(self) -> str:
        return self._rng.choice(self._nouns)

    def _plural(self) -> str:
        noun = self._noun()
        before = self._rng.choice(["petits ", "petites ", "deux ", "quatre "]) if self._rng.random() < 0.12 else ""
        return f"les {before}{noun}{'' if noun[-1] in 'sxz' else 's'}"

    def _article_and_noun(self) -> str:
        noun = self._noun()
        return f"l'{noun}" if noun.startswith(VOWELS) else f"{self._rng.choice(['le', 'la'])} {noun}"

    def _phrase(self) -> str:
        noun, pick = self._noun, self._rng.choice
        ways = [
            f"{pick(['un', 'une'])} {noun()} pour {pick(FOR_WHOM)}",
            f"{noun()} dans la {noun()}",
            f"au fil de la {noun()}",
            f"au {noun()} du {noun()}",
            f"pas sans {pick(FOR_WHOM)}",
            f"à {noun()} {pick(self._adjectives)}",
            f"{pick(LIVING)} {pick(['ensemble', 'mieux', 'autrement'])}",
            f"{noun()} {noun()}",
            f"les amis de {self.town()}",
        ]
        return pick(ways)

    def _made_up(self) -> str:
        name = "^"
        while len(name) < 12:
            letter = self._rng.choice(self._follows.get(name[-2:], self._follows[name[-1:]]))
            if letter == "$" and len(name) > 3:
                break
            name += letter.replace("$", "a")
        return name[1:]

    def _misheard(self, name: str) -> str:
        at = self._rng.randrange(len(name))
        return name[:at] + self._rng.choice(["", name[at] * 2, self._rng.choice("aeiouhnrs")]) + name[at + 1 :] or name


def _running(weights: Any) -> list[float]:
    return list(np.cumsum(list(weights)))


def _follows(names: Sequence[str]) -> dict[str, list[str]]:
    follows: dict[str, list[str]] = {}
    for name in names:
        word = f"^{name}$"
        for at in range(1, len(word)):
            follows.setdefault(word[max(0, at - 2) : at], []).append(word[at])
            follows.setdefault(word[at - 1], []).append(word[at])
    return follows
