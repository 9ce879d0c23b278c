"""What a custodian says of the people, places and details of a study: names they know, decisions at the gate."""

from __future__ import annotations

from enum import StrEnum

from models.anonymisation import MentionKind
from models.base import Noun


class Identity(Noun):
    """
    One form of a name that a researcher declared in `identities.csv`. Lives in the vault.

    Forms of one `person` are one entity. `pseudonym` is a wish, followed when nobody else has it.
    """

    person: str
    form: str
    kind: MentionKind = MentionKind.PERSON
    gender: str | None = None
    pseudonym: str | None = None
    note: str = ""


class ReviewAction(StrEnum):
    """
    What a custodian decided.

    `keep`, `mask`, `generalise` are about forms, everywhere in the study; `rename`, `merge` about an entity; `split`
    about an entity in one source, or at places of it; `declare` records that the declared names changed; `undo` takes
    another decision back.
    """

    KEEP = "keep"
    MASK = "mask"
    GENERALISE = "generalise"
    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    DECLARE = "declare"
    UNDO = "undo"


class ReviewDecision(Noun):
    """
    One decision at the gate. Decisions are appended, never changed; they live in the vault, with the words they are about.

    `value` is a pseudonym, a generalisation, the key merged into, or the key of the entity split off; `places` are
    (turn number, start) within `source_id`, empty for the whole of it. `sources` are those whose text it may change.
    """

    decision_id: str
    at: str
    actor: str
    action: ReviewAction
    key: str | None = None
    forms: tuple[str, ...] = ()
    kind: MentionKind | None = None
    value: str | None = None
    source_id: str | None = None
    places: tuple[tuple[int, int], ...] = ()
    undoes: str | None = None
    sources: tuple[str, ...] = ()
