"""
A study as a project for other tools: transcripts with their codings, memos, people and groups, at a level of disclosure.

Each turn is a line, its speaker first, so that the text reads as an interview anywhere; a person is a case whose words are
selected. Where words were changed for who will read, a coding is kept only if its own words stand at its new place. Memos are
the team's working notes: they leave with nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.base import content_id
from models.codebook import Code
from models.coding import Coding, Memo
from models.disclosure import Level
from models.participant import Participant
from models.transcript import Transcript, turn_id
from pipeline.exchange.project import (
    MemoAbout,
    Project,
    ProjectCase,
    ProjectCoding,
    ProjectMemo,
    ProjectSet,
    ProjectSource,
    Span,
)
from pipeline.exchange.sets import joined, set_named, sets_of_memos
from pipeline.flow.disclosing import Disclosure, shown_participants, shown_transcripts
from pipeline.flow.study import OpenStudy
from pipeline.store import codebook, coding, segments, sources

TRAITS = ("stakeholder_group", "territory", "wave")
ABOUT = {
    "segment": "extrait",
    "theme": "thème",
    "finding": "constat",
    "study": "étude",
    "source": "source",
    "code": "code",
}


class _Place(NamedTuple):
    """Where a turn's words begin in its source's text, and these words as they leave."""

    source_id: str
    start: int
    text: str


def study_project(study: OpenStudy, shown: Disclosure, codes: Sequence[Code]) -> Project:
    """
    What of a study may leave for this level and use, as a project.

    Args:
        codes: those in use, as they may leave; retired ones that still carry codings are added.
    """
    transcripts = shown_transcripts(study, shown)
    identities = sources.transcripts_by_source(study.file)
    names = {s.source_id: shown.source(s.source_id, s.source_name) for s in sources.all_sources(study.file)}
    places: dict[str, _Place] = {}
    texts = tuple(
        ProjectSource(
            source_id=one.source_id,
            name=names[one.source_id],
            text=_text(one, identities[one.source_id], places),
        )
        for one in transcripts
    )
    found = coding.codings(study.file)
    codings = tuple(
        ProjectCoding(span=span, code_id=one.code_id, coder=one.coder, at=one.decided_at)
        for one in found
        if (span := _span(one, places, shown)) is not None
    )
    book = _book(study, shown, codes, {one.code_id for one in codings})
    people = shown_participants(study, shown)
    return Project(
        name=study.settings.study.title,
        sources=texts,
        codes=book,
        codings=codings,
        memos=tuple(_memos(study, places, texts, book)) if shown.level is Level.TEAM else (),
        cases=tuple(_cases(transcripts, identities, people, places)),
        sets=joined(
            (*_sets(transcripts, people, book), *(_kept_sets(study, texts, book) if shown.level is Level.TEAM else ()))
        ),
    )


def _text(transcript: Transcript, identity: str, places: dict[str, _Place]) -> str:
    """One line per turn; where each turn's words begin goes to `places`, by the id of the turn in the study."""
    lines, length = [], 0
    for turn in transcript.turns:
        head = f"{turn.speaker} : "
        places[turn_id(identity, turn.turn_no)] = _Place(transcript.source_id, length + len(head), turn.text)
        lines.append(f"{head}{turn.text}\n")
        length += len(lines[-1])
    return "".join(lines)


def _span(one: Coding, places: Mapping[str, _Place], shown: Disclosure) -> Span | None:
    place = places.get(one.turn_id)
    if place is None:
        return None
    start, words = one.start_char, one.verbatim
    if shown.level is not Level.TEAM:
        words = shown.words(one.turn_id, one.start_char, one.verbatim).text
        if place.text.count(words) == 1:
            start = place.text.index(words)
    if not words or place.text[start : start + len(words)] != words:
        return None
    return Span(source_id=place.source_id, start=place.start + start, end=place.start + start + len(words))


def _book(study: OpenStudy, shown: Disclosure, codes: Sequence[Code], coded: set[str]) -> tuple[Code, ...]:
    there = {code.code_id for code in codes}
    everything = codebook.codes(study.file, with_retired=True)
    kept = [
        shown.code(code).model_copy(update={"retired": code.code_id not in coded, "examples": ()})
        for code in everything
        if code.code_id not in there
    ]
    return (*codes, *kept)


