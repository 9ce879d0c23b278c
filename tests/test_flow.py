"""
The flow end to end, on the invented corpus: the four promises, what a second run does, what one more file costs.

Rules and lists only, and an encoder without weights: the real models are in test_demo.py.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FakeEncoder

from models.coding import DecisionAction
from models.finding import FindingStatus, Position, Stance
from models.provenance import Step
from models.transcript import Anchor, SourceState
from pipeline import engine
from pipeline.errors import (
    BackupRefused,
    ImportRefused,
    NotAllowed,
    SettingsRefused,
    UnknownReference,
    VaultLocked,
    VerbatimMismatch,
    WrongPassphrase,
)  # fmt: skip
from pipeline.flow import analysing, anonymising, care, coding, findings, imports, ingesting, outputs, review, steps
from pipeline.flow.study import OpenStudy, Role, new_study, open_study
from pipeline.store import codebook as store_codebook
from pipeline.store import coding as store_coding
from pipeline.store import findings as store_findings
from pipeline.store import people, segments, sources, themes

PASSPHRASE = "une phrase de test"


def lighten(patch: pytest.MonkeyPatch) -> None:
    """No worker process, no language model, an encoder without weights; the stages themselves are the real ones."""
    in_process, encoder = engine.map_stage, FakeEncoder()
    patch.setattr(anonymising, "_recogniser", lambda: None)
    patch.setattr(engine, "map_stage", lambda f, items, **_: in_process(f, items, workers=0))
    patch.setattr(steps, "load_ahead", lambda *_, **__: None)
    patch.setattr(anonymising, "ready_workers", lambda *_: None)
    patch.setattr(analysing, "load_encoder", lambda *_, **__: encoder)
    patch.setattr(analysing, "_loaded", {})
    patch.setattr(analysing, "encoder_id", lambda _: "fake")


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of this file runs light."""
    lighten(monkeypatch)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, sample_corpus: Path) -> Path:
    """The invented corpus, run once to its themes; tests work on copies."""
    folder = tmp_path_factory.mktemp("prepared") / "étude"
    folder.mkdir()
    shutil.copytree(sample_corpus / "sources", folder / "sources")
    for name in ("study.toml", "participants.csv"):
        shutil.copyfile(sample_corpus / name, folder / name)
    with pytest.MonkeyPatch.context() as patch:
        lighten(patch)
        with opening(folder) as study:
            steps.run(study)
    return folder


@pytest.fixture
def sampled(prepared: Path, tmp_path: Path) -> Iterator[OpenStudy]:
    """The invented corpus, run to its themes."""
    with opening(shutil.copytree(prepared, tmp_path / "étude")) as study:
        yield study


def decide_all(study: OpenStudy, sample_corpus: Path) -> list[imports.Imported]:
    """The scripted work of the demonstration's two researchers: codebook, codings, findings."""
    decisions = sample_corpus / "decisions"
    return [
        imports.import_codebook(study, decisions / "codebook.csv"),
        imports.import_codings(study, decisions / "codings.csv"),
        imports.import_findings(study, decisions / "findings.json"),
    ]


def small_study(folder: Path, *, release: str = "automatic") -> Path:
    new_study(folder, title="Petite étude")
    toml = (folder / "study.toml").read_text(encoding="utf-8").replace('release = "reviewed"', f'release = "{release}"')
    (folder / "study.toml").write_text(toml, encoding="utf-8")
    interview = (
        "Enquêtrice : Comment ça se passe avec la mairie ?\n"
        "Karima : Je m'appelle Karima Belkacem et j'attends depuis mars. Mon numéro c'est le 06 39 98 12 34.\n"
        "Enquêtrice : Et sur internet ?\n"
        "Karima : Le site demande un mot de passe que je n'ai jamais reçu, alors j'ai laissé tomber.\n"
    )
    (folder / "sources" / "entretien.txt").write_text(interview, encoding="utf-8")
    return folder


def opening(folder: Path, *, role: Role = Role.CUSTODIAN) -> OpenStudy:
    return open_study(folder, actor="Inès", role=role, passphrase=lambda _: PASSPHRASE)


# ------------------------------------------------------------------ promise 1: nobody is exposed


def planted_and_still_readable(study: OpenStudy, sample_corpus: Path) -> set[tuple[str, str, str]]:
    """(source, kind, form) of every identifier planted in the invented corpus that is still read in its source."""
    with (sample_corpus / "identifiants.csv").open(encoding="utf-8") as lines:
        planted = list(csv.DictReader(lines))
    assert len(planted) > 50
    texts: dict[str, str] = {}
    names = {source.source_id: source.source_name for source in sources.all_sources(study.file)}
    for transcript in sources.current_transcripts(study.file):
        texts[names[transcript.source_id]] = "\n".join(f"{turn.speaker} {turn.text}" for turn in transcript.turns)
    return {
        (row["source_name"], row["kind"], row["form"])
        for row in planted
        if re.search(rf"(?<!\w){re.escape(row['form'])}(?!\w)", texts[row["source_name"]])
    }


def test_no_planted_person_or_contact_reaches_the_study_file_even_without_the_recogniser(
    sampled: OpenStudy, sample_corpus: Path
) -> None:
    """Rules and lists alone hold people, telephones, addresses and numbers; hamlets need the recogniser."""
    kinds = {kind for _, kind, _ in planted_and_still_readable(sampled, sample_corpus)}
    assert kinds <= {"PLACE", "ORGANISATION", "ADDRESS"}


