"""Tables of open answers: one row a person, one answer a turn, and nobody known by a name."""

from __future__ import annotations

import io

import pytest

from models.survey import SurveyMapping
from models.transcript import ReadSource, SourceKind, SpeakerRole
from pipeline.errors import TableNotMapped, UnreadableSource
from pipeline.ingest.read import read_source
from pipeline.ingest.survey import is_non_response
from pipeline.ingest.tables import read_delimited

MAPPING = SurveyMapping(
    file="*réponses*", participant="id", answers=("Qu'est-ce qui aide ?", "Qu'est-ce qui freine ?"),
    attributes=("commune",), group="groupe", territory="secteur", wave="vague",
)  # fmt: skip
HEADING = ("id", "commune", "groupe", "secteur", "vague", "Qu'est-ce qui aide ?", "Qu'est-ce qui freine ?")
ROWS = (
    ("r1", "Verval", "habitants", "nord", "1", "Le bus ; la voisine", 'Elle a dit "non"'),
    ("r2", "Verval", "élus", "sud", "1", "NSP", "Les papiers,\nles délais"),
    ("r3", "", "habitants", "nord", "2", "-", "R.A.S."),
)


def delimited(separator: str, encoding: str = "utf-8") -> bytes:
    import csv

    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows([HEADING, *ROWS])
    return buffer.getvalue().encode(encoding)


def workbook() -> bytes:
    import openpyxl

    made = openpyxl.Workbook()
    made.active.title = "vide"
    sheet = made.create_sheet("réponses")
    for row in (HEADING, *ROWS):
        sheet.append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def json_lines() -> bytes:
    import json

    return "\n".join(json.dumps(dict(zip(HEADING, row, strict=True)), ensure_ascii=False) for row in ROWS).encode()


TABLES = {
    "comma": ("réponses.csv", delimited(",")),
    "semicolon": ("réponses.csv", delimited(";")),
    "tab": ("réponses.tsv", delimited("\t")),
    "bar": ("réponses.csv", delimited("|")),
    "byte order mark": ("réponses.csv", delimited(";", "utf-8-sig")),
    "Windows": ("réponses.csv", delimited(";", "cp1252")),
    "UTF-16": ("réponses.csv", delimited("\t", "utf-16")),
    "a table named .txt": ("réponses.txt", delimited("\t")),
    "workbook": ("réponses.xlsx", workbook()),
    "workbook under a wrong name": ("réponses.csv", workbook()),
    "JSON lines": ("réponses.jsonl", json_lines()),
}


@pytest.mark.parametrize("case", TABLES)
def test_one_row_is_one_person_and_one_answer_one_turn(case: str) -> None:
    name, content = TABLES[case]
    read = read_source(content, name, surveys=[MAPPING])
    assert read.source.kind is SourceKind.SURVEY
    assert [(t.turn_no, t.speaker, t.participant_id, t.question, t.text) for t in read.transcript.turns] == [
        (1, "r1", "r1", "Qu'est-ce qui aide ?", "Le bus ; la voisine"),
        (2, "r1", "r1", "Qu'est-ce qui freine ?", 'Elle a dit "non"'),
        (3, "r2", "r2", "Qu'est-ce qui freine ?", "Les papiers,\nles délais"),
    ]
    assert {turn.role for turn in read.transcript.turns} == {SpeakerRole.PARTICIPANT}
    assert [(p.participant_id, p.stakeholder_group, p.territory, p.wave, p.attributes) for p in read.participants] == [
        ("r1", "habitants", "nord", "1", (("commune", "Verval"),)),
        ("r2", "élus", "sud", "1", (("commune", "Verval"),)),
        ("r3", "habitants", "nord", "2", ()),
    ]
    assert any("3 réponse(s) vides ou sans contenu" in w and "1 personne(s)" in w for w in read.warnings)


NON_RESPONSES = [
    "", " ", "-", "--", "…", ".", "/", "?", "NSP", "nsp.", "N.S.P.", "ne sait pas", "Ne sais pas", "Je ne sais pas", "RAS",
    "R.A.S.", "r.a.s", "N/A", "n.a.", "NR", "Sans réponse", "« sans avis »", "Néant", "(vide)", "Rien à signaler.", "Sans opinion",
]  # fmt: skip


@pytest.mark.parametrize("answer", NON_RESPONSES)
def test_saying_that_one_has_nothing_to_say_is_no_turn(answer: str) -> None:
    assert is_non_response(answer)


@pytest.mark.parametrize(
    "answer", ["Rien", "non", "Oui.", "aucun", "Je ne sais pas lire", "le bus", "3", "RSA", "le RAS-le-bol"]
)
def test_a_short_answer_is_an_answer(answer: str) -> None:
    assert not is_non_response(answer)