def _memos(
    study: OpenStudy, places: Mapping[str, _Place], texts: Sequence[ProjectSource], codes: Sequence[Code]
) -> Iterator[ProjectMemo]:
    present = {one.source_id for one in texts}
    written = {code.code_id for code in codes if not code.retired}
    found = [memo for memo in coding.memos(study.file) if set_named(memo.text) is None]  # these leave as sets
    about = [memo.about_id for memo in found if memo.about_kind == "segment"]
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=about)} if about else {}
    for memo in found:
        row = rows.get(memo.about_id)
        place = places.get(row.turn_id) if row else None
        if row is not None and place is not None:
            span = Span(source_id=place.source_id, start=place.start + row.start_char, end=place.start + row.end_char)
            yield _memo(memo, MemoAbout.WORDS, span=span)
        elif memo.about_kind == "source" and memo.about_id in present:
            yield _memo(memo, MemoAbout.SOURCE, about_id=memo.about_id)
        elif memo.about_kind == "code" and memo.about_id in written:
            yield _memo(memo, MemoAbout.CODE, about_id=memo.about_id)
        elif memo.about_kind not in ("segment", "source"):  # what was said of words that stay here stays with them
            yield _memo(memo, MemoAbout.PROJECT)


def _memo(memo: Memo, about: MemoAbout, *, about_id: str = "", span: Span | None = None) -> ProjectMemo:
    return ProjectMemo(
        memo_id=memo.memo_id,
        about=about,
        about_id=about_id,
        span=span,
        name=f"mémo ({ABOUT.get(memo.about_kind, memo.about_kind)})",
        text=memo.text,
        author=memo.author,
        at=memo.written_at,
    )


def _cases(
    transcripts: Sequence[Transcript],
    identities: Mapping[str, str],
    people: Mapping[str, Participant],
    places: Mapping[str, _Place],
) -> Iterator[ProjectCase]:
    spans: dict[str, list[Span]] = {}
    for transcript in transcripts:
        for turn in transcript.turns:
            place = places[turn_id(identities[transcript.source_id], turn.turn_no)]
            if turn.participant_id in people and turn.text:
                span = Span(source_id=place.source_id, start=place.start, end=place.start + len(turn.text))
                spans.setdefault(turn.participant_id or "", []).append(span)
    for identity, person in people.items():
        traits = [(name, value) for name in TRAITS if (value := getattr(person, name))]
        own = spans.get(identity, [])
        yield ProjectCase(
            case_id=content_id("case", identity),
            name=identity,
            attributes=(*traits, *((name, value) for name, value in person.attributes if value)),
            source_ids=tuple(dict.fromkeys(span.source_id for span in own)),
            spans=tuple(own),
        )


def _sets(
    transcripts: Sequence[Transcript], people: Mapping[str, Participant], codes: Sequence[Code]
) -> Iterator[ProjectSet]:
    """A set of sources for each stakeholder group, and the codes that were made from themes."""
    groups: dict[str, dict[str, None]] = {}
    for transcript in transcripts:
        for turn in transcript.turns:
            person = people.get(turn.participant_id or "")
            if person is not None and person.stakeholder_group:
                groups.setdefault(person.stakeholder_group, {})[transcript.source_id] = None
    for group in sorted(groups):
        yield ProjectSet(set_id=content_id("group", group), name=group, source_ids=tuple(groups[group]))
    themed = tuple(code.code_id for code in codes if code.theme_id and not code.retired)
    if themed:
        yield ProjectSet(set_id=content_id("themes"), name="Codes issus de thèmes", code_ids=themed)


def _kept_sets(study: OpenStudy, texts: Sequence[ProjectSource], codes: Sequence[Code]) -> Iterator[ProjectSet]:
    """Sets that came with an imported project, as far as their members leave."""
    present = {one.source_id for one in texts}
    written = {code.code_id for code in codes if not code.retired}
    for one in sets_of_memos(coding.memos(study.file)):
        code_ids = tuple(code_id for code_id in one.code_ids if code_id in written)
        source_ids = tuple(source_id for source_id in one.source_ids if source_id in present)
        if code_ids or source_ids:
            yield one.model_copy(update={"code_ids": code_ids, "source_ids": source_ids})
