"""Putting a verbatim forward for a finding: found by its words, or among what carries a code; and what was decided on it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from app import session, wording, wording_findings
from app.components import verbatim
from app.components.verbatim import Verbatim
from models.finding import Finding, Stance
from models.transcript import Anchor
from pipeline.flow import findings as flow
from pipeline.flow import outputs
from pipeline.flow.study import OpenStudy
from pipeline.store import codebook, coding, findings, segments, sources

SHOWN = 12


def add_evidence(study: OpenStudy, finding: Finding) -> None:
    """The two ways to find a verbatim."""
    st.header(wording_findings.ADD_EVIDENCE, anchor=False)
    by_words, by_code = st.tabs([wording_findings.BY_WORDS, wording_findings.BY_CODE])
    with by_words:
        _by_words(study, finding)
    with by_code:
        _by_code(study, finding)


def _by_words(study: OpenStudy, finding: Finding) -> None:
    words = st.text_input(
        wording_findings.SEARCH, key=f"search {finding.finding_id}", placeholder=wording_findings.SEARCH_HINT
    )
    if not words.strip():
        return
    hits = session.computed("search", words, lambda: outputs.search(study, words, limit=SHOWN))
    ids = [hit["segment_id"] for hit in hits]
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=ids)}
    if not rows:
        st.html(f'<p class="pl-quiet">{wording_findings.NO_HIT}</p>')
    for one in (rows[segment_id] for segment_id in ids if segment_id in rows):
        _candidate(study, finding, verbatim.of_segment(one), key=f"hit-{one.segment_id}")


def _by_code(study: OpenStudy, finding: Finding) -> None:
    counts = codebook.code_counts(study.file)
    paths = {code.code_id: code.path for code in codebook.codes(study.file) if code.code_id in counts}
    if not paths:
        st.html(f'<p class="pl-quiet">{wording_findings.NO_CODING}</p>')
        return
    code_id = st.selectbox(
        wording.CODE,
        list(paths),
        index=None,
        format_func=lambda one: paths[one],
        key=f"code of {finding.finding_id}",
        placeholder=wording_findings.CHOOSE_CODE,
    )
    if code_id is None:
        return
    asked = f"codings {finding.finding_id} {code_id}"
    limit = session.kept(asked, SHOWN)
    found = coding.codings(study.file, code_id=code_id)
    for one in found[:limit]:
        turn = sources.find_turn(study.file, one.turn_id)
        if turn is not None:
            _candidate(study, finding, verbatim.of_coding(one, turn), key=f"coding-{one.coding_id}")
    if len(found) > limit and st.button(wording.more(len(found) - limit), key="more codings"):
        session.keep(asked, limit + SHOWN)
        st.rerun()


def _candidate(study: OpenStudy, finding: Finding, said: Verbatim, *, key: str) -> None:
    cited = {
        (r.evidence.anchor.turn_id, r.evidence.anchor.start)
        for r in findings.evidence_rows(study.file, finding.finding_id)
    }
    if (said.turn_id, said.start) in cited:
        verbatim.show(said, session.looks().get(said.group or ""), key=key, note=wording_findings.ALREADY)
        return
    verbatim.show(said, session.looks().get(said.group or ""), key=key, actions=_buttons(study, finding, said, key))


def _buttons(study: OpenStudy, finding: Finding, said: Verbatim, key: str) -> Callable[[], None]:
    def draw() -> None:
        anchor = Anchor(turn_id=said.turn_id, start=said.start, end=said.end, verbatim=said.words)
        for stance in Stance:
            if st.button(wording.STANCES[stance].capitalize(), key=f"{stance} {key}", type="tertiary"):
                session.attempt(
                    flow.add_evidence, study, finding.finding_id, stance, anchor, said=wording_findings.EVIDENCE_ADDED
                )

    return draw


def history_of(study: OpenStudy, anchor: Anchor) -> None:
    """Every decision taken on these words, oldest first, with who took it and why."""
    names = {code.code_id: code.path for code in codebook.codes(study.file, with_retired=True)}
    taken = [
        one
        for one in coding.decisions(study.file)
        if one.anchor.turn_id == anchor.turn_id and one.anchor.start < anchor.end and anchor.start < one.anchor.end
    ]
    if not taken:
        st.html(f'<p class="pl-quiet">{wording.NO_HISTORY}</p>')
    for one in taken:
        st.html(f"<p>{escape(wording_findings.decided(one, names.get(one.code_id, one.code_id)))}</p>")
