"""Putting a verbatim forward for a finding: found by its words, or among what carries a code, then dragged or keyed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import streamlit as st

from app import session, wording, wording_findings
from app.components import drawer, verbatim
from app.components.groups import UNKNOWN_COLOUR
from app.components.verbatim import Verbatim
from app.screens import verbatims
from models.finding import Finding, Stance
from models.transcript import Anchor
from pipeline.flow import blind, outputs
from pipeline.flow import findings as flow
from pipeline.flow.study import OpenStudy
from pipeline.store import codebook, findings, segments, sources

SHOWN = 12


def add_evidence(study: OpenStudy, finding: Finding) -> None:
    """The two ways to find a verbatim, and the drawer where what they found can be put forward."""
    st.header(wording_findings.ADD_EVIDENCE, anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            wording_findings.SEARCH, key=f"search {finding.finding_id}", placeholder=wording_findings.SEARCH_HINT
        ).strip()
        code_id = _code(study, finding)
    if not words and code_id is None:
        return
    asked = f"found {finding.finding_id} {words} {code_id}"
    limit = session.kept(asked, SHOWN)
    found = session.computed(asked, limit + 1, lambda: _found(study, words, code_id, limit + 1))
    session.keep("drawer", (finding.finding_id, found))
    _drawer(study, finding, found[:limit], page=asked)
    if len(found) > limit and st.button(wording_findings.MORE_FOUND, key="more found"):
        session.keep(asked, limit + SHOWN)
        st.rerun()


def answer_presses(study: OpenStudy) -> None:
    """Answer what was pressed in the drawer, before what the finding rests on is drawn."""
    session.answer_events(drawer.KEY, lambda event: _press(study, event))


def _code(study: OpenStudy, finding: Finding) -> str | None:
    counts = blind.code_counts(study)
    paths = {code.code_id: code.path for code in codebook.codes(study.file) if code.code_id in counts}
    chosen: str | None = st.selectbox(
        wording_findings.BY_CODE,
        list(paths),
        index=None,
        format_func=lambda one: paths[one],
        key=f"code of {finding.finding_id}",
        placeholder=wording_findings.CHOOSE_CODE if paths else wording_findings.NO_CODING,
        disabled=not paths,
    )
    return chosen


def _found(study: OpenStudy, words: str, code_id: str | None, limit: int) -> tuple[Verbatim, ...]:
    """What answers to the words, or carries the code; with both, what answers to the words and carries the code."""
    carrying = blind.codings(study, code_id=code_id) if code_id else ()
    if not words:
        turns = {one.turn_id: sources.find_turn(study.file, one.turn_id) for one in carrying[:limit]}
        return tuple(verbatim.of_coding(one, turn) for one in carrying[:limit] if (turn := turns[one.turn_id]))
    coded = {one.segment_id for one in carrying}
    hits = outputs.search(study, words, limit=limit if code_id is None else max(200, limit))
    ids = [hit["segment_id"] for hit in hits if code_id is None or hit["segment_id"] in coded][:limit]
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=ids)} if ids else {}
    return tuple(verbatim.of_segment(rows[one]) for one in ids if one in rows)


def _drawer(study: OpenStudy, finding: Finding, found: tuple[Verbatim, ...], *, page: str) -> None:
    evidence = findings.evidence_rows(study.file, finding.finding_id)
    cited = {(r.evidence.anchor.turn_id, r.evidence.anchor.start): r.evidence.stance for r in evidence}
    counts = Counter(cited.values())
    looks = session.looks()
    drawer.show(
        [
            drawer.Found(
                key=_key(said),
                words=said.words,
                where=wording_findings.said_where(said.speaker, said.group, said.source_name, said.turn_no),
                colour=look.colour if (look := looks.get(said.group or "")) else UNKNOWN_COLOUR,
                stance=stance.value if (stance := cited.get((said.turn_id, said.start))) else "",
                history=tuple(verbatims.history(study, said)) or (wording.NO_HISTORY,),
            )
            for said in found
        ],
        [
            drawer.Place(stance.value, wording.STANCES[stance].capitalize(), str(place), counts[stance])
            for place, stance in enumerate((Stance.SUPPORTS, Stance.NUANCES, Stance.CONTRADICTS), 1)
        ],
        page=page,
        answers=session.acknowledged(),
    )
    with st.container(key=drawer.LINKS):
        for said in found:
            verbatim.link(said)


def _press(study: OpenStudy, event: Mapping[str, Any]) -> None:
    """One press: it puts forward the words that were shown when it was made, never others."""
    finding_id, found = _shown()
    if event["action"] == "undo":
        flow.undo(study, finding_id)
        return
    said = next((one for one in found if _key(one) == event["key"]), None)
    if said is None:
        return
    anchor = Anchor(turn_id=said.turn_id, start=said.start, end=said.end, verbatim=said.words)
    flow.add_evidence(study, finding_id, Stance(event["stance"]), anchor)


def _shown() -> tuple[str, tuple[Verbatim, ...]]:
    """The finding and the verbatims that the drawer holds on screen."""
    nothing: tuple[str, tuple[Verbatim, ...]] = ("", ())
    return session.kept("drawer", nothing)


def _key(said: Verbatim) -> str:
    return f"{said.turn_id}-{said.start}-{said.end}"
