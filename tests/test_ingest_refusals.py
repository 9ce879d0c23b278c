"""What cannot be read is refused with the cause and the way out, and never a crash, whatever the bytes."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_documents import FILES, W, pdf_of, word, word_paragraph, zipped

from pipeline.errors import UnreadableSource
from pipeline.ingest import archive
from pipeline.ingest.read import read_source


def encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pdf_of([["Bonjour"]]))))
    writer.encrypt("motdepasse", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENTITY = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document {W}><w:body/></w:document>'
REFUSALS = {
    "empty": (b"", "x.txt", "vide"),
    "blank": (b" \r\n\t\n", "x.txt", "vide"),
    "legacy Word": (OLE, "x.doc", "enregistrez-le en .docx"),
    "protected Word": (OLE + "EncryptedPackage".encode("utf-16-le"), "x.docx", "protégé par un mot de passe"),
    "damaged zip": (FILES["entretien.docx"][:400], "x.docx", "abîmé"),
    "damaged XML": (zipped(word__document_xml="<w:document"), "x.docx", "mal formé"),
    "entities": (zipped(word__document_xml=ENTITY), "x.docx", "entités"),
    "an empty spreadsheet of OpenDocument": (
        zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<a/>"), "x.ods", "vide"),
    "another zip": (zipped(autre="a"), "x.zip", "Formats lus : .docx"),
    "scan": (pdf_of([[], [], []]), "x.pdf", "numérisation"),
    "damaged PDF": (b"%PDF-1.4\nrien", "x.pdf", "abîmé"),
    "protected PDF": (encrypted_pdf(), "x.pdf", "protégé par un mot de passe"),
    "sound": (b"ID3\x03\x00", "x.mp3", "enregistrement sonore"),
    "image": (b"\x89PNG\r\n\x1a\n\0\0", "x.png", "image"),
    "web page": (b"<!DOCTYPE html><html>", "x.html", "page web"),
    "Transcriber": (b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">', "x.trs", "d'aucun format"),
    "CHAT": (b"@UTF8\n@Begin", "x.cha", "CHAT"),
    "another JSON": (b'{"a": 1}', "x.json", "Whisper"),
    "JSON without words": (b'{"segments": []}', "x.json", "aucune parole"),
    "noise": (bytes(range(256)) * 4, "x.txt", "pas du texte"),
    "unknown extension": (b"bonjour", "x.qqc", "Formats lus"),
    "headers only": (b"[Chercheur] (0:01 - 0:02)\n[Chercheur] (0:03 - 0:04)\n", "x.txt", "aucune parole"),
    "captions without a cue": (b"WEBVTT\n\nNOTE rien\n", "x.vtt", "aucun sous-titre"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_read_is_refused_with_the_cause_and_the_way_out(case: str) -> None:
    content, name, reason = REFUSALS[case]
    with pytest.raises(UnreadableSource, match=reason.replace(".", r"\.")) as refusal:
        read_source(content, name)
    assert ";" in str(refusal.value) or "Formats lus" in str(refusal.value) or "refusé" in str(refusal.value)


def test_a_document_that_unzips_to_too_much_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNZIPPED_BYTES", 10_000)
    with pytest.raises(UnreadableSource, match="décompressé"):
        read_source(word(word_paragraph("a" * 20_000)), "x.docx")


def test_no_refusal_and_no_warning_repeats_the_words_of_the_source() -> None:
    secret = "Zaporogue"
    texts = [
        (
            f"[Chercheur] (22:175 - 1)\nOui ?\n[{secret}] (0:1 - x)\nNon\n[Chercheur]\n\n[{secret}]\nNon".encode(),
            "x.txt",
        ),
        (f"Animatrice : Oui ?\nKarim : Non\n{secret} : Si\nAnimatrice : Ah ?\nKarim : Non".encode(), "x.txt"),
        (f"{secret} avant.\n\nEnquêteur : Oui ?\nEnquêté : {secret}".encode(), "x.txt"),
    ]
    for content, name in texts:
        read = read_source(content, name)
        assert read.warnings
        assert not any(secret in warning for warning in read.warnings)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".docx", ".odt", ".pdf"))])
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=12))
@settings(max_examples=40, deadline=None)
def test_a_damaged_document_is_read_or_refused_never_a_crash(name: str, blows: list[tuple[int, int]]) -> None:
    content = bytearray(FILES[name])
    for place, byte in blows:
        content[place % len(content)] = byte
    try:
        assert read_source(bytes(content), name).transcript.turns
    except UnreadableSource as refusal:
        assert str(refusal)
