"""
What every noun of the domain shares: frozen, strict about its fields, addressed by its content.

An id derived from content makes re-running a step harmless: the same thing always gets the same id, so it
cannot be stored twice.
"""

from __future__ import annotations

import hashlib

from pydantic import BaseModel, ConfigDict

ID_LENGTH = 20  # hexadecimal digits: 80 bits, enough for 10**9 rows of one study


class Noun(BaseModel):
    """Base of every domain model: frozen, unknown fields refused, its values never shown by repr."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def __repr__(self) -> str:
        """Name the class and nothing else: a repr ends up in logs, and a log never holds a participant's words."""
        return f"{type(self).__name__}(…)"

    __str__ = __repr__


def content_id(*parts: object) -> str:
    """
    Id of a thing from what it is made of.

    Args:
        parts: whatever tells the thing apart; None and "" differ, and no two lists of parts run together.

    Returns:
        `ID_LENGTH` hexadecimal digits of a SHA-256.
    """
    digest = hashlib.sha256()
    for part in parts:
        body = b"\x00" if part is None else b"\x01" + str(part).encode("utf-8")
        digest.update(len(body).to_bytes(8, "big"))
        digest.update(body)
    return digest.hexdigest()[:ID_LENGTH]
