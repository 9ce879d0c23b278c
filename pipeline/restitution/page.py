"""
A booklet as one HTML page: nothing to download, large type, printed as it is seen.

Words go in as data, escaped by the template; the page holds no script and asks for nothing from outside.
"""

from __future__ import annotations

from importlib import resources
from typing import Any

from models.restitution import Booklet
from pipeline.french import restitution as french
from pipeline.french.typography import long_date, set_spaces

TEMPLATES = "pipeline.restitution.templates"
BOXES = tuple(french.ANSWERS.values())[:3]
ANSWER_LINES = 3


def page(made: Booklet) -> str:
    """The booklet as HTML, UTF-8."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(template_text("booklet.html.j2"))
    return template.render(v=view(made))


def view(made: Booklet) -> dict[str, Any]:
    """
    Everything that a booklet prints, as text: what the three formats share.

    Our own sentences take the spaces of French typography; people's words are left as they are.
    """
    return {
        "title": made.title,
        "study": made.study,
        "reader": made.reader,
        "day": long_date(made.day),
        "welcome": _set(french.WELCOME_GROUP if made.for_group else french.WELCOME_PERSON),
        "hidden": _set(french.HIDDEN_NAMES),
        "you_said": set_spaces(french.GROUP_SAID if made.for_group else french.YOU_SAID),
        "we_understood": set_spaces(french.WE_UNDERSTOOD),
        "others": set_spaces(french.OTHERS),
        "your_answer": french.YOUR_ANSWER,
        "tick": french.TICK,
        "boxes": list(BOXES),
        "my_words": set_spaces(french.MY_WORDS),
        "answer_lines": ANSWER_LINES,
        "also": "" if not made.also_said else french.ALSO_SAID if not made.for_group else set_spaces(french.GROUP_SAID),
        "also_said": list(made.also_said),
        "thanks": _set(french.THANKS),
        "findings": [
            {
                "heading": f"{french.FINDING} {one.number}",
                "said": list(one.said),
                "lines": _set(one.lines),
                "positions": _set(one.positions),
            }
            for one in made.findings
        ],
    }


def _set(lines: tuple[str, ...]) -> list[str]:
    return [set_spaces(line) for line in lines]


def template_text(name: str) -> str:
    """One of this room's templates."""
    return (resources.files(TEMPLATES) / name).read_text(encoding="utf-8")
