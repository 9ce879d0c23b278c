"""
Anonymisation: what a custodian sees before a transcript enters the study. Nothing is shown while the vault is closed.

Four views: what is to be decided, once per person or place; details that cross with others; each text as it would be read;
the names declared beforehand. Decisions taken after a release are applied from here too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import session, wording, wording_review
from app.components import empty, passphrase, tables
from app.screens.review_declared import declared
from app.screens.review_entities import answer_presses, entities, found_now
from app.screens.review_likely import questions
from app.screens.review_texts import texts
from models.carrying import Stranded
from models.rows import SourceRow
from models.transcript import SourceState
from pipeline.flow import found, reanonymising, review
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import sources

VIEWS = (
    wording_review.TO_DECIDE,
    wording_review.DETAILS,
    wording_review.DECIDED,
    wording_review.BY_TEXT,
    wording_review.DECLARED,
)


def show() -> None:
    """Draw the screen."""
    study = session.study()
    if study.role is not Role.CUSTODIAN or not study.is_unlocked:
        _locked(study)
        return
    answer_presses(study)
    _after_release(study)
    waiting = review.at_the_gate(study)
    again = bool(session.kept("review released", False)) and not waiting
    if not waiting and not again:
        empty.show(wording_review.REVIEW_EMPTY, link=("screens/overview.py", wording.GO_OVERVIEW))
        if any(s.state is SourceState.RELEASED for s in sources.all_sources(study.file)):
            st.button(
                wording_review.SEE_RELEASED, key="see released", on_click=session.keep, args=("review released", True)
            )
        return
    looked_at = waiting or tuple(s for s in sources.all_sources(study.file) if s.state is SourceState.RELEASED)
    tools = _gate(study, waiting)
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        view = st.segmented_control(
            wording.VIEW,
            [one for one in VIEWS if waiting or one != wording_review.BY_TEXT],
            default=wording_review.TO_DECIDE,
            required=True,
            label_visibility="collapsed",
            key="review view",
        )
    if view == wording_review.BY_TEXT:
        texts(study, row)
    elif view == wording_review.DECLARED:
        declared(study)
    else:
        entities(study, looked_at, row, tools, view=str(view))


def _locked(study: OpenStudy) -> None:
    n_held = sum(source.state.value == "held" for source in sources.all_sources(study.file))
    title, body = wording_review.review_locked(n_held)
    empty.show((title, body))
    given = passphrase.ask(exists=session.has_vault())
    if given is not None:
        session.attempt(session.unlock, given, said=wording_review.VAULT_NOW_OPEN)


def _gate(study: OpenStudy, waiting: Sequence[SourceRow]) -> DeltaGenerator:
    """How far the review is, and the way out; gives the line on which more can be drawn."""
    done = found.progress_of(found_now(study))
    share = 100 * done.decided / done.total if done.total else 100
    said = wording_review.progress(done.decided, done.total, done.doubts)
    st.html(
        f'<div class="pl-step" role="progressbar" aria-valuenow="{share:.0f}" style="grid-template-columns: 19rem 1fr;'
        f' max-width: none"><span>{escape(said)}<span class="track" style="display:block; margin-top: 0.3rem">'
        f'<span style="width:{share:.1f}%"></span></span></span>'
        f'<span class="pl-quiet" style="max-width: none">{escape(wording_review.kinds(done.kinds))}</span></div>'
    )
    tools = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with tools:
        if waiting:
            st.html(f"<p>{wording_review.at_the_gate(len(waiting))}</p>", width="content")
            with st.popover(wording_review.RELEASE_ALL):
                st.markdown(wording_review.release_warning(len(waiting), done.total - done.decided, done.doubts))
                _button(
                    wording_review.release_n(len(waiting)), "release all", review.release, study,
                    said=wording_review.released(len(waiting)),
                )  # fmt: skip
        else:
            st.button(
                wording_review.LEAVE_RELEASED,
                key="leave released",
                on_click=session.keep,
                args=("review released", False),
            )
        if done.total > done.decided:
            with st.popover(wording_review.CONFIRM_CERTAIN):
                st.markdown(wording_review.CONFIRM_WARNING)
                _button(
                    wording_review.CONFIRM_CERTAIN, "confirm certain", review.confirm_certain, study,
                    said=wording_review.CERTAIN_CONFIRMED,
                )  # fmt: skip
        questions(study)
        _decisions(study)
    return tools


def _decisions(study: OpenStudy) -> None:
    """Every decision that holds, each with its way back."""
    taken = review.review_decisions(study)
    with st.popover(wording_review.DECISIONS_TAKEN, disabled=not taken):
        shown = {one.decision_id: wording_review.decision(one) for one in taken[:300]}
        chosen = st.selectbox(
            wording_review.DECISIONS_TAKEN,
            list(shown),
            format_func=lambda one: shown[one],
            label_visibility="collapsed",
            key="decision to undo",
            width=460,
        )
        _button(
            wording_review.UNDO_REVIEW, "undo review", review.undo_review, study, chosen,
            said=wording_review.REVIEW_UNDONE,
        )  # fmt: skip


def _button(name: str, key: str, act: Callable[..., object], *args: object, said: str = "") -> None:
    """A button whose act is done before the page is drawn: a press that the queue sends again cannot cut it short."""
    kind: Literal["primary", "secondary"] = "primary" if key == "release all" else "secondary"
    st.button(name, key=key, type=kind, on_click=_do, args=(act, *args), kwargs={"said": said})


def _do(act: Callable[..., object], *args: object, said: str = "") -> None:
    session.try_to(act, *args, said=said)


def _after_release(study: OpenStudy) -> None:
    """Released transcripts that do not follow the decisions yet, and what could not follow when they did."""
    due = session.computed("due after release", None, lambda: review.reviewed_after_release(study))
    if due:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f"<p>{wording_review.due_after_release(len(due))}</p>", width="content")
            _button(wording_review.apply_to_released(len(due)), "apply to released", _apply, study, due)
    left: tuple[Stranded, ...] = session.kept("stranded", ())
    if left:
        st.subheader(wording_review.STRANDED_TITLE, anchor=False)
        st.html(f"<p>{wording_review.STRANDED_SAID}</p>")
        tables.rows(
            [
                (
                    escape(one.source_name or one.source_id),
                    wording.figure(one.turn_no),
                    wording_review.STRANDED_SORTS.get(one.about, one.about),
                    escape(one.code_path or ""),
                    escape(one.coder),
                    _day(one.decided_at),
                )
                for one in left
            ],
            wording_review.STRANDED_HEADER,
            numbers={1},
        )


def _apply(study: OpenStudy, due: Sequence[str]) -> None:
    over = reanonymising.reanonymise(study, due)
    session.keep("stranded", over.stranded)
    session.tell(wording_review.applied(over.transcripts, over.carried, len(over.stranded)))


def _day(at: datetime) -> str:
    return f"{at:%d/%m/%Y}"


if __name__ == "__main__":
    show()