def test_original_words_lie_nowhere_in_clear(tmp_path: Path) -> None:
    with opening(small_study(tmp_path / "s")) as study:
        steps.run(study)
        outputs.report(study)
    for path in (tmp_path / "s").rglob("*"):
        if path.is_file() and "sources" not in path.parts:
            assert b"Belkacem" not in path.read_bytes(), path.name
            assert b"98 12 34" not in path.read_bytes(), path.name


def test_a_transcript_stays_at_the_gate_until_somebody_releases_it(tmp_path: Path) -> None:
    with opening(small_study(tmp_path / "s", release="reviewed")) as study:
        steps.run(study)
        assert [s.state for s in sources.all_sources(study.file)] == [SourceState.HELD]
        assert study.file.rows("select count(*) from turns") == [(0,)]
        assert steps.status(study).next.startswith("polyphonie review")
        assert review.release(study) == 1
        steps.run(study)
        assert [s.state for s in sources.all_sources(study.file)] == [SourceState.RELEASED]
        assert segments.segments_hash(study.file)[0] > 0


def test_what_a_custodian_decides_holds_for_the_whole_study(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "s", release="reviewed")
    with opening(folder) as study:
        steps.run(study)
        person = next(e for e in review.reviewed_entities(study) if "Belkacem" in " ".join(e.forms))
        before = anonymising.read_review(study)
        review.mask_forms(study, ["mot de passe"], person.kind)
        assert "mot de passe" not in _held_text(study)
        review.undo_review(study, before)
        assert "mot de passe" in _held_text(study)
        review.rename_entity(study, person.key, "Nour Saïdi")
        review.release(study)
    with opening(folder) as study:
        assert "Belkacem" not in _released_text(study)


def _held_text(study: OpenStudy) -> str:
    (waiting,) = review.held_sources(study)
    return "\n".join(t.text for t in anonymising.held(study, waiting.source.source_id).transcript.turns)


def _released_text(study: OpenStudy) -> str:
    return "\n".join(turn.text for t in sources.current_transcripts(study.file) for turn in t.turns)


def test_a_reader_decides_nothing(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "s")
    with opening(folder) as study:
        steps.run(study)
    with opening(folder, role=Role.READER) as study:
        with pytest.raises(NotAllowed):
            coding.add_code(study, "attente")
        with pytest.raises(NotAllowed):
            review.held_sources(study)


def test_the_vault_is_asked_for_and_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "s")
    with open_study(folder) as study, pytest.raises(VaultLocked):
        steps.run(study)
    with opening(folder) as study:
        steps.run(study)
    with open_study(folder, passphrase=lambda _: "une autre") as study, pytest.raises(WrongPassphrase):
        _ = study.vault


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


def test_sealed_sources_leave_the_folder_and_still_verify(tmp_path: Path) -> None:
    with opening(small_study(tmp_path / "s")) as study:
        steps.run(study)
        assert care.seal(study) == 1
        assert not (tmp_path / "s" / "sources" / "entretien.txt").exists()
        assert care.verify(study).broken == ()
        steps.run(study)
        assert [s.state for s in sources.all_sources(study.file)] == [SourceState.RELEASED]


def test_verify_names_a_source_that_was_changed_on_disk(tmp_path: Path) -> None:
    with opening(small_study(tmp_path / "s")) as study:
        steps.run(study)
        path = tmp_path / "s" / "sources" / "entretien.txt"
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert [b.what for b in care.verify(study).broken] == [
            "Le fichier d'une source est absent de sources/ ou a été modifié"
        ]


def test_a_withdrawal_erases_a_person_everywhere(sampled: OpenStudy, sample_corpus: Path) -> None:
    decide_all(sampled, sample_corpus)
    quoted = [r.participant_id for sheet in findings.sheets(sampled) for r in sheet.evidence if r.participant_id]
    gone = max(set(quoted), key=quoted.count)
    words = [row.text for row in segments.segment_rows(sampled.file) if row.participant_id == gone]
    receipt = care.withdraw(sampled, gone)
    assert receipt.rows > 0
    assert receipt.findings
    assert gone not in people.participants(sampled.file)
    content = (sampled.folder / "study.duckdb").read_bytes()
    assert not [text for text in words if len(text) > 40 and text.encode() in content]
    assert gone not in (sampled.folder / "participants.csv").read_text(encoding="utf-8")
    assert care.verify(sampled).broken == ()
    steps.run(sampled)
    assert gone not in {row.participant_id for row in segments.segment_rows(sampled.file)}


def test_withdrawing_one_respondent_keeps_the_others(sampled: OpenStudy) -> None:
    survey = next(s for s in sources.all_sources(sampled.file) if s.kind == "survey")
    before = sorted(people.speakers_of(sampled.file, survey.source_id))
    care.withdraw(sampled, before[0])
    assert sorted(people.speakers_of(sampled.file, survey.source_id)) == before[1:]
    assert care.verify(sampled).broken == ()
    steps.run(sampled)
    assert sorted(people.speakers_of(sampled.file, survey.source_id)) == before[1:]


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
