"""
Three small networks, averaged, that hear names by where they stand, for speech without capitals or punctuation.

spaCy's model leans on capitals; lists know the frequent names only. These look at thirteen words at a time, know of
each what the lists know (`speech_features.py`), and were trained on sentences whose names had been swapped at random
(benchmarks/train_speech.py, which made the weights kept beside this file). What their answer is worth is judged in `speech_names.py`.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.anonymise.speech_features import rows_of
from pipeline.anonymise.words import Line
from pipeline.errors import PolyphonieError

WEIGHTS = Path(__file__).with_name("speech_weights.npz")
WEIGHTS_SHA256 = "e37a62c916908e72b470f50206eb4626f6307094dfdd9fb821fff95a4b8af9c1"
WIDTH = 5  # words that each of the two layers looks at
FAR_STEP = 2  # the second layer looks at every other word, so that the two together hear six words to either side
SILENCE = FAR_STEP * (WIDTH - 1)  # words between two turns, so that neither sees the other
OTHER, BEGINS, GOES_ON, PLACE, ORGANISATION = range(5)
MIN_FOLLOWING = 0.25  # probability from which a word belongs to the name begun before it


class WeightsMissing(PolyphonieError):
    """The weights of the networks are absent, or are not those that were measured."""


class Heard(NamedTuple):
    """A run of words taken for one name, by their indexes (both included), and how sure it is (0 to 1)."""

    first: int
    last: int
    score: float


@cache
def load_weights() -> dict[str, Any]:
    """Arrays of the networks, float32, by name, first axis one network; checked once per process."""
    import numpy as np

    content = WEIGHTS.read_bytes() if WEIGHTS.is_file() else b""
    if hashlib.sha256(content).hexdigest() != WEIGHTS_SHA256:
        raise WeightsMissing(
            "Les poids du repérage des noms à l'oral manquent ou ne sont pas ceux qui ont été vérifiés. "
            "Réinstallez Polyphonie."
        )
    with np.load(io.BytesIO(content)) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}


def probabilities(lines: Sequence[Line], stays: Sequence[frozenset[int]]) -> list[Any]:
    """For each turn, (n_words, 5) float32: other, a name's first word, its next words, a place, an organisation. Rows sum to 1."""
    import numpy as np

    weights = load_weights()
    described = [rows_of(line, stay) for line, stay in zip(lines, stays, strict=True)]
    silence: list[tuple[int, ...]] = [()] * SILENCE
    rows = [of for one in described for of in (*one, *silence)]  # turns read in one go, silence between them
    if not rows:
        return []
    starts = np.cumsum([0, *map(len, rows)][:-1])
    heard = np.array([bool(of) for of in rows])
    ids = np.array([row for of in rows for row in of], dtype=np.int64)
    answer = np.mean([_read(weights, n, ids, starts, heard) for n in range(len(weights["table"]))], axis=0)
    ends = np.cumsum([len(one) + SILENCE for one in described])
    return [answer[end - SILENCE - len(one) : end - SILENCE] for one, end in zip(described, ends, strict=True)]


def _read(weights: dict[str, Any], n: int, ids: Any, starts: Any, heard: Any) -> Any:
    """What network number `n` makes of a stream of words, whose rows begin at `starts`; `heard`: not silence."""
    import numpy as np

    words = np.zeros((len(starts), weights["table"].shape[2]), np.float32)
    if len(ids):
        words[heard] = np.add.reduceat(weights["table"][n][ids], starts[heard])
    near = np.maximum(_slid(words, weights["near"][n]) + weights["near_bias"][n], 0) * heard[:, None]
    hidden = near + np.maximum(_slid(near, weights["far"][n], FAR_STEP) + weights["far_bias"][n], 0)
    raised = np.exp(hidden @ weights["last"][n].T + weights["last_bias"][n])
    return raised / raised.sum(axis=1, keepdims=True)


def _slid(words: Any, kernel: Any, step: int = 1) -> Any:
    """Convolution along every `step`-th word, silence around them: (n, dims) by (out, dims, WIDTH) gives (n, out)."""
    import numpy as np

    margin = step * (WIDTH // 2)
    around = np.pad(words, ((margin, margin), (0, 0)))
    return sum(around[step * k : step * k + len(words)] @ kernel[:, :, k].T for k in range(WIDTH))


def hear_names(answers: Sequence[Any], *, least: float) -> list[list[Heard]]:
    """Runs of words of each turn taken for names; each has a word whose probability is at least `least`."""
    return [_runs(answer, least) for answer in answers]


def _runs(answer: Any, least: float) -> list[Heard]:
    """A run begins with a word that is likely enough, and takes in the less likely ones that go on from it."""
    runs: list[Heard] = []
    for at, (other, begins, goes_on, place, organisation) in enumerate(answer.tolist()):
        follows = bool(runs) and runs[-1].last == at - 1 and goes_on > begins
        person, elsewhere = begins + goes_on, place + organisation
        likely = 1.0 - other if person > elsewhere else person  # that it names is what counts, be it half a place
        if follows and likely >= MIN_FOLLOWING:
            runs[-1] = Heard(runs[-1].first, at, max(runs[-1].score, likely))
        elif likely >= least:
            runs.append(Heard(at, at, likely))
    return runs
