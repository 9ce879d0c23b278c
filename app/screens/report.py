"""Rapport: written into the study's `outputs/` for those who will read it, with the risk sheet beside it; never downloaded."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path

import streamlit as st

from app import session, wording, wording_report
from app.components import empty
from pipeline.flow import consenting, outputs, risk_sheet
from pipeline.flow.study import OUTPUTS, OpenStudy, Role
from pipeline.store import findings

PREVIEW_HEIGHT = 900
RISK_SHEET = "fiche_de_risque.html"


def show() -> None:
    """Draw the screen."""
    study = session.study()
    if not findings.findings(study.file):
        empty.show(wording.REPORT_EMPTY, link=("screens/findings.py", wording.GO_FINDINGS))
        _risk(study)
        return
    level = _report(study)
    _risk(study)
    _preview(study.folder / OUTPUTS / outputs.report_name("html", level), wording.PREVIEW)


def _report(study: OpenStudy) -> str:
    """What the report is asked to be; gives the level chosen, whose page is shown below."""
    st.html(f'<p class="pl-quiet">{wording.REPORT_WHAT}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.segmented_control(
            wording.FORMAT,
            list(outputs.REPORT_FORMATS),
            default=outputs.REPORT_FORMATS[0],
            format_func=lambda one: wording.FORMATS[one],
            required=True,
            key="report format",
        )
        level = st.segmented_control(
            wording_report.LEVEL,
            list(wording_report.LEVELS),
            default=study.settings.disclosure.level,
            format_func=lambda one: wording_report.LEVELS[one],
            required=True,
            key="report level",
        )
        pressed = st.button(wording.BUILD, type="primary", disabled=study.role is Role.READER, key="build")
    level = level or study.settings.disclosure.level
    st.html(f'<p class="pl-quiet">{wording_report.LEVEL_WHAT[level]}</p>')
    told = consenting.told(study)
    if told:
        st.html(f'<p class="pl-quiet">{wording_report.CONSENT_TITLE} : {escape(" ".join(told))}</p>')
    if pressed:
        _build(study, chosen or outputs.REPORT_FORMATS[0], level)
    return level


def _build(study: OpenStudy, chosen: str, level: str) -> None:
    with st.spinner(wording.BUILDING):
        said = wording.written(f"{OUTPUTS}/{outputs.report_name(chosen, level)}")
        session.attempt(outputs.report, study, chosen, level=level, said=said)


def _risk(study: OpenStudy) -> None:
    st.header(wording_report.RISK_TITLE, anchor=False)
    st.html(f'<p class="pl-quiet">{wording_report.RISK_WHAT}</p>')
    if st.button(wording_report.RISK_BUILD, disabled=study.role is Role.READER, key="build risk sheet"):
        with st.spinner(wording_report.RISK_BUILDING):
            said = wording_report.risk_written(f"{OUTPUTS}/{RISK_SHEET}")
            session.attempt(lambda: risk_sheet.write(study, risk_sheet.gather(study)), said=said)
    path = study.folder / OUTPUTS / RISK_SHEET
    if path.exists():
        with st.expander(wording_report.RISK_PREVIEW):
            _preview(path, "")


def _preview(path: Path, title: str) -> None:
    if not path.exists():
        return
    if title:
        st.header(title, anchor=False)
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
    st.html(f'<p class="pl-quiet">{wording_report.preview_of(path.name, wording.moment(at))}</p>')
    st.iframe(path.read_text("utf-8"), height=PREVIEW_HEIGHT)


if __name__ == "__main__":
    show()
