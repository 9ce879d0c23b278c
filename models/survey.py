"""How a table of open answers is to be read: which column is the person, which are their answers."""

from __future__ import annotations

from pydantic import Field

from models.base import Noun


class SurveyMapping(Noun):
    """
    One `[[survey]]` table of `study.toml`: it holds for every source whose name matches the pattern `file`.

    One row is one person. `group`, `territory` and `wave` name columns; so do all other fields but `file` and `joined`.
    `question`: a column that says, row by row, which question is answered (a table of one row per answer).
    `joined`: the sign that separates several answers in one cell.
    """

    file: str
    participant: str
    answers: tuple[str, ...] = Field(min_length=1)
    attributes: tuple[str, ...] = ()
    group: str | None = None
    territory: str | None = None
    wave: str | None = None
    question: str | None = None
    joined: str | None = Field(default=None, min_length=1)
