"""
What people agreed to, as the study knows it today, and what follows: whose words are analysed, and whose may be quoted.

A person who does not agree to analysis keeps their turns in the transcript (it would not read otherwise), but none of
them is cut, coded, counted or shown outside. One who does not agree to be quoted counts, and is never quoted.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.rows import EvidenceRow
from models.transcript import SpeakerRole, Transcript
from pipeline.consent import ConsentCounts, Standing, count, note, standing, tell
from pipeline.flow.study import OpenStudy, now
from pipeline.store import people

TEAM_ROLES = frozenset({SpeakerRole.INTERVIEWER, SpeakerRole.OBSERVER})  # the team's own words need nobody's consent


def standing_of(study: OpenStudy) -> Standing:
    """Where everybody stands today."""
    everyone = people.participants(study.file).values()
    return standing(everyone, on=now().date(), unknown=study.settings.consent.unknown)


def analysable(study: OpenStudy, transcripts: Iterable[Transcript]) -> tuple[Transcript, ...]:
    """
    The same transcripts, where the turns of people who do not agree to analysis have a role that is never cut.

    Their ids do not change; a consent that changes makes the transcript due again, because roles tell whether it is.
    """
    refused = standing_of(study).refused
    return tuple(_without(transcript, refused) if refused else transcript for transcript in transcripts)


def _without(transcript: Transcript, refused: frozenset[str]) -> Transcript:
    turns = tuple(
        turn.model_copy(update={"role": SpeakerRole.OTHER}) if turn.participant_id in refused else turn
        for turn in transcript.turns
    )
    return transcript if turns == transcript.turns else transcript.model_copy(update={"turns": turns})


def counted(study: OpenStudy, rows: Iterable[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    """Evidence of people who agree to analysis: the only evidence that a finding may rest on."""
    refused = standing_of(study).refused
    return tuple(row for row in rows if row.participant_id not in refused)


def counts(study: OpenStudy) -> ConsentCounts:
    """How many people wrote no consent, one that cannot be read, one without quoting or analysis."""
    return count(standing_of(study))


def told(study: OpenStudy) -> tuple[str, ...]:
    """The same in French sentences, for the team."""
    return tell(counts(study))


def noted(study: OpenStudy) -> tuple[str, ...]:
    """The same for the readers of a report."""
    return note(counts(study))
