"""Rapport: chosen piece by piece, previewed as it would be, written into the study's `outputs/`, saved elsewhere, then signed."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path

import streamlit as st

from app import session, wording, wording_report
from app.components import empty, handed, upload
from pipeline.flow import consenting, outputs, proving, reports, risk_sheet
from pipeline.flow.study import OUTPUTS, OpenStudy, Role
from pipeline.store import findings

PREVIEW_HEIGHT = 900
MEDIA = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
RISK_SHEET = "fiche_de_risque.html"


def show() -> None:
    """Draw the screen."""
    study = session.study()
    if not findings.findings(study.file):
        empty.show(wording.REPORT_EMPTY, link=("screens/findings.py", wording.GO_FINDINGS))
        _risk(study)
        return
    _report(study)
    _model(study)
    _proof(study)
    _risk(study)


def _report(study: OpenStudy) -> None:
    """What the report is asked to be, what it would be, and the ways to have it."""
    st.html(f'<p class="pl-quiet">{wording.REPORT_WHAT}</p>')
    audience = st.segmented_control(
        wording_report.AUDIENCE,
        list(wording_report.AUDIENCES),
        default="",
        format_func=lambda one: wording_report.AUDIENCES[one],
        required=True,
        key="report audience",
    )
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
            default=reports.level_for(audience or None, study.settings.disclosure.level),
            format_func=lambda one: wording_report.LEVELS[one],
            required=True,
            key=f"report level {audience}",
        )
        pressed = st.button(wording.BUILD, type="primary", disabled=study.role is Role.READER, key="build")
    level = level or study.settings.disclosure.level
    st.html(f'<p class="pl-quiet">{wording_report.LEVEL_WHAT[level]}</p>')
    kept = _findings(study)
    told = consenting.told(study)
    if told:
        st.html(f'<p class="pl-quiet">{wording_report.CONSENT_TITLE} : {escape(" ".join(told))}</p>')
    written_as = chosen or outputs.REPORT_FORMATS[0]
    if pressed:
        _build(study, written_as, level, audience or None, kept)
    _hand_over(study, written_as, level, audience or None)
    _live(study, level, audience or None, kept)


def _hand_over(study: OpenStudy, chosen: str, level: str, audience: str | None) -> None:
    """The file written last with these choices, to be saved where one wants."""
    path = study.folder / OUTPUTS / outputs.report_name(chosen, level, audience)
    if not path.exists():
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        handed.show(
            path.read_bytes(), path.name, MEDIA[chosen], said=wording_report.save(path.name), key=f"save {path.name}"
        )
        st.html(f'<p class="pl-quiet">{wording_report.preview_of(path.name, _written_at(path))}</p>')


def _live(study: OpenStudy, level: str, audience: str | None, kept: list[str]) -> None:
    """The report as it would be with these choices, and what it holds back."""
    st.header(wording_report.LIVE, anchor=False)
    with st.spinner(wording.BUILDING):
        seen = session.computed(
            "report preview",
            (level, audience, tuple(kept), study.is_unlocked),
            lambda: reports.preview(study, level=level, audience=audience, finding_ids=kept),
        )
    said = wording_report.preview_said(seen)
    st.html("".join(f'<p class="pl-quiet">{escape(one)}</p>' for one in (*said, *seen.notes, *seen.drafts)))
    st.iframe(seen.html, height=PREVIEW_HEIGHT)


def _findings(study: OpenStudy) -> list[str]:
    """The findings to show, in this order; none chosen is all of them."""
    statements = {f.finding_id: f.statement for f in findings.findings(study.file)}
    chosen: list[str] = st.multiselect(
        wording_report.WHICH,
        list(statements),
        format_func=lambda one: statements[one],
        placeholder=wording_report.all_findings(len(statements)),
        key="report findings",
    )
    return chosen


def _build(study: OpenStudy, chosen: str, level: str, audience: str | None, kept: list[str]) -> None:
    with st.spinner(wording.BUILDING):
        said = wording.written(f"{OUTPUTS}/{outputs.report_name(chosen, level, audience)}")
        session.attempt(
            outputs.report, study, chosen, level=level, audience=audience, finding_ids=tuple(kept), said=said
        )


def _model(study: OpenStudy) -> None:
    with st.expander(wording_report.MODEL_TITLE):
        there = (study.folder / reports.MODEL_FILE).exists()
        st.html(f'<p class="pl-quiet">{wording_report.MODEL_THERE if there else wording_report.MODEL_WHAT}</p>')
        unable = study.role is Role.READER
        given = upload.files(
            wording_report.MODEL_GIVE, choose=wording_report.MODEL_CHOOSE, hint=wording_report.MODEL_HINT, kinds=["docx"],
            key="own model",
        )  # fmt: skip
        with st.container(horizontal=True):
            if given and st.button(wording_report.MODEL_TAKE, disabled=unable, type="primary", key="take model"):
                session.attempt(reports.take_model, study, given[0].getvalue(), said=wording_report.MODEL_TAKEN)
            if there:
                model = (study.folder / reports.MODEL_FILE).read_bytes()
                handed.show(
                    model,
                    reports.MODEL_FILE,
                    MEDIA["docx"],
                    said=wording_report.save(reports.MODEL_FILE),
                    key="save model",
                )
                if st.button(wording_report.MODEL_LEAVE, disabled=unable, key="leave model"):
                    session.attempt(reports.leave_model, study, said=wording_report.MODEL_LEFT)
            elif st.button(wording_report.MODEL_MAKE, disabled=unable, key="make model"):
                session.attempt(reports.write_model, study, said=wording_report.model_written(reports.MODEL_FILE))


def _proof(study: OpenStudy) -> None:
    with st.expander(wording_report.PROOF_TITLE):
        st.html(f'<p class="pl-quiet">{wording_report.PROOF_WHAT}</p>')
        if not study.is_unlocked:
            st.html(f'<p class="pl-quiet">{wording_report.PROOF_LOCKED}</p>')
        unable = study.role is Role.READER or not study.is_unlocked
        if st.button(wording_report.PROOF_SIGN, disabled=unable, key="sign"):
            with st.spinner(wording_report.PROOF_SIGNING):
                session.attempt(proving.sign, study, said=wording_report.signed(f"{OUTPUTS}/{proving.PROOF}"))
        key = proving.signed_key(study)
        if key is not None:
            st.html(f'<p class="pl-quiet">{wording_report.PROOF_KEY} <code>{escape(key)}</code></p>')


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
            st.html(f'<p class="pl-quiet">{wording_report.preview_of(path.name, _written_at(path))}</p>')
            st.iframe(path.read_text("utf-8"), height=PREVIEW_HEIGHT)


def _written_at(path: Path) -> str:
    return wording.moment(datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None))


if __name__ == "__main__":
    show()
