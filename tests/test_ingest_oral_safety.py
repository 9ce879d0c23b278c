"""What a file could do to its reader, it does not: nothing is fetched, nothing unfolds, nothing hangs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from benchmarks.fuzz_readers import outcome_of
from pipeline.errors import UnreadableSource
from pipeline.ingest.read import read_source

TURN = '<Turn speaker="a" startTime="0" endTime="1"><Sync time="0"/>bonjour {}</Turn>'
TRANS = "<Trans><Speakers><Speaker id='a' name='Zoé'/></Speakers><Episode><Section>{}</Section></Episode></Trans>"


@pytest.mark.parametrize("doctype", [
    '<!DOCTYPE Trans SYSTEM "trans-14.dtd">',
    '<!DOCTYPE Trans SYSTEM "http://example.org/trans.dtd">',
    '<!DOCTYPE Trans PUBLIC "-//X//Y" "http://example.org/trans.dtd">',
    "<!DOCTYPE Trans>",
])  # fmt: skip
def test_a_dtd_that_lies_outside_is_never_fetched_and_the_words_are_read(doctype: str) -> None:
    content = f'<?xml version="1.0"?>{doctype}' + TRANS.format(TURN.format(""))
    assert read_source(content.encode(), "x.trs").transcript.turns[0].text == "bonjour"


def test_a_dtd_that_lies_beside_the_file_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "trans-14.dtd").write_text('<!ENTITY secret "mot de passe">')
    monkeypatch.chdir(tmp_path)
    content = '<?xml version="1.0"?><!DOCTYPE Trans SYSTEM "trans-14.dtd">' + TRANS.format(TURN.format("&secret;"))
    assert read_source(content.encode(), "x.trs").transcript.turns[0].text == "bonjour &secret;"


def test_a_letter_written_as_html_names_it_is_read() -> None:
    content = '<!DOCTYPE Trans SYSTEM "trans-14.dtd">' + TRANS.format(TURN.format("l&apos;&eacute;t&eacute; &amp; toi"))
    assert read_source(content.encode(), "x.trs").transcript.turns[0].text == "bonjour l'été & toi"


ENTITIES = {
    "a file of the machine": '<!DOCTYPE Trans [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    "a page of the network": '<!DOCTYPE Trans [<!ENTITY x SYSTEM "http://example.org/">]>',
    "a billion laughs": "<!DOCTYPE Trans [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)) + "<!ENTITY x '&m;'>]>",
    "a parameter entity": '<!DOCTYPE Trans [<!ENTITY % p SYSTEM "http://example.org/x.dtd">%p;]>',
    "an external subset and entities": '<!DOCTYPE Trans SYSTEM "x.dtd" [<!ENTITY x "y">]>',
}  # fmt: skip


@pytest.mark.parametrize("case", ENTITIES)
@pytest.mark.parametrize("root", ["Trans", "ANNOTATION_DOCUMENT", "TEI"])
def test_a_file_that_declares_entities_is_refused(case: str, root: str) -> None:
    body = TRANS.format(TURN.format("&x;")) if root == "Trans" else f"<{root}>&x;</{root}>"
    content = '<?xml version="1.0"?>' + ENTITIES[case].replace("Trans", root) + body
    with pytest.raises(UnreadableSource, match="entités"):
        read_source(content.encode(), "x.xml")


ENDLESS = {
    "groups of RTF": b"{\\rtf1 " + b"{" * 300_000,
    "unclosed elements of a page": b"<html>" + b"<div>" * 200_000 + b"bonjour",
    "elements within elements": b"<TEI><text><body>"
    + b"<div>" * 100_000
    + b"</div>" * 100_000
    + b"</body></text></TEI>",
    "opening brackets of CHAT": b"@UTF8\n@Begin\n*ABC:\t" + b"[" * 200_000 + b"<" * 200_000 + b"\n@End\n",
    "parentheses of CHAT": b"@UTF8\n@Begin\n*ABC:\t" + b"(" * 200_000 + b"a" + b"+_" * 100_000 + b"\n@End\n",
    "quotes of Praat": b'File type = "ooTextFile"\nObject class = "TextGrid"\n' + b'"' * 500_001,
    "numbers of Praat": b'File type = "ooTextFile"\nObject class = "TextGrid"\n0 1 <exists> 2000000 ' + b"1 " * 100_000,
    "stars of IRaMuTeQ": b"**** *a_b\n" + b"*" * 500_000 + b"\n" + b"**** " + b"*x_y " * 100_000 + b"\nmot",
    "spaces before a colon": (b"A" * 30 + b" " * 200_000 + b"x\n") * 3,
    "a declaration without end": b"<?xml version='1.0'?><!DOCTYPE TEI SYSTEM '" + b"x" * 500_000,
    "brackets of JSON": b'{"text": "<p>a</p>", "media": ' + b"[" * 200_000,
    "quotes of an oTranscribe page": b'{"text": "' + b"<p " * 200_000 + b'", "media": ""}',
    "binary of RTF": b"{\\rtf1 \\bin999999999 abc\\par}",
}


@pytest.mark.parametrize("case", ENDLESS)
def test_what_has_no_end_is_read_or_refused_and_hangs_nothing(case: str) -> None:
    assert outcome_of("x.txt", ENDLESS[case]).fault is None


def test_a_sheet_that_repeats_a_full_row_a_million_times_is_refused() -> None:
    names = "".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" ' for n in ("office", "table", "text"))
    cell = '<table:table-cell table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell>'
    content = (
        f'<office:document-content {names}><table:table><table:table-row table:number-rows-repeated="1000000">{cell}'
        "</table:table-row></table:table></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
    with pytest.raises(UnreadableSource, match="trop grand"):
        read_source(buffer.getvalue(), "x.ods")


def test_a_refusal_never_repeats_the_words_of_the_file() -> None:
    for content in (
        b"<Trans><Turn>Madame Durand</Trans>",
        b'{"text": "Madame Durand"',
        b"<TEI><p>Madame Durand</p></TEI>",
    ):
        with pytest.raises(UnreadableSource) as refusal:
            read_source(content, "x.xml" if content[:1] == b"<" else "x.otr")
        assert "Durand" not in str(refusal.value)
