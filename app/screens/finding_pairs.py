"""Two groups laid side by side, finding after finding: where they meet, where they oppose each other, where one says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from app import session, wording_findings
from app.components import tables
from models.finding import Finding, PairCrossing
from pipeline.flow import grounding
from pipeline.flow.study import OpenStudy


def show(study: OpenStudy, found: Sequence[Finding]) -> None:
    """Draw the choice of two groups, then one line per finding."""
    st.html(f'<p class="pl-quiet">{wording_findings.PAIRS_WHAT}</p>')
    crossed = session.computed(
        "crossings", None, lambda: {one.finding_id: grounding.crossings(study, one.finding_id) for one in found}
    )
    met = {group for pairs in crossed.values() for pair in pairs for group in (pair.first, pair.second)}
    groups = [group for group in session.looks() if group in met]
    if len(groups) < 2:
        st.html(f"<p>{wording_findings.PAIRS_NONE}</p>")
        return
    with st.container(horizontal=True):
        first = st.selectbox(wording_findings.FIRST_GROUP, groups, index=0, key="pair first", width=320)
        second = st.selectbox(wording_findings.SECOND_GROUP, groups, index=1, key="pair second", width=320)
    lines = [(one, pair) for one in found if (pair := _pair(crossed[one.finding_id], first, second))]
    if not lines:
        st.html(f"<p>{wording_findings.PAIRS_NONE}</p>")
        return
    counts = Counter(pair.crossing for _, pair in lines)
    st.html(f"<p>{escape(wording_findings.pairs_counted(counts))}</p>")
    tables.rows(
        [
            (
                escape(one.statement),
                escape(wording_findings.crossed(pair)),
                escape(", ".join(pair.silent)),
            )
            for one, pair in lines
        ],
        wording_findings.PAIRS_HEADER,
        numbers=set(),
    )


def _pair(pairs: Sequence[PairCrossing], first: str, second: str) -> PairCrossing | None:
    return next((pair for pair in pairs if {pair.first, pair.second} == {first, second} and first != second), None)
