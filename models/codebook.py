"""The codebook: what researchers look for, in which words, under which branch."""

from __future__ import annotations

from pydantic import Field

from models.base import Noun

PATH_SEPARATOR = " / "


class Code(Noun):
    """
    One code as it stands now. `path` is its own name behind its ancestors', joined by `PATH_SEPARATOR`.

    `theme_id` names the theme it was made from, if any. `retired` codes keep their codings and leave the lists.
    """

    code_id: str
    parent_id: str | None = None
    name: str = Field(min_length=1)
    path: str
    definition: str = ""
    when_to_use: str = ""
    when_not: str = ""
    examples: tuple[str, ...] = ()
    colour: str = "#4477AA"
    theme_id: str | None = None
    retired: bool = False
