"""
The same invented project as several tools keep it: what the measures of importing projects are made on.

Archives are written by our own writer, databases by hand with the tables that each tool has; the words are those of the
invented interview, so that a message which repeats one of them is seen.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from benchmarks.invented_files import PARTICIPANT, SONAL_THEMES, invented_files, said
from models.codebook import Code
from pipeline.exchange.codebook import CodeSet, write_codebook_csv, write_qdc
from pipeline.exchange.project import (
    MemoAbout,
    Project,
    ProjectCase,
    ProjectCoding,
    ProjectMemo,
    ProjectSet,
    ProjectSource,
    Span,
)
from pipeline.exchange.qdpx_write import write_qdpx

AT = datetime(2026, 11, 2, 9, 30)
TEXT = "\r\n".join(f"{speaker} : {words}" for speaker, words in said(6)) + " 🙂\r\n"
CODES = (
    Code(code_id="a", name="Attente", path="Attente", definition="Ce qui dure.", colour="#EE6677"),
    Code(code_id="b", parent_id="a", name="Sans réponse", path="Attente / Sans réponse"),
)
CODED = ("j'attends depuis mars", "mot de passe", "Ma fille m'a aidée", "en bus")


def invented_projects() -> dict[str, bytes]:
    """Name -> bytes, one project a tool, and the codebooks that travel alone."""
    return {
        "projet.qdpx": write_qdpx(invented_project()),
        "projet.qda": _qualcoder(),
        "projet.rqda": _rqda(),
        "projet.sqlite3": _taguette(),
        "corpus.crp": _sonal_corpus(),
        "livre.qdc": write_qdc(CODES, sets=[CodeSet(name="Ensemble", code_ids=("a",))]),
        "livre.codes": write_codebook_csv(CODES),
    }


def invented_project() -> Project:
    """Two coders, a hierarchy, a case, a set, notes on everything that can carry one."""
    spans = [_span(words) for words in CODED]
    return Project(
        name="Étude",
        sources=(ProjectSource(source_id="s", name="entretien", text=TEXT),),
        codes=CODES,
        codings=tuple(
            ProjectCoding(span=span, code_id="ab"[n % 2], coder=("Inès", "Marc")[n // 2], at=AT)
            for n, span in enumerate(spans)
        ),
        memos=(
            ProjectMemo(memo_id="m1", about=MemoAbout.WORDS, span=spans[0], text="à revoir", author="Inès", at=AT),
            ProjectMemo(memo_id="m2", about=MemoAbout.CODE, about_id="a", text="fréquent\r\n", author="Marc"),
            ProjectMemo(memo_id="m3", about=MemoAbout.SOURCE, about_id="s", text="long", author="Marc"),
            ProjectMemo(memo_id="m4", text="idée", author="Marc"),
        ),
        cases=(ProjectCase(case_id="p", name="P", attributes=(("âge", "40"),), source_ids=("s",), spans=tuple(spans)),),
        sets=(ProjectSet(set_id="e", name="Ensemble", code_ids=("a",), source_ids=("s",)),),
    )


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(source_id="s", start=start, end=start + len(words))


def _database(*statements: tuple[str, tuple[object, ...]]) -> bytes:
    base = sqlite3.connect(":memory:")
    for statement, values in statements:
        base.execute(statement, values)
    base.commit()
    return base.serialize()


def _table(name: str, columns: str, *rows: tuple[object, ...]) -> list[tuple[str, tuple[object, ...]]]:
    marks = ", ".join("?" * len(columns.split(",")))
    return [
        (f"create table {name} ({columns})", ()),
        *((f"insert into {name} values ({marks})", row) for row in rows),
    ]  # ours


def _qualcoder() -> bytes:
    coded = [(n % 2 + 1, 1, w, TEXT.index(w), TEXT.index(w) + len(w), ("Inès", "Marc")[n // 2], str(AT), "") for n, w in enumerate(CODED)]  # fmt: skip
    return _database(
        *_table("source", "id, name, fulltext, mediapath, memo, owner, date", (1, "e", TEXT, None, "long", "Inès", str(AT)), (2, "i.jpg", None, "/i", "", "", "")),
        *_table("code_cat", "catid, name, owner, date, memo, supercatid", (1, "Temps", "Inès", "", "", None)),
        *_table("code_name", "cid, name, memo, catid, owner, date, color", (1, "Attente", "d", 1, "Inès", "", "#F44336"), (2, "Aide", "", None, "", "", "")),
        *_table("code_text", "cid, fid, seltext, pos0, pos1, owner, date, memo", *coded),
        *_table("annotation", "fid, pos0, pos1, memo, owner, date", (1, 3, 9, "note", "Marc", "")),
        *_table("journal", "jid, name, jentry, date, owner", (1, "j", "idée", str(AT), "Inès")),
        *_table("cases", "caseid, name, memo, owner, date", (1, "P", "", "", "")),
        *_table("case_text", "caseid, fid, pos0, pos1, owner, date, memo", (1, 1, 0, len(TEXT), "", "", "")),
        *_table("attribute", "name, attr_type, value, id, date, owner", ("âge", "case", "40", 1, "", "")),
    )  # fmt: skip


def _rqda() -> bytes:
    coded = [(n % 2 + 1, 1, w, TEXT.index(w), TEXT.index(w) + len(w), 1, "ines", "Mon Nov  2 09:30:00 2026", "") for n, w in enumerate(CODED)]  # fmt: skip
    return _database(
        *_table("source", "id, name, file, memo, owner, date, status", (1, "e", TEXT, "", "ines", "", 1)),
        *_table("freecode", "id, name, memo, owner, date, status, color", (1, "Attente", "", "", "", 1, ""), (2, "Aide", "", "", "", 1, "")),
        *_table("codecat", "catid, name, memo, status", (1, "Temps", "", 1)),
        *_table("treecode", "cid, catid, status", (1, 1, 1)),
        *_table("coding", "cid, fid, seltext, selfirst, selend, status, owner, date, memo", *coded),
        *_table("cases", "id, name, status", (1, "P", 1)),
        *_table("caselinkage", "caseid, fid, status", (1, 1, 1)),
        *_table("caseAttr", "variable, value, caseID, status", ("âge", "40", 1, 1)),
    )  # fmt: skip


def _taguette() -> bytes:
    shown = "".join(f"{speaker} : {words}" for speaker, words in said(6))
    page = "".join(f"<p><b>{speaker}</b> : {words}</p>" for speaker, words in said(6))
    at = [(len(shown[: shown.index(w)].encode()), len(w.encode())) for w in CODED]
    marks = [(n + 1, 1, start, start + size, CODED[n]) for n, (start, size) in enumerate(at)]
    done = json.dumps({"type": "highlight_add", "highlight_id": 1})
    return _database(
        *_table("projects", "id, name", (1, "p")),
        *_table("documents", "id, name, contents, project_id", (1, "e.html", page, 1)),
        *_table("tags", "id, project_id, path, description", (1, 1, "temps", "d"), (2, 1, "temps.attente", "")),
        *_table("highlights", "id, document_id, start_offset, end_offset, snippet", *marks),
        *_table("highlight_tags", "highlight_id, tag_id", *((n + 1, n % 2 + 1) for n in range(len(CODED)))),
        *_table("commands", "id, date, user_login, payload", (1, str(AT), "ines", done)),
    )


def _sonal_corpus() -> bytes:
    listed = [{"id": 1, "nom": "entretien", "rtrPath": "entretien.sonal", "tabLoc": ["", PARTICIPANT]}]
    return json.dumps(
        {"tabThm": SONAL_THEMES, "tabEnt": listed, "tabVar": [], "tabDic": []}, ensure_ascii=False
    ).encode()


def beside_corpus() -> dict[str, bytes]:
    """The interviews that the invented corpus of Sonal names."""
    return invented_files(only="entretien.sonal")
