"""What tests make: invented sources, released as if a person had reviewed them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from models.base import content_id
from models.participant import Participant
from models.provenance import Step
from models.transcript import ReadSource, Source, SourceKind, SpeakerRole, Transcript, TranscriptState, Turn
from pipeline.segment import segment
from pipeline.store import people, runs, segments, sources
from pipeline.store.connection import StudyFile

AT = datetime(2026, 11, 2, 9, 30)


def read_source_of(*said: tuple[str, SpeakerRole, str], name: str = "entretien.txt") -> ReadSource:
    """A source from (speaker, role, words), as a reader would give it; participants get the id `p-<speaker>`."""
    turns = tuple(
        Turn(
            turn_no=place,
            speaker=speaker,
            role=role,
            text=words,
            participant_id=f"p-{speaker}" if role is SpeakerRole.PARTICIPANT else None,
        )
        for place, (speaker, role, words) in enumerate(said, start=1)
    )
    sha256 = hashlib.sha256(bytes_of(*said, name=name)).hexdigest()
    source = Source(
        source_id=content_id("source", sha256),
        source_name=name,
        source_sha256=sha256,
        kind=SourceKind.INTERVIEW,
        format="txt",
    )
    return ReadSource(source=source, transcript=Transcript(source_id=source.source_id, turns=turns))


def bytes_of(*said: tuple[str, SpeakerRole, str], name: str) -> bytes:
    """The bytes of the file that such a source is read from."""
    return repr(said).encode() + name.encode()


INTERVIEWER, PARTICIPANT = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT
DIALOGUE = (
    ("E1", INTERVIEWER, "Comment se passent vos démarches ?"),
    ("Karima", PARTICIPANT, "C'est long. J'attends une réponse depuis le mois de mars, et personne ne rappelle."),
    ("E1", INTERVIEWER, "Et sur internet ?"),
    ("Karima", PARTICIPANT, "Sur internet je n'y arrive pas, le site demande un mot de passe que je n'ai jamais reçu."),
)


def release(file: StudyFile, one: ReadSource, *, people_of: Sequence[Participant] = ()) -> Transcript:
    """Let a source into a study as if it had been anonymised and reviewed, and cut it. Returns its transcript."""
    transcript = one.transcript.model_copy(update={"state": TranscriptState.ANONYMISED})
    with file.write(actor="test", at=AT) as write:
        run = runs.start_run(write, Step.INGEST, settings="{}", versions="{}", inputs_hash=transcript.transcript_id)
        sources.add_sources(write, [(one, one.source.source_name)], run_id=run.run_id)
        people.add_participants(write, list(people_of))
        sources.add_transcript(write, transcript, run_id=run.run_id)
        cut = runs.start_run(write, Step.SEGMENT, settings="{}", versions="{}", inputs_hash=transcript.transcript_id)
        segments.add_segments(write, transcript.transcript_id, segment(transcript), run=cut)
        runs.end_run(write, cut)
    return transcript
