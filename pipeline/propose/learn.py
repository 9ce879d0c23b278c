"""
What a few decisions teach about every other segment: a chance per segment and per code, that means what it says.

Ten examples a code are few, and the segments nobody has read yet know more than they seem to. Three ways of reading them are
tried on decisions held out, and the one that ranks those best is kept: codes that share the corpus between them (each unread
segment is lent to its nearest code and teaches it a little, again and again), codes learnt from what was decided alone, and
codes that are each rare (an unread segment is then probably "no"). The scores are then turned into chances on held-out
decisions too, which also gives the reliability that researchers are shown.

It refuses to choose for people: what they decided is never outweighed by what the machine supposes.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.floating[Any]]
Flags = NDArray[np.bool_]

DIMENSIONS = 128  # directions of the corpus kept: as good as all of them on both measured sets, and ten times faster
BASIS_SEGMENTS = 1_000  # segments those directions are taken from
DRAWN, SQUARINGS = 0.3, 3  # how far each segment is drawn towards its like, by the eighth power of their nearness
ITSELF = 0.9999  # nearness from which it is the same words
UNREAD = 800  # segments nobody decided about that teach, evenly spaced
FOLDS = 3
IMPLIED = 0.5  # weight of "this code was not put where another was", one decision weighing 1
LENT = 0.3  # weight of one unread segment lent to a code, at full confidence
LENDING_ROUNDS = 4
SHARPNESS = 20.0  # of the nearness to a code's centre, before it is read as a share
CENTRE_ROUNDS = 8
DOUBT = 0.1  # weight of one unread segment taken as "no"
UNREAD_OUTCOME = 0.1  # the same, when chances are made
CLEARLY_BETTER = (
    0.03  # of area under the curve: what another way must gain over sharing, which asks for fewest decisions
)
FEW_CARRY = 0.5  # share of unread segments as near a code as decided ones are, under which codes are rare
MOST_CARRY = 0.85  # the same, over which they are not
MOST_MARGIN = 8.0  # how far a score may stand from its rival's
STEPS, MORE_STEPS = 30, 12  # of the descent, first and when it goes on


class Taught(NamedTuple):
    """What people decided, and what codes mean: (n_segments, n_codes) flags; `aims` (n_codes, n_dims), zeros for none."""

    positive: Flags
    negative: Flags
    aims: Vectors


class Learnt(NamedTuple):
    """Chances (n_segments, n_codes); for held-out decisions, what was forecast, what was decided, and its weight."""

    chances: Vectors
    forecasts: Vectors
    outcomes: Vectors
    weights: Vectors
    way: str


class _Way(Enum):
    """How unread segments are taken; the value is the strength of the descent's restraint (inverse)."""

    SHARED = 10.0
    DECIDED_ONLY = 3.0
    APART = 1.0


class _Study(NamedTuple):
    """The rows a fit reads: vectors in few dimensions, and what is known of them."""

    rows: Vectors
    taught: Taught
    read: Flags


def learn(unit: Vectors, taught: Taught, *, seed: int = 0) -> Learnt:
    """
    Learn codes from decisions.

    Args:
        unit: (n_segments, n_dims) float32, centred, rows of length 1.
        taught: every code has one accepted segment at least.
        seed: which decisions are held out together.

    Returns:
        A chance per segment and code. With fewer than `FOLDS` decided segments nothing can be held out: chances then
        are scores, and the forecasts empty.
    """
    read: Flags = np.any(taught.positive | taught.negative, axis=1)
    basis = _basis(unit)
    small = _steadied(unit @ basis)
    taught = taught._replace(aims=taught.aims @ basis)
    kept = np.concatenate([np.flatnonzero(read), _spaced(np.flatnonzero(~read), UNREAD)])
    study = _Study(small[kept], Taught(taught.positive[kept], taught.negative[kept], taught.aims), read[kept])
    if study.read.sum() < 2 * FOLDS:
        scores = _scores(_Way.APART, study, small)
        empty = np.zeros(0, np.float32)
        return Learnt(_sigmoid(scores), empty, empty, empty, _Way.APART.name.lower())
    return _chosen(study, small, _parts(study, seed))


