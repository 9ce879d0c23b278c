"""How many themes a corpus of a given size can carry; every figure here is a number of segments or of themes."""

from __future__ import annotations

FEWEST_SEGMENTS = 8  # below, no theme: reading is faster and truer
SEGMENTS_PER_THEME = 10  # at least, on average
SMALLEST_FRACTION = 8  # a theme this many times smaller than the mean one is dissolved among the others
THEMES_FROM = (  # (segments, usual number of themes): wide steps, so that a tenth of the people more or less changes nothing
    (0, 1),
    (16, 2),
    (30, 3),
    (60, 4),
    (120, 5),
    (230, 6),
    (420, 7),
    (2_500, 9),
    (7_000, 12),
    (25_000, 14),
)


def usual_number(n_segments: int) -> int:
    """How many themes a corpus of that size is first given: 3 for 30 segments, 6 for 300, 7 for 1,000, 14 for 100,000."""
    return next(number for fewest, number in reversed(THEMES_FROM) if n_segments >= fewest)
