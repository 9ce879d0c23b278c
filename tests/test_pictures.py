"""The drawings say in words what they draw, escape what they are given, and tell nothing by colour alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from models.finding import Stance
from models.report import group_looks
from pipeline.report.pictures import PersonRow, PlaceCell, WalkStep, voices_by_place, walk, who_supports_what

LOOKS = group_looks(["habitants", "élus", "financeurs"])
SVG = "{http://www.w3.org/2000/svg}"


def read(svg: str) -> tuple[ET.Element, str, str]:
    """The drawing, its description, and every word written on it."""
    root = ET.fromstring(svg)  # made by us
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    return root, root.findtext(f"{SVG}desc") or "", words


def person(name: str, *stances: tuple[int, tuple[Stance, ...]]) -> PersonRow:
    return PersonRow(name=name, look=LOOKS[0], stances=stances)


def test_who_supports_what_is_told_in_words_too() -> None:
    rows = [person("Karima", (1, (Stance.SUPPORTS,)), (2, (Stance.CONTRADICTS,))), person("Louis")]
    root, said, words = read(who_supports_what(["On attend.", "Le bus manque."], rows))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Qui appuie quoi, personne par personne"
    assert said == "Karima : appuie C1, contredit C2"
    assert all(part in words for part in ("Karima", "Louis", "C1", "C2", "C1. On attend.", "rien : ne se prononce pas"))


def test_each_stance_has_its_own_shape() -> None:
    drawn = {stance: who_supports_what(["x"], [person("A", (1, (stance,)))]) for stance in Stance}
    empty = who_supports_what(["x"], [person("A")])
    shapes = {stance: len(svg) - len(empty) for stance, svg in drawn.items()}
    assert len(set(shapes.values())) == 3
    assert all(n > 0 for n in shapes.values())


def test_somebody_who_says_two_things_shows_both() -> None:
    both = read(who_supports_what(["x"], [person("A", (1, (Stance.SUPPORTS, Stance.CONTRADICTS)))]))[1]
    assert both == "A : appuie et contredit C1"


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", 'a"b&c'])
def test_what_is_given_is_escaped(words: str) -> None:
    step = WalkStep(
        stance=Stance.SUPPORTS, person=words, look=None, code=words, decided="", turn="tour 1", source=words, sha256="ab"
    )  # fmt: skip
    for svg in (
        who_supports_what([words], [person(words)]),
        voices_by_place([PlaceCell(group="élus", territory=words, heard=1, declared=1)], LOOKS),
        walk(words, [step]),
    ):
        assert "<script" not in svg
        read(svg)


def test_a_voice_that_is_missing_is_hatched_and_said() -> None:
    cells = [
        PlaceCell(group="habitants", territory="bourg", heard=2, declared=3),
        PlaceCell(group="élus", territory="bourg", heard=0, declared=1),
    ]
    svg = voices_by_place(cells, LOOKS)
    _, said, words = read(svg)
    assert said == (
        "habitants, bourg : 2 entendu(s) sur 3 ; élus, bourg : 0 entendu(s) sur 1 ; financeurs, bourg : personne"
    )
    assert svg.count("url(#pl-none)") == 1
    assert "financeurs" in words


def test_a_crowd_is_written_in_figures() -> None:
    words = read(voices_by_place([PlaceCell(group="habitants", territory="bourg", heard=90, declared=120)], LOOKS))[2]
    assert "90 sur 120" in words


def test_the_walk_ends_on_the_files_fingerprint() -> None:
    step = WalkStep(
        stance=Stance.NUANCES, person="Karima", look=LOOKS[0], code="Accéder / Bus", decided="Inès", turn="tour 4",
        source="e01.docx", sha256="0123456789abcdef",
    )  # fmt: skip
    _, said, words = read(walk("Le bus manque.", [step]))
    assert said == "nuance, Karima, tour 4, e01.docx, empreinte 0123456789ab"
    assert "Accéder / Bus · Inès" in words
    assert "non codé" in read(walk("x", [step.model_copy(update={"code": "", "decided": ""})]))[2]


def test_an_empty_drawing_says_so() -> None:
    assert read(who_supports_what([], []))[1] == "Rien à montrer encore."
    assert "personne" in read(voices_by_place([], LOOKS))[2]
