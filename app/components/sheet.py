"""What a finding rests on, said in plain French: people first, then how much one voice weighs, then who is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from app import wording, wording_findings
from app.components import tables
from app.components.groups import named
from models.finding import Grounding, GroupPosition, PairCrossing
from models.report import GroupLook


def show(grounding: Grounding, looks: Mapping[str, GroupLook], pairs: Sequence[PairCrossing] = ()) -> None:
    """Draw the sheet: figures, what they allow one to say, where each group and territory stands, groups two by two."""
    figures = (
        (wording.figure(grounding.n_participants), wording_findings.noun(grounding.n_participants, "personne")),
        (wording.figure(grounding.n_groups), wording_findings.noun(grounding.n_groups, "groupe")),
        (wording.figure(grounding.n_segments), wording_findings.noun(grounding.n_segments, "extrait")),
        (grounding.grade, wording_findings.GRADE),
    )
    cells = "".join(f"<div><b>{escape(value)}</b><span>{escape(name)}</span></div>" for value, name in figures)
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in wording_findings.grounding_said(grounding))
    st.html(f'<div class="pl-figures">{cells}</div>{said}')
    _stands(grounding.groups, wording_findings.GROUP_HEADER, looks)
    more = wording_findings.more_said(grounding)
    if more or pairs or grounding.territories:
        with st.expander(wording_findings.MORE):
            if more:
                st.html("".join(f"<p>{escape(sentence)}</p>" for sentence in more))
            if grounding.territories:
                _stands(grounding.territories, wording_findings.PLACE_HEADER, None)
            if pairs:
                st.subheader(wording_findings.CROSSING, anchor=False)
                _pairs(pairs, looks)


def _stands(places: Sequence[GroupPosition], header: Sequence[str], looks: Mapping[str, GroupLook] | None) -> None:
    tables.rows(
        [
            (
                escape(place.group) if looks is None else named(place.group, looks.get(place.group)),
                escape(wording.POSITIONS[place.position]),
                wording.figure(place.n_heard),
                wording.figure(place.n_supporting),
                wording.figure(place.n_nuancing),
                wording.figure(place.n_contradicting),
            )
            for place in places
        ],
        header,
        numbers={2, 3, 4, 5},
    )


def _pairs(pairs: Sequence[PairCrossing], looks: Mapping[str, GroupLook]) -> None:
    """Groups that both speak, two by two; the silent ones in one sentence."""
    silent = list(dict.fromkeys(group for pair in pairs for group in pair.silent))
    st.html(f'<p class="pl-quiet">{escape(wording_findings.not_crossed(silent))}</p>')
    speaking = [pair for pair in pairs if not pair.silent]
    if not speaking:
        return
    tables.rows(
        [
            (
                named(pair.first, looks.get(pair.first)),
                named(pair.second, looks.get(pair.second)),
                escape(wording_findings.crossed(pair)),
            )
            for pair in speaking
        ],
        wording_findings.PAIR_HEADER,
        numbers=set(),
    )
