"""
What a person's decision becomes: rules only, no storage.

The machine proposes and a person decides, so every act of a researcher is a `Decision` appended to the others: accept,
reject, code, remove, recode, undo. What is in force is read from them (`current`, `codings`), never written over.
It refuses words that are not at their anchor, and an answer to a proposal made about another segment.
Edits of the codebook stand in `codebook.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from models.base import content_id
from models.codebook import Code
from models.coding import Coding, Decision, DecisionAction, Proposal
from models.transcript import Anchor, Segment
from pipeline.errors import UnknownReference, VerbatimMismatch

IN_FORCE = (DecisionAction.ACCEPT, DecisionAction.CODE)


def check_anchor(anchor: Anchor, turn_text: str) -> None:
    """
    Hold that the anchor's words stand at its place, to the code point.

    Args:
        turn_text: the turn's text in the transcript version the anchor names, NFC.

    Raises:
        VerbatimMismatch: the turn is too short, or says something else there.
    """
    if anchor.end > len(turn_text):
        raise VerbatimMismatch(
            f"Le tour {anchor.turn_id} compte {len(turn_text)} caractères : rien ne se trouve entre {anchor.start} "
            f"et {anchor.end}. Reprenez la sélection dans la transcription."
        )
    if turn_text[anchor.start : anchor.end] != anchor.verbatim:
        raise VerbatimMismatch(
            f"Les mots donnés ne sont pas ceux du tour {anchor.turn_id} entre {anchor.start} et {anchor.end}. "
            "Reprenez la sélection dans la transcription ; rien n'a été corrigé."
        )


def accept(
    proposal: Proposal,
    segment: Segment,
    *,
    decision_id: str,
    coder: str,
    decided_at: datetime,
    reason: str = "",
) -> Decision:
    """
    Put the proposed code on the whole segment.

    Raises:
        UnknownReference: the proposal speaks of another segment.
    """
    return _answer(DecisionAction.ACCEPT, proposal, segment, decision_id, coder, decided_at, reason)


def reject(
    proposal: Proposal,
    segment: Segment,
    *,
    decision_id: str,
    coder: str,
    decided_at: datetime,
    reason: str = "",
) -> Decision:
    """
    Refuse the proposed code on this segment: it will not be proposed again.

    Raises:
        UnknownReference: the proposal speaks of another segment.
    """
    return _answer(DecisionAction.REJECT, proposal, segment, decision_id, coder, decided_at, reason)


def _answer(
    action: DecisionAction,
    proposal: Proposal,
    segment: Segment,
    decision_id: str,
    coder: str,
    decided_at: datetime,
    reason: str,
) -> Decision:
    if proposal.segment_id != segment.segment_id:
        raise UnknownReference(
            f"La proposition {proposal.proposal_id} ne porte pas sur l'extrait {segment.segment_id}. "
            "Rechargez la liste des propositions."
        )
    return Decision(
        decision_id=decision_id,
        action=action,
        anchor=anchor_of(segment),
        code_id=proposal.code_id,
        coder=coder,
        decided_at=decided_at,
        reason=reason,
        segment_id=segment.segment_id,
        proposal_id=proposal.proposal_id,
        score=proposal.score,
    )


def anchor_of(segment: Segment) -> Anchor:
    """The anchor that covers a whole segment."""
    return Anchor(turn_id=segment.turn_id, start=segment.start, end=segment.end, verbatim=segment.text)


def code_words(
    anchor: Anchor,
    code_id: str,
    *,
    decision_id: str,
    coder: str,
    decided_at: datetime,
    reason: str = "",
    segment_id: str | None = None,
) -> Decision:
    """Put a code by hand on any words; the caller has passed the anchor through `check_anchor`."""
    return _by_hand(DecisionAction.CODE, anchor, code_id, decision_id, coder, decided_at, reason, segment_id)


def remove(
    anchor: Anchor,
    code_id: str,
    *,
    decision_id: str,
    coder: str,
    decided_at: datetime,
    reason: str = "",
    segment_id: str | None = None,
) -> Decision:
    """Take a code off the words that carry it: the anchor is the coding's own."""
    return _by_hand(DecisionAction.REMOVE, anchor, code_id, decision_id, coder, decided_at, reason, segment_id)


