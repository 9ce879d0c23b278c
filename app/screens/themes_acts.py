"""What a researcher does to themes, each act one call and one line of history: name, merge, split, set aside, undo."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording
from app import wording_themes as words
from models.rows import ThemeRow
from pipeline.flow import coding as coding_flow
from pipeline.flow import theming
from pipeline.flow.study import OpenStudy
from pipeline.store import theme_acts, theme_sheets

HISTORY_SHOWN = 12


def acts(study: OpenStudy, theme: ThemeRow, found: dict[str, ThemeRow]) -> None:
    """The theme's buttons."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if theme.code_id:
            st.page_link("screens/codebook.py", label=wording.SEE_CODE, query_params={"code": theme.code_id})
        elif st.button(wording.MAKE_CODE, type="primary", key="make code"):
            session.attempt(coding_flow.code_from_theme, study, theme.theme_id, said=wording.theme_is_code(theme.label))
        with st.popover(wording.NAME_THEME), st.form(f"name {theme.theme_id}", border=False):
            label = st.text_input(wording.THEME_NAME, value=theme.label, key=f"label {theme.theme_id}")
            if st.form_submit_button(wording.TAKE) and label.strip():
                session.attempt(theming.rename, study, theme.theme_id, label, said=wording.THEME_NAMED)
        others = [one for one in found if one != theme.theme_id]
        if others:
            with st.popover(words.MERGE):
                _merge(study, theme, found, others)
        if theme_sheets.subtheme_members(study.file, theme.theme_id):
            with st.popover(words.SPLIT):
                st.html(f"<p>{words.SPLIT_HELP}</p>")
                if st.button(words.SPLIT, key=f"split {theme.theme_id}"):
                    session.attempt(theming.split, study, theme.theme_id, said=words.DONE)
        with st.popover(words.SET_ASIDE):
            st.html(f"<p>{words.ASIDE_HELP}</p>")
            if st.button(words.SET_ASIDE, key=f"aside {theme.theme_id}"):
                session.attempt(theming.set_aside, study, theme.theme_id, said=words.DONE)


def _merge(study: OpenStudy, theme: ThemeRow, found: dict[str, ThemeRow], others: list[str]) -> None:
    with st.form(f"merge {theme.theme_id}", border=False):
        chosen = st.multiselect(
            words.MERGE_WITH, others, format_func=lambda one: found[one].label, key=f"merge with {theme.theme_id}"
        )
        label = st.text_input(words.MERGE_NAME, key=f"merge name {theme.theme_id}")
        if st.form_submit_button(words.MERGE) and chosen:
            session.attempt(
                theming.merge, study, [theme.theme_id, *chosen], label=label.strip() or None, said=words.DONE
            )


def history(study: OpenStudy) -> None:
    """What was done to themes, the undo of each, and the themes set aside."""
    done = theming.history(study)
    if not done:
        return
    with st.expander(words.HISTORY):
        names = session.computed("theme names", None, lambda: theme_acts.every_name(study.file))
        for place, one in enumerate(done[:HISTORY_SHOWN]):
            st.html(f'<p class="pl-quiet">{escape(words.act(one, names))}</p>')
            if st.button(words.UNDO if place == 0 else words.TAKE_BACK, key=f"undo {one.act_id}", type="tertiary"):
                session.attempt(theming.undo, study, one.act_id, said=words.DONE)
        for _, label, n_people, n_segments in theme_acts.aside(study.file):
            size = wording.theme_size(n_people, n_segments)
            st.html(f'<p class="pl-quiet">{words.ASIDE_LIST} : {escape(label)} ({size})</p>')


def lost(study: OpenStudy) -> None:
    """Acts that the present run could not follow."""
    left = session.computed("lost acts", None, lambda: theming.lost(study))
    if left:
        names = session.computed("theme names", None, lambda: theme_acts.every_name(study.file))
        st.warning(words.LOST + " " + " ; ".join(words.act(one, names) for one in left) + ".")
