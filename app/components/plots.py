"""Drawings of words counted: the plane of words and groups, curves of saturation. Legible in black and white, never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app import wording_words as wording
from models.lexicometry import FactorPlane, PointKind
from models.report import GroupLook
from models.saturation import Saturation

LABELLED_WORDS = 45  # more would write over one another
FEWEST_PEOPLE = 4  # a shorter curve says nothing and hides the others
PLANE_HEIGHT, CURVE_HEIGHT, MAP_HEIGHT = 520, 320, 560
PICK = "pick"  # the name of the map's selection
FEW_POINTS, MANY_POINTS = 500, 5_000  # points get smaller and lighter, so that heaps stay legible
# Tol's muted colours, safe for colour-blind readers; shapes tell apart those that come back.
THEME_COLOURS = ("#332288", "#117733", "#CC6677", "#88CCEE", "#999933", "#882255", "#44AA99", "#DDCC77", "#AA4499")
THEME_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")


def plane(found: FactorPlane) -> dict[str, Any]:
    """The plane as a Vega-Lite drawing: groups in bold capitals, words in size of their contribution."""
    words = [point for point in found.points if point.kind is PointKind.WORD][:LABELLED_WORDS]
    parts = [point for point in found.points if point.kind is PointKind.PART]
    axes = [wording.axis(number, share) for number, share in enumerate((*found.inertia, 0.0)[:2], start=1)]
    place = {
        "x": {"field": "x", "type": "quantitative", "title": axes[0]},
        "y": {"field": "y", "type": "quantitative", "title": axes[1]},
    }
    return {
        "height": PLANE_HEIGHT,
        "description": f"{axes[0]}, {axes[1]} ; " + ", ".join(point.label for point in parts),
        "layer": [
            {
                "data": {"values": [{"x": p.x, "y": p.y, "mot": p.label, "fois": p.count, "c": p.contribution} for p in words]},
                "mark": {"type": "text", "opacity": 0.85},
                "encoding": {
                    **place,
                    "text": {"field": "mot"},
                    "size": {"field": "c", "type": "quantitative", "legend": None, "scale": {"range": [10, 16]}},
                    "tooltip": [{"field": "mot"}, {"field": "fois"}],
                },
            },
            {
                "data": {"values": [{"x": p.x, "y": p.y, "groupe": p.label, "mots": p.count} for p in parts]},
                "mark": {"type": "point", "filled": True, "size": 70, "color": "#B5302A"},
                "encoding": {**place, "tooltip": [{"field": "groupe"}, {"field": "mots"}]},
            },
            {
                "data": {"values": [{"x": p.x, "y": p.y, "groupe": p.label.upper()} for p in parts]},
                "mark": {"type": "text", "fontWeight": "bold", "fontSize": 13, "dy": -12, "color": "#B5302A"},
                "encoding": {**place, "text": {"field": "groupe"}},
            },
        ],
    }  # fmt: skip


def curves(found: Sequence[Saturation], looks: Mapping[str, GroupLook]) -> dict[str, Any]:
    """Curves of saturation: everybody with its band, each group that is large enough as a line named at its end."""
    found = [curve for curve in found if curve.group is None or curve.n_people >= FEWEST_PEOPLE]
    values = [
        {"n": p.n_people, "mean": p.mean, "low": p.low, "high": p.high, "qui": wording.curve_name(curve)}
        for curve in found
        for p in curve.points
    ]
    names = [wording.curve_name(curve) for curve in found]
    colours = [look.colour if (look := looks.get(curve.group or "")) else "#555555" for curve in found]
    x = {"field": "n", "type": "quantitative", "title": wording.PEOPLE_AXIS, "axis": {"tickMinStep": 1, "format": "d"}}
    colour = {"field": "qui", "scale": {"domain": names, "range": colours}, "legend": None}
    return {
        "height": CURVE_HEIGHT,
        "data": {"values": values},
        "layer": [
            {
                "transform": [{"filter": {"field": "qui", "equal": wording.EVERYBODY}}],
                "mark": {"type": "area", "opacity": 0.18},
                "encoding": {
                    "x": x,
                    "y": {"field": "low", "type": "quantitative", "title": wording.FOUND_AXIS},
                    "y2": {"field": "high"},
                    "color": colour,
                },
            },
            {
                "mark": {"type": "line", "point": {"size": 14}},
                "encoding": {
                    "x": x,
                    "y": {"field": "mean", "type": "quantitative", "title": wording.FOUND_AXIS},
                    "color": colour,
                    "strokeDash": {"field": "qui", "legend": None},
                    "tooltip": [{"field": "qui"}, {"field": "n"}, {"field": "mean", "format": ".1f"}],
                },
            },
            {
                "transform": [
                    {"joinaggregate": [{"op": "max", "field": "n", "as": "last"}], "groupby": ["qui"]},
                    {"filter": "datum.n == datum.last"},
                ],
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {
                    "x": x,
                    "y": {"field": "mean", "type": "quantitative"},
                    "text": {"field": "qui"},
                    "color": colour,
                },
            },
        ],
    }


def segment_map(values: Sequence[Mapping[str, Any]], *, labels: Sequence[str], unplaced: str) -> dict[str, Any]:
    """
    Segments on their map, one colour and shape for each theme; hovering reads, a click picks.

    Args:
        values: `x`, `y`, `theme`, `qui`, `dit`, `id` of each segment.
        labels: names of the themes, in the order of their list.
        unplaced: the name of what is in none, drawn in grey.
    """
    n_points = len(values)
    size = 70 if n_points <= FEW_POINTS else 26 if n_points <= MANY_POINTS else 9
    names = [*labels, unplaced]
    colours = [THEME_COLOURS[place % len(THEME_COLOURS)] for place in range(len(labels))] + ["#8A8A8A"]
    shapes = [
        THEME_SHAPES[(place // len(THEME_COLOURS) + place) % len(THEME_SHAPES)] for place in range(len(labels))
    ] + ["cross"]
    axis = {"type": "quantitative", "axis": None}
    return {
        "height": MAP_HEIGHT,
        "description": f"{n_points} extraits ; " + ", ".join(labels),
        "data": {"values": list(values)},
        "params": [{"name": PICK, "select": {"type": "point", "fields": ["id"], "nearest": False}}],
        "mark": {"type": "point", "filled": True, "size": size, "cursor": "pointer"},
        "encoding": {
            "x": {"field": "x", **axis},
            "y": {"field": "y", **axis},
            "color": {
                "field": "theme",
                "scale": {"domain": names, "range": colours},
                "legend": {"orient": "bottom", "columns": 2, "title": None, "labelLimit": 420},
            },
            "shape": {"field": "theme", "scale": {"domain": names, "range": shapes}},
            "opacity": {
                "condition": {"param": PICK, "value": 0.85 if n_points <= MANY_POINTS else 0.55},
                "value": 0.12,
            },
            "tooltip": [
                {"field": "dit", "title": "dit"},
                {"field": "qui", "title": "qui"},
                {"field": "theme", "title": "thème"},
            ],
        },
    }


def shares(
    cells: Sequence[tuple[str, str, int, int]],
    *,
    parts: Sequence[str],
    labels: Sequence[str],
    looks: Mapping[str, GroupLook],
) -> dict[str, Any]:
    """
    Share of the people heard of each part who speak of each theme, as bars side by side.

    Args:
        cells: theme, part, people in it, people heard.
    """
    values = [
        {"theme": theme, "part": part, "share": n / heard if heard else 0, "n": n, "sur": heard}
        for theme, part, n, heard in cells
    ]
    spare = [THEME_COLOURS[place % len(THEME_COLOURS)] for place in range(len(parts))]
    colours = [looks[part].colour if part in looks else spare[place] for place, part in enumerate(parts)]
    return {
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "theme", "sort": list(labels), "title": None, "axis": {"labelLimit": 260}},
            "yOffset": {"field": "part", "sort": list(parts)},
            "x": {
                "field": "share",
                "type": "quantitative",
                "title": None,
                "axis": {"tickCount": 5, "labelExpr": "round(datum.value * 100) + ' %'"},
                "scale": {"domain": [0, 1]},
            },
            "color": {
                "field": "part",
                "scale": {"domain": list(parts), "range": colours},
                "legend": {"orient": "bottom", "title": None, "labelLimit": 260},
            },
            "tooltip": [{"field": "theme"}, {"field": "part"}, {"field": "n"}, {"field": "sur"}],
        },
    }
