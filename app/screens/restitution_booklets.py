"""Who has been given which booklet; one booklet as it would be printed, and what is hard to read in it."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from app import session, wording_restitution
from models.restitution import Booklet, BookletFinding, ReaderState
from pipeline.flow import restituting
from pipeline.flow.study import OUTPUTS, OpenStudy, Role
from pipeline.store import restitution as store

PREVIEW_HEIGHT = 900


def booklets(study: OpenStudy) -> None:
    """Draw everybody's state, then the booklet of whoever is chosen."""
    persons, groups = session.computed("restitution readers", None, lambda: restituting.readers(study))
    everyone = {_key(one): one for one in (*groups, *persons) if not one.refused}
    _states((*groups, *persons))
    if study.role is not Role.READER:
        _write_all(study)
    session.choice_from_address("reader", "restitution reader", list(everyone))
    chosen = st.selectbox(
        wording_restitution.READER,
        list(everyone),
        index=None,
        format_func=lambda one: wording_restitution.reader_name(everyone[one]),
        placeholder=wording_restitution.CHOOSE_READER,
        key="restitution reader",
        width=460,
    )
    session.set_address(view="livrets", reader=chosen)
    if chosen is not None:
        _one(study, everyone[chosen])


def _key(one: ReaderState) -> str:
    return f"p:{one.participant_id}" if one.participant_id else f"g:{one.group}"


def _states(everyone: tuple[ReaderState, ...]) -> None:
    body = "".join(
        f"<tr><td>{escape(one.participant_id or wording_restitution.WHOLE_GROUP)}</td><td>{escape(one.group or '')}</td>"
        f'<td class="n">{one.n_findings}</td>'
        f"<td>{wording_restitution.day(one.given_on) if one.given_on else wording_restitution.NOT_GIVEN}</td>"
        f"<td>{escape(wording_restitution.returned(one))}</td></tr>"
        for one in everyone
    )
    head = "".join(
        f'<th class="n">{name}</th>' if place == 2 else f"<th>{name}</th>"
        for place, name in enumerate(wording_restitution.READER_HEADER)
    )
    with st.container(height=330 if len(everyone) > 8 else "content", border=False):
        st.html(f'<table class="pl-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _write_all(study: OpenStudy) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.segmented_control(
            wording_restitution.FORMAT,
            list(wording_restitution.FORMATS),
            default="pdf",
            format_func=lambda one: wording_restitution.FORMATS[one],
            required=True,
            key="booklets format",
        )
        if st.button(wording_restitution.WRITE_ALL, key="write all booklets"):
            with st.spinner(wording_restitution.MAKING):
                session.attempt(_written, study, chosen or "pdf")


def _written(study: OpenStudy, chosen: restituting.Format, reader: ReaderState | None = None) -> None:
    if reader is None:
        made = restituting.write_booklets(study, format=chosen)
    elif reader.participant_id:
        made = restituting.write_booklets(study, participants=[reader.participant_id], format=chosen)
    else:
        made = restituting.write_booklets(study, groups=[reader.group or ""], format=chosen)
    session.tell(wording_restitution.written(len(made), f"{OUTPUTS}/{restituting.FOLDER}"))


def _one(study: OpenStudy, reader: ReaderState) -> None:
    def make() -> Booklet:
        if reader.participant_id:
            return restituting.booklet_for(study, participant_id=reader.participant_id)
        return restituting.booklet_for(study, group=reader.group)

    with st.spinner(wording_restitution.MAKING):
        made = session.computed(f"booklet {_key(reader)}", None, make)
    may_write = study.role is not Role.READER
    if may_write:
        _actions(study, reader, made)
    _before_printing(study, made, may_write=may_write)
    st.header(wording_restitution.PREVIEW, anchor=False)
    st.iframe(restituting.rendered(made, "html").decode("utf-8"), height=PREVIEW_HEIGHT)


def _actions(study: OpenStudy, reader: ReaderState, made: Booklet) -> None:
    key = _key(reader)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(wording_restitution.WRITE, type="primary", key=f"write {key}"):
            session.attempt(_written, study, session.field("booklets format") or "pdf", reader)
        with st.popover(wording_restitution.GIVE), st.form(f"give {key}", border=False):
            on = st.date_input(wording_restitution.GIVEN_ON, value=date.today(), format="DD/MM/YYYY", key=f"on {key}")
            if st.form_submit_button(wording_restitution.GIVE, type="primary"):
                session.attempt(restituting.give, study, made, on=on, said=wording_restitution.GIVEN)
        mine = [g for g in store.given(study.file) if (g.participant_id or g.group) == made.reader]
        if mine and st.button(wording_restitution.TAKE_BACK, type="tertiary", key=f"back {key}"):
            session.attempt(restituting.take_back, study, mine[-1].given_id, said=wording_restitution.TAKEN_BACK)


def _before_printing(study: OpenStudy, made: Booklet, *, may_write: bool) -> None:
    st.header(wording_restitution.BEFORE_PRINTING, anchor=False)
    for warning in made.warnings:
        st.html(f"<p>{escape(warning)}</p>")
    if not made.warnings:
        st.html(f'<p class="pl-quiet">{wording_restitution.NOTHING_HARD}</p>')
    for one in made.findings:
        mark = f" ({wording_restitution.TO_SIMPLIFY})" if one.remarks else ""
        with st.expander(f"{one.number}. {one.statement}{mark}"):
            _finding(study, one, may_write=may_write)


def _finding(study: OpenStudy, one: BookletFinding, *, may_write: bool) -> None:
    if one.remarks:
        body = "".join(f"<li>{escape(wording_restitution.remark(remark))}</li>" for remark in one.remarks)
        st.html(f"<ul>{body}</ul>")
    if may_write:
        with st.form(f"plain {one.finding_id}", border=False):
            text = st.text_area(
                wording_restitution.PLAIN,
                value="\n".join(one.lines) if one.is_plain else "",
                placeholder=one.statement,
                key=f"plain text {one.finding_id}",
            )
            st.caption(wording_restitution.PLAIN_HELP)
            if st.form_submit_button(wording_restitution.PLAIN_SAVE, type="primary"):
                session.attempt(
                    restituting.write_plain, study, one.finding_id, text, said=wording_restitution.PLAIN_SAVED
                )
    history = store.plain_history(study.file, one.finding_id)
    if len(history) > 1:
        st.html(f'<p class="pl-quiet">{wording_restitution.PLAIN_HISTORY}</p>')
        for wording in reversed(history[:-1]):
            st.html(f'<p class="pl-quiet">{escape(wording.text)} · {escape(wording.author)}</p>')
