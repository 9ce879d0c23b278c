"""
One coder over time: do they still decide as they did, and as the others do?

Two looks. With themselves: places decided again at least a day later, first decision against last. With others: the
decisions shared with somebody, cut into equal numbers in the order this coder took them, alpha in each. It refuses to call
drift what the intervals allow to be chance, and says that people mostly decide again where they doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np

from models.agreement import Drift, Interval, Period
from models.coding import Decision, DecisionAction
from pipeline.agreement.compare import YES, Context, place_of, shared_units
from pipeline.agreement.measures import Ratings, alpha_of, drawn_with_replacement, kappa_of, measured

AGAIN_AFTER = timedelta(days=1)  # sooner is a correction, not a second reading
PERIODS = 3
FEWEST_IN_PERIOD = 10
LOW_SELF = 0.667  # Krippendorff 2004, chapter 11, as for two coders


def drift(history: Sequence[Decision], *, seed: int, context: Context | None = None) -> tuple[Drift, ...]:
    """
    Each coder over time, in alphabetical order.

    Args:
        history: every decision, in the order they were taken. Undone acts count for nothing.
    """
    standing = _not_taken_back(history)
    coders = sorted({decision.coder for decision in standing})
    return tuple(_drift(coder, standing, seed, context or Context()) for coder in coders)


def _not_taken_back(history: Sequence[Decision]) -> list[Decision]:
    taken_back = {decision.undoes for decision in history}
    return [
        d
        for d in history
        if d.undoes is None and d.decision_id not in taken_back and d.action is not DecisionAction.REOPEN
    ]


def _drift(coder: str, standing: Sequence[Decision], seed: int, context: Context) -> Drift:
    places, ratings = _decided_again([d for d in standing if d.coder == coder])
    kappa, bounds = None, None
    if places:
        kappa, bounds = measured(kappa_of, ratings, drawn_with_replacement(places, seed=seed))
    periods = _periods(coder, standing, seed, context)
    return Drift(
        coder=coder,
        n_again=len(places),
        kappa_self=kappa,
        interval_self=bounds,
        periods=periods,
        reading=_reading(len(places), kappa, periods),
    )


def _decided_again(own: Sequence[Decision]) -> tuple[list[str], Ratings]:
    by_unit: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in own:
        by_unit[place_of(decision), decision.code_id].append(decision)
    again = {unit: taken for unit, taken in by_unit.items() if _moment(taken[-1]) - _moment(taken[0]) >= AGAIN_AFTER}
    said = [[float(taken[n].action in YES) for taken in again.values()] for n in (0, -1)]
    return [place for place, _ in again], np.array(said)


def _moment(decision: Decision) -> datetime:
    at = decision.decided_at
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _periods(coder: str, standing: Sequence[Decision], seed: int, context: Context) -> tuple[Period, ...]:
    latest = {(place_of(d), d.code_id, d.coder): d for d in standing}
    shared = shared_units(list(latest.values()), context)
    timed = sorted(
        (_moment(latest[place, code_id, coder]), place, said)
        for (place, code_id), said in shared.items()
        if (place, code_id, coder) in latest
    )
    n_periods = min(PERIODS, len(timed) // FEWEST_IN_PERIOD)
    if n_periods < 2:
        return ()
    cuts = [round(n * len(timed) / n_periods) for n in range(n_periods + 1)]
    return tuple(_period(timed[begin:end], seed) for begin, end in pairwise(cuts))


def _period(timed: Sequence[tuple[datetime, str, dict[str, bool]]], seed: int) -> Period:
    coders = sorted({coder for _, _, said in timed for coder in said})
    ratings = np.array([[float(said[c]) if c in said else np.nan for _, _, said in timed] for c in coders])
    alpha, bounds = measured(alpha_of, ratings, drawn_with_replacement([place for _, place, _ in timed], seed=seed))
    return Period(began=timed[0][0], ended=timed[-1][0], n_units=len(timed), alpha=alpha, interval=bounds)


def _reading(n_again: int, kappa: float | None, periods: Sequence[Period]) -> str:
    return f"{_with_oneself(n_again, kappa)} {_with_others(periods)}"


def _with_oneself(n_again: int, kappa: float | None) -> str:
    if not n_again:
        return "Rien n'a été codé une seconde fois à un jour d'écart : la constance avec soi-même ne se mesure pas."
    if kappa is None:
        return f"{n_again} décisions reprises, toutes dans le même sens : la constance avec soi-même n'a pas de mesure."
    level = "se dédit souvent" if kappa < LOW_SELF else "tient ses décisions"
    return (
        f"{n_again} décisions reprises : cette personne {level}. On revient surtout là où l'on doutait ; pour mesurer la "
        "constance, faites recoder des extraits tirés au hasard."
    )


def _with_others(periods: Sequence[Period]) -> str:
    if not periods:
        return "Trop peu de décisions partagées avec d'autres pour les comparer d'une période à l'autre."
    first, last = periods[0], periods[-1]
    if first.interval is None or last.interval is None:
        return "L'accord avec les autres ne se mesure pas dans toutes les périodes."
    if _apart(first.interval, last.interval):
        way = "baisse" if (last.alpha or 0) < (first.alpha or 0) else "monte"
        return f"L'accord avec les autres {way} de la première période à la dernière, plus que le hasard ne l'explique."
    return "L'accord avec les autres ne change pas plus que le hasard ne l'explique."


def _apart(first: Interval, second: Interval) -> bool:
    return first.high < second.low or second.high < first.low
