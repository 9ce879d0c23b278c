"""
The risk sheet as a page and as a Word document, in the look of the report: two sides of A4 that a committee can read.

Both are drawn from one view, hold counts and sentences only, and name nobody in their properties.
"""

from __future__ import annotations

import io
from importlib import resources
from typing import Any

from models.risk import AlikePeople, RiskSheet
from pipeline.french.consent import USE_NAMES
from pipeline.french.disclosure import LEVEL_NAMES
from pipeline.french.risk import SENTENCE, WHY
from pipeline.french.typography import long_date, number, plural, set_spaces
from pipeline.report.word import clean, prepare, set_table

TEMPLATES = "pipeline.report.templates"
ALIKE_SHOWN = 20


def render_risk_html(sheet: RiskSheet) -> str:
    """The sheet as one HTML page that needs nothing else, and prints well on A4."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    folder = resources.files(TEMPLATES)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((folder / "risk.html.j2").read_text(encoding="utf-8"))
    css = (folder / "report.css").read_text(encoding="utf-8")
    return template.render(v=risk_view(sheet), css=Markup(css))  # noqa: S704  # our own file


def render_risk_docx(sheet: RiskSheet) -> bytes:
    """The sheet as a Word document; no author's name in its properties."""
    from docx import Document

    shown = risk_view(sheet)
    document = Document()
    prepare(document, {"title": f"Fiche de risque – {shown['title']}", "draft": False}, sheet.generated_on)
    document.add_paragraph("Fiche de risque", style="Title")
    document.add_paragraph(clean(f"{shown['title']}, {shown['date']}"))
    document.add_paragraph().add_run(shown["sentence"]).bold = True
    document.add_paragraph(shown["why"])
    document.add_paragraph(" · ".join(f"{c['n']} {c['what']}" for c in shown["counts"]))
    document.add_heading("Ce qu'il reste à faire", 1)
    for line in shown["to_do"]:
        document.add_paragraph(clean(line), style="List Number")
    document.add_heading("Les trois critères de la CNIL", 1)
    for criterion in shown["criteria"]:
        document.add_heading(criterion["name"], 2)
        document.add_paragraph().add_run(criterion["question"]).italic = True
        document.add_paragraph(clean(criterion["answer"]))
        document.add_paragraph(clean(" · ".join(criterion["figures"])), style="Note discrète")
    _tables(document, shown)
    _keeping(document, shown)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _tables(document: Any, shown: dict[str, Any]) -> None:
    """What was masked, what was left, who could be recognised."""
    described = (
        ("Ce qui a été masqué", "masked", ("Sorte", "Endroits", "Entités", "Sources"), (6, 3, 3, 3)),
        (
            "Ce qui est resté, et pourquoi", "left",
            ("Raison", "Endroits", "Sources", "Généralisation proposée"), (6, 3, 3, 4),
        ),
        ("Qui pourrait être reconnu : traits rares", "small", ("Trait", "Valeur", "Personnes"), (5, 8, 3)),
        (
            "Qui pourrait être reconnu : ensembles de traits", "alike",
            ("Personne", "Traits réunis", "Personnes de l'étude", "Habitants de la commune"), (3, 7.5, 3, 3),
        ),
    )  # fmt: skip
    for heading, name, header, widths in described:
        document.add_heading(heading, 1)
        rows = [tuple(row.values()) for row in shown[name]]
        if rows:
            set_table(document, header, rows, widths=widths)
        else:
            document.add_paragraph("Rien.")
    for text in (shown["kept"], shown["unmarked"]):
        if text:
            document.add_paragraph(text)


def _keeping(document: Any, shown: dict[str, Any]) -> None:
    document.add_heading("Accords", 1)
    for line in shown["consents"]:
        document.add_paragraph(clean(line))
    document.add_heading("Réglages et garde", 1)
    for pair in shown["precision"]:
        document.add_paragraph(f"{pair['name']} : {pair['value']}")
    for line in (f"Originaux : {shown['sealed']}", *shown["verified"]):
        document.add_paragraph(clean(line))
    document.add_heading("Qui a libéré quoi", 1)
    rows = [tuple(row.values()) for row in shown["released"]]
    if rows:
        set_table(document, ("Jour", "Qui", "Quoi", "Combien"), rows, widths=(4, 4, 6, 2.5))
    rows = [tuple(row.values()) for row in shown["outputs"]]
    if rows:
        document.add_heading("Rapports et exports écrits", 2)
        set_table(document, ("Quoi", "Pour qui", "Fois", "Dernière fois"), rows, widths=(5, 4, 2, 5))


