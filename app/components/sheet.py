"""What a finding rests on, said in plain French: people first, then how much one voice weighs, then who is silent."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from app import wording, wording_findings
from app.components import tables
from app.components.groups import named
from models.finding import Grounding
from models.report import GroupLook


def show(grounding: Grounding, looks: Mapping[str, GroupLook]) -> None:
    """Draw the sheet: figures, what they allow one to say, where each group stands."""
    figures = (
        (wording.figure(grounding.n_participants), wording_findings.noun(grounding.n_participants, "personne")),
        (wording.figure(grounding.n_groups), wording_findings.noun(grounding.n_groups, "groupe")),
        (wording.figure(grounding.n_segments), wording_findings.noun(grounding.n_segments, "extrait")),
        (grounding.grade, wording_findings.GRADE),
    )
    cells = "".join(f"<div><b>{escape(value)}</b><span>{escape(name)}</span></div>" for value, name in figures)
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in wording_findings.grounding_said(grounding))
    st.html(f'<div class="pl-figures">{cells}</div>{said}')
    tables.rows(
        [
            (
                named(place.group, looks.get(place.group)),
                escape(wording.POSITIONS[place.position]),
                wording.figure(place.n_heard),
                wording.figure(place.n_supporting),
                wording.figure(place.n_nuancing),
                wording.figure(place.n_contradicting),
            )
            for place in grounding.groups
        ],
        wording_findings.GROUP_HEADER,
        numbers={2, 3, 4, 5},
    )
