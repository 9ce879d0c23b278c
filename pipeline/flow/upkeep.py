"""What a study in use asks of its custodian, told without opening the vault: what is to be anonymised anew, sealed, settled."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.flow import originals, reanonymising
from pipeline.flow.reanonymising import DueAgain
from pipeline.flow.study import OpenStudy
from pipeline.store import carrying


class Upkeep(NamedTuple):
    """Released transcripts due for a new version, stranded work, originals that are not where the study wants them."""

    again: DueAgain
    stranded: int
    to_seal: int


def upkeep(study: OpenStudy) -> Upkeep:
    """What is asked for at present."""
    return Upkeep(reanonymising.due_again(study), len(carrying.stranded(study.file)), len(originals.to_seal(study)))


def told(asked: Upkeep) -> list[str]:
    """The same, as French lines; nothing when nothing is asked for."""
    lines = []
    if asked.again.source_ids:
        n_due = len(asked.again.source_ids)
        lines.append(f"À ré-anonymiser : {n_due}, parce que {asked.again.because} (« polyphonie reanonymise »).")
    if asked.stranded:
        lines.append(f"Restés sans place : {asked.stranded} codages, pièces ou mémos (« polyphonie stranded »).")
    if asked.to_seal:
        lines.append(f"Originaux à mettre où l'étude les veut : {asked.to_seal} (« polyphonie seal »).")
    return lines
