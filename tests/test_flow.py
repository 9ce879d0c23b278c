"""
The flow end to end, on the invented corpus: real words, findings walked back, what a second run does, what one more file costs.

Rules and lists only, and an encoder without weights: the real models are in test_demo.py.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from studies import decide_all, opening, small_study

from models.coding import DecisionAction
from models.finding import FindingStatus, Position, Stance
from models.provenance import Step
from models.transcript import Anchor
from pipeline.errors import (
    BackupRefused,
    ImportRefused,
    SettingsRefused,
    UnknownReference,
    VerbatimMismatch,
)  # fmt: skip
from pipeline.flow import analysing, care, coding, findings, imports, ingesting, outputs, steps
from pipeline.flow.opening import new_study
from pipeline.flow.study import OpenStudy
from pipeline.store import codebook as store_codebook
from pipeline.store import coding as store_coding
from pipeline.store import findings as store_findings
from pipeline.store import segments, themes

pytestmark = pytest.mark.usefixtures("light")

# ------------------------------------------------------------------ promise 2: every word is real


def test_every_verbatim_equals_the_text_at_its_anchor(sampled: OpenStudy, sample_corpus: Path) -> None:
    decide_all(sampled, sample_corpus)
    turns = dict(sampled.file.rows("select turn_id, text from v_turns"))
    rows = sampled.file.rows("select turn_id, start_char, end_char, verbatim from v_codings")
    rows += sampled.file.rows("select turn_id, start_char, end_char, text from v_segments")
    assert len(rows) > 200
    assert [row for row in rows if turns[row[0]][row[1] : row[2]] != row[3]] == []


def test_words_that_are_not_there_are_refused(sampled: OpenStudy) -> None:
    code = coding.add_code(sampled, "attente")
    finding = findings.write_finding(sampled, "On attend.")
    row = segments.segment_rows(sampled.file)[0]
    shifted = Anchor(turn_id=row.turn_id, start=row.start_char + 1, end=row.end_char + 1, verbatim=row.text)
    with pytest.raises(VerbatimMismatch):
        coding.code_words(sampled, shifted, code.code_id)
    with pytest.raises(VerbatimMismatch):
        findings.add_evidence(sampled, finding.finding_id, Stance.SUPPORTS, shifted)


def test_an_interviewers_words_support_no_finding(sampled: OpenStudy) -> None:
    turn_id, text = sampled.file.rows(
        "select turn_id, text from v_turns where speaker_role = 'interviewer' order by turn_id limit 1"
    )[0]
    finding = findings.write_finding(sampled, "On attend.")
    with pytest.raises(UnknownReference, match="enquêteur"):
        anchor = Anchor(turn_id=turn_id, start=0, end=len(text), verbatim=text)
        findings.add_evidence(sampled, finding.finding_id, Stance.SUPPORTS, anchor)


# ------------------------------------------------------------------ promise 3: every finding can be walked back


def test_every_finding_leads_back_to_a_file_that_its_hash_confirms(sampled: OpenStudy, sample_corpus: Path) -> None:
    decide_all(sampled, sample_corpus)
    trace = store_findings.trace(sampled.file)
    assert {row.finding_id for row in trace} == {f.finding_id for f in store_findings.findings(sampled.file)}
    for row in trace:
        content = (sampled.folder / "sources" / row.source_name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row.source_sha256
    assert care.verify(sampled).broken == ()


def test_the_scripted_decisions_of_the_demonstration_go_in(sampled: OpenStudy, sample_corpus: Path) -> None:
    done = decide_all(sampled, sample_corpus)
    assert [len(one.refused) for one in done] == [0, 0, 0]
    assert done[1].added > 100


def test_the_planted_positions_come_out(sampled: OpenStudy, sample_corpus: Path) -> None:
    """People and professionals agree on the digital barrier, élus do not, financeurs were never met."""
    decide_all(sampled, sample_corpus)
    shown = outputs.findings_json(sampled)["findings"]
    positions = [{g["group"]: g["position"] for g in one["groups"]} for one in shown]
    assert all(one["financeurs"] == Position.SILENT_NEVER_ASKED for one in positions)
    convergent = [one for one in positions if one["personnes accompagnées"] == one["professionnels"] == "convergent"]
    assert convergent
    assert any(one["élus"] == "divergent" for one in positions)


# ------------------------------------------------------------------ promise 4: nothing twice


def test_a_second_run_changes_nothing(sampled: OpenStudy) -> None:
    def state() -> list[tuple[object, ...]]:
        tables = ("turns", "segments", "themes", "segment_themes", "decisions", "journal", "runs", "segmentations")
        return [tuple(sampled.file.rows(f"select count(*), max(hash(t)) from {name} t")[0]) for name in tables]

    before = state()
    summary = steps.run(sampled)
    assert state() == before
    assert summary.ingest is not None
    assert summary.ingest.read == 0
    assert [s.due for s in steps.status(sampled).steps] == [0] * 6


def test_one_more_interview_costs_one_interview(sampled: OpenStudy, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Enquêtrice : Et pour vous ?\nSamira : Moi le bus ne passe que le mardi, alors les démarches attendent.\n"
    (sampled.folder / "sources" / "de_plus.txt").write_text(text, encoding="utf-8")
    read, encoded = [], []
    monkeypatch.setattr(ingesting, "read_source", _counting(ingesting.read_source, read))
    monkeypatch.setattr(analysing, "encode_texts", _counting(analysing.encode_texts, encoded))
    summary = steps.run(sampled)
    assert summary.ingest is not None
    assert (summary.ingest.read, len(read)) == (1, 1)
    assert [len(call[0]) for call in encoded] == [1]


def _counting(function, calls):  # type: ignore[no-untyped-def]
    def counted(*arguments, **options):  # type: ignore[no-untyped-def]
        calls.append(arguments)
        return function(*arguments, **options)

    return counted


# ------------------------------------------------------------------ files and people


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "s")
    (folder / "sources" / "vide.docx").write_bytes(b"")
    (folder / "sources" / "image.pdf").write_bytes(b"\x89PNG\r\n")
    with opening(folder) as study:
        summary = steps.run(study)
        assert summary.ingest is not None
        assert (summary.ingest.read, summary.ingest.refused) == (1, 2)
        assert {f.name for f in summary.ingest.files if f.problem} == {"vide.docx", "image.pdf"}
        assert {t.name for t in steps.status(study).troubles} == {"vide.docx", "image.pdf"}


def test_the_same_bytes_under_another_name_are_counted_once(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "s")
    shutil.copyfile(folder / "sources" / "entretien.txt", folder / "sources" / "copie.txt")
    with opening(folder) as study:
        summary = steps.run(study)
        assert summary.ingest is not None
        assert (summary.ingest.read, summary.ingest.duplicates) == (1, 1)


def test_participants_named_after_a_first_run_take_their_place(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "s")
    with opening(folder) as study:
        steps.run(study)
        assert {row.stakeholder_group for row in segments.segment_rows(study.file)} == {None}
    lines = "participant_id,stakeholder_group,source,speaker\nP01,habitants,entretien.txt,Karima\n"
    (folder / "participants.csv").write_text(lines, encoding="utf-8")
    with opening(folder) as study:
        steps.run(study)
        found = {(row.participant_id, row.stakeholder_group) for row in segments.segment_rows(study.file)}
        assert found == {("P01", "habitants")}
        assert care.verify(study).broken == ()


def test_an_empty_study_says_what_to_do(tmp_path: Path) -> None:
    new_study(tmp_path / "s")
    with opening(tmp_path / "s") as study:
        steps.run(study)
        assert "déposez des fichiers" in steps.status(study).next
        assert outputs.search(study, "logement") == []
        assert outputs.findings_json(study) == {"findings": []}
        assert care.verify(study).holds


def test_a_new_study_never_overwrites_one(tmp_path: Path) -> None:
    new_study(tmp_path / "s")
    with pytest.raises(SettingsRefused):
        new_study(tmp_path / "s")


# ------------------------------------------------------------------ codes and decisions


def test_a_theme_becomes_a_code_with_proposals_that_can_be_answered_and_undone(sampled: OpenStudy) -> None:
    theme = themes.theme_rows(sampled.file)[0]
    code = coding.code_from_theme(sampled, theme.theme_id)
    assert code.theme_id == theme.theme_id
    assert analysing.propose(sampled).made > 0
    proposal = store_coding.proposal_rows(sampled.file)[0]
    assert proposal.reason
    coding.answer(sampled, proposal.proposal_id, DecisionAction.ACCEPT, decision_id="press-1")
    coding.answer(sampled, proposal.proposal_id, DecisionAction.ACCEPT, decision_id="press-1")
    (made,) = store_coding.codings(sampled.file)
    assert (made.origin, made.score) == ("proposal", proposal.score)
    coding.undo(sampled)
    assert store_coding.codings(sampled.file) == ()
    assert len(store_coding.decisions(sampled.file)) == 2


def test_recoding_is_one_act_and_one_undo(sampled: OpenStudy) -> None:
    first, second = coding.add_code(sampled, "attente"), coding.add_code(sampled, "honte")
    row = segments.segment_rows(sampled.file)[0]
    anchor = Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text)
    coding.code_words(sampled, anchor, first.code_id)
    coding.recode(sampled, store_coding.codings(sampled.file)[0], second.code_id)
    assert [c.code_path for c in store_coding.codings(sampled.file)] == ["honte"]
    coding.undo(sampled)
    assert [c.code_path for c in store_coding.codings(sampled.file)] == ["attente"]


def test_merging_codes_loses_no_coding(sampled: OpenStudy, sample_corpus: Path) -> None:
    decide_all(sampled, sample_corpus)
    codes = store_codebook.codes(sampled.file)
    counts = store_codebook.code_counts(sampled.file)
    parents = {c.parent_id for c in codes}
    one, other = [c for c in codes if counts.get(c.code_id, (0, 0))[1] and c.code_id not in parents][:2]
    before = {(c.turn_id, c.start_char, c.coder) for c in store_coding.codings(sampled.file)}
    coding.merge_codes(sampled, one.code_id, other.code_id)
    assert {(c.turn_id, c.start_char, c.coder) for c in store_coding.codings(sampled.file)} == before
    assert one.code_id not in {c.code_id for c in store_coding.codings(sampled.file)}


def test_codings_come_back_the_same_from_an_export(sampled: OpenStudy, sample_corpus: Path, tmp_path: Path) -> None:
    decide_all(sampled, sample_corpus)
    n = outputs.export_codings(sampled, tmp_path / "codings.csv")
    assert imports.import_codings(sampled, tmp_path / "codings.csv").refused == ()
    assert len(store_coding.codings(sampled.file)) == n


def test_an_import_refuses_a_line_by_its_number_and_takes_the_others(sampled: OpenStudy, tmp_path: Path) -> None:
    row = segments.segment_rows(sampled.file)[0]
    good = f'"{row.source_name}",{row.turn_no},{row.start_char},{row.end_char},"{row.text}",attente,Inès,2026-11-02'
    bad = f'"{row.source_name}",{row.turn_no},0,4,"zzzz",attente,Inès,2026-11-02'
    head = "source_name,turn_no,start_char,end_char,verbatim,code_path,coder,decided_at"
    (tmp_path / "c.csv").write_text("\n".join((head, bad, good)) + "\n", encoding="utf-8")
    done = imports.import_codings(sampled, tmp_path / "c.csv")
    assert (done.added, [r.line for r in done.refused]) == (1, [2])
    with pytest.raises(ImportRefused):
        imports.import_codings(sampled, tmp_path / "absent.csv")


# ------------------------------------------------------------------ findings


def test_evidence_taken_back_is_no_longer_counted(sampled: OpenStudy) -> None:
    finding = findings.write_finding(sampled, "Le bus manque.", status=FindingStatus.SUPPORTED)
    row = next(r for r in segments.segment_rows(sampled.file) if r.participant_id)
    anchor = Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text)
    evidence = findings.add_evidence(sampled, finding.finding_id, Stance.SUPPORTS, anchor)
    assert findings.sheet(sampled, finding.finding_id).grounding.n_participants == 1
    findings.remove_evidence(sampled, evidence.evidence_id)
    assert findings.sheet(sampled, finding.finding_id).grounding.n_participants == 0


def test_every_wording_of_a_finding_is_kept(sampled: OpenStudy) -> None:
    finding = findings.write_finding(sampled, "Le bus manque.")
    findings.write_finding(sampled, "Le bus manque le soir.", finding_id=finding.finding_id)
    history = store_findings.finding_history(sampled.file, finding.finding_id)
    assert [one.statement for one in history] == ["Le bus manque.", "Le bus manque le soir."]


def test_counter_voices_come_from_others(sampled: OpenStudy, sample_corpus: Path) -> None:
    decide_all(sampled, sample_corpus)
    for sheet in findings.sheets(sampled, counter_voices=10):
        supporting = {row.participant_id for row in sheet.evidence if row.evidence.stance is Stance.SUPPORTS}
        assert sheet.counter_voices
        assert supporting.isdisjoint({voice.segment.participant_id for voice in sheet.counter_voices})


# ------------------------------------------------------------------ what leaves, what is kept safe


@pytest.mark.parametrize("format_", outputs.REPORT_FORMATS)
def test_a_report_is_written_whole(sampled: OpenStudy, sample_corpus: Path, format_: str) -> None:
    decide_all(sampled, sample_corpus)
    path = outputs.report(sampled, format_)
    assert path.stat().st_size > 5_000
    with pytest.raises(UnknownReference):
        outputs.report(sampled, "odt")


@pytest.mark.parametrize("format_", outputs.EXPORT_FORMATS)
def test_every_export_is_written(sampled: OpenStudy, sample_corpus: Path, format_: str) -> None:
    decide_all(sampled, sample_corpus)
    paths = outputs.export(sampled, format_)
    assert all(path.stat().st_size > 0 for path in paths)


def test_a_backup_restores_to_the_same_study(sampled: OpenStudy, sample_corpus: Path, tmp_path: Path) -> None:
    decide_all(sampled, sample_corpus)
    before = outputs.findings_json(sampled)
    archive = care.backup(sampled, tmp_path / "copie.polyphonie")
    restored = care.restore(archive, tmp_path / "ailleurs")
    with opening(restored) as study:
        assert outputs.findings_json(study) == before
        assert study.vault
        assert care.verify(study).broken == ()
    with pytest.raises(BackupRefused):
        care.restore(archive, restored)


def test_a_backup_with_one_byte_changed_is_refused(tmp_path: Path) -> None:
    with opening(small_study(tmp_path / "s")) as study:
        steps.run(study)
        archive = care.backup(study, tmp_path / "copie.polyphonie")
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    with pytest.raises(BackupRefused):
        care.restore(archive, tmp_path / "ailleurs")
    assert not (tmp_path / "ailleurs").exists()


def test_detect_reads_lines_and_names_a_bad_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs, "load_recogniser", lambda: None)
    (found,) = outputs.detect_lines([json.dumps({"id": "1", "text": "Je m'appelle Karima Belkacem."})])
    assert found["id"] == "1"
    span = found["spans"][0]
    assert {"start", "end", "label", "key", "replacement", "action"} <= span.keys()
    assert "Belkacem" not in found["text"]
    with pytest.raises(ImportRefused, match="Ligne 2"):
        list(outputs.detect_lines(['{"id": "1", "text": "rien"}', "pas du JSON"]))


def test_steps_are_the_six_of_the_flow() -> None:
    assert [step.value for step in Step] == ["ingest", "anonymise", "segment", "encode", "themes", "propose"]
