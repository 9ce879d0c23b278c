"""Sets of other tools stay with a study as memberships, and leave again as sets; two coders of a project can be compared."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree
from studies import opening, small_study

from benchmarks.invented_files import zipped
from benchmarks.invented_projects import CODES, TEXT, invented_project, invented_projects
from models.coding import Memo
from pipeline.exchange.codebook import CodeSet, read_qdc, write_qdc
from pipeline.exchange.project import MemoAbout, ProjectSet
from pipeline.exchange.projects import read_project
from pipeline.exchange.qdpx_read import read_qdpx
from pipeline.exchange.qdpx_write import write_qdpx
from pipeline.exchange.sets import joined, membership, memos_of_sets, set_named, sets_of_memos
from pipeline.flow import comparing, imports, outputs, project_entry, projects, review, steps
from pipeline.flow.study import OpenStudy
from pipeline.store import codebook, coding

AT = datetime(2026, 11, 2, 9, 30)


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_entry, "load_recogniser", lambda: None)


@pytest.fixture
def empty(tmp_path: Path, light: None) -> Path:
    folder = small_study(tmp_path / "étude", release="reviewed")
    (folder / "sources" / "entretien.txt").unlink()
    return folder


def entered(study: OpenStudy, folder: Path, name: str, content: bytes) -> projects.ProjectImported:
    path = folder.parent / name
    path.write_bytes(content)
    done = projects.import_project(study, path)
    steps.run(study)
    review.release(study)
    steps.run(study)
    return done


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ensemble « Priorité »", "Priorité"),
        (membership("a » b"), "a » b"),
        (membership("  deux   mots "), "deux mots"),
        ("Ensemble « Priorité » à revoir", None),
        ("Ensemble", None),
    ],
)
def test_a_membership_says_its_set_and_another_memo_says_none(text: str, name: str | None) -> None:
    assert set_named(text) == name


def test_members_become_memos_and_memos_become_the_set_again() -> None:
    made = (ProjectSet(set_id="x", name="S", code_ids=("a", "b"), source_ids=("s",)),)
    memos = [
        Memo(
            memo_id=m.memo_id,
            about_kind=m.about.value,
            about_id=m.about_id,
            text=m.text,
            author=m.author,
            written_at=AT,
        )
        for m in memos_of_sets(made, origin="NVivo")
    ]
    assert {m.author for m in memos} == {"NVivo"}
    (back,) = sets_of_memos(memos)
    assert (back.name, back.code_ids, back.source_ids) == ("S", ("a", "b"), ("s",))


def test_sets_of_one_name_are_one() -> None:
    a = ProjectSet(set_id="1", name="S", code_ids=("a",))
    b = ProjectSet(set_id="2", name="S", code_ids=("a", "b"), source_ids=("s",))
    assert [(s.code_ids, s.source_ids) for s in joined((a, b))] == [(("a", "b"), ("s",))]


def test_a_set_is_kept_by_the_study_told_and_given_back(empty: Path) -> None:
    with opening(empty) as study:
        done = entered(study, empty, "p.qdpx", write_qdpx(invented_project()))
        assert (done.sets, done.left) == (1, ())
        assert any("1 ensemble(s)" in line for line in projects.told(done))
        assert sorted(m.about_kind for m in coding.memos(study.file) if set_named(m.text)) == ["code", "source"]
        (path,) = outputs.export(study, "qdpx", level="team")
        back = read_project(path.read_bytes(), path.name)
        paths, names = {c.code_id: c.path for c in back.codes}, {s.source_id: s.name for s in back.sources}
        ours = next(one for one in back.sets if one.name == "Ensemble")
        assert [paths[c] for c in ours.code_ids] == ["Attente"]
        assert [names[s] for s in ours.source_ids] == list(names.values())
        assert not [m for m in back.memos if set_named(m.text)]
        assert back.left == ()
        (public,) = outputs.export(study, "qdpx", level="public")
        assert not [one for one in read_project(public.read_bytes(), "p").sets if one.name == "Ensemble"]


def test_emptying_a_membership_takes_its_member_out(empty: Path) -> None:
    with opening(empty) as study:
        entered(study, empty, "p.qdpx", write_qdpx(invented_project()))
        (member,) = [m for m in coding.memos(study.file) if set_named(m.text) and m.about_kind == "code"]
        with study.write() as write:
            coding.add_memo(write, member.model_copy(update={"text": ""}))
        (path,) = outputs.export(study, "qdpx", level="team")
        (ours,) = [one for one in read_project(path.read_bytes(), path.name).sets if one.name == "Ensemble"]
        assert ours.code_ids == ()


def test_a_codebook_keeps_its_sets_both_ways(empty: Path) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "Codebook.xsd"))
    written = write_qdc(CODES, sets=[CodeSet(name="S", code_ids=("a", "ailleurs"))])
    schema.assertValid(etree.fromstring(written))
    (found,) = read_qdc(written).sets
    assert found.name == "S"
    assert len(found.code_ids) == 1
    path = empty.parent / "livre.qdc"
    path.write_bytes(written)
    with opening(empty) as study:
        imports.import_codebook(study, path)
        imports.import_codebook(study, path)
        (memo,) = [m for m in coding.memos(study.file) if set_named(m.text)]
        assert memo.about_id == next(c.code_id for c in codebook.codes(study.file) if c.path == "Attente")
        (out,) = outputs.export(study, "qdc", level="team")
        assert [one.name for one in read_qdc(out.read_bytes()).sets] == ["S"]


def with_extras(content: bytes) -> bytes:
    """The project with what other tools put in one: a link, a variable of a source, its description."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    guid = "77777777-7777-7777-7777-777777777777"
    told = f'<VariableValue><VariableRef targetGUID="{guid}"/><TextValue>Valbourg</TextValue></VariableValue>'
    parts["project.qde"] = (
        parts["project.qde"]
        .replace("</Variables>", f'<Variable guid="{guid}" name="commune" typeOfVariable="Text"/></Variables>')
        .replace("</Notes>", f'</Notes><Links><Link guid="{guid}" originGUID="{guid}" targetGUID="{guid}"/></Links>')
        .replace("<PlainTextSelection", "<Description>dit à la mairie</Description><PlainTextSelection", 1)
        .replace("</TextSource>", f"{told}</TextSource>")
    )
    return zipped(parts)


