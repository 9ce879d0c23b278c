"""
Three drawings of what a study rests on: who supports what, voices heard and missing, the walk from a finding to its files.

Small SVG of our own, the same for the app and for reports, from names that the caller has already decided to show: it
refuses to know who is who. Nothing is told by colour alone: a group has its shape, a stance its glyph, a missing voice its
hatching, and every drawing carries a title and a description in words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from html import escape

from models.base import Noun
from models.finding import Stance
from models.report import SHAPE_PATHS, GroupLook, Shape

UNKNOWN_LOOK = ("#8A8A8A", Shape.CIRCLE)
LETTER_PX = 7.2  # width of a letter at 13 px
ROW_PX = 22
WIDTH_PX = 960
STANCE_WORDS = {Stance.SUPPORTS: "appuie", Stance.NUANCES: "nuance", Stance.CONTRADICTS: "contredit"}


class PersonRow(Noun):
    """One person of the first drawing: their shown name, their group, and their stances finding by finding (by number)."""

    name: str
    look: GroupLook | None
    stances: tuple[tuple[int, tuple[Stance, ...]], ...]


class PlaceCell(Noun):
    """How many people of a group were heard in a territory, of how many declared."""

    group: str
    territory: str
    heard: int
    declared: int


class WalkStep(Noun):
    """One verbatim of the walk: what it does to the finding, who says it, where, and in which file."""

    stance: Stance
    person: str
    look: GroupLook | None
    code: str
    decided: str
    turn: str
    source: str
    sha256: str


def who_supports_what(findings: Sequence[str], people: Sequence[PersonRow]) -> str:
    """
    People down, findings across: a full disc supports, a half one nuances, a cross contradicts, nothing is silence.

    Args:
        findings: their statements, numbered from 1 in this order.
        people: rows in the order to draw, group by group; somebody who says nothing of any finding has an empty row.
    """
    left, step = 230.0, max(26.0, min(110.0, (WIDTH_PX - 230.0) / max(1, len(findings))))
    width = max(WIDTH_PX, int(left + step * len(findings)) + 10)
    body = [_text(left + (n + 0.5) * step, 18, f"C{n + 1}", anchor="middle", bold=True) for n in range(len(findings))]
    for row, person in enumerate(people):
        y = 30 + row * ROW_PX
        body += [_line(0, y, width, y), _mark(person.look, 2, y + 3), _text(26, y + 16, _short(person.name, 27))]
        for number, stances in person.stances:
            body.append(_stances(stances, left + (number - 0.5) * step, y + ROW_PX / 2))
    bottom = 30 + len(people) * ROW_PX
    body.append(_line(0, bottom, width, bottom))
    body += _stance_keys(bottom + 18)
    statements = [line for n, words in enumerate(findings, start=1) for line in _wrapped(f"C{n}. {words}", width)]
    body += [_text(0, bottom + 52 + 17 * n, line) for n, line in enumerate(statements)]
    said = " ; ".join(
        f"{person.name} : " + ", ".join(f"{_words(stances)} C{n}" for n, stances in person.stances)
        for person in people
        if person.stances
    )
    return _svg(width, bottom + 56 + 17 * len(statements), "Qui appuie quoi, personne par personne", said, body)


def voices_by_place(cells: Sequence[PlaceCell], looks: Sequence[GroupLook]) -> str:
    """
    Groups down, territories across: one mark per person heard, an outline per person declared and not heard, hatching where
    nobody is.

    Args:
        cells: one per group and territory; a pair that is not there is drawn as nobody.
        looks: the groups to draw, in order; those the study means to hear and has not met are among them.
    """
    territories = list(dict.fromkeys(cell.territory for cell in cells))
    known = {(cell.group, cell.territory): cell for cell in cells}
    left, step = 220.0, (WIDTH_PX - 220.0) / max(1, len(territories))
    body = [_hatching()]
    for n, name in enumerate(territories):
        body.append(_text(left + n * step + 4, 18, _short(name, int(step / LETTER_PX) - 1), bold=True))
    for row, look in enumerate(looks):
        y = 30 + row * 34
        body += [_line(0, y, WIDTH_PX, y), _mark(look, 2, y + 9), _text(26, y + 22, _short(look.group, 26))]
        for n, name in enumerate(territories):
            body.append(_cell(known.get((look.group, name)), look, left + n * step, y, step))
        if not territories:
            body.append(_text(left, y + 22, "personne"))
    bottom = 30 + len(looks) * 34
    body += [
        _line(0, bottom, WIDTH_PX, bottom),
        _text(0, bottom + 20, "Plein : entendu. Contour : déclaré, pas entendu. Hachures : personne."),
    ]
    said = " ; ".join(
        f"{look.group}, {name} : {_told(known.get((look.group, name)))}" for look in looks for name in territories
    )
    return _svg(WIDTH_PX, bottom + 30, "Voix entendues et voix manquantes, par groupe et par territoire", said, body)


def walk(statement: str, steps: Sequence[WalkStep]) -> str:
    """From a finding to its files: one line per verbatim, from what it does to the finding to the fingerprint of its file."""
    columns = ((0, "Fait quoi"), (104, "Qui le dit"), (320, "Codé, décidé par"), (560, "Tour"), (640, "Fichier"), (850, "Empreinte"))  # fmt: skip
    head = _wrapped(statement, WIDTH_PX)
    body = [_text(0, 18 + 18 * n, line, bold=True) for n, line in enumerate(head)]
    top = 18 * len(head) + 28
    body += [_text(x, top, name, faint=True) for x, name in columns]
    for row, step in enumerate(steps):
        y = top + 8 + row * 26
        body += [
            _line(0, y, WIDTH_PX, y),
            _stances((step.stance,), 10, y + 13),
            _text(24, y + 18, STANCE_WORDS[step.stance]),
            _mark(step.look, 104, y + 5),
            _text(126, y + 18, _short(step.person, 25)),
            _text(
                320, y + 18, _short(" · ".join(part for part in (step.code, step.decided) if part) or "non codé", 32)
            ),
            _text(560, y + 18, _short(step.turn, 10)),
            _text(640, y + 18, _short(step.source, 28)),
            _text(850, y + 18, step.sha256[:12], mono=True),
        ]
        body += [f'<path d="M{x - 12} {y + 13}h7m-3-3l3 3l-3 3" {_STROKE}/>' for x, _ in columns[1:]]
    said = " ; ".join(
        f"{STANCE_WORDS[s.stance]}, {s.person}, {s.turn}, {s.source}, empreinte {s.sha256[:12]}" for s in steps
    )
    return _svg(WIDTH_PX, top + 12 + 26 * len(steps), "Du constat à ses sources", said, body)


_STROKE = 'fill="none" stroke="currentColor" stroke-opacity=".55" stroke-width="1.2"'


def _words(stances: Iterable[Stance]) -> str:
    return " et ".join(STANCE_WORDS[stance] for stance in stances)


def _told(cell: PlaceCell | None) -> str:
    if cell is None or not cell.declared:
        return "personne"
    return f"{cell.heard} entendu(s) sur {cell.declared}"


def _cell(cell: PlaceCell | None, look: GroupLook, x: float, y: float, step: float) -> str:
    if cell is None or not cell.declared:
        return f'<rect x="{x:g}" y="{y + 4:g}" width="{step - 8:g}" height="26" fill="url(#pl-none)"/>'
    room = max(1, int((step - 60) // 17))
    if cell.declared > room:
        return _mark(look, x + 4, y + 9) + _text(x + 26, y + 22, f"{cell.heard} sur {cell.declared}")
    marks = [_mark(look, x + 4 + 17 * k, y + 9, filled=k < cell.heard) for k in range(cell.declared)]
    return "".join(marks) + _text(x + 10 + 17 * cell.declared, y + 22, str(cell.heard), faint=True)


def _stances(stances: Iterable[Stance], x: float, y: float) -> str:
    """One glyph per stance, side by side."""
    found = [stance for stance in Stance if stance in set(stances)]
    first = x - 7.5 * (len(found) - 1)
    return "".join(_glyph(stance, first + 15 * n, y) for n, stance in enumerate(found))


def _glyph(stance: Stance, x: float, y: float) -> str:
    ring = f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="{{}}" stroke="currentColor" stroke-width="1.3"/>'
    if stance is Stance.SUPPORTS:
        return ring.format("currentColor")
    if stance is Stance.NUANCES:
        return ring.format("none") + f'<path d="M{x:g} {y - 6:g}a6 6 0 0 0 0 12z" fill="currentColor"/>'
    return f'<path d="M{x - 5:g} {y - 5:g}l10 10M{x - 5:g} {y + 5:g}l10-10" stroke="currentColor" stroke-width="2.4"/>'


def _stance_keys(y: float) -> list[str]:
    drawn, x = [], 8.0
    for stance, word in STANCE_WORDS.items():
        drawn += [_glyph(stance, x, y), _text(x + 14, y + 5, word, faint=True)]
        x += 110
    return [*drawn, _text(x, y + 5, "rien : ne se prononce pas", faint=True)]


def _mark(look: GroupLook | None, x: float, y: float, *, filled: bool = True) -> str:
    colour, shape = (look.colour, look.shape) if look else UNKNOWN_LOOK
    ink = f'fill="{colour}"' if filled and look else f'fill="none" stroke="{colour}" stroke-width="1.6"'
    return f'<path transform="translate({x:g} {y:g})" d="{SHAPE_PATHS[shape]}" {ink}/>'


def _hatching() -> str:
    return (
        '<defs><pattern id="pl-none" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path d="M0 0v7" stroke="currentColor" stroke-opacity=".35" stroke-width="2"/></pattern></defs>'
    )


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<path d="M{x:g} {y:g}L{to_x:g} {to_y:g}" stroke="currentColor" stroke-opacity=".25" stroke-width=".7"/>'


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    faint: bool = False,
    mono: bool = False,
) -> str:
    more = ' font-weight="600"' if bold else ""
    more += ' fill-opacity=".72"' if faint else ""
    more += ' font-family="monospace"' if mono else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="13" text-anchor="{anchor}"{more}>{escape(words)}</text>'


def _short(words: str, letters: int) -> str:
    return words if len(words) <= letters else f"{words[: max(1, letters - 1)]}…"


def _wrapped(words: str, width: float) -> list[str]:
    return textwrap.wrap(words, int(width / LETTER_PX)) or [""]


def _svg(width: float, height: float, title: str, said: str, body: Iterable[str]) -> str:
    return (
        f'<svg class="pl-picture" viewBox="0 0 {width:g} {height:g}" width="100%" role="img" fill="currentColor" '
        f'font-family="inherit" xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
        f"<desc>{escape(said or 'Rien à montrer encore.')}</desc>{''.join(body)}</svg>"
    )
