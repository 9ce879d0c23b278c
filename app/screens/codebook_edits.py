"""What can be done to the codebook: add, say better, rename, move, merge, retire, restore. One form, one flow call."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app import session, wording, wording_agreement
from models.codebook import Code
from pipeline.flow import blind
from pipeline.flow import codebook as codebook_flow
from pipeline.flow import coding as flow
from pipeline.flow.study import OpenStudy

# Paul Tol, "Colour Schemes", SRON/EPS/TN/09-002, scheme "muted": apart from the groups' colours, which are "bright".
CODE_COLOURS = ("#332288", "#117733", "#882255", "#DDCC77", "#44AA99", "#CC6677", "#88CCEE", "#AA4499", "#999933")

SHOWN_WORDS = 90  # characters of a passage in a list


def add(study: OpenStudy, codes: Sequence[Code]) -> None:
    """The form of a new code."""
    parents = {code.code_id: code.path for code in codes if not code.retired}
    with st.popover(wording.ADD_CODE), st.form("add code", border=False, clear_on_submit=True):
        name = st.text_input(wording.CODE_NAME, key="new code")
        parent = st.selectbox(
            wording.UNDER,
            [None, *parents],
            format_func=lambda one: parents[one] if one else wording.AT_TOP,
            key="new under",
        )
        definition = st.text_area(wording.DEFINITION, key="new definition", height=80)
        if st.form_submit_button(wording.ADD_CODE, type="primary") and name.strip():
            session.attempt(
                flow.add_code,
                study,
                name.strip(),
                parent_id=parent,
                definition=definition.strip(),
                colour=CODE_COLOURS[len(codes) % len(CODE_COLOURS)],
                said=wording.code_added(name.strip()),
            )


def edit(study: OpenStudy, code: Code, codes: Sequence[Code]) -> None:
    """What can be done to one code."""
    with st.container(horizontal=True, width="content"):
        if code.retired:
            if st.button(wording.RESTORE, key="restore"):
                session.attempt(flow.restore_code, study, code.code_id)
            return
        with st.popover(wording.REDEFINE):
            _redefine(study, code)
        with st.popover(wording.RENAME), st.form(f"rename {code.code_id}", border=False):
            name = st.text_input(wording.CODE_NAME, value=code.name, key=f"name {code.code_id}")
            if st.form_submit_button(wording.TAKE) and name.strip():
                session.attempt(flow.rename_code, study, code.code_id, name.strip())
        with st.popover(wording.MOVE):
            _move(study, code, codes)
        with st.popover(wording.MERGE):
            _merge(study, code, codes)
        with st.popover(wording_agreement.SPLIT):
            _split(study, code)
        if st.button(wording.RETIRE, key="retire"):
            session.attempt(flow.retire_code, study, code.code_id, said=wording.code_retired(code.name))


def undo(study: OpenStudy) -> None:
    """The button that takes back the last change of the codebook, whoever made it."""
    act = codebook_flow.last_codebook_act(study)
    if act is not None and st.button(
        wording_agreement.UNDO_LAST, key="undo codebook", help=wording_agreement.undo_what(act.kind, act.actor)
    ):
        session.attempt(codebook_flow.undo_codebook, study, said=wording_agreement.undone(act.kind))


def _redefine(study: OpenStudy, code: Code) -> None:
    with st.form(f"redefine {code.code_id}", border=False):
        definition = st.text_area(wording.DEFINITION, value=code.definition, key=f"definition {code.code_id}")
        when = st.text_area(wording.WHEN, value=code.when_to_use, key=f"when {code.code_id}", height=80)
        when_not = st.text_area(wording.WHEN_NOT, value=code.when_not, key=f"when not {code.code_id}", height=80)
        examples = st.text_area(
            wording.EXAMPLES_ONE_A_LINE, value="\n".join(code.examples), key=f"examples {code.code_id}", height=80
        )
        colour = st.color_picker(wording.COLOUR, value=code.colour, key=f"colour {code.code_id}")
        if st.form_submit_button(wording.TAKE, type="primary"):
            session.attempt(
                flow.redefine_code,
                study,
                code.code_id,
                definition=definition.strip(),
                when_to_use=when.strip(),
                when_not=when_not.strip(),
                examples=tuple(line.strip() for line in examples.splitlines() if line.strip()),
                colour=colour,
            )


def _move(study: OpenStudy, code: Code, codes: Sequence[Code]) -> None:
    places = {c.code_id: c.path for c in codes if not c.retired and c.code_id != code.code_id}
    with st.form(f"move {code.code_id}", border=False):
        parent = st.selectbox(
            wording.UNDER,
            [None, *places],
            format_func=lambda one: places[one] if one else wording.AT_TOP,
            key=f"under {code.code_id}",
        )
        if st.form_submit_button(wording.TAKE):
            session.attempt(flow.move_code, study, code.code_id, parent)


def _merge(study: OpenStudy, code: Code, codes: Sequence[Code]) -> None:
    others = {c.code_id: c.path for c in codes if not c.retired and c.code_id != code.code_id}
    st.markdown(wording.MERGE_WHAT)
    with st.form(f"merge {code.code_id}", border=False):
        into = st.selectbox(
            wording.MERGE_INTO,
            list(others),
            index=None,
            placeholder=wording_agreement.CHOOSE,
            format_func=lambda one: others[one],
            key=f"into {code.code_id}",
        )
        if st.form_submit_button(wording.MERGE) and into:
            session.attempt(flow.merge_codes, study, code.code_id, into, said=wording.code_merged(others[into]))


def _split(study: OpenStudy, code: Code) -> None:
    found = {one.coding_id: one for one in blind.codings(study, code_id=code.code_id)}
    st.markdown(wording_agreement.SPLIT_WHAT)
    with st.form(f"split {code.code_id}", border=False):
        name = st.text_input(wording_agreement.NEW_NAME, key=f"split name {code.code_id}")
        definition = st.text_area(wording.DEFINITION, key=f"split definition {code.code_id}", height=70)
        chosen = st.multiselect(
            wording_agreement.PASSAGES_TO_MOVE,
            list(found),
            format_func=lambda one: f"{_short(found[one].verbatim)} ({found[one].coder})",
            placeholder=wording_agreement.CHOOSE,
            key=f"split passages {code.code_id}",
        )
        if st.form_submit_button(wording_agreement.SPLIT, type="primary") and name.strip():
            session.attempt(
                codebook_flow.split_code,
                study,
                code.code_id,
                name.strip(),
                chosen,
                definition=definition.strip(),
                said=wording_agreement.code_split(name.strip(), len(chosen)),
            )


def _short(words: str) -> str:
    return words if len(words) <= SHOWN_WORDS else f"{words[:SHOWN_WORDS].rsplit(' ', 1)[0]}…"
