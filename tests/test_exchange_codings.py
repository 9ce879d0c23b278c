"""Codings as lines: what is written is read back, and a bad line is refused by its number while the others go in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.coding import Coding, DecisionAction
from pipeline.errors import ImportRefused
from pipeline.exchange.codings import coding_row, imported_decision, read_codings, write_codings
from pipeline.exchange.delimited import read_rows

HEADER = "source_name,turn_no,start_char,end_char,verbatim,code_path,coder,decided_at"
GOOD = "e1.docx,3,0,8,j'attend,Accès / Guichet,ana,2026-11-02T09:30:00+01:00"


def file(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *lines)).encode()


def test_a_line_becomes_a_row_with_its_number() -> None:
    (row,) = read_codings(file(GOOD)).rows
    assert (row.line_no, row.source_name, row.turn_no, row.start_char, row.end_char) == (2, "e1.docx", 3, 0, 8)
    assert (row.verbatim, row.code_path, row.coder) == ("j'attend", "Accès / Guichet", "ana")
    assert row.decided_at == datetime(2026, 11, 2, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        file(GOOD),
        b"\xef\xbb\xbf" + file(GOOD),
        file(GOOD.replace(",", ";"), header=HEADER.replace(",", ";")),
        file(GOOD.replace(",", "\t"), header=HEADER.replace(",", "\t")),
        file(GOOD).decode().encode("cp1252"),
        file(GOOD).decode().encode("utf-16"),
        file(GOOD).replace(b"\n", b"\r\n"),
        file(GOOD, header=HEADER.upper()),
        file(GOOD, "", ",,,,,,,"),
    ],
    ids=["comma", "bom", "semicolon", "tab", "windows", "utf-16", "crlf", "capitals", "blank lines"],
)
def test_every_way_a_spreadsheet_writes_it_is_read(content: bytes) -> None:
    read = read_codings(content)
    assert [row.code_path for row in read.rows] == ["Accès / Guichet"]
    assert read.refused == ()


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (GOOD.replace(",8,", ",9,"), "couvrent 9 caractères"),
        (GOOD.replace(",3,0,", ",0,0,"), "turn_no"),
        (GOOD.replace(",3,0,", ",3,-1,"), "start_char"),
        (GOOD.replace(",3,0,", ",trois,0,"), "turn_no"),
        (GOOD.replace(",3,0,", ",²,0,"), "turn_no"),
        (GOOD.replace(",ana,", ",  ,"), "coder est vide"),
        (GOOD.replace("Accès / Guichet", "Accès /  / Guichet"), "nom vide"),
        (GOOD.replace("2026-11-02T09:30:00+01:00", "02/11/2026"), "pas une date"),
        (GOOD.replace("2026-11-02T09:30:00+01:00", ""), "decided_at est vide"),
        (GOOD.replace("e1.docx", " "), "source_name est vide"),
        (GOOD + ",de trop", "plus de cellules"),
    ],
)
def test_a_bad_line_is_refused_by_its_number_and_the_others_go_in(bad: str, why: str) -> None:
    read = read_codings(file(GOOD, bad, GOOD))
    assert [row.line_no for row in read.rows] == [2, 4]
    (refusal,) = read.refused
    assert refusal.line_no == 3
    assert refusal.reason.startswith("Ligne 3 : ")
    assert why in refusal.reason
    assert "j'attend" not in refusal.reason


def test_a_verbatim_over_several_lines_does_not_shift_the_numbers() -> None:
    long = 'e1.docx,3,0,9,"deux\nmots",A,ana,2026-11-02'
    read = read_codings(file(long, GOOD, GOOD.replace("ana", "")))
    assert [row.line_no for row in read.rows] == [2, 4]
    assert [refusal.line_no for refusal in read.refused] == [5]


def test_decomposed_accents_become_composed_ones() -> None:
    line = "e1.docx,1,0,3,e\u0301te,A,ana,2026-11-02"
    assert read_codings(file(line)).rows[0].verbatim == "\u00e9te"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "vide"),
        (b"a,b\n1,2", "il manque les colonnes"),
        (HEADER.replace(",coder", "").encode(), "il manque la colonne coder"),
        ((HEADER + ",coder").encode(), "en double"),
        (b"PK\x03\x04\x00\x00\x00", "pas du texte"),
    ],
)
def test_a_file_that_is_no_table_of_codings_is_refused_whole(content: bytes, why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        read_codings(content)


def test_what_is_written_is_read_back_to_the_character() -> None:
    words = '- oui ; « non », dit-elle\nau "guichet" 👩‍👧'
    coding = Coding(
        coding_id="d1", segment_id=None, turn_id="t1", start_char=4, end_char=4 + len(words), verbatim=words,
        code_id="c1", code_path="Accès / Guichet", coder="zoé", origin="human", score=None,
        decided_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    )  # fmt: skip
    row = coding_row(coding, source_name="e1.docx", turn_no=7, line_no=2)
    assert read_codings(write_codings([row])).rows[0].model_dump() == row.model_dump()


def test_the_same_line_always_makes_the_same_decision() -> None:
    (row,) = read_codings(file(GOOD)).rows
    first, again = (imported_decision(row, turn_id="t1", code_id="c1") for _ in range(2))
    assert first.decision_id == again.decision_id
    assert (first.action, first.anchor.verbatim, first.coder) == (DecisionAction.CODE, "j'attend", "ana")
    assert imported_decision(row, turn_id="t2", code_id="c1").decision_id != first.decision_id


def test_a_quote_never_closed_is_told_by_its_line_and_swallows_nothing() -> None:
    with pytest.raises(ImportRefused, match=r"Ligne 3 .* guillemets"):
        read_rows(b'a,b\n1,"never closed\n2,x\n', required=("a",))
