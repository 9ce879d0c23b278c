"""
A Word model that the researcher edits: styles, order, sentences are theirs; words and figures come from the report's view.

The default model shows every field once, in French. A model is text to fill and nothing more: it runs in a sandbox, what it
is given are plain words and lists, and a model that cannot be filled is refused in one sentence that names the field.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from models.report import ReportContent
from pipeline.errors import ImportRefused
from pipeline.report.charts import PRINT
from pipeline.report.render import drawings
from pipeline.report.view import view
from pipeline.report.word import DRAWING_SCALE, clean, element, prepare

DRAWING_WIDTH_CM = 16.0
HELP = (
    "Modèle de rapport de Polyphonie. Déplacez, réécrivez, supprimez ce que vous voulez ; gardez les accolades entières. "
    "Ce qui est entre accolades et dièses, comme ceci, n'est pas imprimé."
)

_NAME = re.compile(r"'([\w.]{1,60})'")


def default_model() -> bytes:
    """The model that a study starts from, as a Word file."""
    from datetime import date

    from docx import Document

    document = Document()
    prepare(document, {"title": "Modèle de rapport", "draft": False}, date(2026, 1, 1))
    document.sections[0].footer.paragraphs[0].clear()
    for style, text in _LINES:
        paragraph = document.add_paragraph(style=style)
        _write(paragraph, text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_LINES = (
    ("Note discrète", "{#p " + HELP + " #}"),
    ("Title", "{{ titre }}"),
    ("Normal", "{{ sous_titre }}"),
    ("Note discrète", "{{ date }}"),
    ("Normal", "{%p if brouillon %}"),
    ("Normal", "Ce document est un brouillon : {{ brouillon }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{{ diffusion }}"),
    ("Normal", "{{ avertissement }}"),
    ("Normal", "{%p if depuis %}"),
    ("Normal", "{{ depuis }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{{ comptes }}"),
    ("Heading 1", "Qui a été entendu"),
    ("Normal", "{{ voix_manquantes }}"),
    ("Normal", "{{ dessin_voix }}"),
    ("Normal", "{{ equite }}"),
    ("Normal", "{%p for g in groupes %}"),
    ("Normal", "{{ g.nom }} : {{ g.entendus }} entendus ({{ g.part_personnes }} des personnes), {{ g.citations }} citations "
               "({{ g.part_citations }} des citations)"),
    ("Normal", "{%p endfor %}"),
    ("Heading 1", "Constats"),
    ("Normal", "{{ dessin_positions }}"),
    ("Normal", "{%p for c in constats %}"),
    ("Heading 2", "{{ c.numero }}  {{ c.enonce }}"),
    ("Normal", "{{ c.degre }} : {{ c.regle }} Statut retenu : {{ c.statut }}."),
    ("Normal", "{{ c.chiffres }}"),
    ("Note discrète", "{{ c.silences }} {{ c.borne }} {{ c.portee }}"),
    ("Normal", "{%p for v in c.verbatims %}"),
    ("Verbatim supports", "{{ v.sens }} : «\u00a0{{ v.mots }}\u00a0»"),
    ("Note discrète", "{{ v.voix }}, {{ v.groupe }} · {{ v.source }}, tour {{ v.tour }} · @lien · {{ v.retenu }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Heading 1", "Annexe 1. Méthode"),
    ("Normal", "{%p for m in methode %}"),
    ("Normal", "{{ m.sujet }}. {{ m.texte }}"),
    ("Normal", "{%p endfor %}"),
    ("Heading 1", "Annexe 2. Trace"),
    ("Normal", "{%p for t in trace %}"),
    ("Note discrète", "@repere{{ t.numero }}. {{ t.constat }}, {{ t.sens }} · {{ t.personne }}, {{ t.groupe }} · {{ t.source }}, "
                      "tour {{ t.tour }}, caractères {{ t.place }}, version {{ t.version }} · {{ t.code }} ({{ t.decision }}) · {{ t.empreinte }}"),
    ("Normal", "{%p endfor %}"),
)  # fmt: skip


def _write(paragraph: Any, text: str) -> None:
    """A line of the model; `@lien` becomes a link to the trace, `@repere` the place that it leads to."""
    before, mark, after = text.partition("@lien")
    if mark:
        paragraph.add_run(before)
        link = element("w:hyperlink", anchor="trace_{{ v.trace }}")
        run = paragraph.add_run("trace {{ v.trace }}")
        run.underline = True
        link.append(run._r)
        paragraph._p.append(link)
        paragraph.add_run(after)
        return
    if text.startswith("@repere"):
        paragraph._p.append(element("w:bookmarkStart", id="{{ t.numero }}", name="trace_{{ t.numero }}"))
        paragraph._p.append(element("w:bookmarkEnd", id="{{ t.numero }}"))
        text = text.removeprefix("@repere")
    paragraph.add_run(text)


def fill_model(content: ReportContent, model: bytes) -> bytes:
    """
    A study's own model, filled.

    Raises:
        ImportRefused: it is not a Word file, or names something that a report does not have; the sentence says what.
    """
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import TemplateError
    from jinja2.sandbox import SandboxedEnvironment
    from lxml.etree import XMLSyntaxError

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    out = io.BytesIO()
    try:
        template = DocxTemplate(io.BytesIO(model))
        template.render(_fields(content, template), jinja_env=environment, autoescape=True)
        template.save(out)
    except UndefinedError as fault:
        raise ImportRefused(_refusal(f"il demande {_named(fault)}, qui n'existe pas dans un rapport")) from None
    except TemplateSyntaxError as fault:
        raise ImportRefused(
            _refusal(f"une accolade ou une boucle n'est pas fermée (vers la ligne {fault.lineno})")
        ) from None
    except TemplateError:
        raise ImportRefused(_refusal("il demande ce qu'un modèle n'a pas le droit de faire")) from None
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, TypeError, XMLSyntaxError):
        raise ImportRefused(_refusal("ce n'est pas un fichier Word qui s'ouvre")) from None
    return out.getvalue()


def _refusal(why: str) -> str:
    return (
        f"Le modèle Word de l'étude ne peut pas être rempli : {why}. Corrigez-le, ou retirez-le du dossier : "
        "le rapport reprend alors sa forme d'origine."
    )


def _named(fault: Exception) -> str:
    """What the model asked for, when it is a plain name; nothing of a report's words."""
    found = _NAME.findall(str(fault))
    return f"« {found[-1]} »" if found else "un champ"


