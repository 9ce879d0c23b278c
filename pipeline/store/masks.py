"""Where words were replaced in anonymised turns, and where something was flagged and left: positions, never a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.anonymisation import MentionKind
from models.disclosure import Mark, MarkState
from models.transcript import SpeakerRole, turn_id
from pipeline.store.connection import StudyFile, Write


class TurnOwner(NamedTuple):
    """Whose words a turn holds, and in which source."""

    source_id: str
    participant_id: str | None
    role: SpeakerRole


def add_masks(write: Write, transcript_id: str, marks: Mapping[int, Sequence[Mark]]) -> None:
    """Enter the marks of one transcript, by turn number, in the place of any that it had."""
    write.execute(
        "delete from masks where turn_id in (select turn_id from turns where transcript_id = $id)",
        {"id": transcript_id},
    )
    write.execute("delete from masked_transcripts where transcript_id = $id", {"id": transcript_id})
    rows = [(turn_id(transcript_id, turn_no), mark) for turn_no, found in sorted(marks.items()) for mark in found]
    write.insert(
        """
        insert into masks
        select turn_id, start_char, end_char, state, kind, entity_key, sort, reason, generalisation
        from incoming
        """,
        [
            {
                "turn_id": identity,
                "start_char": mark.start,
                "end_char": mark.end,
                "state": mark.state.value,
                "kind": mark.kind.value,
                "entity_key": mark.key,
                "sort": mark.sort,
                "reason": mark.reason,
                "generalisation": mark.generalisation,
            }
            for identity, mark in rows
        ],
    )
    n_masked = sum(mark.state is MarkState.MASKED for _, mark in rows)
    write.execute(
        "insert into masked_transcripts values ($id, $n_masked, $n_left)",
        {"id": transcript_id, "n_masked": n_masked, "n_left": len(rows) - n_masked},
    )


def marks(study: StudyFile) -> dict[str, tuple[Mark, ...]]:
    """Marks of every turn that has some, of any version, in reading order, by turn id."""
    rows = study.rows(
        """
        select turn_id, start_char, end_char, state, kind, entity_key, sort, reason, generalisation
        from masks
        order by turn_id, start_char, end_char, kind
        """
    )
    found: dict[str, list[Mark]] = {}
    for identity, start, end, state, kind, key, sort, reason, generalisation in rows:
        mark = Mark(
            start=start,
            end=end,
            state=MarkState(state),
            kind=MentionKind(kind),
            key=key,
            sort=sort,
            reason=reason,
            generalisation=generalisation,
        )
        found.setdefault(identity, []).append(mark)
    return {identity: tuple(of) for identity, of in found.items()}


def unmarked(study: StudyFile) -> dict[str, str]:
    """Released transcripts whose masks nobody recorded yet (released before they were kept): source id by transcript id."""
    return dict(
        study.rows(
            """
            select transcript_id, source_id from current_transcripts
            anti join masked_transcripts using (transcript_id)
            order by transcript_id
            """
        )
    )


def turn_owners(study: StudyFile) -> dict[str, TurnOwner]:
    """Whose each turn is, of any version, by turn id."""
    rows = study.rows("select turn_id, source_id, participant_id, speaker_role from all_turns order by turn_id")
    return {row[0]: TurnOwner(row[1], row[2], SpeakerRole(row[3])) for row in rows}


def segment_turns(study: StudyFile) -> dict[str, str]:
    """The turn of each segment, of any cut, by segment id."""
    return dict(study.rows("select segment_id, turn_id from segments order by segment_id"))


def entry_order(study: StudyFile) -> tuple[list[str], list[str]]:
    """Participants, then sources, in the order in which the study first met them; nobody's later line moves them."""
    people = study.rows("select participant_id from participants group by all order by min(seq), participant_id")
    found = study.rows("select source_id from source_names group by all order by min(seq), source_id")
    return [row[0] for row in people], [row[0] for row in found]
