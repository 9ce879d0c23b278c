"""
Nobody is exposed: what the flow keeps from the study file, who passes the gate, what a withdrawal erases.

Rules and lists only, and an encoder without weights: the real models are in test_demo.py.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from studies import decide_all, opening, small_study

from models.anonymisation import AnonymisedTranscript
from models.transcript import SourceState, Transcript, TranscriptState
from pipeline.errors import (
    NotAllowed,
    VaultLocked,
    WrongPassphrase,
)  # fmt: skip
from pipeline.flow import anonymising, care, coding, findings, outputs, review, steps
from pipeline.flow.opening import open_study
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import people, segments, sources

pytestmark = pytest.mark.usefixtures("light")


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
        review.mask_forms(study, ["mot de passe"], person.kind)
        assert "mot de passe" not in _held_text(study)
        review.undo_review(study)
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


def test_sealed_sources_leave_the_folder_and_still_verify(tmp_path: Path) -> None:
    with opening(small_study(tmp_path / "s")) as study:
        steps.run(study)
        assert care.seal(study) == (1, 0)
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


class DoubtfulRecogniser:
    """Sees a person in the first of two identical words only, as a language model does."""

    def entities(self, texts: Iterable[str]) -> Iterator[tuple[tuple[int, int, str], ...]]:
        for text in texts:
            start = text.find("Vrombelle")
            yield ((start, start + len("Vrombelle"), "PER"),) if start >= 0 else ()


@pytest.mark.parametrize("release", ["automatic", "reviewed"])
def test_what_is_masked_once_is_masked_wherever_it_is_written_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: str
) -> None:
    monkeypatch.setattr(anonymising, "_recogniser", DoubtfulRecogniser)
    folder = small_study(tmp_path / "s", release=release)
    speech = "Karima : On a vu Vrombelle à la réunion. Après Vrombelle est parti, et puis Vrombelle est revenu.\n"
    (folder / "sources" / "autre.txt").write_text(speech, encoding="utf-8")
    with opening(folder) as study:
        steps.run(study)
        review.release(study)
        left = _released_text(study).count("Vrombelle")
        assert left == 0 or (release == "reviewed" and left == 3)
        assert care.verify(study).broken == ()


def test_verify_names_the_turn_and_the_file_where_an_identifier_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget(transcript: Transcript, *_: Any, **__: Any) -> AnonymisedTranscript:
        unread = transcript.model_copy(update={"state": TranscriptState.ANONYMISED})
        return AnonymisedTranscript(transcript=unread, replacements=())

    monkeypatch.setattr(anonymising, "replace", forget)
    with opening(small_study(tmp_path / "s")) as study:
        steps.run(study)
        (study.folder / "outputs" / "note.txt").write_text("Vu Karima Belkacem.", encoding="utf-8")
        broken = care.verify(study).broken
    assert {b.where.rpartition(" ")[2] for b in broken} == {"2", "4", "outputs/note.txt"}
    assert "Belkacem" not in str(broken)
