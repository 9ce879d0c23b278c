"""What a finding's history says of the reply after which it changed: which reading, which box; never the words of the reply."""

from __future__ import annotations

from models.restitution import Answer, ReadingStep
from pipeline.french.restitution import ANSWERS, STEPS


def remark(step: ReadingStep, answer: Answer, reason: str = "") -> str:
    """One French sentence, then the researcher's reason when there is one."""
    said = f"Restitution ({STEPS[step]}) : « {ANSWERS[answer]} »"
    return f"{said}. {reason.strip()}" if reason.strip() else f"{said}."
