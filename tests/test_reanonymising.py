"""A correction after coding: a new version, everything that rested on the old one carried over, nothing dropped silently."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from studies import PASSPHRASE, decide_all, opening, small_study

from models.agreement import Mode, Outcome, ReadingState
from models.anonymisation import MentionKind
from models.coding import DecisionAction
from models.finding import Stance
from models.transcript import Anchor
from pipeline.errors import NothingToDo, OriginalsGone, UnknownReference
from pipeline.flow import analysing, anonymising, blind, care, coding, comparing, findings, reanonymising, review, steps
from pipeline.flow.study import OpenStudy
from pipeline.store import carrying, journal, segments, sources
from pipeline.store import coding as coding_store
from pipeline.store import findings as finding_store

pytestmark = pytest.mark.usefixtures("light")

PASSWORD = "mot de passe"  # two French words that a custodian masks


def text_of(study: OpenStudy) -> str:
    return "\n".join(turn.text for t in sources.current_transcripts(study.file) for turn in t.turns)


def anchor_of(study: OpenStudy, words: str) -> Anchor:
    for transcript in sources.current_transcripts(study.file):
        for turn in transcript.turns:
            if words in turn.text:
                start = turn.text.index(words)
                turn_id = transcript.turn_id(turn.turn_no)
                return Anchor(turn_id=turn_id, start=start, end=start + len(words), verbatim=words)
    raise AssertionError("not said")


@pytest.fixture
def coded(tmp_path: Path) -> OpenStudy:
    """A released interview with three codings, a memo and a finding; then a custodian masks two words of it."""
    folder = small_study(tmp_path / "s", release="reviewed")
    study = opening(folder)
    steps.run(study)
    review.release(study)
    steps.run(study)
    code = coding.add_code(study, "numérique")
    for words in ("Le site demande un mot de passe", "passe que je n'ai jamais reçu", "j'ai laissé tomber"):
        coding.code_words(study, anchor_of(study, words), code.code_id, reason="à revoir")
    row = next(s for s in segments.segment_rows(study.file) if PASSWORD in s.text)
    coding.write_memo(study, "segment", row.segment_id, "Revenir sur ce passage.")
    finding = findings.write_finding(study, "Le numérique décourage.")
    findings.add_evidence(study, finding.finding_id, Stance.SUPPORTS, anchor_of(study, "alors j'ai laissé tomber"))
    review.mask_forms(study, [PASSWORD], MentionKind.ORGANISATION)
    return study


def test_codings_memos_and_evidence_follow_their_words(coded: OpenStudy) -> None:
    before = {c.coding_id: (c.coder, c.decided_at, c.code_id) for c in coding_store.codings(coded.file)}
    assert PASSWORD in text_of(coded)
    done = reanonymising.reanonymise(coded)
    assert (done.transcripts, done.stranded) == (1, ())
    assert done.carried == 3 + 1 + 1
    assert PASSWORD not in text_of(coded)
    after = coding_store.codings(coded.file)
    assert {c.coding_id: (c.coder, c.decided_at, c.code_id) for c in after} == before
    assert sorted(c.verbatim for c in after)[-1] == "j'ai laissé tomber"
    assert all(c.verbatim in text_of(coded) for c in after)
    (evidence,) = finding_store.evidence_rows(coded.file)
    assert evidence.evidence.anchor.verbatim == "alors j'ai laissé tomber"
    (memo,) = coding_store.memos(coded.file)
    assert memo.about_id in {s.segment_id for s in segments.segment_rows(coded.file)}
    assert care.verify(coded).broken == ()


def test_conclusions_and_the_minority_reading_follow_their_words(coded: OpenStudy) -> None:
    """What was concluded stays concluded, with each reading and its reason, on the words as they now are."""
    source_id = sources.all_sources(coded.file)[0].source_id
    ines = coded.actor
    for name in (ines, "Mehdi"):
        coded.actor = name
        blind.set_reading(coded, [source_id], ReadingState.READ)
    coded.actor = ines
    open_before = comparing.to_settle(coded)
    masked = next(s.segment_id for s in segments.segment_rows(coded.file) if PASSWORD in s.text)
    wanted = next(one for one in open_before if one.segment_id == masked)
    comparing.settle(
        coded, wanted.unit, Outcome.DOES_NOT_APPLY, mode=Mode.AGREEMENT, reason="Pas le numérique.",
        reasons={ines: "Le site, tout de même."},
    )  # fmt: skip
    before = comparing.settled(coded)
    n_left = len(comparing.to_settle(coded))
    reanonymising.reanonymise(coded)
    assert comparing.settled(coded) == before
    (minority,) = before[0].minority
    assert (minority.coder, minority.reason) == (ines, "Le site, tout de même.")
    decisions = {one.decision_id: one for one in coding_store.decisions(coded.file)}
    assert minority.decision_id is not None
    assert decisions[minority.decision_id].anchor.verbatim in text_of(coded)
    assert len(comparing.to_settle(coded)) == n_left
    assert care.verify(coded).broken == ()
    comparing.undo_settling(coded, before[0].adjudication_id)
    assert len(comparing.to_settle(coded)) == n_left + 1


def test_a_conclusion_whose_coding_lost_its_place_still_says_what_everybody_read(coded: OpenStudy) -> None:
    """Its readings and reasons stay; the coding that is left there was not concluded on, and is put to the team again."""
    code = next(c for c in coding_store.codings(coded.file)).code_id
    for words in ("demande un mot", "demande un mot de"):  # both will end with the mask: one of them is stranded
        coding.code_words(coded, anchor_of(coded, words), code)
    source_id = sources.all_sources(coded.file)[0].source_id
    ines = coded.actor
    for name in (ines, "Mehdi"):
        coded.actor = name
        blind.set_reading(coded, [source_id], ReadingState.READ)
    for one in comparing.to_settle(coded):
        comparing.settle(coded, one.unit, Outcome.DOES_NOT_APPLY, mode=Mode.AGREEMENT, reason="Non.")
    before = comparing.settled(coded)
    done = reanonymising.reanonymise(coded)
    assert len(done.stranded) == 1
    assert comparing.settled(coded) == before
    (again,) = comparing.to_settle(coded)
    assert {one.decision_id for one in again.readings}.isdisjoint(one.stranded_id for one in done.stranded)
    assert care.verify(coded).broken == ()


def test_the_old_version_is_read_nowhere_any_more(coded: OpenStudy) -> None:
    folder = coded.folder
    said = next(t.text for t in sources.current_transcripts(coded.file)[0].turns if PASSWORD in t.text)
    reanonymising.reanonymise(coded)
    versions = sources.transcript_versions(coded.file)
    coded.close()
    assert set(versions.values()) == {2}
    for path in folder.rglob("*"):
        if path.is_file() and "sources" not in path.parts:
            content = path.read_bytes()
            assert PASSWORD.encode() not in content, path.name
            assert said.encode() not in content, path.name


def test_a_second_time_changes_nothing(coded: OpenStudy) -> None:
    reanonymising.reanonymise(coded)
    before = coded.file.rows("select * from decisions order by all")
    again = reanonymising.reanonymise(coded)
    assert (again.transcripts, again.carried) == (0, 0)
    assert coded.file.rows("select * from decisions order by all") == before
    assert set(sources.transcript_versions(coded.file).values()) == {2}
    assert care.verify(coded).broken == ()


def test_what_has_become_one_is_listed_until_somebody_settles_it(coded: OpenStudy) -> None:
    code = next(c for c in coding_store.codings(coded.file)).code_id
    for words in ("demande un mot", "demande un mot de"):  # both will end with the mask
        coding.code_words(coded, anchor_of(coded, words), code)
    done = reanonymising.reanonymise(coded)
    assert [(s.about, s.why, s.coder, s.turn_no) for s in done.stranded] == [("coding", "merged", "Inès", 4)]
    assert len(coding_store.codings(coded.file)) == 3 + 1
    assert reanonymising.stranded(coded) == done.stranded
    assert care.verify(coded).broken == ()
    told = [e for e in journal.events(coded.file) if e.kind == "transcript replaced"]
    assert done.stranded[0].stranded_id in told[0].payload
    assert "demande" not in told[0].payload
    with pytest.raises(UnknownReference):
        reanonymising.dismiss(coded, ["inconnu"], reason="")
    assert reanonymising.dismiss(coded, reason="fait double emploi") == 1
    assert reanonymising.stranded(coded) == ()
    with pytest.raises(NothingToDo):
        reanonymising.dismiss(coded, reason="")


def test_coding_the_turn_again_settles_what_was_stranded(coded: OpenStudy) -> None:
    code = next(c for c in coding_store.codings(coded.file)).code_id
    for words in ("demande un mot", "demande un mot de"):
        coding.code_words(coded, anchor_of(coded, words), code)
    reanonymising.reanonymise(coded)
    assert len(reanonymising.stranded(coded)) == 1
    coding.code_words(coded, anchor_of(coded, "Le site"), code)
    assert reanonymising.stranded(coded) == ()


def test_an_undo_still_takes_back_what_was_carried(coded: OpenStudy) -> None:
    reanonymising.reanonymise(coded)
    (taken,) = coding.undo(coded)
    assert taken.action is DecisionAction.REMOVE or taken.undoes
    assert len(coding_store.codings(coded.file)) == 2
    assert care.verify(coded).broken == ()


def test_a_detector_that_changed_makes_released_transcripts_due_and_nothing_is_done_silently(
    coded: OpenStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    reanonymising.reanonymise(coded)
    assert reanonymising.due_again(coded).source_ids == ()
    monkeypatch.setattr(anonymising, "DETECTOR_VERSION", "suivante")
    due = reanonymising.due_again(coded)
    assert (len(due.source_ids), due.because) == (1, "la détection a changé")
    before = sources.transcript_versions(coded.file)
    steps.run(coded)
    assert sources.transcript_versions(coded.file) == before
    assert reanonymising.reanonymise(coded).transcripts == 0  # the words are the same
    assert reanonymising.due_again(coded).source_ids == ()


def test_only_what_changed_is_encoded_again(coded: OpenStudy, monkeypatch: pytest.MonkeyPatch) -> None:
    analysing.encode(coded)
    encoded: list[str] = []
    encode = analysing.encode_texts  # type: ignore[attr-defined]

    def counted(texts: Sequence[str], *rest: Any, **options: Any) -> Any:
        encoded.extend(texts)
        return encode(texts, *rest, **options)

    monkeypatch.setattr(analysing, "encode_texts", counted)
    reanonymising.reanonymise(coded)
    assert len(encoded) == 1
    assert "laissé tomber" in encoded[0]


def test_without_originals_nothing_can_be_anonymised_anew(coded: OpenStudy) -> None:
    coded.settings = coded.settings.model_copy(
        update={"anonymisation": coded.settings.anonymisation.model_copy(update={"originals": "none"})}
    )
    care.seal(coded, confirmation="détruire les originaux")
    with pytest.raises(OriginalsGone):
        reanonymising.reanonymise(coded)


def test_the_work_of_a_whole_study_is_carried(sampled: OpenStudy, sample_corpus: Path) -> None:
    """The invented corpus, coded; then every person gets another pseudonym."""
    decide_all(sampled, sample_corpus)
    before = coding_store.codings(sampled.file)
    evidence = finding_store.evidence_rows(sampled.file)
    people = [e for e in anonymising.read_entities(sampled) if e.kind is MentionKind.PERSON]
    for number, entity in enumerate(people):
        review.rename_entity(sampled, entity.key, f"Zorbag{chr(97 + number % 26) * (1 + number // 26)}")
    done = reanonymising.reanonymise(sampled)
    assert done.transcripts > 3
    after = coding_store.codings(sampled.file)
    lost = [s for s in done.stranded if s.about == "coding"]
    assert len(after) + len(lost) == len(before)
    assert len(finding_store.evidence_rows(sampled.file)) + len(
        [s for s in done.stranded if s.about == "evidence"]
    ) == len(evidence)
    assert {c.coding_id for c in after} | {s.stranded_id for s in lost} == {c.coding_id for c in before}
    assert care.verify(sampled).broken == ()
    assert steps.status(sampled).steps[2].due == 0


@pytest.mark.parametrize("where", ["complete", "rewrite", "keep_original"])
def test_one_that_is_stopped_after_the_transaction_is_ended_when_the_vault_is_next_opened(
    coded: OpenStudy, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    folder = coded.folder
    with monkeypatch.context() as patch:
        patch.setattr(reanonymising, where, die)
        with pytest.raises(KeyboardInterrupt):
            reanonymising.reanonymise(coded)
    coded.close()
    with opening(folder) as study:
        study.unlock(PASSPHRASE)
        assert care.verify(study).broken == ()
        assert set(sources.transcript_versions(study.file).values()) == {2}
        (source,) = sources.all_sources(study.file)
        assert anonymising.held(study, source.source_id).transcript.version == 2
        assert not [name for name in study.vault.names() if name.startswith("next/")]
        assert len(coding_store.codings(study.file)) == 3
        assert reanonymising.reanonymise(study).transcripts == 0
    assert PASSWORD.encode() not in (folder / "study.duckdb").read_bytes()


def test_one_that_is_stopped_before_the_transaction_leaves_the_study_as_it_was(
    coded: OpenStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    before = coding_store.codings(coded.file)
    with monkeypatch.context() as patch:
        patch.setattr(carrying, "move", die)
        with pytest.raises(KeyboardInterrupt):
            reanonymising.reanonymise(coded)
    assert coding_store.codings(coded.file) == before
    assert care.verify(coded).broken == ()
    assert reanonymising.reanonymise(coded).transcripts == 1
    assert care.verify(coded).broken == ()
