"""
All that was found in the texts, as the review screen shows it: once per person, place or detail, with every place of it.

Reading it opens a record per source, so it is gathered once (`gather`) and looked at anew after each decision
(`reviewed_entities`), which reads nothing but the decisions. Words in their sentence are read for the entity on screen only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.anonymisation import Entity, Mention, MentionAction, MentionKind
from models.base import Noun, content_id
from models.review import ReviewAction, ReviewDecision
from models.transcript import SourceState
from pipeline.flow.gate import Review, decisions, folded, read_identities, standing
from pipeline.flow.ingesting import original
from pipeline.flow.linking import (
    DETAILS,
    final_key,
    linked_mentions,
    linked_version,
    read_known,
    resolved,
    reviewed_entities_of,
)
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import sources

CONTEXT_CHARACTERS = 90
REASON = "quasi:"  # what a detail's detector is called before its reason

# Riskiest first: what names or finds someone by itself, then what does with something else.
RISK = (
    MentionKind.PERSON, MentionKind.ADDRESS, MentionKind.PHONE, MentionKind.EMAIL, MentionKind.ID_NUMBER, MentionKind.URL,
    MentionKind.PLACE, MentionKind.ORGANISATION, MentionKind.DATE, MentionKind.QUASI, MentionKind.AGE,
)  # fmt: skip


class Spot(NamedTuple):
    """One place of a text where something was found. Original words: it does not leave the vault's side."""

    source_id: str
    source_name: str
    mention: Mention


class Gathered(NamedTuple):
    """Every spot of the sources looked at, and the entities as linked; good until texts are linked again."""

    version: str
    spots: tuple[Spot, ...]
    entities: tuple[Entity, ...]
    same: tuple[tuple[str, str], ...]


class Context(Noun):
    """A mention in its sentence, in original words: for the custodian's eyes only."""

    source_id: str
    source_name: str
    turn_no: int
    start: int
    before: str
    form: str
    after: str


class ReviewedEntity(Noun):
    """
    Someone, something or a detail of the study, as the review screen shows it.

    `forms`: original spellings, the most frequent first. `doubtful`: one of its mentions would stay as it is and nobody
    has said so. `verdict`: what a person decided last of it, and `decision_id` by which decision. `proposed`: what could
    stand instead of a detail, and `reason` why it was noticed. `chosen`: the generalisation in force.
    """

    key: str
    kind: MentionKind
    forms: tuple[str, ...]
    pseudonym: str
    n_mentions: int
    n_sources: int
    doubtful: bool
    score: float
    verdict: ReviewAction | None = None
    decision_id: str | None = None
    proposed: str | None = None
    reason: str | None = None
    chosen: str | None = None

    @property
    def is_detail(self) -> bool:
        """Whether it is a detail that crosses with others, rather than a direct identifier."""
        return self.kind in DETAILS


class ReviewProgress(NamedTuple):
    """How far a review is: entities and details decided, of how many; doubts that nobody has settled; count per kind."""

    decided: int
    total: int
    doubts: int
    kinds: Mapping[MentionKind, int]


def gather(study: OpenStudy, *, states: Sequence[SourceState] = (SourceState.HELD, SourceState.RELEASED)) -> Gathered:
    """Every spot of the sources in these states. Needs the vault; one record per source is read."""
    study.require(Role.CUSTODIAN)
    spots = [
        Spot(source.source_id, source.source_name, mention)
        for source in sources.all_sources(study.file)
        if source.state in states
        for mention in linked_mentions(study, source.source_id)
    ]
    known = read_known(study)
    return Gathered(linked_version(study), tuple(spots), known.entities, known.same)


def reviewed_entities(
    study: OpenStudy, *, source_id: str | None = None, gathered: Gathered | None = None
) -> tuple[ReviewedEntity, ...]:
    """
    Everything found at the gate, or in one source, the riskiest first: doubts nobody settled, then by kind.

    Args:
        source_id: this source only, released or not.
        gathered: what was gathered before, when it is still good.
    """
    study.require(Role.CUSTODIAN)
    if gathered is None:
        gathered = gather(study) if source_id else gather(study, states=(SourceState.HELD,))
    taken = decisions(study)
    review, last = folded(taken), _last_decisions(standing(taken))
    into = resolved(gathered.same, review)
    entities = {e.key: e for e in reviewed_entities_of(gathered.entities, review, read_identities(study), into)}
    found: dict[str, list[Spot]] = {}
    for spot in gathered.spots:
        if source_id in (None, spot.source_id):
            found.setdefault(key_of(spot, review, into), []).append(spot)
    rows = [_reviewed(key, of, entities.get(key), review, last) for key, of in found.items()]
    return tuple(sorted(rows, key=_risk))


def key_of(spot: Spot, review: Review, into: Mapping[str, str]) -> str:
    """Key under which a spot is reviewed: its entity's; a detail's, or a form that was left, from its words."""
    if spot.mention.entity:
        return final_key(spot.mention, spot.source_id, review, into)
    return f"{spot.mention.kind.value}-{content_id(spot.mention.form.casefold())[:10]}"


def spots_of(study: OpenStudy, key: str, *, gathered: Gathered) -> tuple[Spot, ...]:
    """Every place of one entity or detail, in reading order of the sources."""
    review = folded(decisions(study))
    into = resolved(gathered.same, review)
    return tuple(spot for spot in gathered.spots if key_of(spot, review, into) == key)


