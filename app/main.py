"""
The app's door: opens the study, says who acts, and gives each screen its place in the navigation.

A refusal anywhere becomes its own French sentence at the place where it happened; nothing else of an error is shown.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording, wording_agreement, wording_exchange, wording_restitution, wording_words
from app.components import style
from pipeline.errors import PolyphonieError
from pipeline.flow.study import OpenStudy, Role

SCREENS = (
    ("overview", wording.OVERVIEW, "ensemble"),
    ("anonymisation", wording.ANONYMISATION, "anonymisation"),
    ("themes", wording.THEMES, "themes"),
    ("words", wording_words.WORDS, "mots"),
    ("coding", wording.CODING, "codage"),
    ("codebook", wording.CODEBOOK, "livre"),
    ("agreement", wording_agreement.AGREEMENT, "accord"),
    ("matrices", wording_agreement.MATRICES, "croisements"),
    ("findings", wording.FINDINGS, "constats"),
    ("restitution", wording_restitution.RESTITUTION, "restitution"),
    ("report", wording.REPORT, "rapport"),
    ("exchange", wording_exchange.EXCHANGE, "echanges"),
    ("journal", wording.JOURNAL, "journal"),
)


def show() -> None:
    """Draw the page of the address."""
    st.set_page_config(page_title="Polyphonie", layout="wide")
    page = st.navigation(
        [
            st.Page(f"screens/{file}.py", title=title, url_path=path, default=file == "overview")
            for file, title, path in SCREENS
        ],
        position="top",
    )
    style.wear()
    try:
        study = session.study()
        _head(study, page.title)
        _notice()
        page.run()
    except PolyphonieError as fault:
        st.error(str(fault))


def _head(study: OpenStudy, title: str) -> None:
    left, right = st.columns([5, 2], vertical_alignment="bottom")
    with left, st.container(gap=None):
        st.html(f'<p class="pl-study">{escape(study.settings.study.title)}</p>')
        st.title(title, anchor=False)
    with right, st.container(horizontal=True, horizontal_alignment="right"), st.popover(_who(study)):
        _identity(study)


def _who(study: OpenStudy) -> str:
    return f"{study.actor} · {study.role.value}"


def _identity(study: OpenStudy) -> None:
    with st.form("identity", border=False):
        name = st.text_input(wording.YOUR_NAME, value=study.actor, key=f"identity name {study.actor}")
        role = st.selectbox(
            wording.YOUR_ROLE,
            list(Role),
            index=list(Role).index(study.role),
            format_func=lambda one: one.value,
            key=f"identity role {study.role.value}",
        )
        st.caption(wording.ROLE_HELP)
        if st.form_submit_button(wording.TAKE, type="primary"):
            session.attempt(session.be, name, role)
    if study.is_unlocked and st.button(wording.CLOSE_VAULT, key="lock"):
        session.attempt(study.lock)
    st.caption(wording.VAULT_OPEN if study.is_unlocked else wording.VAULT_CLOSED)


def _notice() -> None:
    told = session.notice()
    if told is None:
        return
    if told.refused:
        st.error(told.sentence)
    else:
        st.toast(told.sentence)


if __name__ == "__main__":
    show()
