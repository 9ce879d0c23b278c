"""Constats: the board by status; a finding opens by its address, in `finding.py`."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording, wording_findings
from app.components import empty, picture
from app.screens import finding as one_finding
from app.screens import finding_counter, finding_pairs
from models.finding import Finding, FindingStatus, Grounding, Position
from pipeline.flow import findings as flow
from pipeline.flow import grounding, picturing
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import findings

ON_THE_BOARD = (FindingStatus.HYPOTHESIS, FindingStatus.SUPPORTED, FindingStatus.CONTESTED)
SILENT = (Position.SILENT_ASKED, Position.SILENT_NEVER_ASKED)


def show() -> None:
    """Draw the board, or the finding that the address names."""
    study = session.study()
    found = findings.findings(study.file)
    asked = session.address("finding")
    chosen = next((one for one in found if one.finding_id == asked), None)
    if chosen is not None:
        one_finding.show(study, chosen)
        return
    if asked:
        st.warning(wording_findings.NO_SUCH_FINDING)
    if study.role is not Role.READER:
        _write(study)
    if not found:
        empty.show(wording_findings.FINDINGS_EMPTY)
        return
    view = _view()
    if view == "voix":
        finding_counter.queue(study)
    elif view == "images":
        _pictures(study)
    elif view == "croiser":
        finding_pairs.show(study, found)
    else:
        _board(study, found)


def _view() -> str:
    """Which of the three views the address names; choosing another changes the address."""
    views = list(wording_findings.VIEWS)
    session.choice_from_address("view", "findings view", views)
    if session.field("findings view") is None:
        session.set_field("findings view", views[0])
    chosen = st.segmented_control(
        wording_findings.BOARD,
        views,
        format_func=lambda one: wording_findings.VIEWS[one],
        key="findings view",
        label_visibility="collapsed",
    )
    view = str(chosen or views[0])
    session.set_address(view=view if view != views[0] else None)
    return view


def _pictures(study: OpenStudy) -> None:
    st.header(wording_findings.WHO_SUPPORTS, anchor=False)
    st.html(f'<p class="pl-quiet">{wording_findings.WHO_SUPPORTS_WHAT}</p>')
    picture.show(picturing.support_picture(study), key="support")
    st.header(wording_findings.VOICES, anchor=False)
    st.html(f'<p class="pl-quiet">{wording_findings.VOICES_WHAT}</p>')
    picture.show(picturing.voices_picture(study), key="voices")


def _board(study: OpenStudy, found: tuple[Finding, ...]) -> None:
    computed = grounding.groundings(study)
    columns = st.columns(len(ON_THE_BOARD), gap="medium")
    for column, status in zip(columns, ON_THE_BOARD, strict=True):
        of_status = [one for one in found if one.status is status]
        with column:
            st.subheader(f"{wording.STATUSES[status]} ({len(of_status)})", anchor=False)
            for one in of_status:
                _card(one, computed[one.finding_id])
    withdrawn = [one for one in found if one.status is FindingStatus.WITHDRAWN]
    if withdrawn:
        with st.expander(f"{wording.STATUSES[FindingStatus.WITHDRAWN]} ({len(withdrawn)})"):
            for one in withdrawn:
                _card(one, computed[one.finding_id])


def _card(one: Finding, counted: Grounding) -> None:
    told = f"<p>{escape(one.statement)}</p>"
    told += f'<p class="pl-quiet">{escape(wording_findings.card(counted, _silent(counted)))}</p>'
    with st.container(border=True, gap="small"):
        st.html(told)
        if st.button(wording_findings.OPEN_FINDING, key=f"open {one.finding_id}", type="tertiary"):
            session.go(finding=one.finding_id)


def _silent(counted: Grounding) -> list[str]:
    return [place.group for place in counted.groups if place.position in SILENT]


def _write(study: OpenStudy) -> None:
    with st.popover(wording_findings.NEW_FINDING), st.form("new finding", border=False, clear_on_submit=True):
        statement = st.text_area(wording_findings.STATEMENT, key="new statement")
        st.caption(wording_findings.STATEMENT_HELP)
        if st.form_submit_button(wording_findings.WRITE, type="primary") and statement.strip():
            session.attempt(flow.write_finding, study, statement, said=wording_findings.FINDING_WRITTEN)


if __name__ == "__main__":
    show()
