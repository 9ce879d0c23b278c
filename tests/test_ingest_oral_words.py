"""
No reader changes, drops or shifts a character of the words: each format is written from arbitrary text, then read back.

The writers below are the least that each format asks for. White space is the file's, not the speech's: runs of it are one
space, and what `clean` sets right at the door for every format (NFC, no-break spaces, invisible signs) is set right here too.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.survey import SurveyMapping
from models.transcript import Transcript
from pipeline.ingest.paragraphs import clean
from pipeline.ingest.read import read_source

VOICES = ("Enquêtrice", "Participante")
ODD = [
    "'",
    "’",
    "«",
    "»",
    "…",
    "&",
    "<",
    ">",
    '"',
    "\\",
    "{",
    "}",
    "e\u0301",
    "É",
    "œ",
    "😀",
    "👩‍👩‍👧",
    "\u00a0",
    "\u202f",
    "ß",
    "—",
    "%",
    "*",
    "/",
    "0",
    "7",
]
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))
WORDS = st.lists(st.one_of(st.sampled_from(ODD), LETTERS), min_size=1, max_size=12).map("".join)
SPEECH = st.lists(
    st.lists(WORDS, min_size=1, max_size=6).map(" ".join).map(lambda text: f"mot {text} fin"), min_size=2, max_size=5
)


def turns_of(said: Sequence[str]) -> list[tuple[str, str]]:
    """What must be read: voices in turn, words with single spaces."""
    return [(VOICES[place % 2], " ".join(clean(text).split())) for place, text in enumerate(said)]


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, " ".join(turn.text.split())) for turn in transcript.turns]


def voiced(said: Sequence[str]) -> list[tuple[int, str, str]]:
    return [(place, VOICES[place % 2], text) for place, text in enumerate(said)]


def trs(said: Sequence[str]) -> str:
    turns = "".join(
        f'<Turn speaker="s{n % 2}" startTime="{n}" endTime="{n + 1}"><Sync time="{n}"/>\n<Event desc="rire" type="noise"/>'
        f"{escape(text)}\n</Turn>"
        for n, _, text in voiced(said)
    )
    people = "".join(f'<Speaker id="s{n}" name="{voice}"/>' for n, voice in enumerate(VOICES))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE Trans SYSTEM "trans-14.dtd"><Trans>'
        f'<Speakers>{people}</Speakers><Episode><Section type="report">{turns}</Section></Episode></Trans>'
    )


def eaf(said: Sequence[str]) -> str:
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{n * 1000}"/>' for n in range(len(said) + 1))
    tiers = "".join(
        f'<TIER TIER_ID="{voice}">'
        + "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="t{n}" TIME_SLOT_REF2="t{n + 1}">'
            f"<ANNOTATION_VALUE>{escape(text)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            for n, own, text in voiced(said)
            if own == voice
        )
        + "</TIER>"
        for voice in VOICES
    )
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"


def textgrid(said: Sequence[str]) -> str:
    tiers = ""
    for voice in VOICES:
        own = [(n, text.replace('"', '""')) for n, who, text in voiced(said) if who == voice]
        marks = "".join(f'{n}\n{n + 1}\n"{text}"\n' for n, text in own)
        tiers += f'"IntervalTier"\n"{voice}"\n0\n{len(said)}\n{len(own)}\n{marks}'
    return f'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n{len(said)}\n<exists>\n2\n{tiers}'


def tei(said: Sequence[str]) -> str:
    people = "".join(f'<person xml:id="p{n}"><persName>{voice}</persName></person>' for n, voice in enumerate(VOICES))
    turns = "".join(f'<u who="#p{n % 2}">{escape(text)}<pause/></u>' for n, _, text in voiced(said))
    return f"<TEI><teiHeader><listPerson>{people}</listPerson></teiHeader><text><body>{turns}</body></text></TEI>"


def html(said: Sequence[str]) -> str:
    body = "".join(f"<p><b>{voice}</b> : {escape(text)}</p>" for _, voice, text in voiced(said))
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def otr(said: Sequence[str]) -> str:
    body = "".join(
        f'<p><span class="timestamp" data-timestamp="{n}">0:0{n}</span>{voice} : {escape(text)}</p>'
        for n, voice, text in voiced(said)
    )
    return json.dumps({"text": body, "media": "x.mp3"})


def rtf(said: Sequence[str]) -> str:
    def written(text: str) -> str:
        units = text.encode("utf-16-le")
        codes = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
        return "".join(chr(code) if 31 < code < 127 and chr(code) not in "\\{}" else f"\\u{code}?" for code in codes)

    body = "".join(rf"{{\b {written(voice)} :}} {written(text)}\par" + "\n" for _, voice, text in voiced(said))
    return rf"{{\rtf1\ansi\uc1 {body}}}"


def vtt(said: Sequence[str]) -> str:
    return "WEBVTT\n\n" + "".join(
        f"00:0{n}.000 --> 00:0{n}.900\n<v {voice}>{escape(text, quote=False)}\n\n" for n, voice, text in voiced(said)
    )


def whisper(said: Sequence[str]) -> str:
    return json.dumps(
        {"segments": [{"start": n, "end": n + 1, "text": f" {t}", "speaker": v} for n, v, t in voiced(said)]}
    )


WRITERS: dict[str, Callable[[Sequence[str]], str]] = {
    "trs": trs, "eaf": eaf, "textgrid": textgrid, "tei": tei, "html": html, "otr": otr, "rtf": rtf, "vtt": vtt, "whisper": whisper,
}  # fmt: skip
EXTENSIONS = {"whisper": "json", "tei": "xml", "textgrid": "TextGrid"}


@pytest.mark.parametrize("family", WRITERS)
@settings(max_examples=60, deadline=None)
@example(said=["mot e\u0301te\u0301 fin", "mot l'&<>\"\\{} fin"])
@given(said=SPEECH)
def test_every_word_of_a_voice_is_read_back_as_it_was_written(family: str, said: list[str]) -> None:
    content = WRITERS[family](said).encode("utf-8")
    read = read_source(content, f"x.{EXTENSIONS.get(family, family)}")
    assert read.source.format == family
    assert spoken(read.transcript) == turns_of(said)


PLAIN = st.lists(
    st.lists(
        st.text(st.characters(categories=("Ll", "Lu"), codec="utf-8"), min_size=1, max_size=8), min_size=1, max_size=6
    ).map(" ".join),
    min_size=2,
    max_size=5,
)


@settings(max_examples=100, deadline=None)
@given(said=PLAIN)
def test_words_of_chat_that_hold_no_code_are_read_back(said: list[str]) -> None:
    said = [f"mot {text}" for text in said]
    lines = "".join(f"*{'AB'[n % 2]}:\t{text} . \x15{n}000_{n + 1}000\x15\n" for n, text in enumerate(said))
    turns = read_source(f"@UTF8\n@Begin\n{lines}@End\n".encode(), "x.cha").transcript.turns
    assert [turn.text for turn in turns] == [" ".join(clean(f"{text}.").split()) for text in said]
    assert [turn.start_s for turn in turns] == [float(n) for n in range(len(said))]


@settings(max_examples=60, deadline=None)
@given(said=SPEECH)
def test_a_corpus_of_iramuteq_is_read_back(said: list[str]) -> None:
    text = "".join(f"**** *id_{n} *sexe_f\n{words}\n" for n, words in enumerate(said))
    turns = read_source(text.encode(), "x.txt").transcript.turns
    assert [turn.text for turn in turns] == [clean(words).strip() for words in said]
    assert [turn.participant_id for turn in turns] == [str(n) for n in range(len(said))]


@settings(max_examples=40, deadline=None)
@given(said=SPEECH)
def test_a_spreadsheet_of_opendocument_is_read_back(said: list[str]) -> None:
    names = "".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0" ' for short in ("office", "table", "text")
    )
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format(n)}{cell.format(escape(text))}</table:table-row>" for n, text in enumerate(said)
    )
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    heading = f"<table:table-row>{cell.format('id')}{cell.format('avis')}</table:table-row>"
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table>{heading}{rows}{empty}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
    survey = SurveyMapping(file="*.ods", participant="id", answers=("avis",))
    read = read_source(buffer.getvalue(), "x.ods", surveys=[survey])
    assert read.source.format == "ods"
    assert [turn.text for turn in read.transcript.turns] == [clean(text).strip() for text in said]


@settings(max_examples=60, deadline=None)
@given(said=SPEECH)
def test_an_event_stands_at_a_place_of_its_turn(said: list[str]) -> None:
    for family in ("trs", "tei"):
        for turn in read_source(WRITERS[family](said).encode(), "x").transcript.turns:
            assert [event.at for event in turn.events] == [0 if family == "trs" else len(turn.text)]
