"""
Coding blind: what a coder must not see of the others until they have read a source to its end.

A coder chooses the sources to code blind, and says when each is read; between the two, every reading of the coding screens
goes through here, and shows their own codings, their own memos, no proposal (the machine learns from the others) and counts
without the others' share. Nothing is hidden from who is not coding blind, and nothing at all is written differently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.agreement import ReadingState
from models.coding import Coding, Decision, Memo, ProposalState
from models.rows import ProposalRow, SegmentRow
from pipeline.errors import NotAllowed, UnknownReference
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import codebook, coding, comparing, masks, sources

REASON_HIDDEN = "Appris de codages que vous ne voyez pas tant que vous codez une source à l'aveugle."
_OWN_REASONS = (
    "proche de la définition",
    "proche du thème",
    "dans le thème",
)  # how a reason opens that owes nothing to coders


def set_reading(study: OpenStudy, source_ids: Sequence[str], state: ReadingState) -> None:
    """
    Say how the person who acts stands towards these sources: blind, read to the end, or open again.

    Raises:
        UnknownReference: no such source.
        NotAllowed: a reader codes nothing.
    """
    study.require(Role.RESEARCHER)
    known = {source.source_id for source in sources.all_sources(study.file)}
    for source_id in source_ids:
        if source_id not in known:
            raise UnknownReference(f"La source {source_id} n'est pas dans cette étude : rechargez la page.")
    with study.write() as write:
        for source_id in source_ids:
            comparing.set_reading(write, study.actor, source_id, state)


def hold_as_read(study: OpenStudy) -> int:
    """
    Say, for double codings made elsewhere, that their coders read to the end every source that several of them coded.

    Returns:
        How many sources.
    """
    study.require(Role.RESEARCHER)
    places = comparing.turn_places(study.file)
    coders: dict[str, set[str]] = defaultdict(set)
    for decision in coding.decisions(study.file, current_only=True):
        if decision.anchor.turn_id in places:
            coders[places[decision.anchor.turn_id].source_id].add(decision.coder)
    double = {source_id: who for source_id, who in sorted(coders.items()) if len(who) > 1}
    with study.write() as write:
        for source_id, who in double.items():
            for coder in sorted(who):
                comparing.set_reading(write, coder, source_id, ReadingState.READ)
    return len(double)


def blind_sources(study: OpenStudy, *, coder: str | None = None) -> frozenset[str]:
    """Sources that a coder (the person who acts) codes blind at present."""
    who = coder or study.actor
    return frozenset(
        source_id
        for (one, source_id), state in comparing.readings(study.file).items()
        if one == who and state is ReadingState.BLIND
    )


def _blind_turns(study: OpenStudy) -> frozenset[str]:
    hidden = blind_sources(study)
    if not hidden:
        return frozenset()
    return frozenset(turn for turn, owner in masks.turn_owners(study.file).items() if owner.source_id in hidden)


def require_open_eyes(study: OpenStudy) -> None:
    """
    Let nothing that holds every coder's codings leave for somebody who still codes blind.

    A file with some of them left out would pass for whole: it is refused.

    Raises:
        NotAllowed: the person who acts codes a source blind.
    """
    n = len(blind_sources(study))
    if n:
        raise NotAllowed(
            f"Vous codez {n} source{'s' if n > 1 else ''} à l'aveugle, et ce fichier montrerait les codages des autres : "
            "dites d'abord que vous avez lu jusqu'au bout (écran « Accord »), ou demandez-le à une autre personne de l'équipe."
        )


def codings(
    study: OpenStudy, *, transcript_id: str | None = None, code_id: str | None = None, limit: int | None = None
) -> tuple[Coding, ...]:
    """`store.coding.codings`, without the others' where the person who acts codes blind."""
    found = coding.codings(study.file, transcript_id=transcript_id, code_id=code_id, limit=limit)
    hidden = _blind_turns(study)
    return tuple(one for one in found if one.coder == study.actor or one.turn_id not in hidden)


def decisions(study: OpenStudy, *, current_only: bool = True) -> tuple[Decision, ...]:
    """Every decision (in force, or all that were taken), without the others' where the person who acts codes blind."""
    hidden = _blind_turns(study)
    found = coding.decisions(study.file, current_only=current_only)
    return tuple(one for one in found if one.coder == study.actor or one.anchor.turn_id not in hidden)


def proposal_rows(
    study: OpenStudy,
    *,
    state: ProposalState | None = ProposalState.PENDING,
    code_id: str | None = None,
    transcript_id: str | None = None,
    limit: int = 100,
) -> tuple[ProposalRow, ...]:
    """
    `store.coding.proposal_rows`, without those of sources that the person who acts codes blind.

    The reasons of the others then name no accepted passage and count none: it may be one that another coder put there.
    """
    found = coding.proposal_rows(study.file, state=state, code_id=code_id, transcript_id=transcript_id, limit=limit)
    hidden = blind_sources(study)
    if not hidden:
        return found
    return tuple(
        one.model_copy(update={"reason": _reason_without_others(one.reason)})
        for one in found
        if one.segment.source_id not in hidden
    )


def _reason_without_others(reason: str) -> str:
    """A reason less what it says of accepted passages, whose words may weigh too: what is left is the definition's."""
    kept = [part for part in reason.rstrip(".").split(" ; ") if part.lower().startswith(_OWN_REASONS)]
    return f"{' ; '.join(kept)}." if kept else REASON_HIDDEN


def code_counts(study: OpenStudy) -> dict[str, tuple[int, int]]:
    """`store.codebook.code_counts`: people and passages by code, without what is hidden from the person who acts."""
    if not blind_sources(study):
        return codebook.code_counts(study.file)
    owners = masks.turn_owners(study.file)
    people: dict[str, set[str]] = defaultdict(set)
    passages: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for one in codings(study):
        person = owners[one.turn_id].participant_id
        if person is not None:
            people[one.code_id].add(person)
        passages[one.code_id].add((one.turn_id, one.start_char, one.end_char))
    return {code_id: (len(people[code_id]), len(passages[code_id])) for code_id in passages}


def segment_memos(study: OpenStudy, shown: Sequence[SegmentRow]) -> list[Memo]:
    """Memos about these segments, without the others' where the person who acts codes blind."""
    hidden = blind_sources(study)
    source_of = {segment.segment_id: segment.source_id for segment in shown}
    return [
        memo
        for memo in coding.memos(study.file, about_kind="segment")
        if memo.about_id in source_of and (memo.author == study.actor or source_of[memo.about_id] not in hidden)
    ]
