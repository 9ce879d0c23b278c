"""Thèmes: what the machine found together, how far it can be trusted, who speaks in it; a researcher names it, or makes it a code."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from app import session, wording
from app.components import empty, groups, verbatim
from models.rows import SegmentRow, ThemeRow
from pipeline.flow import coding as flow
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import segments, themes

UNPLACED = "unplaced"
REPRESENTATIVES = 3
UNPLACED_SHOWN = 30


def show() -> None:
    """Draw the screen."""
    study = session.study()
    found = {theme.theme_id: theme for theme in themes.theme_rows(study.file)}
    if not found:
        empty.show(wording.THEMES_EMPTY, link=("screens/overview.py", wording.GO_OVERVIEW))
        return
    reading = themes.reading(study.file)
    if reading:
        st.html(f"<p>{escape(reading)}</p>")
    unplaced = themes.unheard(study.file)
    left, right = st.columns([3, 7], gap="medium")
    with left:
        chosen = _choose(list(found.values()), len(unplaced))
    with right:
        if chosen == UNPLACED:
            _unplaced(unplaced)
        else:
            _theme(study, found[chosen])


def _choose(found: Sequence[ThemeRow], n_unplaced: int) -> str:
    names = {theme.theme_id: theme.label for theme in found}
    captions = [wording.theme_size(theme.n_participants, theme.n_segments) for theme in found]
    if n_unplaced:
        names[UNPLACED] = wording.UNPLACED
        captions.append(wording.count(n_unplaced, "extrait"))
    session.choice_from_address("theme", "theme", list(names))
    with st.container(height=600, border=False):
        chosen = st.radio(
            wording.THEMES,
            list(names),
            format_func=lambda one: names[one],
            captions=captions,
            label_visibility="collapsed",
            key="theme",
        )
    session.set_address(theme=chosen)
    return str(chosen)


def _theme(study: OpenStudy, theme: ThemeRow) -> None:
    st.header(theme.label, anchor=False)
    st.html(f'<p class="pl-quiet">{escape(wording.theme_words(theme.terms))}</p>')
    st.html(
        f"<p>{wording.theme_size(theme.n_participants, theme.n_segments)}. {wording.stability(theme.stability)}</p>"
    )
    st.html(groups.bar(themes.theme_groups(study.file, theme.theme_id), session.looks(), unit="personnes"))
    if study.role is not Role.READER:
        _acts(study, theme)
    st.subheader(wording.REPRESENTATIVES, anchor=False)
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=list(theme.representatives))}
    _verbatims([rows[one] for one in theme.representatives if one in rows][:REPRESENTATIVES])


def _acts(study: OpenStudy, theme: ThemeRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if theme.code_id:
            st.page_link("screens/codebook.py", label=wording.SEE_CODE, query_params={"code": theme.code_id})
        elif st.button(wording.MAKE_CODE, type="primary", key="make code"):
            session.attempt(flow.code_from_theme, study, theme.theme_id, said=wording.theme_is_code(theme.label))
        with st.popover(wording.NAME_THEME), st.form(f"name {theme.theme_id}", border=False):
            label = st.text_input(wording.THEME_NAME, value=theme.label, key=f"label {theme.theme_id}")
            if st.form_submit_button(wording.TAKE) and label.strip():
                session.attempt(flow.rename_theme, study, theme.theme_id, label, said=wording.THEME_NAMED)


def _unplaced(rows: Sequence[SegmentRow]) -> None:
    st.header(wording.UNPLACED, anchor=False)
    st.html(f"<p>{wording.unplaced(len(rows), UNPLACED_SHOWN)}</p>")
    _verbatims(rows[:UNPLACED_SHOWN])


def _verbatims(rows: Sequence[SegmentRow]) -> None:
    looks = session.looks()
    for row in rows:
        look = looks.get(row.stakeholder_group or "")
        verbatim.show(verbatim.of_segment(row), look, key=row.segment_id, with_question=True)


if __name__ == "__main__":
    show()
