"""
How far coders agree, counted only where several of them have decided, with the uncertainty of so few decisions.

The unit is a segment and a code on which at least two coders each said yes or no: silence is not a no, and most of a
corpus being uncoded must not flatter the figure. Kappa (Cohen 1960), alpha (Krippendorff 2011, nominal) and F1 come
with 95 % intervals from a bootstrap over segments, so that codes on one segment stay together.
It refuses to give a figure where none has a meaning (one coder, everybody always saying the same): None, and a
sentence saying why. Gamma is left for the day when coders delimit their own words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from models.agreement import Agreement, AgreementIntervals, CodeAgreement, Interval
from models.codebook import Code
from models.coding import Decision, DecisionAction

YES = (DecisionAction.ACCEPT, DecisionAction.CODE)
DRAWS = 1000  # bootstrap samples
FEW_UNITS = 30
RELIABLE, TENTATIVE = 0.8, 0.667
COVERAGE = 0.95
UNIT = "un extrait et un code sur lesquels au moins deux personnes ont chacune décidé"

Ratings = NDArray[np.float64]  # (n_coders, n_units): 1 yes, 0 no, nan where that coder has not decided
Weights = NDArray[np.float64]  # (n_draws, n_units): how many times each unit counts
Values = NDArray[np.float64]  # (n_draws,): a measure per draw, nan where it has no meaning
Measure = Callable[[Ratings, Weights], Values]


def agreement(decisions: Sequence[Decision], codes: Sequence[Code], *, seed: int) -> Agreement:
    """
    Agreement over all codes, then code by code.

    Args:
        decisions: the current ones, of every coder. Two coders meet on the same words of the same turn.
        codes: the codebook, for the order and the paths.
        seed: of the bootstrap.

    Returns:
        Kappa is averaged over pairs of coders, weighted by what each pair shares; F1 likewise (it is symmetric for two).
        A measure is None where it has no meaning.
    """
    units = _units(decisions)
    coders = tuple(sorted({decision.coder for decision in decisions}))
    by_code: dict[str, list[tuple[str, Mapping[str, bool]]]] = defaultdict(list)
    for (place, code_id), said in units.items():
        by_code[code_id].append((place, said))
    shared = [(place, said) for (place, _), said in units.items()]
    kappa, alpha, f1, intervals = _measures(shared, coders, seed)
    per_code = tuple(_code(code, by_code[code.code_id], seed) for code in codes if code.code_id in by_code)
    return Agreement(
        n_units=len(shared),
        coders=coders,
        kappa=kappa,
        alpha=alpha,
        f1=f1,
        intervals=intervals,
        codes=per_code,
        unit=UNIT,
        reading=_reading(coders, len(shared), alpha),
    )


def _units(decisions: Sequence[Decision]) -> dict[tuple[str, str], dict[str, bool]]:
    """(words, code) -> coder -> yes or no, where two coders at least have decided."""
    said: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for decision in decisions:
        if decision.action is not DecisionAction.REOPEN:
            said[_words(decision), decision.code_id][decision.coder] = decision.action in YES
    return {unit: by_coder for unit, by_coder in said.items() if len(by_coder) > 1}


def _words(decision: Decision) -> str:
    anchor = decision.anchor
    return f"{anchor.turn_id}:{anchor.start}:{anchor.end}"


def _code(code: Code, shared: Sequence[tuple[str, Mapping[str, bool]]], seed: int) -> CodeAgreement:
    coders = tuple(sorted({coder for _, said in shared for coder in said}))
    kappa, alpha, f1, intervals = _measures(shared, coders, seed)
    return CodeAgreement(
        code_id=code.code_id,
        code_path=code.path,
        n_units=len(shared),
        n_coders=len(coders),
        kappa=kappa,
        alpha=alpha,
        f1=f1,
        intervals=intervals,
    )


def _measures(
    shared: Sequence[tuple[str, Mapping[str, bool]]], coders: Sequence[str], seed: int
) -> tuple[float | None, float | None, float | None, AgreementIntervals]:
    if not shared:
        return None, None, None, AgreementIntervals()
    ratings = np.array([[float(said[c]) if c in said else np.nan for _, said in shared] for c in coders])
    draws = _draws([place for place, _ in shared], seed)
    found = [_measured(measure, ratings, draws) for measure in (kappa_of, alpha_of, f1_of)]
    bounds = [bound for _, bound in found]
    intervals = AgreementIntervals(kappa=bounds[0], alpha=bounds[1], f1=bounds[2])
    return found[0][0], found[1][0], found[2][0], intervals


def _measured(measure: Measure, ratings: Ratings, draws: Weights) -> tuple[float | None, Interval | None]:
    value = float(measure(ratings, np.ones((1, ratings.shape[1])))[0])
    if np.isnan(value):
        return None, None
    drawn = measure(ratings, draws)
    drawn = drawn[~np.isnan(drawn)]
    if len(drawn) < DRAWS / 2:
        return round(value, 4), None
    low, high = np.quantile(drawn, [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
    return round(value, 4), Interval(low=round(float(low), 4), high=round(float(high), 4))


def _draws(places: Sequence[str], seed: int) -> Weights:
    """(DRAWS, n_units): how often each unit comes when whole segments are drawn with replacement."""
    _, segment_of = np.unique(np.array(places), return_inverse=True)
    n = int(segment_of.max()) + 1
    times = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=DRAWS)
    drawn: Weights = times[:, segment_of].astype(np.float64)
    return drawn


def kappa_of(ratings: Ratings, weights: Weights) -> Values:
    """
    Cohen's kappa (Cohen 1960, "A coefficient of agreement for nominal scales"), chance from each coder's own share.

    With more than two coders: the mean over pairs, weighted by the units a pair shares.
    """
    yes_yes, yes_no, no_yes, no_no = _crossed(ratings, weights)
    n = yes_yes + yes_no + no_yes + no_no
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = (yes_yes + no_no) / n
        first, second = (yes_yes + yes_no) / n, (yes_yes + no_yes) / n
        by_chance = first * second + (1 - first) * (1 - second)
        kappa = np.where(by_chance < 1 - 1e-12, (observed - by_chance) / (1 - by_chance), np.nan)
        known = ~np.isnan(kappa)
        mean: Values = np.where(known, kappa * n, 0).sum(axis=1) / np.where(known, n, 0).sum(axis=1)
    return mean


def f1_of(ratings: Ratings, weights: Weights) -> Values:
    """F1 of "yes", one coder read against the other, over all pairs: 2a / (2a + b + c); the order does not matter."""
    yes_yes, yes_no, no_yes, _ = (cell.sum(axis=1) for cell in _crossed(ratings, weights))
    with np.errstate(invalid="ignore"):
        f1: Values = 2 * yes_yes / (2 * yes_yes + yes_no + no_yes)
    return f1


def _crossed(ratings: Ratings, weights: Weights) -> tuple[Values, Values, Values, Values]:
    """Four cells of each pair of coders' table, (n_draws, n_pairs) each: yes-yes, yes-no, no-yes, no-no."""
    pairs = list(combinations(range(len(ratings)), 2))
    first, second = ratings[[i for i, _ in pairs]], ratings[[j for _, j in pairs]]
    cells = [(first == x) & (second == y) for x in (1, 0) for y in (1, 0)]
    yes_yes, yes_no, no_yes, no_no = (weights @ cell.T.astype(np.float64) for cell in cells)
    return yes_yes, yes_no, no_yes, no_no


