"""How far a long work is, step by step, and what each step has done before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from app import wording
from models.provenance import StepState


def steps(states: Sequence[StepState]) -> None:
    """What each step has done and what is due, with the reason."""
    rows = []
    for state in states:
        left = (
            escape(state.stale_because or "")
            if state.due
            else wording.UP_TO_DATE
            if state.done
            else wording.NOTHING_YET
        )
        due = wording.figure(state.due) if state.due else "–"
        rows.append(
            f'<tr><td>{wording.STEPS[state.step]}</td><td class="n">{wording.figure(state.done)}</td>'
            f'<td class="n">{due}</td><td>{left}</td></tr>'
        )
    head = "".join(f"<th{c}>{escape(title)}</th>" for title, c in zip(wording.STEP_HEADER, _NUMBERS, strict=True))
    st.html(f'<table class="pl-table"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>')


_NUMBERS = ("", ' class="n"', ' class="n"', "")


def bars(done: Mapping[str, tuple[int, int]]) -> None:
    """One bar per step that has begun: how much is done of how much there is."""
    for step, name in wording.STEPS.items():
        if step.value not in done:
            continue
        n, total = done[step.value]
        share = 100 * n / total if total else 100
        st.html(
            f'<div class="pl-step" role="progressbar" aria-valuenow="{share:.0f}"><span>{name}</span>'
            f'<span class="track"><span style="width:{share:.1f}%"></span></span>'
            f"<span>{wording.figure(n)} / {wording.figure(total)}</span></div>"
        )
