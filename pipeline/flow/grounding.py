"""
What findings rest on, counted again whenever what they stand on has changed: evidence, people, voices, questions.

The people heard and the questions put to them are gathered once for all findings and kept in memory as long as nothing
in the study moves; each grounding carries the fingerprint of what it was computed on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from models.base import content_id
from models.finding import Finding, Grounding, PairCrossing, QuestionJudged, Stance, Testimony, Witness
from models.rows import EvidenceRow
from models.transcript import SourceKind, SourceState
from pipeline.errors import NothingToDo, UnknownReference
from pipeline.flow import analysing, asking, consenting
from pipeline.flow.study import OpenStudy, Role, now
from pipeline.ground.asked import (
    Questions,
    introduced_by_question,
    prepare_questions,
    sentences_of,
)
from pipeline.ground.bearing import Subject, questions_asked
from pipeline.ground.ground import ground, hear
from pipeline.ground.triangulate import triangulate
from pipeline.store import codebook, countering, findings, people, segments, sources

VERSION = "4"  # of what is computed: another one makes every grounding due


class Heard(NamedTuple):
    """
    Everyone with words in the study, every question put to them, and who replied to each finding in a booklet.

    `centre` is (n_dims,), the mean of the corpus.

    `wording` is the fingerprint of the questions and of what is said: as long as it stands, so do `questions`, and `asked`,
    the questions already found for a subject (what it states, what supports it).
    """

    basis: str
    wording: str
    witnesses: tuple[Witness, ...]
    kinds: frozenset[str]
    put_to: Mapping[str, frozenset[str]]
    replied: Mapping[str, frozenset[str]]
    questions: Questions | None
    centre: Any
    asked: dict[tuple[tuple[str, ...], tuple[str, ...]], dict[str, float]]


class PutQuestion(NamedTuple):
    """A question that bears on a finding's subject, for a person to judge."""

    question_id: str
    question: str
    nearness: float
    n_people: int
    concerns: bool
    judged: bool


_gathered: dict[str, Heard] = {}


def find(study: OpenStudy, finding_id: str) -> Finding:
    """
    One finding at its latest wording.

    Raises:
        UnknownReference: there is none of this id.
    """
    for finding in findings.findings(study.file, finding_id):
        return finding
    raise UnknownReference(
        f"Le constat {finding_id} n'existe pas dans cette étude : rechargez le tableau des constats."
    )


def basis_of(study: OpenStudy) -> str:
    """The fingerprint of all that groundings stand on beside their own evidence and wording."""
    settings = study.settings
    return content_id(
        VERSION,
        *findings.grounded_on(study.file),
        *settings.study.groups,
        settings.consent.unknown,
        analysing.own_encoder(study),
        asking.basis_of(study),
    )


def gather(study: OpenStudy) -> Heard:
    """Everyone heard and every question put, gathered once for as long as nothing moves."""
    basis = basis_of(study)
    known = _gathered.get(study.study_id)
    if known is None or known.basis != basis:
        known = _gather(study, basis, known)
        _gathered[study.study_id] = known
    return known


def _gather(study: OpenStudy, basis: str, before: Heard | None) -> Heard:
    refused = consenting.standing_of(study).refused
    put_to = asking.questions_put(study)
    wording = content_id(analysing.own_encoder(study), *segments.segments_hash(study.file), *sorted(put_to))
    if before is not None and before.wording == wording:
        questions, centre, already = before.questions, before.centre, before.asked
    else:
        (questions, centre), already = _questions(study, sorted(put_to)), {}
    return Heard(
        basis=basis,
        wording=wording,
        witnesses=tuple(
            Witness(
                participant_id=person.participant_id,
                stakeholder_group=person.stakeholder_group,
                territory=person.territory,
                wave=person.wave,
            )
            for person in people.participant_rows(study.file)
            if person.n_words and not person.withdrawn_on and person.participant_id not in refused
        ),
        kinds=frozenset(
            source.kind.value
            for source in sources.all_sources(study.file)
            if source.state is SourceState.RELEASED and source.kind is not SourceKind.RESTITUTION
        ),
        put_to=put_to,
        replied=asking.replied_to(study),
        questions=questions,
        centre=centre,
        asked=already,
    )


