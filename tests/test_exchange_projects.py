"""Projects of other tools come in by the gate: codings follow the replaced words, keep their coder, and nothing shifts."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from studies import decide_all, opening, small_study

from models.anonymisation import Entity, MentionKind
from models.codebook import Code
from pipeline.errors import ImportRefused, NotAllowed
from pipeline.exchange.alignment import Alignment
from pipeline.exchange.notes import Found, KnownNames, mask_note
from pipeline.exchange.project import MemoAbout, Project, ProjectCase, ProjectCoding, ProjectMemo, ProjectSource, Span
from pipeline.exchange.projects import read_project
from pipeline.exchange.qdpx_write import write_qdpx
from pipeline.exchange.taguette import plain, read_taguette_codebook, write_taguette_codebook
from pipeline.flow import imports, outputs, project_entry, projects, review, steps
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import codebook, coding, people, sources

TEXT = (
    "Enquêtrice : Comment ça se passe ?\r\n"
    "Karima : Je m'appelle Karima Belkacem 🙂 et j'attends depuis mars. Mon voisin a laissé tomber.\r\n"
    "Enquêtrice : Et après ?\r\n"
    "Karima : Après, plus rien.\r\n"
)


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_entry, "load_recogniser", lambda: None)


def span(words: str, text: str = TEXT, source: str = "s") -> Span:
    return Span(source_id=source, start=text.index(words), end=text.index(words) + len(words))


def of_nvivo() -> Project:
    return Project(
        name="Projet",
        origin="NVivo",
        sources=(ProjectSource(source_id="s", name="entretien Karima", text=TEXT),),
        codes=(Code(code_id="a", name="Attente", path="Attente"),),
        codings=(
            ProjectCoding(span=span("j'attends depuis mars"), code_id="a", coder="Marc"),
            ProjectCoding(span=span("Karima Belkacem 🙂 et j'attends"), code_id="a", coder="Inès"),
            ProjectCoding(span=span("Comment ça se passe"), code_id="a", coder="Inès"),
        ),
        memos=(
            ProjectMemo(
                memo_id="m",
                about=MemoAbout.WORDS,
                span=span("Après, plus rien"),
                text="Karima Belkacem renonce",
                author="Marc",
            ),
            ProjectMemo(memo_id="n", text="Idée générale", author="Marc"),
        ),
        cases=(
            ProjectCase(
                case_id="k",
                name="Karima Belkacem",
                attributes=(("groupe", "habitants"), ("âge", "40"), ("Nom", "Belkacem")),
                source_ids=("s",),
            ),
        ),
    )


@pytest.fixture
def empty(tmp_path: Path, light: None) -> Path:
    folder = small_study(tmp_path / "étude", release="reviewed")
    (folder / "sources" / "entretien.txt").unlink()
    return folder


def a_file(folder: Path, content: bytes, name: str = "projet.qdpx") -> Path:
    path = folder.parent / name
    path.write_bytes(content)
    return path


def in_force(study: OpenStudy) -> list[tuple[str, str, str]]:
    return sorted((c.code_path, c.coder, c.verbatim) for c in coding.codings(study.file))


def test_codings_wait_for_the_release_then_follow_the_replaced_words(empty: Path) -> None:
    with opening(empty) as study:
        done = projects.import_project(study, a_file(empty, write_qdpx(of_nvivo())))
        assert (done.sources, done.codes, done.codings, done.memos, done.cases) == (1, 1, 3, 2, 1)
        steps.run(study)
        assert in_force(study) == []
        review.release(study)
        steps.run(study)
        found = in_force(study)
        assert [(path, coder) for path, coder, _ in found] == [("Attente", "Inès"), ("Attente", "Marc")]
        assert found[1][2] == "j'attends depuis mars"
        assert found[0][2].endswith("🙂 et j'attends")
        assert "Belkacem" not in found[0][2]
        memos = {memo.about_kind: memo.text for memo in coding.memos(study.file)}
        assert memos["study"] == "Idée générale"
        assert "Belkacem" not in memos["segment"]
        assert memos["segment"].endswith("renonce")
        assert project_entry.enter_released(study) == (0, 0, ())
        (lost,) = project_entry.unplaced(study)
        assert "« Attente » de Inès, sur des mots d'enquêteur" in lost
        assert not any(name.startswith("imported/") for name in study.vault.names())


def test_a_case_is_declared_without_what_names_somebody(empty: Path) -> None:
    with opening(empty) as study:
        done = projects.import_project(study, a_file(empty, write_qdpx(of_nvivo())))
        written = (empty / "participants.csv").read_text(encoding="utf-8-sig")
        assert "Belkacem" not in written.replace("entretien Karima", "")
        assert any("« Nom »" in line for line in done.left)
        steps.run(study)
        (person,) = people.participants(study.file).values()
        assert (person.stakeholder_group, dict(person.attributes)) == ("habitants", {"âge": "40"})
        assert person.participant_id.startswith("cas-")


def test_nothing_of_a_project_is_in_the_study_file_before_the_release(empty: Path) -> None:
    with opening(empty) as study:
        projects.import_project(study, a_file(empty, write_qdpx(of_nvivo())))
        assert coding.memos(study.file) == ()
        assert in_force(study) == []
    assert b"attends depuis mars" not in b"".join(p.read_bytes() for p in empty.glob("*.duckdb"))


def test_the_same_project_twice_changes_nothing(empty: Path) -> None:
    path = a_file(empty, write_qdpx(of_nvivo()))
    with opening(empty) as study:
        projects.import_project(study, path)
        steps.run(study)
        review.release(study)
        steps.run(study)
        before = in_force(study)
        again = projects.import_project(study, path)
        assert (again.sources, again.codes) == (0, 0)
        steps.run(study)
        assert in_force(study) == before


def test_only_a_custodian_takes_in_original_words(empty: Path) -> None:
    with opening(empty, role=Role.RESEARCHER) as study, pytest.raises(NotAllowed):
        projects.import_project(study, a_file(empty, write_qdpx(of_nvivo())))


def test_an_exported_study_is_valid_and_comes_back_with_its_work(
    prepared: Path, sample_corpus: Path, tmp_path: Path, light: None, empty: Path
) -> None:
    with opening(shutil.copytree(prepared, tmp_path / "première")) as study:
        decide_all(study, sample_corpus)
        (path,) = outputs.export(study, "qdpx", level="team")
        before = in_force(study)
        codes = {code.path for code in codebook.codes(study.file)}
        n_sources = len(sources.current_transcripts(study.file))
    qde = zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("project.qde")
    etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "Project.xsd")).assertValid(etree.fromstring(qde))
    again = read_project(path.read_bytes(), path.name)
    assert again.left == ()
    texts = {s.source_id: s.text for s in again.sources}
    paths = {code.code_id: code.path for code in again.codes}
    words = sorted(
        (paths[c.code_id], c.coder, texts[c.span.source_id][c.span.start : c.span.end]) for c in again.codings
    )
    assert words == before
    with opening(empty) as study:
        done = projects.import_project(study, path)
        assert (done.sources, done.codings) == (n_sources, len(before))
        assert {code.path for code in codebook.codes(study.file)} == codes
        steps.run(study)
        review.release(study)
        steps.run(study)
        after = in_force(study)
        assert [(p, c) for p, c, _ in after] == [(p, c) for p, c, _ in before]


@pytest.mark.parametrize("level", ["funder", "public"])
def test_what_leaves_at_a_lower_level_holds_only_words_that_stand_there(
    prepared: Path, sample_corpus: Path, tmp_path: Path, light: None, level: str
) -> None:
    with opening(shutil.copytree(prepared, tmp_path / "première")) as study:
        decide_all(study, sample_corpus)
        (path,) = outputs.export(study, "qdpx", level=level)
    project = read_project(path.read_bytes(), path.name)
    assert project.codings
    assert (project.left, project.memos) == ((), ())


def database(*statements: str) -> bytes:
    base = sqlite3.connect(":memory:")
    base.executescript(";".join(statements))
    return base.serialize()


QUALCODER = (
    "create table source (id integer, name text, fulltext text, mediapath text, memo text, owner text, date text)",
    "create table code_cat (catid integer, name text, owner text, date text, memo text, supercatid integer)",
    "create table code_name (cid integer, name text, memo text, catid integer, owner text, date text, color text)",
    "create table code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text)",
    "create table cases (caseid integer, name text, memo text, owner text, date text)",
    "create table case_text (caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text)",
    "create table attribute (name text, attr_type text, value text, id integer, date text, owner text)",
    "insert into source values (1, 'e1', '🙂 Été long. Puis rien.', null, 'long', 'Inès', '2024-01-02 10:00:00')",
    "insert into source values (2, 'photo.jpg', null, '/images/photo.jpg', '', 'Inès', '2024-01-02 10:00:00')",
    "insert into code_cat values (1, 'Temps', 'Inès', '', '', null)",
    "insert into code_name values (7, 'Durée', 'ce qui dure', 1, 'Inès', '2024-01-02 10:00:00', '#F44336')",
    "insert into code_text values (7, 1, 'Été long', {0}, {1}, 'Inès', '2024-01-03 10:00:00', '')",
    "insert into code_text values (7, 1, 'Puis rien', {2}, {3}, 'Marc', '2024-01-03 11:00:00', 'à revoir')",
    "insert into cases values (1, 'P', '', 'Inès', '')",
    "insert into case_text values (1, 1, 0, 22, 'Inès', '', '')",
    "insert into attribute values ('groupe', 'case', 'habitants', 1, '', 'Inès')",
)


@pytest.mark.parametrize("positions", [(2, 10, 12, 21), (3, 11, 13, 22)], ids=["code points", "UTF-16 units"])
@pytest.mark.parametrize("is_zipped", [False, True])
def test_a_qualcoder_project_keeps_its_coders_categories_and_cases(positions: tuple[int, ...], is_zipped: bool) -> None:
    content = database(*(s.format(*positions) for s in QUALCODER))
    if is_zipped:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as into:
            into.writestr("projet.qda/data.qda", content)
        content = made.getvalue()
    found = read_project(content, "projet.qda")
    text = found.sources[0].text
    assert [c.path for c in found.codes] == ["Temps", "Temps / Durée"]
    assert found.codes[1].colour == "#F44336"
    assert [(c.coder, text[c.span.start : c.span.end], str(c.at)) for c in found.codings] == [
        ("Inès", "Été long", "2024-01-03 10:00:00"),
        ("Marc", "Puis rien", "2024-01-03 11:00:00"),
    ]
    assert [(m.about.value, m.text) for m in found.memos] == [("words", "à revoir"), ("source", "long")]
    assert (found.cases[0].attributes, len(found.cases[0].source_ids)) == ((("groupe", "habitants"),), 1)
    assert found.left == ("1 source(s) sans texte (image, son, vidéo), non reprise(s).",)


HTML = "<h1>Entretien</h1><p>Élise : <b>j’ai</b> attendu &amp; rien 🙂</p><p>Puis l’été.</p>"


def offsets(words: str) -> tuple[int, int]:
    text = plain(HTML)[0]
    start = len(text[: text.index(words)].encode())
    return start, start + len(words.encode())


def test_a_taguette_project_is_read_by_its_bytes() -> None:
    a, b = offsets("j’ai attendu & rien"), offsets("l’été")
    command = json.dumps({"type": "highlight_add", "highlight_id": 1})
    found = read_project(
        database(
            "create table projects (id integer, name text)",
            "create table documents (id integer, name text, contents text, project_id integer)",
            "create table tags (id integer, project_id integer, path text, description text)",
            "create table highlights (id integer, document_id integer, start_offset integer, end_offset integer, snippet text)",
            "create table highlight_tags (highlight_id integer, tag_id integer)",
            "create table commands (id integer, date text, user_login text, payload text)",
            "insert into projects values (1, 'p')",
            f"insert into documents values (1, 'e.html', '{HTML}', 1)",
            "insert into tags values (1, 1, 'temps', 'durée'), (2, 1, 'temps.attente', ''), (3, 1, 'v1.2', '')",
            f"insert into highlights values (1, 1, {a[0]}, {a[1]}, '<b>j’ai</b> attendu &amp; rien'), (2, 1, {b[0]}, {b[1]}, 'l’été')",
            "insert into highlight_tags values (1, 2), (2, 1)",
            f"insert into commands values (1, '2024-01-02 10:00:00', 'ines', '{command}')",
        ),
        "p.sqlite3",
    )
    text = found.sources[0].text
    paths = {c.code_id: c.path for c in found.codes}
    assert text == "Entretien\nÉlise : j’ai attendu & rien 🙂\nPuis l’été.\n"
    assert [(paths[c.code_id], text[c.span.start : c.span.end], c.coder) for c in found.codings] == [
        ("temps / attente", "j’ai attendu & rien", "ines"),
        ("temps", "l’été", "inconnu·e"),
    ]
    assert sorted(paths.values()) == ["temps", "temps / attente", "v1.2"]


def test_an_rqda_project_leaves_what_was_deleted() -> None:
    found = read_project(
        database(
            "create table source (id integer, name text, file text, memo text, owner text, date text, status integer)",
            "create table freecode (id integer, name text, memo text, owner text, date text, status integer, color text)",
            "create table codecat (catid integer, name text, memo text, status integer)",
            "create table treecode (cid integer, catid integer, status integer)",
            "create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text, date text, memo text)",
            "insert into source values (1, 'e', 'Été long. Puis rien.', '', 'ines', '', 1), (2, 'x', 'supprimé', '', '', '', 0)",
            "insert into freecode values (1, 'Durée', '', 'ines', '', 1, ''), (2, 'Vieux', '', 'ines', '', 0, '')",
            "insert into codecat values (1, 'Temps', '', 1)",
            "insert into treecode values (1, 1, 1)",
            "insert into coding values (1, 1, 'Été long', 0.0, 8.0, 1, 'ines', 'Mon Nov  2 09:30:00 2020', ''),"
            "(1, 1, 'Puis', 10, 14, 0, 'ines', '', ''), (1, 1, 'rien', 10, 14, 1, 'ines', '', '')",
        ),
        "p.rqda",
    )
    assert [c.path for c in found.codes] == ["Temps", "Temps / Durée"]
    assert [(c.span.start, c.span.end, str(c.at)) for c in found.codings] == [(0, 8, "2020-11-02 09:30:00")]
    assert (len(found.sources), len(found.left)) == (1, 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"SQLite format 3\x00" + bytes(100), "base SQLite"),
        (b"autre chose", "projet connu"),
        (database("create table a (b)"), "n'est ni un projet"),
        (
            database(
                "create table source (x)",
                "create table code_name (x)",
                "create table code_text (x)",
                "insert into source values (1)",
            ),
            "colonne",
        ),
        (
            database(
                "create table a (b)",
                *(f"create view {v} as select * from a" for v in ("source", "code_name", "code_text")),
            ),
            "n'est ni un projet",
        ),
    ],
)
def test_what_is_no_project_is_refused_and_views_are_never_run(content: bytes, says: str) -> None:
    with pytest.raises(ImportRefused, match=says):
        read_project(content, "x")


def test_a_taguette_codebook_joins_levels_by_dots() -> None:
    codes = (
        Code(code_id="a", name="A", path="A"),
        Code(code_id="b", parent_id="a", name="B", path="A / B", definition="d"),
    )
    written = write_taguette_codebook(codes)
    assert written.decode("utf-8-sig") == "tag,description\r\nA,\r\nA.B,d\r\n"
    assert [(c.path, c.definition) for c in read_taguette_codebook(written).codes] == [("A", ""), ("A / B", "d")]


@pytest.mark.data
def test_real_codebooks_of_taguette_are_read_whole(shared_data: Path) -> None:
    folder = shared_data / "taguette-utilisabilite"
    for name in ("codebook_20220223_0.csv", "codebook_20220303_8.csv"):
        content = (folder / name).read_bytes()
        names = {row["tag"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}
        assert len(read_taguette_codebook(content).codes) == len(names)


def test_a_taguette_codebook_is_known_by_its_content(empty: Path) -> None:
    path = a_file(empty, b"tag,description,number of highlights\nTemps,long,3\nTemps.Attente,,1\n", "codes.csv")
    with opening(empty) as study:
        assert imports.import_any(study, path) == ("codes", imports.Imported(2, ()))
        assert [c.path for c in codebook.codes(study.file)] == ["Temps", "Temps / Attente"]


@pytest.mark.parametrize(
    ("text", "turns", "words", "found"),
    [
        ("Ana : Ana est là.\r\n", ["Ana est là."], "Ana est", ["Ana est"]),
        ("A : un [rires] deux trois", ["un deux trois"], "un [rires] deux", ["un deux"]),
        ("A : un\nB : deux", ["un", "deux"], "un\nB : deux", ["un", "deux"]),
        ("A : e\u0301te\u0301 long", ["été long"], "e\u0301te\u0301", ["été"]),
        ("A : mot\u00a0fin  ici", ["mot fin ici"], "\u00a0fin ", [" fin "]),
        ("A : 🙂🙂 ici", ["🙂🙂 ici"], "🙂 ici", ["🙂 ici"]),
        ("A : un", ["un"], "A :", []),
    ],
)
def test_a_selection_of_the_text_is_found_in_the_turns_read_from_it(
    text: str, turns: list[str], words: str, found: list[str]
) -> None:
    start = text.rindex(words)
    parts = Alignment(text, turns).parts(start, start + len(words))
    assert [turns[p.turn][p.start : p.end] for p in parts] == found


def test_a_note_keeps_no_name_that_is_known_or_found() -> None:
    known = KnownNames(
        (Entity(key="PERSON-1", kind=MentionKind.PERSON, forms=("Karima Belkacem", "Karima"), pseudonym="Sabah"),)
    )
    note = "Karima et Mme Belkacem, chez Zoé Perrin, au 06 39 98 12 34"
    found = [
        Found(note.index("Zoé"), note.index("Zoé") + 10, MentionKind.PERSON),
        Found(len(note) - 14, len(note), MentionKind.PHONE),
    ]
    assert mask_note(note, known, found) == "Sabah et Mme [nom], chez [prénom nom], au [téléphone]"
