"""A reply is a source, an anchored verbatim, somebody's word that can change a finding; and it leaves with its person."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from studies import lighten, opening
from test_withdrawal import CANARY, places_of_canary, prepare, vault_says

from models.finding import FindingStatus, Stance
from models.restitution import Answer, Effect, Hand, ReadingStep, Reply, ReplySheet
from models.transcript import Anchor, SourceKind, SourceState
from pipeline.errors import ImportRefused, NotAllowed, UnknownReference
from pipeline.flow import care, findings, replying, restituting, review, steps
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import findings as finding_store
from pipeline.store import restitution as store
from pipeline.store import segments, sources

pytestmark = pytest.mark.usefixtures("light")

DAY = date(2026, 11, 20)
STATEMENT = "Le guichet ferme trop tôt."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three people's words, run once; tests work on copies."""
    folder = prepare(tmp_path_factory.mktemp("restitution") / "s")
    with pytest.MonkeyPatch.context() as patch:
        lighten(patch)
        with opening(folder) as study:
            steps.run(study)
    return folder


@pytest.fixture
def study(made: Path, tmp_path: Path, light: None) -> Iterator[OpenStudy]:
    with opening(shutil.copytree(made, tmp_path / "s")) as study:
        yield study


def finding_of(study: OpenStudy) -> str:
    """Bachir supports it."""
    made = findings.write_finding(study, STATEMENT, status=FindingStatus.SUPPORTED)
    for transcript in sources.current_transcripts(study.file):
        for turn in transcript.turns:
            at = turn.text.find("le guichet ferme à midi")
            if at >= 0:
                words = turn.text[at : at + 23]
                anchor = Anchor(turn_id=transcript.turn_id(turn.turn_no), start=at, end=at + 23, verbatim=words)
                findings.add_evidence(study, made.finding_id, Stance.SUPPORTS, anchor)
    return made.finding_id


def alone(finding_id: str, answer: Answer, words: str = "", *, person: str = "K1", hand: Hand = Hand.OWN) -> ReplySheet:
    reply = Reply(finding_id=finding_id, answer=answer, words=words)
    return ReplySheet(step=ReadingStep.ALONE, participant_id=person, received_on=DAY, hand=hand, replies=(reply,))


def by_group(finding_id: str, answer: Answer, words: str = "", *, step: ReadingStep = ReadingStep.PEERS) -> ReplySheet:
    reply = Reply(finding_id=finding_id, answer=answer, words=words)
    return ReplySheet(step=step, group="habitants", n_present=7, received_on=DAY, hand=Hand.NOTED, replies=(reply,))


def only_reply(study: OpenStudy) -> str:
    (row,) = store.replies(study.file)
    return row.reply_id


def test_a_reply_becomes_a_source_whose_words_are_anchored_and_masked(study: OpenStudy) -> None:
    finding = finding_of(study)
    done = replying.enter(
        study, [alone(finding, Answer.REFUSE, "Non, appelez-moi au 06 39 98 12 34, on y arrive le matin.")]
    )
    (row,) = store.replies(study.file)
    source = next(s for s in sources.all_sources(study.file) if s.source_id == row.source_id)
    turn = sources.find_turn(study.file, row.turn_id or "")
    assert done == replying.Entered(sheets=1, replies=1, released=1, waiting=0)
    assert (source.kind, source.state, source.n_turns) == (SourceKind.RESTITUTION, SourceState.RELEASED, 1)
    assert turn is not None and turn.participant_id == "K1" and turn.text == row.words
    assert "06 39 98 12 34" not in (row.words or "") and "on y arrive le matin" in (row.words or "")
    assert (row.statement, row.said, row.group, row.received_on) == (STATEMENT, True, "habitants", DAY)
    assert care.verify(study).holds


def test_a_ticked_box_is_anchored_and_never_cut_into_an_extract(study: OpenStudy) -> None:
    finding = finding_of(study)
    replying.enter(study, [alone(finding, Answer.NUANCE)])
    steps.run(study)
    (row,) = store.replies(study.file)
    assert (row.words, row.said) == ("Pas tout à fait d'accord.", False)
    assert row.turn_id not in {s.turn_id for s in segments.current_segments(study.file)}


def test_own_words_are_cut_like_any_words_at_the_next_run(study: OpenStudy) -> None:
    replying.enter(
        study, [alone(finding_of(study), Answer.WORDS, "Le guichet du marché reste ouvert le samedi matin.")]
    )
    steps.run(study)
    (row,) = store.replies(study.file)
    assert row.turn_id in {s.turn_id for s in segments.current_segments(study.file)}


