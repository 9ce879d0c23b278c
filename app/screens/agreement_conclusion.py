"""What was concluded where coders differed: the words, the conclusion, the minority reading and its reason."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from app import session
from app import wording_agreement as wording
from app.components import verbatim
from app.screens import verbatims
from models.agreement import Adjudication, CoderReading
from models.transcript import Anchor
from pipeline.flow import comparing as flow
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import codebook, coding, sources


def conclusion(study: OpenStudy, one: Adjudication) -> None:
    """Draw a conclusion: the words, what was concluded, the minority reading and its reason, and how to take it back."""
    decisions = {decision.decision_id: decision for decision in coding.decisions(study.file)}
    based = next((decisions[r.decision_id] for r in one.readings if r.decision_id in decisions), None)
    path = next(
        (c.path for c in codebook.codes(study.file, with_retired=True) if c.code_id == one.code_id), one.code_id
    )
    if based is not None:
        show_words(study, based.anchor, one.code_id, path, based.segment_id, key=one.adjudication_id)
    st.html(f"<p>{escape(wording.concluded(one))}</p>{_minority(one.minority)}")
    if study.role is not Role.READER and st.button(
        wording.TAKE_BACK, key=f"back {one.adjudication_id}", type="tertiary"
    ):
        session.attempt(flow.undo_settling, study, one.adjudication_id, said=wording.UNSETTLED)


def _minority(readings: Sequence[CoderReading]) -> str:
    return "".join(f"<p><b>{wording.MINORITY}.</b> {escape(wording.says(one))}</p>" for one in readings)


def show_words(study: OpenStudy, anchor: Anchor, code_id: str, path: str, segment_id: str | None, *, key: str) -> None:
    """Draw the words that coders disagree about, under the code, with the link to their turn."""
    colour = next((c.colour for c in codebook.codes(study.file, with_retired=True) if c.code_id == code_id), "#888888")
    st.html(f'<h3><span class="pl-code" style="background:{colour}"></span>{escape(path)}</h3>')
    turn = sources.find_turn(study.file, anchor.turn_id)
    if turn is not None:
        said = verbatim.Verbatim(
            words=anchor.verbatim,
            speaker=turn.speaker,
            group=turn.stakeholder_group,
            source_name=turn.source_name,
            turn_no=turn.turn_no,
            transcript_id=turn.transcript_id,
            turn_id=turn.turn_id,
            start=anchor.start,
            end=anchor.end,
            segment_id=segment_id,
        )
        verbatims.show(study, said, key=key)
