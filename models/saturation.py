"""How many new themes or codes each more person brought: whether one can stop interviewing, group by group."""

from __future__ import annotations

from pydantic import Field

from models.base import Noun


class SaturationPoint(Noun):
    """After `n_people`: how many distinct themes or codes on average over random orders, with a 90 % band."""

    n_people: int = Field(ge=1)
    mean: float
    low: float
    high: float


class Saturation(Noun):
    """
    The curve of one group, or of everybody when `group` is None.

    `new_with_next`: share of new information that one more person would still bring, estimated from what only one person
    said (Good-Turing); `reached_at`: the size from which two more people bring at most 5 % of new, None while not reached.
    """

    group: str | None
    n_people: int
    n_found: int
    points: tuple[SaturationPoint, ...]
    new_with_next: float | None
    reached_at: int | None
    reading: str