def test_a_groups_reply_is_nobodys_in_particular(study: OpenStudy) -> None:
    """It is a verbatim of its finding, it adds no person to any count, and nothing of it is coded."""
    finding = finding_of(study)
    replying.enter(
        study, [by_group(finding, Answer.AGREE, "Le groupe pense pareil depuis longtemps, surtout les anciens.")]
    )
    before = findings.compute(study, finding).n_participants
    replying.take_as_evidence(study, only_reply(study))
    after = findings.compute(study, finding)
    steps.run(study)
    (row,) = store.replies(study.file)
    assert (before, after.n_participants, after.n_segments) == (1, 1, 2)
    assert row.participant_id is None and row.n_present == 7
    assert row.turn_id not in {s.turn_id for s in segments.current_segments(study.file)}


def test_a_later_ingest_does_not_read_a_sheet_twice(study: OpenStudy) -> None:
    replying.enter(study, [alone(finding_of(study), Answer.AGREE)])
    n = len(sources.all_sources(study.file))
    steps.run(study)
    assert len(sources.all_sources(study.file)) == n and len(store.replies(study.file)) == 1


def test_a_reply_waits_at_the_gate_until_somebody_reviews_it(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "s")
    with opening(folder) as study:
        steps.run(study)
        finding = finding_of(study)
    toml = (folder / "study.toml").read_text(encoding="utf-8").replace('"automatic"', '"reviewed"')
    (folder / "study.toml").write_text(toml, encoding="utf-8")
    with opening(folder) as study:
        done = replying.enter(study, [alone(finding, Answer.REFUSE, "Pas chez nous.")])
        (row,) = store.replies(study.file)
        assert done.waiting == 1 and row.answer is Answer.REFUSE and row.words is None and row.turn_id is None
        with pytest.raises(UnknownReference, match="attend la relecture"):
            replying.take_as_evidence(study, row.reply_id)
        review.release(study, [row.source_id])
        assert store.replies(study.file)[0].words == "Pas chez nous."


@pytest.mark.parametrize(
    ("answer", "stance"),
    [(Answer.AGREE, Stance.SUPPORTS), (Answer.NUANCE, Stance.NUANCES), (Answer.REFUSE, Stance.CONTRADICTS)],
)
def test_a_reply_becomes_evidence_as_its_box_says_and_undo_takes_it_back(
    study: OpenStudy, answer: Answer, stance: Stance
) -> None:
    finding = finding_of(study)
    replying.enter(study, [alone(finding, answer, "Moi je dirais cela.")])
    evidence = replying.take_as_evidence(study, only_reply(study))
    assert evidence.stance is stance and evidence.anchor.verbatim == "Moi je dirais cela."
    assert care.verify(study).holds
    (outcome,) = store.outcomes(study.file)
    replying.undo(study, outcome.outcome_id)
    assert len(finding_store.evidence_rows(study.file, finding)) == 1
    assert store.outcomes(study.file)[0].undone
    assert care.verify(study).holds


def test_own_words_alone_need_a_stance(study: OpenStudy) -> None:
    replying.enter(study, [alone(finding_of(study), Answer.WORDS, "Cela dépend du jour.")])
    with pytest.raises(UnknownReference, match="pas de case cochée"):
        replying.take_as_evidence(study, only_reply(study))
    assert replying.take_as_evidence(study, only_reply(study), stance=Stance.NUANCES).stance is Stance.NUANCES


def test_a_reply_changes_the_status_and_the_history_says_after_whose_word(study: OpenStudy) -> None:
    finding = finding_of(study)
    replying.enter(study, [by_group(finding, Answer.REFUSE, "Chez nous il ouvre tard.")])
    replying.decide(study, only_reply(study), status=FindingStatus.CONTESTED, reason="Le groupe le conteste.")
    last = finding_store.finding_history(study.file, finding)[-1]
    ((outcome, reply),) = replying.after_whose_word(study)
    assert (last.status, last.statement, last.prompted_by) == (FindingStatus.CONTESTED, STATEMENT, "habitants")
    assert "Chez nous" not in last.remark and "entre pairs" in last.remark
    assert (outcome.effect, outcome.status_before, reply.group) == (Effect.STATUS, FindingStatus.SUPPORTED, "habitants")
    replying.undo(study, outcome.outcome_id)
    assert findings.find(study, finding).status is FindingStatus.SUPPORTED
    assert replying.after_whose_word(study) == ()


