"""The questions that put a finding's subject: what "asked and silent" rests on, shown so that a person can say otherwise."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording_findings
from models.finding import Finding
from pipeline.flow import grounding as flow
from pipeline.flow.grounding import PutQuestion
from pipeline.flow.study import OpenStudy


def show(study: OpenStudy, finding: Finding, *, may_write: bool) -> None:
    """Draw the questions kept and set aside, and a search for others."""
    found = flow.questions_of(study, finding.finding_id)
    kept = sum(question.concerns for question in found)
    with st.expander(f"{wording_findings.QUESTIONS} ({kept})"):
        st.html(f'<p class="pl-quiet">{wording_findings.QUESTIONS_WHAT}</p>')
        if not found:
            st.html(f'<p class="pl-quiet">{wording_findings.NO_QUESTION}</p>')
        for question in found:
            _line(study, finding, question, may_write=may_write)
        if not may_write:
            return
        words = st.text_input(wording_findings.FIND_QUESTION, key=f"question {finding.finding_id}")
        shown = {question.question_id for question in found if question.concerns}
        for question in flow.questions_like(study, words) if words.strip() else ():
            if question.question_id not in shown:
                _line(study, finding, question, may_write=True, key="other")


def _line(study: OpenStudy, finding: Finding, question: PutQuestion, *, may_write: bool, key: str = "kept") -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f"<p>{escape(wording_findings.question_line(question))}</p>")
        label = wording_findings.NOT_ABOUT if question.concerns else wording_findings.IS_ABOUT
        if may_write and st.button(label, key=f"{key} {finding.finding_id} {question.question_id}", type="tertiary"):
            session.attempt(
                flow.judge_question,
                study,
                finding.finding_id,
                question.question_id,
                concerns=not question.concerns,
                said=wording_findings.QUESTION_JUDGED,
            )
