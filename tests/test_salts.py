"""What the journal and the seals keep of a participant's words answers no guess: each row's number goes with the row."""

from __future__ import annotations

import pytest
from made import AT, DIALOGUE, PARTICIPANT, read_source_of, release

from models.coding import Decision, DecisionAction
from models.finding import Evidence, Finding, Stance
from models.transcript import Anchor
from pipeline.store import coding, findings, integrity, segments, sources
from pipeline.store.connection import StudyFile
from pipeline.store.journal import row_digest
from pipeline.store.sealing import digests_of
from pipeline.store.sources import turns_digest

SHORT = (("E1", DIALOGUE[0][1], "Ça va ?"), ("Nadia", PARTICIPANT, "Non."))
TABLES = ("turns", "segments", "decisions", "evidence")


def told(study: StudyFile) -> str:
    """Every payload of the journal, end to end."""
    return " ".join(payload for (payload,) in study.rows("select payload from journal order by seq"))


def a_place(study: StudyFile) -> Anchor:
    turn_id, text = study.rows("select turn_id, text from turns where turn_no = 2 and speaker = 'Karima'")[0]
    return Anchor(turn_id=turn_id, start=0, end=len(text), verbatim=text)


def decide(study: StudyFile) -> Decision:
    place = a_place(study)
    one = Decision(
        decision_id="d1", action=DecisionAction.CODE, anchor=place, code_id="c1", coder="Inès", decided_at=AT
    )
    with study.write(actor="Inès", at=AT) as write:
        coding.add_decisions(write, [one])
    return one


def put_forward(study: StudyFile) -> Evidence:
    one = Evidence(
        evidence_id="e1", finding_id="f1", stance=Stance.SUPPORTS, anchor=a_place(study), added_by="Inès", added_at=AT
    )
    with study.write(actor="Inès", at=AT) as write:
        findings.add_finding(write, Finding(finding_id="f1", statement="On attend.", author="Inès", written_at=AT))
        findings.add_evidence(write, one)
    return one


def digests_without_salt(study: StudyFile) -> dict[str, str]:
    """What somebody who guessed every word, and knew all the rest, would compute."""
    one, piece = decide(study), put_forward(study)
    place = one.anchor
    turns = study.rows("select turn_no, speaker, text, null from turns order by turn_no")
    return {
        "transcript": turns_digest(turns),
        "decision": row_digest("code", place.turn_id, place.start, place.end, place.verbatim, "c1", "Inès"),
        "evidence": row_digest("supports", place.turn_id, piece.anchor.start, piece.anchor.end, place.verbatim),
    }


@pytest.mark.parametrize("what", ["transcript", "decision", "evidence"])
def test_a_right_guess_at_the_words_is_nowhere_in_the_journal(study: StudyFile, what: str) -> None:
    assert digests_without_salt(study)[what] not in told(study)


@pytest.mark.parametrize("what", ["transcript", "decision", "evidence"])
def test_without_a_salt_the_same_guess_would_have_been_confirmed(
    study: StudyFile, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The attack is a real one: it works on rows that have no salt."""
    for module in (coding, findings, segments, sources):
        monkeypatch.setattr(module, "new_salt", lambda: None)
    release(study, read_source_of(*SHORT, name="court.txt"))
    short = study.rows(
        "select turn_no, speaker, text, null from turns where speaker in ('Nadia') or text = 'Ça va ?' order by 1"
    )
    found = {**digests_without_salt(study), "transcript": turns_digest(short)}
    assert found[what] in told(study)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_s_seal_cannot_be_computed_from_its_words_alone(study: StudyFile, table: str) -> None:
    digests_without_salt(study)
    columns = [
        name for (name,) in study.rows("select column_name from duckdb_columns() where table_name = $t", {"t": table})
    ]
    guessed = study.rows(digests_of(table, [name for name in columns if name != "salt"]))
    sealed = set(study.rows("select high, low from seals where table_name = $t", {"t": table}))
    assert guessed
    assert sealed.isdisjoint(guessed)
    assert sealed == set(study.rows(digests_of(table, columns)))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_salt_of_its_own(study: StudyFile, table: str) -> None:
    digests_without_salt(study)
    salts = [salt for (salt,) in study.rows(f"select salt from {table}")]
    assert salts
    assert all(len(salt) == 32 for salt in salts)
    assert len(set(salts)) == len(salts)


def test_a_study_written_before_rows_had_salts_still_holds_and_goes_on(
    study: StudyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        for module in (coding, findings, segments, sources):
            before.setattr(module, "new_salt", lambda: None)
        release(study, read_source_of(*SHORT, name="court.txt"))
        decide(study)
    assert integrity.broken_promises(study) == ()
    put_forward(study)
    assert integrity.broken_promises(study) == ()
    study.rewrite("update turns set text = 'Oui.' where text = 'Non.'")
    assert integrity.broken_promises(study)