def test_a_reply_changes_the_wording(study: OpenStudy) -> None:
    finding = finding_of(study)
    replying.enter(study, [alone(finding, Answer.NUANCE, "Seulement en semaine.")])
    outcome = replying.decide(study, only_reply(study), statement="Le guichet ferme trop tôt en semaine.")
    assert outcome.effect is Effect.WORDING
    assert findings.find(study, finding).statement == "Le guichet ferme trop tôt en semaine."
    assert finding_store.finding_history(study.file, finding)[0].statement == STATEMENT


def test_a_finding_that_stays_says_why(study: OpenStudy) -> None:
    finding = finding_of(study)
    replying.enter(study, [alone(finding, Answer.REFUSE)])
    with pytest.raises(UnknownReference, match="pourquoi"):
        replying.decide(study, only_reply(study))
    assert replying.decide(study, only_reply(study), reason="Une voix sur six.").effect is Effect.KEPT
    assert len(finding_store.finding_history(study.file, finding)) == 1


def test_what_changed_again_since_is_not_taken_back(study: OpenStudy) -> None:
    finding = finding_of(study)
    replying.enter(study, [alone(finding, Answer.REFUSE)])
    outcome = replying.decide(study, only_reply(study), status=FindingStatus.CONTESTED)
    findings.write_finding(study, STATEMENT, status=FindingStatus.WITHDRAWN, finding_id=finding)
    with pytest.raises(UnknownReference, match="encore changé"):
        replying.undo(study, outcome.outcome_id)


def test_a_sheet_set_aside_takes_back_what_followed_and_may_be_entered_again(study: OpenStudy) -> None:
    finding = finding_of(study)
    sheet = alone(finding, Answer.REFUSE, "Non.")
    replying.enter(study, [sheet])
    replying.take_as_evidence(study, only_reply(study))
    replying.decide(study, only_reply(study), status=FindingStatus.CONTESTED)
    replying.remove_sheet(study, store.replies(study.file)[0].sheet_id)
    assert store.replies(study.file) == () and findings.find(study, finding).status is FindingStatus.SUPPORTED
    assert len(finding_store.evidence_rows(study.file, finding)) == 1
    replying.enter(study, [sheet])
    assert len(store.replies(study.file)) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"participant_id": "X9"}, "X9"),
        ({"step": ReadingStep.PEERS, "participant_id": None, "group": "martiens", "n_present": 3}, "martiens"),
        ({"replies": (Reply(finding_id="nulle part", answer=Answer.AGREE),)}, "n'existe pas"),
    ],
)
def test_an_unknown_person_group_or_finding_is_refused_before_anything_is_written(
    study: OpenStudy, change: dict[str, object], message: str
) -> None:
    good = alone(finding_of(study), Answer.AGREE)
    with pytest.raises(UnknownReference, match=message):
        replying.enter(study, [good, good.model_copy(update=change)])
    assert store.replies(study.file) == () and not (study.folder / "sources" / "restitution").exists()


def test_the_same_sheet_twice_is_refused(study: OpenStudy) -> None:
    sheet = alone(finding_of(study), Answer.AGREE)
    with pytest.raises(ImportRefused, match="n° 2"):
        replying.enter(study, [sheet, sheet])
    replying.enter(study, [sheet])
    with pytest.raises(ImportRefused, match="déjà été saisie"):
        replying.enter(study, [sheet])