def _spaced(places: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    spaced: NDArray[np.intp] = places[np.linspace(0, max(len(places) - 1, 0), min(most, len(places))).astype(int)]
    return spaced


def _basis(unit: Vectors) -> Vectors:
    """(n_dims, at most `DIMENSIONS`) orthogonal directions along which a sample of the corpus spreads most."""
    from scipy.linalg import eigh

    n_dims = unit.shape[1]
    if n_dims <= DIMENSIONS:
        return np.eye(n_dims, dtype=np.float32)
    sample = unit[_spaced(np.arange(len(unit)), BASIS_SEGMENTS)]
    _, directions = eigh(sample.T @ sample, subset_by_index=(n_dims - DIMENSIONS, n_dims - 1))
    basis: Vectors = directions.astype(np.float32)
    return basis


def _steadied(rows: Vectors) -> Vectors:
    """Each row drawn a little towards those near it in a sample of the corpus: what they share says more than one wording."""
    unit = _rows_of_length_one(rows)
    sample = unit[_spaced(np.arange(len(unit)), BASIS_SEGMENTS)]
    drawn = np.empty_like(unit)
    for start in range(0, len(unit), BASIS_SEGMENTS):
        here = unit[start : start + BASIS_SEGMENTS]
        near = np.maximum(here @ sample.T, 0)
        near[near > ITSELF] = 0
        for _ in range(SQUARINGS):
            near *= near
        share = near / np.maximum(near.sum(axis=1, keepdims=True), 1e-9)
        drawn[start : start + BASIS_SEGMENTS] = (1 - DRAWN) * here + DRAWN * (share @ sample)
    return _rows_of_length_one(drawn)


def _parts(study: _Study, seed: int) -> NDArray[np.intp]:
    """Which fold each row is held out in: decided and unread ones dealt apart, by a seeded shuffle."""
    draw, part = np.random.default_rng(seed), np.zeros(len(study.rows), dtype=int)
    for places in (np.flatnonzero(study.read), np.flatnonzero(~study.read)):
        part[places] = np.arange(len(places))[draw.permutation(len(places))] % FOLDS
    return part


def _chosen(study: _Study, small: Vectors, part: NDArray[np.intp]) -> Learnt:
    """The way that ranks held-out decisions best, calibrated on them."""
    carrying = _carrying(study)
    likely = [
        way
        for way in _Way
        if (way is _Way.APART and carrying < MOST_CARRY) or (way is not _Way.APART and carrying >= FEW_CARRY)
    ]
    tried = {way: _held_out(way, study, part) for way in likely}
    way = _best_way({way: _rank(scores, study, part) for way, scores in tried.items()})
    features, weights, outcomes = _pairs(way, tried[way], study)
    curve = _curve(features, outcomes, weights)
    scores = _scores(way, study, small)
    chances = _sigmoid(_features(scores) @ curve)
    decided = weights == 1
    forecasts = _sigmoid(features @ curve)
    return Learnt(chances, forecasts[decided], outcomes[decided], weights[decided], way.name.lower())


def _best_way(ranks: Mapping[_Way, float]) -> _Way:
    """Sharing, where it was tried, unless another way ranks clearly better."""
    other = max(ranks, key=lambda way: ranks[way])
    return other if ranks[other] > ranks.get(_Way.SHARED, -1.0) + CLEARLY_BETTER else _Way.SHARED


def _carrying(study: _Study) -> float:
    """
    About which share of the unread rows carries a code: those nearer to a code's centre than the middle decided row is.

    A decided row is taken off the centres before its own nearness is measured; half of them are nearer, by construction.
    """
    yes = study.taught.positive.astype(np.float32)
    share = yes / np.maximum(yes.sum(axis=1, keepdims=True), 1)
    carried = yes.any(axis=1)
    if study.read.all():
        return 1.0
    sums = share.T @ study.rows
    own, part = study.rows[carried], share[carried]
    left = (own @ sums.T - part) / np.sqrt(
        np.maximum((sums**2).sum(axis=1) - 2 * part * (own @ sums.T) + part**2, 1e-9)
    )
    unread = (study.rows[~study.read] @ _rows_of_length_one(sums).T).max(axis=1)
    return min(1.0, 2 * float((unread > np.median(left.max(axis=1))).mean()))


def _held_out(way: _Way, study: _Study, part: NDArray[np.intp]) -> Vectors:
    """Each row's scores, from a fit that did not see it."""
    found = np.zeros(study.taught.positive.shape, np.float32)
    for fold in range(FOLDS):
        seen = part != fold
        taught = Taught(study.taught.positive[seen], study.taught.negative[seen], study.taught.aims)
        rest = _Study(study.rows[seen], taught, study.read[seen])
        found[~seen] = _scores(way, rest, study.rows[~seen])
    return found


def _rank(scores: Vectors, study: _Study, part: NDArray[np.intp]) -> float:
    """
    How often a held-out "yes" stands above a held-out row that is not one: the mean area under the curve, over codes.

    Unread rows count as "not one". Some are, which lowers every way's figure alike and leaves their order.
    """
    areas = []
    for fold in range(FOLDS):
        here = part == fold
        yes_of, scores_of = study.taught.positive[here], scores[here]
        for code in range(scores.shape[1]):
            yes, no = scores_of[yes_of[:, code], code], np.sort(scores_of[~yes_of[:, code], code])
            if len(yes) and len(no):
                areas.append(float(np.searchsorted(no, yes).mean() / len(no)))
    return float(np.mean(areas)) if areas else 0.0


def _pairs(way: _Way, scores: Vectors, study: _Study) -> tuple[Vectors, Vectors, Vectors]:
    """Held-out rows and codes as (features, weights, outcomes); a pair nobody says anything of weighs nothing and is left out."""
    weights = (_known(study) > 0).astype(np.float32)
    if way is _Way.APART:
        weights[~study.read] = UNREAD_OUTCOME
    said = weights > 0
    features = _features(scores)
    return features[said], weights[said], study.taught.positive[said].astype(np.float32)


def _known(study: _Study) -> Vectors:
    """Weight of each pair: 1 when decided, `IMPLIED` beside another code, 0 when nobody said anything."""
    taught = study.taught
    beside = np.broadcast_to(taught.positive.any(axis=1, keepdims=True), taught.positive.shape)
    return np.where(taught.positive | taught.negative, 1.0, np.where(beside, IMPLIED, 0.0)).astype(np.float32)


def _features(scores: Vectors) -> Vectors:
    """(…, 3): the score, how far it stands above its best rival, and 1."""
    if scores.shape[1] == 1:
        margin = np.zeros_like(scores)
    else:
        two = np.partition(scores, -2, axis=1)[:, -2:]
        margin = scores - np.where(scores == two[:, 1:], two[:, :1], two[:, 1:])
    return np.stack([scores, np.clip(margin, -MOST_MARGIN, MOST_MARGIN), np.ones_like(scores)], axis=-1)


def _curve(features: Vectors, outcomes: Vectors, weights: Vectors) -> Vectors:
    """Three numbers, common to all codes, that turn a score into a chance; near (1, 0, 0) when little is known."""
    from scipy.optimize import minimize

    before = np.array([1.0, 0.0, 0.0])
    hold = np.array([1.0, 1.0, 0.01])

    def cost(curve: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = features @ curve
        loss = (weights * (np.logaddexp(0, score) - outcomes * score)).sum()
        slope = features.T @ (weights * (_sigmoid(score) - outcomes))
        return float(loss + 0.5 * (hold * (curve - before) ** 2).sum()), slope + hold * (curve - before)

    found: Vectors = minimize(cost, before, jac=True, method="L-BFGS-B").x.astype(np.float32)
    return found


def _scores(way: _Way, study: _Study, asked: Vectors) -> Vectors:
    """(n_asked, n_codes) log odds, not yet chances."""
    targets, weights = study.taught.positive.astype(np.float32), _known(study)
    if way is _Way.DECIDED_ONLY:
        return _line(_Fit(way.value), study, targets, weights, of=study.read).score(asked)
    if way is _Way.APART:
        weights[~study.read] = DOUBT
        return _line(_Fit(way.value), study, targets, _balanced(targets, weights)).score(asked)
    return _lent(study, targets, weights).score(asked)


def _balanced(targets: Vectors, weights: Vectors) -> Vectors:
    """The accepted rows of a code weigh as much, together, as all that is not it (from ten on, no more than they did at ten)."""
    yes = targets > 0
    n = np.maximum(yes.sum(axis=0), 1)
    each = np.minimum(1.0, 10 / n) * np.where(yes, 0, weights).sum(axis=0) / n
    return np.where(yes, np.maximum(each, 1e-3), weights).astype(np.float32)


def _lent(study: _Study, targets: Vectors, weights: Vectors) -> _Fit:
    """Unread rows lent to codes by nearness to their centres, then by what was learnt from that, again and again."""
    unread = ~study.read
    share = _shares_by_centre(study)
    fit = _Fit(_Way.SHARED.value)
    for _ in range(LENDING_ROUNDS):
        targets[unread] = share[unread]
        weights[unread] = LENT * share[unread].max(axis=1, keepdims=True)
        fit = _line(fit, study, targets, weights)
        share = _softmax(fit.score(study.rows))
    return fit


def _shares_by_centre(study: _Study) -> Vectors:
    yes = study.taught.positive.astype(np.float32)
    own = (yes / np.maximum(yes.sum(axis=1, keepdims=True), 1)).T @ study.rows + study.taught.aims
    unread, centres = study.rows[~study.read], own
    for _ in range(CENTRE_ROUNDS):
        share = _softmax(SHARPNESS * unread @ _rows_of_length_one(centres).T)
        centres = own + LENT * share.T @ unread
    return _softmax(SHARPNESS * study.rows @ _rows_of_length_one(centres).T)


class _Fit:
    """One line per code; going on from one fit to the next is what makes the rounds cheap."""

    def __init__(self, strength: float) -> None:
        self.strength = strength
        self.line: Vectors | None = None

    def score(self, rows: Vectors) -> Vectors:
        """Log odds of each row, per code."""
        assert self.line is not None
        found: Vectors = rows @ self.line[:-1] + self.line[-1]
        return found


def _line(fit: _Fit, study: _Study, targets: Vectors, weights: Vectors, *, of: Flags | None = None) -> _Fit:
    """
    Logistic regression of every code at once, targets between 0 and 1, definitions read as one more example of their code.

    Minimises strength x weighted cross-entropy + half the squared length of the lines, by L-BFGS.
    """
    from scipy.optimize import minimize

    kept = slice(None) if of is None else of
    aims = study.taught.aims
    told = np.flatnonzero(np.abs(aims).sum(axis=1) > 0)
    rows = np.concatenate([study.rows[kept], aims[told]])
    rows = np.concatenate([rows, np.ones((len(rows), 1), np.float32)], axis=1)
    own = np.eye(targets.shape[1], dtype=np.float32)[told]
    wanted, heavy = np.concatenate([targets[kept], own]), np.concatenate([weights[kept], own * IMPLIED]) * fit.strength
    shape = (rows.shape[1], targets.shape[1])
    held = np.ones((shape[0], 1), np.float32)
    held[-1] = 1e-4  # the height of a line is not held back

    def cost(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        line = flat.reshape(shape).astype(np.float32)
        score = rows @ line
        chance = _sigmoid(score)
        loss = (heavy * (np.maximum(score, 0) - wanted * score + np.log1p(np.exp(-np.abs(score))))).sum()
        slope = rows.T @ (heavy * (chance - wanted)) + held * line
        return float(loss + 0.5 * (held * line * line).sum()), slope.ravel().astype(np.float64)

    start = np.zeros(shape) if fit.line is None else fit.line
    steps = STEPS if fit.line is None else MORE_STEPS
    found = minimize(cost, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 6})
    after = _Fit(fit.strength)
    after.line = found.x.reshape(shape).astype(np.float32)
    return after


def _sigmoid(score: Vectors) -> Vectors:
    chance: Vectors = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
    return chance


def _softmax(score: Vectors) -> Vectors:
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    share: Vectors = raised / raised.sum(axis=1, keepdims=True)
    return share


def _rows_of_length_one(rows: Vectors) -> Vectors:
    unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


def reliability(
    forecasts: Vectors, outcomes: Vectors, *, steps: int = 10, weights: Vectors | None = None
) -> tuple[tuple[tuple[float, float, int, float, float], ...], float]:
    """
    How far chances can be believed.

    Returns:
        One row per step of chance that holds a forecast (from, to, how many, mean forecast, share that came true), and the
        expected calibration error: the mean gap between the last two, weighed by what each row holds.
    """
    heavy = np.ones(len(forecasts)) if weights is None else weights
    place = np.minimum((forecasts * steps).astype(int), steps - 1)
    rows, gap = [], 0.0
    for step in range(steps):
        here = place == step
        if not here.any():
            continue
        said, came = np.average(forecasts[here], weights=heavy[here]), np.average(outcomes[here], weights=heavy[here])
        rows.append((step / steps, (step + 1) / steps, int(here.sum()), float(said), float(came)))
        gap += float(heavy[here].sum()) * abs(float(said) - float(came))
    return tuple(rows), gap / max(float(heavy.sum()), 1e-9)
