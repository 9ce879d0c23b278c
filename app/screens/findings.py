"""Constats: the board by status; a finding opens by its address, in `finding.py`."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording, wording_findings
from app.components import empty
from app.screens import finding as one_finding
from models.finding import Finding, FindingStatus, Grounding, Position
from pipeline.flow import findings as flow
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
    columns = st.columns(len(ON_THE_BOARD), gap="medium")
    for column, status in zip(columns, ON_THE_BOARD, strict=True):
        of_status = [one for one in found if one.status is status]
        with column:
            st.subheader(f"{wording.STATUSES[status]} ({len(of_status)})", anchor=False)
            for one in of_status:
                _card(study, one)
    withdrawn = [one for one in found if one.status is FindingStatus.WITHDRAWN]
    if withdrawn:
        with st.expander(f"{wording.STATUSES[FindingStatus.WITHDRAWN]} ({len(withdrawn)})"):
            for one in withdrawn:
                _card(study, one)


def _card(study: OpenStudy, one: Finding) -> None:
    grounding = findings.grounding(study.file, one.finding_id)
    told = f"<p>{escape(one.statement)}</p>"
    if grounding is not None:
        told += f'<p class="pl-quiet">{escape(wording_findings.card(grounding, _silent(grounding)))}</p>'
    with st.container(border=True, gap="small"):
        st.html(told)
        if st.button(wording_findings.OPEN_FINDING, key=f"open {one.finding_id}", type="tertiary"):
            session.go(finding=one.finding_id)


def _silent(grounding: Grounding) -> list[str]:
    return [place.group for place in grounding.groups if place.position in SILENT]


def _write(study: OpenStudy) -> None:
    with st.popover(wording_findings.NEW_FINDING), st.form("new finding", border=False, clear_on_submit=True):
        statement = st.text_area(wording_findings.STATEMENT, key="new statement")
        st.caption(wording_findings.STATEMENT_HELP)
        if st.form_submit_button(wording_findings.WRITE, type="primary") and statement.strip():
            session.attempt(flow.write_finding, study, statement, said=wording_findings.FINDING_WRITTEN)


if __name__ == "__main__":
    show()
