"""
What the coding screen and the command line ask of what was learnt: how far scores can be believed, and what to read next.

Both read the same lesson as the proposals, kept in memory until a decision, a code or a segment changes. Where the person who
acts codes blind, nothing learnt from the others is told about that source.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import NamedTuple

from models.rows import SegmentRow
from pipeline.encode.encode import encoder_id
from pipeline.errors import NothingToDo
from pipeline.flow import analysing
from pipeline.flow.blind import blind_sources
from pipeline.flow.study import OpenStudy
from pipeline.propose.learn import reliability
from pipeline.propose.next import next_to_read
from pipeline.propose.propose import Weighed, weigh
from pipeline.store import codebook, segments

FEWEST_FORECASTS = 40  # held-out forecasts under which a calibration would be noise

_kept: dict[str, tuple[str, Weighed]] = {}
_keeping = threading.Lock()


class Believed(NamedTuple):
    """Of the scores in one step: from, to, how many held-out pairs, their mean score, the share that people accepted."""

    low: float
    high: float
    n: int
    score: float
    accepted: float


class Calibration(NamedTuple):
    """
    How far scores can be believed, on decisions held out; `error` is the expected calibration error, None: too few.

    It holds for extracts like those that were decided. `n_refused` counts the answers that say no: without any, nothing
    tells how many extracts carry no code at all, and nothing held out can show it.
    """

    n_forecasts: int
    n_codes_taught: int
    n_codes: int
    error: float | None
    steps: tuple[Believed, ...]
    n_refused: int


class NextSegment(NamedTuple):
    """A segment to read, why this one, and the codes it would settle."""

    segment: SegmentRow
    why: str
    doubts: tuple[str, ...]


def weighed(study: OpenStudy) -> Weighed:
    """
    The study's segments weighed against its codes, learnt again only when something changed.

    Raises:
        NothingToDo: there is no code, or no segment that is encoded.
    """
    if not codebook.codes(study.file):
        raise NothingToDo("Le livre de codes est vide : ajoutez un code, ou importez un livre de codes.")
    place = str(study.folder)
    wanted = f"{analysing.proposal_inputs(study)} {encoder_id(analysing.proposal_encoder(study))}"
    with _keeping:
        known = _kept.get(place)
        if known is None or known[0] != wanted:
            known = _kept[place] = (wanted, weigh(**analysing.lesson_of(study)))
        return known[1]


def calibration(study: OpenStudy) -> Calibration:
    """
    How often people accepted what was given each score, on decisions that the learning did not see.

    Raises:
        NothingToDo: as `weighed`.
    """
    found = weighed(study)
    learnt, n_taught = found.learnt, int(found.taught.sum())
    n_refused = int(found.settled.sum()) - sum(len(known.positive) for known in found.known)
    if learnt is None or len(learnt.forecasts) < FEWEST_FORECASTS:
        n_forecasts = 0 if learnt is None else len(learnt.forecasts)
        return Calibration(n_forecasts, n_taught, len(found.codes), None, (), n_refused)
    rows, error = reliability(learnt.forecasts, learnt.outcomes)
    steps = tuple(Believed(*row) for row in rows)
    return Calibration(len(learnt.forecasts), n_taught, len(found.codes), error, steps, n_refused)


def read_next(study: OpenStudy, *, limit: int = 10, transcript_id: str | None = None) -> tuple[NextSegment, ...]:
    """
    What to read next, best first: what would teach most, each unlike the others; of one transcript when it is named.

    Raises:
        NothingToDo: as `weighed`.
    """
    found = weighed(study)
    hidden = blind_sources(study)
    asked = limit if not hidden and transcript_id is None else len(found.segments)
    told = {one.segment_id: one for one in next_to_read(_within(found, transcript_id), limit=asked)}
    rows = _rows(study, list(told))
    shown = [NextSegment(row, told[row.segment_id].why, told[row.segment_id].doubts) for row in rows]
    return tuple([one for one in shown if one.segment.source_id not in hidden][:limit])


def _within(found: Weighed, transcript_id: str | None) -> Weighed:
    if transcript_id is None:
        return found
    here = [n for n, segment in enumerate(found.segments) if segment.transcript_id == transcript_id]
    return found._replace(
        segments=tuple(found.segments[n] for n in here),
        unit=found.unit[here],
        scores=found.scores[here],
        settled=found.settled[here],
    )


def _rows(study: OpenStudy, segment_ids: Sequence[str]) -> list[SegmentRow]:
    """Rows in the order asked for."""
    if not segment_ids:
        return []
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=segment_ids)}
    return [rows[one] for one in segment_ids if one in rows]
