"""
What people decide: answers to proposals, codes put by hand, memos; each one appended, each one undoable.

Edits of the codebook stand in `flow/codebook.py`, and are found here too by those who code.

A decision's id is made by whoever sends it (a press on a key, a line of an import), so that one sent twice counts once.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from models.codebook import PATH_SEPARATOR, Code
from models.coding import Coding, Decision, DecisionAction, Memo, Proposal
from models.transcript import Anchor, Segment
from pipeline import validate
from pipeline.errors import UnknownReference
from pipeline.flow.codebook import add_code as add_code
from pipeline.flow.codebook import edit_codebook as edit_codebook
from pipeline.flow.codebook import merge_codes as merge_codes
from pipeline.flow.codebook import move_code as move_code
from pipeline.flow.codebook import redefine_code as redefine_code
from pipeline.flow.codebook import rename_code as rename_code
from pipeline.flow.codebook import restore_code as restore_code
from pipeline.flow.codebook import retire_code as retire_code
from pipeline.flow.study import OpenStudy, Role, now
from pipeline.store import codebook, coding, segments, sources, themes


def new_decision_id() -> str:
    """An id for a decision taken now."""
    return secrets.token_hex(10)


def answer(
    study: OpenStudy,
    proposal_id: str,
    action: DecisionAction,
    *,
    decision_id: str | None = None,
    coder: str | None = None,
    reason: str = "",
) -> Decision:
    """
    Accept or reject a proposal.

    Raises:
        UnknownReference: no such proposal, or its segment is of an older cut.
        NotAllowed: a reader decides nothing.
    """
    study.require(Role.RESEARCHER)
    decision = _answered(
        study,
        proposal_id,
        action,
        decision_id=decision_id or new_decision_id(),
        coder=coder or study.actor,
        reason=reason,
    )
    _keep(study, decision)
    return decision


def _answered(
    study: OpenStudy, proposal_id: str, action: DecisionAction, *, decision_id: str, coder: str, reason: str
) -> Decision:
    proposal = coding.find_proposal(study.file, proposal_id)
    if proposal is None:
        raise UnknownReference(f"La proposition {proposal_id} n'existe pas : rechargez la page.")
    act = {DecisionAction.ACCEPT: validate.accept, DecisionAction.REJECT: validate.reject}[action]
    segment = _segment(study, proposal)
    return act(proposal, segment, decision_id=decision_id, coder=coder, decided_at=now(), reason=reason)


def _segment(study: OpenStudy, proposal: Proposal) -> Segment:
    rows = segments.segment_rows(study.file, segment_ids=[proposal.segment_id])
    if not rows:
        raise UnknownReference("L'extrait de cette proposition a été redécoupé : relancez les propositions.")
    row = rows[0]
    return Segment(
        segment_id=row.segment_id,
        transcript_id=row.transcript_id,
        turn_id=row.turn_id,
        turn_no=row.turn_no,
        participant_id=row.participant_id,
        start=row.start_char,
        end=row.end_char,
        text=row.text,
        question=row.question,
        n_words=row.n_words,
    )


def answer_all(
    study: OpenStudy, proposal_ids: Sequence[str], action: DecisionAction, *, reason: str, coder: str | None = None
) -> int:
    """Answer several proposals at once, all or none; each keeps the reason. Returns how many."""
    study.require(Role.RESEARCHER)
    decisions = [
        _answered(study, proposal_id, action, decision_id=new_decision_id(), coder=coder or study.actor, reason=reason)
        for proposal_id in proposal_ids
    ]
    _keep(study, *decisions)
    return len(decisions)


def code_words(
    study: OpenStudy,
    anchor: Anchor,
    code_id: str,
    *,
    decision_id: str | None = None,
    coder: str | None = None,
    reason: str = "",
) -> Decision:
    """
    Put a code by hand on any selected words.

    Raises:
        VerbatimMismatch: the words are not those of the turn at that place.
        UnknownReference: no such turn, or no such code.
    """
    study.require(Role.RESEARCHER)
    _check(study, anchor)
    _known_code(study, code_id)
    decision = validate.code_words(
        anchor,
        code_id,
        decision_id=decision_id or new_decision_id(),
        coder=coder or study.actor,
        decided_at=now(),
        reason=reason,
        segment_id=segment_at(study, anchor),
    )
    _keep(study, decision)
    return decision


def _check(study: OpenStudy, anchor: Anchor) -> None:
    turn = sources.find_turn(study.file, anchor.turn_id)
    if turn is None:
        raise UnknownReference(f"Le tour de parole {anchor.turn_id} n'existe pas dans cette étude.")
    validate.check_anchor(anchor, turn.text)


def _known_code(study: OpenStudy, code_id: str) -> Code:
    for code in codebook.codes(study.file, with_retired=True):
        if code.code_id == code_id:
            return code
    raise UnknownReference(f"Le code {code_id} n'existe pas dans cette étude : rechargez le livre de codes.")


def segment_at(study: OpenStudy, anchor: Anchor) -> str | None:
    """The segment that holds all of these words, if one does."""
    return segments.segment_holding(study.file, anchor.turn_id, anchor.start, anchor.end)


def remove_coding(study: OpenStudy, found: Coding, *, decision_id: str | None = None, reason: str = "") -> Decision:
    """Take a code off the words that carry it, in the name of who put it there."""
    study.require(Role.RESEARCHER)
    decision = validate.remove(
        _anchor(found),
        found.code_id,
        decision_id=decision_id or new_decision_id(),
        coder=found.coder,
        decided_at=now(),
        reason=reason,
        segment_id=found.segment_id,
    )
    _keep(study, decision)
    return decision


def recode(study: OpenStudy, found: Coding, to_code: str, *, decision_id: str | None = None, reason: str = "") -> None:
    """Replace a coding's code by another, as one act."""
    study.require(Role.RESEARCHER)
    _known_code(study, to_code)
    pair = validate.recode(
        _anchor(found),
        found.code_id,
        to_code,
        decision_id=decision_id or new_decision_id(),
        coder=found.coder,
        decided_at=now(),
        reason=reason,
        segment_id=found.segment_id,
    )
    _keep(study, *pair)


