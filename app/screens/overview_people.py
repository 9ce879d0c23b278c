"""The people's part of the overview: who is known by what, where it comes from, and what two sources say differently."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording, wording_people
from app.components import tables
from models.rows import ParticipantRow
from pipeline.flow import describing
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import people


def show(study: OpenStudy) -> None:
    """Draw the disagreements, which somebody must settle, then everybody in a panel."""
    everyone = session.computed("people known", describing.declared_at(study), lambda: describing.known_people(study))
    if not everyone:
        return
    for warning in describing.registered_people(study).warnings:
        st.warning(warning)
    _disagreements(everyone)
    spoken = {row.participant_id: row for row in people.participant_rows(study.file)}
    with st.expander(wording_people.everyone(len(everyone))):
        tables.rows(
            [_row(one, spoken.get(one.person.participant_id)) for one in everyone], wording_people.HEADER, numbers={5}
        )
        if study.role is Role.CUSTODIAN and study.is_unlocked:
            _places(study)


def _disagreements(everyone: tuple[describing.Known, ...]) -> None:
    torn = [(one, found) for one in everyone for found in one.disagreements]
    if not torn:
        return
    undecided = sum(found.kept is None for _, found in torn)
    st.subheader(wording_people.TORN_TITLE, anchor=False)
    st.html(f"<p>{wording_people.torn(undecided)}</p>")
    tables.rows(
        [
            (
                escape(one.person.participant_id),
                escape(found.trait),
                "<br>".join(escape(f"{value} ({_name(one, origin)})") for origin, value in found.said),
                escape(found.kept) if found.kept else wording_people.UNDECIDED,
            )
            for one, found in torn
        ],
        wording_people.TORN_HEADER,
    )


def _name(one: describing.Known, origin: str) -> str:
    return next((known.name for known in one.origins if known.origin == origin), origin)


def _row(one: describing.Known, spoken: ParticipantRow | None) -> tuple[str, ...]:
    person = one.person
    return (
        escape(person.participant_id),
        escape(person.stakeholder_group or wording.GROUP_UNKNOWN),
        escape(" · ".join(filter(None, (person.territory, person.wave)))),
        escape(", ".join(f"{name} : {value}" for name, value in person.attributes)),
        escape(", ".join(origin.name for origin in one.origins)),
        wording.figure(spoken.n_words) if spoken else "0",
    )


def _places(study: OpenStudy) -> None:
    found = describing.places_of_people(study)
    if found:
        st.html(f'<p class="pl-quiet">{wording_people.PLACES_SAID}</p>')
        pairs = [(f"{name} {n}", place) for name, places in found.items() for n, place in enumerate(places, start=1)]
        tables.pairs(pairs, wording_people.PLACES_HEADER)
