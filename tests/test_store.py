"""The study file: what is appended, what is current, what the journal proves, who owns it, what a copy is worth."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest
from made import AT, DIALOGUE, INTERVIEWER, PARTICIPANT, read_source_of, release

from models.codebook import Code
from models.coding import Decision, DecisionAction, Memo, Proposal, ProposalState
from models.finding import Evidence, Finding, Stance
from models.participant import Participant
from models.provenance import Step
from models.theme import SegmentTheme, Theme, ThemeSet
from models.transcript import Anchor, SpeakerRole
from pipeline.errors import BackupRefused, NotAnonymised, NotAStudy, StudyBusy, StudyDamaged
from pipeline.store import (
    codebook,
    coding,
    copying,
    erasing,
    findings,
    integrity,
    journal,
    people,
    runs,
    schema,
    segments,
    sources,
    themes,
    vectors,
    views,
)  # fmt: skip
from pipeline.store.connection import StudyFile, open_study_file

# The columns are a promise (DESIGN, section 6).
PUBLIC_COLUMNS = {
    "v_sources": "source_id source_name source_sha256 kind format language state n_turns n_words",
    "v_participants": "participant_id stakeholder_group territory wave attributes consent_uses withdrawn_on",
    "v_turns": "turn_id transcript_id transcript_version source_id turn_no speaker speaker_role participant_id text start_s end_s standing",
    "v_segments": "segment_id turn_id transcript_id participant_id stakeholder_group territory wave turn_no start_char end_char "
    "text question n_words standing",
    "v_themes": "theme_id run_id is_current label terms n_segments n_participants stability",
    "v_segment_themes": "segment_id theme_id probability run_id is_current",
    "v_proposals": "proposal_id segment_id code_path score reason run_id state",
    "v_codings": "coding_id segment_id turn_id start_char end_char verbatim code_id code_path coder origin score decided_at",
    "v_findings": "finding_id statement status n_participants n_groups groups_silent groups_contradicting max_participant_share",
    "v_trace": "finding_id statement stance verbatim code_path coder decided_at participant_id stakeholder_group turn_no "
    "speaker_role start_char end_char transcript_id transcript_version source_id source_name source_sha256",
}


@pytest.mark.parametrize("name", views.PUBLIC_VIEWS)
def test_public_views_have_the_promised_columns(study: StudyFile, name: str) -> None:
    columns, _ = views.view(study, name)
    assert " ".join(columns) == PUBLIC_COLUMNS[name]


def a_decision(
    study: StudyFile, action: DecisionAction = DecisionAction.CODE, *, number: int = 1, coder: str = "Inès"
) -> Decision:
    row = segments.segment_rows(study)[0]
    return Decision(
        decision_id=f"d{number}",
        action=action,
        anchor=Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text),
        code_id="c1",
        coder=coder,
        decided_at=AT,
        segment_id=row.segment_id,
    )


def with_code(study: StudyFile) -> None:
    with study.write(actor="Inès", at=AT) as write:
        codebook.add_codes(write, [Code(code_id="c1", name="attente", path="attente")])


def decide(study: StudyFile, *decisions: Decision) -> int:
    with study.write(actor="Inès", at=AT) as write:
        return coding.add_decisions(write, decisions)


def test_the_latest_decision_of_a_coder_on_the_same_words_is_in_force(study: StudyFile) -> None:
    with_code(study)
    decide(study, a_decision(study), a_decision(study, DecisionAction.REMOVE, number=2))
    assert coding.codings(study) == ()
    decide(study, a_decision(study, number=3))
    assert [c.coding_id for c in coding.codings(study)] == ["d3"]
    assert len(coding.decisions(study)) == 3


def test_two_coders_do_not_supersede_each_other(study: StudyFile) -> None:
    with_code(study)
    decide(study, a_decision(study), a_decision(study, DecisionAction.REMOVE, number=2, coder="Mehdi"))
    assert [c.coder for c in coding.codings(study)] == ["Inès"]


def test_a_decision_sent_twice_is_stored_once(study: StudyFile) -> None:
    with_code(study)
    assert decide(study, a_decision(study), a_decision(study)) == 1
    assert decide(study, a_decision(study)) == 0


def a_finding(study: StudyFile) -> str:
    row = segments.segment_rows(study)[0]
    anchor = Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text)
    with study.write(actor="Inès", at=AT) as write:
        findings.add_finding(write, Finding(finding_id="f1", statement="On attend.", author="Inès", written_at=AT))
        findings.add_evidence(
            write,
            Evidence(
                evidence_id="e1", finding_id="f1", stance=Stance.SUPPORTS, anchor=anchor, added_by="Inès", added_at=AT
            ),
        )
    return row.turn_id


def test_a_finding_walks_back_to_the_hash_of_its_file(study: StudyFile) -> None:
    a_finding(study)
    (row,) = findings.trace(study)
    assert (row.participant_id, row.turn_no, row.source_name) == ("p-Karima", 2, "entretien.txt")
    assert row.source_sha256 == read_source_of(*DIALOGUE).source.source_sha256
    assert integrity.broken_promises(study) == ()


TAMPERINGS = {
    "a word of a turn": "update turns set text = 'J' || text where turn_no = 2",
    "a segment's words": "update segments set text = text || '.' ",
    "a decision's code": "update decisions set code_id = 'c2'",
    "a decision's author": "update decisions set coder = 'quelqu''un'",
    "a decision gone": "delete from decisions",
    "a finding's wording": "update findings set statement = 'On n''attend pas.'",
    "a piece of evidence turned round": "update evidence set stance = 'contradicts'",
    "evidence gone": "delete from evidence",
    "a code renamed behind the journal": "update codes set path = 'autre'",
    "a source's hash": "update sources set source_sha256 = repeat('0', 64)",
    "a source gone": "delete from sources",
    "a transcript gone": "delete from turns",
    "a journal payload": "update journal set payload = '{}' where kind = 'decision'",
    "a journal line gone": "delete from journal where seq = 2",
    "a journal author": "update journal set actor = 'autre' where seq = 2",
}


@pytest.mark.parametrize("statement", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_verify_names_what_was_altered(study: StudyFile, statement: str) -> None:
    with_code(study)
    decide(study, a_decision(study))
    a_finding(study)
    assert integrity.broken_promises(study) == ()
    study.rewrite(statement)
    assert integrity.broken_promises(study)


def test_what_verify_says_holds_no_participant_words(study: StudyFile) -> None:
    study.rewrite("update turns set text = 'J' || text where turn_no = 2")
    said = " ".join(f"{b.what} {b.where}" for b in integrity.broken_promises(study))
    assert "réponse" not in said
    assert "Karima" not in said


def test_an_original_transcript_never_enters_the_study(study: StudyFile) -> None:
    one = read_source_of(("Karima", PARTICIPANT, "Bonjour."), name="autre.txt")
    with pytest.raises(NotAnonymised), study.write(actor="test", at=AT) as write:
        sources.add_transcript(write, one.transcript, run_id="r")
    assert len(sources.current_transcripts(study)) == 1


def test_a_write_that_fails_leaves_neither_rows_nor_journal(study: StudyFile) -> None:
    before = study.rows("select count(*) from journal")
    with pytest.raises(duckdb.Error), study.write(actor="test", at=AT) as write:
        people.add_participants(write, [Participant(participant_id="p-9")])
        write.execute("select * from nowhere")
    assert "p-9" not in people.participants(study)
    assert study.rows("select count(*) from journal") == before


def test_threads_that_write_at_once_keep_one_chain(study: StudyFile) -> None:
    def add(number: int) -> None:
        with study.write(actor=f"t{number}", at=AT) as write:
            people.add_participants(write, [Participant(participant_id=f"p-{number}")])

    threads = [threading.Thread(target=add, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(people.participants(study)) == 17
    assert journal.broken_links(study) == ()


def test_what_participants_csv_says_later_wins(study: StudyFile) -> None:
    person = Participant(
        participant_id="p-Karima", stakeholder_group="habitants", attributes=(("âge", "30-40"),),
        consent_date=date(2026, 1, 5), consent_uses=("rapport",),
    )  # fmt: skip
    with study.write(actor="test", at=AT) as write:
        people.add_participants(write, [person])
    assert people.participants(study)["p-Karima"] == person
    assert {row.stakeholder_group for row in segments.segment_rows(study)} == {"habitants"}


def test_naming_a_voice_changes_no_turn(study: StudyFile) -> None:
    before = study.rows("select turn_id, text from turns order by turn_id")
    (source,) = sources.all_sources(study)
    voice = people.SpeakerVoice(source.source_id, "Karima", "P01", SpeakerRole.PARTICIPANT)
    with study.write(actor="test", at=AT) as write:
        people.add_voices(write, [voice])
    assert {row.participant_id for row in segments.segment_rows(study)} == {"P01"}
    assert study.rows("select turn_id, text from turns order by turn_id") == before


def test_a_new_version_of_a_transcript_replaces_its_segments(study: StudyFile) -> None:
    one = read_source_of(*DIALOGUE)
    second = one.transcript.model_copy(update={"version": 2})
    release(study, one.model_copy(update={"transcript": second}))
    assert {row.transcript_id for row in segments.segment_rows(study)} == {second.transcript_id}
    assert {row[0] for row in study.rows("select transcript_version from v_turns")} == {2}


def test_search_finds_other_forms_of_a_word_with_its_accents(study: StudyFile) -> None:
    segments.rebuild_search(study)
    (found,) = {segment_id for segment_id, _ in segments.search_words(study, "réponses")}
    assert "réponse" in segments.segment_rows(study, segment_ids=[found])[0].text


def test_search_before_any_index_finds_nothing(study: StudyFile) -> None:
    assert segments.search_words(study, "réponse") == ()


def test_vectors_come_back_in_the_order_asked_for_and_by_encoder(study: StudyFile) -> None:
    made = np.eye(3, dtype=np.float32)
    with study.write(actor="test", at=AT) as write:
        vectors.add_vectors(write, ["un", "deux", "trois"], made, encoder_id="A")
        vectors.add_vectors(write, ["un"], made[:1, :2], encoder_id="B")
    assert np.array_equal(vectors.vectors_of(study, ["trois", "un"], encoder_id="A"), made[[2, 0]])
    assert vectors.vectors_of(study, ["un"], encoder_id="B").shape == (1, 2)
    assert vectors.vectors_of(study, ["un", "jamais vu"], encoder_id="A") is None


def test_a_vector_of_the_wrong_length_is_refused(study: StudyFile) -> None:
    with study.write(actor="test", at=AT) as write:
        vectors.add_vectors(write, ["un"], np.ones((1, 3), np.float32), encoder_id="A")
        with pytest.raises(duckdb.Error):
            write.execute("insert into vectors_3 values ('x', 'A', [1.0, 2.0])")


def test_themes_of_the_latest_run_are_current_and_keep_a_researchers_name(study: StudyFile) -> None:
    row = segments.segment_rows(study)[0]
    for number in (1, 2):
        with study.write(actor="test", at=AT) as write:
            run = runs.start_run(write, Step.THEMES, settings="{}", versions="{}", inputs_hash=str(number), seed=number)
            theme = Theme(
                theme_id=f"t{number}", run_id=run.run_id, label="démarches", terms=("dossier",), n_segments=1,
                representatives=(row.segment_id,), n_participants=1, stability=0.8,
            )  # fmt: skip
            place = SegmentTheme(segment_id=row.segment_id, theme_id=f"t{number}", run_id=run.run_id, probability=1)
            themes.add_themes(write, ThemeSet(themes=(theme,), places=(place,)), run=run)
            runs.end_run(write, run)
    with study.write(actor="test", at=AT) as write:
        themes.rename_theme(write, "t2", "Attendre une réponse")
    assert [(t.theme_id, t.label) for t in themes.theme_rows(study)] == [("t2", "Attendre une réponse")]
    assert study.rows("select theme_id, is_current from v_themes order by theme_id") == [("t1", False), ("t2", True)]


def test_a_proposal_reopened_is_pending_again(study: StudyFile) -> None:
    with_code(study)
    row = segments.segment_rows(study)[0]
    with study.write(actor="test", at=AT) as write:
        run = runs.start_run(write, Step.PROPOSE, settings="{}", versions="{}", inputs_hash="x")
        coding.add_proposals(
            write,
            [
                Proposal(
                    proposal_id="p1", segment_id=row.segment_id, code_id="c1", score=0.7, reason="", run_id=run.run_id
                )
            ],
        )
        runs.end_run(write, run)
    accepted = a_decision(study, DecisionAction.ACCEPT).model_copy(update={"proposal_id": "p1"})
    decide(study, accepted)
    assert coding.proposal_counts(study) == {"accepted": 1}
    decide(study, accepted.model_copy(update={"decision_id": "d2", "action": DecisionAction.REOPEN, "undoes": "d1"}))
    assert [p.state for p in coding.proposal_rows(study)] == [ProposalState.PENDING]
    assert coding.codings(study) == ()


def test_an_emptied_memo_is_gone_from_the_list(study: StudyFile) -> None:
    memo = Memo(memo_id="m1", about_kind="study", about_id="s", text="À revoir", author="Inès", written_at=AT)
    with study.write(actor="Inès", at=AT) as write:
        coding.add_memo(write, memo)
    assert coding.memos(study) == (memo,)
    with study.write(actor="Inès", at=AT) as write:
        coding.add_memo(write, memo.model_copy(update={"text": ""}))
    assert coding.memos(study) == ()


# ------------------------------------------------------------------ the file


def test_a_folder_without_a_study_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotAStudy):
        open_study_file(tmp_path, purpose="test")


def test_a_second_owner_is_told_who_holds_the_study(tmp_path: Path) -> None:
    with (
        open_study_file(tmp_path, purpose="premier usage", create=True),
        pytest.raises(StudyBusy, match="premier usage, processus"),
    ):
        open_study_file(tmp_path, purpose="second")
    open_study_file(tmp_path, purpose="après").close()


def test_a_migration_that_was_edited_is_refused(tmp_path: Path) -> None:
    with open_study_file(tmp_path, purpose="test", create=True) as file:
        file.rewrite("update migrations set sha256 = 'autre' where name like '0001%'")
    with pytest.raises(StudyDamaged, match="0001"):
        open_study_file(tmp_path, purpose="test")


def test_a_study_from_a_later_version_is_refused(tmp_path: Path) -> None:
    with open_study_file(tmp_path, purpose="test", create=True) as file:
        file.rewrite("insert into migrations values ('9999_future.sql', 'x')")
    with pytest.raises(StudyDamaged, match="9999"):
        open_study_file(tmp_path, purpose="test")


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [int(name[:4]) for name in schema.migrations()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_study_reaches_nothing_outside_itself(tmp_path: Path) -> None:
    (tmp_path / "autre.csv").write_text("a,b\n1,2\n")
    with open_study_file(tmp_path, purpose="test", create=True) as file, pytest.raises(duckdb.Error, match="disabled"):
        file.rows(f"select * from read_csv('{tmp_path / 'autre.csv'}')")


def test_a_damaged_copy_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "study.duckdb"
    broken.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(BackupRefused):
        copying.check_copy(broken)


def test_withdrawing_a_person_leaves_no_word_of_theirs_in_the_file(tmp_path: Path) -> None:
    """DELETE does not erase: the file is written anew, and the other person's words and codings stay whole."""
    with open_study_file(tmp_path, purpose="test", create=True) as file:
        shared = read_source_of(
            ("E1", INTERVIEWER, "Et vous ?"),
            ("Karima", PARTICIPANT, "Le mot ornithorynque est de moi seule."),
            ("Paul", PARTICIPANT, "Moi je parle plutôt de pamplemousse."),
        )
        release(file, shared)
        with_code(file)
        (gone, kept) = segments.segment_rows(file)
        for number, row in enumerate((gone, kept)):
            anchor = Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text)
            decide(
                file,
                a_decision(file, number=number).model_copy(update={"anchor": anchor, "segment_id": row.segment_id}),
            )
        with file.write(actor="test", at=AT) as write:
            shares = {shared.source.source_id: (2,)}
            erasing.erase_person(write, erasing.Leaving("p-Karima", whole=(), shared=shares, receipt="r"))
    copying.rewrite_file(tmp_path)
    assert b"ornithorynque" not in (tmp_path / "study.duckdb").read_bytes()
    with open_study_file(tmp_path, purpose="test") as file:
        assert [row.text for row in segments.segment_rows(file)] == ["Moi je parle plutôt de pamplemousse."]
        assert [c.verbatim for c in coding.codings(file)] == ["Moi je parle plutôt de pamplemousse."]
        assert integrity.broken_promises(file) == ()
        assert file.rows("select n_turns from v_sources") == [(2,)]
