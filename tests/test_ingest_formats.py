"""Every family of formats gives its words and its voices, or says in French why it cannot."""

from __future__ import annotations

import json

import pytest
from made_documents import DIALOGUE, FILES, W, pdf_of, word, word_paragraph, zipped

from models.transcript import ReadSource, SourceKind
from pipeline.ingest.decode import decode
from pipeline.ingest.paragraphs import clean
from pipeline.ingest.read import read_source

FORMATS = {"json": "whisper"}


def said(read: ReadSource) -> list[tuple[str, str, str]]:
    return [(turn.speaker, turn.role.value, turn.text) for turn in read.transcript.turns]


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


def test_turns_are_numbered_from_one() -> None:
    turns = read_source(FILES["entretien.txt"], "x.txt").transcript.turns
    assert [turn.turn_no for turn in turns] == [1, 2, 3, 4]
