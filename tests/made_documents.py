"""Small documents of every family made in memory, for what reads them: the same invented dialogue in each."""

from __future__ import annotations

import io
import json
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
DIALOGUE = [("Enquêtrice", "interviewer", "Bonjour ?"), ("Sami", "participant", "Bonjour."),
            ("Enquêtrice", "interviewer", "Et là ?"), ("Sami", "participant", "Rien.")]  # fmt: skip
DIALOGUE_LINES = [f"{speaker} : {said}" for speaker, _, said in DIALOGUE]


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
