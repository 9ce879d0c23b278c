"""
What an imported project left at the gate: codings and memos, kept in the vault until their source is released.

The study file knows, by hash, that something waits; the words, and who coded what, stay in the vault.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from models.base import Noun
from models.rows import SourceRow
from models.transcript import ReadSource, SourceState
from pipeline.exchange.project import ProjectCoding, ProjectMemo
from pipeline.flow.study import OpenStudy
from pipeline.store import sources

WAITING, ENTERED = "import waiting", "import entered"
WITHOUT_SOURCE = "imported/project"


class Waiting(Noun):
    """What waits for one source: its text as the project has it, the codings and the memos on it."""

    text: str
    origin: str
    codings: tuple[ProjectCoding, ...]
    memos: tuple[ProjectMemo, ...]


def record_of(source_id: str) -> str:
    """Where the vault keeps what waits for a source."""
    return f"imported/{source_id}"


def wait(study: OpenStudy, read: ReadSource, waiting: Waiting) -> None:
    """Put what waits for a source into the vault; the journal says by hash that something does."""
    source_id, sha256 = read.source.source_id, read.source.source_sha256
    if not waiting.codings and not waiting.memos:
        return
    study.vault.write(record_of(source_id), waiting.model_dump_json().encode("utf-8"))
    with study.write() as write:
        write.record(WAITING, source_id, sha256=sha256, codings=len(waiting.codings), memos=len(waiting.memos))


def wait_without_source(study: OpenStudy, memos: Iterable[ProjectMemo]) -> None:
    """Put memos on codes, or on nothing in particular, into the vault; one already there is not put twice."""
    before = without_source(study)
    kept = {m.memo_id: m for m in (*before, *memos)}
    study.vault.write(WITHOUT_SOURCE, json.dumps([m.model_dump(mode="json") for m in kept.values()]).encode())


def without_source(study: OpenStudy) -> tuple[ProjectMemo, ...]:
    """The memos that wait for every source to be released."""
    if not study.vault.has(WITHOUT_SOURCE):
        return ()
    return tuple(
        ProjectMemo.model_validate_json(json.dumps(one)) for one in json.loads(study.vault.read(WITHOUT_SOURCE))
    )


def waiting_sources(study: OpenStudy) -> tuple[SourceRow, ...]:
    """Released sources whose imported codings have not entered yet. The vault may stay closed."""
    latest = sources.latest_events(study.file, (WAITING, ENTERED))
    return tuple(
        s
        for s in sources.all_sources(study.file)
        if s.state is SourceState.RELEASED and latest.get(s.source_sha256) == WAITING
    )
