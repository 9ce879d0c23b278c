"""
Each text at the gate as it would enter the study: read it, mask what was missed, let it in.

Decisions are applied to the text that is read, not to all that wait: a thousand texts open as quickly as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import session, wording, wording_review
from app.components import reader
from app.screens.review_entities import found_now, gathered_now
from models.anonymisation import MentionKind
from pipeline.flow import found, review
from pipeline.flow.anonymising import held
from pipeline.flow.study import OpenStudy

TURNS_A_PAGE = 40


def texts(study: OpenStudy, row: DeltaGenerator) -> None:
    """Draw one text with what was replaced in it, as decided so far; its choice goes on `row`."""
    session.answer_events(reader.KEY, lambda event: _mask(study, event))
    gathered, everything = gathered_now(study), found_now(study)
    doubts = session.computed(
        "doubts", gathered.version, lambda: found.doubts_by_source(study, everything, gathered=gathered)
    )
    waiting = sorted(review.at_the_gate(study), key=lambda s: (-doubts.get(s.source_id, 0), s.source_name))
    names = {one.source_id: one.source_name for one in waiting}
    with row:
        chosen = st.selectbox(
            wording.SOURCE,
            list(names),
            format_func=lambda one: wording_review.held_source(names[one], doubts.get(one, 0)),
            label_visibility="collapsed",
            key="review text",
            width=460,
        )
        source_id = str(chosen)
        if st.button(wording_review.RELEASE_ONE, type="primary", key="release one"):
            session.attempt(review.release, study, [source_id], said=wording_review.released(1))
    with st.spinner(wording_review.APPLYING):
        review.refresh(study, [source_id])
    if doubts.get(source_id):
        st.html(f'<p class="pl-quiet">{wording_review.doubts_in_text(doubts[source_id])}</p>')
    anonymised = session.computed("held text", source_id, lambda: held(study, source_id))
    last = anonymised.transcript.turns[-1].turn_no if anonymised.transcript.turns else 0
    first = _first_turn(source_id, last)
    reader.show(anonymised, first=first, last=first + TURNS_A_PAGE - 1, answers=session.acknowledged())


def _first_turn(source_id: str, last: int) -> int:
    n_pages = -(-last // TURNS_A_PAGE)
    if n_pages < 2:
        return 1
    return (st.pagination(n_pages, key=f"review page {source_id}") - 1) * TURNS_A_PAGE + 1


def _mask(study: OpenStudy, event: Mapping[str, Any]) -> None:
    review.mask_forms(study, [event["form"]], MentionKind(event["kind"]))
