"""
Quasi-identifiers: what lets the neighbour recognise someone whose name is masked.

An exact age, the only midwife of the village, a trial, an illness: each is harmless in a crowd and a signature in a
hamlet. They are flagged with a reason and never masked from here: hiding them silently would falsify the testimony,
and only the researcher knows who will read the report.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.anonymisation import Mention, MentionAction, MentionKind
from models.transcript import SpeakerRole, Transcript
from pipeline.french.patterns import AGE
from pipeline.french.quasi import QUASI

REASON_PREFIX = "quasi:"  # a detector so prefixed carries the reason, in French, for the review screen
AGE_REASON = "âge exact"


def quasi_identifiers(transcript: Transcript) -> tuple[Mention, ...]:
    """
    Quasi-identifiers of the participants' turns, in reading order; all of them `flag`.

    The reason, in French, is the detector's name after `REASON_PREFIX`. They may overlap direct identifiers.
    """
    return tuple(
        mention
        for turn in transcript.turns
        if turn.role is not SpeakerRole.INTERVIEWER
        for mention in sorted(_of_turn(turn.turn_no, turn.text), key=lambda m: (m.start, m.end))
    )


def _of_turn(turn_no: int, text: str) -> Iterator[Mention]:
    for match in AGE.finditer(text):
        group = "age" if match["age"] else "age2"
        yield _flag(turn_no, text, match.span(group), MentionKind.AGE, AGE_REASON)
    for reason, pattern in QUASI.items():
        for match in pattern.finditer(text):
            yield _flag(turn_no, text, match.span(), MentionKind.QUASI, reason)


def _flag(turn_no: int, text: str, span: tuple[int, int], kind: MentionKind, reason: str) -> Mention:
    return Mention(
        turn_no=turn_no,
        start=span[0],
        end=span[1],
        form=text[span[0] : span[1]],
        kind=kind,
        action=MentionAction.FLAG,
        score=0.6,
        detectors=(f"{REASON_PREFIX}{reason}",),
    )