def recode(
    anchor: Anchor,
    from_code: str,
    to_code: str,
    *,
    decision_id: str,
    coder: str,
    decided_at: datetime,
    reason: str = "",
    segment_id: str | None = None,
) -> tuple[Decision, Decision]:
    """
    Replace one code by another on the same words: a removal and a coding that `undo` takes back together.

    Returns:
        The removal, under `decision_id`, and the coding, whose id is derived from it.
    """
    second_id = _second_of(decision_id)
    return (
        _by_hand(DecisionAction.REMOVE, anchor, from_code, decision_id, coder, decided_at, reason, segment_id),
        _by_hand(DecisionAction.CODE, anchor, to_code, second_id, coder, decided_at, reason, segment_id),
    )


def _second_of(decision_id: str) -> str:
    return content_id("second decision of one act", decision_id)


def _by_hand(
    action: DecisionAction,
    anchor: Anchor,
    code_id: str,
    decision_id: str,
    coder: str,
    decided_at: datetime,
    reason: str,
    segment_id: str | None,
) -> Decision:
    return Decision(
        decision_id=decision_id,
        action=action,
        anchor=anchor,
        code_id=code_id,
        coder=coder,
        decided_at=decided_at,
        reason=reason,
        segment_id=segment_id,
    )


def undo(
    history: Sequence[Decision], *, decision_id: str, decided_at: datetime, reason: str = "Annulation"
) -> tuple[Decision, ...]:
    """
    Take back the last act of one coder that has not been taken back yet.

    Args:
        history: every decision of that coder, in the order they were taken.
        decision_id: id of the decision to make; a second one, for a recoding, derives from it.

    Returns:
        What puts things back as they stood just before (`reopen` when nothing had been decided); two decisions for a
        recoding; none when nothing is left to take back.

    Raises:
        ValueError: the history mixes several coders.
    """
    if len({decision.coder for decision in history}) > 1:
        raise ValueError("the history of one coder is expected")
    taken_back = {decision.undoes for decision in history}
    acts = [d for d in history if d.undoes is None and d.decision_id not in taken_back]
    if not acts:
        return ()
    last = acts[-1]
    targets = [d for d in acts if _second_of(d.decision_id) == last.decision_id] + [last]
    ids = (decision_id, _second_of(decision_id))
    return tuple(
        _put_back(history, target, new_id, decided_at, reason) for target, new_id in zip(targets, ids, strict=False)
    )


def _put_back(
    history: Sequence[Decision], target: Decision, decision_id: str, decided_at: datetime, reason: str
) -> Decision:
    before = history[: history.index(target)]
    former = next((d for d in reversed(before) if _place(d) == _place(target)), None)
    change = {
        "decision_id": decision_id,
        "decided_at": decided_at,
        "reason": reason,
        "undoes": target.decision_id,
    }
    if former is None:
        return target.model_copy(update=change | {"action": DecisionAction.REOPEN})
    return former.model_copy(update=change)


def _place(decision: Decision) -> tuple[str, int, int, str, str]:
    anchor = decision.anchor
    return anchor.turn_id, anchor.start, anchor.end, decision.code_id, decision.coder