def test_what_a_study_has_no_place_for_is_counted_and_the_rest_of_a_source_is_taken() -> None:
    read = read_qdpx(with_extras(write_qdpx(invented_project())))
    assert read.left == ("1 lien(s) entre éléments : Polyphonie n'en garde pas.",)
    assert dict(read.cases[0].attributes) == {"âge": "40", "commune": "Valbourg"}
    assert [m.text for m in read.memos if m.about is MemoAbout.SOURCE] == ["long", "dit à la mairie"]


@pytest.mark.parametrize("name", ["projet.qda", "projet.qdpx"])
def test_the_coders_of_a_project_arrive_each_with_their_own_codings(empty: Path, name: str) -> None:
    with opening(empty) as study:
        entered(study, empty, name, invented_projects()[name])
        assert coding.coders(study.file) == ("Inès", "Marc")
        assert sorted((c.coder, c.verbatim) for c in coding.codings(study.file)) == [
            ("Inès", "j'attends depuis mars"), ("Inès", "mot de passe"), ("Marc", "Ma fille m'a aidée"), ("Marc", "en bus")
        ]  # fmt: skip


def test_the_agreement_of_a_qualcoder_project_is_computed_again(empty: Path) -> None:
    """Two coders who put one code on the same words agree wholly; on the other code they share nothing."""
    with opening(empty) as study:
        entered(study, empty, "p.qda", qualcoder_of_two())
        shown = comparing.agreement_json(study)
        assert tuple(shown["overall"]["coders"]) == ("Inès", "Marc")
        by_path = {one["code_path"]: one for one in shown["codes"]}
        assert (by_path["Aide"]["n_coders"], by_path["Aide"]["n_units"]) == (2, 2)
        assert (by_path["Aide"]["f1_characters"], by_path["Aide"]["gamma"]) == (1, 1)
        assert by_path["Temps / Attente"]["f1_characters"] == 0
        assert shown["overall"]["kappa"] is None  # nobody said no: no figure rather than a flattering one


def qualcoder_of_two() -> bytes:
    """The invented QualCoder project, with « Aide » put by both on two passages and « Attente » by each on another."""
    base = sqlite3.connect(":memory:")
    base.deserialize(invented_projects()["projet.qda"])
    base.execute("delete from code_text")
    for code, words, coder in (
        (2, "Ma fille m'a aidée", "Inès"), (2, "Ma fille m'a aidée", "Marc"), (2, "mot de passe", "Inès"), (2, "mot de passe", "Marc"),
        (1, "j'attends depuis mars", "Inès"), (1, "Sur internet", "Marc"),
    ):  # fmt: skip
        start = TEXT.index(words)
        row = (code, 1, words, start, start + len(words), coder, str(AT), "")
        base.execute("insert into code_text values (?, ?, ?, ?, ?, ?, ?, ?)", row)
    base.commit()
    return base.serialize()
