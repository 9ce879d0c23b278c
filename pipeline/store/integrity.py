"""
Re-proves what the study file promises: the journal's chain, that each row is as it was written, that every verbatim stands
at its anchor, and that every finding can be walked back to a source.

Answers name ids, numbers and source names; never words.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable

import duckdb

from models.provenance import Broken
from pipeline.store import codebook, coding, findings
from pipeline.store.connection import StudyFile
from pipeline.store.journal import broken_links
from pipeline.store.seals import broken_seals
from pipeline.store.sources import turns_digest
from pipeline.store.unfinished import tasks

CHANGING = frozenset({"transcript replaced", "words withdrawn"})


def broken_promises(study: StudyFile) -> tuple[Broken, ...]:
    """
    Everything in the study file that does not hold, in the order of the chain from source to finding.

    A journal whose chain is broken proves nothing: only what needs no journal is looked at after it.
    """
    broken = list(broken_links(study))
    checks = _NEED_NO_JOURNAL if broken else _CHECKS
    for check in checks:
        try:
            broken += check(study)
        except duckdb.Error:  # a cell that is no longer of its kind (a date, a list): another check names its row
            broken.append(
                Broken(what="Une vérification n'a pas pu se faire : une valeur ne se lit plus", where=check.__name__)
            )
    return tuple(broken)


def _digests(
    study: StudyFile, kinds: Iterable[str], key: str = "digest", *, section: str | None = None
) -> dict[str, set[str]]:
    """
    What the journal says of each subject, each event in its turn.

    A new version of a transcript and a withdrawal change rows that stay: their events say, under `section`, what each
    row is from then on.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for kind, subject, payload in study.rows(
        """
        select kind, subject, payload from journal
        where list_contains($kinds, kind) or ($changes and kind in ('transcript replaced', 'words withdrawn'))
        order by seq
        """,
        {"kinds": list(kinds), "changes": section is not None},
    ):
        fields = json.loads(payload)
        if kind in CHANGING:
            for identity, digests in fields.get(section, {}).items():
                found[identity] = set(digests)
        elif fields.get(key) is not None:
            found[subject].add(fields[key])
    return found


def _erased(study: StudyFile) -> set[str]:
    """Ids whose rows a withdrawal or a new version erased, as the journal says."""
    erased: set[str] = set()
    for (payload,) in study.rows(
        "select payload from journal where kind in ('withdrawal', 'transcript replaced') order by seq"
    ):
        erased.update(json.loads(payload)["erased"])
    return erased


def _altered_sources(study: StudyFile) -> list[Broken]:
    known, erased = _digests(study, ["source ingested", "source replaced"], "sha256"), _erased(study)
    rows: dict[str, str] = dict(study.rows("select source_id, source_sha256 from sources order by source_id"))
    broken = [
        Broken(what="L'empreinte d'une source a été changée", where=f"source {source_id}")
        for source_id, sha256 in rows.items()
        if sha256 not in known.get(source_id, ())
    ]
    broken += [
        Broken(what="Une source a disparu du fichier d'étude", where=f"source {source_id}")
        for source_id in known.keys() - rows.keys() - erased
    ]
    return broken


def _altered_transcripts(study: StudyFile) -> list[Broken]:
    known, erased = _digests(study, ["transcript released"]), _erased(study)
    turns: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for transcript_id, *turn in study.rows(
        "select transcript_id, turn_no, speaker, text, salt from turns order by transcript_id, turn_no"
    ):
        turns[transcript_id].append(tuple(turn))
    return [
        Broken(what="Une transcription n'est plus celle qui a été relue", where=f"transcription {transcript_id}")
        for transcript_id in sorted((known.keys() | turns.keys()) - erased)
        if turns_digest(turns.get(transcript_id, ())) not in known.get(transcript_id, ())
    ]


