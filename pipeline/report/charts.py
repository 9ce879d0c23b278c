"""
The report's drawings, as small SVG of our own: voices heard and missing, who stands where, people behind a finding.

Each carries a title and a description for whoever does not see it. Nothing is told by colour alone: a group has its shape,
a position has its glyph, and every figure is written. Inks are given, so that one drawing serves screen, dark screen,
print and word processor.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

from models.base import Noun
from models.report import SHAPE_PATHS, Shape

MAX_MARKS = 20  # people drawn one by one in a row; above, a bar


class Inks(Noun):
    """
    Colours, lettering and width of a drawing: `ink` for text and lines, `faint` for what stands back, `paper` behind.

    A drawing is narrower for paper, so that its letters stay readable once it is fitted to a page.
    """

    ink: str
    faint: str
    paper: str
    font: str
    width: int


SCREEN = Inks(ink="currentColor", faint="var(--faint)", paper="var(--paper)", font="inherit", width=960)
PRINT = Inks(
    ink="#1b1b1f", faint="#4a4a52", paper="#ffffff", font="Libertinus Serif, Liberation Sans, sans-serif", width=680
)


def mark(shape: str, colour: str, *, filled: bool = True, x: float = 0, y: float = 0, size: float = 16) -> str:
    """A group's shape, filled or in outline, its top left corner at (x, y)."""
    ink = f'fill="{colour}"' if filled else f'fill="none" stroke="{colour}" stroke-width="1.6"'
    return f'<path transform="translate({x:g} {y:g}) scale({size / 16:g})" d="{SHAPE_PATHS[Shape(shape)]}" {ink}/>'


def small_mark(shape: str, colour: str) -> str:
    """A group's shape alone, to stand in a line of text beside the group's name."""
    return (
        f'<svg class="mark" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">{mark(shape, colour)}</svg>'
    )


def voices(groups: Sequence[dict[str, Any]], inks: Inks) -> str:
    """One row per group, one mark per person: filled when quoted, outlined when heard, dotted when declared only."""
    shown = max((g["declared"] for g in groups), default=0) <= MAX_MARKS
    row, left = 34, 240 if inks.width < 800 else 290
    height = row * len(groups) + 34
    body = []
    for n, group in enumerate(groups):
        y = n * row + 6
        body.append(mark(group["shape"], group["colour"], x=2, y=y + 2))
        body.append(_text(26, y + 15, group["name"], inks, weight=600))
        if not group["declared"]:
            body.append(_text(left, y + 15, "aucune personne rencontrée", inks, style="italic", fill=inks.faint))
            continue
        body.append(_people(group, left, y, inks) if shown else _bar(group, groups, left, y, inks))
    keys = (("cité", True, False), ("entendu, non cité", False, False), ("déclaré, non entendu", False, True))
    x = float(left)
    for word, filled, dotted in keys:
        body.append(_person("circle", inks.faint, filled, dotted, x, height - 24))
        body.append(_text(x + 20, height - 11, word, inks, size=13, fill=inks.faint))
        x += 44 + 8 * len(word)
    said = " ; ".join(
        f"{g['name']} : {g['declared']} personnes déclarées, {g['heard']} entendues, {g['quoted']} citées"
        for g in groups
    )
    return _svg(inks.width, height, "Voix entendues et voix manquantes, par groupe", said, body)


def _people(group: dict[str, Any], left: float, y: float, inks: Inks) -> str:
    marks = []
    step = 18
    for k in range(group["declared"]):
        quoted, heard = k < group["quoted"], k < group["heard"]
        marks.append(_person(group["shape"], group["colour"], quoted, not heard, left + k * step, y + 2))
    words = f"{group['quoted']} sur {group['heard']}"
    marks.append(_text(left + group["declared"] * step + 8, y + 15, words, inks, size=13, fill=inks.faint))
    return "".join(marks)


def _person(shape: str, colour: str, filled: bool, dotted: bool, x: float, y: float) -> str:
    drawn = mark(shape, colour, filled=filled, x=x, y=y, size=15)
    return drawn.replace("/>", ' stroke-dasharray="2 2.2" stroke-opacity=".75"/>') if dotted else drawn


