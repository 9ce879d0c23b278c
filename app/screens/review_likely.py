"""
Two people who may be one: the questions that linking leaves to the custodian, each answered in one press.

Nothing is joined before it is said. What is said is taken back like any decision (a merge), or all at once (two people).
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app import session, wording_likely
from app.screens.review_entities import found_now
from pipeline.flow import likely, review
from pipeline.flow.pairs import Pair, pairs_to_settle
from pipeline.flow.study import OpenStudy
from pipeline.store import sources

SHOWN = 8  # questions at a time; the next come as these are answered


def questions(study: OpenStudy) -> None:
    """Draw the questions behind a button that says how many there are; nothing when none was ever asked."""
    apart = likely.read_apart(study)
    pairs = pairs_to_settle(likely.read_likely(study), found_now(study), apart)
    if not pairs and not apart:
        return
    names = {source.source_id: source.source_name for source in sources.all_sources(study.file)}
    with st.popover(wording_likely.offered(len(pairs))):
        if not pairs:
            st.html(f"<p>{wording_likely.NONE_LEFT}</p>")
        for pair in pairs[:SHOWN]:
            _question(study, pair, names.get(pair.source_id, pair.source_id))
        if len(pairs) > SHOWN:
            st.html(f'<p class="pl-quiet">{wording_likely.more(len(pairs) - SHOWN)}</p>')
        if apart:
            st.button(
                wording_likely.ASK_AGAIN, key="ask again", on_click=_do, args=(likely.ask_again, study),
                kwargs={"said": wording_likely.ASKED_AGAIN},
            )  # fmt: skip


def _question(study: OpenStudy, pair: Pair, source: str) -> None:
    one, other = pair.one.key, pair.other.key
    st.text(wording_likely.pair(pair.one.forms[0], pair.other.forms[0], pair.why, source), width=560)
    with st.container(horizontal=True):
        st.button(
            wording_likely.SAME, key=f"same {one} {other}", on_click=_do,
            args=(review.merge_entities, study, one, other), kwargs={"said": wording_likely.MERGED},
        )  # fmt: skip
        st.button(
            wording_likely.TWO, key=f"two {one} {other}", on_click=_do,
            args=(likely.tell_apart, study, one, other), kwargs={"said": wording_likely.TOLD_APART},
        )  # fmt: skip


def _do(act: Callable[..., object], *args: object, said: str) -> None:
    session.try_to(act, *args, said=said)