def risk_view(sheet: RiskSheet) -> dict[str, Any]:
    """Everything the page and the document print, as plain text."""
    shown = sheet.alike[:ALIKE_SHOWN]
    return {
        "title": sheet.title,
        "date": long_date(sheet.generated_on),
        "sentence": SENTENCE,
        "why": WHY,
        "k": sheet.k,
        "counts": _counts(sheet),
        "to_do": [set_spaces(line) for line in sheet.to_do],
        "criteria": [
            {
                "name": c.name,
                "question": set_spaces(c.question),
                "answer": set_spaces(c.answer),
                "figures": [set_spaces(f) for f in c.figures],
            }
            for c in sheet.criteria
        ],
        "masked": [
            {
                "kind": m.kind,
                "places": number(m.n_places),
                "entities": number(m.n_entities) if m.n_entities else "–",
                "sources": number(m.n_sources),
            }
            for m in sheet.masked
        ],
        "left": [
            {
                "reason": m.reason,
                "places": number(m.n_places),
                "sources": number(m.n_sources),
                "proposed": number(m.n_proposed),
            }
            for m in sheet.left
        ],
        "kept": _kept(sheet.n_kept_forms, at_most=sheet.kept_at_most),
        "unmarked": _unmarked(sheet.n_unmarked),
        "small": [{"trait": m.trait, "value": m.value, "people": number(m.n_people)} for m in sheet.small_groups],
        "alike": [_alike(one) for one in shown],
        "alike_rest": f" (les {len(shown)} premiers sur {len(sheet.alike)})" if len(sheet.alike) > len(shown) else "",
        "consents": [set_spaces(line) for line in sheet.consents],
        "precision": [{"name": name, "value": value} for name, value in sheet.precision],
        "sealed": set_spaces(sheet.sealed),
        "verified": [set_spaces(line) for line in sheet.verified],
        "released": [
            {"day": long_date(m.on), "who": m.actor, "what": m.what, "n": number(m.n)} for m in sheet.released
        ],
        "outputs": [
            {
                "what": m.what,
                "level": LEVEL_NAMES[m.level] + (f", {USE_NAMES[m.use]}" if m.use else ""),
                "n": number(m.n),
                "day": long_date(m.last_on),
            }
            for m in sheet.outputs
        ],
    }


def _counts(sheet: RiskSheet) -> list[dict[str, str]]:
    n_masked, n_left = sum(m.n_places for m in sheet.masked), sum(m.n_places for m in sheet.left)
    told = (
        (sheet.n_people, "personne", "personnes"),
        (sheet.n_sources, "source libérée", "sources libérées"),
        (n_masked, "endroit masqué", "endroits masqués"),
        (n_left, "endroit signalé et laissé", "endroits signalés et laissés"),
        (sheet.n_alone, "personne que ses traits isolent", "personnes que leurs traits isolent"),
    )
    return [{"n": number(n), "what": one if n < 2 else many} for n, one, many in told]


def _kept(n: int, *, at_most: bool) -> str:
    if not n:
        return "Aucune forme n'a été laissée par décision d'une personne."
    most = " au plus" if at_most else ""
    return f"{plural(n, 'forme laissée', 'formes laissées')}{most} par décision d'une personne, non montrées ici."


def _unmarked(n: int) -> str:
    if not n:
        return ""
    return set_spaces(
        f"Hors de ces comptes, {plural(n, 'transcription')} : les masques n'en sont connus que du coffre, qui est fermé."
    )


def _alike(one: AlikePeople) -> dict[str, str]:
    return {
        "who": one.participant_id,
        "traits": ", ".join(one.traits) or "–",
        "sharing": number(one.n_sharing),
        "population": "–" if one.population is None else number(one.population),
    }
