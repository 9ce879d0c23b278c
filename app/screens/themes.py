"""Thèmes: what the machine found together, how far it can be trusted, who speaks in it; researchers arrange it and may undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from app import session, wording
from app import wording_themes as words
from app.components import empty, groups, tables, verbatim
from app.screens import themes_acts, themes_views, verbatims
from models.rows import SegmentRow, ThemeRow
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import segments, theme_sheets, themes

UNPLACED = "unplaced"
REPRESENTATIVES = 3
UNPLACED_SHOWN = 30
SUBTHEME_WORDS = 5


def show() -> None:
    """Draw the screen."""
    study = session.study()
    found = {theme.theme_id: theme for theme in themes.theme_rows(study.file)}
    reading = themes.reading(study.file)
    if not found and not themes.unheard(study.file):
        empty.show(wording.THEMES_EMPTY, link=("screens/overview.py", wording.GO_OVERVIEW))
        return
    session.choice_from_address("view", "themes view", list(words.VIEWS))
    view = st.segmented_control(
        words.VIEW,
        list(words.VIEWS),
        format_func=lambda one: words.VIEWS[one],
        default="themes" if session.field("themes view") is None else None,
        label_visibility="collapsed",
        key="themes view",
    )
    chosen = str(view or "themes")
    if chosen != "themes":
        session.set_address(view=chosen)
        draw = {"compare": themes_views.compare, "map": themes_views.plane, "number": themes_views.number}
        draw[chosen](study)
        return
    _list(study, found, reading)


def _list(study: OpenStudy, found: dict[str, ThemeRow], reading: str | None) -> None:
    themes_acts.lost(study)
    if reading:
        st.html(f'<p class="pl-quiet">{escape(reading)}</p>')
    unplaced = themes.unheard(study.file)
    left, right = st.columns([3, 7], gap="medium")
    with left:
        chosen = _choose(list(found.values()), len(unplaced))
        if study.role is not Role.READER:
            themes_acts.history(study)
    with right:
        if chosen == UNPLACED:
            _unplaced(unplaced)
        elif chosen in found:
            _theme(study, found[chosen], found)


def _choose(found: Sequence[ThemeRow], n_unplaced: int) -> str:
    ranked = sorted(found, key=lambda theme: (-theme.n_participants, -theme.n_segments))
    names = {theme.theme_id: theme.label for theme in ranked}
    captions = [wording.theme_size(theme.n_participants, theme.n_segments) for theme in ranked]
    if n_unplaced:
        names[UNPLACED] = wording.UNPLACED
        captions.append(wording.count(n_unplaced, "extrait"))
    session.choice_from_address("theme", "theme", list(names))
    with st.container(height=520, border=False):
        chosen = st.radio(
            wording.THEMES,
            list(names),
            format_func=lambda one: names[one],
            captions=captions,
            label_visibility="collapsed",
            key="theme",
        )
    session.set_address(theme=chosen)
    return str(chosen)


def _theme(study: OpenStudy, theme: ThemeRow, found: dict[str, ThemeRow]) -> None:
    st.header(theme.label, anchor=False)
    st.html(f'<p class="pl-quiet">{escape(wording.theme_words(theme.terms))}</p>')
    figures = session.computed("theme figures", None, lambda: theme_sheets.figures(study.file)).get(theme.theme_id)
    told = [
        f"{wording.theme_size(theme.n_participants, theme.n_segments)}. "
        + (words.composed(theme.stability) or wording.stability(theme.stability)),
        *words.sentences(figures, n_people=theme.n_participants),
    ]
    st.html("".join(f"<p>{escape(one)}</p>" for one in told))
    st.html(groups.bar(themes.theme_groups(study.file, theme.theme_id), session.looks(), unit="personnes"))
    if study.role is not Role.READER:
        themes_acts.acts(study, theme, found)
    _parts(study, theme)
    st.subheader(wording.REPRESENTATIVES, anchor=False)
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=list(theme.representatives))}
    _verbatims([rows[one] for one in theme.representatives if one in rows][:REPRESENTATIVES])


def _parts(study: OpenStudy, theme: ThemeRow) -> None:
    parts = theme_sheets.subthemes(study.file, theme.theme_id)
    if not parts:
        return
    st.subheader(words.SUBTHEMES, anchor=False)
    tables.rows(
        [
            (
                escape(part.label),
                wording.figure(part.n_participants),
                wording.figure(part.n_segments),
                wording.ratio(part.stability) if part.stability is not None else "",
                escape(wording.theme_words(part.terms[:SUBTHEME_WORDS])),
            )
            for part in parts
        ],
        words.PARTS_HEADER,
        numbers={1, 2, 3},
    )


def _unplaced(rows: Sequence[SegmentRow]) -> None:
    st.header(wording.UNPLACED, anchor=False)
    st.html(f"<p>{wording.unplaced(len(rows), UNPLACED_SHOWN)}</p>")
    who = Counter(row.speaker for row in rows).most_common()
    st.html(f'<p class="pl-quiet">{words.UNPLACED_WHO} : {escape(words.people_of(who))}.</p>')
    _verbatims(rows[:UNPLACED_SHOWN])


def _verbatims(rows: Sequence[SegmentRow]) -> None:
    for row in rows:
        verbatims.show(
            session.study(),
            verbatim.of_segment(row),
            key=row.segment_id,
            with_question=True,
            actions=lambda one=row.segment_id: themes_views.near_link(one),  # type: ignore[misc]  # bound now, not at the call
        )


if __name__ == "__main__":
    show()
