"""Field notes: their head, how each passage stands, and that nobody named in either is in the study."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from studies import opening, small_study

from models.transcript import ReadSource, SourceKind, SpeakerRole, Standing
from pipeline.flow import analysing, anonymising, ingesting
from pipeline.ingest.read import read_source
from pipeline.store import segments, sources

OBSERVED, REPORTED, INTERPRETED = Standing.OBSERVED, Standing.REPORTED, Standing.INTERPRETED
HEAD = "---\ndate: 2025-04-15\nlieu: salle d'attente\nobservatrice: Claire Morel\n---\n\n"


def passages(text: str, name: str = "carnet.md") -> list[tuple[str, Standing | None, str]]:
    """(voice, standing, words) of the passages, without the head."""
    turns = read_source(text.encode(), name).transcript.turns
    return [(t.speaker, t.standing, t.text) for t in turns if t.role is SpeakerRole.OBSERVER]


MARKED = {
    "a mark holds for its paragraph": (
        "[observé] Il pleut.\n\nOn attend.",
        [("observation", OBSERVED, "Il pleut."), ("observation", None, "On attend.")],
    ),
    "a mark within a paragraph begins a passage": (
        "Il pleut. [interprétation] Personne ne viendra. [observé] Si : deux femmes.",
        [
            ("observation", None, "Il pleut."),
            ("observation", INTERPRETED, "Personne ne viendra."),
            ("observation", OBSERVED, "Si : deux femmes."),
        ],
    ),
    "a mark alone on its line holds until the next": (
        "[interprété]\n\nUn.\n\nDeux.\n\n[observé]\n\nTrois.",
        [("observation", INTERPRETED, "Un."), ("observation", INTERPRETED, "Deux."), ("observation", OBSERVED, "Trois.")],
    ),
    "`[fin]` ends it": (
        "[interprété]\n\nUn.\n\n[fin]\n\nDeux.",
        [("observation", INTERPRETED, "Un."), ("observation", None, "Deux.")],
    ),
    "a title ends it": (
        "[interprété]\n\nUn.\n\n## Onze heures\n\nDeux.",
        [("observation", INTERPRETED, "Un."), ("observation", None, "Onze heures"), ("observation", None, "Deux.")],
    ),
    "titles that are marks hold for what is below them": (
        "## Observations\n\nUn.\n\n## Interprétation\n\nDeux.",
        [
            ("observation", None, "Observations"), ("observation", OBSERVED, "Un."),
            ("observation", None, "Interprétation"), ("observation", INTERPRETED, "Deux."),
        ],
    ),
    "one title alone is what the file is called": (
        "# Observation\n\nUn.",
        [("observation", None, "Observation"), ("observation", None, "Un.")],
    ),
    "who reported is the voice": (
        "[rapporté par la secrétaire de mairie] Elle attend.",
        [("la secrétaire de mairie", REPORTED, "Elle attend.")],
    ),
    "who reported, alone on the line": (
        "[rapporté d'après une voisine]\n\nUn.\n\n> Deux.",
        [("une voisine", REPORTED, "Un."), ("une voisine", REPORTED, "Deux.")],
    ),
    "a quoted paragraph is reported": (
        "On attend.\n> C'est fermé le lundi.\n\nRien.",
        [("observation", None, "On attend."), ("observation", REPORTED, "C'est fermé le lundi."), ("observation", None, "Rien.")],
    ),
    "every spelling of a mark": (
        "[Observée] Un. [ rapportés : ] Deux. [Interp] Trois. [observé·e] Quatre.",
        [("observation", OBSERVED, "Un."), ("observation", REPORTED, "Deux."), ("observation", INTERPRETED, "Trois."),
         ("observation", OBSERVED, "Quatre.")],
    ),
    "other brackets are words": (
        "Elle rit [rires] et dit [sic] non [observé par tous] hier.",
        [("observation", None, "Elle rit [rires] et dit [sic] non [observé par tous] hier.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MARKED)
def test_how_a_passage_stands_is_what_its_mark_says(case: str) -> None:
    text, expected = MARKED[case]
    assert passages(text) == expected


def test_no_word_is_lost_but_the_marks() -> None:
    text = "Un [observé] deux. [rapporté par X] trois [rires]\nquatre.\n\n> cinq\n\n[fin]\n\nsix"
    said = " ".join(words for _, _, words in passages(text))
    assert said.split() == ["Un", "deux.", "trois", "[rires]", "quatre.", "cinq", "six"]


def test_marks_make_field_notes_of_a_file_whatever_its_name() -> None:
    read = read_source("[observé] Il pleut.\n\n[interprétation] Personne.\n".encode(), "mardi.txt")
    assert read.source.kind is SourceKind.FIELD_NOTE


def test_an_interview_with_one_bracket_stays_an_interview() -> None:
    text = "Enquêtrice : Et alors ?\nKarima : [observé] Oui.\nEnquêtrice : Bien.\nKarima : Voilà.\n"
    assert read_source(text.encode(), "e.txt").source.kind is SourceKind.INTERVIEW


def word_file(*paragraphs: str) -> bytes:
    import docx

    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


FIELDS = {"date": "12 mars 2025", "lieu": "salle des fêtes", "observation par": "Claire Morel"}
HEADS = {
    "front matter": ("n.md", b"---\ndate: 12 mars 2025\nlieu: salle des f\xc3\xaates\nobservatrice: Claire Morel\n---\n\nOn attend.\n"),
    "lines of a text": ("n.txt", "Date : 12 mars 2025\nLieu : salle des fêtes\nObservatrice : Claire Morel\n\nOn attend.\n".encode()),
    "one line of a text": ("n.txt", "Date : 12 mars 2025 – Lieu : salle des fêtes – Observatrice : Claire Morel\n\nOn attend.\n".encode()),
    "one line without separators": ("n.txt", "Date : 12 mars 2025 Lieu : salle des fêtes Observatrice : Claire Morel\n\nOn attend.".encode()),
    "a Word document": ("n.docx", word_file("Date : 12 mars 2025", "Lieu : salle des fêtes", "Observatrice : Claire Morel", "", "On attend.")),
    "one paragraph of a Word document": ("n.docx", word_file("Date : 12 mars 2025 ; Lieu : salle des fêtes ; Observatrice : Claire Morel", "", "On attend.")),
    "cells of a table": ("n.txt", "Date\t12 mars 2025\nLieu\tsalle des fêtes\nObservatrice\tClaire Morel\n\nOn attend.".encode()),
    "a notebook that says enquêtrice": ("carnet.md", "---\ntype: carnet\ndate: 12 mars 2025\nlieu: salle des fêtes\nenquêtrice: Claire Morel\n---\nOn attend.".encode()),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADS)
def test_the_head_of_field_notes_is_kept_apart_from_what_was_seen(case: str) -> None:
    name, content = HEADS[case]
    read = read_source(content, name)
    head = {t.speaker: t.text for t in read.transcript.turns if t.role is SpeakerRole.OTHER}
    assert read.source.kind is SourceKind.FIELD_NOTE
    assert head == FIELDS
    assert [t.text for t in read.transcript.turns if t.role is SpeakerRole.OBSERVER] == ["On attend."]


def test_words_below_a_head_on_one_line_are_as_they_were_written() -> None:
    text = "Date : 3 mai Lieu : ici\n\nNote : un ; date : deux.\n"
    assert passages(text, "carnet.txt") == [("observation", None, "Note : un ; date : deux.")]


def test_the_head_comes_last_so_that_no_passage_changes_its_number() -> None:
    turns = read_source(f"{HEAD}[observé] Un.\n\nDeux.\n".encode(), "n.md").transcript.turns
    assert [(t.turn_no, t.speaker) for t in turns] == [
        (1, "observation"), (2, "observation"), (3, "date"), (4, "lieu"), (5, "observation par"),
    ]  # fmt: skip


NOTES = (
    "---\ndate: 15 avril 2025\nlieu: Salle des fêtes de Bourgneuf-en-Zaporogue\nobservatrice: Zibeline Karkovitch\n---\n\n"
    "[observé] Quatre personnes attendent dehors, sous la pluie, depuis l'ouverture du guichet.\n\n"
    "[rapporté par Mme Wroblewskaia] On lui avait dit de revenir lundi avec tous les papiers de la caisse.\n\n"
    "[rapporté par une habitante de Bourgneuf-en-Zaporogue] Le bus ne passe plus le mercredi depuis la rentrée.\n\n"
    "[interprétation] Le guichet ne compte que celles et ceux qui entrent.\n"
)


@pytest.fixture
def noted(tmp_path: Path, light: None) -> Path:
    folder = small_study(tmp_path / "étude")
    (folder / "sources" / "carnet.md").write_text(NOTES, encoding="utf-8")
    return folder


def test_nobody_named_in_field_notes_reaches_the_study_file(noted: Path) -> None:
    with opening(noted) as study:
        ingesting.ingest(study)
        anonymising.anonymise(study)
        told = study.file.rows(
            "select speaker, text from v_turns where speaker_role in ('observer', 'other') order by all"
        )
        notes = study.file.dicts("select * from v_field_notes")
    everything = (noted / "study.duckdb").read_bytes() + repr((told, notes)).encode()
    for name in ("Zibeline", "Karkovitch", "Wroblewskaia", "Zaporogue"):
        assert name.encode() not in everything, "a name of the notes is in the study file"
    assert len(notes) == 1
    counted = {name: notes[0][name] for name in ("n_observed", "n_reported", "n_interpreted", "n_unmarked")}
    assert counted == {"n_observed": 1, "n_reported": 2, "n_interpreted": 1, "n_unmarked": 0}
    assert notes[0]["observer"]
    assert any(speaker.startswith("une habitante de ") for speaker, _ in told)


def test_a_segment_stands_as_its_passage(noted: Path) -> None:
    with opening(noted) as study:
        ingesting.ingest(study)
        anonymising.anonymise(study)
        analysing.segment(study)
        rows = segments.segment_rows(study.file)
        turns = {
            t.turn_no: t.standing for one in sources.current_transcripts(study.file) for t in one.turns if t.standing
        }
        public = study.file.rows(
            "select column_name from duckdb_columns() where table_name = 'v_segments' order by column_index"
        )
    assert sorted(row.standing.value for row in rows if row.standing) == [
        "interpreted",
        "observed",
        "reported",
        "reported",
    ]
    assert {row.turn_no: row.standing for row in rows if row.standing} == turns
    assert public[-1] == ("standing",)


def reads(content: str, name: str) -> ReadSource:
    return read_source(content.encode(), name)


def test_a_date_alone_is_no_head() -> None:
    assert passages("Date : 3 mai\nOn attend.\n", "carnet.txt")[0][2].startswith("Date : 3 mai")
