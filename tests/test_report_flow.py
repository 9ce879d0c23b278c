"""Reports of a whole study: one computation for all audiences, what a withdrawal weakened, a proof that holds the study."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from studies import decide_all

from models.report import Audience
from pipeline.errors import ImportRefused, NothingToDo, SettingsRefused, UnknownReference
from pipeline.flow import care, outputs, proving, reports
from pipeline.flow import findings as finding_flow
from pipeline.flow.reporting import report_content
from pipeline.flow.study import OUTPUTS, OpenStudy, Role
from pipeline.store import findings, journal

COUNTED = re.compile(r"(\d+) personnes? · (\d+) groupes? · (\d+) verbatims? · (\d+) nuances? · (\d+) contre")


@pytest.fixture
def decided(sampled: OpenStudy, sample_corpus: Path) -> OpenStudy:
    decide_all(sampled, sample_corpus)
    return sampled


def counts(path: Path) -> list[tuple[str, ...]]:
    page = re.sub(r"<svg.*?</svg>", "", path.read_text("utf-8"), flags=re.DOTALL)
    return sorted(COUNTED.findall(" ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())))


def test_all_audiences_and_levels_give_identical_counts(decided: OpenStudy) -> None:
    told = {None: counts(outputs.report(decided, "html"))}
    for audience in Audience:
        told[audience] = counts(outputs.report(decided, "html", audience=audience.value))
    told["public"] = counts(outputs.report(decided, "html", level="public"))
    sheets = finding_flow.sheets(decided)
    assert len(told[None]) == len(sheets)
    assert {tuple(one) for one in told.values()} == {tuple(told[None])}
    people = sorted(str(s.grounding.n_participants) for s in sheets)
    assert sorted(one[0] for one in told[None]) == people


def test_a_report_says_which_findings_a_withdrawal_weakened_and_shows_the_person_no_more(decided: OpenStudy) -> None:
    outputs.report(decided, "html")
    row = next(r for r in findings.evidence_rows(decided.file) if r.participant_id and r.evidence.stance == "supports")
    then = findings.grounding(decided.file, row.evidence.finding_id)
    assert then is not None
    care.withdraw(decided, row.participant_id or "")
    content = report_content(decided)
    assert content.since is not None
    assert content.since.n_withdrawn == 1
    weakened = {w.finding_id: w for w in content.since.weakened}
    assert weakened[row.evidence.finding_id].people_then == then.n_participants
    assert weakened[row.evidence.finding_id].people_now == then.n_participants - 1
    page = outputs.report(decided, "html").read_text("utf-8")
    assert "une personne a retiré ses mots" in unescape(page).replace("\u00a0", " ")
    assert row.evidence.anchor.verbatim not in unescape(page)
    assert all(v.participant_id != row.participant_id for f in content.findings for v in f.verbatims)


def test_only_the_findings_that_were_chosen_are_shown_and_the_others_are_counted(decided: OpenStudy) -> None:
    ids = [f.finding_id for f in findings.findings(decided.file)]
    content = report_content(decided, finding_ids=[ids[1], ids[0]])
    assert [f.finding.finding_id for f in content.findings] == [ids[1], ids[0]]
    assert content.n_left_out == len(ids) - 2
    assert {row.finding_id for row in content.trace} == {ids[0], ids[1]}
    with pytest.raises(UnknownReference):
        report_content(decided, finding_ids=["absent"])


def test_a_report_is_a_draft_as_long_as_something_is_missing_and_says_what(decided: OpenStudy) -> None:
    content = report_content(decided)
    assert content.draft
    assert any("hypothèse" in one for one in content.drafts)
    assert any("financeurs" in one for one in content.drafts)


def test_the_method_says_who_decided_what(decided: OpenStudy) -> None:
    lines = {one.heading: one.text for one in report_content(decided).method}
    total = sum(n for _, _, n in journal.decisions_by_coder(decided.file))
    assert (
        sum(int(n) for n in re.findall(r"(\d+) (?:codages|propositions|retraits)", lines["Qui a décidé des codages"]))
        == total
    )
    assert "Qui a écrit les constats" in lines


def test_the_studys_own_model_is_followed_and_a_second_is_not_written_over(decided: OpenStudy) -> None:
    path = reports.write_model(decided)
    assert outputs.report(decided, "docx").exists()
    with pytest.raises(SettingsRefused):
        reports.write_model(decided)
    path.write_bytes(b"plus un fichier Word")
    with pytest.raises(ImportRefused, match="modèle Word"):
        outputs.report(decided, "docx")


def test_a_proof_needs_a_report_and_holds_the_study(decided: OpenStudy, tmp_path: Path) -> None:
    with pytest.raises(NothingToDo):
        proving.sign(decided)
    path = outputs.report(decided, "html")
    proof = proving.sign(decided)
    assert proof.reports == (path.name,)
    assert proving.check_folder(proof.folder, trusted_key=proof.key) == ()
    assert proving.compare(decided) == ()
    assert care.verify(decided).broken == ()
    told = json.loads((proof.folder / "manifeste.json").read_text("utf-8"))
    assert told["counts"]["source"] == 13
    study_words = (decided.folder / "study.duckdb").read_bytes()
    assert proof.key.encode() not in study_words or b"PRIVATE KEY" not in study_words


def test_a_study_that_went_on_is_not_accused_and_a_withdrawal_neither(decided: OpenStudy) -> None:
    outputs.report(decided, "html")
    proving.sign(decided)
    finding = findings.findings(decided.file)[0]
    finding_flow.write_finding(decided, "Un autre constat")
    finding_flow.write_finding(decided, finding.statement + " Encore.", finding_id=finding.finding_id)
    assert proving.compare(decided) == ()
    row = next(r for r in findings.evidence_rows(decided.file) if r.participant_id)
    care.withdraw(decided, row.participant_id or "")
    report_gone = {one.where for one in proving.compare(decided)} - {"rapport.html"}
    assert report_gone == set()
    assert care.verify(decided).broken == ()


def test_a_report_that_was_edited_is_named_with_what_to_do(decided: OpenStudy) -> None:
    path = outputs.report(decided, "html")
    path.write_text(path.read_text("utf-8").replace("étayé", "prouvé"), "utf-8")
    told = care.verify(decided).broken
    assert [one.where for one in told] == [f"{OUTPUTS}/{path.name}"]
    assert "sous un autre nom" in told[0].what


def test_a_reader_signs_nothing_and_sets_no_model(decided: OpenStudy) -> None:
    from pipeline.errors import NotAllowed

    decided.role = Role.READER
    for act in (proving.sign, reports.write_model):
        with pytest.raises(NotAllowed):
            act(decided)
