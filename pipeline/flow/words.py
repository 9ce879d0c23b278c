"""
The lexicometric eye on the study's present segments: classes, words of each group, plane, links, contexts, saturation.

Computed when it is asked for, from the same segments and people as the themes, and never stored: the same corpus gives the
same answer, so there is nothing to keep up to date. Below the team's level a word that fewer than `k` people said is not
counted, nor one that tells of somebody; parts are those of the level, and contexts show only what may be quoted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from models.disclosure import Level
from models.lexicometry import (
    Classification,
    FactorPlane,
    GroupWords,
    WordContext,
    WordLink,
    WordsAndMeaning,
)
from models.participant import Participant
from models.saturation import Saturation
from models.transcript import Segment
from pipeline.errors import NothingToDo
from pipeline.flow import blind
from pipeline.flow.disclosing import Disclosure, disclosure
from pipeline.flow.study import OpenStudy
from pipeline.lexicometry.concordance import concordance
from pipeline.lexicometry.correspondence import correspondence
from pipeline.lexicometry.counting import WordTable, count_words, people_of_words
from pipeline.lexicometry.crossing import cross
from pipeline.lexicometry.reinert import reinert
from pipeline.lexicometry.similarity import similarity
from pipeline.lexicometry.specificities import specificities
from pipeline.saturation import saturation as saturate
from pipeline.store import people, segments, themes

By = Literal["group", "territory", "wave"]
What = Literal["themes", "codes"]


class Corpus(NamedTuple):
    """The present segments, their words, and who takes part."""

    segments: tuple[Segment, ...]
    table: WordTable
    participants: dict[str, Participant]


def corpus(study: OpenStudy, *, level: str | None = "team") -> Corpus:
    """
    Count the words of the study as it stands, as they may be shown at a level (the study's own when None).

    Raises:
        NothingToDo: no segment yet.
        UnknownReference, VaultLocked: see `disclosing.disclosure`.
    """
    shown = disclosure(study, level=level)
    found = segments.current_segments(study.file)
    if shown.level is not Level.TEAM:
        found = tuple(one for one in found if shown.leaves(one.turn_id))
    if not found:
        raise NothingToDo("Il n'y a pas encore d'extraits : lancez « polyphonie run » d'abord.")
    if shown.level is Level.TEAM:
        return Corpus(found, count_words(found), people.participants(study.file))
    return Corpus(found, _shown_words(count_words(found), shown), _shown_people(study, shown))


def _shown_words(counted: WordTable, shown: Disclosure) -> WordTable:
    """The table without the words of fewer than `k` people, and without those that tell of somebody."""
    said_by = people_of_words(counted)
    kept = [n for n, word in enumerate(counted.words) if said_by[n] >= shown.k and shown.terms(word)]
    return counted._replace(counts=counted.counts[:, kept], words=tuple(counted.words[n] for n in kept))


def _shown_people(study: OpenStudy, shown: Disclosure) -> dict[str, Participant]:
    """Everybody under their own id, with the traits that the level shows."""
    found = {}
    for identity, person in people.participants(study.file).items():
        seen = shown.people.get(identity)
        traits = {name: getattr(seen, name, None) for name in ("stakeholder_group", "territory", "wave")}
        found[identity] = person.model_copy(update={**traits, "attributes": ()})
    return found


def classes(counted: Corpus, *, n_classes: int | None = None) -> Classification:
    """Reinert's classes of segments; None proposes their number."""
    return reinert(counted.table, n_classes=n_classes)


def group_words(counted: Corpus, *, by: By) -> tuple[GroupWords, ...]:
    """Words specific to each group, territory or wave."""
    return specificities(counted.table, _parts(counted, by))


def plane(counted: Corpus, *, by: By) -> FactorPlane | None:
    """Words and groups on their first plane; None when there are not two groups."""
    return correspondence(counted.table, _parts(counted, by))


def _parts(counted: Corpus, by: By) -> list[str | None]:
    field = "stakeholder_group" if by == "group" else by
    of = {person_id: getattr(person, field) for person_id, person in counted.participants.items()}
    return [of.get(segment.participant_id or "") for segment in counted.segments]


def links(counted: Corpus) -> tuple[WordLink, ...]:
    """Words heard together, with the tree that holds the strongest links."""
    return similarity(counted.table)


def contexts(study: OpenStudy, wanted: str, *, level: str | None = "team") -> tuple[WordContext, ...]:
    """
    Every place where a word, a beginning of word or a phrase was said; below the team's level, where it may be quoted.

    Raises:
        UnknownReference, VaultLocked: see `disclosing.disclosure`.
    """
    shown = disclosure(study, level=level)
    found = concordance(segments.current_segments(study.file), wanted)
    return found if shown.level is Level.TEAM else tuple(_shown_contexts(found, shown))


def _shown_contexts(found: Iterable[WordContext], shown: Disclosure) -> Iterator[WordContext]:
    for one in found:
        parts = (
            ("before", one.start - len(one.before), one.before),
            ("word", one.start, one.word),
            ("after", one.end, one.after),
        )
        said = {name: shown.words(one.turn_id, start, text) for name, start, text in parts}
        if not said["word"].withheld:
            texts = {name: words.text for name, words in said.items()}
            yield one.model_copy(update={**texts, "participant_id": shown.person(one.participant_id)})


def words_and_meaning(study: OpenStudy, found: Classification) -> WordsAndMeaning:
    """Cross classes of words with the current themes."""
    return cross(found, theme_of_segments(study))


def theme_of_segments(study: OpenStudy) -> dict[str, str]:
    """segment_id -> theme_id, in the current themes."""
    return themes.current_places(study.file)


def saturation(study: OpenStudy, *, of: What = "themes", level: str | None = "team") -> tuple[Saturation, ...]:
    """What each more person still brings, in themes or in codes, for everybody and for each group as a level shows it."""
    shown = disclosure(study, level=level)
    team = shown.level is Level.TEAM
    participants = people.participants(study.file) if team else _shown_people(study, shown)
    heard = {
        s.segment_id: s.participant_id
        for s in segments.current_segments(study.file)
        if s.participant_id and (team or shown.leaves(s.turn_id))
    }
    brought: dict[str, set[str]] = defaultdict(set)
    for segment_id, found in _found_in(study, of):
        if segment_id in heard:
            brought[heard[segment_id]].add(found)
    said = {person: frozenset(brought[person]) for person in sorted(set(heard.values()))}
    groups = {person: participants[person].stakeholder_group for person in said if person in participants}
    return saturate(said, groups, seed=study.settings.themes.seed)


def _found_in(study: OpenStudy, of: What) -> list[tuple[str, str]]:
    if of == "themes":
        return list(theme_of_segments(study).items())
    return [(c.segment_id, c.code_id) for c in blind.codings(study) if c.segment_id]