def _questions(study: OpenStudy, asked: Sequence[str]) -> tuple[Questions | None, Any]:
    if not asked:
        return None, None
    parts = [(part, question) for question in asked for part in sentences_of(question)]
    if not parts:
        return None, None
    vectors = analysing.vectors_for(study, [part for part, _ in parts])
    texts = [segment.text for segment in segments.current_segments(study.file)]
    try:
        centre = analysing.corpus(study).vectors.mean(axis=0)
    except NothingToDo:
        centre = vectors.mean(axis=0)
    return prepare_questions(parts, vectors, texts), centre


def compute(study: OpenStudy, finding_id: str) -> Grounding:
    """Count again what a finding rests on, and keep it."""
    return compute_all(study, [find(study, finding_id)])[finding_id]


def compute_all(study: OpenStudy, wanted: Sequence[Finding]) -> dict[str, Grounding]:
    """Count again what these findings rest on, and keep it."""
    if not wanted:
        return {}
    heard = gather(study)
    only = wanted[0].finding_id if len(wanted) == 1 else None
    rows: dict[str, list[EvidenceRow]] = defaultdict(list)
    for row in consenting.counted(study, findings.evidence_rows(study.file, only)):
        rows[row.evidence.finding_id].append(row)
    asked = _asked(study, wanted, heard, rows)
    hearings = {scope: hear(heard.witnesses, scope) for scope in {one.scope for one in wanted}}
    computed = {
        one.finding_id: ground(
            [testimony_of(row) for row in rows[one.finding_id]],
            hearings[one.scope],
            scope=one.scope,
            groups=study.settings.study.groups,
            asked=_people_asked(asked[one.finding_id], heard) | heard.replied.get(one.finding_id, frozenset()),
            kinds_heard=heard.kinds,
            basis=heard.basis,
        )
        for one in wanted
    }
    with study.write() as write:
        findings.add_groundings(write, computed)
    return computed


def testimony_of(row: EvidenceRow) -> Testimony:
    """
    A piece of evidence as what `ground` counts.

    A reply to a booklet answers words that the team wrote: it is never unprompted, nor one more kind of source.
    """
    answers_us = row.source_kind == SourceKind.RESTITUTION
    return Testimony(
        evidence_id=row.evidence.evidence_id,
        stance=row.evidence.stance,
        participant_id=row.participant_id,
        stakeholder_group=row.stakeholder_group,
        introduced_by_interviewer=answers_us or introduced_by_question(row.question, row.evidence.anchor.verbatim),
        territory=row.territory,
        source_kind=None if answers_us else row.source_kind,
        standing=row.standing,
    )


def _people_asked(questions: Mapping[str, float], heard: Heard) -> set[str]:
    return {person for question in questions for person in heard.put_to.get(question, ())}


def _asked(
    study: OpenStudy, wanted: Sequence[Finding], heard: Heard, rows: Mapping[str, Sequence[EvidenceRow]]
) -> dict[str, dict[str, float]]:
    """The questions that put each finding's subject: near it, save those a person set aside, and those a person added."""
    if heard.questions is None:
        return {one.finding_id: {} for one in wanted}
    names = {code.code_id: code.name for code in codebook.codes(study.file)}
    subjects = [[one.statement, *(names[c] for c in one.code_ids if c in names)] for one in wanted]
    supporting = [[r.evidence.anchor.verbatim for r in rows.get(one.finding_id, ()) if _supports(r)] for one in wanted]
    keys = [(tuple(subject), tuple(said)) for subject, said in zip(subjects, supporting, strict=True)]
    _find_asked(study, heard, heard.questions, [key for key in dict.fromkeys(keys) if key not in heard.asked])
    judged = countering.questions_judged(study.file)
    by_id = {question_id(question): question for question in heard.put_to} if judged else {}
    found = {}
    for one, key in zip(wanted, keys, strict=True):
        near = dict(heard.asked[key])
        for identity, concerns in judged.get(one.finding_id, {}).items():
            question = by_id.get(identity)
            if question is not None and concerns:
                near.setdefault(question, 0.0)
            elif question is not None:
                near.pop(question, None)
        found[one.finding_id] = near
    return found


