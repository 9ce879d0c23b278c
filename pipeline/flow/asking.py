"""
Which questions were put to whom: by the transcripts, by the guide where a transcript holds no question, by a booklet sent back.

`guide.md`, in the study's folder, is read as it stands each time: it is the researcher's file, it may change, and what was
computed on another one is computed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

from models.base import content_id
from models.transcript import SourceKind
from pipeline.errors import UnreadableSource
from pipeline.flow import consenting
from pipeline.flow.study import OpenStudy
from pipeline.ground.guide import GuideQuestion, read_guide
from pipeline.store import people, restitution, sources

GUIDE = "guide.md"
SPOKEN = (SourceKind.INTERVIEW, SourceKind.FOCUS_GROUP)


def basis_of(study: OpenStudy) -> str:
    """The fingerprint of what people were asked beside the transcripts: the guide, and the replies that came back."""
    replied = [part for pair in restitution.replied(study.file) for part in pair]
    return content_id(_guide_text(study), *replied)


def questions_put(study: OpenStudy) -> Mapping[str, frozenset[str]]:
    """For each question, the people to whom it was put; what was said to those who refuse the analysis is left out."""
    put_to: dict[str, set[str]] = defaultdict(set)
    refused = consenting.standing_of(study).refused
    written = {person: asked for person, asked in people.questions_put(study.file).items() if person not in refused}
    for person, asked in written.items():
        for question in asked:
            put_to[question].add(person)
    guide = guide_of(study)
    if guide:
        for person, group in _without_questions(study, refused | written.keys()).items():
            for one in guide:
                if one.group in (None, group):
                    put_to[one.text].add(person)
    return {question: frozenset(asked) for question, asked in put_to.items()}


def replied_to(study: OpenStudy) -> Mapping[str, frozenset[str]]:
    """For each finding, the people who answered it in a booklet: whoever read a statement and replied was asked about it."""
    found: dict[str, set[str]] = defaultdict(set)
    for finding_id, person in restitution.replied(study.file):
        found[finding_id].add(person)
    return {finding_id: frozenset(persons) for finding_id, persons in found.items()}


def guide_of(study: OpenStudy) -> tuple[GuideQuestion, ...]:
    """
    The questions of the study's guide, none when it has no `guide.md`.

    Raises:
        UnreadableSource: the file is there and cannot be read.
    """
    return read_guide(_guide_text(study), study.settings.study.groups)


def _guide_text(study: OpenStudy) -> str:
    try:
        return Path(study.folder, GUIDE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableSource(
            f"Le guide d'entretien {GUIDE} ne peut pas être lu : enregistrez-le en UTF-8, avec le droit de le lire."
        ) from fault


def _without_questions(study: OpenStudy, known: Collection[str]) -> dict[str, str | None]:
    """People who speak in an interview or a group, and to whom no transcript shows a question; with their group."""
    spoken = {source.source_id for source in sources.all_sources(study.file) if source.kind in SPOKEN}
    speaking = {v.participant_id for v in people.voices(study.file).values() if v.source_id in spoken}
    return {
        person.participant_id: person.stakeholder_group
        for person in people.participants(study.file).values()
        if person.participant_id in speaking and person.participant_id not in known
    }
