"""
What stands beside the words, once they are anonymised: events follow the text, and say only what names nobody.

A transcriber's remark is free text (« Mme Durand entre »). Detection reads words that were said, not remarks; so at the gate a
remark keeps its kind and its place, and its words only where each is a usual stage direction. The vault keeps the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.anonymisation import Replacement
from models.transcript import Turn, TurnEvent
from pipeline.french.oral import is_stage_direction


def beside(turn: Turn, replacements: Sequence[Replacement]) -> tuple[TurnEvent, ...]:
    """
    Events of a turn at their place in the anonymised text.

    Args:
        turn: the original.
        replacements: made in this turn, in order. An event inside a replaced stretch goes to its end.
    """
    return tuple(
        event.model_copy(
            update={"at": _moved(event.at, replacements), "text": event.text if is_stage_direction(event.text) else ""}
        )
        for event in turn.events
    )


def _moved(at: int, replacements: Sequence[Replacement]) -> int:
    place = at
    for made in replacements:
        if at >= made.end:
            place = at + made.new_end - made.end
        elif at > made.start:
            return made.new_end
    return place