def _find_asked(
    study: OpenStudy, heard: Heard, questions: Questions, keys: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    """Find the questions of these subjects at once, and remember them."""
    if not keys:
        return
    texts = list(dict.fromkeys(text for key in keys for part in key for text in part))
    row_of = {text: row for row, text in enumerate(texts)}
    subjects = [Subject(*(tuple(row_of[text] for text in part) for part in key)) for key in keys]
    vectors = analysing.vectors_for(study, texts)
    heard.asked.update(
        zip(keys, questions_asked(questions, subjects, texts, vectors, centre=heard.centre), strict=True)
    )


def _supports(row: EvidenceRow) -> bool:
    return row.evidence.stance is Stance.SUPPORTS


def question_id(question: str) -> str:
    """A question's id: the same words asked to several people are one question."""
    return content_id("question", question)


def questions_of(study: OpenStudy, finding_id: str) -> tuple[PutQuestion, ...]:
    """The questions kept as bearing on a finding's subject, nearest first, then those a person set aside."""
    heard, finding = gather(study), find(study, finding_id)
    judged = countering.questions_judged(study.file).get(finding_id, {})
    rows = consenting.counted(study, findings.evidence_rows(study.file, finding_id))
    kept = _asked(study, [finding], heard, {finding_id: rows})[finding_id]
    aside = [q for q in heard.put_to if q not in kept and judged.get(question_id(q)) is False]
    shown = [(q, near, True) for q, near in kept.items()] + [(q, 0.0, False) for q in sorted(aside)]
    return tuple(
        PutQuestion(question_id(q), q, near, len(heard.put_to.get(q, ())), concerns, question_id(q) in judged)
        for q, near, concerns in shown
    )


def questions_like(study: OpenStudy, words: str, *, limit: int = 8) -> tuple[PutQuestion, ...]:
    """Questions that hold these words, for a person to add to a finding's subject."""
    heard = gather(study)
    sought = words.casefold().split()
    found = sorted(q for q in heard.put_to if sought and all(word in q.casefold() for word in sought))
    return tuple(PutQuestion(question_id(q), q, 0.0, len(heard.put_to[q]), False, False) for q in found[:limit])


def judge_question(study: OpenStudy, finding_id: str, identity: str, *, concerns: bool) -> Grounding:
    """
    Say whether a question put a finding's subject; it goes before what is computed, and can be said again otherwise.

    Raises:
        UnknownReference: no such finding, or no such question in the study.
    """
    study.require(Role.RESEARCHER)
    find(study, finding_id)
    if identity not in {question_id(question) for question in gather(study).put_to}:
        raise UnknownReference("Cette question n'est plus dans l'étude : rechargez la page.")
    with study.write() as write:
        countering.judge_question(
            write,
            QuestionJudged(
                finding_id=finding_id,
                question_id=identity,
                concerns=concerns,
                judged_by=study.actor,
                judged_at=now(),
            ),
        )
    return compute(study, finding_id)


def groundings(study: OpenStudy) -> dict[str, Grounding]:
    """What every finding rests on today; those that stand on something else than what is there now are counted again."""
    kept, basis = findings.groundings(study.file), basis_of(study)
    due = [
        one
        for one in findings.findings(study.file)
        if one.finding_id not in kept or kept[one.finding_id].basis != basis
    ]
    return {**kept, **compute_all(study, due)}


def grounding_of(study: OpenStudy, finding_id: str) -> Grounding:
    """What one finding rests on today."""
    kept = findings.grounding(study.file, finding_id)
    return kept if kept is not None and kept.basis == basis_of(study) else compute(study, finding_id)


def crossings(study: OpenStudy, finding_id: str) -> tuple[PairCrossing, ...]:
    """Every pair of groups laid side by side on a finding."""
    return triangulate(grounding_of(study, finding_id).groups)
