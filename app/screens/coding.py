"""
Codage: read a transcript, go through what is proposed or what to read next, or search, and decide by keyboard.

The desk shows one page of turns (a transcript) or one extract after another (the other views); a deep link opens the
transcript at its turn, whatever was on screen before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st

from app import session, wording, wording_agreement, wording_learning
from app.components import desk, empty
from app.screens import coding_next, coding_search
from app.screens.coding_bulk import decide_in_bulk
from app.screens.coding_events import answer_press
from models.codebook import Code
from models.coding import Memo
from models.rows import ProposalRow, SegmentRow, SourceRow
from pipeline.flow import blind
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import codebook, segments, sources

TURNS_A_PAGE = 30
QUEUE_SHOWN = 40
QUEUE_READ = 2_000
VIEWS = (wording.BY_TRANSCRIPT, wording.BY_QUEUE, wording_learning.BY_NEXT, wording_learning.BY_SEARCH)


class Filters(NamedTuple):
    """What the row above the desk says."""

    view: str
    transcript_id: str | None
    code_id: str | None
    least: float
    page: int = 1


def show() -> None:
    """Draw the screen."""
    study = session.study()
    session.answer_events(desk.KEY, lambda event: answer_press(study, event))
    open_sources = [s for s in sources.all_sources(study.file) if s.state.value == "released"]
    if not open_sources:
        empty.show(wording.CODING_EMPTY, link=("screens/overview.py", wording.GO_OVERVIEW))
        return
    by_source = sources.transcripts_by_source(study.file)
    focus = _arrive(by_source)
    codes = codebook.codes(study.file)
    filters = _filters(study, open_sources, by_source, codes)
    if filters.view == wording.BY_TRANSCRIPT:
        _transcript(study, filters, codes, focus)
    elif filters.view == wording.BY_QUEUE:
        _queue(study, filters, codes)
    elif filters.view == wording_learning.BY_NEXT:
        shown, why = coding_next.chosen(study, filters.transcript_id, has_codes=bool(codes))
        _extracts(study, shown, codes, f"next {[s.segment_id for s in shown]}", why=why)
    else:
        shown = coding_search.found(study, filters.transcript_id)
        _extracts(study, shown, codes, f"search {[s.segment_id for s in shown]}")


def _arrive(by_source: dict[str, str]) -> desk.Focus | None:
    """Follow the address when it has just changed: set the filters so that its turn is on screen."""
    link = tuple(session.address(name) for name in ("transcript", "turn", "segment", "at"))
    transcript_id, turn, segment_id, at = link
    if not transcript_id:
        return None
    source_id = next((s for s, t in by_source.items() if t == transcript_id), None)
    if source_id is None:
        st.warning(wording.OLD_LINK)
        return None
    turn_no = int(turn) if turn and turn.isdigit() else 1
    if session.kept("coding link", None) != link:
        session.keep("coding link", link)
        session.set_field("coding view", wording.BY_TRANSCRIPT)
        session.set_field("coding source", source_id)
        session.keep("coding page", (turn_no - 1) // TURNS_A_PAGE + 1)
        session.keep("coding arrivals", session.kept("coding arrivals", 0) + 1)
    start, _, end = (at or "").partition("-")
    stretch = (int(start), int(end)) if start.isdigit() and end.isdigit() else (None, None)
    return desk.Focus(turn_no, segment_id, *stretch)


def _filters(
    study: OpenStudy, open_sources: Sequence[SourceRow], by_source: dict[str, str], codes: Sequence[Code]
) -> Filters:
    view, source, code, least = st.columns([4.6, 2.6, 2.4, 1.4], vertical_alignment="bottom")
    with view:
        chosen = st.segmented_control(
            wording.VIEW,
            VIEWS,
            default=None if session.field("coding view") else wording.BY_TRANSCRIPT,
            required=True,
            label_visibility="collapsed",
            key="coding view",
        )
    chosen = str(chosen or wording.BY_TRANSCRIPT)
    in_transcript = chosen == wording.BY_TRANSCRIPT
    names = {s.source_id: s.source_name for s in open_sources if s.source_id in by_source}
    with source:
        choices = [*names] if in_transcript else [None, *names]
        key = "coding source" if in_transcript else "coding queue source"
        source_id = st.selectbox(
            wording.SOURCE,
            choices,
            format_func=lambda one: names[one] if one else wording.ALL_SOURCES,
            label_visibility="collapsed",
            key=key,
            on_change=_leave_link,
        )
    transcript_id = by_source.get(source_id) if source_id else None
    if in_transcript:
        with code:
            return Filters(chosen, transcript_id, None, 0.0, _page(study, str(transcript_id)))
    if chosen != wording.BY_QUEUE:
        return Filters(chosen, transcript_id, None, 0.0)
    paths = {c.code_id: c.path for c in codes}
    with code:
        code_id = st.selectbox(
            wording.CODE,
            [None, *paths],
            format_func=lambda one: paths[one] if one else wording.ALL_CODES,
            label_visibility="collapsed",
            key="coding code",
        )
    with least:
        floor = st.selectbox(
            wording.SCORE,
            [0.0, 0.3, 0.5, 0.7, 0.9],
            format_func=lambda one: wording.at_least(one),
            label_visibility="collapsed",
            key="coding least",
        )
    return Filters(chosen, transcript_id, code_id, floor)


def _leave_link() -> None:
    session.keep("coding page", 1)
    session.set_address()


def _transcript(study: OpenStudy, filters: Filters, codes: Sequence[Code], focus: desk.Focus | None) -> None:
    transcript_id = filters.transcript_id
    assert transcript_id is not None
    first = (filters.page - 1) * TURNS_A_PAGE + 1
    turns = sources.turns_of(study.file, transcript_id, first=first, limit=TURNS_A_PAGE)
    if turns and turns[0].source_id in blind.blind_sources(study):
        st.caption(wording_agreement.BLIND_HERE)
    here = {turn.turn_id for turn in turns}
    looks = session.looks()
    cut = [s for s in segments.segment_rows(study.file, transcript_id=transcript_id) if s.turn_id in here]
    marks = desk.Marks(
        segments=cut,
        proposals=blind.proposal_rows(study, transcript_id=transcript_id, limit=QUEUE_READ),
        codings=[c for c in blind.codings(study, transcript_id=transcript_id) if c.turn_id in here],
        memos=_memos(study, cut),
    )
    blocks = [desk.turn_block(turn, looks.get(turn.stakeholder_group or "")) for turn in turns]
    arrival = session.kept("coding arrivals", 0)
    _desk(
        study,
        blocks,
        marks,
        codes,
        f"{transcript_id} {filters.page} {arrival}",
        focus=focus,
        transcript_id=transcript_id,
    )


def _page(study: OpenStudy, transcript_id: str) -> int:
    n_pages = max(1, -(-sources.last_turn_no(study.file, transcript_id) // TURNS_A_PAGE))
    if n_pages == 1:
        return 1
    arrived_at = min(session.kept("coding page", 1), n_pages)
    key = f"coding page {transcript_id} {session.kept('coding arrivals', 0)}"
    return st.pagination(n_pages, default=arrived_at, key=key)


def _queue(study: OpenStudy, filters: Filters, codes: Sequence[Code]) -> None:
    found = [
        p
        for p in blind.proposal_rows(
            study, code_id=filters.code_id, transcript_id=filters.transcript_id, limit=QUEUE_READ
        )
        if p.score >= filters.least
    ]
    if not found:
        empty.show(wording.QUEUE_EMPTY if codes else wording.QUEUE_NO_CODE, link=_way_out(codes))
        return
    shown = _first_segments(found)
    decide_in_bulk(study, found, is_cut=len(found) >= QUEUE_READ)
    coding_next.show_calibration(study)
    _extracts(study, shown, codes, f"queue {filters}", found=found)


def _extracts(
    study: OpenStudy,
    shown: Sequence[SegmentRow],
    codes: Sequence[Code],
    page: str,
    *,
    found: Sequence[ProposalRow] | None = None,
    why: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Extracts one after the other, with what is proposed on them."""
    if not shown:
        return
    looks = session.looks()
    ids = {s.segment_id for s in shown}
    turns = {s.turn_id for s in shown}
    proposed = blind.proposal_rows(study, limit=QUEUE_READ) if found is None else found
    marks = desk.Marks(
        segments=shown,
        proposals=[p for p in proposed if p.segment.segment_id in ids],
        codings=[c for c in blind.codings(study) if c.turn_id in turns],
        memos=_memos(study, shown),
        why=why,
    )
    blocks = [desk.segment_block(s, looks.get(s.stakeholder_group or "")) for s in shown]
    _desk(study, blocks, marks, codes, page, focus=None, transcript_id=None)


