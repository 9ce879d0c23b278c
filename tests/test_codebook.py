"""Edits of the codebook: paths follow, nothing is deleted, and what would make it ambiguous is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from studies import opening, small_study

from models.codebook import Code
from pipeline.codebook import (
    CODE_COLOURS,
    add_code,
    descendants,
    merge_codes,
    move_code,
    redefine_code,
    rename_code,
    restore_code,
    retire_code,
    split_code,
)
from pipeline.errors import CodebookRefused, UnknownReference
from pipeline.flow import coding as flow
from pipeline.flow import steps
from pipeline.store import coding

BOOK = (
    Code(code_id="a", name="Accès", path="Accès"),
    Code(code_id="b", name="Guichet", path="Accès / Guichet", parent_id="a", examples=("e1",)),
    Code(code_id="c", name="Horaires", path="Accès / Guichet / Horaires", parent_id="b"),
    Code(code_id="d", name="Attente", path="Attente", examples=("e2",)),
    Code(code_id="e", name="Ancien", path="Ancien", retired=True),
)


def after(changed: tuple[Code, ...]) -> dict[str, Code]:
    return {code.code_id: code for code in (*BOOK, *changed)}


def test_a_new_code_stands_under_its_parent_with_a_colour_of_its_own() -> None:
    (code,) = add_code(BOOK, "  Papiers   perdus ", code_id="f", parent_id="b", definition="…")
    assert (code.name, code.path) == ("Papiers perdus", "Accès / Guichet / Papiers perdus")
    assert code.colour == CODE_COLOURS[5]


def test_renaming_a_branch_renames_every_path_below() -> None:
    paths = {c.code_id: c.path for c in rename_code(BOOK, "a", "Entrée")}
    assert paths == {"a": "Entrée", "b": "Entrée / Guichet", "c": "Entrée / Guichet / Horaires"}


def test_moving_a_branch_moves_every_path_below() -> None:
    paths = {c.code_id: c.path for c in move_code(BOOK, "b", "d")}
    assert paths == {"b": "Attente / Guichet", "c": "Attente / Guichet / Horaires"}
    assert after(move_code(BOOK, "c", None))["c"].path == "Horaires"


@pytest.mark.parametrize("under", ["a", "b", "c"])
def test_a_code_never_stands_under_itself(under: str) -> None:
    with pytest.raises(CodebookRefused, match="sous lui-même"):
        move_code(BOOK, "a", under)


@pytest.mark.parametrize(
    ("name", "parent_id", "why"),
    [
        ("attente", None, "existe déjà"),
        ("Ancien", None, "retiré"),
        ("HORAIRES", "b", "existe déjà"),
        ("  ", None, "un nom"),
        ("Accès / Bus", None, "sépare"),
        ("Bus", "e", "retirée"),
    ],
)
def test_a_name_that_would_confuse_is_refused(name: str, parent_id: str | None, why: str) -> None:
    with pytest.raises(CodebookRefused, match=why):
        add_code(BOOK, name, code_id="f", parent_id=parent_id)


def test_the_same_name_may_stand_in_two_branches() -> None:
    assert add_code(BOOK, "Horaires", code_id="f")[0].path == "Horaires"


def test_renaming_to_the_same_name_in_other_capitals_is_allowed() -> None:
    assert rename_code(BOOK, "d", "ATTENTE")[0].path == "ATTENTE"


def test_redefining_changes_what_is_given_only() -> None:
    (code,) = redefine_code(BOOK, "b", definition="Le premier accueil.")
    assert (code.definition, code.examples) == ("Le premier accueil.", ("e1",))


def test_a_branch_with_sub_codes_in_use_is_not_retired() -> None:
    with pytest.raises(CodebookRefused, match="sous-codes"):
        retire_code(BOOK, "b")
    assert retire_code(BOOK, "c")[0].retired


def test_a_retired_code_comes_back() -> None:
    assert not restore_code(BOOK, "e")[0].retired


def test_merging_retires_the_first_and_takes_its_sub_codes_and_examples_along() -> None:
    book = after(merge_codes(BOOK, "b", "d"))
    assert book["b"].retired
    assert book["c"].path == "Attente / Horaires"
    assert book["d"].examples == ("e2", "e1")
    assert {c.code_id for c in merge_codes(BOOK, "b", "d")} == {"b", "c", "d"}


@pytest.mark.parametrize("into", ["a", "c"])
def test_merging_into_itself_or_below_is_refused(into: str) -> None:
    with pytest.raises(CodebookRefused, match="fondu"):
        merge_codes(BOOK, "a", into)


def test_a_parent_comes_before_its_children_among_descendants() -> None:
    assert [c.code_id for c in descendants(BOOK, "a")] == ["b", "c"]


def test_a_code_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownReference, match="zz"):
        rename_code(BOOK, "zz", "Nom")


def test_a_code_is_split_beside_itself() -> None:
    (code,) = split_code(BOOK, "b", "Accueil", code_id="f", definition="Qui reçoit.")
    assert (code.path, code.parent_id, code.definition) == ("Accès / Accueil", "a", "Qui reçoit.")


@pytest.mark.parametrize(("code_id", "name", "why"), [("e", "Neuf", "retiré"), ("b", "guichet", "existe déjà")])
def test_a_split_that_would_confuse_is_refused(code_id: str, name: str, why: str) -> None:
    with pytest.raises(CodebookRefused, match=why):
        split_code(BOOK, code_id, name, code_id="f")


SAID = (
    "Le site demande un mot de passe que je n'ai jamais reçu.",
    "Mon voisin m'emmène en voiture le mardi, sinon je ne bouge pas.",
    "La dame de l'accueil a relu la lettre avec moi, elle a pris son temps.",
    "Le soir je fais la cuisine pour mes deux filles et je regarde un film.",
    "On attend depuis mars une réponse pour le logement, personne ne rappelle.",
    "À la réunion de quartier il y avait trois élus et beaucoup de chaises vides.",
)


def test_a_codebook_written_before_the_material_proposes_by_its_definitions(tmp_path: Path, light: None) -> None:
    """Deductive coding: the first analysis already says where a definition may apply, and why."""
    folder = small_study(tmp_path / "étude")
    lines = [f"Enquêtrice : Et ensuite, {n} ?\nKarima : {said}" for n, said in enumerate(SAID)]
    (folder / "sources" / "entretien.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with opening(folder) as study:
        site = flow.add_code(study, "Site", definition="Le site demande un mot de passe jamais reçu.")
        far = flow.add_code(study, "Vacances", definition="Partir loin, prendre le bateau, dormir sous la tente.")
        steps.run(study)
        found = coding.proposal_rows(study.file)
    assert (found[0].code_id, found[0].segment.text) == (site.code_id, SAID[0])
    assert "définition" in found[0].reason
    assert far.code_id not in {p.code_id for p in found}
