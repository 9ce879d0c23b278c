"""The codebook in a spreadsheet and in REFI-QDA: both ways, nothing lost, and a code that travelled is known again."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from models.codebook import Code
from pipeline.errors import ImportRefused, NothingToDo
from pipeline.exchange.codebook import (
    fit_codes,
    guid_of,
    read_codebook_csv,
    read_qdc,
    write_codebook_csv,
    write_qdc,
)

REFI = Path(__file__).parents[2] / "shared" / "data" / "refi-qda"
BOOK = (
    Code(code_id="a", name="Accès", path="Accès", colour="#332288"),
    Code(
        code_id="b", parent_id="a", name="Guichet", path="Accès / Guichet", colour="#88CCEE",
        definition="L'accueil.\n\nAu sens large.", when_to_use="On y va & on attend", when_not="<jamais>",
        examples=("« Revenez »", "Fermé"),
    ),
    Code(code_id="c", name="Attente", path="Attente", colour="#44AA99"),
)  # fmt: skip
QDC = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{}</Codes>{}</CodeBook>'
CODE = '<Code guid="{}" name="{}" isCodable="true"/>'
GUID = "11111111-2222-3333-4444-55555555555{}"


def told(codes: tuple[Code, ...]) -> list[dict[str, object]]:
    return [c.model_dump(exclude={"code_id", "parent_id"}) for c in codes]


def test_a_spreadsheet_gives_the_codebook_back() -> None:
    read = read_codebook_csv(write_codebook_csv(BOOK))
    assert told(read.codes) == told(BOOK)
    assert read.codes[1].parent_id == read.codes[0].code_id
    assert read.refused == ()


def test_retired_codes_stay_retired_in_a_spreadsheet() -> None:
    retired = BOOK[2].model_copy(update={"retired": True})
    assert [c.retired for c in read_codebook_csv(write_codebook_csv((retired,))).codes] == [True]


def test_a_parent_without_a_line_is_created() -> None:
    read = read_codebook_csv("code_path\nAccès / Guichet / Horaires\nAttente".encode())
    assert [c.path for c in read.codes] == [
        "Accès",
        "Accès / Guichet",
        "Accès / Guichet / Horaires",
        "Attente",
    ]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("A\nA", "déjà défini"),
        ("A\nB /  / C", "nom vide"),
        ("A\nB;;;bleu", "colour"),
        ("A\nB;;;;;reste", "plus de cellules"),
    ],
)
def test_a_bad_line_of_codebook_is_refused_by_its_number(lines: str, why: str) -> None:
    read = read_codebook_csv(f"code_path;definition;examples;colour\n{lines}".encode())
    assert [c.path for c in read.codes] == ["A"]
    assert [r.line_no for r in read.refused] == [3]
    assert why in read.refused[0].reason


def test_a_qdc_gives_the_codebook_back() -> None:
    assert told(read_qdc(write_qdc(BOOK)).codes) == told(BOOK)


@pytest.mark.data
def test_what_is_exported_is_valid_refi_qda() -> None:
    if not REFI.exists():
        pytest.skip("no shared material here")
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(REFI / "schemas" / "Codebook.xsd")))
    schema.assertValid(etree.fromstring(write_qdc(BOOK)))


@pytest.mark.data
@pytest.mark.parametrize("name", ["qc_demo.qdpx", "nvivo-mac15.qdpx"])
def test_a_real_codebook_of_262_codes_comes_in_whole_and_goes_out_valid(name: str) -> None:
    if not REFI.exists():
        pytest.skip("no shared material here")
    etree = pytest.importorskip("lxml.etree")
    with zipfile.ZipFile(REFI / "projets" / name) as project:
        inside = project.read(next(n for n in project.namelist() if n.endswith(".qde")))
    codebook = etree.fromstring(inside).find("{*}CodeBook")
    alone = etree.tostring(codebook).replace(b"urn:QDA-XML:project:1.0", b"urn:QDA-XML:codebook:1.0")
    read = read_qdc(alone)
    assert len(read.codes) == 262
    assert max(c.path.count(" / ") for c in read.codes) == 6
    schema = etree.XMLSchema(etree.parse(str(REFI / "schemas" / "Codebook.xsd")))
    schema.assertValid(etree.fromstring(write_qdc(read.codes)))


def test_a_retired_code_is_not_exported_unless_it_holds_one_in_use() -> None:
    book = (BOOK[0].model_copy(update={"retired": True}), BOOK[1], BOOK[2].model_copy(update={"retired": True}))
    assert [c.path for c in read_qdc(write_qdc(book)).codes] == ["Accès", "Accès / Guichet"]


def test_an_empty_codebook_cannot_be_exported() -> None:
    with pytest.raises(NothingToDo):
        write_qdc(())


def test_characters_that_xml_forbids_are_left_out() -> None:
    odd = BOOK[2].model_copy(update={"definition": "avant\x0baprès"})
    assert read_qdc(write_qdc((odd,))).codes[0].definition == "avantaprès"


def test_two_sisters_of_one_name_are_told_apart_and_said() -> None:
    content = QDC.format(CODE.format(GUID.format(1), "Bus") + CODE.format(GUID.format(2), "bus"), "")
    read = read_qdc(content.encode())
    assert [c.path for c in read.codes] == ["Bus", "bus (2)"]
    assert len(read.warnings) == 1


def test_a_name_with_our_separator_is_changed_and_said() -> None:
    read = read_qdc(QDC.format(CODE.format(GUID.format(1), "Oui / non"), "").encode())
    assert (read.codes[0].name, len(read.warnings)) == ("Oui/non", 1)


def test_sets_of_codes_are_taken_with_their_members() -> None:
    member = f'<MemberCode guid="{{{GUID.format(1).upper()}}}"/>'
    sets = f'<Sets><Set guid="{GUID.format(3)}" name=" S  1 ">{member}</Set></Sets>'
    read = read_qdc(QDC.format(CODE.format(GUID.format(1), "A"), sets).encode())
    assert [(one.name, one.code_ids) for one in read.sets] == [("S 1", (read.codes[0].code_id,))]
    assert read.warnings == ()


def test_a_short_colour_is_written_in_full() -> None:
    code = f'<Code guid="{GUID.format(1)}" name="A" isCodable="true" color="#1af"/>'
    assert read_qdc(QDC.format(code, "").encode()).codes[0].colour == "#11aaff"


BOMB = b'<?xml version="1.0"?><!DOCTYPE c [<!ENTITY a "b">]><CodeBook xmlns="urn:QDA-XML:codebook:1.0">&a;</CodeBook>'


@pytest.mark.parametrize(
    "content",
    [
        b"", b"code_path\nA", b"<html/>", BOMB,
        QDC.format('<Code guid="" name="A" isCodable="true"/>', "").encode(),
        QDC.format(CODE.format(GUID.format(1), " "), "").encode(),
    ],
)  # fmt: skip
def test_a_file_that_is_no_codebook_is_refused(content: bytes) -> None:
    with pytest.raises(ImportRefused):
        read_qdc(content)


def test_a_code_that_travelled_and_was_renamed_is_known_again() -> None:
    travelled = write_qdc(BOOK).replace(b'name="Attente"', 'name="Délais"'.encode())
    changed = fit_codes(read_qdc(travelled).codes, BOOK)
    assert changed == ()


def test_a_foreign_codebook_joins_ours_by_path() -> None:
    read = read_codebook_csv("code_path,definition\naccès,L'entrée du droit\nAccès / Bus,\nLogement,".encode())
    fitted = {c.path: c for c in fit_codes(read.codes, BOOK)}
    assert set(fitted) == {"Accès", "Accès / Bus", "Logement"}
    assert (fitted["Accès"].code_id, fitted["Accès"].definition) == ("a", "L'entrée du droit")
    assert fitted["Accès / Bus"].parent_id == "a"


def test_a_code_always_travels_under_the_same_guid() -> None:
    assert guid_of("a") == guid_of("a") != guid_of("b")


def test_a_first_line_of_a_hundred_thousand_columns_is_refused_at_once() -> None:
    """Counting each title among all the others took minutes; a cell of two hundred thousand letters is no fault of ours."""
    for content in (b"nom," * 100_000 + b"\n", b"a" * 200_000 + b"\n"):
        with pytest.raises(ImportRefused):
            read_codebook_csv(content)
