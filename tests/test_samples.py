"""
The invented study of the demo holds what the README promises: who is heard, who is not, and positions that are right.

Whether the decisions still stand after anonymisation is proved by the demo's own `verify`; here they are held against
the text as received, which a masked identifier before them would shift.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from models.participant import Participant, Voice
from models.transcript import ReadSource, SourceKind, SpeakerRole
from pipeline.ingest.participants import read_participants
from pipeline.ingest.read import read_source
from pipeline.ingest.voices import assign_voices
from pipeline.settings import Settings, read_settings

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
SOURCES = SAMPLES / "sources"
SURVEY = "reponses_habitants.csv"
CODING_COLUMNS = ["source_name", "turn_no", "start_char", "end_char", "verbatim", "code_path", "coder", "decided_at"]
CODEBOOK_COLUMNS = ["code_path", "definition", "when_to_use", "when_not", "examples", "colour"]
FICTIONAL_PHONE = re.compile(r"0(?:1 99 00|6 39 98) \d\d \d\d")  # ranges that ARCEP keeps for fiction
PHONE = re.compile(r"\b0\d(?: ?\d\d){4}\b")
EMAIL = re.compile(r"[\w.+-]+@[\w.-]+")


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def findings() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SAMPLES / "decisions" / "findings.json").read_text("utf-8"))["findings"]
    return found


@pytest.fixture(scope="module")
def settings() -> Settings:
    return read_settings(SAMPLES)


@pytest.fixture(scope="module")
def registered() -> tuple[tuple[Participant, ...], tuple[Voice, ...]]:
    return read_participants((SAMPLES / "participants.csv").read_bytes())


@pytest.fixture(scope="module")
def corpus(settings: Settings) -> Mapping[str, ReadSource]:
    return {
        path.name: read_source(path.read_bytes(), path.name, surveys=settings.survey)
        for path in sorted(SOURCES.iterdir())
    }


def test_ten_interviews_two_field_notes_and_one_survey(corpus: Mapping[str, ReadSource]) -> None:
    kinds = Counter(read.source.kind for read in corpus.values())
    assert kinds == {SourceKind.INTERVIEW: 10, SourceKind.FIELD_NOTE: 2, SourceKind.SURVEY: 1}


def test_interviews_come_in_every_family_of_transcripts(corpus: Mapping[str, ReadSource]) -> None:
    formats = Counter(read.source.format for read in corpus.values() if read.source.kind is SourceKind.INTERVIEW)
    assert formats == {"docx": 3, "txt": 2, "odt": 1, "md": 1, "srt": 1, "vtt": 1, "whisper": 1}


def test_the_corpus_is_long_enough_for_themes(corpus: Mapping[str, ReadSource]) -> None:
    words = {name: sum(len(t.text.split()) for t in read.transcript.turns) for name, read in corpus.items()}
    assert sum(words.values()) >= 13_000
    for name, read in corpus.items():
        if read.source.kind is SourceKind.INTERVIEW:
            assert 900 <= words[name] <= 1600, name


def test_forty_people_are_in_the_survey_and_silence_is_not_a_turn(corpus: Mapping[str, ReadSource]) -> None:
    survey = corpus[SURVEY]
    assert len(survey.participants) == 40
    assert {p.stakeholder_group for p in survey.participants} == {"habitants"}
    assert 60 <= len(survey.transcript.turns) < 80
    assert {t.question for t in survey.transcript.turns} == set(read_settings(SAMPLES).survey[0].answers)


def test_the_commune_of_a_villager_is_not_taken_into_the_study(corpus: Mapping[str, ReadSource]) -> None:
    """In a village of ninety, commune and age point at one person."""
    assert {name for p in corpus[SURVEY].participants for name, _ in p.attributes} == {"tranche_age"}


def test_four_groups_are_interviewed_and_the_funders_never_heard(
    settings: Settings,
    registered: tuple[tuple[Participant, ...], tuple[Voice, ...]],
    corpus: Mapping[str, ReadSource],
) -> None:
    people = registered[0]
    interviewed = Counter(p.stakeholder_group for p in people)
    assert interviewed == {"personnes accompagnées": 4, "professionnels": 3, "élus": 2, "associations": 1}
    heard = {*interviewed, *(p.stakeholder_group for p in corpus[SURVEY].participants)}
    assert set(settings.study.groups) - heard == {"financeurs"}


def test_every_interview_has_exactly_one_declared_person_who_speaks(
    registered: tuple[tuple[Participant, ...], tuple[Voice, ...]], corpus: Mapping[str, ReadSource]
) -> None:
    voices = registered[1]
    person_of = {voice.source_name: voice.participant_id for voice in voices}
    interviews = {name: r for name, r in corpus.items() if r.source.kind is SourceKind.INTERVIEW}
    assert set(person_of) == set(interviews)
    for name, read in interviews.items():
        turns = assign_voices(read.transcript, read.source, voices).turns
        assert {t.participant_id for t in turns} == {person_of[name], None}, name
        assert all((t.participant_id is None) == (t.role is SpeakerRole.INTERVIEWER) for t in turns), name


@pytest.mark.parametrize("name", ["carnet_salle_attente.md", "carnet_tournee.md"])
def test_field_notes_tell_what_was_seen_from_what_was_told_and_thought(name: str) -> None:
    lines = (SOURCES / name).read_text(encoding="utf-8").splitlines()
    marks = Counter(line.split("]")[0] + "]" for line in lines if line.startswith("["))
    assert set(marks) == {"[observé]", "[rapporté]", "[interprété]"}
    assert min(marks.values()) >= 2


@pytest.mark.parametrize(
    ("source", "asked_about"),
    [
        ("e08_elu_maire.docx", "numérique"),
        ("e08_elu_maire.docx", "honte"),
        ("e09_elue_intercommunalite.md", "internet"),
        ("e09_elue_intercommunalite.md", "regard des autres"),
    ],
)
def test_elected_people_were_asked_so_that_their_silence_counts(
    corpus: Mapping[str, ReadSource], source: str, asked_about: str
) -> None:
    turns = corpus[source].transcript.turns
    assert any(asked_about in t.text for t in turns if t.role is SpeakerRole.INTERVIEWER)


def test_every_telephone_and_address_belongs_to_nobody(corpus: Mapping[str, ReadSource]) -> None:
    text = "\n".join(t.text for read in corpus.values() for t in read.transcript.turns)
    phones, emails = PHONE.findall(text), EMAIL.findall(text)
    assert len(phones) >= 8
    assert all(FICTIONAL_PHONE.fullmatch(phone) for phone in phones)
    assert len(emails) >= 3
    assert all(email.rstrip(".").endswith("@example.org") for email in emails)


def test_planted_identifiers_stand_in_their_source(corpus: Mapping[str, ReadSource]) -> None:
    planted = table(SAMPLES / "identifiants.csv")
    for row in planted:
        turns = corpus[row["source_name"]].transcript.turns
        said = "\n".join(f"{t.speaker}\n{t.text}" for t in turns)
        assert row["form"] in said, (row["source_name"], row["kind"])
    assert {row["kind"] for row in planted} == {
        "PERSON", "PLACE", "ORGANISATION", "ADDRESS", "ID_NUMBER", "EMAIL", "PHONE",
    }  # fmt: skip


def test_participants_are_ids_and_never_names() -> None:
    text = (SAMPLES / "participants.csv").read_text(encoding="utf-8").casefold()
    names = {row["form"].casefold() for row in table(SAMPLES / "identifiants.csv") if row["kind"] == "PERSON"}
    assert {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)} == set()


@pytest.mark.parametrize("name", [p.name for p in sorted(SOURCES.glob("*.docx"))])
def test_documents_carry_no_author(name: str) -> None:
    with zipfile.ZipFile(SOURCES / name) as archive:
        properties = archive.read("docProps/core.xml").decode("utf-8")
    filled = re.findall(r"<(dc:creator|dc:title|dc:description|cp:lastModifiedBy)>[^<]+<", properties)
    assert filled == []


def test_the_codebook_has_two_levels_and_every_child_its_parent() -> None:
    rows = table(SAMPLES / "decisions" / "codebook.csv")
    assert list(rows[0]) == CODEBOOK_COLUMNS
    paths = [row["code_path"] for row in rows]
    assert len(paths) == len(set(paths))
    assert {path.count(" / ") for path in paths} == {0, 1}
    assert {path.split(" / ")[0] for path in paths} <= set(paths)
    leaves = [row for row in rows if " / " in row["code_path"]]
    assert 8 <= len(leaves) <= 10
    assert all(row["definition"] and row["when_to_use"] and row["when_not"] and row["examples"] for row in leaves)


def test_every_coding_is_at_its_words_with_a_code_of_the_codebook(corpus: Mapping[str, ReadSource]) -> None:
    rows = table(SAMPLES / "decisions" / "codings.csv")
    paths = {row["code_path"] for row in table(SAMPLES / "decisions" / "codebook.csv")}
    assert list(rows[0]) == CODING_COLUMNS
    for line, row in enumerate(rows, start=2):
        assert row["code_path"] in paths, line
        assert datetime.fromisoformat(row["decided_at"]).tzinfo is not None, line
        assert words_at(corpus, row) == row["verbatim"], line


def test_every_code_is_used_and_two_researchers_share_enough_to_disagree() -> None:
    rows = table(SAMPLES / "decisions" / "codings.csv")
    leaves = {r["code_path"] for r in table(SAMPLES / "decisions" / "codebook.csv") if " / " in r["code_path"]}
    assert {row["code_path"] for row in rows} == leaves
    coders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    codes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        place = (row["source_name"], row["turn_no"], row["start_char"], row["end_char"])
        coders[place].add(row["coder"])
        codes[place].add(row["code_path"])
    shared = [place for place, who in coders.items() if len(who) == 2]
    assert len(shared) >= 40
    assert sum(len(codes[place]) > 1 for place in shared) >= 3


def test_every_evidence_is_at_its_words(corpus: Mapping[str, ReadSource]) -> None:
    for finding in findings():
        for evidence in finding["evidence"]:
            assert words_at(corpus, evidence) == evidence["verbatim"], finding["statement"]


def test_findings_show_agreement_dispute_and_a_single_voice(
    registered: tuple[tuple[Participant, ...], tuple[Voice, ...]], corpus: Mapping[str, ReadSource]
) -> None:
    people, voices = registered[:2]
    group_of = {p.participant_id: p.stakeholder_group for p in people}
    stands: list[dict[str, set[str | None]]] = []
    for finding in findings():
        by_stance: dict[str, set[str | None]] = defaultdict(set)
        for evidence in finding["evidence"]:
            speaker = next((v.participant_id for v in voices if v.source_name == evidence["source_name"]), None)
            by_stance[evidence["stance"]].add(group_of[speaker] if speaker else "habitants")
        stands.append(by_stance)
    statuses = [finding["status"] for finding in findings()]
    assert 4 <= len(statuses) <= 5
    assert {"supported", "contested", "hypothesis"} <= set(statuses)
    online, contested = stands[0], stands[statuses.index("contested")]
    assert online["supports"] == {"personnes accompagnées", "professionnels", "associations", "habitants"}
    assert online["contradicts"] == set()
    assert contested["contradicts"] == {"élus"}
    alone = findings()[statuses.index("hypothesis")]["evidence"]
    assert {evidence["source_name"] for evidence in alone} == {"e03_personne_accompagnee.odt"}


def words_at(corpus: Mapping[str, ReadSource], place: Mapping[str, Any]) -> str:
    turn = corpus[place["source_name"]].transcript.turns[int(place["turn_no"]) - 1]
    assert turn.turn_no == int(place["turn_no"])
    assert turn.role is not SpeakerRole.INTERVIEWER
    return turn.text[int(place["start_char"]) : int(place["end_char"])]
