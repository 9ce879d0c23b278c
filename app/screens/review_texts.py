"""Each text at the gate as it would enter the study: read it, mask what was missed, let it in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import session, wording, wording_review
from app.components import reader
from models.anonymisation import MentionKind
from pipeline.flow import review
from pipeline.flow.anonymising import held
from pipeline.flow.study import OpenStudy

TURNS_A_PAGE = 40


def texts(study: OpenStudy, row: DeltaGenerator) -> None:
    """Draw one text with what was replaced in it, as decided so far; its choice goes on `row`."""
    session.answer_events(reader.KEY, lambda event: _mask(study, event))
    with st.spinner(wording_review.APPLYING):
        review.refresh(study)
    waiting = session.computed("held", None, lambda: review.held_sources(study))
    by_id = {one.source.source_id: one for one in waiting}
    with row:
        chosen = st.selectbox(
            wording.SOURCE,
            list(by_id),
            format_func=lambda one: wording_review.held_source(by_id[one].source.source_name, by_id[one].n_doubts),
            label_visibility="collapsed",
            key="review text",
            width=460,
        )
        one = by_id[str(chosen)]
        if st.button(wording_review.RELEASE_ONE, type="primary", key="release one"):
            session.attempt(review.release, study, [one.source.source_id], said=wording_review.released(1))
    if one.n_doubts:
        st.html(f'<p class="pl-quiet">{wording_review.doubts_in_text(one.n_doubts)}</p>')
    anonymised = session.computed("held text", one.source.source_id, lambda: held(study, one.source.source_id))
    last = anonymised.transcript.turns[-1].turn_no if anonymised.transcript.turns else 0
    first = _first_turn(one.source.source_id, last)
    reader.show(anonymised, first=first, last=first + TURNS_A_PAGE - 1, answers=session.acknowledged())


def _first_turn(source_id: str, last: int) -> int:
    n_pages = -(-last // TURNS_A_PAGE)
    if n_pages < 2:
        return 1
    return (st.pagination(n_pages, key=f"review page {source_id}") - 1) * TURNS_A_PAGE + 1


def _mask(study: OpenStudy, event: Mapping[str, Any]) -> None:
    review.mask_forms(study, [event["form"]], MentionKind(event["kind"]))
