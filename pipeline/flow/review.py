"""
The gate: what a custodian decides before an anonymised transcript enters the study.

A decision holds for the whole study and is kept in the vault, the journal saying only when, by whom and of how many forms.
It is written at once and applied when texts are next looked at or released: deciding stays quick however large the study.
Taken after a release, it makes the released transcripts due (`reviewed_after_release`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.anonymisation import Entity, MentionAction, MentionKind
from models.base import Noun
from models.provenance import Step
from models.review import ReviewAction, ReviewDecision
from models.rows import SourceRow
from models.transcript import SourceState
from pipeline.anonymise.forms import same_form, words_in
from pipeline.errors import UnknownReference
from pipeline.flow.anonymising import held, read_entities, replace_all, versions
from pipeline.flow.found import Gathered, Spot, gather, reviewed_entities, spots_of
from pipeline.flow.gate import changed_since, decide, decide_each, decisions, folded, read_review, standing, undo
from pipeline.flow.linking import SPREAD_SCORE, add_entity, read_index, read_known, resolved, sources_with
from pipeline.flow.marking import keep_marks
from pipeline.flow.originals import seal_released
from pipeline.flow.study import OpenStudy, Progress, Role, silent
from pipeline.store import runs, sources

__all__ = ["reviewed_entities"]


class HeldSource(Noun):
    """A source at the gate, with what is left to look at."""

    source: SourceRow
    n_mentions: int
    n_doubts: int


def held_sources(study: OpenStudy, *, progress: Progress = silent) -> tuple[HeldSource, ...]:
    """Sources that wait at the gate, as decided so far, those with most doubts first. Needs the vault."""
    refresh(study, progress=progress)
    waiting = []
    for source in at_the_gate(study):
        kept = held(study, source.source_id)
        n_mentions = len(kept.replacements) + len(kept.doubts)
        waiting.append(HeldSource(source=source, n_mentions=n_mentions, n_doubts=len(kept.doubts)))
    return tuple(sorted(waiting, key=lambda h: (-h.n_doubts, h.source.source_name)))


def at_the_gate(study: OpenStudy) -> tuple[SourceRow, ...]:
    """Sources that wait at the gate, by name. Needs the vault."""
    study.require(Role.CUSTODIAN)
    waiting = (s for s in sources.all_sources(study.file) if s.state is SourceState.HELD)
    return tuple(sorted((s for s in waiting if study.vault.has(f"held/{s.source_id}")), key=lambda s: s.source_name))


def refresh(study: OpenStudy, source_ids: Iterable[str] | None = None, *, progress: Progress = silent) -> int:
    """Replace anew the transcripts at the gate that a decision may have changed; these sources', or all. Returns how many."""
    waiting = {source.source_id: source for source in at_the_gate(study)}
    wanted = waiting if source_ids is None else [source_id for source_id in source_ids if source_id in waiting]
    due = [waiting[source_id] for source_id in changed_since(study, wanted)]
    if due:
        replace_all(study, due, progress=progress)
    return len(due)


def reviewed_after_release(study: OpenStudy) -> tuple[str, ...]:
    """Ids of released sources whose transcript a decision taken since may change. Needs the vault."""
    study.require(Role.CUSTODIAN)
    released = [s.source_id for s in sources.all_sources(study.file) if s.state is SourceState.RELEASED]
    return changed_since(study, released)


def keep_forms(
    study: OpenStudy, forms: Sequence[str], *, key: str | None = None, gathered: Gathered | None = None
) -> None:
    """
    These are no identifiers: leave them in the text, everywhere.

    Of the sources that were `gathered`, only those where one of them was found can change: the words of the others are not read.
    """
    decide(study, ReviewAction.KEEP, forms=tuple(forms), key=key, sources=_concerned(study, forms, gathered))


def mask_forms(study: OpenStudy, forms: Sequence[str], kind: MentionKind) -> None:
    """
    These are identifiers: mask them, everywhere, whether or not a detector found them.

    Raises:
        UnknownReference: one of them holds neither letter nor figure.
    """
    written = tuple(" ".join(form.split()) for form in forms)
    if not all(words_in(form) for form in written):
        raise UnknownReference("Il n'y a là ni lettre ni chiffre à masquer : choisissez des mots du texte.")
    _mask(study, written, kind)


