"""
What may tell that a passage opposes a finding, each sign measured apart: subject, words, tone, who speaks, turns of phrase.

Apart, so that they can be weighed by a script on statements nobody studies (`benchmarks/learn_counter.py`), shown as reasons,
and doubted one by one. All are cheap: two products over the whole study, the rest on the few hundred nearest passages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.french.contrast import DENIAL, DUTY, FIRST_PERSON, OPPOSITION, REFUSAL, leaning
from pipeline.french.subjects import fields_in
from pipeline.ground.asked import Vectors, stems, unit
from pipeline.ground.passages import Passages

TURNS_OF_PHRASE = (DENIAL, OPPOSITION, REFUSAL, DUTY, FIRST_PERSON)
SIGNALS = (
    "surroundings", "subject", "words", "fields", "tone", "group", "same code",
    "denial", "opposition", "refusal", "duty", "first person",
)  # fmt: skip


class Aim(NamedTuple):
    """
    What a finding states and what supports it.

    `statement_vector` (n_dims,), `evidence_vectors` (n_evidence, n_dims): float32, rows of length 1; there may be no evidence.
    `cited`: ids of the segments that hold it, so that it is read in its surroundings too.
    """

    statement: str
    evidence: tuple[str, ...]
    statement_vector: Vectors
    evidence_vectors: Vectors
    cited: tuple[str, ...] = ()


def nearness(aim: Aim, passages: Passages) -> Vectors:
    """
    How near each passage is to what supports the finding, surroundings included, and to what it states.

    Returns:
        (n_segments, 2) float32, each column in standard deviations from its mean: what encoders give is not on one scale.
    """
    stated = unit((aim.statement_vector - passages.centre)[None, :])[0]
    rows = [passages.places[segment] for segment in aim.cited if segment in passages.places]
    alone = unit(aim.evidence_vectors.reshape(-1, stated.shape[0]) - passages.centre)
    cited = passages.around[rows] if rows else alone
    whole = unit(cited.mean(axis=0)[None, :])[0] if len(cited) else stated
    columns = np.stack([passages.around @ whole, passages.vectors @ stated], axis=1)
    spread = np.maximum(columns.std(axis=0), 1e-6)
    return np.asarray((columns - columns.mean(axis=0)) / spread, dtype=np.float32)


def signals(
    aim: Aim,
    passages: Passages,
    rows: Sequence[int],
    near: Vectors,
    *,
    spoken_by: Collection[str],
    same_code: Collection[str] = (),
) -> Vectors:
    """
    Every sign for these passages.

    Args:
        rows: the passages' rows; `near` (n_segments, 2) as `nearness` gives it.
        spoken_by: ids of the people who already support the finding.
        same_code: segments that carry a code of the supporting evidence.

    Returns:
        (n_rows, len(SIGNALS)) float32.
    """
    words, leans = _telling(aim, passages.rarity), _leaning_of(aim)
    fields = fields_in(_stems_of(aim.statement, *aim.evidence))
    supporters = Counter(passages.people[person] for person in spoken_by if person in passages.people)
    found = np.zeros((len(rows), len(SIGNALS)), dtype=np.float32)
    for line, row in enumerate(rows):
        segment = passages.segments[row]
        own = stems(segment.text)
        found[line] = (
            *near[row],
            sum(weight for stem, weight in words.items() if stem in own),
            _alike(fields, fields_in([*own, *stems(segment.question or "")])),
            -leans * leaning(segment.text),
            _elsewhere(passages.groups[row], supporters),
            segment.segment_id in same_code,
            *(pattern.search(segment.text) is not None for pattern in TURNS_OF_PHRASE),
        )
    return found


def _telling(aim: Aim, rarity: Mapping[str, float]) -> dict[str, float]:
    """The statement's telling words, and those that come back in what supports it; the weights sum to 1."""
    counts = Counter(dict.fromkeys(stems(aim.statement), 2))
    for text in aim.evidence:
        counts.update(stems(text))
    weights = {stem: rarity.get(stem, 0.0) for stem, n in counts.items() if n > 1}
    total = sum(weights.values()) or 1.0
    return {stem: weight / total for stem, weight in weights.items()}


def _stems_of(*texts: str) -> list[str]:
    return [stem for text in texts for stem in stems(text)]


def _leaning_of(aim: Aim) -> float:
    said = [leaning(text) for text in aim.evidence]
    whole = leaning(aim.statement) + (sum(said) / len(said) if said else 0.0)
    return float(np.sign(whole))


def _elsewhere(group: str | None, supporters: Counter[str | None]) -> float:
    """From 0 (no group, or nearly so: that of all who support) to 1 (a group of which nobody does)."""
    if group is None:
        return 0.0
    return 1.0 - supporters[group] / (supporters.total() + 1)


def _alike(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Cosine of two counts of fields."""
    lengths = sum(v * v for v in one.values()) * sum(v * v for v in other.values())
    shared = sum(v * other[field] for field, v in one.items() if field in other)
    return float(shared / lengths**0.5) if lengths else 0.0
