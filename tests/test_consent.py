"""Consent: who agreed to what, until when; a person who did not agree to be quoted is counted and never quoted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from studies import opening, small_study

from models.disclosure import Use
from models.finding import Stance
from models.participant import Participant
from models.transcript import Anchor
from pipeline.consent import consents, standing
from pipeline.errors import NothingToDo, SettingsRefused, UnknownReference
from pipeline.flow import analysing, coding, consenting, outputs, steps
from pipeline.flow import findings as finding_flow
from pipeline.flow.study import OpenStudy
from pipeline.french.disclosure import WITHHELD, WITHHELD_NOTE
from pipeline.ingest.participants import read_participants
from pipeline.store import findings, people, segments

TODAY = date(2026, 11, 22)
ANALYSIS, QUOTATION, ARCHIVE, TEACHING = Use.ANALYSIS, Use.QUOTATION, Use.ARCHIVE, Use.TEACHING


def person(*uses: str, given_on: date | None = None, withdrawn_on: date | None = None) -> Participant:
    return Participant(participant_id="P1", consent_uses=uses, consent_date=given_on, withdrawn_on=withdrawn_on)


@pytest.mark.parametrize(
    ("uses", "allowed"),
    [
        (("analyse", "citation"), {ANALYSIS, QUOTATION}),
        (("analyse", "restitution", "archivage"), {ANALYSIS, QUOTATION, ARCHIVE}),
        (("Analyse et citation",), {ANALYSIS, QUOTATION}),
        (("analysis", "quotation", "archive", "teaching"), set(Use)),
        (("citation",), {ANALYSIS, QUOTATION}),
        (("analyse",), {ANALYSIS}),
        (("archivage",), {ARCHIVE}),
        (("tous",), set(Use)),
        (("aucun",), set()),
        (("analyse", "citation (2027-01-01 / 2028-01-01)"), {ANALYSIS}),
        (("analyse", "citation (2025-01-01 / 2026-01-01)"), {ANALYSIS}),
        (("analyse", "citation (jusqu'au 2027-12-31)"), {ANALYSIS, QUOTATION}),
        (("analyse", "citation (jusqu'au 2025-12-31)"), {ANALYSIS}),
        (("tout sauf citation",), {ANALYSIS}),
        (("photographie",), {ANALYSIS}),
    ],
)
def test_what_a_wording_allows_today(uses: tuple[str, ...], allowed: set[Use]) -> None:
    found = standing([person(*uses)], on=TODAY)
    assert {use for use in Use if found.may("P1", use)} == allowed


def test_words_that_stand_for_no_use_are_listed_and_not_guessed() -> None:
    assert standing([person("analyse", "sauf citation")], on=TODAY).unread == {"P1"}
    assert [c.use for c in consents(person("citation (2026-13-45)"))] == [None]


def test_a_consent_taken_back_allows_nothing_from_that_day() -> None:
    gone = person("tous", withdrawn_on=TODAY)
    assert standing([gone], on=TODAY).refused == {"P1"}
    assert standing([gone], on=date(2026, 11, 21)).refused == frozenset()


@pytest.mark.parametrize(
    ("others", "setting", "quoted"),
    [((), None, True), ((), "refuse", False), (("analyse",), None, False), (("analyse",), "quote", True)],
)
def test_a_person_without_a_written_consent(others: tuple[str, ...], setting: str | None, quoted: bool) -> None:
    """Refused as soon as the study writes consents down, unless the researcher says otherwise; analysed in any case."""
    everyone = [Participant(participant_id="P1"), Participant(participant_id="P2", consent_uses=others)]
    found = standing(everyone, on=TODAY, unknown=setting)
    assert found.unknown >= {"P1"}
    assert found.may("P1", QUOTATION) is quoted
    assert found.may(None, QUOTATION) is quoted
    assert found.may("P1", ANALYSIS) and not found.may("P1", ARCHIVE)


def test_a_day_that_no_calendar_has_is_refused_at_the_door() -> None:
    with pytest.raises(SettingsRefused, match="ligne 2"):
        read_participants(b"participant_id,consent_uses\nP1,citation (2026-13-45)\n")


CANARY = "un mot de passe que je n'ai jamais"
TOLD = "j'ai laissé tomber"


def study_with(folder: Path, uses: str, extra: str = "") -> Path:
    """One person of this consent, in a study where somebody else's is written."""
    small_study(folder)
    (folder / "participants.csv").write_text(
        "participant_id,stakeholder_group,territory,source,speaker,consent_uses\n"
        f"P1,personnes accompagnées,Nord,entretien.txt,Karima,{uses}\n"
        "P2,élus,Nord,,,analyse;citation;archivage\n",
        encoding="utf-8",
    )
    with (folder / "study.toml").open("a", encoding="utf-8") as toml:
        toml.write(extra)
    return folder


@pytest.fixture
def refusing(tmp_path: Path, light: None) -> Iterator[OpenStudy]:
    """A person who agrees to analysis and not to be quoted, whose words support a finding and carry a code."""
    with opening(study_with(tmp_path / "étude", "analyse")) as study:
        steps.run(study)
        put_forward(study)
        yield study


def put_forward(study: OpenStudy) -> None:
    row = next(r for r in segments.segment_rows(study.file) if CANARY in r.text)
    finding = finding_flow.write_finding(study, "Le mot de passe arrête les démarches.")
    anchor = Anchor(turn_id=row.turn_id, start=row.start_char, end=row.end_char, verbatim=row.text)
    finding_flow.add_evidence(study, finding.finding_id, Stance.SUPPORTS, anchor)
    code = coding.add_code(study, "Mot de passe", examples=(row.text,))
    coding.code_words(study, anchor, code.code_id)


