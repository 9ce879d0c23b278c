"""The history of a code, told in words: when, who, what changed."""

from __future__ import annotations

from itertools import pairwise

from app import wording_agreement as wording
from app.wording import moment
from models.codebook import Code
from pipeline.flow.study import OpenStudy
from pipeline.store.codebook_acts import CodeState, code_history


def told_history(study: OpenStudy, code: Code) -> list[tuple[str, str, str]]:
    """When, who and what, the latest change first."""
    states = code_history(study.file, code.code_id)
    told = [(*_signed(states[0]), f"{wording.CREATED} : {states[0].code.path}")]
    told += [(*_signed(after), _changed(before.code, after.code)) for before, after in pairwise(states)]
    return told[::-1]


def _signed(state: CodeState) -> tuple[str, str]:
    return (moment(state.written_at) if state.written_at else ""), state.actor or ""


def _changed(before: Code, after: Code) -> str:
    names = [name for field, name in wording.CODE_CHANGES.items() if getattr(before, field) != getattr(after, field)]
    moved = before.name != after.name or before.parent_id != after.parent_id
    if moved:
        names = [name for name in names if name != wording.CODE_CHANGES["path"]]
        return f"{', '.join(names)} : {before.path} → {after.path}"
    return ", ".join(names)
