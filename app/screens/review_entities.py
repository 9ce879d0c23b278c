"""
The queue of what was found, riskiest first: each entity in its sentences, and what to do with it.

What was decided before each decision is remembered in the session, so that it can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import session, wording, wording_review
from app.components import keys
from pipeline.flow import review
from pipeline.flow.anonymising import read_review
from pipeline.flow.review import HeldSource, ReviewedEntity
from pipeline.flow.study import OpenStudy

UNLINKED = "?"  # first letter of a key that no entity bears yet: it has no pseudonym to change
SHOWN = 150
KEYS = {"j": "next", "k": "previous", "m": "mask", "l": "keep", "u": "undo"}


def entities(study: OpenStudy, waiting: Sequence[HeldSource], row: DeltaGenerator) -> None:
    """Draw the queue; its choice of source goes on `row`."""
    session.answer_events(keys.KEY, lambda event: _press(study, event))
    with row:
        source_id = _source(waiting)
    found = session.computed("entities", source_id, lambda: review.reviewed_entities(study, source_id=source_id))
    if not found:
        st.html(f"<p>{wording_review.NOTHING_FOUND}</p>")
        return
    left, right = st.columns([3, 7], gap="medium")
    with left:
        entity = _choose(found)
    with right:
        _entity(study, entity, found)
    keys.listen(KEYS, about=entity.key, answers=session.acknowledged())


def _source(waiting: Sequence[HeldSource]) -> str | None:
    names = {one.source.source_id: wording_review.held_source(one.source.source_name, one.n_doubts) for one in waiting}
    chosen: str | None = st.selectbox(
        wording.SOURCE,
        [None, *names],
        format_func=lambda one: names[one] if one else wording_review.ALL_HELD,
        label_visibility="collapsed",
        key="review source",
        width=460,
    )
    return chosen


def _choose(found: Sequence[ReviewedEntity]) -> ReviewedEntity:
    shown = {entity.key: entity for entity in found[:SHOWN]}
    wanted = session.take("next entity", None) or session.field("entity")
    session.set_field("entity", wanted if wanted in shown else next(iter(shown)))
    doubts = sum(entity.doubtful for entity in found)
    st.html(f'<p class="pl-quiet">{wording_review.entities_left(len(found), doubts, SHOWN)}</p>')
    with st.container(height=520, border=False):
        chosen = st.radio(
            wording_review.BY_ENTITY,
            list(shown),
            format_func=lambda one: shown[one].forms[0],
            captions=[
                wording_review.entity(e.kind, e.pseudonym, e.n_mentions, doubtful=e.doubtful) for e in shown.values()
            ],
            label_visibility="collapsed",
            key="entity",
        )
    session.keep("entities in order", tuple(shown))
    return shown[str(chosen)]


def _entity(study: OpenStudy, entity: ReviewedEntity, found: Sequence[ReviewedEntity]) -> None:
    st.header(", ".join(entity.forms[:4]), anchor=False)
    st.html(
        f"<p>{escape(wording_review.entity_said(entity.kind, entity.pseudonym, entity.n_mentions, entity.n_sources, doubtful=entity.doubtful))}</p>"
    )
    for context in entity.contexts:
        st.html(
            f'<p class="pl-context">{escape(context.before)}<mark>{escape(context.form)}</mark>{escape(context.after)}</p>'
            f'<p class="pl-quiet">{escape(context.source_name)}, {wording.turn(context.turn_no)}</p>'
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(wording_review.MASK_KEY, type="primary" if entity.doubtful else "secondary", key="mask"):
            _act(study, partial(_mask, study, entity), entity.key, wording_review.MASKED)
        if st.button(wording_review.KEEP_KEY, key="keep"):
            _act(study, partial(_keep, study, entity), entity.key, wording_review.KEPT)
        if not entity.key.startswith(UNLINKED):
            _rename(study, entity)
            _merge(study, entity, found)
    st.html(f'<p class="pl-quiet">{wording_review.REVIEW_KEYS}</p>')


def _rename(study: OpenStudy, entity: ReviewedEntity) -> None:
    with st.popover(wording_review.RENAME_PSEUDONYM), st.form(f"pseudonym {entity.key}", border=False):
        name = st.text_input(wording_review.PSEUDONYM, value=entity.pseudonym, key=f"pseudonym {entity.key} name")
        if st.form_submit_button(wording.TAKE) and name.strip():
            _act(study, partial(review.rename_entity, study, entity.key, name), entity.key, wording_review.RENAMED)


def _merge(study: OpenStudy, entity: ReviewedEntity, found: Sequence[ReviewedEntity]) -> None:
    others = {
        e.key: e for e in found if e.kind is entity.kind and e.key != entity.key and not e.key.startswith(UNLINKED)
    }
    if not others:
        return
    with st.popover(wording_review.SAME_AS), st.form(f"merge {entity.key}", border=False):
        into = st.selectbox(
            wording_review.SAME_AS_WHOM,
            list(others),
            index=None,
            format_func=lambda one: f"{others[one].forms[0]} → {others[one].pseudonym}",
            key=f"merge {entity.key} into",
        )
        if st.form_submit_button(wording.TAKE) and into:
            _act(study, partial(review.merge_entities, study, entity.key, into), entity.key, wording_review.MERGED)


def _act(study: OpenStudy, decide: Callable[[], None], key: str, said: str) -> None:
    session.attempt(_decided, study, decide, key, said=said)


def _decided(study: OpenStudy, decide: Callable[[], None], key: str) -> None:
    """Decide, keep what to go back to, and show what comes next."""
    before = read_review(study)
    decide()
    session.keep("reviews before", (*session.kept("reviews before", ()), before))
    _step(key, 1)


def _mask(study: OpenStudy, entity: ReviewedEntity) -> None:
    review.mask_forms(study, entity.forms, entity.kind)


def _keep(study: OpenStudy, entity: ReviewedEntity) -> None:
    review.keep_forms(study, entity.forms)


def _step(key: str, by: int) -> None:
    order: tuple[str, ...] = session.kept("entities in order", ())
    if key in order:
        session.keep("next entity", order[max(0, min(order.index(key) + by, len(order) - 1))])


def _press(study: OpenStudy, event: Mapping[str, Any]) -> None:
    """One key: it decides on the entity that was shown, never on another."""
    action, key = event["action"], event["about"]
    if action in ("next", "previous"):
        _step(key, 1 if action == "next" else -1)
    elif action == "undo":
        before: tuple[Any, ...] = session.kept("reviews before", ())
        if before:
            review.undo_review(study, before[-1])
            session.keep("reviews before", before[:-1])
    else:
        entity = next((e for e in review.reviewed_entities(study) if e.key == key), None)
        if entity is not None:
            act = _mask if action == "mask" else _keep
            _decided(study, partial(act, study, entity), key)