def _fields(content: ReportContent, template: Any) -> dict[str, Any]:
    """The view under the French names that a model uses."""
    shown = view(content)
    charts = drawings(shown, PRINT)
    return {
        "titre": clean(shown["title"]),
        "sous_titre": clean(shown["subtitle"]),
        "date": shown["date"],
        "brouillon": clean(" ".join(shown["drafts"])),
        "diffusion": clean(" ".join((shown["disclosure"], *shown["notes"]))),
        "avertissement": shown["notice"],
        "depuis": clean(shown["since"]),
        "comptes": " · ".join(f"{c['n']} {c['what']}" for c in shown["counts"]),
        "voix_manquantes": clean(shown["missing"]),
        "equite": clean(shown["uneven"]),
        "dessin_voix": _picture(template, charts["voices"]),
        "dessin_positions": _picture(template, charts["positions"]),
        "dessin_qui_dit_quoi": _picture(template, charts["who"]),
        "dessin_saturation": _picture(template, charts["saturation"]),
        "groupes": [
            {
                "nom": clean(g["name"]), "entendus": g["heard"], "part_personnes": g["share_of_people"],
                "part_extraits": g["share_of_segments"], "cites": g["quoted"], "citations": g["quotations"],
                "part_citations": g["share_of_quotations"],
            }
            for g in shown["groups"]
        ],
        "constats": [_finding(f) for f in shown["findings"]],
        "themes": [{"nom": clean(t["name"]), "mots": clean(t["terms"]), "personnes": t["people"]} for t in shown["themes"]],
        "methode": [{"sujet": clean(m["heading"]), "texte": clean(m["text"])} for m in shown["method"]],
        "trace": [
            {
                "numero": t["n"], "constat": t["finding"], "sens": t["stance"], "mots": clean(t["verbatim"]),
                "personne": clean(t["participant"]), "groupe": clean(t["group"]), "source": clean(t["source"]),
                "tour": t["turn"], "place": t["place"], "version": t["version"], "code": clean(t["code"]),
                "decision": clean(t["decided"]), "empreinte": t["hash"],
            }
            for t in shown["trace"]
        ],
        "sources": [{"nom": clean(s["name"]), "empreinte": s["hash"]} for s in shown["sources"]],
    }  # fmt: skip


def _finding(finding: dict[str, Any]) -> dict[str, Any]:
    return {
        "numero": finding["no"],
        "enonce": clean(finding["statement"]),
        "degre": finding["grade"],
        "regle": clean(finding["grade_rule"]),
        "statut": finding["status"],
        "chiffres": finding["counted"],
        "silences": clean(finding["silent"]),
        "borne": clean(finding["bound"]),
        "portee": clean(finding["scope"]),
        "verbatims": [
            {
                "sens": stance["word"], "mots": clean(v["text"]), "voix": clean(v["speaker"]), "groupe": clean(v["group"]),
                "source": clean(v["source"]), "tour": v["turn"], "trace": v["trace"] or "", "retenu": clean(v["chosen"]),
                "codes": clean(", ".join(c["path"] for c in v["codes"])), "question": clean(v["question"]),
            }
            for stance in finding["stances"]
            for v in stance["verbatims"]
        ],
    }  # fmt: skip


def _picture(template: Any, svg: str) -> Any:
    """A drawing as a picture that stands in a line; nothing where there is nothing to draw."""
    if not svg:
        return ""
    import vl_convert
    from docx.shared import Cm
    from docxtpl import InlineImage

    return InlineImage(
        template, io.BytesIO(vl_convert.svg_to_png(svg, scale=DRAWING_SCALE)), width=Cm(DRAWING_WIDTH_CM)
    )