def spots_by_key(study: OpenStudy, keys: Sequence[str], gathered: Gathered) -> dict[str, tuple[Spot, ...]]:
    """The places of several entities or details at once, by key."""
    review = folded(decisions(study))
    into = resolved(gathered.same, review)
    found: dict[str, list[Spot]] = {key: [] for key in keys}
    for spot in gathered.spots:
        key = key_of(spot, review, into)
        if key in found:
            found[key].append(spot)
    return {key: tuple(spots) for key, spots in found.items()}


def doubts_by_source(study: OpenStudy, everything: Sequence[ReviewedEntity], *, gathered: Gathered) -> dict[str, int]:
    """Source id -> how many of its mentions are of what is still doubtful; sources without any are left out."""
    doubtful = {one.key for one in everything if one.doubtful}
    review = folded(decisions(study))
    into = resolved(gathered.same, review)
    flagged = (spot for spot in gathered.spots if spot.mention.action is MentionAction.FLAG)
    return dict(Counter(spot.source_id for spot in flagged if key_of(spot, review, into) in doubtful))


def contexts(study: OpenStudy, spots: Sequence[Spot]) -> tuple[Context, ...]:
    """These spots in their sentence. Reads the original of each source once: ask for a page of them."""
    study.require(Role.CUSTODIAN)
    texts: dict[str, dict[int, str]] = {}
    for spot in spots:
        if spot.source_id not in texts:
            turns = original(study, spot.source_id).transcript.turns
            texts[spot.source_id] = {turn.turn_no: turn.text for turn in turns}
    return tuple(_context(spot, texts[spot.source_id].get(spot.mention.turn_no, "")) for spot in spots)


def _context(spot: Spot, text: str) -> Context:
    mention = spot.mention
    return Context(
        source_id=spot.source_id,
        source_name=spot.source_name,
        turn_no=mention.turn_no,
        start=mention.start,
        before=_from_word(text[max(0, mention.start - CONTEXT_CHARACTERS) : mention.start], mention.start),
        form=text[mention.start : mention.end],
        after=text[mention.end : mention.end + CONTEXT_CHARACTERS].rsplit(" ", 1)[0],
    )


def _from_word(before: str, start: int) -> str:
    return before if start <= CONTEXT_CHARACTERS or " " not in before else before.split(" ", 1)[1]


def progress_of(found: Sequence[ReviewedEntity]) -> ReviewProgress:
    """How far the review of these is."""
    return ReviewProgress(
        decided=sum(one.verdict is not None for one in found),
        total=len(found),
        doubts=sum(one.doubtful for one in found),
        kinds=Counter(one.kind for one in found),
    )


def _last_decisions(taken: Sequence[ReviewDecision]) -> dict[str, tuple[int, ReviewDecision]]:
    """The latest decision about each key and each folded form, with its place."""
    last: dict[str, tuple[int, ReviewDecision]] = {}
    for place, one in enumerate(taken):
        about = [
            *([one.key] if one.key else []),
            *([one.value] if one.action is ReviewAction.SPLIT and one.value else []),
        ]
        for name in (*about, *(form.casefold() for form in one.forms)):
            last[name] = (place, one)
    return last


def _reviewed(
    key: str,
    spots: Sequence[Spot],
    entity: Entity | None,
    review: Review,
    last: Mapping[str, tuple[int, ReviewDecision]],
) -> ReviewedEntity:
    mentions = [spot.mention for spot in spots]
    forms = tuple(form for form, _ in Counter(m.form for m in mentions).most_common())
    verdict = _verdict(key, forms, last)
    masked = {form.casefold() for form, _ in review.masked}
    doubts = [m for m in mentions if m.action is MentionAction.FLAG and m.form.casefold() not in masked]
    chosen = dict(review.generalised).get(forms[0].casefold())
    settled = verdict is not None and verdict.action in (ReviewAction.KEEP, ReviewAction.GENERALISE)
    return ReviewedEntity(
        key=key,
        kind=mentions[0].kind,
        forms=forms,
        pseudonym=entity.pseudonym if entity else "",
        n_mentions=len(spots),
        n_sources=len({spot.source_id for spot in spots}),
        doubtful=bool(doubts) and not settled,
        score=min(m.score for m in mentions),
        verdict=verdict.action if verdict else None,
        decision_id=verdict.decision_id if verdict else None,
        proposed=next((m.generalisation for m in mentions if m.generalisation), None),
        reason=next((d.removeprefix(REASON) for m in mentions for d in m.detectors if d.startswith(REASON)), None),
        chosen=chosen,
    )


def _verdict(key: str, forms: Sequence[str], last: Mapping[str, tuple[int, ReviewDecision]]) -> ReviewDecision | None:
    """The latest decision about a key, or about all of its forms."""
    by_form = [last.get(form.casefold()) for form in forms]
    found = [one for one in (last.get(key), *(by_form if all(by_form) else ())) if one is not None]
    return max(found, key=lambda one: one[0])[1] if found else None


def _risk(one: ReviewedEntity) -> tuple[bool, bool, int, float, int, str]:
    return (one.is_detail, not one.doubtful, RISK.index(one.kind), one.score, -one.n_mentions, one.key)
