"""
What to read next, and how far scores can be believed: both asked for, since the machine learns again before it answers.

The extracts are chosen once and stay, whatever is decided, until others are asked for: a list that changed under a reader's
fingers would make them decide on what they have not read.
"""

from __future__ import annotations

import streamlit as st

from app import session, wording, wording_learning
from app.components import empty
from models.rows import SegmentRow
from pipeline.errors import NothingToDo
from pipeline.flow import learning
from pipeline.flow.study import OpenStudy
from pipeline.store import segments

CHOSEN_AT_ONCE = 10
KEPT, MEASURED = "coding next", "coding calibration"


def chosen(study: OpenStudy, transcript_id: str | None, *, has_codes: bool) -> tuple[list[SegmentRow], dict[str, str]]:
    """The extracts to read, and why each; none when the screen has said what is missing."""
    if not has_codes:
        empty.show(wording_learning.NEXT_NO_CODE, link=("screens/codebook.py", wording.CODEBOOK))
        return [], {}
    asked = (str(study.folder), transcript_id, study.actor)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(f'<p class="pl-quiet">{wording_learning.NEXT_SAID}</p>')
        again = st.button(wording_learning.NEXT_AGAIN)
        show_calibration(study)
    known = session.kept(KEPT, None)
    if again or known is None or known[0] != asked:
        known = (asked, _choose(study, transcript_id))
        session.keep(KEPT, known if known[1] else None)
    why: dict[str, str] = known[1] or {}
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=list(why))} if why else {}
    if known[1] is not None and not rows:
        empty.show(wording_learning.NEXT_EMPTY, link=("screens/overview.py", wording.GO_OVERVIEW))
    return [rows[one] for one in why if one in rows], why


def _choose(study: OpenStudy, transcript_id: str | None) -> dict[str, str] | None:
    """Segments and why, in order; None when the screen has said why nothing can be chosen."""
    try:
        with st.spinner(wording_learning.CHOOSING):
            found = learning.read_next(study, limit=CHOSEN_AT_ONCE, transcript_id=transcript_id)
    except NothingToDo as fault:
        st.info(str(fault))
        return None
    return {one.segment.segment_id: one.why for one in found}


def show_calibration(study: OpenStudy) -> None:
    """A button that opens how often people accepted what was given each score."""
    with st.popover(wording_learning.BELIEVED):
        st.markdown(wording_learning.BELIEVED_SAID)
        if st.button(wording_learning.MEASURE, key="measure calibration"):
            session.keep(MEASURED, _measure(study))
        measured = session.kept(MEASURED, None)
        if isinstance(measured, str):
            st.info(measured)
        elif measured is not None:
            _draw(measured)


def _measure(study: OpenStudy) -> learning.Calibration | str:
    try:
        with st.spinner(wording_learning.CHOOSING):
            return learning.calibration(study)
    except NothingToDo as fault:
        return str(fault)


def _draw(found: learning.Calibration) -> None:
    if found.error is None:
        st.info(wording_learning.too_few(found.n_forecasts, learning.FEWEST_FORECASTS))
        return
    st.markdown(wording_learning.believed(found.error, found.n_forecasts, found.n_codes_taught, found.n_codes))
    if not found.n_refused:
        st.caption(wording_learning.NEVER_REFUSED)
    rows = [
        (wording_learning.step(one.low, one.high), one.n, wording.ratio(one.score), wording.percent(one.accepted))
        for one in found.steps
    ]
    st.table([dict(zip(wording_learning.BELIEVED_COLUMNS, row, strict=True)) for row in rows])
