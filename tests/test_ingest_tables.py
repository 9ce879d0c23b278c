"""Tables as they come: several sheets, JSON under another name, one row per code, joined answers, columns of names, a proposal to paste."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from models.survey import SurveyMapping
from models.transcript import ReadSource
from pipeline.errors import TableNotMapped, UnreadableSource
from pipeline.ingest import tables
from pipeline.ingest.read import read_source
from pipeline.ingest.remains import remaining_table
from pipeline.ingest.survey import mapping_for
from pipeline.ingest.tables import read_delimited
from pipeline.ingest.unmapped import proposed

DATA = Path(__file__).parents[2] / "shared" / "data"
MAPPING = SurveyMapping(file="*", participant="id", answers=("avis",), attributes=("âge",))


def said(read: ReadSource) -> list[tuple[str, str | None, str]]:
    return [(turn.speaker, turn.question, turn.text) for turn in read.transcript.turns]


def table(rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def workbook(**sheets: Sequence[Sequence[str]]) -> bytes:
    import openpyxl

    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_one_row_per_code_counts_the_answer_once() -> None:
    """The Grand débat's coded answers repeat the contribution on one line per code."""
    rows = [
        ("id", "code", "avis"),
        ("c1", "école", "Un avis."),
        ("c1", "santé", "Un avis."),
        ("c2", "école", "Un avis."),
    ]
    read = read_source(table(rows), "x.csv", surveys=[MAPPING.model_copy(update={"attributes": ("code",)})])
    assert said(read) == [("c1", "avis", "Un avis."), ("c2", "avis", "Un avis.")]
    assert [dict(person.attributes) for person in read.participants] == [{}, {"code": "école"}]
    assert any("1 ligne(s) répètent une réponse" in w and "ligne 3" in w for w in read.warnings)


def test_several_answers_in_one_cell_are_as_many_turns() -> None:
    read = read_source(
        table([("id", "avis"), ("r1", "Le bus | NSP || la voisine")]),
        "x.csv",
        surveys=[MAPPING.model_copy(update={"joined": "|", "attributes": ()})],
    )
    assert said(read) == [("r1", "avis", "Le bus"), ("r1", "avis", "la voisine")]
    assert any(w.startswith("1 réponse(s) vides ou sans contenu") for w in read.warnings)


def test_a_column_may_say_which_question_is_answered() -> None:
    rows = [
        ("id", "question", "avis"),
        ("r1", "Et le bus ?", "Rare."),
        ("r1", "Et la mairie ?", "Loin."),
        ("r2", "", "Rien."),
    ]
    read = read_source(
        table(rows), "x.csv", surveys=[MAPPING.model_copy(update={"question": "Question", "attributes": ()})]
    )
    assert said(read) == [("r1", "Et le bus ?", "Rare."), ("r1", "Et la mairie ?", "Loin."), ("r2", "avis", "Rien.")]


def test_silences_are_counted_by_question() -> None:
    rows = [("id", "Le bus ?", "La mairie ?"), ("r1", "NSP", "Loin."), ("r2", "", "-"), ("r3", "Rare.", "Loin.")]
    mapping = SurveyMapping(file="*", participant="id", answers=("Le bus ?", "La mairie ?"))
    (warning,) = read_source(table(rows), "x.csv", surveys=[mapping]).warnings
    assert warning.startswith("3 réponse(s) vides")
    assert "1 personne(s) n'ont rien répondu (ligne 3)" in warning
    assert warning.endswith("Par question : « Le bus ? » 2, « La mairie ? » 1.")


