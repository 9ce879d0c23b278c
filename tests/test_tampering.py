"""One byte, one cell, one row: whatever is changed behind our back, `verify` or the manifest says so and names it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from studies import decide_all
from tampers import TABLES, answers, behind, is_named, restore, tamper

from pipeline.flow import analysing, outputs, proving
from pipeline.flow.study import OpenStudy

SEED = 20261122
SLICE = 40


@pytest.fixture
def proved(sampled: OpenStudy, sample_corpus: Path) -> OpenStudy:
    """The invented corpus with its decisions, a report in two forms, a sheet, and a signed proof."""
    decide_all(sampled, sample_corpus)
    analysing.propose(sampled)
    for form in ("html", "docx"):
        outputs.report(sampled, form)
    outputs.report(sampled, "html", audience="elus")
    proving.sign(sampled)
    sampled.lock()
    return sampled


def test_a_study_that_nobody_touched_holds(proved: OpenStudy) -> None:
    assert answers(proved) == []


def test_no_tampering_of_a_random_slice_is_missed_and_each_is_named(proved: OpenStudy) -> None:
    rng = random.Random(SEED)
    missed, unnamed = [], []
    for _ in range(SLICE):
        done = tamper(proved, rng)
        told = answers(proved)
        if not told:
            missed.append((done.kind, done.place))
        elif not is_named(done, told):
            unnamed.append((done.kind, done.place, told[:3]))
        done.undo()
    assert missed == []
    assert unnamed == []
    assert answers(proved) == []


def test_every_sealed_table_of_a_study_is_tampered_with(proved: OpenStudy) -> None:
    """A table made tomorrow joins the list, or says here why it needs no seal."""
    from pipeline.store import seals

    tried = {name for tables in TABLES.values() for name in tables}
    beside = {"study", "stranded", "stranded_settled", "segmentations", "masked_transcripts", "theme_names"}
    beside |= {"theme_readings", "unheard_segments"}  # one line each, sealed in the same way
    named = {name for name in seals.sealed_tables(proved.file) if name in tried | beside}
    assert {"turns", "decisions", "evidence", "voices", "participants", "proposals"} <= named


COLUMNS_NO_EVENT_IS_ABOUT = (
    ("update turns set speaker_role = 'interviewer' where speaker_role = 'participant'", "turns"),
    ("update turns set start_s = coalesce(start_s, 0) + 1", "turns"),
    ("update decisions set decided_at = decided_at + interval 1 day", "decisions"),
    ("update decisions set reason = reason || '.'", "decisions"),
    ("update decisions set coder = 'quelqu''un d''autre'", "decisions"),
    ("update participants set stakeholder_group = 'élus'", "participants"),
    ("update proposals set score = score + 0.01", "proposals"),
    ("update findings set scope = '{}'", "findings"),
    ("update evidence set added_by = 'autre'", "evidence"),
    ("update groundings set grounding = grounding || ' '", "groundings"),
    ("insert into source_states select source_id, seq + 100000, 'withdrawn' from source_states limit 1", "source_states"),
)  # fmt: skip


def test_the_columns_that_no_event_is_about_are_covered(proved: OpenStudy) -> None:
    """Who spoke, when, in which role, the coder, the date, the reason, the score: one after the other."""
    for statement, named in COLUMNS_NO_EVENT_IS_ABOUT:
        rows = proved.file.rows(f"select rowid, * from {named} order by rowid")
        assert rows, named
        behind(proved, statement)
        assert any(named in where for _, where in answers(proved)), statement
        restore(proved, named, rows)
    assert answers(proved) == []
