"""Accord: how far coders agree, where they differ and what was concluded, how each changes, who codes blind."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session
from app import wording_agreement as wording
from app.components import empty, tables
from app.components.measures import measure_cell
from app.screens.agreement_blind import blind_view
from app.screens.agreement_conclusion import conclusion, show_words
from app.wording import more
from models.agreement import Agreement, CodeAgreement, Disagreement, Mode, Outcome
from models.transcript import Anchor
from pipeline.flow import blind
from pipeline.flow import comparing as flow
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import codebook, coding, sources

SHOWN = 10


def show() -> None:
    """Draw the screen."""
    study = session.study()
    released = [source for source in sources.all_sources(study.file) if source.state.value == "released"]
    if not released and not coding.coders(study.file):
        empty.show(wording.AGREEMENT_EMPTY, link=("screens/coding.py", wording.GO_CODING))
        return
    session.choice_from_address("view", "agreement view", list(wording.VIEWS))
    view = st.segmented_control(
        wording.VIEW,
        list(wording.VIEWS),
        format_func=lambda one: wording.VIEWS[one],
        default="figures" if session.field("agreement view") is None else None,
        label_visibility="collapsed",
        key="agreement view",
    )
    chosen = str(view or "figures")
    session.set_address(view=chosen)
    draw = {"figures": _figures, "settle": _settle, "settled": _settled, "time": _time, "blind": blind_view}
    if blind.blind_sources(study) and chosen != "blind":
        st.caption(wording.STILL_BLIND)
    with st.spinner(wording.MEASURING, show_time=False):
        draw[chosen](study)


def _figures(study: OpenStudy) -> None:
    found = session.computed("agreement", study.actor, lambda: flow.measured(study))
    if not found.coders:
        empty.show(wording.AGREEMENT_EMPTY, link=("screens/coding.py", wording.GO_CODING))
        return
    st.html(f"<p>{escape(found.reading)}</p>")
    st.caption(wording.MEASURES_HELP)
    rows = [_row(f"<b>{wording.ALL_CODES}</b>", found)]
    colours = {code.code_id: code.colour for code in codebook.codes(study.file, with_retired=True)}
    rows += [
        _row(f'<span class="pl-code" style="background:{colours[one.code_id]}"></span>{escape(one.code_path)}', one)
        for one in found.codes
    ]
    tables.rows(rows, wording.MEASURE_HEADER, numbers={1})
    st.caption(wording.resampled(found.resampled, found.unit, found.unit_words))


def _row(name: str, one: Agreement | CodeAgreement) -> tuple[str, ...]:
    cells = (
        measure_cell(getattr(one, measure), getattr(one.intervals, measure))
        for measure in ("kappa", "alpha", "f1", "gamma", "f1_characters")
    )
    return (name, str(one.n_units), *cells)


def _settle(study: OpenStudy) -> None:
    found = session.computed("to settle", study.actor, lambda: flow.to_settle(study))
    if not found:
        st.info(wording.NOTHING_TO_SETTLE)
        return
    st.html(f"<p>{wording.left_to_settle(len(found))}</p>")
    st.caption(wording.SETTLE_HELP)
    may_write = study.role is not Role.READER
    if not may_write:
        st.caption(wording.READER_ONLY)
    for one in found[: session.kept("settle shown", SHOWN)]:
        _disagreement(study, one, may_write=may_write)
    _more(len(found), "settle shown")


def _more(n: int, name: str) -> None:
    shown = session.kept(name, SHOWN)
    if n > shown and st.button(more(n - shown), key=f"more {name}"):
        session.keep(name, shown + SHOWN)
        st.rerun()


def _disagreement(study: OpenStudy, one: Disagreement, *, may_write: bool) -> None:
    anchor = Anchor(turn_id=one.turn_id, start=one.start_char, end=one.end_char, verbatim=one.words)
    show_words(study, anchor, one.code_id, one.code_path, one.segment_id, key=one.unit)
    st.html("".join(f"<p>{escape(wording.says(reading))}</p>" for reading in one.readings))
    if may_write:
        with st.popover(wording.CONCLUDE):
            _form(study, one)


def _form(study: OpenStudy, one: Disagreement) -> None:
    with st.form(f"settle {one.unit}", border=False):
        outcome = st.radio(
            wording.CONCLUSION, list(Outcome), format_func=lambda o: wording.OUTCOMES[o], key=f"outcome {one.unit}"
        )
        mode = st.radio(
            wording.HOW,
            list(Mode),
            format_func=lambda m: wording.TOGETHER if m is Mode.AGREEMENT else wording.THIRD,
            key=f"mode {one.unit}",
        )
        reason = st.text_area(wording.WHY, key=f"why {one.unit}", height=70)
        reasons = {
            reading.coder: st.text_input(
                wording.WHY_OF.format(coder=reading.coder),
                value=reading.reason,
                key=f"why {one.unit} {reading.coder}",
            )
            for reading in one.readings
        }
        if st.form_submit_button(wording.CONCLUDE, type="primary"):
            session.attempt(
                flow.settle,
                study,
                one.unit,
                outcome or Outcome.APPLIES,
                mode=mode or Mode.AGREEMENT,
                reason=reason,
                reasons=reasons,
                said=wording.SETTLED,
            )


def _settled(study: OpenStudy) -> None:
    found = flow.settled(study)
    if not found:
        st.info(wording.NOTHING_SETTLED)
        return
    for one in found[: session.kept("settled shown", SHOWN)]:
        conclusion(study, one)
    _more(len(found), "settled shown")


def _time(study: OpenStudy) -> None:
    st.caption(wording.TIME_HELP)
    found = session.computed("drifts", study.actor, lambda: flow.drifts(study))
    for one in found:
        st.html(f"<h3>{escape(one.coder)}</h3><p>{escape(one.reading)}</p>")
        if one.n_again:
            st.caption(wording.again(one.n_again, one.kappa_self, one.interval_self))
    rows = [(escape(one.coder), *map(escape, wording.period(p))) for one in found for p in one.periods]
    if rows:
        tables.rows(rows, wording.PERIOD_HEADER, numbers={3})
    elif found:
        st.caption(wording.NO_PERIOD)


if __name__ == "__main__":
    show()