def _way_out(codes: Sequence[Code]) -> tuple[str, str]:
    return ("screens/overview.py", wording.GO_OVERVIEW) if codes else ("screens/themes.py", wording.GO_THEMES)


def _first_segments(found: Sequence[ProposalRow]) -> list[SegmentRow]:
    """The segments of the best proposals, each once, in the order of their best score."""
    return list({p.segment.segment_id: p.segment for p in reversed(found)}.values())[::-1][:QUEUE_SHOWN]


def _memos(study: OpenStudy, shown: Sequence[SegmentRow]) -> list[Memo]:
    return blind.segment_memos(study, shown)


def _desk(
    study: OpenStudy,
    blocks: Sequence[dict[str, object]],
    marks: desk.Marks,
    codes: Sequence[Code],
    page: str,
    *,
    focus: desk.Focus | None,
    transcript_id: str | None,
) -> None:
    desk.show(
        blocks,
        marks,
        codes,
        page=page,
        numbered=_numbered(study, codes),
        coder=study.actor,
        may_write=study.role is not Role.READER,
        answers=session.acknowledged(),
        focus=focus,
        transcript_id=transcript_id,
    )


def _numbered(study: OpenStudy, codes: Sequence[Code]) -> list[str]:
    """
    Codes under keys 1 to 9: those most used when the session began, then in order.

    A key keeps its code for the whole session, so that a finger never finds another code under it.
    """
    alive = {code.code_id for code in codes}
    kept: list[str] = session.kept("numbered", [])
    before = [code_id if code_id in alive else "" for code_id in kept]
    counts = blind.code_counts(study)
    rest = sorted(alive - set(before), key=lambda c: (-counts.get(c, (0, 0))[1], [x.code_id for x in codes].index(c)))
    for place, code_id in enumerate(before):
        if not code_id and rest:
            before[place] = rest.pop(0)
    now = [*before, *rest][: desk.NUMBERED_CODES]
    session.keep("numbered", now)
    return now


if __name__ == "__main__":
    show()
