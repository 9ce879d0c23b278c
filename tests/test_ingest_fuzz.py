"""Damaged files are read or refused, never worse: a slice of `benchmarks/fuzz_readers.py`, and what it found, one by one."""

from __future__ import annotations

import json
import logging
import unicodedata

import pytest

from benchmarks.fuzz_readers import damaged, fuzz, good_files, outcome_of, read_any
from benchmarks.invented_files import SURVEYS, invented_files, zipped
from benchmarks.invented_projects import invented_projects
from pipeline.errors import UnreadableSource
from pipeline.exchange.codebook import CodebookRead
from pipeline.exchange.project import Project
from pipeline.ingest.read import read_source

INPUTS = 2_000


def test_two_thousand_damaged_files_are_read_or_refused() -> None:
    assert [outcome for outcome in fuzz(11, range(INPUTS)) if outcome.fault] == []


def test_an_input_is_found_again_by_its_number() -> None:
    files = good_files()
    assert [damaged(3, number, files) for number in range(60)] == [damaged(3, number, files) for number in range(60)]
    assert damaged(3, 0, files) != damaged(4, 0, files)


@pytest.mark.parametrize("name", invented_files())
def test_the_files_that_are_damaged_are_good_to_begin_with(name: str) -> None:
    read = read_source(invented_files()[name], name, surveys=SURVEYS)
    assert len(read.transcript.turns) >= 6


@pytest.mark.parametrize("name", invented_projects())
def test_the_projects_that_are_damaged_are_good_to_begin_with(name: str) -> None:
    read = read_any(invented_projects()[name], name, 1)
    assert isinstance(read, (Project, CodebookRead))
    assert len(read.codes) >= 2
    if isinstance(read, Project):
        assert len(read.codings) >= 4
        assert not [told for told in read.left if "refusée" in told]


LONG_LINES = {
    "voices of captions that never close": ("x.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v " * 60_000),
    "an unclosed strong mark, again and again": ("x.md", "a\n" + "**a " * 60_000),
    "a heading of spaces": ("x.md", "# a" + " " * 200_000 + "x"),
    "a heading of signs": ("x.md", "# a" + "#" * 200_000 + "x"),
    "a declaration that never closes": ("x.html", "<html><p>a</p>" + "<?xml " * 40_000),
    "spaces before a page": ("x.html", "<html><p>a" + " " * 200_000 + "</p>"),
    "opening brackets of Praat": (
        "x.TextGrid",
        'File type = "ooTextFile"\nObject class = "TextGrid"\n' + "[" * 100_000,
    ),
}


@pytest.mark.parametrize("case", LONG_LINES)
def test_a_long_line_hangs_no_reader(case: str) -> None:
    """A pattern that looks for an end from each beginning took half a minute; none may take the fuzzer's bound of processor."""
    name, text = LONG_LINES[case]
    outcome = outcome_of(name, text.encode())
    assert outcome.fault is None
    assert outcome.refused == case.startswith("opening brackets")


def test_a_sheet_whose_last_row_is_numbered_far_below_is_refused_at_once() -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(invented_files()["reponses.xlsx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<row r="5">', b'<row r="4294967296">')
    with pytest.raises(UnreadableSource, match="trop grand"):
        read_source(zipped(parts), "x.xlsx", surveys=SURVEYS)


def test_a_sheet_is_no_wider_than_what_it_holds() -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(invented_files()["reponses.xlsx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    assert len(read_source(zipped(parts), "x.xlsx", surveys=SURVEYS).transcript.turns) == 8


def test_a_number_of_spaces_that_is_no_number_is_one_space() -> None:
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    for written in ("1" * 5000, "deux", "-3", "²"):
        body = f'<text:p>un<text:s text:c="{written}"/>deux</text:p>'
        content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        read = read_source(zipped({"content.xml": content}), "x.odt")
        assert [turn.text for turn in read.transcript.turns] == ["un deux"]


def test_a_time_beyond_any_recording_is_no_time() -> None:
    segments = [{"start": 10**400, "end": 1, "text": "bonjour"}]
    read = read_source(json.dumps({"segments": segments}).encode(), "x.json")
    assert read.transcript.turns[0].start_s is None


def test_an_accent_after_a_closing_quote_joins_the_letter_before() -> None:
    read = read_source('id;avis\nr1;"pass\u0065"\u0301\nr2;"rien"\n'.encode(), "x.csv", surveys=(_MAPPED,))
    assert all(unicodedata.is_normalized("NFC", turn.text) for turn in read.transcript.turns)
    assert read.transcript.turns[0].text == "passé"


def test_the_reader_of_pdf_logs_nothing_of_what_it_reads(caplog: pytest.LogCaptureFixture) -> None:
    content = invented_files()["entretien.pdf"].replace(b"/Helvetica", b"/Helv\x00 \xff(").replace(b"startxref", b"x")
    with caplog.at_level(logging.DEBUG):
        try:
            read_source(content, "x.pdf")
        except UnreadableSource:
            assert caplog.records == []
    assert caplog.records == []


_MAPPED = SURVEYS[0].model_copy(update={"answers": ("avis",), "attributes": ()})
