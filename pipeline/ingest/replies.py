"""
A reply sheet: what one person, or one group, answered to a booklet, kept as a source like any other.

So that a reply has a file, a hash, an original in the vault, an anonymised transcript, anchors, and leaves with whoever
withdraws, it is written as a small JSON file of `sources/restitution/` and read back by the same door as an interview. One
reply is one turn; the turn's question is the same for all. A ticked box without words is a turn that holds the
box's own words, which are never cut nor coded. A group's reply is nobody's in particular: it has no participant, it is
not cut, and it counts as a verbatim, never as a person.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

from pydantic import ValidationError

from models.base import content_id
from models.restitution import ReplySheet
from models.transcript import ReadSource, Source, SourceKind, SpeakerRole, Transcript, Turn
from pipeline.errors import UnreadableSource
from pipeline.french.restitution import COLLECTIVE, READ, TICKED

FORMAT = "restitution"
FOLDER = "restitution"
_OPENING = re.compile(rb'\A\{\s*"polyphonie":\s*"restitution"')


def is_reply_sheet(content: bytes) -> bool:
    """Whether a file is a reply sheet: only this house writes them, and they all begin alike."""
    return _OPENING.match(content) is not None


def sheet_file(sheet: ReplySheet) -> tuple[str, bytes]:
    """The name, without a folder and naming nobody, and the bytes under which a sheet is kept; the same for the same sheet."""
    fields = {"polyphonie": FORMAT, **sheet.model_dump(mode="json", exclude={"replies": {"__all__": {"statement"}}})}
    body = json.dumps(fields, ensure_ascii=False, indent=1).encode("utf-8")
    return f"reponse-{content_id('sheet', hashlib.sha256(body).hexdigest())[:10]}.json", body


def read_reply_sheet(content: bytes, name: str) -> ReadSource:
    """
    A sheet as a source and its original transcript, one turn a reply, in the order of the sheet.

    Raises:
        UnreadableSource: the file was changed by hand and no longer holds a whole sheet.
    """
    sheet = sheet_of(content)
    sha256 = hashlib.sha256(content).hexdigest()
    source_id = content_id("source", sha256)
    speaker = sheet.participant_id or COLLECTIVE.format((sheet.group or "").lower())
    role = SpeakerRole.PARTICIPANT if sheet.participant_id else SpeakerRole.OTHER
    turns = tuple(
        Turn(
            turn_no=number,
            speaker=speaker,
            role=role,
            text=unicodedata.normalize("NFC", reply.words.strip()) or TICKED[reply.answer],
            participant_id=sheet.participant_id,
            question=READ,
        )
        for number, reply in enumerate(sheet.replies, start=1)
    )
    source = Source(
        source_id=source_id, source_name=name, source_sha256=sha256, kind=SourceKind.RESTITUTION, format=FORMAT
    )
    return ReadSource(source=source, transcript=Transcript(source_id=source_id, turns=turns))


def sheet_of(content: bytes) -> ReplySheet:
    """
    The sheet that a file holds.

    Raises:
        UnreadableSource: see `read_reply_sheet`.
    """
    try:
        fields = json.loads(content)
        fields.pop("polyphonie")
        return ReplySheet.model_validate_json(json.dumps(fields))
    except (ValueError, KeyError, AttributeError, ValidationError) as fault:
        raise UnreadableSource(
            "cette feuille de réponses a été modifiée à la main et n'est plus entière ; saisissez-la à nouveau dans l'écran "
            "Restitution."
        ) from fault
