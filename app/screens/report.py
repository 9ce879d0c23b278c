"""Rapport: written into the study's `outputs/`, never offered for download; the web version can be read here first."""

from __future__ import annotations

import streamlit as st

from app import session, wording
from app.components import empty
from pipeline.flow import outputs
from pipeline.flow.study import OUTPUTS, OpenStudy, Role
from pipeline.store import findings

PREVIEW_HEIGHT = 900


def show() -> None:
    """Draw the screen."""
    study = session.study()
    if not findings.findings(study.file):
        empty.show(wording.REPORT_EMPTY, link=("screens/findings.py", wording.GO_FINDINGS))
        return
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
        if st.button(wording.BUILD, type="primary", disabled=study.role is Role.READER, key="build"):
            _build(study, chosen or outputs.REPORT_FORMATS[0])
    _written(study)


def _build(study: OpenStudy, chosen: str) -> None:
    with st.spinner(wording.BUILDING):
        session.attempt(outputs.report, study, chosen, said=wording.written(f"{OUTPUTS}/rapport.{chosen}"))


def _written(study: OpenStudy) -> None:
    path = study.folder / OUTPUTS / "rapport.html"
    if not path.exists():
        return
    st.header(wording.PREVIEW, anchor=False)
    st.html(f'<p class="pl-quiet">{wording.preview_of(path.stat().st_mtime)}</p>')
    st.iframe(path.read_text("utf-8"), height=PREVIEW_HEIGHT)


if __name__ == "__main__":
    show()
