"""
The lexicometric eye on the study's present segments: classes, words of each group, plane, links, contexts, saturation.

Computed when it is asked for, from the same segments and people as the themes, and never stored: the same corpus gives the
same answer, so there is nothing to keep up to date.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Literal, NamedTuple

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
from pipeline.flow.study import OpenStudy
from pipeline.lexicometry.concordance import concordance
from pipeline.lexicometry.correspondence import correspondence
from pipeline.lexicometry.counting import WordTable, count_words
from pipeline.lexicometry.crossing import cross
from pipeline.lexicometry.reinert import reinert
from pipeline.lexicometry.similarity import similarity
from pipeline.lexicometry.specificities import specificities
from pipeline.saturation import saturation as saturate
from pipeline.store import coding, people, segments, themes

By = Literal["group", "territory", "wave"]
What = Literal["themes", "codes"]


class Corpus(NamedTuple):
    """The present segments, their words, and who takes part."""

    segments: tuple[Segment, ...]
    table: WordTable
    participants: dict[str, Participant]


def corpus(study: OpenStudy) -> Corpus:
    """
    Count the words of the study as it stands.

    Raises:
        NothingToDo: no segment yet.
    """
    found = segments.current_segments(study.file)
    if not found:
        raise NothingToDo("Il n'y a pas encore d'extraits : lancez « polyphonie run » d'abord.")
    return Corpus(found, count_words(found), people.participants(study.file))


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


def contexts(study: OpenStudy, wanted: str) -> tuple[WordContext, ...]:
    """Every place where a word, a beginning of word or a phrase was said."""
    return concordance(segments.current_segments(study.file), wanted)


def words_and_meaning(study: OpenStudy, found: Classification) -> WordsAndMeaning:
    """Cross classes of words with the current themes."""
    return cross(found, theme_of_segments(study))


def theme_of_segments(study: OpenStudy) -> dict[str, str]:
    """segment_id -> theme_id, in the current themes."""
    return themes.current_places(study.file)


def saturation(study: OpenStudy, *, of: What = "themes") -> tuple[Saturation, ...]:
    """What each more person still brings, in themes or in codes, for everybody and for each group."""
    participants = people.participants(study.file)
    heard = {s.segment_id: s.participant_id for s in segments.current_segments(study.file) if s.participant_id}
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
    return [(c.segment_id, c.code_id) for c in coding.codings(study.file) if c.segment_id]
