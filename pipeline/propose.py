"""
What the machine suggests that a segment is about: a score, a reason in French, and nothing decided.

A code starts from its definition, or from the theme it was made of; as soon as people accept, code, reject or remove,
their decisions teach it, more and more. A score ranks and filters; it is not a promise: on 878 hand-coded open answers
and 23 codes, 44 % of what passes `MIN_SCORE` from definitions alone is right, 9 in 10 once people have answered six each.
It refuses to bring back what somebody has already decided, and to code a whole corpus: per code, per segment and
overall, what it proposes is bounded.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.base import content_id
from models.codebook import Code
from models.coding import Decision, DecisionAction, Proposal
from models.transcript import Segment

MIN_SCORE = 0.5
MAX_SHARE_PER_CODE = 0.10  # of the segments
MIN_PER_CODE = 3  # a small study is still offered something
MAX_CODES_PER_SEGMENT = 3
MAX_SHARE_OVERALL = 0.5  # of the segments, whatever the number of codes
PATIENCE = 4  # refusals in a row that halve what a definition or a theme is worth
HALF_TRUST = 5  # decisions at which they weigh as much as the definition or the theme
FULL_BALANCE = 10  # accepted segments up to which they weigh as much, together, as all that is not
BACKGROUND = 600  # undecided segments taken as "probably not", evenly spaced
BACKGROUND_WEIGHT = 0.1  # of one undecided segment, a rejection weighing 1
MIN_NEARNESS = 0.15  # centred cosine under which nothing is near a definition, however it stands out
CLOSE = 0.35  # centred cosine above which an accepted segment is named as close
RARE = 0.2  # a word in more than this share of the segments says nothing of a code
SAMPLE = 2000  # segments read to know how common a word is

Vectors = NDArray[np.float32]
Scores = NDArray[np.float64]

_WORD = re.compile(r"(?<![\w'’-])[a-zà-ÿœæ]{4,}(?![\w-])")  # lower case only: a pseudonym never weighs


class _Corpus(NamedTuple):
    """What every code is measured against: segments centred on their mean, by index."""

    segments: Sequence[Segment]
    centred: Vectors
    unit: Vectors
    mean: Vectors
    position: dict[str, int]


class _Learnt(NamedTuple):
    """What people decided about one code, as segment indices; `settled` is never proposed again."""

    positive: list[int]
    negative: list[int]
    settled: set[int]


class _Scored(NamedTuple):
    """One code's scores over every segment, and what its reasons are written from."""

    scores: Scores
    start: Scores | None
    members: set[int]
    learnt: _Learnt


def propose(
    codes: Sequence[Code],
    segments: Sequence[Segment],
    vectors: Vectors,
    *,
    code_vectors: Mapping[str, Vectors],
    theme_members: Mapping[str, Sequence[str]],
    decisions: Sequence[Decision],
    run_id: str,
) -> tuple[Proposal, ...]:
    """
    Rank, for each code in use, the segments it may apply to and nobody has decided about.

    Args:
        segments: in the order of `vectors`.
        vectors: (n_segments, n_dims) float32, rows of length 1.
        code_vectors: code_id -> (n_dims,) float32 of length 1, from "name. definition. examples".
        theme_members: code_id -> ids of the segments of the theme it was made from.
        decisions: the current ones, of every coder; found by `segment_id`, else by the words they overlap.

    Returns:
        Best first. Nothing under `MIN_SCORE`; at most a tenth of the segments for one code (three at least), three codes
        for one segment, and one segment in two overall. A logistic regression (C = 1, one code against the rest, on
        centred vectors) scores what was learnt, weighed against the starting point by n / (n + `HALF_TRUST`), n
        decisions; a starting point whose proposals are refused loses weight.
    """
    if not segments or not codes:
        return ()
    corpus = _set_out(segments, vectors)
    learnt = _learn(decisions, segments, corpus.position)
    found: list[tuple[float, int, Code]] = []
    by_code: dict[str, _Scored] = {}
    for code in codes:
        if code.retired:
            continue
        known = learnt.get(code.code_id, _Learnt([], [], set()))
        scored = _score(corpus, known, code_vectors.get(code.code_id), theme_members.get(code.code_id, ()))
        by_code[code.code_id] = scored
        found += [(float(scored.scores[n]), n, code) for n in _best(scored.scores, known.settled)]
    found.sort(key=lambda f: (-f[0], segments[f[1]].segment_id, f[2].code_id))
    kept = _bounded(found, len(segments))
    return _written(kept, corpus, by_code, run_id)


def _set_out(segments: Sequence[Segment], vectors: Vectors) -> _Corpus:
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    length = np.linalg.norm(centred, axis=1, keepdims=True)
    unit = centred / np.maximum(length, 1e-9)
    return _Corpus(segments, centred, unit, mean, {s.segment_id: n for n, s in enumerate(segments)})