def mask_entity(study: OpenStudy, key: str, *, gathered: Gathered | None = None) -> None:
    """
    This is an identifier: mask it under its pseudonym wherever it stands; a detail, by a neutral mark.

    What was certain already is only confirmed: it is looked for everywhere without being asked for.

    Raises:
        UnknownReference: nothing of this key.
    """
    spots = _spots(study, key, gathered)
    uncertain = (s.mention for s in spots if s.mention.action is MentionAction.FLAG or s.mention.score < SPREAD_SCORE)
    _mask(study, tuple(dict.fromkeys(m.form for m in uncertain)), spots[0].mention.kind, key=key)


def change_kind(study: OpenStudy, key: str, kind: MentionKind, *, gathered: Gathered | None = None) -> None:
    """
    This is an identifier, of another kind than it was taken for ("Vaubrenne" is a place): masked as such everywhere.

    Raises:
        UnknownReference: nothing of this key.
    """
    forms = tuple(dict.fromkeys(s.mention.form for s in _spots(study, key, gathered)))
    _mask(study, forms, kind, key=key)


def confirm_certain(study: OpenStudy, *, gathered: Gathered | None = None) -> int:
    """Say of everything that would be masked anyway, and that nobody decided, that it is rightly so. Returns how many."""
    left = [
        one
        for one in reviewed_entities(study, gathered=gathered)
        if one.verdict is None and not one.doubtful and not one.is_detail
    ]
    return len(decide_each(study, ReviewAction.MASK, [{"key": one.key, "kind": one.kind} for one in left]))


def generalise(study: OpenStudy, key: str, value: str, *, gathered: Gathered | None = None) -> None:
    """
    Put a vaguer wording in the place of a detail, wherever it is said in the same words.

    Raises:
        UnknownReference: nothing of this key, or no wording.
    """
    if not value.strip():
        raise UnknownReference("Écrivez ce qui doit se lire à la place du détail, ou masquez-le.")
    spots = _spots(study, key, gathered)
    forms = tuple(dict.fromkeys(s.mention.form for s in spots))
    decide(
        study, ReviewAction.GENERALISE, key=key, forms=forms, kind=spots[0].mention.kind, value=" ".join(value.split()),
        sources={s.source_id for s in spots},
    )  # fmt: skip


def rename_entity(study: OpenStudy, key: str, pseudonym: str) -> None:
    """
    Give an entity another pseudonym.

    Raises:
        UnknownReference: the pseudonym is taken by somebody else, or is one of the study's real names.
    """
    entities, wanted = read_entities(study), " ".join(pseudonym.split())
    words = {word for word in words_in(wanted) if len(word) > 2}
    chosen = dict(read_review(study).renamed)
    for entity in entities:
        now = chosen.get(entity.key, entity.pseudonym)
        taken = entity.key != key and same_form(now) == same_form(wanted)
        person = entity.kind is MentionKind.PERSON
        real = any(same_form(f) == same_form(wanted) or (person and words & words_in(f)) for f in entity.forms)
        if taken or real or not wanted:
            raise UnknownReference(
                "Ce pseudonyme est déjà pris, ou c'est un nom réel de l'étude : choisissez-en un autre."
            )
    decide(study, ReviewAction.RENAME, key=key, value=wanted, sources=_mentioning(study, [key]))


def merge_entities(study: OpenStudy, key: str, into: str) -> None:
    """
    Two entities are the same one: `key` takes the pseudonym of `into`.

    Raises:
        UnknownReference: they are one already, are not of one kind, or one of them is unknown.
    """
    known, ends = read_known(study), resolved(read_known(study).same, read_review(study))
    kinds = {entity.key: entity.kind for entity in known.entities}
    if ends.get(key, key) == ends.get(into, into) or key not in kinds or kinds[key] is not kinds.get(into):
        raise UnknownReference(
            "Ces deux-là ne peuvent pas être réunis : ils le sont déjà, ou ne sont pas de même nature."
        )
    decide(
        study, ReviewAction.MERGE, key=ends.get(key, key), value=ends.get(into, into), sources=_mentioning(study, [key])
    )


