"""Counter-voices: passages to read against a finding, taken in or set aside one by one, and the queue over all findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from app import session, wording, wording_findings
from app.components import empty, verbatim
from app.screens import verbatims
from models.finding import Finding, Stance
from models.rows import CounterVoice
from pipeline.flow import countering as flow
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import segments

PLACE = "place in the queue"


def voices(study: OpenStudy, finding: Finding, found: Sequence[CounterVoice], *, may_write: bool) -> None:
    """Draw the passages proposed against a finding, each with what can be answered."""
    st.html(f'<p class="pl-quiet">{wording_findings.COUNTER_WHAT if found else wording_findings.COUNTER_NONE}</p>')
    for voice in found:
        segment = voice.segment
        verbatims.show(
            study,
            verbatim.of_segment(segment),
            key=f"counter-{finding.finding_id}-{segment.segment_id}",
            with_question=True,
            note=voice.reason,
            actions=_answers(study, finding, voice) if may_write else None,
        )


def _answers(study: OpenStudy, finding: Finding, voice: CounterVoice) -> Callable[[], None]:
    identity, segment_id = finding.finding_id, voice.segment.segment_id

    def draw() -> None:
        for stance in (Stance.CONTRADICTS, Stance.NUANCES, Stance.SUPPORTS):
            label = (
                wording_findings.SUPPORTS_AFTER_ALL
                if stance is Stance.SUPPORTS
                else wording.STANCES[stance].capitalize()
            )
            if st.button(label, key=f"{stance} {identity} {segment_id}", type="tertiary"):
                session.attempt(
                    flow.accept,
                    study,
                    identity,
                    segment_id,
                    stance,
                    score=voice.score,
                    said=wording_findings.COUNTER_ACCEPTED,
                )
        if st.button(wording_findings.SET_ASIDE, key=f"aside {identity} {segment_id}", type="tertiary"):
            session.attempt(
                flow.reject,
                study,
                identity,
                segment_id,
                score=voice.score,
                said=wording_findings.COUNTER_REJECTED,
            )

    return draw


def answers(study: OpenStudy, finding: Finding, *, may_write: bool) -> None:
    """What was already answered for a finding, each of which can be taken back."""
    taken = flow.answered(study, finding.finding_id)
    if not taken:
        return
    ids = [one.segment_id for one in taken]
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=ids)}
    with st.expander(f"{wording_findings.ANSWERED} ({len(taken)})"):
        for one in taken:
            if one.segment_id not in rows:
                continue
            row = rows[one.segment_id]

            def back(segment_id: str = one.segment_id) -> None:
                if st.button(
                    wording_findings.TAKE_BACK, key=f"reopen {finding.finding_id} {segment_id}", type="tertiary"
                ):
                    session.attempt(
                        flow.reopen, study, finding.finding_id, segment_id, said=wording_findings.COUNTER_REOPENED
                    )

            act = wording.STANCES[one.stance] if one.stance else wording_findings.REJECTED
            verbatims.show(
                study,
                verbatim.of_segment(row),
                key=f"answered-{one.decision_id}",
                note=f"{act}, {one.decided_by}, {wording.moment(one.decided_at)}",
                actions=back if may_write else None,
            )


def queue(study: OpenStudy) -> None:
    """One finding after the other, those for which nobody searched first."""
    st.html(f'<p class="pl-quiet">{wording_findings.QUEUE_WHAT}</p>')
    with st.spinner(wording_findings.LOOKING_EVERYWHERE):
        found = session.computed("queue", None, lambda: flow.queue(study))
    waiting = [one for one in found if one.voices]
    if not waiting:
        empty.show(wording_findings.QUEUE_EMPTY)
        return
    place = min(session.kept(PLACE, 0), len(waiting) - 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(wording_findings.PREVIOUS_FINDING, key="previous finding", disabled=place == 0):
            _go_to(place - 1)
        if st.button(wording_findings.NEXT_FINDING, key="next finding", disabled=place == len(waiting) - 1):
            _go_to(place + 1)
        st.html(f'<p class="pl-quiet">{place + 1} / {len(waiting)}</p>')
    one = waiting[place]
    st.html(f'<p class="pl-statement">{escape(one.finding.statement)}</p>')
    st.html(f'<p class="pl-quiet">{escape(wording_findings.queued(one.n_accepted, one.n_rejected))}</p>')
    if st.button(wording_findings.OPEN_FINDING, key=f"open queued {one.finding.finding_id}", type="tertiary"):
        session.go(finding=one.finding.finding_id)
    voices(study, one.finding, one.voices, may_write=study.role is not Role.READER)


def _go_to(place: int) -> None:
    session.keep(PLACE, place)
    st.rerun()
