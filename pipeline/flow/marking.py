"""
Keeps, beside each released transcript, where words were replaced and where something flagged was left.

Written with the transcript, in the same transaction. Studies released before marks were kept get theirs from the vault,
when it is open; until then nothing of them leaves at a lower level of disclosure, and the refusal says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.anonymisation import AnonymisedTranscript, Entity
from pipeline.disclose.disclose import marks_of
from pipeline.store import masks
from pipeline.store.connection import Write


def keep_marks(
    write: Write, anonymised: AnonymisedTranscript, entities: Sequence[Entity], *, transcript_id: str | None = None
) -> None:
    """
    Keep the marks of a transcript that enters the study; `entities` tell what places and organisations are.

    `transcript_id` when the study knows the transcript under another id than its present turns give (some were withdrawn).
    """
    identity = transcript_id or anonymised.transcript.transcript_id
    masks.add_masks(write, identity, marks_of(anonymised, entities))
