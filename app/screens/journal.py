"""Journal: what was done to the study, when and by whom; and the proof, on demand, that its promises hold."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording, wording_report
from app.components import tables
from pipeline.errors import ImportRefused
from pipeline.flow import care, proving
from pipeline.flow.study import OpenStudy
from pipeline.store import journal

EVENTS_A_PAGE = 100


def show() -> None:
    """Draw the screen."""
    study = session.study()
    _proof(study)
    before = session.kept("journal before", None)
    events = journal.events(study.file, limit=EVENTS_A_PAGE, before=before)
    tables.rows(
        [
            (
                wording.figure(e.seq),
                wording.moment(e.happened_at),
                escape(e.actor),
                escape(wording.event(e.kind)),
                f"<code>{escape(e.subject)}</code>",
            )
            for e in events
        ],
        wording.JOURNAL_HEADER,
        numbers={0},
    )
    with st.container(horizontal=True):
        if before is not None and st.button(wording.LATEST_EVENTS, key="latest"):
            session.keep("journal before", None)
            st.rerun()
        if len(events) == EVENTS_A_PAGE and events[-1].seq > 1 and st.button(wording.OLDER_EVENTS, key="older"):
            session.keep("journal before", events[-1].seq)
            st.rerun()


def _proof(study: OpenStudy) -> None:
    st.html(f'<p class="pl-quiet">{wording.JOURNAL_WHAT}</p>')
    if st.button(wording.VERIFY, key="verify"):
        with st.spinner(wording.VERIFYING):
            session.keep("verified", care.verify(study))
    _signed(study)
    found = session.kept("verified", None)
    if found is None:
        return
    if found.broken:
        st.error(wording.broken(len(found.broken)))
        tables.pairs([(one.what, one.where) for one in found.broken], wording.BROKEN_HEADER)
    elif found.unchecked:
        st.warning(wording.HOLDS_AS_FAR_AS_SEEN)
    else:
        st.success(wording.HOLDS)
    for sentence in found.unchecked:
        st.html(f'<p class="pl-quiet">{escape(sentence)}</p>')


def _signed(study: OpenStudy) -> None:
    """Hold the study to its signed proof, where there is one."""
    if proving.signed_key(study) is None:
        return
    if st.button(wording_report.COMPARE, key="compare"):
        try:
            session.keep("compared", proving.compare(study))
        except ImportRefused as fault:
            st.error(str(fault))
    broken = session.kept("compared", None)
    if broken is None:
        return
    if broken:
        st.error(wording.broken(len(broken)))
        tables.pairs([(one.what, one.where) for one in broken], wording.BROKEN_HEADER)
    else:
        st.success(wording_report.AS_SIGNED)


if __name__ == "__main__":
    show()
