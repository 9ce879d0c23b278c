"""Who codes which source blind: choose sources, say when they are read to the end, open them again."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session
from app import wording_agreement as wording
from app.components import tables
from models.agreement import ReadingState
from pipeline.flow import blind
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import coding, comparing, sources


def blind_view(study: OpenStudy) -> None:
    """Draw the table of sources with how each coder stands, and the form that changes one's own."""
    st.caption(wording.BLIND_HELP)
    released = [source for source in sources.all_sources(study.file) if source.state.value == "released"]
    if not released:
        st.info(wording.BLIND_EMPTY)
        return
    readings = comparing.readings(study.file)
    if study.role is not Role.READER:
        _change(study, {source.source_id: source.source_name for source in released})
    coded = _coders_by_source(study)
    rows = []
    for source in released:
        own = readings.get((study.actor, source.source_id), ReadingState.OPEN)
        done = sum(
            state is ReadingState.READ
            for (coder, one), state in readings.items()
            if one == source.source_id and coder != study.actor
        )
        hidden = own is ReadingState.BLIND
        others = "" if hidden else wording.others(len(coded.get(source.source_id, set()) - {study.actor}), done)
        rows.append((escape(source.source_name), wording.STATES[own.value], others))
    tables.rows(rows, wording.BLIND_HEADER)


def _coders_by_source(study: OpenStudy) -> dict[str, set[str]]:
    places = comparing.turn_places(study.file)
    found: dict[str, set[str]] = {}
    for decision in coding.decisions(study.file, current_only=True):
        if decision.anchor.turn_id in places:
            found.setdefault(places[decision.anchor.turn_id].source_id, set()).add(decision.coder)
    return found


def _change(study: OpenStudy, names: dict[str, str]) -> None:
    with st.form("blind", border=False):
        chosen = st.multiselect(
            wording.CHOOSE_SOURCES,
            list(names),
            format_func=lambda one: names[one],
            placeholder=wording.CHOOSE,
            key="blind sources",
        )
        with st.container(horizontal=True):
            pressed = [
                state
                for state, label in (
                    (ReadingState.BLIND, wording.START_BLIND),
                    (ReadingState.READ, wording.END_BLIND),
                    (ReadingState.OPEN, wording.OPEN_AGAIN),
                )
                if st.form_submit_button(label, type="primary" if state is ReadingState.BLIND else "secondary")
            ]
    if pressed and chosen:
        session.attempt(blind.set_reading, study, chosen, pressed[0], said=wording.blind_done(len(chosen)))
