"""A verbatim as every screen shows it: in its group's colour, one click from its turn, one more from all that was decided on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape

import streamlit as st

from app import session, wording, wording_findings
from app.components import verbatim
from app.components.verbatim import Verbatim
from models.coding import Decision
from pipeline.flow import blind
from pipeline.flow.study import OpenStudy
from pipeline.store import codebook


def show(
    study: OpenStudy,
    said: Verbatim,
    *,
    key: str,
    with_question: bool = False,
    note: str = "",
    actions: Callable[[], None] | None = None,
    in_popover: bool = False,
) -> None:
    """Draw a verbatim with its link to the turn and its history."""
    verbatim.show(
        said,
        session.looks().get(said.group or ""),
        key=key,
        with_question=with_question,
        note=note,
        history=partial(_draw, study, said),
        actions=actions,
        in_popover=in_popover,
    )


def under(study: OpenStudy, said: Verbatim, *, key: str) -> None:
    """Only the line under a verbatim whose words are shown in another way."""
    verbatim.under(said, key=key, history=partial(_draw, study, said))


def history(study: OpenStudy, said: Verbatim) -> list[str]:
    """Every decision taken on these words that this person may know, oldest first, with who took it and why, a sentence each."""
    names = session.computed("code paths", None, lambda: _paths(study))
    return [
        wording_findings.decided(one, names.get(one.code_id, one.code_id))
        for one in session.computed("decisions by turn", study.actor, lambda: _by_turn(study)).get(said.turn_id, ())
        if one.anchor.start < said.end and said.start < one.anchor.end
    ]


def _draw(study: OpenStudy, said: Verbatim) -> None:
    told = history(study, said)
    if not told:
        st.html(f'<p class="pl-quiet">{wording.NO_HISTORY}</p>')
    for sentence in told:
        st.html(f"<p>{escape(sentence)}</p>")


def _paths(study: OpenStudy) -> Mapping[str, str]:
    return {code.code_id: code.path for code in codebook.codes(study.file, with_retired=True)}


def _by_turn(study: OpenStudy) -> Mapping[str, Sequence[Decision]]:
    """Read once per change of the study, not once per verbatim; who codes blind sees only their own."""
    taken: dict[str, list[Decision]] = {}
    for one in blind.decisions(study, current_only=False):
        taken.setdefault(one.anchor.turn_id, []).append(one)
    return taken
