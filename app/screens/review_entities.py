"""
The queue of what was found, riskiest first: each person, place or detail in its sentences, and what to do with it.

Presses come from the browser with what they were made on, and are answered in order; a page of the queue is drawn at a
time, so that a study of a thousand interviews opens as quickly as one of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import combining, normalize

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import session, wording, wording_review
from app.components import gate
from app.screens.review_mentions import mentions
from models.anonymisation import MentionKind
from models.rows import SourceRow
from models.transcript import SourceState
from pipeline.flow import found, review
from pipeline.flow.found import Gathered, ReviewedEntity, Spot
from pipeline.flow.linking import linked_version
from pipeline.flow.study import OpenStudy
from pipeline.store import sources

PAGE_ENTITIES = 60
CONTEXTS_SHOWN = 3
SOURCES_OFFERED = 40
OTHERS_OFFERED = 2_000


def gathered_now(study: OpenStudy) -> Gathered:
    """What was found: at the gate when something waits there, else in what is released. Read again when texts were."""
    everything = sources.all_sources(study.file)
    states = tuple((s.source_id, s.state) for s in everything)
    scope = SourceState.HELD if any(s.state is SourceState.HELD for s in everything) else SourceState.RELEASED
    return session.remembered("gathered", (linked_version(study), states), lambda: found.gather(study, states=(scope,)))


def found_now(study: OpenStudy) -> tuple[ReviewedEntity, ...]:
    """The same, once per person, place or detail, as decided so far."""
    gathered = gathered_now(study)
    return session.computed("reviewed", gathered.version, lambda: review.reviewed_entities(study, gathered=gathered))


def answer_presses(study: OpenStudy) -> None:
    """Answer what was pressed on the queue, before anything that counts decisions is drawn."""
    session.answer_events(gate.KEY, lambda event: _press(study, event))


def entities(
    study: OpenStudy, looked_at: Sequence[SourceRow], row: DeltaGenerator, tools: DeltaGenerator, *, view: str
) -> None:
    """Draw the queue of one view; its choice of source goes on `row`, of a name and a kind on `tools`."""
    shown_whole = session.kept("all mentions of", None)
    if shown_whole:
        mentions(study, str(shown_whole), gathered_now(study), found_now(study))
        return
    with row:
        source_id = _source(looked_at)
    everything = found_now(study)
    of_source = everything
    if source_id:
        gathered = gathered_now(study)
        of_source = session.computed(
            "reviewed of a source", (gathered.version, source_id),
            lambda: review.reviewed_entities(study, source_id=source_id, gathered=gathered),
        )  # fmt: skip
    of_view = [one for one in of_source if _belongs(one, view)]
    with tools:
        words, kind = _sought(of_view)
    queue = [one for one in of_view if kind in (None, one.kind) and _answers_to(one, words)]
    sought = f"{view} {source_id} {kind} {' '.join(words)}"
    with row:
        page = _page(len(queue), sought)
    here = queue[page * PAGE_ENTITIES : (page + 1) * PAGE_ENTITIES]
    gate.show(
        _cards(study, here),
        page=f"{sought} {page}",
        others=[
            {"key": e.key, "kind": e.kind.value, "form": e.forms[0], "pseudonym": e.pseudonym}
            for e in everything
            if e.pseudonym and not e.is_detail
        ][:OTHERS_OFFERED],
        answers=session.acknowledged(),
        at=here[0].key if here else None,
    )


def _belongs(one: ReviewedEntity, view: str) -> bool:
    if view == wording_review.DECIDED:
        return one.verdict is not None
    return one.verdict is None and one.is_detail == (view == wording_review.DETAILS)


def _sought(of_view: Sequence[ReviewedEntity]) -> tuple[list[str], MentionKind | None]:
    """The words, folded, and the kind that the queue is narrowed to."""
    kinds = list(dict.fromkeys(one.kind for one in of_view))
    if session.field("review kind") not in kinds:
        session.set_field("review kind", "")
    words = st.text_input(
        wording_review.FIND_NAME, placeholder=wording_review.FIND_NAME, label_visibility="collapsed", key="review name",
        width=200,
    )  # fmt: skip
    kind: MentionKind | str = st.selectbox(
        wording_review.FIND_KIND,
        ["", *kinds],
        format_func=lambda one: wording_review.MENTION_KINDS[MentionKind(one)] if one else wording_review.ALL_KINDS,
        label_visibility="collapsed",
        key="review kind",
        width=190,
    )
    return [_folded(word) for word in words.split()], MentionKind(kind) if kind else None


def _answers_to(one: ReviewedEntity, words: Sequence[str]) -> bool:
    """Whether each of these folded words is in one of its spellings, or in its pseudonym."""
    if not words:
        return True
    known = _folded(" ".join((*one.forms, one.pseudonym)))
    return all(word in known for word in words)


def _folded(text: str) -> str:
    return "".join(c for c in normalize("NFD", text.casefold()) if not combining(c))


def _source(looked_at: Sequence[SourceRow]) -> str | None:
    names = {one.source_id: one.source_name for one in looked_at}
    chosen: str | None = st.selectbox(
        wording.SOURCE,
        [None, *names],
        format_func=lambda one: names[one] if one else wording_review.ALL_HELD,
        label_visibility="collapsed",
        key="review source",
        width=320,
    )
    return chosen


def _page(n: int, key: str) -> int:
    n_pages = -(-n // PAGE_ENTITIES)
    return int(st.pagination(n_pages, key=f"review queue {key}")) - 1 if n_pages > 1 else 0


def _cards(study: OpenStudy, here: Sequence[ReviewedEntity]) -> list[gate.Card]:
    """A page of entities with the first sentences of each; the sentences are read once per linking of the texts."""
    gathered = gathered_now(study)
    keys = tuple(one.key for one in here)
    spots = session.computed(
        "spots of a page", (gathered.version, keys), lambda: found.spots_by_key(study, keys, gathered)
    )
    first = tuple(spot for key in keys for spot in spots[key][:CONTEXTS_SHOWN])
    read = session.remembered("sentences", (gathered.version, first), lambda: found.contexts(study, first))
    said = dict(
        zip(((s.source_id, s.mention.turn_no, s.mention.start, s.mention.kind) for s in first), read, strict=True)
    )
    return [_card(one, spots[one.key], said) for one in here]


def _card(one: ReviewedEntity, spots: Sequence[Spot], said: Mapping[Any, found.Context]) -> gate.Card:
    first = spots[:CONTEXTS_SHOWN]
    where = dict.fromkeys((spot.source_id, spot.source_name) for spot in spots)
    return gate.Card(
        key=one.key,
        kind=one.kind.value,
        forms=one.forms,
        pseudonym=one.pseudonym,
        line=wording_review.entity(one),
        said=wording_review.entity_said(one),
        doubtful=one.doubtful,
        detail=one.is_detail,
        verdict=one.verdict.value if one.verdict else "",
        decision_id=one.decision_id or "",
        proposed=one.chosen or one.proposed or "",
        where=tuple(where)[:SOURCES_OFFERED],
        contexts=tuple(said[(s.source_id, s.mention.turn_no, s.mention.start, s.mention.kind)] for s in first),
    )


def _press(study: OpenStudy, event: Mapping[str, Any]) -> None:
    """One press: it decides on what was shown when it was made, never on another."""
    action, key, gathered = event["action"], event["key"], gathered_now(study)
    if action == "all":
        session.keep("all mentions of", key)
    elif action == "undo":
        review.undo_review(study)
    elif action == "mask":
        review.mask_entity(study, key, gathered=gathered)
    elif action == "keep":
        forms = dict.fromkeys(spot.mention.form for spot in found.spots_of(study, key, gathered=gathered))
        review.keep_forms(study, tuple(forms), key=key, gathered=gathered)
    elif action == "kind":
        review.change_kind(study, key, MentionKind(event["value"]), gathered=gathered)
    elif action == "rename":
        review.rename_entity(study, key, event["value"])
    elif action == "generalise":
        review.generalise(study, key, event["value"], gathered=gathered)
    elif action == "merge":
        review.merge_entities(study, key, event["into"])
    elif action == "split":
        places = [(int(event["turn_no"]), int(event["start"]))] if "turn_no" in event else []
        review.split_entity(study, key, event["source_id"], places, gathered=gathered)
