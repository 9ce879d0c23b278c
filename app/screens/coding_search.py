"""Search all that was said, by words and by meaning, and code what is found where it is found."""

from __future__ import annotations

import streamlit as st

from app import session, wording_learning
from app.components import empty
from models.rows import SegmentRow
from pipeline.flow import outputs
from pipeline.flow.study import OpenStudy
from pipeline.store import segments


def found(study: OpenStudy, transcript_id: str | None) -> list[SegmentRow]:
    """The extracts that the words typed bring up, nearest first; none when the screen has said so."""
    asked = st.text_input(
        wording_learning.SEARCH,
        placeholder=wording_learning.SEARCH,
        label_visibility="collapsed",
        key="coding search",
    ).strip()
    if not asked:
        empty.show(wording_learning.SEARCH_START)
        return []
    ids: list[str] = session.computed("coding search", asked, lambda: _search(study, asked))
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=ids)} if ids else {}
    shown = [rows[one] for one in ids if one in rows and transcript_id in (None, rows[one].transcript_id)]
    if not shown:
        empty.show(wording_learning.SEARCH_NONE)
        return []
    st.html(f'<p class="pl-quiet">{wording_learning.found(len(shown))}</p>')
    return shown


def _search(study: OpenStudy, asked: str) -> list[str]:
    return [hit["segment_id"] for hit in outputs.search(study, asked)]
