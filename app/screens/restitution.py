"""Restitution: booklets to give, replies to enter, what they changed, and how each group read."""

from __future__ import annotations

import streamlit as st

from app import session, wording_restitution
from app.components import empty
from app.screens.restitution_booklets import booklets
from app.screens.restitution_entry import entry
from app.screens.restitution_groups import by_group
from app.screens.restitution_replies import replies
from pipeline.store import findings

VIEWS = {
    "livrets": (wording_restitution.BOOKLETS, booklets),
    "saisie": (wording_restitution.ENTRY, entry),
    "reponses": (wording_restitution.REPLIES, replies),
    "groupes": (wording_restitution.GROUPS, by_group),
}


def show() -> None:
    """Draw the screen, on the view that the address names."""
    study = session.study()
    if not findings.findings(study.file):
        empty.show(wording_restitution.EMPTY, link=("screens/findings.py", wording_restitution.GO_FINDINGS))
        return
    st.html(f'<p class="pl-quiet">{wording_restitution.WHAT}</p>')
    session.choice_from_address("view", "restitution view", list(VIEWS))
    chosen = st.segmented_control(
        wording_restitution.VIEW,
        list(VIEWS),
        default=None if session.field("restitution view") else "livrets",
        format_func=lambda one: VIEWS[one][0],
        required=True,
        key="restitution view",
        label_visibility="collapsed",
    )
    if chosen != "livrets":  # booklets keep their reader in the address too
        session.set_address(view=chosen)
    VIEWS[chosen or "livrets"][1](study)


if __name__ == "__main__":
    show()