def _anchor(found: Coding) -> Anchor:
    return Anchor(turn_id=found.turn_id, start=found.start_char, end=found.end_char, verbatim=found.verbatim)


def undo(study: OpenStudy, *, coder: str | None = None, decision_id: str | None = None) -> tuple[Decision, ...]:
    """Take back this coder's last act that still stands; nothing when there is none."""
    study.require(Role.RESEARCHER)
    history = coding.decisions(study.file, coder=coder or study.actor)
    taken = validate.undo(history, decision_id=decision_id or new_decision_id(), decided_at=now())
    _keep(study, *taken)
    return taken


def _keep(study: OpenStudy, *decisions: Decision) -> None:
    if decisions:
        with study.write(actor=decisions[0].coder) as write:
            coding.add_decisions(write, decisions)


def write_memo(study: OpenStudy, about_kind: str, about_id: str, text: str, *, memo_id: str | None = None) -> Memo:
    """Write a memo on anything, or its new wording when `memo_id` is given; an empty text takes it away."""
    study.require(Role.RESEARCHER)
    memo = Memo(
        memo_id=memo_id or new_decision_id(),
        about_kind=about_kind,
        about_id=about_id,
        text=text.strip(),
        author=study.actor,
        written_at=now(),
    )
    with study.write() as write:
        coding.add_memo(write, memo)
    return memo


def code_from_theme(study: OpenStudy, theme_id: str, *, name: str | None = None) -> Code:
    """
    Make a theme into a code, in one gesture.

    Raises:
        UnknownReference: no such theme in the current run.
        CodebookRefused: a code already bears this name.
    """
    row = next((t for t in themes.theme_rows(study.file) if t.theme_id == theme_id), None)
    if row is None:
        raise UnknownReference("Ce thème n'est plus dans l'analyse en cours : rechargez l'écran des thèmes.")
    examples = segments.segment_rows(study.file, segment_ids=list(row.representatives[:3]))
    return add_code(
        study,
        (name or row.label).replace(PATH_SEPARATOR, " - "),
        definition=f"Issu du thème « {row.label} » : {', '.join(row.terms[:6])}.",
        examples=tuple(example.text for example in examples),
        theme_id=theme_id,
    )
