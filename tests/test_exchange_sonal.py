"""A corpus of Sonal comes in with its interviews: themes by rank, codings on exactly their words, variables of each voice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from studies import opening, small_study

from benchmarks.invented_files import SONAL_THEMES, invented_files
from pipeline.errors import ImportRefused, UnreadableSource
from pipeline.exchange.project import Project
from pipeline.exchange.projects import is_project, read_project
from pipeline.flow import imports, project_entry, projects, review, steps
from pipeline.ingest.read import read_source
from pipeline.store import coding, people

PAGE = (
    '<!DOCTYPE html><html><body><script id="loc-json" type="application/json"> {{ ["","Enquêtrice","Karima"] }} </script>'
    '<script id="cat-json" type="application/json"> {{ {themes} }} </script>'
    '<div id="txtnotes">Entretien long</div><div id="contenuText">{body}</div></body></html>'
)
BODY = (
    '<span class="lblseg" data-deb="0.5" data-fin="2" data-loc="1" data-nomloc="Enquêtrice"><span class="">Où ?</span></span>'
    '<span class="lblseg" data-deb="2" data-fin="4" data-loc="2" data-nomloc="Karima"><span class="">Au </span>'
    '<span class="cat_001">guichet </span><span class="cat_001 cat_002 anon" data-pseudo="Zoé">d’Ana</span>'
    '<span class="cat_002" data-obs="à revoir" data-auth="Inès">, été 🙂</span></span>'
    '<span class="lblseg" data-deb="4" data-fin="5" data-loc="2"><span class="cat_002"> puis rien</span><span>.</span></span>'
)


def interview(body: str = BODY) -> bytes:
    return PAGE.format(themes=json.dumps(SONAL_THEMES), body=body).encode()


def coded(project: Project) -> list[tuple[str, str]]:
    texts = {source.source_id: source.text for source in project.sources}
    paths = {code.code_id: code.path for code in project.codes}
    return sorted((paths[c.code_id], texts[c.span.source_id][c.span.start : c.span.end]) for c in project.codings)


def corpus(*names: str) -> bytes:
    listed = [{"id": n, "rtrPath": name} for n, name in enumerate(names)]
    return json.dumps({"tabThm": SONAL_THEMES, "tabEnt": listed, "tabVar": []}).encode()


def test_an_interview_is_read_with_its_voices_times_and_original_words() -> None:
    read = read_source(interview(), "x.sonal")
    assert read.source.format == "sonal"
    assert [(t.speaker, t.text, t.start_s, t.end_s) for t in read.transcript.turns] == [
        ("Enquêtrice", "Où ?", 0.5, 2.0),
        ("Karima", "Au guichet d’Ana, été 🙂\npuis rien.", 2.0, 5.0),
    ]
    assert "« polyphonie import »" in read.warnings[0]


def test_themes_stand_on_exactly_their_words_and_keep_their_ranks() -> None:
    project = read_project(interview(), "x.sonal")
    assert [code.path for code in project.codes] == ["Attente", "Attente / Sans réponse"]
    assert coded(project) == [("Attente", "guichet d’Ana"), ("Attente / Sans réponse", "d’Ana, été 🙂  puis rien")]
    assert [(m.about.value, m.text, m.author) for m in project.memos] == [
        ("words", "à revoir", "Inès"),
        ("source", "Entretien long", "inconnu·e"),
    ]


def test_a_corpus_brings_the_interviews_of_its_folder_and_says_which_are_missing() -> None:
    project = read_project(corpus("../e1.sonal", "e2.sonal"), "c.crp", beside={"e1.sonal": interview()})
    assert [source.name for source in project.sources] == ["e1"]
    assert len(project.codings) == 2
    assert project.left == ("Entretien n° 2 du corpus : son fichier .sonal n'est pas dans le même dossier.",)


def test_a_variable_belongs_to_its_voice_or_to_everybody() -> None:
    project = read_project(invented_files()["entretien.sonal"], "e.sonal")
    assert [case.attributes for case in project.cases] == [(("commune", "Valbourg"), ("âge", "30-44 ans"))]
    general = invented_files()["entretien.sonal"].replace(b'"l": 2', b'"l": "all"')
    project = read_project(general, "e.sonal")
    assert [len(case.attributes) for case in project.cases] == [2, 2]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (corpus("e.sonal"), "dans son dossier"),
        (b'{"tabThm": [], "tabEnt": [}', "abîmé"),
        (b'{"tabThm": 3, "tabEnt": "x"', "abîmé"),
    ],
)
def test_a_corpus_that_cannot_be_read_is_refused(content: bytes, says: str) -> None:
    assert is_project(content)
    with pytest.raises(ImportRefused, match=says):
        read_project(content, "c.crp")


def test_an_interview_of_the_older_sonal_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnreadableSource, match="Sonal 3"):
        read_source(b"autre chose", "x.Rtr")


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=9
)


@settings(max_examples=80, deadline=None)
@given(runs=st.lists(st.tuples(WORDS, st.sets(st.sampled_from(["cat_001", "cat_002"]))), min_size=1, max_size=8))
def test_no_character_of_a_theme_is_lost_or_shifted(runs: list[tuple[str, set[str]]]) -> None:
    from html import escape

    body = "".join(f'<span class="{" ".join(sorted(themes))}">{escape(words)}</span>' for words, themes in runs)
    stretch = f'<span class="lblseg" data-loc="2"><span>mot </span>{body}<span> fin</span></span>'
    project = read_project(interview(stretch), "x.sonal")
    whole = "".join(words for words, _ in runs)
    assert f"Karima : mot {whole} fin" in project.sources[0].text
    for path, theme in (("Attente", "cat_001"), ("Attente / Sans réponse", "cat_002")):
        wanted = "".join("".join(words.split()) for words, themes in runs if theme in themes)
        found = "".join("".join(words.split()) for one, words in _in_order(project) if one == path)
        assert found == wanted


def _in_order(project: Project) -> list[tuple[str, str]]:
    text = project.sources[0].text
    paths = {code.code_id: code.path for code in project.codes}
    spans = sorted((c.span.start, c.span.end, paths[c.code_id]) for c in project.codings)
    return [(path, text[start:end]) for start, end, path in spans]


def test_a_corpus_enters_a_study_by_the_gate(tmp_path: Path, light: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_entry, "load_recogniser", lambda: None)
    folder = small_study(tmp_path / "étude", release="reviewed")
    (folder / "sources" / "entretien.txt").unlink()
    beside = tmp_path / "sonal"
    beside.mkdir()
    (beside / "entretien.sonal").write_bytes(invented_files()["entretien.sonal"])
    (beside / "corpus.crp").write_bytes(corpus("entretien.sonal"))
    with opening(folder) as study:
        assert imports.is_project_file(beside / "corpus.crp")
        done = projects.import_project(study, beside / "corpus.crp")
        assert (done.origin, done.sources, done.codes, done.codings, done.left) == ("Sonal", 1, 2, 6, ())
        steps.run(study)
        assert coding.codings(study.file) == ()
        review.release(study)
        steps.run(study)
        assert sorted(c.verbatim for c in coding.codings(study.file) if c.code_path == "Attente") == [
            "C’est",
            "Oui,",
            "Sur",
        ]
        assert [dict(p.attributes) for p in people.participants(study.file).values() if p.attributes] == [
            {"commune": "Valbourg", "âge": "30-44 ans"}
        ]