ROWS = [("id", "âge", "avis"), ("r1", "30", "Le bus.")]
SHEETS = {
    "the first sheet that has the columns is read": (
        {"lisez-moi": [("À propos", "x")], "réponses": ROWS}, [("r1", "avis", "Le bus.")], "1 autre(s) feuille(s)",
    ),
    "every sheet that has the columns is read": (
        {"nord": ROWS, "sud": [("avis", "id", "âge"), ("Le train.", "r2", "31")]},
        [("r1", "avis", "Le bus."), ("r2", "avis", "Le train.")], "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHEETS)
def test_sheets_are_read_where_they_have_the_columns(case: str) -> None:
    sheets, expected, warning = SHEETS[case]
    read = read_source(workbook(**sheets), "x.xlsx", surveys=[MAPPING])
    assert said(read) == expected
    assert any(warning in told for told in read.warnings) if warning else read.warnings == ()


def test_people_without_an_id_are_not_confused_from_sheet_to_sheet() -> None:
    rows = [("id", "âge", "avis"), ("", "30", "Le bus.")]
    read = read_source(workbook(nord=rows, sud=rows), "x.xlsx", surveys=[MAPPING])
    assert len({turn.participant_id for turn in read.transcript.turns}) == 2


def test_what_remains_after_a_withdrawal_keeps_every_sheet_s_rows() -> None:
    content = workbook(nord=ROWS, sud=[("avis", "id", "âge"), ("Le train.", "r2", "31")])
    kept = remaining_table(content, "x.xlsx", source_id="s", participant_id="r1", surveys=[MAPPING])
    assert kept is not None
    assert said(read_source(kept, "x.csv", surveys=[MAPPING])) == [("r2", "avis", "Le train.")]


OBJECTS = [{"id": "r1", "avis": "Le bus.", "âge": 30}, {"id": "r2", "avis": "Rare.", "âge": None}]
JSON = {
    "lines named .csv": ("x.csv", "\n".join(json.dumps(one) for one in OBJECTS)),
    "lines after an empty one": ("x.jsonl", "\n" + "\n".join(json.dumps(one) for one in OBJECTS)),
    "a list named .csv": ("x.csv", json.dumps(OBJECTS, indent=1)),
    "a list named .json": ("x.json", json.dumps(OBJECTS)),
    "one object around the list": ("x.json", json.dumps({"réponses": OBJECTS}, ensure_ascii=False)),
    "one line": ("x.jsonl", json.dumps(OBJECTS[0])),
}  # fmt: skip


@pytest.mark.parametrize("case", JSON)
def test_answers_in_json_are_read_whatever_the_file_is_called(case: str) -> None:
    name, text = JSON[case]
    read = read_source(text.encode(), name, surveys=[MAPPING])
    expected = [("r1", "avis", "Le bus."), ("r2", "avis", "Rare.")]
    assert said(read) == expected[: 1 if case == "one line" else 2]
    assert dict(read.participants[0].attributes) == {"âge": "30"}


def test_json_named_csv_is_known_for_a_table_before_anybody_describes_it() -> None:
    with pytest.raises(TableNotMapped):
        read_source(JSON["lines named .csv"][1].encode(), "x.csv")


ODD = {
    "bare carriage returns": b"id,avis\rr1,Le bus.\rr2,Rare.\r",
    "no-break spaces around ids": "id,avis\n\u00a0r1\u00a0,Le bus.\n\u202fr2,Rare.\n".encode(),
    "Windows bytes in UTF-8": "id,avis,été\nr1,Le bus.,é\nr2,Rare.,".encode() + b"l\x92\xc3\xa9t\xc3\xa9\n",
    "line ends within cells": b'id,avis\r\nr1,"Le bus."\r\nr2,"Rare."\r\n',
}  # fmt: skip


@pytest.mark.parametrize("case", ODD)
def test_tables_of_any_machine_are_read(case: str) -> None:
    read = read_source(ODD[case], "x.csv", surveys=[MAPPING.model_copy(update={"attributes": ()})])
    assert said(read) == [("r1", "avis", "Le bus."), ("r2", "avis", "Rare.")]


def test_attributes_that_name_people_are_left_out_with_one_sentence() -> None:
    rows = [
        ("id", "âge", "nom", "contact", "groupe", "avis"),
        ("r1", "30", "Zaporogue", "z@exemple.fr", "Zoé Zaporogue", "Le bus."),
    ]
    mapping = SurveyMapping(
        file="*", participant="id", answers=("avis",), attributes=("âge", "nom", "contact"), group="groupe"
    )
    read = read_source(table(rows), "x.csv", surveys=[mapping])
    assert read.participants[0].attributes == (("âge", "30"),)
    assert read.participants[0].stakeholder_group is None
    assert "Zaporogue" not in read.model_dump_json()
    (warning,) = read.warnings
    assert all(f"« {column} »" in warning for column in ("nom", "contact", "groupe"))


def test_a_column_of_first_names_is_no_column_of_ids() -> None:
    rows = [("id", "avis"), *((name, "Le bus.") for name in ("Karim", "Fatou", "Marie", "Zoé"))]
    read = read_source(table(rows), "x.csv", surveys=[MAPPING.model_copy(update={"attributes": ()})])
    assert all(str(turn.participant_id).startswith("p-") for turn in read.transcript.turns)
    assert len({turn.participant_id for turn in read.transcript.turns}) == 4


def test_a_pattern_holds_in_a_folder_too() -> None:
    mapping = SurveyMapping(file="réponses.csv", participant="id", answers=("avis",))
    assert mapping_for("vague 1/réponses.csv", [mapping]) is mapping
    assert mapping_for("vague 1/réponses.xlsx", [mapping]) is None


def test_a_huge_table_is_refused_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_CELLS", 5)
    with pytest.raises(UnreadableSource, match="trop grand"):
        read_delimited(table([("id", "avis"), ("r1", "a"), ("r2", "b")]))
    with pytest.raises(UnreadableSource, match="trop grand"):
        read_source(JSON["lines named .csv"][1].encode(), "x.csv", surveys=[MAPPING])


ANSWERS = (
    "Le bus passe deux fois par jour, c'est trop peu.",
    "Il faudrait un guichet avec quelqu'un, pas une borne.",
    "Je ne demande plus rien.",
)
PROPOSALS = {
    "ids, answers and attributes are told apart": (
        [("n°", "secteur", "Âge", "Que faudrait-il ?"), *((str(n), "nord" if n % 2 else "sud", "18-29", ANSWERS[n % 3] + str(n)) for n in range(12))],
        {"participant": "n°", "answers": ["Que faudrait-il ?"], "attributes": ["secteur"]},
    ),
    "groups, territories and waves take their place": (
        [("id", "groupe", "territoire", "vague", "avis"), *((f"r{n}", "élus" if n % 2 else "habitants", f"t{n % 2}", str(n % 2) + "e", ANSWERS[n % 3]) for n in range(12))],
        {"participant": "id", "answers": ["avis"], "attributes": [], "group": "groupe", "territory": "territoire", "wave": "vague"},
    ),
    "names, links and dates are offered for nothing": (
        [("Nom", "lien", "posté le", "id", "avis"), *(("Zaporogue", "https://exemple.org/une-page-assez-longue", "2025-04-08 10:11:12 +0100", f"r{n}", ANSWERS[n % 3] + str(n)) for n in range(12))],
        {"participant": "id", "answers": ["avis"], "attributes": []},
    ),
    "an author goes before a number of row": (
        [("id", "author_id", "avis"), *((str(n), f"u{n % 5}", ANSWERS[n % 3] + str(n)) for n in range(12))],
        {"participant": "author_id", "answers": ["avis"], "attributes": []},
    ),
    "a column of questions is one": (
        [("id", "question", "réponse"), *((f"r{n}", f"Question {n % 2} ?", ANSWERS[n % 3] + str(n)) for n in range(12))],
        {"participant": "id", "answers": ["réponse"], "attributes": [], "question": "question"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PROPOSALS)
def test_the_block_to_paste_sorts_the_columns_by_what_they_hold(case: str) -> None:
    rows, expected = PROPOSALS[case]
    found = tomllib.loads("\n".join(proposed(read_delimited(table(rows)), "dossier/x.csv")))["survey"][0]
    assert found == {"file": "x.csv", **expected}
    SurveyMapping(**found)


REAL = {
    "decidim-lille/propositions-libres.csv": ("id", ["title", "body"], 196),
    "granddebat-codes/dc13_contributions_codees.tsv": ("contribution", ["corpus"], 878),
    "consultation-egalite/analyses_retenues.csv": ("source", ["text"], 273),
}


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="the shared real material is not beside the repository")
@pytest.mark.parametrize("name", REAL)
def test_the_block_proposed_for_a_real_table_reads_it(name: str) -> None:
    person, answers, n_people = REAL[name]
    content, base = (DATA / name).read_bytes(), name.rsplit("/", 1)[-1]
    with pytest.raises(TableNotMapped) as refusal:
        read_source(content, base)
    found = tomllib.loads(str(refusal.value).split(":\n", 1)[1])["survey"][0]
    assert (found["participant"], found["answers"]) == (person, answers)
    read = read_source(content, base, surveys=[SurveyMapping(**found)])
    assert len(read.participants) == n_people
