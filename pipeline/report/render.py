"""
The report that goes back to those who spoke and to those who decide, in three forms from one content.

HTML stands alone (no script, nothing fetched), Word can be worked on, PDF is what is handed over. Every verbatim carries
its pseudonym, group, source and turn, and leads to its line of the trace, down to the hash of the file received.
It refuses to let words be read as markup: everything is escaped or passed as data, whoever said it.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from models.report import ReportContent
from pipeline.report.charts import PRINT, SCREEN, Inks, people, positions, saturation, small_mark, voices
from pipeline.report.pictured import chain, places, who
from pipeline.report.view import view
from pipeline.report.word import write_word

TEMPLATES = "pipeline.report.templates"
DRAWINGS = ("voices", "places", "positions", "who", "saturation")


def render_html(content: ReportContent) -> str:
    """The report as one HTML page that needs nothing else: light, dark and print, legible in black and white."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    shown = view(content)
    drawn = drawings(shown, SCREEN)
    for finding, drawing in zip(shown["findings"], drawn["people"], strict=True):
        finding["people"] = Markup(drawing)  # noqa: S704  # our own drawing, every word in it escaped
        finding["walk"] = Markup(chain(finding, shown["trace"], shown["groups"]))  # noqa: S704  # as above
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_template("report.html.j2"))
    return template.render(
        v=shown,
        css=Markup(_template("report.css")),  # noqa: S704  # our own file
        charts={name: Markup(drawn[name]) for name in DRAWINGS},  # noqa: S704  # as above
        mark=lambda group: Markup(small_mark(group["shape"], group["colour"])),  # noqa: S704  # two closed lists
    )


def render_docx(content: ReportContent) -> bytes:
    """The report as a Word document with real headings, tables and links; no author's name in its properties."""
    shown = view(content)
    return write_word(shown, drawings(shown, PRINT), content.generated_on)


def render_pdf(content: ReportContent) -> bytes:
    """The report as a PDF. The content goes in as JSON, beside the template and never inside it."""
    import typst

    shown = view(content)
    drawn = drawings(shown, PRINT) | {"marks": _marks(shown)}
    compiled: bytes = typst.compile(
        _template("report.typ").encode("utf-8"),
        sys_inputs={"view": json.dumps(shown), "charts": json.dumps(drawn)},
    )
    return compiled


def _template(name: str) -> str:
    return (resources.files(TEMPLATES) / name).read_text(encoding="utf-8")


def drawings(shown: dict[str, Any], inks: Inks) -> dict[str, Any]:
    """Every drawing of a report as SVG, empty where there is nothing to draw; `people` holds one per finding."""
    return {
        "voices": voices(shown["groups"], inks) if shown["groups"] else "",
        "positions": positions(shown["findings"], inks) if shown["findings"] else "",
        "places": places(shown),
        "who": who(shown),
        "saturation": saturation(shown["saturation"], inks) if shown["saturation"] else "",
        "people": [people(finding["stances"], inks) for finding in shown["findings"]],
    }


def _marks(shown: dict[str, Any]) -> dict[str, str]:
    """Each group's mark alone, by shape and colour, as a picture that can stand in a line."""
    quoted = [q for f in shown["findings"] for s in f["stances"] for q in s["verbatims"]]
    return {
        g["shape"] + g["colour"]: small_mark(g["shape"], g["colour"]).replace(
            "<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1
        )
        for g in [*shown["groups"], *quoted]
    }