def alpha_of(ratings: Ratings, weights: Weights) -> Values:
    """
    Krippendorff's alpha, two values (Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section D).

    Any number of coders, any of them missing; units that fewer than two coders rated do not count.
    """
    n_yes, n_no = (ratings == 1).sum(axis=0), (ratings == 0).sum(axis=0)
    paired = np.where(n_yes + n_no > 1, 1 / np.maximum(n_yes + n_no - 1, 1), 0)
    alike_yes, alike_no, unlike = (
        weights @ (counts * paired) for counts in (n_yes * (n_yes - 1), n_no * (n_no - 1), n_yes * n_no)
    )
    yes, no = alike_yes + unlike, alike_no + unlike
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha: Values = np.where(yes * no > 0, 1 - (yes + no - 1) * unlike / (yes * no), np.nan)
    return alpha


def _reading(coders: Sequence[str], n_units: int, alpha: float | None) -> str:
    """What the figures allow one to say, in French."""
    if not coders:
        return "Personne n'a encore codé : l'accord se mesure quand deux personnes codent les mêmes extraits."
    if len(coders) == 1:
        return (
            "Une seule personne a codé : l'accord ne peut pas se mesurer. "
            "Faites coder quelques extraits par une deuxième personne, sans lui montrer les premiers codages."
        )
    if not n_units:
        return (
            f"{len(coders)} personnes ont codé, mais jamais le même extrait avec le même code : rien à comparer. "
            "Choisissez des extraits que chacune codera de son côté."
        )
    if alpha is None:
        return (
            f"Toutes les décisions communes ({n_units}) vont dans le même sens : l'accord corrigé du hasard n'a pas "
            "de sens. Il faut aussi des refus, ou des extraits sans le code."
        )
    few = " C'est peu : lisez d'abord les intervalles." if n_units < FEW_UNITS else ""
    return f"{len(coders)} personnes, {n_units} décisions communes.{few} {_level(alpha)}"


def _level(alpha: float) -> str:
    """Bounds of Krippendorff (2004), "Content Analysis", chapter 11: .800 to rely on, .667 to conclude tentatively."""
    if alpha >= RELIABLE:
        return f"Alpha atteint {RELIABLE:.3f} : le codage est assez fiable pour conclure.".replace("0.", "0,")
    if alpha >= TENTATIVE:
        return (
            f"Alpha se tient entre {TENTATIVE:.3f} et {RELIABLE:.3f} : conclure avec prudence, et relire les codes "
            "les moins partagés."
        ).replace("0.", "0,")
    return (
        f"Alpha reste sous {TENTATIVE:.3f} : discutez les désaccords et précisez les définitions avant de conclure."
    ).replace("0.", "0,")
