"""
Why a segment was brought up, in one French sentence: what it is near to, which accepted words are nearest, which words weigh.

The nearest accepted segment is named by its speaker and turn, so that a researcher can open it; it stands after the words that
weigh, because what leaves a study drops both. A pseudonym never weighs: words with a capital letter are left out.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.codebook import Code
from models.transcript import Segment

CLOSE = 0.35  # centred cosine above which an accepted segment is named as close
MIN_NEARNESS = 0.15  # centred cosine under which nothing is near a definition
RARE = 0.2  # a word in more than this share of the segments says nothing of a code
SAMPLE = 2_000  # segments read to know how common a word is

Vectors = NDArray[np.float32]

_WORD = re.compile(r"(?<![\w'’-])[a-zà-ÿœæ]{4,}(?![\w-])")  # lower case only: a pseudonym never weighs


class Known(NamedTuple):
    """What is known of a code: its theme's segments, the accepted ones, and how near each segment is to what it means."""

    code: Code
    members: tuple[int, ...]
    positive: tuple[int, ...]
    near: Vectors | None


class Reasons:
    """How common each word is in the corpus (on a sample), so that the words that tell a code apart can be named."""

    def __init__(self, segments: Sequence[Segment], unit: Vectors) -> None:
        self.segments = segments
        self.unit = unit
        self._sample = range(0, len(segments), max(1, len(segments) // SAMPLE))
        self._common = Counter(word for n in self._sample for word in self.words(n))

    def words(self, n: int) -> set[str]:
        """The words of a segment that may weigh."""
        return set(_WORD.findall(self.segments[n].text))

    def of(self, known: Known) -> CodeReasons:
        """What reasons for one code are written from."""
        return CodeReasons(self, known, self._telling(known))

    def _telling(self, known: Known) -> dict[str, float]:
        """Weight of each word that is commoner in what carries the code; of the definition's words when nothing does."""
        carrying = known.positive or known.members[:SAMPLE]
        if not carrying:
            code = known.code
            text = " ".join((code.name, code.definition, *code.examples)).lower()
            return {word: 1 - self._share(word) for word in _WORD.findall(text) if self._share(word) <= RARE}
        inside = Counter(word for n in carrying for word in self.words(n))
        return {word: self._weight(word, count / len(carrying)) for word, count in inside.items()}

    def _share(self, word: str) -> float:
        return self._common[word] / len(self._sample)

    def _weight(self, word: str, share_inside: float) -> float:
        share = self._share(word)
        return 0.0 if share > RARE else share_inside * math.log((share_inside + 0.01) / (share + 0.01))


class CodeReasons:
    """Writes the reasons of one code."""

    def __init__(self, reasons: Reasons, known: Known, telling: Mapping[str, float]) -> None:
        self._all = reasons
        self._known = known
        self._telling = telling
        self._inside = frozenset(known.members)
        self._accepted = reasons.unit[list(known.positive)]

    def sentence(self, n: int) -> str:
        """Why segment `n` was brought up for this code."""
        parts = [part for part in (self._origin(n), self._likeness(n)) if part]
        said = " ; ".join(parts)
        return f"{said[:1].upper()}{said[1:]} ; mots qui pèsent : {self._weighing(n)}{self._nearest(n)}."

    def _origin(self, n: int) -> str:
        near = self._known.near
        if near is None:
            return ""
        if self._known.members:
            link = "Dans le thème d'origine" if n in self._inside else "Proche du thème d'origine"
            return f"{link} ({_french(near[n])})"
        return f"Proche de la définition ({_french(near[n])})" if near[n] >= MIN_NEARNESS else ""

    def _likeness(self, n: int) -> str:
        positive = self._known.positive
        if not positive:
            return ""
        close = int((self._accepted @ self._all.unit[n] >= CLOSE).sum())
        if close:
            return f"proche de {close} extrait{_s(close)} déjà codé{_s(close)} ainsi, sur {len(positive)}"
        return f"appris de {len(positive)} extrait{_s(len(positive))} déjà codé{_s(len(positive))} ainsi"

    def _weighing(self, n: int) -> str:
        here = [word for word in self._all.words(n) if self._telling.get(word, 0.0) > 0]
        best = sorted(here, key=lambda word: (-self._telling[word], word))[:3]
        return ", ".join(best) if best else "aucun qui soit propre à ce code"

    def _nearest(self, n: int) -> str:
        positive = self._known.positive
        if not positive:
            return ""
        nearest = self._all.segments[positive[int(np.argmax(self._accepted @ self._all.unit[n]))]]
        who = f", {nearest.participant_id}" if nearest.participant_id else ""
        return f" ; accepté le plus proche : tour {nearest.turn_no}{who}"


def _s(n: int) -> str:
    return "s" if n > 1 else ""


def _french(nearness: float) -> str:
    return f"{nearness:.2f}".replace(".", ",")