def test_somebody_who_refuses_analysis_gets_no_booklet_and_their_reply_is_not_entered(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "s")
    people = (folder / "participants.csv").read_text(encoding="utf-8")
    lines = [f"{line},{'aucun' if line.startswith('K1') else 'analyse'}" for line in people.splitlines()[1:]]
    head = f"{people.splitlines()[0]},consent_uses"
    (folder / "participants.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    with opening(folder) as study:
        steps.run(study)
        finding = finding_of(study)
        with pytest.raises(UnknownReference, match="accord"):
            replying.enter(study, [alone(finding, Answer.AGREE)])
        with pytest.raises(UnknownReference, match="livret"):
            restituting.booklet_for(study, participant_id="K1")


def test_a_reader_enters_nothing(study: OpenStudy) -> None:
    finding = finding_of(study)
    study.role = Role.READER
    with pytest.raises(NotAllowed):
        replying.enter(study, [alone(finding, Answer.AGREE)])


def test_the_crossing_keeps_each_step_and_tells_a_group_that_never_read_among_peers(study: OpenStudy) -> None:
    finding = finding_of(study)
    together = by_group(finding, Answer.AGREE, step=ReadingStep.TOGETHER)
    replying.enter(study, [alone(finding, Answer.REFUSE), together])
    (reading,) = replying.crossing(study)
    assert (len(reading.alone), len(reading.peers), len(reading.together), reading.skipped) == (1, 0, 1, True)
    replying.enter(study, [by_group(finding, Answer.NUANCE)])
    (reading,) = replying.crossing(study)
    assert (len(reading.peers), reading.skipped) == (1, False)


def test_a_withdrawal_leaves_nothing_of_booklets_and_replies(study: OpenStudy) -> None:
    finding = finding_of(study)
    words = f"Le {CANARY} passe toujours, et personne ne me croit dans cette rue depuis l'hiver."
    replying.enter(study, [alone(finding, Answer.REFUSE, words), alone(finding, Answer.AGREE, "Oui.", person="B1")])
    mine = next(r for r in store.replies(study.file) if r.participant_id == "K1")
    replying.take_as_evidence(study, mine.reply_id)
    replying.decide(study, mine.reply_id, status=FindingStatus.CONTESTED, reason=f"À cause du {CANARY} passe toujours.")
    restituting.write_plain(study, finding, f"Le {CANARY} fait peur.")
    restituting.write_booklets(study, participants=["K1"])
    restituting.give(study, restituting.booklet_for(study, participant_id="K1"))
    assert places_of_canary(study.folder)
    care.withdraw(study, "K1")
    assert [r.participant_id for r in store.replies(study.file)] == ["B1"]
    assert store.outcomes(study.file) == () and store.given(study.file) == ()
    assert finding_store.finding_history(study.file, finding)[-1].prompted_by == ""
    assert not (study.folder / "outputs" / "restitution" / "livret-K1.html").exists()
    assert care.verify(study).holds
    assert vault_says(study) == []
    study.file.rows("checkpoint")
    assert places_of_canary(study.folder) == []


def test_a_booklet_holds_own_words_and_nobody_elses(study: OpenStudy) -> None:
    finding_of(study)
    made = restituting.booklet_for(study, participant_id="B1")
    theirs = restituting.booklet_for(study, participant_id="K1")
    assert [f.said for f in made.findings] == [("le guichet ferme à midi",)]
    assert all(f.said == () for f in theirs.findings)
    everything = json.dumps(theirs.model_dump(mode="json"), ensure_ascii=False)
    assert "guichet ferme à midi" not in everything and "B1" not in everything


def test_a_small_groups_booklet_quotes_nobody(study: OpenStudy) -> None:
    finding_of(study)
    made = restituting.booklet_for(study, group="habitants")
    assert [f.said for f in made.findings] == [()] and any("Moins de 5" in w for w in made.warnings)


def test_a_group_nobody_was_heard_of_gets_no_booklet(study: OpenStudy) -> None:
    with pytest.raises(UnknownReference, match="financeurs"):
        restituting.booklet_for(study, group="financeurs")


def test_plain_wordings_are_kept_and_told_when_they_are_old(study: OpenStudy) -> None:
    finding = finding_of(study)
    restituting.write_plain(study, finding, "Le guichet ferme à midi.")
    restituting.write_plain(study, finding, "Le bureau ferme tôt.")
    made = restituting.booklet_for(study, participant_id="B1")
    assert made.findings[0].lines == ("Le bureau ferme tôt.",) and made.findings[0].is_plain and made.warnings == ()
    assert [w.text for w in store.plain_history(study.file, finding)] == [
        "Le guichet ferme à midi.",
        "Le bureau ferme tôt.",
    ]
    findings.write_finding(study, "Le guichet ferme trop tôt le soir.", finding_id=finding)
    assert any("a changé depuis" in w for w in restituting.booklet_for(study, participant_id="B1").warnings)


def test_booklets_are_written_in_every_format_and_a_hand_over_can_be_taken_back(study: OpenStudy) -> None:
    finding_of(study)
    begins = {"html": b"<!doctype html>", "docx": b"PK", "pdf": b"%PDF"}
    for kind, start in begins.items():
        ((path, made),) = restituting.write_booklets(study, participants=["B1"], format=kind)
        assert path.name == f"livret-B1.{kind}" and path.read_bytes().startswith(start)
    given = restituting.give(study, made, on=DAY)
    people, groups = restituting.readers(study)
    assert {p.participant_id: p.given_on for p in people} == {"B1": DAY, "K1": None, "O1": None}
    assert [g.group for g in groups] == ["habitants", "professionnels"]
    restituting.take_back(study, given.given_id)
    assert store.given(study.file) == ()
