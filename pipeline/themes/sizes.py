"""How many themes a corpus of a given size can carry; every figure here is a number of segments or of themes."""

from __future__ import annotations

import math

FEWEST_SEGMENTS = 8  # below, no theme: reading is faster and truer
SEGMENTS_PER_THEME = 10  # at least, on average
SMALLEST_FRACTION = 8  # a theme this many times smaller than the mean one is dissolved among the others
THEMES_AT_ONE, GROWTH = 2.6, 0.145  # the usual number: 2.6 x n^0.145


def usual_number(n_segments: int) -> int:
    """How many themes a corpus of that size is first given: 3 for 30 segments, 6 for 300, 7 for 1,000, 10 for 10,000, 14 for 100,000."""
    if n_segments < 2 * FEWEST_SEGMENTS:
        return 1
    return max(2, min(round(THEMES_AT_ONE * math.pow(n_segments, GROWTH)), n_segments // SEGMENTS_PER_THEME))
