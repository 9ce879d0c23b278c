"""
The last act of whatever erases words: the study file written anew, because a deletion does not erase.

The task that asked for it becomes one that says so and holds no word, until the new file is there.
"""

from __future__ import annotations

from pipeline.flow.study import OpenStudy
from pipeline.store import copying, segments, unfinished
from pipeline.store.connection import Write
from pipeline.store.unfinished import REWRITING, Task


def ask_for_rewriting(write: Write, task_id: str) -> None:
    """All that this task asked for is done, save the file: in the same transaction, its payload is gone."""
    unfinished.end(write, task_id)
    unfinished.begin(write, Task(REWRITING, "rewriting", {}))


def rewrite(study: OpenStudy) -> None:
    """Write the study file anew and its full-text index with it; the study stays open."""
    copying.erase_traces(study.file)
    segments.rebuild_search(study.file)
    with study.write() as write:
        unfinished.end(write, REWRITING)