def _bar(group: dict[str, Any], groups: Sequence[dict[str, Any]], left: float, y: float, inks: Inks) -> str:
    scale = (inks.width - left - 110) / max(g["declared"] for g in groups)
    widths = [group[part] * scale for part in ("declared", "heard", "quoted")]
    strokes = ('fill="none" stroke-dasharray="3 3"', 'fill="none"', f'fill="{group["colour"]}"')
    rows = [
        f'<rect x="{left}" y="{y + 3}" width="{width:.1f}" height="14" {stroke} stroke="{group["colour"]}"/>'
        for width, stroke in zip(widths, strokes, strict=True)
    ]
    words = f"{group['quoted']} sur {group['heard']}"
    return "".join(rows) + _text(left + widths[0] + 8, y + 15, words, inks, size=13, fill=inks.faint)


def positions(findings: Sequence[dict[str, Any]], inks: Inks) -> str:
    """Findings down, groups across: a glyph for where each group stands, with the people behind it in figures."""
    columns = list({g["name"]: g for f in findings for g in f["groups"]}.values())
    label = round(inks.width * 0.375)
    width = max(inks.width, label + 84 * len(columns))
    step = (width - label) / max(1, len(columns))
    body, y = [], 64
    for k, group in enumerate(columns):
        middle = label + (k + 0.5) * step
        body.append(mark(group["shape"], group["colour"], x=middle - 8, y=0))
        for line_no, line in enumerate(textwrap.wrap(group["name"], 14)[:2]):
            body.append(_text(middle, 32 + 15 * line_no, line, inks, size=13, anchor="middle", weight=600))
    for finding in findings:
        lines = textwrap.wrap(finding["statement"], label // 9)
        lines = lines if len(lines) < 5 else [*lines[:3], lines[3][:-1] + "…"]
        height = max(56, 17 * len(lines) + 22)
        body.append(f'<path d="M0 {y}H{width}" stroke="{inks.faint}" stroke-width=".5"/>')
        body.append(_text(0, y + 22, finding["no"], inks, weight=700))
        body += [_text(34, y + 22 + 17 * n, line, inks, size=14) for n, line in enumerate(lines)]
        stands = {g["name"]: g for g in finding["groups"]}
        for k, group in enumerate(columns):
            middle = label + (k + 0.5) * step
            if group["name"] in stands:
                stand = stands[group["name"]]
                body.append(_glyph(stand["position"], group["colour"], middle, y + 18, inks))
                body.append(_text(middle, y + 42, stand["brief"], inks, size=12, anchor="middle", fill=inks.faint))
        y += height
    body.append(f'<path d="M0 {y}H{width}" stroke="{inks.faint}" stroke-width=".5"/>')
    body.append(_keys(y + 22, inks))
    said = " ; ".join(
        f"{f['no']} : " + ", ".join(f"{g['name']} {g['word']} ({g['brief']})" for g in f["groups"]) for f in findings
    )
    return _svg(width, y + 40, "Où chaque groupe se tient, constat par constat", said, body)


def _glyph(position: str, colour: str, x: float, y: float, inks: Inks) -> str:
    """Full: supports; half: divided; crossed: contradicts; empty: asked and silent; dash: never asked."""
    ring = f'<circle cx="{x:g}" cy="{y:g}" r="8" fill="{{}}" stroke="{inks.ink}" stroke-width="1.3"/>'
    if position == "convergent":
        return ring.format(colour)
    if position == "divided":
        half = f'<path d="M{x:g} {y - 8:g}a8 8 0 0 0 0 16z" fill="{colour}"/>'
        return ring.format(inks.paper) + half + ring.format("none")
    if position == "divergent":
        cross = f"M{x - 4:g} {y - 4:g}l8 8M{x - 4:g} {y + 4:g}l8-8"
        return ring.format(inks.paper) + f'<path d="{cross}" stroke="{inks.ink}" stroke-width="2.2"/>'
    if position == "silent_asked":
        return ring.format("none").replace("/>", ' stroke-opacity=".55"/>')
    return f'<path d="M{x - 6:g} {y:g}h12" stroke="{inks.faint}" stroke-width="1.6" stroke-dasharray="2.5 2.5"/>'


def _keys(y: float, inks: Inks) -> str:
    words = (
        ("convergent", "soutient"), ("divided", "partagé"), ("divergent", "contredit"),
        ("silent_asked", "n'en dit rien"), ("silent_never_asked", "jamais interrogé"),
    )  # fmt: skip
    drawn, x = [], 44.0
    for position, word in words:
        drawn.append(_glyph(position, inks.faint, x, y, inks))
        drawn.append(_text(x + 16, y + 5, word, inks, size=13, fill=inks.faint))
        x += 52 + 7.5 * len(word)
    return "".join(drawn)


def people(stances: Sequence[dict[str, Any]], inks: Inks) -> str:
    """Who is behind one finding: a row per stance, a mark per person in the shape of their group."""
    body, said, y = [], [], 0
    left, step, per_row = 110, 20, 26
    for stance in stances:
        heads = stance["people"]
        if not heads:
            continue
        body.append(_text(0, y + 15, stance["word"], inks, size=14, weight=600))
        for k, person in enumerate(heads):
            x, down = left + (k % per_row) * step, y + (k // per_row) * step
            drawn = mark(person["shape"], person["colour"], x=x, y=down + 2)
            body.append(f"<g><title>{escape(person['name'])}</title>{drawn}</g>")
        beyond = left + min(len(heads), per_row) * step + 6
        body.append(_text(beyond, y + 15, str(len(heads)), inks, size=14, fill=inks.faint))
        said.append(f"{stance['word']} : {', '.join(p['name'] for p in heads)}")
        y += step * (1 + (len(heads) - 1) // per_row) + 6
    return _svg(680, y + 4, "Les personnes derrière ce constat", " ; ".join(said), body) if body else ""


def saturation(curve: dict[str, Any], inks: Inks) -> str:
    """What each more person still brought: the mean as a line, its band as hatching, the point of saturation named."""
    points = curve["points"]
    width, height, left, bottom = min(inks.width, 680), 260, 54, 40
    most, people_heard = max(p[3] for p in points) or 1, len(points)

    def at(n: float, value: float) -> tuple[float, float]:
        across = (n - 1) / max(1, people_heard - 1) * (width - left - 20)
        return left + across, height - bottom - value / most * (height - bottom - 16)

    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(p[0], p[1]) for p in points))
    edge = [at(p[0], p[3]) for p in points] + [at(p[0], p[2]) for p in reversed(points)]
    band = " ".join(f"{x:.1f},{y:.1f}" for x, y in edge)
    hatch = (
        f'<defs><pattern id="band" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V5" stroke="{inks.faint}" stroke-width=".8"/></pattern></defs>'
    )
    x0, y0 = at(1, 0)
    axes = f'<path d="M{x0:.1f} 16V{y0:.1f}H{width - 20}" fill="none" stroke="{inks.faint}" stroke-width=".8"/>'
    body = [
        hatch,
        axes,
        f'<polygon points="{band}" fill="url(#band)" stroke="{inks.faint}" stroke-width=".4" stroke-dasharray="2 2"/>',
        f'<polyline points="{line}" fill="none" stroke="{inks.ink}" stroke-width="2"/>',
        _text(left - 8, 22, f"{most:.0f}", inks, size=12, anchor="end", fill=inks.faint),
        _text(left - 8, y0, "0", inks, size=12, anchor="end", fill=inks.faint),
        _text(width - 20, height - 8, f"{people_heard} personnes", inks, size=12, anchor="end", fill=inks.faint),
        _text(left, height - 8, "1", inks, size=12, fill=inks.faint),
    ]
    reached = curve["reached"]
    if reached is not None and reached <= people_heard:
        x, y = at(reached, points[reached - 1][1])
        body.append(
            f'<path d="M{x:.1f} {y:.1f}V{y0:.1f}" stroke="{inks.ink}" stroke-width="1" stroke-dasharray="4 3"/>'
        )
        body.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{inks.paper}" stroke="{inks.ink}" stroke-width="1.6"/>'
        )
        body.append(_text(x + 8, y + 20, f"seuil atteint à {reached}", inks, size=12))
    last = points[-1]
    said = f"{curve['found']} codes en {people_heard} personnes ; la dernière porte la moyenne à {last[1]:.1f}. {curve['reading']}"
    return _svg(width, height, "Ce que chaque personne de plus a encore apporté (codes distincts)", said, body)


def _text(
    x: float,
    y: float,
    words: str,
    inks: Inks,
    *,
    size: int = 15,
    weight: int = 400,
    anchor: str = "start",
    style: str = "normal",
    fill: str | None = None,
) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'font-style="{style}" font-family="{inks.font}" fill="{fill or inks.ink}">{escape(words)}</text>'
    )


def _svg(width: float, height: float, title: str, description: str, body: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" class="chart">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(body)}</svg>"
    )
