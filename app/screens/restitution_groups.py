"""How each group read: each person alone, peers among themselves, all groups together; and whose word changed what."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording_restitution
from app.components import empty
from app.components.groups import named
from pipeline.flow import replying
from pipeline.flow.replying import GroupReading
from pipeline.flow.study import OpenStudy


def by_group(study: OpenStudy) -> None:
    """Draw the table of each finding, then the timeline."""
    readings = replying.crossing(study)
    if not readings:
        empty.show(wording_restitution.CROSSING_EMPTY)
        return
    for finding in dict.fromkeys(one.finding for one in readings):
        st.html(f'<p class="pl-statement" style="font-size:1.1rem">{escape(finding.statement)}</p>')
        _table([one for one in readings if one.finding == finding])
    st.header(wording_restitution.TIMELINE, anchor=False)
    changed = replying.after_whose_word(study)
    if not changed:
        st.html(f'<p class="pl-quiet">{wording_restitution.NO_CHANGE}</p>')
        return
    body = "".join(f"<li>{escape(wording_restitution.after(outcome, row))}</li>" for outcome, row in changed)
    st.html(f"<ol>{body}</ol>")


def _table(readings: list[GroupReading]) -> None:
    looks = session.looks()
    body = ""
    for one in readings:
        skipped = f'<br><span class="pl-quiet">{wording_restitution.SKIPPED}</span>' if one.skipped else ""
        changes = "<br>".join(escape(wording_restitution.changed(outcome)) for outcome in one.outcomes)
        body += (
            f"<tr><td>{named(one.group or wording_restitution.UNKNOWN_GROUP, looks.get(one.group))}</td>"
            f"<td>{escape(wording_restitution.several(one.alone))}</td>"
            f"<td>{escape(wording_restitution.collective(one.peers))}</td>"
            f"<td>{escape(wording_restitution.collective(one.together))}{skipped}</td><td>{changes}</td></tr>"
        )
    head = "".join(f"<th>{name}</th>" for name in wording_restitution.CROSSING_HEADER)
    st.html(f'<table class="pl-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
