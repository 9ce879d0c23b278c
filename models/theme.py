"""Segments that belong together: found by the machine, named by a researcher."""

from __future__ import annotations

from pydantic import Field

from models.base import Noun


class Theme(Noun):
    """
    One theme of one run.

    `terms` go from most to least telling. `representatives` are segment ids, from different people where there are
    several. `stability` in [0, 1]: how often its pairs of segments stay together when the method is run again.
    """

    theme_id: str
    run_id: str
    label: str
    terms: tuple[str, ...]
    representatives: tuple[str, ...]
    n_segments: int
    n_participants: int
    stability: float | None = Field(default=None, ge=0, le=1)


class SegmentTheme(Noun):
    """A segment's place in a theme; `probability` in [0, 1]."""

    segment_id: str
    theme_id: str
    run_id: str
    probability: float = Field(ge=0, le=1)


class ThemeSet(Noun):
    """
    Everything one theme run found. `unheard` are segments that the method could not place: shown, never hidden.

    `reading` says, in French, how far the result can be trusted at this size of corpus; None when nothing is to be said.
    """

    themes: tuple[Theme, ...]
    places: tuple[SegmentTheme, ...]
    unheard: tuple[str, ...] = ()
    reading: str | None = None
