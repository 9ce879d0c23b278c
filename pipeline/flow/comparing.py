"""
Several coders side by side: how far they agree, where they differ, what was concluded, and how each changes over time.

What a person who codes blind must not see is left out of every reading here. Conclusions are appended: decisions stay as
they were taken, the minority reading stays with its reason, and undoing a conclusion is one more line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from models.agreement import Adjudication, Agreement, Disagreement, Drift, Mode, Outcome, ReadingState
from pipeline.agreement import compare as agreements
from pipeline.agreement.compare import Context
from pipeline.agreement.drift import drift
from pipeline.agreement.settle import disagreements, unsettled
from pipeline.agreement.settle import settle as conclude
from pipeline.errors import UnknownReference
from pipeline.flow import blind
from pipeline.flow.study import OpenStudy, Role, now
from pipeline.store import codebook, coding, comparing

SEED = 20260101


def measured(study: OpenStudy, *, whole: bool = False) -> Agreement:
    """Agreement between coders, over all codes and for each, with intervals; `whole` as in `context`."""
    return agreements.agreement(
        blind.decisions(study),
        codebook.codes(study.file, with_retired=True),
        seed=SEED,
        context=context(study, whole=whole),
    )


def context(study: OpenStudy, *, whole: bool = False) -> Context:
    """
    Whose words each turn holds, and what each coder read to the end, as the person who acts may know it.

    Args:
        whole: take each coder to have read to the end every source where they put a code, whatever was declared.
    """
    hidden = blind.blind_sources(study)
    read: dict[str, set[str]] = defaultdict(set)
    for (coder, source_id), state in comparing.readings(study.file).items():
        if state is ReadingState.READ and source_id not in hidden:
            read[coder].add(source_id)
    places = comparing.turn_places(study.file)
    for decision in blind.decisions(study) if whole else ():
        if decision.anchor.turn_id in places:
            read[decision.coder].add(places[decision.anchor.turn_id].source_id)
    return Context(places, {coder: frozenset(sources) for coder, sources in sorted(read.items())})


def drifts(study: OpenStudy) -> tuple[Drift, ...]:
    """Each coder over time; one who codes blind sees only themselves."""
    found = drift(coding.decisions(study.file), seed=SEED, context=context(study))
    return tuple(one for one in found if one.coder == study.actor) if blind.blind_sources(study) else found


def to_settle(study: OpenStudy) -> tuple[Disagreement, ...]:
    """Words and codes on which coders differ and nothing was concluded, in the order of the decisions."""
    found = disagreements(blind.decisions(study), codebook.codes(study.file, with_retired=True), context=context(study))
    return unsettled(found, comparing.adjudications(study.file))


def settled(study: OpenStudy, *, code_id: str | None = None) -> tuple[Adjudication, ...]:
    """What was concluded and stands, the latest first; nothing of it to somebody who still codes blind."""
    if blind.blind_sources(study):
        return ()
    found = comparing.adjudications(study.file)
    return tuple(one for one in found if code_id is None or one.code_id == code_id)


def settle(
    study: OpenStudy,
    unit: str,
    outcome: Outcome,
    *,
    mode: Mode,
    reason: str,
    reasons: Mapping[str, str] | None = None,
) -> Adjudication:
    """
    Conclude on one disagreement.

    Args:
        unit: of the disagreement, as `to_settle` gives it.
        reasons: what coders say now of their own reading, by coder.

    Raises:
        UnknownReference: nobody differs there any more, or it was concluded meanwhile.
        CodebookRefused: no reason, or a third person who coded these words.
        NotAllowed: a reader concludes nothing.
    """
    study.require(Role.RESEARCHER)
    found = next((one for one in to_settle(study) if one.unit == unit), None)
    if found is None:
        raise UnknownReference("Ce désaccord n'existe plus, ou il vient d'être tranché : rechargez la page.")
    concluded = conclude(
        found, outcome, mode=mode, decided_by=study.actor, decided_at=now(), reason=reason, reasons=reasons
    )
    with study.write() as write:
        comparing.add_adjudication(write, concluded)
    return concluded


def undo_settling(study: OpenStudy, adjudication_id: str) -> None:
    """
    Take a conclusion back: the disagreement stands again.

    Raises:
        UnknownReference: no such conclusion, or it was taken back already.
    """
    study.require(Role.RESEARCHER)
    found = next((one for one in comparing.adjudications(study.file) if one.adjudication_id == adjudication_id), None)
    if found is None:
        raise UnknownReference("Cette conclusion n'existe plus : rechargez la page.")
    with study.write() as write:
        comparing.add_adjudication(write, found.model_copy(update={"undone": True}))


def agreement_json(study: OpenStudy, *, whole: bool = False) -> dict[str, Any]:
    """The object of `agreement --json` (DESIGN, section 5), with each coder over time and what is left to settle."""
    shown = measured(study, whole=whole).model_dump(mode="json")
    codes = shown.pop("codes")
    return {
        "overall": shown,
        "codes": codes,
        "coders": [one.model_dump(mode="json") for one in drifts(study)],
        "disagreements": len(to_settle(study)),
        "settled": len(settled(study)),
    }


def agreement_lines(shown: dict[str, Any]) -> Sequence[str]:
    """`agreement`, for people."""
    rows = [("ensemble", shown["overall"]), *((code["code_path"], code) for code in shown["codes"])]
    table = ["  ".join([*(_figure(r[name]) for name in MEASURES), f"{r['n_units']:>5}", name]) for name, r in rows]
    overall = shown["overall"]
    units = [f"Unité : {overall['unit']}."]
    if overall["unit_words"]:
        units.append(f"{overall['unit_words'][0].upper()}{overall['unit_words'][1:]}.")
    if overall["resampled"]:
        units.append(f"Intervalles à 95 % : rééchantillonnage des {overall['resampled']}.")
    bounds = [
        f"  {MEASURES[name]} : {_figure(overall[name]).strip()} [{_figure(b['low']).strip()} ; {_figure(b['high']).strip()}]"
        for name, b in overall["intervals"].items()
        if b is not None
    ]
    over_time = [f"{one['coder']} : {one['reading']}" for one in shown["coders"]] if len(shown["coders"]) > 1 else []
    left = f"{shown['disagreements']} désaccords à trancher, {shown['settled']} tranchés (écran « Accord »)."
    return [overall["reading"], *units, *bounds, "kappa  alpha     F1  gamma  F1 car.   n", *table, *over_time, left]


MEASURES = {"kappa": "kappa", "alpha": "alpha", "f1": "F1", "gamma": "gamma", "f1_characters": "F1 des caractères"}


def _figure(value: float | None) -> str:
    return "    –" if value is None else f"{value:5.2f}".replace(".", ",")
