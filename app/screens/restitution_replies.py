"""What people answered beside what the team had understood, and what follows from each reply."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording, wording_restitution
from app.components import empty
from app.components.verbatim import Verbatim
from app.screens import verbatims
from models.finding import Finding, FindingStatus, Stance
from models.restitution import STANCE_OF, Effect, Outcome, ReplyRow
from pipeline.flow import replying
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import findings
from pipeline.store import restitution as store


def replies(study: OpenStudy) -> None:
    """Draw every finding that was answered to, with its replies beside it."""
    answered = store.replies(study.file)
    if not answered:
        empty.show(wording_restitution.REPLIES_EMPTY)
        return
    may_write = study.role is not Role.READER
    decided = _in_force(study)
    for finding in findings.findings(study.file):
        rows = [row for row in answered if row.finding_id == finding.finding_id]
        if not rows:
            continue
        ours, theirs = st.columns([2, 3], gap="large")
        with ours:
            st.html(f'<p class="pl-quiet">{wording_restitution.OUR_READING}</p>')
            st.html(f'<p class="pl-statement">{escape(finding.statement)}</p>')
            _reading(study, finding)
        with theirs:
            st.html(f'<p class="pl-quiet">{wording_restitution.THEIR_REPLIES}</p>')
            for row in rows:
                _reply(study, finding, row, decided.get(row.reply_id, ()), may_write=may_write)
        st.divider()


def of_finding(study: OpenStudy, finding: Finding, *, may_write: bool) -> None:
    """Replies to one finding, for its own screen; nothing is drawn where there is none."""
    rows, decided = store.replies(study.file, finding_id=finding.finding_id), _in_force(study)
    if rows:
        st.header(f"{wording_restitution.OF_FINDING} ({len(rows)})", anchor=False)
    for row in rows:
        _reply(study, finding, row, decided.get(row.reply_id, ()), may_write=may_write)


def _in_force(study: OpenStudy) -> dict[str, tuple[Outcome, ...]]:
    found: dict[str, tuple[Outcome, ...]] = {}
    for outcome in store.outcomes(study.file):
        if not outcome.undone:
            found[outcome.reply_id] = (*found.get(outcome.reply_id, ()), outcome)
    return found


def _reading(study: OpenStudy, finding: Finding) -> None:
    grounding = findings.grounding(study.file, finding.finding_id)
    told = wording_restitution.our_status(finding.status)
    if grounding is not None:
        told += f" {grounding.grade_reason}"
    st.html(f'<p class="pl-quiet">{escape(told)}</p>')
    st.page_link(
        "screens/findings.py", label=wording_restitution.OPEN_FINDING, query_params={"finding": finding.finding_id}
    )


def _reply(study: OpenStudy, finding: Finding, row: ReplyRow, decided: tuple[Outcome, ...], *, may_write: bool) -> None:
    st.html(
        f'<p style="margin-top:.6rem"><b>{escape(wording_restitution.ANSWERS[row.answer])}</b> '
        f'<span class="pl-quiet">{escape(wording_restitution.who(row))}</span></p>'
    )

    def act() -> None:
        if may_write:
            _actions(study, finding, row, decided)

    if row.turn_id is None or row.words is None or row.transcript_id is None:
        st.html(f'<p class="pl-quiet">{wording_restitution.AT_GATE}</p>')
        with st.container(horizontal=True, key=f"under-{row.reply_id}"):
            act()
    else:
        said = Verbatim(
            words=row.words,
            speaker=row.participant_id or f"groupe {row.group}",
            group=row.group,
            source_name=row.source_name,
            turn_no=row.turn_no,
            transcript_id=row.transcript_id,
            turn_id=row.turn_id,
            start=0,
            end=len(row.words),
        )
        verbatims.show(study, said, key=f"reply-{row.reply_id}", note=wording_restitution.typed_by(row), actions=act)
    for outcome in decided:
        _outcome(study, row, outcome, may_write=may_write)


def _outcome(study: OpenStudy, row: ReplyRow, outcome: Outcome, *, may_write: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"under-{outcome.outcome_id}"):
        st.html(f'<p class="pl-quiet">→ {escape(wording_restitution.after(outcome, row))}</p>')
        if may_write and st.button(wording_restitution.UNDO, type="tertiary", key=f"undo {outcome.outcome_id}"):
            session.attempt(replying.undo, study, outcome.outcome_id, said=wording_restitution.UNDONE)


def _actions(study: OpenStudy, finding: Finding, row: ReplyRow, decided: tuple[Outcome, ...]) -> None:
    key = row.reply_id
    is_evidence = any(one.effect is Effect.EVIDENCE for one in decided)
    if row.turn_id is not None and not is_evidence:
        if row.answer in STANCE_OF:
            if st.button(wording_restitution.TAKE, type="tertiary", key=f"take {key}"):
                session.attempt(replying.take_as_evidence, study, key, said=wording_restitution.TAKEN)
        else:
            for stance in Stance:
                if st.button(wording.STANCES[stance].capitalize(), type="tertiary", key=f"take {stance} {key}"):
                    session.attempt(
                        replying.take_as_evidence, study, key, stance=stance, said=wording_restitution.TAKEN
                    )
    with st.popover(wording_restitution.DECIDE, type="tertiary"):
        _decide(study, finding, row)
    if st.button(wording_restitution.SET_ASIDE, type="tertiary", key=f"aside {key}"):
        session.attempt(replying.remove_sheet, study, row.sheet_id, said=wording_restitution.SET_ASIDE_DONE)


def _decide(study: OpenStudy, finding: Finding, row: ReplyRow) -> None:
    key = row.reply_id
    with st.form(f"decide {key}", border=False):
        status = st.radio(  # not a list that drops down: a click in it closes the panel
            wording_restitution.STATUS_AFTER,
            list(FindingStatus),
            index=list(FindingStatus).index(finding.status),
            format_func=lambda one: wording.STATUSES[one],
            key=f"decide status {key}",
        )
        statement = st.text_area(
            wording_restitution.WORDING_AFTER, value=finding.statement, key=f"decide statement {key}"
        )
        reason = st.text_input(wording_restitution.REASON, key=f"decide reason {key}")
        st.caption(wording_restitution.REASON_HELP)
        if st.form_submit_button(wording_restitution.DECIDE, type="primary"):
            session.attempt(
                replying.decide,
                study,
                key,
                status=status,
                statement=statement,
                reason=reason,
                said=wording_restitution.DECIDED,
            )
