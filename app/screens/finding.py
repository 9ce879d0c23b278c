"""One finding: what it says and said, what it rests on, who is silent, and the voices that may contradict it."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from app import session, wording, wording_findings
from app.components import sheet, verbatim
from app.screens.finding_evidence import add_evidence, history_of
from models.finding import Finding, FindingStatus, Scope, Stance
from models.rows import CounterVoice, EvidenceRow
from models.transcript import Anchor
from pipeline.flow import findings as flow
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import findings, people


def show(study: OpenStudy, finding: Finding) -> None:
    """Draw one finding."""
    may_write = study.role is not Role.READER
    if st.button(wording_findings.BACK_TO_BOARD, key="back to board", type="tertiary"):
        session.go()
    st.html(f'<p class="pl-statement">{escape(finding.statement)}</p>')
    st.html(f'<p class="pl-quiet">{escape(wording_findings.finding_by(finding))}</p>')
    with st.container(horizontal=True):
        if may_write:
            with st.popover(wording_findings.CHANGE):
                _change(study, finding)
        with st.popover(wording_findings.WORDINGS):
            for one in reversed(findings.finding_history(study.file, finding.finding_id)):
                st.html(
                    f"<p>{escape(one.statement)}</p><p class='pl-quiet'>{escape(wording_findings.finding_by(one))}</p>"
                )
    found = flow.sheet(study, finding.finding_id, counter_voices=0)
    sheet.show(found.grounding, session.looks())
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
    with st.spinner(wording_findings.LOOKING_FOR_COUNTER_VOICES):
        whole = session.computed(f"sheet {finding.finding_id}", None, lambda: flow.sheet(study, finding.finding_id))
    _counter_voices(study, finding, whole.counter_voices, may_write=may_write)


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
        if st.form_submit_button(wording.TAKE, type="primary") and statement.strip():
            scope = Scope(territories=tuple(in_places), waves=tuple(in_waves), groups=tuple(in_groups))
            session.attempt(
                flow.write_finding,
                study,
                statement,
                status=status,
                scope=scope,
                code_ids=finding.code_ids,
                finding_id=finding.finding_id,
                said=wording_findings.FINDING_CHANGED,
            )


def _evidence(study: OpenStudy, row: EvidenceRow, *, may_write: bool) -> None:
    evidence = row.evidence
    look = session.looks().get(row.stakeholder_group or "")

    def remove() -> None:
        if st.button(wording_findings.REMOVE_EVIDENCE, type="tertiary", key=f"remove {evidence.evidence_id}"):
            session.attempt(flow.remove_evidence, study, evidence.evidence_id, said=wording_findings.EVIDENCE_REMOVED)

    verbatim.show(
        verbatim.of_evidence(row),
        look,
        key=evidence.evidence_id,
        with_question=True,
        note=wording_findings.added_by(evidence.added_by, evidence.added_at),
        history=partial(history_of, study, evidence.anchor),
        actions=remove if may_write else None,
    )


def _counter_voices(study: OpenStudy, finding: Finding, voices: tuple[CounterVoice, ...], *, may_write: bool) -> None:
    aside = f"aside {finding.finding_id}"
    dismissed: tuple[str, ...] = session.kept(aside, ())
    left = [voice for voice in voices if voice.segment.segment_id not in dismissed]
    st.header(f"{wording_findings.COUNTER_VOICES} ({len(left)})", anchor=False)
    st.html(f'<p class="pl-quiet">{wording_findings.COUNTER_WHAT if voices else wording_findings.COUNTER_NONE}</p>')
    for voice in left:
        segment = voice.segment

        def act(voice: CounterVoice = voice) -> None:
            segment = voice.segment
            anchor = Anchor(
                turn_id=segment.turn_id, start=segment.start_char, end=segment.end_char, verbatim=segment.text
            )
            for stance in (Stance.CONTRADICTS, Stance.NUANCES):
                if st.button(
                    wording.STANCES[stance].capitalize(), key=f"{stance} {segment.segment_id}", type="tertiary"
                ):
                    session.attempt(flow.add_evidence, study, finding.finding_id, stance, anchor)
            if st.button(wording_findings.SET_ASIDE, key=f"aside {segment.segment_id}", type="tertiary"):
                session.keep(aside, (*dismissed, segment.segment_id))
                st.rerun()

        look = session.looks().get(segment.stakeholder_group or "")
        verbatim.show(
            verbatim.of_segment(segment),
            look,
            key=f"counter-{segment.segment_id}",
            with_question=True,
            actions=act if may_write else None,
        )