def _altered_rows(study: StudyFile) -> list[Broken]:
    """Rows whose words, author or code are no longer those the journal recorded, and rows that are gone."""
    checks = (
        (
            "Une décision",
            ["decision"],
            "decisions",
            """
            select decision_id, action, turn_id, start_char, end_char, verbatim, code_id, coder, salt
            from decisions order by seq
            """,
            lambda _, *row: coding.decision_digest(*row[:-1], salt=row[-1]),
        ),
        (
            "Un constat",
            ["finding written"],
            "findings",
            "select finding_id, statement, status, author from findings order by seq",
            lambda _, *row: findings.finding_digest(*row),
        ),
        (
            "Une pièce d'un constat",
            ["evidence added", "evidence removed"],
            "evidence",
            "select evidence_id, stance, turn_id, start_char, end_char, verbatim, salt from evidence order by seq",
            lambda _, *row: findings.evidence_digest(*row[:-1], salt=row[-1]),
        ),
        (
            "Un code",
            ["code changed"],
            "codes",
            "select code_id, path, retired from codes order by seq",
            codebook.code_digest,
        ),
    )
    erased, broken = _erased(study), []
    for what, kinds, section, statement, digest in checks:
        known = _digests(study, kinds, section=section)
        seen: dict[str, set[str]] = defaultdict(set)
        for subject, *values in study.rows(statement):
            seen[subject].add(digest(subject, *values))
        broken += [
            Broken(what=f"{what} n'est plus comme au journal", where=subject)
            for subject in sorted((known.keys() | seen.keys()) - erased)
            if known.get(subject, set()) != seen.get(subject, set())
        ]
    return broken


def _misplaced_words(study: StudyFile) -> list[Broken]:
    """Segments, decisions and evidence whose words are not the turn's words at their anchor. SQL counts from 1."""
    rows = study.rows(
        """
        with anchored as (
            select 'Un segment' as what, segment_id as id, turn_id, start_char, end_char, text as words from segments
            union all
            select 'Un codage', decision_id, turn_id, start_char, end_char, verbatim from decisions
            union all
            select 'Un extrait de constat', evidence_id, turn_id, start_char, end_char, verbatim from evidence
        )
        select a.what, a.id
        from anchored a
        left join turns t using (turn_id)
        where t.turn_id is null or substring(t.text, a.start_char + 1, a.end_char - a.start_char) is distinct from a.words
        order by a.what, a.id
        """
    )
    return [Broken(what=f"{what} n'est pas au mot près à son ancre", where=identity) for what, identity in rows]


def _broken_walks(study: StudyFile) -> list[Broken]:
    rows = study.rows(
        """
        select distinct finding_id from v_trace
        where source_sha256 is null or turn_no is null or transcript_version is null
        order by finding_id
        """
    )
    broken = [Broken(what="Un constat ne remonte pas jusqu'à une source", where=row[0]) for row in rows]
    rows = study.rows(
        """
        select distinct m.segment_id from segment_themes m
        left join segments s using (segment_id)
        where s.segment_id is null
        order by m.segment_id
        """
    )
    return broken + [Broken(what="Un thème porte sur un segment absent", where=row[0]) for row in rows]


def _unfinished(study: StudyFile) -> list[Broken]:
    what = {
        "withdrawal": "Un retrait n'est pas achevé : ouvrez l'étude avec la phrase secrète du coffre",
        "reanonymisation": "Une nouvelle version n'est pas achevée : ouvrez l'étude avec la phrase secrète du coffre",
        "rewriting": "Le fichier d'étude doit être réécrit : fermez l'étude et rouvrez-la",
    }
    return [Broken(what=what[task.kind], where=f"tâche {task.task_id}") for task in tasks(study)]


_NEED_NO_JOURNAL: tuple[Callable[[StudyFile], Iterable[Broken]], ...] = (_misplaced_words, _broken_walks, _unfinished)
_CHECKS: tuple[Callable[[StudyFile], Iterable[Broken]], ...] = (
    _altered_sources,
    _altered_transcripts,
    _altered_rows,
    broken_seals,
    *_NEED_NO_JOURNAL,
)
