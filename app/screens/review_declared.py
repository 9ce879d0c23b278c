"""The names that are known beforehand: declared one by one or by a table, seen, taken away. They stay in the vault."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording, wording_review
from app.components import tables
from models.anonymisation import MentionKind
from models.review import Identity
from pipeline.flow import declaring
from pipeline.flow.study import OpenStudy

KINDS = (
    MentionKind.PERSON,
    MentionKind.PLACE,
    MentionKind.ORGANISATION,
    MentionKind.ADDRESS,
    MentionKind.PHONE,
    MentionKind.EMAIL,
    MentionKind.ID_NUMBER,
)
SHOWN = 200


def declared(study: OpenStudy) -> None:
    """Draw what is declared, and the ways to change it."""
    known = declaring.declared(study)
    st.html(f'<p class="pl-quiet">{wording_review.DECLARED_HOW}</p>')
    with st.form("declare", clear_on_submit=True):
        one, two, three, four = st.columns(4)
        words = wording_review.DECLARE_FORM
        form = one.text_input(words["form"], key="declared form")
        person = two.text_input(words["person"], key="declared person")
        kind = three.selectbox(
            words["kind"], KINDS, format_func=lambda k: wording_review.MENTION_KINDS[k], key="declared kind"
        )
        wish = four.text_input(words["pseudonym"], key="declared pseudonym")
        if st.form_submit_button(wording_review.DECLARE, type="primary"):
            session.attempt(_declare, study, form, person, kind, wish)
    with st.container(horizontal=True):
        with st.popover(wording_review.PASTE_DECLARED), st.form("paste declared", border=False, clear_on_submit=True):
            pasted = st.text_area(wording_review.PASTE_HOW, key="pasted declared")
            if st.form_submit_button(wording_review.PASTE_TAKE) and pasted.strip():
                session.attempt(_paste, study, pasted)
        people = list(dict.fromkeys(i.person for i in known))
        with st.popover(wording_review.FORGET_DECLARED, disabled=not people):
            gone = st.selectbox(
                wording_review.FORGET_DECLARED, people, key="forgotten person", label_visibility="collapsed"
            )
            if st.button(wording_review.FORGET_DECLARED, key="forget declared") and gone:
                session.attempt(declaring.remove_identities, study, gone)
    if not known:
        st.html(f"<p>{wording_review.DECLARED_NONE}</p>")
        return
    tables.rows(
        [
            (escape(i.person), escape(i.form), wording_review.MENTION_KINDS[i.kind], escape(i.pseudonym or ""))
            for i in known[:SHOWN]
        ],
        wording_review.DECLARED_HEADER,
        numbers=set(),
    )
    if len(known) > SHOWN:
        st.html(f'<p class="pl-quiet">{wording.figure(len(known) - SHOWN)} …</p>')


def _declare(study: OpenStudy, form: str, person: str, kind: MentionKind, wish: str) -> None:
    done = declaring.declare(
        study, Identity(person=person.strip(), form=form, kind=kind, pseudonym=wish.strip() or None)
    )
    session.tell(wording_review.declared_n(done.forms, ()))


def _paste(study: OpenStudy, pasted: str) -> None:
    done = declaring.import_identities(study, pasted.encode("utf-8"))
    session.tell(wording_review.declared_n(done.forms, [(r.line, r.reason) for r in done.refused]))
