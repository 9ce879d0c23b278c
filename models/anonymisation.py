"""What identifies a person in a text, who it is, and what stands in its place."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from models.base import Noun
from models.transcript import Transcript


class MentionKind(StrEnum):
    """Sort of identifier. Values are public: they are the labels of `polyphonie detect`."""

    PERSON = "PERSON"
    PLACE = "PLACE"
    ORGANISATION = "ORGANISATION"
    ADDRESS = "ADDRESS"
    DATE = "DATE"
    AGE = "AGE"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    URL = "URL"
    ID_NUMBER = "ID_NUMBER"
    QUASI = "QUASI"


class MentionAction(StrEnum):
    """`mask`: replaced. `flag`: shown to a person, who decides; with automatic release a doubt is masked too."""

    MASK = "mask"
    FLAG = "flag"


class Mention(Noun):
    """
    An identifier found in one turn.

    `start`, `end`: code points within the turn's original text, end excluded. `detectors` names every rule, list or
    recogniser that found it; `score` lies in [0, 1]. `form` is the original words: a mention lives in the vault.
    `entity` is the key of whom it mentions, once linked: two people of one first name share a form.
    `generalisation` is what could stand there instead ("43 ans": "une quarantaine d'années"); a person decides.
    """

    turn_no: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    form: str
    kind: MentionKind
    action: MentionAction = MentionAction.MASK
    score: float = Field(default=1.0, ge=0, le=1)
    detectors: tuple[str, ...] = ()
    entity: str | None = None
    generalisation: str | None = None


class Entity(Noun):
    """
    Someone or something of the study, under one pseudonym wherever it is mentioned. Lives in the vault.

    `key` is stable across the study and says nothing of the person (`PERSON-7`); `forms` are the original spellings.
    `gender` is "f", "m" or None. `sort` says what a place or an organisation is, in the words of its pseudonym
    ("commune", "établissement scolaire"). `nickname` stands for a nickname or a short form of a first name.
    """

    key: str
    kind: MentionKind
    forms: tuple[str, ...]
    pseudonym: str
    gender: str | None = None
    sort: str | None = None
    nickname: str | None = None


class Replacement(Noun):
    """
    One stretch of original text and what replaced it.

    `start`, `end` are in the original turn; `new_start`, `new_end` in the anonymised turn.
    """

    turn_no: int
    start: int
    end: int
    new_start: int
    new_end: int
    key: str
    kind: MentionKind
    replacement: str


class AnonymisedTranscript(Noun):
    """A transcript whose identifiers are replaced, with the map that carries positions over. `doubts` were not masked."""

    transcript: Transcript
    replacements: tuple[Replacement, ...]
    doubts: tuple[Mention, ...] = ()