def _learn(decisions: Sequence[Decision], segments: Sequence[Segment], index: Mapping[str, int]) -> dict[str, _Learnt]:
    by_turn: dict[str, list[int]] = defaultdict(list)
    for n, segment in enumerate(segments):
        by_turn[segment.turn_id].append(n)
    votes: dict[str, dict[int, set[bool]]] = defaultdict(lambda: defaultdict(set))
    for decision in decisions:
        if decision.action is DecisionAction.REOPEN:
            continue
        yes = decision.action in (DecisionAction.ACCEPT, DecisionAction.CODE)
        for n in _covered(decision, segments, index, by_turn):
            votes[decision.code_id][n].add(yes)
    return {code_id: _agreed(given) for code_id, given in votes.items()}


def _covered(
    decision: Decision,
    segments: Sequence[Segment],
    index: Mapping[str, int],
    by_turn: Mapping[str, Sequence[int]],
) -> list[int]:
    if decision.segment_id is not None and decision.segment_id in index:
        return [index[decision.segment_id]]
    anchor = decision.anchor
    near = by_turn.get(anchor.turn_id, ())
    return [n for n in near if segments[n].start < anchor.end and anchor.start < segments[n].end]


def _agreed(given: Mapping[int, set[bool]]) -> _Learnt:
    """Segments on which coders disagree teach nothing, and are not proposed again either."""
    positive = sorted(n for n, votes in given.items() if votes == {True})
    negative = sorted(n for n, votes in given.items() if votes == {False})
    return _Learnt(positive, negative, set(given))


def _score(corpus: _Corpus, learnt: _Learnt, code_vector: Vectors | None, member_ids: Sequence[str]) -> _Scored:
    members = {corpus.position[s] for s in member_ids if s in corpus.position}
    start = _starting_point(corpus, code_vector, members)
    scores = np.zeros(len(corpus.segments)) if start is None else _as_chance(start)
    scores[sorted(members)] = MIN_SCORE + (1 - MIN_SCORE) * scores[sorted(members)]
    scores = scores * _reliability(scores, learnt)
    if learnt.positive:
        decided = len(learnt.positive) + len(learnt.negative)
        trust = decided / (decided + HALF_TRUST)
        known = _from_decisions(corpus, learnt)
        scores = known if start is None else trust * known + (1 - trust) * scores
    return _Scored(np.clip(scores, 0.0, 1.0), start, members, learnt)


def _starting_point(corpus: _Corpus, code_vector: Vectors | None, members: set[int]) -> Scores | None:
    """Centred cosine to the theme's centre when there is one, else to the definition."""
    if members:
        aim = corpus.unit[sorted(members)].mean(axis=0)
    elif code_vector is not None:
        aim = code_vector - corpus.mean
    else:
        return None
    nearness: Scores = (corpus.unit @ (aim / max(float(np.linalg.norm(aim)), 1e-9))).astype(np.float64)
    return nearness


def _as_chance(nearness: Scores) -> Scores:
    """How far a segment stands out from the corpus (robust z), read as a chance: 0.5 at 2.5 deviations; 0 when far."""
    middle = float(np.median(nearness))
    spread = max(1.4826 * float(np.median(np.abs(nearness - middle))), 1e-6)
    chance: Scores = (nearness >= MIN_NEARNESS) / (
        1 + np.exp(-np.clip(0.7 * ((nearness - middle) / spread - 2.5), -50, 50))
    )
    return chance


def _reliability(scores: Scores, learnt: _Learnt) -> float:
    """Share of what the starting point brought up that people accepted, 1 before anyone has answered."""
    right = sum(scores[n] >= MIN_SCORE for n in learnt.positive)
    wrong = sum(scores[n] >= MIN_SCORE for n in learnt.negative)
    return float((right + PATIENCE) / (right + wrong + PATIENCE))


def _from_decisions(corpus: _Corpus, learnt: _Learnt) -> Scores:
    from sklearn.linear_model import LogisticRegression

    undecided = np.setdiff1d(np.arange(len(corpus.segments)), sorted(learnt.settled))
    spaced = np.linspace(0, max(len(undecided) - 1, 0), min(BACKGROUND, len(undecided))).astype(int)
    background = undecided[spaced]
    against = np.concatenate([np.array(learnt.negative, dtype=int), background])
    if not len(against):
        return np.full(len(corpus.segments), MIN_SCORE)
    doubt = np.concatenate([np.ones(len(learnt.negative)), np.full(len(background), BACKGROUND_WEIGHT)])
    n = len(learnt.positive)
    each = min(1.0, FULL_BALANCE / n) * doubt.sum() / n
    fitted = LogisticRegression(C=1.0, max_iter=200).fit(
        corpus.centred[np.concatenate([np.array(learnt.positive, dtype=int), against])],
        np.concatenate([np.ones(n), np.zeros(len(against))]),
        sample_weight=np.concatenate([np.full(n, each), doubt]),
    )
    chances: Scores = fitted.predict_proba(corpus.centred)[:, 1].astype(np.float64)
    return chances


