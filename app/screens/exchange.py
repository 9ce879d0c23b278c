"""Échanges: take in what another tool holds, with a report of what came and what did not; give what another tool reads."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from app import session, wording_exchange, wording_report
from app.components import empty, upload
from pipeline.flow import exchanging
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import sources

REPORT = "import report"
KINDS = ("qdpx", "qda", "sqlite3", "rqda", "crp", "sonal", "qdc", "csv", "json", "zip")


def show() -> None:
    """Draw the screen."""
    study = session.study()
    st.header(wording_exchange.BRING, anchor=False)
    _bring(study)
    _report()
    _pending(study)
    st.header(wording_exchange.GIVE, anchor=False)
    _give(study)


def _bring(study: OpenStudy) -> None:
    _quiet(wording_exchange.BRING_WHAT)
    _quiet(wording_exchange.BRING_GATE)
    if not study.is_unlocked:
        _quiet(wording_exchange.LOCKED)
        st.page_link("screens/anonymisation.py", label=wording_exchange.GO_VAULT)
    given = upload.files(
        wording_exchange.CHOOSE,
        choose=wording_exchange.BROWSE,
        hint=wording_exchange.DROP,
        kinds=KINDS,
        key=f"brought {session.kept('n brought', 0)}",
    )
    may_write = study.role is not Role.READER
    if st.button(wording_exchange.TAKE_IN, type="primary", disabled=not given or not may_write, key="take in"):
        with st.spinner(wording_exchange.TAKING):
            session.attempt(_take_in, study, {one.name: one.getvalue() for one in given})


def _take_in(study: OpenStudy, files: dict[str, bytes]) -> None:
    session.keep(REPORT, exchanging.take_in(study, files))
    session.keep("n brought", session.kept("n brought", 0) + 1)  # an empty field for the next file


def _report() -> None:
    """What the last file brought by this session gave."""
    taken: exchanging.Taken | None = session.kept(REPORT, None)
    if taken is None:
        return
    with st.container(border=True):
        st.subheader(wording_exchange.report_title(taken.what), anchor=False)
        _listed(wording_exchange.CAME, taken.came)
        if taken.left:
            _listed(wording_exchange.LEFT, taken.left)
        else:
            _quiet(wording_exchange.NOTHING_LEFT)
        if taken.waits:
            _quiet(wording_exchange.TAKE_NEXT)
            st.page_link("screens/overview.py", label=wording_exchange.GO_OVERVIEW)


def _pending(study: OpenStudy) -> None:
    for title, lines in (
        (wording_exchange.WAITING, exchanging.waiting(study)),
        (wording_exchange.UNPLACED, exchanging.unplaced(study)),
    ):
        if lines:
            with st.expander(f"{title} ({len(lines)})"):
                _listed("", lines)


def _give(study: OpenStudy) -> None:
    if not sources.current_transcripts(study.file):
        empty.show(wording_exchange.NOTHING_YET, link=("screens/overview.py", wording_exchange.GO_OVERVIEW))
        return
    _quiet(wording_exchange.GIVE_WHAT)
    left, right = st.columns(2, gap="medium")
    chosen = left.selectbox(
        wording_exchange.FORMAT,
        list(wording_exchange.FORMATS),
        format_func=lambda one: wording_exchange.FORMATS[one],
        key="export format",
    )
    use = right.selectbox(
        wording_exchange.USE,
        list(wording_exchange.USES),
        format_func=lambda one: wording_exchange.USES[one],
        help=wording_exchange.USE_HELP,
        key="export use",
    )
    _quiet(wording_exchange.FORMAT_WHAT[chosen])
    level = st.segmented_control(
        wording_report.LEVEL,
        list(wording_report.LEVELS),
        default=study.settings.disclosure.level,
        format_func=lambda one: wording_report.LEVELS[one],
        required=True,
        key="export level",
    )
    level = level or study.settings.disclosure.level
    _quiet(wording_report.LEVEL_WHAT[level])
    if st.button(wording_exchange.WRITE, type="primary", disabled=study.role is Role.READER, key="hand over"):
        with st.spinner(wording_exchange.WRITING):
            session.attempt(_hand_over, study, chosen, level, use or None)


def _hand_over(study: OpenStudy, chosen: str, level: str, use: str | None) -> None:
    session.tell(wording_exchange.written(exchanging.hand_over(study, chosen, level=level, use=use)))


def _quiet(text: str) -> None:
    st.html(f'<p class="pl-quiet">{escape(text)}</p>')


def _listed(title: str, lines: Sequence[str]) -> None:
    heading = f"<b>{escape(title)}</b>" if title else ""
    st.html(f"{heading}<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>")


if __name__ == "__main__":
    show()
