"""Segments that belong together: found by the machine, named, merged, split or set aside by a researcher."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.base import Noun


class SubTheme(Noun):
    """A part of one theme. `stability` as that of a theme, among the segments of its theme only."""

    subtheme_id: str
    label: str
    terms: tuple[str, ...]
    segment_ids: tuple[str, ...]
    stability: float | None = Field(default=None, ge=0, le=1)


class Theme(Noun):
    """
    One theme of one run.

    `terms` go from most to least telling. `representatives` are segment ids, from different people where there are
    several. `stability` in [0, 1]: how often its pairs of segments stay together when the method is run again.
    `interviewer_share` in [0, 1]: of its words, those that the question before them already held; None where no question is
    known. `loudest_share` in [0, 1]: of its segments, those of the person who speaks most in it. `without_loudest` in [0, 1]:
    how much of what the others say in it is found together again by the draws that left this person out (mean best
    Jaccard index); None where no draw did.
    """

    theme_id: str
    run_id: str
    label: str
    terms: tuple[str, ...]
    representatives: tuple[str, ...]
    n_segments: int
    n_participants: int
    stability: float | None = Field(default=None, ge=0, le=1)
    interviewer_share: float | None = Field(default=None, ge=0, le=1)
    loudest_share: float | None = Field(default=None, ge=0, le=1)
    without_loudest: float | None = Field(default=None, ge=0, le=1)
    subthemes: tuple[SubTheme, ...] = ()


class SegmentTheme(Noun):
    """A segment's place in a theme; `probability` in [0, 1]."""

    segment_id: str
    theme_id: str
    run_id: str
    probability: float = Field(ge=0, le=1)


class NumberTried(Noun):
    """
    What one number of themes would give: the evidence for the number that is proposed.

    `stability`: adjusted Rand index between two halves of the draws, `spread` its standard deviation over the halvings;
    `fewest_people`: in the theme with the fewest; `n_one_voice`: themes of which one person says more than half.
    """

    number: int = Field(ge=1)
    stability: float
    spread: float = Field(ge=0)
    fewest_people: int = Field(ge=0)
    n_one_voice: int = Field(ge=0)
    chosen: bool = False


class ThemeSet(Noun):
    """
    Everything one theme run found. `unheard` are segments that the method could not place: shown, never hidden.

    `reading` says, in French, how far the result can be trusted at this size of corpus; None when nothing is to be said.
    `numbers`: the numbers of themes that were tried, in increasing order; empty when the researcher imposed one.
    """

    themes: tuple[Theme, ...]
    places: tuple[SegmentTheme, ...]
    unheard: tuple[str, ...] = ()
    reading: str | None = None
    numbers: tuple[NumberTried, ...] = ()


class ThemeActKind(StrEnum):
    """What a researcher may do to themes; each can be undone."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    SET_ASIDE = "set_aside"
    UNDO = "undo"


class ThemeAct(Noun):
    """
    One act on themes, appended and never changed.

    `theme_ids`: themes acted on, as they stood then. `label`: the new name (rename, merge). `parts`: for a split, the
    segments of each part. `undoes`: the act that an undo takes back.
    """

    act_id: str
    kind: ThemeActKind
    theme_ids: tuple[str, ...]
    label: str | None = None
    parts: tuple[tuple[str, ...], ...] = ()
    actor: str
    acted_at: datetime
    undoes: str | None = None


class ArrangedTheme(Noun):
    """A theme after the researchers' acts: which segments it holds, what it is called, whether it is set aside."""

    theme_id: str
    segment_ids: tuple[str, ...]
    label: str | None = None
    set_aside: bool = False
    came_from: tuple[str, ...] = ()


class Arrangement(Noun):
    """Themes after every act in force; `lost` are acts whose themes could not be recognised in the present run."""

    themes: tuple[ArrangedTheme, ...]
    lost: tuple[ThemeAct, ...] = ()


class MapPoint(Noun):
    """A segment on the map of themes: near ones were said in a near way; the axes have no meaning of their own."""

    segment_id: str
    x: float
    y: float


class NearPassage(Noun):
    """A segment near another one; `nearness` is a cosine."""

    segment_id: str
    nearness: float


class ThemeFigures(Noun):
    """
    What the present theme rests on. `loudest_person` is the participant with most of its segments; the rest as in `Theme`.

    `interviewer_share` and `without_loudest` are None for a theme that researchers composed: no draw measured it.
    """

    theme_id: str
    loudest_person: str | None
    loudest_share: float | None
    interviewer_share: float | None
    without_loudest: float | None


class ThemeCount(Noun):
    """How many people and segments of a part of the corpus (a group, a territory, a wave) are in a theme."""

    theme_id: str
    part: str
    n_participants: int
    n_segments: int
    n_people_heard: int


class SubThemeRow(Noun):
    """A part of a theme as the study keeps it, counted in people."""

    subtheme_id: str
    theme_id: str
    label: str
    terms: tuple[str, ...]
    stability: float | None
    n_segments: int
    n_participants: int
