"""Livre de codes: the tree with how many people and passages carry each code, and all that can be done to a code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from app import session, wording, wording_agreement
from app.components import empty, verbatim
from app.screens import verbatims
from app.screens.agreement_conclusion import conclusion
from app.screens.codebook_edits import add, edit, undo
from app.screens.codebook_history import told_history
from models.codebook import PATH_SEPARATOR, Code
from pipeline.flow import blind, comparing
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import codebook, sources

PASSAGES_A_PAGE = 20
INDENT = "\u2003"


def show() -> None:
    """Draw the screen."""
    study = session.study()
    codes = codebook.codes(study.file, with_retired=True)
    may_write = study.role is not Role.READER
    if not codes:
        empty.show(wording.CODEBOOK_EMPTY, link=("screens/themes.py", wording.GO_THEMES))
        if may_write:
            add(study, codes)
        return
    left, right = st.columns([3, 7], gap="medium")
    with left:
        if may_write:
            with st.container(horizontal=True):
                add(study, codes)
                undo(study)
        code = _choose(codes, blind.code_counts(study))
    with right:
        _code(study, code, codes, may_write=may_write)


def _choose(codes: Sequence[Code], counts: Mapping[str, tuple[int, int]]) -> Code:
    retired = any(code.retired for code in codes)
    with_retired = retired and st.toggle(wording.WITH_RETIRED, key="with retired")
    shown = {code.code_id: code for code in codes if with_retired or not code.retired}
    session.choice_from_address("code", "code", list(shown))
    with st.container(height=560, border=False):
        chosen = st.radio(
            wording.CODEBOOK,
            list(shown),
            format_func=lambda one: _branch(shown[one]),
            captions=[_carried(code, counts) for code in shown.values()],
            label_visibility="collapsed",
            key="code",
        )
    session.set_address(code=chosen)
    return shown[str(chosen)]


def _branch(code: Code) -> str:
    depth = code.path.count(PATH_SEPARATOR)
    return INDENT * depth + code.name


def _carried(code: Code, counts: Mapping[str, tuple[int, int]]) -> str:
    depth = code.path.count(PATH_SEPARATOR)
    told = wording.carried(*counts.get(code.code_id, (0, 0)))
    return INDENT * depth + (f"{told} · {wording.RETIRED}" if code.retired else told)


def _code(study: OpenStudy, code: Code, codes: Sequence[Code], *, may_write: bool) -> None:
    square = f'<span class="pl-code" style="background:{code.colour}"></span>'
    st.html(f'<h2 style="padding-top:0">{square}{escape(code.path)}</h2>')
    said = ((wording.DEFINITION, code.definition), (wording.WHEN, code.when_to_use), (wording.WHEN_NOT, code.when_not))
    told = "".join(f"<p><b>{name}.</b> {escape(words)}</p>" for name, words in said if words)
    examples = "".join(f"<li>{escape(one)}</li>" for one in code.examples)
    told += f"<p><b>{wording.EXAMPLES}.</b></p><ul>{examples}</ul>" if examples else ""
    st.html(told or f'<p class="pl-quiet">{wording.NO_DEFINITION}</p>')
    with st.container(horizontal=True):
        if may_write:
            edit(study, code, codes)
        with st.popover(wording_agreement.CODE_HISTORY):
            _history(study, code)
    st.subheader(wording.PASSAGES, anchor=False)
    _passages(study, code)
    _conclusions(study, code)


def _history(study: OpenStudy, code: Code) -> None:
    for moment, actor, what in told_history(study, code):
        st.html(f"<p>{escape(moment)} · {escape(actor)} · {escape(what)}</p>")


def _conclusions(study: OpenStudy, code: Code) -> None:
    found = comparing.settled(study, code_id=code.code_id)
    if found:
        st.subheader(wording_agreement.SETTLED_HERE, anchor=False)
        for one in found:
            conclusion(study, one)


def _passages(study: OpenStudy, code: Code) -> None:
    found = blind.codings(study, code_id=code.code_id)
    if not found:
        st.html(f'<p class="pl-quiet">{wording.NO_PASSAGE}</p>')
        return
    asked = f"passages {code.code_id}"
    limit = session.kept(asked, PASSAGES_A_PAGE)
    for one in found[:limit]:
        turn = sources.find_turn(study.file, one.turn_id)
        if turn is not None:
            note = wording.coded_by(one.coder, one.decided_at, one.origin)
            verbatims.show(study, verbatim.of_coding(one, turn), key=one.coding_id, note=note)
    if len(found) > limit and st.button(wording.more(len(found) - limit), key="more passages"):
        session.keep(asked, limit + PASSAGES_A_PAGE)
        st.rerun()


if __name__ == "__main__":
    show()
