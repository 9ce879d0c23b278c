"""Mots: what counting words shows beside the themes; every figure leads to what people said."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session
from app import wording_words as wording
from app.components import empty, plots, tables, verbatim
from app.screens import verbatims
from app.wording import GO_OVERVIEW, figure, percent, turn
from models.lexicometry import Classification, LexicalClass
from pipeline.flow import words as flow
from pipeline.flow.study import OpenStudy
from pipeline.store import segments, themes

TABLE_WORDS = 10
CLASS_WORDS = 24
CONTEXTS_SHOWN = 40
CROSSED_SHOWN = 2  # themes named for each class


def show() -> None:
    """Draw the screen."""
    study = session.study()
    if not segments.segments_hash(study.file)[0]:
        empty.show(wording.WORDS_EMPTY, link=("screens/overview.py", GO_OVERVIEW))
        return
    session.choice_from_address("view", "words view", list(wording.VIEWS))
    view = st.segmented_control(
        wording.VIEW,
        list(wording.VIEWS),
        format_func=lambda one: wording.VIEWS[one],
        default="classes" if session.field("words view") is None else None,
        label_visibility="collapsed",
        key="words view",
    )
    chosen = str(view or "classes")
    session.set_address(view=chosen)
    draw = {"classes": _classes, "groups": _groups, "plane": _plane, "contexts": _contexts, "saturation": _saturation}
    with st.spinner(wording.COUNTING, show_time=False):
        draw[chosen](study)


def _counted(study: OpenStudy) -> flow.Corpus:
    return session.remembered("words", segments.segments_hash(study.file), lambda: flow.corpus(study))


def _classes(study: OpenStudy) -> None:
    st.caption(wording.CLASSES_HELP)
    most = st.number_input(wording.N_CLASSES, 2, 30, value=None, width=260, key="n classes")
    found = session.remembered(
        "classes",
        (segments.segments_hash(study.file), most),
        lambda: flow.classes(_counted(study), n_classes=int(most) if most else None),
    )
    st.html(f"<p>{escape(found.reading)}</p>")
    if not found.classes:
        return
    left, right = st.columns([3, 7], gap="medium")
    with left:
        number = st.radio(
            wording.VIEWS["classes"],
            [one.number for one in found.classes],
            format_func=lambda n: wording.class_name(found.classes[n - 1]),
            captions=[wording.class_size(one) for one in found.classes],
            label_visibility="collapsed",
            key="lexical class",
        )
    with right:
        _one_class(study, found.classes[int(number or 1) - 1])
    _crossed(study, found)


def _one_class(study: OpenStudy, one: LexicalClass) -> None:
    st.header(wording.class_name(one), anchor=False)
    st.html(f'<p class="pl-quiet">{escape(wording.word_list(one.words, CLASS_WORDS))}</p>')
    st.subheader(wording.SEE_REPRESENTATIVES, anchor=False)
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=list(one.representatives))}
    for segment_id in one.representatives[:3]:
        if segment_id in rows:
            verbatims.show(study, verbatim.of_segment(rows[segment_id]), key=segment_id)


def _crossed(study: OpenStudy, found: Classification) -> None:
    crossed = flow.words_and_meaning(study, found)
    labels = {theme.theme_id: theme.label for theme in themes.theme_rows(study.file)}
    st.subheader(wording.WORDS_AND_MEANING, anchor=False)
    st.html(f"<p>{escape(crossed.reading)}</p>")
    rows = [
        (
            str(one.class_number),
            escape(labels[one.theme_id]),
            figure(one.n_segments),
            percent(one.of_class),
            percent(one.of_theme),
        )
        for number in range(1, len(found.classes) + 1)
        for one in [c for c in crossed.crossed if c.class_number == number][:CROSSED_SHOWN]
    ]
    if rows:
        tables.rows(rows, wording.CROSSED_HEADER, numbers={0, 2, 3, 4})


def _by() -> str:
    chosen = st.segmented_control(
        wording.BY_WHAT, list(wording.BY), format_func=lambda one: wording.BY[one], default="group", key="words by"
    )
    return str(chosen or "group")


def _groups(study: OpenStudy) -> None:
    by = _by()
    st.caption(wording.GROUPS_HELP)
    found = flow.group_words(_counted(study), by=by)  # type: ignore[arg-type]  # a key of wording.BY
    if not found:
        st.info(wording.ONE_GROUP)
        return
    tables.rows(
        [
            (
                escape(one.part),
                figure(one.n_participants),
                escape(wording.word_list(one.over, TABLE_WORDS)),
                escape(wording.word_list(one.under, TABLE_WORDS)),
            )
            for one in found
        ],
        wording.GROUP_HEADER,
        numbers={1},
    )


def _plane(study: OpenStudy) -> None:
    by = _by()
    st.caption(wording.PLANE_HELP)
    found = flow.plane(_counted(study), by=by)  # type: ignore[arg-type]  # a key of wording.BY
    if found is None:
        st.info(wording.NO_PLANE)
        return
    st.vega_lite_chart(plots.plane(found), width="stretch")


def _contexts(study: OpenStudy) -> None:
    wanted = st.text_input(wording.FIND, placeholder=wording.FIND_HINT, key="words find")
    if not wanted.strip():
        return
    found = flow.contexts(study, wanted)
    if not found:
        st.info(wording.NO_CONTEXT)
        return
    n_people = len({one.participant_id for one in found} - {None})
    st.html(f"<p>{wording.contexts_found(len(found), n_people, CONTEXTS_SHOWN)}</p>")
    shown = found[:CONTEXTS_SHOWN]
    ids = list(dict.fromkeys(one.segment_id for one in shown))
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=ids)}
    for place, one in enumerate(shown):
        row = rows[one.segment_id]
        st.html(
            f'<p class="pl-context">{_dots(not row.text.startswith(one.before + one.word))}{escape(one.before)}'
            f"<mark>{escape(one.word)}</mark>{escape(one.after)}{_dots(not row.text.endswith(one.word + one.after))}</p>"
            f'<p class="pl-quiet">{escape(row.speaker)}, {escape(row.stakeholder_group or "")}, '
            f"{escape(row.source_name)}, {turn(row.turn_no)}</p>"
        )
        said = verbatim.of_segment(row)._replace(start=one.start, end=one.end)
        verbatims.under(study, said, key=f"context {place}")


def _dots(cut: bool) -> str:
    return "…" if cut else ""


def _saturation(study: OpenStudy) -> None:
    of = st.segmented_control(
        wording.OF_WHAT, list(wording.OF), format_func=lambda one: wording.OF[one], default="themes", key="words of"
    )
    st.caption(wording.SATURATION_HELP)
    found = session.computed(
        "saturation", of, lambda: flow.saturation(study, of="codes" if of == "codes" else "themes")
    )
    if not found:
        return
    st.vega_lite_chart(plots.curves(found, session.looks()), width="stretch")
    tables.rows(
        [(escape(wording.curve_name(c)), figure(c.n_people), figure(c.n_found), escape(c.reading)) for c in found],
        wording.SATURATION_HEADER,
        numbers={1, 2},
    )


if __name__ == "__main__":
    show()
