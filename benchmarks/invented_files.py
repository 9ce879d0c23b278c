"""
The same invented interview in every format that the study reads, of any length: what the measures of reading are made on.

Files are written by hand where the format allows it, so that each holds what its reader has a rule for (a footnote, a table,
an overlap, a comment), and are the same bytes on every machine.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from models.survey import SurveyMapping

INTERVIEWER, PARTICIPANT = "Enquêtrice", "Karima"
SECRET = "zanzibarette"
"""A word of the participant that no message may repeat."""
ASKED = ("Comment ça se passe, la mairie ?", "Et sur internet ?", "Vous y êtes retournée, au guichet ?")
ANSWERED = (
    f"C’est long… j'attends depuis mars, la {SECRET} ne répond pas ; « revenez demain », on me dit.",
    "Sur internet je n'y arrive pas : il faut un mot de passe que je n'ai jamais reçu — alors j'ai laissé tomber.",
    "Oui, à 8 h 15, en bus. Ma fille m'a aidée pour l'œuvre, enfin, le dossier n° 12.",
)
SURVEYS = (
    SurveyMapping(file="*.csv", participant="id", answers=("avis", "pourquoi"), attributes=("âge",)),
    SurveyMapping(file="*.xlsx", participant="id", answers=("avis", "pourquoi"), attributes=("âge",)),
    SurveyMapping(file="*.ods", participant="id", answers=("avis", "pourquoi"), attributes=("âge",)),
    SurveyMapping(file="*.jsonl", participant="id", answers=("avis", "pourquoi"), attributes=("âge",)),
)
Said = Sequence[tuple[str, str]]


def said(n_turns: int) -> list[tuple[str, str]]:
    """Turns (speaker, words), the interviewer first."""
    return [
        (INTERVIEWER, ASKED[place // 2 % 3]) if place % 2 == 0 else (PARTICIPANT, ANSWERED[place // 2 % 3])
        for place in range(n_turns)
    ]


def invented_files(n_turns: int = 6, *, only: str | None = None) -> dict[str, bytes]:
    """Name -> bytes, one file a format; `only` is the name of one of them."""
    turns = said(n_turns)
    return {name: write(turns) for name, write in WRITERS.items() if only is None or name == only}


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive whose bytes do not depend on the clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _lines(turns: Said) -> list[str]:
    return [f"{speaker} : {words}" for speaker, words in turns]


def _docx(turns: Said) -> bytes:
    w = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r><w:r><w:t xml:space='preserve'> : {}</w:t></w:r>"
    body = "".join(f"<w:p>{run.format(speaker, escape(words))}</w:p>" for speaker, words in turns)
    table = "<w:tbl><w:tr>" + "<w:tc><w:p><w:r><w:t>a</w:t><w:tab/><w:br/></w:r></w:p></w:tc>" * 2 + "</w:tr></w:tbl>"
    title = '<w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr><w:r><w:t>Entretien</w:t></w:r></w:p>'
    note = f"<w:footnotes {w}><w:footnote w:id='1'><w:p><w:r><w:t>voir plus haut</w:t></w:r></w:p></w:footnote></w:footnotes>"
    comment = f"<w:comments {w}><w:comment w:id='1' w:author='X'><w:p><w:r><w:t>vrai ?</w:t></w:r></w:p></w:comment></w:comments>"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    document = f"<w:document {w}><w:body>{title}{body}{table}</w:body></w:document>"
    return zipped({
        "[Content_Types].xml": _content_types(("/word/document.xml", main)),
        "_rels/.rels": _office_relation("word/document.xml"),
        "word/document.xml": document,
        "word/footnotes.xml": note,
        "word/comments.xml": comment,
    })  # fmt: skip


def _content_types(*parts: tuple[str, str]) -> str:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{sort}"/>' for name, sort in parts)
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _office_relation(target: str, sort: str = "officeDocument") -> str:
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{sort}"
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )


OPEN_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
)
OPEN_MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{0}"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)


def _odt(turns: Said) -> bytes:
    body = "".join(f"<text:p>{escape(line)}<text:s text:c='2'/></text:p>" for line in _lines(turns))
    note = "<text:p>fin<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>voir</text:p></text:note-body></text:note></text:p>"
    content = (
        f"<office:document-content {OPEN_NAMES}><office:body><office:text>{body}{note}</office:text></office:body></office:document-content>"
    )  # fmt: skip
    sort = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": sort, "META-INF/manifest.xml": OPEN_MANIFEST.format(sort), "content.xml": content})


def _rtf(turns: Said) -> bytes:
    def coded(text: str) -> str:
        return "".join(c if c < "\x7f" else f"\\u{ord(c)}?" for c in text)

    body = "".join(f"{{\\b {coded(speaker)}}} : {coded(words)}\\par\n" for speaker, words in turns)
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset238 Arial;}}{\\info{\\author X}}\n"
        f"\\f0 {body}{{\\trowd a\\cell b\\cell\\row}}{{\\footnote voir}}\\'e9t\\'e9\\par}}"
    ).encode("ascii")


def _html(turns: Said) -> bytes:
    body = "".join(f"<p><strong>{speaker}</strong>&nbsp;: {escape(words)}</p>" for speaker, words in turns)
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}<table><tr><td>a<td>b</table></body></html>".encode()


def _pdf(turns: Said) -> bytes:
    shown = [line.replace("\\", "").replace("(", "").replace(")", "") for line in _lines(turns)]
    cut = [line[at : at + 80] for line in shown for at in range(0, len(line), 80)]
    pages = [cut[at : at + 40] for at in range(0, len(cut), 40)]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        stream = f"BT /F1 10 Tf 40 800 Td {' '.join(f'({line}) Tj 0 -16 Td' for line in lines)} ET".encode("cp1252")
        box = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        bodies.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * n} 0 R >>".encode())
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    made, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(f"{len(made):010d} 00000 n \n")
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{''.join(offsets)}trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF".encode()


def _clock(second: int, sign: str = ".") -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}{sign}000"


def _vtt(turns: Said) -> bytes:
    cues = (f"{_clock(n)} --> {_clock(n + 1)}\n<v {speaker}>{words}\n\n" for n, (speaker, words) in enumerate(turns))
    return ("WEBVTT\n\nNOTE rien\n\n" + "".join(cues)).encode()


def _srt(turns: Said) -> bytes:
    cues = (f"{n}\n{_clock(n, ',')} --> {_clock(n + 1, ',')}\n{line}\n\n" for n, line in enumerate(_lines(turns), 1))
    return "".join(cues).encode()


def _whisper(turns: Said) -> bytes:
    segments = [
        {
            "start": n,
            "end": n + 0.9,
            "text": f" {words}",
            "speaker": speaker,
            "words": [{"word": f" {word}", "start": n, "end": n + 0.5} for word in words.split()],
        }
        for n, (speaker, words) in enumerate(turns)
    ]
    return json.dumps({"language": "fr", "segments": segments}, ensure_ascii=False).encode()


def _otr(turns: Said) -> bytes:
    page = "".join(f'<p><span class="timestamp" data-timestamp="{n}">0:{n:02}</span> {escape(line)}</p>' for n, line in enumerate(_lines(turns)))  # fmt: skip
    return json.dumps({"text": page, "media": "a.mp3", "media-time": 12.5}, ensure_ascii=False).encode()


def _trs(turns: Said) -> bytes:
    voices = {INTERVIEWER: "spk1", PARTICIPANT: "spk2"}
    body = "".join(
        f'<Turn speaker="{voices[speaker]}" startTime="{n}" endTime="{n + 1}"><Sync time="{n}"/>\n{escape(words)}'
        '<Event desc="rire" type="noise" extent="instantaneous"/><Comment desc="bas"/></Turn>'
        for n, (speaker, words) in enumerate(turns)
    )
    overlap = (
        '<Turn speaker="spk1 spk2" startTime="90" endTime="91"><Sync time="90"/><Who nb="1"/>oui<Who nb="2"/>non</Turn>'
    )
    speakers = "".join(f'<Speaker id="{voice}" name="{name}" type="female"/>' for name, voice in voices.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE Trans SYSTEM "trans-14.dtd"><Trans xml:lang="fr"><Topics><Topic id="to1" desc="Mairie"/>'
        f'</Topics><Speakers>{speakers}</Speakers><Episode><Section type="report" topic="to1" startTime="0" endTime="99">{body}{overlap}'
        "</Section></Episode></Trans>"
    ).encode()


def _eaf(turns: Said) -> bytes:
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="ts{n}" TIME_VALUE="{n * 1000}"/>' for n in range(len(turns) + 1))
    tiers = "".join(
        f'<TIER TIER_ID="{voice}" PARTICIPANT="{voice}" LINGUISTIC_TYPE_REF="t">'
        + "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="ts{n}" TIME_SLOT_REF2="ts{n + 1}">'
            f"<ANNOTATION_VALUE>{escape(words)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            for n, (speaker, words) in enumerate(turns)
            if speaker == voice
        )
        + "</TIER>"
        for voice in (INTERVIEWER, PARTICIPANT)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT VERSION="3.0"><HEADER TIME_UNITS="milliseconds"/>'
        f'<TIME_ORDER>{slots}</TIME_ORDER>{tiers}<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="t"/></ANNOTATION_DOCUMENT>'
    ).encode()


def _cha(turns: Said) -> bytes:
    codes = {INTERVIEWER: "ENQ", PARTICIPANT: "KAR"}
    body = "".join(
        f"*{codes[speaker]}:\t{words} [=! rire] (.) &-euh <je> [//] \x15{n}000_{n + 1}000\x15\n%sit:\tdehors\n"
        for n, (speaker, words) in enumerate(turns)
    )
    heads = "@Participants:\tENQ Investigator, KAR Adult\n@ID:\tfra|x|KAR|35;|female|||Adult|||\n@G:\tMairie\n"
    return f"@UTF8\n@Begin\n@Languages:\tfra\n{heads}{body}@End\n".encode()


def _textgrid(turns: Said) -> bytes:
    last = len(turns)
    tiers = "".join(
        f'    item [{place}]:\n        class = "IntervalTier"\n        name = "{voice}"\n        xmin = 0\n        xmax = {last}\n'
        f"        intervals: size = {last}\n"
        + "".join(
            f"        intervals [{n + 1}]:\n            xmin = {n}\n            xmax = {n + 1}\n"
            f'            text = "{words if speaker == voice else ""}"\n'
            for n, (speaker, words) in enumerate(turns)
        )
        for place, voice in enumerate((INTERVIEWER, PARTICIPANT), start=1)
    )
    head = f'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = {last}\ntiers? <exists>\nsize = 2\nitem []:\n'
    return (head + tiers).encode()


def _tei(turns: Said) -> bytes:
    body = "".join(
        f'<u who="#{speaker}" start="#T{n}"><seg>{escape(words)}</seg><vocal><desc>rire</desc></vocal><pause/></u>'
        for n, (speaker, words) in enumerate(turns)
    )
    people = f'<person xml:id="{PARTICIPANT}" sex="2" role="participant"/><person xml:id="{INTERVIEWER}" role="interviewer"/>'
    line = "".join(f'<when xml:id="T{n}" interval="{n}" since="#T0"/>' for n in range(len(turns)))
    return (
        f'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc>{people}</particDesc></profileDesc>'
        f'</teiHeader><text><timeline unit="s">{line}</timeline><body><div type="Mairie">{body}</div></body></text></TEI>'
    ).encode()


SONAL_THEMES = [
    {"code": "cat_001", "couleur": "#0331ff", "nom": "Attente", "taille": "", "cmpct": False, "rang": "0", "act": True},
    {
        "code": "cat_002",
        "couleur": "#90caf9",
        "nom": "Sans réponse",
        "taille": "",
        "cmpct": False,
        "rang": "1",
        "act": True,
    },
]


def _sonal(turns: Said) -> bytes:
    """As Sonal 3 writes it: lists in braces, the name of a voice on the first stretch of its turn only."""
    voices = ["", *dict.fromkeys(speaker for speaker, _ in turns)]
    lists = {
        "loc": voices,
        "cat": SONAL_THEMES,
        "var": [
            {"v": 1, "lib": "commune", "champ": "gen", "priv": "false"},
            {"v": 2, "lib": "âge", "champ": "loc", "priv": "false"},
        ],
        "dic": [{"v": 1, "m": 1, "lib": "Valbourg"}, {"v": 2, "m": 1, "lib": "30-44 ans"}],
        "dat": [{"e": "1", "v": 1, "l": "all", "m": 1}, {"e": "1", "v": 2, "l": 2, "m": 1}],
    }
    scripts = "".join(
        f'<script id="{name}-json" type="application/json">\n        {{\n            {json.dumps(found, ensure_ascii=False)}          \n        }}\n</script> \n'
        for name, found in lists.items()
    )
    body = ""
    for n, (speaker, words) in enumerate(turns):
        first, *rest = words.split(" ")
        themes = ' class="cat_001 cat_002"' if n % 2 else ' class=""'
        body += (
            f'<span class="lblseg sautlig ligloc" data-deb="{n}.000" data-fin="{n}.900" data-loc="{voices.index(speaker)}" data-rksg="{n}" '
            f'data-nomloc="{speaker}"><span{themes} data-rk="1" data-sg="{n}">{escape(first)} </span>'
            f'<span class="" data-rk="2" data-sg="{n}">{escape(" ".join(rest))}</span></span>'
        )
    return (
        f'\n<!DOCTYPE html>\n<html lang="en">\n<head><style>.cat_001{{}}</style></head><body>\n{scripts}'
        f'<div id="txtnotes"></div><div id="contenuText">{body}\n</div></body>'
    ).encode()


def _iramuteq(turns: Said) -> bytes:
    return "".join(
        f"**** *p_{n} *sexe_f *age_{20 + n % 60}\n{words}\n\n" for n, (_, words) in enumerate(turns)
    ).encode()


def _rows(turns: Said) -> list[list[str]]:
    rows = [[f"r{n}", str(20 + n % 60), words, "NSP" if n % 3 else words] for n, (_, words) in enumerate(turns)]
    return [["id", "âge", "avis", "pourquoi"], *rows]


def _csv(turns: Said) -> bytes:
    return "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in _rows(turns)).encode()


def _jsonl(turns: Said) -> bytes:
    heading, *rows = _rows(turns)
    return "\n".join(json.dumps(dict(zip(heading, row, strict=True)), ensure_ascii=False) for row in rows).encode()


def _xlsx(turns: Said) -> bytes:
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cells = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{"ABCD"[place]}{n}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for place, cell in enumerate(row))
        + "</row>"
        for n, row in enumerate(_rows(turns), start=1)
    )  # fmt: skip
    sort = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    linked = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return zipped({
        "[Content_Types].xml": _content_types(
            ("/xl/workbook.xml", f"{sort}.sheet.main+xml"), ("/xl/worksheets/sheet1.xml", f"{sort}.worksheet+xml")
        ),
        "_rels/.rels": _office_relation("xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {names} {linked}><sheets><sheet name="F" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _office_relation("worksheets/sheet1.xml", "worksheet"),
        "xl/worksheets/sheet1.xml": f"<worksheet {names}><sheetData>{cells}</sheetData></worksheet>",
    })  # fmt: skip


def _ods(turns: Said) -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
        + '<table:table-cell table:number-columns-repeated="900"/></table:table-row>'
        for row in _rows(turns)
    )
    content = (
        f'<office:document-content {OPEN_NAMES}><office:body><office:spreadsheet><table:table table:name="F">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    sort = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": sort, "META-INF/manifest.xml": OPEN_MANIFEST.format(sort), "content.xml": content})


def _note(turns: Said) -> bytes:
    body = "\n\n".join(f"> {words}" if speaker == PARTICIPANT else words for speaker, words in turns)
    return f"---\ntype: note de terrain\ndate: 2026-03-02\nlieu: mairie\n---\n\n# Le guichet\n\n{body}\n".encode()


WRITERS: Mapping[str, Callable[[Said], bytes]] = {
    "entretien.docx": _docx,
    "entretien.odt": _odt,
    "entretien.rtf": _rtf,
    "entretien.pdf": _pdf,
    "entretien.txt": lambda turns: "\n".join(_lines(turns)).encode(),
    "ancien.txt": lambda turns: "\r\n".join(_lines(turns)).encode("cp1252", "replace"),
    "large.txt": lambda turns: "\n".join(_lines(turns)).encode("utf-16"),
    "entretien.md": lambda turns: "\n\n".join(f"**{speaker}** : {words}" for speaker, words in turns).encode(),
    "note.md": _note,
    "entretien.html": _html,
    "entretien.vtt": _vtt,
    "entretien.srt": _srt,
    "whisper.json": _whisper,
    "entretien.otr": _otr,
    "entretien.trs": _trs,
    "entretien.eaf": _eaf,
    "entretien.cha": _cha,
    "entretien.TextGrid": _textgrid,
    "entretien.xml": _tei,
    "entretien.sonal": _sonal,
    "corpus.txt": _iramuteq,
    "reponses.csv": _csv,
    "reponses.jsonl": _jsonl,
    "reponses.xlsx": _xlsx,
    "reponses.ods": _ods,
}
