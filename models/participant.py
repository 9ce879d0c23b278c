"""Who takes part in a study, in which group, and what they consented to."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models.base import Noun

DEFAULT_GROUPS = (
    "personnes accompagnées",
    "habitants",
    "professionnels",
    "élus",
    "financeurs",
    "associations",
)


class Participant(Noun):
    """
    A person whose words the study holds, known here by an id only, never by a name.

    `attributes` are free pairs of name and value, in the order the researcher wrote them.
    """

    participant_id: str = Field(min_length=1)
    stakeholder_group: str | None = None
    territory: str | None = None
    wave: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    consent_date: date | None = None
    consent_uses: tuple[str, ...] = ()
    withdrawn_on: date | None = None


class Disagreement(Noun):
    """
    A trait of a person on which what describes them disagrees.

    `said` holds (origin, value) in order: the origin is `participants.csv` or a source's id. `kept` is the value that holds:
    what `participants.csv` says, None as long as it says nothing.
    """

    participant_id: str
    trait: str
    said: tuple[tuple[str, str], ...]
    kept: str | None = None


class Voice(Noun):
    """
    Which speaker of which source a participant is, as `participants.csv` declares it.

    `speaker` is None when the source has one participant only, whatever the transcriber called them.
    """

    participant_id: str
    source_name: str
    speaker: str | None = None