def current(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """
    The latest decision for each (words, code, coder); what has been reopened is left out.

    Latest by `decided_at`, then by the order given. A time without zone is read as UTC.
    """
    latest: dict[tuple[str, int, int, str, str], Decision] = {}
    for decision in sorted(decisions, key=_moment):
        latest.pop(_place(decision), None)
        latest[_place(decision)] = decision
    return tuple(d for d in latest.values() if d.action is not DecisionAction.REOPEN)


def _moment(decision: Decision) -> datetime:
    at = decision.decided_at
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def codings(decisions: Iterable[Decision], codes: Sequence[Code]) -> tuple[Coding, ...]:
    """
    The codings in force, each under the id of the decision that put it there.

    Raises:
        UnknownReference: a decision names a code that the codebook has never held.
    """
    by_id = {code.code_id: code for code in codes}
    return tuple(_coding(d, _known(by_id, d.code_id)) for d in current(decisions) if d.action in IN_FORCE)


def _coding(decision: Decision, code: Code) -> Coding:
    anchor = decision.anchor
    return Coding(
        coding_id=decision.decision_id,
        segment_id=decision.segment_id,
        turn_id=anchor.turn_id,
        start_char=anchor.start,
        end_char=anchor.end,
        verbatim=anchor.verbatim,
        code_id=code.code_id,
        code_path=code.path,
        coder=decision.coder,
        origin="proposal" if decision.action is DecisionAction.ACCEPT else "human",
        score=decision.score,
        decided_at=decision.decided_at,
    )


def merge_decisions(
    decisions: Iterable[Decision], *, from_code: str, into_code: str, decided_at: datetime, reason: str
) -> tuple[Decision, ...]:
    """
    What carries the codings of a merged code over, each under its own coder.

    Both decisions of a pair name the one they take over in `undoes`, so that `undo` never brings back a merged code.
    """
    carried = [d for d in current(decisions) if d.code_id == from_code and d.action in IN_FORCE]
    return tuple(new for d in carried for new in _carried(d, into_code, decided_at, reason))


def split_decisions(
    decisions: Iterable[Decision],
    *,
    from_code: str,
    chosen: Collection[str],
    into_code: str,
    decided_at: datetime,
    reason: str,
) -> tuple[Decision, ...]:
    """
    What carries some codings of a code over to another, each under its own coder, as `merge_decisions` does for all.

    Args:
        chosen: ids of the codings that go.

    Raises:
        UnknownReference: one of them is not in force under this code.
    """
    carried = [
        d for d in current(decisions) if d.code_id == from_code and d.decision_id in chosen and d.action in IN_FORCE
    ]
    if missing := set(chosen) - {d.decision_id for d in carried}:
        raise UnknownReference(
            f"Le codage {min(missing)} n'est plus en vigueur sous ce code : rechargez le livre de codes, puis recommencez."
        )
    return tuple(new for d in carried for new in _carried(d, into_code, decided_at, reason))


def put_back(
    history: Sequence[Decision], carried: Collection[str], *, decided_at: datetime, reason: str
) -> tuple[Decision, ...]:
    """
    What takes back decisions that an act on the codebook appended: each place stands again as just before it.

    Args:
        history: every decision of everybody, in the order they were taken.
        carried: ids of the decisions to take back; one that its coder has decided about since is left as they want it.
    """
    standing = {_place(d): d for d in history}
    targets = [d for d in history if d.decision_id in carried and standing[_place(d)] is d]
    return tuple(
        _put_back(history, target, content_id("put back", target.decision_id), decided_at, reason) for target in targets
    )


def _carried(decision: Decision, into_code: str, decided_at: datetime, reason: str) -> tuple[Decision, Decision]:
    first_id = content_id("merge", decision.decision_id, into_code)
    change = {"decided_at": decided_at, "reason": reason, "undoes": decision.decision_id}
    gone = {"decision_id": first_id, "action": DecisionAction.REMOVE}
    kept = {"decision_id": _second_of(first_id), "code_id": into_code}
    return decision.model_copy(update=change | gone), decision.model_copy(update=change | kept)


def _known(by_id: dict[str, Code], code_id: str) -> Code:
    if code_id not in by_id:
        raise UnknownReference(f"Le code {code_id} n'existe pas dans cette étude. Rechargez le livre de codes.")
    return by_id[code_id]
