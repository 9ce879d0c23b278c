"""
No reader of documents or tables changes, drops or shifts a character: any words, written in the least valid file, come back.

Formats of speech are in `test_ingest_oral_words.py`, projects in `test_exchange_qdpx.py`; the white space of a file is not the
speech's, and what is set right at the door for every format (`clean`) is set right here too.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from html import escape

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from benchmarks.invented_files import OPEN_NAMES, zipped
from models.survey import SurveyMapping
from pipeline.ingest.captions import MARKUP
from pipeline.ingest.paragraphs import clean
from pipeline.ingest.read import read_source

VOICES = ("Enquêtrice", "Participante")
ODD = ["'", "’", "«", "»", "…", "&", "<", ">", '"', "\\", ";", ",", "e\u0301", "œ", "😀", "👩‍👩‍👧", "\u00a0", "\u202f", "ß", "—", "%", "/", "0", "="]  # fmt: skip
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))
WORDS = st.lists(st.one_of(st.sampled_from(ODD), LETTERS), min_size=1, max_size=12).map("".join)
SPEECH = st.lists(
    st.lists(WORDS, min_size=1, max_size=6).map(" ".join).map(lambda text: f"mot {text} fin"), min_size=2, max_size=5
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BREAK = '<w:t xml:space="preserve">'


def lines(said: Sequence[str]) -> list[str]:
    return [f"{VOICES[n % 2]} : {text}" for n, text in enumerate(said)]


def docx(said: Sequence[str]) -> bytes:
    """Each line cut in two runs in the middle of its words, as Word does after a correction."""
    halves = ((line[: len(line) // 2], line[len(line) // 2 :]) for line in lines(said))
    body = "".join(
        f"<w:p><w:r>{BREAK}{escape(a)}</w:t></w:r><w:r>{BREAK}{escape(b)}</w:t></w:r></w:p>" for a, b in halves
    )
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def odt(said: Sequence[str]) -> bytes:
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines(said))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {OPEN_NAMES}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        }
    )


def srt(said: Sequence[str]) -> bytes:
    cues = (f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n\n" for n, line in enumerate(lines(said), 1))
    return "".join(cues).encode()


def sonal(said: Sequence[str]) -> bytes:
    """Words cut in two marked runs, the second under a theme."""
    body = "".join(
        f'<span class="lblseg" data-deb="{n}.0" data-fin="{n}.9" data-loc="{n % 2 + 1}" data-nomloc="{VOICES[n % 2]}">'
        f'<span class="">{escape(text[:6])}</span><span class="cat_001">{escape(text[6:])}</span></span>'
        for n, text in enumerate(said)
    )
    return f'<!DOCTYPE html><html><head><meta charset="UTF-8"></head><body><div id="contenuText">{body}</div></body></html>'.encode()


WRITERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "txt": lambda said: "\n".join(lines(said)).encode(),
    "crlf": lambda said: "\r\n".join(lines(said)).encode("utf-8-sig"),
    "utf16": lambda said: "\r\n".join(lines(said)).encode("utf-16"),
    "docx": docx,
    "odt": odt,
    "srt": srt,
    "sonal": sonal,
}
ENDINGS = {"crlf": "txt", "utf16": "txt"}


@pytest.mark.parametrize("family", WRITERS)
@settings(max_examples=60, deadline=None)
@example(said=["mot <0> fin", "mot <beau> fin"])
@example(said=["mot e\u0301te\u0301 fin", "mot l'&<>\"\\{} 🙂\u200d fin"])
@given(said=SPEECH)
def test_every_word_of_a_turn_is_read_back(family: str, said: list[str]) -> None:
    ending = ENDINGS.get(family, family)
    assume(family != "srt" or not any(MARKUP.search(text) for text in said))  # there, "<i>" is no word
    read = read_source(WRITERS[family](said), f"x.{ending}")
    assert read.source.format == ending
    found = [(turn.speaker, " ".join(turn.text.split())) for turn in read.transcript.turns]
    assert found == [(VOICES[n % 2], " ".join(clean(text).split())) for n, text in enumerate(said)]


PLAIN = st.lists(
    st.lists(st.text(LETTERS.filter(lambda c: c.isalnum() or c in "'’…«»,;!?%/&"), min_size=1, max_size=8), min_size=1, max_size=6)
    .map(" ".join)
    .map(lambda text: f"mot {text} fin"),
    min_size=2,
    max_size=5,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(said=PLAIN)
def test_words_of_markdown_that_hold_no_mark_are_read_back(said: list[str]) -> None:
    text = "\n\n".join(f"**{VOICES[n % 2]}** : {words}" for n, words in enumerate(said))
    turns = read_source(text.encode(), "x.md").transcript.turns
    assert [" ".join(turn.text.split()) for turn in turns] == [" ".join(clean(words).split()) for words in said]


def table_csv(said: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("id", "avis"), *enumerate(said)])
    return out.getvalue().encode("utf-8-sig")


def table_xlsx(said: Sequence[str]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("id", "avis"), *enumerate(said)):
        sheet.append(row)
    for row in sheet.iter_rows(min_row=2, min_col=2):
        for cell in row:
            cell.data_type = "s"  # an answer that begins by « = » is no formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table_jsonl(said: Sequence[str]) -> bytes:
    return "\n".join(json.dumps({"id": str(n), "avis": text}) for n, text in enumerate(said)).encode()


TABLES = {"csv": table_csv, "xlsx": table_xlsx, "jsonl": table_jsonl}


@pytest.mark.parametrize("family", TABLES)
@settings(max_examples=40, deadline=None)
@example(said=['mot " ; , = fin', "mot \\n \t fin"])
@given(said=SPEECH)
def test_every_answer_of_a_table_is_read_back(family: str, said: list[str]) -> None:
    survey = SurveyMapping(file="*", participant="id", answers=("avis",))
    read = read_source(TABLES[family](said), f"x.{family}", surveys=[survey])
    assert [turn.text for turn in read.transcript.turns] == [clean(text).strip() for text in said]
    assert [turn.participant_id for turn in read.transcript.turns] == [str(n) for n in range(len(said))]
