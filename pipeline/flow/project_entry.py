"""
What waited for a source enters the study once it is released: each coding follows its words through what was replaced.

What cannot follow is listed with its code and its coder. People keep the name under which they coded and the day they did.
Notes were written beside original words: what they name is masked first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from models.anonymisation import AnonymisedTranscript, MentionKind
from models.base import content_id
from models.coding import Decision, DecisionAction, Memo
from models.rows import SourceRow
from models.transcript import Anchor, SourceState, SpeakerRole, Transcript, turn_id
from pipeline.anonymise.detect import detect_text, load_recogniser
from pipeline.carry import Carried, Passage, carry
from pipeline.errors import VaultLocked
from pipeline.exchange.alignment import Alignment
from pipeline.exchange.notes import Found, KnownNames, mask_note
from pipeline.exchange.project import MemoAbout, ProjectCoding, ProjectMemo
from pipeline.flow.anonymising import held, read_entities
from pipeline.flow.ingesting import original
from pipeline.flow.project_waiting import (
    ENTERED,
    WITHOUT_SOURCE,
    Waiting,
    record_of,
    waiting_sources,
    without_source,
)
from pipeline.flow.study import OpenStudy, now
from pipeline.store import codebook, coding, segments, sources

NOT_SPOKEN = "sur des mots qui ne sont la parole de personne (un titre, un nom en tête de ligne)"
NOT_CODED = "sur des mots d'enquêteur, qui ne se codent pas"
NOT_FOLLOWED = "dont les mots ont disparu au remplacement"
UNPLACED = "unplaced"
CODED = frozenset({SpeakerRole.PARTICIPANT, SpeakerRole.OBSERVER})


class Entered(NamedTuple):
    """What followed its words into the study, and what could not: French sentences without words of a source."""

    codings: int
    memos: int
    left: tuple[str, ...]


def enter_released(study: OpenStudy) -> Entered:
    """
    Let in what waited for sources that are now released and cut; nothing when none is, or when the vault stays closed.

    Call it after the cut: memos on words go to the segment that holds them.
    """
    due = waiting_sources(study)
    if not due:
        return Entered(0, 0, ())
    try:
        _ = study.vault
    except VaultLocked:
        return Entered(0, 0, ())  # asked for again at the next run
    mask = _Mask(study)
    n_codings = n_memos = 0
    left: list[str] = []
    for source in due:
        codings, memos, refused = _enter_source(study, source, mask)
        n_codings, n_memos = n_codings + codings, n_memos + memos
        left += refused
    _keep_unplaced(study, left)
    held_back = any(s.state is SourceState.HELD for s in sources.all_sources(study.file))
    if not held_back:  # notes on nothing in particular may name anybody: they wait until everybody is known
        n_memos += _enter_loose(study, mask)
    return Entered(n_codings, n_memos, tuple(left))


def unplaced(study: OpenStudy) -> tuple[str, ...]:
    """Imported codings that could not enter, ever since the study began: source, code, coder and why, without a word. Needs the vault."""
    return tuple(json.loads(study.vault.read(UNPLACED))) if study.vault.has(UNPLACED) else ()


def _keep_unplaced(study: OpenStudy, left: Sequence[str]) -> None:
    if left:
        study.vault.write(UNPLACED, json.dumps([*unplaced(study), *left], ensure_ascii=False).encode("utf-8"))


def _enter_source(study: OpenStudy, source: SourceRow, mask: _Mask) -> tuple[int, int, list[str]]:
    record = record_of(source.source_id)
    if not study.vault.has(record):
        return 0, 0, []
    waiting = Waiting.model_validate_json(study.vault.read(record))
    read, new = original(study, source.source_id).transcript, held(study, source.source_id)
    found, why = _followed(waiting, read, new)
    paths = {code.code_id: code.path for code in codebook.codes(study.file, with_retired=True)}
    left = [
        f"{source.source_name} : un codage « {paths.get(c.code_id, c.code_id)} » de {c.coder}, {why[f'c{n}']}."
        for n, c in enumerate(waiting.codings)
        if not found[f"c{n}"]
    ]
    identity = sources.transcripts_by_source(study.file)[source.source_id]
    decisions = [
        _decision(study, coding_, turn_id(identity, one.turn_no), one, waiting.origin)
        for n, coding_ in enumerate(waiting.codings)
        for one in found[f"c{n}"]
    ]
    memos = []
    for n, memo in enumerate(waiting.memos):
        place = next(iter(found.get(f"m{n}", ())), None)
        segment = (
            segments.segment_holding(study.file, turn_id(identity, place.turn_no), place.start, place.start + 1)
            if place
            else None
        )
        memos.append(_memo(memo, mask, "segment" if segment else "source", segment or source.source_id))
    with study.write() as write:
        n_codings = coding.add_decisions(write, decisions)
        for one_memo in memos:
            coding.add_memo(write, one_memo)
        write.record(ENTERED, source.source_id, sha256=source.source_sha256, codings=n_codings, left=len(left))
    study.vault.delete(record)
    return n_codings, len(memos), left


def _followed(
    waiting: Waiting, read: Transcript, new: AnonymisedTranscript
) -> tuple[dict[str, list[Carried]], dict[str, str]]:
    """Each coding ("c" and its rank) and memo on words ("m") with its places in the released transcript; why, if it has none."""
    turns = [turn for turn in read.turns if turn.text]
    lined = Alignment(waiting.text, [turn.text for turn in turns])
    wanted = [(f"c{n}", one.span) for n, one in enumerate(waiting.codings)]
    wanted += [(f"m{n}", one.span) for n, one in enumerate(waiting.memos) if one.span]
    passages, why = [], {}
    for key, span in wanted:
        parts = lined.parts(span.start, span.end)
        why[key] = NOT_SPOKEN if not parts else NOT_CODED
        for part in parts:
            turn = turns[part.turn]
            if turn.role in CODED:
                why[key] = NOT_FOLLOWED
                words = turn.text[part.start : part.end]
                passages.append(Passage(f"{key}:{part.turn}", key, turn.turn_no, part.start, part.end, words))
    carried = carry(passages, AnonymisedTranscript(transcript=read, replacements=()), new).carried
    found: dict[str, list[Carried]] = {key: [] for key, _ in wanted}
    for one in carried:
        found[one.key.split(":")[0]].append(one)
    return found, why


def _decision(study: OpenStudy, given: ProjectCoding, turn: str, place: Carried, origin: str) -> Decision:
    at = given.at or now()
    return Decision(
        decision_id=content_id("imported coding", turn, place.start, place.end, given.code_id, given.coder, given.at),
        action=DecisionAction.CODE,
        anchor=Anchor(turn_id=turn, start=place.start, end=place.end, verbatim=place.verbatim),
        code_id=given.code_id,
        coder=given.coder,
        decided_at=at,
        reason=f"Codage importé ({origin or 'projet'})",
        segment_id=segments.segment_holding(study.file, turn, place.start, place.end),
    )


def _memo(memo: ProjectMemo, mask: _Mask, about_kind: str, about_id: str) -> Memo:
    return Memo(
        memo_id=content_id("imported memo", memo.memo_id),
        about_kind=about_kind,
        about_id=about_id,
        text=mask.masked(memo.text),
        author=memo.author,
        written_at=memo.at or now(),
    )


def _enter_loose(study: OpenStudy, mask: _Mask) -> int:
    memos = without_source(study)
    made = [
        _memo(memo, mask, "code" if memo.about is MemoAbout.CODE else "study", memo.about_id or study.study_id)
        for memo in memos
    ]
    if made:
        with study.write() as write:
            for memo in made:
                coding.add_memo(write, memo)
        study.vault.delete(WITHOUT_SOURCE)
    return len(made)


class _Mask:
    """Notes were written beside original words: what they name is masked, with what the study knows and what detection finds."""

    def __init__(self, study: OpenStudy) -> None:
        self._known = KnownNames(read_entities(study))
        self._recogniser: Any = None
        self._is_loaded = False

    def masked(self, text: str) -> str:
        """The note without the names it held."""
        if not self._is_loaded:
            self._recogniser, self._is_loaded = load_recogniser(), True
        spans = detect_text(text, self._recogniser)["spans"]
        return mask_note(text, self._known, [Found(s["start"], s["end"], MentionKind(s["label"])) for s in spans])
