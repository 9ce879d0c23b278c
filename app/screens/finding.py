"""One finding: what it says and said, what it rests on, who is silent, and the voices that may contradict it."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording, wording_findings
from app.components import picture, sheet, verbatim
from app.screens import finding_counter, finding_questions, restitution_replies, verbatims
from app.screens.finding_evidence import add_evidence, answer_presses
from models.finding import Finding, FindingStatus, Scope, Stance
from models.rows import EvidenceRow
from pipeline.flow import countering, picturing
from pipeline.flow import findings as flow
from pipeline.flow.grounding import crossings as triangulate
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import codebook, findings, people, themes


def show(study: OpenStudy, finding: Finding) -> None:
    """Draw one finding."""
    may_write = study.role is not Role.READER
    answer_presses(study)
    if st.button(wording_findings.BACK_TO_BOARD, key="back to board", type="tertiary"):
        session.go()
    st.html(f'<p class="pl-statement">{escape(finding.statement)}</p>')
    st.html(
        f'<p class="pl-quiet">{escape(wording_findings.finding_by(finding))} '
        f"{escape(wording_findings.prompted(finding))}</p>"
    )
    _head(study, finding, may_write=may_write)
    found = flow.sheet(study, finding.finding_id, counter_voices=0)
    sheet.show(found.grounding, session.looks(), triangulate(study, finding.finding_id))
    restitution_replies.of_finding(study, finding, may_write=may_write)
    for stance in Stance:
        of_stance = [row for row in found.evidence if row.evidence.stance is stance]
        if of_stance or stance is Stance.SUPPORTS:
            st.header(f"{wording.STANCE_TITLES[stance]} ({len(of_stance)})", anchor=False)
        for row in of_stance:
            _evidence(study, row, may_write=may_write)
        if not of_stance and stance is Stance.SUPPORTS:
            st.html(f'<p class="pl-quiet">{wording_findings.NO_EVIDENCE}</p>')
    if may_write:
        add_evidence(study, finding)
    st.header(wording_findings.COUNTER_VOICES, anchor=False)
    with st.spinner(wording_findings.LOOKING_FOR_COUNTER_VOICES):
        voices = session.computed(
            f"against {finding.finding_id}", None, lambda: countering.counter_voices(study, finding.finding_id)
        )
    finding_counter.voices(study, finding, voices, may_write=may_write)
    finding_counter.answers(study, finding, may_write=may_write)
    finding_questions.show(study, finding, may_write=may_write)
    if found.evidence:
        st.header(wording_findings.WALK, anchor=False)
        st.html(f'<p class="pl-quiet">{wording_findings.WALK_WHAT}</p>')
        picture.show(picturing.walk_picture(study, finding.finding_id), key=f"walk {finding.finding_id}")


def _head(study: OpenStudy, finding: Finding, *, may_write: bool) -> None:
    history = findings.finding_history(study.file, finding.finding_id)
    with st.container(horizontal=True):
        if may_write:
            with st.popover(wording_findings.CHANGE):
                _change(study, finding)
        with st.popover(f"{wording_findings.WORDINGS} ({len(history)})"):
            for one in reversed(history):
                told = " ".join((wording_findings.finding_by(one), wording_findings.prompted(one)))
                st.html(f"<p>{escape(one.statement)}</p><p class='pl-quiet'>{escape(told)}</p>")
        if may_write and st.button(wording_findings.UNDO, key="undo finding"):
            session.attempt(flow.undo, study, finding.finding_id, said=wording_findings.UNDONE)


def _change(study: OpenStudy, finding: Finding) -> None:
    everyone = people.participant_rows(study.file)
    territories = sorted({p.territory for p in everyone if p.territory} | set(finding.scope.territories))
    waves = sorted({p.wave for p in everyone if p.wave} | set(finding.scope.waves))
    groups = list(dict.fromkeys([*study.settings.study.groups, *finding.scope.groups]))
    key = finding.finding_id
    with st.form(f"change {key}", border=False):
        statement = st.text_area(
            wording_findings.STATEMENT, value=finding.statement, key=f"statement {key}", height=140
        )
        status = st.selectbox(
            wording_findings.STATUS,
            list(FindingStatus),
            index=list(FindingStatus).index(finding.status),
            format_func=lambda one: wording.STATUSES[one],
            key=f"status {key}",
        )
        st.caption(wording_findings.SCOPE_WHAT)
        in_groups = st.multiselect(wording_findings.GROUPS, groups, default=finding.scope.groups, key=f"groups {key}")
        in_places = st.multiselect(
            wording_findings.TERRITORIES, territories, default=finding.scope.territories, key=f"places {key}"
        )
        in_waves = st.multiselect(wording_findings.WAVES, waves, default=finding.scope.waves, key=f"waves {key}")
        names = {code.code_id: code.path for code in codebook.codes(study.file)}
        code_ids = st.multiselect(
            wording_findings.CODES,
            list(names),
            default=[one for one in finding.code_ids if one in names],
            format_func=lambda one: names[one],
            key=f"codes {key}",
        )
        labels = {row.theme_id: row.label for row in themes.theme_rows(study.file)}
        theme_ids = st.multiselect(
            wording_findings.THEMES,
            list(labels),
            default=[one for one in finding.theme_ids if one in labels],
            format_func=lambda one: labels[one],
            key=f"themes {key}",
        )
        prompted_by = st.text_input(
            wording_findings.PROMPTED_BY, key=f"prompted {key}", help=wording_findings.PROMPTED_HELP
        )
        remark = st.text_input(wording_findings.REMARK, key=f"remark {key}")
        if st.form_submit_button(wording.TAKE, type="primary") and statement.strip():
            scope = Scope(territories=tuple(in_places), waves=tuple(in_waves), groups=tuple(in_groups))
            session.attempt(
                flow.write_finding,
                study,
                statement,
                status=status,
                scope=scope,
                code_ids=code_ids,
                theme_ids=theme_ids,
                prompted_by=prompted_by,
                remark=remark,
                finding_id=finding.finding_id,
                said=wording_findings.FINDING_CHANGED,
            )


def _evidence(study: OpenStudy, row: EvidenceRow, *, may_write: bool) -> None:
    evidence = row.evidence

    def remove() -> None:
        if st.button(wording_findings.REMOVE_EVIDENCE, type="tertiary", key=f"remove {evidence.evidence_id}"):
            session.attempt(flow.remove_evidence, study, evidence.evidence_id, said=wording_findings.EVIDENCE_REMOVED)

    verbatims.show(
        study,
        verbatim.of_evidence(row),
        key=evidence.evidence_id,
        with_question=True,
        note=wording_findings.added_by(evidence.added_by, evidence.added_at),
        actions=remove if may_write else None,
    )
