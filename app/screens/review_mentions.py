"""All mentions of one person, place or detail, in their sentences, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from app import session, wording, wording_review
from pipeline.flow import found
from pipeline.flow.found import Gathered, ReviewedEntity
from pipeline.flow.study import OpenStudy

PAGE_MENTIONS = 25


def mentions(study: OpenStudy, key: str, gathered: Gathered, everything: Sequence[ReviewedEntity]) -> None:
    """Draw them, with the way back to the queue."""
    st.button(wording_review.BACK_TO_QUEUE, key="back to queue", on_click=session.keep, args=("all mentions of", None))
    one = next((e for e in everything if e.key == key), None)
    if one is None:
        st.html(f"<p>{wording_review.NOTHING_FOUND}</p>")
        return
    st.header(", ".join(one.forms[:8]), anchor=False)
    st.html(f"<p>{escape(wording_review.entity_said(one))}</p>")
    spots = session.computed(
        "spots of one", (gathered.version, key), lambda: found.spots_of(study, key, gathered=gathered)
    )
    n_pages = -(-len(spots) // PAGE_MENTIONS)
    page = int(st.pagination(n_pages, key=f"mentions {key}")) - 1 if n_pages > 1 else 0
    for context in found.contexts(study, spots[page * PAGE_MENTIONS : (page + 1) * PAGE_MENTIONS]):
        st.html(
            f'<p class="pl-context">{escape(context.before)}<mark>{escape(context.form)}</mark>{escape(context.after)}</p>'
            f'<p class="pl-quiet">{escape(context.source_name)}, {wording.turn(context.turn_no)}</p>'
        )
