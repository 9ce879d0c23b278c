"""
What the study file answers when the app or a report asks: the public views' rows, with the names people read.

`Row` models follow the columns of the views (DESIGN, section 6), plus the source's name where a reader needs it.
"""

from __future__ import annotations

from datetime import date

from models.base import Noun
from models.coding import ProposalState
from models.finding import Evidence, Finding, Grounding, Stance
from models.transcript import SourceKind, SourceState, SpeakerRole, Standing, TurnEvent


class SourceRow(Noun):
    """A line of `v_sources`."""

    source_id: str
    source_name: str
    source_sha256: str
    kind: SourceKind
    format: str
    language: str
    state: SourceState
    n_turns: int
    n_words: int


class ParticipantRow(Noun):
    """A line of `v_participants`, with how much of their words is in the study."""

    participant_id: str
    stakeholder_group: str | None
    territory: str | None
    wave: str | None
    attributes: tuple[tuple[str, str], ...] = ()
    consent_uses: tuple[str, ...] = ()
    withdrawn_on: date | None = None
    n_sources: int = 0
    n_words: int = 0


class TurnRow(Noun):
    """A line of `v_turns`, with the source's name and the speaker's group."""

    turn_id: str
    transcript_id: str
    source_id: str
    source_name: str
    turn_no: int
    speaker: str
    speaker_role: SpeakerRole
    participant_id: str | None
    stakeholder_group: str | None
    text: str
    start_s: float | None
    end_s: float | None
    events: tuple[TurnEvent, ...] = ()
    standing: Standing | None = None


class SegmentRow(Noun):
    """A line of `v_segments`, with where it comes from."""

    segment_id: str
    turn_id: str
    transcript_id: str
    source_id: str
    source_name: str
    speaker: str
    participant_id: str | None
    stakeholder_group: str | None
    territory: str | None
    wave: str | None
    turn_no: int
    start_char: int
    end_char: int
    text: str
    question: str | None
    n_words: int
    standing: Standing | None = None


class ThemeRow(Noun):
    """A line of `v_themes`, with its representatives (segment ids) and the code made from it, if any."""

    theme_id: str
    run_id: str
    is_current: bool
    label: str
    terms: tuple[str, ...]
    n_segments: int
    n_participants: int
    stability: float | None
    representatives: tuple[str, ...]
    code_id: str | None = None


class ProposalRow(Noun):
    """A line of `v_proposals` with its segment."""

    proposal_id: str
    code_id: str
    code_path: str
    score: float
    reason: str
    run_id: str
    state: ProposalState
    segment: SegmentRow


class EvidenceRow(Noun):
    """Evidence with who said it and where it stands."""

    evidence: Evidence
    source_id: str
    source_name: str
    transcript_id: str
    turn_no: int
    speaker: str
    participant_id: str | None
    stakeholder_group: str | None
    territory: str | None
    wave: str | None
    question: str | None = None
    standing: Standing | None = None
    source_kind: str | None = None


class CounterVoice(Noun):
    """A passage likely to contradict or nuance a finding, proposed to the researcher; `score` in [0, 1], `reason` in French."""

    segment: SegmentRow
    score: float
    reason: str = ""
    stance: Stance = Stance.CONTRADICTS


class FindingSheet(Noun):
    """A finding with what it rests on."""

    finding: Finding
    grounding: Grounding
    evidence: tuple[EvidenceRow, ...]
    counter_voices: tuple[CounterVoice, ...] = ()
