"""Themes seen otherwise: who speaks of what, the map of segments, the number of themes and why, reading from near to near."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from app import session, wording
from app import wording_themes as words
from app.components import plots, tables, verbatim
from app.screens import verbatims
from pipeline.flow import theming
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import segments, theme_sheets, themes

MAP_POINTS = 20_000
NEAR_SHOWN = 8


def compare(study: OpenStudy) -> None:
    """People of each group, territory or wave in each theme."""
    by = st.segmented_control(
        words.BY_WHAT, list(words.BY), format_func=lambda one: words.BY[one], default="group", key="themes by"
    )
    counts = theme_sheets.counts(study.file, by=str(by or "group"))
    heard = {one.part: one.n_people_heard for one in counts}
    if len(heard) < 2:
        st.info(words.ONE_PART)
        return
    st.caption(words.COMPARE_HELP)
    people = {(one.theme_id, one.part): one.n_participants for one in counts}
    rows = themes.theme_rows(study.file)
    st.vega_lite_chart(
        plots.shares(
            [(row.label, part, people.get((row.theme_id, part), 0), heard[part]) for row in rows for part in heard],
            parts=list(heard),
            labels=[row.label for row in rows],
            looks=session.looks(),
        ),
        width="stretch",
    )
    tables.rows(
        [
            (
                escape(row.label),
                wording.figure(row.n_participants),
                *(words.share_of(people.get((row.theme_id, part), 0), heard[part]) for part in heard),
            )
            for row in rows
        ],
        (words.THEME, words.EVERYBODY, *(str(part) for part in heard)),
        numbers=set(range(1, len(heard) + 2)),
    )


def plane(study: OpenStudy) -> None:
    """The map; a point that is clicked stays below it, with its link to its turn and what was said near it."""
    n_segments, version = segments.segments_hash(study.file)
    with st.spinner(words.MAP_WORKING, show_time=False):
        points = session.remembered("theme map", version, lambda: theming.theme_map(study, most=MAP_POINTS))
    if not points:
        st.info(words.MAP_NONE)
        return
    st.caption(words.MAP_HELP)
    drawn = session.computed("map values", (version, len(points)), lambda: _values(study, points))
    labels = [row.label for row in themes.theme_rows(study.file)]
    picked = st.vega_lite_chart(
        plots.segment_map(drawn, labels=labels, unplaced=words.UNPLACED_POINT),
        width="stretch",
        on_select="rerun",
        selection_mode=plots.PICK,
        key="segment map",
    )
    st.html(f'<p class="pl-quiet">{words.map_size(len(points), n_segments)}</p>')
    wanted = _picked(picked) or session.address("segment")
    if wanted:
        _passage(study, wanted)
    else:
        st.html(f'<p class="pl-quiet">{words.MAP_PICK}</p>')


def _values(study: OpenStudy, points: Any) -> list[dict[str, Any]]:
    """One line for each point: where, which theme, who, and what was said."""
    labels = {row.theme_id: row.label for row in themes.theme_rows(study.file)}
    of = themes.current_places(study.file)
    rows = {row.segment_id: row for row in segments.segment_rows(study.file)}
    return [
        {
            "x": point.x,
            "y": point.y,
            "theme": labels.get(of.get(point.segment_id, ""), words.UNPLACED_POINT),
            "qui": rows[point.segment_id].speaker,
            "dit": rows[point.segment_id].text,
            "id": point.segment_id,
        }
        for point in points
        if point.segment_id in rows
    ]


def _picked(event: Any) -> str | None:
    """The id of the point that was clicked."""
    found = (event or {}).get("selection", {}).get(plots.PICK) or []
    first = found[0] if isinstance(found, list) and found else found
    value = first.get("id") if isinstance(first, dict) else None
    return str(value[0] if isinstance(value, list) else value) if value else None


def near_link(segment_id: str) -> None:
    """A link from a verbatim to what others said near it."""
    with st.popover(words.NEAR, type="tertiary", key=f"near {segment_id}", on_change="rerun") as opened:
        if opened.open:
            _near(session.study(), segment_id, key=f"in {segment_id}")


def _passage(study: OpenStudy, segment_id: str) -> None:
    rows = segments.segment_rows(study.file, segment_ids=[segment_id])
    if not rows:
        return
    verbatims.show(study, verbatim.of_segment(rows[0]), key=f"picked {segment_id}", with_question=True)
    st.subheader(words.NEAR, anchor=False)
    _near(study, segment_id, key="near")


def _near(study: OpenStudy, segment_id: str, *, key: str) -> None:
    st.caption(words.NEAR_HELP)
    for row, value in theming.near(study, segment_id, most=NEAR_SHOWN):
        verbatims.show(
            study,
            verbatim.of_segment(row),
            key=f"{key} {row.segment_id}",
            note=words.nearness(value),
            in_popover=key != "near",
        )


def number(study: OpenStudy) -> None:
    """The evidence for the number of themes, and another number for whoever wants one."""
    tried = theme_sheets.numbers_tried(study.file)
    asked = theming.number(study)
    if tried:
        st.html(f"<p>{words.NUMBER_HELP}</p>")
        tables.rows([words.number_row(one) for one in tried], words.NUMBER_HEADER, numbers={0, 1, 2, 3})
    else:
        st.info(words.NUMBER_IMPOSED if asked else words.NUMBER_FEW)
    if study.role is Role.READER:
        return
    with st.form("ask number", border=False):
        present = len(themes.theme_rows(study.file))
        wanted = st.number_input(
            words.ASK_NUMBER, 1, 200, value=asked or max(1, present), width=260, key="number asked"
        )
        with st.container(horizontal=True):
            go = st.form_submit_button(words.ASK, type="primary")
            leave = st.form_submit_button(words.LEAVE_TO_METHOD, disabled=asked is None)
    if go or leave:
        with st.spinner(words.SEARCHING, show_time=False):
            session.attempt(_again, study, int(wanted) if go else None, said=words.DONE)


def _again(study: OpenStudy, wanted: int | None) -> None:
    theming.ask_number(study, wanted)
    theming.find(study)
