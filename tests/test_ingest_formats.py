"""Every family of formats gives its words and its voices, or says in French why it cannot."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.transcript import ReadSource, SourceKind
from pipeline.errors import UnreadableSource
from pipeline.ingest import archive
from pipeline.ingest.decode import decode
from pipeline.ingest.paragraphs import clean
from pipeline.ingest.read import read_source

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
DIALOGUE = [("Enquêtrice", "interviewer", "Bonjour ?"), ("Sami", "participant", "Bonjour."),
            ("Enquêtrice", "interviewer", "Et là ?"), ("Sami", "participant", "Rien.")]  # fmt: skip
DIALOGUE_LINES = [f"{speaker} : {said}" for speaker, _, said in DIALOGUE]


def said(read: ReadSource) -> list[tuple[str, str, str]]:
    return [(turn.speaker, turn.role.value, turn.text) for turn in read.transcript.turns]


def zipped(**parts: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_inf", "-INF"), body)
    return buffer.getvalue()


def word(body: str, **others: str) -> bytes:
    document = f'<?xml version="1.0"?><w:document {W} {MC}><w:body>{body}</w:body></w:document>'
    return zipped(word__document_xml=document, **others)


def word_paragraph(words: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def docx_of(lines: list[str]) -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.author = "Auteur Secret"
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def odt_of(lines: list[str]) -> bytes:
    from odf.opendocument import OpenDocumentText
    from odf.text import P

    document = OpenDocumentText()
    for line in lines:
        document.text.addElement(P(text=line))
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def pdf_of(pages: list[list[str]]) -> bytes:
    """A minimal PDF: one content stream a page, Helvetica, WinAnsi."""
    bodies: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    first = 4
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    bodies.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    bodies.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for n, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
        stream = f"BT /F1 12 Tf 50 750 Td {shown} ET".encode("cp1252")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * n + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    made = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(bodies) + 1
    return (
        made
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF"
        ).encode()
    )


FILES = {
    "entretien.docx": docx_of(DIALOGUE_LINES),
    "entretien.odt": odt_of(DIALOGUE_LINES),
    "entretien.txt": "\n".join(DIALOGUE_LINES).encode(),
    "entretien.md": "\n\n".join(f"**{speaker}** : {words}" for speaker, _, words in DIALOGUE).encode(),
    "entretien.pdf": pdf_of([DIALOGUE_LINES[:2], DIALOGUE_LINES[2:]]),
    "entretien.vtt": (
        "WEBVTT\n\nNOTE rien\n\n"
        + "".join(
            f"00:0{n}.000 --> 00:0{n}.900\n<v {speaker}>{words}\n\n" for n, (speaker, _, words) in enumerate(DIALOGUE)
        )
    ).encode(),
    "entretien.srt": "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n\n" for n, line in enumerate(DIALOGUE_LINES, start=1)
    ).encode(),
    "entretien.json": json.dumps({
        "language": "fr",
        "segments": [
            {"start": n, "end": n + 0.9, "text": f" {words}", "speaker": speaker}
            for n, (speaker, _, words) in enumerate(DIALOGUE)
        ],
    }).encode(),
}  # fmt: skip
FORMATS = {"json": "whisper"}


@pytest.mark.parametrize("name", FILES)
def test_the_same_interview_reads_the_same_in_every_format(name: str) -> None:
    read = read_source(FILES[name], name)
    assert said(read) == DIALOGUE
    assert read.source.format == FORMATS.get(name.rsplit(".", 1)[1], name.rsplit(".", 1)[1])
    assert read.source.kind is SourceKind.INTERVIEW


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith((".md", ".txt"))])
def test_the_format_is_found_by_content_under_a_wrong_name(name: str) -> None:
    assert said(read_source(FILES[name], "sans-extension")) == DIALOGUE


def test_the_same_bytes_are_the_same_source_under_any_name() -> None:
    first, second = (read_source(FILES["entretien.txt"], name).source for name in ("a.txt", "b.txt"))
    assert first.source_id == second.source_id
    assert read_source(FILES["entretien.srt"], "a.srt").source.source_id != first.source_id


def test_document_properties_are_never_read() -> None:
    assert "Auteur Secret" not in read_source(FILES["entretien.docx"], "x.docx").model_dump_json()


WORD_BODIES = {
    "tracked changes keep what was inserted and leave out what was deleted": (
        '<w:p><w:ins><w:r><w:t>ajouté </w:t></w:r></w:ins><w:del><w:r><w:delText>ôté</w:delText></w:r></w:del>'
        "<w:r><w:t>gardé</w:t></w:r></w:p>",
        ["ajouté gardé"],
    ),
    "moved words are read once": (
        "<w:p><w:moveFrom><w:r><w:t>ici</w:t></w:r></w:moveFrom><w:r><w:t>là</w:t></w:r></w:p>"
        "<w:p><w:moveTo><w:r><w:t>ici</w:t></w:r></w:moveTo></w:p>",
        ["là", "ici"],
    ),
    "a text box is read once, after its paragraph": (
        "<w:p><w:r><w:t>avant</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
        f"{word_paragraph('encadré')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
        f"{word_paragraph('encadré')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        ["avant", "encadré"],
    ),
    "words after a text box, in the same paragraph, stay": (
        f"<w:p><w:r><w:txbxContent>{word_paragraph('encadré')}</w:txbxContent></w:r><w:r><w:t>après</w:t></w:r></w:p>",
        ["après", "encadré"],
    ),
    "tabs, hyphens and breaks": (
        "<w:p><w:r><w:t>rendez</w:t><w:noBreakHyphen/><w:t>vous</w:t><w:tab/><w:t>ici</w:t><w:br/><w:t>puis</w:t></w:r></w:p>",
        ["rendez-vous\tici", "puis"],
    ),
    "a hyperlink's words": ('<w:p><w:hyperlink><w:r><w:t>le site</w:t></w:r></w:hyperlink></w:p>', ["le site"]),
    "a content control": (f"<w:sdt><w:sdtContent>{word_paragraph('choisi')}</w:sdtContent></w:sdt>", ["choisi"]),
    "a table, row by row": (
        f"<w:tbl><w:tr><w:tc>{word_paragraph('a')}</w:tc><w:tc>{word_paragraph('b')}{word_paragraph('c')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{word_paragraph('d')}</w:tc></w:tr></w:tbl>",
        ["a\tb", "c", "d"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WORD_BODIES)
def test_word_documents_keep_every_word_that_is_on_the_page(case: str) -> None:
    body, expected = WORD_BODIES[case]
    assert [turn.text for turn in read_source(word(body), "x.docx").transcript.turns] == expected


def test_a_table_with_names_in_its_first_column_is_a_dialogue() -> None:
    rows = "".join(
        f"<w:tr><w:tc>{word_paragraph(speaker)}</w:tc><w:tc>{word_paragraph(words)}</w:tc></w:tr>"
        for speaker, _, words in DIALOGUE
    )
    assert said(read_source(word(f"<w:tbl>{rows}</w:tbl>"), "x.docx")) == DIALOGUE


def test_bold_names_and_bold_questions_tell_who_speaks() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    names = "".join(f"<w:p>{bold.format(s)}</w:p>{word_paragraph(w)}" for s, _, w in DIALOGUE)
    assert said(read_source(word(names), "x.docx")) == DIALOGUE
    asked = "".join(f"<w:p>{bold.format('Et alors ?')}</w:p>{word_paragraph('Rien.')}" for _ in range(3))
    assert said(read_source(word(asked), "x.docx"))[:2] == [
        ("question", "interviewer", "Et alors ?"),
        ("participant", "participant", "Rien."),
    ]


def test_footnotes_are_nobodys_words_and_comments_are_counted() -> None:
    notes = f"<w:footnotes {W}><w:footnote>{word_paragraph('voir annexe')}</w:footnote></w:footnotes>"
    comments = f"<w:comments {W}><w:comment>{word_paragraph('secret')}</w:comment></w:comments>"
    read = read_source(word(word_paragraph("Un."), word__footnotes_xml=notes, word__comments_xml=comments), "x.docx")
    assert said(read) == [("participant", "participant", "Un."), ("note de bas de page", "other", "voir annexe")]
    assert read.warnings == ("1 commentaire(s) en marge du document n'ont pas été repris.",)


def odt_body(body: str, styles: str = "") -> bytes:
    names = "".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" '
        for prefix, name in [("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
                             ("fo", "xsl-fo-compatible"), ("draw", "drawing")]
    )  # fmt: skip
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml=content)


ODT_BODIES = {
    "spaces, tabs and breaks": ('<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p>', ["a  b\tc", "d"]),
    "spans and links": ("<text:p>un <text:span>deux</text:span> <text:a>trois</text:a> quatre</text:p>", ["un deux trois quatre"]),
    "deleted text is left out": (
        "<text:tracked-changes><text:p>ôté</text:p></text:tracked-changes><text:p>gardé</text:p>", ["gardé"]),
    "annotations are left out, words around them stay": (
        "<text:p>un <office:annotation><text:p>secret</text:p></office:annotation>deux</text:p>", ["un deux"]),
    "lists and tables": (
        "<text:list><text:list-item><text:p>point</text:p></text:list-item></text:list><table:table><table:table-row>"
        "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
        "</table:table-row></table:table>", ["point", "a\tb"]),
    "a frame inside a paragraph, words on both sides": (
        "<text:p>avant <draw:frame><draw:text-box><text:p>encadré</text:p></draw:text-box></draw:frame>après</text:p>",
        ["avant après", "encadré"]),
    "a footnote": (
        "<text:p>un<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p>"
        "</text:note-body></text:note> deux</text:p>", ["un deux", "note"]),
}  # fmt: skip


@pytest.mark.parametrize("case", ODT_BODIES)
def test_opendocument_keeps_every_word_that_is_on_the_page(case: str) -> None:
    body, expected = ODT_BODIES[case]
    assert [turn.text for turn in read_source(odt_body(body), "x.odt").transcript.turns] == expected


def test_bold_names_in_opendocument() -> None:
    styles = '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    body = "".join(
        f'<text:p><text:span text:style-name="T1">{speaker}</text:span> {words}</text:p>'
        for speaker, _, words in DIALOGUE
    )
    assert said(read_source(odt_body(body, styles), "x.odt")) == DIALOGUE


MARKDOWN = {
    "colon inside the bold": "**Enquêtrice :** Bonjour ?\n\n**Sami :** Bonjour.\n\n**Enquêtrice :** Et là ?\n\n**Sami :** Rien.",
    "no colon": "**Enquêtrice** Bonjour ?\n\n**Sami** Bonjour.\n\n**Enquêtrice** Et là ?\n\n**Sami** Rien.",
    "headings": "### Enquêtrice\nBonjour ?\n### Sami\nBonjour.\n### Enquêtrice\nEt là ?\n### Sami\nRien.",
    "front matter": "---\ndate: 3 mai\ntype: entretien\n---\n\n# Titre\n\nEnquêtrice : Bonjour ?\n\nSami : Bonjour.\n\n"
    "Enquêtrice : Et *là* ?\n\nSami : Rien\\.",
}


@pytest.mark.parametrize("case", MARKDOWN)
def test_markdown_is_read_for_its_words(case: str) -> None:
    assert said(read_source(MARKDOWN[case].encode(), "x.md")) == DIALOGUE


def test_a_section_title_between_turns_is_nobodys() -> None:
    text = "Enquêtrice : Bonjour ?\n\n## Le logement\n\nSami : Ici.\n\nEnquêtrice : Et ?\n\nSami : Rien."
    assert said(read_source(text.encode(), "x.md"))[1] == ("titre", "other", "Le logement")


def test_page_numbers_and_running_titles_are_left_out_of_a_pdf() -> None:
    pages = [["Entretien de terrain", f"Il parle de la page {name}.", "Encore.", str(n)]
             for n, name in enumerate(["une", "deux", "trois", "quatre"], start=1)]  # fmt: skip
    read = read_source(pdf_of(pages), "x.pdf")
    text = "\n".join(turn.text for turn in read.transcript.turns)
    assert "Entretien de terrain" not in text
    assert text.count("Encore.") == 4
    assert read.warnings[0].startswith("8 ligne(s)")


NOTES = {
    "by its name": ("notes-terrain-mairie.txt", "Arrivée à 9 h : du monde.\n\nOn attend."),
    "by its name in a folder's fashion": ("2024_Carnet_03.md", "Arrivée à 9 h : du monde.\n\nOn attend."),
    "by its front matter": (
        "x.md",
        "---\ndate: 3 mai\ntype: notes de terrain\n---\nArrivée à 9 h : du monde.\n\nOn attend.",
    ),
    "by its observer": ("x.txt", "Date : 3 mai\nObservatrice : C.\n\nArrivée à 9 h : du monde.\n\nOn attend."),
}


@pytest.mark.parametrize("case", NOTES)
def test_field_notes_are_the_observers_words_one_paragraph_a_turn(case: str) -> None:
    name, text = NOTES[case]
    read = read_source(text.encode(), name)
    assert read.source.kind is SourceKind.FIELD_NOTE
    assert [turn for turn in said(read) if turn[0] == "observation"] == [
        ("observation", "observer", "Arrivée à 9 h : du monde."),
        ("observation", "observer", "On attend."),
    ]


def test_an_interview_whose_name_says_notes_stays_an_interview() -> None:
    read = read_source(FILES["entretien.txt"], "notes entretien 3.txt")
    assert read.source.kind is SourceKind.INTERVIEW


def test_an_indented_notebook_groups_a_line_with_those_below_it() -> None:
    read = read_source(b"P1 18/11\nT1\n\tUn\n\tDeux\nT2\n\tTrois\n", "P1_Notes.txt")
    assert [turn.text for turn in read.transcript.turns] == ["P1 18/11", "T1\nUn\nDeux", "T2\nTrois"]


def test_cues_without_a_voice_are_joined_until_a_silence() -> None:
    text = (
        "1\n00:00:00,000 --> 00:00:01,000\nJe venais\n\n2\n00:00:01,000 --> 00:00:02,000\nle matin.\n\n"
        "3\n00:00:09,000 --> 00:00:10,000\nPuis j'ai arrêté.\n"
    )
    turns = read_source(text.encode(), "x.srt").transcript.turns
    assert [(turn.text, turn.start_s, turn.end_s) for turn in turns] == [
        ("Je venais le matin.", 0.0, 2.0),
        ("Puis j'ai arrêté.", 9.0, 10.0),
    ]


def test_a_cue_without_its_time_keeps_its_words_and_is_told() -> None:
    read = read_source(
        b"1\n00:00:00,500 --> 00:00:07,000\nUn\n\n2\nDeux\n\n3\n00:00:11,890 --> 00:00:16,320\nTrois\n", "x.srt"
    )
    assert read.transcript.turns[0].text == "Un Deux Trois"
    assert any("Sous-titre sans minutage lisible (ligne 5)" in warning for warning in read.warnings)


def test_captions_lose_their_markup_and_their_identifiers_only() -> None:
    text = "WEBVTT\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 align:start\n<c.jaune>Un</c> <i>deux</i> &amp; trois <3\n"
    assert read_source(text.encode(), "x.vtt").transcript.turns[0].text == "Un deux & trois <3"


def test_two_voices_in_one_cue_are_two_turns() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Zoé>Oui</v>\n<v.fort Léo>Non</v>\n"
    assert [(t.speaker, t.text) for t in read_source(text.encode(), "x.vtt").transcript.turns] == [
        ("Zoé", "Oui"),
        ("Léo", "Non"),
    ]


@pytest.mark.parametrize(
    "spoken",
    [
        {"text": "a", "segments": [{"start": 0.4, "end": 3.0, "text": " Un deux."}]},
        [{"start": 0.4, "end": 3.0, "text": "Un deux."}],
        {"transcription": [{"offsets": {"from": 400, "to": 3000}, "text": " Un deux."}]},
    ],
)
def test_recognisers_say_the_same_in_their_own_ways(spoken: object) -> None:
    turn = read_source(json.dumps(spoken).encode(), "x.json").transcript.turns[0]
    assert (turn.text, turn.start_s, turn.end_s) == ("Un deux.", 0.4, 3.0)


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_french_is_read_in_every_alphabet_it_comes_in(encoding: str) -> None:
    text = "Là-bas, l'été, elle a été très gênée : « ça ne m'a pas plu », où ça ? À l'école, près du théâtre."
    assert decode(text.encode(encoding)).text == text


def test_a_windows_byte_lost_in_utf8_is_what_it_meant() -> None:
    assert decode(b"Vous avez d" + b"\x92" + "autres expériences ?".encode()).text == "Vous avez d’autres expériences ?"
    assert decode("d\x92autres é".encode()).text == "d’autres é"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("e\u0301te\u0301", "été"), ("a\r\nb\rc", "a\nb\nc"), ("M.\u00a0Durand\u202f?", "M. Durand ?"),
        ("mot\u00adcoupé", "motcoupé"), ("zéro\u200blargeur\ufeff", "zérolargeur"), ("fin\u2028ligne", "fin\nligne"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"), ("rendez\u2011vous", "rendez-vous"),
    ],
)  # fmt: skip
def test_text_is_put_right_once_at_the_door(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_a_text_that_begins_with_p1_is_not_an_image() -> None:
    assert read_source(b"P1 18/11/2021\nT1\n", "P1.txt").source.format == "txt"


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


def test_turns_are_numbered_from_one() -> None:
    turns = read_source(FILES["entretien.txt"], "x.txt").transcript.turns
    assert [turn.turn_no for turn in turns] == [1, 2, 3, 4]


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