def split_entity(
    study: OpenStudy,
    key: str,
    source_id: str,
    places: Sequence[tuple[int, int]] = (),
    *,
    gathered: Gathered | None = None,
) -> str:
    """
    What bears this key in one source is somebody else: everywhere in it, or at some (turn number, start) of it.

    Returns:
        The key of the entity split off; it has a pseudonym of its own when the texts are next replaced.

    Raises:
        UnknownReference: the entity is not in this source, or at none of these places.
    """
    spots = [s for s in _spots(study, key, gathered) if s.source_id == source_id]
    if places:
        spots = [s for s in spots if (s.mention.turn_no, s.mention.start) in set(places)]
    like = next((e for e in read_known(study).entities if e.key in {s.mention.entity for s in spots}), None)
    if like is None:
        raise UnknownReference(
            "Il n'y a rien à séparer là : choisissez une source où cette personne ou ce lieu est cité."
        )
    fresh: Entity = add_entity(study, like.kind, like)
    for linked in sorted({s.mention.entity or "" for s in spots}):
        decide(
            study, ReviewAction.SPLIT, key=linked, kind=like.kind, value=fresh.key, source_id=source_id,
            places=tuple(places), sources=[source_id],
        )  # fmt: skip
    return fresh.key


def undo_review(study: OpenStudy, decision_id: str | None = None) -> ReviewDecision:
    """
    Take back a decision: this one, or the last.

    Raises:
        NothingToDo: there is none to take back.
    """
    return undo(study, decision_id)


def review_decisions(study: OpenStudy) -> tuple[ReviewDecision, ...]:
    """The decisions that hold, the latest first. Needs the vault."""
    study.require(Role.CUSTODIAN)
    return tuple(reversed(standing(decisions(study))))


def _mask(study: OpenStudy, forms: tuple[str, ...], kind: MentionKind, *, key: str | None = None) -> None:
    concerned = _concerned(study, forms) if forms else ()
    decide(study, ReviewAction.MASK, forms=forms, kind=kind, key=key, sources=concerned)


def _concerned(study: OpenStudy, forms: Sequence[str], gathered: Gathered | None = None) -> set[str]:
    """Sources that hold these forms, found there or in any place that was not gathered, or mention who has one of them."""
    folded_forms = {same_form(form) for form in forms}
    keys = [e.key for e in read_known(study).entities if any(same_form(form) in folded_forms for form in e.forms)]
    spots = gathered.spots if gathered else ()
    casefolded = {form.casefold() for form in forms}
    there = {spot.source_id for spot in spots if spot.mention.form.casefold() in casefolded}
    read = {spot.source_id for spot in spots}
    return {*there, *sources_with(study, forms, but=read), *_mentioning(study, keys)}


def _mentioning(study: OpenStudy, keys: Iterable[str]) -> set[str]:
    """Sources that mention one of these, under whatever key linking gave; where a part was split off, that source."""
    review = folded(decisions(study))
    into = resolved(read_known(study).same, review)
    wanted = {into.get(key, key) for key in keys}
    split = {s.source_id for s in review.splits if into.get(s.into, s.into) in wanted}
    index = read_index(study)
    return split | {source for source, held in index.items() if any(into.get(key, key) in wanted for key in held)}


def _spots(study: OpenStudy, key: str, gathered: Gathered | None) -> tuple[Spot, ...]:
    spots = spots_of(study, key, gathered=gathered or gather(study))
    if not spots:
        raise UnknownReference("Ce repérage n'est plus là : les textes ont changé. Rechargez la page.")
    return spots


def release(study: OpenStudy, source_ids: Sequence[str] | None = None) -> int:
    """
    Let held transcripts into the study, as decided so far: these sources', or all. Returns how many.

    Raises:
        UnknownReference: one of them is not at the gate.
    """
    study.require(Role.CUSTODIAN)
    waiting = {source.source_id for source in at_the_gate(study)}
    wanted = sorted(waiting) if source_ids is None else list(source_ids)
    for source_id in wanted:
        if source_id not in waiting:
            raise UnknownReference(f"La source {source_id} n'attend pas de relecture : lancez « anonymise » d'abord.")
    refresh(study, wanted)
    entities = read_entities(study)
    for source_id in wanted:
        anonymised = held(study, source_id)
        transcript = anonymised.transcript
        with study.write() as write:
            run = runs.start_run(
                write,
                Step.ANONYMISE,
                settings='{"release":"reviewed"}',
                versions=versions(),
                inputs_hash=transcript.transcript_id,
            )
            sources.add_transcript(write, transcript, run_id=run.run_id)
            keep_marks(write, anonymised, entities)
            runs.end_run(write, run, released=1)
    seal_released(study)
    return len(wanted)
