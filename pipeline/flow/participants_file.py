"""
Cases of an imported project -> lines of `participants.csv`, where a study declares who speaks in which source.

A case is declared when its words are those of one speaker of a source. A case's name may be a person's: unless the project is
one of ours, the line gets a neutral id. What names or reaches somebody (name, address, telephone, e-mail) is not written, and
a person already declared keeps their line: conflicts are told, never settled.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.base import content_id
from models.transcript import ReadSource, SpeakerRole
from pipeline.exchange.alignment import Alignment
from pipeline.exchange.delimited import read_rows, write_rows
from pipeline.exchange.notes import case_columns
from pipeline.exchange.project import Project, ProjectCase
from pipeline.flow.study import OpenStudy
from pipeline.ingest.participants import KNOWN_COLUMNS, PARTICIPANTS_FILE

ID, SOURCE, SPEAKER = "participant_id", "source", "speaker"
OURS = dict.fromkeys(
    ("consent_date", "consent_uses", "withdrawn_on"), ""
)  # said by the study, never by a variable of this name


def declare_cases(
    study: OpenStudy, project: Project, written: Mapping[str, tuple[str, ReadSource]]
) -> tuple[int, tuple[str, ...]]:
    """Add a line for each case and each speaker it is. Returns how many cases were declared, and what was not."""
    path = study.folder / PARTICIPANTS_FILE
    content = path.read_bytes() if path.exists() else b""
    rows = [cells for _, cells in read_rows(content, required=(ID,))] if content.strip() else []
    declared = {row.get(ID, "") for row in rows}
    texts = {source.source_id: source.text for source in project.sources}
    lined = {
        one: Alignment(texts[one], [t.text for t in read.transcript.turns])
        for one, (name, read) in written.items()
        if name
    }
    added, left = 0, []
    for case in project.cases:
        identity = (
            case.name if project.origin.startswith("Polyphonie") else f"cas-{content_id('case', case.case_id)[:6]}"
        )
        voices = _voices(case, written, lined)
        if identity in declared:
            left.append(f"La personne « {identity} » est déjà dans participants.csv : sa ligne n'a pas changé.")
        elif not voices:
            left.append(f"Le cas n° {case.case_id[:8]} n'est la parole de personne en particulier : non déclaré.")
        else:
            attributes, hidden = case_columns(case.attributes)
            left += [
                f"Cas n° {case.case_id[:8]} : la variable « {one} » peut nommer quelqu'un, non reprise."
                for one in hidden
            ]
            rows += [
                {**attributes, **OURS, ID: identity, SOURCE: source, SPEAKER: speaker} for source, speaker in voices
            ]
            added += 1
    if added:
        columns = dict.fromkeys((*KNOWN_COLUMNS, *(name for row in rows for name in row)))
        path.write_bytes(write_rows(tuple(columns), ({c: row.get(c, "") for c in columns} for row in rows)))
    return added, tuple(left)


def _voices(
    case: ProjectCase, written: Mapping[str, tuple[str, ReadSource]], lined: Mapping[str, Alignment]
) -> tuple[tuple[str, str], ...]:
    """(file, speaker) of each voice that a case is: those of its words; of a whole source, its only participant."""
    found: dict[tuple[str, str], None] = {}
    with_words = {span.source_id for span in case.spans}
    for source_id in dict.fromkeys((*with_words, *case.source_ids)):
        if source_id not in lined:
            continue
        name, read = written[source_id]
        turns = read.transcript.turns
        ranks = {p.turn for s in case.spans if s.source_id == source_id for p in lined[source_id].parts(s.start, s.end)}
        heard = turns if source_id not in with_words else [turns[rank] for rank in sorted(ranks)]
        speakers = dict.fromkeys(t.speaker for t in heard if t.role is SpeakerRole.PARTICIPANT)
        if len(speakers) == 1:
            found[(name, next(iter(speakers)))] = None
    return tuple(found)
