"""
Anonymisation: what a custodian sees before a transcript enters the study. Nothing is shown while the vault is closed.

Two views: what was found, riskiest first, where one decision holds for the whole study; and each text as it would be read.
"""

from __future__ import annotations

import streamlit as st

from app import session, wording, wording_review
from app.components import empty, passphrase
from app.screens.review_entities import entities
from app.screens.review_texts import texts
from pipeline.flow import review
from pipeline.flow.review import HeldSource
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import sources


def show() -> None:
    """Draw the screen."""
    study = session.study()
    if study.role is not Role.CUSTODIAN or not study.is_unlocked:
        _locked(study)
        return
    waiting = session.computed("held", None, lambda: review.held_sources(study))
    if not waiting:
        empty.show(wording_review.REVIEW_EMPTY, link=("screens/overview.py", wording.GO_OVERVIEW))
        return
    _gate(study, waiting)
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        view = st.segmented_control(
            wording.VIEW,
            [wording_review.BY_ENTITY, wording_review.BY_TEXT],
            default=wording_review.BY_ENTITY,
            required=True,
            label_visibility="collapsed",
            key="review view",
        )
    if view == wording_review.BY_TEXT:
        texts(study, waiting, row)
    else:
        entities(study, waiting, row)


def _locked(study: OpenStudy) -> None:
    n_held = sum(source.state.value == "held" for source in sources.all_sources(study.file))
    title, body = wording_review.review_locked(n_held)
    empty.show((title, body))
    given = passphrase.ask(exists=session.has_vault())
    if given is not None:
        session.attempt(session.unlock, given, said=wording_review.VAULT_NOW_OPEN)


def _gate(study: OpenStudy, waiting: tuple[HeldSource, ...]) -> None:
    n_doubts = sum(one.n_doubts for one in waiting)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(f"<p>{wording_review.at_the_gate(len(waiting), n_doubts)}</p>")
        with st.popover(wording_review.RELEASE_ALL):
            st.markdown(wording_review.release_warning(len(waiting), n_doubts))
            if st.button(wording_review.release_n(len(waiting)), type="primary", key="release all"):
                session.attempt(review.release, study, said=wording_review.released(len(waiting)))
        undoable: tuple[object, ...] = session.kept("reviews before", ())
        if undoable and st.button(wording_review.UNDO_REVIEW, key="undo review"):
            session.attempt(
                review.undo_review,
                study,
                undoable[-1],
                said=wording_review.REVIEW_UNDONE,
                then=lambda: session.keep("reviews before", undoable[:-1]),
            )


if __name__ == "__main__":
    show()
