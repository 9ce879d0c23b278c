"""Entering what came back: one sheet, one finding after another, from the keyboard."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from app import session, wording_restitution
from app.components import passphrase
from models.finding import Finding
from models.restitution import Answer, Hand, ReadingStep, Reply
from pipeline.flow import replying, restituting
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import restitution as store

BOXES = (Answer.AGREE, Answer.NUANCE, Answer.REFUSE)


def entry(study: OpenStudy) -> None:
    """Draw the form of one sheet, once the vault is open."""
    if study.role is Role.READER:
        st.info(wording_restitution.OPEN_VAULT)
        return
    if not study.is_unlocked:
        st.html(f"<p>{wording_restitution.OPEN_VAULT}</p>")
        given = passphrase.ask(exists=session.has_vault())
        if given is not None:
            session.attempt(session.unlock, given)
        return
    step = st.radio(
        wording_restitution.STEP,
        list(ReadingStep),
        format_func=lambda one: wording_restitution.STEPS[one],
        horizontal=True,
        key="reply step",
    )
    st.html(f'<p class="pl-quiet">{wording_restitution.STEP_HELP}</p>')
    _sheet(study, step or ReadingStep.ALONE)


def _sheet(study: OpenStudy, step: ReadingStep) -> None:
    alone = step is ReadingStep.ALONE
    persons, _ = session.computed("restitution readers", None, lambda: restituting.readers(study))
    names = (
        [p.participant_id for p in persons if p.participant_id and not p.refused]
        if alone
        else list(replying.groups_of(study))
    )
    who = st.selectbox(
        wording_restitution.WHO,
        names,
        index=None,
        placeholder=wording_restitution.CHOOSE_READER,
        key=f"reply who {alone}",
        width=460,
    )
    if who is None:
        return
    answered = restituting.findings_for(study, participant_id=who if alone else None, group=None if alone else who)
    if not answered:
        st.info(wording_restitution.NO_FINDING)
        return
    with st.form(f"sheet {step} {who} {session.kept('sheets entered', 0)}", border=False):
        fields = _head(step, who)
        st.html(f'<p class="pl-quiet">{wording_restitution.KEYS}</p>')
        plain = {one: wording.text for one, wording in store.plain_wordings(study.file).items()}
        typed = [_finding(number, one, plain.get(one.finding_id)) for number, one in enumerate(answered, start=1)]
        if st.form_submit_button(wording_restitution.SAVE, type="primary"):
            _save(study, fields, [reply for reply in typed if reply is not None])


def _head(step: ReadingStep, who: str) -> dict[str, object]:
    left, middle, right = st.columns(3)
    with left:
        day = st.date_input(wording_restitution.DAY, value=date.today(), format="DD/MM/YYYY", key="reply day")
    with middle:
        hand = st.selectbox(
            wording_restitution.HAND,
            list(Hand),
            index=0 if step is ReadingStep.ALONE else list(Hand).index(Hand.NOTED),
            format_func=lambda one: wording_restitution.HANDS[one],
            key=f"reply hand {step}",
        )
    alone = step is ReadingStep.ALONE
    with right:
        present = (
            None
            if alone
            else st.number_input(wording_restitution.PRESENT, min_value=1, max_value=1000, value=5, key="reply present")
        )
    return {
        "step": step,
        "participant_id": who if alone else None,
        "group": None if alone else who,
        "n_present": present,
        "received_on": day,
        "hand": hand,
    }


def _finding(number: int, one: Finding, plain: str | None) -> Reply | None:
    st.html(f'<p class="pl-statement" style="font-size:1.05rem">{number}. {escape(plain or one.statement)}</p>')
    left, right = st.columns([2, 3], vertical_alignment="center")
    with left:
        box = st.radio(
            f"{wording_restitution.ANSWERS[Answer.AGREE]} ? ({number})",
            [None, *BOXES],
            format_func=lambda answer: wording_restitution.ANSWERS[answer] if answer else wording_restitution.NO_ANSWER,
            label_visibility="collapsed",
            horizontal=True,
            key=f"reply box {one.finding_id}",
        )
    with right:
        words = st.text_area(
            f"{wording_restitution.MY_WORDS} ({number})",
            placeholder=wording_restitution.MY_WORDS_HINT,
            height=68,
            key=f"reply words {one.finding_id}",
        ).strip()
    if box is None and not words:
        return None
    return Reply(finding_id=one.finding_id, answer=box or Answer.WORDS, words=words, statement=one.statement)


def _save(study: OpenStudy, fields: dict[str, object], typed: list[Reply]) -> None:
    if not typed:
        st.error(wording_restitution.NOTHING_TYPED)
        return

    def act() -> None:
        done = replying.enter(study, [replying.new_sheet(fields, typed)])
        session.keep("sheets entered", session.kept("sheets entered", 0) + 1)
        session.tell(wording_restitution.entered(done.replies, done.waiting))

    with st.spinner(wording_restitution.SAVING):
        session.attempt(act)
