"""Runs: which work was done, with what, so that a step whose inputs did not change does nothing."""

from __future__ import annotations

from collections.abc import Iterable

from models.base import content_id
from models.provenance import Run, Step
from pipeline.store.connection import StudyFile, Write


def create_study(write: Write, study_id: str) -> None:
    """Give a new study its id."""
    write.execute("insert into study values ($study_id, $created_at)", {"study_id": study_id, "created_at": write.at})
    write.record("study created", study_id)


def study_id(study: StudyFile) -> str | None:
    """The study's id, or None when the file was just made."""
    rows = study.rows("select study_id from study")
    return rows[0][0] if rows else None


def start_run(
    write: Write, step: Step, *, settings: str, versions: str, inputs_hash: str, seed: int | None = None
) -> Run:
    """
    Record that a step starts; the same step on the same inputs with the same settings is the same run.

    Args:
        settings, versions: canonical JSON.
        inputs_hash: hash of what goes in.
    """
    run = Run(
        run_id=content_id("run", step, settings, versions, seed, inputs_hash),
        step=step,
        settings=settings,
        versions=versions,
        seed=seed,
        inputs_hash=inputs_hash,
        started_at=write.at,
    )
    write.execute(
        """
        insert into runs
        values ($run_id, $step, $settings, $versions, $seed, $inputs_hash, $started_at, null, $seq)
        on conflict do update set started_at = excluded.started_at, seq = excluded.seq
        """,
        {
            "run_id": run.run_id,
            "step": step.value,
            "settings": settings,
            "versions": versions,
            "seed": seed,
            "inputs_hash": inputs_hash,
            "started_at": run.started_at,
            "seq": write.next_seq(),
        },
    )
    return run


def end_run(write: Write, run: Run, **counts: int) -> None:
    """Record that a run is complete, with its counts."""
    write.execute(
        "update runs set ended_at = $ended_at, seq = $seq where run_id = $run_id",
        {"ended_at": write.at, "run_id": run.run_id, "seq": write.next_seq()},
    )
    write.record(
        f"{run.step.value} run",
        run.run_id,
        settings=run.settings,
        versions=run.versions,
        seed=run.seed,
        inputs=run.inputs_hash,
        **counts,
    )


def latest_run(study: StudyFile, step: Step) -> Run | None:
    """The latest complete run of a step."""
    rows = study.dicts(
        """
        select run_id, step, settings, versions, seed, inputs_hash, started_at, ended_at
        from runs
        where step = $step and ended_at is not null
        order by seq desc
        limit 1
        """,
        {"step": step.value},
    )
    return Run(**rows[0]) if rows else None


def mark_done(write: Write, step: Step, subjects: Iterable[str], *, settings: str, run_id: str) -> None:
    """Remember that a per-source step has done these subjects under these settings."""
    write.insert(
        """
        insert into done select step, subject, settings, run_id from incoming on conflict do nothing
        """,
        [{"step": step.value, "subject": s, "settings": settings, "run_id": run_id} for s in subjects],
    )


def done_subjects(study: StudyFile, step: Step, *, settings: str) -> frozenset[str]:
    """Subjects that a step has done under these settings."""
    rows = study.rows(
        "select subject from done where step = $step and settings = $settings",
        {"step": step.value, "settings": settings},
    )
    return frozenset(row[0] for row in rows)
