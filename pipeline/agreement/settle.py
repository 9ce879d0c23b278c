"""
Where coders differ, each with what they said and why, and what an adjudication of it must keep.

Side by side, no reading is anybody's default. A conclusion names all the readings it was drawn from: those it does not
follow stay as the minority reading, with their reason. It refuses to settle where nobody differs, and a conclusion
without a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from models.agreement import Adjudication, CoderReading, Disagreement, Mode, Outcome
from models.base import content_id
from models.codebook import Code
from models.coding import Decision
from pipeline.agreement.compare import YES, Context, place_of, shared_units, speaks
from pipeline.errors import CodebookRefused


def disagreements(
    decisions: Sequence[Decision], codes: Sequence[Code], *, context: Context | None = None
) -> tuple[Disagreement, ...]:
    """
    Places and codes on which two coders at least differ, in the order of the decisions.

    Args:
        decisions: the current ones, of every coder.
    """
    paths = {code.code_id: code.path for code in codes}
    by_unit: dict[tuple[str, str], dict[str, Decision]] = {}
    for decision in decisions:
        if speaks(decision):
            own = by_unit.setdefault((place_of(decision), decision.code_id), {})
            before = own.get(decision.coder)
            if before is None or decision.action in YES or before.action not in YES:
                own[decision.coder] = decision
    shared = shared_units(decisions, context or Context())
    found = []
    for unit, own in by_unit.items():
        said = shared.get(unit, {})
        if len(set(said.values())) > 1 and unit[1] in paths:
            found.append(_disagreement(unit, own, said, paths[unit[1]]))
    return tuple(found)


def _disagreement(
    unit: tuple[str, str], own: Mapping[str, Decision], said: Mapping[str, bool], path: str
) -> Disagreement:
    shown = next(own[coder] for coder, yes in said.items() if yes)
    return Disagreement(
        unit=content_id("unit", *unit),
        code_id=unit[1],
        code_path=path,
        turn_id=shown.anchor.turn_id,
        start_char=shown.anchor.start,
        end_char=shown.anchor.end,
        words=shown.anchor.verbatim,
        segment_id=shown.segment_id,
        readings=tuple(_reading(coder, yes, own.get(coder)) for coder, yes in sorted(said.items())),
    )


def _reading(coder: str, yes: bool, decision: Decision | None) -> CoderReading:
    return CoderReading(
        coder=coder,
        says_yes=yes,
        decision_id=decision.decision_id if decision else None,
        reason=decision.reason if decision else "",
    )


def settle(
    disagreement: Disagreement,
    outcome: Outcome,
    *,
    mode: Mode,
    decided_by: str,
    decided_at: datetime,
    reason: str,
    reasons: Mapping[str, str] | None = None,
) -> Adjudication:
    """
    Conclude, keeping every reading.

    Args:
        reasons: what coders say of their own reading now, by coder; replaces what their decision said.

    Raises:
        CodebookRefused: no reason is given, or somebody who coded these words claims to be the third person.
    """
    if not reason.strip():
        raise CodebookRefused("Une conclusion sans motif ne se relit pas : écrivez pourquoi, puis recommencez.")
    if mode is Mode.THIRD_PERSON and decided_by in {one.coder for one in disagreement.readings}:
        raise CodebookRefused(
            f"« {decided_by} » a codé ces mots : ce n'est pas une tierce personne. Concluez d'un commun accord, ou demandez "
            "à quelqu'un d'autre."
        )
    told = reasons or {}
    readings = tuple(
        one.model_copy(update={"reason": told.get(one.coder, "").strip() or one.reason})
        for one in disagreement.readings
    )
    return Adjudication(
        adjudication_id=content_id("adjudication", disagreement.unit, decided_by, decided_at.isoformat()),
        code_id=disagreement.code_id,
        outcome=outcome,
        mode=mode,
        decided_by=decided_by,
        decided_at=decided_at,
        reason=reason.strip(),
        readings=readings,
    )


def unsettled(found: Sequence[Disagreement], settled: Sequence[Adjudication]) -> tuple[Disagreement, ...]:
    """Disagreements on which no conclusion stands: one drawn from these very decisions and not undone."""
    known = {_basis(one.code_id, one.readings) for one in settled if not one.undone}
    return tuple(one for one in found if _basis(one.code_id, one.readings) not in known)


def _basis(code_id: str, readings: Sequence[CoderReading]) -> tuple[str, frozenset[tuple[str, bool, str | None]]]:
    return code_id, frozenset((one.coder, one.says_yes, one.decision_id) for one in readings)