def test_a_table_that_nobody_described_is_refused_with_its_columns_and_lines_to_paste() -> None:
    with pytest.raises(TableNotMapped) as refusal:
        read_source(delimited(";"), "réponses.csv")
    message = str(refusal.value)
    assert all(f"« {column} »" in message for column in HEADING)
    assert 'file = "réponses.csv"\nparticipant = "id"\nanswers = [' in message
    assert not any(cell in message for row in ROWS for cell in row[5:] if len(cell) > 3)


def test_the_lines_to_paste_are_valid_and_make_the_table_readable() -> None:
    import tomllib

    content = 'qui,"Votre avis ? (""libre"")"\na1,"Une réponse assez longue pour être ouverte."'.encode()
    with pytest.raises(TableNotMapped) as refusal:
        read_source(content, "q.csv")
    pasted = tomllib.loads(str(refusal.value).split(":\n", 1)[1])
    mapping = SurveyMapping(**pasted["survey"][0])
    assert [turn.speaker for turn in read_source(content, "q.csv", surveys=[mapping]).transcript.turns] == ["a1"]


def test_a_column_that_does_not_exist_is_named_with_the_nearest_one() -> None:
    mapping = SurveyMapping(file="*.csv", participant="id", answers=("Qu'est-ce qui aident ?",))
    with pytest.raises(TableNotMapped, match=r"la plus proche est « Qu'est-ce qui aide \? »"):
        read_source(delimited(";"), "x.csv", surveys=[mapping])


def test_columns_are_found_whatever_their_case_and_spaces() -> None:
    content = " ID ;Votre\u00a0avis\nr1;oui mais\n".encode()
    mapping = SurveyMapping(file="*.CSV", participant="id", answers=("votre  avis",))
    assert read_source(content, "Q.csv", surveys=[mapping]).transcript.turns[0].question == "Votre avis"


IDS = [("r12", "r12"), ("lp2ammQ=/16", "lp2ammQ=/16"), ("Habitante 3", "Habitante 3"), ("12", "12")]
NAMES = ["Zoé Zaporogue", "zoe@exemple.fr", "06 12 34 56 78", "Mme Zaporogue", ""]


@pytest.mark.parametrize(("cell", "expected"), IDS)
def test_an_id_is_kept_as_it_is(cell: str, expected: str) -> None:
    assert one_answer(cell).transcript.turns[0].participant_id == expected


@pytest.mark.parametrize("cell", NAMES)
def test_a_name_or_an_address_in_place_of_an_id_never_gets_through(cell: str) -> None:
    read = one_answer(cell)
    assert str(read.transcript.turns[0].participant_id).startswith("p-")
    assert cell == "" or cell not in read.model_dump_json()
    assert any("identifiant automatique" in warning for warning in read.warnings)


def one_answer(cell: str) -> ReadSource:
    mapping = SurveyMapping(file="*", participant="id", answers=("avis",))
    return read_source(f"id;avis\n{cell};oui mais\n".encode(), "q.csv", surveys=[mapping])


def test_the_same_person_on_two_rows_is_one_person_with_two_turns() -> None:
    mapping = SurveyMapping(file="*", participant="id", answers=("avis",), attributes=("age",))
    read = read_source(b"id;age;avis\nr1;30;un avis\nr1;31;un autre\n", "q.csv", surveys=[mapping])
    assert [turn.participant_id for turn in read.transcript.turns] == ["r1", "r1"]
    assert [person.attributes for person in read.participants] == [()]
    assert any("disent autre chose de « age » (ligne 3)" in warning for warning in read.warnings)


def test_long_answers_and_cells_beyond_the_heading_are_handled() -> None:
    table = read_delimited(f'id;avis\nr1;"{"mot " * 50_000}"\nr2;a;b\n'.encode())
    assert len(table.rows[0].cells["avis"]) > 190_000
    assert table.warnings == (
        "1 ligne(s) ont plus de cellules que l'en-tête (la première : 3) ; le surplus n'est pas repris : "
        "vérifiez les guillemets.",
    )


def test_unnamed_and_repeated_columns_get_names_of_their_own() -> None:
    assert read_delimited(b",text,text\n1,a,b\n").columns == ("(colonne 1)", "text", "text (2)")


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"\n;;\n", "x.csv", "vide"),
        (b'{"id": 1}\n[1]\n', "x.jsonl", "ligne 2"),
        (b'{"id": 1}\n{"id"\n', "x.jsonl", "ligne 2"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        read_source(content, name, surveys=[MAPPING])
