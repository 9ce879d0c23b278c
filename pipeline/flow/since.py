"""
Which reports were written, what they said of each finding, and what has been lost since.

The journal keeps, of each report, its file's hash and each finding's number of people and grade; no words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from models.provenance import JournalEvent
from models.report import SinceLast, Weakened
from models.rows import FindingSheet
from pipeline.flow.study import OpenStudy
from pipeline.store import journal

WRITTEN = "report written"
WITHDRAWAL = "withdrawal"


def told_reports(study: OpenStudy) -> dict[str, str]:
    """The SHA-256 of each file of `outputs/` that is a report, as it was last written."""
    told = {}
    for event in journal.events_of(study.file, (WRITTEN,)):
        payload = json.loads(event.payload)
        told[str(payload["file"])] = str(payload["sha256"])
    return told


def figures(sheets: Sequence[FindingSheet]) -> dict[str, list[Any]]:
    """What the journal keeps of each finding of a report: its people and its grade."""
    return {s.finding.finding_id: [s.grounding.n_participants, s.grounding.grade] for s in sheets}


def since_last(study: OpenStudy, sheets: Sequence[FindingSheet]) -> SinceLast | None:
    """
    What was lost since the last report that was written before a withdrawal; None when no report was written, or nothing lost.

    It is said in every report until one was written that says it: the last report before the latest withdrawal counts.
    """
    written = journal.events_of(study.file, (WRITTEN,))
    if not written:
        return None
    then = _before_the_latest_withdrawal(study, written) or written[-1]
    told = json.loads(then.payload)["findings"]
    weakened = tuple(
        Weakened(
            finding_id=s.finding.finding_id,
            people_then=int(told[s.finding.finding_id][0]),
            people_now=s.grounding.n_participants,
            grade_then=str(told[s.finding.finding_id][1]),
            grade_now=s.grounding.grade,
        )
        for s in sheets
        if s.finding.finding_id in told and _is_less(told[s.finding.finding_id], s)
    )
    n_withdrawn = journal.count_since(study.file, WITHDRAWAL, then.seq)
    if not weakened and not n_withdrawn:
        return None
    return SinceLast(written_on=then.happened_at.date(), n_withdrawn=n_withdrawn, weakened=weakened)


def _before_the_latest_withdrawal(study: OpenStudy, written: Sequence[JournalEvent]) -> JournalEvent | None:
    """The last report before the first withdrawal of the day of the latest one: formats written in a row tell the same."""
    withdrawals = journal.events_of(study.file, (WITHDRAWAL,))
    if not withdrawals:
        return None
    day = withdrawals[-1].happened_at.date()
    first = next(event for event in withdrawals if event.happened_at.date() == day)
    before = [event for event in written if event.seq < first.seq]
    return before[-1] if before else None


def _is_less(told: Sequence[Any], now: FindingSheet) -> bool:
    return now.grounding.n_participants < int(told[0]) or now.grounding.grade > str(told[1])
