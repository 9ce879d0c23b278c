"""
The interview guide, for conversations whose questions were not written down.

Where a transcript holds the interviewer's turns, these say what was asked and the guide says nothing more: a question that was
meant to be put is not one that was. Where it holds none (notes taken afterwards, answers alone), the guide is what is known.
Simple markdown: a question a line, under headings; a heading that bears a group's name is put to that group, any other to all.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

_HEADING = re.compile(r"^#{1,6}\s+(?P<words>.+?)\s*#*$")
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)°])\s+")


class GuideQuestion(NamedTuple):
    """A question and the group it is put to, None for everybody."""

    text: str
    group: str | None


def read_guide(text: str, groups: Collection[str]) -> tuple[GuideQuestion, ...]:
    """
    The questions of a guide, in order.

    Args:
        text: markdown or plain text. A line is a question when it is in a list or ends with a question mark.
        groups: those of the study; a heading is recognised whatever its capitals.
    """
    known = {group.casefold(): group for group in groups}
    group: str | None = None
    found: list[GuideQuestion] = []
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading:
            group = known.get(heading["words"].casefold().rstrip(" :"))
            continue
        words = _BULLET.sub("", line).strip()
        if words and (words.endswith("?") or _BULLET.match(line)):
            found.append(GuideQuestion(words, group))
    return tuple(dict.fromkeys(found))
