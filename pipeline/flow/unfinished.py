"""Ends at opening what a killed process had begun; what needs the vault waits until it is opened."""

from __future__ import annotations

from pipeline.flow import reanonymising, withdrawing
from pipeline.flow.study import OpenStudy
from pipeline.flow.traces import rewrite
from pipeline.store import unfinished


def finish(study: OpenStudy) -> int:
    """End what can be ended now; returns how many tasks still wait for the vault."""
    for task in unfinished.tasks(study.file):
        if task.kind == "withdrawal":
            withdrawing.complete(study, task)
        elif task.kind == "reanonymisation":
            reanonymising.complete(study, task)
        else:
            rewrite(study)
    return len(unfinished.tasks(study.file))