def read_everything(folder: Path) -> str:
    """Every byte that was written, unpacked."""
    texts = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        body = path.read_bytes()
        if zipfile.is_zipfile(io.BytesIO(body)):
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                texts += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        elif path.suffix == ".pdf":
            from pypdf import PdfReader

            texts += [page.extract_text() for page in PdfReader(io.BytesIO(body)).pages]
        elif path.suffix == ".parquet":
            import pyarrow.parquet as pq

            texts.append(str(pq.read_table(io.BytesIO(body)).to_pylist()))
        else:
            texts.append(body.decode("utf-8", "replace"))
    return "\n".join(texts)


@pytest.mark.parametrize("level", ["team", "funder", "public"])
def test_words_that_may_not_be_quoted_leave_in_no_file(refusing: OpenStudy, level: str) -> None:
    for format_ in outputs.REPORT_FORMATS:
        outputs.report(refusing, format_, level=level)
    for format_ in ("csv", "parquet", "qdc"):
        outputs.export(refusing, format_, level=level)
    outputs.export_codings(refusing, refusing.folder / "outputs" / "codings.csv", level=level)
    outputs.export_codebook(refusing, refusing.folder / "outputs" / "codes.csv", level=level)
    written = read_everything(refusing.folder / "outputs")
    assert CANARY not in written.replace("\n", " ")
    assert TOLD not in written.replace("\n", " ")
    assert WITHHELD in written and WITHHELD_NOTE.split()[1] in written


def test_a_corpus_of_nobody_s_words_is_refused_rather_than_written(refusing: OpenStudy) -> None:
    with pytest.raises(NothingToDo):
        outputs.export(refusing, "iramuteq")


def test_a_person_who_is_not_quoted_still_counts(refusing: OpenStudy) -> None:
    (finding,) = findings.findings(refusing.file)
    grounding = findings.grounding(refusing.file, finding.finding_id)
    assert grounding is not None and grounding.n_participants == 1
    shown = outputs.findings_json(refusing)["findings"][0]
    assert (shown["n_participants"], shown["evidence"][0]["verbatim"]) == (1, WITHHELD)
    assert shown["evidence"][0]["end_char"] > shown["evidence"][0]["start_char"]
    page = outputs.report(refusing).read_text(encoding="utf-8")
    assert "1\u00a0personne ·" in page


def test_the_team_still_searches_and_is_told(refusing: OpenStudy) -> None:
    hits = outputs.search(refusing, "mot de passe")
    assert hits[0]["quotable"] is False and CANARY in hits[0]["verbatim"]
    assert outputs.search(refusing, "mot de passe", level="public")[0]["verbatim"] == WITHHELD


@pytest.mark.parametrize(("use", "stays"), [("archive", False), ("quotation", True), (None, True)])
def test_an_export_for_a_use_holds_only_those_who_agreed_to_it(
    tmp_path: Path, light: None, use: str | None, stays: bool
) -> None:
    with opening(study_with(tmp_path / "étude", "analyse;citation")) as study:
        steps.run(study)
        outputs.export(study, "csv", use=use)
        written = read_everything(study.folder / "outputs")
    assert (CANARY in written) is stays
    assert (",P1," in written or "\nP1," in written) is stays


def test_an_unknown_use_or_level_is_refused(refusing: OpenStudy) -> None:
    with pytest.raises(UnknownReference, match="archivage"):
        outputs.export(refusing, use="musée")
    with pytest.raises(UnknownReference, match="financeur"):
        outputs.report(refusing, level="secret")


def test_without_consent_to_analysis_nothing_is_cut_counted_or_exported(tmp_path: Path, light: None) -> None:
    with opening(study_with(tmp_path / "étude", "aucun")) as study:
        steps.run(study)
        assert segments.segments_hash(study.file)[0] == 0
        assert consenting.counts(study).not_analysed == ("P1",)
        outputs.export(study, "csv")
        written = read_everything(study.folder / "outputs")
        assert CANARY not in written and "\nP1," not in written


def test_a_consent_to_analysis_taken_back_takes_the_words_out_of_the_count(tmp_path: Path, light: None) -> None:
    folder = study_with(tmp_path / "étude", "analyse;citation")
    with opening(folder) as study:
        steps.run(study)
        put_forward(study)
    with (folder / "participants.csv").open("r+", encoding="utf-8") as lines:
        changed = lines.read().replace("analyse;citation\n", "aucun\n", 1)
        lines.seek(0)
        lines.truncate()
        lines.write(changed)
    with opening(folder) as study:
        steps.run(study)
        assert analysing.due_transcripts(study) == []
        assert segments.segments_hash(study.file)[0] == 0
        (finding,) = findings.findings(study.file)
        finding_flow.compute(study, finding.finding_id)
        grounding = findings.grounding(study.file, finding.finding_id)
        assert grounding is not None and grounding.n_participants == 0
        assert "P1" in people.participants(study.file)


def test_status_tells_whose_consent_is_missing(tmp_path: Path, light: None) -> None:
    with opening(study_with(tmp_path / "étude", "")) as study:
        steps.run(study)
        found, told = consenting.counts(study), consenting.told(study)
    assert (found.unknown, found.not_quoted, found.quotes_unknown) == (("P1",), ("P1",), False)
    assert "jamais citées" in told[0]