def _best(scores: Scores, settled: set[int]) -> list[int]:
    most = max(MIN_PER_CODE, math.floor(MAX_SHARE_PER_CODE * len(scores)))
    order = np.argsort(-scores, kind="stable")
    passing = (int(n) for n in order[: most + len(settled)] if scores[n] >= MIN_SCORE)
    return [n for n in passing if n not in settled][:most]


def _bounded(found: Sequence[tuple[float, int, Code]], n_segments: int) -> list[tuple[float, int, Code]]:
    most = max(MIN_PER_CODE, math.floor(MAX_SHARE_OVERALL * n_segments))
    per_segment: Counter[int] = Counter()
    kept = []
    for score, n, code in found:
        full = n not in per_segment and len(per_segment) >= most
        if full or per_segment[n] >= MAX_CODES_PER_SEGMENT:
            continue
        per_segment[n] += 1
        kept.append((score, n, code))
    return kept


def _written(
    kept: Sequence[tuple[float, int, Code]], corpus: _Corpus, by_code: Mapping[str, _Scored], run_id: str
) -> tuple[Proposal, ...]:
    words = _Words(corpus.segments)
    shown = {code.code_id: code for _, _, code in kept}
    telling = {code_id: words.telling(code, by_code[code_id]) for code_id, code in shown.items()}
    return tuple(
        Proposal(
            proposal_id=content_id("proposal", run_id, corpus.segments[n].segment_id, code.code_id),
            segment_id=corpus.segments[n].segment_id,
            code_id=code.code_id,
            score=round(score, 4),
            reason=_reason(n, corpus, by_code[code.code_id], words.weighing(n, telling[code.code_id])),
            run_id=run_id,
        )
        for score, n, code in kept
    )


def _reason(n: int, corpus: _Corpus, scored: _Scored, words: Sequence[str]) -> str:
    """What brought this segment up, in one French sentence; the words are the segment's own, pseudonyms left out."""
    parts = []
    if scored.members:
        link = "Dans le thème d'origine" if n in scored.members else "Proche du thème d'origine"
        parts.append(f"{link} ({_french(scored.start, n)})")
    elif scored.start is not None and scored.start[n] >= MIN_NEARNESS:
        parts.append(f"Proche de la définition ({_french(scored.start, n)})")
    if scored.learnt.positive:
        parts.append(_likeness(n, corpus, scored.learnt.positive))
    sentence = " ; ".join(parts)
    weighing = f" ; mots qui pèsent : {', '.join(words)}" if words else ""
    return f"{sentence[:1].upper()}{sentence[1:]}{weighing}."


def _french(nearness: Scores | None, n: int) -> str:
    return f"{0.0 if nearness is None else nearness[n]:.2f}".replace(".", ",")


def _likeness(n: int, corpus: _Corpus, positive: Sequence[int]) -> str:
    close = int((corpus.unit[list(positive)] @ corpus.unit[n] >= CLOSE).sum())
    if close:
        return f"proche de {close} extrait{'s' if close > 1 else ''} déjà codé{'s' if close > 1 else ''} ainsi, sur {len(positive)}"
    return f"appris de {len(positive)} extrait{'s' if len(positive) > 1 else ''} déjà codé{'s' if len(positive) > 1 else ''} ainsi"


class _Words:
    """How common each word is in the corpus (on a sample), so that the words that tell a code apart can be named."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._sample = range(0, len(segments), max(1, len(segments) // SAMPLE))
        self._common = Counter(word for n in self._sample for word in self._of(n))

    def _of(self, n: int) -> set[str]:
        return set(_WORD.findall(self._segments[n].text))

    def telling(self, code: Code, scored: _Scored) -> dict[str, float]:
        """Weight of each word that is commoner in what carries the code; of the definition's words when nothing does."""
        carrying = scored.learnt.positive or sorted(scored.members)[:SAMPLE]
        if not carrying:
            text = " ".join((code.name, code.definition, *code.examples)).lower()
            return {word: 1 - self._share(word) for word in _WORD.findall(text) if self._share(word) <= RARE}
        inside = Counter(word for n in carrying for word in self._of(n))
        return {word: self._weight(word, count / len(carrying)) for word, count in inside.items()}

    def _share(self, word: str) -> float:
        return self._common[word] / len(self._sample)

    def _weight(self, word: str, share_inside: float) -> float:
        share = self._share(word)
        return 0.0 if share > RARE else share_inside * math.log((share_inside + 0.01) / (share + 0.01))

    def weighing(self, n: int, telling: Mapping[str, float]) -> list[str]:
        """The three words of a segment that weigh most."""
        here = [word for word in self._of(n) if telling.get(word, 0.0) > 0]
        return sorted(here, key=lambda word: (-telling[word], word))[:3]
