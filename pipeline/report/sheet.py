"""
One page for those who will not read the whole report: élus, funders, managers, associations, the people concerned.

A sheet is another setting of the same content: it takes its figures from the report's own view, word for word, and counts
nothing. What does not fit is counted and named as left out, never dropped in silence.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from models.report import Audience, ReportContent
from pipeline.french.reports import AUDIENCES, DRAFT_BECAUSE, GRADES, PLAIN_GRADES, PROJECT
from pipeline.french.typography import plural, set_spaces
from pipeline.report.view import view
from pipeline.report.word import clean, prepare, set_table

TEMPLATES = "pipeline.report.templates"
MAX_FINDINGS = 6  # what fits a page of A4 with a statement of three lines each
MAX_QUOTED = 3  # findings shown with one verbatim
MAX_VERBATIM = 180  # characters: a longer one would have to be cut, and a verbatim is never cut


def render_sheet(content: ReportContent, audience: Audience, format: str) -> bytes:  # noqa: A002
    """An audience's sheet as `html`, `docx` or `pdf`."""
    shown = sheet_view(content, audience)
    if format == "html":
        return _html(shown).encode("utf-8")
    return _docx(shown, content) if format == "docx" else _pdf(shown)


def sheet_view(content: ReportContent, audience: Audience) -> dict[str, Any]:
    """What a sheet prints: the report's view, its findings in order of grade, as many as a page holds."""
    whole, words = view(content), AUDIENCES[audience]
    ranked = sorted(whole["findings"], key=lambda f: f["grade"])
    plain = audience is Audience.PEOPLE
    kept = [_finding(f, plain=plain, quoted=n < MAX_QUOTED) for n, f in enumerate(ranked[:MAX_FINDINGS])]
    beyond = len(ranked) - len(kept) + content.n_left_out
    return {
        "heading": words.heading,
        "opening": set_spaces(words.opening),
        "closing": set_spaces(words.closing),
        "plain": plain,
        "title": whole["title"],
        "date": whole["date"],
        "iso_date": whole["iso_date"],
        "draft": whole["draft"],
        "project": PROJECT,
        "drafts": set_spaces(f"{DRAFT_BECAUSE} {' '.join(whole['drafts'])}") if whole["drafts"] else "",
        "counts": " · ".join(f"{c['n']} {c['what']}" for c in whole["counts"]),
        "missing": whole["missing"],
        "uneven": "" if plain else whole["uneven"],
        "findings": kept,
        "beyond": set_spaces(f"{plural(beyond, 'autre constat', 'autres constats')} : voir le rapport complet.")
        if beyond
        else "",
        "notice": whole["notice"],
        "disclosure": whole["disclosure"],
        "since": whole["since"],
    }


def _finding(finding: dict[str, Any], *, plain: bool, quoted: bool) -> dict[str, Any]:
    words = PLAIN_GRADES if plain else GRADES
    return {
        "no": finding["no"],
        "statement": finding["statement"],
        "grade": finding["grade"],
        "grade_word": set_spaces(_sentence(words.get(finding["grade"], finding["status"]))),
        "figures": finding["counted"],
        "silent": finding["silent"],
        "verbatim": _verbatim(finding["stances"]) if quoted else None,
    }


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _verbatim(stances: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The first verbatim that may be shown and is short enough to be shown whole."""
    for stance in stances:
        for verbatim in stance["verbatims"]:
            if not verbatim["withheld"] and len(verbatim["text"]) <= MAX_VERBATIM:
                return {"text": verbatim["text"], "speaker": verbatim["speaker"], "group": verbatim["group"]}
    return None


def _html(shown: dict[str, Any]) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_template("sheet.html.j2")).render(v=shown)


def _pdf(shown: dict[str, Any]) -> bytes:
    import typst

    compiled: bytes = typst.compile(_template("sheet.typ").encode("utf-8"), sys_inputs={"view": json.dumps(shown)})
    return compiled


def _template(name: str) -> str:
    return (resources.files(TEMPLATES) / name).read_text(encoding="utf-8")


def _docx(shown: dict[str, Any], content: ReportContent) -> bytes:
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    prepare(document, shown, content.generated_on)
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Cm(1.5)
    section.left_margin = section.right_margin = Cm(2)
    size = Pt(11 if shown["plain"] else 9)
    document.styles["Normal"].font.size = size
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    document.styles["Normal"].paragraph_format.line_spacing = 1.05
    document.add_paragraph(shown["heading"], style="Note discrète")
    document.add_paragraph(clean(shown["title"]), style="Heading 1")
    for text in (shown["opening"], shown["drafts"], shown["counts"]):
        if text:
            document.add_paragraph(clean(text))
    if shown["missing"]:
        document.add_paragraph().add_run(clean(shown["missing"])).bold = True
    rows = [(f"{f['no']}\n{f['grade']}", _cell(f)) for f in shown["findings"]]
    if rows:
        set_table(document, ("N°", "Ce que nous avons compris" if shown["plain"] else "Constat"), rows,
                  widths=(1.3, 15.6), size=10 if shown["plain"] else 8.5)  # fmt: skip
    for text in (shown["beyond"], shown["since"], shown["uneven"], shown["closing"]):
        if text:
            document.add_paragraph(clean(text))
    for text in (shown["disclosure"], shown["notice"]):
        if text:
            document.add_paragraph(clean(text), style="Note discrète")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _cell(finding: dict[str, Any]) -> str:
    quoted = finding["verbatim"]
    said = f"«\u00a0{quoted['text']}\u00a0» {quoted['speaker']}, {quoted['group']}" if quoted else ""
    lines = (finding["statement"], f"{finding['figures']}. {finding['grade_word']}", finding["silent"], said)
    return "\n".join(filter(None, lines))
