"""
What a press on the reading desk does to the study: one flow call, under the press's own id, so that it counts once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.coding import Coding, DecisionAction
from models.transcript import Anchor
from pipeline.errors import UnknownReference
from pipeline.flow import coding as flow
from pipeline.flow.study import OpenStudy
from pipeline.store import codebook, coding


def answer_press(study: OpenStudy, event: Mapping[str, Any]) -> None:
    """
    Do what a press asks.

    Args:
        event: its `uuid`, its `action`, and what it was made on (a proposal, words at their anchor, a coding, a segment).

    Raises:
        UnknownReference: the action, or what it was made on, does not exist.
        VerbatimMismatch, NotAllowed, CodebookRefused: see the flow.
    """
    act = _ACTIONS.get(event["action"])
    if act is None:
        raise UnknownReference("Cette touche n'a pas d'effet ici : rechargez la page.")
    act(study, event)


def _accept(study: OpenStudy, event: Mapping[str, Any]) -> None:
    flow.answer(study, event["proposal_id"], DecisionAction.ACCEPT, decision_id=event["uuid"])


def _reject(study: OpenStudy, event: Mapping[str, Any]) -> None:
    flow.answer(study, event["proposal_id"], DecisionAction.REJECT, decision_id=event["uuid"])


def _code(study: OpenStudy, event: Mapping[str, Any]) -> None:
    flow.code_words(study, _anchor(event), event["code_id"], decision_id=event["uuid"])


def _new_code(study: OpenStudy, event: Mapping[str, Any]) -> None:
    name = str(event["name"]).strip()
    known = next((c for c in codebook.codes(study.file) if c.path.casefold() == name.casefold()), None)
    code = known or flow.add_code(study, name)
    flow.code_words(study, _anchor(event), code.code_id, decision_id=event["uuid"])


def _remove(study: OpenStudy, event: Mapping[str, Any]) -> None:
    flow.remove_coding(study, _coding(study, event["coding_id"]), decision_id=event["uuid"])


def _recode(study: OpenStudy, event: Mapping[str, Any]) -> None:
    flow.recode(study, _coding(study, event["coding_id"]), event["code_id"], decision_id=event["uuid"])


def _undo(study: OpenStudy, event: Mapping[str, Any]) -> None:
    flow.undo(study, decision_id=event["uuid"])


def _memo(study: OpenStudy, event: Mapping[str, Any]) -> None:
    flow.write_memo(study, "segment", event["segment_id"], event["text"], memo_id=event["uuid"])


def _anchor(event: Mapping[str, Any]) -> Anchor:
    return Anchor(turn_id=event["turn_id"], start=event["start"], end=event["end"], verbatim=event["verbatim"])


def _coding(study: OpenStudy, coding_id: str) -> Coding:
    for found in coding.codings(study.file):
        if found.coding_id == coding_id:
            return found
    raise UnknownReference("Ce codage n'est plus en vigueur : rechargez la page.")


_ACTIONS = {
    "accept": _accept,
    "reject": _reject,
    "code": _code,
    "new_code": _new_code,
    "remove": _remove,
    "recode": _recode,
    "undo": _undo,
    "memo": _memo,
}
