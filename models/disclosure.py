"""What may leave a study: levels of disclosure, uses that people consented to, and where words were or can be masked."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from models.anonymisation import MentionKind
from models.base import Noun


class Level(StrEnum):
    """Who will read: the team, the funder who knows the territory, anybody."""

    TEAM = "team"
    FUNDER = "funder"
    PUBLIC = "public"


class Use(StrEnum):
    """What a person may consent to, each by itself."""

    ANALYSIS = "analysis"
    QUOTATION = "quotation"
    ARCHIVE = "archive"
    TEACHING = "teaching"


class Consent(Noun):
    """
    A use that a person consented to, with the day it begins and the last day it holds; None where there is no bound.

    `use` None stands for words that nobody here can read: they allow nothing and are shown for what they are.
    """

    use: Use | None
    wording: str = ""
    given_on: date | None = None
    until: date | None = None


class MarkState(StrEnum):
    """`masked`: a pseudonym stands there. `left`: flagged to a person, who left it as it is."""

    MASKED = "masked"
    LEFT = "left"


class Mark(Noun):
    """
    A stretch of an anonymised turn that says something of somebody. It holds positions, never an original word.

    `start`, `end`: code points within the anonymised turn, end excluded. `key` tells entities apart (`PERSON-7`), `sort`
    says what a place or an organisation is. `reason` says in French why it was flagged; `generalisation` is what may
    stand in its place for readers who know the people.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    state: MarkState
    kind: MentionKind
    key: str | None = None
    sort: str | None = None
    reason: str | None = None
    generalisation: str | None = None


class Change(Noun):
    """One stretch of the study's words (`start`, `end`) and where what replaced it for disclosure stands."""

    start: int
    end: int
    new_start: int
    new_end: int


class Disclosed(Noun):
    """Words as they may be read at a level, with the map of positions back to the words of the study."""

    text: str
    changes: tuple[Change, ...] = ()

    @property
    def generalised(self) -> bool:
        """Whether these are no longer the very words of the study."""
        return bool(self.changes)


class ShownPerson(Noun):
    """A participant as a level shows them; a trait that too few people share is `autres` or left out."""

    participant_id: str
    speaker: str | None = None
    stakeholder_group: str | None = None
    territory: str | None = None
    wave: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
