"""Deciding on many proposals at once: asked for with a reason, which every one of them keeps."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app import session, wording
from models.coding import DecisionAction
from models.rows import ProposalRow
from pipeline.flow import coding as flow
from pipeline.flow.study import OpenStudy


def decide_in_bulk(study: OpenStudy, found: Sequence[ProposalRow], *, is_cut: bool) -> None:
    """How many proposals the filters leave (`is_cut`: more wait than are shown), and the way to answer these all."""
    people = {p.segment.participant_id for p in found if p.segment.participant_id}
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(f'<p class="pl-quiet">{wording.waiting(len(found), len(people), is_cut=is_cut)}</p>')
        with st.popover(wording.BULK), st.form("bulk", border=False, clear_on_submit=True):
            st.markdown(wording.bulk_warning(len(found)))
            reason = st.text_area(wording.REASON, key="bulk reason")
            accept = st.form_submit_button(wording.bulk_accept(len(found)), type="primary")
            reject = st.form_submit_button(wording.bulk_reject(len(found)))
    if not (accept or reject):
        return
    if not reason.strip():
        session.tell(wording.REASON_MISSING, refused=True)
        st.rerun()
    action = DecisionAction.ACCEPT if accept else DecisionAction.REJECT
    session.attempt(
        flow.answer_all,
        study,
        [p.proposal_id for p in found],
        action,
        reason=reason.strip(),
        said=wording.bulk_done(len(found)),
    )
