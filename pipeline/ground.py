"""
What a finding rests on: people counted before segments, each group placed, the silent ones named.

A steering committee asks "how many people said that?" and "whom did you not see?". The answer is computed from the
evidence and from everyone who could have spoken, never typed; each grade says its rule in plain French.
It refuses to call agreement the silence of people who were never asked, or words the interviewer had said first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from models.finding import Grounding, GroupPosition, Position, Scope, Stance, Testimony, Witness
from models.participant import DEFAULT_GROUPS
from models.transcript import Segment
from pipeline.french.contrast import DENIAL, OPPOSITION, REFUSAL
from pipeline.french.stopwords import ELISION, STOP_WORDS

UNKNOWN_GROUP = "non renseigné"
MIN_PEOPLE = 3
MIN_GROUPS = 2
MAX_SHARE = 0.5  # of the supporting evidence, for one person
CONFIDENCE = 0.95
MAX_PER_PERSON = 2  # counter-voices of one person, so that nobody fills the list
PROXIMITY_WEIGHT = 0.7  # the rest goes to the turns of phrase that deny or oppose

SHARED_WORDS = 0.5  # of a verbatim's telling words
STEM_LETTERS = 6
SAME_QUESTION = 0.6  # cosine from which two questions of a guide put the same subject
SAME_SUBJECT = 0.3  # cosine from which a question is about what a finding states

WHOLE_STUDY = Scope()

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

Vectors = NDArray[np.float32]


def ground(
    testimonies: Sequence[Testimony],
    witnesses: Sequence[Witness],
    *,
    scope: Scope = WHOLE_STUDY,
    groups: Sequence[str] = (),
) -> Grounding:
    """
    Count who supports, nuances and contradicts a finding, and place each group.

    Args:
        testimonies: the finding's evidence. One without `participant_id` counts as a verbatim, never as a person.
        witnesses: everyone with words in the study; `asked` says whether the subject was put to them.
        scope: only people inside it are counted, and only their groups listed.
        groups: those the study means to hear, listed even when nobody of theirs was met.

    Returns:
        `n_participants`, `n_segments`, `n_groups` and the concentration are those of the *supporting* evidence. A group
        is convergent when its people support (with nuances or not), divergent when they only contradict, divided when
        they do both or only nuance; a silent group was asked as soon as one of its people was.
        Effective speakers: inverse Simpson index, Hill (1973), order 2.
        `upper_bound` is taken over those who were asked or testified: exact binomial bound with no event,
        1 - 0.05 ** (1 / n) (Hanley & Lippman-Hand 1983).
    """
    inside = {w.participant_id: w for w in witnesses if _within(w, scope)}
    outside = {w.participant_id for w in witnesses} - inside.keys()
    heard = [t for t in testimonies if t.participant_id not in outside and _may_count(t, inside, scope)]
    supporting = [t for t in heard if t.stance is Stance.SUPPORTS]
    contradicting = [t for t in heard if t.stance is Stance.CONTRADICTS]
    shares = _shares(supporting)
    meant = [group for group in groups if not scope.groups or group in scope.groups]
    positions = _positions(heard, tuple(inside.values()), meant)
    led = bool(supporting) and all(t.introduced_by_interviewer for t in supporting)
    grade, reason = _grade(supporting, len(_people(contradicting)), led)
    return Grounding(
        n_participants=len(shares),
        n_segments=len(supporting),
        n_groups=len({_group(t) for t in supporting}),
        effective_speakers=round(1 / sum(s * s for s in shares.values()), 6) if shares else 0.0,
        max_participant_share=round(max(shares.values(), default=0.0), 6),
        introduced_only_by_interviewer=led,
        upper_bound=None if contradicting else _upper_bound(heard, tuple(inside.values())),
        grade=grade,
        grade_reason=reason,
        groups=positions,
    )


def _within(witness: Witness, scope: Scope) -> bool:
    return (
        (not scope.territories or witness.territory in scope.territories)
        and (not scope.waves or witness.wave in scope.waves)
        and (not scope.groups or witness.stakeholder_group in scope.groups)
    )


def _may_count(testimony: Testimony, inside: Collection[str], scope: Scope) -> bool:
    """A speaker whom `witnesses` does not know has no territory and no wave: a scope that names one leaves them out."""
    if testimony.participant_id in inside:
        return True
    in_group = not scope.groups or testimony.stakeholder_group in scope.groups
    return in_group and not scope.territories and not scope.waves


def _people(testimonies: Sequence[Testimony]) -> set[str]:
    return {t.participant_id for t in testimonies if t.participant_id is not None}


def _group(testimony: Testimony) -> str:
    return testimony.stakeholder_group or UNKNOWN_GROUP


def _shares(supporting: Sequence[Testimony]) -> dict[str, float]:
    counts = Counter(t.participant_id for t in supporting if t.participant_id is not None)
    return {person: n / counts.total() for person, n in counts.items()}


def _upper_bound(heard: Sequence[Testimony], witnesses: Sequence[Witness]) -> float | None:
    n = len({w.participant_id for w in witnesses if w.asked} | _people(heard))
    return round(1 - (1 - CONFIDENCE) ** (1 / n), 6) if n else None


def _positions(
    heard: Sequence[Testimony], witnesses: Sequence[Witness], meant: Sequence[str]
) -> tuple[GroupPosition, ...]:
    met = {w.stakeholder_group for w in witnesses if w.stakeholder_group is not None}
    names = met | set(meant) | {_group(t) for t in heard}
    return tuple(_position(name, heard, witnesses) for name in sorted(names, key=_settled_order))


def _settled_order(name: str) -> tuple[int, str]:
    if name == UNKNOWN_GROUP:
        return len(DEFAULT_GROUPS) + 1, name
    return (DEFAULT_GROUPS.index(name) if name in DEFAULT_GROUPS else len(DEFAULT_GROUPS)), name


def _position(name: str, heard: Sequence[Testimony], witnesses: Sequence[Witness]) -> GroupPosition:
    members = [w for w in witnesses if (w.stakeholder_group or UNKNOWN_GROUP) == name]
    said = [t for t in heard if _group(t) == name]
    by_stance = {stance: [t for t in said if t.stance is stance] for stance in Stance}
    return GroupPosition(
        group=name,
        position=_stand({stance for stance, found in by_stance.items() if found}, members),
        n_heard=len({w.participant_id for w in members} | _people(said)),
        n_supporting=len(_people(by_stance[Stance.SUPPORTS])),
        n_nuancing=len(_people(by_stance[Stance.NUANCES])),
        n_contradicting=len(_people(by_stance[Stance.CONTRADICTS])),
    )


def _stand(stances: set[Stance], members: Sequence[Witness]) -> Position:
    if not stances:
        asked = any(w.asked for w in members)
        return Position.SILENT_ASKED if asked else Position.SILENT_NEVER_ASKED
    if stances == {Stance.CONTRADICTS}:
        return Position.DIVERGENT
    if Stance.SUPPORTS in stances and Stance.CONTRADICTS not in stances:
        return Position.CONVERGENT
    return Position.DIVIDED


def _grade(supporting: Sequence[Testimony], n_against: int, led: bool) -> tuple[str, str]:
    """From A to D; each is one sentence that a person can contest."""
    people, groups = _people(supporting), {_group(t) for t in supporting}
    against = f" {_count(n_against)} le contredi{'t' if n_against == 1 else 'sent'}." if n_against else ""
    if not people:
        return "D", f"Hypothèse : aucune personne identifiée ne le soutient.{against}"
    if len(people) == 1:
        return "D", f"Hypothèse : repose sur une seule personne.{against}"
    if led:
        return "D", f"Hypothèse : l'enquêteur l'a dit le premier, à chaque fois.{against}"
    who = f"{_count(len(people))} de {len(groups)} groupe{'s' if len(groups) > 1 else ''}"
    if not _holds(supporting):
        return "C", f"Fragile : {who} ; {_weakness(supporting)}.{against}"
    if n_against >= len(people):
        return "C", f"Contesté : {who} le soutiennent, mais autant ou plus le contredisent.{against}"
    if not all(_holds([t for t in supporting if t.participant_id != person]) for person in people):
        return "B", f"Étayé, mais tient à une voix : {who} ; sans l'une d'elles, le compte n'y est plus.{against}"
    return "A", (
        f"Étayé : {who}, dont aucune ne porte plus de la moitié des verbatims ; "
        f"il en reste ainsi quelle que soit la personne que l'on retire.{against}"
    )


def _count(n: int) -> str:
    return f"{n} personne{'s' if n > 1 else ''}"


def _holds(supporting: Sequence[Testimony]) -> bool:
    """The rule of grade A, before anyone is taken away."""
    shares = _shares(supporting)
    groups = {_group(t) for t in supporting if t.participant_id is not None}
    return len(shares) >= MIN_PEOPLE and len(groups) >= MIN_GROUPS and max(shares.values()) <= MAX_SHARE


def _weakness(supporting: Sequence[Testimony]) -> str:
    shares = _shares(supporting)
    if len(shares) < MIN_PEOPLE:
        return f"il en faut au moins {MIN_PEOPLE}"
    if max(shares.values()) > MAX_SHARE:
        return "une seule personne porte plus de la moitié des verbatims"
    return f"il faut des personnes d'au moins {MIN_GROUPS} groupes"


def introduced_by_question(question: str | None, verbatim: str) -> bool:
    """
    Tell whether the interviewer had said it first: half or more of the verbatim's telling words stand in the question.

    Words are compared by their first letters, so that "refuser" and "refusé" are one; a verbatim of which nothing telling
    is left ("oui, voilà") under a question was led by it.
    """
    if not question:
        return False
    asked, said = _stems(question), _stems(verbatim)
    return len(said & asked) >= SHARED_WORDS * len(said) if said else True


def _stems(text: str) -> set[str]:
    words = (ELISION.sub("", word) for word in _WORD.findall(text.lower()))
    return {word[:STEM_LETTERS] for word in words if len(word) > 2 and word not in STOP_WORDS}


def questions_asked(questions: Sequence[str], vectors: Vectors, subject: Vectors, statement: Vectors) -> frozenset[str]:
    """
    Questions that put a finding's subject to somebody: near one that came before its evidence, or near what it states.

    The thresholds were set on the invented corpus, where it is known who was asked what; no other material says it.

    Args:
        questions: every question of the study, in the order of `vectors`.
        vectors: (n_questions, n_dims) float32, rows of length 1.
        subject: (n_subject, n_dims) float32, rows of length 1: the questions before the evidence; may have no row.
        statement: (n_dims,) float32 of length 1: the finding's words.
    """
    near_one = (vectors @ subject.T).max(axis=1, initial=-1.0) >= SAME_QUESTION
    asked = near_one | (vectors @ statement >= SAME_SUBJECT)
    return frozenset(question for question, put in zip(questions, asked, strict=True) if put)


def find_counter_voices(
    finding_vector: Vectors,
    evidence_vectors: Vectors,
    segments: Sequence[Segment],
    vectors: Vectors,
    *,
    spoken_by: Collection[str],
    limit: int = 10,
) -> tuple[tuple[str, float], ...]:
    """
    Passages by other people, close to the finding's subject, which may contradict it: to be read, never counted.

    No encoder tells agreement from contradiction, so nearness finds the subject and French turns of phrase that deny or
    oppose order what is near it.

    Args:
        finding_vector: (n_dims,) float32 of length 1, the statement.
        evidence_vectors: (n_evidence, n_dims) float32, rows of length 1; may have no row.
        segments: the study's segments, in the order of `vectors`.
        vectors: (n_segments, n_dims) float32, rows of length 1.
        spoken_by: ids of the people who already support the finding; their words are left out.

    Returns:
        (segment_id, score in [0, 1]), best first, at most two of one person.
    """
    others = [n for n, s in enumerate(segments) if s.participant_id not in spoken_by]
    if not others:
        return ()
    nearness = _nearness(finding_vector, evidence_vectors, vectors)
    nearest = sorted(others, key=lambda n: -nearness[n])[: max(200, 10 * limit)]
    scored = [(s.segment_id, _counter_score(float(nearness[n]), s.text), s.participant_id)
              for n, s in ((n, segments[n]) for n in nearest) if nearness[n] > 0]  # fmt: skip
    scored.sort(key=lambda found: (-found[1], found[0]))
    return _few_of_each(scored)[:limit]


def _nearness(finding: Vectors, evidence: Vectors, vectors: Vectors) -> Vectors:
    """Cosine once the corpus' mean is taken away: what all the segments share says nothing of a subject."""
    mean = vectors.mean(axis=0)
    subjects = _unit(np.vstack([finding[None, :], evidence.reshape(-1, vectors.shape[1])]) - mean)
    aim = subjects[0] if len(subjects) == 1 else _unit((subjects[0] + subjects[1:].mean(axis=0))[None, :])[0]
    nearness: Vectors = _unit(vectors - mean) @ aim
    return nearness


def _unit(rows: Vectors) -> Vectors:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = (rows / np.maximum(length, 1e-9)).astype(np.float32)
    return unit


def _counter_score(nearness: float, text: str) -> float:
    """Nearness first; denial, opposition and refusal add what is left, each kind once."""
    kinds = [bool(pattern.search(text)) for pattern in (DENIAL, OPPOSITION, REFUSAL)]
    contrast = min(1.0, 0.5 * kinds[0] + 0.3 * kinds[1] + 0.5 * kinds[2])
    weighed = nearness * (PROXIMITY_WEIGHT + (1 - PROXIMITY_WEIGHT) * contrast)
    return round(float(min(1.0, max(0.0, weighed))), 4)


def _few_of_each(scored: Sequence[tuple[str, float, str | None]]) -> tuple[tuple[str, float], ...]:
    taken: Counter[str | None] = Counter()
    kept = []
    for segment_id, score, person in scored:
        taken[person] += 1
        if taken[person] <= MAX_PER_PERSON:
            kept.append((segment_id, score))
    return tuple(kept)
