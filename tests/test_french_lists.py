"""The French lists are those that were checked, and the numbers people say are read back into digits."""

from __future__ import annotations

import pytest

from pipeline.french import lists
from pipeline.french.families import EPICENE, FAMILIES
from pipeline.french.figures import PUBLIC_FIGURES
from pipeline.french.genders import UNDECIDED, WOMEN
from pipeline.french.institutions import CALENDAR, ESTABLISHMENTS, INSTITUTIONS, PEOPLES
from pipeline.french.lists import fold, spaced
from pipeline.french.names import KIN, NEVER_NAMES, TITLES
from pipeline.french.numbers import digits_said, read_number
from pipeline.french.places import WIDE_PLACES


@pytest.mark.parametrize(
    ("word", "folded"), [("Leïla", "leila"), ("CŒUR", "coeur"), ("Œ", "oe"), ("l’été", "l'ete"), ("Æ", "ae")]
)
def test_words_are_folded_without_case_accents_or_ligatures(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("jean", "m"),
        ("marie", "f"),
        ("karim", "m"),
        ("fatou", "f"),
        ("claude", ""),
        ("jean-marie", "m"),
        ("marie-claude", "f"),
    ],
)
def test_first_names_have_a_count_and_a_sex(name: str, sex: str) -> None:
    count, told = lists.first_names()[name]
    assert count > 1_000
    assert told == sex


@pytest.mark.parametrize(
    ("name", "least"), [("martin", 30_000), ("benali", 500), ("morel", 8_000), ("diallo", 2_000), ("zzyzx", 0)]
)
def test_surnames_are_found_in_the_block_of_bytes(name: str, least: int) -> None:
    count = lists.surname_count(name)
    assert count >= least
    assert (count == 0) == (least == 0)


def test_every_surname_of_a_sample_is_found() -> None:
    """The list is in alphabetical order without regard to case; a plain byte order would miss some."""
    lines = lists._surnames().decode().splitlines()[::4001]
    cells = [line.rpartition(",") for line in lines]
    assert [n for n, _, c in cells if lists.surname_count(fold(n)) < int(c) and n.isascii()] == []


@pytest.mark.parametrize(
    ("word", "known"), [("boulangers", True), ("mange", True), ("rose", True), ("karim", False), ("durand", False)]
)
def test_ordinary_words_are_told_from_names(word: str, known: bool) -> None:
    assert lists.is_ordinary(word) is known


def test_communes_streets_and_towns_are_there() -> None:
    assert "saint julien molin molette" in lists.communes()
    assert "rue de la sarcelle" in lists.streets()
    assert lists.towns()["montreuil"][0] == "FR"


def test_a_list_that_has_changed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lists.CHECKSUMS, "communes.csv.gz", "0" * 64)
    with pytest.raises(lists.ListMissing):
        lists._checked("communes.csv.gz")


def test_a_package_that_is_missing_is_told() -> None:
    with pytest.raises(lists.ListMissing):
        lists._package("no_such_package_here")


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("zéro", 0), ("vingt et un", 21), ("soixante et onze", 71), ("quatre-vingt-dix-neuf", 99), ("septante-deux", 72),
        ("huitante", 80), ("octante", 80), ("nonante-neuf", 99), ("cent trois", 103), ("deux cents", 200),
        ("mille neuf cent quatre-vingt-sept", 1987), ("deux mille trois", 2003), ("43", 43), ("dix-sept", 17),
        ("bonjour", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_said_are_read(said: str, value: int | None) -> None:
    assert read_number(said) == value


@pytest.mark.parametrize(
    ("said", "digits", "numbers"),
    [
        ("zéro six douze trente-quatre cinquante-six soixante-dix-huit", "0612345678", 6),
        ("06 douze 34 euh 56 78", "0612345678", 5),
        ("zéro huit cent vingt", "080020", 3),
        ("quatre-vingt un", "81", 1),
        ("soixante deux", "62", 1),
    ],
)
def test_dictated_digits_are_joined(said: str, digits: str, numbers: int) -> None:
    assert digits_said(said) == (digits, numbers)


@pytest.mark.parametrize("entries", [TITLES, KIN, NEVER_NAMES, WOMEN, UNDECIDED, ESTABLISHMENTS, PUBLIC_FIGURES])
def test_entries_that_are_compared_folded_are_folded(entries: object) -> None:
    assert [e for e in entries if e != fold(e)] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("entries", [INSTITUTIONS, CALENDAR, PEOPLES, WIDE_PLACES])
def test_phrases_that_stay_are_short_and_clean(entries: tuple[str, ...]) -> None:
    assert [e for e in entries if not spaced(e) or len(e.split()) > 8] == []


def test_families_hold_enough_names_each_once() -> None:
    for family in FAMILIES.values():
        assert min(len(family.women), len(family.men), len(family.surnames)) >= 50
        for names in (family.women, family.men, family.surnames, EPICENE):
            assert len({fold(n) for n in names}) == len(names)
